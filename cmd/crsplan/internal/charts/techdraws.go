package charts

import (
	"cmp"
	"slices"
	"strings"

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
		Legend: [3]string{c.Term("chart.place.below"), c.Term("chart.place.inside"), c.Term("chart.place.above")},
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
	if total == 0 {
		chart.Empty = c.Phrase("chart.tech-none", "on", doc.Today)
	} else {
		from, to := chart.Spans[0].On.AddMonths(-1), doc.Today
		if closed, ok := draws.ClosedOn(draws.OntarioTech); ok {
			to = min(to, closed)
		}
		if to > from && to < doc.Today {
			chart.Marks = []plots.Mark{{On: to, Text: c.Term("mark.ontario-closed")}}
		}
	}
	chart.Heading = plots.Heading{
		Title: techFinding(c, doc.Name, chart.Scores, count), Subtitle: c.Term("chart.tech-subtitle"), Empty: chart.Empty,
		Foot:    []string{c.Term("chart.tech-source")},
		Columns: columns(c, "date", "band", "points", "place"),
	}
	return chart, nil
}

// techFinding counts where the score was, the most first.
func techFinding(c *reason.Catalogue, name string, scores []plots.Step, count map[draws.Place]int) string {
	if len(scores) == 0 {
		return c.Phrase("chart.tech-title/none")
	}
	places := slices.DeleteFunc([]draws.Place{draws.Above, draws.Inside, draws.Below}, func(p draws.Place) bool { return count[p] == 0 })
	slices.SortStableFunc(places, func(a, b draws.Place) int { return cmp.Compare(count[b], count[a]) })
	who := c.Phrase("chart.tech-who/name", "name", within(c, name))
	if first := scores[0].Score; !slices.ContainsFunc(scores, func(s plots.Step) bool { return s.Score != first }) {
		who = c.Phrase("chart.tech-who", "score", first)
	}
	var parts []string
	for _, p := range places {
		parts = append(parts, c.Phrase("chart.tech-place/"+string(p), "count", count[p]))
	}
	if len(parts) == 1 {
		return reason.Capital(c.Phrase("chart.tech-title/all", "who", who, "place", c.Term("chart.tech-place."+string(places[0])), "total", len(scores)))
	}
	rest := strings.Join(parts[1:], c.Term("and"))
	return reason.Capital(c.Phrase("chart.tech-title", "who", who, "most", parts[0], "total", len(scores), "rest", rest))
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
