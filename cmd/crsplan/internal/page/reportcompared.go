package page

import (
	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/sim/draws"
)

// compared is the chapter of the options side by side.
func (a *author) compared() Section {
	s := Section{Key: "options", Title: a.Catalogue.Term("report.section.options")}
	s.Blocks = append(s.Blocks,
		a.Paragraph("report.options-intro", "n", len(a.doc.Options), "start", a.doc.Start, "end", a.doc.End), a.inputs(), a.Note("report.inputs-note"),
		a.Name("report.heading.results"), a.titled(Options(a.Writer, a.doc), "report.results-caption", "from", a.doc.Start, "to", a.doc.End), Paragraph{Text: a.doc.Legend(a.Catalogue, "report.results-note"), Small: true})
	s.Blocks = append(s.Blocks, a.NotPossible(a.doc.NotPossible)...)
	projection := charts.Projection(a.Catalogue, a.doc, a.World)
	s.Blocks = append(s.Blocks, Chart{Name: "projection", Title: projection.Heading.Title, Chart: projection})
	if a.techHeld() {
		if tech, err := charts.TechDraws(a.Catalogue, a.doc, a.World, a.Plan.Profile); err == nil {
			s.Blocks = append(s.Blocks, Chart{Name: "tech-draws", Title: tech.Heading.Title, Chart: tech})
		}
	}
	s.Blocks = append(s.Blocks, a.chances()...)
	s.Blocks = append(s.Blocks, a.replayed()...)
	return Section{Key: s.Key, Title: s.Title, Blocks: append(s.Blocks, a.couple()...)}
}

// techHeld says whether Ontario's tech draws were open to be held on the day
// of the report.
func (a *author) techHeld() bool {
	closed, ok := draws.ClosedOn(draws.OntarioTech)
	return (!ok || closed > a.World.Known) && len(a.doc.Record.Of(draws.OntarioTech).Bands) > 0
}

// inputs is what each option does: nothing else differs between them.
func (a *author) inputs() Table {
	t := Table{Title: a.Catalogue.Term("report.inputs-caption"), Columns: a.Columns("step", "#months", "#cost", "#works")}
	for i := range a.doc.Options {
		o := &a.doc.Options[i]
		t.Rows = append(t.Rows, Row{Kind: GroupRow, Cells: cells(o.Title, "", "", "")})
		if len(o.Steps) == 0 {
			t.Rows = append(t.Rows, Row{Cells: cells(a.Catalogue.Term("report.staying"), "", "", "")})
		}
		for j := range o.Steps {
			step := &o.Steps[j]
			works := ""
			if p := a.doc.Options[i].Played.Steps[j].Step.Works(); p < 1 {
				works = a.Percent(p)
			}
			t.Rows = append(t.Rows, Row{Cells: cells(a.stepTitle(step), a.monthsSpread(step.Months), a.Spread(step.Cost).Text, works)})
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

// choose marks the row of the recommended option.
func (a *author) choose(row Row, option string) Row {
	if a.chosen != nil && a.chosen.Option == option && len(a.doc.Options) > 1 {
		row.Kind = ChosenRow
	}
	return row
}

// replayed is what would have come of past starts.
func (a *author) replayed() []Block {
	eras := a.replay.Options[0].Eras
	if len(eras) == 0 {
		return []Block{a.Name("report.heading.replay"), a.Paragraph("replay-no-starts", "months", a.replay.Within, "date", a.replay.DataDate)}
	}
	t := a.titled(Eras(a.Writer, a.replay), "report.replay-caption")
	for i, o := range a.replay.Options {
		t.Rows[i] = a.choose(t.Rows[i], o.Option)
	}
	blocks := []Block{a.Name("report.heading.replay"), a.Paragraph("report.replay", "months", a.replay.Within, "date", a.replay.DataDate), t}
	if latest := eras[len(eras)-1]; latest.Few {
		blocks = append(blocks, a.Note("replay-few", "count", latest.N))
	}
	return blocks
}
