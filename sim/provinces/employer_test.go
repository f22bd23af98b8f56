package provinces

import (
	"slices"
	"testing"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
)

// The employer's years, staff and revenue, each just below what a path asks, at it
// and above it; what the offer does not tell is asked for, and no is said only
// where a fact that is told is too little.
func TestAnEmployerAtEachFloor(t *testing.T) {
	n := func(i int) *int { return &i }
	for _, test := range []struct {
		name, path, province, region string
		years, staff, revenue        *int
		want                         Met
		needs                        []string
	}{
		{"Toronto, all at the floor", "ontario-workforce-priority", "ON", "toronto", n(3), n(5), n(1_000_000), Yes, nil},
		{"the Greater Toronto Area, above", "ontario-workforce-priority", "ON", "gta", n(4), n(6), n(1_000_001), Yes, nil},
		{"two years", "ontario-workforce-priority", "ON", "toronto", n(2), n(5), n(1_000_000), No, nil},
		{"a staff of four", "ontario-workforce-priority", "ON", "gta", n(3), n(4), n(1_000_000), No, nil},
		{"a dollar too little", "ontario-workforce-priority", "ON", "toronto", n(3), n(5), n(999_999), No, nil},
		{"elsewhere three will do", "ontario-workforce-priority", "ON", "north", n(3), n(3), n(500_000), Yes, nil},
		{"elsewhere two will not", "ontario-workforce-priority", "ON", "north", n(3), n(2), n(500_000), No, nil},
		{"elsewhere below both amounts", "ontario-workforce-priority", "ON", "east", n(3), n(3), n(249_999), No, nil},
		{"between the amounts of the divisions", "ontario-workforce-priority", "ON", "east", n(3), n(3), n(250_000), NotKnown, nil},
		{"just below the higher", "ontario-workforce-priority", "ON", "east", n(3), n(3), n(499_999), NotKnown, nil},
		{"nothing told of the employer", "ontario-workforce-priority", "ON", "toronto", nil, nil, nil, NotKnown, []string{"canada.job_offer.employer_years", "canada.job_offer.employer_staff", "canada.job_offer.employer_revenue_cad"}},
		{"one fact is too little, the others missing", "ontario-workforce-priority", "ON", "toronto", n(1), nil, nil, No, nil},
		{"the place of work is missing, and decides", "ontario-workforce-priority", "ON", "", n(3), n(4), n(2_000_000), NotKnown, []string{"canada.job_offer.region"}},
		{"the place of work is missing, and is of no matter", "ontario-workforce-priority", "ON", "", n(3), n(5), n(1_000_000), Yes, nil},
		{"Vancouver, a year and five", "british-columbia", "BC", "metro-vancouver", n(1), n(5), nil, Yes, nil},
		{"Vancouver, four", "british-columbia", "BC", "metro-vancouver", n(1), n(4), nil, No, nil},
		{"the rest of British Columbia, three", "british-columbia", "BC", "elsewhere", n(1), n(3), nil, Yes, nil},
		{"the rest of British Columbia, two", "british-columbia", "BC", "elsewhere", n(1), n(2), nil, No, nil},
		{"no year in British Columbia", "british-columbia", "BC", "elsewhere", n(0), n(3), nil, No, nil},
		{"two years in Saskatchewan", "saskatchewan-tech", "SK", "", n(2), nil, nil, Yes, nil},
		{"one year in Saskatchewan", "saskatchewan-tech", "SK", "", n(1), nil, nil, No, nil},
	} {
		p := &profile.Profile{Canada: profile.Canada{Offer: &profile.Offer{
			NOC: "21231", FullTime: true, Province: test.province, Region: test.region, Years: test.years, Staff: test.staff, Revenue: test.revenue,
		}}}
		day := civil.Of(2026, 11, 22)
		floor, ok := PathOf(test.path).On(p, day, day, true).Employer()
		if !ok || floor.Met != test.want || !slices.Equal(floor.Needs, test.needs) {
			t.Errorf("%s: %v, needs %q; want %v, %q", test.name, floor.Met, floor.Needs, test.want, test.needs)
		}
	}
}

// Of an offer that nobody has yet nothing is asked about its employer.
func TestASupposedOfferHasNoEmployer(t *testing.T) {
	day := civil.Of(2026, 11, 22)
	if floor, ok := PathOf("alberta-tech").On(&profile.Profile{}, day, day, true).Employer(); ok {
		t.Errorf("asked: %v", floor)
	}
}

// British Columbia took twelve occupations off on June 13, 2026, and asks a level
// of TEER 2 and 3 alone: the day before, the day, and the day after; just below the
// level, at it, and above.
func TestTheFloorsOfBritishColumbiaByDayAndLevel(t *testing.T) {
	floor := func(code string, law civil.Day, level int8) map[string]Met {
		p := &profile.Profile{Canada: profile.Canada{Offer: &profile.Offer{NOC: code, FullTime: true, Province: "BC"}}}
		w := PathOf("british-columbia").On(p, law, law, false)
		inputs := inputOf["best_level"]
		inputOf["best_level"] = func(*Person) Value { return Number(float64(level)) }
		defer func() { inputOf["best_level"] = inputs }()
		list := map[string]Met{}
		for _, f := range w.Floors() {
			list[f.Key] = f.Met
		}
		return list
	}
	changed := civil.Of(2026, 6, 13)
	for law, want := range map[civil.Day]Met{changed - 1: Yes, changed: No, changed + 1: No} {
		if got := floor("12100", law, 9)["occupation"]; got != want {
			t.Errorf("12100 on %v: %v, want %v", law, got, want)
		}
		if got := floor("21231", law, 9)["occupation"]; got != Yes {
			t.Errorf("21231 on %v: %v", law, got)
		}
	}
	for level, want := range map[int8]Met{3: No, 4: Yes, 5: Yes} {
		if got := floor("22220", changed, level)["language"]; got != want {
			t.Errorf("TEER 2 with level %d: %v, want %v", level, got, want)
		}
	}
	if _, asked := floor("21231", changed, 0)["language"]; asked {
		t.Error("a level is asked of TEER 1")
	}
}

// A scale holds from its first day to its last: none on the day before, the same
// on the days after.
func TestAScaleHoldsFromItsFirstDay(t *testing.T) {
	for _, p := range Paths() {
		s := ScaleOf(p.Scale)
		if s == nil || s.From.IsZero() {
			continue
		}
		if p.ScaleOn(s.From.Day-1) != nil || p.ScaleOn(s.From.Day) != s || s.To.IsZero() && p.ScaleOn(s.From.Day+1) != s {
			t.Errorf("%s: the scale of %v is not that of its days", p.ID, s.From)
		}
		if !s.To.IsZero() && (p.ScaleOn(s.To.Day) != s || p.ScaleOn(s.To.Day+1) != nil) {
			t.Errorf("%s: the scale does not end on %v", p.ID, s.To)
		}
	}
}

// The fees of a path on the day before one began, on that day and on the next: what
// is not known for a day is not zero.
func TestTheFeesOfAPathByDay(t *testing.T) {
	for _, test := range []struct {
		path  string
		day   civil.Day
		total int // 0: not known
	}{
		{"alberta-tech", civil.Of(2026, 4, 6), 0}, {"alberta-tech", civil.Of(2026, 4, 7), 1635}, {"alberta-tech", civil.Of(2026, 4, 8), 1635},
		{"british-columbia", civil.Of(2026, 1, 21), 0}, {"british-columbia", civil.Of(2026, 1, 22), 1750}, {"british-columbia", civil.Of(2026, 1, 23), 1750},
		{"nova-scotia", civil.Of(2026, 8, 31), 0}, {"nova-scotia", civil.Of(2026, 9, 1), 1000}, {"nova-scotia", civil.Of(2026, 9, 2), 1000},
		{"ontario-workforce-priority", civil.Of(2026, 11, 22), 0},
	} {
		fees, known := PathOf(test.path).FeesOn(test.day)
		total := 0
		for _, f := range fees {
			total += f.Cost.Likely
		}
		if known != (test.total > 0) || known && total != test.total {
			t.Errorf("%s on %v: %d, known %v; want %d", test.path, test.day, total, known, test.total)
		}
	}
}

// Manitoba's rounds are for an occupation or for who studied there: a welder was
// invited with major group 72, a driver with category 9 not at all.
func TestARoundOfManitobaIsForWhomItNames(t *testing.T) {
	record := draws.Embedded()
	path := PathOf("manitoba")
	rounds, _ := path.Rounds(record)
	day := civil.Of(2026, 11, 22)
	count := func(code string, studied bool) (n int) {
		p := &profile.Profile{Canada: profile.Canada{PrimaryNOC: code}}
		if studied {
			p.Self.Education = profile.Education{Country: "CA", Province: "MB", Level: profile.Bachelor}
		}
		w := path.On(p, day, day, false)
		for i := range rounds {
			if w.Invited(&rounds[i]) {
				n++
			}
		}
		return n
	}
	for _, test := range []struct {
		code    string
		studied bool
		want    int
	}{{"21231", false, 1}, {"72106", false, 1}, {"94110", false, 1}, {"73300", false, 0}, {"31301", false, 0}, {"31301", true, 4}, {"21231", true, 5}, {"", false, 3}} {
		if got := count(test.code, test.studied); got != test.want {
			t.Errorf("%q, studied there %v: %d rounds, want %d", test.code, test.studied, got, test.want)
		}
	}
}
