package sim_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
)

var datedStreams = []draws.Stream{draws.CEC, draws.Healthcare}

// dates are those of some kinds as texts: the day, the kind, the points, and
// what is said.
func dates(p *sim.Projection, kinds ...sim.DateKind) (list []string) {
	for _, d := range p.Dates(p.Lanes(p.Start, datedStreams)) {
		if slices.Contains(kinds, d.Kind) {
			list = append(list, fmt.Sprintf("%v %s %+d %v", d.On, d.Kind, d.Points, d.What))
		}
	}
	return list
}

// A nurse who works in Toronto since 2026-01-22: a year is complete on
// 2027-01-22, two months after her profile is stated.
func nurse(changes ...change) *profile.Profile {
	const registeredNurse = "31301"
	p := person(statedOn("2026-11-22"), english("2026-06-02", 9), assessed("2025-06-01"), jobs(job("CA", registeredNurse, "2026-01-22")))
	for _, c := range changes {
		c(p)
	}
	return p
}

func TestDates(t *testing.T) {
	const today = "2026-11-22" // 12 weeks are known to be what an extension takes
	extend := func(on, code, ends string, weeks, months any) string {
		return fmt.Sprintf("%s extend +0 %s ends=%s weeks=%v months=%v", on, code, ends, weeks, months)
	}
	work := []sim.DateKind{sim.WorkYearDate, sim.OpensDate, sim.ClosesDate}
	permits := []sim.DateKind{sim.PermitDate, sim.ExtendDate}
	documents := []sim.DateKind{sim.TestDate, sim.AssessmentDate, sim.ProfileDate}
	const closed, open, pgwp, study = "permit=permit.closed", "permit=permit.open", "permit=permit.pgwp", "permit=permit.study"
	tests := []struct {
		name  string
		w     *sim.World
		p     *profile.Profile
		kinds []sim.DateKind
		want  []string
	}{
		{"years of work, and what opens with the first", now(today), nurse(), work, []string{
			"2027-01-22 work-year +53 event.work-year/canadian years=1",
			"2027-01-22 opens +0 date.opens streams=[stream.cec stream.healthcare] count=2 closes=",
			"2028-01-22 work-year +25 event.work-year/canadian years=2",
			"2029-01-22 work-year +11 event.work-year/canadian years=3",
		}},
		{"years abroad, of which one makes the 67 points and opens the category if the funds are there", now(today), nurse(jobs(job("PH", "31301", "2026-07-22"))), work, []string{
			"2027-07-22 work-year +25 event.work-year/foreign years=1",
			"2028-07-22 opens +0 date.opens/not-known streams=[stream.healthcare] count=1 closes=",
			"2029-07-22 work-year +25 event.work-year/foreign years=3",
		}},
		{"a birthday that costs points", now(today), nurse(born("1996-03-01")), []sim.DateKind{sim.BirthdayDate}, []string{
			"2027-03-01 birthday -6 date.birthday age=31", "2028-03-01 birthday -5 date.birthday age=32", "2029-03-01 birthday -6 date.birthday age=33",
		}},
		{"a birthday that costs none", now(today), nurse(born("2000-03-01")), []sim.DateKind{sim.BirthdayDate}, nil},

		{"no permit is no date", now(today), nurse(), permits, nil},
		{"a permit that ends after the year", now(today), nurse(permit(profile.ClosedPermit, "2027-07-31")), permits, []string{
			extend("2027-05-08", "date.extend "+closed, "2027-07-31", 12, 2.8), "2027-07-31 permit +0 date.permit/work " + closed,
		}},
		{"on the last day before it is complete", now(today), nurse(permit(profile.ClosedPermit, "2027-01-21")), permits, []string{
			extend(today, "date.extend/late "+closed, "2027-01-21", 12, 2.8), "2027-01-21 permit +0 date.permit/work " + closed,
		}},
		{"a day before the year", now(today), nurse(permit(profile.ClosedPermit, "2027-01-20")), permits, []string{
			extend(today, "date.extend/late "+closed, "2027-01-20", 12, 2.8), "2027-01-20 permit +0 date.permit/year " + closed + " days=1 complete=2027-01-22",
		}},
		{"on its first day a plan can just wait for an extension", now(today), nurse(permit(profile.OpenPermit, "2027-02-14")), permits, []string{
			extend(today, "date.extend "+open, "2027-02-14", 12, 2.8), "2027-02-14 permit +0 date.permit/work " + open,
		}},
		{"a day less is too late", now(today), nurse(permit(profile.OpenPermit, "2027-02-13")), permits, []string{
			extend(today, "date.extend/late "+open, "2027-02-13", 12, 2.8), "2027-02-13 permit +0 date.permit/work " + open,
		}},
		{"a post-graduation permit is given once", now(today), nurse(permit(profile.PostGraduation, "2027-07-31")), permits, []string{
			extend("2027-04-17", "date.extend-other "+pgwp, "2027-07-31", 15, 3.4), "2027-07-31 permit +0 date.permit/work " + pgwp,
		}},
		{"a permit to study", now(today), nurse(jobs(), permit(profile.StudyPermit, "2027-07-31")), permits, []string{
			extend("2027-06-05", "date.extend "+study, "2027-07-31", 8, 1.8), "2027-07-31 permit +0 date.permit " + study,
		}},
		{"one that ends on the day before the plan's last", now(today), nurse(permit(profile.OpenPermit, "2029-11-21")), []sim.DateKind{sim.PermitDate}, []string{"2029-11-21 permit +0 date.permit/work " + open}},
		{"one that outlasts the plan", now(today), nurse(permit(profile.OpenPermit, "2029-11-22")), permits, nil},
		{"one that ends today", now(today), nurse(permit(profile.ClosedPermit, today)), permits, []string{
			extend(today, "date.extend/late "+closed, today, 12, 2.8), "2026-11-22 permit +0 date.permit/year " + closed + " days=60 complete=2027-01-22",
		}},
		{"one that ended yesterday", now(today), nurse(permit(profile.ClosedPermit, "2026-11-21")), permits, nil},
		{"how long an extension takes is not known before it was published", now("2026-09-30"), nurse(statedOn("2026-09-30"), permit(profile.ClosedPermit, "2027-07-31")), permits, []string{"2027-07-31 permit +0 date.permit/work " + closed}},
		{"and is from then on", now("2026-10-01"), nurse(statedOn("2026-10-01"), permit(profile.ClosedPermit, "2027-07-31")), permits, []string{
			extend("2027-05-08", "date.extend "+closed, "2027-07-31", 12, 2.8), "2027-07-31 permit +0 date.permit/work " + closed,
		}},

		{"a year that leaves the three years", now(today), nurse(jobs(job("CA", "31301", "2025-01-15", "2026-01-31"))), work, []string{
			"2027-12-04 closes +0 date.closes streams=[stream.cec stream.healthcare] count=2 closes=2028-02-02",
		}},
		{"the last day for an invitation that would hold", now("2027-12-04"), nurse(jobs(job("CA", "31301", "2025-01-15", "2026-01-31"))), work, []string{
			"2027-12-04 closes +0 date.closes streams=[stream.cec stream.healthcare] count=2 closes=2028-02-02",
		}},
		{"a day later", now("2027-12-05"), nurse(jobs(job("CA", "31301", "2025-01-15", "2026-01-31"))), work, []string{
			"2028-02-01 closes +0 date.closes/late streams=[stream.cec stream.healthcare] count=2 closes=2028-02-02",
		}},

		{"documents, on the last day on which they hold", now(today), nurse(submitted("2026-09-01T14:00:00Z"), assessed("2023-03-01")), documents, []string{
			"2027-08-31 profile +0 date.document document=document.profile who=who.self",
			"2028-02-29 assessment +0 date.document document=document.assessment who=who.self",
			"2028-06-01 test +0 date.document document=document.english-test who=who.self",
			"2028-08-31 profile +0 date.document document=document.profile who=who.self",
			"2029-08-31 profile +0 date.document document=document.profile who=who.self",
		}},
		{"a profile that lapses closes nothing by a day of its own", lapsing(now(today)), nurse(submitted("2026-09-01T14:00:00Z")), []sim.DateKind{sim.ProfileDate, sim.ClosesDate}, []string{
			"2027-08-31 profile +0 date.document document=document.profile who=who.self",
		}},
		{"the partner's test", now(today), nurse(married(func(p *profile.Partner) { p.Languages.Results[0] = result("2025-03-01", 6) })), []sim.DateKind{sim.TestDate}, []string{
			"2027-02-28 test +0 date.document document=document.english-test who=who.partner",
			"2028-06-01 test +0 date.document document=document.english-test who=who.self",
			"2029-02-28 test +0 date.document document=document.english-test who=who.partner",
		}},
		{"days are the world's where the person is set down", setDownKnowing("2020-11-22"), nurse(permit(profile.ClosedPermit, "2027-01-20")), []sim.DateKind{sim.WorkYearDate, sim.PermitDate}, []string{
			"2021-01-20 permit +0 date.permit/year " + closed + " days=1 complete=2021-01-22",
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, dates(play(t, test.w, test.p), test.kinds...)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestAPermitThatAStepReplacesIsNoDate(t *testing.T) {
	for _, test := range []struct {
		takes float64 // months of the step: to 2027-02-22, or 2027-03-24
		want  []string
	}{
		{3, nil},
		{4, []string{"2027-03-12 permit +0 date.permit/work permit=permit.closed"}},
	} {
		longer := family("permit", 1, test.takes)
		longer.Then = sim.Change{Permit: &sim.PermitChange{Kind: profile.OpenPermit, Months: 48}}
		p := play(t, now("2026-11-22"), nurse(permit(profile.ClosedPermit, "2027-03-12")), scenario("s", longer))
		if diff := cmp.Diff(test.want, dates(p, sim.PermitDate)); diff != "" {
			t.Errorf("a permit after %v months (-want +got):\n%s", test.takes, diff)
		}
	}
}

func TestWhatAStepOpensDoesNotOpenByTimeAlone(t *testing.T) {
	year := sim.Step{Months: months(12), During: sim.During{Work: sim.WorkInCanada, NOC: developer}}
	p := play(t, now("2026-11-22"), nurse(jobs()), scenario("s", year))
	if on, ok := sim.Opens(p.Lanes(p.Start, datedStreams), draws.CEC); !ok {
		t.Fatal("the Canadian Experience Class never opens")
	} else if got := dates(p, sim.OpensDate); len(got) > 0 && p.Steps[0].To == on {
		t.Errorf("%v, though a step is done on %v", got, on)
	}
}

// Dates stand in order within the plan; and what opens by time alone is what
// looking at every day finds, but for days on which a step is done.
func TestDatesOfAnybody(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		person := somebody(t)
		w, plan := someWorld(t, person), somePlan(t, person)
		p, err := w.Project(plan, someOption(t, person))
		if err != nil {
			t.Skip(err)
		}
		var opened, found []civil.Day
		last := p.Start
		for _, d := range p.Dates(p.Lanes(p.Start, []draws.Stream{draws.CEC})) {
			if d.On < last || d.On > p.End {
				t.Fatalf("%v %s is before %v or after %v", d.On, d.Kind, last, p.End)
			}
			last = d.On
			if d.Key == "" || d.What.IsZero() {
				t.Fatalf("without words or a key: %+v", d)
			}
			if d.Kind == sim.OpensDate && d.What.Code == "date.opens" {
				opened = append(opened, d.On)
			}
		}
		was := p.Person(p.Start)
		for day := p.Start + 1; day <= p.End; day++ {
			is := p.Person(day)
			if is.Admits(draws.CEC) > was.Admits(draws.CEC) && is.Admits(draws.CEC).String() == "yes" &&
				!slices.ContainsFunc(p.Steps, func(s sim.StepRun) bool { return s.State == sim.StepDone && s.To == day }) {
				found = append(found, day)
			}
			was = is
		}
		if diff := cmp.Diff(found, opened); diff != "" {
			t.Fatalf("(-looked at +told):\n%s", diff)
		}
	})
}

func TestValidity(t *testing.T) {
	p := play(t, setDownKnowing("2021-01-10"), person(english("2020-02-01", 8), french("2020-01-10", 7), permit(profile.OpenPermit, "2023-01-01"), submitted("2021-11-30T10:00:00Z"),
		married(func(p *profile.Partner) { p.Languages.Results[0] = result("2021-01-10", 6) })))
	want := []sim.Document{ // 365 days before the person's own
		{Name: "document.english-test", Who: "who.self", Until: day("2022-02-01") - 365},
		{Name: "document.assessment", Who: "who.self", Until: day("2026-06-01") - 365},
		{Name: "document.english-test", Who: "who.partner", Until: day("2023-01-10") - 365},
		{Name: "document.assessment", Who: "who.partner", Until: day("2026-06-01") - 365},
		{Name: "document.profile", Who: "who.self", Until: day("2022-11-30") - 365},
		{Name: "document.permit", Who: "who.self", Until: day("2023-01-02") - 365},
	}
	if diff := cmp.Diff(want, p.Validity()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
