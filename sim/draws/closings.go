package draws

import (
	_ "embed"
	"encoding/csv"
	"slices"
	"strings"
	"sync"

	"crsplan/sim/civil"
)

//go:embed closings.csv
var closingsCSV string

var closings = sync.OnceValue(func() map[Stream]civil.Day {
	rows, err := csv.NewReader(strings.NewReader(closingsCSV)).ReadAll()
	if err != nil {
		panic("draws: closings.csv: " + err.Error())
	}
	days := map[Stream]civil.Day{}
	for _, row := range rows[1:] {
		days[Stream(row[0])] = civil.MustParse(row[1])
	}
	return days
})

// ClosedOn returns the day from which a stream is closed for good, and whether
// it is. A closing counts as announced on that day. A stream that has merely
// stopped holding rounds is not closed.
func ClosedOn(s Stream) (civil.Day, bool) {
	day, ok := closings()[s]
	return day, ok
}

// State is whether rounds of a stream can be expected.
type State string

// The states of a stream.
const (
	Active  State = "active"  // a round was held in the twelve months up to the data date
	Dormant State = "dormant" // none was, yet nothing closed it
	Closed  State = "closed"  // closed for good
)

// StateOf returns the state of a stream on a day by the closings and rounds
// known then: the record is one up to that day.
func (r *Record) StateOf(s Stream, today civil.Day) State {
	if day, closed := ClosedOn(s); closed && day <= today {
		return Closed
	}
	data := r.DataDate()
	// Ontario's draws may be newer than the federal round that dates the data.
	recent := func(day civil.Day) bool { return day > data.AddYears(-1) && day <= max(data, today) }
	if slices.ContainsFunc(r.Rounds, func(r Round) bool { return r.Stream == s && recent(r.Date) }) ||
		slices.ContainsFunc(r.Bands, func(b Band) bool { return slices.Contains(b.Streams, s) && recent(b.Until) }) {
		return Active
	}
	return Dormant
}
