package crs_test

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/scenarios"
	"crsplan/sim/crs"
)

// The worked cases: 76 settled ones, of which some are published, and two of
// after 2026-11-03. Every key must be exact.
func TestTheWorkedCasesAreExactInEveryKey(t *testing.T) {
	profiles, expected := lines(t, "worked-cases.jsonl"), lines(t, "worked-cases-expected.jsonl")
	if len(profiles) != 78 || len(expected) != 78 {
		t.Fatalf("%d cases and %d expectations, want 78", len(profiles), len(expected))
	}
	for i, text := range profiles {
		line := new(scenarios.Reader).ClientLine("worked-cases.jsonl", i+1, []byte(text))
		if line.Err != nil {
			t.Fatal(line.Err)
		}
		t.Run(line.ID.(string)+" "+line.Plan.Profile.Name.English, func(t *testing.T) {
			var document map[string]any
			if err := json.Unmarshal([]byte(expected[i]), &document); err != nil {
				t.Fatal(err)
			}
			want := points(document)
			if want["id"] != line.ID {
				t.Fatalf("the expectation is that of %v", want["id"])
			}
			if !line.Plan.Profile.Self.Languages.FirstDeclared {
				t.Fatal("the case does not declare the first language")
			}
			c := line.Plan.Profile.On(line.On, line.On)
			r, err := crs.Embedded().On(line.On, line.On)
			if err != nil {
				t.Fatal(err)
			}
			b := r.Score(&c)
			got := map[string]any{"id": line.ID, "rules": r.ID, "complete": r.Complete(&c), "column": "without-spouse", "age": c.Age}
			if c.WithPartner {
				got["column"] = "with-spouse"
			}
			if len(r.Unknown) > 0 {
				got["additional.high_wage"] = nil // not established
			}
			for key, points := range flatten(&b) {
				got[key] = points
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("breakdown (-want +got):\n%s", diff)
			}
		})
	}
}

func lines(t *testing.T, name string) []string {
	t.Helper()
	f, err := os.Open("../../testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []string
	scanner := bufio.NewScanner(f)
	for scanner.Scan() {
		if text := strings.TrimSpace(scanner.Text()); text != "" {
			all = append(all, text)
		}
	}
	if err := scanner.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// points flattens a document to keys such as "core.age", with whole numbers.
func points(document map[string]any) map[string]any {
	flat := map[string]any{}
	for key, value := range document {
		switch v := value.(type) {
		case map[string]any:
			for inner, value := range points(v) {
				flat[key+"."+inner] = value
			}
		case float64:
			flat[key] = int(v)
		default:
			flat[key] = value
		}
	}
	return flat
}
