package search

import (
	"context"
	"slices"
	"sync"

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

// with returns the same odds on other futures.
func (o *Odds) with(paths, ways int) *Odds {
	other := *o
	other.Query.Paths, other.Query.Ways = paths, ways
	return &other
}

// bare returns the same odds for the chances alone.
func (o *Odds) bare() *Odds {
	other := *o
	other.Query.Bare, other.Query.Higher = true, nil
	return &other
}

// telling returns the same odds whose progress is told to somebody else.
func (o *Odds) telling(progress func(done, all int)) *Odds {
	other := *o
	other.Progress = progress
	return &other
}

func (o *Odds) tell(done, all int) {
	if o.Progress != nil {
		o.Progress(done, all)
	}
}

// chunk is how many options are simulated between two looks at the context.
const chunk = 4

// Of returns the outlooks of options in their order, simulated on all cores.
// Where the context ends, those that were not reached are nil, and its cause is
// returned if there are any.
func (o *Odds) Of(ctx context.Context, w *sim.World, plan *sim.Plan, options []sim.Option) ([]*chance.Outlook, error) {
	all := make([]*chance.Outlook, len(options))
	if o.Query.Futures == nil {
		own := *o
		own.Query.Futures = new(chance.Futures)
		o = &own
	}
	done := 0
	var lock sync.Mutex // of done, and of who tells the progress
	err := sim.Parallel((len(options)+chunk-1)/chunk, func(n int) error {
		if ctx.Err() != nil {
			return nil
		}
		some := options[n*chunk : min(n*chunk+chunk, len(options))]
		outlooks, err := chance.Of(w, plan, some, o.Forecast, o.Record, o.Query)
		if err != nil {
			return err
		}
		lock.Lock()
		defer lock.Unlock()
		for i := range outlooks {
			all[n*chunk+i] = &outlooks[i]
		}
		done += len(some)
		o.tell(done, len(options))
		return nil
	})
	if err == nil && slices.Contains(all, nil) {
		err = ctx.Err()
	}
	return all, err
}
