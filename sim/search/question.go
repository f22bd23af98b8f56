package search

import (
	"context"
	"math"
	"slices"
	"strings"
	"sync/atomic"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/provinces"
	"crsplan/sim/reason"
)

// Question is what routes are looked for.
type Question struct {
	World *sim.World
	Plan  *sim.Plan // the person and the start; its end is the deadline
	Moves []Move
	// Must are moves that every route has, Exclude those that none has, by
	// name. A decision that takes no time stands at the start of every route,
	// and is made only where it must be.
	Must, Exclude []string
	MaxSteps      int     // moves of a route, decisions aside
	Efforts       int     // lanes of one person, at least 1
	Budget        float64 // of the likely costs, in dollars; below 0: any
	// Streams are those whose being open matters, 32 at most.
	Streams []draws.Stream
	// Progress, where it is set, is told how many routes are played of how many, now
	// and then and on any goroutine.
	Progress func(done, all int)
}

// Found are the routes of a question.
type Found struct {
	// Routes are all that can be taken, are done in time and within the
	// budget, but for those that a simpler one is as good as on every day. The
	// first is that without any further move.
	Routes []*Route
	// Left are moves that are in no route, and why.
	Left []Left
	// Tried is how many routes were played; Blocked, Late and Dear are those
	// that cannot be taken, are not done in time, or cost too much; Idle those
	// of which a part does as well.
	Tried, Blocked, Late, Dear, Idle int
	End                              civil.Day // the deadline
}

// Left is a move that is in no route, and why.
type Left struct {
	Move
	Why reason.Reason
}

// Find plays every route of a question. Where the context ends it returns its
// cause: half of the routes answer nothing.
func (q *Question) Find(ctx context.Context) (*Found, error) {
	start, _ := q.World.Start(q.Plan)
	f := &Found{End: q.Plan.End(start)}
	moves, err := q.usable(f)
	if err != nil {
		return nil, err
	}
	var first, pool, must []Move
	for _, m := range moves {
		asked := slices.Contains(q.Must, m.Name)
		switch {
		case Decides(m.Scenario) && asked:
			first = append(first, m)
		case Decides(m.Scenario):
			f.Left = append(f.Left, Left{m, reason.New("search.decision")})
		case asked:
			must = append(must, m)
		default:
			pool = append(pool, m)
		}
	}
	var plans [][][]Move
	choices(len(pool), max(q.MaxSteps-len(must), 0), func(chosen []int) {
		set := slices.Clone(must)
		for _, i := range chosen {
			set = append(set, pool[i])
		}
		q.arrangements(set, func(lanes [][]Move) { plans = append(plans, lanes) })
	})
	routes := make([]*Route, len(plans))
	outcome := make([]verdict, len(plans))
	var done atomic.Int64
	err = sim.Parallel(len(plans), func(i int) (err error) {
		if err := ctx.Err(); err != nil {
			return err
		}
		routes[i], outcome[i], err = q.play(first, plans[i])
		q.tell(int(done.Add(1)), len(plans))
		return err
	})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	f.Tried = len(plans)
	var all []*Route
	for i, v := range outcome {
		switch v {
		case cannot, never:
			f.Blocked++
		case late:
			f.Late++
		case dear:
			f.Dear++
		default:
			all = append(all, routes[i])
		}
	}
	f.Routes = worthwhile(all)
	f.Idle = len(all) - len(f.Routes)
	return f, nil
}

// often is how many routes are played between two times that it is told.
const often = 256

// tell tells how many routes are played of how many.
func (q *Question) tell(done, all int) {
	if q.Progress != nil && (done%often == 0 || done == all) {
		q.Progress(done, all)
	}
}

// verdict is what becomes of a route.
type verdict int8

const (
	fits verdict = iota
	cannot
	never // it waits for draws that are held no more
	late
	dear
)

// play plays one route.
func (q *Question) play(first []Move, lanes [][]Move) (*Route, verdict, error) {
	r := &Route{Option: option(first, lanes), Moves: slices.Clone(first)}
	for _, lane := range lanes {
		r.Moves = append(r.Moves, lane...)
	}
	p, err := q.World.Project(q.Plan, r.Option)
	if err != nil {
		return nil, cannot, err
	}
	if v, _ := q.judge(p); v != fits {
		return nil, v, nil
	}
	r.Months, r.Cost, r.ToCanada = p.Months(), costOf(p), p.Moves()
	r.Done = p.Start + civil.Day(math.Round(r.Months*civil.DaysPerMonth))
	if q.Budget >= 0 && r.Cost.Likely > q.Budget {
		return nil, dear, nil
	}
	r.turns = turnsOf(p, q.Streams, p.End)
	names := make([]string, len(r.Moves))
	for i, m := range r.Moves {
		names[i] = m.Name
	}
	slices.Sort(names)
	r.set = strings.Join(names, "\n")
	return r, fits, nil
}

// costOf returns what a route costs on its likely course, with what waits for
// a draw that may come.
func costOf(p *sim.Projection) sim.Range {
	var cost sim.Range
	for i := range p.Steps {
		if state := p.Steps[i].State; state != sim.StepSkipped && state != sim.StepBlocked {
			cost = cost.Plus(p.Steps[i].Step.Cost)
		}
	}
	return cost
}

// judge says whether a projection can be taken and is done in time; of one that
// is not, why.
func (q *Question) judge(p *sim.Projection) (verdict, reason.Reason) {
	waits := false
	for i := range p.Steps {
		s := &p.Steps[i]
		if s.State == sim.StepWaiting && q.mayCome(s.Step.WaitsFor) {
			waits = true
			continue
		}
		switch s.State {
		case sim.StepBlocked:
			return cannot, s.Why
		case sim.StepWaiting:
			return never, s.Why
		}
	}
	if why := idle(p); !why.IsZero() {
		return cannot, why
	}
	for i := range p.Steps {
		s := &p.Steps[i]
		if s.State == sim.StepRunning || s.State == sim.StepNotReached && !waits {
			return late, reason.New("search.late", "end", p.End)
		}
	}
	return fits, reason.Reason{}
}

// mayCome says whether draws of a stream can still be held, as known today. No
// draw releases a step on the likely course; chances simulate them.
func (q *Question) mayCome(s draws.Stream) bool {
	if s.Provincial() {
		path := provinces.PathOf(string(s))
		return q.World.Known >= path.From.Day && path.ScaleOn(q.World.Known) != nil
	}
	day, closed := draws.ClosedOn(s)
	return !closed || day > q.World.Known
}

// worthwhile leaves out the routes of which another is as good on every day and
// no dearer, having the same moves in another order, or a part of them. Those
// that are left stand in their order, the simpler of equals first.
func worthwhile(all []*Route) []*Route {
	groups := map[string][]*Route{}
	var order []string
	for _, r := range all {
		if groups[r.set] == nil {
			order = append(order, r.set)
		}
		groups[r.set] = append(groups[r.set], r)
	}
	beats := func(a, b *Route) bool {
		if a.Cost.Likely > b.Cost.Likely || !a.asGood(b) {
			return false
		}
		return a.Cost.Likely < b.Cost.Likely || !b.asGood(a) || simpler(a, b) < 0
	}
	for set, list := range groups {
		groups[set] = slices.DeleteFunc(slices.Clone(list), func(r *Route) bool {
			return slices.ContainsFunc(list, func(o *Route) bool { return o != r && beats(o, r) })
		})
	}
	var kept []*Route
	for _, set := range order {
		for _, r := range groups[set] {
			if !r.partDoes(groups) {
				kept = append(kept, r)
			}
		}
	}
	return kept
}

// partDoes says whether a route with fewer of the same moves is as good, and no
// dearer.
func (r *Route) partDoes(groups map[string][]*Route) bool {
	if r.set == "" {
		return false
	}
	names := strings.Split(r.set, "\n")
	for without := 1; without < 1<<len(names); without++ {
		var part []string
		for i, name := range names {
			if without>>i&1 == 0 {
				part = append(part, name)
			}
		}
		if slices.ContainsFunc(groups[strings.Join(part, "\n")], func(o *Route) bool { return o.Cost.Likely <= r.Cost.Likely && o.asGood(r) }) {
			return true
		}
	}
	return false
}
