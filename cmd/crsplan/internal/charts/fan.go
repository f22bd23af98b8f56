package charts

import (
	"slices"
	"strconv"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/plots"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/reason"
)

// mostFans is how many streams a fan shows: each has a panel of its own height.
const mostFans = 3

// fanMonths is how much of the past a fan shows, in months.
const fanMonths = 30

// Fan shows the cutoffs to come of each stream that has a forecast, after
// those of the past.
func Fan(c *reason.Catalogue, doc *answer.Forecast) plots.Fan {
	chart := plots.Fan{
		From: doc.DataDate.AddMonths(-fanMonths), To: doc.AsOf.AddYears(1), ScoreAxis: c.Term("chart.score"), SizeAxis: c.Term("fan.sizes"),
		Legend: [4]string{c.Term("fan.round"), c.Term("fan.middle"), c.Term("fan.half"), c.Term("fan.most")},
		Marks:  []plots.Mark{{On: doc.DataDate, Text: c.Phrase("chart.fan-data", "day", doc.DataDate)}},
	}
	uncovered := false
	var first *answer.ForecastStream
	for i := range doc.Streams {
		s := &doc.Streams[i]
		if len(s.FromToday) == 0 {
			continue
		}
		// The active stream with the nearest round is the one to speak of.
		if first == nil || first.State != string(draws.Active) && s.State == string(draws.Active) {
			first = s
		}
		uncovered = uncovered || !s.Record.Covers
		chart.Panels = append(chart.Panels, fanPanel(c, s, chart.From, chart.To))
	}
	chart.Heading = plots.Heading{
		Subtitle: c.Phrase("chart.fan-subtitle"), Columns: append(columns(c, "stream", "next-round"), "10%", "25%", "50%", "75%", "90%"),
	}
	if first == nil {
		chart.Title = c.Phrase("chart.fan-title/none")
		chart.Empty = c.Phrase("chart.fan-none")
		return chart
	}
	next := first.FromToday[0].Cutoff
	chart.Title = c.Phrase("chart.fan-title", "stream", reason.Term("stream."+first.Stream), "low", next.At("0.10"), "high", next.At("0.90"), "last", first.LastRound.Cutoff)
	chart.Foot = []string{c.Phrase("chart.fan-foot", "data", doc.DataDate)}
	// What the title is about stands first, and in colour.
	i := slices.IndexFunc(chart.Panels, func(p plots.FanPanel) bool { return p.Stream == first.Stream })
	one := chart.Panels[i]
	one.Hero = true
	chart.Panels = slices.Insert(slices.Delete(chart.Panels, i, i+1), 0, one)
	slices.SortStableFunc(chart.Panels, func(a, b plots.FanPanel) int { return state(a) - state(b) })
	if len(chart.Panels) > mostFans {
		var rest []string
		for _, p := range chart.Panels[mostFans:] {
			rest = append(rest, c.Term("stream."+p.Stream))
		}
		chart.Panels = chart.Panels[:mostFans]
		chart.Foot[0] += " " + c.Phrase("chart.fan-rest", "streams", strings.Join(rest, ", "))
	}
	if doc.AsOf >= forecast.Reform && uncovered {
		chart.Marks = append(chart.Marks, plots.Mark{On: forecast.Reform, Text: c.Term("fan.reform")})
		chart.Foot = slices.Insert(chart.Foot, 0, c.Phrase("chart.fan-uncovered", "day", forecast.Reform))
	}
	if doc.AsOf > doc.DataDate {
		chart.Marks = append(chart.Marks, plots.Mark{On: doc.AsOf, Text: c.Phrase("chart.today", "day", doc.AsOf)})
	}
	return chart
}

// state puts round types that are not being held after the others.
func state(p plots.FanPanel) int {
	if p.Dormant {
		return 1
	}
	return 0
}

func fanPanel(c *reason.Catalogue, s *answer.ForecastStream, from, to civil.Day) plots.FanPanel {
	panel := plots.FanPanel{Stream: s.Stream, Label: c.Term("stream." + s.Stream), Summary: c.Phrase("chart.fan-panel/unjudged", "n", s.FittedOn)}
	panel.Dormant = s.State != string(draws.Active)
	if panel.Dormant && s.Held != nil {
		panel.Label = c.Phrase("chart.fan-stream", "stream", panel.Label, "state", reason.Term("state."+s.State), "held", whole(*s.Held))
	}
	// General rounds and those of the CEC draw on the same scores; others are
	// far from them and from each other.
	switch stream := draws.Stream(s.Stream); stream {
	case draws.General, draws.CEC:
	default:
		panel.Group = 1 + slices.Index(draws.Streams(), stream)
	}
	if len(s.Record.Cutoffs) > 0 {
		near, far := s.Record.Cutoffs[0], s.Record.Cutoffs[len(s.Record.Cutoffs)-1]
		panel.Summary = c.Phrase("chart.fan-panel", "n", s.FittedOn, "near", near.Ahead, "held", whole(near.Ours.Cover80), "tests", near.N,
			"far", far.Ahead, "far_held", whole(far.Ours.Cover80), "far_tests", far.N)
	}
	for _, r := range s.Past(from) {
		panel.Rounds = append(panel.Rounds, plots.Dot{On: r.Date, Score: r.Cutoff})
	}
	for _, r := range s.FromToday {
		if r.Date.P50.IsZero() || r.Date.P50 > to {
			continue
		}
		panel.Ahead = append(panel.Ahead, plots.FanPoint{On: r.Date.P50, Bands: ends(r.Cutoff)})
	}
	for _, by := range s.BySize {
		panel.Sizes = append(panel.Sizes, plots.FanSize{Label: c.Number(by.Size), Bands: ends(by.Cutoff)})
	}
	return panel
}

// ends are those of the bands of a cutoff, with the middle between them.
func ends(cutoff answer.CutoffAhead) [5]float64 {
	q := cutoff.Quantiles
	return [5]float64{q["0.10"], q["0.25"], q["0.50"], q["0.75"], q["0.90"]}
}

// whole writes a share in whole percent, without the sign.
func whole(share float64) string { return strconv.Itoa(int(share*100 + 0.5)) }
