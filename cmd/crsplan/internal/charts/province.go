package charts

import (
	"slices"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/plots"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/provinces"
	"crsplan/sim/reason"
)

// Province shows a province's comparable rounds by points against what a person has
// on its own scale: the points that are sure.
func Province(c *reason.Catalogue, doc *answer.Provinces, id string, record *draws.Record) plots.Rounds {
	path := provinces.PathOf(id)
	rounds, _ := path.Rounds(record.Until(doc.On))
	chart := plots.Rounds{
		From: doc.On - 365, To: doc.On, ScoreLabel: doc.Name, ScoreAxis: c.Phrase("chart.province-points", "path", reason.Term("pathway."+path.ID)),
		Legend: [2]string{c.Term("chart.enough"), c.Term("chart.not-enough")},
	}
	for _, p := range doc.Paths {
		if p.Path == path.ID && p.Points != nil {
			chart.Score = p.Points.Low
			rounds = slices.DeleteFunc(rounds, func(r draws.Provincial) bool { return !p.Invites(&r) })
		}
	}
	met, dots := 0, []plots.Dot(nil)
	var first, last civil.Day
	for _, r := range rounds {
		if first.IsZero() {
			first = r.Date
		}
		last = r.Date
		dots = append(dots, plots.Dot{On: r.Date, Score: r.Points})
		if r.Points <= chart.Score {
			met++
		}
	}
	title := c.Term("pathway." + path.ID)
	if len(dots) == 0 {
		chart.Empty = c.Phrase("chart.province-none", "path", reason.Term("pathway."+path.ID))
	} else {
		chart.From = min(chart.From, first-14)
		chart.Series = []plots.Series{{Label: c.Phrase("chart.rounds-type", "stream", title, "met", met, "n", len(dots)), Dots: dots}}
	}
	chart.Heading = plots.Heading{
		Title:    reason.Capital(c.Phrase("chart.province-title", about(c, doc.Name, "points", chart.Score, "met", met, "n", len(dots), "path", reason.Term("pathway."+path.ID))...)),
		Subtitle: c.Term("chart.province-subtitle"), Columns: columns(c, "stream", "date", "cutoff", "place"),
		Foot: []string{c.Phrase("chart.province-note", "path", reason.Term("pathway."+path.ID), "last", last)},
	}
	return chart
}
