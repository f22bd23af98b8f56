package answer

import (
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

// AddDepth adds to a plan what a report says beyond the options themselves:
// what the choice hangs on, where chances are told and one is recommended; and
// the four ways of a couple. The moves given are those of which a couple's
// levers are made.
func (doc *Plan) AddDepth(ctx context.Context, c *reason.Catalogue, w *sim.World, plan *sim.Plan, given []search.Move, ahead *Ahead) error {
	odds := ahead.odds(doc.Record, w)
	if err := doc.addTrials(ctx, c, w, plan, odds, ahead); err != nil || plan.Profile.Partner == nil {
		return err
	}
	var err error
	doc.Couple, err = CoupleOf(ctx, c, w, plan, given, doc.Record, odds, false)
	return err
}

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

// addTrials plays the options with the highest chances under each trial.
func (doc *Plan) addTrials(ctx context.Context, c *reason.Catalogue, w *sim.World, plan *sim.Plan, odds *search.Odds, ahead *Ahead) error {
	doc.Robustness = nil
	chosen := slices.IndexFunc(doc.Options, func(o Option) bool { return o.Option == doc.Recommended.Option })
	if odds == nil || chosen < 0 || len(doc.Options) < 2 {
		return nil
	}
	var ranked []*search.Ranked
	for i := range doc.Options {
		o := &doc.Options[i]
		if len(o.Chance) == 0 {
			continue
		}
		last := o.Chance[len(o.Chance)-1]
		ranked = append(ranked, &search.Ranked{
			Route:  &search.Route{Option: o.Played.Option, Cost: sim.Range(o.Cost), Months: o.Months},
			Chance: last.P.P, Error: last.Error, AtRisk: last.AtRisk, Months: o.Outlook.Months,
		})
	}
	name := doc.Options[chosen].Played.Option.Name
	slices.SortStableFunc(ranked, func(x, y *search.Ranked) int {
		switch {
		case x.Option.Name == name:
			return -1
		case y.Option.Name == name:
			return 1
		case x.Chance > y.Chance:
			return -1
		case x.Chance < y.Chance:
			return 1
		}
		return 0
	})
	ranked = ranked[:min(mostTried+1, len(ranked))]
	if len(ranked) < 2 || ranked[0].Option.Name != name || ranked[0].Chance == 0 {
		return nil
	}
	q := &search.Question{World: w, Plan: plan}
	trials, err := q.Try(ctx, ranked, odds, search.Others{Smaller: ahead.smallerRounds(doc.Record, w, odds), Proposal: proposedFrom(w, doc.Start)})
	if err != nil {
		return err
	}
	b := &bestMaker{c: c, w: w, doc: &BestPlans{Principal: "self"}}
	doc.Robustness = &Robustness{}
	for _, r := range ranked {
		doc.Robustness.Plans = append(doc.Robustness.Plans, b.ranked(r, ranked))
	}
	hangs := search.HangsOn(ranked[0], trials)
	for _, t := range trials {
		doc.Robustness.Trials = append(doc.Robustness.Trials, b.trialFound(t, hangs))
	}
	doc.Robustness.HangsOn = b.hangsOn(ranked[0], trials, hangs)
	return nil
}

// smallerRounds forecasts rounds half as large, once for all who ask.
func (a *Ahead) smallerRounds(record *draws.Record, w *sim.World, odds *search.Odds) *forecast.Forecast {
	a.once.Do(func() { a.smaller = smallerRounds(record, w.Today, odds, a.q) })
	return a.smaller
}
