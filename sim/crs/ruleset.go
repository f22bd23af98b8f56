package crs

import (
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// Ruleset is the point tables in force on a day, compiled so that scoring only
// looks up and adds. It does not change once made.
type Ruleset struct {
	// ID is the newest of the instruments that the program ships, as in
	// "2025-03-25", followed by "+" and the user's own on top of it.
	ID string
	// Unknown are the factors without established values, as instruments
	// name them.
	Unknown []string
	// From is the day from which the newest instrument holds.
	From civil.Day
	// Title is that of the newest instrument.
	Title reason.Text

	law      tables // for the references and the lines
	unknown  map[Factor]bool
	sources  map[Factor]string // of the unknown factors
	age      [columns][maxAge + 1]int16
	school   [columns][maxLevel]int16
	first    [columns][maxCLB + 1]int16
	second   [maxCLB + 1]int16
	canada   [columns][maxYears + 1]int16
	spouse   spousePoints
	tier     [maxLevel]int8 // of education
	language [maxCLB + 1]int8
	inCanada [maxYears + 1]int8
	abroad   [maxYears + 1]int8
	pairs    [3][3]int16
	trade    [maxCLB + 1]int16
	offer    [profile.ExemptSeniorManagerOffer + 1]int16
	study    [profile.ThreeOrMoreYears + 1]int16

	bilingual           french // without points where they are unknown
	firstMax, secondMax [columns]int
	coreMax             [columns]int
	spouseLanguageMax   int
	nomination, sibling int
}

type spousePoints struct {
	school   [maxLevel]int16
	language [maxCLB + 1]int16
	canada   [maxYears + 1]int16
}

// Sizes of the compiled tables. What lies beyond scores like the last entry.
const (
	maxAge   = 120
	maxCLB   = 12
	maxYears = 10
	maxLevel = int(profile.Doctorate) + 1
)

// Complete says whether every value that the score of a candidate needs is
// established. The high-wage factor touches only who has Canadian work or an
// offer, or brings a partner who has Canadian work: as far as is known it is for
// work in Canada or an offer alone.
func (r *Ruleset) Complete(c *profile.Candidate) bool {
	return !slices.ContainsFunc(r.Unknown, func(key string) bool { return key != "high_wage" || mayEarnHighWage(c) })
}

func mayEarnHighWage(c *profile.Candidate) bool {
	return c.CanadianWork > 0 || c.Offer != profile.NoOffer || c.WithPartner && c.Partner.CanadianWork > 0
}

// compile lays instruments over each other, the last on top. It fails where
// they leave a table unset: a what-if alone makes no rules.
func compile(id string, laid []*Instrument) (*Ruleset, bool) {
	r := &Ruleset{ID: id, unknown: map[Factor]bool{}, sources: map[Factor]string{}}
	for _, in := range laid {
		r.From, r.Title = in.InForce, in.Title
		r.lay(in)
	}
	if !r.law.whole() {
		return nil, false
	}
	for _, u := range unknowns {
		if slices.Contains(r.Unknown, u.key) {
			r.unknown[u.factor] = true
		}
	}
	r.compileCore()
	r.compileSpouse()
	r.compileRest()
	return r, true
}

// lay puts one instrument on top of those before it. A table that it brings
// settles what was unknown of it.
func (r *Ruleset) lay(in *Instrument) {
	settles := map[string]bool{}
	set := func(key string, brought bool) {
		if brought {
			settles[key] = true
		}
	}
	over(&r.law.sections, in.tables.sections)
	over(&r.law.age, in.tables.age)
	over(&r.law.education, in.tables.education)
	over(&r.law.firstLanguage, in.tables.firstLanguage)
	over(&r.law.secondLanguage, in.tables.secondLanguage)
	over(&r.law.canadianWork, in.tables.canadianWork)
	over(&r.law.transferability, in.tables.transferability)
	over(&r.law.nomination, in.tables.nomination)
	set("spouse_education", over(&r.law.spouseEducation, in.tables.spouseEducation))
	set("spouse_language", over(&r.law.spouseLanguage, in.tables.spouseLanguage))
	set("spouse_canadian_work", over(&r.law.spouseCanadianWork, in.tables.spouseCanadianWork))
	set("certificate", over(&r.law.certificate, in.tables.certificate))
	set("job_offer", over(&r.law.jobOffer, in.tables.jobOffer))
	set("canadian_study", over(&r.law.canadianStudy, in.tables.canadianStudy))
	set("canadian_study.one-or-two-years", settles["canadian_study"])
	set("sibling", over(&r.law.sibling, in.tables.sibling))
	set("french", over(&r.law.french, in.tables.french))
	set("high_wage", over(&r.law.highWage, in.tables.highWage))
	r.Unknown = slices.DeleteFunc(slices.Clone(r.Unknown), func(key string) bool { return settles[key] })
	for _, u := range unknowns {
		if slices.Contains(in.Unknown, u.key) {
			r.sources[u.factor] = in.Ref
		}
	}
	for _, key := range in.Unknown {
		if !slices.Contains(r.Unknown, key) {
			r.Unknown = append(r.Unknown, key)
		}
	}
	if slices.Contains(in.Unknown, "high_wage") {
		r.law.highWage = nil
	}
}

func over[T any](below **T, above *T) bool {
	if above == nil {
		return false
	}
	*below = above
	return true
}

func (r *Ruleset) compileCore() {
	law := &r.law
	for c := range columns {
		for age := range r.age[c] {
			r.age[c][age] = int16(law.age.at(c, age))
		}
		for clb := range r.first[c] {
			r.first[c][clb] = int16(law.firstLanguage.at(c, clb))
		}
		fill(r.school[c][:], law.education.points[c])
		fill(r.canada[c][:], law.canadianWork.points[c])
		r.firstMax[c] = law.firstLanguage.maximum[c]
		r.secondMax[c] = law.secondLanguage.maximum[c]
		r.coreMax[c] = law.sections.core[c]
	}
	for clb := range r.second {
		r.second[clb] = int16(law.secondLanguage.at(withoutSpouse, clb))
	}
}

func (r *Ruleset) compileSpouse() {
	law := &r.law
	if !r.unknown[SpouseEducation] {
		fill(r.spouse.school[:], law.spouseEducation.points[withSpouse])
	}
	if !r.unknown[SpouseLanguage] {
		for clb := range r.spouse.language {
			r.spouse.language[clb] = int16(law.spouseLanguage.at(withSpouse, clb))
		}
	}
	if !r.unknown[SpouseCanadianWork] {
		fill(r.spouse.canada[:], law.spouseCanadianWork.points[withSpouse])
	}
	r.spouseLanguageMax = law.spouseLanguage.maximum[withSpouse]
}

func (r *Ruleset) compileRest() {
	law := &r.law
	x := law.transferability
	for tier := range x.pairs {
		for level, points := range x.pairs[tier] {
			r.pairs[tier][level] = int16(min(points, x.pairMaximum))
		}
	}
	for level, tier := range x.education {
		r.tier[level] = int8(tier)
	}
	reach(r.language[:], x.languageLevels)
	reach(r.inCanada[:], x.canadianYears)
	reach(r.abroad[:], x.foreignYears)
	if !r.unknown[Certificate] {
		for clb := range r.trade {
			r.trade[clb] = int16(law.certificate.at(withoutSpouse, clb))
		}
	}
	if o := law.jobOffer; !r.unknown[JobOffer] {
		r.offer[profile.SkilledOffer] = int16(o.other)
		r.offer[profile.SeniorManagerOffer] = int16(o.seniorManager)
		if o.exemptCounts {
			r.offer[profile.ExemptSkilledOffer] = int16(o.other)
			r.offer[profile.ExemptSeniorManagerOffer] = int16(o.seniorManager)
		}
	}
	fill(r.study[:], law.canadianStudy.points)
	if slices.Contains(r.Unknown, "canadian_study") {
		r.study = [len(r.study)]int16{}
	} else if r.unknown[CanadianStudy] {
		r.study[profile.OneOrTwoYears] = 0
	}
	r.bilingual = *law.french
	if r.unknown[French] {
		r.bilingual.lower, r.bilingual.higher = 0, 0
	}
	r.nomination = law.nomination.points
	if !r.unknown[Sibling] {
		r.sibling = law.sibling.points
	}
}

// fill copies a row of points; the last point holds for all that follow.
func fill(row []int16, points []int) {
	for i := range row {
		row[i] = int16(points[min(i, len(points)-1)])
	}
}

// reach numbers the bounds of a row: how many of them each place reaches.
func reach(row []int8, bounds []int) {
	for i := range row {
		for _, bound := range bounds {
			if i >= bound {
				row[i]++
			}
		}
	}
}
