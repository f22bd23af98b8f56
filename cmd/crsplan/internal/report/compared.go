package report

import (
	"slices"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/sim/draws"
)

// compared is the chapter of the options side by side.
func (a *author) compared() page.Section {
	s := page.Section{Key: "options", Title: a.c.Term("report.section.options")}
	s.Blocks = append(s.Blocks,
		a.paragraph("report.options-intro", "n", len(a.doc.Options), "start", a.doc.Start, "end", a.doc.End), a.inputs(), a.note("report.inputs-note"),
		a.heading("report.heading.results"), a.results(), a.note("report.results-note"))
	projection := charts.Projection(a.c, a.doc, a.World)
	s.Blocks = append(s.Blocks, page.Chart{Name: "projection", Title: projection.Heading.Title, Chart: projection})
	if a.techHeld() {
		if tech, err := charts.TechDraws(a.c, a.doc, a.World, a.Plan.Profile); err == nil {
			s.Blocks = append(s.Blocks, page.Chart{Name: "tech-draws", Title: tech.Heading.Title, Chart: tech})
		}
	}
	s.Blocks = append(s.Blocks, a.chances()...)
	s.Blocks = append(s.Blocks, a.replayed()...)
	return page.Section{Key: s.Key, Title: s.Title, Blocks: append(s.Blocks, a.couple()...)}
}

// techHeld says whether Ontario's tech draws were open to be held on the day
// of the report.
func (a *author) techHeld() bool {
	closed, ok := draws.ClosedOn(draws.OntarioTech)
	return (!ok || closed > a.World.Known) && len(a.doc.Record.Of(draws.OntarioTech).Bands) > 0
}

// inputs is what each option does: nothing else differs between them.
func (a *author) inputs() page.Table {
	t := page.Table{Title: a.c.Term("report.inputs-caption"), Columns: a.columns("step", "#months", "#cost", "#works")}
	for i := range a.doc.Options {
		o := &a.doc.Options[i]
		t.Rows = append(t.Rows, page.Row{Kind: page.GroupRow, Cells: cells(o.Title, "", "", "")})
		if len(o.Steps) == 0 {
			t.Rows = append(t.Rows, page.Row{Cells: cells(a.c.Term("report.staying"), "", "", "")})
		}
		for j := range o.Steps {
			step := &o.Steps[j]
			works := ""
			if p := a.doc.Projections[i].Steps[j].Step.Works(); p < 1 {
				works = a.c.Percent(p)
			}
			t.Rows = append(t.Rows, page.Row{Cells: cells(a.stepTitle(step), a.months(step.Months), a.spread(step.Cost), works)})
		}
	}
	return t
}

// stepTitle is what a step is called, or why it is not taken.
func (a *author) stepTitle(s *answer.Step) string {
	if s.Why != "" {
		return s.Why
	}
	return s.Title
}

// mostCompared is how many streams the results have room for.
const mostCompared = 2

// results is what comes of each option.
func (a *author) results() page.Table {
	keys := []string{"option", "#now", "#best", "day", "#change", "#months", "#cost"}
	streams := a.doc.MainStreams()
	streams = streams[:min(mostCompared, len(streams))]
	columns := a.columns(keys...)
	for _, s := range streams {
		columns = append(columns, page.Column{Title: a.c.Phrase("report.against", "stream", a.c.Term("short."+string(s))), Kind: page.Number})
	}
	t := page.Table{Title: a.c.Phrase("report.results-caption", "from", a.doc.Start, "to", a.doc.End), Columns: columns}
	for i := range a.doc.Options {
		o := &a.doc.Options[i]
		row := page.Row{Cells: cells(o.Title, total(o.Now, o.Complete), total(o.Best.Total, o.Complete), a.c.Value(o.Best.On), signed(o.Change), a.number(o.Months), a.money(o.Cost.Likely))}
		switch o.Ends {
		case "waiting", "blocked", "not-reached", "running":
			row.Cells[5].Text = a.c.Term("ends." + o.Ends)
		}
		for _, s := range streams {
			row.Cells = append(row.Cells, page.Cell{Text: a.margin(o, s)})
		}
		t.Rows = append(t.Rows, a.choose(row, o.Option))
	}
	return t
}

// choose marks the row of the recommended option.
func (a *author) choose(row page.Row, option string) page.Row {
	if a.chosen != nil && a.chosen.Option == option && len(a.doc.Options) > 1 {
		row.Kind = page.ChosenRow
	}
	return row
}

// margin writes how far an option's best score lies above the last cutoff of a
// stream, where it is open.
func (a *author) margin(o *answer.Option, s draws.Stream) string {
	for _, m := range o.Margins {
		if m.Stream != string(s) || m.Last == nil {
			continue
		}
		text := signed(*m.Last)
		if m.Eligible == nil {
			text = a.c.Phrase("margin-if", "margin", text)
		}
		return text
	}
	return "–"
}

// replayed is what would have come of past starts.
func (a *author) replayed() []page.Block {
	eras := a.replay.Options[0].Eras
	if len(eras) == 0 {
		return []page.Block{a.heading("report.heading.replay"), a.paragraph("replay-no-starts", "months", a.replay.Within, "date", a.replay.DataDate)}
	}
	t := page.Table{Title: a.c.Term("report.replay-caption"), Columns: a.columns("option")}
	for _, e := range slices.Backward(eras) {
		t.Columns = append(t.Columns, page.Column{Title: e.Title, Kind: page.Number})
	}
	t.Columns = append(t.Columns, a.columns("#median")...)
	for _, o := range a.replay.Options {
		row := page.Row{Cells: cells(o.Title)}
		for i := len(eras) - 1; i >= 0; i-- {
			row.Cells = append(row.Cells, page.Cell{Text: a.era(&o.Eras[i])})
		}
		median := "–"
		if m := o.Eras[len(eras)-1].Median; m != nil {
			median = a.number(*m)
		}
		t.Rows = append(t.Rows, a.choose(page.Row{Cells: append(row.Cells, page.Cell{Text: median})}, o.Option))
	}
	blocks := []page.Block{a.heading("report.heading.replay"), a.paragraph("report.replay", "months", a.replay.Within, "date", a.replay.DataDate), t}
	if latest := eras[len(eras)-1]; latest.Few {
		blocks = append(blocks, a.note("replay-few", "count", latest.N))
	}
	return blocks
}

// era counts the starts of an era.
func (a *author) era(e *answer.Era) string {
	if e.N == 0 {
		return "–"
	}
	var text strings.Builder
	text.WriteString(a.c.Phrase("replay-count", "invited", e.Invited, "n", e.N))
	for _, more := range []struct {
		code  string
		count int
	}{{"replay-at-risk", e.AtRisk}, {"replay-tied", e.Tied}, {"replay-if-known", e.IfKnown}} {
		if more.count > 0 {
			text.WriteString(a.c.Phrase(more.code, "count", more.count))
		}
	}
	return text.String()
}
