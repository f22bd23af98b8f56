package chance_test

import (
	"testing"

	"crsplan/scenarios"
	"crsplan/scenarios/scenariotest"
	"crsplan/sim"
	"crsplan/sim/chance"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/profile"
)

func world(day string) *sim.World {
	today := civil.MustParse(day)
	return &sim.World{Book: crs.Embedded(), Today: today, Known: today, AsOf: true}
}

func sample(t testing.TB, w *sim.World) *sim.Plan {
	t.Helper()
	plan, _, err := scenarios.SamplePlan("en", w.Today)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

func options(t testing.TB, names ...string) []sim.Option {
	t.Helper()
	reader := scenarios.Reader{For: &sim.Plan{Profile: &profile.Profile{}}, Made: func(_ *sim.Plan, name string) *sim.Scenario {
		s, _ := scenariotest.Library(name)
		return s
	}}
	var list []sim.Option
	for _, name := range names {
		o, _, err := reader.Option(name)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, o)
	}
	return list
}

func eight(t testing.TB) []sim.Option {
	return append(options(t, "clb9", "clb10", "french-nclc7", "masters-canada", "canadian-year", "lmia-then-year", "provincial-nomination"), sim.Stay())
}

// BenchmarkEightOptions has steps of uncertain months that may fail.
func BenchmarkEightOptions(b *testing.B) {
	w := world("2026-11-22")
	plan := sample(b, w)
	f := forecast.New(draws.Embedded(), w.Today, 1, forecast.Options{})
	b.ReportAllocs()
	for b.Loop() {
		if _, err := chance.Of(w, plan, eight(b), f, draws.Embedded(), chance.Query{Paths: 10_000, Seed: 1, Higher: []int{20, 40}}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFixed is one option whose score does not move.
func BenchmarkFixed(b *testing.B) {
	w := world("2026-11-22")
	plan := sample(b, w)
	plan.HorizonMonths = 24
	f := forecast.New(draws.Embedded(), w.Today, 1, forecast.Options{})
	b.ReportAllocs()
	for b.Loop() {
		if _, err := chance.Of(w, plan, []sim.Option{sim.Stay()}, f, draws.Embedded(), chance.Query{Paths: 10_000, Seed: 1}); err != nil {
			b.Fatal(err)
		}
	}
}
