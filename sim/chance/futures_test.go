package chance_test

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim"
	"crsplan/sim/chance"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
)

// Plans that share futures, at once and with more starts than are kept, have
// the chances that each has by itself.
func TestFuturesMayBeShared(t *testing.T) {
	w := world("2026-08-19")
	f := forecast.New(draws.Embedded(), w.Today, 1, forecast.Options{Paths: 200, Streams: cec.Streams})
	outlook := func(months int, shared *chance.Futures) []chance.Outlook {
		plan := resident("2026-08-19", 8)
		plan.HorizonMonths = months
		got, err := chance.Of(w, plan, []sim.Option{sim.Stay()}, f, draws.Embedded(), chance.Query{Paths: 200, Seed: 1, Futures: shared})
		if err != nil {
			t.Error(err)
		}
		return got
	}
	shared := new(chance.Futures)
	var all sync.WaitGroup
	for i := range 24 {
		all.Go(func() {
			months := 6 + i%8
			if diff := cmp.Diff(outlook(months, nil), outlook(months, shared)); diff != "" {
				t.Errorf("%d months (-alone +shared):\n%s", months, diff)
			}
		})
	}
	all.Wait()
}
