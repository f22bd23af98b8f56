package crs_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"crsplan/sim/crs"
	"crsplan/sim/language"
	"crsplan/sim/profile"
)

// anyWorld draws rules and a candidate under them.
func anyWorld(t *rapid.T, all []world) (*crs.Ruleset, profile.Candidate) {
	w := rapid.SampledFrom(all).Draw(t, "rules")
	return w.rules, drawn(t).anyone()
}

func TestEveryScoreIsTheSumOfItsLinesWithinTheCaps(t *testing.T) {
	all := worlds(t)
	rapid.Check(t, func(t *rapid.T) {
		r, c := anyWorld(t, all)
		b := r.Score(&c)
		core, spouse := 500, 0
		if c.WithPartner {
			core, spouse = 460, 40
		}
		within := func(section string, points, most int) {
			if points < 0 || points > most {
				t.Fatalf("%s: %d is not between 0 and %d", section, points, most)
			}
		}
		within("core", b.Core.Total, core)
		within("spouse", b.Spouse.Total, spouse)
		within("transferability", b.Transferability.Total, 100)
		within("additional", b.Additional.Total, 600)
		within("total", b.Total, 1200)
		if got := r.Total(&c); got != b.Total {
			t.Fatalf("Total gives %d, Score %d", got, b.Total)
		}
		if sum := b.Core.Total + b.Spouse.Total + b.Transferability.Total + b.Additional.Total; sum != b.Total {
			t.Fatalf("the sections sum to %d, the total is %d", sum, b.Total)
		}
		sections := flatten(&b)
		for _, line := range r.Lines(&c) {
			within(string(line.Factor), line.Points, line.Max)
			if line.Factor != crs.HighWage && line.Points != sections[string(line.Factor)] {
				t.Fatalf("%s: the line has %d points, the score %d", line.Factor, line.Points, sections[string(line.Factor)])
			}
		}
	})
}

// raise is something that a candidate has more of, and the factors that are its
// own.
type raise struct {
	name    string
	factors []crs.Factor
	do      func(t *rapid.T, c *profile.Candidate)
}

var raises = []raise{
	{"an ability in the first language", []crs.Factor{crs.FirstLanguage, crs.EducationLanguage, crs.ForeignWorkLanguage, crs.Certificate, crs.French}, func(t *rapid.T, c *profile.Candidate) {
		raiseAbility(t, &c.Languages[c.First])
	}},
	{"an ability in the second language", []crs.Factor{crs.SecondLanguage, crs.French}, func(t *rapid.T, c *profile.Candidate) {
		raiseAbility(t, &c.Languages[c.First.Other()])
	}},
	{"an ability of the partner's", []crs.Factor{crs.SpouseLanguage}, func(t *rapid.T, c *profile.Candidate) {
		raiseAbility(t, &c.Partner.Languages[c.Partner.First])
	}},
	{"the credential", []crs.Factor{crs.Education, crs.EducationLanguage, crs.EducationCanadianWork}, func(t *rapid.T, c *profile.Candidate) {
		raiseLevel(t, &c.Education)
	}},
	{"the partner's credential", []crs.Factor{crs.SpouseEducation}, func(t *rapid.T, c *profile.Candidate) {
		raiseLevel(t, &c.Partner.Education)
	}},
	{"Canadian work", []crs.Factor{crs.CanadianWork, crs.EducationCanadianWork, crs.ForeignWorkCanadianWork}, func(t *rapid.T, c *profile.Candidate) {
		c.CanadianWork += moreMonths(t)
	}},
	{"work abroad", []crs.Factor{crs.ForeignWorkLanguage, crs.ForeignWorkCanadianWork}, func(t *rapid.T, c *profile.Candidate) {
		c.ForeignWork += moreMonths(t)
	}},
	{"the partner's Canadian work", []crs.Factor{crs.SpouseCanadianWork}, func(t *rapid.T, c *profile.Candidate) {
		c.Partner.CanadianWork += moreMonths(t)
	}},
	{"work in one occupation", []crs.Factor{crs.HighWage}, func(t *rapid.T, c *profile.Candidate) {
		if len(c.Occupations) > 0 {
			c.Occupations[rapid.IntRange(0, len(c.Occupations)-1).Draw(t, "occupation")].Months += moreMonths(t)
		}
	}},
	{"study in Canada", []crs.Factor{crs.CanadianStudy}, func(t *rapid.T, c *profile.Candidate) {
		c.CanadianStudy = max(c.CanadianStudy, profile.Study(rapid.IntRange(0, int(profile.ThreeOrMoreYears)).Draw(t, "study")))
	}},
	{"a certificate, a brother or sister", []crs.Factor{crs.Certificate, crs.Sibling}, func(t *rapid.T, c *profile.Candidate) {
		c.Certificate, c.Sibling = true, true
	}},
}

func raiseAbility(t *rapid.T, levels *language.Levels) {
	ability := rapid.SampledFrom(language.Abilities[:]).Draw(t, "ability")
	levels[ability] = int8(min(int(levels[ability])+rapid.IntRange(1, 6).Draw(t, "by"), language.MaxLevel))
}

func raiseLevel(t *rapid.T, level *profile.Level) {
	*level = max(*level, profile.Level(rapid.IntRange(0, int(profile.Doctorate)).Draw(t, "level")))
}

func moreMonths(t *rapid.T) int { return rapid.IntRange(0, 60).Draw(t, "months") }

// Of candidates this has no exception: which language is the first, and what
// a document is worth on the day, was settled before (see the properties of
// package sim for what that does).
func TestMoreOfAThingLowersNeitherItsOwnPointsNorTheTotal(t *testing.T) {
	all := worlds(t)
	for _, raise := range raises {
		t.Run(raise.name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				r, c := anyWorld(t, all)
				before := c
				before.Occupations = slices.Clone(c.Occupations)
				raise.do(t, &c)
				if a, b := r.Total(&before), r.Total(&c); b < a {
					t.Fatalf("the total falls from %d to %d", a, b)
				}
				for _, f := range crs.Factors() {
					a, b := pointsOf(r, &before, f), pointsOf(r, &c, f)
					if b < a {
						t.Fatalf("%s falls from %d to %d", f, a, b)
					}
					if b != a && !slices.Contains(raise.factors, f) {
						t.Fatalf("%s moves from %d to %d, and is none of its own", f, a, b)
					}
				}
			})
		})
	}
}

func TestFromThirtyOnAYearMoreNeverGivesPoints(t *testing.T) {
	all := worlds(t)
	rapid.Check(t, func(t *rapid.T) {
		r, c := anyWorld(t, all)
		c.Age = rapid.IntRange(20, 110).Draw(t, "age")
		before := r.Score(&c)
		c.Age += rapid.IntRange(1, 20).Draw(t, "years")
		after := r.Score(&c)
		if after.Core.Age > before.Core.Age || after.Total > before.Total {
			t.Fatalf("at %d years there are %d points, fewer years before %d", c.Age, after.Total, before.Total)
		}
	})
}

func TestANominationAddsAtMostSixHundred(t *testing.T) {
	all := worlds(t)
	rapid.Check(t, func(t *rapid.T) {
		r, c := anyWorld(t, all)
		c.Nominated = false
		before := r.Total(&c)
		c.Nominated = true
		if added := r.Total(&c) - before; added < 0 || added > 600 {
			t.Fatalf("a nomination adds %d", added)
		}
	})
}

func TestAPartnerOutsideTheColumnChangesNothing(t *testing.T) {
	all := worlds(t)
	rapid.Check(t, func(t *rapid.T) {
		r, c := anyWorld(t, all)
		c.WithPartner = false
		before := r.Score(&c)
		c.Partner = profile.PartnerOnDay{Education: profile.Doctorate, Languages: [2]language.Levels{even(12), even(12)}, CanadianWork: 60}
		if r.Score(&c) != before {
			t.Fatal("a partner outside the column counts")
		}
	})
}
