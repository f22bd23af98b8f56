package sim_test

import (
	"testing"

	"crsplan/sim"
	"crsplan/sim/profile"
)

func TestThePartsBetweenTwoStandingsSumToTheChangeOfTheScore(t *testing.T) {
	p := play(t, now("2026-11-22"), person(statedOn("2026-11-22"), born("1996-11-23"), english("2026-10-01", 8)), scenario("clb9", clb(9, months(3))))
	first, last := p.At(p.Start), p.At(p.End)
	parts, sum := map[string]int{}, 0
	for _, part := range sim.Parts(first, last) {
		parts[part.Key] += part.Delta
		sum += part.Delta
	}
	if sum != last.Total-first.Total {
		t.Errorf("the parts sum to %d, the score moves by %d", sum, last.Total-first.Total)
	}
	// Three birthdays from 29 on, CLB 8 to 9 in four abilities, and the upper
	// tier of two transferability pairs.
	if parts["age"] >= 0 || parts["first-language"] != 32 || parts["transferability"] <= 0 {
		t.Errorf("the parts are %v", parts)
	}
	hired := sim.Step{}
	hired.Then.Offer = &profile.Offer{NOC: developer, LMIA: true, Months: 12, FullTime: true}
	offered := play(t, now("2026-11-22"), person(statedOn("2026-11-22"), english("2026-10-01", 8)), scenario("offer", hired))
	unknown := false
	for _, part := range sim.Parts(offered.At(offered.Start), offered.At(offered.End)) {
		unknown = unknown || part.Unknown
	}
	if !unknown {
		t.Error("an offer under the high-wage factor has no unknown part")
	}
}
