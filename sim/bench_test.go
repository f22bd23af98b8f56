package sim_test

import (
	"fmt"
	"testing"

	"crsplan/scenarios"
	"crsplan/scenarios/scenariotest"
	"crsplan/sim"
	"crsplan/sim/draws"
)

// BenchmarkProject plays the starter's plan: six options over 36 months.
func BenchmarkProject(b *testing.B) {
	w := now("2026-11-22")
	plan, _, err := scenarios.SamplePlan("en", w.Today)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, o := range plan.Options {
			project(b, w, plan, o)
		}
	}
}

// BenchmarkStand takes the sample's standing on the day of the profile.
func BenchmarkStand(b *testing.B) {
	w := now("2026-11-22")
	plan, _, err := scenarios.SamplePlan("en", w.Today)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		stand(b, w, plan.Profile, w.Today)
	}
}

func ofLibrary(t testing.TB, name string) *sim.Scenario {
	t.Helper()
	s, ok := scenariotest.Library(name)
	if !ok {
		t.Fatalf("%s is not in the library", name)
	}
	return s
}

// eight are the options of the replay's benchmark: changing nothing, and seven
// scenarios of the library.
func eight(t testing.TB) []sim.Option {
	t.Helper()
	options := []sim.Option{sim.Stay()}
	for _, name := range []string{"clb9", "clb10", "french-nclc7", "masters-canada", "canadian-year", "lmia-then-year", "provincial-nomination"} {
		options = append(options, sim.Option{Name: name, Scenarios: []*sim.Scenario{ofLibrary(t, name)}})
	}
	return options
}

// BenchmarkReplay replays eight options of one person from each start since
// 2018, then from those of one, two and four years alone: the time a start
// stays about the same, so that the whole grows with the starts. With windows
// of four times the length, and so of rounds, a start takes about four times as
// long at most: who is invited early needs no later round. For a person of two
// languages it is asked on each day which of them keeps a program open.
func BenchmarkReplay(b *testing.B) {
	w := now("2026-11-22")
	options, record := eight(b), draws.Embedded()
	years := func(from, to string, within int) sim.ReplayWindow {
		return sim.ReplayWindow{From: day(from), To: day(to), Within: within}
	}
	for _, bench := range []struct {
		name  string
		score int
		q     sim.ReplayWindow
	}{
		{"all", 481, sim.ReplayWindow{}},
		{"all-bilingual", 478, sim.ReplayWindow{}},
		{"1-year", 481, years("2019-01-01", "2019-12-01", 12)},
		{"2-years", 481, years("2019-01-01", "2020-12-01", 12)},
		{"4-years", 481, years("2019-01-01", "2022-12-01", 12)},
		{"6-months-each", 481, years("2019-01-01", "2022-12-01", 6)},
		{"24-months-each", 481, years("2019-01-01", "2022-12-01", 24)},
	} {
		p := abroad(bench.score)
		b.Run(bench.name, func(b *testing.B) {
			starts := len(bench.q.Starts(record))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := w.Replay(p, options, record, bench.q); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*starts), "ns/start")
		})
	}
}

// BenchmarkLanes finds the lanes of every stream for one option of 36 months.
func BenchmarkLanes(b *testing.B) {
	p := play(b, setDownAsOf("2026-11-22"), abroad(478), ofLibrary(b, "lmia-then-year"))
	b.ReportAllocs()
	for b.Loop() {
		p.Lanes(p.Start, draws.Streams())
	}
}

// BenchmarkManySteps plays a scenario of empty steps: ten times as many take
// about ten times as long.
func BenchmarkManySteps(b *testing.B) {
	w := now("2026-11-22")
	plan, _, err := scenarios.SamplePlan("en", w.Today)
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{2_000, 20_000} {
		many := &sim.Scenario{Name: "many"}
		for i := range n {
			many.Steps = append(many.Steps, sim.Step{Name: fmt.Sprint("s", i), Chance: 1, Tries: 1})
		}
		option := sim.Option{Name: "many", Scenarios: []*sim.Scenario{many}}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				project(b, w, plan, option)
			}
		})
	}
}
