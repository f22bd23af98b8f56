package answer

import (
	"strings"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// Renewed is a document that an answer of a later day takes to be renewed.
type Renewed struct {
	Document string    `json:"document"`
	Until    civil.Day `json:"until"` // its last day as it is
}

// RenewedBy returns the documents that a projection takes to be renewed by a
// day, each with its last day before.
func RenewedBy(c *reason.Catalogue, proj *sim.Projection, on civil.Day) []Renewed {
	list := []Renewed{}
	seen := map[string]bool{}
	for _, e := range proj.Events {
		document, ok := e.What.Value("document").(reason.Term)
		who, _ := e.What.Value("who").(reason.Term)
		name := c.Phrase("renewed.document", "document", document, "who", who)
		if e.Kind != sim.RenewalEvent || e.On > on || !ok || e.What.Kind() == "event.counts" || seen[name] {
			continue
		}
		seen[name] = true
		list = append(list, Renewed{name, e.On - 1})
	}
	return list
}

// renewedText lists documents with their last days.
func renewedText(c *reason.Catalogue, list []Renewed) string {
	var text strings.Builder
	for i, r := range list {
		if i > 0 {
			text.WriteString("; ")
		}
		text.WriteString(c.Phrase("renewed.until", "document", r.Document, "until", r.Until))
	}
	return text.String()
}

// AddRenewed says which documents a score takes to be renewed, and what it is
// without.
func (s *Score) AddRenewed(c *reason.Catalogue, w *sim.World, p *profile.Profile) error {
	proj, lapsed, err := bothRenewed(w, p, sim.Stay(), s.On, 0)
	if err != nil {
		return err
	}
	if s.Renewed = RenewedBy(c, proj, s.On); len(s.Renewed) == 0 {
		return nil
	}
	total := lapsed.At(s.On).Total
	s.IfNotRenewed = &total
	s.Warnings = append(s.Warnings, Words(c, reason.Warnings{reason.New("renewed", "what", renewedText(c, s.Renewed), "total", total)})...)
	return nil
}

// bothRenewed plays an option with documents renewed, and with none.
func bothRenewed(w *sim.World, p *profile.Profile, option sim.Option, on civil.Day, months int) (renewed, lapsed *sim.Projection, err error) {
	if renewed, err = w.Ahead(p, option, on, months); err != nil {
		return nil, nil, err
	}
	expiring := *w
	expiring.LetExpire = true
	lapsed, err = expiring.Ahead(p, option, on, months)
	return renewed, lapsed, err
}

// AddRenewed says which documents the verdicts take to be renewed, and which
// round types are closed without.
func (doc *Eligible) AddRenewed(c *reason.Catalogue, w *sim.World, p *profile.Profile, option sim.Option) error {
	proj, lapsed, err := bothRenewed(w, p, option, doc.On, 0)
	if err != nil {
		return err
	}
	if doc.Renewed = RenewedBy(c, proj, doc.On); len(doc.Renewed) == 0 {
		return nil
	}
	with, without := proj.Person(doc.On), lapsed.Person(doc.On)
	doc.ClosedIfNotRenewed = []string{}
	var closed reason.Terms
	for _, s := range draws.Streams() {
		if with.Admits(s) == streams.Yes && without.Admits(s) != streams.Yes {
			doc.ClosedIfNotRenewed = append(doc.ClosedIfNotRenewed, string(s))
			closed = append(closed, s.Term())
		}
	}
	said := reason.New("renewed/nothing", "what", renewedText(c, doc.Renewed))
	if closed != nil {
		said = reason.New("renewed/closed", "what", renewedText(c, doc.Renewed), "closed", closed)
	}
	doc.Warnings = append(doc.Warnings, Words(c, reason.Warnings{said})...)
	return nil
}
