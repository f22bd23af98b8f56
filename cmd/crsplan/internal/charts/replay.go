package charts

import (
	"slices"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/plots"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// mostShapes is how many streams a replay tells apart by shape.
const mostShapes = 4

// Replay shows what came of each past start, a dot a start.
func Replay(c *reason.Catalogue, doc *answer.Replay) plots.Replay {
	keys := replayStreams(doc)
	chart := plots.Replay{
		Within:    doc.Within,
		Legend:    [4]string{c.Term("outcome.invited"), c.Term("outcome.at-risk"), c.Term("outcome.not-invited"), c.Term("outcome.unknown")},
		StartAxis: c.Term("chart.start"), MonthsAxis: c.Term("chart.months-to"),
	}
	for _, key := range keys {
		chart.Streams = append(chart.Streams, c.Term("stream."+key))
	}
	chart.Streams = append(chart.Streams, c.Term("stream.other"))
	for _, e := range sim.Eras {
		if e.From > 0 {
			chart.Eras = append(chart.Eras, plots.Mark{On: e.From, Text: c.Term("era-mark." + e.Key)})
		}
	}
	best, most := "", -1
	for _, o := range doc.Options {
		panel := plots.ReplayPanel{Label: o.Title}
		if n := len(o.Eras); n > 0 {
			latest := o.Eras[n-1]
			panel.Summary = c.Phrase("chart.replay-summary", "invited", latest.Invited, "n", latest.N, "from", max(latest.From, o.Starts[0].Start))
			if latest.Invited > most {
				best, most = c.Phrase("chart.replay-title", "option", o.Title, "invited", latest.Invited, "n", latest.N), latest.Invited
			}
		}
		for _, s := range o.Starts {
			panel.Starts = append(panel.Starts, dot(&s, keys))
		}
		chart.Panels = append(chart.Panels, panel)
	}
	if most <= 0 {
		best = c.Term("chart.replay-none")
	}
	if len(doc.Options) == 0 || len(doc.Options[0].Starts) == 0 {
		chart.Empty = c.Term("chart.replay-empty")
	}
	chart.Heading = plots.Heading{
		Title:    best,
		Subtitle: c.Phrase("chart.replay-subtitle", "name", orSomebody(c, doc.Name), "months", doc.Within),
		Foot:     []string{c.Phrase("chart.replay-foot", "date", doc.DataDate), c.Term("chart.replay-eras")},
	}
	return chart
}

func orSomebody(c *reason.Catalogue, name string) string {
	if name == "" {
		return c.Term("somebody")
	}
	return name
}

// replayStreams returns the streams that invited most, most first.
func replayStreams(doc *answer.Replay) []string {
	count := map[string]int{}
	for _, o := range doc.Options {
		for _, s := range o.Starts {
			if s.Stream != "" {
				count[s.Stream]++
			}
		}
	}
	var keys []string
	for key := range count {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b string) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		if a < b {
			return -1
		}
		return 1
	})
	return keys[:min(mostShapes, len(keys))]
}

func dot(s *answer.Attempt, keys []string) plots.ReplayDot {
	d := plots.ReplayDot{Start: s.Start, Outcome: plots.NotInvited}
	switch {
	case !s.InvitedOn.IsZero():
		d.Months = float64(s.InvitedOn-s.Start) / civil.DaysPerMonth
		d.Outcome = plots.Invited
		if s.AtRisk {
			d.Outcome = plots.AtRisk
		}
		if d.Stream = slices.Index(keys, s.Stream); d.Stream < 0 {
			d.Stream = len(keys)
		}
	case s.Tied != "" || s.IfKnown != "":
		d.Outcome = plots.Unknown
	}
	return d
}
