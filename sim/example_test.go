package sim_test

import (
	"fmt"

	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/reason"
)

// The options of a plan are played forward, and compared by their best score.
func ExampleWorld_ProjectAll() {
	today := civil.MustParse("2026-10-01")
	plan, _, err := scenarios.SamplePlan("en", today)
	if err != nil {
		fmt.Println(err)
		return
	}
	world := &sim.World{Book: crs.Embedded(), Today: today, Known: today}
	projections, err := world.ProjectAll(plan, plan.Options[:3])
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range projections {
		best := p.Best()
		fmt.Printf("%s: %d on %v\n", p.Option.Name, best.Total, best.From)
	}
	// Output:
	// stay: 355 on 2026-10-01
	// clb9: 424 on 2027-01-31
	// lmia-then-year: 422 on 2028-06-02
}

// The events of a projection say what moved the score, on which day.
func ExampleProjection() {
	today := civil.MustParse("2026-10-01")
	plan, _, err := scenarios.SamplePlan("en", today)
	if err != nil {
		fmt.Println(err)
		return
	}
	world := &sim.World{Book: crs.Embedded(), Today: today, Known: today}
	stay, err := world.Project(plan, sim.Stay())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range stay.Events {
		if e.Delta != 0 {
			fmt.Printf("%v %+d: %s\n", e.On, e.Delta, reason.English().Say(e.What))
		}
	}
	// Output:
	// 2027-06-01 -6: turns 31
	// 2028-06-01 -5: turns 32
	// 2029-06-01 -6: turns 33
}
