package cli

import (
	"context"
	"errors"
	"iter"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
)

// countTo gives 0 to n-1 and counts how many were asked for.
func countTo(n int, asked *atomic.Int64) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			asked.Add(1)
			if !yield(i) {
				return
			}
		}
	}
}

// spin takes a while that differs.
func spin(i int) int {
	r := rand.New(rand.NewPCG(1, uint64(i)))
	for range r.IntN(2000) {
		r.Uint64()
	}
	return i
}

func TestResultsComeInTheOrderOfTheItemsAndAreBounded(t *testing.T) {
	var asked atomic.Int64
	var got []int
	most := int64(0)
	err := inOrder(context.Background(), countTo(2000, &asked), spin, func(i int) error {
		most = max(most, asked.Load()-int64(len(got)))
		got = append(got, i)
		return nil
	})
	if err != nil || len(got) != 2000 || !slices.IsSorted(got) {
		t.Errorf("%d results, %v", len(got), err)
	}
	// Those ready or under way, one for which there is no room, one at work each.
	if bound := int64((window+1)*runtime.GOMAXPROCS(0) + 2); most > bound {
		t.Errorf("%d items were ahead, want at most %d", most, bound)
	}
}

func TestAFailureStopsTheRest(t *testing.T) {
	var asked atomic.Int64
	torn := errors.New("torn")
	done := 0
	err := inOrder(context.Background(), countTo(1_000_000, &asked), spin, func(int) error {
		if done++; done == 10 {
			return torn
		}
		return nil
	})
	if err != torn || done != 10 || asked.Load() > 1000 {
		t.Errorf("%v after %d, %d were asked for", err, done, asked.Load())
	}
}

func TestAnInterruptionStopsTheRestThoughTheItemsNeverEnd(t *testing.T) {
	interrupted := errors.New("interrupted")
	ctx, stop := context.WithCancelCause(context.Background())
	waits := make(chan int) // nobody sends: a standard input left open
	err := inOrder(ctx, func(yield func(int) bool) {
		for i := range 5 {
			if !yield(i) {
				return
			}
		}
		for i := range waits {
			yield(i)
		}
	}, spin, func(i int) error {
		if i == 4 {
			stop(interrupted)
		}
		return nil
	})
	if err != interrupted {
		t.Errorf("the error is %v", err)
	}
}
