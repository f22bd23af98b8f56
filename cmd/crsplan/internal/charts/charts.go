// Package charts puts an answer onto charts: it chooses what each shows, and
// the words on it. How they look is decided by package plots.
package charts

import (
	"strconv"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/reason"
)

// foot returns the lines below every chart: where its data are from, and what
// is not known.
func foot(c *reason.Catalogue, doc *answer.Plan, more ...string) []string {
	lines := more
	if n := len(doc.Record.Rounds); n > 0 {
		last := doc.Record.Rounds[n-1]
		lines = append(lines, c.Phrase("chart.source", "number", last.Number, "date", last.Date))
	}
	for _, w := range doc.Warnings {
		if w.Code == "data-old" || w.Code == "set-down" || w.Code == "unknown-factor" {
			lines = append(lines, w.Message)
		}
	}
	return lines
}

// signed writes points with their sign.
func signed(points int) string {
	if points < 0 {
		return "−" + strconv.Itoa(-points)
	}
	return "+" + strconv.Itoa(points)
}

// leader returns the option that gains most on staying, the first of equals.
func leader(doc *answer.Plan) *answer.Option {
	best := &doc.Options[0]
	for i := range doc.Options {
		if doc.Options[i].Change > best.Change {
			best = &doc.Options[i]
		}
	}
	return best
}
