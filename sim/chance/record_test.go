package chance_test

import (
	"encoding/json"
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"crsplan/sim/chance"
	"crsplan/sim/draws"
)

var update = flag.Bool("update", false, "write the record that ships")

func TestTheShippedRecordOfPlansIsTheFreshOne(t *testing.T) {
	if testing.Short() {
		t.Skip("it plays seven years of starts")
	}
	fresh, err := chance.Backtest(draws.Embedded(), chance.Shipped().Until, 1)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		text, err := json.MarshalIndent(fresh, "", "\t")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("record.json", append(text, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	// A thousandth of a chance may be rounded otherwise on another machine, and
	// with it a chance at the edge of a bin.
	near := cmp.Options{cmpopts.EquateApprox(0, 0.004), cmp.Comparer(func(a, b int) bool { return a-b <= 12 && b-a <= 12 })}
	if diff := cmp.Diff(chance.Shipped(), fresh, near); diff != "" {
		t.Errorf("(-shipped +fresh):\n%s\nAfter a change of the models run go test -run Shipped -update ./sim/chance", diff)
	}
}

func TestTheShippedRecordOfPlansTellsMoreThanTheShareThatCameTrue(t *testing.T) {
	r := chance.Shipped()
	n := 0
	for i, c := range r.Cells {
		if c.Months != chance.JudgedMonths[i] || c.N < 1000 || c.Starts < 70 || c.Brier >= c.Base {
			t.Errorf("within %d months: %+v", c.Months, c)
		}
		n += c.N
	}
	for _, bin := range r.Reliability {
		n -= bin.N
	}
	if n != 0 {
		t.Errorf("%d chances are in no bin", n)
	}
}
