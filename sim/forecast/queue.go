package forecast

import "math"

// profileDays is how long a profile waits in the pool.
//
// Source: ministerial instructions: a profile is valid for twelve months.
const profileDays = 365

// queue is who waits for a round. A round takes everybody from a score up, so
// those who wait lie in few layers: in each of them candidates have gathered
// since the same day, at most for the days that a profile lasts.
//
// Scores are told by the density of those who arrive there and above:
//
//	D(c) = exp(-(c - 500) / tail)
//
// arrivals for each one at 500 points and more, so that a layer holds its step
// of density times its days, and all that is asked of a queue is a sum over
// few layers. The first layer is the lowest; the densities fall from there.
type queue []layer

// layer is the scores from one density up to that of the next layer.
type layer struct {
	density float64 // at its lowest score
	cleared int32   // day on which a round last reached down to it
}

// density returns the share of arrivals at a score and above it.
func density(score, tail float64) float64 { return math.Exp((500 - score) / tail) }

// scoreOf returns the score of a density.
func scoreOf(density, tail float64) float64 { return 500 - tail*math.Log(density) }

// days returns for how many days candidates have gathered in a layer.
func (l layer) days(on int32) float64 { return float64(min(on-l.cleared, profileDays)) }

// waiting returns how many days' arrivals (of all who arrive at 500 and more)
// wait on a day at a density and above its score.
func (q queue) waiting(density float64, on int32) (n float64) {
	above := 0.0
	for k := len(q) - 1; k >= 0 && above < density; k-- {
		from := min(q[k].density, density)
		n += (from - above) * q[k].days(on)
		above = from
	}
	return n
}

// reach returns the density down to which a round goes that takes so many days'
// arrivals: whole layers from the top, and of the last one what is still
// needed, over its days. It is the other way round of waiting, in closed form.
// Where fewer wait, it takes them all.
func (q queue) reach(need float64, on int32) float64 {
	above := 0.0
	for k := len(q) - 1; k >= 0; k-- {
		days := q[k].days(on)
		n := (q[k].density - above) * days
		if n >= need && n > 0 {
			return above + need/days
		}
		need -= n
		above = q[k].density
	}
	return above
}

// clear empties the queue on a day down to a density; nobody below the lowest
// layer was waiting.
func (q queue) clear(density float64, on int32) queue {
	k := len(q)
	for k > 1 && q[k-1].density <= density {
		k--
	}
	return append(q[:k], layer{min(density, q[0].density), on})
}
