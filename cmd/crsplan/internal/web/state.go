package web

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"crsplan/scenarios"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// state is all that the page is about. It is carried in the form, in every
// request whole: the program keeps nothing between two of them.
type state struct {
	lang string
	// plan is the plan as its file would say it.
	plan     *scenarios.Sheet
	settings settings
	// opened are the warnings of the file that was just opened.
	opened reason.Warnings
	// begun says that something has been filled in: before, nothing is missing.
	begun bool
	// narrow asks for charts that are read on a narrow screen.
	narrow bool
}

// settings are what a plan is looked at under, beside what its file says.
type settings struct {
	asOf      string
	rules     string // the name of a proposal
	letExpire bool
	// refuse says nothing of chances after the reform of the scale.
	refuse bool
	// supposed is what is supposed of the rounds ahead, as it was typed: "size",
	// "every" or "hold", with a dot and a stream.
	supposed map[string]string
}

var (
	self     = []string{"profile"}
	partner  = []string{"profile", "partner"}
	people   = [][]string{self, partner}
	official = []language.Official{language.English, language.French}
)

// tablesOf are the tables that a form may have any number of, by their paths;
// "*" is a name.
var tablesOf = []struct {
	path   []string
	fields []field
}{
	{[]string{"profile", "education", "*"}, educationFields},
	{[]string{"profile", "partner", "education", "*"}, educationFields},
	{[]string{"profile", "work", "*"}, jobFields},
	{[]string{"profile", "partner", "work", "*"}, jobFields},
	{[]string{"options", "*"}, optionFields},
	{[]string{"scenarios", "*"}, scenarioFields},
	{[]string{"scenarios", "*", "steps", "*"}, slices.Concat(headFields, takesFields, duringFields, thenFields)},
}

// fieldsOf returns the fields of a table that a form may have any number of.
func fieldsOf(path []string) ([]field, bool) {
	for _, t := range tablesOf {
		if slices.EqualFunc(t.path, path, func(want, is string) bool { return want == "*" || want == is }) {
			return t.fields, true
		}
	}
	return nil, false
}

// readState reads what a form says. It never fails: what makes no sense is
// left out, and what is wrong in it is found by the reader of files.
func readState(form url.Values) *state {
	s := &state{plan: &scenarios.Sheet{}, lang: form.Get("lang"), begun: true, narrow: form.Get("narrow") != ""}
	s.settings = settings{asOf: strings.TrimSpace(form.Get("as_of")), rules: form.Get("rules"), letExpire: form.Get("let_expire") != "", refuse: form.Get("after_reform") == refuseReform, supposed: map[string]string{}}
	for _, name := range supposedNames() {
		s.settings.supposed[name] = strings.TrimSpace(form.Get(name))
	}
	r := formReader{form, s.plan}
	r.fields(nil, planFields)
	r.person(self, slices.Concat(selfFields, basisFields))
	s.plan.Table(self...)
	for _, marked := range form["table"] {
		if path := pathOf(marked); path != nil {
			r.table(path)
		}
	}
	r.person(partner, partnerFields)
	r.fields(below(self, "canada"), slices.Concat(placeFields, canadaFields))
	r.fields(below(self, "canada.job_offer"), offerFields)
	r.looked(form["looked"])
	if doc := tomlfile.Parse("rest", []byte(form.Get("rest"))); doc.Root() != nil {
		s.plan.Take(doc.Root().Items())
	}
	return s
}

// formReader puts what a form says into a sheet.
type formReader struct {
	form url.Values
	plan *scenarios.Sheet
}

// typed returns what was typed into a field, into the first of its inputs that
// is filled in.
func (r *formReader) typed(path []string) string {
	var typed string
	for _, typed = range r.form[nameOf(path...)] {
		if strings.TrimSpace(typed) != "" {
			break
		}
	}
	return strings.ToValidUTF8(typed, string(utf8.RuneError))
}

func (r *formReader) fields(path []string, fields []field) {
	for _, f := range fields {
		r.field(path, f)
	}
}

func (r *formReader) field(path []string, f field) {
	at := below(path, f.key)
	if f.kind == text {
		for _, lang := range reason.Languages() {
			if v := valueOf(text, r.typed(below(path, f.key+"_"+lang))); v != nil {
				r.plan.Set(v, below(path, f.key+"_"+lang)...)
			}
		}
	}
	switch {
	case f.key == lmiaField.key && f.kind == choice:
		if word := r.typed(at); word == noneSaid {
			r.plan.Set(false, at...)
		} else if slices.Contains(f.words[1:], word) {
			r.plan.Set(true, below(path, word)...)
		}
	case f.kind == several:
		r.several(at, f)
	case f.kind == span:
		r.span(at)
	default:
		typed := r.typed(at)
		if f.assumed != "" && strings.TrimSpace(typed) == f.assumed {
			return
		}
		if v := valueOf(f.kind, typed); v != nil {
			r.plan.Set(v, at...)
		}
	}
}

func (r *formReader) several(at []string, f field) {
	var list []any
	for _, word := range r.form[nameOf(at...)] {
		if slices.Contains(f.words, word) && !slices.Contains(list, any(word)) {
			list = append(list, word)
		}
	}
	switch {
	case len(list) == 1 && list[0] == profile.NoProvince:
		r.plan.Set(list[0], at...)
	case list != nil:
		r.plan.Set(list, at...)
	}
}

// span reads one number, or three.
func (r *formReader) span(at []string) {
	var values [3]any
	given := 0
	for i, key := range spanKeys {
		if values[i] = valueOf(number, r.typed(below(at, key))); values[i] != nil {
			given++
		}
	}
	if given == 1 && values[1] != nil {
		r.plan.Set(values[1], at...)
		return
	}
	for i, key := range spanKeys {
		if values[i] != nil {
			r.plan.Set(values[i], below(at, key)...)
		}
	}
}

// person reads the tables that the applicant and the partner share, but for
// their jobs.
func (r *formReader) person(path []string, fields []field) {
	r.fields(path, fields)
	r.fields(below(path, "education"), educationFields)
	r.fields(below(path, "languages"), firstFields)
	for _, which := range official {
		r.result(below(path, "languages."+which.String()))
	}
}

// result reads a test with its scores, or levels alone.
func (r *formReader) result(path []string) {
	test := r.typed(below(path, testField.key))
	switch test {
	case "":
		return
	case noneSaid:
		r.plan.Table(path[:len(path)-1]...)
		return
	}
	scores := path
	if test == levelsOnly {
		scores = below(path, "clb")
	} else {
		r.plan.Set(test, below(path, testField.key)...)
	}
	r.field(path, field{key: "taken_on", kind: day})
	if of, ok := language.TestByID(test); ok && twoScales(of) {
		r.field(path, scaleField)
	}
	r.plan.Table(scores...)
	for _, a := range language.Abilities {
		if v := valueOf(number, r.typed(below(path, a.String()))); v != nil {
			r.plan.Set(v, below(scores, a.String())...)
		}
	}
}

// table reads a table that the form may have any number of.
func (r *formReader) table(path []string) {
	fields, ok := fieldsOf(path)
	if !ok {
		return
	}
	r.plan.Table(path...)
	r.fields(path, fields)
	if path[0] == "options" {
		r.field(path, offField)
		var refs []any
		for _, ref := range r.form[nameOf(below(path, "scenarios")...)] {
			if ref != "" {
				refs = append(refs, strings.ToValidUTF8(ref, string(utf8.RuneError)))
			}
		}
		if refs != nil {
			r.plan.Set(refs, below(path, "scenarios")...)
		}
	}
}

// looked takes in the scenarios of the library in which something was changed:
// each becomes one of the plan's own, under the same name. The others are
// named by the options and stand nowhere else.
func (r *formReader) looked(names []string) {
	for _, name := range names {
		library, ok := scenarios.LibrarySheet(name)
		at := []string{"scenarios", name}
		if !ok || r.plan.Has(at...) {
			continue
		}
		type change struct {
			step  []string
			field field
		}
		var changed []change
		for _, step := range library.Keys("steps") {
			for _, f := range takesFields {
				if path := []string{"steps", step}; r.changed(library, at, path, f) {
					changed = append(changed, change{path, f})
				}
			}
		}
		if changed == nil {
			continue
		}
		r.plan.Take(library.Items(), at...)
		for _, c := range changed {
			r.plan.Drop(slices.Concat(at, c.step, []string{c.field.key})...)
			r.field(slices.Concat(at, c.step), c.field)
		}
	}
}

// changed says whether a field was filled in with something else than the
// library has there.
func (r *formReader) changed(library *scenarios.Sheet, at, step []string, f field) bool {
	for _, c := range shown(library, step, f) {
		typed, asked := r.form[nameOf(slices.Concat(at, c.path)...)]
		if asked && strings.TrimSpace(typed[0]) != c.text {
			return true
		}
	}
	return false
}
