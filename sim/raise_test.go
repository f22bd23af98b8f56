package sim_test

import (
	"testing"

	"pgregory.net/rapid"

	"crsplan/sim/civil"
	"crsplan/sim/language"
	"crsplan/sim/profile"
)

// betterments are what a person may have more of.
var betterments = []struct {
	name string
	do   func(t *rapid.T, p *profile.Profile)
}{
	{"an ability", func(t *rapid.T, p *profile.Profile) { betterAbility(t, &p.Self) }},
	{"a credential", func(t *rapid.T, p *profile.Profile) { betterCredential(t, &p.Self) }},
	{"a job", func(t *rapid.T, p *profile.Profile) { anotherJob(t, &p.Self, p.StatedOn) }},
	{"a job of longer ago", func(t *rapid.T, p *profile.Profile) { longerJob(t, p) }},
	{"an ability of the partner's", func(t *rapid.T, p *profile.Profile) { betterAbility(t, &p.Partner.Person) }},
	{"the partner's credential", func(t *rapid.T, p *profile.Profile) { betterCredential(t, &p.Partner.Person) }},
	{"a job of the partner's", func(t *rapid.T, p *profile.Profile) { anotherJob(t, &p.Partner.Person, p.StatedOn) }},
	{"a certificate, a brother or sister", func(_ *rapid.T, p *profile.Profile) { p.Canada.Certificate, p.Canada.Sibling = true, true }},
	{"a nomination", func(_ *rapid.T, p *profile.Profile) { p.Canada.Nomination = "ON" }},
}

func betterAbility(t *rapid.T, x *profile.Person) {
	which := language.Official(draw(t, "language", 0, 1))
	if r := &x.Languages.Results[which]; r.Held {
		a := draw(t, "ability", 0, len(r.Levels)-1)
		r.Levels[a] = int8(min(int(r.Levels[a])+draw(t, "by", 1, 4), language.MaxLevel))
	}
}

func betterCredential(t *rapid.T, x *profile.Person) {
	x.Education.Level = max(x.Education.Level, profile.Level(draw(t, "credential", 0, int(profile.Doctorate))))
	x.Education.CanadianStudy = max(x.Education.CanadianStudy, profile.Study(draw(t, "study", 0, int(profile.ThreeOrMoreYears))))
}

func anotherJob(t *rapid.T, x *profile.Person, stated civil.Day) {
	j := someJob(t, stated)
	j.Name = "another"
	x.Work = append(x.Work, j)
}

// longerJob lets a job begin earlier. One in Canada that begins when the
// declared permit is over counts as it is declared, and one that began before
// ends with the permit: a job is not moved across that day.
func longerJob(t *rapid.T, p *profile.Profile) {
	if len(p.Self.Work) == 0 {
		return
	}
	j := &p.Self.Work[draw(t, "job", 0, len(p.Self.Work)-1)]
	earlier := j.From - draw[civil.Day](t, "days", 0, 1000)
	permit := p.Canada.Permit
	if across := j.InCanada() && permit != nil && earlier < permit.Expires && permit.Expires <= j.From; j.Months == 0 && !across {
		j.From = earlier
	}
}

// More of a thing never lowers the score of a person on any day, but in two
// ways. A job in Canada that is said to begin before the declared permit ends,
// and not after it, ends with it (see longerJob). And where the first official
// language is left open, it may become another (see
// TestABetterResultMayCostPointsWhereItOpensAProgram). A partner's own factors,
// the caps and the windows are no exceptions: there more adds nothing.
func TestMoreOfAThingNeverLowersAScore(t *testing.T) {
	for _, better := range betterments {
		t.Run(better.name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				p := somebody(t)
				if p.Partner == nil {
					p.Marital, p.Partner = profile.Married, &profile.Partner{Person: anyone(t, "partner", p.StatedOn), Accompanying: true}
				}
				if rapid.Bool().Draw(t, "has funds") {
					p.Canada.Funds = new(60_000)
				}
				w := someWorld(t, p)
				q := p.Clone()
				better.do(t, q)
				for range 10 {
					on := max(p.StatedOn+draw[civil.Day](t, "day", -200, 1000), day("2015-01-01"))
					before, _, err := w.Stand(p, on)
					if err != nil {
						t.Fatal(err)
					}
					after, _, err := w.Stand(q, on)
					if err != nil {
						t.Fatal(err)
					}
					if after.Total < before.Total && after.Candidate.First == before.Candidate.First && after.Candidate.Partner.First == before.Candidate.Partner.First {
						t.Fatalf("on %v from %d to %d", on, before.Total, after.Total)
					}
				}
			})
		})
	}
}

// The exception, at its smallest: French one level higher in one ability makes
// the Federal Skilled Worker program open with French as the first language,
// and it is the first language from then on, though English gave more points.
func TestABetterResultMayCostPointsWhereItOpensAProgram(t *testing.T) {
	somebody := func(french language.Levels) *profile.Profile {
		return person(born("1990-01-10"), assessed("2026-01-10"), jobs(job("BR", developer, "2025-01-10", "2026-02-10")), func(p *profile.Profile) {
			p.Self.Languages.Results[language.English] = profile.Result{Held: true, TakenOn: day("2026-01-10"), Levels: language.Levels{10, 10, 10, 6}}
			p.Self.Languages.Results[language.French] = profile.Result{Held: true, TakenOn: day("2026-01-10"), Levels: french}
			p.Canada.Funds, p.Canada.Relative = new(60_000), true
		})
	}
	stand := func(french language.Levels) (total int, first language.Official) {
		s, _, err := now("2026-06-01").Stand(somebody(french), day("2026-06-01"))
		if err != nil {
			t.Fatal(err)
		}
		return s.Total, s.Candidate.First
	}
	before, english := stand(language.Levels{7, 7, 7, 7})
	after, french := stand(language.Levels{8, 7, 7, 7})
	if english != language.English || french != language.French || after >= before {
		t.Errorf("%d points with %v, then %d with %v", before, english, after, french)
	}
}

func TestALaterBirthdayNeverGivesFewerPointsFromThirtyOn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := somebody(t)
		w := someWorld(t, p)
		q := p.Clone()
		q.Self.Birth += draw[civil.Day](t, "days later", 1, 2000)
		for range 10 {
			on := max(p.StatedOn+draw[civil.Day](t, "day", -200, 1000), day("2015-01-01"))
			before, _, err := w.Stand(p, on)
			if err != nil {
				t.Fatal(err)
			}
			after, _, err := w.Stand(q, on)
			if err != nil {
				t.Fatal(err)
			}
			if before.Candidate.Age >= 30 && after.Candidate.Age >= 20 && after.Total < before.Total && after.Candidate.First == before.Candidate.First {
				t.Fatalf("on %v, at %d: %d points, born later, at %d: %d", on, before.Candidate.Age, before.Total, after.Candidate.Age, after.Total)
			}
		}
	})
}
