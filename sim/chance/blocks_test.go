package chance_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/chance"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
)

// uncertain is an option whose steps take uncertain months and may fail.
func uncertain(t testing.TB) sim.Option {
	t.Helper()
	s, ok := scenarios.Library("clb9")
	if !ok {
		t.Fatal("clb9 is not in the library")
	}
	return sim.Option{Name: "clb9", Scenarios: []*sim.Scenario{s}}
}

// However many simulations are laid down at once, they are the same ones, and
// so is what is counted on them.
func TestBlocksOfSimulationsCountWhatAllAtOnceCount(t *testing.T) {
	w := world("2026-08-19")
	plan := resident("2026-08-19", 8)
	options := []sim.Option{uncertain(t), sim.Stay()}
	f := forecast.New(draws.Embedded().Until(w.Today), w.Today, 1, forecast.Options{Paths: 10})
	of := func(together int, shared *chance.Futures) []chance.Outlook {
		defer chance.Together(together)()
		calls := []int{}
		got, err := chance.Of(w, plan, options, f, draws.Embedded(), chance.Query{Paths: 1000, Seed: 1, Higher: []int{20}, Futures: shared, Each: func(done int) error {
			if n := len(calls); done >= len(options) || n > 0 && done < calls[n-1] {
				t.Errorf("%d of %d options are done, after %v", done, len(options), calls)
			}
			calls = append(calls, done)
			return nil
		}})
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	want := of(1000, nil)
	if want[0].Months[len(want[0].Months)-1].P == 0 {
		t.Fatal("nobody is invited: nothing is compared")
	}
	for _, together := range []int{1, 7, 250, 999, 1001} {
		if diff := cmp.Diff(want, of(together, new(chance.Futures))); diff != "" {
			t.Errorf("%d at once (-all at once +in blocks):\n%s", together, diff)
		}
	}
}

// The memory that is allocated grows with the simulations, what is held at once
// does not.
func BenchmarkSimulations(b *testing.B) {
	w := world("2026-08-19")
	plan := resident("2026-08-19", 8)
	f := forecast.New(draws.Embedded().Until(w.Today), w.Today, 1, forecast.Options{Paths: 10})
	for name, paths := range map[string]int{"100000": 100_000, "1000000": 1_000_000} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := chance.Of(w, plan, []sim.Option{uncertain(b)}, f, draws.Embedded(), chance.Query{Paths: paths, Seed: 1}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
