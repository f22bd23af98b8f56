package forecast_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"crsplan/sim/forecast"
)

func rising(from, step float64) (q forecast.Quantiles) {
	for i := range q {
		q[i] = from + step*float64(i)
	}
	return q
}

func TestBandsAreCentral(t *testing.T) {
	q := rising(500, 1) // 0.05 at 500, ... 0.95 at 518
	for _, test := range []struct {
		name      string
		share     float64
		low, high float64
	}{
		{"half of it lies between the quartiles", 0.5, 504, 514},
		{"four fifths lie between 0.10 and 0.90", 0.8, 501, 517},
		{"nine tenths are all there is", 0.9, 500, 518},
		{"more than there is gives all there is", 1, 500, 518},
		{"nothing is the median", 0, 509, 509},
	} {
		if low, high := q.Band(test.share); low != test.low || high != test.high {
			t.Errorf("%s: %v to %v, want %v to %v", test.name, low, high, test.low, test.high)
		}
	}
}

// A forecast without spread is scored by its distance, for the pinball losses
// of p and 1-p add up to it.
func TestCRPSOfAPointIsItsError(t *testing.T) {
	for _, truth := range []float64{490, 500, 512.5} {
		if got, want := rising(500, 0).CRPS(truth), math.Abs(truth-500); math.Abs(got-want) > 1e-9 {
			t.Errorf("truth %v: %v, want %v", truth, got, want)
		}
	}
}

// By hand: quantiles 0 but for the last, which is 1, and the truth 1. Losses
// are p for the first 18 and 0 for the last: 2 × (9.5 - 0.95) / 19.
func TestCRPSByHand(t *testing.T) {
	var q forecast.Quantiles
	q[forecast.Levels-1] = 1
	if got, want := q.CRPS(1), 2*(9.5-0.95)/19; math.Abs(got-want) > 1e-12 {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestTheScoreIsBestNearTheTruth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		truth := rapid.Float64Range(400, 600).Draw(t, "truth")
		step := rapid.Float64Range(0, 5).Draw(t, "step")
		off := rapid.Float64Range(1, 50).Draw(t, "off")
		centred := rising(truth-9*step, step)
		if near, far := centred.CRPS(truth), rising(truth-9*step+off, step).CRPS(truth); near >= far {
			t.Fatalf("%v at the truth, %v beside it", near, far)
		}
		if !slices.IsSorted(centred[:]) {
			t.Fatal("quantiles fall")
		}
	})
}
