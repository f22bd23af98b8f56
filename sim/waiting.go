package sim

import (
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/language"
	"crsplan/sim/provinces"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// person returns the applicant of a day with one of the languages as the first,
// as programs and streams see them: under the law of that day, or of the era
// that is played.
func (pl *player) person(day civil.Day, first language.Official) streams.Person {
	law := pl.world(day)
	if !pl.frozen.IsZero() {
		law = pl.frozen
	}
	return streams.Person{Profile: pl.p, Day: day, Law: law, Known: pl.w.Known, First: first}
}

// nextDraw returns the day of the next real draw of a stream, in the person's
// calendar; zero where none is known.
func (pl *player) nextDraw(s draws.Stream) civil.Day {
	if pl.w.Draws == nil {
		return 0
	}
	later := pl.w.Draws.Since(pl.world(pl.now) + 1)
	if s.Provincial() {
		path := provinces.PathOf(string(s))
		for i := range later.Provincial {
			if path.Holds(&later.Provincial[i]) {
				return later.Provincial[i].Date + pl.shift
			}
		}
		return 0
	}
	for _, b := range later.Bands {
		if slices.Contains(b.Streams, s) {
			return b.Until + pl.shift
		}
	}
	return 0
}

// release lets go on what waits for a draw, where one of that day notifies the
// person. A draw invites nobody: what follows a notification are the steps
// after it.
func (pl *player) release(day civil.Day) {
	if pl.w.Draws == nil {
		return
	}
	on := pl.world(day)
	for i := range pl.runs {
		r := &pl.runs[i]
		if r.state != StepWaiting {
			continue
		}
		if r.step.WaitsFor.Provincial() {
			pl.releaseBy(r, day)
			continue
		}
		for _, b := range pl.w.Draws.Since(on).Until(on).Bands {
			person := pl.person(day, pl.stand.Candidate.First)
			if !slices.Contains(b.Streams, r.step.WaitsFor) {
				continue
			}
			switch notified(&person, pl.stand.Total, &b) {
			case streams.No:
				continue
			case streams.NotKnown:
				pl.proj.unsure = append(pl.proj.unsure, b)
				continue
			}
			pl.event(day, NotifiedEvent, reason.New("event.notified", "stream", r.step.WaitsFor.Term(), "low", b.Low, "high", b.High))
			r.state, r.why, r.released = "", reason.Reason{}, true
			pl.moveSteps(day)
			pl.settleLanguage(day)
			break
		}
	}
}

// releaseBy lets go on what waits for a province's own rounds, where one of the day
// takes the person by points or by wage. What is not known does not count.
func (pl *player) releaseBy(r *run, day civil.Day) {
	on := pl.world(day)
	path := provinces.PathOf(string(r.step.WaitsFor))
	rounds := pl.w.Draws.Since(on).Until(on).Provincial
	for i := range rounds {
		round := &rounds[i]
		if !path.Holds(round) || !pl.taken(path, round, day) {
			continue
		}
		pl.event(day, NotifiedEvent, reason.New("event.selected", "path", r.step.WaitsFor.Term()))
		r.state, r.why, r.released = "", reason.Reason{}, true
		pl.moveSteps(day)
		pl.settleLanguage(day)
		return
	}
}

// taken reports whether a round of a province takes the person on a day: the
// minimum is reached for sure, and nothing that the path asks for is surely missing.
func (pl *player) taken(path *provinces.Path, round *draws.Provincial, day civil.Day) bool {
	person := pl.person(day, pl.stand.Candidate.First)
	who := path.On(pl.p, day, person.Law, false)
	if !who.Reaches(round) {
		return false
	}
	person.Score = &streams.Score{Points: pl.stand.Total, Whole: pl.stand.Complete()}
	if result, ok := person.Pathway(path.ID); ok {
		return result.Verdict != streams.No
	}
	return !slices.ContainsFunc(who.Floors(), func(f provinces.Floor) bool { return f.Met == provinces.No })
}
