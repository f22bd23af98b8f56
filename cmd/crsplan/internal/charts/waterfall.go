package charts

import (
	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/plots"
	"crsplan/sim"
	"crsplan/sim/reason"
)

// Waterfall shows the way from the score of the start to the best score of the
// option that the plan is about, factor by factor.
func Waterfall(c *reason.Catalogue, doc *answer.Plan) plots.Waterfall {
	o := doc.Hero()
	first, best := &o.Played.Standings[0], o.Played.Best()
	code := ""
	switch {
	case best.Total <= first.Total:
		code = "/none"
	case o.Stays():
		code = "/stay"
	}
	note := ""
	if !o.Complete {
		note = c.Term("chart.incomplete")
	}
	chart := plots.Waterfall{
		Heading: plots.Heading{
			Title:    reason.Capital(c.Phrase("chart.waterfall-title"+code, about(c, doc.Name, "option", o.Title, "from", first.Total, "to", best.Total, "on", best.From, "end", doc.End)...)),
			Subtitle: c.Term("chart.waterfall-subtitle"), Foot: foot(c, doc.Record, doc.Warnings, note),
			Columns: columns(c, "factor", "points"),
		},
		Base: first.Total, Final: best.Total,
		BaseLabel: c.Phrase("chart.on", "day", first.From), FinalLabel: c.Phrase("chart.on", "day", best.From),
	}
	for _, part := range sim.Parts(first, best) {
		chart.Parts = append(chart.Parts, plots.Part{Label: c.Term("part." + part.Key), Delta: part.Delta, Unknown: part.Unknown})
	}
	if len(chart.Parts) == 0 {
		chart.Empty = c.Term("chart.nothing-moves")
	}
	return chart
}
