package profile_test

import (
	"testing"

	"pgregory.net/rapid"

	"crsplan/sim/civil"
	"crsplan/sim/profile"
)

// drawJobs makes up to five jobs of a few occupations, of which some overlap,
// some touch and some go on.
func drawJobs(t *rapid.T) []profile.Job {
	jobs := make([]profile.Job, rapid.IntRange(0, 5).Draw(t, "jobs"))
	for i := range jobs {
		j := job("2010-01-01", "")
		j.From += civil.Day(rapid.IntRange(0, 5500).Draw(t, "from"))
		if i > 0 && !jobs[i-1].To.IsZero() && rapid.Bool().Draw(t, "touching") {
			j.From = jobs[i-1].To + 1
		}
		if rapid.IntRange(0, 3).Draw(t, "ends") > 0 {
			j.To = j.From + civil.Day(rapid.IntRange(0, 1600).Draw(t, "days"))
		}
		j.Hours = rapid.SampledFrom([]int{50, 1000, 1500, 1999, 2995, 3000, 3750, 4000}).Draw(t, "hours")
		j.NOC = rapid.SampledFrom([]string{developer, "21231", "33102", "14100"}).Draw(t, "noc")
		if rapid.Bool().Draw(t, "in Canada") {
			inCanada(&j)
		}
		if rapid.IntRange(0, 4).Draw(t, "undated") == 0 {
			months := rapid.IntRange(0, 60).Draw(t, "months")
			j.Months, j.Hours = months, profile.FullTimeHours
			j.From, j.To = day(statedOn).AddMonths(-months), day(statedOn)-1
		}
		jobs[i] = j
	}
	return jobs
}

const statedOn = "2024-03-31"

func drawDay(t *rapid.T, from, to string) civil.Day {
	return civil.Day(rapid.IntRange(int(day(from)), int(day(to))).Draw(t, "day"))
}

// countedByDay counts as Months does, but by walking over every day.
func countedByDay(jobs []profile.Job, from, on civil.Day) int {
	months, days, centiHours := 0, 0, 0
	stint := func(start, end civil.Day) {
		n := 0
		for start.AddMonths(n+1) <= end {
			n++
		}
		months += n
		days += int(end - start.AddMonths(n))
	}
	for i := range jobs {
		j := &jobs[i]
		switch start, end := max(j.From, from), min(j.End(), on); {
		case j.Months == 0 || start >= end:
		case start == j.From && end == j.End():
			months += j.Months
		default:
			stint(start, end)
		}
	}
	var start civil.Day
	for d := from; d <= on; d++ {
		hours := 0
		for i := range jobs {
			if j := &jobs[i]; d < on && j.Months == 0 && j.From <= d && (j.To.IsZero() || d <= j.To) {
				hours += j.Hours
			}
		}
		switch {
		case hours >= 3000 && start.IsZero():
			start = d
		case hours < 3000:
			if !start.IsZero() {
				stint(start, d)
				start = 0
			}
			centiHours += min(hours, 2989)
		}
	}
	// 30.4375 days of full time are a month, and so are 130 hours.
	share := float64(days)/30.4375 + float64(centiHours)/100/7/130
	return months + int(share+1e-9)
}

func TestMonthsAreWhatADayByDayCountGives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		jobs := drawJobs(t)
		on := drawDay(t, "2012-01-01", "2030-01-01")
		from := on.AddYears(-profile.WorkWindowYears)
		if got, want := profile.Months(jobs, from, on, all), countedByDay(jobs, from, on); got != want {
			t.Fatalf("on %v: got %d months, want %d", on, got, want)
		}
	})
}

func TestMonthsNeverFallWhileNoWindowMoves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		jobs := drawJobs(t)
		first := drawDay(t, "2012-01-01", "2028-01-01")
		before := profile.Months(jobs, civil.Min, first, all)
		for on := first + 1; on < first+400; on++ {
			now := profile.Months(jobs, civil.Min, on, all)
			if now < before {
				t.Fatalf("%v: %d months, %d the day before", on, now, before)
			}
			before = now
		}
	})
}

func TestPartTimeNeverCompletesAYearBeforeFullTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := drawDay(t, "2012-01-01", "2016-12-31")
		part, full := job("2012-01-01", ""), job("2012-01-01", "")
		part.From, part.Hours = from, rapid.IntRange(2950, 2999).Draw(t, "hours")
		full.From = from
		for on := from; on < from+3660; on++ {
			p, f := profile.Months([]profile.Job{part}, civil.Min, on, all), profile.Months([]profile.Job{full}, civil.Min, on, all)
			if p/12 > f/12 {
				t.Fatalf("from %v at %d hundredths of an hour: %d months on %v, full time %d", from, part.Hours, p, on, f)
			}
		}
	})
}

func TestSplittingAStintChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		jobs := drawJobs(t)
		on := drawDay(t, "2012-01-01", "2030-01-01")
		var split []profile.Job
		for _, j := range jobs {
			last := j.To
			if last.IsZero() {
				last = day("2029-12-31")
			}
			if j.Months == 0 && last > j.From {
				first := j
				first.To = j.From + civil.Day(rapid.IntRange(0, int(last-j.From)-1).Draw(t, "split"))
				j.From = first.To + 1
				split = append(split, first)
			}
			split = append(split, j)
		}
		whole, parts := profile.Person{Work: jobs}, profile.Person{Work: split}
		if whole.CanadianMonths(on, on) != parts.CanadianMonths(on, on) || whole.ForeignMonths(on, on) != parts.ForeignMonths(on, on) {
			t.Fatalf("on %v: splitting the stints changes the months", on)
		}
	})
}

func TestTheOrderOfJobsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		jobs := drawJobs(t)
		on := drawDay(t, "2012-01-01", "2030-01-01")
		one, other := profile.Person{Work: jobs}, profile.Person{Work: rapid.Permutation(jobs).Draw(t, "order")}
		if one.CanadianMonths(on, on) != other.CanadianMonths(on, on) || one.ForeignMonths(on, on) != other.ForeignMonths(on, on) {
			t.Fatalf("on %v: the order of the jobs changes the months", on)
		}
	})
}

func TestHoursAndMonthsAreOneCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		jobs, on := drawJobs(t), drawDay(t, "2012-01-01", "2030-01-01")
		months, hours := profile.Months(jobs, civil.Min, on, all), profile.Hours(jobs, civil.Min, on, all)
		if hours/130 != months {
			t.Fatalf("%d hours are not %d months", hours, months)
		}
	})
}
