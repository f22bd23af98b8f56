package sim_test

import (
	"slices"
	"strings"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/streams"
)

// naive plays an option in the plainest way: it goes from day to day, asks
// everything anew and skips nothing. The projection must give the same totals.
type naive struct {
	w     *sim.World
	o     sim.Option
	p     *profile.Profile
	start civil.Day // of the world
	shift civil.Day
	today civil.Day // of the person's: nothing is renewed up to it
	steps []naiveStep
	swaps int
	// noPermit are the applicant's jobs that wait for a permit.
	noPermit []profile.Job
}

// blockedLike takes over from a projection of the same option which steps would
// take away what a nomination or another step rests on: a rule with tests of its
// own.
func (n *naive) blockedLike(proj *sim.Projection) *naive {
	for i := range n.steps {
		n.steps[i].contradicts = strings.HasPrefix(proj.Steps[i].Why.Code, "step-contradicts")
	}
	return n
}

type naiveStep struct {
	scenario *sim.Scenario
	*sim.Step
	after  []int
	state  string // "", "running", "done", "stuck"
	from   civil.Day
	until  civil.Day
	paused []profile.Job
	swaps  int
	// contradicts says that it would take away what something else rests on.
	contradicts bool
}

func newNaive(w *sim.World, plan *sim.Plan, o sim.Option) *naive {
	n := &naive{w: w, o: o, p: plan.Profile.Clone()}
	n.start, n.shift = w.Start(plan)
	if n.today = w.Today; n.today < n.p.StatedOn {
		n.today = n.p.StatedOn // set down, or a clock that is behind
	}
	var lanes []int // of the steps
	for k, s := range o.Scenarios {
		first, lane := len(n.steps), 0
		if o.Together {
			lane = k
		}
		if o.Lanes != nil {
			lane = o.Lanes[k]
		}
		for i := range s.Steps {
			step := naiveStep{scenario: s, Step: &s.Steps[i]}
			lanes = append(lanes, lane)
			for j := range s.Steps {
				if slices.Contains(step.After, s.Steps[j].Name) {
					step.after = append(step.after, first+j)
				}
			}
			for j := range first {
				if lanes[j] == lane {
					step.after = append(step.after, j)
				}
			}
			n.steps = append(n.steps, step)
		}
	}
	return n
}

// totals returns the total of each day of the world from the first on.
func (n *naive) totals(end civil.Day) []int {
	var totals []int
	for on := n.today + 1; on <= n.start+n.shift; on++ {
		n.renew(on)
	}
	for world := n.start; world <= end; world++ {
		on := world + n.shift
		if world > n.start {
			n.renew(on)
		}
		n.stopOnPermit(on)
		n.moveSteps(on)
		n.stopOnPermit(on)
		totals = append(totals, n.total(world, on))
	}
	return totals
}

func (n *naive) people() []*profile.Person {
	if n.p.Partner == nil {
		return []*profile.Person{&n.p.Self}
	}
	return []*profile.Person{&n.p.Self, &n.p.Partner.Person}
}

func (n *naive) renew(on civil.Day) {
	if n.w.LetExpire || on <= n.today {
		return
	}
	for _, x := range n.people() {
		for i := range x.Languages.Results {
			if r := &x.Languages.Results[i]; r.Held && r.TakenOn.AddYears(2) == on {
				r.TakenOn = on
			}
		}
		if issued := x.Education.ECAIssued; !issued.IsZero() && issued.AddYears(5) == on {
			x.Education.ECAIssued = on
		}
	}
}

func (n *naive) expired(on civil.Day) bool {
	permit := n.p.Canada.Permit
	return permit != nil && on > permit.Expires
}

func (n *naive) stopOnPermit(on civil.Day) {
	if !n.expired(on) {
		return
	}
	last := n.p.Canada.Permit.Expires
	var work []profile.Job
	for _, j := range n.p.Self.Work {
		goesOn := j.To.IsZero() || j.To >= on
		if j.Country != "CA" || j.Unauthorized || j.To > 0 && j.To <= last {
			work = append(work, j)
			continue
		}
		if goesOn {
			n.noPermit = append(n.noPermit, j)
		}
		switch {
		case j.From <= last:
			if j.Months > 0 {
				j.Months, _ = j.From.Months(last + 1)
			}
			j.To = last
		case j.From >= on:
			continue // not begun
		default:
			j.Unauthorized = true
			if goesOn {
				j.To = on - 1
			}
		}
		work = append(work, j)
	}
	n.p.Self.Work = work
}

// take gives somebody a job that a step brings: day by day as it is, as a
// student's, or not at all.
func (n *naive) take(s *naiveStep, who sim.Who, j profile.Job, on civil.Day) {
	type part struct{ student, none bool }
	parts := func(d civil.Day) (p part) {
		for i := range n.steps {
			study := &n.steps[i]
			if study.from == 0 || study.During.Study == sim.NoStudy || study.Step == s.Step || (study.Who == who) == ((n.swaps-study.swaps)%2 == 1) {
				continue
			}
			switch {
			case d < study.from, j.From >= study.until:
			case d < study.until && study.During.Study == sim.StudyInCanada && j.Country != "CA":
				p.none = true
			case d < study.until:
				p.student = true
			case study.state == "running":
				p.none = true // the study will have ended it
			}
		}
		return p
	}
	person := n.people()[who]
	last := j.To
	if last == 0 {
		last = on + 20_000
	}
	from := j.From
	for d := j.From; d <= last; d++ {
		if now := parts(d); d == last || now != parts(d+1) {
			if !now.none {
				piece := j
				piece.From, piece.To, piece.Student = from, d, j.Student || now.student
				if d == last {
					piece.To = j.To
				}
				person.Work = append(person.Work, piece)
			}
			from = d + 1
		}
	}
}

// end ends a step that is done.
func (n *naive) end(s *naiveStep, on civil.Day) {
	s.state = "done"
	was := n.p.Clone()
	s.Then.Apply(n.p, s.Who, on)
	if was.Partner != nil && n.p.Partner.Birth == was.Self.Birth && s.Then.SwapPrincipal && was.Partner.CouldApply() {
		n.noPermit = nil
		n.swaps++
		was.Self, was.Partner.Person = was.Partner.Person, was.Self
	}
	before := []*profile.Person{&was.Self}
	if was.Partner != nil {
		before = append(before, &was.Partner.Person)
	}
	for who, person := range n.people() {
		had := len(before[who].Work)
		brought := slices.Clone(person.Work[had:])
		person.Work = person.Work[:had]
		for _, j := range brought {
			n.take(s, sim.Who(who), j, on)
		}
	}
	n.stopOnPermit(on)
	if !n.expired(on) {
		waiting := n.noPermit
		n.noPermit = nil
		n.goOn(sim.Principal, waiting, on)
	}
	n.resume(s, on)
}

func (n *naive) moveSteps(on civil.Day) {
	for again := true; again; {
		again = false
		for i := range n.steps {
			if s := &n.steps[i]; s.state == "running" && s.until == on {
				n.end(s, on)
				again = true
			}
		}
		for i := range n.steps {
			s := &n.steps[i]
			waits := slices.ContainsFunc(s.after, func(j int) bool { return n.steps[j].state != "done" })
			swap := slices.ContainsFunc(n.steps, func(o naiveStep) bool {
				return o.state == "running" && (o.Then.SwapPrincipal || s.Then.SwapPrincipal)
			})
			if s.state != "" || waits || swap || s.StartsOn > on {
				continue
			}
			n.begin(s, on)
			again = true
		}
	}
}

func (n *naive) begin(s *naiveStep, on civil.Day) {
	if !n.may(s, on) || s.WaitsFor != "" || s.contradicts {
		s.state = "stuck"
		return
	}
	permit := sim.Change{Permit: s.Then.Permit}
	if s.During.Nothing() && !s.Then.Nothing() && !s.Then.Apply(n.p.Clone(), s.Who, on) && !permit.Apply(n.p.Clone(), s.Who, on+civil.Day(civil.MonthDays(s.Months.Likely))) {
		s.state = "done" // skipped
		return
	}
	s.swaps = n.swaps
	s.from, s.until = on, on+civil.Day(civil.MonthDays(s.Months.Likely))
	if s.During.Nothing() {
		s.state = "running"
		return
	}
	if s.Who == sim.ThePartner && n.p.Partner == nil {
		s.state, s.from = "stuck", 0
		return
	}
	who := n.people()[s.Who]
	code := s.During.NOC
	if code == "" {
		if code = who.MainNOC(on); s.Who == sim.Principal {
			code = n.p.PrimaryNOC(on)
		}
	}
	works := s.During.Work == sim.WorkInCanada || s.During.Work == sim.WorkAbroad
	if works && code == "" {
		s.state, s.from = "stuck", 0
		return
	}
	s.state = "running"
	studies := s.During.Study != sim.NoStudy
	for i := range who.Work {
		j := &who.Work[i]
		goesOn := j.To.IsZero() || j.To >= on
		switch abroad := j.Country != "CA"; {
		case !goesOn:
		case studies, s.During.Work == sim.WorkInCanada && abroad, s.During.Work == sim.WorkAbroad && !abroad:
			j.To = on - 1
		case s.During.Work == sim.StopWork:
			s.paused = append(s.paused, *j)
			j.To = on - 1
		}
	}
	over := func(j profile.Job) bool {
		return studies || s.During.Work == sim.WorkInCanada && j.Country != "CA" || s.During.Work == sim.WorkAbroad && j.Country == "CA"
	}
	for i := range n.steps {
		if other := &n.steps[i]; other.Who == s.Who && other.Step != s.Step {
			other.paused = slices.DeleteFunc(other.paused, over)
		}
	}
	if s.Who == sim.Principal {
		n.noPermit = slices.DeleteFunc(n.noPermit, over)
	}
	if works {
		work := profile.Job{NOC: code, From: on, To: s.until - 1, Hours: s.During.Hours, Student: studies}
		if work.Hours == 0 {
			work.Hours = 4000
		}
		if s.During.Work == sim.WorkInCanada {
			work.Country = "CA"
		}
		n.take(s, s.Who, work, on)
	}
}

func (n *naive) may(s *naiveStep, on civil.Day) bool {
	requires, conflicts := s.Requires, s.Conflicts
	if !slices.ContainsFunc(n.steps, func(o naiveStep) bool { return o.scenario == s.scenario && o.from > 0 }) {
		requires = slices.Concat(requires, s.scenario.Requires)
		conflicts = slices.Concat(conflicts, s.scenario.Conflicts)
	}
	has := func(name string) bool {
		if fact, ok := sim.Facts[name]; ok {
			return fact(n.p, on)
		}
		return slices.ContainsFunc(n.o.Scenarios, func(o *sim.Scenario) bool { return o.Name == name })
	}
	lacks := func(name string) bool { return !has(name) }
	return !slices.ContainsFunc(requires, lacks) && !slices.ContainsFunc(conflicts, has)
}

func (n *naive) resume(s *naiveStep, on civil.Day) { n.goOn(s.Who, s.paused, on) }

func (n *naive) goOn(taker sim.Who, paused []profile.Job, on civil.Day) {
	for i := range n.steps {
		other := &n.steps[i]
		if other.state == "running" && other.Who == taker && other.During.Work == sim.StopWork && other.During.Study == sim.NoStudy {
			other.paused = append(other.paused, paused...)
			return
		}
	}
	for _, j := range paused {
		if !j.To.IsZero() && j.To < on {
			continue
		}
		j.From = max(j.From, on)
		who := n.people()[taker]
		who.Work = append(who.Work, j)
	}
}

var none language.Levels

// admitted says whether any program admits the person with a first language.
func (n *naive) admitted(on, world civil.Day, first language.Official) bool {
	person := streams.Person{Profile: n.p, Day: on, Law: world, Known: n.w.Known, First: first}
	for _, program := range streams.Programs {
		if person.Program(program).Verdict == streams.Yes {
			return true
		}
	}
	return false
}

// total scores the person with each first language and takes the highest total:
// of those languages that keep a program open, where not both do.
func (n *naive) total(world, on civil.Day) int {
	rules, err := n.w.Book.On(world, n.w.Known)
	if err != nil {
		panic(err)
	}
	c := n.p.On(on, min(world, n.w.Known))
	open := [2]bool{n.admitted(on, world, language.English), n.admitted(on, world, language.French)}
	best := 0
	for _, first := range []language.Official{language.English, language.French} {
		for _, partner := range []language.Official{language.English, language.French} {
			try := c
			if !c.FirstDeclared {
				if choice := c.Languages[0] != none && c.Languages[1] != none; choice && open[0] != open[1] && !open[first] {
					continue
				}
				try.First = first
			}
			if !c.Partner.Declared {
				try.Partner.First = partner
			}
			best = max(best, rules.Total(&try))
		}
	}
	return best
}
