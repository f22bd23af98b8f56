package answer_test

import (
	"os"
	"path/filepath"
	"testing"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// everybody returns a plan for each of the shared profiles.
func everybody(t *testing.T) map[string]*sim.Plan {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("..", "..", "..", "..", "testdata", "profiles", "*.toml"))
	if err != nil || len(paths) < 5 {
		t.Fatal(paths, err)
	}
	move, _ := scenarios.Library("clb10")
	plans := map[string]*sim.Plan{}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		p, _, err := scenarios.ReadProfile(path, data)
		if err != nil {
			t.Fatal(err)
		}
		plans[filepath.Base(path)] = &sim.Plan{Profile: p, Options: []sim.Option{{Name: "clb10", Scenarios: []*sim.Scenario{move}}}}
	}
	return plans
}

// Between two days on which the same was known nothing changes for anybody,
// though all of them grew older.
func TestGrowingOlderIsNoNews(t *testing.T) {
	record := draws.Embedded()
	for _, today := range []string{"2026-10-30", "2026-11-22"} {
		w := &sim.World{Book: crs.Embedded(), Today: civil.MustParse(today), Known: civil.MustParse(today)}
		known := max(record.DataDate(), w.Known-70)
		if w.Known > civil.MustParse("2026-11-02") {
			known = civil.MustParse("2026-11-03") // the rule of that day
		}
		q := answer.ChanceQuery{Paths: 40, Seed: 1}
		now := &answer.Knowledge{World: w, Record: record.Until(w.Known), Ahead: answer.NewAhead(record, w.Today, q)}
		then := answer.NewKnowledge(w, record, known, q)
		for name, plan := range everybody(t) {
			doc, err := answer.NewsOf(reason.English(), then, now, plan)
			if err != nil {
				t.Fatal(err)
			}
			if len(doc.Changes) > 0 {
				t.Errorf("%s, %v to %s: %+v", name, known, today, doc.Changes)
			}
		}
	}
}

// What a new round does to a margin is what plan says with it and without it.
func TestANewRoundMovesTheMargin(t *testing.T) {
	today := civil.MustParse("2026-08-19")
	w := &sim.World{Book: crs.Embedded(), Today: today, Known: today}
	record := draws.Embedded().Until(today)
	now := &answer.Knowledge{World: w, Record: record}
	then := answer.NewKnowledge(w, record, today-1, answer.ChanceQuery{})
	touched := 0
	for name, plan := range everybody(t) {
		doc, err := answer.NewsOf(reason.English(), then, now, plan)
		if err != nil {
			t.Fatal(err)
		}
		after, err := answer.PlanOf(reason.English(), w, plan, record, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range doc.Changes {
			if m.Kind == "margin" {
				touched++
				if m.Stream != "french" || m.Is.(int)-m.Was.(int) != 391-382 {
					t.Errorf("%s: %+v", name, m)
				}
			}
		}
		french := 0
		for _, o := range after.Options {
			for _, margin := range o.Margins {
				if margin.Stream == "french" && margin.Eligible != nil {
					french++
				}
			}
		}
		if (french > 0) != (len(doc.Changes) > 0) {
			t.Errorf("%s: %d margins to French rounds, %+v", name, french, doc.Changes)
		}
	}
	if touched == 0 {
		t.Error("nobody speaks French")
	}
}
