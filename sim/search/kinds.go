package search

import (
	"slices"

	"crsplan/sim"
	"crsplan/sim/language"
	"crsplan/sim/profile"
)

// kind is what somebody does in a step, as far as nobody does it twice.
type kind struct {
	who  sim.Who
	what string
}

// kinds lists what a move does: a test of a language, work here or there, a
// credential, an offer, a nomination.
func (q *Question) kinds(s *sim.Scenario) []kind {
	var list []kind
	for i := range s.Steps {
		step := &s.Steps[i]
		add := func(does bool, what string) {
			if k := (kind{step.Who, what}); does && !slices.Contains(list, k) {
				list = append(list, k)
			}
		}
		then := &step.Then
		for _, of := range []language.Official{language.English, language.French} {
			person := personOf(q.Plan.Profile, step.Who)
			up := then.Self.FirstUp > 0 && person != nil && better(person) == of
			add(then.Self.Languages[of] != (sim.LanguageChange{}) || up, of.String())
		}
		add(step.During.Work == sim.WorkInCanada, "work in Canada")
		add(step.During.Work == sim.WorkAbroad, "work abroad")
		add(step.During.Study != sim.NoStudy || then.Self.AtLeast != nil, "credential")
		add(then.Offer != nil, "offer")
		add(then.Nomination != nil, "nomination")
	}
	return list
}

// repeats says whether two moves do something of the same kind, unless both
// must be in every route.
func (q *Question) repeats(moves []Move) bool {
	seen := map[kind]Move{}
	for _, m := range moves {
		for _, k := range q.kinds(m.Scenario) {
			other, twice := seen[k]
			if twice && !(slices.Contains(q.Must, m.Name) && slices.Contains(q.Must, other.Name)) {
				return true
			}
			seen[k] = m
		}
	}
	return false
}

// better returns the first language of somebody: the declared one, or the one
// with the higher results.
func better(p *profile.Person) language.Official {
	if p.Languages.FirstDeclared {
		return p.Languages.First
	}
	sum := func(of language.Official) (n int) {
		for _, level := range p.Languages.Results[of].Levels {
			n += int(level)
		}
		return n
	}
	if sum(language.French) > sum(language.English) {
		return language.French
	}
	return language.English
}
