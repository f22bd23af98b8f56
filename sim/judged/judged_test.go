package judged_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"crsplan/sim/civil"
	"crsplan/sim/judged"
)

// By hand: halves of years, the tens, and what became of them.
func TestChancesAreSortedByTensAndHalfYears(t *testing.T) {
	on := func(text string, given, came float64) judged.Chance {
		return judged.Chance{On: civil.MustParse(text), Given: given, Came: came}
	}
	bins := judged.BinsOf([]judged.Chance{
		on("2024-01-01", 0.50, 1), on("2024-06-30", 0.56, 0), on("2024-07-01", 0.59, 1), on("2023-12-31", 0.55, 1),
		on("2024-07-01", 0.60, 0), on("2025-07-01", 1, 1), on("2025-07-01", 0, 0),
	})
	want := make([]judged.Bin, 10)
	want[0] = judged.Bin{N: 1, HalfYears: 1}
	want[5] = judged.Bin{N: 4, Given: 0.55, Came: 0.75, HalfYears: 3}
	want[6] = judged.Bin{N: 1, Given: 0.6, HalfYears: 1}
	want[9] = judged.Bin{N: 1, Given: 1, Came: 1, HalfYears: 1}
	if diff := cmp.Diff(want, bins, cmpopts.EquateApprox(0, 1e-9)); diff != "" {
		t.Error(diff)
	}
	if off := judged.Error(bins...); math.Abs(off-(4*0.2+0.6)/7) > 1e-9 {
		t.Errorf("off by %v", off)
	}
	if off := judged.Error(); off != 0 {
		t.Errorf("of none %v", off)
	}
}

func TestScoresByHand(t *testing.T) {
	list := []judged.Chance{{Given: 0.8, Came: 1}, {Given: 0.5, Came: 0}, {Given: 0, Came: 1}}
	brier, log, came := judged.Scores(list, 100)
	if want := (0.04 + 0.25 + 1) / 3; math.Abs(brier-want) > 1e-12 {
		t.Errorf("Brier %v, want %v", brier, want)
	}
	// What never came on a hundred paths may come once in two hundred.
	if want := -(math.Log(0.8) + math.Log(0.5) + math.Log(0.005)) / 3; math.Abs(log-want) > 1e-12 {
		t.Errorf("log %v, want %v", log, want)
	}
	if math.Abs(came-2.0/3) > 1e-12 {
		t.Errorf("came %v", came)
	}
	if brier, log, came = judged.Scores(nil, 100); brier != 0 || log != 0 || came != 0 {
		t.Errorf("of none %v, %v, %v", brier, log, came)
	}
}

// It is only said of chances what enough of them tell.
func TestChancesAlikeAreOfTheSameTen(t *testing.T) {
	bins := make([]judged.Bin, 10)
	bins[4], bins[9] = judged.Bin{N: 20, Given: 0.45}, judged.Bin{N: 19, Given: 0.97}
	for _, test := range []struct {
		p           float64
		least, want int
	}{{0.4, 20, 20}, {0.499, 20, 20}, {0.399, 1, 0}, {0.5, 1, 0}, {0.45, 21, 0}, {0.9, 19, 19}, {1, 19, 19}, {1, 20, 0}} {
		got := 0
		if bin := judged.Alike(bins, test.p, test.least); bin != nil {
			got = bin.N
		}
		if got != test.want {
			t.Errorf("at %v of at least %d: %d chances, want %d", test.p, test.least, got, test.want)
		}
	}
	if bin := judged.Alike(nil, 0.5, 0); bin != nil {
		t.Errorf("of none: %+v", bin)
	}
}

// Neighbours that are alike make the mean less sure than as many that are not:
// of 200 in blocks of 20, half of them 1, the mean of ten independent blocks has
// a standard deviation of 0.5/sqrt(10) = 0.158, 1.645 of which are 0.26.
func TestTheBootstrapKnowsThatNeighboursAreAlike(t *testing.T) {
	series := make([]float64, 200)
	for i := range series {
		series[i] = judged.Indicator(i/20%2 == 1)
	}
	low, high := judged.Bootstrap(series, 20)
	if low < 0.2 || low > 0.36 || high < 0.64 || high > 0.8 {
		t.Errorf("in blocks: %v to %v", low, high)
	}
	alone, above := judged.Bootstrap(series, 1) // 1.645 * 0.5/sqrt(200) = 0.058
	if alone < 0.42 || alone > 0.46 || above < 0.54 || above > 0.58 {
		t.Errorf("one by one: %v to %v", alone, above)
	}
	if low, high = judged.Bootstrap(nil, 6); low != 0 || high != 0 {
		t.Errorf("of none: %v to %v", low, high)
	}
}
