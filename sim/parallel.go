package sim

import (
	"errors"

	"crsplan/sim/draws"
	"crsplan/sim/parallel"
)

// Parallel calls do for 0 to n-1 on all cores and returns what went wrong. A
// panic in one of them is the caller's, who may answer for many: the program
// does not end with it.
func Parallel(n int, do func(i int) error) error {
	errs := make([]error, n)
	parallel.Do(n, func(i int) { errs[i] = do(i) })
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
