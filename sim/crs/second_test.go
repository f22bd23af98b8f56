package crs_test

import (
	"flag"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var candidates = flag.Int("candidates", 100_000, "how many candidates two scorers are compared on, for every set of rules")

// Two scorers, by tables and by questions, agree on every line of many
// candidates under every set of rules that there was and that may be. On a
// million each:
//
//	go test ./sim/crs -run Second -candidates 1000000
func TestASecondScorerAgrees(t *testing.T) {
	count := *candidates
	if testing.Short() {
		count = min(count, 2_000)
	}
	const batch = 10_000 // of one seed, so that any may be made again by itself
	for n, w := range worlds(t) {
		t.Run(w.name, func(t *testing.T) {
			var next atomic.Int64
			var workers sync.WaitGroup
			for range runtime.GOMAXPROCS(0) {
				workers.Go(func() {
					for !t.Failed() {
						seed := int(next.Add(1) - 1)
						if seed*batch >= count {
							return
						}
						p := seeded(uint64(n)<<32 | uint64(seed))
						for range min(batch, count-seed*batch) {
							c := p.anyone()
							if got, want := w.rules.Score(&c), naiveScore(&c, w.law); got != want {
								t.Errorf("the second scorer disagrees about %+v (-it +crs):\n%s", c, cmp.Diff(want, got))
								return
							}
						}
					}
				})
			}
			workers.Wait()
		})
	}
}
