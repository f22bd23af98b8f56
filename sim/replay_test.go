package sim_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
)

// replay replays one option.
func replay(t testing.TB, w *sim.World, p *profile.Profile, record *draws.Record, q sim.ReplayWindow, scenarios ...*sim.Scenario) []sim.Attempt {
	t.Helper()
	all, err := w.Replay(p, []sim.Option{{Name: "option", Scenarios: scenarios}}, record, q)
	if err != nil {
		t.Fatal(err)
	}
	return all[0]
}

// plainCount is what came of a start, counted by hand.
type plainCount struct{ Start, Invited, Tied string }

// counted finds the first round of a stream, in a window of months from a day,
// that a score meets. Rounds are told by their numbers.
func counted(rounds []plainRound, stream string, score int, start time.Time, months int, stamp time.Time) plainCount {
	c := plainCount{Start: start.Format(time.DateOnly)}
	for _, r := range rounds {
		if r.stream != stream || r.day.Before(start) || !r.day.Before(start.AddDate(0, months, 0)) || score < r.cutoff {
			continue
		}
		before77 := r.day.Before(date("2017-11-08"))
		switch {
		case score > r.cutoff, before77, !stamp.IsZero() && !stamp.After(r.tieBreak):
			c.Invited = r.number
			return c
		case stamp.IsZero() && c.Tied == "":
			c.Tied = r.number
		}
	}
	return c
}

func TestTheReplayAgreesWithAPlainCountOfTheRecord(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	rounds := federal(t)
	const stamp = "2022-01-10T14:00:00Z" // on the day on which the profile is stated
	tests := []struct {
		name   string
		stream draws.Stream
		scores []int
		from   string
		months int
		stamp  bool
	}{
		{"general rounds within a year", draws.General, []int{438, 446, 454, 462, 469, 477, 509, 524, 536, 551}, "2018-01-01", 12, false},
		{"general rounds within a year, with a time stamp", draws.General, []int{438, 446, 454, 462, 469, 477, 509, 524, 536, 551}, "2018-01-01", 12, true},
		{"general rounds within a month", draws.General, []int{438, 446, 454, 462, 469, 477}, "2018-01-01", 1, false},
		{"general rounds within a month, with a time stamp", draws.General, []int{438, 446, 454, 462, 469, 477}, "2018-01-01", 1, true},
		{"general rounds within two years", draws.General, []int{438, 477, 536}, "2018-01-01", 24, false},
		{"general rounds from before round 77", draws.General, []int{438, 446, 454, 462, 477}, "2016-12-01", 1, false},
		{"rounds of the Canadian Experience Class", draws.CEC, []int{438, 454, 462, 509, 524, 536, 551}, "2018-01-01", 12, false},
		{"rounds of the Canadian Experience Class, with a time stamp", draws.CEC, []int{438, 454, 462, 509, 524, 536, 551}, "2018-01-01", 3, true},
	}
	ties, missed, early := 0, 0, 0
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, score := range test.scores {
				p := resident(score)
				if test.stamp {
					submitted(stamp)(p)
				}
				q := sim.ReplayWindow{From: day(test.from), Within: test.months, Streams: []draws.Stream{test.stream}}
				var want, got []plainCount
				invited := 0
				for _, a := range replay(t, now("2026-11-22"), p, draws.Embedded(), q) {
					c := plainCount{Start: a.Start.String()}
					if a.Outcome == sim.Invited {
						c.Invited = a.Round.Number
						invited++
						if a.Score != score || a.On != a.Round.Date || a.AtRisk || !midnight(a.On).Before(midnight(a.Start).AddDate(0, test.months, 0)) {
							t.Errorf("%d from %v: invited on %v with %d, at risk: %v", score, a.Start, a.On, a.Score, a.AtRisk)
						}
						if a.Round.Cutoff == score && a.Round.Date < day("2017-11-08") {
							early++
						}
					}
					if a.Tied != nil {
						c.Tied = a.Tied.Number
						ties++
					}
					got = append(got, c)

					start := midnight(a.Start)
					var at time.Time
					if test.stamp { // as long before the start, or after it, as stated
						at = start.Add(instant(stamp).Sub(date("2022-01-10")))
					}
					plain := counted(rounds, string(test.stream), score, start, test.months, at)
					want = append(want, plain)
					if test.stamp && plain.Invited != counted(rounds, string(test.stream), score, start, test.months, time.Time{}).Invited {
						missed++
					}
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%d (-counted +replayed):\n%s", score, diff)
				}
				plainInvited := len(slices.DeleteFunc(slices.Clone(want), func(c plainCount) bool { return c.Invited == "" }))
				if invited != plainInvited || len(want) == 0 {
					t.Errorf("%d: invited in %d of %d starts, counted %d", score, invited, len(got), plainInvited)
				}
			}
		})
	}
	if ties == 0 || missed == 0 || early == 0 {
		t.Errorf("%d ties, %d invitations decided by a time stamp, %d at the cutoff before round 77: the count tries nothing", ties, missed, early)
	}
}

func TestStarts(t *testing.T) {
	tests := []struct {
		name        string
		q           sim.ReplayWindow
		until       string // of the record
		n           int
		first, last string
	}{
		{"each month from 2018, as long as a year follows", sim.ReplayWindow{}, "2026-08-19", 92, "2018-01-01", "2025-08-01"},
		{"a window that ends on the data date is whole", sim.ReplayWindow{}, "2026-07-01", 91, "2018-01-01", "2025-07-01"},
		{"one that ends the day after is not", sim.ReplayWindow{}, "2026-06-30", 90, "2018-01-01", "2025-06-01"},
		{"twelve months unless it says otherwise", sim.ReplayWindow{Within: 12}, "2026-08-19", 92, "2018-01-01", "2025-08-01"},
		{"a shorter window starts later too", sim.ReplayWindow{Within: 6}, "2026-08-19", 98, "2018-01-01", "2026-02-01"},
		{"from the first of the month after the day named", sim.ReplayWindow{From: day("2024-01-02")}, "2026-08-19", 19, "2024-02-01", "2025-08-01"},
		{"from that day itself where it is the first of a month", sim.ReplayWindow{From: day("2024-02-01")}, "2026-08-19", 19, "2024-02-01", "2025-08-01"},
		{"to the last named", sim.ReplayWindow{From: day("2024-01-01"), To: day("2024-03-01")}, "2026-08-19", 3, "2024-01-01", "2024-03-01"},
		{"not beyond it", sim.ReplayWindow{From: day("2024-01-01"), To: day("2024-02-29")}, "2026-08-19", 2, "2024-01-01", "2024-02-01"},
		{"before 2018 where it is asked for", sim.ReplayWindow{From: day("2015-02-01"), To: day("2015-02-01")}, "2026-08-19", 1, "2015-02-01", "2015-02-01"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			record := &draws.Record{Rounds: []draws.Round{round("1", test.until, draws.General, 500)}}
			starts := test.q.Starts(record)
			if n := len(starts); n != test.n || starts[0] != day(test.first) || starts[n-1] != day(test.last) {
				t.Errorf("%d starts from %v to %v, want %d from %s to %s", n, starts[0], starts[n-1], test.n, test.first, test.last)
			}
		})
	}
	if starts := (sim.ReplayWindow{}).Starts(new(draws.Record)); starts != nil {
		t.Errorf("without a record: %v", starts)
	}
}

func TestAStartBeforeThereWereRulesIsAnError(t *testing.T) {
	_, err := now("2026-11-22").Replay(person(), []sim.Option{sim.Stay()}, draws.Embedded(), sim.ReplayWindow{From: day("2014-12-01")})
	if before, ok := errors.AsType[crs.BeforeFirstDay](err); !ok || before.Day != day("2014-12-01") {
		t.Errorf("error %v", err)
	}
}

// The rounds of the tests below are made up, and held in 2022 and 2023, when
// no rule changed. The last one, for nobody, makes the record long enough.
func round(number, on string, s draws.Stream, cutoff int) draws.Round {
	return draws.Round{Number: number, Date: day(on), Stream: s, Cutoff: cutoff, TieBreak: instant("2022-01-31T12:00:00Z")}
}

func held(rounds ...draws.Round) *draws.Record {
	return &draws.Record{Rounds: append(rounds, round("last", "2024-06-01", draws.General, 1201))}
}

// once replays the one start of 2022-02-01.
func once(t testing.TB, w *sim.World, p *profile.Profile, record *draws.Record, q sim.ReplayWindow, scenarios ...*sim.Scenario) sim.Attempt {
	t.Helper()
	q.From, q.To = day("2022-02-01"), day("2022-02-01")
	attempts := replay(t, w, p, record, q, scenarios...)
	if len(attempts) != 1 {
		t.Fatalf("%d attempts", len(attempts))
	}
	return attempts[0]
}

func TestTheWindowIsHalfOpen(t *testing.T) {
	p := resident(477, statedOn("2022-02-01"))
	for on, invited := range map[string]bool{"2022-01-31": false, "2022-02-01": true, "2022-04-30": true, "2022-05-01": false} {
		a := once(t, now("2026-11-22"), p, held(round("r", on, draws.General, 470)), sim.ReplayWindow{Within: 3})
		if (a.Outcome == sim.Invited) != invited {
			t.Errorf("a round of %s: %s", on, a.Outcome)
		}
	}
}

func TestTiesAreDecidedByTheTimeStamp(t *testing.T) {
	// The tie-break of the round is 2022-01-31T12:00:00Z.
	tests := []struct {
		name    string
		p       *profile.Profile
		cutoff  int
		outcome sim.Outcome
		tied    bool
	}{
		{"a point above the cutoff needs no time stamp", resident(477), 476, sim.Invited, false},
		{"at the cutoff without one it is not counted, and told", resident(477), 477, sim.NotInvited, true},
		{"submitted at the tie-break", resident(477, submitted("2022-01-31T12:00:00Z")), 477, sim.Invited, false},
		{"submitted a second after it", resident(477, submitted("2022-01-31T12:00:01Z")), 477, sim.NotInvited, false},
		{"a point below", resident(477, submitted("2022-01-31T12:00:00Z")), 478, sim.NotInvited, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.p.StatedOn = day("2022-02-01")
			a := once(t, now("2026-11-22"), test.p, held(round("r", "2022-03-01", draws.General, test.cutoff)), sim.ReplayWindow{})
			if a.Outcome != test.outcome || (a.Tied != nil) != test.tied {
				t.Errorf("%s, tied in %v; want %s, %v", a.Outcome, a.Tied, test.outcome, test.tied)
			}
			late := test.name == "submitted a second after it"
			if lost := a.Because.Code == "replay.lost-tie"; lost != late || lost != (a.LostTie != nil) {
				t.Errorf("told %v, of the round %v", a.Because, a.LostTie)
			}
			if late && (a.Because.Value("submitted") != "2022-01-31 12:00:01 UTC" || a.Because.Value("tie") != "2022-01-31 12:00:00 UTC") {
				t.Errorf("told %v", a.Because)
			}
			tally := sim.TallyOf([]sim.Attempt{a}, func(civil.Day) bool { return true })
			if (tally.Invited == 1) != (test.outcome == sim.Invited) || (tally.Tied == 1) != test.tied {
				t.Errorf("counted as %+v", tally)
			}
		})
	}
	t.Run("the first tie is told where a later round is missed", func(t *testing.T) {
		p := resident(477, statedOn("2022-02-01"))
		a := once(t, now("2026-11-22"), p, held(round("a", "2022-03-01", draws.General, 477), round("b", "2022-04-01", draws.General, 477), round("c", "2022-05-01", draws.General, 478)), sim.ReplayWindow{})
		if a.Tied == nil || a.Tied.Number != "a" {
			t.Errorf("tied in %v", a.Tied)
		}
	})
}

func TestWhatIsNotKnownIsNotCountedButListed(t *testing.T) {
	// Abroad the Federal Skilled Worker program asks for funds.
	silent := person(statedOn("2022-02-01"), skilled, func(p *profile.Profile) { p.Canada.Funds = nil })
	record := held(round("a", "2022-03-01", draws.CEC, 300), round("b", "2022-04-01", draws.General, 300), round("c", "2022-05-01", draws.General, 300))
	a := once(t, now("2026-11-22"), silent, record, sim.ReplayWindow{})
	if a.Outcome != sim.NotInvited || a.IfKnown == nil || a.IfKnown.Number != "b" || a.Because.Code != "replay.if-known" || a.Because.Value("keys") != "canada.settlement_funds_cad" {
		t.Errorf("%s, if known in %v, because %v", a.Outcome, a.IfKnown, a.Because)
	}
	tally := sim.TallyOf([]sim.Attempt{a}, func(civil.Day) bool { return true })
	if tally.N != 1 || tally.Invited != 0 || tally.AtRisk != 0 || tally.IfKnown != 1 || len(tally.Months) != 0 || !tally.Nearest.Equal(a.Because) {
		t.Errorf("counted as %+v", tally)
	}
	if median, ok := tally.Quantile(0.5); ok {
		t.Errorf("a median of %v months of nobody", median)
	}
}

func TestOnlyTheStreamsAskedFor(t *testing.T) {
	p := resident(477, statedOn("2022-02-01"))
	record := held(round("a", "2022-03-01", draws.General, 470), round("b", "2022-04-01", draws.CEC, 460), round("c", "2022-05-01", draws.FST, 300))
	tests := []struct {
		name    string
		streams []draws.Stream
		want    string
	}{
		{"any where none is named", nil, "a"},
		{"one", []draws.Stream{draws.CEC}, "b"},
		{"the first of two", []draws.Stream{draws.CEC, draws.General}, "a"},
		{"one that is not open", []draws.Stream{draws.FST}, ""},
		{"one without rounds", []draws.Stream{draws.STEM}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := once(t, now("2026-11-22"), p, record, sim.ReplayWindow{Streams: test.streams})
			got := ""
			if a.Round != nil {
				got = a.Round.Number
			}
			if got != test.want || test.want == "" && a.Because.Code != "replay.none-open" {
				t.Errorf("invited in round %q, want %q: %v", got, test.want, a.Because)
			}
		})
	}
}

func TestWhyNobodyInvitedThem(t *testing.T) {
	p := resident(477, statedOn("2022-02-01"))
	tests := []struct {
		name   string
		record *draws.Record
		only   []draws.Stream
		want   string
	}{
		{"the round that came nearest, and by how much", held(round("a", "2022-03-01", draws.General, 490), round("b", "2022-04-01", draws.CEC, 480), round("c", "2022-05-01", draws.General, 485)), nil, "replay.short points=3 stream=stream.cec round=b on=2022-04-01"},
		{"the first of equally near ones", held(round("a", "2022-03-01", draws.General, 480), round("b", "2022-04-01", draws.CEC, 480)), nil, "replay.short points=3 stream=stream.general round=a on=2022-03-01"},
		{"among the streams asked for", held(round("a", "2022-03-01", draws.General, 490), round("b", "2022-04-01", draws.CEC, 480)), []draws.Stream{draws.General}, "replay.short points=13 stream=stream.general round=a on=2022-03-01"},
		{"a tie is not counted, and is the reason", held(round("a", "2022-03-01", draws.General, 477)), nil, "replay.tied round=a on=2022-03-01 stream=stream.general"},
		{"none was open", held(round("a", "2022-03-01", draws.FST, 300), round("b", "2022-03-01", draws.PNP, 300)), nil, "replay.none-open"},
		{"a list that is not known", held(round("a", "2022-03-01", draws.French, 300)), nil, "replay.if-known/unnamed round=a on=2022-03-01 stream=stream.french"},
		{"none was held", held(), nil, "replay.none-open"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := once(t, now("2026-11-22"), p, test.record, sim.ReplayWindow{Streams: test.only})
			if got := a.Because.String(); a.Outcome != sim.NotInvited || got != test.want {
				t.Errorf("%s because of %q, want %q", a.Outcome, got, test.want)
			}
		})
	}
}
