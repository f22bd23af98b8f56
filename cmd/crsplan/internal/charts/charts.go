// Package charts puts an answer onto charts: it chooses what each shows, and
// the words on it. How they look is decided by package plots.
package charts

import (
	"strconv"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// foot returns the lines below every chart: where its data are from, and what
// is not known.
func foot(c *reason.Catalogue, doc *answer.Plan, more ...string) []string {
	lines := append(more, sourceFoot(c, doc.Record)...)
	for _, w := range doc.Warnings {
		if w.Code == "data-old" || w.Code == "set-down" || w.Code == "unknown-factor" {
			lines = append(lines, w.Message)
		}
	}
	return lines
}

// sourceFoot says where the rounds are from.
func sourceFoot(c *reason.Catalogue, record *draws.Record) []string {
	if n := len(record.Rounds); n > 0 {
		last := record.Rounds[n-1]
		return []string{c.Phrase("chart.source", "number", last.Number, "date", last.Date)}
	}
	return nil
}

// signed writes points with their sign.
func signed(points int) string {
	if points < 0 {
		return "−" + strconv.Itoa(-points)
	}
	return "+" + strconv.Itoa(points)
}

// leader returns the option that a title is about: the one that the plan
// recommends where it gains on staying, else the one that gains most, the
// first of equals.
func leader(doc *answer.Plan) *answer.Option {
	best := &doc.Options[0]
	for i := range doc.Options {
		o := &doc.Options[i]
		if o.Change > 0 && o.Option == doc.Recommended.Option {
			return o
		}
		if o.Change > best.Change && o.NoEstimate == "" {
			best = o
		}
	}
	return best
}
