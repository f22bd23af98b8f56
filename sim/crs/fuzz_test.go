package crs_test

import (
	"io/fs"
	"os"
	"testing"

	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/tomlfile"
)

// An instrument that is read makes rules under which anybody is scored, every
// factor is explained, and a total is the sum of its sections.
func FuzzInstrument(f *testing.F) {
	names, err := fs.Glob(os.DirFS("instruments"), "*.toml")
	if err != nil || len(names) == 0 {
		f.Fatal(names, err)
	}
	for _, name := range names {
		data, err := os.ReadFile("instruments/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(highWageText))
	f.Add([]byte("status = \"proposal\"\nunknown = [\"canadian_study.one-or-two-years\", \"french\"]\n"))
	f.Add([]byte(`{"in_force":"2027-01-01","age":{"ages":[0],"points":[1200]},"sections":{"core":{"with_spouse":0,"without_spouse":1},"spouse":2,"transferability":3,"additional":4,"total":5}}`))
	people := crowd(40)
	f.Fuzz(func(t *testing.T, data []byte) {
		in, err := crs.ReadInstrument("f", data)
		if err != nil {
			if problems, ok := err.(tomlfile.Problems); !ok || len(problems) == 0 {
				t.Fatalf("no problems of a file: %v", err)
			}
			return
		}
		on := max(in.InForce, day("2026-11-22"))
		for _, in := range []*crs.Instrument{in.AsOwn(), in.From(on)} {
			rules, err := crs.Embedded().With(in).On(on, civil.Max)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range crs.Factors() {
				if rule, ok := rules.Rule(f); ok && rule.Says.IsZero() {
					t.Fatalf("nothing is said of %s", f)
				}
			}
			for i := range people {
				c := &people[i]
				b := rules.Score(c)
				sum := b.Core.Total + b.Spouse.Total + b.Transferability.Total + b.Additional.Total
				if b.Total != rules.Total(c) || b.Total > sum || b.Total < 0 || b.Total > crs.MostPoints {
					t.Fatalf("%d points of %d, or %d", b.Total, sum, rules.Total(c))
				}
				for _, line := range rules.Lines(c) {
					if line.Known && (line.Points < 0 || line.Points > line.Max) {
						t.Fatalf("%s: %d of %d", line.Factor, line.Points, line.Max)
					}
				}
			}
		}
	})
}
