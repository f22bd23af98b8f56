package sim

import (
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/streams"
)

// Margin is how far an option's best score lies from the rounds of a stream:
// the best on the days on which the stream is open to the person. Where that
// is not known, it is the best on those days, and the margin is an "if".
type Margin struct {
	Stream   draws.Stream
	Eligible streams.Verdict
	Score    int       // the best score on those days
	On       civil.Day // its first day
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

// Margins compares the best score with every stream that is open to the
// person at some time of the projection, or may be, and held a round in a
// record.
func (p *Projection) Margins(lanes []Lane, record *draws.Record) []Margin {
	year := record.DataDate().AddYears(-1)
	var list []Margin
	for _, stream := range draws.Streams() {
		m := Margin{Stream: stream, Eligible: streams.Yes}
		best, on := p.BestIn(lanes, stream, streams.Yes)
		if best == nil {
			m.Eligible = streams.NotKnown
			best, on = p.BestIn(lanes, stream, streams.NotKnown)
		}
		if best == nil {
			continue
		}
		m.Score, m.On = best.Total, on
		if m.compare(record, year) {
			list = append(list, m)
		}
	}
	return list
}

// compare fills in a margin, and says whether there is a round to compare with.
func (m *Margin) compare(record *draws.Record, year civil.Day) bool {
	if m.Stream.Ontario() {
		bands := record.Of(m.Stream).Bands
		if len(bands) == 0 {
			return false
		}
		m.Band = &bands[len(bands)-1]
		m.Place = m.Band.Place(m.Score)
		return true
	}
	var ok bool
	if m.Last, ok = record.Last(m.Stream); !ok {
		return false
	}
	m.ToLast = m.Score - m.Last.Cutoff
	for _, round := range record.Rounds {
		if round.Stream != m.Stream || round.Date <= year {
			continue
		}
		to := m.Score - round.Cutoff
		if m.InYear == 0 {
			m.ToLowest, m.ToHighest = to, to
		}
		m.ToLowest, m.ToHighest = max(m.ToLowest, to), min(m.ToHighest, to)
		m.InYear++
	}
	return true
}

// NewestOpen returns the newest round of a record that would have been open to
// the person of a projection as they are on its first day, under the law of
// the round's day and by the list that it names.
func (p *Projection) NewestOpen(record *draws.Record) (draws.Round, bool) {
	person := p.Person(p.Start)
	for i := len(record.Rounds) - 1; i >= 0; i-- {
		person.Law = record.Rounds[i].Date
		if person.AdmitsRound(&record.Rounds[i]) == streams.Yes {
			return record.Rounds[i], true
		}
	}
	return draws.Round{}, false
}
