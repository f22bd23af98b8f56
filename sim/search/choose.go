package search

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"

	"crsplan/sim"
	"crsplan/sim/chance"
)

// Ranked is a route with what is simulated about it.
type Ranked struct {
	*Route
	// Chance is that of an invitation by the deadline that holds, and Error that of
	// its simulation. Of an outlook told from above it is what is surely there.
	Chance, Error float64
	AtRisk        float64 // of one that would not hold
	Months        float64 // expected to an invitation, the whole horizon where there is none
	Outlook       *chance.Outlook
	// TiedWith is the place of the first plan in the ranking that its chance
	// cannot be told apart from: its own where there is none before it.
	TiedWith int
	// Like is a route of the frontier that is as good within the error and
	// stands for this one; nil where it stands for itself.
	Like *Ranked
}

// Choice is what a search for chances comes to.
type Choice struct {
	// Plans are the routes that were simulated on all futures, the highest
	// chance first; of those that cannot be told apart the cheapest.
	Plans []*Ranked
	// Front are those of them that none beats in chance, months and cost alike,
	// from the cheapest to the dearest.
	Front []*Ranked
	// Near are the routes that were only looked through, on Screened futures, the
	// highest chance first: one of Plans may be no better than they are.
	Near []*Ranked
	// Bounded is how many routes had a bound, all of several moves; Beaten how
	// many of these were not simulated, for another does at least as well as
	// their bound. Simulated is how many routes met Screened futures.
	Bounded, Simulated, Beaten, Screened int
	Stopped                              bool // before it was done: the best so far
}

// How much is simulated.
const (
	screenPaths = 800 // futures on which routes are looked through
	screenWays  = 40
	leastRoutes = 200 // routes are simulated, also if another beats their bound
	batch       = 24  // routes between two looks at what beats what
	finalists   = 20  // routes at most that meet all futures
	// clearly is by how much a chance is told to be higher where routes are
	// looked through, and clearlySooner the months.
	clearly       = 0.02
	clearlySooner = 0.3
)

// Choose simulates the chances of routes and keeps the best. Where the context
// ends it returns the best so far, if there are any.
func (q *Question) Choose(ctx context.Context, f *Found, odds *Odds) (*Choice, error) {
	screen := odds.with(min(screenPaths, odds.Query.Paths), screenWays)
	c := &Choice{Screened: screen.Query.Paths}
	screen.Query.Higher = nil
	seen, err := q.look(ctx, f, screen, c)
	if err != nil && len(seen) == 0 {
		return nil, err
	}
	if err == nil {
		var last []*Ranked
		finals, looked := routesOf(finalsOf(seen)), len(seen)
		counted := odds.telling(func(done, all int) { odds.tell(looked+done, looked+all) })
		if last, err = q.simulate(ctx, finals, counted, nil); err == nil {
			c.Near = ranking(slices.DeleteFunc(seen, func(r *Ranked) bool { return slices.Contains(finals, r.Route) }))
			seen = last
		}
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		return nil, err
	}
	c.Stopped = err != nil
	c.Plans = ranking(seen)
	c.Front = frontier(c.Plans)
	return c, nil
}

// Screen simulates routes on the futures of the odds: staying and single moves,
// then the others in the order of their bounds, as far as none that was seen
// does as well as the bound.
func (q *Question) Screen(ctx context.Context, f *Found, odds *Odds) ([]*Ranked, error) {
	screen := odds.with(odds.Query.Paths, screenWays)
	screen.Query.Higher = nil
	return q.look(ctx, f, screen, new(Choice))
}

// look simulates staying and single moves, so that whoever stops early has those
// at least, and then the others in the order of their bounds.
func (q *Question) look(ctx context.Context, f *Found, screen *Odds, c *Choice) ([]*Ranked, error) {
	var first, others []*Route
	for _, r := range f.Routes {
		if r.Steps() <= 1 {
			first = append(first, r)
		} else {
			others = append(others, r)
		}
	}
	all := min(leastRoutes, len(f.Routes)) + finalists
	seen, err := q.screen(ctx, nil, first, nil, screen, all, c)
	if err != nil {
		return seen, err
	}
	limits, err := q.bounds(ctx, others, screen.telling(nil))
	if err != nil {
		return seen, err
	}
	c.Bounded = len(others)
	order := make([]int, len(others))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(limits[b].chance, limits[a].chance), cmp.Compare(others[a].Cost.Likely, others[b].Cost.Likely), simpler(others[a], others[b]))
	})
	sorted, bounds := make([]*Route, len(order)), make([]bound, len(order))
	for k, i := range order {
		sorted[k], bounds[k] = others[i], limits[i]
	}
	return q.screen(ctx, seen, sorted, bounds, screen, all, c)
}

// screen simulates routes in their order, beside those that were seen, until
// one of these beats the bound of every one that is left. Routes without bounds
// are all simulated.
func (q *Question) screen(ctx context.Context, seen []*Ranked, routes []*Route, limits []bound, odds *Odds, all int, c *Choice) ([]*Ranked, error) {
	base := 0
	counted := odds.telling(func(done, _ int) { odds.tell(base+done, max(base+done, all)) })
	for at := 0; at < len(routes); {
		var next []*Route
		for ; at < len(routes) && len(next) < batch; at++ {
			r := routes[at]
			if limits != nil && len(seen)+len(next) >= leastRoutes && beaten(r, limits[at], seen) {
				c.Beaten++
				continue
			}
			next = append(next, r)
		}
		base = len(seen)
		more, err := q.simulate(ctx, next, counted, nil)
		seen = append(seen, more...)
		c.Simulated = len(seen)
		if err != nil {
			return seen, err
		}
	}
	return seen, nil
}

// beaten says whether a route that was simulated does at least as well as the
// bound of another, for no more money.
func beaten(r *Route, limit bound, seen []*Ranked) bool {
	return slices.ContainsFunc(seen, func(s *Ranked) bool {
		return s.Cost.Likely <= r.Cost.Likely && s.Chance >= limit.chance && s.Months <= limit.months
	})
}

// simulate returns the routes with their chances: those that were reached.
func (q *Question) simulate(ctx context.Context, routes []*Route, odds *Odds, changed func(sim.Option) sim.Option) ([]*Ranked, error) {
	options := make([]sim.Option, len(routes))
	for i, r := range routes {
		options[i] = r.Option
		if changed != nil {
			options[i] = changed(r.Option)
		}
	}
	outlooks, err := odds.Of(ctx, q.World, q.Plan, options)
	var list []*Ranked
	for i, o := range outlooks {
		if o == nil {
			continue
		}
		r := &Ranked{Route: routes[i], Outlook: o, Months: o.Expected}
		if n := len(o.Months); n > 0 {
			last := o.Months[n-1]
			r.Chance, r.Error, r.AtRisk = o.Sure(last), last.Error, last.AtRisk
		}
		list = append(list, r)
	}
	return list, err
}

func routesOf(list []*Ranked) []*Route {
	routes := make([]*Route, len(list))
	for i, r := range list {
		routes[i] = r.Route
	}
	return routes
}

// finalsOf chooses the routes that meet all futures: those that no other
// clearly beats, the highest chance first, and staying.
func finalsOf(seen []*Ranked) []*Ranked {
	var list []*Ranked
	for _, r := range seen {
		clear := slices.ContainsFunc(seen, func(s *Ranked) bool {
			return s.Cost.Likely <= r.Cost.Likely && s.Chance > r.Chance+clearly && s.Months < r.Months-clearlySooner
		})
		if !clear {
			list = append(list, r)
		}
	}
	slices.SortStableFunc(list, func(a, b *Ranked) int {
		return cmp.Or(cmp.Compare(b.Chance, a.Chance), cmp.Compare(a.Cost.Likely, b.Cost.Likely), simpler(a.Route, b.Route))
	})
	// Every price on the frontier has its best; the rest fill up.
	front := frontier(list)
	var kept []*Ranked
	for _, r := range list {
		if slices.Contains(front, r) && r.Like == nil || len(r.Moves) == 0 {
			kept = append(kept, r)
		}
	}
	for _, r := range list {
		if len(kept) < finalists && !slices.Contains(kept, r) {
			kept = append(kept, r)
		}
	}
	return kept
}

// Tied says whether the chances of two plans cannot be told apart by their
// simulation: they differ by less than two standard errors of the difference,
// or by less than one percentage point, which is no difference to anybody.
func Tied(a, b *Ranked) bool {
	return math.Abs(a.Chance-b.Chance) < max(2*math.Hypot(a.Error, b.Error), 0.01)
}

// ranking orders plans by their chance; of those that cannot be told apart from
// the highest that is left, the cheapest comes first, then the one with fewer
// moves.
func ranking(list []*Ranked) []*Ranked {
	left := slices.Clone(list)
	slices.SortStableFunc(left, func(a, b *Ranked) int {
		return cmp.Or(cmp.Compare(b.Chance, a.Chance), cmp.Compare(a.Cost.Likely, b.Cost.Likely), simpler(a.Route, b.Route))
	})
	var order []*Ranked
	for len(left) > 0 {
		best := 0
		for i := 1; i < len(left); i++ {
			if Tied(left[0], left[i]) && cmp.Or(cmp.Compare(left[i].Cost.Likely, left[best].Cost.Likely), simpler(left[i].Route, left[best].Route)) < 0 {
				best = i
			}
		}
		left[best].TiedWith = len(order)
		for place, r := range order {
			if Tied(r, left[best]) {
				left[best].TiedWith = place
				break
			}
		}
		order = append(order, left[best])
		left = slices.Delete(left, best, best+1)
	}
	return order
}

// What makes no difference to anybody between two plans of the frontier, beside
// what cannot be told apart.
const (
	sameChance = 0.02
	sameMonths = 1.0
	sameCost   = 100.0
)

// frontier returns the plans that none beats in chance, months and cost alike,
// from the cheapest to the dearest. One that differs little from another, for
// which fewer moves or less money do, is marked as like it.
func frontier(list []*Ranked) []*Ranked {
	var front []*Ranked
	for _, r := range list {
		r.Like = nil
		beaten := slices.ContainsFunc(list, func(s *Ranked) bool {
			better := s.Chance > r.Chance || s.Months < r.Months || s.Cost.Likely < r.Cost.Likely
			return s != r && s.Chance >= r.Chance && s.Months <= r.Months && s.Cost.Likely <= r.Cost.Likely && (better || simpler(s.Route, r.Route) < 0)
		})
		if !beaten {
			front = append(front, r)
		}
	}
	// The plan that is told stands for those that cost as much or more and
	// bring hardly more, or as much or less and bring hardly less.
	told := slices.Clone(front)
	slices.SortStableFunc(told, func(a, b *Ranked) int {
		return cmp.Or(cmp.Compare(a.Cost.Likely, b.Cost.Likely), cmp.Compare(b.Chance, a.Chance), simpler(a.Route, b.Route))
	})
	for i, r := range told {
		for _, s := range told[:i] {
			if s.Like == nil && (Tied(r, s) || r.Chance < s.Chance+sameChance) && r.Months > s.Months-sameMonths {
				r.Like = s
				break
			}
		}
	}
	for i := len(told) - 1; i >= 0; i-- {
		r := told[i]
		for _, s := range told[i+1:] {
			if r.Like == nil && s.Like == nil && len(r.Moves) > 0 && s.Cost.Likely <= r.Cost.Likely+sameCost && s.Chance > r.Chance && s.Months <= r.Months+sameMonths {
				r.Like = s
				break
			}
		}
	}
	return told
}
