package profile_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"crsplan/sim/civil"
	"crsplan/sim/language"
	"crsplan/sim/profile"
)

func TestChangeDays(t *testing.T) {
	born := func(s string) profile.Person { return profile.Person{Birth: day(s)} }
	test := func(taken string) profile.Languages {
		return profile.Languages{Results: [2]profile.Result{language.English: {Held: true, TakenOn: day(taken), Levels: even(9)}}}
	}
	tests := []struct {
		name     string
		profile  profile.Profile
		from, to string
		want     []string
	}{
		{"birthdays", profile.Profile{Self: born("1995-03-14")}, "2026-11-22", "2028-11-22", []string{"2027-03-14", "2028-03-14"}},
		{"the first day is not among them", profile.Profile{Self: born("1995-03-14")}, "2026-03-14", "2027-03-13", nil},
		{"the last day is", profile.Profile{Self: born("1995-03-14")}, "2026-03-14", "2027-03-14", []string{"2027-03-14"}},
		{"no days at all", profile.Profile{Self: born("1995-03-14")}, "2026-03-14", "2026-03-14", nil},
		{"a birthday on 29 February", profile.Profile{Self: born("1996-02-29")}, "2027-01-01", "2028-12-31", []string{"2027-03-01", "2028-02-29"}},
		{"a test is taken and expires two years later",
			profile.Profile{Self: profile.Person{Birth: day("1995-03-14"), Languages: test("2026-05-01")}}, "2026-04-01", "2028-05-01",
			[]string{"2026-05-01", "2027-03-14", "2028-03-14", "2028-05-01"}},
		{"an assessment is issued and lapses after five years",
			profile.Profile{Self: profile.Person{Birth: day("2020-01-01"), Education: profile.Education{Level: profile.Masters, Country: "BR", ECAIssued: day("2020-06-10")}}}, "2020-02-01", "2025-06-10",
			[]string{"2020-06-10", "2021-01-01", "2022-01-01", "2023-01-01", "2024-01-01", "2025-01-01", "2025-06-10"}},
		{"a Canadian credential needs no assessment",
			profile.Profile{Self: profile.Person{Birth: day("2020-01-01"), Education: profile.Education{Country: "CA", ECAIssued: day("2020-06-10")}}}, "2025-01-02", "2025-12-31", nil},
		{"years of a full-time job",
			profile.Profile{Self: profile.Person{Birth: day("1995-12-31"), Work: []profile.Job{job("2024-03-10", "")}}}, "2024-01-01", "2026-12-30",
			[]string{"2024-12-31", "2025-03-10", "2025-12-31", "2026-03-10"}},
		{"a year leaves the window",
			profile.Profile{Self: profile.Person{Birth: day("1995-12-31"), Work: []profile.Job{job("2014-03-10", "2016-03-09")}}}, "2024-01-01", "2026-12-30",
			[]string{"2024-03-11", "2024-12-31", "2025-03-11", "2025-12-31"}},
		{"the first month of Canadian work, and the years of each occupation and of all together",
			profile.Profile{Self: profile.Person{Birth: day("1995-12-31"), Work: []profile.Job{job("2024-03-10", "2024-09-09", inCanada), job("2024-09-10", "", inCanada, as("21231"))}}}, "2024-01-01", "2025-12-30",
			[]string{"2024-04-10", "2024-12-31", "2025-03-10", "2025-09-10"}},
		{"a job that fills the window, also that of a 29 February",
			profile.Profile{Self: profile.Person{Birth: day("1995-12-31"), Work: []profile.Job{job("2010-03-10", "")}}}, "2027-01-01", "2029-03-05",
			[]string{"2027-12-31", "2028-12-31"}},
		{"the same from that day, and to it",
			profile.Profile{Self: profile.Person{Birth: day("1995-12-31"), Work: []profile.Job{job("2010-03-10", "")}}}, "2028-02-28", "2028-02-29", nil},
		{"and after it",
			profile.Profile{Self: profile.Person{Birth: day("1995-12-31"), Work: []profile.Job{job("2010-03-10", "")}}}, "2028-02-29", "2028-04-01", nil},
		{"half time leaves the window while full time accrues",
			profile.Profile{Self: profile.Person{Birth: day("1995-12-31"), Work: []profile.Job{job("2014-01-01", "2017-12-31", weekly(1500)), job("2024-01-01", "")}}}, "2024-01-01", "2026-12-30",
			[]string{"2024-12-31", "2025-12-28", "2025-12-31"}},
		{"two in one day are one",
			profile.Profile{Self: profile.Person{Birth: day("1995-03-10"), Work: []profile.Job{job("2024-03-10", "")}}}, "2024-03-10", "2025-12-31", []string{"2025-03-10"}},
		{"work that does not count",
			profile.Profile{Self: profile.Person{Birth: day("1995-12-31"), Work: []profile.Job{job("2024-03-10", "", as("14100"))}}}, "2024-01-01", "2024-12-30", nil},
		{"a partner's tests, assessments and work, but not birthdays",
			profile.Profile{Self: born("1995-12-31"), Partner: &profile.Partner{Person: profile.Person{
				Birth: day("1996-04-04"), Languages: test("2024-05-01"),
				Education: profile.Education{Country: "BR", ECAIssued: day("2019-07-01")},
				Work:      []profile.Job{job("2023-06-01", "", inCanada)}}}}, "2024-01-01", "2024-12-30",
			[]string{"2024-05-01", "2024-06-01", "2024-07-01"}},
		{"a stint from 29 February leaves the window on 1 March, a day after another completes its year",
			profile.Profile{Self: profile.Person{Birth: day("1995-12-31"), Work: []profile.Job{job("2016-02-29", "2016-03-28"), job("2025-03-28", "")}}}, "2026-02-01", "2026-03-10",
			[]string{"2026-02-28", "2026-03-01"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, d := range tt.profile.ChangeDays(day(tt.from), day(tt.to), day("2024-01-01")) {
				got = append(got, d.String())
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("change days (-want +got):\n%s", diff)
			}
		})
	}
}

// drawPerson makes somebody whose documents come and go and whose work leaves
// its window while more accrues.
func drawPerson(t *rapid.T) profile.Person {
	p := profile.Person{Birth: drawDay(t, "1980-01-01", "2000-12-31"), Work: drawJobs(t)}
	for i := range p.Languages.Results {
		if rapid.Bool().Draw(t, "tested") {
			p.Languages.Results[i] = profile.Result{Held: true, TakenOn: drawDay(t, "2018-01-01", "2028-01-01"), Levels: even(int8(7 + i))}
		}
	}
	p.Education = profile.Education{Level: profile.Bachelor, Country: rapid.SampledFrom([]string{"CA", "BR"}).Draw(t, "country")}
	if rapid.Bool().Draw(t, "assessed") {
		p.Education.ECAIssued = drawDay(t, "2015-01-01", "2028-01-01")
	}
	return p
}

// whole is what the points of a person depend on.
type whole struct {
	Education        profile.Level
	Languages        [2]language.Levels
	Canadian, Abroad int
	AnyCanada        bool
	Occupations      [4]int
}

func wholeOn(p *profile.Person, on, law civil.Day) whole {
	w := whole{
		Education: p.Education.Counted(on),
		Canadian:  p.CanadianMonths(on, law) / 12,
		Abroad:    p.ForeignMonths(on, law) / 12,
		AnyCanada: p.CanadianMonths(on, law) > 0,
	}
	for i, r := range p.Languages.Results {
		w.Languages[i] = r.Counted(on)
	}
	for i, code := range []string{developer, "21231", "33102", "14100"} {
		w.Occupations[i] = p.OccupationMonths(code, on, law) / 12
	}
	return w
}

func TestChangeDaysAreTheDaysOnWhichAnythingChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := profile.Profile{Self: drawPerson(t)}
		if rapid.IntRange(0, 3).Draw(t, "alone") == 0 {
			p.Partner = &profile.Partner{Person: drawPerson(t)}
		}
		from := drawDay(t, "2019-01-01", "2027-12-31")
		to := from + civil.Day(rapid.IntRange(0, 800).Draw(t, "horizon"))
		law := drawDay(t, "2022-01-01", "2024-01-01")

		type standing struct {
			Age           int
			Self, Partner whole
		}
		standOn := func(on civil.Day) standing {
			s := standing{Age: p.Self.Birth.Years(on), Self: wholeOn(&p.Self, on, law)}
			if p.Partner != nil {
				s.Partner = wholeOn(&p.Partner.Person, on, law)
			}
			return s
		}
		var want []civil.Day
		before := standOn(from)
		for d := from + 1; d <= to; d++ {
			if now := standOn(d); now != before {
				want, before = append(want, d), now
			}
		}
		if diff := cmp.Diff(want, p.ChangeDays(from, to, law)); diff != "" {
			t.Fatalf("change days (-day by day +ChangeDays):\n%s", diff)
		}
	})
}
