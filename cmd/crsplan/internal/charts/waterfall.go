package charts

import (
	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/plots"
	"crsplan/sim"
	"crsplan/sim/crs"
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
	for i, p := range doc.Projections {
		chart.Options = append(chart.Options, fall(c, &doc.Options[i], p))
	}
	return chart
}

func fall(c *reason.Catalogue, o *answer.Option, p *sim.Projection) plots.WaterfallOption {
	first, best := &p.Standings[0], p.Best()
	w := plots.WaterfallOption{
		Label: o.Title, Base: first.Total, Final: best.Total,
		BaseLabel: c.Phrase("chart.on", "day", first.From), FinalLabel: c.Phrase("chart.on", "day", best.From),
	}
	for _, part := range Parts(first, best) {
		w.Parts = append(w.Parts, plots.Part{Label: c.Term("part." + part.Key), Delta: part.Delta, Unknown: part.Unknown})
	}
	if len(w.Parts) == 0 {
		w.Empty = c.Term("chart.nothing-moves")
	}
	return w
}

// Part is what one factor adds on the way from one standing to another.
type Part struct {
	Key     string
	Delta   int
	Unknown bool
}

// Parts returns what each factor adds between two standings, in the order of
// a breakdown. Their sum is the change of the score: what caps take away is a
// part of its own.
func Parts(from, to *sim.Standing) []Part {
	before, after := from.Rules.Score(&from.Candidate), to.Rules.Score(&to.Candidate)
	var parts []Part
	rest := after.Total - before.Total
	add := func(key string, delta int) {
		if delta != 0 {
			parts = append(parts, Part{Key: key, Delta: delta})
			rest -= delta
		}
	}
	add("age", after.Core.Age-before.Core.Age)
	add("education", after.Core.Education-before.Core.Education)
	add("first-language", after.Core.FirstLanguage-before.Core.FirstLanguage)
	add("second-language", after.Core.SecondLanguage-before.Core.SecondLanguage)
	add("canadian-work", after.Core.CanadianWork-before.Core.CanadianWork)
	add("spouse", after.Spouse.Total-before.Spouse.Total)
	add("transferability", after.Transferability.Total-before.Transferability.Total)
	a, b := after.Additional, before.Additional
	add("nomination", a.ProvincialNomination-b.ProvincialNomination)
	add("job-offer", a.JobOffer-b.JobOffer)
	add("canadian-study", a.CanadianStudy-b.CanadianStudy)
	add("sibling", a.Sibling-b.Sibling)
	add("french", a.French-b.French)
	add("high-wage", a.HighWage-b.HighWage)
	add("caps", rest)
	return append(parts, unknown(to)...)
}

// unknown returns the factor of high-wage work where it may add points that
// nobody has established.
func unknown(s *sim.Standing) []Part {
	for _, l := range s.Rules.Lines(&s.Candidate) {
		if l.Factor == crs.HighWage && !l.Known && (s.Candidate.CanadianWork > 0 || s.Candidate.OfferNOC != "") {
			return []Part{{Key: "high-wage", Unknown: true}}
		}
	}
	return nil
}
