package sim_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/costs"
	"crsplan/sim/crs"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// What the person of the tests scores while 30 years old: age 105, bachelor
// 120, CLB 8 92, bachelor with CLB 8 13, three years abroad with CLB 8 25.
const at30 = 105 + 120 + 92 + 13 + 25

func TestStandingOnADay(t *testing.T) {
	tests := []struct {
		name    string
		w       *sim.World
		p       *profile.Profile
		on      string
		want    int
		setDown bool
	}{
		{"on the day of the profile", now("2022-01-10"), person(), "2022-01-10", at30, false},
		{"the day before the next birthday", now("2022-01-10"), person(), "2022-09-14", at30, false},
		{"played forward to the birthday", now("2022-01-10"), person(), "2022-09-15", at30 - 6, false},
		{"played forward from the profile's day, though today is later", now("2022-10-01"), person(), "2022-03-01", at30, false},
		{"before the profile's day the person is set down as they are", now("2022-06-01"), person(), "2021-01-20", at30, true},
		{"the day before the profile's day", now("2022-01-09"), person(), "2022-01-09", at30, true},
		{"a profile of the future waits for its day without as-of", now("2021-01-20"), person(), "2022-09-15", at30 - 6, false},
		{"as of a day a year before, set down on it", asOf("2021-01-10"), person(), "2021-01-10", at30, true},
		{"as of a day a year before, played forward from it to the day before the birthday", asOf("2021-01-10"), person(), "2021-09-14", at30, true},
		{"as of a day a year before, played forward from it to the birthday", asOf("2021-01-10"), person(), "2021-09-15", at30 - 6, true},
		{"as of a later day, played forward to it", asOf("2022-09-15"), person(), "2022-09-15", at30 - 6, false},
		{"as of a later day, asked for a day between", asOf("2022-09-15"), person(), "2022-09-14", at30, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, warnings, err := test.w.Stand(test.p, day(test.on))
			if err != nil {
				t.Fatal(err)
			}
			if s.Total != test.want {
				t.Errorf("%d points, want %d", s.Total, test.want)
			}
			if got := slices.Contains(codes(warnings), "set-down"); got != test.setDown {
				t.Errorf("set down is %v; warnings %v", got, codes(warnings))
			}
			if !s.Complete() {
				t.Error("not complete, though every value is established")
			}
		})
	}
}

func TestBeforeThereWereRulesNobodyStandsAnywhere(t *testing.T) {
	var before crs.BeforeFirstDay
	if _, _, err := now("2022-01-10").Stand(person(), day("2014-12-31")); !errors.As(err, &before) || before.Day != day("2014-12-31") {
		t.Errorf("Stand: %v", err)
	}
	if _, _, err := now("2022-01-10").Stand(person(), day("2015-01-01")); err != nil {
		t.Errorf("Stand on the first day: %v", err)
	}
	if _, err := asOf("2014-12-31").Project(&sim.Plan{Profile: person()}, sim.Stay()); !errors.As(err, &before) {
		t.Errorf("Project: %v", err)
	}
}

// The high-wage factor touches who has Canadian work or an offer, or a partner
// who comes along and has Canadian work; nobody else, and nobody before it.
func TestWhereTheHighWageFactorMayTouchTheScoreIsNotComplete(t *testing.T) {
	offer := func(p *profile.Profile) { p.Canada.Offer = &profile.Offer{NOC: developer, FullTime: true, Months: 12} }
	worked := func(p *profile.Partner) { p.Work = []profile.Job{job("CA", developer, "2026-01-01", "2026-03-31")} }
	touched, none := "unknown-factor/may-be-higher", "unknown-factor/none-known"
	for _, test := range []struct {
		name, on string
		p        *profile.Profile
		complete bool
		says     string
	}{
		{"before it", "2026-11-02", person(offer), true, ""},
		{"on its day, without any of it", "2026-11-03", person(), true, none},
		{"an offer, of whatever kind", "2026-11-03", person(offer), false, touched},
		{"a month of Canadian work", "2026-11-03", person(jobs(job("CA", developer, "2026-10-03"))), false, touched},
		{"a day less", "2026-11-03", person(jobs(job("CA", developer, "2026-10-04"))), true, none},
		{"work in Canada that counts nothing", "2026-11-03", person(jobs(job("CA", cashier, "2024-01-01"))), true, none},
		{"a partner's Canadian work", "2026-11-03", person(married(worked)), false, touched},
		{"of a partner who stays behind", "2026-11-03", person(married(worked, func(p *profile.Partner) { p.Accompanying = false })), true, none},
		{"a partner without any", "2026-11-03", person(married()), true, none},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := now(test.on)
			s, warnings, err := w.Stand(test.p, w.Today)
			if err != nil {
				t.Fatal(err)
			}
			said := slices.DeleteFunc(codes(warnings), func(code string) bool { return !strings.HasPrefix(code, "unknown-factor") })
			if s.Complete() != test.complete || strings.Join(said, " ") != test.says {
				t.Errorf("complete is %v, warnings %v", s.Complete(), said)
			}
		})
	}
}

func TestAnOptionMayBeIncompleteFromTheDayThatItGainsWork(t *testing.T) {
	p := play(t, now("2026-11-22"), person(), scenario("s", sim.Step{Months: months(12), During: sim.During{Work: sim.WorkInCanada, NOC: developer}}))
	first := civil.Day(0)
	for i := range p.Standings {
		if s := &p.Standings[i]; !s.Complete() {
			first = s.From
			break
		}
	}
	if want := p.Start.AddMonths(1); !p.Standings[0].Complete() || first != want {
		t.Errorf("incomplete from %v, want %v", first, want)
	}
}

func TestWhatExpires(t *testing.T) {
	// Without its only test the person keeps age and education, without the
	// assessment age, language and the work abroad with language.
	const noTest, noAssessment = 105 + 120, 105 + 92 + 25
	tests := []struct {
		name  string
		w     *sim.World
		p     *profile.Profile
		on    string
		total int
	}{
		{"a test that expires on the first day counts nothing", now("2022-01-10"), person(english("2020-01-10", 8)), "2022-01-10", noTest},
		{"a test that expires the day after the first counts", now("2022-01-10"), person(english("2020-01-11", 8)), "2022-01-10", at30},
		{"a test that expired between the profile's day and today counts nothing", now("2022-03-02"), person(english("2020-03-01", 8)), "2022-03-02", noTest},
		{"a test that expired before the first day does not come back", now("2022-01-10"), person(english("2020-01-10", 8)), "2022-08-01", noTest},
		{"the day before it expires a test counts", now("2022-01-10"), person(english("2020-03-01", 8)), "2022-02-28", at30},
		{"on the day it expires a test is renewed", now("2022-01-10"), person(english("2020-03-01", 8)), "2022-03-01", at30},
		{"the day before it lapses a test counts", lapsing(now("2022-01-10")), person(english("2020-03-01", 8)), "2022-02-28", at30},
		{"on the day it lapses a test counts nothing", lapsing(now("2022-01-10")), person(english("2020-03-01", 8)), "2022-03-01", noTest},
		{"a test of 29 February counts until 28 February", lapsing(now("2022-01-10")), person(english("2020-02-29", 8)), "2022-02-28", at30},
		{"a test of 29 February counts nothing on 1 March", lapsing(now("2022-01-10")), person(english("2020-02-29", 8)), "2022-03-01", noTest},
		{"an assessment of five years ago counts nothing", now("2022-01-10"), person(assessed("2017-01-10")), "2022-01-10", noAssessment},
		{"an assessment that expires after the first day is renewed", now("2022-01-10"), person(assessed("2017-01-11")), "2022-01-11", at30},
		{"the day before it lapses an assessment counts", lapsing(now("2022-01-10")), person(assessed("2017-03-01")), "2022-02-28", at30},
		{"on the day it lapses an assessment counts nothing", lapsing(now("2022-01-10")), person(assessed("2017-03-01")), "2022-03-01", noAssessment},
		{"a Canadian credential needs no assessment", lapsing(now("2022-01-10")), person(assessed("2010-01-10"), func(p *profile.Profile) { p.Self.Education.Country = "CA" }), "2022-03-01", at30},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if s := stand(t, test.w, test.p, day(test.on)); s.Total != test.total {
				t.Errorf("%d points, want %d", s.Total, test.total)
			}
		})
	}
}

func TestARenewalIsAnEventWithItsLastDayAndItsCost(t *testing.T) {
	test := func(test string) change {
		return func(p *profile.Profile) { p.Self.Languages.Results[language.English].Test = test }
	}
	p := play(t, now("2026-01-10"), person(statedOn("2026-01-10"), english("2024-03-01", 8), test("ielts-general"), assessed("2021-05-02"), married(func(x *profile.Partner) {
		x.Languages.Results[language.English] = result("2024-06-01", 6)
		x.Education = profile.Education{}
	})))
	var got []string
	for _, e := range moved(p, sim.RenewalEvent) {
		got = append(got, e.On.String()+" "+e.What.Code)
		if last := e.What.Value("last"); last != e.On-1 {
			t.Errorf("%v: the last day to renew is %v", e.On, last)
		}
		if (e.Cost != nil) != (e.What.Value("who") == reason.Term("who.self")) {
			t.Errorf("%v costs %v", e.What, e.Cost)
		}
	}
	want := []string{
		"2026-03-01 event.renewed/cost", "2026-05-02 event.renewed/cost", // the partner's test has no name
		"2026-06-01 event.renewed", "2028-03-01 event.renewed/cost", "2028-06-01 event.renewed",
	}
	if !slices.Equal(got, want) {
		t.Errorf("renewed: %q, want %q", got, want)
	}
	price, ok := costs.On("assessment", day("2026-01-10"))
	if e := moved(p, sim.RenewalEvent)[1]; !ok || *e.Cost != (sim.Range{Low: float64(price.Low), Likely: float64(price.Likely), High: float64(price.High)}) {
		t.Errorf("the assessment costs %v, want %v", e.Cost, price)
	}
}

func TestAProfileIsRenewedOrLapsesAfterTwelveMonths(t *testing.T) {
	submitted := func(p *profile.Profile) { p.Canada.Submitted = time.Date(2021, 6, 1, 14, 30, 0, 0, time.UTC) }
	renewed := play(t, now("2022-01-10"), person(submitted))
	want := []event{{"2022-06-01", "event.renewed", 0}, {"2023-06-01", "event.renewed", 0}, {"2024-06-01", "event.renewed", 0}}
	if got := events(renewed, sim.ProfileEvent); !slices.Equal(got, want) {
		t.Errorf("renewed: %v, want %v", got, want)
	}
	lapsed := play(t, lapsing(now("2022-01-10")), person(submitted))
	if got := events(lapsed, sim.ProfileEvent); !slices.Equal(got, []event{{"2022-06-01", "event.profile-lapsed", 0}}) {
		t.Errorf("lapsed: %v", got)
	}
	old := play(t, now("2022-06-01"), person(submitted))
	if got := events(old, sim.ProfileEvent); got != nil {
		t.Errorf("a profile of a year ago comes back: %v", got)
	}
	warns(t, old, "expired")
}

func TestWhatHasExpiredBeforeTheFirstDayIsSaid(t *testing.T) {
	p := play(t, now("2022-01-10"), person(english("2020-01-10", 8), assessed("2016-05-01"), married(func(x *profile.Partner) {
		x.Languages.Results[language.French] = result("2019-01-10", 8)
	})))
	var got []string
	for _, w := range p.Warnings {
		got = append(got, w.String())
	}
	want := []string{
		"expired document=document.english-test who=who.self on=2022-01-10",
		"expired document=document.assessment who=who.self on=2021-05-01",
		"expired document=document.french-test who=who.partner on=2021-01-10",
	}
	if !slices.Equal(got, want) {
		t.Errorf("warnings %q, want %q", got, want)
	}
	if list := moved(p, sim.RenewalEvent); slices.ContainsFunc(list, func(e sim.Event) bool { return e.What.Value("who") == reason.Term("who.self") }) {
		t.Errorf("what had expired was renewed: %v", list)
	}
}

func TestWorkInCanadaStopsWithThePermit(t *testing.T) {
	working := jobs(job("CA", developer, "2021-07-01"))
	const year = "2022-07-01"
	tests := []struct {
		name  string
		p     *profile.Profile
		on    string
		years int
	}{
		{"without a permit declared it goes on", person(working), year, 1},
		{"a permit whose last day is the one before a year's last stops it", person(working, permit(profile.ClosedPermit, "2022-06-29")), year, 0},
		{"a permit of exactly a year gives a year", person(working, permit(profile.ClosedPermit, "2022-06-30")), year, 1},
		{"so does one of a day more", person(working, permit(profile.ClosedPermit, "2022-07-01")), year, 1},
		{"a last day of work after that of the permit is not worked", person(jobs(job("CA", developer, "2021-07-01", "2022-06-30")), permit(profile.ClosedPermit, "2022-06-29")), year, 0},
		{"a last day of work on that of the permit is", person(jobs(job("CA", developer, "2021-07-01", "2022-06-30")), permit(profile.ClosedPermit, "2022-06-30")), year, 1},
		{"after it the months stand still", person(working, permit(profile.ClosedPermit, "2022-06-30")), "2024-01-01", 1},
		{"a post-graduation permit too", person(working, permit(profile.PostGraduation, "2022-06-29")), year, 0},
		{"an open permit too", person(working, permit(profile.OpenPermit, "2022-06-29")), year, 0},
		{"a study permit too, for work goes on no longer than the stay", person(working, permit(profile.StudyPermit, "2022-06-29")), year, 0},
		{"a permit that expired before the first day stopped it then", person(working, permit(profile.ClosedPermit, "2021-12-01")), year, 0},
		{"a permit whose last day was the one before the first stops it then", person(working, permit(profile.ClosedPermit, "2022-01-09")), year, 0},
		{"a job begun after the permit counts nothing", person(jobs(job("CA", developer, "2021-01-02")), permit(profile.ClosedPermit, "2021-01-01")), "2024-01-01", 0},
		{"nor does one that has ended", person(jobs(job("CA", developer, "2020-01-02", "2021-12-31")), permit(profile.ClosedPermit, "2020-01-01")), year, 0},
		{"of months without dates those after the permit do not count", person(jobs(monthsOf("CA", 24)), permit(profile.ClosedPermit, "2021-12-31")), year, 1},
		{"work abroad goes on", person(jobs(job("BR", developer, "2021-07-01")), permit(profile.ClosedPermit, "2022-06-30")), year, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := stand(t, now("2022-01-10"), test.p, day(test.on))
			if years := s.Candidate.CanadianWork / 12; years != test.years {
				t.Errorf("%d months in Canada, want %d years", s.Candidate.CanadianWork, test.years)
			}
		})
	}
	ends := play(t, now("2022-01-10"), person(working, permit(profile.ClosedPermit, "2022-05-01")))
	if got := events(ends, sim.PermitEvent); !slices.Equal(got, []event{{"2022-05-02", "event.permit-expired", 0}}) {
		t.Errorf("events %v", got)
	}
	for _, expires := range []string{"2021-12-01", "2022-01-09"} {
		warns(t, play(t, now("2022-01-10"), person(working, permit(profile.ClosedPermit, expires))), "event.permit-expired")
	}
	for _, j := range []func(*profile.Profile){jobs(job("CA", developer, "2021-12-02", "2021-12-30")), jobs(job("CA", developer, "2021-12-02")), jobs(job("CA", developer, "2021-06-02", "2021-12-02"))} {
		warns(t, play(t, now("2022-01-10"), person(j, permit(profile.ClosedPermit, "2021-12-01"))), "job-without-permit")
	}
	idle := play(t, now("2022-01-10"), person(permit(profile.ClosedPermit, "2022-05-01")))
	if got := events(idle, sim.PermitEvent); got != nil {
		t.Errorf("a permit of somebody who does not work in Canada stops nothing, but %v", got)
	}
}

// tenPeople are as different as people of one day can be. Their work counts
// the same under the definitions of every day.
var tenPeople = []struct {
	name string
	p    *profile.Profile
}{
	{"single", person()},
	{"a couple", person(married(func(x *profile.Partner) { x.Work = []profile.Job{job("CA", engineer, "2020-02-01")} }))},
	{"self-employed in Canada", person(jobs(profile.Job{NOC: developer, Country: "CA", From: day("2019-01-01"), Hours: 4000, SelfEmployed: true}))},
	{"part-time work", person(jobs(profile.Job{NOC: developer, Country: "CA", From: day("2019-01-10"), Hours: 1500}))},
	{"two jobs, one of them left", person(jobs(job("BR", developer, "2012-01-30", "2019-03-31"), job("CA", engineer, "2020-02-29")))},
	{"work in months without dates", person(jobs(profile.Job{NOC: developer, Country: "BR", From: day("2019-01-10"), To: day("2022-01-09"), Months: 36, Hours: 4000}))},
	{"born on 29 February", person(born("1992-02-29"))},
	{"a birthday on the profile's day", person(born("1992-01-10"))},
	{"an assessment about to expire", person(assessed("2017-01-11"))},
	{"work in Canada on a permit", person(jobs(job("CA", developer, "2021-01-10")), permit(profile.ClosedPermit, "2022-01-11"))},
}

func TestSetDownOnAnyDayUnderOneRulesetAPersonStandsTheSame(t *testing.T) {
	book := steady()
	for _, who := range tenPeople {
		t.Run(who.name, func(t *testing.T) {
			w := &sim.World{Book: book, Today: stated, AsOf: true, Known: day("2026-12-31")}
			want := stand(t, w, who.p, stated)
			for on := day("2015-01-01"); on < stated; on++ {
				w.Today = on
				got := stand(t, w, who.p, on)
				if got.Total != want.Total || got.From != on || !reflect.DeepEqual(got.Candidate, want.Candidate) {
					t.Fatalf("on %v %d points, want %d:\n%+v\n%+v", on, got.Total, want.Total, got.Candidate, want.Candidate)
				}
			}
			// After the profile's day the same goes for a profile stated later.
			later := who.p.Clone()
			later.StatedOn = day("2026-12-31")
			w.Today = later.StatedOn
			want = stand(t, w, later, w.Today)
			for on := day("2022-01-10"); on < later.StatedOn; on++ {
				w.Today = on
				if got := stand(t, w, later, on); got.Total != want.Total {
					t.Fatalf("on %v %d points, want %d", on, got.Total, want.Total)
				}
			}
		})
	}
}

func TestSetDownOnAnyDayUnderOneRulesetAPlanGoesTheSameWay(t *testing.T) {
	book := steady()
	type moved struct {
		after civil.Day
		kind  sim.EventKind
		delta int
	}
	for _, who := range tenPeople {
		t.Run(who.name, func(t *testing.T) {
			ways := map[string][]moved{}
			resit := clb(9, months(4))
			resit.StartsOn = stated + 30
			for _, today := range []string{"2015-01-01", "2016-02-29", "2018-12-31", "2020-10-20", "2022-01-10"} {
				w := &sim.World{Book: book, Today: day(today), AsOf: true, Known: day("2015-01-01")}
				p := play(t, w, who.p, scenario("clb9", resit))
				for _, e := range p.Events {
					if after := e.On - p.Start; after < 1000 {
						ways[today] = append(ways[today], moved{after, e.Kind, e.Delta})
					}
				}
				if !slices.Equal(ways[today], ways["2015-01-01"]) {
					t.Errorf("set down on %s:\n%v\non 2015-01-01:\n%v", today, ways[today], ways["2015-01-01"])
				}
			}
		})
	}
}

func TestAPlansFirstDayIsInThePersonsCalendar(t *testing.T) {
	tests := []struct {
		name  string
		w     *sim.World
		start civil.Day
		want  string
		shift civil.Day
	}{
		{"today where the plan names none", now("2022-03-01"), 0, "2022-03-01", 0},
		{"the profile's day where that is later", now("2021-03-01"), 0, "2022-01-10", 0},
		{"today as of a day before the profile's", asOf("2021-03-01"), 0, "2021-03-01", 315},
		{"the day named", now("2022-03-01"), day("2022-06-01"), "2022-06-01", 0},
		{"the day named before the profile's: the person is set down on it", now("2022-03-01"), day("2022-01-01"), "2022-01-01", 9},
		{"the day named moves with the person", asOf("2021-03-01"), day("2022-01-20"), "2021-03-11", 315},
		{"and so does one before the profile's", asOf("2021-03-01"), day("2022-01-01"), "2021-02-20", 324},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			start, shift := test.w.Start(&sim.Plan{Profile: person(), Start: test.start})
			if start != day(test.want) || shift != test.shift {
				t.Errorf("starts on %v, %d days set back; want %s, %d", start, shift, test.want, test.shift)
			}
		})
	}
}
