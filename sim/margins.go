package sim

import (
	"crsplan/sim/civil"
	"crsplan/sim/draws"
)

// Margin is how far an option's best score lies from the rounds of a stream.
// It does not say whether the person is eligible for them.
type Margin struct {
	Stream draws.Stream
	// Last is the newest federal round, and ToLast the points above its
	// cutoff: zero meets it and leaves the tie-break to decide.
	Last   draws.Round
	ToLast int
	// InYear is how many rounds were held in the twelve months up to the data
	// date; ToLowest and ToHighest are the points above the lowest and the
	// highest cutoff of them.
	InYear              int
	ToLowest, ToHighest int
	// Band is Ontario's newest draw instead, and Place where the score lies in
	// it: both ends bind.
	Band  *draws.Band
	Place draws.Place
}

// Margins compares a score with every stream that held a round in a record. A
// score without a nomination is not held against the PNP, whose cutoffs
// include the 600 points of one.
func Margins(score int, nominated bool, record *draws.Record) []Margin {
	year := record.DataDate().AddYears(-1)
	var list []Margin
	for _, stream := range draws.Streams() {
		if stream == draws.PNP && !nominated {
			continue
		}
		if m, ok := margin(score, stream, record, year); ok {
			list = append(list, m)
		}
	}
	return list
}

func margin(score int, stream draws.Stream, record *draws.Record, year civil.Day) (Margin, bool) {
	m := Margin{Stream: stream}
	if stream.Ontario() {
		bands := record.Of(stream).Bands
		if len(bands) == 0 {
			return m, false
		}
		m.Band = &bands[len(bands)-1]
		m.Place = m.Band.Place(score)
		return m, true
	}
	var ok bool
	if m.Last, ok = record.Last(stream); !ok {
		return m, false
	}
	m.ToLast = score - m.Last.Cutoff
	for _, round := range record.Rounds {
		if round.Stream != stream || round.Date <= year {
			continue
		}
		to := score - round.Cutoff
		if m.InYear == 0 {
			m.ToLowest, m.ToHighest = to, to
		}
		m.ToLowest, m.ToHighest = max(m.ToLowest, to), min(m.ToHighest, to)
		m.InYear++
	}
	return m, true
}
