package draws

import (
	_ "embed"
	"encoding/csv"
	"strings"
	"sync"

	"crsplan/sim/civil"
)

//go:embed seen.csv
var seenCSV string

// seenRow is a day on which the feed was read, and the round with which it ended.
type seenRow struct {
	on   civil.Day
	last string
}

var seenRows = sync.OnceValue(func() []seenRow {
	rows, err := csv.NewReader(strings.NewReader(seenCSV)).ReadAll()
	if err != nil {
		panic("draws: seen.csv: " + err.Error())
	}
	var list []seenRow
	for _, row := range rows[1:] {
		list = append(list, seenRow{civil.MustParse(row[0]), row[1]})
	}
	return list
})

// SeenUntil returns the day up to which no federal round is missing in the
// record, as of a day: that of its newest data, or the later one on which the
// feed was read and ended with the same round (seen.csv). After it nothing is
// known.
func (r *Record) SeenUntil(today civil.Day) civil.Day {
	seen := r.DataDate()
	if n := len(r.Rounds); n > 0 {
		for _, row := range seenRows() {
			if row.last == r.Rounds[n-1].Number && row.on > seen {
				seen = max(seen, min(row.on, today))
			}
		}
	}
	return seen
}
