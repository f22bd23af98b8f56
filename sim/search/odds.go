package search

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

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
	var next, done atomic.Int64
	var lock sync.Mutex // of failed, and of who tells the progress
	var failed error
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), (len(options)+chunk-1)/chunk) {
		workers.Go(func() {
			for {
				from := int(next.Add(chunk)) - chunk
				if from >= len(options) || ctx.Err() != nil {
					return
				}
				some := options[from:min(from+chunk, len(options))]
				outlooks, err := chance.Of(w, plan, some, o.Forecast, o.Record, o.Query)
				lock.Lock()
				if err != nil {
					failed = err
				}
				for i := range outlooks {
					all[from+i] = &outlooks[i]
				}
				o.tell(int(done.Add(int64(len(some)))), len(options))
				lock.Unlock()
				if err != nil {
					return
				}
			}
		})
	}
	workers.Wait()
	if failed == nil && slices.Contains(all, nil) {
		failed = ctx.Err()
	}
	return all, failed
}
