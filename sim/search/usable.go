package search

import (
	"slices"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// usable returns the moves that may be part of a route. Left out is a move that
// asks for something which neither the person has nor any other move brings,
// one that changes nothing or is late, by itself and with each other move alike,
// and one of which nobody can say how likely it is to work.
func (q *Question) usable(f *Found) ([]Move, error) {
	var moves []Move
	for _, m := range q.Moves {
		if !slices.Contains(q.Exclude, m.Name) {
			moves = append(moves, m)
		}
	}
	turns, err := q.turning(moves)
	if err != nil {
		return nil, err
	}
	why := make([]reason.Reason, len(moves))
	err = sim.Parallel(len(moves), func(i int) (err error) {
		why[i], err = q.useless(moves, turns, i)
		if no := Alone(moves[i]).NoChance(); why[i].IsZero() && !no.IsZero() {
			why[i] = reason.New("chance.no-estimate", "why", no)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	var kept []Move
	for i, m := range moves {
		if !why[i].IsZero() && !slices.Contains(q.Must, m.Name) {
			f.Left = append(f.Left, Left{m, why[i]})
			continue
		}
		kept = append(kept, m)
	}
	return kept, nil
}

// useless says why a move is in no route; nothing where it may be in one.
func (q *Question) useless(moves []Move, turns map[string]bool, i int) (reason.Reason, error) {
	m := moves[i]
	alone, err := q.World.Project(q.Plan, option(nil, [][]Move{{m}}))
	if err != nil {
		return reason.Reason{}, err
	}
	v, why := q.judge(alone)
	asks := asked(m.Scenario)
	switch {
	case v == fits:
		return reason.Reason{}, nil
	case q.hopeless(moves, turns, asks), v == never:
		return why, nil
	case q.World.LetExpire, !q.holds(asks):
		return reason.Reason{}, nil // it may take time alone, or several other moves, to be of use
	}
	for k, other := range moves {
		if k == i {
			continue
		}
		for _, lanes := range [][][]Move{{{other, m}}, {{m, other}}, {{other}, {m}}} {
			p, err := q.World.Project(q.Plan, option(nil, lanes))
			if err != nil {
				return reason.Reason{}, err
			}
			if v, _ := q.judge(p); v == fits {
				return reason.Reason{}, nil
			}
		}
	}
	return why, nil
}

// ask is something that a move requires, or that must not be.
type ask struct {
	name string
	want bool
}

// asked lists what a move and its steps ask for. A step of a partner's asks for
// one.
func asked(s *sim.Scenario) []ask {
	var list []ask
	add := func(requires, conflicts []string) {
		for _, name := range requires {
			list = append(list, ask{name, true})
		}
		for _, name := range conflicts {
			list = append(list, ask{name, false})
		}
	}
	add(s.Requires, s.Conflicts)
	for i := range s.Steps {
		add(s.Steps[i].Requires, s.Steps[i].Conflicts)
		if s.Steps[i].Who == sim.ThePartner {
			list = append(list, ask{"partner", true})
		}
	}
	return list
}

// holds says whether all that is asked for is there on the first day.
func (q *Question) holds(asks []ask) bool {
	start, shift := q.World.Start(q.Plan)
	return !slices.ContainsFunc(asks, func(a ask) bool {
		fact, ok := sim.Facts[a.name]
		return !ok || fact(q.Plan.Profile, start+shift) != a.want
	})
}

// turning returns the facts asked for that time alone turns: a permit ends, or
// another job becomes the one with the most months.
func (q *Question) turning(moves []Move) (map[string]bool, error) {
	stay, err := q.World.Project(q.Plan, sim.Stay())
	if err != nil {
		return nil, err
	}
	_, shift := q.World.Start(q.Plan)
	turns := map[string]bool{}
	for _, m := range moves {
		for _, a := range asked(m.Scenario) {
			fact, ok := sim.Facts[a.name]
			if _, looked := turns[a.name]; !ok || looked {
				continue
			}
			turns[a.name] = false
			first := fact(stay.Person(stay.Start).Profile, stay.Start+shift)
			for day := stay.Start + 1; day <= stay.End && !turns[a.name]; day++ {
				turns[a.name] = fact(stay.Person(day).Profile, day+shift) != first
			}
		}
	}
	return turns, nil
}

// hopeless says whether something is asked for that the person lacks and that
// neither time nor a move brings.
func (q *Question) hopeless(moves []Move, turns map[string]bool, asks []ask) bool {
	start, shift := q.World.Start(q.Plan)
	on := start + shift
	return slices.ContainsFunc(asks, func(a ask) bool {
		fact, ok := sim.Facts[a.name]
		if !ok { // the name of a move
			return a.want && !slices.ContainsFunc(moves, func(m Move) bool { return m.Name == a.name })
		}
		return fact(q.Plan.Profile, on) != a.want && !turns[a.name] && !slices.ContainsFunc(moves, func(m Move) bool {
			return fact(after(q.Plan.Profile, m.Scenario, on), on) == a.want
		})
	})
}

// after returns the person as the changes of a move make them, all at once, and
// with the occupation that it has them work in as the primary one.
func after(p *profile.Profile, s *sim.Scenario, on civil.Day) *profile.Profile {
	changed := p.Clone()
	for i := range s.Steps {
		step := &s.Steps[i]
		if step.Who == sim.Principal && step.During.NOC != "" {
			changed.Canada.PrimaryNOC = step.During.NOC
		}
		if step.Who == sim.Principal || changed.Partner != nil {
			step.Then.Apply(changed, step.Who, on)
		}
	}
	return changed
}
