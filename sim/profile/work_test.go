package profile_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim/civil"
	"crsplan/sim/profile"
)

func TestMonthsOfWork(t *testing.T) {
	type on struct {
		day  string
		want int
	}
	tests := []struct {
		name string
		work []profile.Job
		on   []on
	}{
		{"no work at all", nil, []on{{"2026-11-22", 0}}},
		{"a full-time job completes a year on its anniversary",
			[]profile.Job{job("2020-03-10", "")},
			[]on{{"2020-03-09", 0}, {"2020-03-10", 0}, {"2020-04-09", 0}, {"2020-04-10", 1}, {"2021-03-09", 11}, {"2021-03-10", 12}, {"2021-03-11", 12}}},
		{"thirty hours a week are full time",
			[]profile.Job{job("2020-03-10", "", weekly(3000))},
			[]on{{"2021-03-09", 11}, {"2021-03-10", 12}}},
		{"more than thirty hours are no faster",
			[]profile.Job{job("2020-03-10", "", weekly(6000))},
			[]on{{"2021-03-09", 11}, {"2021-03-10", 12}}},
		{"a job from 29 February completes a common year on 1 March",
			[]profile.Job{job("2020-02-29", "")},
			[]on{{"2021-02-28", 11}, {"2021-03-01", 12}}},
		{"a job from 29 February completes four years on 29 February",
			[]profile.Job{job("2020-02-29", "")},
			[]on{{"2024-02-28", 47}, {"2024-02-29", 48}}},
		{"the last day worked counts: January 1 to December 31 is a year",
			[]profile.Job{job("2023-01-01", "2023-12-31")},
			[]on{{"2023-12-31", 11}, {"2024-01-01", 12}, {"2026-11-22", 12}}},
		{"a last day worked on December 30 is a day short",
			[]profile.Job{job("2023-01-01", "2023-12-30")},
			[]on{{"2024-01-01", 11}, {"2026-11-22", 11}}},
		{"a job of one day", []profile.Job{job("2023-01-01", "2023-01-01")}, []on{{"2026-11-22", 0}}},
		{"fifteen hours a week make a year in 104 weeks",
			[]profile.Job{job("2020-01-06", "", weekly(1500))},
			[]on{{"2022-01-02", 11}, {"2022-01-03", 12}}},
		{"780 hours are six months",
			[]profile.Job{job("2020-01-06", "", weekly(1500))},
			[]on{{"2021-01-03", 5}, {"2021-01-04", 6}}},
		{"29.95 hours complete a common year a day after full time would",
			[]profile.Job{job("2021-03-10", "", weekly(2995))},
			[]on{{"2022-03-10", 11}, {"2022-03-11", 12}}},
		{"29.95 hours complete a leap year no sooner than full time",
			[]profile.Job{job("2023-03-10", "", weekly(2995))},
			[]on{{"2024-03-09", 11}, {"2024-03-10", 12}}},
		{"two jobs of fifteen hours at once are one of thirty",
			[]profile.Job{job("2020-03-10", "", weekly(1500)), job("2020-03-10", "", weekly(1500))},
			[]on{{"2021-03-09", 11}, {"2021-03-10", 12}}},
		{"two jobs of twenty hours at once stop at thirty",
			[]profile.Job{job("2020-03-10", "", weekly(2000)), job("2020-03-10", "", weekly(2000))},
			[]on{{"2021-03-09", 11}, {"2021-03-10", 12}}},
		{"two jobs of ten hours at once are one of twenty",
			[]profile.Job{job("2020-01-06", "", weekly(1000)), job("2020-01-06", "", weekly(1000))},
			[]on{{"2021-07-04", 11}, {"2021-07-05", 12}}},
		{"two full-time jobs at once count once",
			[]profile.Job{job("2020-03-10", ""), job("2020-03-10", "")},
			[]on{{"2021-03-10", 12}, {"2022-03-09", 23}, {"2022-03-10", 24}}},
		{"overlapping full-time jobs count from the first to the last day",
			[]profile.Job{job("2020-01-01", "2020-09-30"), job("2020-06-01", "2020-12-31")},
			[]on{{"2021-01-01", 12}}},
		{"stints that touch are one stint",
			[]profile.Job{job("2020-01-10", "2020-07-19"), job("2020-07-20", "")},
			[]on{{"2021-01-09", 11}, {"2021-01-10", 12}}},
		{"a day between two stints is a day lost",
			[]profile.Job{job("2020-01-10", "2020-07-19"), job("2020-07-21", "")},
			[]on{{"2021-01-10", 11}, {"2021-01-11", 12}}},
		{"a second part-time job makes the weeks that both last full-time",
			[]profile.Job{job("2020-01-01", "2021-12-31", weekly(1500)), job("2021-01-01", "2021-06-30", weekly(1500))},
			[]on{{"2022-01-01", 15}}},
		{"the first day leaves the window after ten years",
			[]profile.Job{job("2010-01-01", "2010-12-31")},
			[]on{{"2020-01-01", 12}, {"2020-01-02", 11}, {"2020-12-31", 0}, {"2021-01-01", 0}, {"2026-01-01", 0}}},
		{"no more than ten years count",
			[]profile.Job{job("2000-01-01", "")},
			[]on{{"2010-01-01", 120}, {"2020-06-15", 120}}},
		{"months without dates",
			[]profile.Job{undated(36, "2026-11-22")},
			[]on{{"2026-11-22", 36}, {"2030-01-01", 36}}},
		{"no months without dates", []profile.Job{undated(0, "2026-11-22")}, []on{{"2026-11-22", 0}}},
		{"months without dates overlap nothing",
			[]profile.Job{undated(24, "2026-11-22"), undated(12, "2026-11-22"), job("2024-11-22", "2026-11-21")},
			[]on{{"2026-11-22", 60}}},
		{"months without dates are whole however long the months were",
			[]profile.Job{undated(1, "2026-03-31"), undated(13, "2026-03-30")},
			[]on{{"2026-03-31", 14}}},
		{"months without dates leave the window from the front",
			[]profile.Job{undated(36, "2026-11-22")},
			[]on{{"2033-11-22", 36}, {"2033-11-23", 35}, {"2034-11-22", 24}, {"2036-11-21", 0}, {"2036-11-22", 0}, {"2040-01-01", 0}}},
		{"months without dates and open jobs add up",
			[]profile.Job{undated(6, "2026-11-22"), job("2026-11-22", "")},
			[]on{{"2027-05-21", 11}, {"2027-05-22", 12}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			abroad := profile.Person{Work: tt.work}
			home := profile.Person{Work: slices.Clone(tt.work)}
			for i := range home.Work {
				inCanada(&home.Work[i])
			}
			for _, on := range tt.on {
				d := day(on.day)
				if got := abroad.ForeignMonths(d, d); got != on.want {
					t.Errorf("on %s: got %d months abroad, want %d", on.day, got, on.want)
				}
				if got := home.CanadianMonths(d, d); got != on.want {
					t.Errorf("on %s: got %d months in Canada, want %d", on.day, got, on.want)
				}
				if got := home.OccupationMonths(developer, d, d); got != on.want {
					t.Errorf("on %s: got %d months in the occupation, want %d", on.day, got, on.want)
				}
				if home.ForeignMonths(d, d) != 0 || abroad.CanadianMonths(d, d) != 0 {
					t.Errorf("on %s: work counts on the wrong side of the border", on.day)
				}
			}
		})
	}
}

func TestHoursOfWork(t *testing.T) {
	tests := []struct {
		name string
		work []profile.Job
		on   string
		want int
	}{
		{"no work", nil, "2026-11-22", 0},
		{"a full-time year is 1,560 hours", []profile.Job{job("2020-03-10", "")}, "2021-03-10", 1560},
		{"a full-time month is 130 hours, however long it is", []profile.Job{job("2021-02-01", "")}, "2021-03-01", 130},
		{"fifteen hours a week for 104 weeks", []profile.Job{job("2020-01-06", "", weekly(1500))}, "2022-01-03", 1560},
		{"fifteen hours a week for one week", []profile.Job{job("2020-01-06", "", weekly(1500))}, "2020-01-13", 15},
		{"months without dates", []profile.Job{undated(3, "2026-11-22")}, "2026-11-22", 390},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := profile.Hours(tt.work, civil.Min, day(tt.on), all); got != tt.want {
				t.Errorf("got %d hours, want %d", got, tt.want)
			}
		})
	}
}

func TestWhatWorkCounts(t *testing.T) {
	year := func(changes ...func(*profile.Job)) profile.Job { return job("2015-01-01", "2015-12-31", changes...) }
	tests := []struct {
		name             string
		job              profile.Job
		law              string
		canadian, abroad int
	}{
		{"work abroad", year(), "2020-01-01", 0, 12},
		{"work in Canada", year(inCanada), "2020-01-01", 12, 0},
		{"self-employed abroad counts", year(selfEmployed), "2020-01-01", 0, 12},
		{"self-employed in Canada does not", year(inCanada, selfEmployed), "2024-01-01", 0, 0},
		{"as a student abroad counts", year(student), "2020-01-01", 0, 12},
		{"as a full-time student in Canada does not", year(inCanada, student), "2020-01-01", 0, 0},
		{"unauthorized in Canada does not", year(inCanada, unauthorized), "2020-01-01", 0, 0},
		{"an unauthorized flag says nothing of work abroad", year(unauthorized), "2020-01-01", 0, 12},
		{"self-employed physicians, the day before", year(inCanada, selfEmployed, as("31102")), "2023-04-24", 0, 0},
		{"self-employed physicians, from 2023-04-25", year(inCanada, selfEmployed, as("31102")), "2023-04-25", 12, 0},
		{"a physician's unauthorized work never", year(inCanada, selfEmployed, unauthorized, as("31100")), "2023-04-25", 0, 0},
		{"employed physicians on any day", year(inCanada, as("31101")), "2020-01-01", 12, 0},
		{"self-employed nurses are no physicians", year(inCanada, selfEmployed, as("31301")), "2023-04-25", 0, 0},
		{"an occupation gained on 2022-11-16, the day before", year(inCanada, as("33102")), "2022-11-15", 0, 0},
		{"an occupation gained on 2022-11-16", year(inCanada, as("33102")), "2022-11-16", 12, 0},
		{"an occupation gained on 2022-11-16, abroad, the day before", year(as("73300")), "2022-11-15", 0, 0},
		{"an occupation gained on 2022-11-16, abroad", year(as("73300")), "2022-11-16", 0, 12},
		{"an occupation lost on 2022-11-16, the day before", year(inCanada, as("54100")), "2022-11-15", 12, 0},
		{"an occupation lost on 2022-11-16", year(inCanada, as("54100")), "2022-11-16", 0, 0},
		{"an occupation lost on 2022-11-16, abroad, the day before", year(as("55109")), "2022-11-15", 0, 12},
		{"an occupation lost on 2022-11-16, abroad", year(as("55109")), "2022-11-16", 0, 0},
		{"TEER 3 counts", year(as("72423")), "2024-01-01", 0, 12},
		{"TEER 4 does not count abroad", year(as("14100")), "2024-01-01", 0, 0},
		{"TEER 4 does not count in Canada", year(inCanada, as("14100")), "2024-01-01", 0, 0},
		{"TEER 5 does not count", year(inCanada, as("65100")), "2024-01-01", 0, 0},
		{"an unknown occupation does not count", year(as("99999")), "2024-01-01", 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := profile.Person{Work: []profile.Job{tt.job}}
			on, law := day("2020-01-01"), day(tt.law)
			if got := p.CanadianMonths(on, law); got != tt.canadian {
				t.Errorf("got %d months in Canada, want %d", got, tt.canadian)
			}
			if got := p.ForeignMonths(on, law); got != tt.abroad {
				t.Errorf("got %d months abroad, want %d", got, tt.abroad)
			}
		})
	}
}

func TestEachCountHasItsOwnThirtyHours(t *testing.T) {
	p := profile.Profile{Self: profile.Person{Work: []profile.Job{
		job("2020-01-01", "2020-12-31"),
		job("2020-01-01", "2020-12-31", inCanada),
		job("2020-01-01", "2020-12-31", inCanada, as("21231")),
		job("2020-12-20", "2020-12-31", inCanada, as("20012")),
		job("2020-01-01", "2020-12-31", inCanada, as("14100")),
		job("2021-01-01", "2021-06-30", inCanada),
	}}}
	c := p.On(day("2021-07-01"), day("2021-07-01"))
	want := []profile.Occupation{{NOC: developer, Months: 18}, {NOC: "21231", Months: 12}}
	if c.ForeignWork != 12 || c.CanadianWork != 18 || !cmp.Equal(c.Occupations, want) {
		t.Errorf("got %d abroad, %d in Canada, %v", c.ForeignWork, c.CanadianWork, c.Occupations)
	}
}

func TestTheMainOccupationIsTheOneWithTheMostMonths(t *testing.T) {
	tests := []struct {
		name     string
		work     []profile.Job
		declared string
		want     string
	}{
		{"without any work there is none", nil, "", ""},
		{"the declared one goes before all", []profile.Job{job("2010-01-01", "")}, "21231", "21231"},
		{"the longest", []profile.Job{job("2024-01-01", "2024-06-30", as("21231")), job("2022-01-01", "2023-12-31")}, "", developer},
		{"stints of one occupation add up", []profile.Job{job("2020-01-01", "2020-12-31"), job("2021-01-01", "2021-09-30", as("21231")), job("2021-10-01", "2022-06-30", as("21231"))}, "", "21231"},
		{"the first of equals", []profile.Job{job("2020-01-01", "2020-12-31", as("21231")), job("2021-01-01", "2021-12-31")}, "", "21231"},
		{"also longer ago than the window", []profile.Job{job("2000-01-01", "2009-12-31", as("21231")), job("2024-01-01", "")}, "", "21231"},
		{"also what does not count as skilled", []profile.Job{job("2020-01-01", "", as("14100"))}, "", "14100"},
		{"a first day of work", []profile.Job{job("2026-11-22", "")}, "", developer},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := profile.Profile{Self: profile.Person{Work: tt.work}, Canada: profile.Canada{PrimaryNOC: tt.declared}}
			if got := p.PrimaryNOC(day("2026-11-22")); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestDefinitionsChangedOnTwoDays(t *testing.T) {
	want := []civil.Day{day("2022-11-16"), day("2023-04-25")}
	if diff := cmp.Diff(want, profile.DefinitionDays()); diff != "" {
		t.Error(diff)
	}
	profile.DefinitionDays()[0] = 0
	if diff := cmp.Diff(want, profile.DefinitionDays()); diff != "" {
		t.Error("a caller can change the definition days")
	}
}

func all(*profile.Job) bool { return true }

func TestManyJobsAreCountedToo(t *testing.T) {
	// More stints than fit into what Months keeps on its stack.
	var jobs []profile.Job
	for i := range 60 {
		j := job("2020-01-01", "")
		j.From = day("2020-01-01") + civil.Day(10*i)
		j.To = j.From + 9
		jobs = append(jobs, j)
	}
	if got := profile.Months(jobs, civil.Min, day("2026-01-01"), all); got != 19 {
		t.Errorf("600 days in stints that touch: got %d months, want 19", got)
	}
}

func TestWorkersAndTradesCountMore(t *testing.T) {
	year := func(changes ...func(*profile.Job)) profile.Job { return job("2015-01-01", "2015-12-31", changes...) }
	tests := []struct {
		name            string
		job             profile.Job
		workers, trades bool
	}{
		{"work abroad", year(), true, true},
		{"work in Canada", year(inCanada), true, true},
		{"self-employed in Canada", year(inCanada, selfEmployed), true, true},
		{"as a student in Canada", year(inCanada, student), true, false},
		{"as a student abroad", year(student), true, false},
		{"unauthorized in Canada", year(inCanada, unauthorized), false, false},
		{"an unauthorized flag of work abroad", year(unauthorized), true, true},
		{"not skilled", year(inCanada, as("65201")), false, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			law := day("2026-11-22")
			if got := test.job.CountsForWorkers(law); got != test.workers {
				t.Errorf("for workers: %v", got)
			}
			if got := test.job.CountsForTrades(law); got != test.trades {
				t.Errorf("for trades: %v", got)
			}
		})
	}
}

func TestJobsThatAddNothing(t *testing.T) {
	const none = profile.Why(-1)
	tests := []struct {
		name string
		jobs []profile.Job
		want []profile.Why // of each job
	}{
		{"a job that counts", []profile.Job{job("2020-01-01", "")}, []profile.Why{none}},
		{"one of TEER 5", []profile.Job{job("2020-01-01", "", as("65201"))}, []profile.Why{profile.NotSkilled}},
		{"one without authorization", []profile.Job{job("2020-01-01", "", inCanada, unauthorized)}, []profile.Why{profile.NotAuthorized}},
		{"one as a student and without authorization is told once", []profile.Job{job("2020-01-01", "", inCanada, unauthorized, student)}, []profile.Why{profile.NotAuthorized}},
		{"one as a student", []profile.Job{job("2020-01-01", "", inCanada, student)}, []profile.Why{profile.AsStudent}},
		{"as a student abroad it counts", []profile.Job{job("2020-01-01", "", student)}, []profile.Why{none}},
		{"one of one's own", []profile.Job{job("2020-01-01", "", inCanada, selfEmployed)}, []profile.Why{profile.AsSelfEmployed}},
		{"a physician's of one's own counts", []profile.Job{job("2020-01-01", "", inCanada, selfEmployed, as("31102"))}, []profile.Why{none}},
		{"ended ten years ago today", []profile.Job{job("2010-01-01", "2016-11-21")}, []profile.Why{profile.OutOfWindow}},
		{"a day of it is in the window", []profile.Job{job("2010-01-01", "2016-11-22")}, []profile.Why{none}},
		{"part time within full time", []profile.Job{job("2020-01-01", "2020-12-31", weekly(1000)), job("2020-01-01", "2020-12-31")}, []profile.Why{profile.NoFurtherHours, none}},
		{"a day beyond it", []profile.Job{job("2020-01-01", "2021-01-01", weekly(1000)), job("2020-01-01", "2020-12-31")}, []profile.Why{none, none}},
		{"a day before it", []profile.Job{job("2019-12-31", "2020-12-31", weekly(1000)), job("2020-01-01", "2020-12-31")}, []profile.Why{none, none}},
		{"of two alike, one", []profile.Job{job("2020-01-01", ""), job("2020-01-01", "")}, []profile.Why{none, profile.NoFurtherHours}},
		{"the shorter one, also where it is listed first", []profile.Job{job("2020-01-01", "2020-06-30"), job("2020-01-01", "")}, []profile.Why{profile.NoFurtherHours, none}},
		{"full time just below thirty hours fills nothing", []profile.Job{job("2020-01-01", "", weekly(2999)), job("2020-01-01", "", weekly(1000))}, []profile.Why{none, none}},
		{"full time that does not count fills nothing", []profile.Job{job("2020-01-01", "", as("65201")), job("2020-01-01", "", weekly(1000))}, []profile.Why{profile.NotSkilled, none}},
		{"work abroad beside work in Canada is counted apart", []profile.Job{job("2020-01-01", "", inCanada), job("2020-01-01", "", weekly(1000))}, []profile.Why{none, none}},
		{"work in months overlaps nothing", []profile.Job{job("2020-01-01", ""), undated(12, "2026-11-22")}, []profile.Why{none, none}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			on := day("2026-11-22")
			p := profile.Person{Work: test.jobs}
			got := make([]profile.Why, len(test.jobs))
			for i := range got {
				got[i] = none
			}
			for _, u := range p.Uncounted(on, on) {
				for i := range p.Work {
					if u.Job == &p.Work[i] {
						got[i] = u.Why
					}
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			// Whoever adds nothing changes no count when gone.
			months := func(p *profile.Person) [2]int { return [2]int{p.CanadianMonths(on, on), p.ForeignMonths(on, on)} }
			var left profile.Person
			for i, j := range p.Work {
				if got[i] == none {
					left.Work = append(left.Work, j)
				}
			}
			if a, b := months(&p), months(&left); a != b {
				t.Errorf("%v months with them, %v without", a, b)
			}
		})
	}
}

// Two jobs held at once, one begun four weeks before the other: now one and now
// the other has more whole months, and the longer one is the main one on every
// day.
func TestTheMainOccupationDoesNotSwingBetweenTwoJobsHeldAtOnce(t *testing.T) {
	p := profile.Person{Work: []profile.Job{
		{NOC: "65100", Country: "CA", From: day("2017-11-19"), Hours: 2000},
		{NOC: "13102", Country: "CA", From: day("2017-10-22"), Hours: 2000},
	}}
	for on := day("2017-10-23"); on < day("2021-01-01"); on++ {
		if got := p.MainNOC(on); got != "13102" {
			t.Fatalf("on %v it is %s", on, got)
		}
	}
}
