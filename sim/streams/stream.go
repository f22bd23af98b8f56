package streams

import (
	"slices"
	"sync"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// Stream says whether the person is eligible for a stream on the day, by the
// list in force then.
func (p *Person) Stream(stream draws.Stream) Result {
	s := telling()
	p.stream(&s, stream)
	return s.result()
}

// Admits is the verdict of [Person.Stream] alone.
func (p *Person) Admits(stream draws.Stream) Verdict {
	s := judging()
	p.stream(&s, stream)
	return s.verdict
}

func (p *Person) stream(s *sheet, stream draws.Stream) {
	switch stream {
	case draws.General:
		p.pool(s, Programs)
	case draws.FSW, draws.CEC, draws.FST:
		p.requireProfile(s)
		if s.tells {
			p.program(s, Program(stream))
		} else {
			s.require("program", p.AdmitsProgram(Program(stream)), nil)
		}
	case draws.PNP:
		p.requireNomination(s)
		p.pool(s, Programs)
	default:
		if stream.Ontario() {
			p.ontario(s, stream)
		} else {
			p.category(s, stream)
		}
	}
}

// requireNomination asks for the nomination of a province other than Quebec,
// which is outside of Express Entry.
func (p *Person) requireNomination(s *sheet) {
	by := p.Profile.Canada.Nomination
	s.require("nomination", verdict(by != "" && by != "QC"), func() reason.Reason {
		if by == "" {
			return reason.New("streams.nomination/none").At(programs().pnp)
		}
		return reason.New("streams.nomination", "province", reason.Term("province."+by)).At(programs().pnp)
	})
}

// pool asks for a profile that is in the pool, where one of those programs
// admits the person.
func (p *Person) pool(s *sheet, of []Program) {
	p.requireProfile(s)
	if s.over() {
		return
	}
	p.requireProgram(s, of, p.anyProgram(of))
}

// anyProgram is the verdict on being eligible for one program at least.
func (p *Person) anyProgram(of []Program) Verdict {
	any := No
	for _, program := range of {
		if any = any.Or(p.AdmitsProgram(program)); any == Yes {
			break
		}
	}
	return any
}

// requireProgram puts on the sheet that one of those programs must admit the
// person, with the verdict on it.
func (p *Person) requireProgram(s *sheet, of []Program, met Verdict) {
	if !s.tells {
		s.require("program", met, nil)
		return
	}
	var names reason.Terms
	var needs []string
	for _, program := range of {
		if met == No || p.AdmitsProgram(program) == met {
			names = append(names, program.Term())
		}
		if met == NotKnown {
			needs = p.Program(program).addNeeds(needs)
		}
	}
	s.require("program", met, func() reason.Reason {
		switch met {
		case Yes:
			return reason.New("streams.program/met", "programs", names).At(programs().pool)
		case NotKnown:
			return reason.New("streams.program/not-known", "programs", names).At(programs().pool)
		}
		return reason.New("streams.program/none", "programs", names).At(programs().pool)
	}, needs...)
}

// addNeeds appends the keys that would settle a result that is not known.
func (r Result) addNeeds(needs []string) []string {
	if r.Verdict != NotKnown {
		return needs
	}
	for _, line := range r.Requirements {
		for _, key := range line.Needs {
			if !slices.Contains(needs, key) {
				needs = append(needs, key)
			}
		}
	}
	return needs
}

// requireProfile asks for a profile that has not lapsed. Without a time stamp
// the person enters the pool as soon as a program admits them.
func (p *Person) requireProfile(s *sheet) {
	from, until, declared := SubmissionOf(p)
	s.require("profile", verdict(!declared || from <= p.Day && p.Day < until), func() reason.Reason {
		// The days are told as the world sees them.
		from, until := from-p.shift(), until-p.shift()
		ref := programs().pool
		switch {
		case !declared:
			return reason.New("streams.profile/assumed").At(ref)
		case p.Law < from:
			return reason.New("streams.profile/not-yet", "from", from).At(ref)
		case p.Law >= until:
			return reason.New("streams.profile/lapsed", "from", from, "until", until).At(ref)
		}
		return reason.New("streams.profile", "from", from, "until", until).At(ref)
	})
}

// shift is by how many days the person's calendar is ahead of the world's.
func (p *Person) shift() civil.Day { return p.Day - p.Law }

// SubmissionOf returns the first day on which a submitted profile is in the
// pool and the day on which it lapses, twelve months later, both in the
// person's own calendar. It is false where the profile says nothing of its
// submission: then the person is in the pool whenever a program admits them.
func SubmissionOf(p *Person) (from, until civil.Day, ok bool) {
	at := p.Profile.Canada.Submitted
	if at.IsZero() {
		return 0, 0, false
	}
	from = civil.OfTime(at)
	return from, from.AddYears(profile.ProfileYears), true
}

// StateOf returns the state of a stream as known on a day, with the rounds
// known then: a record up to that day, see [draws.Record.Until]. A stream whose
// list was retired is closed too.
func StateOf(s draws.Stream, record *draws.Record, today civil.Day) draws.State {
	if c := categories(); c.newest(s, today, today) != nil && c.on(s, today, today) == nil {
		return draws.Closed
	}
	return record.StateOf(s, today)
}

// WorkYears returns over how many years back programs and streams count work,
// in order.
func WorkYears() []int { return slices.Clone(workYears()) }

var workYears = sync.OnceValue(func() []int {
	rules, hcp := programs(), &ontarioRules().hcp
	years := []int{
		rules.fsw.work.years, profile.WorkWindowYears, rules.cec.work.years, rules.fst.work.years,
		hcp.workerRoute.years, hcp.experienceRoute.years,
	}
	for _, versions := range categories().of {
		for _, l := range versions {
			if l.work.years > 0 {
				years = append(years, l.work.years)
			}
		}
	}
	slices.Sort(years)
	return slices.Compact(years)
})

// ListDays returns the days on which a list, a table, a stream or the rule of a
// program changes, in order. Between two of them the law of every stream stands
// still.
func ListDays() []civil.Day { return slices.Clone(listDays()) }

var listDays = sync.OnceValue(func() []civil.Day {
	days := append(fundsDays(), profile.DefinitionDays()...)
	for _, versions := range categories().of {
		for _, l := range versions {
			days = append(days, l.days()...)
		}
	}
	days = append(days, ontarioRules().days()...)
	days = append(days, albertaRules().from)
	for _, s := range draws.Streams() {
		if day, closed := draws.ClosedOn(s); closed {
			days = append(days, day)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
})
