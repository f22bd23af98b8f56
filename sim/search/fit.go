package search

import (
	"slices"

	"crsplan/sim"
	"crsplan/sim/language"
	"crsplan/sim/profile"
)

// farthest is how many levels a ready-made move may raise an ability: the
// library's assume no more, and their months with it.
const farthest = 2

// Suggested returns the moves worth looking at one by one: those given that fit
// the person, and those made from the profile that do something else.
func Suggested(w *sim.World, plan *sim.Plan, given []Move) []Move {
	made := Made(w, plan)
	// One ability says more than all four where it is the only one to rise.
	single := func(m Move) bool {
		return slices.ContainsFunc(made, func(o Move) bool { return o.Raise.single() && sameTarget(&o, &m) })
	}
	moves := slices.DeleteFunc(Fitting(w, plan, given), single)
	for _, m := range made {
		covered := slices.ContainsFunc(moves, func(o Move) bool { return o.Name == m.Name || sameTarget(&o, &m) })
		if m.Raise.single() || !covered {
			moves = append(moves, m)
		}
	}
	return slices.DeleteFunc(moves, func(m Move) bool {
		return lifts(plan.Profile, m.Scenario) || plan.Profile.Partner == nil && needsPartner(m.Scenario)
	})
}

// needsPartner says whether a move is for couples.
func needsPartner(s *sim.Scenario) bool {
	return slices.ContainsFunc([]string{"partner", "accompanying-partner", "partner-could-apply"}, func(fact string) bool { return slices.Contains(s.Requires, fact) })
}

// Fitting returns the moves given, but for those whose months assume another
// beginning: a raise of more than two levels where a result is held, or French
// from the beginning for somebody who has some. The same raise as the profile
// has it takes their place.
func Fitting(w *sim.World, plan *sim.Plan, given []Move) []Move {
	var moves, made []Move
	for _, m := range given {
		who, of, level := target(m.Scenario)
		person := personOf(plan.Profile, who)
		if level == 0 || person == nil || !person.Languages.Results[of].Held || m.Made() {
			moves = append(moves, m)
			continue
		}
		r := &person.Languages.Results[of]
		if far := level - r.Levels.Lowest(); far <= farthest && !(of == language.French && far > 0 && fromBeginning(m.Scenario, level)) {
			moves = append(moves, m)
			continue
		}
		if made == nil {
			made = Made(w, plan)
		}
		for _, o := range made {
			if sameTarget(&o, &m) {
				moves = append(moves, o)
			}
		}
	}
	return moves
}

// fromBeginning says whether a move of French takes as long as from zero.
func fromBeginning(s *sim.Scenario, level int) bool {
	return s.Steps[0].Months.Likely >= fromZero[min(max(level, 4), topLevel)].Months.Likely
}

// target returns the level to which a move raises all four abilities of one
// language and nothing else; 0 where it does something else.
func target(s *sim.Scenario) (who sim.Who, of language.Official, level int) {
	if len(s.Steps) != 1 {
		return 0, 0, 0
	}
	step := &s.Steps[0]
	for _, of := range []language.Official{language.English, language.French} {
		least := step.Then.Self.Languages[of].AtLeast
		if least == (language.Levels{}) || least != (language.Levels{}).Raised(least.Lowest()) {
			continue
		}
		var only sim.Change
		only.Self.Languages[of].AtLeast = least
		if sameChange(&only, &step.Then) {
			return step.Who, of, least.Lowest()
		}
	}
	return 0, 0, 0
}

// sameChange says whether two changes raise the same levels and nothing else.
func sameChange(a, b *sim.Change) bool {
	rest := *b
	rest.Self.Languages = [2]sim.LanguageChange{}
	return rest.Nothing() && a.Self.Languages == b.Self.Languages
}

// sameTarget says whether two moves come out at the same level, where one was
// made from the profile.
func sameTarget(a, b *Move) bool {
	level := func(m *Move) (sim.Who, language.Official, int) {
		if m.Raise != nil && m.Raise.To == m.Raise.From.Raised(m.Raise.To.Lowest()) {
			return m.Raise.Who, m.Raise.Language, m.Raise.To.Lowest()
		}
		return target(m.Scenario)
	}
	whoA, ofA, levelA := level(a)
	whoB, ofB, levelB := level(b)
	return levelA > 0 && levelA == levelB && whoA == whoB && ofA == ofB
}

// lifts says whether a move is one of raising whichever ability is weakest: the
// moves of single abilities say it better.
func lifts(p *profile.Profile, s *sim.Scenario) bool {
	if len(s.Steps) != 1 {
		return false
	}
	then := &s.Steps[0].Then.Self
	return then.FirstUp > 0 && slices.ContainsFunc(p.Self.Languages.Results[:], func(r profile.Result) bool { return r.Held })
}
