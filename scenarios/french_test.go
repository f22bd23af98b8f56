package scenarios_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"crsplan/scenarios"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/reason"
	"crsplan/sim/reason/wordtest"
	"crsplan/sim/tomlfile"
)

// names stand in English in French too.
var names = []string{"CIC News", "TEF Canada", "TCF Canada", "IELTS General Training", "CELPIP-General", "PTE Core", "JSR Legals", "`noc`"}

func checkFrench(t *testing.T, what string, texts ...reason.Text) {
	t.Helper()
	for _, text := range texts {
		if (text.English == "") != (text.French == "") {
			t.Errorf("%s: %q is %q in French", what, text.English, text.French)
		}
		if words := wordtest.English(text.French, names...); len(words) > 0 {
			t.Errorf("%s: %v in %q", what, words, text.French)
		}
	}
}

func TestTheLibraryIsInBothLanguages(t *testing.T) {
	for _, name := range scenarios.LibraryNames() {
		s, _ := scenarios.Library(name)
		checkFrench(t, name, s.Title, s.Summary)
		checkFrench(t, name, s.Assumptions...)
		checkFrench(t, name, s.Sources...)
		for _, step := range s.Steps {
			checkFrench(t, name+"/"+step.Name, step.Title, step.Source)
		}
	}
	book := crs.Embedded()
	for _, list := range [][]*crs.Instrument{book.Instruments(), book.Proposals()} {
		for _, in := range list {
			checkFrench(t, in.ID, in.Title, in.Confidence)
			checkFrench(t, in.ID, in.Changes...)
		}
	}
}

// The sample is the same person with the same options in every language.
func TestTheSampleIsTheSameInBothLanguages(t *testing.T) {
	day := civil.MustParse("2026-11-22")
	english, _, err := scenarios.SamplePlan("en", day)
	if err != nil {
		t.Fatal(err)
	}
	french, _, err := scenarios.SamplePlan("fr", day)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(english, french, cmpopts.IgnoreTypes(reason.Text{}), cmpopts.IgnoreUnexported(crs.Instrument{})); diff != "" {
		t.Errorf("(-en +fr):\n%s", diff)
	}
	own := french.Options[len(french.Options)-1].Scenarios[0]
	checkFrench(t, "own", reason.Text{English: "-", French: own.Title.English + own.Summary.English})
	for name, text := range scenarios.Starter("fr", day) {
		words := wordtest.English(string(text))
		if words = slices.DeleteFunc(words, func(w string) bool { return slices.Contains(typedInStarter, w) }); len(words) > 0 {
			t.Errorf("%s: %v", name, words)
		}
	}
}

// typedInStarter are words of the keys and values of the files.
var typedInStarter = strings.Fields(`listening reading writing speaking level country education languages english french test developer work from to single
	married common law separated divorced widowed annulled less than secondary one two year bachelor or more masters professional doctorate none years
	three plus graduate status outside visitor student worker nomination sibling months partner accompanying offer job lmia stay together own steps low
	likely high chance after during then stop abroad study core name noc ielts general all canadian degree qualification`)

func TestTextsInFrench(t *testing.T) {
	const rest = "[steps.a]\nmonths = 1\n[steps.a.then]\nlanguages.english.at_least_clb = 9\n"
	s, _, err := scenarios.ReadScenario("a.toml", []byte("title = \"A\"\ntitle_fr = \"Un\"\nsources = [\"b\", \"c\"]\nsources_fr = [\"d\", \"e\"]\n"+rest))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(reason.Text{English: "A", French: "Un"}, s.Title); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]reason.Text{{English: "b", French: "d"}, {English: "c", French: "e"}}, s.Sources); diff != "" {
		t.Error(diff)
	}
	for _, test := range []struct{ name, text, want string }{
		{"French alone is told at its key", "title = \"A\"\nsummary_fr = \"Un\"\n", `a.toml:2:1: "summary_fr" is there without "summary"`},
		{"a list of another length", "title = \"A\"\nsources = [\"b\"]\nsources_fr = [\"d\", \"e\"]\n", `a.toml:3:14: sources_fr has 2 items, sources has 1`},
		{"a language that there is not", "title = \"A\"\ntitle_de = \"Eins\"\n", `a.toml:2:1: unknown key "title_de" in the top level of the file`},
		{"not a text", "title = \"A\"\ntitle_fr = 1\n", `a.toml:2:12: title_fr must be text, not a number`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, _, err := scenarios.ReadScenario("a.toml", []byte(test.text+rest))
			problems, ok := errors.AsType[tomlfile.Problems](err)
			if !ok || len(problems) != 1 || problems[0].String(reason.English()) != test.want {
				t.Errorf("%v, want %s", err, test.want)
			}
		})
	}
	plan, _, err := (&scenarios.Reader{}).Plan("p.toml", []byte("[profile]\nstated_on = 2026-11-22\nage = 30\nname = \"Ana\"\nname_fr = \"Anne\"\n[options.a]\ntitle = \"Stay\"\ntitle_fr = \"Rester\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got := plan.Profile.Name.French + plan.Options[0].Title.French; got != "AnneRester" {
		t.Errorf("the plan's texts are %q", got)
	}
}
