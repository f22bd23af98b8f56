// Package civil counts calendar days, without clocks or time zones.
//
// Every rule that crsplan knows is a rule about days: a birthday, the day a
// test result is two years old, the day a round was held. A [Day] is one such
// day of the proleptic Gregorian calendar. Intervals are half-open: they hold
// their first day and end before their last.
package civil

import (
	"encoding/json"
	"fmt"
	"math"
	"time"
)

// Day is a calendar day, counted from 1 for 0001-01-01. The zero Day is no
// day at all; it sorts before every other.
type Day int32

// The first and last day that crsplan works with. Nothing outside is a date
// of a person alive or of a rule in force.
const (
	Min = Day(693596) // 1900-01-01
	Max = Day(803168) // 2199-12-31
)

const secondsPerDay = 24 * 60 * 60

// epoch is the Day of 1970-01-01.
const epoch = Day(719163)

// Of returns the day of a year, a month and a day of the month. Values out of
// their range carry over, as in [time.Date]: the 32nd of January is the 1st of
// February.
func Of(year int, month time.Month, day int) Day {
	m := int(month) - 1
	if uint(m) >= 12 {
		var years int
		years, m = floor(m, 12)
		year += years
	}
	// The year begins in March, so that the leap day is its last.
	if m < 2 {
		year--
		m += 12
	}
	y := uint32(year + 400*shift400)
	century := y / 100
	dayOf := (979*uint32(m+1) - 2919) >> 5
	return Day(int32(1461*y/4-century+century/4+dayOf) - firstMarch - daysOf400*shift400 + int32(day))
}

// shift400 is how often 400 years are laid before the first, so that nothing
// that is reckoned with is negative: for the years after -6400.
const shift400 = 16

// daysOf400 are the days of 400 years, after which the calendar repeats.
const daysOf400 = 146_097

// firstMarch is how many days 0000-03-01, from which [Of] counts, lies before
// the first day.
const firstMarch = 306

// floor divides downwards: the rest is never negative.
func floor(n, by int) (quotient, rest int) {
	quotient, rest = n/by, n%by
	if rest < 0 {
		return quotient - 1, rest + by
	}
	return quotient, rest
}

// OfTime returns the day that t shows in its own location.
func OfTime(t time.Time) Day { return Of(t.Date()) }

// Parse reads an ISO 8601 day such as "2026-11-22", from [Min] to [Max].
func Parse(s string) (Day, error) {
	year, month, day := figures(s, 0, 4), time.Month(figures(s, 5, 7)), figures(s, 8, 10)
	d := Of(year, month, day)
	if y, m, n := d.Date(); len(s) != 10 || s[4] != '-' || s[7] != '-' || y != year || m != month || n != day {
		return 0, fmt.Errorf("%q is not a day of the form 2026-11-22", s)
	}
	if d < Min || d > Max {
		return 0, fmt.Errorf("%q is not between %v and %v", s, Min, Max)
	}
	return d, nil
}

// figures reads a number of digits alone; -1 where there are others, or none.
func figures(s string, from, to int) (n int) {
	if len(s) < to {
		return -1
	}
	for _, c := range []byte(s[from:to]) {
		if c < '0' || c > '9' {
			return -1
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// MustParse is [Parse] for days that stand in the source.
func MustParse(s string) Day {
	d, err := Parse(s)
	if err != nil {
		panic("civil: " + err.Error())
	}
	return d
}

// IsZero says whether d is no day.
func (d Day) IsZero() bool { return d == 0 }

// Time returns midnight UTC at the start of d.
func (d Day) Time() time.Time {
	return time.Unix(int64(d-epoch)*secondsPerDay, 0).UTC()
}

// Date returns the year, the month and the day of the month.
//
// Source: Neri and Schneider (2023), Euclidean affine functions and their
// application to calendar algorithms.
func (d Day) Date() (year int, month time.Month, day int) {
	// Counted from a first of March long before, so that nothing is negative.
	n := uint32(int32(d)-1+firstMarch+daysOf400*shift400)*4 + 3
	century := n / daysOf400
	n2 := n%daysOf400 | 3
	p2 := uint64(n2) * 2939745
	yearOf := uint32(p2 >> 32)
	dayOf := uint32(p2) / 2939745 / 4
	n3 := 2141*dayOf + 197913
	m := n3 >> 16
	day = int(n3&0xffff/2141) + 1
	year = int(100*century+yearOf) - 400*shift400
	if dayOf >= 306 {
		return year + 1, time.Month(m - 12), day
	}
	return year, time.Month(m), day
}

// Year returns the year.
func (d Day) Year() int {
	year, _, _ := d.Date()
	return year
}

// String returns the day as in "2026-11-22", and "" for no day.
func (d Day) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// AddYears returns the same day of the month n years later (earlier when n is
// negative). The 29th of February becomes the 1st of March in common years:
// the convention for birthdays and anniversaries of crsplan.
func (d Day) AddYears(n int) Day {
	y, m, day := d.Date()
	return Of(y+n, m, day)
}

// YearsBefore returns the first day of the window of n whole years before d: the
// latest day whose n-th anniversary is d or earlier. So that of a 29th of
// February begins on the 28th where the earlier year has none, and holds n years
// like every other.
func (d Day) YearsBefore(n int) Day {
	first := d.AddYears(-n)
	if first.AddYears(n) > d {
		first--
	}
	return first
}

// AddMonths returns the same day of the month n months later (earlier when n
// is negative), or the first day of the following month where that month is
// too short. So a stint from 31 January has lasted one month on 1 March.
func (d Day) AddMonths(n int) Day {
	y, m, day := d.Date()
	first := Of(y, m+time.Month(n), 1)
	if day > 28 { // no month is shorter
		return min(first+Day(day-1), Of(y, m+time.Month(n)+1, 1))
	}
	return first + Day(day-1)
}

// Years returns the completed years from d to on: an age, when d is a birth
// date. It is negative before d.
func (d Day) Years(on Day) int {
	y, m, day := d.Date()
	n, month, dayOf := on.Date()
	if month < m || month == m && dayOf < day {
		return n - y - 1
	}
	return n - y
}

// Months returns the completed calendar months from d to end, and the days
// left over. End must not be before d.
func (d Day) Months(end Day) (months, days int) {
	y1, m1, day1 := d.Date()
	y2, m2, day2 := end.Date()
	months = (y2-y1)*12 + int(m2-m1)
	if day1 <= day2 {
		return months, day2 - day1
	}
	months--
	return months, int(end - d.AddMonths(months))
}

// DaysPerMonth is the length of a step's month: a twelfth of 365.25 days.
const DaysPerMonth = 30.4375

// MonthDays returns the days that a step of so many months takes, rounded up.
func MonthDays(months float64) int { return int(math.Ceil(months * DaysPerMonth)) }

// MarshalJSON writes the day as a string, and null for no day.
func (d Day) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(d.String())
}

// UnmarshalJSON reads what [Day.MarshalJSON] wrote.
func (d *Day) UnmarshalJSON(b []byte) error {
	var s *string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	if s == nil {
		*d = 0
		return nil
	}
	day, err := Parse(*s)
	*d = day
	return err
}
