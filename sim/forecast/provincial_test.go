package forecast_test

import (
	"math"
	"testing"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
)

func ownRounds(province, program, scale, from string) (list []draws.Provincial) {
	for _, r := range draws.Embedded().ProvincialOf(province, program, scale) {
		if r.Date >= civil.MustParse(from) {
			list = append(list, r)
		}
	}
	return list
}

func TestTheSimulatorOfProvincesIsScoredOnItsPast(t *testing.T) {
	alberta := ownRounds("AB", "Accelerated Tech Pathway", "WEOI", "2025-08-07")
	bc := ownRounds("BC", "High Economic Impact", "SIRS", "2025-12-04")
	for name, tt := range map[string]struct {
		rounds []draws.Provincial
		most   int
		n      int
		ours   float64
		last   float64
	}{
		"Alberta":          {alberta, 100, 7, 1.56, 1.93},
		"British Columbia": {bc, 200, 5, 1.23, 1.44},
	} {
		s := forecast.ScoreOwn(tt.rounds, tt.most, 1)
		t.Logf("%s: %+v", name, s)
		if s.Rounds != tt.n || math.Abs(s.Ours-tt.ours) > 0.005 || math.Abs(s.Last-tt.last) > 0.005 {
			t.Errorf("%s: %d rounds, %.2f beside the last value's %.2f", name, s.Rounds, s.Ours, s.Last)
		}
	}
}

func TestAProvincesRoundsAreSimulatedOnItsOwnScale(t *testing.T) {
	bc, wage := ownRounds("BC", "High Economic Impact", "SIRS", "2025-12-04"), ownRounds("BC", "High Economic Impact", draws.WageScale, "2025-12-04")
	if _, ok := forecast.NewOwn(bc[:7], nil, 200, bc[6].Date); ok {
		t.Error("seven rounds are enough")
	}
	if _, ok := forecast.NewOwn(bc[:8], nil, 200, bc[7].Date); !ok {
		t.Error("eight rounds are not enough")
	}
	own, ok := forecast.NewOwn(bc, wage, 200, civil.MustParse("2026-10-08"))
	if !ok || own.Known() != 9 {
		t.Fatal(ok, own.Known())
	}
	end := civil.MustParse("2028-10-08")
	points, low, high := 0, 1000, 0
	for n := range 200 {
		path := own.Path(1, n, end)
		var days [2][]civil.Day
		for _, r := range path {
			lane := 0
			if r.Hourly > 0 {
				lane = 1
				if math.Abs(float64(r.Annual)-r.Hourly*2016) > 2500 {
					t.Errorf("%v an hour and %v a year", r.Hourly, r.Annual)
				}
			} else {
				points++
				low, high = min(low, r.Points), max(high, r.Points)
			}
			days[lane] = append(days[lane], r.Date)
			if r.Date <= civil.MustParse("2026-10-08") || r.Date > end {
				t.Errorf("a round on %v", r.Date)
			}
		}
		if len(days[0]) != len(days[1]) {
			t.Fatalf("path %d: %d rounds by points, %d by wage", n, len(days[0]), len(days[1]))
		}
		for i := range days[0] {
			if days[0][i] != days[1][i] {
				t.Fatalf("path %d: rounds by points and by wage on other days", n)
			}
		}
	}
	if points == 0 || low < 40 || high > 200 {
		t.Errorf("%d rounds, from %d to %d points", points, low, high)
	}
}
