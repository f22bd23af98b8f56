package sim_test

import (
	"fmt"
	"testing"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
)

// skilled gives a person work and money enough for the Federal Skilled Worker
// program.
func skilled(p *profile.Profile) {
	p.Self.Work = []profile.Job{job("BR", developer, "2014-01-02")}
	p.Canada.Funds = new(50_000)
}

// nearlySkilled has the 67 points of the Federal Skilled Worker grid and not
// one more, at 35.
func nearlySkilled(birth string) *profile.Profile {
	return person(statedOn("2022-02-01"), born(birth), jobs(job("BR", developer, "2015-01-02")), func(p *profile.Profile) {
		p.Self.Languages.Results[0].Levels = [4]int8{7, 8, 8, 8}
		p.Canada.Funds = new(50_000)
	})
}

func TestInvitedIsNotSafe(t *testing.T) {
	w, lapse := now("2026-11-22"), lapsing(now("2026-11-22"))
	general, cec := round("r", "2022-03-01", draws.General, 300), round("r", "2022-03-01", draws.CEC, 300)
	low := round("r", "2022-03-01", draws.General, 200) // which a score without the test meets still
	// Who is invited on 2022-03-01 has until 2022-04-30.
	developerSince := func(birth string, changes ...change) *profile.Profile {
		p := person(statedOn("2022-02-01"), born(birth), skilled)
		for _, change := range changes {
			change(p)
		}
		return p
	}
	abroad := func(changes ...change) *profile.Profile { return developerSince("1997-01-10", changes...) }
	canadianYear := func(from, last string) change {
		return jobs(job("BR", developer, "2014-01-02", "2018-12-31"), job("CA", developer, from, last))
	}
	score := func(p *profile.Profile) int { return stand(t, now("2022-03-01"), p, day("2022-03-01")).Total }
	at := func(r draws.Round, p *profile.Profile) draws.Round {
		r.Cutoff = score(p)
		r.TieBreak = instant("2022-02-28T00:00:00Z")
		return r
	}
	turning30 := func(birth string) *profile.Profile { return developerSince(birth, submitted("2022-01-15T00:00:00Z")) }

	tests := []struct {
		name  string
		w     *sim.World
		p     *profile.Profile
		round draws.Round
		risk  string // the code; "" for a safe invitation
		on    string
	}{
		{"nothing moves", lapse, abroad(), general, "", ""},
		{"a test that expires on the last of the sixty days", lapse, abroad(english("2020-04-30", 8)), low, "replay.risk-eligible", "2022-04-30"},
		{"a test that expires the day after them", lapse, abroad(english("2020-05-01", 8)), general, "", ""},
		{"a test that expires the day after the round", lapse, abroad(english("2020-03-02", 8)), low, "replay.risk-eligible", "2022-03-02"},
		{"a test that expires and is renewed", w, abroad(english("2020-04-30", 8)), general, "", ""},
		{"a score that falls with the test", lapse, abroad(english("2020-04-30", 8)), general, "replay.risk-score", "2022-04-30"},
		{"a score that falls with an assessment on the last day", lapse, abroad(assessed("2017-04-30")), round("r", "2022-03-01", draws.General, 350), "replay.risk-score", "2022-04-30"},
		{"a score that falls the day after", lapse, abroad(assessed("2017-05-01")), round("r", "2022-03-01", draws.General, 350), "", ""},
		{"an assessment that expires and is renewed", w, abroad(assessed("2017-04-30")), round("r", "2022-03-01", draws.General, 350), "", ""},
		{"a Canadian year of which a day leaves the three years on the last day", w, abroad(canadianYear("2019-04-29", "2020-04-28")), cec, "replay.risk-eligible", "2022-04-30"},
		{"a Canadian year of which a day leaves the day after", w, abroad(canadianYear("2019-04-30", "2020-04-29")), cec, "", ""},
		{"the same where another program holds", w, abroad(canadianYear("2019-04-29", "2020-04-28")), general, "", ""},
		{"a birthday that takes points is forgiven", w, turning30("1992-03-10"), at(general, turning30("1992-03-10")), "", ""},
		{"a birthday that takes a point of the 67 is forgiven", w, nearlySkilled("1986-03-10"), general, "", ""},
		{"a birthday on 29 February is forgiven too", w, nearlySkilled("1984-02-29"), general, "none", ""},
		{"a profile that lapses after the invitation is forgiven", lapse, abroad(submitted("2021-03-02T08:00:00Z")), general, "", ""},
		{"a profile that lapses on the day of the round is not invited", lapse, abroad(submitted("2021-03-01T08:00:00Z")), general, "none", ""},
		{"a profile that lapses on it and is renewed", w, abroad(submitted("2021-03-01T08:00:00Z")), general, "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := once(t, test.w, test.p, held(test.round), sim.ReplayWindow{})
			switch {
			case test.risk == "none":
				if a.Outcome != sim.NotInvited || a.AtRisk || a.Round != nil {
					t.Errorf("invited by %v, %v", a.Round, a.Because)
				}
				return
			case a.Outcome != sim.Invited:
				t.Fatalf("not invited: %v", a.Because)
			case a.AtRisk != (test.risk != ""):
				t.Fatalf("at risk: %v, %v", a.AtRisk, a.Because)
			}
			if !a.AtRisk {
				test.risk = "replay.invited"
				test.on = "2022-03-01"
			}
			if a.Because.Code != test.risk || fmt.Sprint(a.Because.Value("on")) != test.on {
				t.Errorf("because of %v, want %s on %s", a.Because, test.risk, test.on)
			}
			tally := sim.TallyOf([]sim.Attempt{a}, func(civil.Day) bool { return true })
			if risky := test.risk != "replay.invited"; tally.N != 1 || (tally.AtRisk == 1) != risky || (tally.Invited == 1) == risky || len(tally.Months) != 1 {
				t.Errorf("counted as %+v", tally)
			}
		})
	}
}

// The rules of the invitation go on for those invited: of one person 13,213
// dollars were asked until 2022-06-08, and 13,310 from then on.
func TestTheRulesOfTheInvitationHoldForTheApplication(t *testing.T) {
	p := person(statedOn("2022-02-01"), skilled, func(p *profile.Profile) { p.Canada.Funds = new(13_213) })
	for on, want := range map[string]sim.Outcome{"2022-06-08": sim.Invited, "2022-06-09": sim.NotInvited} {
		a := once(t, now("2026-11-22"), p, held(round("r", on, draws.General, 300)), sim.ReplayWindow{})
		if a.Outcome != want || a.AtRisk {
			t.Errorf("a round of %s: %s, at risk: %v, %v", on, a.Outcome, a.AtRisk, a.Because)
		}
	}
}

func TestWhoIsInvitedOnTheLastDayMustHoldOnBeyondTheWindow(t *testing.T) {
	// The window ends on 2023-02-01, the sixty days of the round on 2023-04-01.
	for taken, risky := range map[string]bool{"2021-04-01": true, "2021-04-02": false} {
		p := person(statedOn("2022-02-01"), english(taken, 8), skilled)
		a := once(t, lapsing(now("2026-11-22")), p, held(round("r", "2023-01-31", draws.General, 300)), sim.ReplayWindow{})
		if a.Outcome != sim.Invited || a.AtRisk != risky {
			t.Errorf("a test of %s: %s, at risk: %v, %v", taken, a.Outcome, a.AtRisk, a.Because)
		}
	}
}
