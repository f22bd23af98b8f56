package sim

import (
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// watchDays is how far ahead an expiry is worth a warning.
const watchDays = 183

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

// Watch says what is about to run out from a day on: a permit that ends before
// a Canadian year is complete, a window that closes, a document that expires.
func Watch(p *Projection, on civil.Day, lanes []Lane) reason.Warnings {
	var w reason.Warnings
	p.watchPermit(on, &w)
	for _, l := range lanes {
		if l.Stream == draws.CEC && l.Verdict == streams.Yes && l.To <= p.End {
			w.Add(reason.New("watch.cec-closes", "on", l.To, "risk", l.To-ApplyDays))
		}
	}
	for _, d := range p.Validity() {
		if d.Name != "document.permit" && d.Until > on && d.Until <= on+watchDays {
			w.Add(reason.New("watch.expires", "document", d.Name, "who", d.Who, "last", d.Until-1))
		}
	}
	return w
}

// watchPermit compares the end of the permit with the day on which a year of
// Canadian work within three would be complete if the permit lasted. A permit
// that a step replaces in time stops no work.
func (p *Projection) watchPermit(on civil.Day, w *reason.Warnings) {
	of := p.profileOn(on)
	permit := of.Canada.Permit
	if !permit.Holds(on + p.shift) {
		return
	}
	ends := permit.Expires - p.shift // the last day of work
	stops := func(e Event) bool { return e.Kind == PermitEvent && e.On == ends+1 }
	if ends < p.End && !slices.ContainsFunc(p.Events, stops) {
		return
	}
	person := p.Person(on)
	for day := on; day <= on+3*366; day++ {
		person.Day, person.Law = day+p.shift, day
		if canadianYear(&person) {
			if day-1 > ends {
				w.Add(reason.New("watch.permit-early", "days", int(day-1-ends), "ends", ends, "complete", day))
			}
			return
		}
	}
}

// canadianYear says whether a year of Canadian work stands within the three
// years that the Canadian Experience Class looks back.
func canadianYear(p *streams.Person) bool {
	const window, months = 3, 12
	return profile.Months(p.Profile.Self.Work, p.Day.YearsBefore(window), p.Day, func(j *profile.Job) bool {
		return j.CountsInCanada(p.Law)
	}) >= months
}
