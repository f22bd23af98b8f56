package forecast

import (
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

// Walker plays a forecast forward. It is not for several goroutines at once;
// each takes its own, and any walker gives the same path for the same number.
type Walker struct {
	f      *Forecast
	days   int32
	pcg    *rand.PCG
	path   path
	rounds []Round
}

// Walker returns a walker over paths of so many days after the data date.
func (f *Forecast) Walker(days int) *Walker {
	pcg := rand.NewPCG(0, 0)
	return &Walker{f: f, days: int32(days), pcg: pcg, path: path{random: rand.New(pcg)}}
}

// Path returns the rounds of the n-th path: stream by stream in the order of
// [Forecast.Streams], each by day. Only streams with a fan have rounds. The
// slice is the walker's own and holds until the next call. A path follows from
// the seed and n alone.
func (w *Walker) Path(n int) []Round {
	w.rounds = w.rounds[:0]
	for i := range w.f.Streams {
		w.play(n, i)
	}
	return w.rounds
}

// start begins the n-th path of a stream, with random numbers of its own: no
// stream's draws depend on which others are forecast.
func (w *Walker) start(n int, s *Stream) {
	const odd = 0x9e3779b97f4a7c15 // spreads consecutive numbers (the golden ratio in 64 bits)
	w.pcg.Seed(w.f.Seed^uint64(n)*odd, s.part*odd+uint64(n))
	w.path.start(s.sim)
}

// play appends the rounds of one stream.
func (w *Walker) play(n, i int) {
	s := w.f.Streams[i]
	if s.sim == nil {
		return
	}
	w.start(n, s)
	for w.path.next(); w.path.day <= w.days; w.path.next() {
		w.rounds = append(w.rounds, Round{Day: w.f.DataDate + civil.Day(w.path.day), Of: int32(i), Cutoff: int32(w.path.hold() + 0.5)})
	}
}

// allStreams gives every stream the number by which its draws are seeded.
var allStreams = draws.Streams()

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
// ones follow from them, but invite nobody. The result is nil for a stream without
// a fan. Where the scale may have moved, as at the [Reform], ask for lower scores
// too: a cutoff 20 points higher is the same as a score 20 points lower.
func (f *Forecast) Chances(s draws.Stream, days int, scores ...int) []Chance {
	of := slices.IndexFunc(f.Streams, func(x *Stream) bool { return x.Stream == s })
	if of < 0 || !f.Streams[of].Simulated() {
		return nil
	}
	var lowest counts = make([]float64, highest+1) // paths, by their lowest cutoff
	walker := f.Walker(int(f.AsOf-f.DataDate) + days)
	for n := range f.paths {
		walker.rounds = walker.rounds[:0]
		walker.play(n, of)
		least := int32(math.MaxInt32)
		for _, r := range walker.rounds {
			if r.Day > f.AsOf {
				least = min(least, r.Cutoff)
			}
		}
		if least <= highest {
			lowest[least]++
		}
	}
	chances := make([]Chance, len(scores))
	for i, score := range scores {
		p := sum(lowest[:min(max(score, -1), highest)+1]) / float64(f.paths)
		chances[i] = Chance{s, score, days, p, math.Sqrt(p * (1 - p) / float64(f.paths))}
	}
	return chances
}
