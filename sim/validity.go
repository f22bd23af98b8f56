package sim

import (
	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// Document is something of a person's that holds until a day.
type Document struct {
	Name  reason.Term
	Who   reason.Term
	Until civil.Day // of the world: the first day on which it no longer holds
}

// Validity returns the documents of a projection's person and until when they
// hold as they are on the first day, the permit last.
func (p *Projection) Validity() []Document {
	of := p.versions[0].profile
	var list []Document
	for _, d := range documents(nil, of) {
		if d.expires-p.shift > p.Start {
			list = append(list, Document{d.name, d.who, d.expires - p.shift})
		}
	}
	if permit := of.Canada.Permit; permit.Holds(p.Start + p.shift) {
		list = append(list, Document{"document.permit", "who.self", permit.Expires + 1 - p.shift})
	}
	return list
}
