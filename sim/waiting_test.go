package sim_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
)

// tech waits for a tech draw of Ontario's, files within 45 days, and is
// nominated after two months.
func tech() *sim.Scenario {
	then := sim.Step{Name: "nomination", After: []string{"filing"}, Months: months(2)}
	then.Then.Nomination = new("ON")
	return scenario("tech",
		sim.Step{Name: "draw", WaitsFor: draws.OntarioTech},
		sim.Step{Name: "filing", After: []string{"draw"}, Months: months(45 / civil.DaysPerMonth)},
		then,
	)
}

// written is the day on which these tests were written: rules and lists that
// were announced later change nothing of what they say.
var written = day("2026-11-22")

// setDown returns a world in which everybody is set down on a day, before the
// draws of a record.
func setDown(on string, record *draws.Record) *sim.World {
	w := now(on)
	w.SetDown, w.Known, w.Draws = true, written, record
	return w
}

// band is a made-up tech draw.
func band(on string, low, high int, changes ...func(*draws.Band)) draws.Band {
	b := draws.Band{
		Date: day(on), Until: day(on), Streams: []draws.Stream{draws.OntarioTech}, Program: "Human Capital Priorities", Low: low, High: high,
		NOCVersion: "2021", NOCs: []string{engineer, developer},
	}
	for _, change := range changes {
		change(&b)
	}
	return b
}

func TestWhatWaitsForADrawIsReleasedByARealOne(t *testing.T) {
	codes := func(list ...string) func(*draws.Band) { return func(b *draws.Band) { b.NOCs = list } }
	tests := []struct {
		name  string
		p     *profile.Profile
		bands []draws.Band
		want  string // the day of the notification; "" for none
	}{
		{"inside the band", abroad(478), []draws.Band{band("2022-05-05", 470, 480)}, "2022-05-05"},
		{"at its low end", abroad(478), []draws.Band{band("2022-05-05", 478, 480)}, "2022-05-05"},
		{"a point below it", abroad(478), []draws.Band{band("2022-05-05", 479, 480)}, ""},
		{"at its high end", abroad(478), []draws.Band{band("2022-05-05", 470, 478)}, "2022-05-05"},
		{"a point above it", abroad(478), []draws.Band{band("2022-05-05", 470, 477)}, ""},
		{"without a high end", abroad(545), []draws.Band{band("2022-05-05", 470, 0)}, "2022-05-05"},
		{"a band that was not published", abroad(478), []draws.Band{band("2022-05-05", 0, 0)}, ""},
		{"the next draw where the first passes by", abroad(478), []draws.Band{band("2022-05-05", 479, 485), band("2022-06-05", 470, 480)}, "2022-06-05"},
		{"the first of two", abroad(478), []draws.Band{band("2022-05-05", 470, 480), band("2022-06-05", 470, 480)}, "2022-05-05"},
		{"a draw on the first day", abroad(478), []draws.Band{band("2022-01-10", 470, 480)}, "2022-01-10"},
		{"a draw the day before it", abroad(478), []draws.Band{band("2022-01-09", 470, 480)}, ""},
		{"a draw beyond the horizon", abroad(478), []draws.Band{band("2025-01-11", 470, 480)}, ""},
		{"the day on which all was issued, of several", abroad(478), []draws.Band{band("2022-05-05", 470, 480, func(b *draws.Band) { b.Until = day("2022-05-11") })}, "2022-05-11"},
		{"a draw of another kind", abroad(478), []draws.Band{band("2022-05-05", 470, 480, func(b *draws.Band) { b.Streams = []draws.Stream{draws.OntarioHealth} })}, ""},
		{"a draw of two kinds", abroad(478), []draws.Band{band("2022-05-05", 470, 480, func(b *draws.Band) { b.Streams = []draws.Stream{draws.OntarioHealth, draws.OntarioTech} })}, "2022-05-05"},
		{"a draw for other occupations", abroad(478), []draws.Band{band("2022-05-05", 470, 480, codes(engineer))}, ""},
		{"a draw for the Canadian Experience Class alone", abroad(478), []draws.Band{band("2022-05-05", 470, 480, func(b *draws.Band) { b.CECOnly = true })}, ""},
		{"no interest in Ontario", abroad(478, func(p *profile.Profile) { p.Canada.Provinces = []string{"BC"} }), []draws.Band{band("2022-05-05", 470, 480)}, ""},
		{"interest not declared is not known to be any", abroad(478, func(p *profile.Profile) { p.Canada.Provinces = nil }), []draws.Band{band("2022-05-05", 470, 480)}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := play(t, setDown("2022-01-10", &draws.Record{Bands: test.bands}), test.p, tech())
			var got []string
			for _, e := range moved(p, sim.NotifiedEvent) {
				got = append(got, e.On.String())
				if e.Delta != 0 {
					t.Errorf("a notification is no nomination, but moved the score by %d", e.Delta)
				}
			}
			state := p.Steps[0].State
			if test.want == "" {
				if got != nil || state != sim.StepWaiting || p.Steps[1].State != sim.StepNotReached || p.At(p.End).Candidate.Nominated {
					t.Errorf("notified on %v, the step is %s", got, state)
				}
				warns(t, p, "step-waits")
				return
			}
			if !slices.Equal(got, []string{test.want}) || state != sim.StepDone || p.Steps[0].From != day(test.want) || p.Steps[0].To != day(test.want) {
				t.Fatalf("notified on %v, want %s; steps %v", got, test.want, steps(p))
			}
			nominated := day(test.want) + 45 + 61 // two months are 60.875 days
			if p.At(nominated-1).Candidate.Nominated || !p.At(nominated).Candidate.Nominated {
				t.Errorf("not nominated on %v: %v", nominated, steps(p))
			}
		})
	}
}

func TestWithoutDrawsWhatWaitsForOneWaitsForEver(t *testing.T) {
	w := now("2022-01-10")
	for _, record := range []*draws.Record{nil, {}} {
		w.Draws = record
		p := play(t, w, abroad(478), tech(), scenario("clb10", clb(10, months(1))))
		if diff := cmp.Diff([]string{"draw waiting", "filing not-reached", "nomination not-reached", "a not-reached"}, steps(p)); diff != "" {
			t.Errorf("steps (-want +got):\n%s", diff)
		}
		warns(t, p, "step-waits")
	}
	t.Run("but it holds up nothing beside it", func(t *testing.T) {
		p := together(t, w, abroad(478), tech(), scenario("clb10", clb(10, months(1))))
		if p.Steps[3].State != sim.StepDone {
			t.Errorf("steps %v", steps(p))
		}
	})
}

func TestADrawReleasesAllThatWaitForIt(t *testing.T) {
	both := scenario("both", sim.Step{Name: "one", WaitsFor: draws.OntarioTech}, sim.Step{Name: "two", WaitsFor: draws.OntarioTech}, sim.Step{Name: "other", WaitsFor: draws.OntarioHealth})
	p := play(t, setDown("2022-01-10", &draws.Record{Bands: []draws.Band{band("2022-05-05", 470, 480)}}), abroad(478), both)
	if diff := cmp.Diff([]string{"one done 2022-05-05 2022-05-05", "two done 2022-05-05 2022-05-05", "other waiting"}, steps(p)); diff != "" {
		t.Errorf("steps (-want +got):\n%s", diff)
	}
}

func TestADrawCountsTheScoreOfItsDay(t *testing.T) {
	before := scenario("clb10", clb(10, months(4))) // done on 2022-05-12
	for on, want := range map[string]sim.StepState{"2022-05-11": sim.StepWaiting, "2022-05-12": sim.StepDone} {
		a := abroad(478)
		high := play(t, setDown("2022-01-10", nil), a, before).At(day("2022-05-12")).Total
		p := together(t, setDown("2022-01-10", &draws.Record{Bands: []draws.Band{band(on, 479, high)}}), a, before, tech())
		if got := p.Steps[1].State; got != want {
			t.Errorf("a draw of %s: the step is %s, want %s", on, got, want)
		}
	}
}

func TestANominationIsForThePNPRoundsAfterIt(t *testing.T) {
	// Notified on 2022-02-05, nominated on 2022-05-22.
	p := abroad(478, statedOn("2022-02-01"))
	pnp := func(on string, cutoff int) draws.Round { return round(on, on, draws.PNP, cutoff) }
	tests := []struct {
		name   string
		rounds []draws.Round
		want   string
	}{
		{"not a round before it", []draws.Round{pnp("2022-05-21", 700)}, ""},
		{"not a round of its day", []draws.Round{pnp("2022-05-22", 700)}, ""},
		{"a round of the day after", []draws.Round{pnp("2022-05-22", 700), pnp("2022-05-23", 700)}, "2022-05-23"},
		{"with 600 points in place of 45, and not one more", []draws.Round{pnp("2022-05-23", 1034), pnp("2022-06-23", 1032)}, "2022-06-23"},
		{"a round for all where that comes first", []draws.Round{round("g", "2022-05-22", draws.General, 1000), pnp("2022-05-23", 700)}, "g"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			record := held(test.rounds...)
			record.Bands = []draws.Band{band("2022-02-05", 470, 480), band("2023-01-31", 1, 1200)}
			a := once(t, now("2026-11-22"), p, record, sim.ReplayWindow{}, tech())
			got := ""
			if a.Round != nil {
				got = a.Round.Number
			}
			if got != test.want || a.Notified != day("2022-02-05") {
				t.Errorf("notified on %v, invited in round %q, want %q: %v", a.Notified, got, test.want, a.Because)
			}
		})
	}
	t.Run("a notification after an invitation led nowhere", func(t *testing.T) {
		record := held(round("g", "2022-02-04", draws.General, 400))
		record.Bands = []draws.Band{band("2022-02-05", 470, 480)}
		if a := once(t, now("2026-11-22"), p, record, sim.ReplayWindow{}, tech()); a.Outcome != sim.Invited || !a.Notified.IsZero() {
			t.Errorf("%s, notified on %v", a.Outcome, a.Notified)
		}
	})
	t.Run("one that is not known to is said up to the last day of the window alone", func(t *testing.T) {
		unsure := abroad(478, func(p *profile.Profile) { p.Canada.Provinces = nil })
		for on, want := range map[string]string{"2023-01-31": "2023-01-31", "2023-02-01": "", "2023-02-02": ""} {
			record := held()
			record.Bands = []draws.Band{band(on, 470, 480)}
			a := once(t, now("2026-11-22"), unsure, record, sim.ReplayWindow{}, tech())
			got := ""
			if a.IfNotified != nil {
				got = a.IfNotified.Until.String()
			}
			if got != want {
				t.Errorf("a draw of %s: if known %q, want %q", on, got, want)
			}
		}
	})
	t.Run("nor does one after the window", func(t *testing.T) {
		record := held()
		record.Bands = []draws.Band{band("2023-02-01", 470, 480)}
		if a := once(t, now("2026-11-22"), p, record, sim.ReplayWindow{}, tech()); !a.Notified.IsZero() {
			t.Errorf("notified on %v", a.Notified)
		}
	})
}

// 485 is above the band of 2023-05-05, 475 to 482.
func TestAScoreAboveABandGetsNothingFromIt(t *testing.T) {
	tests := []struct {
		score    int
		notified string
	}{
		{485, "2023-07-06"}, // 479 to 485
		{481, "2023-05-05"},
		{478, "2023-05-05"},
		{496, ""}, // 473 to 495 on 2023-08-16, and 473 to 516 that day for profiles of before 2023-07-09: not known
	}
	for _, test := range tests {
		p := play(t, setDown("2023-05-01", draws.Embedded()), abroad(test.score), tech())
		got := ""
		for _, e := range moved(p, sim.NotifiedEvent) {
			got = e.On.String()
		}
		if got != test.notified {
			t.Errorf("%d: notified on %q, want %q", test.score, got, test.notified)
		}
	}
}

// stages is what came of a start through Ontario.
type stages struct{ Start, Notified, Invited string }

// through counts by hand: the first tech draw whose band holds the score, 45
// and 61 days, and the first PNP round after them. The person is abroad, in
// 21232, which every tech draw aimed at, by the older codes as 2174.
func through(bands []plainDraw, rounds []plainRound, score int, start time.Time, stamp bool) stages {
	s := stages{Start: start.Format(time.DateOnly)}
	end := start.AddDate(0, 12, 0)
	for _, b := range bands {
		created := b.to
		if stamp {
			created = start
		} else if b.from.After(b.created[1]) {
			continue // created when? not known
		}
		if b.to.Before(start) || !b.to.Before(end) || score < b.low || score > b.high || b.cecOnly ||
			created.Before(b.created[0]) || created.After(b.created[1]) {
			continue
		}
		s.Notified = b.to.Format(time.DateOnly)
		nominated := b.to.AddDate(0, 0, 45+61)
		for _, r := range rounds {
			if r.stream == "pnp" && r.day.After(nominated) && r.day.Before(end) && of(score, peopleAbroad).nominated(score) > r.cutoff {
				s.Invited = r.number
				return s
			}
		}
		return s
	}
	return s
}

func TestTheReplayOfTheTechDrawsAgreesWithAPlainCount(t *testing.T) {
	bands, rounds := techDraws(t), federal(t)
	if len(bands) != 23 {
		t.Fatalf("%d tech draws", len(bands))
	}
	for _, stamp := range []bool{false, true} {
		invited := 0
		for score := range peopleAbroad {
			p := abroad(score)
			if stamp {
				submitted("2022-01-10T14:00:00Z")(p)
			}
			var want, got []stages
			q := sim.ReplayWindow{From: day("2019-01-01"), Streams: []draws.Stream{draws.PNP}}
			for _, a := range replay(t, now("2026-11-22"), p, draws.Embedded(), q, tech()) {
				s := stages{Start: a.Start.String()}
				if !a.Notified.IsZero() {
					s.Notified = a.Notified.String()
				}
				if a.Outcome == sim.Invited {
					s.Invited = a.Round.Number
					invited++
					if want := of(score, peopleAbroad).nominated(score); a.Score != want {
						t.Errorf("%d: invited with %d, want %d", score, a.Score, want)
					}
				}
				got = append(got, s)
				want = append(want, through(bands, rounds, score, midnight(a.Start), stamp))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%d, with a time stamp: %v (-counted +replayed):\n%s", score, stamp, diff)
			}
		}
		if invited < 20 {
			t.Errorf("invited in %d starts only: the count tries nothing", invited)
		}
	}
}
