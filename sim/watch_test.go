package sim_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
)

func TestWatch(t *testing.T) {
	const today = "2022-01-10"
	// Who works in Canada since 2021-06-15 has a year on 2022-06-15.
	working := func(changes ...change) *profile.Profile {
		p := person(jobs(job("BR", developer, "2014-01-02", "2021-06-01"), job("CA", developer, "2021-06-15")))
		for _, c := range changes {
			c(p)
		}
		return p
	}
	early := func(days string, ends string) string {
		return "watch.permit-early days=" + days + " ends=" + ends + " complete=2022-06-15"
	}
	const tested = "watch.expires document=document.english-test who=who.self last="
	tests := []struct {
		name  string
		w     *sim.World
		p     *profile.Profile
		watch []string
	}{
		{"nothing runs out", now(today), working(), nil},
		{"the permit ends 41 days before the year is complete", now(today), working(permit(profile.ClosedPermit, "2022-05-05")), []string{early("40", "2022-05-05")}},
		{"the day before", now(today), working(permit(profile.OpenPermit, "2022-06-13")), []string{early("1", "2022-06-13")}},
		{"on its last day", now(today), working(permit(profile.ClosedPermit, "2022-06-14")), []string{"watch.cec-closes on=2024-06-16 risk=2024-04-17"}},
		{"a permit that has ended already", now(today), working(permit(profile.ClosedPermit, "2022-01-09")), nil},
		{"one that ends today", now(today), working(permit(profile.ClosedPermit, today)), []string{early("155", today)}},
		{"one that ends tomorrow", now(today), working(permit(profile.ClosedPermit, "2022-01-11")), []string{early("154", "2022-01-11")}},
		{"a permit to study ends the work as well", now(today), working(permit(profile.StudyPermit, "2022-05-05")), []string{early("40", "2022-05-05")}},
		{"the year is complete", now(today), working(jobs(job("CA", developer, "2021-01-10")), permit(profile.ClosedPermit, "2022-05-05")), []string{"watch.cec-closes on=2024-05-07 risk=2024-03-08"}},
		{"a year that is never complete", now(today), working(jobs(job("CA", developer, "2021-06-15", "2021-12-31")), permit(profile.ClosedPermit, "2022-05-05")), nil},
		{"work that does not count", now(today), working(jobs(job("CA", cashier, "2021-06-15")), permit(profile.ClosedPermit, "2022-05-05")), nil},
		{"a year that leaves the three years", now(today), working(jobs(job("BR", developer, "2014-01-02", "2019-12-31"), job("CA", developer, "2020-01-15", "2021-01-31"))),
			[]string{"watch.cec-closes on=2023-02-02 risk=2022-12-04"}},
		{"a test within half a year", now(today), working(english("2020-07-12", 8)), []string{tested + "2022-07-11"}},
		{"a test later than that", now(today), working(english("2020-07-13", 8)), nil},
		{"a test that expires tomorrow", now(today), working(english("2020-01-11", 8)), []string{tested + "2022-01-10"}},
		{"a test that has expired", now(today), working(english("2020-01-10", 8)), nil},
		{"an assessment", now(today), working(assessed("2017-03-01")), []string{"watch.expires document=document.assessment who=who.self last=2022-02-28"}},
		{"the partner's test", now(today), working(married(func(p *profile.Partner) { p.Languages.Results[0] = result("2020-03-01", 6) })),
			[]string{"watch.expires document=document.english-test who=who.partner last=2022-02-28"}},
		{"days are the world's where the person is set down", setDownKnowing("2020-01-11"), working(permit(profile.ClosedPermit, "2022-05-05"), english("2020-03-01", 8)),
			[]string{"watch.permit-early days=40 ends=2020-05-05 complete=2020-06-15", tested + "2020-02-29"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := play(t, test.w, test.p)
			var got []string
			for _, r := range sim.Watch(p, p.Start, p.Lanes(p.Start, draws.Streams())) {
				got = append(got, r.String())
			}
			if diff := cmp.Diff(test.watch, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestAPermitThatAStepReplacesStopsNoWork(t *testing.T) {
	longer := family("permit", 1, 1)
	longer.Then = sim.Change{Permit: &sim.PermitChange{Kind: profile.OpenPermit, Months: 24}}
	p := play(t, now("2022-01-10"), person(jobs(job("CA", developer, "2021-06-15")), permit(profile.ClosedPermit, "2022-05-05")), scenario("s", longer))
	for _, r := range sim.Watch(p, p.Start, p.Lanes(p.Start, draws.Streams())) {
		if r.Code == "watch.permit-early" {
			t.Errorf("warned of %v, though a new permit comes in time", r)
		}
	}
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
