package parallel_test

import (
	"runtime"
	"sync/atomic"
	"testing"

	"crsplan/sim/parallel"
)

func TestEachIsDoneOnce(t *testing.T) {
	for _, cores := range []int{1, 3} {
		before := runtime.GOMAXPROCS(cores)
		for _, n := range []int{0, 1, 2, 100} {
			done := make([]atomic.Int32, n)
			parallel.Do(n, func(i int) { done[i].Add(1) })
			for i := range done {
				if got := done[i].Load(); got != 1 {
					t.Errorf("%d cores: the %d. of %d was done %d times", cores, i, n, got)
				}
			}
		}
		runtime.GOMAXPROCS(before)
	}
}

func TestAPanicIsTheCallers(t *testing.T) {
	defer func() {
		if p := recover(); p != "seven" {
			t.Errorf("recovered %v", p)
		}
	}()
	parallel.Do(20, func(i int) {
		if i == 7 {
			panic("seven")
		}
	})
	t.Error("it went on")
}
