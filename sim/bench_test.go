package sim_test

import (
	"testing"

	"crsplan/scenarios"
)

// BenchmarkProject plays the starter's plan: six options over 36 months.
func BenchmarkProject(b *testing.B) {
	w := now("2026-11-22")
	plan, _, err := scenarios.SamplePlan(w.Today)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, o := range plan.Options {
			project(b, w, plan, o)
		}
	}
}

// BenchmarkStand takes the sample's standing on the day of the profile.
func BenchmarkStand(b *testing.B) {
	w := now("2026-11-22")
	plan, _, err := scenarios.SamplePlan(w.Today)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		stand(b, w, plan.Profile, w.Today)
	}
}
