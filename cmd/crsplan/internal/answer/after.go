package answer

import (
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// After is what follows an invitation through an option: the days to apply,
// what the whole family pays, and when they may land. The landing counts from
// the day by which an invitation is as likely as not, or where no chances are
// known, or they are less, from the first day above the last cutoff of a
// stream that is open and holds rounds; null where there is none.
type After struct {
	ApplyDays  int      `json:"apply_days"`
	Adults     int      `json:"adults"`
	Children   int      `json:"children"`
	Fees       []Fee    `json:"fees"`
	FeesCost   Range    `json:"fees_cad"`     // of those whose price is known
	Unknown    []string `json:"unknown"`      // the others
	Renewals   Range    `json:"renewals_cad"` // of tests and assessments, until the application
	Whole      Range    `json:"whole_cost_cad"`
	Processing Range    `json:"processing_months"`
	Ref        string   `json:"ref"`
	// Invited is the day that the landing counts from, and Basis what it is:
	// "half" where an invitation is as likely as not by then, "cutoff" for the
	// first day above the last cutoff, "" where there is none.
	Invited civil.Day `json:"invited"`
	Basis   string    `json:"basis"`
	Because string    `json:"because"`
	Landing *Window   `json:"landing"`
}

// Fee is something to be paid for. Its prices are null where they are not
// known.
type Fee struct {
	Fee     string `json:"fee"`
	Title   string `json:"title"`
	Persons int    `json:"persons"`
	Each    *Range `json:"each_cad"`
	Cost    *Range `json:"cost_cad"`
	// Confidence is "high" for a price from a dated source, "medium" for one
	// recalled or from one secondary source, "low" for a planning assumption.
	Confidence string `json:"confidence"`
	Ref        string `json:"ref"`
}

// Window is a span of days, both included.
type Window struct {
	From civil.Day `json:"from"`
	To   civil.Day `json:"to"`
}

// afterOf makes the document of what follows an invitation through a
// projection, on the first day above a cutoff.
func afterOf(c *reason.Catalogue, p *sim.Projection, lanes []sim.Lane, record *draws.Record) After {
	invited, round, ok := p.FirstAbove(lanes, record)
	if !ok {
		return afterOn(c, p, 0, "", "")
	}
	return afterOn(c, p, invited, "cutoff", c.Phrase("landing-from", "stream", round.Stream.Term(), "cutoff", round.Cutoff, "number", round.Number))
}

// afterOn makes the same for an invitation on a day; zero for none. The whole
// cost is that of the steps, of what is renewed until the application is due,
// and of the fees.
func afterOn(c *reason.Catalogue, p *sim.Projection, invited civil.Day, basis, because string) After {
	family, due := p.End, p.End
	if !invited.IsZero() {
		family, due = invited, invited+sim.ApplyDays
	}
	a := p.After(family)
	doc := After{
		ApplyDays: sim.ApplyDays, Adults: a.Adults, Children: a.Children, Fees: []Fee{}, Unknown: []string{},
		Processing: Range(a.Processing), Ref: c.Cite(reason.Cited(a.Ref)), Invited: invited, Basis: basis, Because: because,
	}
	for _, f := range a.Fees {
		fee := Fee{Fee: f.Key, Title: c.Term("fee." + f.Key), Persons: f.Count, Confidence: f.Confidence, Ref: c.Cite(reason.Cited(f.Ref))}
		if f.Known {
			each, total := Range(f.Each), Range(f.Total)
			fee.Each, fee.Cost = &each, &total
		}
		doc.Fees = append(doc.Fees, fee)
	}
	fees, unknown := a.Cost()
	doc.FeesCost, doc.Unknown = Range(fees), append(doc.Unknown, unknown...)
	if !invited.IsZero() {
		from, to := a.Landing(invited)
		doc.Landing = &Window{from, to}
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
