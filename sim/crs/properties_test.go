package crs_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
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

func TestRaisingOneAbilityNeverLowersTheTotal(t *testing.T) {
	all := worlds(t)
	rapid.Check(t, func(t *rapid.T) {
		r, c := anyWorld(t, all)
		before := r.Total(&c)
		levels := &c.Languages[rapid.IntRange(0, 1).Draw(t, "language")]
		if c.WithPartner && rapid.Bool().Draw(t, "the partner's") {
			levels = &c.Partner.Languages[rapid.IntRange(0, 1).Draw(t, "language")]
		}
		ability := rapid.SampledFrom(language.Abilities[:]).Draw(t, "ability")
		levels[ability] = int8(min(int(levels[ability])+rapid.IntRange(1, 6).Draw(t, "by"), language.MaxLevel))
		if after := r.Total(&c); after < before {
			t.Fatalf("from %d to %d", before, after)
		}
	})
}

func TestMoreWorkNeverLowersTheTotal(t *testing.T) {
	all := worlds(t)
	rapid.Check(t, func(t *rapid.T) {
		r, c := anyWorld(t, all)
		before := r.Total(&c)
		more := rapid.IntRange(0, 60).Draw(t, "months")
		switch rapid.IntRange(0, 2).Draw(t, "whose") {
		case 0:
			c.CanadianWork += more
		case 1:
			c.ForeignWork += more
		default:
			c.Partner.CanadianWork += more
		}
		if after := r.Total(&c); after < before {
			t.Fatalf("from %d to %d", before, after)
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

func TestASecondScorerAgreesOnAHundredThousandCandidates(t *testing.T) {
	const each = 11_200
	for n, w := range worlds(t) {
		t.Run(w.name, func(t *testing.T) {
			p := seeded(uint64(n))
			count := each
			if testing.Short() {
				count /= 10
			}
			for range count {
				c := p.anyone()
				if got, want := w.rules.Score(&c), naiveScore(&c, w.law); got != want {
					t.Fatalf("the second scorer disagrees about %+v (-it +crs):\n%s", c, cmp.Diff(want, got))
				}
			}
		})
	}
}
