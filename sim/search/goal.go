package search

import (
	"cmp"
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
)

// Goal is a score to reach; with a stream, on a day on which that is open.
type Goal struct {
	Score  int
	Stream draws.Stream // "" for any
}

// Arrival is a route that reaches a goal, and its first day there.
type Arrival struct {
	*Route
	On civil.Day
}

// Arrivals returns the routes that reach a goal and that no other beats in both
// cost and day, the cheapest first: the last is the soonest. It is exact, on
// the likely course of the steps.
func (q *Question) Arrivals(f *Found, g Goal) []Arrival {
	var all []Arrival
	for _, r := range f.Routes {
		if on, ok := q.Reaches(r, g.Score, g.Stream); ok {
			all = append(all, Arrival{r, on})
		}
	}
	slices.SortStableFunc(all, func(a, b Arrival) int {
		return cmp.Or(cmp.Compare(a.Cost.Likely, b.Cost.Likely), cmp.Compare(a.On, b.On), simpler(a.Route, b.Route))
	})
	var front []Arrival
	for _, a := range all {
		if n := len(front); n == 0 || a.On < front[n-1].On {
			front = append(front, a)
		}
	}
	return front
}

// Fewest returns, of the routes that reach a goal, the one with the fewest
// steps, of equals the cheapest and then the soonest; false where none does.
func (q *Question) Fewest(f *Found, g Goal) (best Arrival, ok bool) {
	for _, r := range f.Routes {
		on, reaches := q.Reaches(r, g.Score, g.Stream)
		if reaches && (!ok || cmp.Or(cmp.Compare(r.Steps(), best.Steps()), cmp.Compare(r.Cost.Likely, best.Cost.Likely), cmp.Compare(on, best.On)) < 0) {
			best, ok = Arrival{r, on}, true
		}
	}
	return best, ok
}

// Highest returns the route with the highest score, on days on which the goal's
// stream is open; of equals the soonest and then the cheapest. It is what comes
// nearest to a goal that none reaches.
func (q *Question) Highest(f *Found, g Goal) (best *Route, score int, on civil.Day) {
	for _, r := range f.Routes {
		top, first := q.Score(r, g.Stream)
		if first.IsZero() {
			continue
		}
		if best == nil || cmp.Or(cmp.Compare(score, top), cmp.Compare(first, on), cmp.Compare(r.Cost.Likely, best.Cost.Likely)) < 0 {
			best, score, on = r, top, first
		}
	}
	return best, score, on
}
