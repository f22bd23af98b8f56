package page

import (
	"strconv"
	"strings"

	"crsplan/plots"
	"crsplan/sim/civil"
)

// OfChart is a chart as a table: the same figures, for who cannot see it or
// would take them elsewhere. It has no rows for a chart that says nothing beside
// the tables that it stands with.
func OfChart(w Writer, chart plots.Chart) Table {
	switch chart := chart.(type) {
	case plots.Projection:
		return w.projection(chart)
	case plots.Lanes:
		return w.lanes(chart)
	case plots.Waterfall:
		return w.waterfall(chart)
	case plots.Chances:
		return w.fan(chart)
	case plots.Tornado:
		return w.tornado(chart)
	case plots.TechDraws:
		return w.techDraws(chart)
	}
	return Table{}
}

func (w Writer) projection(chart plots.Projection) Table {
	t := Table{Title: chart.Title, Columns: []Column{w.Column("option"), w.named("@page.from"), w.Column("#points"), w.named("page.what-happens")}}
	for _, line := range chart.Options {
		for _, step := range line.Steps {
			var why []string
			for _, f := range line.Flags {
				if f.On == step.From {
					why = append(why, f.Text)
				}
			}
			t.Row(w.Text(line.Label), w.Day(step.From), w.Score(step.Score, !step.Incomplete), w.Text(strings.Join(why, ", ")))
		}
	}
	for _, s := range chart.Rounds {
		for _, dot := range s.Dots {
			t.Row(w.Text(w.Phrase("page-round", "stream", s.Label)), w.Day(dot.On), w.Integer(dot.Score), w.Text(""))
		}
	}
	return t
}

func (w Writer) lanes(chart plots.Lanes) Table {
	t := Table{Title: chart.Title, Columns: []Column{w.Column("option"), w.named("page.lane"), w.Column("state"), w.named("@page.from"), w.named("@page.until")}}
	for _, group := range chart.Groups {
		for _, row := range group.Rows {
			if len(row.Bars) == 0 {
				t.Row(w.Text(group.Label), w.Text(row.Label), w.None(), w.Text(""), w.Text(""))
			}
			for _, bar := range row.Bars {
				t.Row(w.Text(group.Label), w.Text(row.Label), w.Text(chart.Legend[bar.Kind]), w.Day(bar.From), w.until(bar.To, chart.To))
			}
		}
	}
	return t
}

// until is the day on which something ends, as far as a chart looks.
func (w Writer) until(to, end civil.Day) Cell {
	if to.IsZero() || to > end {
		return w.Text(w.Phrase("page-beyond", "end", end))
	}
	return w.Day(to)
}

func (w Writer) waterfall(chart plots.Waterfall) Table {
	t := Table{Title: chart.Title, Columns: w.Columns("option", "factor", "#points")}
	for _, o := range chart.Options {
		t.Row(w.Text(o.Label), w.Text(o.BaseLabel), w.Integer(o.Base))
		for _, part := range o.Parts {
			points := w.Signed(part.Delta)
			if part.Unknown {
				points = w.Text("?")
			}
			t.Row(w.Text(o.Label), w.Text(part.Label), points)
		}
		t.Row(w.Text(o.Label), w.Text(o.FinalLabel), w.Integer(o.Final))
	}
	return t
}

func (w Writer) fan(chart plots.Chances) Table {
	t := Table{Title: chart.Title, Columns: []Column{w.Column("option"), w.named("@page.until"), w.Column("#chance")}}
	if chart.Harder != "" {
		t.Columns = append(t.Columns, Column{Title: chart.Harder, Kind: Number})
	}
	for _, o := range chart.Options {
		for _, p := range o.Points {
			row := []Cell{w.Text(o.Label), w.Day(p.On), w.Probability(p.P)}
			if chart.Harder != "" {
				row = append(row, w.Probability(p.Low))
			}
			t.Row(row...)
		}
	}
	return t
}

// techDraws are the bands of Ontario's draws, and where the score was on their
// days.
func (w Writer) techDraws(chart plots.TechDraws) Table {
	t := Table{Title: chart.Title, Columns: []Column{w.Column("@date"), w.named("#page.band"), w.Column("#points"), {}}}
	for i, s := range chart.Spans {
		band := "≥ " + strconv.Itoa(s.Low)
		if s.High > 0 {
			band = Band(s.Low, s.High)
		}
		t.Row(w.Day(s.On), w.Text(band), w.Integer(chart.Scores[i].Score), w.Text(chart.Legend[s.Place+1]))
	}
	return t
}

func (w Writer) tornado(chart plots.Tornado) Table {
	t := Table{Title: chart.Title, Columns: append(w.Columns("lever", "#points"), Column{})}
	for _, row := range chart.Rows {
		t.Row(w.Text(row.Label), w.Signed(row.Points), w.Text(row.Note))
	}
	return t
}
