package sim_test

import (
	"slices"
	"testing"
	"time"

	"crsplan/sim"
	"crsplan/sim/profile"
)

// Each row of times.toml says of what it is, since when, how long it takes in one
// unit, and by which source; those of one thing follow each other.
func TestTheTimesAreWhole(t *testing.T) {
	last := map[string]time.Time{}
	for _, row := range sim.Times() {
		months := row.Months != [3]float64{}
		if row.From.IsZero() || row.Ref == "" || len(row.Of) == 0 || months == (row.Weeks > 0) || !slices.IsSorted(row.Months[:]) {
			t.Errorf("%+v", row)
		}
		for _, of := range row.Of {
			if _, ok := profile.ParsePermitKind(of); ok == months || !ok && of != "permanent-residence" {
				t.Errorf("a time of %q: %+v", of, row)
			}
			if !row.From.After(last[of]) {
				t.Errorf("%s of %v stands after %v", of, row.From, last[of])
			}
			last[of] = row.From
		}
	}
	if len(last) < 2 {
		t.Error("there are none")
	}
}
