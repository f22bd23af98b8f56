package sim_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim"
	"crsplan/sim/draws"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// family is a step that changes a fact without points, of a size of its own, so
// that it always changes something.
func family(name string, size int, long float64, after ...string) sim.Step {
	s := sim.Step{Name: name, Months: months(long), After: after}
	s.Then.FamilySize = &size
	return s
}

func TestWhenStepsAreTaken(t *testing.T) {
	startsOn := func(s sim.Step, d string) sim.Step {
		s.StartsOn = day(d)
		return s
	}
	tests := []struct {
		name      string
		together  bool
		scenarios []*sim.Scenario
		want      []string
	}{
		{"a month is 30.4375 days, rounded up", false, []*sim.Scenario{scenario("s", family("a", 2, 1))}, []string{"a done 2022-01-10 2022-02-10"}},
		{"twelve are 366 days, from 365.25", false, []*sim.Scenario{scenario("s", family("a", 2, 12))}, []string{"a done 2022-01-10 2023-01-11"}},
		{"the least part of a month is a day", false, []*sim.Scenario{scenario("s", family("a", 2, 0.01))}, []string{"a done 2022-01-10 2022-01-11"}},
		{"a step of no months is done on the day it starts", false, []*sim.Scenario{scenario("s", family("a", 2, 0))}, []string{"a done 2022-01-10 2022-01-10"}},
		{
			"the likely months count", false, []*sim.Scenario{scenario("s", sim.Step{Months: sim.Range{Low: 1, Likely: 2, High: 9}, Then: family("", 2, 0).Then})},
			[]string{"a done 2022-01-10 2022-03-12"},
		},
		{
			"the steps of a scenario start together where none comes after another", false,
			[]*sim.Scenario{scenario("s", family("a", 2, 1), family("b", 3, 2))}, []string{"a done 2022-01-10 2022-02-10", "b done 2022-01-10 2022-03-12"},
		},
		{
			"a step waits for those it comes after, wherever they stand", false,
			[]*sim.Scenario{scenario("s", family("a", 2, 1, "b", "c"), family("b", 3, 2), family("c", 4, 1))},
			[]string{"a done 2022-03-12 2022-04-12", "b done 2022-01-10 2022-03-12", "c done 2022-01-10 2022-02-10"},
		},
		{
			"scenarios follow one another", false,
			[]*sim.Scenario{scenario("s", family("a", 2, 1), family("b", 3, 2)), scenario("t", family("c", 4, 1))},
			[]string{"a done 2022-01-10 2022-02-10", "b done 2022-01-10 2022-03-12", "c done 2022-03-12 2022-04-12"},
		},
		{
			"or go together", true,
			[]*sim.Scenario{scenario("s", family("a", 2, 1), family("b", 3, 2, "a")), scenario("t", family("c", 4, 1))},
			[]string{"a done 2022-01-10 2022-02-10", "b done 2022-02-10 2022-04-12", "c done 2022-01-10 2022-02-10"},
		},
		{
			"a chain of steps of no months is done on one day", false,
			[]*sim.Scenario{scenario("s", family("a", 2, 0, "b"), family("b", 3, 0, "c"), family("c", 4, 0))},
			[]string{"a done 2022-01-10 2022-01-10", "b done 2022-01-10 2022-01-10", "c done 2022-01-10 2022-01-10"},
		},
		{"a step may start on a day", false, []*sim.Scenario{scenario("s", startsOn(family("a", 2, 1), "2022-03-01"))}, []string{"a done 2022-03-01 2022-04-01"}},
		{"a day that has passed is the first day", false, []*sim.Scenario{scenario("s", startsOn(family("a", 2, 1), "2021-03-01"))}, []string{"a done 2022-01-10 2022-02-10"}},
		{
			"a day earlier than what it comes after waits", false,
			[]*sim.Scenario{scenario("s", family("a", 2, 3), startsOn(family("b", 3, 1, "a"), "2022-03-01"))},
			[]string{"a done 2022-01-10 2022-04-12", "b done 2022-04-12 2022-05-13"},
		},
		{"what is not done by the horizon is running", false, []*sim.Scenario{scenario("s", family("a", 2, 40), family("b", 3, 1, "a"))}, []string{"a running 2022-01-10 2025-05-12", "b not-reached"}},
		{"a step that ends on the last day is done", false, []*sim.Scenario{scenario("s", startsOn(family("a", 2, 1), "2024-12-10"))}, []string{"a done 2024-12-10 2025-01-10"}},
		{"the day after it is not", false, []*sim.Scenario{scenario("s", startsOn(family("a", 2, 1), "2024-12-11"))}, []string{"a running 2024-12-11 2025-01-11"}},
		{"a start after the horizon is not reached", false, []*sim.Scenario{scenario("s", startsOn(family("a", 2, 1), "2025-01-11"))}, []string{"a not-reached"}},
		{
			"a step that changes nothing is skipped, and what comes after goes on", false,
			[]*sim.Scenario{scenario("s", clb(8, months(4)), family("b", 2, 1, "a"))}, []string{"a skipped", "b done 2022-01-10 2022-02-10"},
		},
		{"a step without any change takes its time", false, []*sim.Scenario{scenario("s", sim.Step{Months: months(1)})}, []string{"a done 2022-01-10 2022-02-10"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := project(t, now("2022-01-10"), &sim.Plan{Profile: person()}, sim.Option{Scenarios: test.scenarios, Together: test.together})
			if diff := cmp.Diff(test.want, steps(p)); diff != "" {
				t.Errorf("steps (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAStepsDayIsMovedWithThePersonWhoIsSetDown(t *testing.T) {
	s := family("a", 2, 1)
	s.StartsOn = day("2022-03-01") // 50 days after the profile's
	p := play(t, asOf("2020-01-10"), person(), scenario("s", s))
	if diff := cmp.Diff([]string{"a done 2020-02-29 2020-03-31"}, steps(p)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	warns(t, p, "set-down")
}

func TestStepsAreToldAsEvents(t *testing.T) {
	p := play(t, now("2022-01-10"), person(), scenario("s", clb(9, months(4)), family("now", 2, 0)))
	want := []sim.Event{
		{On: day("2022-01-10"), Kind: sim.StepEvent, Scenario: "s", Step: "a"},
		{On: day("2022-01-10"), Kind: sim.StepEvent, Scenario: "s", Step: "now"},
		{On: day("2022-05-12"), Kind: sim.StepEvent, Scenario: "s", Step: "a", Delta: 124 - 92 + 25 - 13 + 50 - 25},
	}
	got := moved(p, sim.StepEvent)
	var told []string
	for i := range got {
		told = append(told, got[i].What.Code)
		got[i].What.Code, got[i].What.Values = "", nil
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if want := []string{"event.step-started", "event.step-done", "event.step-done"}; !slices.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
}

func TestAStepIsNamedByItsTitleOrByItsScenario(t *testing.T) {
	titled := family("a", 2, 1)
	titled.Title.English = "the step"
	named := scenario("name", family("a", 2, 1))
	entitled := scenario("name", family("a", 2, 1))
	entitled.Title.English = "the scenario"
	for want, s := range map[string]*sim.Scenario{"the step": scenario("name", titled), "the scenario": entitled, "name": named} {
		p := play(t, now("2022-01-10"), person(), s)
		if got := p.Events[0].What.Value("step"); got != (reason.Text{English: want}) {
			t.Errorf("told as %q, want %q", got, want)
		}
	}
}

func TestWhyAStepIsNotTaken(t *testing.T) {
	requires := func(names ...string) sim.Step {
		s := family("a", 2, 1)
		s.Requires = names
		return s
	}
	conflicts := func(names ...string) sim.Step {
		s := family("a", 2, 1)
		s.Conflicts = names
		return s
	}
	waits := family("a", 2, 1)
	waits.WaitsFor = draws.OntarioTech
	ofPartner := sim.Step{Who: sim.ThePartner, Months: months(2), During: sim.During{Work: sim.StopWork}}
	work := sim.Step{Months: months(12), During: sim.During{Work: sim.WorkInCanada}}
	nothing := scenario("s", family("a", 2, 1))
	nothing.Requires, nothing.Conflicts = []string{"nomination"}, []string{"partner"}
	tests := []struct {
		name  string
		p     *profile.Profile
		s     *sim.Scenario
		state sim.StepState
		why   string
		what  any
	}{
		{"it requires a partner", person(), scenario("s", requires("partner")), sim.StepBlocked, "step-requires", reason.Term("fact.partner")},
		{"it requires another scenario", person(), scenario("s", requires("clb9")), sim.StepBlocked, "step-requires", "clb9"},
		{"its own scenario is one of the option", person(), scenario("s", requires("s")), sim.StepDone, "", nil},
		{"it requires what the person has", person(married()), scenario("s", requires("partner", "bachelor")), sim.StepDone, "", nil},
		{"it requires two facts and one is there", person(), scenario("s", requires("bachelor", "masters")), sim.StepBlocked, "step-requires", reason.Term("fact.masters")},
		{"it is not for bachelors", person(), scenario("s", conflicts("masters", "bachelor")), sim.StepBlocked, "step-conflicts", reason.Term("fact.bachelor")},
		{"it is not for masters", person(), scenario("s", conflicts("masters")), sim.StepDone, "", nil},
		{"its scenario requires", person(), nothing, sim.StepBlocked, "step-requires", reason.Term("fact.nomination")},
		{"its scenario excludes", person(married(), func(p *profile.Profile) { p.Canada.Nomination = "ON" }), nothing, sim.StepBlocked, "step-conflicts", reason.Term("fact.partner")},
		{"it waits for a draw", person(), scenario("s", waits), sim.StepWaiting, "step-waits", nil},
		{"it changes nothing", person(), scenario("s", clb(8, months(1))), sim.StepSkipped, "step-changes-nothing", nil},
		{"the partner's, without a partner", person(), scenario("s", ofPartner), sim.StepBlocked, "step-requires", reason.Term("fact.partner")},
		{"work without an occupation", person(jobs()), scenario("s", work), sim.StepBlocked, "step-no-occupation", nil},
		{"the partner's work without an occupation", person(married()), scenario("s", sim.Step{Who: sim.ThePartner, Months: months(12), During: work.During}), sim.StepBlocked, "step-no-occupation", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := play(t, now("2022-01-10"), test.p, test.s, scenario("next", family("b", 5, 1)))
			got := p.Steps[0]
			if got.State != test.state || got.Why.Code != test.why {
				t.Fatalf("%s because of %v, want %s because of %q", got.State, got.Why, test.state, test.why)
			}
			if test.why != "" {
				warns(t, p, test.why)
			}
			if what := got.Why.Value("what"); test.what != nil && what != test.what {
				t.Errorf("what lacks is %v, want %v", what, test.what)
			}
			next := sim.StepDone
			if test.state == sim.StepBlocked || test.state == sim.StepWaiting {
				next = sim.StepNotReached
			}
			if p.Steps[1].State != next {
				t.Errorf("what comes after is %s, want %s", p.Steps[1].State, next)
			}
		})
	}
}

func TestAStepThatCannotBeTakenLeavesThePersonAsTheyAre(t *testing.T) {
	study := sim.Step{Months: months(12), During: sim.During{Study: sim.StudyInCanada, Work: sim.WorkInCanada}}
	p := play(t, now("2022-01-10"), person(jobs()), scenario("s", study))
	if p.Steps[0].State != sim.StepBlocked || len(moved(p, sim.StepEvent)) > 0 {
		t.Errorf("steps %v, events %v", steps(p), events(p))
	}
}

func TestAScenarioAsksOnceForWhatItRequires(t *testing.T) {
	// The first step brings what the scenario is not for.
	degree := sim.Step{Months: months(12)}
	degree.Then.Self.AtLeast, degree.Then.Self.Assessed = to(profile.Masters), true
	s := scenario("masters", degree, family("b", 3, 1, "a"))
	s.Conflicts = []string{"masters"}
	p := play(t, now("2022-01-10"), person(), s)
	if p.Steps[1].State != sim.StepDone {
		t.Errorf("steps %v", steps(p))
	}
}

func TestTheFactsThatStepsMayAskFor(t *testing.T) {
	with := func(change change) *profile.Profile { return person(change) }
	level := func(l profile.Level) *profile.Profile {
		return person(func(p *profile.Profile) { p.Self.Education.Level = l })
	}
	tests := []struct {
		fact       string
		has, lacks []*profile.Profile
	}{
		{"partner", []*profile.Profile{with(married())}, []*profile.Profile{person()}},
		{
			"accompanying-partner", []*profile.Profile{with(married())},
			[]*profile.Profile{person(), person(married(func(x *profile.Partner) { x.Accompanying = false })), person(married(func(x *profile.Partner) { x.CitizenOrPR = true }))},
		},
		{"bachelor", []*profile.Profile{level(profile.Bachelor), level(profile.Doctorate)}, []*profile.Profile{level(profile.TwoYear)}},
		{"masters", []*profile.Profile{level(profile.Masters), level(profile.Professional)}, []*profile.Profile{level(profile.TwoOrMore)}},
		{"doctorate", []*profile.Profile{level(profile.Doctorate)}, []*profile.Profile{level(profile.Professional)}},
		{
			"foreign-credential", []*profile.Profile{level(profile.Secondary)},
			[]*profile.Profile{level(profile.LessThanSecondary), person(func(p *profile.Profile) { p.Self.Education.Country = "CA" })},
		},
		{"job-offer", []*profile.Profile{with(offer)}, []*profile.Profile{person()}},
		{
			"work-permit", []*profile.Profile{with(permit(profile.OpenPermit, "2022-01-10"))},
			[]*profile.Profile{person(), with(permit(profile.OpenPermit, "2022-01-09")), with(permit(profile.StudyPermit, "2024-01-10"))},
		},
		{
			"work-or-study-permit", []*profile.Profile{with(permit(profile.OpenPermit, "2022-01-10")), with(permit(profile.StudyPermit, "2022-01-10"))},
			[]*profile.Profile{person(), with(permit(profile.StudyPermit, "2022-01-09"))},
		},
		{"nomination", []*profile.Profile{with(func(p *profile.Profile) { p.Canada.Nomination = "ON" })}, []*profile.Profile{person()}},
		{
			"partner-could-apply", []*profile.Profile{with(married()), with(married(func(x *profile.Partner) { x.Accompanying = false }))},
			[]*profile.Profile{person(), with(married(func(x *profile.Partner) { x.CitizenOrPR = true })), with(married(func(x *profile.Partner) { x.Birth = 0 }))},
		},
		{
			"skilled-trade", []*profile.Profile{with(jobs(job("BR", "72310", "2019-01-01")))},
			[]*profile.Profile{person(), with(jobs()), with(jobs(job("BR", "72600", "2019-01-01")))},
		},
		{
			"alberta-tech-occupation", []*profile.Profile{person(), with(jobs(job("BR", "20012", "2019-01-01")))},
			[]*profile.Profile{with(jobs()), with(jobs(job("BR", physician, "2019-01-01")))},
		},
		{
			"saskatchewan-tech-occupation", []*profile.Profile{person(), with(jobs(job("BR", "21322", "2019-01-01")))},
			[]*profile.Profile{with(jobs()), with(jobs(job("BR", "22310", "2019-01-01")))},
		},
		{
			"two-skilled-years", []*profile.Profile{person(), with(jobs(job("BR", "21322", stated.AddYears(-2).String())))},
			[]*profile.Profile{with(jobs()), with(jobs(job("BR", "21322", (stated.AddYears(-2) + 1).String()))), with(jobs(job("BR", "65200", "2010-01-01")))},
		},
	}
	for _, test := range tests {
		t.Run(test.fact, func(t *testing.T) {
			fact := sim.Facts[test.fact]
			for i, p := range test.has {
				if !fact(p, stated) {
					t.Errorf("person %d does not have it", i)
				}
			}
			for i, p := range test.lacks {
				if fact(p, stated) {
					t.Errorf("person %d has it", i)
				}
			}
		})
	}
	if len(tests) != len(sim.Facts) {
		t.Errorf("%d facts are tested of %d", len(tests), len(sim.Facts))
	}
}

func TestALongStepMayChangeNothingInTheEnd(t *testing.T) {
	// Both steps see something to change when they start; the first has done
	// it when the second ends.
	p := together(t, now("2022-01-10"), person(), scenario("a", clb(9, months(2))), scenario("b", clb(9, months(4))))
	if diff := cmp.Diff([]string{"a done 2022-01-10 2022-03-12", "a done 2022-01-10 2022-05-12"}, steps(p)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	warns(t, p, "step-changes-nothing")
	if up := moved(p, sim.StepEvent); up[len(up)-1].Delta != 0 {
		t.Errorf("the second step moves the score by %d", up[len(up)-1].Delta)
	}
}

func TestANewTestIsTakenOnTheDayTheStepIsDone(t *testing.T) {
	p := play(t, lapsing(now("2022-01-10")), person(), scenario("clb9", clb(9, months(3))))
	for on, levels := range map[string]int{"2022-04-11": 8, "2022-04-12": 9, "2023-10-01": 9, "2024-04-11": 9, "2024-04-12": 0} {
		if got := p.At(day(on)).Candidate.Languages[language.English].Lowest(); got != levels {
			t.Errorf("on %s CLB %d, want %d", on, got, levels)
		}
	}
}
