package crs_test

import (
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/language"
	"crsplan/sim/profile"
)

// pick chooses a number from low to high, both included. A seeded source makes
// the large sets of candidates, rapid the small ones that it can shrink.
type pick func(low, high int) int

func seeded(seed uint64) pick {
	r := rand.New(rand.NewPCG(seed, 2015))
	return func(low, high int) int { return low + r.IntN(high-low+1) }
}

func drawn(t *rapid.T) pick {
	return func(low, high int) int { return rapid.IntRange(low, high).Draw(t, "pick") }
}

func (p pick) yes(oneIn int) bool { return p(1, oneIn) == 1 }

// anyone makes a candidate. It reaches beyond the rows of every table, and
// lands on their thresholds often.
func (p pick) anyone() profile.Candidate {
	c := profile.Candidate{
		Age:           p(16, 47),
		WithPartner:   p.yes(2),
		Education:     profile.Level(p(0, int(profile.Doctorate))),
		CanadianStudy: profile.Study(p(0, int(profile.ThreeOrMoreYears))),
		First:         language.Official(p(0, 1)),
		Languages:     [2]language.Levels{p.levels(), p.levels()},
		CanadianWork:  p.months(),
		ForeignWork:   p.months(),
		Certificate:   p.yes(4),
		Sibling:       p.yes(3),
		Nominated:     p.yes(6),
		Offer:         profile.OfferKind(p(0, int(profile.ExemptSeniorManagerOffer))),
	}
	codes := []string{"21231", "21232", "20012", "31102", "72200"}
	if c.Offer != profile.NoOffer {
		c.OfferNOC = codes[p(0, len(codes)-1)]
	}
	for i, left := p(0, len(codes)-1), c.CanadianWork; i < len(codes) && left > 0; i++ {
		months := p(1, left)
		c.Occupations = append(c.Occupations, profile.Occupation{NOC: codes[i], Months: months})
		left -= months
	}
	if c.WithPartner {
		c.Partner = profile.PartnerOnDay{
			Education:    profile.Level(p(0, int(profile.Doctorate))),
			First:        language.Official(p(0, 1)),
			Languages:    [2]language.Levels{p.levels(), p.levels()},
			CanadianWork: p.months(),
		}
	}
	return c
}

// levels makes no result, an even one, or an uneven one.
func (p pick) levels() language.Levels {
	switch p(0, 3) {
	case 0:
		return language.Levels{}
	case 1:
		return even(p(3, 12))
	}
	base := p(3, 9)
	var l language.Levels
	for i := range l {
		l[i] = int8(base + p(0, 3))
	}
	return l
}

func (p pick) months() int {
	switch p(0, 2) {
	case 0:
		return 0
	case 1:
		return max(0, 12*p(0, 6)+p(-1, 1))
	}
	return p(0, 130)
}

// crowd makes n varied candidates, the same ones every time.
func crowd(n int) []profile.Candidate {
	p := seeded(20150131)
	all := make([]profile.Candidate, n)
	for i := range all {
		all[i] = p.anyone()
	}
	return all
}

// even returns the same level in all four abilities.
func even(level int) language.Levels {
	n := int8(level)
	return language.Levels{n, n, n, n}
}

func day(s string) civil.Day { return civil.MustParse(s) }

// rulesOn returns the shipped rules of a day, with all that is known today.
func rulesOn(t testing.TB, on string) *crs.Ruleset {
	t.Helper()
	return rulesOf(t, crs.Embedded(), on)
}

func rulesOf(t testing.TB, b *crs.Book, on string) *crs.Ruleset {
	t.Helper()
	r, err := b.On(day(on), civil.Max)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// proposal returns a shipped instrument that is not in force, put in force on
// a day.
func proposal(t testing.TB, id, from string) *crs.Instrument {
	t.Helper()
	in, ok := crs.Embedded().Proposal(id)
	if !ok {
		t.Fatalf("no proposal %q", id)
	}
	return in.From(day(from))
}

// own reads an instrument of a user's.
func own(t testing.TB, text string) *crs.Instrument {
	t.Helper()
	in, err := crs.ReadInstrument("own.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return in.AsOwn()
}

// flatten names the points of a breakdown as its JSON does.
func flatten(b *crs.Breakdown) map[string]int {
	core, spouse, x, more := b.Core, b.Spouse, b.Transferability, b.Additional
	return map[string]int{
		"core.age": core.Age, "core.education": core.Education, "core.first_language": core.FirstLanguage,
		"core.second_language": core.SecondLanguage, "core.canadian_work": core.CanadianWork, "core.total": core.Total,
		"spouse.education": spouse.Education, "spouse.language": spouse.Language,
		"spouse.canadian_work": spouse.CanadianWork, "spouse.total": spouse.Total,
		"transferability.education_language": x.EducationLanguage, "transferability.education_canadian_work": x.EducationCanadianWork,
		"transferability.education": x.Education, "transferability.foreign_work_language": x.ForeignWorkLanguage,
		"transferability.foreign_work_canadian_work": x.ForeignWorkCanadianWork, "transferability.foreign_work": x.ForeignWork,
		"transferability.certificate": x.Certificate, "transferability.total": x.Total,
		"additional.provincial_nomination": more.ProvincialNomination, "additional.job_offer": more.JobOffer,
		"additional.canadian_study": more.CanadianStudy, "additional.sibling": more.Sibling,
		"additional.french": more.French, "additional.total": more.Total,
		"total": b.Total,
	}
}

// The user's high-wage instrument, with figures that are nobody's.
const highWageText = `
title = "High-wage figures as I was told them"
in_force = 2026-11-03
ref = "told by a friend"
[high_wage]
add_up = true
maximum = 90
[high_wage.canadian_work]
"2x" = 60
"1.5x" = 40
"1.3x" = 20
[high_wage.job_offer]
"2x" = 50
"1.5x" = 30
"1.3x" = 10
[high_wage.codes]
"2x" = ["20012", "31102"]
"1.5x" = ["21231"]
"1.3x" = ["72200"]
`

// world is a set of rules under which tests count points.
type world struct {
	name  string
	rules *crs.Ruleset
	law   naiveLaw
}

// worlds are all rules there have been, and three that may be.
func worlds(t testing.TB) []world {
	t.Helper()
	var all []world
	for _, on := range []string{"2015-01-01", "2016-11-19", "2017-06-06", "2020-10-20", "2025-03-25", "2026-11-03"} {
		all = append(all, world{on, rulesOn(t, on), naiveLaw{on: day(on)}})
	}
	late := day("2026-11-03")
	return append(all,
		world{"offers restored", rulesOf(t, crs.Embedded().With(proposal(t, "offers-restored", "2026-11-03")), "2026-11-03"), naiveLaw{on: late, offersRestored: true}},
		world{"the proposal of 2026", rulesOf(t, crs.Embedded().With(proposal(t, "proposal-2026", "2026-11-03")), "2026-11-03"), naiveLaw{on: late, proposed: true}},
		world{"a user's high-wage figures", rulesOf(t, crs.Embedded().With(own(t, highWageText)), "2026-11-03"), naiveLaw{on: late, highWage: true}},
	)
}
