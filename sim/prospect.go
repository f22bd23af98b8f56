package sim

import (
	"slices"
	"time"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/streams"
)

// Prospect is a projection made ready to meet many rounds: what would take a
// look at every day for each of them is settled once, when it is first asked.
type Prospect struct {
	p         *Projection
	turns     []civil.Day // the days on which anything may turn, the first on Start
	totals    []int16     // by day from Start to End
	nominated civil.Day   // the first day that a PNP round may invite on; civil.Max: never
	open      map[draws.Stream][]streams.Verdict
	people    map[civil.Day]*streams.Person
	risks     map[place]risk
}

type place struct {
	stream draws.Stream
	day    civil.Day
}

// risk is what becomes of an invitation until the application is due.
type risk struct {
	eligible bool // it stays so
	least    int  // the least score, with the age locked
}

// widest is how far apart days may lie between which a verdict is taken to
// turn once at most.
const widest = 61

// Prospect makes a projection ready. It must not be changed afterwards.
func (p *Projection) Prospect() *Prospect {
	q := &Prospect{p: p, nominated: civil.Max, open: map[draws.Stream][]streams.Verdict{}, people: map[civil.Day]*streams.Person{}, risks: map[place]risk{}}
	q.totals = make([]int16, p.End-p.Start+1)
	for i := range p.Standings {
		s := &p.Standings[i]
		q.turns = append(q.turns, s.From)
		until := p.End + 1
		if i+1 < len(p.Standings) {
			until = p.Standings[i+1].From
		}
		for day := s.From; day < until; day++ {
			q.totals[day-p.Start] = int16(s.Total)
		}
		if s.Candidate.Nominated {
			q.nominated = min(q.nominated, s.From+1)
		}
	}
	if p.nominated {
		q.nominated = p.Start
	}
	for _, v := range p.versions {
		q.turns = append(q.turns, v.from)
	}
	for _, day := range streams.ListDays() {
		if day > p.Start && day <= min(p.End, p.known) {
			q.turns = append(q.turns, day)
		}
	}
	for day := p.Start; day <= p.End; day += widest {
		q.turns = append(q.turns, day)
	}
	q.turns = append(q.turns, p.End)
	slices.Sort(q.turns)
	q.turns = slices.Compact(q.turns)
	return q
}

// watchWork adds the days on which work moves otherwise, without which a few
// days of another verdict may be passed over.
func (q *Prospect) watchWork() {
	q.turns = append(q.turns, q.p.workTurns(q.p.Start, q.p.End)...)
	slices.Sort(q.turns)
	q.turns = slices.Compact(q.turns)
}

// workTurns returns the days from one to another from which work moves
// otherwise through the windows of programs and streams, and every day on which
// some comes in while some goes out: months differ in length, so that a verdict
// may go to and fro then.
func (p *Projection) workTurns(from, to civil.Day) []civil.Day {
	var days []civil.Day
	for _, years := range streams.WorkYears() {
		var wasIn, wasOut bool
		for day := from; day <= to; day++ {
			in, out := p.profileOn(day).Self.Flow(day+p.shift, years)
			if in && out || in != wasIn || out != wasOut {
				days = append(days, day)
			}
			wasIn, wasOut = in, out
		}
	}
	return days
}

// Total returns the score on a day from the first to the last.
func (q *Prospect) Total(day civil.Day) int { return int(q.totals[day-q.p.Start]) }

// Totals returns the score of each day from the first to the last. Callers must
// not change it.
func (q *Prospect) Totals() []int16 { return q.totals }

// Admits says whether a stream is open to the person on a day. A nomination
// counts from the PNP round after it, not on its own day.
func (q *Prospect) Admits(stream draws.Stream, day civil.Day) streams.Verdict {
	return q.Verdicts(stream)[day-q.p.Start]
}

// Verdicts returns [Prospect.Admits] of each day from the first to the last.
// Callers must not change it.
func (q *Prospect) Verdicts(stream draws.Stream) []streams.Verdict {
	open, ok := q.open[stream]
	if !ok {
		open = q.verdicts(stream)
		if stream == draws.PNP {
			clear(open[:min(int(q.nominated-q.p.Start), len(open))])
		}
		q.open[stream] = open
	}
	return open
}

// verdicts settles how open a stream is on every day. Between two turns, on
// neither of them, a verdict changes once at most: what is counted there only
// grows or only shrinks.
func (q *Prospect) verdicts(stream draws.Stream) []streams.Verdict {
	first := q.p.Start
	list := make([]streams.Verdict, len(q.totals))
	ask := func(day civil.Day) streams.Verdict { return q.person(day).Admits(stream) }
	before := ask(first)
	for i, from := range q.turns {
		to := q.p.End + 1
		if i+1 < len(q.turns) {
			to = q.turns[i+1]
		}
		// What happens on the day of the next turn may undo what time did until
		// the day before, so that both are looked at.
		last, turn := ask(to-1), to
		if last != before {
			low, high := from, to-1 // before holds on low, and no longer on high
			for high-low > 1 {
				if middle := low + (high-low)/2; ask(middle) == before {
					low = middle
				} else {
					high = middle
				}
			}
			turn = high
		}
		for day := from; day < turn; day++ {
			list[day-first] = before
		}
		for day := turn; day < to; day++ {
			list[day-first] = last
		}
		next := last
		if to <= q.p.End {
			next = ask(to)
		}
		before = next
	}
	return list
}

// person returns the person of a day, kept with what programs say of them: the
// days that one stream asks about are those that the others ask about too.
func (q *Prospect) person(day civil.Day) *streams.Person {
	person, ok := q.people[day]
	if !ok {
		is := q.p.Person(day)
		person = &is
		q.people[day] = person
	}
	return person
}

// AtRisk says whether an invitation on a day at a cutoff would no longer hold
// on some day until the application is due ([ApplyDays]): the score, with the
// age locked, falls below it, or the stream closes to the person. A cutoff of 0
// asks for no score.
func (q *Prospect) AtRisk(stream draws.Stream, day civil.Day, cutoff int) bool {
	at := place{stream, day}
	r, ok := q.risks[at]
	if !ok {
		r = q.risk(at)
		q.risks[at] = r
	}
	return !r.eligible || r.least < cutoff
}

func (q *Prospect) risk(at place) risk {
	p := q.p
	invited, due := p.At(at.day), min(at.day+ApplyDays, p.End)
	r := risk{true, invited.Total}
	for i := range p.Standings {
		s := p.Standings[i]
		if s.From <= at.day || s.From > due {
			continue
		}
		s.Candidate.Age = invited.Candidate.Age
		r.least = min(r.least, invited.Rules.Total(&s.Candidate))
	}
	r.eligible = !slices.Contains(q.Verdicts(at.stream)[at.day+1-p.Start:due+1-p.Start], streams.No)
	if r.eligible {
		return r
	}
	// The age is locked and the profile has left the pool: what is lost by
	// these alone is not lost.
	r.eligible = true
	p.each(at.day+1, due, func(_ civil.Day, person *streams.Person, s *Standing) bool {
		locked := *person.Profile
		locked.Self.Birth = locked.Self.Birth.AddYears(s.Candidate.Age - invited.Candidate.Age)
		locked.Canada.Submitted = time.Time{}
		person.Profile, person.Law = &locked, at.day
		r.eligible = person.Admits(at.stream) != streams.No
		return r.eligible
	})
	return r
}

// Ever returns the best verdict of a stream on the days from one to another,
// both included.
func (q *Prospect) Ever(stream draws.Stream, from, to civil.Day) streams.Verdict {
	best := streams.No
	for day := max(from, q.p.Start); day <= min(to, q.p.End) && best != streams.Yes; day++ {
		best = best.Or(q.Admits(stream, day))
	}
	return best
}
