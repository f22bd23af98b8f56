package charts

import (
	"slices"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/plots"
	"crsplan/sim"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// Lanes shows the steps of the option that the plan is about, the round types
// that it opens and when, and the documents that expire.
func Lanes(c *reason.Catalogue, doc *answer.Plan, w *sim.World) plots.Lanes {
	chart := plots.Lanes{
		From: doc.Start, Today: doc.Start, To: doc.End, TodayText: c.Phrase("chart.start-day", "day", doc.Start),
		Legend: [5]string{c.Term("lane.open"), c.Term("lane.unknown"), c.Term("lane.step"), c.Term("lane.valid"), c.Term("lane.idle")},
		Marks:  marks(c, w, doc.Record, doc.Start, doc.End),
	}
	o := doc.Hero()
	rows := laneRows(c, o.Open, doc)
	if len(rows) == 0 {
		rows = []plots.LaneRow{{Label: c.Term("lane.none")}}
	}
	chart.Groups = []plots.LaneGroup{{Label: nameOf(c, o), Rows: append(stepRows(c, o.Played), rows...)}}
	if rows := documentRows(c, doc.Staying().Played); len(rows) > 0 {
		chart.Groups = append(chart.Groups, plots.LaneGroup{Label: c.Term("lane.documents"), Rows: rows})
	}
	chart.Heading = plots.Heading{
		Title:    openings(c, doc, o),
		Subtitle: c.Term("chart.lanes-subtitle"),
		Foot:     foot(c, doc.Record, doc.Warnings, ""),
		Columns:  append(columns(c, "option", "what", "state"), c.Term("page.from"), c.Term("page.until")),
	}
	return chart
}

// openings is what the lanes show in a sentence: the round types being held that
// are open from the first day, or else the one that opens first.
func openings(c *reason.Catalogue, doc *answer.Plan, o *answer.Option) string {
	var first *sim.Lane
	var now []string
	dormant, perhaps := false, false
	for i := range o.Open {
		l := &o.Open[i]
		switch {
		case l.Verdict == streams.No:
		case l.Verdict == streams.NotKnown:
			perhaps = true
		case isDormant(doc, l.Stream):
			dormant = true
		case l.From == doc.Start:
			now = append(now, c.Term(string(l.Stream.Term())))
		case first == nil || l.From < first.From:
			first = l
		}
	}
	code, values := "/none", []any{"option", o.Title}
	switch {
	case len(now) > 0:
		code, values = "", append(values, "streams", strings.Join(now, ", "))
	case first != nil:
		code, values = "/opens", append(values, "stream", first.Stream.Term(), "on", first.From)
		if o.Stays() {
			code += "-stay"
		}
	case perhaps:
		code = "/not-known"
	case dormant:
		code = "/dormant"
	}
	name := doc.Name
	if n := o.Played.Person(doc.Start).Profile.Names(); n.Known() {
		name = n.Self // one of the two is eligible
	}
	return reason.Capital(c.Phrase("chart.lanes-title"+code, about(c, name, values...)...))
}

// isDormant says whether a stream has held no round of late.
func isDormant(doc *answer.Plan, s draws.Stream) bool {
	return streams.StateOf(s, doc.Record, doc.Today) == draws.Dormant
}

// stepRows are the steps of an option that are taken, or that wait for a draw.
func stepRows(c *reason.Catalogue, p *sim.Projection) []plots.LaneRow {
	var rows []plots.LaneRow
	for i := range p.Steps {
		s := &p.Steps[i]
		switch {
		case s.State == sim.StepWaiting:
			rows = append(rows, plots.LaneRow{Label: c.Phrase("lane.waits", "step", answer.StepTitle(c, p, s))})
		case !s.From.IsZero():
			rows = append(rows, plots.LaneRow{Label: answer.StepTitle(c, p, s), Bars: []plots.Bar{{From: s.From, To: s.To, Kind: plots.StepBar}}})
		}
	}
	return rows
}

// laneRows are the streams that are open at some time, or may be; of those that
// hold no rounds only what is known to be open. They come last, as empty frames
// that say so: they must not look like a promise.
func laneRows(c *reason.Catalogue, lanes []sim.Lane, doc *answer.Plan) []plots.LaneRow {
	var active, dormant []plots.LaneRow
	var last draws.Stream
	for _, l := range lanes {
		if l.Verdict == streams.No || l.Verdict == streams.NotKnown && isDormant(doc, l.Stream) {
			continue
		}
		bar := plots.Bar{From: l.From, To: l.To, Kind: plots.OpenBar}
		if l.Verdict == streams.NotKnown {
			bar.Kind = plots.UnknownBar
		}
		rows, label := &active, c.Term(string(l.Stream.Term()))
		if isDormant(doc, l.Stream) {
			rows, label = &dormant, c.Phrase("lane.dormant", "stream", l.Stream.Term())
			bar.Kind, bar.Text = plots.IdleBar, c.Term("lane.no-round")
			if held := answer.LastHeld(doc.Record, l.Stream); !held.IsZero() {
				bar.Text = c.Phrase("lane.no-round-since", "since", held)
			}
		}
		if l.Stream != last {
			*rows, last = append(*rows, plots.LaneRow{Label: label}), l.Stream
		}
		row := &(*rows)[len(*rows)-1]
		if len(row.Bars) > 0 {
			bar.Text = ""
		}
		row.Bars = append(row.Bars, bar)
	}
	return slices.Concat(active, dormant)
}

// documentRows are the documents of the applicant and the partner, and the
// permit, until they expire.
func documentRows(c *reason.Catalogue, p *sim.Projection) []plots.LaneRow {
	var rows []plots.LaneRow
	for _, d := range p.Validity() {
		rows = append(rows, plots.LaneRow{Label: reason.Capital(answer.Called(c, p.Names, c.Phrase("lane.document", "document", d.Name, "who", d.Who))), Bars: []plots.Bar{{From: p.Start, To: d.Until, Kind: plots.ValidBar}}})
	}
	return rows
}
