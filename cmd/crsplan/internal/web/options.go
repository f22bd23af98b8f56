package web

import (
	"cmp"
	"slices"
	"strings"

	"crsplan/scenarios"
	"crsplan/sim"
)

// The page takes as much as fits on it, and no more than is answered quickly.
const (
	mostOptions     = 6 // beside staying
	mostScenarios   = 8 // of an option
	mostCredentials = 10
	mostJobs        = 20
	mostSteps       = 20 // of a scenario
)

// offField switches an option off.
var offField = field{key: "off", kind: check}

// options makes the forms of the options. Each shows one choice more than it
// has scenarios, for the next.
func (b *builder) options() {
	names := b.plan.Keys("options")
	own := b.plan.Keys("scenarios")
	for i, name := range names {
		path := []string{"options", name}
		o := optionForm{tableForm: b.table(path), First: i == 0, Last: i == len(names)-1}
		o.Inputs = b.inputs(path, "option", optionFields)
		o.Off = b.inputs(path, "option", []field{offField})[0]
		refs := refsOf(b.plan, name)
		at := append(path[:2:2], "scenarios")
		b.cover(at)
		for n, ref := range append(slices.Clone(refs), "") {
			if n == mostScenarios {
				break
			}
			in := input{Name: nameOf(at...), Kind: choice, Label: b.words.Phrase("page-scenario", "n", n+1)}
			in.Choices = b.scenarioChoices(own, ref)
			if n == 0 {
				in.Choices[0].Label = b.words.Term("option.stay")
			}
			if n == 0 {
				in.Problems = b.at(at, b.words.Term("field.option.scenarios"), choice)
			}
			o.Scenarios = append(o.Scenarios, in)
		}
		o.Title = b.optionTitle(name, refs)
		o.Named = b.said("options", name, "title") != ""
		b.form.Options = append(b.form.Options, o)
	}
	b.form.Full = len(slices.DeleteFunc(names, func(name string) bool { return len(refsOf(b.plan, name)) == 0 })) >= mostOptions
}

// refsOf returns what an option of a plan is made of.
func refsOf(plan *scenarios.Sheet, option string) []string {
	list, _ := plan.Value("options", option, "scenarios").([]any)
	var refs []string
	for _, item := range list {
		if ref, ok := item.(string); ok {
			refs = append(refs, ref)
		}
	}
	return refs
}

// optionTitle is what an option is called in the form.
func (b *builder) optionTitle(name string, refs []string) string {
	if title := b.said("options", name, "title"); title != "" {
		return title
	}
	if len(refs) == 0 {
		return b.words.Term("option.stay")
	}
	titles := make([]string, len(refs))
	for i, ref := range refs {
		titles[i] = b.scenarioTitle(ref)
	}
	return strings.Join(titles, b.words.Term("option.then"))
}

func (b *builder) scenarioTitle(ref string) string {
	if title := b.said("scenarios", ref, "title"); title != "" {
		return title
	}
	if s, ok := scenarios.Library(ref); ok {
		return b.words.Text(s.Title)
	}
	return ref
}

// said is a text of the plan in the page's language, or as it was written.
func (b *builder) said(path ...string) string {
	last := len(path) - 1
	inLang, _ := b.plan.Value(append(path[:last:last], path[last]+"_"+b.words.Lang())...).(string)
	first, _ := b.plan.Value(path...).(string)
	return cmp.Or(inLang, first)
}

// scenarioChoices are the scenarios to pick from: one's own, then those of the
// library that were known on the day.
func (b *builder) scenarioChoices(own []string, chosen string) []choiceOf {
	list := []choiceOf{{"", b.words.Term("none.option.scenarios"), chosen == ""}}
	names := slices.Clone(own)
	for _, name := range scenarios.LibraryNames() {
		if s, _ := scenarios.Library(name); !slices.Contains(names, name) && (name == chosen || s.Known <= b.known) {
			names = append(names, name)
		}
	}
	if chosen != "" && !slices.Contains(names, chosen) {
		names = append(names, chosen)
	}
	for _, name := range names {
		list = append(list, choiceOf{name, b.scenarioTitle(name), name == chosen})
	}
	return list
}

// scenarios makes the forms of the scenarios: the plan's own, and what those
// of the library take that the options name.
func (b *builder) scenarios() {
	for _, name := range b.plan.Keys("scenarios") {
		b.form.Scenarios = append(b.form.Scenarios, b.scenario(name))
	}
	for _, option := range b.plan.Keys("options") {
		for _, ref := range refsOf(b.plan, option) {
			for link := range strings.SplitSeq(ref, "+") {
				b.look(link)
			}
		}
	}
}

// look shows what a scenario of the library takes.
func (b *builder) look(name string) {
	library, ok := scenarios.LibrarySheet(name)
	if !ok || b.plan.Has("scenarios", name) || slices.Contains(b.form.Looked, name) {
		return
	}
	b.form.Looked = append(b.form.Looked, name)
	s, _ := scenarios.Library(name)
	f := scenarioForm{tableForm: tableForm{Mark: nameOf("scenarios", name), Title: b.words.Text(s.Title)}, Name: name, Summary: b.words.Text(s.Summary), Rules: s.Rules != nil}
	for i := range s.Steps {
		step := &s.Steps[i]
		f.Steps = append(f.Steps, b.libraryStep(library, name, step))
	}
	b.form.Scenarios = append(b.form.Scenarios, f)
}

func (b *builder) libraryStep(library *scenarios.Sheet, scenario string, step *sim.Step) stepForm {
	f := stepForm{tableForm: tableForm{Mark: nameOf("scenarios", scenario, "steps", step.Name), Title: b.words.Text(step.Title)}, Source: b.words.Text(step.Source)}
	looked := &state{plan: &scenarios.Sheet{}}
	looked.plan.Take(library.Items(), "scenarios", scenario)
	other := builder{state: looked, words: b.words, covered: map[string]bool{}, form: &form{}}
	f.Takes = other.inputs([]string{"scenarios", scenario, "steps", step.Name}, "step", takesFields)
	return f
}

// scenario makes the form of a scenario of the plan: whole of one's own, and
// what it takes of one of the library that was changed.
func (b *builder) scenario(name string) scenarioForm {
	path := []string{"scenarios", name}
	f := scenarioForm{tableForm: b.table(path), Name: name, Own: true, AddStep: nameOf("scenarios", name, "steps")}
	f.Title = b.scenarioTitle(name)
	if s, ok := scenarios.Library(name); ok {
		f.Own, f.Edited, f.Summary = false, true, b.words.Text(s.Summary)
	} else {
		f.Inputs = b.inputs(path, "scenario", scenarioFields)
		f.Summary = b.said("scenarios", name, "summary")
	}
	f.Rules = b.plan.Has("scenarios", name, "rules")
	for _, step := range b.plan.Keys("scenarios", name, "steps") {
		at := append(path[:2:2], "steps", step)
		t := stepForm{tableForm: b.table(at), Takes: b.inputs(at, "step", takesFields)}
		t.Title = b.said(append(at[:4:4], "title")...)
		t.Source = b.said(append(at[:4:4], "source")...)
		if f.Own {
			t.Head, t.During, t.Then = b.inputs(at, "step", headFields), b.inputs(at, "step", duringFields), b.inputs(at, "step", thenFields)
		}
		f.Steps = append(f.Steps, t)
	}
	return f
}

// listed is a list of a plan: how many it has, and how many the page takes.
type listed struct {
	path    []string
	n, most int
}

// lists are the lists of a plan that the page takes so many of.
func lists(plan *scenarios.Sheet) []listed {
	var all []listed
	count := func(most int, path ...string) { all = append(all, listed{path, len(plan.Tables(path...)), most}) }
	for _, path := range people {
		count(mostCredentials, below(path, "education")...)
		count(mostJobs, below(path, "work")...)
	}
	moves := 0
	for _, name := range plan.Keys("options") {
		refs := len(refsOf(plan, name))
		if refs > 0 {
			moves++
		}
		all = append(all, listed{[]string{"options", name}, refs, mostScenarios})
	}
	// Staying is an option beside those that do something.
	all = append(all, listed{[]string{"options"}, max(moves, len(plan.Keys("options"))-1), mostOptions})
	count(2*mostOptions*mostScenarios, "scenarios")
	for _, name := range plan.Keys("scenarios") {
		count(mostSteps, "scenarios", name, "steps")
	}
	return all
}

// tooMany says where the plan holds more than the page takes.
func tooMany(plan *scenarios.Sheet) (problems []problem) {
	for _, l := range lists(plan) {
		if l.n > l.most {
			problems = append(problems, problem{path: l.path, what: pageMost(l.most)})
		}
	}
	return problems
}

// overfull reports whether a list of the plan is so much too long that not even
// its rows are shown: a page of them would be many megabytes.
func overfull(plan *scenarios.Sheet) bool {
	return slices.ContainsFunc(lists(plan), func(l listed) bool { return l.n > 3*l.most })
}
