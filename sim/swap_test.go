package sim_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim"
	"crsplan/sim/language"
	"crsplan/sim/profile"
)

func swapped(changes ...func(*sim.Change)) sim.Step {
	s := sim.Step{}
	s.Then.SwapPrincipal = true
	for _, change := range changes {
		change(&s.Then)
	}
	return s
}

func TestThePartnerMayApply(t *testing.T) {
	// Once the partner applies: 28 years old with a partner 100, bachelor 112,
	// CLB 6 32; the former applicant's bachelor 8 and CLB 8 12. No work, so
	// nothing is transferred but education with language, below CLB 7.
	const asPartner = 100 + 112 + 32 + 8 + 12
	p := play(t, now("2022-01-10"), person(married()), scenario("swap", swapped()))
	if got := p.At(p.Start).Total; got != asPartner {
		t.Errorf("%d points with the partner as the applicant, want %d", got, asPartner)
	}
	alone := swapped(func(c *sim.Change) { c.Accompanying = to(false) })
	p = play(t, now("2022-01-10"), person(married()), scenario("swap", alone))
	if c := p.At(p.Start).Candidate; c.WithPartner || c.Age != 28 {
		t.Errorf("%d years old, with a partner: %v; want 28, alone", c.Age, c.WithPartner)
	}
	single := play(t, now("2022-01-10"), person(), scenario("swap", swapped()))
	if got := single.Steps[0].State; got != sim.StepSkipped {
		t.Errorf("for a single person the step is %s", got)
	}
}

func TestAStepIsTakenByWhoeverAppliesWhenItBegins(t *testing.T) {
	raise := clb(9, months(3))
	levels := func(p *sim.Projection) [2]int {
		c := p.At(p.End).Candidate
		return [2]int{c.Languages[language.English].Lowest(), c.Partner.Languages[language.English].Lowest()}
	}
	tests := []struct {
		name  string
		order []*sim.Scenario
		want  [2]int // of the applicant in the end, and of the other
	}{
		{"first the swap, then the test: the new applicant sits it", []*sim.Scenario{scenario("swap", swapped()), scenario("a", raise)}, [2]int{9, 8}},
		{"first the test, then the swap: the former one has sat it", []*sim.Scenario{scenario("a", raise), scenario("swap", swapped())}, [2]int{6, 9}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, levels(play(t, now("2022-01-10"), person(married()), test.order...))); diff != "" {
				t.Errorf("one after another (-want +got):\n%s", diff)
			}
			// Taken together, whichever begins first is waited for.
			if diff := cmp.Diff(test.want, levels(together(t, now("2022-01-10"), person(married()), test.order...))); diff != "" {
				t.Errorf("together (-want +got):\n%s", diff)
			}
		})
	}
}

func TestADeclaredFirstLanguageGoesWithItsPerson(t *testing.T) {
	p := person(married(func(x *profile.Partner) {
		x.Languages.Results[language.French] = result("2021-10-01", 9)
		x.Languages.FirstDeclared, x.Languages.First = true, language.French
	}), func(p *profile.Profile) { p.Self.Languages.FirstDeclared = true })
	got := play(t, now("2022-01-10"), p, scenario("swap", swapped())).At(stated).Candidate
	if got.First != language.French || got.Partner.First != language.English {
		t.Errorf("first %v, the partner's %v", got.First, got.Partner.First)
	}
}
