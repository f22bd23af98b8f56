package answer

import (
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// After is what follows an invitation through an option: the days to apply,
// what the whole family pays, and when they may land. The landing counts from
// the first day on which an invitation is to be looked for; null where none
// is in sight.
type After struct {
	ApplyDays  int       `json:"apply_days"`
	Adults     int       `json:"adults"`
	Children   int       `json:"children"`
	Fees       []Fee     `json:"fees"`
	FeesCost   Range     `json:"fees_cad"`     // of those whose price is known
	Unknown    []string  `json:"unknown"`      // the others
	Renewals   Range     `json:"renewals_cad"` // of tests and assessments, until the application
	Whole      Range     `json:"whole_cost_cad"`
	Processing Range     `json:"processing_months"`
	Ref        string    `json:"ref"`
	Invited    civil.Day `json:"invited_from"`
	Because    string    `json:"because"`
	Landing    *Window   `json:"landing"`
}

// Fee is something to be paid for. Its prices are null where they are not
// known.
type Fee struct {
	Fee     string `json:"fee"`
	Title   string `json:"title"`
	Persons int    `json:"persons"`
	Each    *Range `json:"each_cad"`
	Cost    *Range `json:"cost_cad"`
	Ref     string `json:"ref"`
}

// Window is a span of days, both included.
type Window struct {
	From civil.Day `json:"from"`
	To   civil.Day `json:"to"`
}

// afterOf makes the document of what follows an invitation through a
// projection. The whole cost is that of its steps, of what is renewed until
// the application is due, and of the fees.
func afterOf(c *reason.Catalogue, p *sim.Projection, lanes []sim.Lane, record *draws.Record) After {
	invited, round, ok := p.FirstAbove(lanes, record)
	family := p.End
	if ok {
		family = invited
	}
	a := p.After(family)
	doc := After{
		ApplyDays: sim.ApplyDays, Adults: a.Adults, Children: a.Children, Fees: []Fee{}, Unknown: []string{},
		Processing: Range(a.Processing), Ref: c.Cite(reason.Cited(a.Ref)),
	}
	for _, f := range a.Fees {
		fee := Fee{Fee: f.Key, Title: c.Term("fee." + f.Key), Persons: f.Count, Ref: c.Cite(reason.Cited(f.Ref))}
		if f.Known {
			each, total := Range(f.Each), Range(f.Total)
			fee.Each, fee.Cost = &each, &total
		}
		doc.Fees = append(doc.Fees, fee)
	}
	fees, unknown := a.Cost()
	doc.FeesCost, doc.Unknown = Range(fees), append(doc.Unknown, unknown...)
	due := p.End
	if ok {
		from, to := a.Landing(invited)
		doc.Invited, doc.Landing = invited, &Window{from, to}
		doc.Because = c.Phrase("landing-from", "stream", round.Stream.Term(), "cutoff", round.Cutoff, "number", round.Number)
		due = invited + sim.ApplyDays
	}
	var renewals sim.Range
	for _, e := range p.Events {
		if e.Cost != nil && e.On <= due {
			renewals = renewals.Plus(*e.Cost)
		}
	}
	doc.Renewals = Range(renewals)
	doc.Whole = Range(p.Cost().Plus(renewals).Plus(fees))
	return doc
}
