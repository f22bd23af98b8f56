package answer_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// learns is a scenario of one's own that works so often.
func learns(t *testing.T, chance string) *sim.Scenario {
	t.Helper()
	s, _, err := scenarios.ReadScenario("mine.toml", []byte("title = \"Mine\"\n[steps.a]\ntitle = \"Learn\"\nmonths = 3\nchance = "+chance+"\n[steps.a.then]\nlanguages.english.at_least_clb = 10\n"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTheChanceIfStepsWorkIsThatOfStepsThatAlwaysDo(t *testing.T) {
	p, _, err := scenarios.ReadProfile("person.toml", []byte(single))
	if err != nil {
		t.Fatal(err)
	}
	library, _ := scenarios.Library("clb10")
	options := []sim.Option{
		{Name: "mine", Scenarios: []*sim.Scenario{learns(t, "0.4")}},
		{Name: "sure", Scenarios: []*sim.Scenario{learns(t, "1")}},
		{Name: "both", Scenarios: []*sim.Scenario{library, learns(t, "0.4")}},
	}
	w, c := as(today), reason.English()
	plan := &sim.Plan{Profile: p, Options: options}
	doc, err := answer.PlanOf(c, w, plan, draws.Embedded().Until(w.Known), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.AddChances(c, w, plan, answer.ChanceQuery{Paths: 2000, Seed: 1}); err != nil {
		t.Fatal(err)
	}
	mine, sure := doc.Options[1], doc.Options[2]
	for i := range sure.Chance {
		got, want := mine.Chance[i], sure.Chance[i]
		if want.PIfStepsWork != nil {
			t.Errorf("by %v a step that always works has a chance if it works, %v", want.By, *want.PIfStepsWork)
		}
		if got.PIfStepsWork == nil {
			if got.P.P != want.P.P {
				t.Errorf("by %v it is not told, and %v is not %v", got.By, got.P.P, want.P.P)
			}
			continue
		}
		if off := *got.PIfStepsWork - want.P.P; off > 0.05 || off < -0.05 {
			t.Errorf("by %v it is %v if it works, and %v where it always does", got.By, *got.PIfStepsWork, want.P.P)
		}
	}
	for i, want := range [][]answer.Assumed{
		{}, {{"mine", "a", "Learn", 0.4, "file"}}, {},
		{{"clb10", "resit", "Prepare and take the English test", 0.5, "library"}, {"mine", "a", "Learn", 0.4, "file"}},
	} {
		if diff := cmp.Diff(want, doc.Options[i].Assumed); diff != "" {
			t.Errorf("%s assumes (-want +got):\n%s", doc.Options[i].Option, diff)
		}
	}
	if got, want := answer.AssumedText(c, doc.Options[3].Assumed), "How often steps work (our assumption): Prepare and take the English test: 50%. Assumed by your own file: Learn: 40%."; got != want {
		t.Errorf("told as\n%q, want\n%q", got, want)
	}
}
