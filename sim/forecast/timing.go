package forecast

import (
	"math"
	"math/rand/v2"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
)

// timing tells how long until the next round of a stream. Most gaps are as they
// were, newer ones more likely; some are a pause, whose end nobody can
// foresee: the longer it has lasted the longer it will (a Pareto law). A
// stream that never returns is a pause that outlasts everything.
//
// A gap is drawn as its place among those of the past: what else happened there,
// the size and the surprise, is drawn with it (see [simulator]).
type timing struct {
	gaps    []int32     // days from each round to the next, oldest first
	like    [256]uint16 // their places, equally likely
	open    [256]uint16 // the same of those longer than elapsed, for the first gap
	pause   float64     // chance that a gap is a pause
	paused  float64     // chance that the first gap is one, as long as it has lasted
	from    float64     // days after which a gap is a pause
	elapsed int32       // days from the last round to the data date
	every   int32       // what-if: the days of every gap; 0: as they come
	hold    *Hold       // what-if
	by      int32       // its day, after the data date
}

// The law of pauses, an assumption: before anything is seen, one gap in forty
// is a pause; 43 % of those are over before they are twice as long. A pause is
// longer than 60 days and twice the mean gap.
const (
	pauseEvery = 40
	pauseTail  = 0.8
	pauseLeast = 60
	gapMemory  = 0.95
)

// newTiming learns the timing of a stream from its gaps, each at least a day.
func newTiming(gaps []int32, elapsed int) *timing {
	t := &timing{gaps: gaps, elapsed: int32(elapsed), from: pauseLeast, pause: 1, paused: 1}
	if len(gaps) == 0 {
		return t
	}
	all, open, mean := recency(len(gaps), gapMemory), make([]float64, len(gaps)), 0.0
	for i, w := range all {
		mean += w * float64(gaps[i]) / sum(all)
		if gaps[i] > t.elapsed {
			open[i] = w
		}
	}
	t.from = max(pauseLeast, 2*mean)
	pauses := 1.0
	for _, g := range gaps {
		if float64(g) > 2*t.from {
			pauses++
		}
	}
	t.pause = pauses / float64(pauseEvery+len(gaps))
	lay(t.like[:], all)
	lay(t.open[:], open)
	goesOn := (1 - t.pause) * sum(open) / sum(all)
	pausesOn := t.pause * t.outlasts(float64(elapsed))
	t.paused = pausesOn / (goesOn + pausesOn)
	return t
}

// suppose fixes what is supposed of a stream; days of 0 between rounds and a
// stream that is not held fix nothing.
func (t *timing) suppose(every int, holds map[draws.Stream]Hold, s draws.Stream, data civil.Day) {
	t.every = int32(every)
	if h, ok := holds[s]; ok {
		t.hold, t.by = &h, int32(h.By-data)
	}
}

// outlasts returns the chance that a pause is longer than so many days.
func (t *timing) outlasts(days float64) float64 {
	return math.Pow(t.from/max(days, t.from), pauseTail)
}

// next draws a place of the past, and the days from one round to the next. It
// uses the lowest 8 and the highest 24 of the bits.
func (t *timing) next(r *rand.Rand, bits uint64) (place int, days int32) {
	place = int(t.like[bits&255])
	switch {
	case t.every > 0:
		return place, t.every
	case unit(bits) < t.pause:
		return place, pareto(r, t.from)
	}
	return place, t.gaps[place]
}

// wait draws the same for the first round: the days from the data date on, at
// least one.
func (t *timing) wait(r *rand.Rand, bits uint64) (place int, days int32) {
	place, days = t.first(r, bits)
	switch {
	case t.hold == nil && t.every > 0:
		days = t.every - t.elapsed
	case t.hold == nil:
	case t.by > 0 && r.Float64() < t.hold.P: // by the day: as it comes, or where that is never so soon, on any day
		for range 16 {
			if days <= t.by {
				return place, days
			}
			place, days = t.first(r, r.Uint64())
		}
		days = 1 + r.Int32N(t.by)
	default:
		by := max(t.by, 0)
		days = max(pareto(r, max(t.from, float64(t.elapsed+by)))-t.elapsed, by+1)
	}
	return place, max(days, 1)
}

// first draws the first gap, with nothing supposed.
func (t *timing) first(r *rand.Rand, bits uint64) (place int, days int32) {
	if unit(bits) < t.paused {
		return int(t.like[bits&255]), max(pareto(r, max(t.from, float64(t.elapsed)))-t.elapsed, 1)
	}
	place = int(t.open[bits&255])
	return place, t.gaps[place] - t.elapsed
}

// far is a gap beyond every horizon, in days.
const far = 1 << 20

func pareto(r *rand.Rand, from float64) int32 {
	return int32(min(from*math.Pow(1-r.Float64(), -1/pauseTail), far))
}

// unit returns a number from 0 to below 1 from the highest 24 bits.
func unit(bits uint64) float64 { return float64(bits>>40) / (1 << 24) }

// held returns on which share of so many draws a round is held within HeldDays.
func (t *timing) held(r *rand.Rand, draws int) float64 {
	held := 0.0
	for range draws {
		if _, days := t.wait(r, r.Uint64()); days <= HeldDays {
			held++
		}
	}
	return held / float64(draws)
}
