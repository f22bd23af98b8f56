package forecast

import (
	"math"
	"math/rand/v2"
	"slices"

	"crsplan/sim/draws"
)

// timing tells how long until the next round of a stream. Most gaps are as they
// were, newer ones more likely; some are a pause, whose end nobody can
// foresee: the longer it has lasted the longer it will (a Pareto law). A
// stream that never returns is a pause that outlasts everything.
type timing struct {
	table   [256]int32 // gaps in days, equally likely; 0: a pause
	first   [256]int32 // the same for the first gap, which has lasted a while
	elapsed float64    // days since the last round
	from    float64    // days after which a gap is a pause
	every   int        // what-if: the days of every gap; 0: as they come
	normal  float64    // chance that the first gap is no pause
	gaps    sample     // those still possible for the first gap
}

// The law of pauses, an assumption: before anything is seen, one gap in forty
// is a pause; 43 % of those are over before they are twice as long.
const (
	pauseEvery = 40
	pauseTail  = 0.8
	gapMemory  = 0.95
)

// timingOf learns the timing of a stream.
func timingOf(past History) *timing {
	t := &timing{elapsed: float64(past.elapsed()), every: past.Every}
	gaps := past.gaps()
	w := recency(len(gaps), gapMemory)
	mean, total := 0.0, 0.0
	for i, g := range gaps {
		mean += w[i] * float64(g)
		total += w[i]
	}
	if total > 0 {
		mean /= total
	}
	t.from = max(60, 2*mean)
	pauses := 0
	var all sample
	for i, g := range gaps {
		if float64(g) > 2*t.from {
			pauses++
		}
		all.add(float64(g), w[i])
		if float64(g) > t.elapsed {
			t.gaps.add(float64(g), w[i])
		}
	}
	pause := float64(1+pauses) / float64(pauseEvery+len(gaps))
	likely := (1 - pause) * t.gaps.weight() / max(all.weight(), 1)
	if len(gaps) == 0 {
		likely = 0
	}
	paused := pause * t.outlasts(t.elapsed)
	t.normal = likely / (likely + paused)
	all.fill(t.table[:], 1-pause)
	t.gaps.fill(t.first[:], t.normal)
	return t
}

// outlasts returns the chance that a pause is longer than so many days.
func (t *timing) outlasts(days float64) float64 {
	return math.Pow(t.from/max(days, t.from), pauseTail)
}

// weight returns the sum of the weights.
func (s sample) weight() (sum float64) {
	for _, v := range s {
		sum += v.weight
	}
	return sum
}

// fill lays the sample into the first entries of a table by weight, a share of
// the table in all; the rest stays 0.
func (s sample) fill(table []int32, share float64) {
	n := int(math.Round(share * float64(len(table))))
	if len(s) == 0 {
		return
	}
	total, i, sum := s.weight(), 0, s[0].weight
	for k := range n {
		for p := (float64(k) + 0.5) / float64(n); i+1 < len(s) && sum < p*total; {
			i++
			sum += s[i].weight
		}
		table[k] = int32(s[i].value)
	}
}

// far is a gap beyond every horizon, in days.
const far = 1 << 20

// next draws the days from one round to the next.
func (t *timing) next(r *rand.Rand) int32 {
	if t.every > 0 {
		return int32(t.every)
	}
	if gap := t.table[r.Uint32()&255]; gap > 0 {
		return gap
	}
	return pareto(r, t.from)
}

// wait draws the days from the data date to the next round, at least one.
func (t *timing) wait(r *rand.Rand) int32 {
	if t.every > 0 {
		return max(int32(t.every)-int32(t.elapsed), 1)
	}
	if gap := t.first[r.Uint32()&255]; gap > 0 {
		return gap - int32(t.elapsed)
	}
	return max(pareto(r, max(t.from, t.elapsed))-int32(t.elapsed), 1)
}

// waitMore draws a wait that is longer than so many days.
func (t *timing) waitMore(r *rand.Rand, days int32) int32 {
	return max(pareto(r, max(t.from, t.elapsed+float64(days)))-int32(t.elapsed), days+1)
}

// waitLess draws a wait of at most so many days, or, where the record knows
// none, any such day.
func (t *timing) waitLess(r *rand.Rand, days int32) int32 {
	for range 16 {
		if wait := t.wait(r); wait <= days {
			return wait
		}
	}
	return 1 + r.Int32N(max(days, 1))
}

func pareto(r *rand.Rand, from float64) int32 {
	return int32(min(from*math.Pow(1-r.Float64(), -1/pauseTail), far))
}

// held returns the chance of a round within so many days of the data date.
func (t *timing) held(days int) float64 {
	if t.every > 0 {
		return 1
	}
	within := 0.0
	for _, g := range t.gaps {
		if g.value-t.elapsed <= float64(days) {
			within += g.weight
		}
	}
	if w := t.gaps.weight(); w > 0 {
		within *= t.normal / w
	}
	from := t.outlasts(t.elapsed)
	return within + (1-t.normal)*(1-t.outlasts(t.elapsed+float64(days))/from)
}

// stateOf returns the state of a stream on the data date of a record.
func stateOf(record *draws.Record, s draws.Stream, closed []draws.Stream) State {
	if slices.Contains(closed, s) {
		return Closed
	}
	if on, ok := draws.Closed(s); ok && on <= record.DataDate() {
		return Closed
	}
	data := record.DataDate()
	if r, ok := record.Last(s); ok && r.Date > data.AddYears(-1) {
		return Active
	}
	return Dormant
}
