package scenarios_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim"
	"crsplan/sim/civil"
)

const lineOfAna = `"stated_on": "2026-11-22", "birth_date": "1995-03-14", "marital_status": "single"`

// namesOf tells options by their names and scenarios.
func namesOf(options []sim.Option) []string {
	var names []string
	for _, o := range options {
		var of []string
		for _, s := range o.Scenarios {
			of = append(of, s.Name)
		}
		names = append(names, o.Name+": "+strings.Join(of, " "))
	}
	return names
}

func TestALineOfABatchMayBringItsPlan(t *testing.T) {
	tests := []struct {
		name    string
		text    string
		born    string
		options []string
		months  int
	}{
		{"a profile alone takes what all have in common", `{` + lineOfAna + `}`, "1995-03-14", nil, 0},
		{"a profile with options beside its facts", `{` + lineOfAna + `, "options": {"stay": {}, "both": {"scenarios": ["clb9", "french-nclc7"]}}}`, "1995-03-14", []string{"stay: ", "both: clb9 french-nclc7"}, 0},
		{"a scenario of its own", `{` + lineOfAna + `, "scenarios": {"mine": {"title": "Mine", "steps": {"a": {"months": 1}}}}, "options": {"x": {"scenarios": ["mine"]}}, "horizon_months": 12}`, "1995-03-14", []string{"x: mine"}, 12},
		{"a plan with its profile inside", `{"id": 4, "profile": {` + lineOfAna + `}, "options": {"clb9": {"scenarios": ["clb9"]}}}`, "1995-03-14", []string{"clb9: clb9"}, 0},
		{"a plan that names its profile, from the folder of the lines", `{"profile": "ana.toml"}`, "1995-03-14", nil, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := files.reader().ClientLine("clients/all.jsonl", 1, []byte(test.text))
			if c.Err != nil {
				t.Fatal(c.Err)
			}
			if diff := cmp.Diff(test.options, namesOf(c.Plan.Options)); diff != "" {
				t.Errorf("options (-want +got):\n%s", diff)
			}
			if c.Plan.Profile.Self.Birth != civil.MustParse(test.born) || c.Plan.HorizonMonths != test.months {
				t.Errorf("born %v, %d months", c.Plan.Profile.Self.Birth, c.Plan.HorizonMonths)
			}
		})
	}
	c := files.reader().ClientLine("clients/all.jsonl", 3, []byte(`{"id": "x", "profile": {`+lineOfAna+`}, "options": {"y": {"scenarios": ["clb99"]}}}`))
	if diff := cmp.Diff([]string{"3:141 plan.unknown-scenario; hint.did-you-mean"}, problemsOf(t, c.Err)); diff != "" || c.ID != "x" {
		t.Errorf("id %v, problems (-want +got):\n%s", c.ID, diff)
	}
}

func TestAFileOfAFolderOfClientsIsAPlanOrAProfile(t *testing.T) {
	tests := []struct {
		name, text string
		options    []string
		want       []string
	}{
		{"a profile", head + tables, nil, nil},
		{"a plan", "profile = \"ana.toml\"\n[options.clb9]\nscenarios = [\"clb9\"]\n", []string{"clb9: clb9"}, nil},
		{"a plan without options", "profile = \"ana.toml\"\n", nil, nil},
		{"a broken profile", head + "nmae = 1\n", nil, []string{"4:1 file.unknown-key; file.unknown-key.hint/nearest"}},
		{"a broken plan", "profile = \"bob.toml\"\n", nil, []string{"1:11 plan.no-file; plan.no-file/hint"}},
		{"a scenario", move, nil, []string{"2:2 kind.other; kind.other/scenario-hint"}},
		{"nothing", "", nil, []string{"1:1 file.empty; file.empty.hint"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := files.reader().ClientFile("clients/x.toml", []byte(test.text))
			if diff := cmp.Diff(test.want, problemsOf(t, c.Err)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if test.want != nil {
				return
			}
			if diff := cmp.Diff(test.options, namesOf(c.Plan.Options)); diff != "" || c.Plan.Profile == nil {
				t.Errorf("options (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAPlanThatManyHaveInCommonNeedsNoProfile(t *testing.T) {
	for name, text := range map[string]string{
		"none":                 "",
		"a file not there":     "profile = \"nobody.toml\"\n",
		"another one's inside": "[profile]\nnmae = 1\n",
	} {
		t.Run(name, func(t *testing.T) {
			options := "horizon_months = 24\n[options.clb9]\nscenarios = [\"clb9\"]\n[options.move]\nscenarios = [\"shared/move.toml\"]\n"
			if strings.HasPrefix(text, "[") {
				options, text = options+text, ""
			}
			plan, _, err := files.reader().CommonPlan("clients/common.toml", []byte(text+options))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{"clb9: clb9", "move: move"}, namesOf(plan.Options)); diff != "" || plan.HorizonMonths != 24 || plan.Profile != nil {
				t.Errorf("%d months, profile %v, options (-want +got):\n%s", plan.HorizonMonths, plan.Profile, diff)
			}
		})
	}
	for name, test := range map[string]struct{ text, want string }{
		"an unknown key": {"horizon = 12\n", "1:1 file.unknown-key; file.unknown-key.hint/nearest"},
		"a profile":      {head, "1:1 kind.other; kind.other/profile-hint"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := files.reader().CommonPlan("clients/common.toml", []byte(test.text))
			if diff := cmp.Diff([]string{test.want}, problemsOf(t, err)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTheClientsOfAFolder(t *testing.T) {
	f := folder{
		"office/ana.toml":       head + tables,
		"office/ana-plan.toml":  "profile = \"ana.toml\"\n",
		"office/bob.toml":       head + tables,
		"office/carl-plan.json": `{"profile": {` + lineOfAna + `}}`,
		"office/dora-plan.toml": "profile = \"../elsewhere/dora.toml\"\n",
		"office/move.toml":      move,
		"office/what-if.toml":   "title = \"x\"\n[rules]\n",
		"office/broken.toml":    "= [",
		"office/empty.toml":     "",
	}
	paths := []string{"office/ana-plan.toml", "office/ana.toml", "office/bob.toml", "office/broken.toml", "office/carl-plan.json", "office/dora-plan.toml", "office/empty.toml", "office/locked.toml", "office/move.toml", "office/what-if.toml"}
	before := slices.Clone(paths)
	want := []string{"office/ana-plan.toml", "office/bob.toml", "office/broken.toml", "office/carl-plan.json", "office/dora-plan.toml", "office/empty.toml", "office/locked.toml"}
	if diff := cmp.Diff(want, f.reader().Clients(paths)); diff != "" {
		t.Errorf("clients (-want +got):\n%s", diff)
	}
	if !slices.Equal(paths, before) {
		t.Error("the list that was handed over is changed")
	}
}
