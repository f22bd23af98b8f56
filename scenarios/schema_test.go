package scenarios_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"crsplan/scenarios"
	"crsplan/sim/civil"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// compiled returns the schema of a kind, which is a schema itself.
func compiled(t testing.TB, kind scenarios.Kind) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(scenarios.Schema(kind, reason.English())))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// everyOffice has every key of an office but its logo, which is another file.
const everyOffice = `name = "Cabinet Érable"
adviser = "Zoë Tremblay"
licence = "R512345"
address = ["12, rue Principale", "Ottawa"]
colour = "#0b5394"
footer = "Confidential"
footer_fr = "Confidentiel"
`

// document is a file as a schema sees it: JSON, days as text. False means that
// it is no document at all.
func document(text []byte) (any, bool) {
	doc := map[string]any{}
	if bytes.HasPrefix(text, []byte("{")) {
		if json.Unmarshal(text, &doc) != nil {
			return nil, false
		}
	} else if _, err := toml.Decode(string(text), &doc); err != nil {
		return nil, false
	}
	data, err := json.Marshal(plain(doc))
	if err != nil {
		return nil, false
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	return v, err == nil
}

// encoded writes a document as JSON.
func encoded(t testing.TB, doc any) []byte {
	t.Helper()
	data, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// everyInstrument has every table and key that an instrument may have, but for
// those of a row in other words.
func everyInstrument(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "sim", "crs", "instruments", "2015-01-01.toml"))
	if err != nil {
		t.Fatal(err)
	}
	return "announced = 2014-12-01\nstatus = \"in-force\"\nunknown = [\"sibling\"]\n" + string(data) + `
[high_wage]
canadian_work = { high = 50 }
job_offer = { high = 40 }
add_up = true
maximum = 80
codes = { high = ["21231"] }
ref = "nobody"
`
}

const everyPlan = `
profile = "ana.toml"
start = 2026-12-01
horizon_months = 24
[scenarios.own]
title = "x"
rules = { instrument = "proposal-2026", from = 2027-01-01 }
[scenarios.mine]
title = "x"
rules = { from = 2027-01-01, sibling = { points = 20 } }
steps = { a = { months = 2 } }
[options.stay]
[options.all]
title = "All"
order = "together"
scenarios = ["clb9", "own", "./move.toml"]
[options.later]
off = true
scenarios = ["clb10"]
`

// examples are files that are right, by kind.
func examples(t testing.TB) map[scenarios.Kind]map[string][]byte {
	t.Helper()
	list := map[scenarios.Kind]map[string][]byte{}
	for _, kind := range scenarios.Kinds() {
		list[kind] = map[string][]byte{}
	}
	add := func(kind scenarios.Kind, pattern string) {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(paths), err)
		}
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			list[kind][path] = data
		}
	}
	add(scenarios.AProfile, filepath.Join("..", "testdata", "profiles", "*.toml"))
	add(scenarios.AScenario, filepath.Join("library", "*.toml"))
	add(scenarios.AnInstrument, filepath.Join("..", "sim", "crs", "instruments", "*.toml"))
	for name, data := range scenarios.Starter("en", civil.MustParse("2026-11-22")) {
		list[scenarios.Kind(strings.TrimSuffix(name, ".toml"))]["init's "+name] = data
	}
	list[scenarios.AScenario]["every key of a step"] = []byte(everyStep)
	list[scenarios.AnOffice]["every key of an office"] = []byte(everyOffice)
	list[scenarios.APlan]["every key of a plan"] = []byte(everyPlan)
	list[scenarios.APlan]["a plan with its profile"] = []byte("profile = { stated_on = 2026-11-22, age = 30 }\n")
	list[scenarios.AnInstrument]["every key of an instrument"] = []byte(everyInstrument(t))
	list[scenarios.AnInstrument]["rows in other words"] = []byte("in_force = 2027-01-01\n" +
		"first_language = { levels = [0, 7], points = [0, 9], maximum = 36 }\nage = { ages = [0, 18], points = [0, 9] }\ncanadian_work = { points = [0, 40] }\n")
	return list
}

// problemsIn returns what is wrong with a file of a kind, read by itself.
func problemsIn(kind scenarios.Kind, name string, data []byte) tomlfile.Problems {
	found := folder{"ana.toml": head, "profile.toml": head, "scenario.toml": move, "move.toml": move}.reader().Check(name, data)
	if found.Kind != kind && found.Problems == nil {
		panic(name + " is of another kind: " + string(found.Kind))
	}
	return found.Problems
}

func TestEveryExampleIsValid(t *testing.T) {
	for kind, files := range examples(t) {
		schema := compiled(t, kind)
		for name, data := range files {
			doc, ok := document(data)
			if !ok {
				t.Fatalf("%s is no document", name)
			}
			if err := schema.Validate(doc); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if problems := problemsIn(kind, "file.toml", data); problems != nil {
				t.Errorf("%s: %v", name, problems)
			}
		}
	}
}

// beyond are the mistakes that a schema cannot see: what depends on two places
// of a file, on another file, or on which of two days is the earlier.
var beyond = []string{
	"file.french-length", "profile.birth-range", "profile.future", "profile.before-pool", "profile.before-scores", "profile.job-ends-early", "profile.job-before-birth", "profile.scale-early", "profile.job-while", "profile.region", "scenario.fact", "scenario.range-order",
	"scenario.after", "scenario.waits-for-itself", "file.control-character", "plan.no-file", "plan.stay", "plan.unknown-scenario", "rules.not-rising", "rules.level-range", "rules.too-many-years", "rules.announced-late", "rules.code-twice",
}

// seen says whether a schema can see a mistake. A row has as many points as
// bounds, which a schema does not count; it sees an empty one, and those that
// always have the same length.
func seen(p tomlfile.Problem) bool {
	if p.What.Code == "rules.row-length" {
		fixed := []any{"lower", "upper", "language_levels", "canadian_years", "foreign_years"}
		return p.What.Value("have") == 0 || slices.Contains(fixed, p.What.Value("key"))
	}
	if table, ok := p.What.Value("table").(string); ok && strings.Contains(table, "high_wage.") {
		return false // its levels must be the same three times
	}
	return !slices.Contains(beyond, p.What.Code)
}

func TestEveryBrokenExampleThatASchemaCanSeeIsNotValid(t *testing.T) {
	// In JSON a day is a text, and so it is to a schema.
	alike := []string{"a birth date in quotes", "a profile submitted at no zone's time"}
	for kind, list := range map[scenarios.Kind][]broken{scenarios.AProfile: brokenProfiles, scenarios.AScenario: brokenScenarios, scenarios.APlan: brokenPlans} {
		schema := compiled(t, kind)
		judged := 0
		for _, b := range list {
			doc, ok := document([]byte(b.text))
			if !ok || slices.Contains(alike, b.name) || strings.HasSuffix(b.name, "is told in its own file") {
				continue
			}
			judged++
			want := slices.ContainsFunc(b.want, func(problem string) bool {
				code := strings.TrimSuffix(strings.Fields(problem)[1], ";")
				return !slices.Contains(beyond, code)
			})
			if err := schema.Validate(doc); (err != nil) != want {
				t.Errorf("%s, %s: a schema should see it: %v; it says %v", kind, b.name, want, err)
			}
		}
		if judged < len(list)/2 {
			t.Errorf("%s: only %d of %d were judged", kind, judged, len(list))
		}
	}
}

// mutate changes one thing in a document: a key goes, is misspelled, or has
// another value.
func mutate(t *rapid.T, doc map[string]any) {
	table := doc
	for depth := 0; ; depth++ {
		if len(table) == 0 {
			table["extra"] = 1
			return
		}
		name := rapid.SampledFrom(slices.Sorted(maps.Keys(table))).Draw(t, "key")
		if inner, ok := table[name].(map[string]any); ok && depth < 6 && rapid.IntRange(0, 5).Draw(t, "deeper") > 0 {
			table = inner
			continue
		}
		switch rapid.IntRange(0, 4).Draw(t, "what") {
		case 0:
			delete(table, name)
		case 1:
			table[name+"x"] = table[name]
		default:
			table[name] = rapid.SampledFrom([]any{
				true, false, 0, 1, 3, -1, 13, 8.5, 1300, 1_000_000_000_000, "", "x", "CA", "ON", "all", "21231", "masters", "married", "single", "done",
				"2026-11-22", "2026-05-01T14:00:00Z", "1899-12-31", "celpip-general", "stay", nil, []any{}, []any{1}, []any{"ON"}, map[string]any{},
				map[string]any{"low": 1, "likely": 1, "high": 1}, map[string]any{"listening": 9, "reading": 9, "writing": 9, "speaking": 9},
			}).Draw(t, "value")
		}
		return
	}
}

// The schema and the reader agree about any file, but for what only the
// reader can see: so neither can drift from the other.
func TestTheSchemaSaysWhatTheReaderSays(t *testing.T) {
	all := examples(t)
	for _, kind := range scenarios.Kinds() {
		t.Run(string(kind), func(t *testing.T) {
			schema := compiled(t, kind)
			names := slices.Sorted(maps.Keys(all[kind]))
			rapid.Check(t, func(t *rapid.T) {
				name := rapid.SampledFrom(names).Draw(t, "file")
				doc, _ := document(all[kind][name])
				for range rapid.IntRange(1, 2).Draw(t, "changes") {
					mutate(t, doc.(map[string]any))
				}
				data, err := json.Marshal(doc)
				if err != nil {
					t.Fatal(err)
				}
				problems := problemsOfKind(kind, data)
				want := slices.ContainsFunc(problems, seen)
				again, _ := document(data)
				if err := schema.Validate(again); (err != nil) != want {
					t.Fatalf("%s\nthe reader says %v\nthe schema says %v", data, problems, err)
				}
			})
		})
	}
}

// problemsOfKind reads a document as what it is meant to be.
func problemsOfKind(kind scenarios.Kind, data []byte) tomlfile.Problems {
	reader := folder{"ana.toml": head, "profile.toml": head, "scenario.toml": move, "move.toml": move}.reader()
	var err error
	switch kind {
	case scenarios.AProfile:
		_, _, err = scenarios.ReadProfile("file.json", data)
	case scenarios.AScenario:
		_, _, err = scenarios.ReadScenario("file.json", data)
	case scenarios.APlan:
		_, _, err = reader.Plan("file.json", data)
	case scenarios.AnInstrument:
		_, err = scenarios.ReadInstrument("file.json", data)
	case scenarios.AnOffice:
		_, err = reader.Office("file.json", data)
	}
	problems, _ := err.(tomlfile.Problems)
	return problems
}
