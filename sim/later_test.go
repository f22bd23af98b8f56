package sim_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
)

// Nothing is known before its day: a round that invites everybody changes no
// start whose window is over, and no invitation that came before.
func TestAnAbsurdLaterRoundChangesNothingBeforeItsDay(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	record := draws.Embedded()
	people := []*profile.Profile{resident(454), resident(509), abroad(478), abroad(485, submitted("2022-01-10T14:00:00Z"))}
	options := append(eight(t), sim.Option{Name: "tech", Scenarios: []*sim.Scenario{tech()}})
	type plain struct{ Outcome, Round, On, Because, Tied, Notified string }
	told := func(a *sim.Attempt) plain {
		p := plain{string(a.Outcome), "", a.On.String(), a.Because.String(), "", a.Notified.String()}
		if a.Round != nil {
			p.Round = a.Round.Number
		}
		if a.Tied != nil {
			p.Tied = a.Tied.Number
		}
		return p
	}
	rapid.Check(t, func(t *rapid.T) {
		on := civil.Day(rapid.IntRange(int(day("2019-02-01")), int(record.DataDate())).Draw(t, "day"))
		absurd := draws.Round{Number: "9999", Date: on, Stream: rapid.SampledFrom([]draws.Stream{draws.General, draws.FSW, draws.PNP}).Draw(t, "stream"), Cutoff: 1}
		with := *record
		with.Rounds = slices.Concat(record.Until(on).Rounds, []draws.Round{absurd}, record.Since(on+1).Rounds)
		p := rapid.SampledFrom(people).Draw(t, "person")
		option := rapid.SampledFrom(options).Draw(t, "option")
		from := on.AddMonths(-rapid.IntRange(0, 26).Draw(t, "months before"))
		q := sim.ReplayWindow{From: from, To: from.AddMonths(13)}
		world := now("2026-11-22")
		before, err := world.Replay(p, []sim.Option{option}, record, q)
		if err != nil {
			t.Fatal(err)
		}
		after, err := world.Replay(p, []sim.Option{option}, &with, q)
		if err != nil {
			t.Fatal(err)
		}
		for i := range before[0] {
			a, b := &before[0][i], &after[0][i]
			over := a.Start.AddMonths(12) <= on
			already := a.Outcome == sim.Invited && a.On <= on
			switch later := told(b); {
			case over || already || a.Start > on:
				if diff := cmp.Diff(told(a), later); diff != "" {
					t.Fatalf("%s from %v: a round of %v changed (-without +with):\n%s", option.Name, a.Start, on, diff)
				}
			case later.Round == "9999" && b.On != on, b.Outcome == sim.Invited && b.On < on:
				t.Fatalf("%s from %v: invited on %v in round %s", option.Name, a.Start, b.On, later.Round)
			case absurd.Stream == draws.General && later.Round != "9999":
				t.Fatalf("%s from %v: not invited by a round for everybody of %v: %v", option.Name, a.Start, on, later)
			}
		}
	})
}
