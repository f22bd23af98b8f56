package page

import (
	"fmt"
	"slices"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// recommended is the chapter of the plan itself: a picture of its time, and what to
// do by when.
func (a *author) recommended() Section {
	lanes := charts.Lanes(a.Catalogue, a.doc, a.World)
	s := Section{Key: "plan", Title: a.Catalogue.Term("report.section.plan"), Blocks: []Block{Chart{Name: "lanes", Title: lanes.Heading.Title, Chart: lanes}}}
	switch {
	case a.chosen == nil:
		s.Blocks = append(s.Blocks, a.verdictOn(""))
		if near := a.nearest(); near != "" {
			s.Blocks = append(s.Blocks, Paragraph{Text: near})
		}
	case len(a.chosen.Steps) > 0:
		s.Blocks = append(s.Blocks, a.Name("report.heading.steps"), a.checklist())
	default:
		s.Blocks = append(s.Blocks, a.Paragraph("report.no-steps"))
	}
	return s
}

// box is what is ticked once a thing is done.
const box = "□ "

// checklist is the recommended option as things to tick: what, by when, at what
// cost, and which paper proves it.
func (a *author) checklist() Table {
	t := Table{Title: a.Phrase("report.steps-caption", "option", a.chosen.Title), Columns: a.Columns("step", "begin", "done-by", "#cost")}
	t.Columns = append(t.Columns, a.Column("proof"))
	for i := range a.chosen.Steps {
		step := &a.chosen.Steps[i]
		from, by := "–", a.Catalogue.Term("ends."+step.State)
		if !step.From.IsZero() {
			from = a.Value(step.From)
		}
		switch step.State {
		case "done":
			by = a.Value(step.To)
		case "skipped":
			by = a.Catalogue.Term("report.skipped")
		}
		t.Rows = append(t.Rows, Row{Cells: cells(box+a.stepTitle(step), from, by, a.Spread(step.Cost).Text, a.proof(a.played.Steps[i].Step))})
	}
	t.Rows = append(t.Rows, Row{Kind: TotalRow, Cells: cells(a.Catalogue.Term("report.together"), "", "", a.Spread(a.chosen.Cost).Text, "")})
	return t
}

// proof is the paper that proves that a step is done.
func (a *author) proof(s *sim.Step) string {
	self, then := s.Then.Self, s.Then
	var keys []string
	add := func(key string, holds bool) {
		if holds {
			keys = append(keys, a.Catalogue.Term("proof."+key))
		}
	}
	tests := func(p sim.PersonChange) bool {
		return p.FirstUp > 0 || slices.ContainsFunc(p.Languages[:], func(l sim.LanguageChange) bool { return l != sim.LanguageChange{} })
	}
	add("test", tests(self) || tests(then.Partner))
	add("diploma", self.AtLeast != nil || len(self.Credentials) > 0)
	add("assessment", self.Assessed || !self.ECAIssued.IsZero())
	add("work", s.During.Work == sim.WorkInCanada || s.During.Work == sim.WorkAbroad || len(self.Jobs) > 0)
	add("nomination", then.Nomination != nil)
	add("offer", then.Offer != nil)
	add("permit", then.Permit != nil)
	add("certificate", then.Certificate != nil)
	if keys == nil {
		return "–"
	}
	return reason.Capital(strings.Join(keys, "; "))
}

// mostDates is how many dates the report has; the calendar has all of them.
const mostDates = 5

// otherDates are the dates that matter most of those that are no steps: what time
// alone brings or ends.
func (a *author) otherDates() []answer.Date {
	return a.watched(slices.DeleteFunc(slices.Clone(a.dates), func(d answer.Date) bool {
		return d.Kind == string(sim.BeginsDate) || d.Kind == string(sim.DoneDate)
	}), mostDates)
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
	if a.unlikely() {
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

// comeAlone are the kinds of dates that nobody has to do anything for.
var comeAlone = []sim.DateKind{sim.DoneDate, sim.BirthdayDate, sim.WindowDate, sim.WorkYearDate, sim.OpensDate}

// firstSteps are the next things to do.
func (a *author) firstSteps() List {
	var list List
	const most = 3
	for _, d := range a.dates {
		if d.On >= a.doc.Today && !slices.Contains(comeAlone, sim.DateKind(d.Kind)) && len(list.Items) < most {
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
	s.Blocks = append(s.Blocks, a.Name("report.heading.papers"), a.claims(), a.papers(after), a.Name("report.heading.costs"), a.fees(after))
	for _, text := range a.leftOut() {
		s.Blocks = append(s.Blocks, Paragraph{Text: text, Small: true})
	}
	return s
}

// leftOut is what the costs do not include.
func (a *author) leftOut() []string {
	list := []string{a.Phrase("report.fees-note")}
	if names := a.unpriced(); names != "" {
		list = append(list, a.Phrase("report.unknown-fees", "fees", names))
	}
	if a.chosen != nil && a.chosen.NotIncluded != nil {
		list = append(list, answer.NotIncludedText(a.Catalogue, []answer.Costed{{Title: a.chosen.Title, Left: a.chosen.NotIncluded}}))
	}
	return list
}

// claims are the papers that prove the points of the best score, claim by claim.
func (a *author) claims() Table {
	best := a.played.Best()
	score := answer.ScoreOf(a.Catalogue, a.doc.Name, best.From, best, nil, nil)
	names := a.played.Person(best.From).Profile.Names()
	t := Table{Title: a.Phrase("report.claims-caption", "total", score.Total, "on", best.From), Columns: a.Columns("factor", "#points", "proof")}
	for _, line := range score.Lines {
		section, factor, _ := strings.Cut(line.Factor, ".")
		if line.Points.Points <= 0 || section == "transferability" { // the same papers again
			continue
		}
		name := reason.Capital(a.Catalogue.Term("factor." + line.Factor))
		if section == "spouse" {
			factor, name = section+"-"+factor, a.Labelled(a.Catalogue.Term("part.spouse"), a.Catalogue.Term("factor."+line.Factor))
		}
		t.Row(a.Text(answer.Called(a.Catalogue, names, name)), a.Integer(line.Points.Points), a.Text(answer.Called(a.Catalogue, names, a.Catalogue.Term("claim."+factor))))
	}
	return t
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
	decision := "report.way.decision"
	if a.inCanada() {
		decision = "report.way.decision-inside"
	}
	locked := a.Catalogue.Term("report.way.invitation-when")
	if n := a.played.Person(max(after.Invited, a.played.Start)).Profile.Names(); n.Known() {
		locked = a.Phrase("report.way.age-locked", "name", n.Self)
	}
	for _, row := range [][3]string{
		{a.Catalogue.Term("report.way.invitation"), locked, when(after.Invited)},
		{a.Catalogue.Term("report.way.apply"), a.Phrase("report.way.apply-when", "days", after.ApplyDays), when(due)},
		{a.Catalogue.Term(decision), months, landing},
	} {
		t.Rows = append(t.Rows, Row{Cells: cells(row[:]...)})
	}
	return t
}

// papers is what must be at hand to apply.
func (a *author) papers(after *answer.After) List {
	items := []string{a.Phrase("report.papers.hold", "days", after.ApplyDays), a.Catalogue.Term("report.papers.police"), a.Catalogue.Term(a.medical())}
	if funds := a.fundsAsked(); funds != "" {
		items = append(items, a.Phrase("report.papers.funds", "funds", funds))
	}
	return List{Items: append(items, a.Catalogue.Term("report.papers.decline"))}
}

// fundsAsked is what the Federal Skilled Worker Program asks for in settlement
// funds.
func (a *author) fundsAsked() string {
	for i := range a.eligible.Programs {
		p := &a.eligible.Programs[i]
		for _, r := range slices.Concat(p.Met, p.Missing, p.Unknown) {
			if p.Program == "fsw" && r.Requirement == "funds" {
				return r.Because
			}
		}
	}
	return ""
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
			row.Cells[2].Text, row.Cells[3].Text, row.Cells[4].Text = a.Spread(*f.Each).Text, a.Spread(*f.Cost).Text, a.Catalogue.Term("report.confidence."+f.Confidence)
		}
		t.Rows = append(t.Rows, row)
	}
	sum := func(kind RowKind, term string, r answer.Range) {
		t.Rows = append(t.Rows, Row{Kind: kind, Cells: cells(a.Catalogue.Term(term), "", "", a.Spread(r).Text, "")})
	}
	sum(TotalRow, "report.fees", after.FeesCost)
	sum(PlainRow, "report.renewals", after.Renewals)
	if o := a.doc.Hero(); !o.Stays() {
		sum(PlainRow, "report.option-cost", o.Cost)
	}
	sum(TotalRow, "report.whole", after.Whole)
	return t
}
