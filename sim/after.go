package sim

import (
	"crsplan/sim/civil"
	"crsplan/sim/costs"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
	"crsplan/sim/streams"
)

// What follows an invitation: sixty days to apply, the fees and papers of the
// whole family, the processing, and the days on which they may land.

// After is what follows an invitation, as far as it is known on a day.
type After struct {
	Adults, Children int // who come along
	Fees             []Fee
	// Processing is how many months it takes from the application to the
	// decision, and Ref where that stands.
	Processing Range
	Ref        string
}

// Fee is something to be paid for after an invitation.
type Fee struct {
	Key   string // "permanent-residence-adult", "police-certificates", ...
	Count int    // of persons
	Known bool   // whether its price is; an unknown price is not zero
	Each  Range
	Total Range // of all persons, where a family pays less than each would
	// Confidence is how sure the price is, as in package costs, and Ref where
	// it stands; "" where it is not known.
	Confidence, Ref string
}

// The fees whose price is nowhere established: police certificates cost
// something else in every country, and of examinations only that of an adult
// is known.
const (
	policeCertificates = "police-certificates"
	medicalChild       = "medical-child"
)

// After returns what follows an invitation for the family of a projection as
// it stands on a day of it.
func (p *Projection) After(on civil.Day) After {
	adults, children := family(p.profileOn(on))
	a := After{Adults: adults, Children: children}
	takes, _ := timeOf("permanent-residence", p.known)
	a.Processing, a.Ref = Range{takes.Months[0], takes.Months[1], takes.Months[2]}, takes.Ref
	a.add(p.known, "permanent-residence-adult", adults)
	a.add(p.known, "permanent-residence-child", children)
	a.add(p.known, "biometrics", adults+children)
	a.add(p.known, "medical", adults)
	a.add(p.known, medicalChild, children)
	a.add(p.known, policeCertificates, adults)
	return a
}

// family counts who come along: a partner who stays behind, or who is Canadian
// already, belongs to the family and pays no fees.
func family(p *profile.Profile) (adults, children int) {
	children = max(p.Canada.FamilySize, 1) - 1
	if p.Partner != nil {
		children = max(children-1, 0)
	}
	adults = 1
	if p.WithPartner() {
		adults = 2
	}
	return adults, children
}

// add adds a fee for so many persons.
func (a *After) add(on civil.Day, key string, persons int) {
	if persons == 0 {
		return
	}
	fee := Fee{Key: key, Count: persons}
	if price, ok := costs.On(key, on); ok {
		low, likely, high := price.For(persons)
		fee.Known, fee.Confidence, fee.Ref = true, price.Confidence, price.Ref
		fee.Each = Range{float64(price.Low), float64(price.Likely), float64(price.High)}
		fee.Total = Range{float64(low), float64(likely), float64(high)}
	}
	a.Fees = append(a.Fees, fee)
}

// Cost returns what the fees cost in dollars, of those whose price is known,
// and the keys of the others.
func (a *After) Cost() (cost Range, unknown []string) {
	for _, fee := range a.Fees {
		if fee.Known {
			cost = cost.Plus(fee.Total)
		} else {
			unknown = append(unknown, fee.Key)
		}
	}
	return cost, unknown
}

// Landing returns the first and the last day on which the family may land
// after an invitation on a day: who applies at once is decided on first.
func (a *After) Landing(invited civil.Day) (from, to civil.Day) {
	return invited + civil.Day(civil.MonthDays(a.Processing.Low)), invited + ApplyDays + civil.Day(civil.MonthDays(a.Processing.High))
}

// FirstAbove returns the first day of a projection on which its score is above
// the newest cutoff of a federal stream that is open to the person then and
// held a round in the twelve months up to the data date, and that round; false
// where there is none. A cutoff that is only met is not enough, for the
// tie-break decides then.
func (p *Projection) FirstAbove(lanes []Lane, record *draws.Record) (on civil.Day, round draws.Round, ok bool) {
	year := record.DataDate().AddYears(-1)
	for _, l := range lanes {
		last, held := record.Last(l.Stream)
		if l.Verdict != streams.Yes || !held || last.Date <= year {
			continue
		}
		for i := range p.Standings {
			s := &p.Standings[i]
			day := max(s.From, l.From)
			if s.Total > last.Cutoff && day < l.To && (i+1 == len(p.Standings) || day < p.Standings[i+1].From) {
				if !ok || day < on {
					on, round, ok = day, last, true
				}
				break
			}
		}
	}
	return on, round, ok
}
