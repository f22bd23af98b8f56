package charts

import (
	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/plots"
	"crsplan/sim"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// Lanes shows which streams are open to the person, option by option, beside
// the steps that open them and the documents that expire.
func Lanes(c *reason.Catalogue, doc *answer.Plan, w *sim.World) plots.Lanes {
	chart := plots.Lanes{
		From: doc.Start, Today: doc.Start, To: doc.End, TodayText: c.Phrase("chart.start-day", "day", doc.Start),
		Legend: [4]string{c.Term("lane.open"), c.Term("lane.unknown"), c.Term("lane.step"), c.Term("lane.valid")},
		Marks:  marks(c, w, doc.Record, doc.Start, doc.End),
	}
	open := 0
	for i, p := range doc.Projections {
		group := plots.LaneGroup{Label: doc.Options[i].Title}
		group.Rows = append(group.Rows, stepRows(p)...)
		rows := laneRows(c, doc.AllLanes[i], doc)
		open += len(rows)
		group.Rows = append(group.Rows, rows...)
		group.Rows = append(group.Rows, documentRows(c, p)...)
		chart.Groups = append(chart.Groups, group)
	}
	code := "chart.lanes-title"
	if open == 0 {
		code = "chart.lanes-title/none"
	}
	chart.Heading = plots.Heading{
		Title:    c.Phrase(code, "count", open),
		Subtitle: c.Phrase("chart.lanes-subtitle", "name", named(c, doc), "from", doc.Start, "to", doc.End),
		Foot:     foot(c, doc, c.Term("chart.lanes-foot")),
	}
	return chart
}

// stepRows are the steps of an option that are taken.
func stepRows(p *sim.Projection) []plots.LaneRow {
	var rows []plots.LaneRow
	for i := range p.Steps {
		s := &p.Steps[i]
		if s.From.IsZero() {
			continue
		}
		rows = append(rows, plots.LaneRow{Label: s.Step.Title, Bars: []plots.Bar{{From: s.From, To: min(s.To, p.End), Kind: plots.StepBar}}})
	}
	return rows
}

// laneRows are the streams that are open at some time, or may be.
func laneRows(c *reason.Catalogue, lanes []sim.Lane, doc *answer.Plan) []plots.LaneRow {
	var rows []plots.LaneRow
	var last draws.Stream
	for _, l := range lanes {
		if l.Verdict == streams.No {
			continue
		}
		if l.Stream != last {
			row := plots.LaneRow{Label: c.Term(string(l.Stream.Term()))}
			if streams.StateOf(l.Stream, doc.Record, doc.Today) == streams.Dormant {
				row.Label = c.Phrase("lane.dormant", "stream", l.Stream.Term())
			}
			rows, last = append(rows, row), l.Stream
		}
		bar := plots.Bar{From: l.From, To: l.To, Kind: plots.OpenBar}
		if l.Verdict == streams.NotKnown {
			bar.Kind = plots.UnknownBar
		}
		row := &rows[len(rows)-1]
		row.Bars = append(row.Bars, bar)
	}
	return rows
}

// documentRows are the documents of the applicant and the permit, until they
// expire.
func documentRows(c *reason.Catalogue, p *sim.Projection) []plots.LaneRow {
	var rows []plots.LaneRow
	for _, d := range p.Validity() {
		rows = append(rows, plots.LaneRow{Label: c.Term(string(d.Name)), Bars: []plots.Bar{{From: p.Start, To: d.Until, Kind: plots.ValidBar}}})
	}
	return rows
}
