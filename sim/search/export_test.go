package search

import "context"

// Bound is what a route cannot exceed.
type Bound struct{ Chance, Months float64 }

// Bounds returns the bounds of routes.
func (q *Question) Bounds(ctx context.Context, routes []*Route, odds *Odds) ([]Bound, error) {
	limits, err := q.bounds(ctx, routes, odds)
	var list []Bound
	for _, l := range limits {
		list = append(list, Bound{l.chance, l.months})
	}
	return list, err
}

// Repeats says whether two moves do something of the same kind.
func (q *Question) Repeats(moves []Move) bool { return q.repeats(moves) }
