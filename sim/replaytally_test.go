package sim_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

func TestErasFollowOnEachOther(t *testing.T) {
	for on, want := range map[string]string{
		"2015-01-31": "general", "2023-06-27": "general", "2023-06-28": "categories", "2024-04-22": "categories", "2024-04-23": "no-general", "2030-01-01": "no-general",
	} {
		var in []string
		for _, era := range sim.Eras {
			if era.Holds(day(on)) {
				in = append(in, era.Key)
			}
		}
		if !slices.Equal(in, []string{want}) {
			t.Errorf("%s is in %v, want %s", on, in, want)
		}
	}
	// Their days are those of the record.
	rounds := federal(t)
	first := slices.IndexFunc(rounds, func(r plainRound) bool {
		return !slices.Contains([]string{"general", "fsw", "cec", "fst", "pnp"}, r.stream)
	})
	last := 0
	for i, r := range rounds {
		if r.stream == "general" {
			last = i
		}
	}
	if rounds[first].day != midnight(sim.Eras[1].From) || rounds[last].day != midnight(sim.Eras[2].From) {
		t.Errorf("the first round by category is of %v, the last general one of %v", rounds[first].day, rounds[last].day)
	}
}

func TestTalliesCountByEra(t *testing.T) {
	invited := func(start, on string, s draws.Stream, risky bool) sim.Attempt {
		return sim.Attempt{Start: day(start), Outcome: sim.Invited, On: day(on), Round: &draws.Round{Stream: s}, AtRisk: risky}
	}
	attempts := []sim.Attempt{
		invited("2023-06-27", "2023-07-27", draws.General, false),
		invited("2023-07-01", "2023-07-01", draws.General, false),
		invited("2023-08-01", "2023-10-01", draws.CEC, true),
		invited("2023-09-01", "2023-09-02", draws.CEC, false),
		invited("2023-10-01", "2024-01-01", draws.General, false),
		{Start: day("2023-11-01"), Outcome: sim.NotInvited, Tied: &draws.Round{}, IfKnown: &draws.Round{}},
		{Start: day("2024-05-01"), Outcome: sim.NotInvited},
	}
	var counts [][5]int
	for _, era := range sim.Eras {
		tally := sim.TallyOf(attempts, era.Holds)
		counts = append(counts, [5]int{tally.N, tally.Invited, tally.AtRisk, tally.Tied, tally.IfKnown})
		if era.Key != "categories" {
			continue
		}
		if diff := cmp.Diff(map[draws.Stream]int{draws.General: 2, draws.CEC: 2}, tally.ByStream); diff != "" {
			t.Errorf("by stream (-want +got):\n%s", diff)
		}
		days := []float64{0, 1, 61, 92}
		for share, want := range map[float64]float64{0: 0, 0.25: 0, 0.26: 1, 0.5: 1, 0.51: 61, 0.75: 61, 0.76: 92, 1: 92} {
			if got, ok := tally.Quantile(share); !ok || got != want/civil.DaysPerMonth {
				t.Errorf("%v of %v: %v days, want %v", share, days, got*civil.DaysPerMonth, want)
			}
		}
	}
	if diff := cmp.Diff([][5]int{{1, 1, 0, 0, 0}, {5, 3, 1, 1, 1}, {1, 0, 0, 0, 0}}, counts); diff != "" {
		t.Errorf("n, invited, at risk, tied, if known (-want +got):\n%s", diff)
	}
}

// The person is set down on each start as they are, also where the profile is
// stated before it.
func TestUnderOneRulesetTheScoreIsTheSameOnEveryStart(t *testing.T) {
	for _, who := range tenPeople {
		t.Run(who.name, func(t *testing.T) {
			for _, first := range []string{"2015-02-01", "2022-02-01", "2026-08-01"} { // before, near and after the profile's day
				var want int
				for start := day(first); start < day(first).AddMonths(24); start = start.AddMonths(1) {
					w := &sim.World{Book: steady(), Today: start, SetDown: true, Known: civil.Max}
					p := play(t, w, who.p)
					s := stand(t, w, who.p, start)
					if want == 0 {
						want = stand(t, &sim.World{Book: steady(), Today: stated, Known: civil.Max}, who.p, stated).Total
					}
					if p.Start != start || p.Standings[0].Total != want || s.Total != want {
						t.Fatalf("from %v: %d and %d points, want %d", p.Start, p.Standings[0].Total, s.Total, want)
					}
					warns(t, p, "set-down")
				}
			}
		})
	}
}

func TestTheFirstStartIsTheFirstOfAMonth(t *testing.T) {
	for from, want := range map[string]string{"": "2018-01-01", "2026-06-01": "2026-06-01", "2026-06-02": "2026-07-01", "2026-12-31": "2027-01-01"} {
		var q sim.ReplayWindow
		if from != "" {
			q.From = day(from)
		}
		if got := q.First(); got != day(want) {
			t.Errorf("from %q: %v, want %s", from, got, want)
		}
	}
}

// A start of a replay is what it is by itself: what the starts have in common
// is played once, and a single start is played from its first day to its last.
func TestAReplayOfManyStartsIsThatOfEachAlone(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	rapid.Check(t, func(t *rapid.T) {
		p := somebody(t)
		w := &sim.World{Book: crs.Embedded(), LetExpire: rapid.Bool().Draw(t, "lets expire")}
		options := []sim.Option{sim.Stay(), someOption(t, p)}
		q := sim.ReplayWindow{From: day("2018-01-01") + draw[civil.Day](t, "from", 0, 2600), Within: draw(t, "within", 1, 18)}
		q.To = q.From + draw[civil.Day](t, "to", 60, 400)
		startsAreAsAlone(t, w, p, options, q)
	})
}

// The law of a start, not that of the person's own calendar, says which first
// language keeps a program open: 13102 is skilled from 2022-11-16 on.
func TestTheLanguagesOfManyStartsAreThoseOfEachAlone(t *testing.T) {
	p := person(statedOn("2018-01-01"), born("1992-02-29"), english("2018-01-01", 5), french("2018-01-01", 4), jobs(job("CA", "13102", "2018-01-01")))
	q := sim.ReplayWindow{From: day("2021-06-01"), To: day("2021-09-01"), Within: 16}
	startsAreAsAlone(t, &sim.World{Book: crs.Embedded()}, p, []sim.Option{sim.Stay()}, q)
}

// startsAreAsAlone replays from all starts of a window at once, and from each.
func startsAreAsAlone(t rapid.TB, w *sim.World, p *profile.Profile, options []sim.Option, q sim.ReplayWindow) {
	record := draws.Embedded()
	together, err := w.Replay(p, options, record, q)
	if err != nil {
		t.Fatal(err)
	}
	for i, start := range q.Starts(record) {
		alone, err := w.Replay(p, options, record, sim.ReplayWindow{From: start, To: start, Within: q.Within})
		if err != nil {
			t.Fatal(err)
		}
		for k := range options {
			if diff := cmp.Diff(alone[k][0], together[k][i]); diff != "" {
				t.Fatalf("option %d from %v (-alone +together):\n%s", k, start, diff)
			}
		}
	}
}

// Without why not, a replay tells the same of who is invited.
func TestABareReplayTellsWhoIsInvited(t *testing.T) {
	record := draws.Embedded()
	w := now("2026-11-22")
	for name, p := range map[string]*profile.Profile{"abroad": abroad(478), "resident": resident(509)} {
		q := sim.ReplayWindow{From: day("2022-01-01")}
		full, err := w.Replay(p, []sim.Option{sim.Stay()}, record, q)
		if err != nil {
			t.Fatal(err)
		}
		q.Bare = true
		bare, err := w.Replay(p, []sim.Option{sim.Stay()}, record, q)
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range full[0] {
			if want.Outcome == sim.NotInvited {
				want.Because = reason.Reason{}
			}
			if diff := cmp.Diff(want, bare[0][i]); diff != "" {
				t.Fatalf("%s from %v (-full +bare):\n%s", name, want.Start, diff)
			}
		}
	}
}

// riskByDay is whether a round would not hold until the application is due,
// looked at on every day.
func riskByDay(p *sim.Projection, r *draws.Round) bool {
	invited, due := p.At(r.Date), min(r.Date+sim.ApplyDays, p.End)
	for day := r.Date + 1; day <= due; day++ {
		s := *p.At(day)
		moved := s.Candidate.Age - invited.Candidate.Age
		s.Candidate.Age = invited.Candidate.Age
		person := p.Person(day)
		locked := *person.Profile
		locked.Self.Birth = locked.Self.Birth.AddYears(moved)
		locked.Canada.Submitted = time.Time{}
		person.Profile, person.Law = &locked, r.Date
		if s.From > r.Date && invited.Rules.Total(&s.Candidate) < r.Cutoff || person.AdmitsRound(r) == streams.No {
			return true
		}
	}
	return false
}

func TestTheRiskOfAnInvitationIsThatOfALookAtEveryDay(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	record, compared := draws.Embedded(), 0
	rapid.Check(t, func(t *rapid.T) {
		p := somebody(t)
		switch draw(t, "who", 0, 2) {
		case 1:
			p = resident(509)
		case 2:
			p = abroad(478)
		}
		w := &sim.World{Book: crs.Embedded(), Today: day("2018-01-01") + draw[civil.Day](t, "start", 0, 2800), SetDown: true, Known: civil.Max, LetExpire: rapid.Bool().Draw(t, "lets expire")}
		proj, err := w.Project(&sim.Plan{Profile: p, HorizonMonths: 18}, someOption(t, p))
		if err != nil {
			t.Fatal(err)
		}
		rounds := record.Since(proj.Start).Until(proj.End).Rounds
		for i := range rounds {
			r := &rounds[i]
			if person := proj.Person(r.Date); person.AdmitsRound(r) != streams.Yes {
				continue
			}
			want := riskByDay(proj, r)
			compared++
			if got := sim.Risk(proj, r); got != want {
				t.Fatalf("round %s of %v at risk: %v, want %v", r.Number, r.Date, got, want)
			}
		}
	})
	if compared == 0 {
		t.Error("nobody was invited: nothing is compared")
	}
}
