package sim_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// notes lists what is said in the rows of steps.
func notes(p *sim.Projection) []string {
	var list []string
	for i := range p.Steps {
		if s := &p.Steps[i]; !s.Note.IsZero() {
			list = append(list, s.Scenario.Name+": "+s.Note.Code)
		}
	}
	return list
}

// studies is full-time study in Canada from a day on for so many months.
func studies(from string, long float64, who sim.Who) *sim.Scenario {
	return scenario("study", sim.Step{StartsOn: day(from), Who: who, Months: months(long), During: sim.During{Study: sim.StudyInCanada}})
}

// works is work during a step.
func works(from string, long float64, where sim.Work, who sim.Who) *sim.Scenario {
	return scenario("work", sim.Step{Name: "work", StartsOn: day(from), Who: who, Months: months(long), During: sim.During{Work: where, NOC: developer}})
}

// hires is a job that a step brings and that goes on.
func hires(on, country string, who sim.Who) *sim.Scenario {
	s := sim.Step{StartsOn: day(on), Who: who}
	s.Then.Self.Jobs = []profile.Job{{Name: "job", NOC: developer, Country: country, Hours: 4000}}
	return scenario("hired", s)
}

// A study of eight months, 244 days, from 2022-03-01 ends on 2022-10-31.
func TestWorkBesideFullTimeStudy(t *testing.T) {
	const begins, ends = "2022-03-01", "2022-10-31"
	tests := []struct {
		name              string
		with              *sim.Scenario
		canadian, foreign int    // months by the end
		said              string // in the row of the work
	}{
		{"a job in Canada that begins within counts nothing, nor after it", works("2022-05-01", 20, sim.WorkInCanada, sim.Principal), 0, 61, "step-beside-study"},
		{"nor on its last day", works("2022-10-30", 14, sim.WorkInCanada, sim.Principal), 0, 61, "step-beside-study"},
		{"on the day it ends it counts", works(ends, 14, sim.WorkInCanada, sim.Principal), 14, 61, ""},
		{"a job that begins with it counts nothing", works(begins, 14, sim.WorkInCanada, sim.Principal), 0, 61, "step-beside-study"},
		{"one that began before ends with its beginning", works("2022-02-01", 14, sim.WorkInCanada, sim.Principal), 1, 60, "step-work-ended"},
		{"a job that a step brings within counts nothing, nor after it", hires("2022-05-01", "CA", sim.Principal), 0, 61, "step-beside-study"},
		{"nor one of the day it begins", hires(begins, "CA", sim.Principal), 0, 61, "step-beside-study"},
		{"on the day it ends it goes on from then", hires(ends, "CA", sim.Principal), 26, 61, ""},
		{"nobody works abroad who studies in Canada", works("2022-05-01", 20, sim.WorkAbroad, sim.Principal), 0, 61, "step-beside-study"},
		{"nor in a job that a step brings", hires("2022-05-01", "BR", sim.Principal), 0, 61, "step-beside-study"},
	}
	for _, test := range tests {
		for _, order := range []string{"the study first", "the work first"} {
			t.Run(test.name+", "+order, func(t *testing.T) {
				p := person(born("2000-01-10"))
				list := []*sim.Scenario{studies(begins, 8, sim.Principal), test.with}
				if order == "the work first" {
					slices.Reverse(list)
				}
				got := together(t, now("2022-01-10"), p, list...)
				last := got.At(got.End).Candidate // on a birthday: up to date
				if last.CanadianWork != test.canadian || last.ForeignWork != test.foreign {
					t.Errorf("%d months in Canada and %d abroad, want %d and %d", last.CanadianWork, last.ForeignWork, test.canadian, test.foreign)
				}
				row := got.Steps[slices.IndexFunc(got.Steps, func(s sim.StepRun) bool { return s.Scenario == test.with })]
				if said := row.Note.Code; said != test.said && (order == "the study first" || said != "step-work-ended") {
					t.Errorf("said %q, want %q", said, test.said)
				}
				if test.said != "" {
					warns(t, got, row.Note.Code)
				}
			})
		}
	}
}

func TestThePartnersStudyAndWork(t *testing.T) {
	p := person(married())
	of := func(list ...*sim.Scenario) int {
		return together(t, now("2022-01-10"), p, list...).At(day("2024-02-01")).Candidate.Partner.CanadianWork
	}
	study := studies("2022-03-01", 8, sim.ThePartner)
	work := works("2022-05-01", 12, sim.WorkInCanada, sim.ThePartner)
	if n := of(work); n != 12 {
		t.Errorf("without study the partner works %d months, want 12", n)
	}
	if a, b := of(study, work), of(work, study); a != 0 || b != 0 {
		t.Errorf("beside the partner's study %d and %d months, want none", a, b)
	}
	if n := of(studies("2022-03-01", 8, sim.Principal), work); n != 12 {
		t.Errorf("beside the applicant's study %d months, want 12", n)
	}
}

func TestAMoveToOrFromCanadaSaysWhoseWorkItEnds(t *testing.T) {
	got := together(t, now("2022-01-10"), person(), works("2022-02-01", 12, sim.WorkInCanada, sim.Principal),
		scenario("away", sim.Step{Name: "away", StartsOn: day("2022-05-01"), Months: months(3), During: sim.During{Work: sim.WorkAbroad, NOC: developer}}))
	if diff := cmp.Diff([]string{"work: step-work-ended"}, notes(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// permits gives a permit on a day, for months or up to a last day.
func permits(on string, months int, last string) *sim.Scenario {
	s := sim.Step{StartsOn: day(on)}
	s.Then.Permit = &sim.PermitChange{Kind: profile.ClosedPermit, Months: months}
	if last != "" {
		s.Then.Permit.Expires = day(last)
	}
	return scenario("permit", s)
}

func TestWorkInCanadaAfterThePermit(t *testing.T) {
	working := person(born("2000-01-10"), jobs(job("CA", developer, "2021-09-01")), permit(profile.ClosedPermit, "2022-02-22"))
	idle := person(born("2000-01-10"), permit(profile.ClosedPermit, "2022-02-22"))
	tests := []struct {
		name string
		p    *profile.Profile
		with []*sim.Scenario
		// The months in Canada on the birthday three years on, 2025-01-10.
		months int
		said   []string
	}{
		{"nothing brings a new one", working, nil, 5, nil},
		{"a new one from the last day joins on", working, []*sim.Scenario{permits("2022-02-22", 0, "2022-08-31")}, 12, nil},
		{"one from the next day too", working, []*sim.Scenario{permits("2022-02-23", 0, "2022-08-31")}, 12, nil},
		{"a day later a day is lost", working, []*sim.Scenario{permits("2022-02-24", 0, "2022-08-31")}, 11, nil},
		{"and made good by a day more", working, []*sim.Scenario{permits("2022-02-24", 0, "2022-09-01")}, 12, nil},
		{"the job goes on with a new one half a year later", working, []*sim.Scenario{permits("2022-08-01", 0, "2025-12-31")}, 5 + 29 + 1, nil},
		{"a job begun after it counts nothing", idle, []*sim.Scenario{works("2022-06-01", 14, sim.WorkInCanada, sim.Principal)}, 0, []string{"work: step-without-permit"}},
		{"on its last day it counts that day", idle, []*sim.Scenario{works("2022-02-22", 14, sim.WorkInCanada, sim.Principal)}, 0, []string{"work: step-without-permit"}},
		{"nor does one that a step brings", idle, []*sim.Scenario{hires("2022-06-01", "CA", sim.Principal)}, 0, nil},
		{"until a step brings a permit", idle, []*sim.Scenario{works("2022-06-01", 14, sim.WorkInCanada, sim.Principal), permits("2022-08-01", 36, "")}, 12, []string{"work: step-without-permit"}},
		{"which a job that goes on waits for as well", idle, []*sim.Scenario{hires("2022-06-01", "CA", sim.Principal), permits("2024-01-10", 36, "")}, 12, nil},
		{"a pause that outlasts the permit", working, []*sim.Scenario{scenario("stop", sim.Step{Months: months(3), During: sim.During{Work: sim.StopWork}}), permits("2024-01-10", 36, "")}, 4 + 12, nil},
		{"a new permit during a pause waits for its end", working, []*sim.Scenario{scenario("stop", sim.Step{StartsOn: day("2022-06-01"), Months: months(3), During: sim.During{Work: sim.StopWork}}), permits("2022-07-01", 60, "")}, 5 + 28 + 1, nil},
		{"study ends a job that waits for a permit", working, []*sim.Scenario{studies("2022-06-01", 3, sim.Principal), permits("2022-12-01", 60, "")}, 5, nil},
		{"and so does work abroad", working, []*sim.Scenario{works("2022-06-01", 3, sim.WorkAbroad, sim.Principal), permits("2022-12-01", 60, "")}, 5, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := together(t, now("2022-01-10"), test.p, test.with...)
			if c := got.At(day("2025-01-10")).Candidate; c.CanadianWork != test.months {
				t.Errorf("%d months in Canada, want %d\n%v", c.CanadianWork, test.months, events(got))
			}
			if diff := cmp.Diff(test.said, notes(got)); diff != "" {
				t.Errorf("said (-want +got):\n%s", diff)
			}
		})
	}
}

// Permits of a year each, each from a step of a year after the one before, hold
// without a gap, in leap years and out of them.
func TestAChainOfYearlyPermitsHolds(t *testing.T) {
	for start := day("2022-01-01"); start < day("2026-01-01"); start += 61 {
		first, next := sim.Step{Name: "first"}, sim.Step{Months: months(12)}
		first.Then.Permit = &sim.PermitChange{Kind: profile.ClosedPermit, Months: 12}
		next.Then.Permit = first.Then.Permit
		list := []sim.Step{first, next, next, next}
		for i := range list[1:] {
			list[i+1].Name, list[i+1].After = string(rune('b'+i)), []string{list[i].Name}
		}
		p := person(statedOn(start.String()), jobs(profile.Job{Name: "job", NOC: developer, Country: "CA", From: start, Hours: 4000}))
		got := together(t, now(start.String()), p, scenario("chain", list...))
		if stops := moved(got, sim.PermitEvent); len(stops) > 0 && stops[0].On <= got.Start+civil.Day(3*366) {
			t.Errorf("from %v the work stops: %v", start, events(got, sim.PermitEvent))
		}
	}
}

func TestAPermitIsThePersonsOwn(t *testing.T) {
	swap := sim.Step{StartsOn: day("2022-06-01")}
	swap.Then.SwapPrincipal = true
	p := person(jobs(job("CA", developer, "2021-09-01")), permit(profile.ClosedPermit, "2022-02-22"), married())
	got := together(t, now("2022-01-10"), p, scenario("swap", swap), permits("2022-07-01", 36, ""))
	if c := got.At(got.End).Candidate; c.CanadianWork != 0 || c.Partner.CanadianWork != 5 {
		t.Errorf("%d months in Canada, %d of the partner: a job went on by another's permit", c.CanadianWork, c.Partner.CanadianWork)
	}
}

// What is renewed is renewed from today on, whenever a plan begins.
func TestAPlanThatDoesNotBeginToday(t *testing.T) {
	p := person(english("2020-06-01", 8)) // to 2022-05-31
	tests := []struct {
		name    string
		w       *sim.World
		start   string
		renewed []string // the days of renewals
		said    string
		counts  bool // on 2023-01-10
	}{
		{"from today it is renewed in time", now("2022-01-10"), "", []string{"2022-06-01", "2024-06-01"}, "", true},
		{"from the day it would expire it has been", now("2022-01-10"), "2022-06-01", []string{"2024-06-01"}, "renewed-before", true},
		{"from a later day too", now("2022-01-10"), "2022-12-01", []string{"2024-06-01"}, "renewed-before", true},
		{"twice", now("2022-01-10"), "2024-12-01", []string{"2026-06-01"}, "renewed-before", true},
		{"but not where it lapses", lapsing(now("2022-01-10")), "2022-12-01", nil, "expired", false},
		{"from a day before today nobody renewed it", now("2022-12-01"), "2022-02-01", nil, "", false},
		{"nor on today", now("2022-06-01"), "2022-02-01", nil, "", false},
		{"on the day before today it still held", now("2022-05-31"), "2022-02-01", []string{"2022-06-01", "2024-06-01"}, "", true},
		{"what had expired by today stays so", now("2022-06-01"), "2022-12-01", nil, "expired", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			plan := &sim.Plan{Profile: p, HorizonMonths: 36}
			if test.start != "" {
				plan.Start = day(test.start)
			}
			got := project(t, test.w, plan, sim.Stay())
			var renewed []string
			for _, e := range got.Events {
				if e.Kind == sim.RenewalEvent && e.What.Value("document") == reason.Term("document.english-test") {
					renewed = append(renewed, e.On.String())
				}
			}
			if diff := cmp.Diff(test.renewed, renewed); diff != "" {
				t.Errorf("renewed (-want +got):\n%s", diff)
			}
			if test.said != "" {
				warns(t, got, test.said)
			}
			if c := got.At(max(got.Start, day("2023-01-10"))).Candidate; (c.Languages[0][0] > 0) != test.counts {
				t.Errorf("levels %v", c.Languages[0])
			}
		})
	}
}

// Ten full years abroad are ten years on every day, also on a 29 February, whose
// window begins on a 28th.
func TestTenFullYearsStayTenYearsOnALeapDay(t *testing.T) {
	for _, from := range []string{"2015-06-01", "2018-02-27", "2018-02-28", "2018-03-01", "2018-03-02", "2016-02-29"} {
		p := person(statedOn("2027-06-01"), jobs(job("BR", developer, from)))
		got := play(t, now("2027-06-01"), p)
		if lost := moved(got, sim.WindowEvent); len(lost) > 0 {
			t.Errorf("from %s: %v", from, events(got, sim.WindowEvent))
		}
		tenth := day(from).AddYears(10)
		if tenth > got.Start {
			if years := moved(got, sim.WorkYearEvent); len(years) == 0 || years[len(years)-1].On != tenth {
				t.Errorf("from %s: years complete %v, want the tenth on %v", from, events(got, sim.WorkYearEvent), tenth)
			}
		}
	}
}
