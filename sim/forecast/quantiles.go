package forecast

import (
	"cmp"
	"math"
	"slices"
)

// Levels is how many quantiles tell a cutoff: those of 0.05, 0.10, ... 0.95.
const Levels = 19

// Quantiles are the cutoffs, in points, below which the truth lies with the
// probabilities 0.05, 0.10, ... 0.95. They never fall.
type Quantiles [Levels]float64

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
	loss := 0.0
	for i, v := range q {
		if p := Level(i); truth >= v {
			loss += p * (truth - v)
		} else {
			loss += (1 - p) * (v - truth)
		}
	}
	return 2 * loss / Levels
}

// lay fills a table with places, each as often as its weight, in their order;
// with no weight at all it leaves the table as it is.
func lay(table []uint16, weights []float64) {
	total := sum(weights)
	if total == 0 {
		return
	}
	i, below := 0, weights[0]
	for k := range table {
		for p := (float64(k) + 0.5) / float64(len(table)); below < p*total; {
			i++
			below += weights[i]
		}
		table[k] = uint16(i)
	}
}

// quantileOf returns the least of the values up to which a share of the weight
// lies.
func quantileOf(values, weights []float64, share float64) float64 {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(values[a], values[b]) })
	need, k := share*sum(weights), 0
	for need -= weights[order[0]]; need > 0 && k+1 < len(order); need -= weights[order[k]] {
		k++
	}
	return values[order[k]]
}

func sum(x []float64) (total float64) {
	for _, v := range x {
		total += v
	}
	return total
}

// counts are values counted, or weighed, by whole numbers from 0 on.
type counts []float64

// at returns the value below which a share of those counted lies, as if those of
// a whole number were spread evenly over the half before and after it. Something
// must have been counted.
func (c counts) at(share float64) float64 {
	need, i := share*sum(c), 0
	for ; i+1 < len(c) && need > c[i]; i++ {
		need -= c[i]
	}
	return float64(i) - 0.5 + need/max(c[i], 1e-9)
}

// quantiles returns the quantiles of the cutoffs counted.
func (c counts) quantiles() (q Quantiles) {
	for i := range q {
		q[i] = min(max(c.at(Level(i)), 1), highest)
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
	squares := 0.0
	for _, x := range w {
		squares += x * x
	}
	return sum(w) * sum(w) / squares
}
