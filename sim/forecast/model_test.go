package forecast_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
)

var start = civil.MustParse("2024-01-01")

// series is a history of rounds every 14 days.
func series(s draws.Stream, sizes int, cutoffs ...int) forecast.History {
	h := forecast.History{Stream: s}
	for i, c := range cutoffs {
		h.Day = start + civil.Day(14*i)
		h.Rounds = append(h.Rounds, draws.Round{Date: h.Day, Stream: s, Size: sizes, Cutoff: c})
	}
	return h
}

func model(t *testing.T, name string) forecast.Model {
	t.Helper()
	for _, m := range forecast.Models(draws.General) {
		if m.Name() == name {
			return m
		}
	}
	t.Fatalf("no model %q", name)
	return nil
}

func TestModelsKnowTheSimpleCases(t *testing.T) {
	flat := slices.Repeat([]int{500}, 20)
	zigzag := slices.Repeat([]int{480, 520}, 15)
	var falling []int
	for i := range 20 {
		falling = append(falling, 560-3*i)
	}
	jump := append(slices.Repeat([]int{500}, 30), 540)
	for _, test := range []struct {
		name      string
		model     string
		cutoffs   []int
		ahead     int
		low, high float64 // of the median
	}{
		{"the last value stays where it is", "last", flat, 12, 499.9, 500.1},
		{"the last value does not follow a trend", "last", falling, 6, 502.9, 503.1},
		{"a flat series reverts to itself", "revert", flat, 12, 499.9, 500.1},
		{"after a jump the level calls back", "revert", jump, 12, 500, 515},
		{"a zigzag is expected in its middle", "revert", zigzag, 1, 490, 520},
		{"smoothing follows a trend", "smooth", falling, 1, 498, 502.5},
		{"and lets it die out", "smooth", falling, 12, 480, 502},
		{"the level forgets where it stands", "level", jump, 1, 499, 502},
		{"a queue in balance stays", "queue", flat, 3, 496, 504},
	} {
		fan := model(t, test.model).Fan(series(draws.CEC, 3000, test.cutoffs...), 12)
		if got := fan[test.ahead-1].Median(); got < test.low || got > test.high {
			t.Errorf("%s: %.1f, want %v to %v", test.name, got, test.low, test.high)
		}
	}
}

func TestAQueueFollowsTheSizeAndTheDays(t *testing.T) {
	past := series(draws.CEC, 3000, slices.Repeat([]int{520, 500, 540}, 8)...)
	median := func(h forecast.History) float64 { return model(t, "queue").Fan(h, 1)[0].Median() }
	plain := median(past)
	bigger, slower := past, past
	bigger.Size = 6000
	slower.Every = 28
	if got := median(bigger); got >= plain-3 {
		t.Errorf("twice the size: %.1f after %.1f", got, plain)
	}
	if got := median(slower); got <= plain+3 {
		t.Errorf("twice the days: %.1f after %.1f", got, plain)
	}
	steady := series(draws.CEC, 3000, slices.Repeat([]int{520}, 16)...)
	if got := median(steady); math.Abs(got-520) > 2 {
		t.Errorf("as it was: %.1f, want 520", got)
	}
}

// The pool of a general round: those above the last cutoff have left it.
func TestThePoolQueueCountsFromTheTop(t *testing.T) {
	past := series(draws.General, 3000, slices.Repeat([]int{500}, 16)...)
	pool := model(t, "pool-queue")
	if pool.Fan(past, 1) != nil {
		t.Error("a fan without a pool")
	}
	count := func(n int) draws.Pool {
		pool := draws.Pool{Date: past.Day - 1, Published: past.Day}
		low := []int{601, 501, 491, 481, 471, 0}
		for i, candidates := range []int{10, 3000, n, n, 2 * n, 50_000} {
			high := 1200
			if i > 0 {
				high = low[i-1] - 1
			}
			pool.Bands = append(pool.Bands, draws.PoolBand{Low: low[i], High: high, Candidates: candidates})
		}
		return pool
	}
	past.Size = 6000
	past.Pools = []draws.Pool{count(1000)}
	few := pool.Fan(past, 1)[0].Median()
	past.Pools = []draws.Pool{count(9000)}
	many := pool.Fan(past, 1)[0].Median()
	if few >= many || many >= 500 {
		t.Errorf("cutoff %.1f with few waiting below, %.1f with many", few, many)
	}
	past.Pools[0].Published -= 14
	if pool.Fan(past, 1) != nil {
		t.Error("a fan from a pool older than the last round")
	}
}

func TestQuantilesNeverFall(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cutoffs := rapid.SliceOfN(rapid.IntRange(300, 900), 4, 30).Draw(t, "cutoffs")
		past := series(draws.General, rapid.IntRange(1, 9000).Draw(t, "size"), cutoffs...)
		for _, m := range forecast.Models(draws.General) {
			for h, q := range m.Fan(past, 3) {
				if !slices.IsSorted(q[:]) || math.IsNaN(q.Median()) {
					t.Fatalf("%s, %d ahead: %v", m.Name(), h+1, q)
				}
			}
		}
	})
}
