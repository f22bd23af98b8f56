package answer

import (
	"cmp"
	"slices"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// Deadline is a day to keep in mind in an option: the last day on which a
// document holds or something is still safe, a birthday that costs points, a
// step that begins or should be done.
type Deadline struct {
	On     civil.Day `json:"on"`
	Kind   string    `json:"kind"` // test assessment profile permit window birthday step-begins step-done
	What   string    `json:"what"`
	Points int       `json:"points"` // that the score moves by
	Cost   *Range    `json:"cost_cad"`

	// Key says of which thing it is the deadline, without its day: the key
	// stays when a day moves. Several deadlines of one thing are in order.
	Key string `json:"-"`
}

// deadlinesOf lists the deadlines of a projection, whose steps are given as
// documents too, in the order of their days.
func deadlinesOf(c *reason.Catalogue, p *sim.Projection, steps []Step, lanes []sim.Lane) []Deadline {
	list := []Deadline{}
	for i := range p.Events {
		if d, ok := eventDeadline(c, &p.Events[i]); ok {
			list = append(list, d)
		}
	}
	for _, l := range lanes {
		if l.Stream == draws.CEC && l.Verdict == streams.Yes && l.To <= p.End {
			list = append(list, Deadline{On: l.To - sim.ApplyDays, Kind: "window", Key: "cec", What: c.Phrase("deadline.cec", "closes", l.To)})
		}
	}
	points := stepPoints(p)
	for i := range p.Steps {
		s := &p.Steps[i]
		if s.State != sim.StepDone && s.State != sim.StepRunning {
			continue
		}
		key, title := s.Scenario.Name+"/"+s.Step.Name, steps[i].Title
		list = append(list, Deadline{On: s.From, Kind: "step-begins", Key: key, What: c.Phrase("deadline.step-begins", "step", title)})
		if s.State == sim.StepDone {
			list = append(list, Deadline{On: s.To, Kind: "step-done", Key: key, What: c.Phrase("deadline.step-done", "step", title), Points: points[doneOn{s.To, s.Scenario.Name, s.Step.Name}]})
		}
	}
	slices.SortStableFunc(list, func(a, b Deadline) int { return cmp.Compare(a.On, b.On) })
	return list
}

// documentKinds are the kinds of deadlines of what expires.
var documentKinds = map[reason.Term]string{
	"document.english-test": "test", "document.french-test": "test", "document.assessment": "assessment", "document.profile": "profile",
}

// eventDeadline makes the deadline that an event is, if it is one.
func eventDeadline(c *reason.Catalogue, e *sim.Event) (Deadline, bool) {
	d := Deadline{On: e.On, Points: e.Delta, Cost: (*Range)(e.Cost)}
	document, _ := e.What.Value("document").(reason.Term)
	who, _ := e.What.Value("who").(reason.Term)
	switch e.Kind {
	case sim.BirthdayEvent:
		if e.Delta >= 0 {
			return d, false
		}
		d.Kind, d.Key = "birthday", "birthday"
		d.What = c.Phrase("deadline.birthday", "age", e.What.Value("age"), "points", -e.Delta)
	case sim.RenewalEvent, sim.ExpiryEvent, sim.ProfileEvent:
		switch e.What.Kind() {
		case "event.counts": // it comes, and does not go
			return d, false
		case "event.profile-lapsed":
			document, who = "document.profile", "who.self"
		}
		d.On = e.On - 1
		d.Kind, d.Key = documentKinds[document], string(document+" "+who)
		d.What = c.Phrase("deadline.document", "document", document, "who", who)
	case sim.PermitEvent:
		d.On = e.On - 1
		d.Kind, d.Key, d.What = "permit", "permit", c.Phrase("deadline.permit")
	case sim.WindowEvent:
		if e.Delta >= 0 {
			return d, false
		}
		d.On = e.On - 1
		d.Kind, d.Key, d.What = "window", e.What.Code, c.Phrase("deadline.window", "what", c.Say(e.What))
	default:
		return d, false
	}
	return d, true
}

// doneOn is a step, as an event names it, and the day on which it was done.
type doneOn struct {
	on             civil.Day
	scenario, step string
}

// stepPoints is what the score moved by when steps were done.
func stepPoints(p *sim.Projection) map[doneOn]int {
	points := map[doneOn]int{}
	for i := range p.Events {
		if e := &p.Events[i]; e.Kind == sim.StepEvent {
			points[doneOn{e.On, e.Scenario, e.Step}] += e.Delta
		}
	}
	return points
}
