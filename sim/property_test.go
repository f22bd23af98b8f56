package sim_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/language"
	"crsplan/sim/profile"
)

// somebody draws a person: any age, any work, tests and assessments that are
// fresh, about to expire, or expired.
func somebody(t *rapid.T) *profile.Profile {
	p := &profile.Profile{StatedOn: day("2018-01-01") + draw[civil.Day](t, "stated on", 0, 9*365)}
	p.Self = anyone(t, "self", p.StatedOn)
	if rapid.Bool().Draw(t, "has a partner") {
		p.Marital = profile.Married
		p.Partner = &profile.Partner{
			Person:       anyone(t, "partner", p.StatedOn),
			Accompanying: draw(t, "accompanying", 0, 3) > 0,
			CitizenOrPR:  draw(t, "citizen", 0, 5) == 0,
			Sibling:      rapid.Bool().Draw(t, "sibling of the partner"),
		}
	}
	c := &p.Canada
	c.Certificate = draw(t, "certificate", 0, 4) == 0
	c.Sibling = draw(t, "sibling", 0, 4) == 0
	if rapid.Bool().Draw(t, "has a permit") {
		c.Permit = &profile.Permit{
			Kind:    profile.PermitKind(draw(t, "kind of permit", 0, 3)),
			Expires: p.StatedOn + draw[civil.Day](t, "permit expires", -100, 900),
		}
	}
	if rapid.Bool().Draw(t, "is in the pool") {
		c.Submitted = (p.StatedOn - draw[civil.Day](t, "submitted", 0, 400)).Time().Add(14 * time.Hour)
	}
	if rapid.Bool().Draw(t, "has an offer") {
		c.Offer = &profile.Offer{NOC: someNOC(t), Months: 12, FullTime: true}
		c.Offer.LMIA = rapid.Bool().Draw(t, "LMIA")
		c.Offer.LMIAExempt = !c.Offer.LMIA
	}
	return p
}

func draw[T ~int | ~int32](t *rapid.T, label string, low, high T) T {
	return T(rapid.IntRange(int(low), int(high)).Draw(t, label))
}

// someNOC draws skilled and other occupations, a senior manager, a physician,
// and two that became and ceased to be skilled on 2022-11-16.
func someNOC(t *rapid.T) string {
	return rapid.SampledFrom([]string{developer, engineer, physician, cashier, "00012", "13102", "54100"}).Draw(t, "noc")
}

func anyone(t *rapid.T, who string, stated civil.Day) profile.Person {
	x := profile.Person{
		Birth: stated.AddYears(-draw(t, who+"'s age", 18, 50)) - draw[civil.Day](t, who+"'s days since the birthday", 0, 364),
		Education: profile.Education{
			Level:         profile.Level(draw(t, "level", 0, int(profile.Doctorate))),
			Country:       rapid.SampledFrom([]string{"BR", "CA"}).Draw(t, "country"),
			ECAIssued:     stated - draw[civil.Day](t, "assessed", 0, 6*365),
			CanadianStudy: profile.Study(draw(t, "study", 0, int(profile.ThreeOrMoreYears))),
		},
	}
	if draw(t, "born on 29 February", 0, 9) == 0 {
		x.Birth = day("1992-02-29")
	}
	for i := range x.Languages.Results {
		if draw(t, "speaks", 0, 3) > 0 {
			r := profile.Result{Held: true, TakenOn: stated - draw[civil.Day](t, "taken", 0, 800)}
			for a := range r.Levels {
				r.Levels[a] = int8(draw(t, "level", 4, 11))
			}
			x.Languages.Results[i] = r
		}
	}
	if draw(t, "declares the first language", 0, 3) == 0 {
		x.Languages.FirstDeclared = true
		x.Languages.First = language.Official(draw(t, "first", 0, 1))
	}
	for range draw(t, "jobs", 0, 3) {
		x.Work = append(x.Work, someJob(t, stated))
	}
	return x
}

func someJob(t *rapid.T, stated civil.Day) profile.Job {
	j := profile.Job{
		Name: "job", NOC: someNOC(t),
		Country:      rapid.SampledFrom([]string{"BR", "CA"}).Draw(t, "country"),
		From:         stated - draw[civil.Day](t, "from", 0, 12*365),
		Hours:        rapid.SampledFrom([]int{1500, 2000, 3000, 4000}).Draw(t, "hours"),
		SelfEmployed: draw(t, "self-employed", 0, 5) == 0,
		Student:      draw(t, "student", 0, 5) == 0,
	}
	switch draw(t, "ends", 0, 3) {
	case 0:
		j.To = rapid.Map(rapid.IntRange(int(j.From), int(stated)), func(d int) civil.Day { return civil.Day(d) }).Draw(t, "to")
	case 1:
		j.Months, j.Hours = draw(t, "months", 1, 100), 4000
		j.From, j.To = stated.AddMonths(-j.Months), stated-1
	}
	return j
}

// highWage is an instrument of a user's, under which a year in one occupation
// counts by itself.
var highWage = func() *crs.Instrument {
	in, err := crs.ReadInstrument("own.toml", []byte(`
in_force = 2019-04-01
ref = "a test"
[high_wage]
add_up = true
maximum = 80
canadian_work = { high = 50, low = 25 }
job_offer = { high = 40, low = 20 }
codes = { high = ["21231"], low = ["21232", "31102"] }
`))
	if err != nil {
		panic(err)
	}
	return in.AsOwn()
}()

// someWorld draws what is known for a person: as of a day before or after the
// profile's, or by the clock.
func someWorld(t *rapid.T, p *profile.Profile) *sim.World {
	w := &sim.World{
		Book:      crs.Embedded(),
		Today:     p.StatedOn + draw[civil.Day](t, "today", -800, 500),
		AsOf:      rapid.Bool().Draw(t, "as of"),
		LetExpire: rapid.Bool().Draw(t, "lets expire"),
	}
	w.Known = w.Today + draw[civil.Day](t, "known", 0, 1500)
	if rapid.Bool().Draw(t, "has rules of the user's") {
		w.Book = w.Book.With(highWage)
	}
	return w
}

func somePlan(t *rapid.T, p *profile.Profile) *sim.Plan {
	plan := &sim.Plan{Profile: p, HorizonMonths: draw(t, "horizon", 1, 48)}
	if draw(t, "starts on a day", 0, 3) == 0 {
		plan.Start = p.StatedOn + draw[civil.Day](t, "start", -200, 400)
	}
	return plan
}

// ownScenarios are steps that the library does not have: pauses, work abroad,
// study beside work, days of their own.
func ownScenarios(stated civil.Day) []*sim.Scenario {
	stop := sim.Step{Months: months(5), During: sim.During{Work: sim.StopWork}}
	later := sim.Step{Months: months(2.5), StartsOn: stated + 200, During: sim.During{Work: sim.StopWork}}
	abroad := sim.Step{Months: months(14), During: sim.During{Work: sim.WorkAbroad, NOC: engineer, Hours: 2000}}
	study := sim.Step{Months: months(8), During: sim.During{Study: sim.StudyInCanada, Work: sim.WorkInCanada, NOC: developer}}
	study.Then.Self.CanadianStudy = to(profile.OneOrTwoYears)
	offer := sim.Step{Months: months(1), Requires: []string{"work-permit"}}
	offer.Then.Offer = &profile.Offer{LMIA: true, Months: 12, FullTime: true}
	hired := sim.Step{Months: months(3)}
	hired.Then.Self.Jobs = []profile.Job{{Name: "next", NOC: engineer, Country: "CA", Hours: 3750}}
	dated := sim.Step{}
	dated.Then.Self.Languages[language.French].Set = &profile.Result{TakenOn: stated + 100, Levels: language.Levels{9, 9, 9, 9}}
	dated.Then.Self.ECAIssued = stated + 50
	partner := sim.Step{Months: months(6), Who: sim.ThePartner, During: sim.During{Work: sim.StopWork}}
	partner.Then.Self.Languages[language.French].AtLeast = language.Levels{9, 9, 9, 9}
	permit := sim.Step{StartsOn: stated + 300}
	permit.Then.Permit = &sim.PermitChange{Kind: profile.OpenPermit, Months: 12}
	yearly := sim.Step{Months: months(12)}
	yearly.Then.Permit = &sim.PermitChange{Kind: profile.ClosedPermit, Months: 12}
	school := sim.Step{Months: months(10), During: sim.During{Study: sim.StudyInCanada}}
	beside := sim.Step{StartsOn: stated + 60, Months: months(15), During: sim.During{Work: sim.WorkInCanada, NOC: engineer}}
	theirs := school
	theirs.Who = sim.ThePartner
	theirWork := beside
	theirWork.Who = sim.ThePartner
	past := sim.Step{StartsOn: stated + 250}
	past.Then.Self.Jobs = []profile.Job{{Name: "before", NOC: developer, Country: "CA", From: stated + 30, Hours: 4000}}
	return []*sim.Scenario{
		scenario("permit", permit), scenario("yearly", yearly), scenario("school", school), scenario("beside", beside),
		scenario("their school", theirs), scenario("their work", theirWork), scenario("past", past),
		scenario("stop", stop), scenario("later", later), scenario("abroad", abroad), scenario("study", study),
		scenario("offer", offer), scenario("hired", hired), scenario("dated", dated), scenario("partner", partner),
		scenario("pauses", stop, later, offer),
	}
}

func someOption(t *rapid.T, p *profile.Profile) sim.Option {
	own := ownScenarios(p.StatedOn)
	names := scenarios.LibraryNames()
	o := sim.Option{Name: "option", Together: rapid.Bool().Draw(t, "together")}
	for range draw(t, "scenarios", 0, 3) {
		i := draw(t, "scenario", 0, len(own)+len(names)-1)
		if i < len(own) {
			o.Scenarios = append(o.Scenarios, own[i])
			continue
		}
		s, _ := scenarios.Library(names[i-len(own)])
		if s.Rules == nil {
			o.Scenarios = append(o.Scenarios, s)
		}
	}
	if rapid.Bool().Draw(t, "in lanes") {
		o.Lanes = []int{}
		for range o.Scenarios {
			o.Lanes = append(o.Lanes, draw(t, "lane", 0, 1))
		}
	}
	return o
}

func TestAProjectionGivesOnEachDayWhatANaiveEvaluationGives(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	rapid.Check(t, func(t *rapid.T) {
		p := somebody(t)
		w, plan, o := someWorld(t, p), somePlan(t, p), someOption(t, p)
		got, err := w.Project(plan, o)
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range newNaive(w, plan, o).blockedLike(got).totals(got.End) {
			on := got.Start + civil.Day(i)
			if total := got.At(on).Total; total != want {
				t.Fatalf("on %v (day %d): %d points, want %d\nevents: %v\nsteps: %v", on, i, total, want, events(got), steps(got))
			}
		}
	})
}

func TestTheProjectionOfStayingStandsOnEachDayAsThePersonDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := somebody(t)
		w := someWorld(t, p)
		got, err := w.Project(&sim.Plan{Profile: p}, sim.Stay())
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			on := got.Start + draw(t, "day", 0, got.End-got.Start)
			s, _, err := w.Stand(p, on)
			if err != nil {
				t.Fatal(err)
			}
			if s.From > on {
				t.Errorf("the standing of %v is from %v", on, s.From)
			}
			if at := got.At(on); at.Total != s.Total || at.Rules != s.Rules || at.Candidate.First != s.Candidate.First {
				t.Fatalf("on %v: the projection has %d points, the person %d", on, at.Total, s.Total)
			}
		}
	})
}

// A plan of staying that begins on another day than today finds the person as
// they stand on that day: what expires on the way is renewed, what has expired
// by today is not.
func TestAPlanThatBeginsLaterFindsThePersonAsTheyStandThen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := somebody(t)
		w := someWorld(t, p)
		plan := &sim.Plan{Profile: p, HorizonMonths: 30, Start: p.StatedOn + draw[civil.Day](t, "start", 0, 1500)}
		got, err := w.Project(plan, sim.Stay())
		if err != nil {
			t.Fatal(err)
		}
		for range 10 {
			on := got.Start + draw(t, "day", 0, got.End-got.Start)
			s, _, err := w.Stand(p, on)
			if err != nil {
				t.Fatal(err)
			}
			if at := got.At(on); at.Total != s.Total || at.Candidate.First != s.Candidate.First {
				t.Fatalf("on %v: the plan from %v has %d points, the person %d", on, got.Start, at.Total, s.Total)
			}
		}
	})
}

// Whoever studies full time gains no month of Canadian work meanwhile, whatever
// else the option says and in whatever order.
func TestFullTimeStudyAccruesNothingCanadian(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := somebody(t)
		w, o := someWorld(t, p), someOption(t, p)
		o.Scenarios, o.Together, o.Lanes = append(o.Scenarios, scenario("a study", sim.Step{StartsOn: p.StatedOn + draw[civil.Day](t, "study", 0, 500), Months: months(8), During: sim.During{Study: sim.StudyInCanada}})), true, nil
		got, err := w.Project(&sim.Plan{Profile: p, HorizonMonths: 36}, o)
		if err != nil {
			t.Fatal(err)
		}
		swaps := slices.ContainsFunc(got.Steps, func(s sim.StepRun) bool { return s.Step.Then.SwapPrincipal && s.State == sim.StepDone })
		study := got.Steps[len(got.Steps)-1]
		if swaps || study.State == sim.StepBlocked || study.State == sim.StepNotReached {
			t.Skip("nobody studies, or it is not told who")
		}
		to := min(study.To, got.End)
		person := got.Person(to)
		from := person.Day - (to - study.From)
		if hours := profile.Hours(person.Profile.Self.Work, from, person.Day, func(j *profile.Job) bool { return j.CountsInCanada(p.StatedOn) }); hours != 0 {
			t.Errorf("%d hours of Canadian work during the study from %v to %v\n%v", hours, study.From, study.To, steps(got))
		}
	})
}

func TestTheDeltasOfADaysEventsSumToTheChangeOfTheScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := somebody(t)
		w, plan, o := someWorld(t, p), somePlan(t, p), someOption(t, p)
		got, err := w.Project(plan, o)
		if err != nil {
			t.Fatal(err)
		}
		stay, err := w.Project(plan, sim.Stay())
		if err != nil {
			t.Fatal(err)
		}
		byDay := map[civil.Day]int{}
		for i, e := range got.Events {
			byDay[e.On] += e.Delta
			if i > 0 && e.On < got.Events[i-1].On {
				t.Fatalf("events out of order: %v", events(got))
			}
		}
		before := stay.Standings[0].Total // what the person has on the first day
		for _, s := range got.Standings {
			if byDay[s.From] != s.Total-before {
				t.Fatalf("on %v the score moves by %d, the events by %d\nevents: %v", s.From, s.Total-before, byDay[s.From], events(got))
			}
			before = s.Total
			delete(byDay, s.From)
		}
		if len(byDay) > 0 {
			t.Fatalf("events on days without a standing: %v", byDay)
		}
	})
}

func TestAProjectionsStandingsAreInOrderAndWithinItsHorizon(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := somebody(t)
		before := p.Clone()
		w, plan, o := someWorld(t, p), somePlan(t, p), someOption(t, p)
		got, err := w.Project(plan, o)
		if err != nil {
			t.Fatal(err)
		}
		if got.Standings[0].From != got.Start {
			t.Errorf("the first standing is of %v, the projection starts on %v", got.Standings[0].From, got.Start)
		}
		for i, s := range got.Standings {
			if i > 0 && s.From <= got.Standings[i-1].From || s.From > got.End {
				t.Errorf("standing %d of %v is out of place", i, s.From)
			}
			if s.Total != s.Rules.Total(&s.Candidate) {
				t.Errorf("on %v the total is %d, the candidate's %d", s.From, s.Total, s.Rules.Total(&s.Candidate))
			}
		}
		if diff := cmp.Diff(before, p); diff != "" {
			t.Errorf("the profile was changed:\n%s", diff)
		}
		again, err := w.Project(plan, o)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := fmt.Sprint(events(got), steps(got), got.Warnings), fmt.Sprint(events(again), steps(again), again.Warnings); a != b {
			t.Errorf("played twice, it differs:\n%s\n%s", a, b)
		}
	})
}

func TestWithoutAStepOnlyTimeAndTheLawMoveTheScore(t *testing.T) {
	allowed := []sim.EventKind{
		sim.BirthdayEvent, sim.WorkYearEvent, sim.WindowEvent, sim.ExpiryEvent, sim.RenewalEvent,
		sim.ProfileEvent, sim.PermitEvent, sim.RuleEvent, sim.LanguageEvent,
	}
	still := []sim.EventKind{sim.RenewalEvent, sim.ProfileEvent, sim.PermitEvent}
	rapid.Check(t, func(t *rapid.T) {
		p := somebody(t)
		got, err := someWorld(t, p).Project(somePlan(t, p), sim.Stay())
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range got.Events {
			if !slices.Contains(allowed, e.Kind) {
				t.Errorf("%v: a %s without a step", e.On, e.Kind)
			}
			if slices.Contains(still, e.Kind) && e.Delta != 0 {
				t.Errorf("%v: a %s moves the score by %d", e.On, e.Kind, e.Delta)
			}
			if e.Kind == sim.WorkYearEvent && e.Delta < 0 || e.Kind == sim.WindowEvent && e.Delta > 0 || e.Kind == sim.ExpiryEvent && e.Delta > 0 {
				t.Errorf("%v: a %s moves the score by %d", e.On, e.Kind, e.Delta)
			}
		}
	})
}

func TestTheOrderOfIndependentStepsThatEndOnOneDayDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := somebody(t)
		raise := clb(9, months(3))
		french := sim.Step{Months: months(3)}
		french.Then.Self.Languages[language.French].AtLeast = language.Levels{7, 7, 7, 7}
		degree := sim.Step{Months: months(3)}
		degree.Then.Self.AtLeast, degree.Then.Self.Assessed = to(profile.Masters), true
		offer := sim.Step{Months: months(3)}
		offer.Then.Offer = &profile.Offer{NOC: developer, LMIA: true, Months: 12, FullTime: true}
		hired := sim.Step{Requires: []string{"job-offer"}, StartsOn: p.StatedOn + civil.Day(civil.MonthDays(3)), Months: months(12), During: sim.During{Work: sim.WorkInCanada}}
		list := []*sim.Scenario{
			scenario("english", raise), scenario("french", french), scenario("degree", degree), scenario("offer", offer), scenario("hired", hired),
		}
		w := someWorld(t, p)
		totals := func(list []*sim.Scenario) string {
			got, err := w.Project(&sim.Plan{Profile: p, Start: p.StatedOn}, sim.Option{Scenarios: list, Together: true})
			if err != nil {
				t.Fatal(err)
			}
			var text []any
			for _, s := range got.Standings {
				text = append(text, s.From, s.Total)
			}
			return fmt.Sprintln(text...)
		}
		if a, b := totals(list), totals(rapid.Permutation(list).Draw(t, "order")); a != b {
			t.Errorf("in one order\n%sin another\n%s", a, b)
		}
	})
}
