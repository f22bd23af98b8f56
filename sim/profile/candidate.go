package profile

import (
	"crsplan/sim/civil"
	"crsplan/sim/language"
	"crsplan/sim/noc"
)

// Candidate is a profile as it stands on one day. It holds what the points
// depend on, and nothing of how it came about.
type Candidate struct {
	Age           int  // completed years
	WithPartner   bool // the column of the point tables
	Education     Level
	CanadianStudy Study
	// First is the first official language. Where the profile leaves it open,
	// it is English here until package sim settles it.
	First         language.Official
	FirstDeclared bool
	Languages     [2]language.Levels // by language.Official
	CanadianWork  int                // months
	ForeignWork   int                // months
	Certificate   bool
	Sibling       bool
	Nominated     bool
	Offer         OfferKind
	OfferNOC      string // "" without an offer
	// Unexplained is what the official score differs by from the known factors,
	// in points, while the high-wage factor has none.
	Unexplained int
	// Occupations are the Canadian occupations with their months, in the
	// order of the profile.
	Occupations []Occupation
	Partner     PartnerOnDay
}

// PartnerOnDay is the partner as the points see them.
type PartnerOnDay struct {
	Education    Level
	First        language.Official
	Declared     bool
	Languages    [2]language.Levels
	CanadianWork int // months
}

// Occupation is Canadian work in one NOC unit group.
type Occupation struct {
	NOC    string
	Months int
}

// OfferKind is how the points see a job offer.
type OfferKind int

// The kinds of job offers.
const (
	NoOffer            OfferKind = iota
	UnqualifyingOffer            // earns nothing under any rules
	SkilledOffer                 // TEER 0 to 3 with an LMIA
	SeniorManagerOffer           // major group 00 with an LMIA
	ExemptSkilledOffer           // as the two above, but exempt from the LMIA
	ExemptSeniorManagerOffer
)

// FirstLanguage returns the levels in the first official language.
func (c *Candidate) FirstLanguage() language.Levels { return c.Languages[c.First] }

// SecondLanguage returns the levels in the second official language.
func (c *Candidate) SecondLanguage() language.Levels { return c.Languages[c.First.Other()] }

// Language returns the levels of the partner that count.
func (p *PartnerOnDay) Language() language.Levels { return p.Languages[p.First] }

// On returns the candidate on a day of the person's own calendar, under the
// law of another day; the two are the same unless the person is set down
// elsewhere in time.
func (p *Profile) On(day, law civil.Day) Candidate {
	c := Candidate{
		Age:           p.Self.Birth.Years(day),
		WithPartner:   p.WithPartner(),
		Education:     p.Self.Counted(day),
		CanadianStudy: p.Self.StudyInCanada(),
		First:         p.Self.Languages.First,
		FirstDeclared: p.Self.Languages.FirstDeclared,
		Languages:     p.Self.Languages.counted(day),
		CanadianWork:  p.Self.CanadianMonths(day, law),
		ForeignWork:   p.Self.ForeignMonths(day, law),
		Certificate:   p.Canada.Certificate,
		Nominated:     p.Canada.Nominated(),
		Sibling:       p.Canada.Sibling || p.WithPartner() && p.Partner.Sibling,
	}
	c.Offer, c.OfferNOC = p.Canada.Offer.kind(law)
	c.Occupations = p.Self.occupations(day, law)
	if c.WithPartner {
		c.Partner = PartnerOnDay{
			Education:    p.Partner.Counted(day),
			First:        p.Partner.Languages.First,
			Declared:     p.Partner.Languages.FirstDeclared,
			Languages:    p.Partner.Languages.counted(day),
			CanadianWork: p.Partner.CanadianMonths(day, law),
		}
	}
	return c
}

func (l *Languages) counted(on civil.Day) [2]language.Levels {
	return [2]language.Levels{l.Results[0].Counted(on), l.Results[1].Counted(on)}
}

func (o *Offer) kind(law civil.Day) (OfferKind, string) {
	switch {
	case o == nil:
		return NoOffer, ""
	case !o.LMIA && !o.LMIAExempt, !o.FullTime, o.Months < OfferMonths, !noc.Skilled(o.NOC, law):
		return UnqualifyingOffer, o.NOC
	case noc.SeniorManager(o.NOC) && o.LMIA:
		return SeniorManagerOffer, o.NOC
	case noc.SeniorManager(o.NOC):
		return ExemptSeniorManagerOffer, o.NOC
	case o.LMIA:
		return SkilledOffer, o.NOC
	}
	return ExemptSkilledOffer, o.NOC
}

// occupations lists the Canadian occupations in which any whole month counts.
func (p *Person) occupations(on, law civil.Day) []Occupation {
	var list []Occupation
next:
	for i := range p.Work {
		code := p.Work[i].NOC
		if !p.Work[i].CountsInCanada(law) {
			continue
		}
		for _, o := range list {
			if o.NOC == code {
				continue next
			}
		}
		if months := p.OccupationMonths(code, on, law); months > 0 {
			list = append(list, Occupation{code, months})
		}
	}
	return list
}
