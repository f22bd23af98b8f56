package sim

import (
	"slices"
	"sort"

	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// Projection is one option played forward. Its days are the world's: where a
// person was set down, they are moved already.
type Projection struct {
	Option     Option
	Start, End civil.Day // the first and the last day
	// Standings is where the person stands on each day on which that changes,
	// the first on Start.
	Standings []Standing
	Events    []Event
	Steps     []StepRun
	Warnings  reason.Warnings

	// Names are what the two of a couple are called before any step is taken.
	Names    profile.Names
	versions []version // of the profile, the first from Start
	shift    civil.Day // by which the person's calendar is ahead of the world's
	known    civil.Day
	// nominated says that the person holds a nomination before the first step.
	nominated bool
	// unsure are Ontario's draws that would have released a step that waits if
	// what is not known were met.
	unsure []draws.Band
}

// Standing is a candidate on a day, scored.
type Standing struct {
	From      civil.Day
	Candidate profile.Candidate // with the first language settled
	Rules     *crs.Ruleset
	Total     int // of the known part
}

// Complete says whether the score rests on established values alone.
func (s *Standing) Complete() bool { return s.Rules.Complete(&s.Candidate) }

// At returns the standing that holds on a day, from Start on.
func (p *Projection) At(day civil.Day) *Standing {
	after := sort.Search(len(p.Standings), func(i int) bool { return p.Standings[i].From > day })
	return &p.Standings[max(0, after-1)]
}

// Best returns the standing with the highest score, the earliest of equals.
func (p *Projection) Best() *Standing {
	best := &p.Standings[0]
	for i := range p.Standings {
		if p.Standings[i].Total > best.Total {
			best = &p.Standings[i]
		}
	}
	return best
}

// Months returns how long the steps take in all, from the start to the day the
// last of them is or would be done, in months of 30.4375 days.
func (p *Projection) Months() float64 {
	last := p.Start
	for i := range p.Steps {
		if s := p.Steps[i].State; s == StepDone || s == StepRunning {
			last = max(last, p.Steps[i].To)
		}
	}
	return float64(last-p.Start) / civil.DaysPerMonth
}

// Cost returns what the steps cost in dollars, of those that are taken.
func (p *Projection) Cost() Range {
	var cost Range
	for i := range p.Steps {
		if s := &p.Steps[i]; s.State == StepDone || s.State == StepRunning || s.State == StepFailed {
			cost = cost.Plus(s.Step.Cost)
		}
	}
	return cost
}

// NotPossible says why an option cannot be taken, on the likely course of its
// steps: one lacks what it requires, or contradicts what the person has or
// does, or waits for draws that are held no more; nothing where it can be taken.
func (p *Projection) NotPossible() reason.Reason {
	if why := p.Blocked(); !why.IsZero() {
		return why
	}
	for i := range p.Steps {
		s := &p.Steps[i]
		if closed, ok := draws.ClosedOn(s.Step.WaitsFor); ok && s.State == StepWaiting && closed <= min(p.Start, p.known) {
			return reason.New("waits-closed", "stream", s.Step.WaitsFor.Term(), "on", closed)
		}
	}
	return reason.Reason{}
}

// Blocked says why a step of the option is not taken, of the first such; nothing
// where there is none.
func (p *Projection) Blocked() reason.Reason {
	for i := range p.Steps {
		if p.Steps[i].State == StepBlocked {
			return p.Steps[i].Why
		}
	}
	return reason.Reason{}
}

// Moves says whether a step takes somebody to Canada who lives elsewhere.
func (p *Projection) Moves() bool {
	return slices.ContainsFunc(p.Steps, func(s StepRun) bool { return s.Moves })
}

// Event is why something moved.
type Event struct {
	On    civil.Day
	Kind  EventKind
	What  reason.Reason
	Delta int // points that the score changed by
	// Cost is what a renewal costs in dollars; nil where that is not known. It
	// is not part of the option's cost, for staying has it too.
	Cost *Range
	// Scenario and Step name the step of a StepEvent.
	Scenario, Step string
}

// EventKind is the kind of an event.
type EventKind string

// The kinds of events.
const (
	BirthdayEvent   EventKind = "birthday"
	WorkYearEvent   EventKind = "work-year"
	ExpiryEvent     EventKind = "expiry"
	RenewalEvent    EventKind = "renewal"
	StepEvent       EventKind = "step"
	RuleEvent       EventKind = "rule"
	WindowEvent     EventKind = "window"
	PermitEvent     EventKind = "permit"
	ProfileEvent    EventKind = "profile"
	LanguageEvent   EventKind = "language"
	NotifiedEvent   EventKind = "noi"
	NominationEvent EventKind = "nomination"
	OfficialEvent   EventKind = "official-score"
)

// StepRun is how a step of an option went.
type StepRun struct {
	Scenario *Scenario
	Step     *Step
	State    StepState
	From, To civil.Day     // the day it starts and the day it is, or would be, done; zero where it never starts
	Why      reason.Reason // of a step that was not taken
	Note     reason.Reason // of one that was: why its work does not count, or no longer
	// Moves says that it takes somebody to Canada who lives elsewhere: what moving
	// and living there cost is in no step's cost.
	Moves bool
}

// Title returns what to call the step: by its title, or the scenario's.
func (r *StepRun) Title() reason.Text { return r.Scenario.titleOf(r.Step) }

// StepState is how far a step came.
type StepState string

// The states of a step.
const (
	StepDone       StepState = "done"
	StepRunning    StepState = "running"     // not done by the end of the horizon
	StepSkipped    StepState = "skipped"     // would change nothing for this person
	StepWaiting    StepState = "waiting"     // waits for a draw
	StepBlocked    StepState = "blocked"     // lacks what it requires, or conflicts
	StepFailed     StepState = "failed"      // took its time and its money, and did not work
	StepNotReached StepState = "not-reached" // what it comes after is not done
)
