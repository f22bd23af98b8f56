package forecast

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// scores is a queue told score by score, the plain way to say what layers say.
type scores struct {
	low     int
	cleared []int32
	stock   []float64
	density []float64
}

func (s *scores) at(i int, day int32, rate float64) float64 {
	return rate*s.density[i]*float64(min(day-s.cleared[i], profileDays)) + s.stock[i]
}

func (s *scores) above(score int, day int32, rate float64) (n float64) {
	for i := max(score-s.low, 0); i < len(s.cleared); i++ {
		n += s.at(i, day, rate)
	}
	return n
}

func (s *scores) cutoff(size float64, day int32, rate float64) float64 {
	for i := len(s.cleared) - 1; i >= 0; i-- {
		n := s.at(i, day, rate)
		if n >= size {
			return float64(s.low+i) + 1 - size/n
		}
		size -= n
	}
	return float64(s.low)
}

func (s *scores) clear(score int, day int32) {
	for i := max(score-s.low, 0); i < len(s.cleared); i++ {
		s.cleared[i], s.stock[i] = day, 0
	}
}

func TestLayersCountAsScoresDoOneByOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low, n := rapid.IntRange(1, 900).Draw(t, "low"), rapid.IntRange(1, 300).Draw(t, "scores")
		a := rapid.SampledFrom(tails).Draw(t, "tail")
		layers := &waiting{arrivals: a, top: low + n, layers: []layer{{low, 0}}}
		each := &scores{low: low, cleared: make([]int32, n), stock: make([]float64, n), density: make([]float64, n)}
		for i := range each.density {
			each.density[i] = math.Exp(-float64(low+i-500)/a.tail) * (1 - math.Exp(-1/a.tail))
		}
		if rapid.Bool().Draw(t, "pool") {
			layers.stock, layers.stocked = make([]float64, low+n+1), true
			for i := n - 1; i >= 0; i-- {
				each.stock[i] = float64(rapid.IntRange(0, 300).Draw(t, "stock"))
				layers.stock[low+i] = layers.stock[low+i+1] + each.stock[i]
			}
		}
		rate := math.Exp(rapid.Float64Range(-3, 8).Draw(t, "rate"))
		day := int32(1)
		for range rapid.IntRange(1, 12).Draw(t, "rounds") {
			day += int32(rapid.IntRange(1, 200).Draw(t, "days"))
			score := rapid.IntRange(low, low+n).Draw(t, "score")
			all := each.above(low, day, rate)
			if got, want := layers.above(score, day, rate), each.above(score, day, rate); math.Abs(got-want) > 1e-9*all {
				t.Fatalf("%v wait from %d, want %v", got, score, want)
			}
			size := all * rapid.Float64Range(1e-3, 1.2).Draw(t, "size")
			c, want := layers.cutoff(size, day, rate), each.cutoff(size, day, rate)
			if math.Abs(c-want) > 1e-6 {
				t.Fatalf("cutoff %v, want %v", c, want)
			}
			var before waiting
			layers.copyTo(&before)
			layers.clear(int(math.Round(want)), day)
			each.clear(int(math.Round(want)), day)
			if got := before.cutoff(size, day, rate); got != c {
				t.Fatalf("a copy says %v after the queue moved, %v before", got, c)
			}
		}
	})
}

func TestValuesThatCountAlikeAreASampleOfEqualWeights(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(300, 900), 11, 400).Draw(t, "values")
		var same sample
		for _, v := range values {
			same.add(v, 1)
		}
		q, want := quantilesOf(values), same.quantiles()
		for i := range q {
			if math.Abs(q[i]-want[i]) > 1e-9 {
				t.Fatalf("quantile of %.2f: %v, want %v", Level(i), q[i], want[i])
			}
		}
	})
}
