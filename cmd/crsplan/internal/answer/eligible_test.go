package answer_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// funded is the single developer with what the Federal Skilled Worker program
// asks for besides.
const funded = `
stated_on = 2026-11-22
birth_date = 1995-03-14
marital_status = "single"
[education]
level = "bachelor"
country = "BR"
eca_issued = 2025-06-10
[languages.english]
taken_on = 2026-06-02
clb = { listening = 9, reading = 9, writing = 9, speaking = 9 }
[work.acme]
noc = "21232"
country = "BR"
from = 2021-11-22
[canada]
provinces = ["ON"]
settlement_funds_cad = 25000
status = "outside"
`

func eligibleOf(t fataler, person string, day civil.Day) *answer.Eligible {
	p, warnings, err := scenarios.ReadProfile("person.toml", []byte(person))
	if err != nil {
		t.Fatal(err)
	}
	proj, err := as(day).Ahead(p, sim.Stay(), day, 12)
	if err != nil {
		t.Fatal(err)
	}
	return answer.EligibleOf(reason.English(), p.Name.English, proj, day, draws.Embedded().Until(day), day, warnings)
}

// What is missing makes it no; what is not known, else, not known; and a day
// on which a stream opens is today for what is open.
func TestAVerdictFollowsFromItsRequirements(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	rapid.Check(t, func(t *rapid.T) {
		person := rapid.SampledFrom([]string{funded, single, single + offer, married + canadianYear}).Draw(t, "person")
		day := civil.Day(rapid.IntRange(int(civil.MustParse("2015-02-01")), int(today)).Draw(t, "day"))
		doc := eligibleOf(t, person, day)
		check := func(what string, eligible *bool, missing, unknown []answer.Requirement) {
			want := "true"
			switch {
			case len(missing) > 0:
				want = "false"
			case len(unknown) > 0:
				want = "null"
			}
			if got, _ := json.Marshal(eligible); string(got) != want {
				t.Fatalf("%s on %v: %s with %d missing and %d not known", what, day, got, len(missing), len(unknown))
			}
		}
		for _, p := range doc.Programs {
			check(p.Program, p.Eligible, p.Missing, p.Unknown)
		}
		for _, p := range doc.Pathways {
			check(p.Pathway, p.Eligible, p.Missing, p.Unknown)
		}
		for _, s := range doc.Streams {
			check(s.Stream, s.Eligible, s.Missing, s.Unknown)
			if s.LastRound > day {
				t.Fatalf("%s: a round of %v on %v", s.Stream, s.LastRound, day)
			}
			if open := s.Eligible != nil && *s.Eligible; open != (s.OpensOn == day) {
				t.Fatalf("%s on %v: open %v, opens on %v", s.Stream, day, open, s.OpensOn)
			}
		}
	})
}

func TestEveryProgramAndStreamIsAnswered(t *testing.T) {
	doc := eligibleOf(t, funded, today)
	var keys []string
	for _, s := range doc.Streams {
		keys = append(keys, s.Stream)
	}
	for _, s := range draws.Streams() {
		if !slices.Contains(keys, string(s)) {
			t.Errorf("%s is not answered", s)
		}
	}
	if len(doc.Programs) != 3 || len(doc.Pathways) != 2 {
		t.Errorf("%d programs, %d pathways", len(doc.Programs), len(doc.Pathways))
	}
	if grid := doc.Programs[0]; *grid.Points != 70 || grid.Pass != 67 || len(grid.Grid) != 7 {
		t.Errorf("grid: %d of %d in %d lines", *grid.Points, grid.Pass, len(grid.Grid))
	}
}

// Provincial pathways have scales of their own.
func TestNoPathwayHasAPlaceOnTheScaleOfTheCRS(t *testing.T) {
	for _, p := range eligibleOf(t, funded, today).Pathways {
		text := text(t, p)
		if !strings.Contains(text, "not CRS points") || strings.Contains(text, `"score"`) || strings.Contains(text, `"cutoff"`) {
			t.Errorf("%s", text)
		}
	}
}

func warningsOf(doc *answer.Plan) (codes []string) {
	for _, w := range doc.Warnings {
		codes = append(codes, w.Code)
	}
	return codes
}

func TestAPlanSaysSinceWhenNoRoundWasOpen(t *testing.T) {
	for _, test := range []struct {
		name, person, day string
		want              []string
	}{
		{"somebody abroad, a year and more after the last general round", funded, "2026-11-22", []string{"no-round-open"}},
		{"the same a year to the day after it", funded, "2025-04-23", nil},
		{"without funds it is not known", strings.Replace(funded, "settlement_funds_cad = 25000", "", 1), "2026-11-22", []string{"missing"}},
		{"before the first round nobody had one", strings.Replace(funded, `"21232"`, `"65100"`, 1), "2015-01-01", nil},
		{"somebody whom no program admits", strings.Replace(funded, `"21232"`, `"65100"`, 1), "2026-11-22", []string{"no-round-open"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, code := range warningsOf(planOf(t, test.person+"sibling = false\n", civil.MustParse(test.day), "clb10")) {
				if code == "no-round-open" || code == "missing" {
					got = append(got, code)
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("warnings: %q, want %q", got, test.want)
			}
		})
	}
}

// A margin is of a stream that is open on the day of its score; where that is
// not known it is an "if".
func TestAMarginIsOfAnOpenStream(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	rapid.Check(t, func(t *rapid.T) {
		person := rapid.SampledFrom([]string{funded, single, single + offer, married + canadianYear}).Draw(t, "person")
		day := civil.Day(rapid.IntRange(int(civil.MustParse("2018-02-01")), int(today)).Draw(t, "day"))
		name := rapid.SampledFrom(scenarios.LibraryNames()).Draw(t, "scenario")
		for _, o := range planFrom(t, person, day, draws.Embedded().Until(day), 12, name).Options {
			for _, m := range o.Margins {
				i := slices.IndexFunc(o.Lanes, func(l answer.Lane) bool { return l.Stream == m.Stream && l.From <= m.On && m.On < l.To })
				if i < 0 || text(t, o.Lanes[i].Eligible) != text(t, m.Eligible) || m.Eligible != nil && !*m.Eligible {
					t.Fatalf("%s, %s on %v: %+v", o.Option, m.Stream, day, m)
				}
				if (m.Last == nil) == (m.Place == "") || (m.Best == nil) != (m.Rounds == 0) {
					t.Fatalf("%s, %s on %v: %+v", o.Option, m.Stream, day, m)
				}
			}
		}
	})
}

// The eras are told apart, the latest last; all of them make the whole.
func TestTheErasOfAReplayAreTheWhole(t *testing.T) {
	for _, day := range []string{"2018-06-01", "2019-07-01", "2023-08-01", "2024-06-01", "2025-06-01", "2026-11-22"} {
		known := civil.MustParse(day)
		p, _, err := scenarios.ReadProfile("person.toml", []byte(funded))
		if err != nil {
			t.Fatal(err)
		}
		record := draws.Embedded().Until(known)
		doc, err := answer.ReplayOf(reason.English(), as(known), p, []sim.Option{sim.Stay()}, record, sim.ReplayWindow{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		o := doc.Options[0]
		n, invited := 0, 0
		for i, e := range o.Eras {
			n, invited = n+e.N, invited+e.Invited
			if e.From > known || e.To > known || e.Few != (e.N < 12) || e.To.IsZero() != (i == len(o.Eras)-1) {
				t.Errorf("as of %s: %+v", day, e)
			}
		}
		if n != o.N || invited != o.Invited || len(o.Starts) != o.N || (len(o.Eras) == 0) != (o.N == 0) {
			t.Errorf("as of %s: %d of %d in the eras, %d of %d in all", day, invited, n, o.Invited, o.N)
		}
	}
}
