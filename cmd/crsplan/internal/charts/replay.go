package charts

import (
	"slices"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/plots"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// mostShapes is how many streams a replay tells apart by shape.
const mostShapes = 4

// Replay shows what came of each past start, a dot a start. There must be one.
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
		if e.From > 0 && e.From <= doc.DataDate {
			chart.Eras = append(chart.Eras, plots.Mark{On: e.From, Text: c.Term("era-mark." + e.Key)})
		}
	}
	best, most := "", -1
	for _, o := range doc.Options {
		panel := plots.ReplayPanel{Label: o.Title}
		latest := o.Eras[len(o.Eras)-1]
		code := "chart.replay-summary"
		if latest.N == 0 {
			code = "chart.replay-summary/none"
		}
		panel.Summary = c.Phrase(code, "invited", latest.Invited, "n", latest.N, "from", latest.From)
		if latest.Invited > most {
			best, most = c.Phrase("chart.replay-title", "option", o.Title, "invited", latest.Invited, "n", latest.N, "from", latest.From), latest.Invited
		}
		for _, s := range o.Starts {
			panel.Starts = append(panel.Starts, dot(&s, keys))
		}
		chart.Panels = append(chart.Panels, panel)
	}
	lines := []string{c.Phrase("chart.replay-foot", "date", doc.DataDate)}
	eras := doc.Options[0].Eras
	latest := eras[len(eras)-1]
	switch {
	case latest.N == 0:
		best = c.Phrase("chart.replay-summary/none", "from", latest.From)
	case most == 0:
		best = c.Phrase("chart.replay-none", "n", latest.N, "from", latest.From)
	}
	if latest.Few {
		lines = append(lines, c.Phrase("replay-few", "count", latest.N))
	}
	lines = append(lines, c.Phrase("chart.replay-eras", "eras", eraTitles(eras)))
	chart.Heading = plots.Heading{
		Title:    best,
		Subtitle: c.Phrase("chart.replay-subtitle", "name", within(c, doc.Name), "months", doc.Within),
		Foot:     lines,
	}
	return chart
}

func eraTitles(eras []answer.Era) string {
	var titles []string
	for _, e := range eras {
		titles = append(titles, e.Title)
	}
	return strings.Join(titles, "; ")
}

// replayStreams returns the streams that invited most, most first.
func replayStreams(doc *answer.Replay) []string {
	count := map[string]int{}
	for _, o := range doc.Options {
		for _, s := range o.Starts {
			if s.Stream != nil {
				count[*s.Stream]++
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
		if d.Stream = slices.Index(keys, *s.Stream); d.Stream < 0 {
			d.Stream = len(keys)
		}
	case s.Tied != "" || s.IfKnown != "":
		d.Outcome = plots.Unknown
	}
	return d
}
