package sim_test

import (
	"testing"

	"pgregory.net/rapid"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
	"crsplan/sim/streams"
)

// someCourses draws how the steps of an option go.
func someCourses(t *rapid.T, o sim.Option) []sim.Course {
	courses := o.Likely()
	for i := range courses {
		courses[i] = sim.Course{Days: draw[civil.Day](t, "days of a step", 0, 700), Works: draw(t, "fails", 0, 3) > 0}
	}
	return courses
}

func TestAProspectSaysOfEveryDayWhatThePersonOfThatDayIsTold(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	rapid.Check(t, func(t *rapid.T) {
		p := somebody(t)
		w, plan, o := someWorld(t, p), somePlan(t, p), someOption(t, p)
		proj, err := w.ProjectOn(plan, o, someCourses(t, o), sim.ApplyDays)
		if err != nil {
			t.Fatal(err)
		}
		q := proj.Prospect()
		for _, s := range draws.Streams() {
			if s.Ontario() {
				continue
			}
			nominated := false
			for on := proj.Start; on <= proj.End; on++ {
				person := proj.Person(on)
				want := person.Admits(s)
				if on == proj.Start {
					nominated = p.Canada.Nomination != ""
				}
				if s == draws.PNP && !nominated {
					want = streams.No
				}
				if got := q.Admits(s, on); got != want {
					t.Fatalf("%s on %v (day %d): %v, want %v; steps %v", s, on, on-proj.Start, got, want, steps(proj))
				}
				nominated = proj.At(on).Candidate.Nominated
			}
		}
		for range 20 {
			on := proj.Start + draw(t, "day", 0, proj.End-proj.Start)
			if got, want := q.Total(on), proj.At(on).Total; got != want {
				t.Fatalf("%d points on %v, want %d", got, on, want)
			}
		}
	})
}

// What the replay says of an invitation's risk, the prospect says too.
func TestAProspectsRiskIsThatOfAReplay(t *testing.T) {
	record := draws.Embedded()
	seen := map[bool]int{}
	people := map[string]*profile.Profile{
		"a resident": resident(509),

		"a person abroad": abroad(478),
	}
	for name, p := range people {
		w := sim.World{Book: now("2026-11-22").Book, Today: day("2019-02-01"), SetDown: true, Known: civil.Max, LetExpire: true}
		proj, err := w.ProjectOn(&sim.Plan{Profile: p, HorizonMonths: 60}, sim.Stay(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		q := proj.Prospect()
		for i := range record.Rounds {
			r := &record.Rounds[i]
			if r.Date < proj.Start || r.Date > proj.End || r.Stream == draws.PNP {
				continue
			}
			if q.Admits(r.Stream, r.Date) != streams.Yes || q.Total(r.Date) < r.Cutoff {
				continue
			}
			want := sim.Risk(proj, r)
			seen[want]++
			if got := q.AtRisk(r.Stream, r.Date, r.Cutoff); got != want {
				t.Errorf("%s: round %s of %v at risk: %v, want %v", name, r.Number, r.Date, got, want)
			}
		}
	}
	if seen[true] == 0 || seen[false] == 0 {
		t.Errorf("of the invitations, %d at risk and %d not: nothing is compared", seen[true], seen[false])
	}
}

func TestAStepThatFails(t *testing.T) {
	raise := clb(9, months(3))
	raise.Name = "raise"
	degree := sim.Step{Name: "degree", Months: months(4), After: []string{"raise"}}
	degree.Then.Self.AtLeast = to(profile.Masters)
	french := sim.Step{Name: "french", Months: months(2)}
	french.Then.Self.Languages[1].AtLeast[0] = 7
	pause := sim.Step{Name: "pause", Months: months(2), During: sim.During{Work: sim.StopWork}}
	tests := map[string]struct {
		option  sim.Option
		courses []sim.Course
		want    []sim.StepState
	}{
		"what builds on it is never reached, what comes next in time is": {
			sim.Option{Scenarios: []*sim.Scenario{scenario("a", raise, degree), scenario("b", french)}},
			[]sim.Course{{Days: 90}, {Days: 100, Works: true}, {Days: 60, Works: true}},
			[]sim.StepState{sim.StepFailed, sim.StepNotReached, sim.StepDone},
		},
		"what comes next in time waits until it has failed": {
			sim.Option{Scenarios: []*sim.Scenario{scenario("a", raise), scenario("b", french)}},
			[]sim.Course{{Days: 1070}, {Days: 60, Works: true}},
			[]sim.StepState{sim.StepFailed, sim.StepRunning},
		},
		"the jobs that it paused go on": {
			sim.Option{Scenarios: []*sim.Scenario{scenario("a", pause)}},
			[]sim.Course{{Days: 60}},
			[]sim.StepState{sim.StepFailed},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			p := person()
			w := now("2022-01-10")
			got, err := w.ProjectOn(&sim.Plan{Profile: p}, test.option, test.courses, 0)
			if err != nil {
				t.Fatal(err)
			}
			for i, want := range test.want {
				if state := got.Steps[i].State; state != want {
					t.Errorf("step %s is %s, want %s", got.Steps[i].Step.Name, state, want)
				}
			}
			first := got.Steps[0]
			if got.At(first.To).Candidate.ForeignWork < got.At(first.From).Candidate.ForeignWork {
				t.Error("work abroad was lost")
			}
			stay, err := w.Project(&sim.Plan{Profile: p}, sim.Stay())
			if err != nil {
				t.Fatal(err)
			}
			if a, b := got.At(first.To).Total, stay.At(first.To).Total; a != b {
				t.Errorf("%d points on the day it failed, %d without it", a, b)
			}
		})
	}
}

func TestTheCourseOfAStep(t *testing.T) {
	step := &sim.Step{Months: sim.Range{Low: 2, Likely: 4, High: 8}, Chance: 0.7, Tries: 2}
	tests := map[string]struct {
		months, luck []float64
		want         sim.Course
	}{
		"works at the first try where luck is just below the chance": {[]float64{0, 0}, []float64{0.699, 0}, sim.Course{Days: 61, Works: true}},
		"is tried again where luck is just at the chance":            {[]float64{0, 1}, []float64{0.7, 0.2}, sim.Course{Days: 305, Works: true}},
		"fails when every try does, and has taken their time":        {[]float64{1, 1}, []float64{0.9, 0.9}, sim.Course{Days: 487}},
	}
	for name, test := range tests {
		if got := step.Course(test.months, test.luck); got != test.want {
			t.Errorf("it %s: %+v, want %+v", name, got, test.want)
		}
	}
}

func TestATriangularDistributionByItsShares(t *testing.T) {
	r := sim.Range{Low: 2, Likely: 4, High: 8}
	// The likely value parts the area as it parts the width: 2 of 6.
	for share, want := range map[float64]float64{0: 2, 1.0 / 3: 4, 1: 8, 1.0 / 12: 3, 1 - 1.0/6: 8 - 2} {
		if got := r.Quantile(share); got < want-1e-9 || got > want+1e-9 {
			t.Errorf("%.3f of the distribution lies below %v, want %v", share, got, want)
		}
	}
	if got := sim.Exactly(3).Quantile(0.9); got != 3 {
		t.Errorf("a certain value is %v", got)
	}
	if got := r.Mean(); got != 14.0/3 {
		t.Errorf("the mean is %v", got)
	}
}
