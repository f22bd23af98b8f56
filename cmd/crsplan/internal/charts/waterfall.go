package charts

import (
	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/plots"
	"crsplan/sim"
	"crsplan/sim/reason"
)

// Waterfall shows the way from the score of the start to each option's best,
// factor by factor.
func Waterfall(c *reason.Catalogue, doc *answer.Plan) plots.Waterfall {
	best := leader(doc)
	code := "chart.waterfall-title"
	if best.Change <= 0 {
		code = "chart.waterfall-title/none"
	}
	chart := plots.Waterfall{Heading: plots.Heading{
		Title:    c.Phrase(code, "option", best.Title, "change", signed(best.Best.Total-best.Now)),
		Subtitle: c.Phrase("chart.waterfall-subtitle", "name", within(c, doc.Name), "from", doc.Start),
		Foot:     foot(c, doc),
	}}
	for i := range doc.Options {
		chart.Options = append(chart.Options, fall(c, &doc.Options[i], doc.Options[i].Played))
	}
	return chart
}

func fall(c *reason.Catalogue, o *answer.Option, p *sim.Projection) plots.WaterfallOption {
	first, best := &p.Standings[0], p.Best()
	w := plots.WaterfallOption{
		Label: o.Title, Base: first.Total, Final: best.Total,
		BaseLabel: c.Phrase("chart.on", "day", first.From), FinalLabel: c.Phrase("chart.on", "day", best.From),
	}
	for _, part := range sim.Parts(first, best) {
		w.Parts = append(w.Parts, plots.Part{Label: c.Term("part." + part.Key), Delta: part.Delta, Unknown: part.Unknown})
	}
	if len(w.Parts) == 0 {
		w.Empty = c.Term("chart.nothing-moves")
	}
	return w
}
