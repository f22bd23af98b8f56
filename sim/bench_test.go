package sim_test

import (
	"testing"

	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/draws"
)

// BenchmarkProject plays the starter's plan: six options over 36 months.
func BenchmarkProject(b *testing.B) {
	w := now("2026-11-22")
	plan, _, err := scenarios.SamplePlan(w.Today)
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
	plan, _, err := scenarios.SamplePlan(w.Today)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		stand(b, w, plan.Profile, w.Today)
	}
}

// eight are the options of the replay's benchmark: changing nothing, and seven
// scenarios of the library.
func eight(t testing.TB) []sim.Option {
	t.Helper()
	options := []sim.Option{sim.Stay()}
	for _, name := range []string{"clb9", "clb10", "french-nclc7", "masters-canada", "canadian-year", "lmia-then-year", "provincial-nomination"} {
		s, ok := scenarios.Library(name)
		if !ok {
			t.Fatalf("%s is not in the library", name)
		}
		options = append(options, sim.Option{Name: name, Scenarios: []*sim.Scenario{s}})
	}
	return options
}

// BenchmarkReplay replays eight options of one person from each start since
// 2018, then from those of one, two and four years alone: the time a start
// stays about the same, so that it grows with the starts. With windows of
// twice the length it about doubles: it grows with the rounds.
func BenchmarkReplay(b *testing.B) {
	w := now("2026-11-22")
	p := abroad(478)
	options, record := eight(b), draws.Embedded()
	for _, bench := range []struct {
		name string
		q    sim.ReplayWindow
	}{
		{"all", sim.ReplayWindow{}},
		{"1-year", sim.ReplayWindow{From: day("2019-01-01"), To: day("2019-12-01")}},
		{"2-years", sim.ReplayWindow{From: day("2019-01-01"), To: day("2020-12-01")}},
		{"4-years", sim.ReplayWindow{From: day("2019-01-01"), To: day("2022-12-01")}},
		{"6-months-each", sim.ReplayWindow{From: day("2019-01-01"), To: day("2022-12-01"), Within: 6}},
		{"24-months-each", sim.ReplayWindow{From: day("2019-01-01"), To: day("2022-12-01"), Within: 24}},
	} {
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
	lmia, _ := scenarios.Library("lmia-then-year")
	p := play(b, now("2026-11-22"), abroad(478), lmia)
	b.ReportAllocs()
	for b.Loop() {
		p.Lanes(p.Start, draws.Streams())
	}
}
