package sim_test

import (
	"sync"
	"sync/atomic"
	"testing"

	"crsplan/sim"
)

func TestWhatWasAskedForLastIsKept(t *testing.T) {
	const most = 3
	var kept sim.Recent[int, int]
	made := 0
	ask := func(key int) {
		if got := kept.Of(key, most, func() int { made++; return key * 10 }); got != key*10 {
			t.Errorf("for %d: %d", key, got)
		}
	}
	for _, step := range []struct {
		name string
		keys []int
		made int
	}{
		{"each once", []int{1, 2, 3}, 3},
		{"the same again", []int{1, 2, 3, 3, 1}, 3},
		{"one more than are kept", []int{4}, 4},
		{"those asked for last were kept", []int{4, 1, 3}, 4},
		{"the one asked for longest ago was not", []int{2}, 5},
	} {
		for _, key := range step.keys {
			ask(key)
		}
		if made != step.made {
			t.Errorf("%s: made %d times, want %d", step.name, made, step.made)
		}
	}
}

func TestWhoAskAtOnceWaitForTheSame(t *testing.T) {
	var kept sim.Recent[string, int]
	var made atomic.Int64
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if got := kept.Of("one", 1, func() int { return int(made.Add(1)) }); got != 1 {
				t.Errorf("made %d times", got)
			}
		})
	}
	all.Wait()
}
