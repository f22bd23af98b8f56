package streams

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"strings"
	"sync"

	"crsplan/sim/civil"
)

// AskedFunds is what a family is asked to settle with.
type AskedFunds struct {
	Dollars int
	Family  int       // persons, 1 or more
	Table   civil.Day // the day on which the table took effect
	// Confirmed is the last day on which the table was known to stand: that of
	// the table where nobody looked again.
	Confirmed civil.Day
	// NewerMayExist says that the table is usually renewed by this day, and
	// that none is known here: the amount may be another.
	NewerMayExist bool
	Ref           string
}

// FundsAsked returns the settlement funds asked of a family of so many persons
// (0 counts as 1) on the day of the law, by what was known on another; false
// before 2019, where no amount is established. It does not say whether any are
// asked for at all.
func FundsAsked(law, known civil.Day, family int) (AskedFunds, bool) {
	table := fundsOn(law, known)
	if table == nil {
		return AskedFunds{}, false
	}
	return table.asks(law, known, family), true
}

// asks returns what a table asks of a family.
func (table *fundsTable) asks(law, known civil.Day, family int) AskedFunds {
	f := AskedFunds{Family: max(family, 1), Table: table.announced, Confirmed: table.announced}
	f.Dollars, f.Ref = table.asked(f.Family)
	if seen := fundsSeen(); table.announced == seen.table {
		if seen.confirmed <= known {
			f.Confirmed = seen.confirmed
		}
		f.NewerMayExist = seen.newer <= law
	}
	return f
}

//go:embed funds_seen.csv
var fundsSeenCSV string

// seenTable is until when the newest table of funds is known to stand.
type seenTable struct {
	table, confirmed, newer civil.Day
}

var fundsSeen = sync.OnceValue(func() seenTable { return must(parseFundsSeen(fundsSeenCSV)) })

const fundsSeenColumns = "effective_from,confirmed_on,newer_may_exist_from,confidence,ref"

// parseFundsSeen reads the one row of funds_seen.csv.
func parseFundsSeen(text string) (s seenTable, err error) {
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		return s, err
	}
	if len(rows) != 2 || strings.Join(rows[0], ",") != fundsSeenColumns {
		return s, fmt.Errorf("funds_seen.csv must have one row, and the columns %s", fundsSeenColumns)
	}
	for i, day := range []*civil.Day{&s.table, &s.confirmed, &s.newer} {
		if *day, err = civil.Parse(rows[1][i]); err != nil {
			return s, fmt.Errorf("funds_seen.csv: %w", err)
		}
	}
	if rows[1][3] == "" || rows[1][4] == "" {
		return s, fmt.Errorf("funds_seen.csv: no confidence or no reference")
	}
	return s, nil
}
