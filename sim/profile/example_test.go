package profile_test

import (
	"fmt"

	"crsplan/sim/civil"
	"crsplan/sim/profile"
)

// A year of full-time work is complete on its anniversary, not a day before.
func ExampleMonths() {
	jobs := []profile.Job{{NOC: "21232", Country: "CA", From: civil.MustParse("2024-03-01"), Hours: 3750}}
	all := func(*profile.Job) bool { return true }
	for _, day := range []string{"2025-02-28", "2025-03-01"} {
		fmt.Println(day, profile.Months(jobs, civil.Min, civil.MustParse(day), all))
	}
	// Output:
	// 2025-02-28 11
	// 2025-03-01 12
}

// A profile is what somebody declares, a candidate is what that amounts to on a
// day: a year older from the birthday on.
func ExampleProfile_On() {
	p := &profile.Profile{
		StatedOn: civil.MustParse("2026-01-15"),
		Self:     profile.Person{Birth: civil.MustParse("1996-06-01")},
	}
	for _, day := range []civil.Day{civil.MustParse("2026-05-31"), civil.MustParse("2026-06-01")} {
		candidate := p.On(day, day)
		fmt.Println(day, candidate.Age)
	}
	// Output:
	// 2026-05-31 29
	// 2026-06-01 30
}
