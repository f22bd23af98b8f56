package profile

import (
	"slices"

	"crsplan/sim/civil"
)

// ChangeDays returns the days in (from, to], in order, on which the candidate
// may differ from the day before by the passing of time alone, under the law
// of one day: birthdays, documents that stop counting, work years that are
// completed or leave their window, the first month of Canadian work. Between two of
// them the candidate's points stand still, and whether any Canadian work counts.
func (p *Profile) ChangeDays(from, to, law civil.Day) []civil.Day {
	var days []civil.Day
	add := func(d civil.Day) {
		if d > from && d <= to {
			days = append(days, d)
		}
	}
	for n := p.Self.Birth.Years(from) + 1; ; n++ {
		birthday := p.Self.Birth.AddYears(n)
		if birthday > to {
			break
		}
		add(birthday)
	}
	people := []*Person{&p.Self}
	if p.Partner != nil {
		people = append(people, &p.Partner.Person)
	}
	for _, person := range people {
		for _, r := range person.Languages.Results {
			if r.Held {
				add(r.TakenOn)
				add(r.Expires())
			}
		}
		person.credentials(func(e *Education) {
			if e.Country != "CA" && !e.ECAIssued.IsZero() {
				add(e.ECAIssued)
				add(e.ECAIssued.AddYears(ECAValidYears))
			}
		})
		days = person.workYears(days, from, to, law)
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// workYears appends the days in (from, to] on which the whole years of any
// count of work change, or whether any Canadian work counts.
func (p *Person) workYears(days []civil.Day, from, to, law civil.Day) []civil.Day {
	counts := []Counting{
		func(j *Job) bool { return j.CountsInCanada(law) },
		func(j *Job) bool { return j.CountsAbroad(law) },
	}
	for _, code := range p.canadianCodes(law) {
		counts = append(counts, func(j *Job) bool { return j.NOC == code && j.CountsInCanada(law) })
	}
	bounds := p.workBounds(from, to)
	for i, keep := range counts {
		grade := years
		if i == 0 {
			grade = yearsOrAny
		}
		months := func(on civil.Day) int { return Months(p.Work, on.YearsBefore(WorkWindowYears), on, keep) }
		for i := 1; i < len(bounds); i++ {
			low, end := bounds[i-1], bounds[i]
			switch {
			case !p.worked(low, keep) || !p.worked(low.YearsBefore(WorkWindowYears), keep):
				days = changesByHalving(days, low, end, func(d civil.Day) int { return grade(months(d)) })
			case p.full(low, end, WorkWindowYears, keep): // every window holds ten full years
			default:
				days = changesByDay(days, low, end, months, grade, p.dated())
			}
		}
	}
	return days
}

// full says whether one full-time job fills the window of so many years of
// every day in (low, end].
func (p *Person) full(low, end civil.Day, years int, keep Counting) bool {
	return p.dated() && slices.ContainsFunc(p.Work, func(j Job) bool {
		return j.Hours >= FullTimeHours && j.From <= low.YearsBefore(years) && end <= j.End() && keep(&j)
	})
}

// Flow says how the work inside a window of so many years moves from a day to
// the next: whether any comes in, and any goes out. Where only one of the two
// goes on for days, a count of it only grows or only shrinks. One full-time job
// that fills the window moves nothing.
func (p *Person) Flow(on civil.Day, years int) (in, out bool) {
	any := func(*Job) bool { return true }
	if p.full(on, on+1, years, any) {
		return false, false
	}
	return p.worked(on, any), p.worked(on.YearsBefore(years), any) || p.worked((on+1).YearsBefore(years)-1, any)
}

// dated says whether all work has its dates. Work without them overlaps nothing,
// and several stints of it may leave the window at once.
func (p *Person) dated() bool {
	return !slices.ContainsFunc(p.Work, func(j Job) bool { return j.Months > 0 })
}

// years are the whole years of a count of months.
func years(months int) int { return months / 12 }

// yearsOrAny tells none from some, too.
func yearsOrAny(months int) int {
	if months == 0 {
		return 0
	}
	return 1 + years(months)
}

// changesByDay appends the days in (low, end] on which the grade of a count of
// months changes. It serves where work is gained and lost at once:
// months differ in length, so that the sum may go to and fro. Of work that is
// dated it passes over the days on which it cannot.
func changesByDay(days []civil.Day, low, end civil.Day, months func(civil.Day) int, grade func(int) int, dated bool) []civil.Day {
	before := months(low)
	for d := low + 1; d <= end; d++ {
		now := months(d)
		if grade(now) != grade(before) {
			days = append(days, d)
		}
		if before = now; dated {
			d += stillFor(now)
		}
	}
	return days
}

// stillFor returns for how many days at least the grade of a count of months
// stays as it is. The count moves by no more than a month in 28 days,
// but for a fraction of one where the days of a month differ: so by no more
// than n months in (n-1) times 27 days.
func stillFor(months int) civil.Day {
	away := min(months%12, 11-months%12) // from the nearest change, at least
	return civil.Day(max(0, away-1) * 27)
}

// changesByHalving appends the days in (low, end] on which a count of years
// changes, where the count only rises or only falls.
func changesByHalving(days []civil.Day, low, end civil.Day, years func(civil.Day) int) []civil.Day {
	before, last := years(low), years(end)
	for before != last {
		high := end // the years differ from low's
		for high-low > 1 {
			if middle := low + (high-low)/2; years(middle) == before {
				low = middle
			} else {
				high = middle
			}
		}
		days = append(days, high)
		low, before = high, years(high)
	}
	return days
}

// canadianCodes lists the occupations of the jobs in Canada where they are
// several; with one alone, its months are those of all Canadian work.
func (p *Person) canadianCodes(law civil.Day) []string {
	var codes []string
	for i := range p.Work {
		if p.Work[i].CountsInCanada(law) && !slices.Contains(codes, p.Work[i].NOC) {
			codes = append(codes, p.Work[i].NOC)
		}
	}
	if len(codes) < 2 {
		return nil
	}
	return codes
}

// worked says whether any job that keep chooses was held on a day.
func (p *Person) worked(on civil.Day, keep Counting) bool {
	return slices.ContainsFunc(p.Work, func(j Job) bool { return j.From <= on && on < j.End() && keep(&j) })
}

// workBounds returns the days between which the jobs held, and those leaving
// the window, stay the same.
func (p *Person) workBounds(from, to civil.Day) []civil.Day {
	bounds := []civil.Day{from, to}
	add := func(d civil.Day) {
		if d > from && d < to {
			bounds = append(bounds, d)
		}
	}
	for i := range p.Work {
		j := &p.Work[i]
		add(j.From)
		add(lastInWindow(j.From))
		if !j.To.IsZero() {
			add(j.End())
			add(lastInWindow(j.End()))
		}
	}
	slices.Sort(bounds)
	return slices.Compact(bounds)
}

// lastInWindow returns the last day whose window holds all work from a day on.
func lastInWindow(first civil.Day) civil.Day {
	last := first.AddYears(WorkWindowYears)
	switch {
	case last.YearsBefore(WorkWindowYears) > first:
		return last - 1 // of a 29 February
	case (last + 1).YearsBefore(WorkWindowYears) <= first:
		return last + 1 // that of a 29 February begins on the 28th
	}
	return last
}
