package forecast

import (
	"math"
	"math/rand/v2"

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

// waiting is a queue at one moment. A round takes everybody from a score up, so
// those who wait lie in few layers: above each score from which a layer starts
// they have gathered since the same day.
type waiting struct {
	arrivals *arrivals
	top      int       // the score above the highest
	layers   []layer   // from the lowest score; never empty
	stock    []float64 // of a pool: candidates at each score of the lowest layer or above it, by score; nil without
	stocked  bool      // the lowest layer holds its stock
}

// layer is the scores up to the next layer that a round last reached on a day.
type layer struct {
	from    int // score
	cleared int32
}

// arrivals are those of a day at each score and above it, for a rate of 1 at
// 500 and more. They thin out towards higher scores to 1/e over the tail.
type arrivals struct {
	tail  float64 // points
	above [highest + 2]float64
}

// highest is the highest score there is.
const highest = 1200

// tails are the arrivals that are tried, by the lengths of their tails.
var tails = func() (list []*arrivals) {
	for _, tail := range []float64{8, 12, 16, 22, 30, 45} {
		a := &arrivals{tail: tail}
		for score := range a.above {
			a.above[score] = math.Exp(-float64(score-500) / tail)
		}
		list = append(list, a)
	}
	return list
}()

// between returns how many wait from a score of a layer up to another, on a
// day and for a rate.
func (w *waiting) between(k, from, to int, day int32, rate float64) float64 {
	n := rate * (w.arrivals.above[from] - w.arrivals.above[to]) * float64(min(day-w.layers[k].cleared, profileDays))
	if k == 0 && w.stocked {
		n += w.stock[from] - w.stock[to]
	}
	return n
}

// above returns how many wait at a score and above it.
func (w *waiting) above(score int, day int32, rate float64) (n float64) {
	to := w.top
	for k := len(w.layers) - 1; k >= 0 && to > score; k-- {
		from := max(w.layers[k].from, score)
		n += w.between(k, from, to, day, rate)
		to = from
	}
	return n
}

// cutoff returns the score down to which a round of that size reaches.
func (w *waiting) cutoff(size float64, day int32, rate float64) float64 {
	to := w.top
	for k := len(w.layers) - 1; k >= 0; k-- {
		from := w.layers[k].from
		n := w.between(k, from, to, day, rate)
		if n < size || n <= 0 {
			size -= n
			to = from
			continue
		}
		// The highest score from which the layer holds enough.
		enough, little := from, to
		for little-enough > 1 {
			score := (enough + little) / 2
			if w.between(k, score, to, day, rate) >= size {
				enough = score
			} else {
				little = score
			}
		}
		size -= w.between(k, little, to, day, rate)
		return float64(enough) + 1 - size/w.between(k, enough, little, day, rate)
	}
	return float64(w.layers[0].from)
}

// clear empties the queue down to a score.
func (w *waiting) clear(score int, day int32) {
	if score >= w.top {
		return
	}
	k := len(w.layers)
	for k > 0 && w.layers[k-1].from >= score {
		k--
	}
	if k == 0 {
		score = w.layers[0].from
		w.stocked = false
	}
	w.layers = append(w.layers[:k], layer{score, day})
}

// copyTo makes another queue stand as this one does.
func (w *waiting) copyTo(to *waiting) {
	layers := append(to.layers[:0], w.layers...)
	*to = *w
	to.layers = layers
}

// learned is a queue after the past rounds, and the rates that would have given
// their cutoffs exactly, as logarithms.
type learned struct {
	now   waiting
	rates []float64
}

// learn replays the past with the tail under which the rate was steadiest,
// told in points.
func learn(past History) (best learned) {
	const below, above = 80, 160 // the cutoffs ahead stay within
	low, top := math.MaxInt, 0
	for _, r := range past.Rounds {
		low, top = min(low, r.Cutoff), max(top, r.Cutoff)
	}
	low, top = max(low-below, 1), min(top+above, highest)+1
	logs := past.logSizes()
	w := recency(len(logs), memory)
	rates := make([]float64, len(logs))
	var l learned
	least := math.Inf(1)
	for _, a := range tails {
		l.now = waiting{arrivals: a, top: top, layers: append(l.now.layers[:0], layer{low, int32(past.Rounds[0].Date - profileDays/2)})}
		miss, level := 0.0, 0.0
		for i, r := range past.Rounds {
			day := int32(r.Date)
			implied := logs[i] - math.Log(max(l.now.above(r.Cutoff, day, 1), 1e-9))
			switch {
			case i == 0:
				level = implied
			default:
				miss += w[i] * a.tail * math.Abs(implied-level)
				level += 0.4 * (implied - level)
			}
			rates[i] = implied
			l.now.clear(r.Cutoff, day)
		}
		if miss < least {
			best.rates, rates = rates, best.rates
			if rates == nil {
				rates = make([]float64, len(logs))
			}
			l.now.copyTo(&best.now)
			least = miss
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
		w      waiting
		seen   = make([]float64, ahead*queuePaths) // by rounds ahead
	)
	for path := range queuePaths {
		// Of its own seed, so that a path begins alike however far it goes.
		seed.Seed(uint64(past.Day), uint64(path))
		l.now.copyTo(&w)
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
			seen[h*queuePaths+path] = c
			w.clear(int(math.Round(c)), day)
		}
	}
	fan := make(Fan, ahead)
	for h := range fan {
		fan[h] = quantilesOf(seen[h*queuePaths : (h+1)*queuePaths])
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
	low, top := l.now.layers[0].from, l.now.top
	l.now.stock = make([]float64, top+1)
	at := spreadPool(pool)
	for score := top - 1; score >= low; score-- {
		l.now.stock[score] = l.now.stock[score+1] + at[score]
	}
	l.now.stocked = true
	l.now.layers = append(l.now.layers[:0], layer{low, int32(pool.Date)})
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
func spreadPool(pool draws.Pool) (at [highest + 1]float64) {
	const edge, top = 500, 600
	height := 0.0 // candidates at 500
	var below [2]float64
	for _, b := range pool.Bands {
		even := float64(b.Candidates) / float64(b.High-b.Low+1)
		for s := b.Low; s <= min(b.High, highest); s++ {
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
