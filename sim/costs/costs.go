// Package costs tells what the things that an application needs cost on a day:
// tests, documents, permits and the fees of permanent residence.
//
// The prices stand in costs.toml, each with the day from which it held, its
// source, and how sure it is. Many are planning assumptions and say so.
package costs

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/BurntSushi/toml"

	"crsplan/sim/civil"
)

// Cost is a price in whole Canadian dollars, with its range.
type Cost struct {
	Low, Likely, High int // equal where one price is all that is known
	// Family is the most that a family pays together, in dollars; 0 where each
	// person pays the whole.
	Family int
	// Confidence is "high" for a price with a dated source, "medium" for one
	// recalled or from one secondary source, "low" for a planning assumption.
	Confidence string
	// Ref is the source, with the figure itself.
	Ref string
}

// For returns what so many persons of a family pay together.
func (c Cost) For(persons int) (low, likely, high int) {
	low, likely, high = persons*c.Low, persons*c.Likely, persons*c.High
	if c.Family > 0 {
		low, likely, high = min(low, c.Family), min(likely, c.Family), min(high, c.Family)
	}
	return low, likely, high
}

// On returns what something cost on a day, and false where that is not known:
// nothing that began later is used, and an unknown price is not zero.
//
// The key is the ID of a language test ("ielts-general"), or one of
// "alberta-application", "alberta-interest", "assessment", "biometrics",
// "british-columbia-application", "medical", "new-brunswick-application", "nova-scotia-application",
// "ontario-application", "permanent-residence-adult",
// "permanent-residence-child", "pgwp", "prince-edward-island-application",
// "saskatchewan-application", "study-permit" and "work-permit".
func On(key string, day civil.Day) (Cost, bool) {
	var newest row
	for _, r := range table()[key] {
		if r.from <= day {
			newest = r
		}
	}
	if newest.from.IsZero() || !newest.to.IsZero() && newest.to <= day {
		return Cost{}, false
	}
	if cost := newest.cost; newest.later != "" && newest.laterOn <= day {
		cost.Ref += "; " + newest.later
		return cost, true
	}
	return newest.cost, true
}

// Keys returns every key that [On] knows a price of on some day, in order.
func Keys() []string {
	var keys []string
	for key := range table() {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// row is a price that held from a day, until another day where to is set.
type row struct {
	from, to civil.Day
	cost     Cost
	// later is a source that came out on laterOn, after the price held.
	later   string
	laterOn civil.Day
}

//go:embed costs.toml
var costsTOML string

// table holds the rows of each key, the oldest first. The file is part of the
// program, so one that is broken is a mistake in it.
var table = sync.OnceValue(func() map[string][]row {
	t, err := parse(costsTOML)
	if err != nil {
		panic("costs: costs.toml: " + err.Error())
	}
	return t
})

// rowTable is a row as it stands in the file.
type rowTable struct {
	Key               string
	From, To          time.Time
	Low, Likely, High int
	Family            int
	Confidence, Ref   string
	Later             string
	LaterOn           time.Time `toml:"later_on"`
}

// parse reads the form of costs.toml.
func parse(text string) (map[string][]row, error) {
	var file struct{ Cost []rowTable }
	meta, err := toml.Decode(text, &file)
	if err != nil {
		return nil, err
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		return nil, fmt.Errorf("unknown key %v", unknown[0])
	}
	rows := make(map[string][]row)
	for i, t := range file.Cost {
		r, err := t.row()
		if before := rows[t.Key]; err == nil && len(before) > 0 {
			err = r.follows(before[len(before)-1])
		}
		if err != nil {
			return nil, fmt.Errorf("row %d, %q: %w", i+1, t.Key, err)
		}
		rows[t.Key] = append(rows[t.Key], r)
	}
	return rows, nil
}

func (t *rowTable) row() (row, error) {
	switch {
	case t.Key == "":
		return row{}, errors.New("no key")
	case t.From.IsZero():
		return row{}, errors.New("no day from which it holds")
	case t.Low <= 0 || t.Low > t.Likely || t.Likely > t.High:
		return row{}, fmt.Errorf("low, likely and high do not rise from above zero: %d, %d, %d", t.Low, t.Likely, t.High)
	case t.Family != 0 && t.Family < t.High:
		return row{}, fmt.Errorf("a family pays no less than one person: %d", t.Family)
	case !slices.Contains([]string{"high", "medium", "low"}, t.Confidence):
		return row{}, fmt.Errorf("the confidence is not high, medium or low: %q", t.Confidence)
	case t.Ref == "":
		return row{}, errors.New("no reference")
	case (t.Later == "") != t.LaterOn.IsZero():
		return row{}, errors.New("a later source needs its text and its day")
	}
	r := row{
		from: civil.OfTime(t.From),
		cost: Cost{t.Low, t.Likely, t.High, t.Family, t.Confidence, t.Ref}, later: t.Later,
	}
	if t.Later != "" {
		r.laterOn = civil.OfTime(t.LaterOn)
	}
	if !t.To.IsZero() {
		r.to = civil.OfTime(t.To)
		if r.to <= r.from {
			return row{}, fmt.Errorf("it ends on %v, not after it begins on %v", r.to, r.from)
		}
	}
	return r, nil
}

// follows sees that a row begins after the one before it, and after its end.
func (r row) follows(before row) error {
	if r.from <= before.from || r.from < before.to {
		return fmt.Errorf("it begins on %v, before the row above it is over", r.from)
	}
	return nil
}
