package forecast

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"crsplan/sim/draws"
)

// Whole numbers that are counted are spread over the half before and after each:
// the oracle lays each of them out in a thousand pieces.
func TestWhatIsCountedHasTheQuantilesOfItsPieces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := make(counts, rapid.IntRange(1, 20).Draw(t, "numbers"))
		var pieces []float64
		for i := range c {
			c[i] = float64(rapid.IntRange(0, 5).Draw(t, "of them"))
			for k := range 1000 * int(c[i]) {
				pieces = append(pieces, float64(i)-0.5+(float64(k)+0.5)/float64(1000*int(c[i])))
			}
		}
		if len(pieces) == 0 {
			return
		}
		for k := range Levels {
			q := c.at(Level(k))
			place := Level(k) * float64(len(pieces))
			low, high := pieces[max(int(place)-1, 0)], pieces[min(int(place), len(pieces)-1)]
			if q < low-2e-3 || q > high+2e-3 {
				t.Fatalf("%v: the quantile of %.2f is %v, want %v to %v", c, Level(k), q, low, high)
			}
		}
	})
}

func TestATableHoldsEachValueAsOftenAsItsWeight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weights := rapid.SliceOfN(rapid.SampledFrom([]float64{0, 0.01, 0.3, 1, 2.7}), 1, 40).Draw(t, "weights")
		var table [256]uint16
		lay(table[:], weights)
		if sum(weights) == 0 {
			return
		}
		held := make([]float64, len(weights))
		for _, v := range table {
			held[v]++
		}
		for i, w := range weights {
			if want := w / sum(weights) * 256; math.Abs(held[i]-want) > 1 || w == 0 && held[i] > 0 {
				t.Fatalf("%d stands %v times in the table, want %.2f", i, held[i], want)
			}
		}
	})
}

func TestTheUsualSizesAreOfTheRecord(t *testing.T) {
	h := History{}
	add := func(sizes ...int) {
		for _, n := range sizes {
			h.Rounds = append(h.Rounds, drawn(n))
		}
	}
	add(3000, 1000, 3000, 6000, 3000, 3000)
	if got := h.usualSizes(); len(got) != 3 || got[0] != 1000 || got[1] != 3000 || got[2] != 6000 {
		t.Errorf("%v", got)
	}
	h.Rounds = nil
	add(500, 500, 500)
	if got := h.usualSizes(); len(got) != 1 || got[0] != 500 {
		t.Errorf("%v", got)
	}
	h.Rounds = nil
	for range 100 { // what was usual long ago is so no more
		add(9000)
	}
	for range 80 {
		add(400)
	}
	if got := h.usualSizes(); len(got) != 1 || got[0] != 400 {
		t.Errorf("%v", got)
	}
}

func drawn(size int) (r draws.Round) {
	r.Size = size
	return r
}

func TestAQuantileOfWeightedValues(t *testing.T) {
	values, weights := []float64{30, 10, 20}, []float64{1, 1, 2}
	for share, want := range map[float64]float64{0: 10, 0.25: 10, 0.26: 20, 0.75: 20, 0.76: 30, 1: 30} {
		if got := quantileOf(values, weights, share); got != want {
			t.Errorf("%v: %v, want %v", share, got, want)
		}
	}
}
