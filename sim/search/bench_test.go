package search_test

import (
	"context"
	"fmt"
	"testing"

	"crsplan/sim/search"
)

// The bounds over the whole library for a developer abroad: every plan of so
// many steps, tried or pruned.
func BenchmarkFind(b *testing.B) {
	w, p := now(), plan(b, "abroad")
	for steps := 1; steps <= 3; steps++ {
		b.Run(fmt.Sprintf("steps=%d", steps), func(b *testing.B) {
			q := &search.Question{World: w, Plan: p, Moves: search.Fitting(w, p, library(b)), MaxSteps: steps, Efforts: 2, Budget: -1, Streams: few}
			var found *search.Found
			for b.Loop() {
				var err error
				if found, err = q.Find(context.Background()); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(found.Routes)), "routes")
		})
	}
}
