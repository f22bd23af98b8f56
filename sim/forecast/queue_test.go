package forecast

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
)

// cells is a queue told cell by cell of density, each with its own day: the
// plain way to say what layers say.
type cells struct {
	step    float64
	cleared []int32 // by cell, the highest scores first
}

func (c *cells) waiting(density float64, on int32) (n float64) {
	for i, day := range c.cleared {
		share := min(max(density/c.step-float64(i), 0), 1)
		n += share * c.step * float64(min(on-day, profileDays))
	}
	return n
}

// reach is found by halving, with nothing but waiting.
func (c *cells) reach(need float64, on int32) float64 {
	low, high := 0.0, c.step*float64(len(c.cleared))
	if c.waiting(high, on) <= need {
		return high
	}
	for range 200 {
		if middle := (low + high) / 2; c.waiting(middle, on) < need {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}

func (c *cells) clear(cell int, on int32) {
	for i := range min(cell, len(c.cleared)) {
		c.cleared[i] = on
	}
}

func TestLayersCountAsCellsDoOneByOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 60).Draw(t, "cells")
		each := &cells{step: 1.0 / 8, cleared: make([]int32, n)}
		layers := queue{{each.step * float64(n), 0}}
		day := int32(0)
		for range rapid.IntRange(1, 12).Draw(t, "rounds") {
			day += int32(rapid.IntRange(1, 500).Draw(t, "days"))
			d := each.step * float64(n) * rapid.Float64Range(0, 1.2).Draw(t, "density")
			all := each.waiting(each.step*float64(n), day)
			got, want := layers.waiting(d, day), each.waiting(d, day)
			if math.Abs(got-want) > 1e-9*all {
				t.Fatalf("%v wait at the density %v, want %v", got, d, want)
			}
			need := all * rapid.Float64Range(1e-3, 1.2).Draw(t, "need")
			reached := layers.reach(need, day)
			if want := each.reach(need, day); math.Abs(layers.waiting(reached, day)-each.waiting(want, day)) > 1e-9*all {
				t.Fatalf("a round of %v reaches down to %v, want %v", need, reached, want)
			}
			if got := layers.waiting(reached, day); math.Abs(got-min(need, all)) > 1e-9*all {
				t.Fatalf("a round of %v takes %v", need, got)
			}
			cell := rapid.IntRange(0, n+3).Draw(t, "cell")
			layers = layers.clear(each.step*float64(cell), day)
			each.clear(cell, day)
		}
	})
}

func TestARoundTakesFromTheTopAndLeavesTheRest(t *testing.T) {
	q := queue{{4, 0}} // ten days' arrivals down to a density of 4
	if d := q.reach(20, 10); d != 2 {
		t.Errorf("half of those who wait are above the density %v, want 2", d)
	}
	q = q.clear(2, 10)
	if n := q.waiting(2, 10); n != 0 {
		t.Errorf("after the round %v wait above its cutoff", n)
	}
	if n := q.waiting(4, 10); n != 20 {
		t.Errorf("below it %v wait, want 20", n)
	}
	// The same size five days later reaches deeper: 5 x 2 above, 15 a unit below.
	if d, want := q.reach(20, 15), 2+10.0/15; d != want {
		t.Errorf("the next round reaches down to %v, want %v", d, want)
	}
	if d := q.reach(1000, 15); d != 4 {
		t.Errorf("more than wait: down to %v, want 4", d)
	}
	for on, want := range map[int32]float64{profileDays - 1: 4 * (profileDays - 1), profileDays: 4 * profileDays, profileDays + 1: 4 * profileDays} {
		if n := (queue{{4, 0}}).waiting(4, on); n != want {
			t.Errorf("after %d days %v wait, want %v: profiles last a year", on, n, want)
		}
	}
}

func TestScoresAndDensitiesAreTwoWaysToSayTheSame(t *testing.T) {
	if d := density(500, 20); d != 1 {
		t.Errorf("at 500 points %v", d)
	}
	if d := density(520, 20); math.Abs(d-1/math.E) > 1e-12 {
		t.Errorf("a tail higher %v, want 1/e", d)
	}
	rapid.Check(t, func(t *rapid.T) {
		score, tail := rapid.Float64Range(1, 1200).Draw(t, "score"), rapid.SampledFrom(tails).Draw(t, "tail")
		if back := scoreOf(density(score, tail), tail); math.Abs(back-score) > 1e-6 {
			t.Fatalf("%v became %v", score, back)
		}
	})
}

// history is made of rounds with these cutoffs, sizes and gaps.
func history(s draws.Stream, cutoffs, sizes, gaps []int) History {
	h := History{Stream: s, Day: civil.MustParse("2024-01-01")}
	for i, c := range cutoffs {
		h.Day += civil.Day(gaps[i])
		h.Rounds = append(h.Rounds, draws.Round{Date: h.Day, Stream: s, Size: sizes[i], Cutoff: c})
	}
	return h
}

func drawHistory(t *rapid.T, s draws.Stream) History {
	n := rapid.IntRange(8, 30).Draw(t, "rounds")
	of := func(what string, low, high int) []int {
		return rapid.SliceOfN(rapid.IntRange(low, high), n, n).Draw(t, what)
	}
	return history(s, of("cutoffs", 350, 680), of("sizes", 100, 9000), of("gaps", 1, 120))
}

// Played with its own level and size, each round of the past has its own cutoff.
func TestALevelGivesItsCutoffBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		past := drawHistory(t, rapid.SampledFrom([]draws.Stream{draws.CEC, draws.PNP}).Draw(t, "stream"))
		for _, m := range membersOf(past) {
			z, _ := levels(past, m.tail)
			for i := 1; i < len(past.Rounds); i++ {
				before := past
				before.Rounds = past.Rounds[:i]
				_, q := levels(before, m.tail)
				if q != nil && past.Rounds[i].Cutoff < lowest(past.Rounds[:i]) {
					break // it would have begun with a deeper queue
				}
				p := path{sim: &simulator{first: past.logSizes()[0]}, member: &member{tail: m.tail, queue: q}, queue: q, level: z[i], day: int32(past.Rounds[i].Date)}
				got, _ := p.cutoff(past.logSizes()[i])
				if want := float64(past.Rounds[i].Cutoff); math.Abs(got-want) > 1e-3 {
					t.Fatalf("tail %v, round %d: cutoff %v, want %v", m.tail, i, got, want)
				}
			}
		}
	})
}

func lowest(rounds []draws.Round) int {
	low := highest
	for _, r := range rounds {
		low = min(low, r.Cutoff)
	}
	return low
}
