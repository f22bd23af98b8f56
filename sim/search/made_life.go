package search

import (
	"fmt"

	"crsplan/sim"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// course is what a credential takes.
type course struct {
	level         profile.Level
	months        sim.Range
	abroad, inCAD sim.Range // the cost outside Canada with its assessment, and in Canada
	study         profile.Study
}

// courses are credentials that the library has no move for, by how long they
// take from secondary school.
//
// Source: international undergraduates pay 41,746 a year on average, Statistics
// Canada 2025/2026; colleges less. Months, tuition abroad and chances are
// planning assumptions, as in the library's partner-degree.
var courses = []course{
	{profile.OneYear, sim.Range{Low: 10, Likely: 12, High: 18}, sim.Range{Low: 1200, Likely: 4260, High: 12350}, sim.Range{Low: 12000, Likely: 18000, High: 30000}, profile.OneOrTwoYears},
	{profile.TwoYear, sim.Range{Low: 20, Likely: 24, High: 32}, sim.Range{Low: 1200, Likely: 8260, High: 24350}, sim.Range{Low: 24000, Likely: 36000, High: 60000}, profile.OneOrTwoYears},
	{profile.Bachelor, sim.Range{Low: 36, Likely: 44, High: 56}, sim.Range{Low: 1200, Likely: 12260, High: 48350}, sim.Range{Low: 90000, Likely: 153000, High: 220000}, profile.ThreeOrMoreYears},
}

const courseChance = 0.8

// partnersCourses are further credentials of a partner, beside work.
var partnersCourses = []course{
	{level: profile.TwoOrMore, months: sim.Range{Low: 8, Likely: 14, High: 27}, abroad: sim.Range{Low: 1200, Likely: 5260, High: 15350}},
	{level: profile.Masters, months: sim.Range{Low: 12, Likely: 22, High: 36}, abroad: sim.Range{Low: 200, Likely: 15260, High: 60350}},
}

// credentials makes moves of each credential above the one held, and of the
// assessment of a partner's. The library has those of the applicant from the
// bachelor's degree on, and the partner's bachelor's degree.
func (m *maker) credentials(who sim.Who) {
	person := personOf(m.p, who)
	if who == sim.ThePartner {
		if person.Held() > profile.LessThanSecondary && !person.AllAssessed(m.on) {
			step := sim.Step{Who: who, Months: sim.Range{Low: 0.5, Likely: 1.5, High: 3}, Cost: m.priceOf("assessment"), Chance: 1}
			step.Then.Self.Assessed = true
			m.step("assessment", step, reason.New("move.assessment/partner"), reason.New("move.source-assessment"))
		}
		for _, c := range partnersCourses {
			m.credential(who, c, false)
		}
	}
	for _, c := range courses {
		if who == sim.ThePartner && c.level == profile.Bachelor {
			continue // the library's partner-degree
		}
		m.credential(who, c, false)
		if who == sim.Principal {
			m.credential(who, c, true)
		}
	}
}

// credential makes a move of one credential, where it would be a higher one.
func (m *maker) credential(who sim.Who, c course, inCanada bool) {
	held := personOf(m.p, who).Held()
	if held.AtLeast(c.level) || c.level == profile.TwoOrMore && held < profile.Bachelor || c.level == profile.Masters && held < profile.Bachelor {
		return
	}
	step := sim.Step{Who: who, Months: c.months, Cost: c.abroad, Chance: courseChance}
	step.Then.Self.AtLeast = &c.level
	name, code := c.level.String(), variant(who, "move.credential", "move.credential/partner")
	if inCanada {
		canada := "CA"
		name, code = name+"-canada", "move.credential/canada"
		step.Cost = c.inCAD
		step.During.Study = sim.StudyInCanada
		step.Then.Self.Country, step.Then.Self.CanadianStudy = &canada, &c.study
	} else {
		step.Then.Self.Assessed = true
		if c.level > profile.OneYear && who == sim.Principal {
			step.During.Study = sim.StudyAbroad
		}
	}
	m.step(name, step, reason.New(code, "level", reason.Term("education."+c.level.String())), reason.New("move.source-course"))
}

// years makes moves of several years of work, in Canada and abroad; the library
// has one and two in Canada, and one abroad.
func (m *maker) years() {
	const longest = 3
	permit := m.priceOf("work-permit").Plus(m.priceOf("biometrics"))
	move := m.step(fmt.Sprintf("canadian-%d-years", longest), sim.Step{}, reason.New("move.canadian-years", "years", longest), reason.New("move.source-canadian-years"))
	find := sim.Step{Name: "permit", Tries: 1, Months: sim.Range{Low: 1, Likely: 4, High: 9}, Cost: permit, Chance: 0.5}
	find.Then.Permit = &sim.PermitChange{Kind: profile.ClosedPermit, Months: 12 * longest}
	work := sim.Step{Name: "work", Tries: 1, After: []string{"permit"}, Months: sim.Exactly(12 * longest), Chance: 1, During: sim.During{Work: sim.WorkInCanada}}
	move.Steps = []sim.Step{find, work}
	for years := 2; years <= longest; years++ {
		abroad := m.step(fmt.Sprintf("foreign-%d-years", years), sim.Step{Months: sim.Exactly(float64(12 * years)), Chance: 1, During: sim.During{Work: sim.WorkAbroad}},
			reason.New("move.foreign-years", "years", years), reason.New("move.source-foreign-years"))
		// Who may work in Canada would be giving that up: a choice of another kind.
		abroad.Conflicts = []string{"work-permit"}
	}
}
