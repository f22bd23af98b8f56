package main_test

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/cmd/crsplan/internal/cli"
	"crsplan/sim/civil"
)

// run runs the program in this process on 2026-11-22.
func run(in io.Reader, args ...string) (stdout, stderr string, code int) {
	var out, talk bytes.Buffer
	code = cli.Main(args, cli.Env{
		In: in, Out: &out, Err: &talk, Today: civil.MustParse("2026-11-22"), Getenv: func(string) string { return "" },
	})
	return out.String(), talk.String(), code
}

func TestTheWorkedCasesComeOutAtTheCommandLine(t *testing.T) {
	folder := filepath.Join("..", "..", "testdata")
	out, talk, code := run(nil, "score", "--batch", filepath.Join(folder, "worked-cases.jsonl"))
	if code != 0 || talk != "" {
		t.Fatalf("exit code %d: %s", code, talk)
	}
	expected, err := os.ReadFile(filepath.Join(folder, "worked-cases-expected.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	got, want := documents(t, out), documents(t, string(expected))
	if len(got) != len(want) || len(want) < 78 {
		t.Fatalf("%d answers to %d cases", len(got), len(want))
	}
	for i := range want {
		// An answer says more than a case asks for, but the sections are whole.
		maps.DeleteFunc(got[i], func(key string, _ any) bool { _, asked := want[i][key]; return !asked })
		if diff := cmp.Diff(want[i], got[i]); diff != "" {
			t.Errorf("case %v (-want +got):\n%s", want[i]["id"], diff)
		}
	}
}

func documents(t *testing.T, lines string) []map[string]any {
	t.Helper()
	var list []map[string]any
	for line := range strings.Lines(lines) {
		var doc map[string]any
		if err := json.Unmarshal([]byte(line), &doc); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		list = append(list, doc)
	}
	return list
}

// Everything that the blueprint prints of Ana's score, but that it is complete: by
// its rule of the high-wage factor, which cannot touch who has neither work in
// Canada nor an offer.
const ana = `{"schema":2,"name":"Ana","on":"2026-11-22","rules":"2026-11-03","complete":true,"column":"without-spouse","age":31,
 "core":{"age":99,"education":120,"first_language":116,"second_language":0,"canadian_work":0,"total":335},
 "spouse":{"education":0,"language":0,"canadian_work":0,"total":0},
 "transferability":{"education_language":13,"education_canadian_work":0,"education":13,"foreign_work_language":25,
   "foreign_work_canadian_work":0,"foreign_work":25,"certificate":0,"total":38},
 "additional":{"provincial_nomination":0,"job_offer":0,"canadian_study":0,"sibling":0,"french":0,"high_wage":null,"total":0},
 "total":373}`

func TestAnaScoresWhatTheBlueprintSays(t *testing.T) {
	out, talk, code := run(nil, "score", "--json", filepath.Join("..", "..", "testdata", "profiles", "ana.toml"))
	if code != 0 {
		t.Fatal(talk)
	}
	var want, got map[string]any
	if err := json.Unmarshal([]byte(ana), &want); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	lines, warnings := got["lines"].([]any), got["warnings"].([]any)
	if diff := cmp.Diff(map[string]any{"factor": "core.age", "points": 99.0, "max": 110.0, "because": "31 years old", "ref": lines[0].(map[string]any)["ref"]}, lines[0]); diff != "" {
		t.Errorf("first line (-want +got):\n%s", diff)
	}
	if keys := slices.Sorted(maps.Keys(warnings[0].(map[string]any))); !slices.Equal(keys, []string{"code", "message"}) || warnings[0].(map[string]any)["code"] != "unknown-factor" {
		t.Errorf("first warning: %v", warnings[0])
	}
	maps.DeleteFunc(got, func(key string, _ any) bool { _, asked := want[key]; return !asked })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("score (-want +got):\n%s", diff)
	}
}
