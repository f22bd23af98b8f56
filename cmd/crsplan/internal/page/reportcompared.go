package page

import (
	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/sim/draws"
)

// compared is the chapter of the options side by side, as the first screen has
// them.
func (a *author) compared() Section {
	s := Section{Key: "options", Title: a.Catalogue.Term("report.section.options"), Blocks: []Block{a.titled(Compared(a.Writer, a.doc), "report.results-caption", "from", a.doc.Start, "to", a.doc.End)}}
	for _, b := range append(Marks(a.Writer, a.doc), a.NotPossible(a.doc.NotPossible)...) {
		s.Blocks = append(s.Blocks, b)
	}
	if a.drawsChances() {
		chart := charts.Chances(a.Catalogue, a.doc)
		s.Blocks = append(s.Blocks, Chart{Name: "chance", Title: chart.Heading.Title, Chart: chart})
	} else {
		chart := charts.Projection(a.Catalogue, a.doc, a.World)
		s.Blocks = append(s.Blocks, Chart{Name: "projection", Title: chart.Heading.Title, Chart: chart})
	}
	s.Blocks = append(s.Blocks, a.Note("report.rule/"+a.doc.Recommended.By))
	if wins := a.quickWins(); len(wins) > 0 {
		s.Blocks = append(s.Blocks, a.Name("report.heading.wins"), List{Items: wins})
	}
	return s
}

// drawsChances says whether there is a chance to draw: where it hangs on a missing
// fact there would be an empty chart.
func (a *author) drawsChances() bool {
	list := a.doc.Hero().Chance
	return len(list) > 0 && list[len(list)-1].P.Known
}

// quickWins are single changes that take little and gain something.
func (a *author) quickWins() (list []string) {
	if a.doc.Advice == nil {
		return nil
	}
	for _, q := range a.doc.Advice.QuickWins {
		list = append(list, a.quickWin(&q))
	}
	return list
}

// techHeld says whether Ontario's tech draws were open to be held on the day
// of the report.
func (a *author) techHeld() bool {
	closed, ok := draws.ClosedOn(draws.OntarioTech)
	return (!ok || closed > a.World.Known) && len(a.doc.Record.Of(draws.OntarioTech).Bands) > 0
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

// replayed is the appendix of what would have come of past starts.
func (a *author) replayed() Section {
	s := Section{Key: "replay", Title: a.Catalogue.Term("report.heading.replay")}
	eras := a.replay.Options[0].Eras
	if len(eras) == 0 {
		s.Blocks = []Block{a.Paragraph("replay-no-starts", "months", a.replay.Within, "date", a.replay.DataDate)}
		return s
	}
	t := a.titled(Eras(a.Writer, a.replay), "report.replay-caption")
	for i, o := range a.replay.Options {
		t.Rows[i] = a.choose(t.Rows[i], o.Option)
	}
	chart := charts.Replay(a.Catalogue, a.replay)
	s.Blocks = []Block{a.Paragraph("report.replay", "months", a.replay.Within, "date", a.replay.DataDate), t, Chart{Name: "replay", Title: chart.Heading.Title, Chart: chart}}
	if latest := eras[len(eras)-1]; latest.Few {
		s.Blocks = append(s.Blocks, a.Note("replay-few", "count", latest.N))
	}
	return s
}
