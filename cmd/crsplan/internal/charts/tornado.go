package charts

import (
	"cmp"
	"slices"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/plots"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// mostBars is how many changes a tornado shows.
const mostBars = 14

// Tornado shows what single changes are worth, the most points first.
func Tornado(c *reason.Catalogue, doc *answer.Levers, record *draws.Record) plots.Tornado {
	levers := slices.Clone(doc.Levers)
	slices.SortStableFunc(levers, func(a, b answer.Lever) int { return cmp.Compare(b.Points, a.Points) })
	left := max(len(levers)-mostBars, 0)
	chart := plots.Tornado{Legend: [3]string{c.Term("tornado.gain"), c.Term("tornado.loss"), c.Term("tornado.opens")}}
	for _, l := range levers[:len(levers)-left] {
		note := c.Phrase("chart.tornado-note", "months", reason.Months(l.Months), "cost", reason.CAD(l.Cost.Likely), "on", l.From)
		opens := slices.ContainsFunc(l.Streams, func(s string) bool { return answer.Active(record, doc.Today, draws.Stream(s)) })
		chart.Rows = append(chart.Rows, plots.TornadoRow{Label: l.Title, Note: note, Points: l.Points, Opens: opens})
	}
	foot := sourceFoot(c, record)
	if left > 0 {
		foot = append([]string{c.Phrase("chart.tornado-left", "count", left)}, foot...)
	}
	for _, w := range doc.Warnings {
		if w.Code == "data-old" || w.Code == "set-down" || w.Code == "unknown-factor" {
			foot = append(foot, w.Message)
		}
	}
	chart.Heading = plots.Heading{
		Title:    c.Phrase("chart.tornado-title/none"),
		Subtitle: c.Phrase("chart.tornado-subtitle", "name", within(c, doc.Name), "score", doc.Score, "on", doc.Start),
		Foot:     foot,
	}
	switch best := findingOf(levers); {
	case best == nil:
		chart.Empty = c.Term("tornado.empty")
	case best.Points < levers[0].Points:
		chart.Title = c.Phrase("chart.tornado-title/beside", "first", levers[0].Title, "most", levers[0].Points, "lever", best.Title, "points", best.Points)
	default:
		chart.Title = c.Phrase("chart.tornado-title", "lever", best.Title, "points", best.Points)
	}
	return chart
}

// findingOf returns the change that brings most, a nomination aside where there
// is another: that it brings 600 is no news.
func findingOf(levers []answer.Lever) *answer.Lever {
	for _, nominations := range []bool{false, true} {
		for i := range levers {
			nomination := slices.ContainsFunc(levers[i].Parts, func(p answer.PartOf) bool { return p.Factor == "nomination" })
			if levers[i].Points > 0 && (nominations || !nomination) {
				return &levers[i]
			}
		}
	}
	return nil
}
