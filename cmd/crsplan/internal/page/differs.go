package page

import (
	"slices"
	"strconv"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim"
	"crsplan/sim/language"
	"crsplan/sim/reason"
)

// Differing is the table of what is not the same in all options: what is done,
// what it takes, and how the person stands on the best day.
func Differing(w Writer, doc *answer.Plan) Table {
	t := Table{Title: w.Catalogue.Term("page.differs"), Columns: []Column{{}}}
	for i := range doc.Options {
		t.Columns = append(t.Columns, Column{Title: doc.Options[i].Title})
	}
	row := func(label string, cell func(o *answer.Option, p *sim.Projection) Cell) {
		cells := []Cell{w.Text(reason.Capital(w.Catalogue.Term(label)))}
		for i := range doc.Options {
			cells = append(cells, cell(&doc.Options[i], doc.Options[i].Played))
		}
		if slices.ContainsFunc(cells[2:], func(c Cell) bool { return c.Text != cells[1].Text }) {
			t.Row(cells...)
		}
	}
	best := func(label string, cell func(s *sim.Standing) Cell) {
		row(label, func(_ *answer.Option, p *sim.Projection) Cell { return cell(p.Best()) })
	}
	term := func(key string) Cell { return w.Text(reason.Capital(w.Catalogue.Term(key))) }
	yes := func(is bool) Cell { return w.Text(reason.Capital(w.Verdict(&is).Text)) }
	months := func(n int) Cell { return w.Text(w.Phrase("page-months", "n", n)) }
	row("page.differs.months", func(o *answer.Option, _ *sim.Projection) Cell { return w.Months(o.Months) })
	row("page.differs.cost", func(o *answer.Option, _ *sim.Projection) Cell { return w.Spread(o.Cost) })
	row("page.differs.works", func(_ *answer.Option, p *sim.Projection) Cell { return w.Share(works(p)) })
	row("page.differs.best", func(o *answer.Option, _ *sim.Projection) Cell { return w.Day(o.Best.On) })
	best("factor.core.age", func(s *sim.Standing) Cell { return w.Integer(s.Candidate.Age) })
	best("factor.core.education", func(s *sim.Standing) Cell { return term("education." + s.Candidate.Education.String()) })
	for _, which := range []language.Official{language.English, language.French} {
		best(string(which.Term()), func(s *sim.Standing) Cell { return w.levels(s.Candidate.Languages[which]) })
	}
	best("page.differs.canadian", func(s *sim.Standing) Cell { return months(s.Candidate.CanadianWork) })
	best("page.differs.foreign", func(s *sim.Standing) Cell { return months(s.Candidate.ForeignWork) })
	best("factor.additional.canadian_study", func(s *sim.Standing) Cell { return term("study." + s.Candidate.CanadianStudy.String()) })
	best("factor.additional.provincial_nomination", func(s *sim.Standing) Cell { return yes(s.Candidate.Nominated) })
	best("factor.additional.job_offer", func(s *sim.Standing) Cell { return yes(s.Candidate.OfferNOC != "") })
	best("factor.transferability.certificate", func(s *sim.Standing) Cell { return yes(s.Candidate.Certificate) })
	best("page.differs.partner", func(s *sim.Standing) Cell { return yes(s.Candidate.WithPartner) })
	return t
}

// works is the chance that every step of an option works.
func works(p *sim.Projection) float64 {
	chance := 1.0
	for i := range p.Steps {
		if p.Steps[i].State != sim.StepSkipped {
			chance *= p.Steps[i].Step.Works()
		}
	}
	return chance
}

// levels are the four levels of a language, in their order.
func (w Writer) levels(l language.Levels) Cell {
	if l == (language.Levels{}) {
		return w.None()
	}
	figures := make([]string, len(l))
	for i, level := range l {
		figures[i] = strconv.Itoa(int(level))
	}
	return w.Text(strings.Join(figures, "·"))
}
