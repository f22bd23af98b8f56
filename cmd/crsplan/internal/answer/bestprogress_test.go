package answer_test

import (
	"slices"
	"testing"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/scenarios"
	"crsplan/scenarios/scenariotest"
	"crsplan/sim"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/search"
)

// Where facts decide there are two searches on end: each is half of the work.
func TestASearchBothWaysTellsItsShareOfTheWholeWork(t *testing.T) {
	if testing.Short() {
		t.Skip("it searches")
	}
	for _, test := range []struct {
		file string
		both bool
	}{{funded, false}, {without(t, funded, "settlement_funds_cad"), true}} {
		p, _, err := scenarios.ReadProfile("p.toml", []byte(test.file))
		if err != nil {
			t.Fatal(err)
		}
		var moves []*sim.Scenario
		for _, name := range []string{"clb10", "french-nclc7", "canadian-year"} {
			s, _ := scenariotest.Library(name)
			moves = append(moves, s)
		}
		q := seeded(1, 300, 2)
		q.Budget, q.Efforts = -1, 2
		var shares []float64
		begun := 0 // searches that simulated something
		last := 0
		q.Progress = func(w answer.Work) {
			shares = append(shares, w.Share)
			if last == 0 && w.Done > 0 {
				begun++
			}
			if last = w.Done; begun == 2 && w.Share < .5 {
				t.Errorf("%f told of the second half", w.Share)
			}
		}
		plan := &sim.Plan{Profile: p, HorizonMonths: sim.DefaultHorizonMonths}
		doc, err := answer.BestOf(t.Context(), reason.English(), as(today), plan, search.Library(moves), draws.Embedded().Until(today), q, nil)
		if err != nil {
			t.Fatal(err)
		}
		if both := len(doc.Needs) > 0; both != test.both {
			t.Fatalf("facts decide: %v", both)
		}
		want := 1
		if test.both {
			want = 2
		}
		if begun != want || !slices.IsSorted(shares) || shares[0] <= 0 || shares[len(shares)-1] > 1 {
			t.Errorf("%d searches told %v", begun, shares)
		}
	}
}
