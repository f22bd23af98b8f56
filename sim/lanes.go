package sim

import (
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// Lane is a time in which a stream is open to the person, or is not, or in
// which that is not known.
type Lane struct {
	Stream  draws.Stream
	From    civil.Day
	To      civil.Day // the day after the last
	Verdict streams.Verdict
	// Because is what is lacking, or what is not known; of a lane that opens
	// after another, what opened it.
	Because reason.Reason
	// Needs are the keys of the profile that would settle what is not known.
	Needs []string
}

// Lanes returns how open each stream is on the days of a projection from one
// on, in the order of the streams and of the days.
func (p *Projection) Lanes(from civil.Day, which []draws.Stream) []Lane {
	var all []Lane
	q := p.Prospect()
	q.watchWork()
	for _, stream := range which {
		first := len(all)
		verdicts := q.verdicts(stream)
		for day := max(from, p.Start); day <= p.End; day++ {
			v := verdicts[day-p.Start]
			if n := len(all); n > first && all[n-1].Verdict == v {
				all[n-1].To = day + 1
				continue
			}
			all = append(all, Lane{Stream: stream, From: day, To: day + 1, Verdict: v})
		}
		for i := first; i < len(all); i++ {
			p.explain(&all[i], i > first)
		}
	}
	return all
}

// explain says why a lane is open or is not.
func (p *Projection) explain(l *Lane, turned bool) {
	person := p.Person(l.From)
	if l.Verdict == streams.Yes {
		if turned {
			l.Because = opened(p.Person(l.From-1), person, l.Stream)
		}
		return
	}
	for _, r := range person.Stream(l.Stream).Requirements {
		if r.Met == l.Verdict {
			l.Because, l.Needs = r.Because, r.Needs
			return
		}
	}
}

// opened returns the requirement that is met on a day and was not the day
// before.
func opened(before, after streams.Person, s draws.Stream) reason.Reason {
	was := before.Stream(s).Requirements
	for i, r := range after.Stream(s).Requirements {
		if r.Met == streams.Yes && i < len(was) && was[i].Met != streams.Yes {
			return r.Because
		}
	}
	return reason.Reason{}
}

// Opens returns the first day from which a stream is open, and whether it ever
// is.
func Opens(lanes []Lane, s draws.Stream) (civil.Day, bool) {
	for _, l := range lanes {
		if l.Stream == s && l.Verdict == streams.Yes {
			return l.From, true
		}
	}
	return 0, false
}

// BestIn returns the highest score of a projection on the days on which a
// stream's lanes have a verdict, with its first day.
func (p *Projection) BestIn(lanes []Lane, s draws.Stream, v streams.Verdict) (best *Standing, on civil.Day) {
	for _, l := range lanes {
		if l.Stream != s || l.Verdict != v {
			continue
		}
		for i := range p.Standings {
			standing := &p.Standings[i]
			until := p.End + 1
			if i+1 < len(p.Standings) {
				until = p.Standings[i+1].From
			}
			from := max(standing.From, l.From)
			if from < min(until, l.To) && (best == nil || standing.Total > best.Total) {
				best, on = standing, from
			}
		}
	}
	return best, on
}
