package web

import (
	"strings"

	"crsplan/sim/crs"
	"crsplan/sim/draws"
)

// supposable are the streams of whose rounds something may be supposed, and
// what.
var supposable = []struct {
	stream draws.Stream
	what   []string
}{
	{draws.CEC, []string{"size", "every"}},
	{draws.French, []string{"size", "every"}},
	{draws.PNP, []string{"size", "every"}},
	{draws.General, []string{"size", "every", "hold"}},
}

// supposedNames are the names of the fields of what is supposed.
func supposedNames() []string {
	var names []string
	for _, s := range supposable {
		for _, what := range s.what {
			names = append(names, what+"."+string(s.stream))
		}
	}
	return names
}

// refuseReform is the word for saying nothing of chances after the reform.
const refuseReform = "refuse"

// supposedForm are the fields of one stream.
type supposedForm struct {
	Title  string
	Inputs []input
}

// settingsForm makes the fields of what a plan is looked at under.
func (b *builder) settingsForm() {
	f := b.form
	f.AsOf = b.setting("setting", "as_of", day, b.settings.asOf)
	f.Rules = b.setting("setting", "rules", choice, b.settings.rules)
	f.Rules.Choices = []choiceOf{{"", b.words.Term("none.rules"), b.settings.rules == ""}}
	for _, in := range crs.Embedded().Proposals() {
		f.Rules.Choices = append(f.Rules.Choices, choiceOf{in.ID, b.words.Term("page.rules." + in.ID), b.settings.rules == in.ID})
	}
	f.LetExpire = b.settings.letExpire
	f.Reform = b.setting("setting", "after_reform", choice, "")
	f.Reform.Wide = true
	for _, word := range []string{"", refuseReform} {
		label := b.words.Term("none.after-reform")
		if word != "" {
			label = b.words.Term("after-reform." + word)
		}
		f.Reform.Choices = append(f.Reform.Choices, choiceOf{word, label, b.settings.refuse == (word == refuseReform)})
	}
	for _, s := range supposable {
		one := supposedForm{Title: b.words.Term(string(s.stream.Term()))}
		for _, what := range s.what {
			name := what + "." + string(s.stream)
			one.Inputs = append(one.Inputs, b.setting("supposed", name, number, b.settings.supposed[name]))
		}
		f.Supposed = append(f.Supposed, one)
	}
}

func (b *builder) setting(group, name string, kind kind, text string) input {
	in := input{Name: name, Kind: kind, Text: text}
	what, _, _ := strings.Cut(name, ".")
	in.Label, in.Help = b.named(group, what)
	in.Problems = b.at(pathOf(name), in.Label, kind)
	return in
}
