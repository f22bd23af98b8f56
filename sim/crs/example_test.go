package crs_test

import (
	"fmt"

	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// A candidate is scored under the rules of a day: a job offer gave points up to
// March 24, 2025.
func ExampleRuleset_Score() {
	candidate := &profile.Candidate{
		Age:       30,
		Education: profile.Bachelor,
		Languages: [2]language.Levels{{8, 8, 8, 8}},
		Offer:     profile.SkilledOffer,
	}
	for _, day := range []civil.Day{civil.MustParse("2025-03-24"), civil.MustParse("2025-03-25")} {
		rules, err := crs.Embedded().On(day, day)
		if err != nil {
			fmt.Println(err)
			return
		}
		score := rules.Score(candidate)
		fmt.Printf("%v: core %d, transferability %d, additional %d, total %d\n",
			day, score.Core.Total, score.Transferability.Total, score.Additional.Total, score.Total)
	}
	// Output:
	// 2025-03-24: core 317, transferability 13, additional 50, total 380
	// 2025-03-25: core 317, transferability 13, additional 0, total 330
}

// Every line says why it has its points, as data. A catalogue puts that into
// the words of a language.
func ExampleRuleset_Lines() {
	day := civil.MustParse("2026-10-01")
	rules, err := crs.Embedded().On(day, day)
	if err != nil {
		fmt.Println(err)
		return
	}
	candidate := &profile.Candidate{Age: 30, Education: profile.Masters}
	for _, line := range rules.Lines(candidate)[:2] {
		fmt.Printf("%s: %d of %d, %s\n", line.Factor, line.Points, line.Max, reason.English().Say(line.Because))
	}
	// Output:
	// core.age: 105 of 110, 30 years old
	// core.education: 135 of 150, master's degree
}
