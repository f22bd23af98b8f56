package sim

import (
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// run is a step on its way.
type run struct {
	scenario *Scenario
	step     *Step
	after    []int // indices of the runs of its scenario that must be finished first
	follows  []int // those of the scenarios before it in its lane, which must be over first
	course   Course
	state    StepState
	from, to civil.Day     // in the person's calendar
	swaps    int           // how often the two had changed places when it began
	why      reason.Reason // of a step that is not taken
	note     reason.Reason // of one that is: why its work does not count
	released bool          // by a draw that it waited for
	moves    bool          // it takes somebody to Canada who lives elsewhere
	paused   []profile.Job // to resume when the step is done
}

func (r *run) finished() bool { return r.state == StepDone || r.state == StepSkipped }

// over says whether nothing more comes of a step: what comes next in time need
// not wait for it, though what builds on it may never be reached.
func (r *run) over() bool {
	return r.finished() || r.state == StepFailed || r.state == StepNotReached
}

// runsOf lines up the steps of an option, each with its course. Scenarios of
// one lane follow one another; within one, steps wait for those they name.
func runsOf(o Option, courses []Course) []run {
	var runs []run
	before := map[int][]int{} // the runs of the scenarios before, by lane
	for n, s := range o.Scenarios {
		first, lane := len(runs), o.Lane(n)
		named := map[string][]int{}
		for i := range s.Steps {
			named[s.Steps[i].Name] = append(named[s.Steps[i].Name], first+i)
		}
		for i := range s.Steps {
			r := run{scenario: s, step: &s.Steps[i], course: courses[len(runs)]}
			for _, name := range s.Steps[i].After {
				r.after = append(r.after, named[name]...)
			}
			r.follows = before[lane]
			runs = append(runs, r)
		}
		for i := first; i < len(runs); i++ {
			before[lane] = append(before[lane], i)
		}
	}
	return runs
}

// moveSteps ends the steps that are done on a day and starts those that may,
// until nothing moves: a step of no months is done on the day it starts. What
// ends comes first, so that what starts finds the person as they are then,
// whichever stands first in the option.
func (pl *player) moveSteps(day civil.Day) {
	for moved := true; moved; {
		moved = false
		for i := range pl.runs {
			if r := &pl.runs[i]; r.state == StepRunning && r.to <= day {
				if r.course.Works {
					pl.endStep(r, day)
				} else {
					pl.failStep(i, day)
				}
				moved = true
			}
		}
		for i := range pl.runs {
			if r := &pl.runs[i]; r.state == "" && pl.ready(r, day) {
				pl.startStep(r, day)
				moved = true
			}
		}
	}
}

func (pl *player) ready(r *run, day civil.Day) bool {
	if r.step.StartsOn > day || pl.swapping(r) {
		return false
	}
	if slices.ContainsFunc(r.follows, func(i int) bool { return !pl.runs[i].over() }) {
		return false
	}
	return !slices.ContainsFunc(r.after, func(i int) bool { return !pl.runs[i].finished() })
}

// swapping says whether a step has to wait for another because one of the two
// makes the partner the applicant: nothing may be under way across it, for each
// step is taken by whoever is the applicant, or the partner, when it begins.
func (pl *player) swapping(r *run) bool {
	return pl.running > 0 && r.step.Then.SwapPrincipal || pl.runningSwaps > 0
}

// count keeps count of the steps that are under way: one more, or one less.
func (pl *player) count(r *run, more int) {
	pl.running += more
	if r.step.Then.SwapPrincipal {
		pl.runningSwaps += more
	}
}

// startStep starts one step, or says why it is not taken.
func (pl *player) startStep(r *run, day civil.Day) {
	step := r.step
	title := r.title()
	if lacks, ok := pl.lacks(r, day); !ok {
		r.state, r.why = StepBlocked, lacks
		return
	}
	if r.why = pl.contradicts(r, day); !r.why.IsZero() {
		r.state = StepBlocked
		return
	}
	if step.WaitsFor != "" && !r.released {
		r.state, r.why = StepWaiting, reason.New("step-waits", "step", title, "stream", step.WaitsFor.Term())
		return
	}
	if step.During.Nothing() && !step.Then.Nothing() && !pl.changes(r, day) {
		r.state, r.why = StepSkipped, reason.New("step-changes-nothing", "step", title)
		return
	}
	if r.why = pl.during(r, day); !r.why.IsZero() {
		r.state = StepBlocked
		return
	}
	r.state, r.from, r.to, r.swaps = StepRunning, day, day+r.course.Days, pl.swaps
	pl.count(r, 1)
	if r.to > day {
		pl.stepEvent(r, day, "event.step-started")
	}
}

// changes says whether a step that begins on a day would change anything. A
// permit is held against the day on which it would be given: the next one of a
// chain begins when the one before it ends.
func (pl *player) changes(r *run, day civil.Day) bool {
	then := r.step.Then.under(pl.law(day + r.course.Days))
	permit := Change{Permit: then.Permit}
	return then.Apply(pl.p.Clone(), r.step.Who, day) || permit.Apply(pl.p.Clone(), r.step.Who, day+r.course.Days)
}

// endStep ends one step and makes its changes.
func (pl *player) endStep(r *run, day civil.Day) {
	r.state = StepDone
	pl.count(r, -1)
	then, partner := r.step.Then.under(pl.law(day)), pl.p.Partner
	changed := then.Apply(pl.p, r.step.Who, day)
	if then.SwapPrincipal && pl.p.Partner != partner {
		pl.offPermit = nil // the permit was another person's
		pl.swaps++
	}
	pl.hired(r, r.step.Who, len(then.Self.Jobs), day)
	pl.hired(r, ThePartner, len(then.Partner.Jobs), day)
	if !changed && !then.Nothing() {
		pl.proj.Warnings.Add(reason.New("step-changes-nothing", "step", r.title()))
	}
	pl.resume(r, day)
	nominated := pl.stand.Candidate.Nominated
	e := pl.stepEvent(r, day, "event.step-done")
	if !nominated && pl.stand.Candidate.Nominated {
		e.Kind = NominationEvent
	}
}

// failStep ends a step that did not work: its time and its money are gone,
// nothing has changed, and what builds on it is never reached.
func (pl *player) failStep(failed int, day civil.Day) {
	r := &pl.runs[failed]
	r.state, r.why = StepFailed, reason.New("step-failed", "step", r.title())
	pl.count(r, -1)
	pl.resume(r, day)
	pl.stepEvent(r, day, "event.step-failed")
	lost := []int{failed}
	for len(lost) > 0 {
		for i := range pl.runs {
			if next := &pl.runs[i]; next.state == "" && slices.Contains(next.after, lost[0]) {
				next.state = StepNotReached
				lost = append(lost, i)
			}
		}
		lost = lost[1:]
	}
}

func (r *run) title() reason.Text { return r.scenario.titleOf(r.step) }

// stepEvent takes the candidate anew and notes what that moved.
func (pl *player) stepEvent(r *run, day civil.Day, code string) *Event {
	pl.retake(day)
	e := pl.event(day, StepEvent, reason.New(code, "step", r.title()))
	e.Scenario, e.Step = r.scenario.Name, r.step.Name
	return e
}

// lacks says what a step requires and this person does not have.
func (pl *player) lacks(r *run, day civil.Day) (reason.Reason, bool) {
	has := func(name string) bool {
		if fact, ok := Facts[name]; ok {
			return fact(pl.p, day)
		}
		return slices.ContainsFunc(pl.proj.Option.Scenarios, func(s *Scenario) bool { return s.Name == name })
	}
	if r.step.Who == ThePartner && pl.p.Partner == nil {
		return reason.New("step-requires", "what", factTerm("partner")), false
	}
	requires, conflicts := r.step.Requires, r.step.Conflicts
	if !pl.begun(r.scenario) {
		requires = slices.Concat(r.scenario.Requires, requires)
		conflicts = slices.Concat(r.scenario.Conflicts, conflicts)
	}
	for _, name := range requires {
		if !has(name) {
			return reason.New("step-requires", "what", factTerm(name)), false
		}
	}
	for _, name := range conflicts {
		if has(name) {
			if _, ok := Facts[name]; ok {
				return reason.New("step-conflicts", "what", factTerm(name)), false
			}
			return reason.New("step-conflicts/move", "what", name), false
		}
	}
	return reason.Reason{}, true
}

// begun says whether a step of a scenario was taken already: what a scenario
// asks for is asked once, for its own steps change the answer.
func (pl *player) begun(s *Scenario) bool {
	return slices.ContainsFunc(pl.runs, func(r run) bool { return r.scenario == s && !r.from.IsZero() })
}

func factTerm(name string) any {
	if _, ok := Facts[name]; ok {
		return reason.Term("fact." + name)
	}
	return name
}

// taker returns whoever takes a step, nil for a partner that there is not.
func (pl *player) taker(who Who) *profile.Person {
	if who == Principal {
		return &pl.p.Self
	}
	if pl.p.Partner == nil {
		return nil
	}
	return &pl.p.Partner.Person
}

// during begins what a step changes while it runs, or says why it cannot.
func (pl *player) during(r *run, day civil.Day) reason.Reason {
	d := r.step.During
	if d.Nothing() {
		return reason.Reason{}
	}
	who := pl.taker(r.step.Who)
	if who == nil {
		return reason.New("step-requires", "what", factTerm("partner"))
	}
	code := ""
	if d.works() {
		if code = pl.occupation(r.step, who, day); code == "" {
			return reason.New("step-no-occupation")
		}
	}
	r.moves = pl.moves(d, who, day)
	switch {
	case d.Study != NoStudy:
		pl.endJobs(r, who, day, anyJob)
		pl.setStatus(r, profile.StudentStatus, d.Study == StudyInCanada)
	case d.pauses():
		r.paused = stopJobs(who, day, anyJob)
	default:
		// Nobody works in Canada and abroad at once.
		pl.endJobs(r, who, day, func(j *profile.Job) bool { return j.InCanada() != (d.Work == WorkInCanada) })
		pl.setStatus(r, profile.Worker, d.Work == WorkInCanada)
	}
	if d.works() {
		pl.work(r, who, code, day)
	}
	return reason.Reason{}
}

// occupation returns that of the work during a step, "" where none is known.
func (pl *player) occupation(step *Step, who *profile.Person, day civil.Day) string {
	switch {
	case step.During.NOC != "":
		return step.During.NOC
	case step.Who == Principal:
		return pl.p.PrimaryNOC(day)
	}
	return who.MainNOC(day)
}

// moves says whether work or study in Canada takes somebody there who neither is
// there, as declared, nor works there.
func (pl *player) moves(d During, who *profile.Person, day civil.Day) bool {
	if d.Work != WorkInCanada && d.Study != StudyInCanada || pl.p.Canada.Status != profile.Outside {
		return false
	}
	return !slices.ContainsFunc(who.Work, func(j profile.Job) bool { return j.InCanada() && j.From <= day && j.End() > day })
}

func (pl *player) setStatus(r *run, status profile.Status, inCanada bool) {
	if r.step.Who != Principal {
		return
	}
	if !inCanada {
		status = profile.Outside
	}
	pl.p.Canada.Status = status
}
