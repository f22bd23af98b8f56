package civil_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"crsplan/sim/civil"
)

func TestDaysCountAsTheCalendarDoes(t *testing.T) {
	tests := []struct {
		name string
		got  civil.Day
		want string
	}{
		{"the first day crsplan works with", civil.Min, "1900-01-01"},
		{"the last day crsplan works with", civil.Max, "2199-12-31"},
		{"a day over is the next month", civil.Of(2026, 1, 32), "2026-02-01"},
		{"a leap day is a day", civil.Of(2024, 2, 29), "2024-02-29"},
		{"a leap day's anniversary in a common year is 1 March", civil.MustParse("2024-02-29").AddYears(1), "2025-03-01"},
		{"a leap day's anniversary in a leap year is itself", civil.MustParse("2024-02-29").AddYears(4), "2028-02-29"},
		{"years go back too", civil.MustParse("2026-11-22").AddYears(-10), "2016-11-22"},
		{"the window of ten years begins on the same day", civil.MustParse("2026-11-22").YearsBefore(10), "2016-11-22"},
		{"that of a 28 February too", civil.MustParse("2028-02-28").YearsBefore(10), "2018-02-28"},
		{"that of a leap day on 28 February of a common year", civil.MustParse("2028-02-29").YearsBefore(10), "2018-02-28"},
		{"that of 1 March on 1 March", civil.MustParse("2028-03-01").YearsBefore(10), "2018-03-01"},
		{"of a leap year too", civil.MustParse("2026-03-01").YearsBefore(10), "2016-03-01"},
		{"that of a leap day on a leap day of a leap year", civil.MustParse("2028-02-29").YearsBefore(8), "2020-02-29"},
		{"a month after 31 January is 1 March", civil.MustParse("2025-01-31").AddMonths(1), "2025-03-01"},
		{"a month after 30 November is 30 December", civil.MustParse("2025-11-30").AddMonths(1), "2025-12-30"},
		{"months go back over the year", civil.MustParse("2025-01-15").AddMonths(-2), "2024-11-15"},
		{"no day prints nothing", civil.Day(0), ""},
		{"a time shows its own day", civil.OfTime(time.Date(2026, 11, 22, 23, 59, 0, 0, time.FixedZone("EST", -5*3600))), "2026-11-22"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.got.String(); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestCompletedYears(t *testing.T) {
	tests := []struct {
		name      string
		birth, on string
		want      int
	}{
		{"the day before the birthday", "1996-03-10", "2026-03-09", 29},
		{"the birthday", "1996-03-10", "2026-03-10", 30},
		{"the day after the birthday", "1996-03-10", "2026-03-11", 30},
		{"born on 29 February, on 28 February of a common year", "1996-02-29", "2026-02-28", 29},
		{"born on 29 February, on 1 March of a common year", "1996-02-29", "2026-03-01", 30},
		{"born on 29 February, on 29 February of a leap year", "1996-02-29", "2028-02-29", 32},
		{"before birth", "2026-03-10", "2026-03-09", -1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := civil.MustParse(tt.birth).Years(civil.MustParse(tt.on)); got != tt.want {
				t.Errorf("got %d, want %d", got, tt.want)
			}
		})
	}
}

func TestCompletedMonths(t *testing.T) {
	tests := []struct {
		name         string
		from, end    string
		months, days int
	}{
		{"a year ends on the anniversary", "2020-01-01", "2021-01-01", 12, 0},
		{"a day short of a year", "2020-01-01", "2020-12-31", 11, 30},
		{"from the end of a long month", "2025-01-31", "2025-03-01", 1, 0},
		{"a day before that", "2025-01-31", "2025-02-28", 0, 28},
		{"no time at all", "2025-01-31", "2025-01-31", 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, d := civil.MustParse(tt.from).Months(civil.MustParse(tt.end))
			if m != tt.months || d != tt.days {
				t.Errorf("got %d months %d days, want %d months %d days", m, d, tt.months, tt.days)
			}
		})
	}
}

func TestAStepsMonthIsRoundedUpToDays(t *testing.T) {
	for months, want := range map[float64]int{0: 0, 0.5: 16, 1: 31, 4: 122, 12: 366, 16: 487, 36: 1096} {
		if got := civil.MonthDays(months); got != want {
			t.Errorf("%v months: got %d days, want %d", months, got, want)
		}
	}
}

func TestParseRefusesWhatIsNoDay(t *testing.T) {
	for _, s := range []string{"", "2026-11-31", "2026-2-1", "22.11.2026", "1899-12-31", "2200-01-01", "2026-11-22T00:00:00Z"} {
		if d, err := civil.Parse(s); err == nil {
			t.Errorf("%q was read as %v", s, d)
		}
	}
}

// Days are read as package time reads them: right ones, those of another month's
// length, and each with any one byte of it changed.
func TestParseReadsWhatPackageTimeReads(t *testing.T) {
	check := func(s string) {
		want, wrong := time.Parse(time.DateOnly, s)
		got, err := civil.Parse(s)
		if (err == nil) != (wrong == nil && civil.OfTime(want) >= civil.Min && civil.OfTime(want) <= civil.Max) || err == nil && got != civil.OfTime(want) {
			t.Errorf("%q: got %v, %v; package time %v, %v", s, got, err, want, wrong)
		}
	}
	for _, year := range []string{"0000", "0001", "1899", "1900", "2000", "2023", "2024", "2199", "2200", "9999"} {
		for month := range 15 {
			for day := range 34 {
				s := fmt.Sprintf("%s-%02d-%02d", year, month, day)
				check(s)
				check(s + "0")
				check(s[1:])
				check(s[:9])
			}
		}
	}
	for at := range 10 {
		for c := range 256 {
			s := []byte("2024-02-29")
			s[at] = byte(c)
			check(string(s))
		}
	}
}

func TestJSONKeepsTheDay(t *testing.T) {
	for _, text := range []string{`"2026-11-22"`, `null`} {
		var d civil.Day
		if err := json.Unmarshal([]byte(text), &d); err != nil {
			t.Fatal(err)
		}
		if out, _ := json.Marshal(d); string(out) != text {
			t.Errorf("%s came back as %s", text, out)
		}
	}
	for _, text := range []string{`"x"`, `7`} {
		var d civil.Day
		if err := json.Unmarshal([]byte(text), &d); err == nil {
			t.Errorf("%s was read as %v", text, d)
		}
	}
}

func TestDayArithmeticHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := rapid.Custom(func(t *rapid.T) civil.Day {
			return civil.Day(rapid.Int32Range(int32(civil.Min)+40000, int32(civil.Max)-40000).Draw(t, "day"))
		})
		d, e := day.Draw(t, "d"), day.Draw(t, "e")
		if e < d {
			d, e = e, d
		}
		if back := civil.MustParse(d.String()); back != d {
			t.Fatalf("%v printed and read back is %v", d, back)
		}
		months, days := d.Months(e)
		if months < 0 || days < 0 || days > 31 || d.AddMonths(months)+civil.Day(days) != e {
			t.Fatalf("%v to %v: %d months and %d days", d, e, months, days)
		}
		if y := d.Years(e); d.AddYears(y) > e || d.AddYears(y+1) <= e {
			t.Fatalf("%v to %v is not %d years", d, e, y)
		}
	})
}

// Package time counts the same days in its own way.
func TestDaysAreThoseOfPackageTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		year := rapid.IntRange(-2000, 4000).Draw(t, "year")
		month := time.Month(rapid.IntRange(-40, 40).Draw(t, "month"))
		day := rapid.IntRange(-800, 800).Draw(t, "day")
		want := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
		got := civil.Of(year, month, day)
		if !got.Time().Equal(want) {
			t.Fatalf("%d-%d-%d is %v, want %v", year, month, day, got.Time(), want)
		}
		y, m, d := got.Date()
		if wy, wm, wd := want.Date(); y != wy || m != wm || d != wd || got.Year() != wy {
			t.Fatalf("%v is %d-%d-%d", want, y, m, d)
		}
	})
}

func TestEveryDayThatCrsplanWorksWithIsThatOfPackageTime(t *testing.T) {
	day := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	for d := civil.Min; d <= civil.Max; d++ {
		y, m, of := d.Date()
		if wy, wm, wd := day.Date(); y != wy || m != wm || of != wd || civil.Of(y, m, of) != d {
			t.Fatalf("%v is %d-%d-%d, and %v again", day, y, m, of, civil.Of(y, m, of))
		}
		day = day.AddDate(0, 0, 1)
	}
}

// The completed years and months are those after which the anniversary is not
// yet past.
func TestCompletedYearsAndMonthsFollowTheAnniversaries(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := civil.Min + civil.Day(rapid.IntRange(0, 80_000).Draw(t, "day"))
		end := d + civil.Day(rapid.IntRange(0, 20_000).Draw(t, "days"))
		months, days := d.Months(end)
		if at := d.AddMonths(months); at > end || d.AddMonths(months+1) <= end || days != int(end-at) {
			t.Errorf("%v to %v: %d months and %d days", d, end, months, days)
		}
		if n := d.Years(end); d.AddYears(n) > end || d.AddYears(n+1) <= end {
			t.Errorf("%v to %v: %d years", d, end, n)
		}
	})
}

func TestTheWindowBeforeADayHoldsItsYearsAndNotADayMore(t *testing.T) {
	for d := civil.MustParse("2019-01-01"); d < civil.MustParse("2033-01-01"); d++ {
		for _, n := range []int{1, 3, 5, 10} {
			first := d.YearsBefore(n)
			if first.AddYears(n) > d || (first+1).AddYears(n) <= d {
				t.Fatalf("the window of %d years before %v begins on %v", n, d, first)
			}
		}
	}
}
