package web

import (
	"slices"
	"strings"

	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/reason"
)

// act changes a state as a button of the form asks: "add", "remove", "earlier"
// or "later" and what, as in "add profile.work"; "sample" and "new" begin
// anew.
func (srv *Server) act(c *reason.Catalogue, s *state, do string) {
	verb, mark, _ := strings.Cut(do, " ")
	path := pathOf(mark)
	switch verb {
	case "lang":
		srv.retell(c, s, mark)
	case "sample":
		s.plan, s.settings = scenarios.SampleSheet(c.Lang(), srv.knownOn(s)), settings{asOf: s.settings.asOf}
	case "new":
		s.plan, s.settings, s.begun = &scenarios.Sheet{}, settings{}, false
		srv.start(s)
	case "add":
		add(c, s, path)
	case "try":
		try(s, mark)
	case "remove":
		if _, ok := fieldsOf(path); ok {
			s.plan.Drop(path...)
		}
	case "earlier":
		s.plan.Move(-1, path...)
	case "later":
		s.plan.Move(1, path...)
	}
}

// try adds an option that a word of the command line means: scenarios one after
// another, and side by side where commas part them.
func try(s *state, word string) {
	name := ""
	for _, key := range s.plan.Keys("options") {
		if key != sim.Stay().Name && len(refsOf(s.plan, key)) == 0 && len(s.plan.Items("options", key)) == 0 {
			name = key // one that is still empty
			break
		}
	}
	if name == "" {
		name = s.plan.Free("option-1", "options")
	}
	chains := strings.Split(word, ",")
	if len(chains) == 1 {
		chains = strings.Split(word, "+")
	} else {
		s.plan.Set("together", "options", name, "order")
	}
	refs := make([]any, len(chains))
	for i, chain := range chains {
		refs[i] = chain
	}
	s.plan.Table("options", name)
	s.plan.Set(refs, "options", name, "scenarios")
}

// retell changes the language of the page, and of what is still the sample's
// own text.
func (srv *Server) retell(c *reason.Catalogue, s *state, lang string) {
	next, ok := reason.In(lang)
	if !ok {
		return
	}
	s.lang = lang
	before, after := scenarios.SampleSheet(c.Lang(), srv.knownOn(s)), scenarios.SampleSheet(next.Lang(), srv.knownOn(s))
	for _, item := range before.Items() {
		told, isText := item.Value.(string)
		if again := after.Value(item.Path...); isText && again != nil && s.plan.Value(item.Path...) == told {
			s.plan.Set(again, item.Path...)
		}
	}
}

// add adds a table.
func add(c *reason.Catalogue, s *state, path []string) {
	words := map[string]string{"education": "credential-1", "work": "job-1", "options": "option-1", "scenarios": c.Term("page.own-name"), "steps": "step-1"}
	if len(path) == 0 {
		return
	}
	name, ok := words[path[len(path)-1]]
	if !ok {
		return
	}
	at := append(slices.Clone(path), s.plan.Free(name, path...))
	if _, ok := fieldsOf(at); !ok {
		return
	}
	s.plan.Table(at...)
	if path[0] == "scenarios" && len(path) == 1 {
		// A move of one's own begins with a step, and as an option.
		s.plan.Set(c.Term("page.own-move"), append(slices.Clone(at), "title")...)
		s.plan.Table(append(slices.Clone(at), "steps", "step-1")...)
		option := []string{"options", s.plan.Free("option-1", "options")}
		s.plan.Set([]any{at[1]}, append(option, "scenarios")...)
	}
}
