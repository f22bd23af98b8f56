package scenarios_test

import (
	"os"
	"path/filepath"
	"testing"

	"crsplan/scenarios"
	"crsplan/sim/civil"
)

func TestAFileIsToldByItsKeys(t *testing.T) {
	tests := []struct {
		name, text string
		want       scenarios.Kind
		label      string
		problems   int
	}{
		{"a profile", "stated_on = 2026-11-22\nname = \"Ana\"\nage = 30\nmarital_status = \"single\"\n", scenarios.AProfile, "Ana", 0},
		{"a profile without its day", "age = 30\nmarital_status = \"single\"\n", scenarios.AProfile, "", 1},
		{"a profile with a key of an instrument", "stated_on = 2026-11-22\nage = 30\nstatus = \"outside\"\n", scenarios.AProfile, "", 1},
		{"a profile as JSON", `{"stated_on":"2026-11-22","age":30}`, scenarios.AProfile, "", 0},
		{"a profile whose keys another program writes", `{"statedOn":"2026-11-22","age":30}`, scenarios.AProfile, "", 2},
		{"a scenario", "title = \"x\"\n[steps.a]\nmonths = 1\n", scenarios.AScenario, "x", 0},
		{"a scenario of rules", "title = \"x\"\n[rules]\ninstrument = \"offers-restored\"\n", scenarios.AScenario, "x", 0},
		{"a plan", "profile = { stated_on = 2026-11-22, name = \"Ana\", age = 30 }\n", scenarios.APlan, "Ana", 0},
		{"a plan of a file that there is not", "profile = \"ana.toml\"\n[options.stay]\n", scenarios.APlan, "", 1},
		{"an instrument", "title = \"x\"\nin_force = 2027-01-01\n[sibling]\npoints = 20\n", scenarios.AnInstrument, "x", 0},
		{"an instrument with the table of a profile", "in_force = 2027-01-01\n[education]\nlevel = \"bachelor\"\n", scenarios.AnInstrument, "", 3},
		{"nothing that is known", "colour = \"blue\"\n", "", "", 1},
		{"no TOML", "a = \n", "", "", 1},
		{"nothing", "", "", "", 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			found := folder.reader(nil).Check("file.toml", []byte(test.text))
			if found.Kind != test.want || found.Label.English != test.label || len(found.Problems) != test.problems {
				t.Errorf("%q, %q, %d problems (%v); want %q, %q, %d", found.Kind, found.Label, len(found.Problems), found.Problems, test.want, test.label, test.problems)
			}
		})
	}
}

func TestAPlanTellsWhatIsWrongWithEveryFileOnce(t *testing.T) {
	found := folder{
		"ana.toml": "stated_on = 2026-11-22\nage = -1\n",
		"a.toml":   "title = \"x\"\n[steps.a]\nmonth = 1\n",
		"b.toml":   "title = \"x\"\n[steps.a]\nmonths = -1\ntries = 0\n",
	}.reader().Check("plan.toml", []byte(`profile = "ana.toml"
horizon_months = 0
[options.a]
scenarios = ["./a.toml"]
[options.b]
scenarios = ["b.toml", "a.toml", "clb9"]
`))
	var places []string
	for _, p := range found.Problems {
		places = append(places, p.File)
	}
	want := []string{"plan.toml", "ana.toml", "a.toml", "b.toml", "b.toml"}
	if len(places) != len(want) {
		t.Fatalf("%v", found.Problems)
	}
	for i := range want {
		if places[i] != want[i] {
			t.Errorf("problem %d is of %s, want %s", i, places[i], want[i])
		}
	}
}

// What ships and what the tests share is fine, and is of the kind that it
// should be.
func TestEveryFileThatShipsIsFine(t *testing.T) {
	check := func(kind scenarios.Kind, pattern string) {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(paths), err)
		}
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if found := folder.reader(nil).Check(path, data); found.Kind != kind || found.Problems != nil {
				t.Errorf("%s: %q, %v", path, found.Kind, found.Problems)
			}
		}
	}
	check(scenarios.AProfile, filepath.Join("..", "testdata", "profiles", "*.toml"))
	check(scenarios.AScenario, filepath.Join("library", "*.toml"))
	check(scenarios.AnInstrument, filepath.Join("..", "sim", "crs", "instruments", "*.toml"))
	texts := folder{}
	for name, text := range scenarios.Starter("en", civil.MustParse("2026-11-22")) {
		texts[name] = string(text)
	}
	for _, kind := range []scenarios.Kind{scenarios.AProfile, scenarios.AScenario, scenarios.APlan} {
		name := string(kind) + ".toml"
		if found := texts.reader().Check(name, []byte(texts[name])); found.Kind != kind || found.Problems != nil {
			t.Errorf("%s of init: %q, %v", name, found.Kind, found.Problems)
		}
	}
}
