package sim_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/crs"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

func TestWhatMovesAScore(t *testing.T) {
	youngster := born("2000-09-15") // no points for the years from 20 to 29
	tests := []struct {
		name  string
		w     *sim.World
		p     *profile.Profile
		kinds []sim.EventKind
		want  []event
	}{
		{
			"each birthday from the 30th on costs points", now("2022-01-10"), person(), []sim.EventKind{sim.BirthdayEvent},
			[]event{{"2022-09-15", "event.birthday", -6}, {"2023-09-15", "event.birthday", -5}, {"2024-09-15", "event.birthday", -6}},
		},
		{
			"somebody born on 29 February turns on 1 March, but for leap years", now("2022-01-10"), person(born("1992-02-29")), []sim.EventKind{sim.BirthdayEvent},
			[]event{{"2022-03-01", "event.birthday", -5}, {"2023-03-01", "event.birthday", -6}, {"2024-02-29", "event.birthday", -5}},
		},
		{
			"work abroad counts after one and after three years", now("2022-01-10"), person(youngster, jobs(job("BR", developer, "2021-07-01"))), []sim.EventKind{sim.WorkYearEvent},
			[]event{{"2022-07-01", "event.work-year", 13}, {"2023-07-01", "event.work-year", 0}, {"2024-07-01", "event.work-year", 12}},
		},
		{
			"each year in Canada counts", now("2022-01-10"), person(youngster, jobs(job("CA", developer, "2021-07-01"))), []sim.EventKind{sim.WorkYearEvent},
			[]event{{"2022-07-01", "event.work-year", 40 + 13}, {"2023-07-01", "event.work-year", 13 + 12}, {"2024-07-01", "event.work-year", 11}},
		},
		{
			"the partner's years in Canada count", now("2022-01-10"), person(youngster, jobs(), married(func(x *profile.Partner) {
				x.Work = []profile.Job{job("CA", developer, "2021-07-01")}
			})), []sim.EventKind{sim.WorkYearEvent},
			[]event{{"2022-07-01", "event.work-year", 5}, {"2023-07-01", "event.work-year", 2}, {"2024-07-01", "event.work-year", 1}},
		},
		{
			"work leaves the window ten years after it was done", now("2022-01-10"), person(youngster, jobs(job("BR", developer, "2012-03-01", "2014-02-28"))), []sim.EventKind{sim.WindowEvent},
			[]event{{"2022-03-02", "event.window", 0}, {"2023-03-02", "event.window", -13}},
		},
		{
			"work in Canada too", now("2022-01-10"), person(youngster, jobs(job("CA", developer, "2012-03-01", "2013-02-28"))), []sim.EventKind{sim.WindowEvent},
			[]event{{"2022-03-02", "event.window", -40 - 13}},
		},
		{
			"and the partner's", now("2022-01-10"), person(youngster, jobs(), married(func(x *profile.Partner) {
				x.Work = []profile.Job{job("CA", developer, "2012-03-01", "2013-02-28")}
			})), []sim.EventKind{sim.WindowEvent},
			[]event{{"2022-03-02", "event.window", -5}},
		},
		{
			"a birthday and an expiry on one day are two events", lapsing(now("2022-01-10")), person(english("2020-09-15", 8)), []sim.EventKind{sim.BirthdayEvent, sim.ExpiryEvent},
			[]event{
				{"2022-09-15", "event.birthday", -6}, {"2022-09-15", "event.expired", -92 - 13 - 25},
				{"2023-09-15", "event.birthday", -5}, {"2024-09-15", "event.birthday", -6},
			},
		},
		{
			"all that lapses of a couple", lapsing(now("2022-01-10")), person(youngster, assessed("2017-04-01"), french("2020-03-01", 5), married(func(x *profile.Partner) {
				x.Education.ECAIssued = day("2017-05-01")
				x.Languages.Results[language.English] = result("2020-06-01", 6)
				x.Languages.Results[language.French] = result("2020-07-01", 4)
			})), []sim.EventKind{sim.ExpiryEvent},
			// With a partner CLB 8 is worth 22 an ability; NCLC 5 as a second
			// language is worth 1, CLB 6 of the partner 1.
			[]event{
				{"2022-03-01", "event.expired", -4}, {"2022-04-01", "event.expired", -112 - 13}, {"2022-05-01", "event.expired", -8},
				{"2022-06-01", "event.expired", -4}, {"2022-07-01", "event.expired", 0}, {"2023-10-01", "event.expired", -88 - 25},
			},
		},
		{
			"a partner who does not come along loses nothing", lapsing(now("2022-01-10")), person(youngster, married(func(x *profile.Partner) {
				x.Accompanying = false
				x.Languages.Results[language.English] = result("2020-06-01", 6)
			})), []sim.EventKind{sim.ExpiryEvent},
			[]event{{"2023-10-01", "event.expired", -92 - 13 - 25}},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, events(play(t, test.w, test.p), test.kinds...)); diff != "" {
				t.Errorf("events (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAYearOfWorkHasTheWordsOfItsPlace(t *testing.T) {
	p := play(t, now("2022-01-10"), person(jobs(job("CA", developer, "2021-07-01"), job("BR", developer, "2011-03-01", "2013-02-28"))))
	var got []string
	for _, e := range p.Events {
		if e.Kind == sim.WorkYearEvent || e.Kind == sim.WindowEvent {
			got = append(got, e.What.String())
		}
	}
	want := []string{
		"event.window/foreign years=0", "event.work-year/canadian years=1",
		"event.work-year/canadian years=2", "event.work-year/canadian years=3",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAYearInOneOccupationIsAnEventWhereItCounts(t *testing.T) {
	// Eight months as an engineer, then a developer: a year in Canada is
	// complete long before a year in either occupation.
	p := person(statedOn("2022-01-10"), born("2000-09-15"), jobs(job("CA", engineer, "2021-06-01", "2022-01-31"), job("CA", developer, "2022-02-01", "2023-05-31")))
	w := now("2022-01-10")
	w.Book = w.Book.With(highWage)
	got := events(play(t, w, p), sim.WorkYearEvent, sim.WindowEvent)
	want := []event{{"2022-06-01", "event.work-year", 40 + 13}, {"2023-02-01", "event.work-year", 25}}
	if diff := cmp.Diff(want, slices.DeleteFunc(got, func(e event) bool { return e.On > "2023-02-01" })); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	// The year in the occupation leaves the window while there are others.
	p = person(statedOn("2032-06-01"), born("2010-09-15"), jobs(job("CA", developer, "2022-08-01", "2023-07-31"), job("CA", engineer, "2023-08-01", "2024-01-31"), job("CA", cashier, "2024-02-01")),
		english("2031-10-01", 8), assessed("2031-10-01"))
	w = now("2032-06-01")
	w.Book = w.Book.With(highWage.From(day("2027-01-01"))) // on top of 2026-11-03, when it was unknown
	got = events(play(t, w, p), sim.WindowEvent)
	want = []event{{"2032-08-02", "event.window", -25}, {"2033-02-02", "event.window", -40 - 13}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("leaving the window (-want +got):\n%s", diff)
	}
}

func offer(p *profile.Profile) {
	p.Canada.Offer = &profile.Offer{NOC: developer, LMIA: true, Months: 12, FullTime: true}
}

func TestARuleThatComesIntoForce(t *testing.T) {
	in2016 := person(statedOn("2016-06-01"), born("1995-09-15"), english("2016-02-01", 8), assessed("2016-02-01"), jobs(), offer)
	tests := []struct {
		name string
		w    *sim.World
		p    *profile.Profile
		want []event
	}{
		{"announced the week before: the offer falls from 600 to 50", asOf("2016-11-15"), in2016, []event{{"2016-11-19", "event.rules", -550}}},
		{"announced today", asOf("2016-11-12"), in2016, []event{{"2016-11-19", "event.rules", -550}}},
		{"not announced yet", asOf("2016-11-11"), in2016, nil},
		{"on the day itself it is no event", asOf("2016-11-19"), in2016, nil},
		{"the day before it is", asOf("2016-11-18"), in2016, []event{{"2016-11-19", "event.rules", -550}}},
		{
			"with hindsight all that follow are", &sim.World{Book: crs.Embedded(), Today: day("2016-11-15"), AsOf: true, Known: day("2026-11-22")}, in2016,
			[]event{{"2016-11-19", "event.rules", -550}, {"2017-06-06", "event.rules", 0}},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, events(play(t, test.w, test.p), sim.RuleEvent)); diff != "" {
				t.Errorf("events (-want +got):\n%s", diff)
			}
		})
	}
}

func TestADefinitionThatChangesIsAnEventWhereItMovesTheScore(t *testing.T) {
	hindsight := func() *sim.World {
		return &sim.World{Book: crs.Embedded(), Today: day("2022-01-10"), Known: day("2026-11-01")}
	}
	skilled := person(born("2000-09-15"), jobs(job("BR", "13102", "2021-01-01"))) // skilled since 2022-11-16
	tests := []struct {
		name string
		w    *sim.World
		p    *profile.Profile
		want []event
	}{
		{
			"an occupation becomes skilled, and its later years count", hindsight(), skilled,
			[]event{{"2022-11-16", "event.definitions", 13}, {"2023-01-01", "event.work-year", 0}, {"2024-01-01", "event.work-year", 12}, {"2025-01-01", "event.work-year", 0}},
		},
		{"on a day before it nothing of it is known", now("2022-01-10"), skilled, nil},
		{
			"an occupation ceases to be skilled", hindsight(), person(born("2000-09-15"), jobs(job("BR", "54100", "2019-02-01", "2022-02-28"))),
			[]event{{"2022-02-01", "event.work-year", 12}, {"2022-11-16", "event.definitions", -25}},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, events(play(t, test.w, test.p), sim.RuleEvent, sim.WorkYearEvent)); diff != "" {
				t.Errorf("events (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTheFirstLanguageIsSettledDayByDay(t *testing.T) {
	learns := sim.Step{Months: months(3)}
	learns.Then.Self.Languages[language.English].AtLeast = language.Levels{10, 10, 10, 10}
	tests := []struct {
		name          string
		p             *profile.Profile
		before, after language.Official
		want          []event
	}{
		{"it becomes the better one", person(english("2021-10-01", 7), french("2021-10-01", 9)), language.French, language.English, []event{{"2022-04-12", "event.first-language", 0}}},
		{"a declared one stays", person(english("2021-10-01", 7), french("2021-10-01", 9), func(p *profile.Profile) {
			p.Self.Languages.FirstDeclared, p.Self.Languages.First = true, language.French
		}), language.French, language.French, nil},
		{"of equals it is English", person(english("2021-10-01", 9), french("2021-10-01", 9)), language.English, language.English, nil},
		{"without French it is English", person(), language.English, language.English, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := play(t, now("2022-01-10"), test.p, scenario("english", learns))
			got := events(p, sim.LanguageEvent)
			for i := range got {
				if got[i].Delta < 0 {
					t.Errorf("settling it costs %d points", got[i].Delta)
				}
				got[i].Delta = 0
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("events (-want +got):\n%s", diff)
			}
			if first := p.At(day("2022-04-11")).Candidate.First; first != test.before {
				t.Errorf("before the step it is %v", first)
			}
			if first := p.At(day("2022-04-12")).Candidate.First; first != test.after {
				t.Errorf("after the step it is %v", first)
			}
		})
	}
}

func TestAChangeOfThePartnersFirstLanguageIsAnEvent(t *testing.T) {
	learns := sim.Step{Who: sim.ThePartner, Months: months(3)}
	learns.Then.Self.Languages[language.French].AtLeast = language.Levels{9, 9, 9, 9}
	p := play(t, now("2022-01-10"), person(married()), scenario("french", learns))
	want := []sim.Event{{
		On: day("2022-04-12"), Kind: sim.LanguageEvent, Delta: 20 - 4,
		What: reason.New("event.first-language/partner", "language", language.French.Term()),
	}}
	if diff := cmp.Diff(want, moved(p, sim.LanguageEvent)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWhatAStepDatesLaterCountsFromThatDay(t *testing.T) {
	s := sim.Step{}
	s.Then.Self.ECAIssued = day("2022-03-01")
	s.Then.Self.Languages[language.English].Set = &profile.Result{TakenOn: day("2022-02-01"), Levels: language.Levels{9, 9, 9, 9}}
	p := play(t, now("2022-01-10"), person(assessed("2016-01-01"), english("2019-01-01", 8)), scenario("dated", s))
	want := []event{{"2022-02-01", "event.counts", 124 + 50}, {"2022-03-01", "event.counts", 120 + 25}}
	got := slices.DeleteFunc(events(p, sim.RenewalEvent), func(e event) bool { return e.Code != "event.counts" })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAScenarioMayPutRulesInForce(t *testing.T) {
	restored, _ := scenarios.Library("offers-restored")
	p := person(statedOn("2026-11-22"), english("2026-05-01", 8), assessed("2026-05-01"), offer)
	stay := play(t, now("2026-11-22"), p)
	t.Run("from the first day of the plan", func(t *testing.T) {
		got := play(t, now("2026-11-22"), p, restored)
		if up := got.Standings[0].Total - stay.Standings[0].Total; up != 50 {
			t.Errorf("the offer is worth %d on the first day", up)
		}
		if list := events(got, sim.RuleEvent); list != nil {
			t.Errorf("no rule changes on the way, but %v", list)
		}
		if len(got.Standings[0].Rules.Unknown) == 0 {
			t.Error("what was not established is not by another's return")
		}
	})
	t.Run("from a day", func(t *testing.T) {
		later := *restored
		later.Rules = &sim.RulesChange{Instrument: restored.Rules.Instrument, From: day("2027-02-01")}
		got := play(t, now("2026-11-22"), p, &later)
		if diff := cmp.Diff([]event{{"2027-02-01", "event.rules", 50}}, events(got, sim.RuleEvent)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		for on, up := range map[string]int{"2027-01-31": 0, "2027-02-01": 50} {
			if got := got.At(day(on)).Total - stay.At(day(on)).Total; got != up {
				t.Errorf("on %s the offer is worth %d, want %d", on, got, up)
			}
		}
	})
}
