package charts

import (
	"cmp"
	"slices"

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
	shown := replayed(doc)
	best := shown[0]
	for _, o := range shown {
		latest := o.Eras[len(o.Eras)-1]
		title, code := o.Title, "chart.replay-summary"
		if o.Option == stay {
			title = c.Term("chart.stay")
		}
		if latest.N == 0 {
			code = "chart.replay-summary/none"
		}
		panel := plots.ReplayPanel{Label: title, Summary: c.Phrase(code, "invited", latest.Invited, "n", latest.N, "from", latest.From), Hero: o == best}
		for _, s := range o.Starts {
			panel.Starts = append(panel.Starts, dot(&s, keys))
		}
		chart.Panels = append(chart.Panels, panel)
	}
	chart.Heading = plots.Heading{
		Title:    replayFinding(c, doc.Name, best),
		Subtitle: c.Phrase("chart.replay-subtitle", "months", doc.Within),
		Foot:     []string{c.Phrase("chart.replay-foot", "date", doc.DataDate)},
		Columns:  append(columns(c, "option", "date", "invited"), c.Term("chart.months-to"), c.Term("column.stream")),
	}
	return chart
}

// mostReplayed is how many options a chart of past starts shows.
const mostReplayed = 2

// replayed are the options that the chart shows: those invited most often in the
// latest era, then in all, with staying always among them.
func replayed(doc *answer.Replay) []*answer.ReplayOption {
	var list []*answer.ReplayOption
	for i := range doc.Options {
		list = append(list, &doc.Options[i])
	}
	latest := func(o *answer.ReplayOption) int { return o.Eras[len(o.Eras)-1].Invited }
	slices.SortStableFunc(list, func(a, b *answer.ReplayOption) int {
		return cmp.Or(cmp.Compare(latest(b), latest(a)), cmp.Compare(b.Invited, a.Invited))
	})
	if len(list) > mostReplayed {
		i := slices.IndexFunc(list, func(o *answer.ReplayOption) bool { return o.Option == stay })
		if i >= mostReplayed {
			list[mostReplayed-1] = list[i]
		}
		list = list[:mostReplayed]
	}
	return list
}

// stay is the name of the option that changes nothing.
const stay = "stay"

// replayFinding says of an option how often it would have brought an invitation:
// in the latest era, and before it.
func replayFinding(c *reason.Catalogue, name string, o *answer.ReplayOption) string {
	latest := o.Eras[len(o.Eras)-1]
	first, n := 0, 0
	for _, e := range o.Eras[:len(o.Eras)-1] {
		first, n = first+e.Invited, n+e.N
	}
	code := ""
	switch {
	case latest.N == 0 && n == 0:
		return c.Phrase("chart.replay-summary/none", "from", latest.From)
	case o.Invited == 0:
		return c.Phrase("chart.replay-title/never", about(c, name, "n", o.N, "from", o.Starts[0].Start)...)
	case o.Option == stay && n > 0:
		code = "/stay-then"
	case o.Option == stay:
		code = "/stay"
	case n > 0:
		code = "/then"
	}
	return reason.Capital(c.Phrase("chart.replay-title"+code, about(c, name, "option", o.Title, "latest", latest.Invited, "latest_n", latest.N, "from", latest.From, "first", first, "first_n", n)...))
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
