package page

import (
	"fmt"
	"slices"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// recommended is the chapter of the plan itself, step by step.
func (a *author) recommended() Section {
	s := Section{Key: "plan", Title: a.Catalogue.Term("report.section.plan")}
	s.Blocks = append(s.Blocks, a.Paragraph("report.rule/"+a.doc.Recommended.By), a.verdictOn(""))
	switch {
	case a.chosen == nil:
		if near := a.nearest(); near != "" {
			s.Blocks = append(s.Blocks, Paragraph{Text: near})
		}
	case len(a.chosen.Steps) > 0:
		s.Blocks = append(s.Blocks, a.Name("report.heading.steps"), a.steps())
	default:
		s.Blocks = append(s.Blocks, a.Paragraph("report.no-steps"))
	}
	s.Blocks = append(s.Blocks, a.Name("report.heading.dates"), a.Paragraph("report.dates", "end", a.doc.End), Dates(Writer{Catalogue: a.Catalogue}, a.dates), a.Note("report.dates-note"))
	if alone := a.alone(); a.chosen != nil && len(a.played.Steps) > 0 {
		waterfall := charts.Waterfall(a.Catalogue, alone)
		s.Blocks = append(s.Blocks, Chart{Name: "waterfall", Title: waterfall.Heading.Title, Chart: waterfall})
	}
	lanes := charts.Lanes(a.Catalogue, a.outlined(), a.World)
	return Section{Key: s.Key, Title: s.Title, Blocks: append(s.Blocks, Chart{Name: "lanes", Title: lanes.Heading.Title, Chart: lanes})}
}

// likelyEnough is the chance below which even the best option is said to be
// unlikely: less than one in five.
const likelyEnough = 0.2

// verdictOn says what is recommended and why, or that nothing is.
func (a *author) verdictOn(headed string) Callout {
	because := reason.Capital(a.doc.Recommended.Because) + "."
	if a.doc.Recommended.By == "missing" {
		return Callout{Title: a.Catalogue.Term("report.missing"), Text: because, Alert: true}
	}
	if a.chosen == nil {
		return Callout{Title: a.Catalogue.Term("report.none-recommended"), Text: because, Alert: true}
	}
	v := Callout{Title: a.chosen.Title, Text: because}
	if headed != "" {
		v.Title = a.Phrase(headed, "option", a.chosen.Title)
	}
	if n := len(a.chosen.Chance); n > 0 && a.chosen.Chance[n-1].P.Known && a.chosen.Chance[n-1].P.P < likelyEnough {
		v.Text, v.Alert = because+" "+a.Catalogue.Term("report.unlikely"), true
	}
	return v
}

// nearest says which stream that holds rounds and is not open lacks least.
func (a *author) nearest() string {
	var best *answer.Stream
	for i := range a.eligible.Streams {
		s := &a.eligible.Streams[i]
		if s.State != "active" || s.Eligible != nil && *s.Eligible {
			continue
		}
		if best == nil || len(s.Missing)+len(s.Unknown) < len(best.Missing)+len(best.Unknown) {
			best = s
		}
	}
	if best == nil {
		return ""
	}
	return a.Phrase("report.nearest", "stream", a.Catalogue.Term("stream."+best.Stream), "lacks", a.lacks(best))
}

// steps is the recommended option step by step.
func (a *author) steps() Table {
	t := Table{Title: a.Phrase("report.steps-caption", "option", a.chosen.Title), Columns: a.Columns("step", "begin", "done-by", "#months", "#cost", "#gain")}
	for i := range a.chosen.Steps {
		step := &a.chosen.Steps[i]
		row := Row{Cells: cells(a.stepTitle(step), "–", "–", a.monthsSpread(step.Months), a.Spread(step.Cost).Text, "")}
		if !step.From.IsZero() {
			row.Cells[1].Text = a.Value(step.From)
		}
		switch {
		case step.State == "done":
			row.Cells[2].Text, row.Cells[5].Text = a.Value(step.To), a.Signed(a.gain(step)).Text
		case step.State == "skipped":
			row.Cells[2].Text = a.Catalogue.Term("report.skipped")
		default:
			row.Cells[2].Text = a.Catalogue.Term("ends." + step.State)
		}
		t.Rows = append(t.Rows, row)
	}
	t.Rows = append(t.Rows, Row{Kind: TotalRow, Cells: cells(a.Catalogue.Term("report.together"), "", "", a.Months(a.chosen.Months).Text, a.Spread(a.chosen.Cost).Text, "")})
	return t
}

// gain is what the score moves by on the day a step is done.
func (a *author) gain(step *answer.Step) int {
	for _, d := range a.chosen.Dates {
		if d.Kind == "step-done" && d.Key == step.Scenario+"/"+step.Step {
			return d.Points
		}
	}
	return 0
}

// firstSteps are the next things to do or to keep in mind.
func (a *author) firstSteps() List {
	var list List
	const most = 4
	for _, d := range a.dates {
		if d.On >= a.doc.Today && d.Kind != "step-done" && len(list.Items) < most {
			list.Items = append(list.Items, a.Phrase("report.on", "day", d.On, "what", d.What))
		}
	}
	return list
}

// afterwards is the chapter of what follows an invitation.
func (a *author) afterwards() Section {
	s := Section{Key: "after", Title: a.Catalogue.Term("report.section.after")}
	after := a.after
	code := "report.after"
	switch after.Basis {
	case "half":
		code = "report.after/half"
	case "":
		code = "report.after/no-day"
	}
	s.Blocks = append(s.Blocks, Paragraph{Text: a.Phrase(code, "from", after.Invited, "because", after.Because)}, a.way(after))
	s.Blocks = append(s.Blocks, a.Name("report.heading.papers"), a.papers(after), a.Name("report.heading.costs"), a.fees(after), a.Note("report.fees-note"))
	return s
}

// way is what comes when after an invitation.
func (a *author) way(after *answer.After) Table {
	t := Table{Title: a.Catalogue.Term("report.way-caption"), Columns: a.Columns("what-comes", "when", "way-day")}
	when := func(day civil.Day) string {
		if after.Landing == nil {
			return "–"
		}
		return a.Value(day)
	}
	due := after.Invited + civil.Day(after.ApplyDays)
	months := a.Phrase("report.months-range", "low", a.Months(after.Processing.Low).Text, "high", a.Months(after.Processing.High).Text)
	if after.Processing.Low == after.Processing.High {
		months = a.Phrase("report.months", "months", a.Months(after.Processing.Low).Text)
	}
	landing := "–"
	if l := after.Landing; l != nil {
		landing = a.Phrase("report.between", "from", l.From, "to", l.To)
	}
	for _, row := range [][3]string{
		{a.Catalogue.Term("report.way.invitation"), a.Catalogue.Term("report.way.invitation-when"), when(after.Invited)},
		{a.Catalogue.Term("report.way.apply"), a.Phrase("report.way.apply-when", "days", after.ApplyDays), when(due)},
		{a.Catalogue.Term("report.way.decision"), months, landing},
	} {
		t.Rows = append(t.Rows, Row{Cells: cells(row[:]...)})
	}
	return t
}

// papers is what must be at hand to apply.
func (a *author) papers(after *answer.After) List {
	items := []string{a.Phrase("report.papers.hold", "days", after.ApplyDays), a.Catalogue.Term("report.papers.police"), a.Catalogue.Term(a.medical())}
	for i := range a.eligible.Programs {
		p := &a.eligible.Programs[i]
		for _, r := range slices.Concat(p.Met, p.Missing, p.Unknown) {
			if p.Program == "fsw" && r.Requirement == "funds" {
				items = append(items, a.Phrase("report.papers.funds", "funds", r.Because))
			}
		}
	}
	return List{Items: append(items, a.Catalogue.Term("report.papers.decline"))}
}

// The examination is made before applying since 2025-08-21, and was made after
// it from 2023-10-01 (medium confidence); of earlier days nothing is said.
var upfront, afterwards = civil.Of(2025, 8, 21), civil.Of(2023, 10, 1)

func (a *author) medical() string {
	switch known := a.World.Known; {
	case known >= upfront:
		return "report.papers.medical-before"
	case known >= afterwards:
		return "report.papers.medical-after"
	}
	return "report.papers.medical"
}

// fees is what all of it costs: the fees of everybody who comes along, what is
// renewed on the way, and the option.
func (a *author) fees(after *answer.After) Table {
	t := Table{Title: a.Phrase("report.fees-caption", "adults", after.Adults, "children", after.Children), Columns: a.Columns("fee", "#persons", "#each", "#in-all", "how-sure")}
	for _, f := range after.Fees {
		row := Row{Cells: cells(f.Title, fmt.Sprint(f.Persons), a.Catalogue.Term("report.not-known"), a.Catalogue.Term("report.not-known"), a.Catalogue.Term("report.not-counted"))}
		if f.Cost != nil {
			row.Cells[2].Text, row.Cells[3].Text, row.Cells[4].Text = a.Spread(*f.Each).Text, a.Spread(*f.Cost).Text, a.Catalogue.Term("confidence."+f.Confidence)
		}
		t.Rows = append(t.Rows, row)
	}
	sum := func(kind RowKind, term string, r answer.Range) {
		t.Rows = append(t.Rows, Row{Kind: kind, Cells: cells(a.Catalogue.Term(term), "", "", a.Spread(r).Text, "")})
	}
	sum(TotalRow, "report.fees", after.FeesCost)
	sum(PlainRow, "report.renewals", after.Renewals)
	if a.chosen != nil {
		sum(PlainRow, "report.option-cost", a.chosen.Cost)
	}
	sum(TotalRow, "report.whole", after.Whole)
	return t
}
