package sim_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/profile"
)

func TestWorkDuringAStep(t *testing.T) {
	year := sim.During{Work: sim.WorkInCanada}
	in := func(during sim.During, long float64, who ...sim.Who) *sim.Scenario {
		s := sim.Step{Name: "work", Months: months(long), During: during}
		if len(who) > 0 {
			s.Who = who[0]
		}
		return scenario("s", s)
	}
	partnered := person(married(func(x *profile.Partner) { x.Work = []profile.Job{job("BR", engineer, "2020-01-10")} }))
	// The months at home are 60 on the first day, those of the job in Canada 6.
	both := person(jobs(job("BR", developer, "2017-01-10"), profile.Job{NOC: engineer, Country: "CA", From: day("2021-07-10"), Hours: 1500}))
	tests := []struct {
		name                       string
		p                          *profile.Profile
		s                          *sim.Scenario
		on                         string
		canadian, foreign, partner int
	}{
		{"a job in Canada completes its year on the anniversary", person(), in(year, 12), "2023-01-10", 12, 60, 0},
		{"the day before it does not", person(), in(year, 12), "2023-01-09", 11, 60, 0},
		{"it ends with the step, and the job abroad does not come back", person(), in(year, 12), "2024-06-01", 12, 60, 0},
		{"jobs in Canada go on beside it", both, in(sim.During{Work: sim.WorkInCanada, Hours: 1500}, 12), "2023-01-10", 15, 60, 0},
		{"the hours of a week are those it says", person(), in(sim.During{Work: sim.WorkInCanada, Hours: 1500}, 24), "2024-01-10", 12, 60, 0},
		{"work that is not skilled earns nothing", person(), in(sim.During{Work: sim.WorkInCanada, NOC: cashier}, 12), "2023-02-01", 0, 60, 0},
		{"a job abroad goes on beside that which there is", person(jobs(job("BR", developer, "2021-01-10"))), in(sim.During{Work: sim.WorkAbroad}, 12), "2023-01-10", 0, 24, 0},
		{"a job abroad for somebody without work ends with the step", person(jobs()), in(sim.During{Work: sim.WorkAbroad, NOC: developer}, 12), "2024-01-10", 0, 12, 0},
		{"the partner's job in Canada is the partner's", partnered, in(year, 12, sim.ThePartner), "2023-01-10", 0, 72, 12},
		{"stopping pauses all jobs", both, in(sim.During{Work: sim.StopWork}, 12), "2023-01-11", 3, 60, 0},
		{"and they resume when it is done", both, in(sim.During{Work: sim.StopWork}, 12), "2023-02-11", 3, 61, 0},
		{"study in Canada ends all jobs", both, in(sim.During{Study: sim.StudyInCanada}, 12), "2024-02-11", 3, 60, 0},
		{"study abroad too", both, in(sim.During{Study: sim.StudyAbroad}, 12), "2024-02-11", 3, 60, 0},
		{"work beside full-time study in Canada does not count", person(), in(sim.During{Study: sim.StudyInCanada, Work: sim.WorkInCanada}, 12), "2023-01-10", 0, 60, 0},
		{"work beside full-time study abroad does", person(), in(sim.During{Study: sim.StudyAbroad, Work: sim.WorkAbroad}, 12), "2023-01-10", 0, 72, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			// A birthday in reach makes the candidate current on the day.
			test.p.Self.Birth = day(test.on).AddYears(-31)
			c := play(t, now("2022-01-10"), test.p, test.s).At(day(test.on)).Candidate
			got, want := []int{c.CanadianWork, c.ForeignWork, c.Partner.CanadianWork}, []int{test.canadian, test.foreign, test.partner}
			if !slices.Equal(got, want) {
				t.Errorf("months in Canada, abroad, of the partner in Canada: %v, want %v", got, want)
			}
		})
	}
	warns(t, play(t, now("2022-01-10"), person(), in(sim.During{Work: sim.WorkInCanada, NOC: cashier}, 12)), "work-not-skilled")
}

func TestStepsAtTheSameTimeShareThePersonsJobs(t *testing.T) {
	stop := func(name string, from string, long float64) *sim.Scenario {
		return scenario(name, sim.Step{StartsOn: day(from), Months: months(long), During: sim.During{Work: sim.StopWork}})
	}
	study := scenario("study", sim.Step{StartsOn: day("2022-03-01"), Months: months(2), During: sim.During{Study: sim.StudyAbroad}})
	move := scenario("move", sim.Step{StartsOn: day("2022-03-01"), Months: months(12), During: sim.During{Work: sim.WorkInCanada}})
	worker := person(jobs(job("BR", developer, "2021-01-10")), born("2000-09-15"))
	inCanada := person(jobs(job("CA", developer, "2021-07-01")), born("2000-09-15"), permit(profile.ClosedPermit, "2022-02-28"))
	extends := scenario("extends", sim.Step{Months: months(1), Then: sim.Change{Permit: &sim.PermitChange{Kind: profile.ClosedPermit, Months: 24}}})
	tests := []struct {
		name      string
		p         *profile.Profile
		scenarios []*sim.Scenario
		want      []event // work years
	}{
		{"a pause of six months moves the year by them", worker, []*sim.Scenario{stop("a", "2022-01-10", 6)}, []event{{"2023-07-12", "", 0}, {"2024-07-12", "", 12}}},
		{"two pauses that overlap last until the later ends", worker, []*sim.Scenario{stop("a", "2022-01-10", 6), stop("b", "2022-06-01", 6)}, []event{{"2023-12-01", "", 0}, {"2024-12-01", "", 12}}},
		{"the later may begin within", worker, []*sim.Scenario{stop("b", "2022-02-01", 1), stop("a", "2022-01-10", 6)}, []event{{"2023-07-12", "", 0}, {"2024-07-12", "", 12}}},
		{"study during a pause ends the jobs for good", worker, []*sim.Scenario{stop("a", "2022-01-10", 6), study}, nil},
		{"work in Canada during a pause ends the jobs abroad", worker, []*sim.Scenario{stop("a", "2022-01-10", 4), move}, []event{{"2023-03-01", "", 40 + 13 + 13}}},
		{"work in Canada does not resume after its permit", inCanada, []*sim.Scenario{stop("a", "2022-02-01", 2)}, nil},
		{"but does with a permit that a step extends", inCanada, []*sim.Scenario{stop("a", "2022-02-01", 2), extends}, []event{{"2022-09-03", "", 53}, {"2023-09-03", "", 25}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := together(t, now("2022-01-10"), test.p, test.scenarios...)
			got := slices.DeleteFunc(events(p, sim.WorkYearEvent), func(e event) bool { return e.On <= "2022-01-10" })
			for i := range got {
				got[i].Code = ""
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("work years (-want +got):\n%s\n%v", diff, steps(p))
			}
		})
	}
	p := together(t, now("2022-01-10"), inCanada, stop("a", "2022-02-01", 2))
	if diff := cmp.Diff([]event{{"2022-04-03", "event.permit-expired", 0}}, events(p, sim.PermitEvent)); diff != "" {
		t.Errorf("a job that cannot resume is told (-want +got):\n%s", diff)
	}
}

func TestAPermitFromAStepKeepsWorkGoing(t *testing.T) {
	p := person(born("2000-09-15"), jobs(job("CA", developer, "2021-07-01")), permit(profile.ClosedPermit, "2022-05-01"))
	extends := func(kind profile.PermitKind, on string, until string) *sim.Scenario {
		s := sim.Step{StartsOn: day(on)}
		s.Then.Permit = &sim.PermitChange{Kind: kind, Expires: day(until)}
		return scenario("permit", s)
	}
	tests := []struct {
		name string
		s    *sim.Scenario
		want []event
	}{
		{"in time", extends(profile.OpenPermit, "2022-04-30", "2023-06-30"), []event{{"2023-07-01", "event.permit-expired", 0}}},
		{"from the last day of the one before", extends(profile.OpenPermit, "2022-05-01", "2023-06-30"), []event{{"2023-07-01", "event.permit-expired", 0}}},
		{"from the day after it", extends(profile.OpenPermit, "2022-05-02", "2023-06-30"), []event{{"2023-07-01", "event.permit-expired", 0}}},
		{"a day too late", extends(profile.OpenPermit, "2022-05-03", "2023-06-30"), []event{{"2022-05-02", "event.permit-expired", 0}, {"2023-07-01", "event.permit-expired", 0}}},
		{"one that ends earlier changes nothing", extends(profile.OpenPermit, "2022-02-01", "2022-04-30"), []event{{"2022-05-02", "event.permit-expired", 0}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, events(play(t, now("2022-01-10"), p, test.s), sim.PermitEvent)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestWorkInCanadaDuringAStepStopsWithThePermit(t *testing.T) {
	p := person(born("2000-09-15"), permit(profile.ClosedPermit, "2022-12-01"))
	s := scenario("s", sim.Step{Months: months(24), During: sim.During{Work: sim.WorkInCanada}})
	got := play(t, now("2022-01-10"), p, s)
	if years := got.At(got.End).Candidate.CanadianWork / 12; years != 0 {
		t.Errorf("%d years in Canada", years)
	}
	if diff := cmp.Diff([]event{{"2022-12-02", "event.permit-expired", 0}}, events(got, sim.PermitEvent)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWhereStepsBringAPerson(t *testing.T) {
	status := func(p *profile.Profile) { p.Canada.Status = profile.Visitor }
	during := func(d sim.During, who sim.Who) *sim.Scenario {
		return scenario("s", sim.Step{Who: who, Months: months(1), During: d})
	}
	tests := []struct {
		name string
		s    *sim.Scenario
		want profile.Status
	}{
		{"work in Canada", during(sim.During{Work: sim.WorkInCanada}, sim.Principal), profile.Worker},
		{"work abroad", during(sim.During{Work: sim.WorkAbroad}, sim.Principal), profile.Outside},
		{"study in Canada", during(sim.During{Study: sim.StudyInCanada}, sim.Principal), profile.StudentStatus},
		{"study and work in Canada", during(sim.During{Study: sim.StudyInCanada, Work: sim.WorkInCanada}, sim.Principal), profile.StudentStatus},
		{"study abroad", during(sim.During{Study: sim.StudyAbroad}, sim.Principal), profile.Outside},
		{"a pause", during(sim.During{Work: sim.StopWork}, sim.Principal), profile.Visitor},
		{"the partner's work", during(sim.During{Work: sim.WorkInCanada, NOC: developer}, sim.ThePartner), profile.Visitor},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			// A fact of the test's own looks at the profile as a step finds it.
			var found profile.Status
			sim.Facts["test"] = func(p *profile.Profile, _ civil.Day) bool {
				found = p.Canada.Status
				return true
			}
			defer delete(sim.Facts, "test")
			asks := family("asks", 3, 1)
			asks.Requires = []string{"test"}
			play(t, now("2022-01-10"), person(status, married()), test.s, scenario("then", asks))
			if found != test.want {
				t.Errorf("%v, want %v", found, test.want)
			}
		})
	}
}

func TestWorkAbroadEndsTheJobInCanada(t *testing.T) {
	here := job("CA", developer, "2021-06-01")
	here.Province = "ON"
	away := sim.Step{Months: sim.Exactly(12), During: sim.During{Work: sim.WorkAbroad, NOC: developer}}
	p := play(t, now("2022-01-10"), person(jobs(here)), scenario("away", away))
	last := p.At(p.End).Candidate
	if last.CanadianWork != 7 || last.ForeignWork != 12 {
		t.Errorf("%d months in Canada and %d abroad, want 7 and 12", last.CanadianWork, last.ForeignWork)
	}
}
