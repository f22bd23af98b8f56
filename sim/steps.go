package sim

import (
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/noc"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// run is a step on its way.
type run struct {
	scenario *Scenario
	step     *Step
	after    []int // indices of the runs that must be finished first
	state    StepState
	from, to civil.Day // in the person's calendar
	why      reason.Reason
	paused   []profile.Job // to resume when the step is done
}

func (r *run) finished() bool { return r.state == StepDone || r.state == StepSkipped }

// runsOf lines up the steps of an option. Scenarios follow one another unless
// they are taken together; within one, steps wait for those they name.
func runsOf(o Option) []run {
	var runs []run
	before := 0 // how many runs belong to the scenarios before
	for _, s := range o.Scenarios {
		first := len(runs)
		for i := range s.Steps {
			r := run{scenario: s, step: &s.Steps[i]}
			for j := range s.Steps {
				if slices.Contains(s.Steps[i].After, s.Steps[j].Name) {
					r.after = append(r.after, first+j)
				}
			}
			if !o.Together {
				for j := range before {
					r.after = append(r.after, j)
				}
			}
			runs = append(runs, r)
		}
		before = len(runs)
	}
	return runs
}

// moveSteps ends the steps that are done on a day and starts those that may,
// until nothing moves: a step of no months is done on the day it starts.
func (pl *player) moveSteps(day civil.Day) {
	for moved := true; moved; {
		moved = false
		for i := range pl.runs {
			r := &pl.runs[i]
			switch {
			case r.state == StepRunning && r.to <= day:
				pl.endStep(r, day)
				moved = true
			case r.state == "" && pl.ready(r, day):
				pl.startStep(r, day)
				moved = true
			}
		}
	}
}

func (pl *player) ready(r *run, day civil.Day) bool {
	if r.step.StartsOn > day {
		return false
	}
	return !slices.ContainsFunc(r.after, func(i int) bool { return !pl.runs[i].finished() })
}

// startStep starts one step, or says why it is not taken.
func (pl *player) startStep(r *run, day civil.Day) {
	step := r.step
	title := r.title()
	if lacks, ok := pl.lacks(r, day); !ok {
		r.state, r.why = StepBlocked, lacks
		return
	}
	if step.WaitsFor != "" {
		r.state, r.why = StepWaiting, reason.New("step-waits", "step", title, "stream", step.WaitsFor.Term())
		return
	}
	if step.During.Nothing() && !step.Then.Nothing() && !step.Then.Apply(pl.p.Clone(), step.Who, day) {
		r.state, r.why = StepSkipped, reason.New("step-changes-nothing", "step", title)
		return
	}
	if r.why = pl.during(r, day); !r.why.IsZero() {
		r.state = StepBlocked
		return
	}
	r.state, r.from, r.to = StepRunning, day, day+civil.Day(civil.MonthDays(step.Months.Likely))
	if r.to > day {
		pl.stepEvent(r, day, "event.step-started")
	}
}

// endStep ends one step and makes its changes.
func (pl *player) endStep(r *run, day civil.Day) {
	r.state = StepDone
	pl.stopDuring(r, day)
	changed := r.step.Then.Apply(pl.p, r.step.Who, day)
	if !changed && !r.step.Then.Nothing() {
		pl.proj.Warnings.Add(reason.New("step-changes-nothing", "step", r.title()))
	}
	pl.stepEvent(r, day, "event.step-done")
}

func (r *run) title() string {
	if r.step.Title != "" {
		return r.step.Title
	}
	if r.scenario.Title != "" {
		return r.scenario.Title
	}
	return r.scenario.Name
}

// stepEvent takes the candidate anew and notes what that moved.
func (pl *player) stepEvent(r *run, day civil.Day, code string) {
	first, partnerFirst := pl.stand.Candidate.First, pl.stand.Candidate.Partner.First
	pl.stand.Candidate = pl.p.On(day, pl.law(day))
	pl.stand.Candidate.First, pl.stand.Candidate.Partner.First = first, partnerFirst
	pl.event(day, StepEvent, reason.New(code, "step", r.title()))
	e := &pl.proj.Events[len(pl.proj.Events)-1]
	e.Scenario, e.Step = r.scenario.Name, r.step.Name
}

// lacks says what a step requires and this person does not have.
func (pl *player) lacks(r *run, day civil.Day) (reason.Reason, bool) {
	has := func(name string) bool {
		if fact, ok := Facts[name]; ok {
			return fact(pl.p, day)
		}
		return slices.ContainsFunc(pl.proj.Option.Scenarios, func(s *Scenario) bool { return s.Name == name })
	}
	requires, conflicts := r.step.Requires, r.step.Conflicts
	if !pl.begun(r.scenario) {
		requires = slices.Concat(r.scenario.Requires, requires)
		conflicts = slices.Concat(r.scenario.Conflicts, conflicts)
	}
	for _, name := range requires {
		if !has(name) {
			return reason.New("step-requires", "step", r.title(), "what", factTerm(name)), false
		}
	}
	for _, name := range conflicts {
		if has(name) {
			return reason.New("step-conflicts", "step", r.title(), "what", factTerm(name)), false
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
		return reason.New("step-requires", "step", r.title(), "what", factTerm("partner"))
	}
	switch {
	case d.Study != NoStudy:
		pl.stopJobs(who, day, func(*profile.Job) bool { return true })
		pl.setStatus(r, profile.StudentStatus, d.Study == StudyInCanada)
	case d.Work == StopWork:
		r.paused = pl.stopJobs(who, day, func(*profile.Job) bool { return true })
	}
	if d.Work == WorkInCanada || d.Work == WorkAbroad {
		return pl.work(r, who, day)
	}
	return reason.Reason{}
}

// work gives a person a job for as long as a step runs.
func (pl *player) work(r *run, who *profile.Person, day civil.Day) reason.Reason {
	d := r.step.During
	code := d.NOC
	if code == "" && r.step.Who == Principal {
		code = pl.p.PrimaryNOC(day)
	} else if code == "" {
		code = who.MainNOC(day)
	}
	if code == "" {
		return reason.New("step-no-occupation", "step", r.title())
	}
	job := profile.Job{Name: r.step.Name, NOC: code, From: day, Student: d.Study != NoStudy}
	if d.Work == WorkInCanada {
		pl.stopJobs(who, day, func(j *profile.Job) bool { return !j.InCanada() })
		job.Country, job.Province = "CA", d.Province
	}
	hours := d.Hours
	if hours == 0 {
		hours = defaultHours
	}
	job.Hours = hours
	job.To = day + civil.Day(civil.MonthDays(r.step.Months.Likely)) - 1
	who.Work = append(who.Work, job)
	if !noc.Skilled(code, pl.law(day)) {
		pl.proj.Warnings.Add(reason.New("work-not-skilled", "code", code))
	}
	if d.Study == NoStudy {
		pl.setStatus(r, profile.Worker, d.Work == WorkInCanada)
	}
	return reason.Reason{}
}

// defaultHours is the working week where nothing says otherwise.
const defaultHours = 4000

func (pl *player) setStatus(r *run, status profile.Status, inCanada bool) {
	if r.step.Who != Principal {
		return
	}
	if !inCanada {
		status = profile.Outside
	}
	pl.p.Canada.Status = status
}

// stopJobs ends the jobs of a person that go on beyond a day, and returns
// them as they were.
func (pl *player) stopJobs(who *profile.Person, day civil.Day, which func(*profile.Job) bool) []profile.Job {
	var stopped []profile.Job
	for i := range who.Work {
		j := &who.Work[i]
		if j.End() > day && which(j) {
			stopped = append(stopped, *j)
			j.To = day - 1
		}
	}
	return stopped
}

// stopDuring ends what a step changed while it ran. Paused jobs go on as new
// stints.
func (pl *player) stopDuring(r *run, day civil.Day) {
	who := pl.taker(r.step.Who)
	for _, j := range r.paused {
		if j.End() > day {
			j.From = max(j.From, day)
			who.Work = append(who.Work, j)
		}
	}
	r.paused = nil
}
