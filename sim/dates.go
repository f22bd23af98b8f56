package sim

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// Date is a day to keep in mind in a projection: what time alone brings or
// takes away, the last day for something, and the steps.
type Date struct {
	On   civil.Day
	Kind DateKind
	What reason.Reason
	// Points is what the score moves by on the day, or on the next one where On
	// is a last day.
	Points int
	Cost   *Range // of a renewal, in dollars; nil where it is not known

	// Key says of which thing it is the date, without its day: the key stays
	// when a day moves. Several dates of one thing are in order.
	Key string
}

// DateKind is the kind of a date.
type DateKind string

// The kinds of dates. On the day of a test, an assessment, a profile or a
// permit it holds for the last time.
const (
	WorkYearDate   DateKind = "work-year" // a year of work is complete
	OpensDate      DateKind = "opens"     // round types open to the person by time alone
	ClosesDate     DateKind = "closes"    // the last day for an invitation that holds until the application is due
	BirthdayDate   DateKind = "birthday"  // one that costs points
	WindowDate     DateKind = "window"    // work no longer counts, which costs points
	TestDate       DateKind = "test"
	AssessmentDate DateKind = "assessment"
	ProfileDate    DateKind = "profile"
	PermitDate     DateKind = "permit" // one that no other follows
	ExtendDate     DateKind = "extend" // by when to ask for a longer permit, or another
	BeginsDate     DateKind = "step-begins"
	DoneDate       DateKind = "step-done"
)

// documentDates are the kinds of dates of what expires.
var documentDates = map[reason.Term]DateKind{
	testNames[0]: TestDate, testNames[1]: TestDate, "document.assessment": AssessmentDate, profileDocument: ProfileDate,
}

// Dates returns the days to keep in mind from the first day of a projection to
// its last, in their order, where the lanes are those of the round types that
// matter.
func (p *Projection) Dates(lanes []Lane) []Date {
	var list []Date
	for i := range p.Events {
		if d, ok := dateOf(&p.Events[i]); ok {
			list = append(list, d)
		}
	}
	list = append(list, p.turns(lanes)...)
	list = append(list, p.permitDates()...)
	for i := range p.Steps {
		s := &p.Steps[i]
		if s.State != StepDone && s.State != StepRunning {
			continue
		}
		key := s.Scenario.Name + "/" + s.Step.Name
		list = append(list, Date{On: s.From, Kind: BeginsDate, Key: key, What: reason.New("date.step-begins", "step", s.Title())})
		if s.State == StepDone {
			list = append(list, Date{On: s.To, Kind: DoneDate, Key: key, What: reason.New("date.step-done", "step", s.Title()), Points: p.brought(s)})
		}
	}
	slices.SortStableFunc(list, func(a, b Date) int { return cmp.Compare(a.On, b.On) })
	return list
}

// dateOf makes the date that an event is, if it is one.
func dateOf(e *Event) (Date, bool) {
	d := Date{On: e.On, What: e.What, Points: e.Delta, Cost: e.Cost, Key: e.What.Code}
	switch e.Kind {
	case BirthdayEvent:
		d.Kind, d.What = BirthdayDate, reason.New("date.birthday", "age", e.What.Value("age"))
		return d, e.Delta < 0
	case WindowEvent:
		d.Kind = WindowDate
		return d, e.Delta < 0
	case WorkYearEvent: // a Canadian year opens round types too
		d.Kind = WorkYearDate
		return d, e.Delta > 0 || e.What.Code == "event.work-year/canadian"
	case RenewalEvent, ExpiryEvent, ProfileEvent:
		document, who := reason.Term(profileDocument), reason.Term("who.self")
		switch e.What.Kind() {
		case "event.counts": // it comes, and does not go
			return d, false
		case "event.renewed", "event.expired":
			document, _ = e.What.Value("document").(reason.Term)
			who, _ = e.What.Value("who").(reason.Term)
		}
		d.On--
		d.Kind, d.Key, d.What = documentDates[document], string(document+" "+who), reason.New("date.document", "document", document, "who", who)
		return d, true
	}
	return d, false
}

// brought is what the score moved by when a step was done.
func (p *Projection) brought(s *StepRun) (points int) {
	for i := range p.Events {
		if e := &p.Events[i]; e.Kind == StepEvent && e.On == s.To && e.Scenario == s.Scenario.Name && e.Step == s.Step.Name {
			points += e.Delta
		}
	}
	return points
}

// turns are the days on which round types open by time alone, and those until
// which an invitation through round types that close holds until the
// application is due. Round types of one day stand together.
func (p *Projection) turns(lanes []Lane) []Date {
	type turn struct {
		on     civil.Day
		code   string
		closes civil.Day
	}
	var turns []turn
	streamsOf := map[turn]reason.Terms{}
	add := func(t turn, s reason.Term) {
		if streamsOf[t] == nil {
			turns = append(turns, t)
		}
		streamsOf[t] = append(streamsOf[t], s)
	}
	for i, l := range lanes[:max(0, len(lanes)-1)] {
		next := lanes[i+1]
		switch {
		case next.Stream != l.Stream || next.Verdict > l.Verdict && p.stepDone(next.From):
		case next.Verdict > l.Verdict && next.Verdict == streams.NotKnown:
			add(turn{next.From, "date.opens/not-known", 0}, next.Stream.Term())
		case next.Verdict > l.Verdict:
			add(turn{next.From, "date.opens", 0}, next.Stream.Term())
		case next.Because.Code == "streams.profile/lapsed" || l.Verdict != streams.Yes: // an invitation takes the profile out of the pool
		case l.To-ApplyDays >= p.Start:
			add(turn{l.To - ApplyDays, "date.closes", l.To}, l.Stream.Term())
		default:
			add(turn{l.To - 1, "date.closes/late", l.To}, l.Stream.Term())
		}
	}
	var list []Date
	for _, t := range turns {
		named := streamsOf[t]
		d := Date{On: t.on, Kind: OpensDate, What: reason.New(t.code, "streams", named, "count", len(named), "closes", t.closes), Key: fmt.Sprint(named)}
		if t.closes != 0 {
			d.Kind = ClosesDate
		}
		list = append(list, d)
	}
	return list
}

// stepDone says whether a step is done on a day.
func (p *Projection) stepDone(on civil.Day) bool {
	return slices.ContainsFunc(p.Steps, func(s StepRun) bool { return s.State == StepDone && s.To == on })
}

// permitDates are the last days of permits that no other follows before the
// end, and the days by which to ask for a longer one, or another.
func (p *Projection) permitDates() []Date {
	var list []Date
	for _, v := range p.versions {
		permit := v.profile.Canada.Permit
		if permit == nil {
			continue
		}
		ends := permit.Expires - p.shift
		if ends < max(v.from, p.Start) || ends >= p.End || !p.profileOn(ends).Canada.Permit.Holds(ends+p.shift) || p.profileOn(ends+1).Canada.Permit.Holds(ends+1+p.shift) {
			continue
		}
		kind := reason.Term("permit." + permit.Kind.String())
		d := Date{On: ends, Kind: PermitDate, Key: "permit", What: reason.New("date.permit", "permit", kind)}
		if slices.ContainsFunc(list, func(other Date) bool { return other.On == d.On }) {
			continue
		}
		for i := range p.Events {
			if e := &p.Events[i]; e.Kind == PermitEvent && e.On == ends+1 {
				d.Points, d.What = e.Delta, reason.New("date.permit/work", "permit", kind)
			}
		}
		if complete, ok := p.yearAfter(ends); ok {
			d.What = reason.New("date.permit/year", "permit", kind, "days", int(complete-1-ends), "complete", complete)
		}
		list = append(list, p.extendDate(permit.Kind, ends)...)
		list = append(list, d)
	}
	return list
}

// yearAfter returns the day on which a year of Canadian work would be complete
// if a permit lasted, where that is after its last day; false where it is not,
// or never within three years.
func (p *Projection) yearAfter(ends civil.Day) (civil.Day, bool) {
	person := p.Person(ends)
	for day := ends + 1; day <= ends+3*366; day++ {
		person.Day, person.Law = day+p.shift, day
		if person.CanadianYear() {
			return day, day > ends+1
		}
	}
	return 0, false
}

// extendDate is the day by which to ask for a longer permit: the first day where
// it is late for that. There is none where nothing is known of the time that it
// takes. A post-graduation work permit is given once: after it comes another.
func (p *Projection) extendDate(kind profile.PermitKind, ends civil.Day) []Date {
	takes, known := timeOf(kind.String(), p.known)
	if !known {
		return nil
	}
	on := ends - civil.Day(7*takes.Weeks)
	code := "date.extend"
	switch late, other := on < p.Start, kind == profile.PostGraduation; {
	case late && other:
		code = "date.extend-other/late"
	case late:
		code = "date.extend/late"
	case other:
		code = "date.extend-other"
	}
	what := reason.New(code, "permit", reason.Term("permit."+kind.String()), "ends", ends, "weeks", takes.Weeks, "months", reason.Months(math.Round(float64(70*takes.Weeks)/civil.DaysPerMonth)/10))
	return []Date{{On: max(on, p.Start), Kind: ExtendDate, Key: "extend", What: what.At(takes.Ref)}}
}
