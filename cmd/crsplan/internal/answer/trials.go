package answer

import (
	"cmp"
	"context"
	"slices"

	"crsplan/sim"
	"crsplan/sim/chance"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/reason"
	"crsplan/sim/search"
)

// Robustness is what becomes of the options of a plan where something is
// otherwise than assumed: the trials of a search, played with the options that
// somebody chose themselves.
type Robustness struct {
	Trials  []TrialFound
	Plans   []RankedPlan // as everything is assumed, the recommended one first
	HangsOn string
}

// mostTried is how many options meet the trials beside the recommended one.
const mostTried = 3

// odds are those of a search against the same rounds; nil where none may be
// told.
func (a *Ahead) odds(record *draws.Record, w *sim.World) *search.Odds {
	if a == nil || a.q.Refuse && w.Today >= forecast.Reform {
		return nil
	}
	query := chance.Query{Paths: min(a.q.Paths, coupleFutures), Seed: a.q.Seed, Futures: &a.fewer, Ways: coupleParts * 2}
	if a.moved {
		query.Higher = Higher
	}
	return &search.Odds{Forecast: a.f, Record: record, Query: query}
}

// stress plays the options with the highest chances under each stress test, and
// notes in how many each of them holds. Where chances hang on missing facts
// there is nothing to test yet.
func (doc *Plan) stress(ctx context.Context, w *sim.World, plan *sim.Plan, ahead *Ahead) error {
	odds := ahead.odds(doc.Record, w)
	if odds == nil {
		return nil
	}
	var ranked []*search.Ranked
	for i := range doc.Options {
		o := &doc.Options[i]
		if len(o.Chance) == 0 {
			continue
		}
		last := o.last()
		if !last.P.Known {
			return nil
		}
		ranked = append(ranked, &search.Ranked{
			Route:  &search.Route{Option: o.Played.Option, Cost: sim.Range(o.Cost), Months: o.Months},
			Chance: last.P.P, Error: last.Error, AtRisk: last.AtRisk, Months: o.Outlook.Months,
		})
	}
	slices.SortStableFunc(ranked, func(x, y *search.Ranked) int { return cmp.Compare(y.Chance, x.Chance) })
	ranked = ranked[:min(mostTried+1, len(ranked))]
	if len(ranked) < 2 || ranked[0].Chance < hardlyAny {
		return nil
	}
	q := &search.Question{World: w, Plan: plan}
	trials, err := q.Try(ctx, ranked, odds, search.Others{Smaller: ahead.smallerRounds(doc.Record, w, odds), Proposal: proposedFrom(w, doc.Start)})
	if err != nil {
		return err
	}
	doc.trials, doc.tested = trials, ranked
	for i := range doc.Options {
		o := &doc.Options[i]
		for _, r := range ranked {
			if r.Option.Name == o.Option {
				o.holds = len(trials) - len(search.HangsOn(r, trials))
			}
		}
	}
	return nil
}

// tellTrials puts what the stress tests showed into words, of the recommended
// option first. Nothing is told where it met none.
func (doc *Plan) tellTrials(c *reason.Catalogue, w *sim.World) {
	i := slices.IndexFunc(doc.tested, func(r *search.Ranked) bool { return r.Option.Name == doc.Recommended.Option })
	if i < 0 || doc.tested[i].Chance == 0 {
		return
	}
	ranked := slices.Concat(doc.tested[i:i+1], doc.tested[:i], doc.tested[i+1:])
	b := &bestMaker{c: c, w: w, names: doc.Staying().Played.Names, doc: &BestPlans{Principal: "self"}}
	doc.Robustness = &Robustness{}
	for _, r := range ranked {
		doc.Robustness.Plans = append(doc.Robustness.Plans, b.ranked(r, ranked))
	}
	hangs := search.HangsOn(ranked[0], doc.trials)
	for _, t := range doc.trials {
		doc.Robustness.Trials = append(doc.Robustness.Trials, b.trialFound(t, hangs))
	}
	doc.Robustness.HangsOn = b.hangsOn(ranked[0], doc.trials, hangs)
}

// smallerRounds forecasts rounds half as large, once for all who ask.
func (a *Ahead) smallerRounds(record *draws.Record, w *sim.World, odds *search.Odds) *forecast.Forecast {
	a.once.Do(func() { a.smaller = smallerRounds(record, w.Today, odds, a.q) })
	return a.smaller
}
