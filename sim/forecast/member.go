package forecast

import (
	"math"

	"crsplan/sim/draws"
)

// The constants of the members, chosen on rounds before the windows of [Protocol]
// and shared by all streams.
const (
	memory   = 0.97 // how much a round counts of the one after it: half is lost in 23
	learns   = 0.5  // share of a surprise that stays in the level
	tempered = 0.5  // how far a better likelihood counts: neighbouring errors tell the same twice
	mostOff  = 3    // typical surprises that one counts for at most: a single jump is no rule
)

// member is one way to see a stream: how fast arrivals thin out towards higher
// scores (tail), and how much of its distance from its mean the level keeps
// until the next round (keep; at 1 there is no mean). The level z of a round, in
// points, is what would have given its cutoff exactly: tail times the logarithm
// of the rate of arrivals. It follows an innovations state space model,
//
//	z = base + mean + keep at + e
//	at' = keep at + learns e
//
// with the surprise e, of which the half stays and the rest was luck.
//
// Source: Hyndman, Koehler, Ord and Snyder (2008), Forecasting with exponential
// smoothing: the state space approach, ch. 2 and 6.4 (simulated paths).
type member struct {
	tail, keep float64
	base       float64   // level of the first round
	mean, at   float64   // the level expected next is base + mean + keep at
	surprises  []float64 // by round, from the second on; none beyond mostOff typical ones
	sd         float64   // of the surprises
	fit        float64   // logarithm of how likely the past was; only differences count
	queue      queue     // as the last round left it; nil: see levels
}

// The members of a stream: each tail with each keep. Few and far apart: a finer
// grid did no better.
var (
	tails, keeps               = []float64{10, 20, 40}, []float64{1, 0.9, 0.6, 0}
	nomineeTails, nomineeKeeps = []float64{0, 20, 40}, []float64{0.6, 0}
)

// membersOf learns all members of a stream.
func membersOf(past History) (members []member) {
	tails, keeps := tails, keeps
	if past.Stream == draws.PNP {
		tails, keeps = nomineeTails, nomineeKeeps
	}
	for _, tail := range tails {
		z, q := levels(past, tail)
		for _, keep := range keeps {
			m := learn(z, keep)
			m.tail, m.queue = tail, q
			members = append(members, m)
		}
	}
	return members
}

// levels returns the level of each round and the queue that the last one left.
//
// A round of size n that went down to the score of density D took n = rate
// waiting(D), so that z = tail (log n - log waiting(D)). Who waited before the
// first round is a guess: half a year's arrivals, down to 80 points below the
// lowest cutoff.
//
// Provincial nominees are no queue: all who have a nomination are invited, so
// that their cutoff is the luck of the lowest. Their level is the cutoff as it
// would be at the size of the first round: z = cutoff + tail log(n / n0).
func levels(past History, tail float64) (z []float64, q queue) {
	const below = 80
	sizes := past.logSizes()
	z = make([]float64, len(sizes))
	if past.Stream == draws.PNP {
		for i, r := range past.Rounds {
			z[i] = float64(r.Cutoff) + tail*(sizes[i]-sizes[0])
		}
		return z, nil
	}
	low := highest
	for _, r := range past.Rounds {
		low = min(low, r.Cutoff)
	}
	q = queue{{density(float64(max(low-below, 1)), tail), int32(past.Rounds[0].Date) - profileDays/2}}
	for i, r := range past.Rounds {
		d := density(float64(r.Cutoff), tail)
		z[i] = tail * (sizes[i] - math.Log(max(q.waiting(d, int32(r.Date)), 1e-9)))
		q = q.clear(d, int32(r.Date))
	}
	return z, q
}

// learn fits a member to levels, of which there are at least three.
//
// Surprises are linear in the mean: with d = z - z[0], those for the mean 0 are
// e0 = d - keep x, x' = keep x + learns e0, and each point of mean takes ec = 1 -
// keep c, c' = keep c + learns ec, off. So the mean by weighted least squares is
// sum(e0 ec) / sum(ec^2), after each round with what was known by then.
func learn(z []float64, keep float64) member {
	n := len(z)
	e0, ec := make([]float64, n), make([]float64, n)                         // surprises: for the mean 0, and by a point of mean
	x, c, mean := make([]float64, n), make([]float64, n), make([]float64, n) // after each round
	at, by, up, down := 0.0, 0.0, 0.0, 0.0
	for t := range z {
		e0[t], ec[t] = z[t]-z[0]-keep*at, 1-keep*by
		at, by = keep*at+learns*e0[t], keep*by+learns*ec[t]
		up, down = memory*up+e0[t]*ec[t], memory*down+ec[t]*ec[t]
		x[t], c[t] = at, by
		if keep < 1 {
			mean[t] = up / down
		}
	}
	m := member{keep: keep, base: z[0], mean: mean[n-1], at: x[n-1] - mean[n-1]*c[n-1]}
	m.fit = fit(n, func(t, ahead int) float64 {
		return z[t+ahead] - z[0] - mean[t] - (x[t]-mean[t]*c[t])*math.Pow(keep, float64(ahead))
	})
	for t := 1; t < n; t++ { // the first level is the base
		m.surprises = append(m.surprises, e0[t]-m.mean*ec[t])
	}
	m.sd = clip(m.surprises)
	return m
}

// fit returns how likely the errors were that forecasts made after earlier
// rounds had 1, 3 and 6 rounds ahead, as of a Laplace distribution: less the
// logarithm of their mean size, for each of the errors. Those that overlap count
// as one; a point is added, for a cutoff is a whole number.
func fit(n int, off func(t, ahead int) float64) (fit float64) {
	for _, ahead := range []int{1, 3, 6} {
		if n-max(ahead, 2) < 2 {
			continue // one error is none to compare by
		}
		w, size := recency(n-max(ahead, 2), memory), 0.0
		for i := range w {
			size += w[i] / sum(w) * math.Abs(off(i+max(ahead, 2)-ahead, ahead))
		}
		fit -= sum(w) / float64(ahead) * math.Log(size+1)
	}
	return fit
}

// weights returns how much each member counts, 1 in all.
func weights(members []member) []float64 {
	best := math.Inf(-1)
	for i := range members {
		best = max(best, members[i].fit)
	}
	w := make([]float64, len(members))
	for i := range members {
		w[i] = math.Exp(tempered * (members[i].fit - best))
	}
	total := sum(w)
	for i := range w {
		w[i] /= total
	}
	return w
}

// clip takes surprises, oldest first, back to mostOff typical ones, and returns
// their standard deviation around zero. What is typical is the median, scaled to
// a standard deviation as of a normal distribution, and at least a point.
func clip(surprises []float64) (sd float64) {
	const toSD = 1.4826
	w := recency(len(surprises), memory)
	sizes := make([]float64, len(surprises))
	for i, e := range surprises {
		sizes[i] = math.Abs(e)
	}
	most := mostOff * max(toSD*quantileOf(sizes, w, 0.5), 1)
	variance := 0.0
	for i, e := range surprises {
		surprises[i] = min(max(e, -most), most)
		variance += w[i] / sum(w) * surprises[i] * surprises[i]
	}
	return math.Sqrt(variance)
}

// autoregression is a series that falls back to its mean: each value keeps the
// share keep of its distance from it.
type autoregression struct{ mean, keep float64 }

// fitAutoregression learns it by weighted least squares. While values are few
// keep is drawn to 0.8, as if four more had been seen.
func fitAutoregression(y []float64) (a autoregression) {
	const prior, priorKeep, most = 4, 0.8, 0.98
	w := recency(len(y), memory)
	total := sum(w)
	for i, v := range y {
		a.mean += w[i] / total * v
	}
	variance, square, product := 0.0, 0.0, 0.0
	for i, v := range y {
		variance += w[i] / total * (v - a.mean) * (v - a.mean)
		if i > 0 {
			before := y[i-1] - a.mean
			square += w[i] * before * before
			product += w[i] * before * (v - a.mean)
		}
	}
	if variance == 0 {
		variance = 1 // all are alike: any value will do
	}
	a.keep = min(max((product+prior*variance*priorKeep)/(square+prior*variance), 0), most)
	return a
}

// after returns the value expected after another.
func (a autoregression) after(y float64) float64 { return a.mean + a.keep*(y-a.mean) }
