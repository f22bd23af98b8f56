package profile

import (
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/noc"
)

// How work is counted. A year is twelve months full-time, or 1,560 hours part
// time; hours over thirty a week do not count twice; only the last ten years
// count. Sources: CRS criteria (canada.ca), definitions of skilled work
// experience; Immigration and Refugee Protection Regulations, s. 73(1).
const (
	FullTimeHours   = 3000 // a week, in hundredths of an hour
	HoursPerYear    = 1560
	WorkWindowYears = 10
)

// PhysiciansFrom is the day from which the self-employed Canadian work of
// physicians counts. Source: Canadian Experience Class page (canada.ca);
// confidence medium-high.
var PhysiciansFrom = civil.Of(2023, 4, 25)

// Counting says which stints a count takes.
type Counting func(*Job) bool

// Months counts whole full-time-equivalent months of the jobs that keep
// chooses, worked in [from, on).
//
// Full-time stints count in calendar months, so a full-time job from a day
// completes a year on its anniversary; stints that touch are one stint. Part
// time counts by hours, and never completes a year before full time would.
// Jobs held at once are added up to thirty hours a week. Work declared in months overlaps nothing.
func Months(jobs []Job, from, on civil.Day, keep Counting) int {
	count := counted(jobs, from, on, keep)
	return count.whole()
}

// Hours counts the same work in whole hours, of which a year has 1,560 and a
// month full time 130. It tells which of two amounts is the greater where both
// are of the same months.
func Hours(jobs []Job, from, on civil.Day, keep Counting) int {
	count := counted(jobs, from, on, keep)
	return int(count.units() / (unitsPerMonth * 12 / HoursPerYear))
}

func counted(jobs []Job, from, on civil.Day, keep Counting) tally {
	var count tally
	var buffer [32]bound
	bounds := buffer[:0]
	for i := range jobs {
		j := &jobs[i]
		if !keep(j) {
			continue
		}
		start, end := max(j.From, from), min(j.End(), on)
		switch {
		case j.Months > 0 && start <= j.From && end == j.End():
			count.months += j.Months
		case start >= end:
		case j.Months > 0:
			count.fullTime(start, end)
		default:
			bounds = append(bounds, bound{start, j.Hours}, bound{end, -j.Hours})
		}
	}
	if len(bounds) == 2 { // as nearly always: one job, and nothing overlaps
		switch from, end := bounds[0], bounds[1]; {
		case from.hours >= FullTimeHours:
			count.fullTime(from.day, end.day)
		case from.hours > 0:
			count.partTime(from.hours, from.day, end.day)
		}
		return count
	}
	slices.SortFunc(bounds, func(a, b bound) int { return int(a.day - b.day) })
	var stint civil.Day // first day of the full-time stint that reaches the current bound
	hours := 0
	for i, b := range bounds {
		hours += b.hours
		if i+1 < len(bounds) && b.day == bounds[i+1].day {
			continue
		}
		if hours >= FullTimeHours {
			if stint.IsZero() {
				stint = b.day
			}
			continue
		}
		if !stint.IsZero() {
			count.fullTime(stint, b.day)
			stint = 0
		}
		if hours > 0 {
			count.partTime(hours, b.day, bounds[i+1].day)
		}
	}
	return count
}

// bound is a day on which a job begins or ends, and by how much the hours a week
// of all jobs are more from then on.
type bound struct {
	day   civil.Day
	hours int
}

// tally adds up work exactly, in integers. A month is 487 sixteenths of a day.
type tally struct {
	months     int   // whole calendar months, full time
	days       int   // left over from full-time stints
	centiHours int64 // part time: hundredths of weekly hours, times days
}

func (t *tally) fullTime(from, end civil.Day) {
	months, days := from.Months(end)
	t.months += months
	t.days += days
}

func (t *tally) partTime(hours int, from, end civil.Day) {
	// 29.92 hours a week would complete 1,560 hours within 365 days: the rate
	// is held just below so that part time never wins a year sooner.
	const fastest = 2989
	t.centiHours += int64(min(hours, fastest)) * int64(end-from)
}

// A year is 12 months, 5,844 sixteenths of a day, or 1,560 hours: 1,092,000
// hundredths of weekly hours times days. Units are fine enough for all three.
const (
	sixteenthsPerMonth = 487
	centiHoursPerYear  = HoursPerYear * 100 * 7
	unitsPerMonth      = sixteenthsPerMonth * centiHoursPerYear
)

// units returns everything in the common unit.
func (t *tally) units() int64 {
	return int64(t.months)*unitsPerMonth + int64(t.days)*16*centiHoursPerYear + t.centiHours*12*sixteenthsPerMonth
}

// whole returns the whole months in all.
func (t *tally) whole() int { return int(t.units() / unitsPerMonth) }

// CountsInCanada says whether a stint is skilled Canadian work under the law
// of a day: authorized, not while a full-time student, and not self-employed
// but for physicians.
func (j *Job) CountsInCanada(law civil.Day) bool {
	return !j.StudentUnstated && j.MayCountInCanada(law)
}

// MayCountInCanada says the same of a stint of which it is not known whether it
// was done as a student, were it not.
func (j *Job) MayCountInCanada(law civil.Day) bool {
	if !j.InCanada() || j.Unauthorized || j.Student || !noc.Skilled(j.NOC, law) {
		return false
	}
	return !j.SelfEmployed || noc.Physician(j.NOC) && law >= PhysiciansFrom
}

// CountsAbroad says whether a stint is skilled foreign work under the law of a
// day. Self-employed and student work abroad counts; the warnings of a profile
// say so.
func (j *Job) CountsAbroad(law civil.Day) bool {
	return !j.InCanada() && noc.Skilled(j.NOC, law)
}

// CountsForWorkers says whether a stint is skilled work to the Federal Skilled
// Worker program and its grid under the law of a day: wherever it was done, also
// self-employed or as a student, but in Canada never without authorization.
// Source: Regulations, ss. 75, 80 and 83, which ask for paid work and shut out
// neither (medium confidence for both).
func (j *Job) CountsForWorkers(law civil.Day) bool {
	return !(j.InCanada() && j.Unauthorized) && noc.Skilled(j.NOC, law)
}

// CountsForTrades says the same for the Federal Skilled Trades program, to which
// work as a student does not count. Source: Regulations, s. 87.2, which asks for
// work since one was qualified to do it independently (medium confidence).
func (j *Job) CountsForTrades(law civil.Day) bool {
	return !j.StudentUnstated && j.MayCountForTrades(law)
}

// MayCountForTrades says the same of a stint of which it is not known whether it
// was done as a student, were it not.
func (j *Job) MayCountForTrades(law civil.Day) bool { return !j.Student && j.CountsForWorkers(law) }

// CanadianMonths counts the skilled work in Canada of the ten years before a
// day, under the law of another.
func (p *Person) CanadianMonths(on, law civil.Day) int {
	return Months(p.Work, on.YearsBefore(WorkWindowYears), on, func(j *Job) bool { return j.CountsInCanada(law) })
}

// ForeignMonths counts the skilled work abroad of the ten years before a day,
// under the law of another. Several occupations are summed.
func (p *Person) ForeignMonths(on, law civil.Day) int {
	return Months(p.Work, on.YearsBefore(WorkWindowYears), on, func(j *Job) bool { return j.CountsAbroad(law) })
}

// OccupationMonths counts the Canadian work in one occupation.
func (p *Person) OccupationMonths(code string, on, law civil.Day) int {
	return Months(p.Work, on.YearsBefore(WorkWindowYears), on, func(j *Job) bool {
		return j.NOC == code && j.CountsInCanada(law)
	})
}

// DefinitionDays are the days on which a definition changed that decides what
// work counts: NOC 2021 took the place of NOC 2016, and the self-employed work
// of physicians began to count.
func DefinitionDays() []civil.Day { return append(noc.ChangeDays(), PhysiciansFrom) }
