package sim

import (
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// player plays one option of one person forward. It lives in the person's own
// calendar; the world's day is shift days earlier.
type player struct {
	w     *World
	book  *crs.Book
	p     *profile.Profile
	shift civil.Day
	now   civil.Day
	end   civil.Day
	// lawDays are the days after the first on which points or definitions
	// change, as far as that is known.
	lawDays []civil.Day
	// today is the day, in the person's calendar, up to which nobody renews
	// anything any more: what has expired by then has lapsed.
	today civil.Day
	runs  []run
	// running counts the steps under way, runningSwaps those of them that make
	// the partner the applicant.
	running, runningSwaps int
	// offPermit are the applicant's jobs in Canada that wait for a permit.
	offPermit []profile.Job
	swaps     int      // how often the applicant and the partner have changed places
	stand     Standing // the newest
	proj      *Projection
	frozen    civil.Day // the law of every day, as of an era of a replay; zero: that of each
	unsaid    Event     // where the world is quiet
}

// newPlayer makes a player for the days of the world from start to end, whose
// steps take their likely course.
func (w *World) newPlayer(p *profile.Profile, o Option, start, end, shift civil.Day) (*player, error) {
	return w.newPlayerOn(p, o, o.Likely(), start, end, shift)
}

// newPlayerOn makes a player whose steps take the courses given.
func (w *World) newPlayerOn(p *profile.Profile, o Option, courses []Course, start, end, shift civil.Day) (*player, error) {
	p = w.Settled(p)
	today := w.today(p)
	pl := &player{
		w: w, today: today + w.ahead(p, today), book: w.Book, p: p.Clone(), shift: shift, now: start + shift, end: end + shift,
		proj: &Projection{Option: o, Names: p.Names(), Start: start, End: end, shift: shift, known: w.Known},
	}
	for _, s := range o.Scenarios {
		if s.Rules != nil {
			from := s.Rules.From
			if from.IsZero() {
				from = start
			}
			pl.book = pl.book.With(s.Rules.Instrument.From(from))
		}
	}
	if _, err := pl.book.On(start, w.Known); err != nil {
		return nil, err
	}
	pl.lawDays = pl.changesOfLaw()
	pl.runs = runsOf(o, courses)
	return pl, nil
}

// world returns the world's day for a day of the person's.
func (pl *player) world(day civil.Day) civil.Day { return day - pl.shift }

// rules returns the rules of a day of the person's.
func (pl *player) rules(day civil.Day) *crs.Ruleset {
	if !pl.frozen.IsZero() {
		day = max(pl.frozen, crs.FirstDay)
	}
	r, err := pl.book.On(pl.world(day), pl.w.Known)
	if err != nil {
		panic(err) // the first day has rules, so every later one has
	}
	return r
}

// law returns the law of a day of the person's: its definitions as far as they
// are known.
func (pl *player) law(day civil.Day) civil.Day {
	if !pl.frozen.IsZero() {
		return pl.frozen
	}
	return min(pl.world(day), pl.w.Known)
}

// play goes from the first day to the last.
func (pl *player) play() {
	if pl.shift != 0 {
		pl.proj.Warnings.Add(reason.New("set-down", "on", pl.proj.Start, "stated", pl.p.StatedOn))
	}
	pl.catchUp()
	pl.begin()
	for pl.now < pl.end {
		next := pl.boundary()
		// Between the two the profile and the law stay as they are: only time
		// moves the standing.
		days := slices.Concat(pl.p.ChangeDays(pl.now, next-1, pl.law(pl.now)), pl.languageDays(pl.now, next-1), pl.officialDays(pl.now, next-1))
		slices.Sort(days)
		for _, day := range slices.Compact(days) {
			pl.visit(day)
		}
		pl.now = next
		pl.visit(next)
		pl.keep(next)
	}
	pl.finish()
}

// keep keeps the profile as it is from a day on.
func (pl *player) keep(day civil.Day) {
	pl.proj.versions = append(pl.proj.versions, version{pl.world(day), pl.p.Clone()})
}

// begin takes the standing of the first day.
func (pl *player) begin() {
	pl.proj.Warnings.Add(pl.declaredPastPermit(pl.now)...)
	pl.stopOnPermit(pl.now)
	pl.stand.Rules = pl.rules(pl.now)
	pl.stand.Candidate = pl.p.On(pl.now, pl.law(pl.now))
	settlePartner(&pl.stand.Candidate, pl.stand.Rules)
	pl.settleSelf(pl.now)
	pl.carry(pl.now)
	pl.stand.Total = pl.stand.Rules.Total(&pl.stand.Candidate)
	pl.proj.nominated = pl.stand.Candidate.Nominated
	pl.moveSteps(pl.now)
	pl.settleLanguage(pl.now)
	pl.release(pl.now)
	if pl.settlePermit(pl.now); len(pl.offPermit) > 0 {
		pl.proj.Warnings.Add(pl.permitReason())
	}
	pl.letGo(pl.now)
	pl.record(pl.now)
	pl.keep(pl.now)
	if !pl.w.Quiet {
		pl.proj.Warnings.Add(pl.expired(pl.now)...)
	}
}

// boundary returns the next day on which the profile itself or the law may
// change: a document or the permit expires, a step ends or may start, rules
// come into force. It is the last day where none does.
func (pl *player) boundary() civil.Day {
	next := pl.end
	consider := func(d civil.Day) {
		if d > pl.now && d < next {
			next = d
		}
	}
	var buffer [mostDocuments]document
	for _, d := range documents(buffer[:0], pl.p) {
		consider(d.expires)
	}
	if permit := pl.p.Canada.Permit; permit != nil {
		consider(permit.Expires + 1)
	}
	for _, d := range pl.lawDays {
		consider(d)
	}
	for i := range pl.runs {
		switch r := &pl.runs[i]; r.state {
		case StepRunning:
			consider(r.to)
		case StepWaiting:
			consider(pl.nextDraw(r.step.WaitsFor))
		case "":
			consider(r.step.StartsOn)
		}
	}
	return next
}

// changesOfLaw returns the days after the first on which points or definitions
// change.
func (pl *player) changesOfLaw() []civil.Day {
	from, to := pl.world(pl.now), pl.world(pl.end)
	days := pl.book.ChangeDays(from, to, pl.w.Known)
	for _, d := range profile.DefinitionDays() {
		if d > from && d <= min(to, pl.w.Known) {
			days = append(days, d)
		}
	}
	for i := range days {
		days[i] += pl.shift
	}
	return days
}

// visit moves the standing to a day: first what time alone does to it, then
// what steps do. Each event gets the points that it moved, one after another,
// so that their sum is the change of the score.
func (pl *player) visit(day civil.Day) {
	pl.renew(day)
	pl.pass(day)
	pl.moveSteps(day)
	pl.settleLanguage(day)
	pl.release(day)
	if pl.settlePermit(day) {
		pl.event(day, PermitEvent, pl.permitReason())
	}
	pl.letGo(day)
	pl.record(day)
}

// record keeps the standing of a day.
func (pl *player) record(day civil.Day) {
	pl.stand.From = pl.world(day)
	pl.stand.Total = pl.stand.Rules.Total(&pl.stand.Candidate)
	pl.proj.Standings = append(pl.proj.Standings, pl.stand)
	if !pl.w.Quiet {
		pl.proj.Warnings.Add(pl.stand.Rules.Warnings(&pl.stand.Candidate)...)
	}
}

// event notes why the score moved since the standing's total, and moves it.
func (pl *player) event(day civil.Day, kind EventKind, what reason.Reason) *Event {
	total := pl.stand.Rules.Total(&pl.stand.Candidate)
	e := Event{On: pl.world(day), Kind: kind, What: what, Delta: total - pl.stand.Total}
	pl.stand.Total = total
	if pl.w.Quiet {
		pl.unsaid = e
		return &pl.unsaid
	}
	pl.proj.Events = append(pl.proj.Events, e)
	return &pl.proj.Events[len(pl.proj.Events)-1]
}

// retake takes the candidate anew, with the first languages as they are
// settled.
func (pl *player) retake(day civil.Day) {
	c := &pl.stand.Candidate
	first, partnerFirst, unexplained := c.First, c.Partner.First, c.Unexplained
	*c = pl.p.On(day, pl.law(day))
	c.Unexplained = unexplained
	if !c.FirstDeclared {
		c.First = first
	}
	if !c.Partner.Declared {
		c.Partner.First = partnerFirst
	}
}

// settleLanguage settles the first languages anew.
func (pl *player) settleLanguage(day civil.Day) {
	c := &pl.stand.Candidate
	first, partnerFirst := c.First, c.Partner.First
	settlePartner(c, pl.stand.Rules)
	if c.Partner.First != partnerFirst {
		pl.event(day, LanguageEvent, reason.New("event.first-language/partner", "language", c.Partner.First.Term()))
	}
	pl.settleSelf(day)
	if c.First != first {
		pl.event(day, LanguageEvent, reason.New("event.first-language", "language", c.First.Term()))
	}
}

// finish closes the runs of steps at the end of the horizon.
func (pl *player) finish() {
	// Once points may be higher on some day, that is what is to be said.
	w := &pl.proj.Warnings
	if slices.ContainsFunc(*w, func(r reason.Reason) bool { return r.Code == "unknown-factor/may-be-higher" }) {
		*w = slices.DeleteFunc(*w, func(r reason.Reason) bool { return r.Code == "unknown-factor/none-known" })
	}
	for i := range pl.runs {
		r := &pl.runs[i]
		if r.state == "" {
			r.state = StepNotReached
		}
		done := StepRun{Scenario: r.scenario, Step: r.step, State: r.state, Why: r.why, Note: r.note, Moves: r.moves}
		if !r.from.IsZero() {
			done.From, done.To = pl.world(r.from), pl.world(r.to)
		}
		pl.proj.Steps = append(pl.proj.Steps, done)
		if r.state == StepSkipped || r.state == StepBlocked || r.state == StepWaiting {
			pl.proj.Warnings.Add(r.why)
		}
		if !r.note.IsZero() {
			pl.proj.Warnings.Add(r.note)
		}
	}
}
