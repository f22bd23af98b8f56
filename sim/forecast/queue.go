package forecast

import (
	"math"
	"math/rand/v2"
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
)

// queue says: candidates arrive at a rate, wait, and a round takes them from
// the top. Those at a score have gathered since a round last went down to it,
// at most for the year that a profile lasts. Arrivals thin out towards higher
// scores by an exponential law. The rate and the length of the tail are learned
// from what past rounds took; the sizes and days of the rounds ahead are drawn.
//
// With pool, what waits at the start is counted from the newest pool instead.
// That suits rounds that take everybody; it does not show who is in the
// Canadian Experience Class.
type queue struct{ pool bool }

func (q queue) Name() string {
	if q.pool {
		return "pool-queue"
	}
	return "queue"
}

// profileDays is how long a profile waits in the pool.
const profileDays = 365

// waiting is a queue at one moment: for each score, from the lowest, when a
// round last went down to it.
type waiting struct {
	low     int
	cleared []int32   // day, as a number
	stock   []float64 // candidates of a pool, from which they are then counted; nil without
	density []float64 // arrivals per day at each score, for a rate of 1 at 500 and more
}

// tails are the lengths in points by which arrivals fall to 1/e that are tried.
var tails = []float64{8, 12, 16, 22, 30, 45}

func newWaiting(low, high int, tail float64, from civil.Day) *waiting {
	w := &waiting{low: low, cleared: make([]int32, high-low+1), density: make([]float64, high-low+1)}
	for i := range w.density {
		w.density[i] = math.Exp(-float64(low+i-500)/tail) * (1 - math.Exp(-1/tail))
		w.cleared[i] = int32(from)
	}
	return w
}

// at returns how many wait at the i-th score on a day, for a rate.
func (w *waiting) at(i int, day int32, rate float64) float64 {
	n := rate * w.density[i] * float64(min(day-w.cleared[i], profileDays))
	if w.stock != nil {
		n += w.stock[i]
	}
	return n
}

// above returns how many wait at a score and above it.
func (w *waiting) above(score int, day int32, rate float64) (n float64) {
	for i := max(score-w.low, 0); i < len(w.cleared); i++ {
		n += w.at(i, day, rate)
	}
	return n
}

// cutoff returns the score down to which a round of that size reaches.
func (w *waiting) cutoff(size float64, day int32, rate float64) float64 {
	for i := len(w.cleared) - 1; i >= 0; i-- {
		n := w.at(i, day, rate)
		if n >= size && n > 0 {
			return float64(w.low+i) + 1 - size/n
		}
		size -= n
	}
	return float64(w.low)
}

// clear empties the queue down to a score.
func (w *waiting) clear(score int, day int32) {
	for i := max(score-w.low, 0); i < len(w.cleared); i++ {
		w.cleared[i] = day
		if w.stock != nil {
			w.stock[i] = 0
		}
	}
}

// copyTo makes another queue stand as this one does.
func (w *waiting) copyTo(to *waiting) {
	copy(to.cleared, w.cleared)
	copy(to.stock, w.stock)
}

// learned is a queue after the past rounds, and the rates that would have given
// their cutoffs exactly, as logarithms.
type learned struct {
	now   *waiting
	rates []float64
	tail  float64
}

// learn replays the past with the tail under which the rate was steadiest,
// told in points.
func learn(past History) (best learned) {
	const below, above = 80, 160 // the cutoffs ahead stay within
	cut := past.cutoffs()
	low, high := max(int(slices.Min(cut))-below, 1), min(int(slices.Max(cut))+above, 1200)
	w := recency(len(cut), memory)
	least := math.Inf(1)
	for _, tail := range tails {
		l := learned{now: newWaiting(low, high, tail, past.Rounds[0].Date-profileDays/2), tail: tail}
		miss, level := 0.0, 0.0
		for i, r := range past.Rounds {
			day := int32(r.Date)
			implied := math.Log(max(float64(r.Size), 1) / max(l.now.above(r.Cutoff, day, 1), 1e-9))
			switch {
			case i == 0:
				level = implied
			default:
				miss += w[i] * tail * math.Abs(implied-level)
				level += 0.4 * (implied - level)
			}
			l.rates = append(l.rates, implied)
			l.now.clear(r.Cutoff, day)
		}
		if miss < least {
			best, least = l, miss
		}
	}
	best.rates = best.rates[1:] // what waited before the first round is a guess
	return best
}

// queuePaths is how many ways a queue is played forward.
const queuePaths = 300

func (q queue) Fan(past History, ahead int) Fan {
	l := learn(past)
	if q.pool && !l.countFrom(past) {
		return nil
	}
	rate := fitAutoregression(l.rates, memory)
	sizes := fitAutoregression(past.logSizes(), memory)
	logs := past.logSizes()
	timing := timingOf(past)
	var (
		seed   = rand.NewPCG(0, 0)
		random = rand.New(seed)
		w      = newWaiting(l.now.low, l.now.low+len(l.now.cleared)-1, l.tail, 0)
		seen   = make([]sample, ahead)
	)
	w.stock = slices.Clone(l.now.stock)
	for path := range uint64(queuePaths) {
		// Of its own seed, so that a path begins alike however far it goes.
		seed.Seed(uint64(past.Day), path)
		l.now.copyTo(w)
		day := int32(past.Day)
		size, r := logs[len(logs)-1], l.rates[len(l.rates)-1]
		for h := range ahead {
			gap := timing.next(random)
			if h == 0 {
				gap = timing.wait(random)
			}
			day += min(gap, profileDays)
			size = sizes.step(random, size)
			r = rate.step(random, r)
			n := math.Exp(size)
			if past.Size > 0 {
				n = float64(past.Size)
			}
			c := w.cutoff(n, day, math.Exp(r))
			seen[h].add(c, 1)
			w.clear(int(math.Round(c)), day)
		}
	}
	fan := make(Fan, ahead)
	for h := range fan {
		fan[h] = seen[h].quantiles()
	}
	return fan
}

// step draws the next value of the series.
func (a autoregression) step(r *rand.Rand, from float64) float64 {
	return a.mean + a.phi*(from-a.mean) + a.sd*r.NormFloat64()
}

// countFrom takes what waits from the newest pool, less what rounds of the
// stream have taken since it was counted. It says whether there was a pool as
// new as the last round.
func (l *learned) countFrom(past History) bool {
	if len(past.Pools) == 0 {
		return false
	}
	pool := past.Pools[len(past.Pools)-1]
	if pool.Published < past.Rounds[len(past.Rounds)-1].Date || past.Day-pool.Date > 60 {
		return false
	}
	l.now.stock = make([]float64, len(l.now.cleared))
	for s, n := range spreadPool(pool) {
		if i := s - l.now.low; i >= 0 && i < len(l.now.stock) {
			l.now.stock[i] = n
		}
	}
	for i := range l.now.cleared {
		l.now.cleared[i] = int32(pool.Date)
	}
	for _, r := range past.Rounds {
		if r.Date >= pool.Date {
			l.now.clear(r.Cutoff, int32(r.Date))
		}
	}
	return true
}

// spreadPool returns the candidates of a pool at each score. Inside a band they
// lie evenly, but from 501 to 600, where they fall by an exponential law from
// the height of the bands below.
func spreadPool(pool draws.Pool) map[int]float64 {
	const edge, top = 500, 600
	at := map[int]float64{}
	height := 0.0 // candidates at 500
	var below [2]float64
	for _, b := range pool.Bands {
		even := float64(b.Candidates) / float64(b.High-b.Low+1)
		for s := b.Low; s <= b.High; s++ {
			at[s] = even
		}
		switch b.High {
		case edge:
			below[1] = even
		case edge - 10:
			below[0] = even
		}
	}
	if below[0] > 0 {
		height = below[1] * math.Sqrt(min(below[1]/below[0], 1))
	}
	total := 0.0
	for s := edge + 1; s <= top; s++ {
		total += at[s]
	}
	if height <= 0 || total <= 0 {
		return at
	}
	tail := max(total/height, 3)
	sum := 0.0
	for s := edge + 1; s <= top; s++ {
		at[s] = math.Exp(-float64(s-edge) / tail)
		sum += at[s]
	}
	for s := edge + 1; s <= top; s++ {
		at[s] *= total / sum
	}
	return at
}
