package sim

import (
	"errors"
	"runtime"
	"sync"
	"sync/atomic"

	"crsplan/sim/draws"
)

// Parallel calls do for 0 to n-1 on all cores and returns what went wrong. A
// panic in one of them is the caller's, who may answer for many: the program
// does not end with it.
func Parallel(n int, do func(i int) error) error {
	errs := make([]error, n)
	var next atomic.Int64
	var workers sync.WaitGroup
	var panicked atomic.Pointer[any]
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					panicked.CompareAndSwap(nil, &p)
				}
			}()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				errs[i] = do(i)
			}
		})
	}
	workers.Wait()
	if p := panicked.Load(); p != nil {
		panic(*p)
	}
	return errors.Join(errs...)
}

// ProjectAll plays options of a plan forward, on all cores, in their order.
func (w *World) ProjectAll(plan *Plan, options []Option) ([]*Projection, error) {
	all := make([]*Projection, len(options))
	err := Parallel(len(options), func(i int) (err error) {
		all[i], err = w.Project(plan, options[i])
		return err
	})
	return all, err
}

// LanesOf returns the lanes of projections, on all cores, in their order.
func LanesOf(projections []*Projection, which []draws.Stream) [][]Lane {
	lanes := make([][]Lane, len(projections))
	if err := Parallel(len(projections), func(i int) error {
		lanes[i] = projections[i].Lanes(projections[i].Start, which)
		return nil
	}); err != nil {
		panic(err) // nothing above returns one
	}
	return lanes
}
