package page

import (
	"slices"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/draws"
)

// glance is the first page: what a reader should take away who reads no more.
func (a *author) glance() Section {
	s := Section{Key: "glance", Title: a.Catalogue.Term("report.section.glance")}
	figures := Figures{{Label: a.Catalogue.Term("report.figure.score"), Value: a.Score(a.score.Total, a.score.Complete).Text, Note: a.completeness()}}
	if r := a.rank; r != nil {
		figures = append(figures, Figure{Label: a.Catalogue.Term("report.figure.rank"), Value: a.ahead(), Note: a.Phrase("report.figure.rank-note", "total", r.Total, "on", r.On)})
	}
	figures = append(figures, a.prospect()...)
	s.Blocks = append(s.Blocks, figures)
	s.Blocks = append(s.Blocks, a.verdictOn("report.recommended"))
	if list := a.firstSteps(); len(list.Items) > 0 {
		s.Blocks = append(s.Blocks, a.Name("report.heading.first"), list)
	}
	for _, w := range a.doc.Warnings {
		if w.Code == "unknown-factor" && a.doc.Incomplete() {
			s.Blocks = append(s.Blocks, Callout{Title: a.Catalogue.Term("report.not-complete"), Text: w.Message, Alert: true})
		}
	}
	return s
}

func (a *author) completeness() string {
	if a.score.Complete {
		return a.Phrase("report.figure.rules", "rules", a.rules(a.score.Rules))
	}
	return a.Catalogue.Term("report.figure.incomplete")
}

// prospect is what is to be expected of the recommended option in figures.
func (a *author) prospect() Figures {
	if a.chosen == nil {
		return nil
	}
	var list Figures
	o := a.chosen
	if n := len(o.Chance); n > 0 {
		list = append(list, Figure{Label: a.Catalogue.Term("report.figure.chance"), Value: answer.ChanceText(a.Catalogue, o.Chance[n-1]), Note: a.Phrase("report.figure.by", "day", o.Chance[n-1].By)})
	} else if o.Best.Total > o.Now {
		list = append(list, Figure{Label: a.Catalogue.Term("report.figure.best"), Value: a.Score(o.Best.Total, o.Complete).Text, Note: a.Phrase("report.figure.from", "day", o.Best.On)})
	}
	list = append(list, Figure{Label: a.Catalogue.Term("report.figure.cost"), Value: a.Dollars(o.After.Whole.Likely), Note: a.Phrase("report.figure.range", "low", a.Dollars(o.After.Whole.Low), "high", a.Dollars(o.After.Whole.High))})
	if l := o.After.Landing; l != nil {
		list = append(list, Figure{Label: a.Catalogue.Term("report.figure.landing"), Value: a.monthSpan(l.From, l.To), Note: a.Phrase("report.figure.invited", "day", o.After.Invited)})
	}
	return list
}

// hangs is the chapter of what the recommended option hangs on.
func (a *author) hangs() Section {
	s := Section{Key: "hangs", Title: a.Catalogue.Term("report.section.hangs"), Blocks: []Block{a.Paragraph("report.hangs-intro")}}
	s.Blocks = append(s.Blocks, a.robust()...)
	var items []string
	if a.chosen != nil {
		for i := range a.played.Steps {
			step := &a.played.Steps[i]
			if p := step.Step.Works(); p < 1 {
				items = append(items, a.Phrase("report.step-chance", "step", a.chosen.Steps[i].Title, "chance", a.Percent(p)))
			}
		}
		items = append(items, a.alone().ChanceNotes(a.Catalogue)...)
		items = append(items, a.chosen.Assumptions...)
	}
	if len(s.Blocks) > 1 {
		s.Blocks = append(s.Blocks, a.Name("report.heading.granted"))
	}
	items = append(items, a.Catalogue.Term("report.hangs-cutoffs"), a.Catalogue.Term("report.hangs-facts"), a.Catalogue.Term("report.hangs-rules"))
	s.Blocks = append(s.Blocks, List{Items: items})
	if list := a.optionWarnings(); len(list) > 0 {
		s.Blocks = append(s.Blocks, a.Name("report.heading.watch"), List{Items: list})
	}
	return s
}

// robust is what becomes of the choice where something is otherwise than
// assumed.
func (a *author) robust() []Block {
	r := a.doc.Robustness
	if r == nil || a.chosen == nil {
		return nil
	}
	t := Trials(a.Writer, a.Phrase("report.trials-caption", "day", a.doc.End), r.Plans, r.Trials)
	return []Block{a.Name("report.heading.firm"), Paragraph{Text: r.HangsOn}, t, a.Note("report.trials-note")}
}

// optionWarnings are the warnings of the recommended option, or of staying,
// that are not of the whole plan.
func (a *author) optionWarnings() []string {
	var list []string
	for i := range a.doc.Options {
		o := &a.doc.Options[i]
		if o.Played != a.played {
			continue
		}
		for _, w := range o.Warnings {
			if !slices.Contains(a.doc.Warnings, w) {
				list = append(list, w.Message)
			}
		}
	}
	return list
}

// unknown is the chapter of what nobody knows, or what this plan does not.
func (a *author) unknown() Section {
	s := Section{Key: "unknown", Title: a.Catalogue.Term("report.section.unknown"), Blocks: []Block{a.Paragraph("report.unknown-intro")}}
	var items []string
	for _, w := range a.doc.Warnings {
		items = append(items, w.Message)
	}
	for i := range a.eligible.Streams {
		if st := &a.eligible.Streams[i]; st.Eligible == nil && shown(st) {
			items = append(items, a.Phrase("report.unknown-stream", "stream", a.Catalogue.Term("stream."+st.Stream), "what", a.unknownOf(st)))
		}
	}
	if names := a.unpriced(); names != "" {
		items = append(items, a.Phrase("report.unknown-fees", "fees", names))
	}
	items = append(append(items, a.Catalogue.Term("report.unknown-rounds")), a.doc.HeldSince(a.Catalogue)...)
	s.Blocks = append(s.Blocks, List{Items: items})
	return s
}

func (a *author) unknownOf(s *answer.Stream) string {
	var list []string
	for _, r := range s.Unknown {
		list = append(list, r.Because)
	}
	return strings.Join(list, "; ")
}

// unpriced names the fees whose price is not known.
func (a *author) unpriced() string {
	var names []string
	for _, f := range a.after.Fees {
		if f.Cost == nil {
			names = append(names, f.Title)
		}
	}
	return strings.Join(names, "; ")
}

// sources is the chapter of where everything is from, and of which day.
func (a *author) sources() Section {
	items := []string{a.Phrase("report.source.rules", "rules", a.rules(a.score.Rules))}
	record := a.doc.Record
	if n := len(record.Rounds); n > 0 {
		items = append(items, a.Phrase("report.source.rounds", "number", record.Rounds[n-1].Number, "date", record.Rounds[n-1].Date))
	}
	if r := a.rank; r != nil {
		items = append(items, a.Phrase("report.source.pool", "on", r.On, "number", r.Round))
	}
	if len(record.Of(draws.OntarioTech).Bands) > 0 && a.techHeld() {
		items = append(items, a.Catalogue.Term("report.source.ontario"))
	}
	items = append(items, a.Catalogue.Term("report.source.lists"), a.Catalogue.Term("report.source.costs"), a.Catalogue.Term("report.source.steps"))
	s := Section{Key: "sources", Title: a.Catalogue.Term("report.section.sources"), Blocks: []Block{List{Items: items}}}
	s.Blocks = append(s.Blocks, a.Name("references"), List{Items: a.references(), Small: true})
	s.Blocks = append(s.Blocks, Callout{Title: a.Catalogue.Term("report.not-advice"), Text: a.Catalogue.Term("report.check"), Alert: true})
	return s
}

// references are the sources of the points and the fees, each once.
func (a *author) references() []string {
	var refs []string
	add := func(ref string) {
		if ref != "" && !slices.Contains(refs, ref) {
			refs = append(refs, ref)
		}
	}
	for _, l := range a.score.Lines {
		add(l.Ref)
	}
	for _, f := range a.after.Fees {
		add(f.Ref)
	}
	add(a.after.Ref)
	for _, s := range a.played.Steps {
		add(a.Catalogue.Text(s.Step.Source))
	}
	return refs
}
