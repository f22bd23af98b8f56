package page

import (
	"math"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/profile"
)

// glance is the first page: what a reader should take away who reads no more.
func (a *author) glance() Section {
	s := Section{Key: "glance", Title: a.Catalogue.Term("report.section.glance")}
	figures := Figures{{Label: a.Catalogue.Term("report.figure.score"), Value: a.Score(a.score.Total, a.score.Complete).Text, Note: a.completeness()}}
	s.Blocks = append(s.Blocks, append(figures, a.prospect()...), a.verdict())
	if a.doc.Advice != nil {
		for _, b := range Trust(a.Writer, a.doc) {
			s.Blocks = append(s.Blocks, b)
		}
	}
	if list := a.firstSteps(); len(list.Items) > 0 {
		s.Blocks = append(s.Blocks, a.Name("report.heading.first"), list)
	}
	s.Blocks = append(s.Blocks, a.Name("report.heading.dates"), Dates(Writer{Catalogue: a.Catalogue}, a.otherDates()), a.Note("report.dates-note"))
	return s
}

// verdict says what is recommended, with its chance: as the first screen does.
func (a *author) verdict() Callout {
	if a.doc.Advice == nil {
		return a.verdictOn("report.recommended")
	}
	said := WhatToDo(a.Writer, a.doc)
	if a.chosen != nil && a.unlikely() {
		said.Text, said.Alert = said.Text+" "+a.Catalogue.Term("report.unlikely"), true
	}
	return said
}

// unlikely reports whether even the recommended option hardly leads to an
// invitation.
func (a *author) unlikely() bool {
	n := len(a.chosen.Chance)
	return n > 0 && a.chosen.Chance[n-1].P.Known && a.chosen.Chance[n-1].P.P < likelyEnough
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
	list = append(list, Figure{Label: a.Catalogue.Term("report.figure.cost"), Value: a.roughly(o.After.Whole.Likely), Note: a.Phrase("report.figure.range", "low", a.roughly(o.After.Whole.Low), "high", a.roughly(o.After.Whole.High))})
	if l := o.After.Landing; l != nil {
		label := "report.figure.landing"
		if a.inCanada() {
			label = "report.figure.decision"
		}
		list = append(list, Figure{Label: a.Catalogue.Term(label), Value: a.monthSpan(l.From, l.To), Note: a.Phrase("report.figure.invited", "day", o.After.Invited)})
	}
	return list
}

// roughly is an amount as one tells it: of five digits, to whole hundreds.
func (a *author) roughly(amount float64) string {
	if amount >= 10_000 {
		amount = math.Round(amount/100) * 100
	}
	return a.Dollars(amount)
}

// inCanada reports whether the person lives in Canada: they do not land, they wait
// for a decision.
func (a *author) inCanada() bool {
	of := a.stay.Person(a.doc.Today).Profile.Canada
	return of.Status != profile.Outside || of.Permit != nil
}
