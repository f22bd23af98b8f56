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
	"crsplan/sim/search"
)

// However many scenarios the library has, the search beside a plan combines two
// for each of the people, and none that leads to a nomination.
func TestTheSearchBesideAPlanCombinesTwoScenarios(t *testing.T) {
	if testing.Short() {
		t.Skip("six searches are slow under the race detector")
	}
	today := civil.MustParse("2026-11-22")
	var library []*sim.Scenario
	for _, name := range scenarios.LibraryNames() {
		if s, _ := scenarios.Library(name); s.Known <= today {
			library = append(library, s)
		}
	}
	for _, person := range []string{"abroad", "cec-505", "nurse-toronto", "couple", "unequal-couple", "borderline"} {
		data, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "testdata", "profiles", person+".toml"))
		if err != nil {
			t.Fatal(err)
		}
		p, _, err := scenarios.ReadProfile(person+".toml", data)
		if err != nil {
			t.Fatal(err)
		}
		w := &sim.World{Book: crs.Embedded(), Today: today, Known: today}
		plan := &sim.Plan{Profile: p, HorizonMonths: 36}
		doc, err := answer.Of(t.Context(), reason.English(), w, plan, draws.Embedded().Until(today), answer.PlanQuery{
			Chance: answer.ChanceQuery{Paths: 50, Seed: 1}, Search: true, Given: search.Library(library),
		}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if work := doc.Advice.Search; work.Steps != 2 || work.Combinations < 100 {
			t.Errorf("%s: %+v", person, *work)
		}
		for _, o := range doc.Options {
			for _, s := range o.Played.Option.Scenarios {
				for i := range s.Steps {
					if s.Steps[i].Then.Nomination != nil {
						t.Errorf("%s: %s is found", person, o.Option)
					}
				}
			}
		}
	}
}
