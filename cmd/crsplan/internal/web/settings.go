package web

import (
	"strconv"
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

// settings are those that a new form begins with.
func (srv *Server) settings() settings {
	return settings{asOf: srv.AsOf, letExpire: srv.LetExpire, rules: srv.Rules, supposed: map[string]string{}}
}

// read takes in the settings that a plan of the page was saved under: its first
// line is the command that gives its answer.
func (s *settings) read(plan []byte) {
	first, _, _ := strings.Cut(string(plan), "\n")
	_, command, ok := strings.Cut(first, strings.Join(planCommand, " "))
	if !ok || !strings.HasPrefix(first, "#") {
		return
	}
	*s = settings{supposed: map[string]string{}}
	words := strings.Fields(command)
	for i, flag := range words {
		value := ""
		if i+1 < len(words) {
			value = words[i+1]
		}
		stream, number, _ := strings.Cut(value, "=")
		switch flag {
		case "--as-of":
			s.asOf = value
		case "--rules":
			if _, ok := crs.Embedded().Proposal(value); ok {
				s.rules = value
			}
		case "--let-expire":
			s.letExpire = true
		case "--after-reform":
			s.refuse = value == refuseReform
		case "--size", "--every":
			s.supposed[flag[2:]+"."+stream] = number
		case "--hold":
			share, _, _ := strings.Cut(number, "@")
			if p, err := strconv.ParseFloat(share, 64); err == nil {
				s.supposed["hold."+stream] = textOf(percent, p)
			}
		}
	}
}

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
