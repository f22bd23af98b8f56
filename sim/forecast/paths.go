package forecast

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
)

// Round is a simulated round.
type Round struct {
	Day    civil.Day
	Of     int32 // the stream: its place in [Forecast.Streams]
	Cutoff int32 // points
}

const (
	rollRounds = 26 // rounds ahead with quantiles of their own; later ones are as the last of them
	fortnight  = 14 // days in which streams are surprised together
	zLimit     = 4  // normal scores beyond are taken as this
	zSteps     = 16 // entries of a table per unit of normal score
)

// roll is all that is needed to play one stream forward: the quantiles of each
// round ahead, tied together by a series that keeps some of each surprise until
// the next round.
type roll struct {
	table  [][2*zLimit*zSteps + 2]float32 // cutoff by rounds ahead and normal score
	keep   []float64                      // of the surprise of the round before, by rounds ahead, and
	fresh  []float64                      // of a new one: together, each surprise has variance 1
	timing *timing
	hold   *Hold
	sized  bool // what-if: every round is of one size
	alone  bool // not surprised together with others
}

func newRoll(fan Fan, keep []float64, timing *timing, past History) roll {
	r := roll{
		table:  make([][2*zLimit*zSteps + 2]float32, len(fan)),
		keep:   keep,
		fresh:  make([]float64, len(fan)),
		timing: timing,
		sized:  past.Size > 0,
		alone:  past.Stream == draws.PNP,
	}
	for h, q := range fan {
		r.fresh[h] = math.Sqrt(1 - keep[h]*keep[h])
		for i := range r.table[h] {
			r.table[h][i] = float32(min(max(q.at(float64(i)/zSteps-zLimit), 1), highest))
		}
	}
	return r
}

// at returns the cutoff at a normal score: straight lines between the
// quantiles, and beyond them as a normal distribution goes on.
func (q Quantiles) at(z float64) float64 {
	i, _ := slices.BinarySearch(normalScores[:], z)
	i = min(max(i, 1), Levels-1)
	slope := (q[i] - q[i-1]) / (normalScores[i] - normalScores[i-1])
	if z < normalScores[0] || z > normalScores[Levels-1] {
		tail := 4 // quantiles that tell how the tail goes on
		if z < 0 {
			return q[0] + (z-normalScores[0])*(q[tail]-q[0])/(normalScores[tail]-normalScores[0])
		}
		top := Levels - 1
		return q[top] + (z-normalScores[top])*(q[top]-q[top-tail])/(normalScores[top]-normalScores[top-tail])
	}
	return q[i-1] + (z-normalScores[i-1])*slope
}

// Walker plays a forecast forward. It is not for several goroutines at once;
// each takes its own, and any walker gives the same path for the same number.
type Walker struct {
	f      *Forecast
	days   int32
	pcg    *rand.PCG
	random *rand.Rand
	shared []float64 // surprises that streams have together, by fortnight
	rounds []Round

	parts       []uint64 // by stream: the part of a path that is its own, see seed
	common, own float64  // how much of a surprise is shared, and how much is not
}

// Walker returns a walker over paths of so many days after the data date.
func (f *Forecast) Walker(days int) *Walker {
	pcg := rand.NewPCG(0, 0)
	w := &Walker{
		f: f, days: int32(days), pcg: pcg, random: rand.New(pcg), shared: make([]float64, days/fortnight+1),
		common: math.Sqrt(f.common), own: math.Sqrt(1 - f.common),
	}
	for _, s := range f.Streams {
		w.parts = append(w.parts, uint64(slices.Index(allStreams, s.Stream)+1))
	}
	return w
}

// Path returns the rounds of the n-th path: stream by stream in the order of
// [Forecast.Streams], each by day. Only streams with a fan have rounds. The
// slice is the walker's own and holds until the next call. A path follows from
// the seed and n alone.
func (w *Walker) Path(n int) []Round {
	w.rounds = w.rounds[:0]
	w.share(n)
	for i := range w.f.Streams {
		w.play(n, i, math.MaxInt)
	}
	return w.rounds
}

// stream returns the rounds of one stream on the n-th path: those of
// [Walker.Path].
func (w *Walker) stream(n, i int) []Round {
	w.rounds = w.rounds[:0]
	w.share(n)
	w.play(n, i, math.MaxInt)
	return w.rounds
}

// share draws what the streams have together.
func (w *Walker) share(n int) {
	if w.f.common == 0 {
		return
	}
	w.seed(n, 0)
	for i := range w.shared {
		w.shared[i] = w.random.NormFloat64()
	}
}

// seed starts the random numbers of a path over: of the common part (0), or of
// one stream, so that no stream's draws depend on which others are forecast.
func (w *Walker) seed(n int, part uint64) {
	const odd = 0x9e3779b97f4a7c15 // spreads consecutive numbers (the golden ratio in 64 bits)
	w.pcg.Seed(w.f.Seed^uint64(n)*odd, part*odd+uint64(n))
}

// play appends the rounds of one stream, at most so many.
func (w *Walker) play(n, i, most int) {
	roll := &w.f.Streams[i].roll
	if roll.table == nil {
		return
	}
	w.seed(n, w.parts[i])
	common, own := w.common, w.own
	if roll.alone {
		common, own = 0, 1
	}
	day := roll.start(w.random, w.f.DataDate)
	x := 0.0
	for h := 0; h < most && day <= w.days; h++ {
		row := min(h, len(roll.table)-1)
		x = roll.keep[row]*x + roll.fresh[row]*(own*w.random.NormFloat64()+common*w.shared[day/fortnight])
		z := min(max(x, -zLimit), zLimit)
		place := (z + zLimit) * zSteps
		k := int(place)
		low, high := roll.table[row][k], roll.table[row][k+1]
		cutoff := low + (high-low)*float32(place-float64(k))
		w.rounds = append(w.rounds, Round{Day: w.f.DataDate + civil.Day(day), Of: int32(i), Cutoff: int32(cutoff + 0.5)})
		if !roll.sized {
			w.random.NormFloat64() // for the size, which nobody looks at: what is drawn next stays as it is
		}
		day += max(roll.timing.next(w.random), 1)
	}
}

// allStreams gives every stream the number by which its draws are seeded.
var allStreams = draws.Streams()

// start draws the days until the first round.
func (r *roll) start(random *rand.Rand, data civil.Day) int32 {
	if r.hold == nil {
		return r.timing.wait(random)
	}
	by := int32(r.hold.By - data)
	if by > 0 && random.Float64() < r.hold.P {
		return r.timing.waitLess(random, by)
	}
	return r.timing.waitMore(random, max(by, 0))
}

// Chance is the probability that a fixed score meets a cutoff of a stream.
type Chance struct {
	Stream draws.Stream
	Score  int     // points; met by a cutoff not above it
	Days   int     // within so many days after today, the day of [Forecast.AsOf]
	P      float64 // 0 to 1
	Error  float64 // standard error of the simulation, not of the forecast
}

// Chances returns the chance of each score within so many days of today, in the
// order given. Rounds between the data date and today are played, for the later
// ones follow from them, but invite nobody. The result is nil for a stream without a fan. Where the scale may have moved, as at
// the [Reform], ask for lower scores too: a cutoff 20 points higher is the
// same as a score 20 points lower.
func (f *Forecast) Chances(s draws.Stream, days int, scores ...int) []Chance {
	of := slices.IndexFunc(f.Streams, func(x *Stream) bool { return x.Stream == s })
	if of < 0 || f.Streams[of].Ahead == nil {
		return nil
	}
	lowest := make([]int32, f.paths)
	walker := f.Walker(int(f.AsOf-f.DataDate) + days)
	for p := range lowest {
		lowest[p] = math.MaxInt32
		for _, r := range walker.stream(p, of) {
			if r.Day > f.AsOf {
				lowest[p] = min(lowest[p], r.Cutoff)
			}
		}
	}
	slices.Sort(lowest)
	chances := make([]Chance, len(scores))
	for i, score := range scores {
		met, _ := slices.BinarySearchFunc(lowest, score, func(c int32, s int) int {
			return cmp.Or(cmp.Compare(int(c), s), -1)
		})
		p := float64(met) / float64(len(lowest))
		chances[i] = Chance{s, score, days, p, math.Sqrt(p * (1 - p) / float64(len(lowest)))}
	}
	return chances
}
