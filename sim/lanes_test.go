package sim_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
	"crsplan/sim/streams"
)

// lane is what the tests look at of a lane.
type lane struct{ From, To, Verdict, Because string }

func lanesOf(p *sim.Projection, s draws.Stream) []lane {
	var list []lane
	for _, l := range p.Lanes(p.Start, []draws.Stream{s}) {
		list = append(list, lane{l.From.String(), l.To.String(), l.Verdict.String(), l.Because.Code})
	}
	return list
}

// yearFrom is a year of work in Canada that begins with the plan.
func yearFrom() *sim.Scenario {
	return scenario("year", sim.Step{Months: months(12), During: sim.During{Work: sim.WorkInCanada}})
}

// A projection from 2022-01-10 ends on 2025-01-10, its last day.
func TestLanes(t *testing.T) {
	known := now("2022-01-10")
	lapse := lapsing(now("2022-01-10"))
	nclc7 := sim.Step{Months: months(15)} // 457 days
	nclc7.Then.Self.Languages[1].AtLeast = nclc7.Then.Self.Languages[1].AtLeast.Raised(7)
	nomination := sim.Step{Months: months(2)}
	nomination.Then.Nomination = new("BC")
	working := func(expires string) *profile.Profile {
		return abroad(478, jobs(job("CA", developer, "2021-06-15")), permit(profile.ClosedPermit, expires))
	}
	tests := []struct {
		name   string
		p      *sim.Projection
		stream draws.Stream
		want   []lane
	}{
		{"a developer abroad is in the pool", play(t, known, abroad(478)), draws.General, []lane{{"2022-01-10", "2025-01-11", "yes", ""}}},
		{"as a skilled worker", play(t, known, abroad(478)), draws.FSW, []lane{{"2022-01-10", "2025-01-11", "yes", ""}}},
		{"and not by experience in Canada", play(t, known, abroad(478)), draws.CEC, []lane{{"2022-01-10", "2025-01-11", "no", "streams.work/canadian"}}},
		{"nor in a trade", play(t, known, abroad(478)), draws.FST, []lane{{"2022-01-10", "2025-01-11", "no", "streams.work/no-trade"}}},
		{"nor nominated", play(t, known, abroad(478)), draws.PNP, []lane{{"2022-01-10", "2025-01-11", "no", "streams.nomination/none"}}},
		{"the pool closes when the test lapses", play(t, lapse, abroad(478)), draws.General,
			[]lane{{"2022-01-10", "2024-01-01", "yes", ""}, {"2024-01-01", "2025-01-11", "no", "streams.program/none"}}},
		{"and opens with the next", play(t, lapse, abroad(478), scenario("resit", sim.Step{Months: months(24), Then: clb(10, months(0)).Then})), draws.General,
			[]lane{{"2022-01-10", "2024-01-01", "yes", ""}, {"2024-01-01", "2024-01-11", "no", "streams.program/none"}, {"2024-01-11", "2025-01-11", "yes", "streams.program/met"}}},
		{"a year of work in Canada opens the class on its anniversary", play(t, known, abroad(478), yearFrom()), draws.CEC,
			[]lane{{"2022-01-10", "2023-01-10", "no", "streams.work/canadian"}, {"2023-01-10", "2025-01-11", "yes", "streams.work/canadian"}}},
		{"French at NCLC 7 opens its rounds when the step is done", play(t, setDownKnowing("2023-06-10"), abroad(478), scenario("french", nclc7)), draws.French,
			[]lane{{"2023-06-10", "2024-09-09", "no", "streams.language/below"}, {"2024-09-09", "2026-06-11", "yes", "streams.language/met"}}},
		{"a category ends with its list", play(t, setDownKnowing("2025-01-01"), abroad(478)), draws.STEM,
			[]lane{{"2025-01-01", "2025-02-27", "yes", ""}, {"2025-02-27", "2028-01-02", "no", "streams.work/unlisted-unbroken"}}},
		{"an end that nobody knows of yet ends nothing", play(t, setDownAsOf("2025-01-01"), abroad(478)), draws.STEM,
			[]lane{{"2025-01-01", "2028-01-02", "yes", ""}}},
		{"a category opens with its list", play(t, setDownKnowing("2023-05-01"), abroad(478)), draws.STEM,
			[]lane{{"2023-05-01", "2023-05-31", "no", "streams.list/coming"}, {"2023-05-31", "2025-02-27", "yes", "streams.list"}, {"2025-02-27", "2026-05-02", "no", "streams.work/unlisted-unbroken"}}},
		{"a nomination opens the rounds of the provinces", play(t, known, abroad(478), scenario("nominated", nomination)), draws.PNP,
			[]lane{{"2022-01-10", "2022-03-12", "no", "streams.nomination/none"}, {"2022-03-12", "2025-01-11", "yes", "streams.nomination"}}},
		{"Ontario's stream closes for good", play(t, setDownKnowing("2026-06-01"), abroad(478)), draws.OntarioTech,
			[]lane{{"2026-06-01", "2026-06-26", "yes", ""}, {"2026-06-26", "2029-06-02", "no", "streams.open/closed"}}},
		{"a permit whose last day is the year's suffices", play(t, known, working("2022-06-14")), draws.CEC,
			[]lane{{"2022-01-10", "2022-06-15", "no", "streams.work/canadian"}, {"2022-06-15", "2024-06-16", "yes", "streams.work/canadian"}, {"2024-06-16", "2025-01-11", "no", "streams.work/canadian"}}},
		{"a permit that ends the day before does not", play(t, known, working("2022-06-13")), draws.CEC,
			[]lane{{"2022-01-10", "2025-01-11", "no", "streams.work/canadian"}}},
		{"a permit that lasts keeps it open", play(t, known, working("2026-06-15")), draws.CEC,
			[]lane{{"2022-01-10", "2022-06-15", "no", "streams.work/canadian"}, {"2022-06-15", "2025-01-11", "yes", "streams.work/canadian"}}},
		{"what is not declared is not known", play(t, known, abroad(478, func(p *profile.Profile) { p.Canada.Funds = nil })), draws.FSW,
			[]lane{{"2022-01-10", "2025-01-11", "not-known", "streams.funds/not-declared"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, lanesOf(test.p, test.stream)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// setDownKnowing returns a world in which people are set down on a day and all
// that came later is known; setDownAsOf one in which nothing later is.
func setDownKnowing(on string) *sim.World { return setDown(on, nil) }

func setDownAsOf(on string) *sim.World {
	w := setDown(on, nil)
	w.Known = w.Today
	return w
}

// The class opens on the very day on which the year of the library's scenario
// is complete, and closes when a day of it has left the three years.
func TestTheYearAfterAnLMIAOpensTheExperienceClass(t *testing.T) {
	who := abroad(478)
	p := project(t, setDownAsOf("2026-11-22"), &sim.Plan{Profile: who, HorizonMonths: 72}, sim.Option{Scenarios: []*sim.Scenario{ofLibrary(t, "lmia-then-year")}})
	work := p.Steps[len(p.Steps)-1]
	shift := who.StatedOn - p.Start // years are those of the person's calendar
	complete := (work.From + shift).AddYears(1) - shift
	if work.State != sim.StepDone || work.To < complete {
		t.Fatalf("steps %v", steps(p))
	}
	lanes := p.Lanes(p.Start, draws.Streams())
	if on, ok := sim.Opens(lanes, draws.CEC); !ok || on != complete {
		t.Errorf("opens on %v, want %v", on, complete)
	}
	var closes civil.Day
	for _, l := range lanes {
		if l.Stream == draws.CEC && l.Verdict == streams.Yes {
			closes = l.To
		}
	}
	// The year is within the three until a day of it has left them, and the
	// days beyond the year before.
	if spare := work.To - complete; closes != (work.From+shift+spare).AddYears(3)-shift+1 {
		t.Errorf("closes on %v; the work was from %v to %v", closes, work.From, work.To)
	}
	if on, ok := sim.Opens(lanes, draws.General); !ok || on != p.Start {
		t.Errorf("the pool opens on %v", on)
	}
	if _, ok := sim.Opens(lanes, draws.French); ok {
		t.Error("rounds for French speakers are open")
	}
}

func TestLanesSayWhatWouldSettleThem(t *testing.T) {
	p := play(t, now("2022-01-10"), abroad(478, func(p *profile.Profile) { p.Canada.Funds = nil }))
	lanes := p.Lanes(p.Start, []draws.Stream{draws.FSW, draws.CEC, draws.General})
	var got []string
	for _, l := range lanes {
		got = append(got, fmt.Sprint(l.Stream, " ", l.Verdict, " ", l.Needs))
	}
	if diff := cmp.Diff([]string{"fsw not-known [canada.settlement_funds_cad]", "cec no []", "general not-known [canada.settlement_funds_cad]"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, ok := sim.Opens(lanes, draws.FSW); ok {
		t.Error("what is not known counts as open")
	}
}

// On each day of each lane the stream has the lane's verdict, and the lanes of
// a stream leave no day out.
func TestLanesTellEveryDay(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	options := eight(t)
	for _, p := range []*profile.Profile{abroad(478), resident(454)} {
		for _, o := range options {
			proj := project(t, setDownAsOf("2026-11-22"), &sim.Plan{Profile: p}, o)
			from := proj.Start + 40
			next := map[draws.Stream]civil.Day{}
			verdicts := map[draws.Stream]streams.Verdict{}
			for _, l := range proj.Lanes(from, draws.Streams()) {
				last, seen := next[l.Stream]
				if !seen {
					last = from
				}
				if l.From != last || l.To <= l.From || seen && verdicts[l.Stream] == l.Verdict {
					t.Fatalf("%s, %s: a lane from %v to %v after %v", o.Name, l.Stream, l.From, l.To, last)
				}
				next[l.Stream], verdicts[l.Stream] = l.To, l.Verdict
				const stride = 13 // and the first and the last day
				for day := l.From; day < l.To; day = min(day+stride, max(day+1, l.To-1)) {
					person := proj.Person(day)
					if got := person.Stream(l.Stream).Verdict; got != l.Verdict {
						t.Fatalf("%s, %s on %v: %v, but the lane says %v", o.Name, l.Stream, day, got, l.Verdict)
					}
				}
			}
			for _, s := range draws.Streams() {
				if next[s] != proj.End+1 {
					t.Errorf("%s: the lanes of %s end on %v", o.Name, s, next[s])
				}
			}
		}
	}
}

// span is a lane without its reasons.
type span struct {
	Stream   draws.Stream
	From, To civil.Day
	Verdict  streams.Verdict
}

// lookedAt are the lanes of a look at every stream on every day.
func lookedAt(p *sim.Projection, from civil.Day) []span {
	var all []span
	for _, s := range draws.Streams() {
		first := len(all)
		for day := max(from, p.Start); day <= p.End; day++ {
			person := p.Person(day)
			if v := person.Admits(s); len(all) > first && all[len(all)-1].Verdict == v {
				all[len(all)-1].To = day + 1
			} else {
				all = append(all, span{s, day, day + 1, v})
			}
		}
	}
	return all
}

func TestLanesAreThoseOfALookAtEveryDay(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	rapid.Check(t, func(t *rapid.T) {
		p := somebody(t)
		w, plan, o := someWorld(t, p), somePlan(t, p), someOption(t, p)
		proj, err := w.ProjectOn(plan, o, someCourses(t, o), 0)
		if err != nil {
			t.Fatal(err)
		}
		from := proj.Start + draw[civil.Day](t, "from", -20, 400)
		var got []span
		for _, l := range proj.Lanes(from, draws.Streams()) {
			got = append(got, span{l.Stream, l.From, l.To, l.Verdict})
		}
		if diff := cmp.Diff(lookedAt(proj, from), got); diff != "" {
			t.Fatalf("steps %v (-every day +lanes):\n%s", steps(proj), diff)
		}
	})
}

func TestTheBestScoreOnTheDaysOfALane(t *testing.T) {
	up := scenario("up", clb(10, months(4)))
	p := play(t, now("2022-01-10"), abroad(478), up) // the step is done on 2022-05-12
	before, after := p.At(p.Start).Total, p.At(p.End).Total
	if before >= after {
		t.Fatalf("%d points, then %d", before, after)
	}
	lane := func(from, to string, v streams.Verdict) sim.Lane {
		return sim.Lane{Stream: draws.General, From: day(from), To: day(to), Verdict: v}
	}
	tests := []struct {
		name  string
		lanes []sim.Lane
		want  int
		on    string
	}{
		{"the best of all days, on its first", []sim.Lane{lane("2022-01-10", "2025-01-11", streams.Yes)}, after, "2022-05-12"},
		{"a lane that closes before the step is done", []sim.Lane{lane("2022-01-10", "2022-05-12", streams.Yes)}, before, "2022-01-10"},
		{"one that closes the day after", []sim.Lane{lane("2022-01-10", "2022-05-13", streams.Yes)}, after, "2022-05-12"},
		{"one that opens later", []sim.Lane{lane("2023-03-03", "2025-01-11", streams.Yes)}, after, "2023-03-03"},
		{"the better of two", []sim.Lane{lane("2022-02-01", "2022-03-01", streams.Yes), lane("2022-03-01", "2022-06-01", streams.No), lane("2022-06-01", "2022-06-02", streams.Yes)}, after, "2022-06-01"},
		{"the first of equals", []sim.Lane{lane("2022-02-01", "2022-03-01", streams.Yes), lane("2022-03-01", "2022-03-02", streams.No), lane("2022-03-02", "2022-03-03", streams.Yes)}, before, "2022-02-01"},
		{"none that is open", []sim.Lane{lane("2022-01-10", "2025-01-11", streams.No)}, 0, ""},
		{"none of another verdict", []sim.Lane{lane("2022-01-10", "2025-01-11", streams.NotKnown)}, 0, ""},
		{"none of another stream", []sim.Lane{{Stream: draws.CEC, From: p.Start, To: p.End, Verdict: streams.Yes}}, 0, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			best, on := p.BestIn(test.lanes, draws.General, streams.Yes)
			switch {
			case test.want == 0:
				if best != nil {
					t.Errorf("%d points on %v, want none", best.Total, on)
				}
			case best == nil || best.Total != test.want || on != day(test.on):
				t.Errorf("%+v on %v, want %d on %s", best, on, test.want, test.on)
			}
		})
	}
}

func TestTheNewestRoundThatWouldHaveBeenOpen(t *testing.T) {
	record := draws.Embedded()
	newest := func(stream draws.Stream) string {
		last, _ := record.Last(stream)
		return last.Number
	}
	tests := []struct {
		name string
		p    *profile.Profile
		want string
	}{
		{"a developer abroad without French", abroad(478), "294"}, // the general round of 2024-04-23
		{"one with French at NCLC 7", abroad(478, french("2022-01-01", 7)), newest(draws.French)},
		{"one with French at NCLC 6", abroad(478, french("2022-01-01", 6)), "294"},
		{"one with a year in Canada", resident(477), newest(draws.CEC)},
		{"one who is nominated", abroad(478, func(p *profile.Profile) { p.Canada.Nomination = "AB" }), newest(draws.PNP)},
		{"a cashier", abroad(478, jobs(job("BR", cashier, "2014-01-02"))), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, ok := play(t, setDownAsOf("2026-11-22"), test.p).NewestOpen(record)
			if ok != (test.want != "") || r.Number != test.want {
				t.Errorf("round %q of %v, want %q", r.Number, r.Date, test.want)
			}
		})
	}
}

func TestAllAtOnceIsAsOneByOne(t *testing.T) {
	w, plan, options := setDownAsOf("2026-11-22"), &sim.Plan{Profile: abroad(478)}, eight(t)
	all, err := w.ProjectAll(plan, options)
	if err != nil {
		t.Fatal(err)
	}
	which := []draws.Stream{draws.General, draws.CEC, draws.French}
	lanes := sim.LanesOf(all, which)
	for i, o := range options {
		one := project(t, w, plan, o)
		if diff := cmp.Diff(events(one), events(all[i])); diff != "" || all[i].Option.Name != o.Name {
			t.Errorf("%s (-alone +together):\n%s", o.Name, diff)
		}
		if diff := cmp.Diff(one.Lanes(one.Start, which), lanes[i]); diff != "" {
			t.Errorf("%s: lanes (-alone +together):\n%s", o.Name, diff)
		}
	}
	if _, err := setDownAsOf("2014-12-31").ProjectAll(plan, options); !errors.As(err, new(crs.BeforeFirstDay)) {
		t.Errorf("error %v", err)
	}
}

func TestTheFirstLanguageIsTheOneThatKeepsAProgramOpen(t *testing.T) {
	// In English one ability is too low for the Federal Skilled Worker program,
	// yet English has the higher total.
	mixed := func(weakest int8) change {
		return func(p *profile.Profile) { p.Self.Languages.Results[0].Levels = [4]int8{10, 10, 10, weakest} }
	}
	// first returns the first language from each day on which it changes.
	first := func(p *sim.Projection) []string {
		var list []string
		for i, s := range p.Standings {
			if i == 0 || s.Candidate.First != p.Standings[i-1].Candidate.First {
				list = append(list, s.From.String()+" "+s.Candidate.First.String())
			}
		}
		return list
	}
	frenchAt := func(level int, after float64) *sim.Scenario {
		s := sim.Step{Months: months(after)}
		s.Then.Self.Languages[1].AtLeast = s.Then.Self.Languages[1].AtLeast.Raised(level)
		return scenario("french", s)
	}
	declared := func(p *profile.Profile) { p.Self.Languages.FirstDeclared = true }
	// Twelve months in Canada, done on 2021-12-31, of TEER 1: in French the
	// Experience Class is open, while the twelve months are within three years.
	away := jobs(job("CA", developer, "2021-01-01", "2021-12-31"))
	tests := []struct {
		name string
		p    *profile.Profile
		more []*sim.Scenario
		want []string
	}{
		{"English alone", abroad(478, mixed(6), french("2022-01-01", 0)), nil, []string{"2022-01-10 english"}},
		{"French where only that keeps a program open", abroad(478, mixed(6), french("2022-01-01", 7)), nil, []string{"2022-01-10 french"}},
		{"English where both do, and it has the higher total", abroad(478, mixed(7), french("2022-01-01", 7)), nil, []string{"2022-01-10 english"}},
		{"English where neither does", abroad(478, mixed(6), french("2022-01-01", 6)), nil, []string{"2022-01-10 english"}},
		{"what is declared stays", abroad(478, mixed(6), french("2022-01-01", 7), declared), nil, []string{"2022-01-10 english"}},
		{"French from the day its step is done", abroad(478, mixed(6)), []*sim.Scenario{frenchAt(7, 10)}, []string{"2022-01-10 english", "2022-11-11 french"}},
		{"English again when the class closes that French kept open", abroad(478, mixed(6), french("2022-01-01", 7), away, func(p *profile.Profile) { p.Canada.Funds = new(0) }), nil,
			[]string{"2022-01-10 french", "2024-01-02 english"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := play(t, now("2022-01-10"), test.p, test.more...)
			if diff := cmp.Diff(test.want, first(p)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if changes := moved(p, sim.LanguageEvent); len(changes) != len(test.want)-1 {
				t.Errorf("events %v", changes)
			} else if len(changes) == 1 && !slices.Contains(test.want, changes[0].On.String()+" "+p.At(changes[0].On).Candidate.First.String()) {
				t.Errorf("events %v", changes)
			}
		})
	}
}
