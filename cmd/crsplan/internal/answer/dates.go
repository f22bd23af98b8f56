package answer

import (
	"slices"

	"fmt"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// Date is a day to keep in mind in an option: see [sim.Date].
type Date struct {
	On     civil.Day `json:"on"`
	Kind   string    `json:"kind"` // work-year opens closes birthday window test assessment profile permit extend step-begins step-done
	What   string    `json:"what"`
	Points int       `json:"points"` // that the score moves by
	Cost   *Range    `json:"cost_cad"`
	Ref    string    `json:"ref,omitempty"` // where the time that something takes stands

	// Key says of which thing it is the date, without its day: the key stays
	// when a day moves. Several dates of one thing are in order.
	Key string `json:"-"`
}

// datesOf puts dates into words.
func datesOf(c *reason.Catalogue, p *sim.Projection, dates []sim.Date) []Date {
	list := []Date{}
	for _, d := range dates {
		list = append(list, Date{d.On, string(d.Kind), dateText(c, p, &d), d.Points, (*Range)(d.Cost), c.CiteRef(d.What), d.Key})
	}
	return list
}

// dateText says of whom of a couple a date is.
func dateText(c *reason.Catalogue, p *sim.Projection, d *sim.Date) string {
	n := namesOn(p, d.On)
	switch {
	case d.Kind == sim.BirthdayDate && n.Known():
		return c.Phrase("date.birthday/named", "name", n.Self, "age", d.What.Value("age"))
	case d.Kind == sim.BeginsDate || d.Kind == sim.DoneDate:
		i := slices.IndexFunc(p.Steps, func(r sim.StepRun) bool { return r.Scenario.Name+"/"+r.Step.Name == d.Key })
		return c.Phrase(d.What.Code, "step", StepTitle(c, p, &p.Steps[i]))
	}
	return toldTo(c, n, c.Say(d.What))
}

// Line is what a date is, with the points that the score moves by.
func (d *Date) Line(c *reason.Catalogue) string {
	if d.Points == 0 {
		return d.What
	}
	return c.Phrase("date.points", "what", d.What, "count", d.Points, "points", fmt.Sprintf("%+d", d.Points))
}

// watchDays is how far ahead the end of a document is worth a warning, in days.
const watchDays = 183

// watch are the dates from a day on that a person should act before: documents
// that end soon, and permits and round types at whatever day they do.
func watch(c *reason.Catalogue, dates []sim.Date, on civil.Day) []Warning {
	list := []Warning{}
	for i := range dates {
		d := &dates[i]
		switch d.Kind {
		case sim.TestDate, sim.AssessmentDate, sim.ProfileDate:
			if d.On >= on+watchDays {
				continue
			}
		case sim.PermitDate, sim.ExtendDate, sim.ClosesDate:
		default:
			continue
		}
		if d.On >= on {
			list = append(list, warningOf(c, d))
		}
	}
	return list
}

// warningOf says a date by itself.
func warningOf(c *reason.Catalogue, d *sim.Date) Warning {
	return Warning{d.What.Kind(), c.Phrase("date.watch", "day", d.On, "what", c.Say(d.What))}
}

// TakesTime reports whether a date takes time to prepare for: the end of a document
// or a permit, or the last day for something.
func (d *Date) TakesTime() bool {
	return slices.Contains([]sim.DateKind{sim.ExtendDate, sim.PermitDate, sim.ClosesDate, sim.TestDate, sim.AssessmentDate, sim.ProfileDate}, sim.DateKind(d.Kind))
}

// Hero returns the option that charts are about: the recommended one, the one to
// choose if what is missing is met, or staying.
func (doc *Plan) Hero() *Option {
	if doc.Recommended.By == "missing" {
		if o := doc.Option(doc.Recommended.IfMet); o != nil {
			return o
		}
	}
	return &doc.Options[doc.Watched()]
}

// Watched returns the place of the option whose dates matter: the recommended
// one, or staying where none is.
func (doc *Plan) Watched() int {
	stay := 0
	for i := range doc.Options {
		if doc.Options[i].Option == doc.Recommended.Option {
			return i
		}
		if doc.Options[i].Stays() {
			stay = i
		}
	}
	return stay
}
