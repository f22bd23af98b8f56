package charts

import (
	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/plots"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// Couple shows the score of each of the four ways of a couple over time, beside
// the rounds of the last two years.
func Couple(c *reason.Catalogue, doc *answer.Couple, record *draws.Record, today civil.Day, name string, warnings []answer.Warning) plots.Projection {
	chart := plots.Projection{
		From: today.AddMonths(-pastMonths), Today: today, To: today,
		TodayText: c.Phrase("chart.today", "day", today), ScoreAxis: c.Term("chart.score"),
	}
	best := doc.Best()
	open := map[draws.Stream]bool{}
	at := 0
	for i := range doc.Ways {
		way := &doc.Ways[i]
		if !way.Possible {
			continue
		}
		p := doc.Projections[at]
		at++
		chart.To = max(chart.To, p.End)
		label := way.Title
		if !doc.Names.Known() {
			label = reason.Capital(WayOf(c, doc, way, name))
		}
		l := plots.Line{Label: label, Hero: way == best, Dashed: way.Stated}
		for _, s := range way.Scores {
			l.Steps = append(l.Steps, plots.Step{From: s.From, Score: s.Total, Incomplete: !s.Complete})
		}
		for _, e := range p.Events {
			// Birthdays are many, and whoever stays behind changes nothing of them.
			if text := flag(c, p, &e); text != "" && e.Kind != sim.BirthdayEvent && way == best {
				l.Flags = append(l.Flags, plots.Flag{On: e.On, Text: text})
			}
		}
		chart.Options = append(chart.Options, l)
		for _, s := range draws.Streams() {
			open[s] = open[s] || way == best && p.Prospect().Ever(s, p.Start, p.End) != streams.No
		}
	}
	_, chart.Rounds = seriesOf(c, record, chart.From, open)
	chart.Heading = plots.Heading{
		Subtitle: c.Phrase("chart.couple-subtitle"),
		Foot:     foot(c, record, warnings, ""),
		Columns:  columns(c, "way", "date", "points", "what"),
	}
	chart.Title = c.Phrase("chart.couple-title", "way", WayOf(c, doc, best, name), "score", best.Best.Total, "on", best.Best.On)
	return chart
}

// WayOf says who applies and what the other does, by name.
func WayOf(c *reason.Catalogue, doc *answer.Couple, way *answer.CoupleWay, name string) string {
	if doc.Names.Known() {
		return c.Phrase("chart.way/"+way.Way, "name", doc.Names.Self, "partner", doc.Names.Partner)
	}
	return c.Phrase("chart.way/"+way.Way, "name", within(c, name), "partner", reason.Term("chart.partner"))
}
