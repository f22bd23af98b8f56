package sim_test

import (
	"testing"

	"crsplan/sim"
)

func TestMonthsAndCostOfAnOption(t *testing.T) {
	a, b, c := family("a", 2, 2), family("b", 3, 3, "a"), family("c", 4, 40)
	a.Cost, b.Cost, c.Cost = sim.Range{Low: 1, Likely: 2, High: 3}, sim.Exactly(10), sim.Exactly(100)
	blocked := family("d", 5, 1)
	blocked.Cost, blocked.Requires = sim.Exactly(1000), []string{"partner"}
	p := play(t, now("2022-01-10"), person(), scenario("s", a, b, c, blocked))
	if got, want := p.Cost(), (sim.Range{Low: 111, Likely: 112, High: 113}); got != want {
		t.Errorf("costs %v, want %v: what is taken, done or not", got, want)
	}
	if got, want := p.Months(), float64(1218)/30.4375; got != want {
		t.Errorf("takes %v months, want %v: up to the last, done or not", got, want)
	}
	if stay := play(t, now("2022-01-10"), person()); stay.Months() != 0 || stay.Cost() != (sim.Range{}) {
		t.Errorf("staying takes %v months and %v dollars", stay.Months(), stay.Cost())
	}
}

func TestTheLengthOfAScenarioIsTheLongestWayThroughIt(t *testing.T) {
	r := func(low, likely, high float64) sim.Range { return sim.Range{Low: low, Likely: likely, High: high} }
	step := func(name string, long sim.Range, after ...string) sim.Step {
		return sim.Step{Name: name, Months: long, After: after}
	}
	tests := []struct {
		name string
		s    *sim.Scenario
		want sim.Range
	}{
		{"nothing takes no time", scenario("s"), r(0, 0, 0)},
		{"one step", scenario("s", step("a", r(1, 2, 3))), r(1, 2, 3)},
		{"one after another", scenario("s", step("a", r(1, 2, 3)), step("b", r(10, 20, 30), "a")), r(11, 22, 33)},
		{"side by side, each bound by itself", scenario("s", step("a", r(1, 5, 6)), step("b", r(2, 3, 9))), r(2, 5, 9)},
		{"written backwards", scenario("s", step("c", r(1, 1, 1), "b"), step("b", r(1, 1, 1), "a"), step("a", r(1, 1, 1))), r(3, 3, 3)},
		{"two ways to one step", scenario("s", step("a", r(1, 1, 1)), step("b", r(4, 4, 4)), step("c", r(1, 1, 1), "a", "b")), r(5, 5, 5)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.s.Length(); got != test.want {
				t.Errorf("%v, want %v", got, test.want)
			}
		})
	}
}

func TestReadingAProjection(t *testing.T) {
	p := play(t, now("2022-01-10"), person(), scenario("clb9", clb(9, months(4))))
	if p.Start != day("2022-01-10") || p.End != day("2025-01-10") {
		t.Errorf("from %v to %v, want the 36 months that a plan has by itself", p.Start, p.End)
	}
	if at := p.At(day("2000-01-01")); at != &p.Standings[0] {
		t.Errorf("before the start the first standing holds, not that of %v", at.From)
	}
	if at := p.At(day("2100-01-01")); at != &p.Standings[len(p.Standings)-1] {
		t.Errorf("after the end the last standing holds, not that of %v", at.From)
	}
	if best := p.Best(); best.From != day("2022-05-12") {
		t.Errorf("the best day is %v, want the first of the highest score", best.From)
	}
	// Birthdays up to the 29th make standings with equal scores.
	if best := play(t, now("2022-01-10"), person(born("2000-09-15"))).Best(); best.From != day("2022-01-10") {
		t.Errorf("the best day of staying is %v, want the first", best.From)
	}
}
