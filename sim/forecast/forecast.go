// Package forecast says where the cutoffs of the next rounds may fall, when, and
// with what chance a score meets one; and how well such forecasts did before.
//
// One simulator ([simulator]) plays each stream forward, and everything that is
// told is counted on its paths: quantiles, days, sizes, chances, and what-ifs,
// which fix a size or a gap inside it. It knows three things about rounds:
//
//   - A queue. A round takes everybody from a score up, so a deep one empties the
//     pool, and the cutoff after it is higher. How fast people arrive is learned
//     from what past rounds took ([levels]). Provincial nominees are no queue.
//   - A level that wanders. Whether the rate of arrivals falls back to a mean, and
//     how fast, few rounds cannot tell: members with few fixed constants
//     ([member]) stand beside each other, by how likely each has made the past.
//   - Rounds hang together. IRCC chooses size and day with the pool in view, so
//     surprise, size and gap are drawn together, from one place of the past.
//
// A stream with fewer than [MinRounds] rounds is named, never filled in. Most of
// what is not known is what IRCC will choose: told size and day, the simulator
// makes seven tenths of the error. So the next cutoff is told for three sizes too.
//
// [Backtest] plays all of that through the past, without peeking, and says how it
// was built; a record of it ships.
package forecast

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/parallel"
	"crsplan/sim/reason"
)

// Reform is the day on which the scale of the scores itself changed: cutoffs
// from then on are not comparable with those before.
//
// Source: ministerial instructions in force 2026-11-03.
var Reform = civil.MustParse("2026-11-03")

// HeldDays is how far [Told.Held] and the days of the rounds ahead look, in
// days after the data date: 24 months.
const HeldDays = 730

// Options are the what-ifs of a forecast. The zero value asks for none.
type Options struct {
	Size   map[draws.Stream]int  // invitations at every round ahead, above 0
	Every  map[draws.Stream]int  // days from each round to the next, above 0
	Hold   map[draws.Stream]Hold // chance that a stream is held again
	Closed []draws.Stream        // closed for good, as the caller knows of their lists

	Streams []draws.Stream // those to forecast; nil: all with a round in the record
	Paths   int            // that all is counted on; 0: 10,000
}

// Hold supposes that the next round of a stream is held by a day with that
// chance, 0 to 1; with the rest, it is held later, or never.
type Hold struct {
	P  float64
	By civil.Day
}

// Forecast is what can be said of the rounds after the data date.
type Forecast struct {
	AsOf     civil.Day // today: nothing later is known
	DataDate civil.Day // the newest round or pool known; days and rounds ahead count from it
	Seed     uint64
	Streams  []*Stream // in the order of draws.Streams
	Warnings reason.Warnings

	paths int
}

// Stream is the forecast of one stream.
type Stream struct {
	Stream draws.Stream
	State  draws.State
	From   civil.Day   // since when its rounds count; zero: all
	Rounds int         // how many rounds it stands on
	Last   draws.Round // the newest of them

	// Uncovered says that the scale has moved since: as of a day from the
	// [Reform] on, with fewer than MinRounds rounds under it. The record of
	// past forecasts does not speak for this one.
	Uncovered bool

	// Shares are the members of the simulator and how much each counts.
	Shares   []Share
	Warnings reason.Warnings

	sim  *simulator // nil: its rounds are not simulated
	part uint64     // by which its draws are seeded
	told func() *Told
}

// Simulated says whether rounds of the stream are simulated: it has MinRounds
// rounds or more, and is not closed.
func (s *Stream) Simulated() bool { return s.sim != nil }

// Told returns what is told of the rounds ahead. It is counted when it is first
// asked for: whoever meets the paths alone has no need of it.
func (s *Stream) Told() *Told { return s.told() }

// Told is what is told of the rounds ahead of a stream. Of a stream that is not
// simulated that is Held alone.
type Told struct {
	Held float64 // chance of a round within HeldDays of the data date
	// Ahead are the rounds after the data date.
	Ahead []Ahead
	// FromToday are the rounds after today.
	FromToday []Ahead
	// Since is how many may have been held after the data date and by today.
	Since Spread
	// BySize is the cutoff of the first of FromToday if its size is small, usual
	// or large for the stream; fewer where these are alike, none if supposed.
	BySize []Sized
}

// Ahead is one round to come.
type Ahead struct {
	Number int       // 1: the next after the day it counts from
	Held   float64   // chance that so many are held within HeldDays
	Date   Days      // if it is held by then; zero days: it was on no path
	Size   Spread    // invitations
	Cutoff Quantiles // if it is held
}

// Days are quantiles of a day.
type Days struct{ P10, P25, P50, P75, P90 civil.Day }

// Spread are quantiles of a number.
type Spread struct{ P10, P50, P90 int }

// Sized is a cutoff given the invitations of its round.
type Sized struct {
	Size   int
	Cutoff Quantiles
}

// Share is how much a member of the simulator counts, 0 to 1.
type Share struct {
	Model  string
	Weight float64
}

const (
	// MinRounds is how many rounds a stream needs for a forecast. With fewer the
	// record is shown and nothing more.
	MinRounds = 8

	// FarthestYears is how many years after the data date something is forecast.
	FarthestYears = 10

	// Rounds is how many rounds ahead a forecast tells and is scored.
	Rounds = 12
)

// New forecasts the rounds after the data date as known on a day. The same
// record, day, seed and options give the same forecast, on any machine.
func New(record *draws.Record, today civil.Day, seed uint64, o Options) *Forecast {
	record = record.Until(today)
	f := &Forecast{AsOf: today, DataDate: record.DataDate(), Seed: seed, paths: cmp.Or(max(o.Paths, 0), 10_000)}
	which := slices.DeleteFunc(draws.Streams(), func(s draws.Stream) bool {
		_, held := record.Last(s)
		return !held || o.Streams != nil && !slices.Contains(o.Streams, s)
	})
	f.Streams = make([]*Stream, len(which))
	parallel.Do(len(which), func(i int) {
		from := eraOf(record, which[i])
		s := f.stream(historyOf(record, which[i], from), record, o)
		s.From = from
		s.Uncovered = today >= Reform && len(record.Since(Reform).Of(s.Stream).Rounds) < MinRounds
		f.Streams[i] = s
	})
	if slices.ContainsFunc(f.Streams, func(s *Stream) bool { return s.Uncovered }) {
		f.Warnings.Add(reason.New("forecast.reform", "day", Reform, "data", f.DataDate))
	}
	return f
}

// TooFar says that today is more than [FarthestYears] after the data date. Then
// nothing is forecast: what was held in between is not known, and to play it
// would take time without bound.
func (f *Forecast) TooFar() bool { return f.AsOf > f.DataDate.AddYears(FarthestYears) }

// Of returns the forecast of a stream, and whether there is one.
func (f *Forecast) Of(s draws.Stream) (*Stream, bool) {
	for _, stream := range f.Streams {
		if stream.Stream == s {
			return stream, true
		}
	}
	return nil, false
}

// stream makes the forecast of one stream.
func (f *Forecast) stream(past History, record *draws.Record, o Options) *Stream {
	stream, n := past.Stream, len(past.Rounds)
	s := &Stream{Stream: stream, Rounds: n, Last: past.Rounds[n-1], part: uint64(slices.Index(allStreams, stream) + 1)}
	s.told = func() *Told { return new(Told) }
	if s.State = record.Until(past.Day).StateOf(stream, past.Day); slices.Contains(o.Closed, stream) {
		s.State = draws.Closed
	}
	if stream == draws.PNP {
		s.Warnings.Add(reason.New("forecast.nominees"))
	}
	if f.TooFar() {
		s.Warnings.Add(reason.New("forecast.too-far", "stream", stream.Term(), "data", f.DataDate, "years", FarthestYears))
		return s
	}
	if n < MinRounds {
		s.Warnings.Add(reason.New("forecast.few-rounds", "stream", stream.Term(), "n", n, "least", MinRounds))
	}
	if s.State == draws.Closed {
		return s
	}
	timing := newTiming(past.gaps(), past.elapsed())
	timing.suppose(o.Every[stream], o.Hold, stream, past.Day)
	if n < MinRounds {
		s.told = sync.OnceValue(func() *Told {
			return &Told{Held: timing.held(rand.New(rand.NewPCG(f.Seed, s.part)), f.paths)}
		})
		return s
	}
	s.sim = newSimulator(past, timing)
	s.sim.fix(o.Size[stream])
	for i, w := range s.sim.weights {
		s.Shares = append(s.Shares, Share{fmt.Sprintf("tail %g, keeps %g", s.sim.members[i].tail, s.sim.members[i].keep), w})
	}
	s.told = sync.OnceValue(func() *Told { return f.count(s, past.usualSizes()) })
	return s
}
