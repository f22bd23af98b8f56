package search

import (
	"context"
	"slices"

	"crsplan/sim"
	"crsplan/sim/chance"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
)

// Odds simulates the chances of options: against one forecast, with common
// random numbers, so that what two options have in common goes alike for both.
type Odds struct {
	Forecast *forecast.Forecast
	Record   *draws.Record
	Query    chance.Query
	// Progress, where it is set, is told how many options are done of how many.
	Progress func(done, all int)
}

// With returns the same odds under another query.
func (o *Odds) With(q chance.Query) *Odds {
	other := *o
	other.Query = q
	return &other
}

// chunk is how many options are simulated between two looks at the context.
const chunk = 8

// Of returns the outlooks of options in their order. Where the context ends it
// returns those that are done, and the cause.
func (o *Odds) Of(ctx context.Context, w *sim.World, plan *sim.Plan, options []sim.Option) ([]chance.Outlook, error) {
	var all []chance.Outlook
	for some := range slices.Chunk(options, chunk) {
		if err := ctx.Err(); err != nil {
			return all, err
		}
		outlooks, err := chance.Of(w, plan, some, o.Forecast, o.Record, o.Query)
		if err != nil {
			return all, err
		}
		all = append(all, outlooks...)
		if o.Progress != nil {
			o.Progress(len(all), len(options))
		}
	}
	return all, nil
}
