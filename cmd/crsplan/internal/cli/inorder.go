package cli

import (
	"context"
	"iter"
	"runtime"
)

// window is how many items a core may be ahead of the one that is waited for.
const window = 8

// inOrder calls work with each item, on all cores, and done with what came of
// each, in the order of the items whatever is ready first. Only so many items
// are under way or ready at a time, so that a long sequence takes no more
// memory than a short one. It stops where the context ends or done fails, and
// returns the cause; what is under way then comes to nothing.
func inOrder[T, R any](ctx context.Context, items iter.Seq[T], work func(T) R, done func(R) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	type job struct {
		item   T
		result chan<- R
	}
	cores := runtime.GOMAXPROCS(0)
	jobs, results := make(chan job), make(chan (<-chan R), window*cores)
	go func() {
		defer close(jobs)
		defer close(results)
		for item := range items {
			result := make(chan R, 1)
			select {
			case results <- result:
			case <-ctx.Done():
				return
			}
			select {
			case jobs <- job{item, result}:
			case <-ctx.Done():
				return
			}
		}
	}()
	for range cores {
		go func() {
			for {
				select {
				case j, more := <-jobs:
					if !more {
						return
					}
					j.result <- work(j.item)
				case <-ctx.Done(): // the items may never end
					return
				}
			}
		}()
	}
	for {
		select {
		case result, more := <-results:
			if !more {
				return context.Cause(ctx)
			}
			select {
			case r := <-result:
				if err := done(r); err != nil {
					return err
				}
			case <-ctx.Done():
				return context.Cause(ctx)
			}
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}
