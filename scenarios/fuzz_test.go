package scenarios_test

import (
	"bytes"
	"slices"
	"testing"
	"unicode/utf8"

	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// seeds adds files of a kind that are right, and broken ones.
func seeds(f *testing.F, kind scenarios.Kind, mistakes []broken) {
	for _, data := range examples(f)[kind] {
		f.Add(data)
		if doc, ok := document(data); ok && doc != nil {
			f.Add(data[:len(data)/2])
		}
	}
	for _, b := range mistakes {
		f.Add([]byte(b.text))
	}
}

// told fails unless what is wrong with a file is told in its place and in
// words.
func told(t *testing.T, data []byte, err error) {
	t.Helper()
	problems, ok := err.(tomlfile.Problems)
	if !ok || len(problems) == 0 {
		t.Fatalf("no problems of a file: %v", err)
	}
	lines := bytes.Count(data, []byte("\n")) + 1
	for _, p := range problems {
		if p.Line < 1 || p.Line > lines || p.Col < 1 || p.Len < 1 {
			t.Fatalf("%d:%d of %d lines: %v", p.Line, p.Col, lines, p.What)
		}
		for _, lang := range reason.Languages() {
			words, _ := reason.In(lang)
			for _, r := range []reason.Reason{p.What, p.Hint} {
				if !r.IsZero() && !words.Has(r.Code) {
					t.Fatalf("%s has no words for %s", lang, r.Code)
				}
			}
			if out := p.Print(words); !utf8.ValidString(out) {
				t.Fatalf("not UTF-8: %q", out)
			}
		}
	}
}

// A profile that is read can be scored on any day, and is read the same twice.
func FuzzProfile(f *testing.F) {
	seeds(f, scenarios.AProfile, brokenProfiles)
	days := []civil.Day{civil.MustParse("2015-01-01"), civil.MustParse("2023-03-15"), civil.MustParse("2026-11-22"), civil.MustParse("2031-05-05")}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, _, err := scenarios.ReadProfile("f", data)
		if err != nil {
			told(t, data, err)
			return
		}
		for _, on := range days {
			w := &sim.World{Book: crs.Embedded(), Today: on, Known: on}
			s, _, err := w.Stand(p, on)
			if err != nil {
				t.Fatal(err)
			}
			if s.Total < 0 || s.Total > 1200 {
				t.Fatalf("%d points on %v", s.Total, on)
			}
		}
	})
}

// A scenario that is read can be played by anybody.
func FuzzScenario(f *testing.F) {
	seeds(f, scenarios.AScenario, brokenScenarios)
	today := civil.MustParse("2026-11-22")
	single, _, err := scenarios.ReadProfile("f", []byte(head+tables))
	if err != nil {
		f.Fatal(err)
	}
	couple, _, err := scenarios.ReadProfile("f", []byte(married+tables+partnerTables))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, _, err := scenarios.ReadScenario("f", data)
		if err != nil {
			told(t, data, err)
			return
		}
		for _, p := range []*profile.Profile{single, couple} {
			w := &sim.World{Book: crs.Embedded(), Today: today, Known: today}
			played, err := w.Project(&sim.Plan{Profile: p, HorizonMonths: 12}, sim.Option{Name: "f", Scenarios: []*sim.Scenario{s}})
			if err != nil {
				t.Fatal(err)
			}
			for i, s := range played.Standings {
				if s.Total < 0 || s.Total > 1200 || i > 0 && s.From <= played.Standings[i-1].From {
					t.Fatalf("%d points from %v", s.Total, s.From)
				}
			}
		}
	})
}

// A plan that is read has a profile and at least one option.
func FuzzPlan(f *testing.F) {
	seeds(f, scenarios.APlan, brokenPlans)
	reader := folder{"ana.toml": head + tables, "profile.toml": head, "scenario.toml": move, "move.toml": move}.reader()
	f.Fuzz(func(t *testing.T, data []byte) {
		plan, _, err := reader.Plan("f", data)
		if err != nil {
			told(t, slices.Concat(data, []byte(head+tables+move)), err)
			return
		}
		if plan.Profile == nil || len(plan.Options) == 0 || plan.HorizonMonths < 1 {
			t.Fatalf("%+v", plan)
		}
	})
}

// The letterhead of an office is read, its logo with it, or what is wrong is
// told.
func FuzzOffice(f *testing.F) {
	seeds(f, scenarios.AnOffice, nil)
	f.Add([]byte("name = \"Office\"\naddress = [\"1 Main Street\", \"Toronto\"]\ncolour = \"#0072B2\"\nlogo = \"logo.png\"\nfooter = \"x\"\nfooter_fr = \"y\"\n"))
	f.Add([]byte("name = \"\"\ncolour = \"yellow\"\n"))
	reader := folder{"logo.png": "\x89PNG\r\n\x1a\n"}.reader()
	f.Fuzz(func(t *testing.T, data []byte) {
		o, err := reader.Office("f", data)
		if err != nil {
			told(t, data, err)
		} else if o == nil || o.Name == "" {
			t.Fatalf("an office without a name: %+v", o)
		}
	})
}
