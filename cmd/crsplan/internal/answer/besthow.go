package answer

import (
	"context"
	"slices"
	"time"

	"crsplan/sim"
	"crsplan/sim/chance"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/reason"
	"crsplan/sim/search"
)

// coupleBeside compares the four ways, with the best single step of each where
// chances are told.
func coupleBeside(ctx context.Context, c *reason.Catalogue, w *sim.World, plan *sim.Plan, given []search.Move, record *draws.Record, odds *search.Odds) (*Couple, error) {
	if odds != nil {
		few := *odds
		few.Query.Paths, few.Query.Ways = min(odds.Query.Paths, coupleFutures), coupleParts
		odds = &few
	}
	return CoupleOf(ctx, c, w, plan, given, record, odds, odds != nil)
}

// Who applies in the plans of a search.
const (
	YouApply       = "self"
	PartnerApplies = "partner"
)

// swapPrincipal is the decision of the library that makes the partner apply.
const swapPrincipal = "swap-principal"

// swappedPlan returns the plan in which the partner applies, where that is
// asked for, or is clearly better and not excluded: with one step, or by the
// score where no chances are told; nil otherwise. Nobody is left behind who
// comes along by the profile: that is no choice of a program.
func swappedPlan(w *sim.World, plan *sim.Plan, couple *Couple, q *BestQuery) *sim.Plan {
	if couple == nil || slices.Contains(q.Exclude, swapPrincipal) {
		return nil
	}
	ways := search.Ways(w, plan)
	// The stated way is the first; the same with the other applying is among them.
	i := slices.IndexFunc(ways, func(way search.Way) bool { return way.Partner && way.Accompanying == ways[0].Accompanying })
	if ways[i].Plan == nil {
		return nil
	}
	stated, other := &couple.Ways[0], &couple.Ways[i]
	better := other.withStep(false) >= stated.withStep(false)+clearlyBetter
	if len(stated.Chance) == 0 {
		better = other.Best.Total > stated.Best.Total
	}
	if !better && !slices.Contains(q.Must, swapPrincipal) {
		return nil
	}
	q.Must = slices.DeleteFunc(slices.Clone(q.Must), func(name string) bool { return name == swapPrincipal })
	return ways[i].Plan
}

// coupleFutures are those that the four ways are compared on, with one step in
// so many parts; lastParts are those of the last plans of a search.
const (
	coupleFutures = 2000
	coupleParts   = 80
	lastParts     = 300
)

// reformed is the first year of which a proposal may be played: none is known
// before.
var reformed = civil.Of(2026, time.April, 1)

// others makes what the trials of a search need: rounds half as large as the
// forecast has them, and the proposal of 2026 in force from the start.
func (b *bestMaker) others(record *draws.Record, odds *search.Odds, q ChanceQuery) search.Others {
	return search.Others{Smaller: smallerRounds(record, b.w.Today, odds, q), Proposal: proposedFrom(b.w, b.doc.Start)}
}

// smallerRounds forecasts the rounds half as large as they are supposed, or
// else as the forecast has them; nil where no round is known.
func smallerRounds(record *draws.Record, today civil.Day, odds *search.Odds, q ChanceQuery) *forecast.Forecast {
	half := q
	half.Kept = nil // these are kept with those they are half of
	half.What.Size = map[draws.Stream]int{}
	for s, size := range q.What.Size {
		half.What.Size[s] = max(size/2, 1)
	}
	for _, s := range odds.Forecast.Streams {
		if _, asked := half.What.Size[s.Stream]; !asked && s.Simulated() {
			half.What.Size[s.Stream] = max(s.Told().FromToday[0].Size.P50/2, 1)
		}
	}
	if ahead := NewAhead(record, today, half); ahead != nil {
		return ahead.f
	}
	return nil
}

// proposedFrom is the world with the proposal of 2026 in force from a day on; nil
// where nobody knows of it.
func proposedFrom(w *sim.World, from civil.Day) *sim.World {
	in, ok := w.Book.Proposal(proposal)
	if !ok || in.Announced > w.Known || w.Known < reformed {
		return nil
	}
	there := *w
	there.Book = w.Book.With(in.From(from))
	return &there
}

// proposal is the instrument of the 2026 consultation.
const proposal = "proposal-2026"

func monthsOf(o *chance.Outlook) []Chance {
	list := []Chance{}
	for _, m := range o.Months {
		list = append(list, chanceOf(m))
	}
	return list
}
