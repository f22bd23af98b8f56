package crs_test

import (
	"testing"

	"crsplan/sim/crs"
	"crsplan/sim/profile"
)

// The candidates are ready: what is measured is the points alone. The set is a
// power of two, so that going round it costs a mask.
const benchCrowd = 1024

func benchmark(b *testing.B, score func(*crs.Ruleset, *profile.Candidate) int) {
	r, all := rulesOn(b, "2024-06-01"), crowd(benchCrowd)
	sum, i := 0, 0
	b.ReportAllocs()
	for b.Loop() {
		sum += score(r, &all[i])
		i = (i + 1) & (benchCrowd - 1)
	}
	if sum == 0 {
		b.Fatal("nobody has a point")
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "profiles/s")
}

func BenchmarkTotal(b *testing.B) {
	benchmark(b, func(r *crs.Ruleset, c *profile.Candidate) int { return r.Total(c) })
}

func BenchmarkScore(b *testing.B) {
	benchmark(b, func(r *crs.Ruleset, c *profile.Candidate) int {
		s := r.Score(c)
		return s.Total
	})
}

func BenchmarkLines(b *testing.B) {
	benchmark(b, func(r *crs.Ruleset, c *profile.Candidate) int { return r.Lines(c)[0].Points })
}

func TestCountingPointsAllocatesNothing(t *testing.T) {
	all := crowd(64)
	for _, w := range worlds(t) {
		allocs := testing.AllocsPerRun(10, func() {
			for i := range all {
				b := w.rules.Score(&all[i])
				if w.rules.Total(&all[i]) != b.Total {
					t.Error("the total is not that of the score")
				}
			}
		})
		if allocs != 0 {
			t.Errorf("%s: %v allocations", w.name, allocs)
		}
	}
}
