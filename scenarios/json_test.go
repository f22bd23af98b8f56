package scenarios_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"

	"crsplan/scenarios"
	"crsplan/sim/profile"
)

func TestTheSameProfileAsJSON(t *testing.T) {
	for _, name := range []string{"every-key.toml", "ana.toml", "developer-2023.toml"} {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join("..", "testdata", "profiles", name))
			if err != nil {
				t.Fatal(err)
			}
			want, warnings, err := scenarios.ReadProfile(name, data)
			if err != nil {
				t.Fatal(err)
			}
			for _, twin := range []string{"twin.json", "standard input"} {
				got, alike, err := scenarios.ReadProfile(twin, asJSON(t, data))
				if err != nil {
					t.Fatal(err)
				}
				sortJobs(got, want)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s (-TOML +JSON):\n%s", twin, diff)
				}
				if diff := cmp.Diff(warnings, alike); diff != "" {
					t.Errorf("%s: warnings (-TOML +JSON):\n%s", twin, diff)
				}
			}
		})
	}
}

// sortJobs sets the jobs of a profile in the order of another's: the keys of a
// JSON object made in a test are sorted.
func sortJobs(p, as *profile.Profile) {
	var jobs []profile.Job
	for _, like := range as.Self.Work {
		for _, j := range p.Self.Work {
			if j.Name == like.Name {
				jobs = append(jobs, j)
			}
		}
	}
	p.Self.Work = jobs
}

// asJSON writes a TOML document as JSON.
func asJSON(t *testing.T, data []byte) []byte {
	t.Helper()
	var doc map[string]any
	if _, err := toml.Decode(string(data), &doc); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(plain(doc))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// plain writes days and instants as text.
func plain(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key := range v {
			v[key] = plain(v[key])
		}
	case time.Time:
		if v.Location().String() == "date-local" {
			return v.Format(time.DateOnly)
		}
		return v.Format(time.RFC3339)
	case float64:
		if v == math.Trunc(v) {
			return int(v)
		}
	}
	return v
}

func TestALineOfABatch(t *testing.T) {
	const rest = `"stated_on": "2026-11-22", "birth_date": "1995-03-14", "marital_status": "single"`
	tests := []struct {
		name string
		text string
		id   any
		on   string
		want []string
	}{
		{"an id in words", `{"id": "a-1", ` + rest + `}`, "a-1", "", nil},
		{"an id in numbers", `{"id": 7, ` + rest + `}`, 7, "", nil},
		{"no id", `{` + rest + `}`, nil, "", nil},
		{"an id that looks like a day", `{"id": "2026-11-22", ` + rest + `}`, "2026-11-22", "", nil},
		{"a day", `{"on": "2023-03-15", ` + rest + `}`, nil, "2023-03-15", nil},
		{"an id of another type", `{"id": true, ` + rest + `}`, nil, "", []string{"7:8 file.wrong-type; file.wrong-type.hint/quotes"}},
		{"a bad day keeps the id", `{"id": 8, "on": "soon", ` + rest + `}`, 8, "", []string{"7:17 file.wrong-type; file.wrong-type.hint/day"}},
		{"an unknown key keeps the id", `{"id": 9, ` + rest + `, "nmae": "x"}`, 9, "", []string{"7:94 file.unknown-key; file.unknown-key.hint/nearest"}},
		{"half a line", `{"id": 9, `, nil, "", []string{"7:10 file.syntax"}},
		{"a list", `[1]`, nil, "", []string{"7:1 file.not-a-table"}},
		{"nothing but braces", `{}`, nil, "", []string{"7:1 file.missing-key; profile.no-stated-on/hint", "7:1 profile.no-age; profile.no-age/hint"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			line := new(scenarios.Reader).ClientLine("clients.jsonl", 7, []byte(test.text))
			if diff := cmp.Diff(test.want, problemsOf(t, line.Err)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.id, line.ID); diff != "" {
				t.Errorf("id (-want +got):\n%s", diff)
			}
			if line.On.String() != test.on {
				t.Errorf("on %v, want %s", line.On, test.on)
			}
		})
	}
}
