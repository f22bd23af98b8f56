package answer

import (
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/reason"
)

// Rules is the instruments that are known on a day: those in force, those
// announced, and those only proposed.
type Rules struct {
	Schema      int          `json:"schema"`
	Today       civil.Day    `json:"today"`
	Rules       string       `json:"rules"`
	Unknown     []string     `json:"unknown"`
	Instruments []Instrument `json:"instruments"`
}

// Instrument is one dated change of the rules, or one that is proposed.
type Instrument struct {
	Instrument string    `json:"instrument"`
	Title      string    `json:"title"`
	State      string    `json:"state"` // in-force, announced or proposed
	InForce    civil.Day `json:"in_force,omitzero"`
	Announced  civil.Day `json:"announced,omitzero"`
	Own        bool      `json:"own,omitempty"` // the user's
	Confidence string    `json:"confidence"`
	Ref        string    `json:"ref"`
	Changes    []string  `json:"changes"`
	Unknown    []string  `json:"unknown"`
	Factors    []string  `json:"factors"` // whose points it sets, or leaves unknown
}

// The states of an instrument on a day.
const (
	inForce   = "in-force"
	announced = "announced"
	proposed  = "proposed"
)

// RulesOf makes the document of a book on a day, of what was known by another
// day. The error is crs.BeforeFirstDay.
func RulesOf(c *reason.Catalogue, book *crs.Book, today, known civil.Day) (*Rules, error) {
	rules, err := book.On(today, known)
	if err != nil {
		return nil, err
	}
	doc := &Rules{Schema: Schema, Today: today, Rules: rules.ID, Unknown: listOf(rules.Unknown), Instruments: []Instrument{}}
	for _, in := range book.Instruments() {
		if in.Announced > known {
			continue
		}
		state := inForce
		if in.InForce > today {
			state = announced
		}
		doc.Instruments = append(doc.Instruments, instrumentOf(c, in, state))
	}
	for _, in := range book.Proposals() {
		if in.Announced <= known {
			doc.Instruments = append(doc.Instruments, instrumentOf(c, in, proposed))
		}
	}
	return doc, nil
}

func instrumentOf(c *reason.Catalogue, in *crs.Instrument, state string) Instrument {
	doc := Instrument{
		Instrument: in.ID, Title: c.Text(in.Title), State: state, InForce: in.InForce, Announced: in.Announced, Own: in.Own,
		Confidence: c.Text(in.Confidence), Ref: c.Cite(reason.Cited(in.Ref)), Changes: listOf(c.Texts(in.Changes)), Unknown: listOf(in.Unknown), Factors: []string{},
	}
	if in.Own {
		doc.Announced = 0 // put in force by hand
	}
	for _, f := range crs.Factors() {
		if in.Sets(f) {
			doc.Factors = append(doc.Factors, string(f))
		}
	}
	return doc
}

// listOf is a list that is written as [] where it is empty.
func listOf(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
