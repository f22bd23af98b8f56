package scenarios_test

import (
	"testing"

	"crsplan/scenarios"
	"crsplan/sim"
)

func TestAPlanNamesWhatItsProfileSuggests(t *testing.T) {
	made := &sim.Scenario{Name: "english-writing-9"}
	reader := scenarios.Reader{Open: nil, Made: func(plan *sim.Plan, name string) *sim.Scenario {
		if plan.Profile.Self.Birth.IsZero() || name != made.Name {
			return nil
		}
		return made
	}}
	file := func(name string) []byte {
		return []byte("[profile]\nbirth_date = 1996-01-01\nstated_on = 2026-11-22\n[options.a]\nscenarios = [\"clb9+" + name + "\"]\n")
	}
	plan, _, err := reader.Plan("plan.toml", file(made.Name))
	if err != nil {
		t.Fatal(err)
	}
	if got := plan.Options[0].Scenarios; len(got) != 2 || got[1] != made {
		t.Errorf("the option is made of %v", got)
	}
	if _, _, err := reader.Plan("plan.toml", file("english-writing-8")); err == nil {
		t.Error("what the profile does not suggest has no name")
	}
	if _, _, err := reader.Option(made.Name); err == nil {
		t.Error("without a person nothing is suggested")
	}
	reader.For = plan
	if o, _, err := reader.Option("clb9," + made.Name); err != nil || o.Scenarios[1] != made || o.Lane(1) != 1 {
		t.Errorf("%v %v", o, err)
	}
}
