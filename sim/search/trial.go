package search

import (
	"context"
	"math"

	"crsplan/sim"
	"crsplan/sim/forecast"
)

// Trial is what becomes of plans where something is otherwise than assumed.
type Trial struct {
	Key   TrialKey
	Plans []*Ranked // in the order of this trial
}

// TrialKey is what is otherwise.
type TrialKey string

// The trials.
const (
	Longer   TrialKey = "longer"   // months and costs half as much again
	Unlucky  TrialKey = "unlucky"  // each step works 20 percentage points less often
	Smaller  TrialKey = "smaller"  // rounds half as large
	Proposal TrialKey = "proposal" // the proposal of 2026 in force
	Higher20 TrialKey = "higher20" // every cutoff 20 points higher
	Higher40 TrialKey = "higher40"
)

// Trials returns the keys of all trials.
func Trials() []TrialKey {
	return []TrialKey{Longer, Unlucky, Smaller, Proposal, Higher20, Higher40}
}

const (
	longer  = 1.5
	unlucky = 0.2
)

// Others are what trials need besides the question: a forecast of smaller
// rounds, and a world with the proposal in force. What is nil is not tried.
type Others struct {
	Smaller  *forecast.Forecast
	Proposal *sim.World
}

// Try plays plans under each trial, against the same futures as far as they are
// the same.
func (q *Question) Try(ctx context.Context, plans []*Ranked, odds *Odds, others Others) ([]Trial, error) {
	higher := *odds.bare()
	higher.Query.Higher = []int{20, 40}
	plain := *odds.bare()
	smaller, proposed := plain, *q
	smaller.Forecast = others.Smaller
	proposed.World = others.Proposal
	var trials []Trial
	for _, trial := range []struct {
		key    TrialKey
		q      *Question
		odds   *Odds
		change func(*sim.Step)
	}{
		{Longer, q, &plain, makeLonger},
		{Unlucky, q, &plain, func(s *sim.Step) { s.Chance = lessLikely(s.Chance) }},
		{Smaller, q, &smaller, nil},
		{Proposal, &proposed, &plain, nil},
		{Higher20, q, &higher, nil},
	} {
		if trial.odds.Forecast == nil || trial.q.World == nil {
			continue
		}
		made := map[*sim.Scenario]*sim.Scenario{}
		list, err := trial.q.simulate(ctx, routesOf(plans), trial.odds, func(o sim.Option) sim.Option { return changed(o, made, trial.change) })
		if err != nil {
			return nil, err
		}
		switch trial.key {
		case Longer:
			for _, r := range list {
				route := *r.Route
				route.Cost = scaled(route.Cost, longer)
				r.Route = &route
			}
		case Higher20:
			trials = append(trials, Trial{Higher20, ranking(atHigher(list, 0))})
			list, trial.key = atHigher(list, 1), Higher40
		}
		trials = append(trials, Trial{trial.key, ranking(list)})
	}
	return trials, nil
}

// lessLikely takes 20 percentage points from a chance that is not certain.
func lessLikely(p float64) float64 {
	if p >= 1 {
		return p
	}
	return math.Max(0, p-unlucky)
}

// makeLonger makes a step dearer, and longer unless it is so many months of
// work: a year of work is a year.
func makeLonger(s *sim.Step) {
	s.Cost = scaled(s.Cost, longer)
	if s.During.Work != sim.WorkInCanada && s.During.Work != sim.WorkAbroad {
		s.Months = scaled(s.Months, longer)
	}
}

// changed returns an option whose steps are changed; as it is without a change.
func changed(o sim.Option, made map[*sim.Scenario]*sim.Scenario, change func(*sim.Step)) sim.Option {
	if change == nil {
		return o
	}
	other := o
	other.Scenarios = nil
	for _, s := range o.Scenarios {
		if made[s] == nil {
			made[s] = altered(s, change)
		}
		other.Scenarios = append(other.Scenarios, made[s])
	}
	return other
}

// atHigher returns plans with their chances at the k-th higher cutoffs.
func atHigher(list []*Ranked, k int) []*Ranked {
	var other []*Ranked
	for _, r := range list {
		at := *r
		if n := len(r.Outlook.Months); n > 0 {
			at.Chance = r.Outlook.Months[n-1].Higher[k]
		}
		other = append(other, &at)
	}
	return other
}

// HangsOn returns the trials in which another plan than the first is clearly
// better: what the choice hangs on.
func HangsOn(first *Ranked, trials []Trial) []Trial {
	var list []Trial
	for _, t := range trials {
		for _, r := range t.Plans {
			if r.Option.Name != first.Option.Name {
				continue
			}
			best := t.Plans[0]
			if best != r && !Tied(best, r) && best.Chance > r.Chance+sameChance {
				list = append(list, t)
			}
		}
	}
	return list
}
