package forecast

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// Levels is how many quantiles tell a cutoff: those of 0.05, 0.10, ... 0.95.
const Levels = 19

// Quantiles are the cutoffs, in points, below which the truth lies with the
// probabilities 0.05, 0.10, ... 0.95. They never fall.
type Quantiles [Levels]float64

// Fan holds the quantiles of the rounds ahead: Fan[0] is one round ahead.
type Fan []Quantiles

// Level returns the probability of the i-th of the [Quantiles].
func Level(i int) float64 { return float64(i+1) / (Levels + 1) }

// Median returns the quantile of 0.5.
func (q Quantiles) Median() float64 { return q[Levels/2] }

// Band returns the ends of the central band that holds the share 0.5 or 0.8 of
// the probability; other shares are rounded to the nearest band there is.
func (q Quantiles) Band(share float64) (low, high float64) {
	tail := int(math.Round((1-share)/2*(Levels+1))) - 1
	tail = min(max(tail, 0), Levels/2)
	return q[tail], q[Levels-1-tail]
}

// CRPS returns the continuous ranked probability score against what came true,
// in points: twice the mean pinball loss over the quantiles. Lower is better.
//
// Source: Gneiting and Ranjan (2011), Comparing density forecasts using
// threshold- and quantile-weighted scoring rules, eq. 10 and 14.
func (q Quantiles) CRPS(truth float64) float64 {
	sum := 0.0
	for i, v := range q {
		if p := Level(i); truth >= v {
			sum += p * (truth - v)
		} else {
			sum += (1 - p) * (v - truth)
		}
	}
	return 2 * sum / Levels
}

// spread returns the quantiles with their distances from the median stretched.
func (q Quantiles) spread(by float64) Quantiles {
	m := q.Median()
	for i := range q {
		q[i] = m + by*(q[i]-m)
	}
	return q
}

// needed returns the factor on the width under which the 80 % band just holds
// the truth.
func (q Quantiles) needed(truth float64) float64 {
	low, high := q.Band(0.8)
	half := q.Median() - low
	if truth > q.Median() {
		half = high - q.Median()
	}
	return math.Abs(truth-q.Median()) / max(half, 1)
}

// plus returns the quantiles moved by so many points.
func (q Quantiles) plus(points float64) Quantiles {
	for i := range q {
		q[i] += points
	}
	return q
}

// onScale returns the quantiles with none outside the scores there are.
func (q Quantiles) onScale() Quantiles {
	for i := range q {
		q[i] = min(max(q[i], 1), highest)
	}
	return q
}

// normalScores are the quantiles of the standard normal distribution.
var normalScores = func() (q Quantiles) {
	for i := range q {
		q[i] = distuv.UnitNormal.Quantile(Level(i))
	}
	return q
}()

// score returns the standard normal score of a value under the quantiles,
// within ±2: the place where it lies, free of units.
func (q Quantiles) score(truth float64) float64 {
	i, _ := slices.BinarySearch(q[:], truth)
	switch {
	case i == 0:
		return -2
	case i == Levels:
		return 2
	}
	within := 0.5
	if width := q[i] - q[i-1]; width > 0 {
		within = (truth - q[i-1]) / width
	}
	return normalScores[i-1] + within*(normalScores[i]-normalScores[i-1])
}

// sample is a sample whose values count by their weights.
type sample []weighted

type weighted struct{ value, weight float64 }

func (s *sample) add(value, weight float64) { *s = append(*s, weighted{value, weight}) }

// addNormal adds what a normal distribution would have given: it speaks where
// few values are known, and ever less the more there are.
func (s *sample) addNormal(mean, sd, weight float64) {
	for _, z := range normalScores {
		s.add(mean+z*sd, weight/Levels)
	}
}

// byValue compares without regard for NaN, of which there is none.
func byValue(a, b weighted) int {
	switch {
	case a.value < b.value:
		return -1
	case a.value > b.value:
		return 1
	}
	return 0
}

// quantiles returns the quantiles of the sample, each value standing in the
// middle of its weight and straight lines between. The sample must not be empty.
func (s sample) quantiles() (q Quantiles) {
	slices.SortFunc(s, byValue)
	total := 0.0
	for _, v := range s {
		total += v.weight
	}
	i, below := 0, 0.0 // the weight before s[i]
	middle := func(i int, below float64) float64 { return (below + s[i].weight/2) / total }
	for k := range q {
		p := Level(k)
		for i+1 < len(s) && middle(i+1, below+s[i].weight) < p {
			below += s[i].weight
			i++
		}
		a := middle(i, below)
		if i+1 == len(s) || p <= a {
			q[k] = s[i].value
			continue
		}
		b := middle(i+1, below+s[i].weight)
		q[k] = s[i].value + (s[i+1].value-s[i].value)*(p-a)/(b-a)
	}
	return q
}

// quantilesOf returns the quantiles of values that count alike, more than ten
// of them, in the same way. It sorts them.
func quantilesOf(values []float64) (q Quantiles) {
	slices.Sort(values)
	for k := range q {
		place := Level(k)*float64(len(values)) - 0.5
		i := int(place)
		q[k] = values[i] + (values[i+1]-values[i])*(place-float64(i))
	}
	return q
}

// recency returns the weights of n values, oldest first: 1 for the newest and
// keep times less for each before it.
func recency(n int, keep float64) []float64 {
	w := make([]float64, n)
	for i, x := n-1, 1.0; i >= 0; i, x = i-1, x*keep {
		w[i] = x
	}
	return w
}

// effective returns how many equal values the weights are worth.
//
// Source: Kish (1965), Survey Sampling: the effective sample size.
func effective(w []float64) float64 {
	sum, squares := 0.0, 0.0
	for _, x := range w {
		sum += x
		squares += x * x
	}
	return sum * sum / squares
}
