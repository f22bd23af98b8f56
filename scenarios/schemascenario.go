package scenarios

import (
	"maps"
	"slices"

	"crsplan/sim"
	"crsplan/sim/crs"
	"crsplan/sim/language"
	"crsplan/sim/profile"
)

// The schema of a scenario.

func (s *schemer) scenario() node {
	return with(s.table("scenario", []string{"title"},
		key{"title", said()}, key{"summary", said()}, key{"assumptions", saids()}, key{"sources", saids()}, key{"known_from", someDay()},
		key{"requires", s.facts()}, key{"conflicts", s.facts()}, key{"rules", s.rulesChange()}, key{"steps", named(s.step())},
	), node{"anyOf": []node{has("steps"), has("rules")}})
}

// facts offers the facts and the library; a plan's own scenarios may be named
// too.
func (s *schemer) facts() node {
	return s.share("facts", func() node {
		known := append(slices.Sorted(maps.Keys(sim.Facts)), libraryNames()...)
		return list(node{"anyOf": []node{{"type": "string", "enum": known}, text()}})
	})
}

func (s *schemer) step() node {
	return s.share("step", func() node {
		return s.table("step", nil,
			key{"title", said()}, key{"who", oneOf("self", "partner")},
			key{"months", s.stretch(mostStepMonths)}, key{"cost_cad", s.stretch(mostStepCost)}, key{"fee_not_published", flag()},
			key{"chance", number(0, 1)}, key{"no_chance", said()}, key{"tries", whole(1, mostTries)}, key{"source", said()},
			key{"after", texts()}, key{"starts_on", someDay()}, key{"waits_for", oneOf(streamKeys()...)},
			key{"requires", s.facts()}, key{"conflicts", s.facts()},
			key{"during", s.table("during", nil, key{"work", oneOf("stop", "canada", "abroad")}, key{"study", oneOf("canada", "abroad")},
				key{"noc", s.occupation()}, key{"province", s.province()}, key{"hours_per_week", weeklyHours()})},
			key{"then", s.then()},
		)
	})
}

// stretch is a number, or a table of low, likely and high.
func (s *schemer) stretch(most float64) node {
	amount := number(0, most)
	return node{"anyOf": []node{amount, s.table("range", []string{"low", "likely", "high"}, key{"low", amount}, key{"likely", amount}, key{"high", amount})}}
}

// personLater are the facts of a person that a step may change.
func (s *schemer) personLater() []key {
	assessed := node{"anyOf": []node{oneOf("done"), someDay()}}
	return []key{
		{"education", with(s.table("education", nil, key{"at_least", oneOf(profile.LevelWords()...)}, key{"country", s.country()},
			key{"province", s.province()}, key{"eca_issued", assessed}, key{"canadian_study", oneOf(profile.StudyWords()...)}),
			node{"additionalProperties": s.share("credential-later", func() node { return s.credential(assessed) })})},
		{"languages", s.table("languages", nil, key{"first_up", whole(1, language.MaxLevel)},
			key{language.English.String(), s.resultLater(language.English)}, key{language.French.String(), s.resultLater(language.French)})},
		{"work", named(s.table("work", []string{"noc", "country"}, slices.Concat([]key{
			{"noc", s.occupation()}, {"country", s.country()}, {"province", s.province()},
			{"from", someDay()}, {"to", someDay()}, {"hours_per_week", weeklyHours()},
		}, workFlags())...))},
	}
}

// resultLater is a change of a language: levels raised, or a test that is
// taken.
func (s *schemer) resultLater(which language.Official) node {
	return s.share(which.String()+"-later", func() node {
		level := whole(0, language.MaxLevel)
		keys := []key{
			{"at_least_clb", node{"anyOf": []node{whole(1, language.MaxLevel), s.table("levels", nil, abilities(level)...)}}},
			{"weakest_up", whole(1, language.MaxLevel)},
			{"test", oneOf(testIDs(which)...)}, {"taken_on", someDay()}, scaleKey(), {"clb", s.levels()},
		}
		t := s.table("result", nil, slices.Concat(keys, abilities(node{"type": "number"}))...)
		t["allOf"] = append(scores(which),
			provided(has("clb"), none(abilityNames()...)),
			provided(with(has("test"), none("clb")), has(abilityNames()...)),
			provided(none("test", "clb"), none(append(abilityNames(), "taken_on")...)),
		)
		return t
	})
}

// then is what a step makes true.
func (s *schemer) then() node {
	return s.share("then", func() node {
		permit := s.table("permit", []string{"kind"}, key{"kind", oneOf(profile.PermitKindWords()...)}, key{"months", whole(1, mostMonths)}, key{"expires", someDay()},
			key{"since", someDay()}, key{"months_before", whole(1, mostMonths)})
		permit["allOf"] = []node{provided(has("since"), has("months", "months_before")), provided(has("months_before"), has("since"))}
		permit["oneOf"] = []node{has("months"), has("expires")}
		return s.table("then", nil, append(s.personLater(),
			key{"marital_status", oneOf(profile.MaritalWords()...)}, key{"swap_principal", flag()},
			key{"partner", s.table("partner", nil, append(s.personLater(), key{"accompanying", flag()}, key{"citizen_or_pr", flag()}, key{"sibling", flag()})...)},
			key{"canada", s.table("canada", nil, append(s.inCanada(),
				key{"nomination", s.province()}, key{"permit", permit}, key{"job_offer", s.offer()})...)},
		)...)
	})
}

// rulesChange is the rules of a scenario: an instrument that ships by its
// name, or tables of its own.
func (s *schemer) rulesChange() node {
	var ids []string
	for _, in := range crs.Embedded().Proposals() {
		ids = append(ids, in.ID)
	}
	from := key{"from", someDay()}
	return node{"oneOf": []node{
		s.table("rules", []string{"instrument"}, key{"instrument", oneOf(ids...)}, from),
		s.table("rules", nil, append(s.tables(), from)...),
	}}
}
