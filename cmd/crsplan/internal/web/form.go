package web

import (
	"slices"
	"strconv"
	"strings"

	"crsplan/scenarios"
	"crsplan/sim/civil"
	"crsplan/sim/language"
	"crsplan/sim/noc"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// form is the form as its template shows it.
type form struct {
	Plan      []input
	Basis     []input
	Place     []input
	People    [2]person // the applicant and the partner
	Coupled   bool
	Canada    []input
	Several   []input
	Offer     []input
	HasOffer  bool
	Options   []optionForm
	Full      bool // no further option fits side by side
	Scenarios []scenarioForm
	AsOf      input
	Rules     input
	LetExpire bool
	Reform    input
	Supposed  []supposedForm

	Tables, Looked []string
	Rest           string
	Problems       []message
}

// input is one field.
type input struct {
	Name, Label, Help, Note string
	Kind                    kind
	Text                    string
	Choices                 []choiceOf
	Inputs                  []input // of a span
	Problems                []message
	Wide                    bool
}

type choiceOf struct {
	Value, Label string
	Chosen       bool
}

// person are the tables of the applicant or the partner.
type person struct {
	Key       string // "self" or "partner"
	Fields    []input
	Education []input
	First     []input
	Languages []languageForm

	Credentials, Jobs     []tableForm // the further ones
	AddCredential, AddJob string
}

type languageForm struct {
	Key, Title string
	Test, Day  input
	Scale      []input // of a test that is told on two
	Abilities  []input
	Held       bool
}

// tableForm is a table that there may be any number of.
type tableForm struct {
	Mark, Title string
	Inputs      []input
	Problems    []message
}

type optionForm struct {
	tableForm
	Scenarios   []input
	First, Last bool
	Named       bool  // by the user
	Off         input // kept, and not in the answer
}

type scenarioForm struct {
	tableForm
	Name, Summary string
	Own           bool // none of the library's
	Edited        bool // one of the library's, changed
	Steps         []stepForm
	AddStep       string
	Rules         bool // it changes the rules and takes no steps
}

type stepForm struct {
	tableForm
	Source             string
	Takes              []input
	Head, During, Then []input // of one's own
}

// builder makes the form of a state.
type builder struct {
	*state
	known    civil.Day // nothing announced later is offered
	words    *reason.Catalogue
	problems []problem
	placed   []bool // of problems
	covered  map[string]bool
	form     *form
}

// formOf makes the form of a state with what is wrong in it.
func formOf(c *reason.Catalogue, s *state, known civil.Day, problems []problem) *form {
	b := builder{known: known, state: s, words: c, problems: problems, placed: make([]bool, len(problems)), covered: map[string]bool{}, form: &form{}}
	f := b.form
	b.settingsForm()
	f.Plan = b.inputs(nil, "plan", planFields)
	for i, path := range people {
		f.People[i] = b.person(i, path)
	}
	marital, _ := profile.ParseMarital(textOf(choice, s.plan.Value(below(self, "marital_status")...)))
	f.Coupled = marital.Coupled()
	canada := below(self, "canada")
	for _, in := range b.inputs(canada, "canada", canadaFields) {
		if in.Kind == several {
			f.Several = append(f.Several, in)
		} else {
			f.Canada = append(f.Canada, in)
		}
	}
	f.Place, f.Basis = b.inputs(canada, "canada", placeFields), b.inputs(self, "self", basisFields)
	f.HasOffer = s.plan.Has(below(canada, "job_offer")...)
	f.Offer = b.inputs(below(canada, "job_offer"), "offer", offerFields)
	b.options()
	b.scenarios()
	b.rest()
	b.leftOver()
	return f
}

func (b *builder) inputs(path []string, group string, fields []field) []input {
	list := make([]input, 0, len(fields))
	for _, f := range fields {
		if f.when == nil || f.when(b.plan) || b.plan.Has(below(path, f.key)...) {
			list = append(list, b.input(path, group, f))
		}
	}
	return list
}

func (b *builder) input(path []string, group string, f field) input {
	in := input{Kind: f.kind, Wide: f.wide}
	in.Label, in.Help = b.named(group, f.key)
	// A text that is there in the page's language is shown in it.
	if inLang := f.key + "_" + b.words.Lang(); f.kind == text && b.plan.Has(below(path, inLang)...) {
		f.key = inLang
	}
	at := below(path, f.key)
	in.Name = nameOf(at...)
	value := b.plan.Value(at...)
	if _, word := value.(string); f.kind != choice || word || value == nil {
		b.cover(at)
	} else { // what no choice can say is carried along
		value = nil
	}
	switch {
	case f.kind == span:
		for i, one := range shown(b.plan, path, f) {
			b.cover(one.path)
			sub := input{Name: nameOf(one.path...), Kind: number, Text: one.text}
			sub.Label = b.words.Term("field.span." + spanKeys[i])
			sub.Problems = b.at(one.path, in.Label, number)
			in.Inputs = append(in.Inputs, sub)
		}
		return in
	case f.kind == several:
		b.provinces(&in, at, f)
	case f.key == lmiaField.key && f.kind == choice:
		if b.plan.Value(at...) == false {
			in.Text = noneSaid
		}
		for _, word := range f.words[1:] {
			b.cover(below(path, word))
			if b.plan.Value(below(path, word)...) == true {
				in.Text = word
			}
		}
	case value != nil || f.assumed != "":
		in.Text = shown(b.plan, path, f)[0].text
	}
	if f.kind == choice {
		in.Choices = b.choices(group, f, in.Text)
	}
	if f.kind == occupation {
		if o, ok := noc.Lookup(in.Text); ok {
			in.Note = b.words.Text(o.Title)
		}
	}
	in.Problems = b.at(at, in.Label, f.kind)
	return in
}

// named returns what a field is called, and what helps to fill it in.
func (b *builder) named(group, key string) (label, help string) {
	key = group + "." + strings.TrimPrefix(key, "then.")
	label = b.words.Term("field." + key)
	if help = b.words.Term("about." + key); help == "about."+key {
		help = ""
	}
	return label, help
}

// choices are the words of a choice, with the one chosen; what a file says and
// no choice has is offered as it stands.
func (b *builder) choices(group string, f field, chosen string) []choiceOf {
	var list []choiceOf
	for _, word := range f.words {
		c := choiceOf{word, reason.Capital(b.words.Term(f.terms + word)), word == chosen}
		if word == "" {
			key := "none." + group + "." + strings.TrimPrefix(f.key, "then.")
			if c.Label = b.words.Term(key); c.Label == key {
				c.Label = b.words.Term("none")
			}
		}
		list = append(list, c)
	}
	if !slices.Contains(f.words, chosen) {
		list = append(list, choiceOf{chosen, chosen, true})
	}
	return list
}

func (b *builder) provinces(in *input, at []string, f field) {
	chosen, _ := b.plan.Value(at...).([]any)
	if one, ok := b.plan.Value(at...).(string); ok {
		chosen = []any{one}
	} else if chosen != nil && len(chosen) == 0 {
		chosen = []any{profile.NoProvince}
	}
	for _, word := range f.words {
		in.Choices = append(in.Choices, choiceOf{word, b.words.Term(f.terms + word), slices.Contains(chosen, any(word))})
	}
}

// cover notes that a key stands in the form.
func (b *builder) cover(path []string) { b.covered[nameOf(path...)] = true }

// at returns what is wrong at a field.
func (b *builder) at(path []string, label string, kind kind) []message {
	var list []message
	for i, p := range b.problems {
		if !b.placed[i] && slices.Equal(p.path, path) {
			b.placed[i] = true
			m := inWords(b.words, p, label, kind)
			list = append(list, m)
			b.form.Problems = append(b.form.Problems, m)
		}
	}
	return list
}

// leftOver adds what is wrong at no field that is shown.
func (b *builder) leftOver() {
	for i, p := range b.problems {
		if !b.placed[i] {
			m := inWords(b.words, p, "", text)
			if len(p.path) > 0 {
				m.Where = strings.Join(p.path, ".")
			}
			m.Anchor = "form"
			b.form.Problems = append(b.form.Problems, m)
		}
	}
}

// rest writes what a file says beyond what the form shows, to be carried along.
func (b *builder) rest() {
	var more scenarios.Sheet
	for _, item := range b.plan.Items() {
		if item.Value != nil && !b.covered[nameOf(item.Path...)] {
			more.Set(item.Value, item.Path...)
		}
	}
	if len(more.Keys()) > 0 {
		b.form.Rest = string(more.Write().Text)
	}
}

func (b *builder) person(i int, path []string) person {
	p := person{Key: "self", AddCredential: nameOf(below(path, "education")...), AddJob: nameOf(below(path, "work")...)}
	fields := selfFields
	if i > 0 {
		p.Key, fields = "partner", partnerFields
	}
	p.Fields = b.inputs(path, p.Key, fields)
	p.Education = b.inputs(below(path, "education"), "education", educationFields)
	for n, name := range b.plan.Tables(below(path, "education")...) {
		at := append(below(path, "education"), name)
		t := b.table(at)
		t.Title, t.Inputs = b.words.Phrase("page-credential", "n", n+2), b.inputs(at, "education", educationFields)
		t.Inputs[0].Label, t.Inputs[0].Help = b.words.Term("field.credential.level"), ""
		p.Credentials = append(p.Credentials, t)
	}
	p.First = b.inputs(below(path, "languages"), "languages", firstFields)
	for _, which := range official {
		p.Languages = append(p.Languages, b.language(below(path, "languages."+which.String()), which))
	}
	for n, name := range b.plan.Keys(below(path, "work")...) {
		at := append(below(path, "work"), name)
		t := b.table(at)
		t.Inputs = b.inputs(at, "job", jobFields)
		t.Title = b.words.Phrase("page-job", "n", n+1)
		if o, ok := noc.Lookup(t.Inputs[0].Text); ok {
			t.Title = b.words.Text(o.Title)
		}
		p.Jobs = append(p.Jobs, t)
	}
	return p
}

// table notes a table that there may be any number of.
func (b *builder) table(path []string) tableForm {
	mark := nameOf(path...)
	b.form.Tables = append(b.form.Tables, mark)
	t := tableForm{Mark: mark}
	for i, p := range b.problems {
		if !b.placed[i] && slices.Equal(p.path, path) {
			b.placed[i] = true
			m := inWords(b.words, p, "", text)
			t.Problems = append(t.Problems, m)
			b.form.Problems = append(b.form.Problems, m)
		}
	}
	return t
}

func (b *builder) language(path []string, which language.Official) languageForm {
	l := languageForm{Key: which.String(), Title: reason.Capital(b.words.Term(string(which.Term())))}
	scores, levels := path, b.plan.Has(below(path, "clb")...)
	chosen := textOf(choice, b.plan.Value(below(path, testField.key)...))
	l.Test = b.input(path, "language", testField)
	if levels {
		chosen, scores = levelsOnly, below(path, "clb")
		delete(b.covered, l.Test.Name) // levels may name their test
	}
	l.Held = chosen != ""
	if !l.Held && b.plan.Has(path[:len(path)-1]...) {
		chosen = noneSaid
	}
	l.Test.Text, l.Test.Choices = chosen, nil
	for _, word := range testChoices(which) {
		c := choiceOf{word, b.words.Term("test." + word), word == chosen}
		if test, ok := language.TestByID(word); ok {
			c.Label = test.Name
		} else if word == "" {
			c.Label = b.words.Term("none.language.test")
		}
		l.Test.Choices = append(l.Test.Choices, c)
	}
	l.Day = b.input(path, "language", field{key: "taken_on", kind: day})
	test, isTest := language.TestByID(chosen)
	if at := below(path, scaleField.key); isTest && twoScales(test) {
		if n, is := b.plan.Value(at...).(int64); is { // 699 may be written as a number
			b.plan.Set(strconv.FormatInt(n, 10), at...)
		}
		l.Scale = b.inputs(path, "language", []field{scaleField})
	}
	for _, a := range language.Abilities {
		f := field{key: a.String(), kind: number}
		in := input{Name: nameOf(below(path, f.key)...), Kind: number, Label: reason.Capital(b.words.Term(string(a.Term())))}
		in.Text = shown(b.plan, scores, f)[0].text
		b.cover(below(scores, f.key))
		in.Problems = b.at(below(path, f.key), in.Label, number)
		if score, ok := numberOf(in.Text, "e0").(float64); ok && isTest {
			if level, err := test.Level(a, score); err == nil {
				in.Note = b.words.Term("scale."+which.String()) + " " + strconv.Itoa(level)
			}
		}
		l.Abilities = append(l.Abilities, in)
	}
	return l
}
