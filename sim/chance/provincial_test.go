package chance_test

import (
	"testing"

	"crsplan/sim"
	"crsplan/sim/chance"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/profile"
)

// albertan works in Alberta with a permanent offer in a region, and has family where
// it is said.
func albertan(region string, family ...string) *sim.Plan {
	plan := resident("2026-11-30", 8)
	p := plan.Profile
	p.Self.Work[1].Province = "AB"
	permanent := true
	p.Canada.Offer = &profile.Offer{NOC: "21232", FullTime: true, Months: 60, Province: "AB", Region: region, Permanent: &permanent}
	p.Canada.Family = append([]string{}, family...)
	return plan
}

func TestAProvincesRoundTakesWhoReachesItAndTheChanceIsToldFromAbove(t *testing.T) {
	w := world("2026-11-30")
	pnp := forecast.Options{Streams: []draws.Stream{draws.PNP}}
	// 10 for the master, 10 language, 11 work, 10 there, 5 age, 10 offer: 56 in Calgary;
	// 61 elsewhere, and 69 with family there.
	p := map[string]chance.Month{}
	for name, plan := range map[string]*sim.Plan{"calgary": albertan("calgary"), "elsewhere": albertan("elsewhere"), "family": albertan("elsewhere", "AB")} {
		o := asked(t, w, plan, options(t, "alberta"), chance.Query{Paths: 2000}, pnp)[0]
		if !o.CannotSay.IsZero() || !o.Upper || len(o.Own) != 1 || o.Own[0].Rounds != 11 || o.Own[0].Score.Rounds != 7 {
			t.Fatalf("%s: %+v", name, o.Own)
		}
		p[name] = last(o)
		if sure := o.Sure(last(o)); sure != 0 {
			t.Errorf("%s: %.3f is surely there, and only nominees are invited here", name, sure)
		}
	}
	if !(p["calgary"].P < p["elsewhere"].P && p["elsewhere"].P <= p["family"].P) {
		t.Errorf("more points on the scale bring less: %.3f in Calgary, %.3f elsewhere, %.3f with family", p["calgary"].P, p["elsewhere"].P, p["family"].P)
	}
	// Whoever clears every round is nominated as often as the nomination works.
	if f := p["family"].P; f < 0.72 || f > 0.82 {
		t.Errorf("with family %.3f, and a nomination works in 0.8", f)
	}
}

func TestWithFewerThanEightComparableRoundsNoChanceIsTold(t *testing.T) {
	pnp := forecast.Options{Streams: []draws.Stream{draws.PNP}}
	for on, known := range map[string]bool{"2026-07-07": false, "2026-07-08": true, "2026-08-06": true} {
		w := world(on)
		plan := albertan("elsewhere")
		o := asked(t, w, plan, options(t, "alberta"), chance.Query{Paths: 200}, pnp)[0]
		if got := o.CannotSay.IsZero(); got != known {
			t.Errorf("%s: %v", on, o.CannotSay)
		}
	}
}
