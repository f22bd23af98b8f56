package search

import (
	"context"
	"math"
	"slices"

	"crsplan/sim"
)

// What a route can bring at most is worked out before its chances are
// simulated. In the best case every step works and takes its least months; no
// course of the steps does better, for what comes later or fails brings nothing
// sooner. And a move brings something only as often as the first of its steps
// that change anything work. So over every set of moves that may work out, the
// chance of that set and no other, times the chance in its best case, sum to
// what the route cannot exceed; likewise the months to an invitation.

// bound is what a route cannot exceed: the chance by the deadline from above,
// and the expected months from below.
type bound struct {
	chance, months float64
}

// bounds returns the bound of each route.
func (q *Question) bounds(ctx context.Context, routes []*Route, odds *Odds) ([]bound, error) {
	made := map[*sim.Scenario]*sim.Scenario{}
	place := map[string]int{} // of an option in its best case, by its name
	var options []sim.Option
	parts := make([][]int, len(routes)) // by set of moves that work out
	for i, r := range routes {
		if r.waits() {
			continue
		}
		for set := range 1 << len(r.Moves) {
			o, ok := r.part(set)
			if !ok {
				parts[i] = append(parts[i], -1)
				continue
			}
			at, known := place[o.Name]
			if !known {
				at = len(options)
				place[o.Name] = at
				options = append(options, changed(o, made, bestCase))
			}
			parts[i] = append(parts[i], at)
		}
	}
	world := *q.World
	world.Generous = true // work that begins sooner lets go of it sooner
	outlooks, err := odds.bare().Of(ctx, &world, q.Plan, options)
	if err != nil {
		return nil, err
	}
	list := make([]bound, len(routes))
	for i, r := range routes {
		if r.waits() {
			list[i] = bound{1, 0} // draws are simulated with the chances: nothing is known before
		}
		for set, at := range parts[i] {
			if at < 0 {
				continue
			}
			best, share := outlooks[at], r.share(set)
			last := best.Months[len(best.Months)-1]
			list[i].chance += share * (last.P + last.AtRisk)
			list[i].months += share * best.Expected
		}
	}
	return list, nil
}

// waits says whether a step of a route waits for a draw.
func (r *Route) waits() bool {
	return slices.ContainsFunc(r.Option.Steps(), func(s *sim.Step) bool { return s.WaitsFor.Ontario() })
}

// part returns the option of some of a route's moves, in the same lanes; false
// where a decision is among those left out, for a decision always works.
func (r *Route) part(set int) (sim.Option, bool) {
	var first []Move
	lanes := map[int][]Move{}
	var order []int
	for i, m := range r.Moves {
		switch in := set>>i&1 == 1; {
		case Decides(m.Scenario) && !in:
			return sim.Option{}, false
		case Decides(m.Scenario):
			first = append(first, m)
		case in:
			lane := r.Option.Lane(i)
			if lanes[lane] == nil {
				order = append(order, lane)
			}
			lanes[lane] = append(lanes[lane], m)
		}
	}
	var list [][]Move
	for _, lane := range order {
		list = append(list, lanes[lane])
	}
	return option(first, list), true
}

// share returns how often just those moves of a route work out, as far as their
// first steps go.
func (r *Route) share(set int) float64 {
	share := 1.0
	for i, m := range r.Moves {
		if Decides(m.Scenario) {
			continue
		}
		if p := brings(m.Scenario); set>>i&1 == 1 {
			share *= p
		} else {
			share *= 1 - p
		}
	}
	return share
}

// brings returns how often a move brings anything at most: a step that changes
// something is reached, and works.
func brings(s *sim.Scenario) float64 {
	reached := make([]float64, len(s.Steps)) // and worked
	none := 1.0                              // no step that changes something works
	for range s.Steps {
		for i := range s.Steps {
			reached[i] = s.Steps[i].Works()
			for j := range s.Steps {
				if follows(&s.Steps[i], &s.Steps[j]) {
					reached[i] = math.Min(reached[i], reached[j]*s.Steps[i].Works())
				}
			}
		}
	}
	for i := range s.Steps {
		step := &s.Steps[i]
		if step.Then.Nothing() && step.During.Nothing() {
			continue
		}
		leads := true // no step before it changes anything
		for j := range s.Steps {
			if follows(step, &s.Steps[j]) && !(s.Steps[j].Then.Nothing() && s.Steps[j].During.Nothing()) {
				leads = false
			}
		}
		switch {
		case !leads:
		case step.During.Nothing():
			none *= 1 - reached[i]
		default: // what changes while it runs does so even if it fails in the end
			none *= 1 - reached[i]/math.Max(step.Works(), 1e-9)
		}
	}
	return 1 - none
}

func follows(step, before *sim.Step) bool {
	return slices.Contains(step.After, before.Name)
}

// bestCase makes a step work, in its least months; a province's own round takes the
// person at once.
func bestCase(s *sim.Step) {
	s.Months, s.Chance, s.Tries = sim.Exactly(s.Months.Low), 1, 1
	if s.WaitsFor.Provincial() {
		s.WaitsFor = ""
	}
}

// altered returns a scenario with its steps changed.
func altered(s *sim.Scenario, change func(*sim.Step)) *sim.Scenario {
	other := *s
	other.Steps = append([]sim.Step(nil), s.Steps...)
	for i := range other.Steps {
		change(&other.Steps[i])
	}
	return &other
}
