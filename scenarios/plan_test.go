package scenarios_test

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// folder is a set of files by their paths.
type folder map[string]string

func (f folder) reader() *scenarios.Reader {
	return &scenarios.Reader{Open: func(path string) ([]byte, error) {
		text, ok := f[filepath.ToSlash(path)]
		if !ok {
			return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
		}
		return []byte(text), nil
	}}
}

const move = "title = \"My move\"\n[steps.a]\nmonths = 1\n[steps.a.then]\nlanguages.english.at_least_clb = 10\n"

// files are what the plans of these tests name, from the folder "clients".
var files = folder{
	"clients/ana.toml":         head + tables,
	"clients/shared/move.toml": move,
	"clients/move":             "not this one",
	"clients/broken.toml":      head + "nmae = 1\n",
	"/abroad/ana.toml":         head + tables,
}

// ofAna is the plan's first line.
const ofAna = "profile = \"ana.toml\"\n"

var brokenPlans = []broken{
	{"no profile", "horizon_months = 12\n[options.stay]\n", []string{"1:1 file.missing-key"}},
	{"a profile that there is not", "profile = \"bob.toml\"\n", []string{"1:11 plan.no-file; plan.no-file/hint"}},
	{"staying that does something", ofAna + "[options.stay]\nscenarios = [\"clb9\"]\n", []string{"3:13 plan.stay; plan.stay/hint"}},
	{"an unknown key", ofAna + "horizon = 12\n", []string{"2:1 file.unknown-key; file.unknown-key.hint/nearest"}},
	{"a horizon of no months", ofAna + "horizon_months = 0\n", []string{"2:18 file.out-of-range; file.out-of-range.hint/between"}},
	{"a horizon of 121 months", ofAna + "horizon_months = 121\n", []string{"2:18 file.out-of-range; file.out-of-range.hint/between"}},
	{"a start in words", ofAna + "start = \"now\"\n", []string{"2:9 file.wrong-type; file.wrong-type.hint/day"}},
	{"an unknown scenario, at its place", ofAna + "[options.x]\nscenarios = [\"clb8\", \"clb99\"]\n", []string{"3:22 plan.unknown-scenario; hint.did-you-mean"}},
	{"a scenario like none", ofAna + "[options.x]\nscenarios = [\"lottery\"]\n", []string{"3:14 plan.unknown-scenario; plan.unknown-scenario/hint"}},
	{"staying, named among scenarios", ofAna + "[options.x]\nscenarios = [\"stay\"]\n", []string{"3:14 plan.unknown-scenario; plan.unknown-scenario/stay"}},
	{"a scenario nearly one's own", ofAna + "[scenarios.mine]\ntitle = \"x\"\n[scenarios.mine.steps.a]\nmonths = 1\n[options.x]\nscenarios = [\"mines\"]\n", []string{"7:14 plan.unknown-scenario; hint.did-you-mean"}},
	{"a file that there is not", ofAna + "[options.x]\nscenarios = [\"./no.toml\"]\n", []string{"3:14 plan.no-file; plan.no-file/hint"}},
	{"an order that there is not", ofAna + "[options.x]\nscenarios = [\"clb9\"]\norder = \"at-once\"\n", []string{"4:9 file.unknown-value; file.unknown-value.hint/all"}},
	{"options as a list", ofAna + "[[options]]\nscenarios = [\"clb9\"]\n", []string{"2:1 file.array-of-tables; file.named-tables.hint"}},
	{"an inline profile that is wrong", "[profile]\nstated_on = 2026-11-22\nbirth_date = 2027-01-01\n", []string{"3:14 profile.birth-range; profile.birth-range/hint"}},
	{"an own scenario that is wrong", ofAna + "[scenarios.mine]\ntitle = \"x\"\n[scenarios.mine.steps.a]\nafter = [\"a\"]\n", []string{"5:9 scenario.waits-for-itself; scenario.waits-for-itself/hint"}},
	{"a broken profile is told in its own file", "profile = \"broken.toml\"\n", []string{"4:1 file.unknown-key; file.unknown-key.hint/nearest"}},
	{"a broken scenario is told in its own file", ofAna + "[options.x]\nscenarios = [\"ana.toml\"]\n", []string{"1:1 kind.other; kind.other/profile-hint"}},
}

func TestEachRuleOfAPlanTellsItsPlaceAndWhatToDo(t *testing.T) {
	for _, test := range brokenPlans {
		t.Run(test.name, func(t *testing.T) {
			plan, _, err := files.reader().Plan("clients/plan.toml", []byte(test.text))
			if diff := cmp.Diff(test.want, problemsOf(t, err)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if plan != nil {
				t.Error("a broken plan was returned")
			}
		})
	}
}

func TestAProblemIsToldInTheFileItStandsIn(t *testing.T) {
	_, _, err := files.reader().Plan("clients/plan.toml", []byte("profile = \"broken.toml\"\n"))
	problems, _ := errors.AsType[tomlfile.Problems](err)
	if len(problems) != 1 || filepath.ToSlash(problems[0].File) != "clients/broken.toml" {
		t.Errorf("problems: %v", err)
	}
}

func TestAPlanIsRead(t *testing.T) {
	const text = `
profile = "ana.toml"
start = 2026-12-01
horizon_months = 24

[scenarios.mine]
title = "Mine"
requires = ["other"]
[scenarios.mine.steps.a]
months = 1
[scenarios.mine.steps.a.then]
languages.english.at_least_clb = 10

[scenarios.other]
title = "Other"
[scenarios.other.steps.b]
months = 1

[options.stay]
title = "Stay put"
[options.both]
title = "Both"
scenarios = ["mine", "clb10", "shared/move.toml", "./shared/move.toml"]
order = "together"
[options.sequence]
scenarios = ["clb9", "french-nclc7"]
order = "one-after-another"
[options.chain]
scenarios = ["clb9+mine", "eca"]
[options.lanes]
scenarios = ["clb9+mine", "french-nclc7"]
order = "together"
`
	plan, warnings, err := files.reader().Plan("clients/plan.toml", []byte(text))
	if err != nil || len(warnings) > 0 {
		t.Fatal(err, warnings)
	}
	if plan.Start != civil.MustParse("2026-12-01") || plan.HorizonMonths != 24 || plan.Profile.Self.Birth != civil.MustParse("1995-03-14") {
		t.Errorf("start %v, %d months, born %v", plan.Start, plan.HorizonMonths, plan.Profile.Self.Birth)
	}
	var got []string
	for _, o := range plan.Options {
		var names []string
		for _, s := range o.Scenarios {
			names = append(names, s.Name)
		}
		got = append(got, fmt.Sprintf("%s %q %v together=%v %v", o.Name, o.Title, names, o.Together, o.Lanes))
	}
	want := []string{
		`stay "Stay put" [] together=false []`, `both "Both" [mine clb10 move move] together=true []`, `sequence "" [clb9 french-nclc7] together=false []`,
		`chain "" [clb9 mine eca] together=false []`, `lanes "" [clb9 mine french-nclc7] together=true [0 0 1]`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("options (-want +got):\n%s", diff)
	}
}

func TestPlusJoinsAndACommaParts(t *testing.T) {
	for word, want := range map[string]string{
		"stay":                             "[] []",
		"clb9":                             "[clb9] []",
		"clb9+french-nclc7":                "[clb9 french-nclc7] []",
		"clb9,french-nclc7":                "[clb9 french-nclc7] [0 1]",
		"clb9+masters-canada,french-nclc7": "[clb9 masters-canada french-nclc7] [0 0 1]",
	} {
		o, _, err := files.reader().Option(word)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, s := range o.Scenarios {
			names = append(names, s.Name)
		}
		if got := fmt.Sprint(names, o.Lanes); got != want || o.Name != word {
			t.Errorf("%s is %s, want %s", word, got, want)
		}
	}
	for _, word := range []string{"clb9,", ",", "clb9,stay"} {
		if _, _, err := files.reader().Option(word); err == nil {
			t.Errorf("%q is an option", word)
		}
	}
}

func TestAPlanOfLittleTakesTheRestForGranted(t *testing.T) {
	for name, text := range map[string]string{
		"a file beside the plan":    "profile = \"ana.toml\"\n",
		"a file by its whole path":  "profile = \"/abroad/ana.toml\"\n",
		"a profile inside the plan": "[profile]\n" + head + strings.ReplaceAll(tables, "\n[", "\n[profile."),
		"JSON":                      `{"profile": "ana.toml"}`,
	} {
		t.Run(name, func(t *testing.T) {
			plan, warnings, err := files.reader().Plan("clients/plan.toml", []byte(text))
			if err != nil || len(warnings) > 0 {
				t.Fatal(err, warnings)
			}
			if plan.HorizonMonths != sim.DefaultHorizonMonths || !plan.Start.IsZero() || len(plan.Options) != 1 || plan.Options[0].Name != "stay" {
				t.Errorf("the plan is %+v", plan)
			}
		})
	}
}

func TestWarningsOfWhatAPlanNamesAreKept(t *testing.T) {
	const text = "[options.x]\nscenarios = [\"quebec.toml\"]\n[profile]\nstated_on = 2026-11-22\nage = 30\n"
	f := folder{"quebec.toml": step("[steps.a.then]", "canada.nomination = \"QC\"")}
	_, warnings, err := f.reader().Plan("plan.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range []string{"quebec", "birthday-unknown", "missing-table"} {
		if !slices.Contains(codesOf(warnings), code) {
			t.Errorf("no warning %s in %v", code, codesOf(warnings))
		}
	}
}

func TestAPlanIsToldFromAProfile(t *testing.T) {
	for text, want := range map[string]bool{
		"profile = \"ana.toml\"\n":     true,
		"[options.stay]\n":             true,
		`{"profile": {}}`:              true,
		head:                           false,
		"":                             false,
		"[steps.a]\n":                  false,
		"this is = not = TOML":         false,
		"name = \"profile = options\"": false,
	} {
		if got := scenarios.IsPlan("x.toml", []byte(text)); got != want {
			t.Errorf("%q: a plan is %v, want %v", text, got, want)
		}
	}
}

func TestAWordOfTheCommandLineIsAnOption(t *testing.T) {
	f := folder{"./move.toml": move, "move.toml": move, "dir/move": move, "broken.toml": "title = 1\n"}
	tests := []struct {
		word string
		want []string // the names of scenarios, or nil for an error
	}{
		{"stay", []string{}},
		{"clb9", []string{"clb9"}},
		{"clb9+french-nclc7", []string{"clb9", "french-nclc7"}},
		{"clb9+./move.toml+clb10", []string{"clb9", "move", "clb10"}},
		{"move.toml", []string{"move"}},
		{"dir/move", []string{"move"}},
		{"move", nil},
		{"stay+stay", nil},
		{"clb9+", nil},
		{"", nil},
		{"../library/clb9", nil},
		{"broken.toml", nil},
	}
	for _, test := range tests {
		t.Run(test.word, func(t *testing.T) {
			o, _, err := f.reader().Option(test.word)
			if (err != nil) != (test.want == nil) {
				t.Fatalf("the error is %v", err)
			}
			if err != nil {
				return
			}
			names := []string{}
			for _, s := range o.Scenarios {
				names = append(names, s.Name)
			}
			if diff := cmp.Diff(test.want, names); diff != "" || o.Name != test.word {
				t.Errorf("option %q (-want +got):\n%s", o.Name, diff)
			}
		})
	}
	_, _, err := f.reader().Option("clb9+frensh-nclc7")
	if unknown, ok := errors.AsType[scenarios.UnknownScenario](err); !ok || unknown.Name != "frensh-nclc7" || unknown.Near != "french-nclc7" || unknown.Error() == "" {
		t.Errorf("the error is %#v", err)
	}
}

func TestTheStarterFilesAreReadOnAnyDay(t *testing.T) {
	for _, today := range []string{"en 2015-02-01", "en 2023-03-15", "en 2026-11-22", "en 2040-02-29", "fr 2023-03-15", "fr 2026-11-22"} {
		t.Run(today, func(t *testing.T) {
			lang, today, _ := strings.Cut(today, " ")
			day := civil.MustParse(today)
			starter := scenarios.Starter(lang, day)
			p, warnings, err := scenarios.ReadProfile("profile.toml", starter["profile.toml"])
			if err != nil || len(warnings) > 0 {
				t.Fatal(err, warnings)
			}
			if p.StatedOn != day || p.Self.Birth.Years(day) != 30 {
				t.Errorf("stated on %v, %d years old", p.StatedOn, p.Self.Birth.Years(day))
			}
			if _, warnings, err := scenarios.ReadScenario("scenario.toml", starter["scenario.toml"]); err != nil || len(warnings) > 0 {
				t.Error(err, warnings)
			}
			plan, warnings, err := scenarios.SamplePlan(lang, day)
			if err != nil || len(warnings) > 0 {
				t.Fatal(err, warnings)
			}
			if len(plan.Options) != 6 {
				t.Errorf("%d options, want staying and five", len(plan.Options))
			}
		})
	}
}

// What stands in the starter files as a remark is right as well.
func TestTheRemarksOfTheStarterFilesAreRightToo(t *testing.T) {
	for _, lang := range reason.Languages() {
		t.Run(lang, func(t *testing.T) { remarksAreRight(t, lang) })
	}
}

func remarksAreRight(t *testing.T, lang string) {
	remark := regexp.MustCompile(`(?m)^# ((?:\[|[a-z_.]+ = (?:true|[^a-z])).*)$`)
	files := folder{}
	for name, data := range scenarios.Starter(lang, civil.MustParse("2026-11-22")) {
		text := remark.ReplaceAllString(string(data), "$1")
		files[name] = strings.Replace(text, `marital_status = "single"`, `marital_status = "married"`, 1)
	}
	plan, _, err := files.reader().Plan("plan.toml", []byte(files["plan.toml"]))
	if err != nil {
		t.Fatal(err)
	}
	own := plan.Options[len(plan.Options)-1]
	if plan.Start != civil.MustParse("2026-12-22") || !own.Together || own.Scenarios[0].Steps[1].During.Work != sim.StopWork {
		t.Errorf("remarks of the plan or the scenario were not taken: %+v", plan)
	}
	p := plan.Profile
	if p.Partner == nil || p.Canada.Permit == nil || p.Canada.Offer == nil || p.Canada.Nomination != "ON" || !p.Canada.Sibling || !p.Canada.Certificate {
		t.Errorf("remarks of the profile were not taken: %+v", p)
	}
}
