package scenarios

import (
	"slices"

	"crsplan/sim/language"
	"crsplan/sim/profile"
)

// The schemas of a profile, and of a plan, which may hold one.

func (s *schemer) profile() node {
	return with(s.table("profile", []string{"stated_on"},
		key{"stated_on", someDay()}, key{"name", said()}, key{"birth_date", someDay()}, key{"age", whole(0, oldest)},
		key{"marital_status", oneOf(profile.MaritalWords()...)},
		key{"education", s.education()}, key{"languages", s.languages()}, key{"work", named(s.job())},
		key{"partner", s.partner()}, key{"canada", s.canada()},
	), node{"allOf": []node{
		{"oneOf": []node{has("birth_date"), has("age")}},
		{"dependentRequired": node{"partner": []string{"marital_status"}}},
		provided(is("marital_status", coupled(true)...), has("partner")),
		provided(is("marital_status", coupled(false)...), none("partner")),
	}})
}

// coupled returns the words of those who have a partner, or have none.
func coupled(yes bool) []any {
	var words []any
	for _, word := range profile.MaritalWords() {
		if status, _ := profile.ParseMarital(word); status.Coupled() == yes {
			words = append(words, word)
		}
	}
	return words
}

func (s *schemer) education() node {
	return s.share("education", func() node {
		further := s.share("credential", func() node { return s.credential(assessedDay()) })
		return with(s.credential(assessedDay()), node{"additionalProperties": further})
	})
}

// assessedDay is the day of an assessment, or that there is none.
func assessedDay() node { return node{"anyOf": []node{oneOf(noneStated), someDay()}} }

// credential is one credential; its assessment is a day, or of one that a step
// brings may be done with it.
func (s *schemer) credential(assessed node) node {
	return s.table("education", []string{"level"}, key{"level", oneOf(profile.LevelWords()...)}, key{"country", s.country()},
		key{"province", s.province()}, key{"eca_issued", assessed}, key{"canadian_study", oneOf(profile.StudyWords()...)})
}

func (s *schemer) languages() node {
	return s.share("languages", func() node {
		return s.table("languages", nil, key{"first", oneOf(language.English.String(), language.French.String())},
			key{language.English.String(), s.result(language.English)}, key{language.French.String(), s.result(language.French)})
	})
}

// workFlags say what kind of work a job is.
func workFlags() []key {
	return []key{{"self_employed", flag()}, {"student", flag()}, {"unauthorized", flag()}}
}

func weeklyHours() node { return number(leastHours, mostHours) }

func (s *schemer) job() node {
	return s.share("job", func() node {
		t := s.table("work", []string{"noc", "country"}, slices.Concat([]key{
			{"noc", s.occupation()}, {"country", s.country()}, {"province", s.province()},
			{"from", someDay()}, {"to", someDay()}, {"hours_per_week", weeklyHours()}, {"months", whole(0, mostMonths)},
		}, workFlags())...)
		t["if"], t["then"], t["else"] = has("months"), none("from", "to", "hours_per_week"), has("from")
		return t
	})
}

func (s *schemer) partner() node {
	return s.share("partner", func() node {
		return with(s.table("partner", nil,
			key{"accompanying", flag()}, key{"citizen_or_pr", flag()}, key{"sibling", flag()}, key{"study_years", whole(0, oldest)},
			key{"name", text()}, key{"birth_date", someDay()}, key{"age", whole(0, oldest)},
			key{"education", s.education()}, key{"languages", s.languages()}, key{"work", named(s.job())},
		), not(has("birth_date", "age")))
	})
}

// inCanada are the facts about Canada that a profile states and a step may set.
func (s *schemer) inCanada() []key {
	return []key{
		{"sibling", flag()}, {"relative", flag()}, {"study_years", whole(0, oldest)}, {"certificate_of_qualification", flag()},
		{"provinces", node{"anyOf": []node{oneOf(profile.AnyProvince, profile.NoProvince), list(oneOf(append(slices.Clone(provinces), profile.AnyProvince)...))}}},
		{"family_size", whole(1, mostFamily)}, {"settlement_funds_cad", whole(0, mostMoney)},
		{"status", oneOf(profile.StatusWords()...)}, {"primary_noc", s.occupation()}, {"military_years", whole(0, oldest)},
	}
}

func (s *schemer) canada() node {
	return s.share("canada", func() node {
		return s.table("canada", nil, append(s.inCanada(),
			key{"nomination", oneOf(append(slices.Clone(provinces), "")...)},
			key{"permit", s.table("permit", []string{"kind", "expires"}, key{"kind", oneOf(profile.PermitKindWords()...)}, key{"expires", someDay()})},
			key{"profile_submitted", node{"type": "string", "format": "date-time"}},
			key{"official_score", s.table("official_score", []string{"total", "on"}, key{"total", whole(0, mostPoints)}, key{"on", someDay()})},
			key{"job_offer", s.offer("noc")},
			key{"close_family", provinceLists()}, key{"licensed_in", provinceLists()}, key{"best_year_cad", whole(0, mostMoney)},
		)...)
	})
}

// provinceLists is a list of provinces, or that there is none.
func provinceLists() node { return node{"anyOf": []node{oneOf(noneStated), list(oneOf(provinces...))}} }

// offer is a job offer; of one that a step brings the occupation may be left
// out.
func (s *schemer) offer(required ...string) node {
	return with(s.table("job_offer", required,
		key{"noc", s.occupation()}, key{"lmia", flag()}, key{"lmia_exempt", flag()}, key{"months", whole(0, mostMonths)}, key{"full_time", flag()},
		key{"province", s.province()}, key{"employer", text()}, key{"hourly_wage_cad", number(0, mostWage)},
		key{"region", oneOf(profile.OfferRegionWords()...)}, key{"permanent", flag()}, key{"current", flag()},
		key{"annual_pay_cad", number(0, mostMoney)}, key{"hours_per_week", weeklyHours()},
		key{"employer_years", whole(0, 1000)}, key{"employer_staff", whole(0, mostMoney)}, key{"employer_revenue_cad", whole(0, mostMoney)},
	), not(with(node{"required": []string{"lmia", "lmia_exempt"}}, node{"properties": node{"lmia": node{"const": true}, "lmia_exempt": node{"const": true}}})))
}

func (s *schemer) plan() node {
	return s.table("plan", []string{"profile"},
		key{"profile", node{"anyOf": []node{text(), s.share("profile", s.profile)}}},
		key{"start", someDay()}, key{"horizon_months", whole(1, mostHorizon)},
		key{"scenarios", named(s.share("scenario", s.scenario))},
		key{"options", named(s.table("option", nil,
			key{"title", said()}, key{"order", oneOf(orders...)}, key{"off", flag()},
			key{"scenarios", list(node{"anyOf": []node{{"type": "string", "enum": LibraryNames()}, text()}})},
		))},
	)
}
