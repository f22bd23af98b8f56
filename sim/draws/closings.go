package draws

import (
	_ "embed"
	"encoding/csv"
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

// Closed returns the day from which a stream is closed for good, and whether
// it is. A closing counts as announced on that day. A stream that has merely
// stopped holding rounds is not closed.
func Closed(s Stream) (civil.Day, bool) {
	day, ok := closings()[s]
	return day, ok
}
