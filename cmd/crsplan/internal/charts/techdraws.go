package charts

import (
	"cmp"
	"slices"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/plots"
	"crsplan/sim"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// TechDraws shows the bands of Ontario's tech draws against the score that the
// person would have had on those days, set down there as they are.
func TechDraws(c *reason.Catalogue, doc *answer.Plan, w *sim.World, p *profile.Profile) (plots.TechDraws, error) {
	chart := plots.TechDraws{
		ScoreLabel: cmp.Or(doc.Name, c.Term("somebody")), ScoreAxis: c.Term("chart.score"),
		Legend: [3]string{c.Term("place.below"), c.Term("place.inside"), c.Term("place.above")},
	}
	count := map[draws.Place]int{}
	for i := range doc.Record.Bands {
		b := &doc.Record.Bands[i]
		if !slices.Contains(b.Streams, draws.OntarioTech) {
			continue
		}
		on := sim.World{Book: w.Book, Today: b.Until, Known: b.Until, AsOf: true, LetExpire: w.LetExpire}
		s, _, err := on.Stand(p, b.Until)
		if err != nil {
			return chart, err
		}
		place := b.Place(s.Total)
		count[place]++
		chart.Spans = append(chart.Spans, plots.Placed{Span: plots.Span{On: b.Until, Low: b.Low, High: b.High}, Place: placeNumber(place)})
		chart.Scores = append(chart.Scores, plots.Step{From: b.Until, Score: s.Total, Incomplete: !s.Complete()})
	}
	total := len(chart.Spans)
	lines := foot(c, doc, c.Term("chart.tech-score-only"), c.Term("chart.both-ends"))
	code := "chart.tech-title"
	if total == 0 {
		code = "chart.tech-title/none"
		chart.Empty = c.Phrase("chart.tech-none", "on", doc.Today)
	} else {
		from, to := chart.Spans[0].On.AddMonths(-1), doc.Today
		if closed, ok := draws.ClosedOn(draws.OntarioTech); ok {
			to = min(to, closed)
		}
		chart.Marks = marks(c, w, doc.Record, from, to)
	}
	chart.Heading = plots.Heading{
		Title:    c.Phrase(code, "inside", count[draws.Inside], "total", total, "above", count[draws.Above], "below", count[draws.Below]),
		Subtitle: c.Phrase("chart.tech-subtitle", "name", within(c, doc.Name)), Foot: lines,
	}
	return chart, nil
}

func placeNumber(p draws.Place) int {
	switch p {
	case draws.Below:
		return -1
	case draws.Above:
		return 1
	}
	return 0
}
