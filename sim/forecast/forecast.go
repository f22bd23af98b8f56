// Package forecast says where the cutoffs of the next rounds may fall, when, and
// with what chance a score meets one; and how well such forecasts did before.
//
// Several models look at the rounds of a stream ([Model]). Which of them
// counts how much is settled by their scores before the day of the forecast,
// and so is the width of the bands. The mixed quantiles are then tied
// together, over rounds and over streams, into simulated paths ([Walker]).
// [Backtest] plays all of that through the past, without peeking.
//
// # To add a model
//
// Implement [Model] and name it in [Models] for the streams it may speak of.
// Its weight follows from its scores, so that one that is no good does little
// harm; whether it does good, the record says. Choose by rounds before the
// windows of the record, then play the record anew and compare:
//
//	go test ./sim/forecast -update
//	$ crsplan backtest --no-charts
//	The record of the forecaster, to 7 August 2026, as it ships
//	...
package forecast

import (
	"math"
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// State is whether rounds of a stream can be expected.
type State string

// The states of a stream.
const (
	Active  State = "active"  // a round was held in the twelve months up to the data date
	Dormant State = "dormant" // none was, yet nothing closed it
	Closed  State = "closed"  // closed for good
)

// Reform is the day on which the scale of the scores itself changed: cutoffs
// from then on are not comparable with those before.
//
// Source: ministerial instructions in force 2026-11-03.
var Reform = civil.MustParse("2026-11-03")

// HeldDays is how far [Stream.Held] and the days of the rounds ahead look, in
// days after the data date: 24 months.
const HeldDays = 730

// Options are the what-ifs of a forecast. The zero value asks for none.
type Options struct {
	Size   map[draws.Stream]int  // invitations at every round ahead, above 0
	Every  map[draws.Stream]int  // days from each round to the next, above 0
	Hold   map[draws.Stream]Hold // chance that a stream is held again
	Closed []draws.Stream        // closed for good, as the caller knows of their lists

	// Streams are those to forecast; nil: all with a round in the record.
	Streams []draws.Stream

	// Paths is how many paths the days and chances are counted on; 0: 10,000.
	Paths int
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

	paths  int
	common float64 // correlation of the streams' surprises in the same fortnight
}

// Stream is the forecast of one stream.
type Stream struct {
	Stream draws.Stream
	State  State
	From   civil.Day   // since when its rounds count; zero: all
	Rounds int         // how many rounds it stands on
	Last   draws.Round // the newest of them
	Held   float64     // chance of a round within HeldDays of the data date

	// Uncovered says that the scale has moved since: as of a day from the
	// [Reform] on, with fewer than MinRounds rounds under it. The record of
	// past forecasts does not speak for this one.
	Uncovered bool

	// Ahead are the next rounds; nil with fewer than MinRounds rounds, or for
	// a stream that is closed.
	Ahead []Ahead
	// Shares are the models and how much each counts one round ahead.
	Shares   []Share
	Warnings reason.Warnings

	roll roll
}

// Ahead is one round to come.
type Ahead struct {
	Number int       // 1: the next
	Held   float64   // chance that so many are held within HeldDays
	Date   Days      // if it is held by then; zero days: it was on no path
	Size   Sizes     // invitations
	Cutoff Quantiles // if it is held
}

// Days are quantiles of a day.
type Days struct{ P10, P25, P50, P75, P90 civil.Day }

// Sizes are quantiles of the invitations of a round.
type Sizes struct{ P10, P50, P90 int }

// Share is how much a model counts in a mix, 0 to 1.
type Share struct {
	Model  string
	Weight float64
}

// New forecasts the rounds after the data date as known on a day. The same
// record, day, seed and options give the same forecast, on any machine.
func New(record *draws.Record, today civil.Day, seed uint64, o Options) *Forecast {
	record = record.Until(today)
	f := &Forecast{AsOf: today, DataDate: record.DataDate(), Seed: seed, paths: o.Paths}
	if f.paths <= 0 {
		f.paths = 10_000
	}
	which := draws.Streams()
	if o.Streams != nil {
		which = slices.DeleteFunc(which, func(s draws.Stream) bool { return !slices.Contains(o.Streams, s) })
	}
	which = slices.DeleteFunc(which, func(s draws.Stream) bool {
		_, held := record.Last(s)
		return !held
	})
	f.Streams = make([]*Stream, len(which))
	studies := make([]*study, len(which))
	inParallel(len(which), func(i int) {
		s := which[i]
		from := eraOf(record, s)
		st := newStudy(record, s, from)
		stream := st.forecast(len(st.past.Rounds)-1, st.past, o)
		stream.From = from
		stream.Uncovered = today >= Reform && len(record.Since(Reform).Of(s).Rounds) < MinRounds
		f.Streams[i], studies[i] = stream, st
	})
	if slices.ContainsFunc(f.Streams, func(s *Stream) bool { return s.Uncovered }) {
		f.Warnings.Add(reason.New("forecast.reform", "day", Reform, "data", f.DataDate))
	}
	f.common = together(studies)
	f.countDays()
	return f
}

// Of returns the forecast of a stream, and whether there is one.
func (f *Forecast) Of(s draws.Stream) (*Stream, bool) {
	for _, stream := range f.Streams {
		if stream.Stream == s {
			return stream, true
		}
	}
	return nil, false
}

// forecast makes the forecast of the stream on a day after its i-th round: the
// history is the one of that day.
func (st *study) forecast(i int, past History, o Options) *Stream {
	s := past.Stream
	past.Size, past.Every = o.Size[s], o.Every[s]
	timing := timingOf(past)
	f := &Stream{Stream: s, Rounds: i + 1, Last: past.Rounds[i], Held: timing.held(HeldDays)}
	f.State = stateOf(st.record.Until(past.Day), s, o.Closed)
	if f.State == Closed {
		f.Held = 0
	}
	if hold, ok := o.Hold[s]; ok {
		f.Held = held(timing, hold, past.Day)
	}
	if s == draws.PNP {
		f.Warnings.Add(reason.New("forecast.nominees"))
	}
	if i+1 < MinRounds {
		f.Warnings.Add(reason.New("forecast.few-rounds", "stream", s.Term(), "n", i+1, "least", MinRounds))
		return f
	}
	if f.State == Closed {
		return f
	}
	plain := past
	plain.Size, plain.Every = 0, 0
	fans := st.fansOf(plain, rollRounds)
	fan := st.mix(i, fans)
	for k, w := range st.weights(i, 0, fans) {
		f.Shares = append(f.Shares, Share{st.models[k].Name(), w})
	}
	if past.Size > 0 || past.Every > 0 {
		st.suppose(fan, fans, past, f)
	}
	sizes := fitAutoregression(past.logSizes(), memory)
	for h := range fan {
		fan[h] = fan[h].onScale()
	}
	f.roll = newRoll(fan, st.keep(i, len(fan)), timing, past)
	if hold, ok := o.Hold[s]; ok {
		f.roll.hold = &hold
	}
	for h := range Rounds {
		f.Ahead = append(f.Ahead, Ahead{Number: h + 1, Cutoff: fan[h], Size: sizesAhead(sizes, past, h+1)})
	}
	return f
}

// suppose moves a fan by what the queue says that other sizes or gaps do. The
// other models cannot know: they have never asked why a cutoff is where it is.
func (st *study) suppose(fan Fan, plain []Fan, past History, f *Stream) {
	for k := len(st.models) - 1; k >= 0; k-- {
		if _, ok := st.models[k].(queue); !ok || plain[k] == nil {
			continue
		}
		what := st.models[k].Fan(past, len(fan))
		for h := range fan {
			fan[h] = fan[h].plus(what[h].Median() - plain[k][h].Median())
		}
		return
	}
	f.Warnings.Add(reason.New("forecast.no-queue", "stream", past.Stream.Term()))
}

// held returns the chance of a round within HeldDays under a supposition.
func held(t *timing, hold Hold, data civil.Day) float64 {
	by := int(hold.By - data)
	if by <= 0 {
		hold.P = 0
	}
	if by >= HeldDays {
		return hold.P * min(t.held(HeldDays)/max(t.held(by), 1e-9), 1)
	}
	from := max(t.from, t.elapsed+float64(max(by, 0)))
	later := 1 - t.outlasts(max(t.elapsed+HeldDays, from))/t.outlasts(from)
	return hold.P + (1-hold.P)*later
}

// sizesAhead returns the sizes so many rounds ahead.
func sizesAhead(a autoregression, past History, ahead int) Sizes {
	if past.Size > 0 {
		return Sizes{past.Size, past.Size, past.Size}
	}
	logs := past.logSizes()
	mean, sd := a.ahead(logs[len(logs)-1], ahead)
	at := func(z float64) int { return int(math.Round(math.Exp(mean + z*sd))) }
	return Sizes{at(normalScores[1]), at(0), at(normalScores[Levels-2])}
}

// countDays fills the days of the rounds ahead from the paths.
func (f *Forecast) countDays() {
	inParallel(len(f.Streams), func(i int) {
		s := f.Streams[i]
		if s.Ahead == nil {
			return
		}
		var held [Rounds][HeldDays + 1]int // paths by days after the data date
		walker := f.Walker(HeldDays)
		for p := range f.paths {
			walker.rounds = walker.rounds[:0]
			walker.play(p, i, Rounds) // what streams have together moves no day
			for k, r := range walker.rounds {
				held[k][r.Day-f.DataDate]++
			}
		}
		for k := range held {
			n := 0
			for _, paths := range held[k] {
				n += paths
			}
			s.Ahead[k].Held = float64(n) / float64(f.paths)
			if n == 0 {
				continue
			}
			at := func(p float64) civil.Day {
				place, day := int(p*float64(n-1)+0.5), 0
				for before := held[k][0]; before <= place; before += held[k][day] {
					day++
				}
				return f.DataDate + civil.Day(day)
			}
			s.Ahead[k].Date = Days{at(0.1), at(0.25), at(0.5), at(0.75), at(0.9)}
		}
	})
}

// together returns how far the streams were surprised together: the mean
// product of the scores of what two streams brought in the same fortnight,
// drawn to zero as if twenty more pairs had shown nothing. Provincial
// nominees stand apart: their cutoff is not of the same queue.
func together(studies []*study) float64 {
	const prior = 20
	products, pairs := 0.0, 0.0
	for a, one := range studies {
		for _, other := range studies[:a] {
			if one.past.Stream == draws.PNP || other.past.Stream == draws.PNP {
				continue
			}
			with := other.surprises()
			for day, z := range one.surprises() {
				for on, x := range with {
					if on-day < fortnight && day-on < fortnight {
						products += z * x
						pairs++
					}
				}
			}
		}
	}
	return min(max(products/(pairs+prior), 0), 0.9)
}

// surprises returns the normal scores of what came one round after each.
func (st *study) surprises() map[civil.Day]float64 {
	at := map[civil.Day]float64{}
	for i := minLearn - 1; i+1 < len(st.past.Rounds); i++ {
		next := st.past.Rounds[i+1]
		at[next.Date] = st.mixed[i][0].score(float64(next.Cutoff))
	}
	return at
}
