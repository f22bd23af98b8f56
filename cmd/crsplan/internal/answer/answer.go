// Package answer puts an answer together once: a score, a plan, a list of
// rounds, as the documents that the program writes as JSON and that its
// tables, charts and pages show. So all of them say the same.
//
// Fields of a document are only ever added. Reasons are put into words here,
// in the language asked for.
package answer

import (
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// Schema is the version of the documents.
const Schema = 2

// Warning is a warning in words, with its code.
type Warning struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Words puts warnings into words.
func Words(c *reason.Catalogue, list reason.Warnings) []Warning {
	words := make([]Warning, 0, len(list))
	for _, w := range list {
		words = append(words, Warning{w.Kind(), c.Say(w)})
	}
	return words
}

// staleDays is the age of the data from which every output says so.
const staleDays = 45

// DataWarnings says how old the record of rounds is on a day.
func DataWarnings(record *draws.Record, today civil.Day) reason.Warnings {
	var w reason.Warnings
	date := record.DataDate()
	if date.IsZero() {
		w.Add(reason.New("data-none", "today", today))
	} else if age := int(today - date); age > staleDays {
		if seen := record.SeenUntil(today); seen > date {
			w.Add(reason.New("data-old/seen", "date", date, "days", int(today-seen), "after", date+1, "seen", seen))
		} else {
			w.Add(reason.New("data-old", "date", date, "days", age))
		}
	}
	return w
}
