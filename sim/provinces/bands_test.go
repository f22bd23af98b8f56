package provinces

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"crsplan/sim/civil"
	"crsplan/sim/language"
	"crsplan/sim/profile"
)

// The bands of the provinces' pages, as a reader has them: both ends of each. Three
// people stand at every threshold: just below it, on it and above it.
func TestThreePeopleAtEveryThreshold(t *testing.T) {
	type band struct {
		Points          int
		Min, Max, Below *float64
		Value           string
	}
	var rows []struct {
		Scale, Factor string
		Table         int
		Bands         []band
	}
	data, err := os.ReadFile("testdata/bands.json")
	if err == nil {
		err = json.Unmarshal(data, &rows)
	}
	if err != nil {
		t.Fatal(err)
	}
	thresholds := 0
	for _, row := range rows {
		s := ScaleOf(row.Scale)
		f := s.Factors[slices.IndexFunc(s.Factors, func(f Factor) bool { return f.Key == row.Factor })]
		points := func(v Value) int {
			of := &f.table
			if f.Tables != nil {
				of = &f.Tables[row.Table]
			}
			low, high := of.bounds(v)
			if f.Whole != nil {
				low, high = f.Whole.points(v.Low), f.Whole.points(v.High)
			}
			if low != high {
				t.Errorf("%s %s: %v is %d or %d points", row.Scale, row.Factor, v, low, high)
			}
			return low
		}
		for _, b := range row.Bands {
			check := func(n float64, inside bool) {
				if got := points(Number(n)); n >= 0 && (got == b.Points) != inside && (inside || !slices.ContainsFunc(row.Bands, func(o band) bool { return o != b && o.Points == b.Points })) {
					t.Errorf("%s %s at %g: %d points, want %d: %v", row.Scale, row.Factor, n, got, b.Points, inside)
				}
			}
			switch {
			case b.Value != "":
				if got := points(Word(b.Value)); got != b.Points {
					t.Errorf("%s %s, %s: %d points, want %d", row.Scale, row.Factor, b.Value, got, b.Points)
				}
				continue
			case b.Min != nil:
				thresholds++
				check(*b.Min, true)
				check(*b.Min-0.0000005, *b.Min == 0)
			}
			if b.Max != nil {
				check(*b.Max, true)
				if slices.ContainsFunc(row.Bands, func(o band) bool { return o.Min != nil && *o.Min == *b.Max+1 }) {
					check(*b.Max+1, false)
				}
			}
			if b.Below != nil {
				check(*b.Below-0.0000005, true)
				check(*b.Below, false)
			}
		}
	}
	if thresholds < 150 {
		t.Errorf("%d thresholds only", thresholds)
	}
}

var stated = civil.MustParse("2026-11-30")

// developer is the person of A1, without a word on family.
func developer() *profile.Profile {
	p := &profile.Profile{StatedOn: stated}
	p.Self.Birth = stated.AddYears(-30)
	p.Self.Education = profile.Education{Level: profile.Bachelor, Country: "BR", ECAIssued: stated.AddMonths(-6)}
	p.Self.Languages.Results[language.English] = profile.Result{Held: true, TakenOn: stated.AddMonths(-6), Levels: language.Levels{8, 8, 8, 8}}
	p.Self.Work = []profile.Job{{Name: "developer", NOC: "21232", Country: "BR", From: stated.AddYears(-6), Hours: 4000}}
	p.Canada.Family = []string{}
	return p
}

// inAlberta adds so many months of work there, up to the day.
func inAlberta(p *profile.Profile, months int) *profile.Profile {
	p.Self.Work = append(p.Self.Work, profile.Job{Name: "there", NOC: "21232", Country: "CA", Province: "AB", From: stated.AddMonths(-months), Hours: 4000})
	return p
}

func pointsOf(t *testing.T, path string, p *profile.Profile) Points {
	t.Helper()
	points, ok := PathOf(path).On(p, stated, stated, true).Points()
	if !ok {
		t.Fatalf("%s has no scale", path)
	}
	return points
}

func TestWhatAProfileIsWorthInAlberta(t *testing.T) {
	set := func(p *profile.Profile, change func(*profile.Profile)) *profile.Profile {
		change(p)
		return p
	}
	offer := func(o profile.Offer) func(*profile.Profile) {
		o.NOC, o.FullTime, o.Province = "21232", true, "AB"
		return func(p *profile.Profile) { p.Canada.Offer = &o }
	}
	yes, no := true, false
	for name, tt := range map[string]struct {
		p         *profile.Profile
		low, high int
		needs     string
	}{
		"a permanent offer in Calgary is supposed":         {developer(), 43, 43, ""},
		"family that nothing says":                         {set(developer(), func(p *profile.Profile) { p.Canada.Family = nil; p.Self.Unstated = profile.TheRelative }), 43, 51, "canada.close_family"},
		"no relative in all of Canada":                     {set(developer(), func(p *profile.Profile) { p.Canada.Family = nil }), 43, 43, ""},
		"five months of work there":                        {inAlberta(developer(), 5), 43, 43, ""},
		"six months of work there":                         {inAlberta(developer(), 6), 53, 53, ""},
		"six months there, and outside both cities":        {set(inAlberta(developer(), 6), offer(profile.Offer{Permanent: &yes, Region: "elsewhere"})), 58, 58, ""},
		"an offer with an end":                             {set(developer(), offer(profile.Offer{Permanent: &no, Region: "elsewhere"})), 33, 33, ""},
		"whether it has an end is not said":                {set(developer(), offer(profile.Offer{Region: "calgary"})), 33, 43, "canada.job_offer.permanent"},
		"where it is is not said":                          {set(developer(), offer(profile.Offer{Permanent: &yes})), 43, 48, "canada.job_offer.region"},
		"a test that has expired":                          {set(developer(), func(p *profile.Profile) { p.Self.Languages.Results[0].TakenOn = stated.AddYears(-2) }), 33, 33, ""},
		"one that expires tomorrow":                        {set(developer(), func(p *profile.Profile) { p.Self.Languages.Results[0].TakenOn = stated.AddYears(-2) + 1 }), 43, 43, ""},
		"34 years, the day before the birthday":            {set(developer(), func(p *profile.Profile) { p.Self.Birth = stated.AddYears(-35) + 1 }), 43, 43, ""},
		"35 years":                                         {set(developer(), func(p *profile.Profile) { p.Self.Birth = stated.AddYears(-35) }), 42, 42, ""},
		"an engineer of whose licence nothing is said":     {set(developer(), func(p *profile.Profile) { p.Self.Work[0].NOC = "21311" }), 43, 53, "canada.licensed_in"},
		"a licensed one":                                   {set(developer(), func(p *profile.Profile) { p.Self.Work[0].NOC = "21311"; p.Canada.Licensed = []string{"AB"} }), 53, 53, ""},
		"work in Canada of which the province is not said": {set(inAlberta(developer(), 6), func(p *profile.Profile) { p.Self.Work[1].Province = "" }), 49, 53, "work.there.province"},
	} {
		got := pointsOf(t, "alberta-tech", tt.p)
		needs := ""
		if n := got.Needs(); len(n) > 0 {
			needs = n[0]
		}
		if got.Low != tt.low || got.High != tt.high || needs != tt.needs {
			t.Errorf("%s: %d to %d, needs %q; want %d to %d, %q", name, got.Low, got.High, needs, tt.low, tt.high, tt.needs)
		}
	}
}

func TestWhatAProfileIsWorthInBritishColumbia(t *testing.T) {
	at := func(change func(o *profile.Offer)) *profile.Profile {
		p := developer()
		p.Canada.Offer = &profile.Offer{NOC: "21232", FullTime: true, Province: "BC", Region: "metro-vancouver"}
		change(p.Canada.Offer)
		return p
	}
	wage := func(w float64) func(o *profile.Offer) { return func(o *profile.Offer) { o.HourlyWage = &w } }
	yearly := func(pay float64, hours int) func(o *profile.Offer) {
		return func(o *profile.Offer) { o.AnnualPay, o.Hours = &pay, hours }
	}
	for name, tt := range map[string]struct {
		p         *profile.Profile
		low, high int
	}{
		"no wage is said":           {at(func(*profile.Offer) {}), 60, 115},
		"50 an hour":                {at(wage(50)), 95, 95},
		"60 an hour":                {at(wage(60)), 105, 105},
		"15.99 an hour":             {at(wage(15.99)), 60, 60},
		"69.99 an hour":             {at(wage(69.99)), 114, 114},
		"70 an hour":                {at(wage(70)), 115, 115},
		"110,000 a year, 37.5 h":    {at(yearly(110_000, 3750)), 60 + 41, 60 + 41},
		"110,000 a year, 50 h":      {at(yearly(110_000, 5000)), 60 + 37, 60 + 37},
		"110,000 a year, no hours":  {at(yearly(110_000, 0)), 60 + 37, 60 + 55},
		"outside of Vancouver, 50":  {at(func(o *profile.Offer) { wage(50)(o); o.Region = "elsewhere" }), 110, 110},
		"no word on the region, 50": {at(func(o *profile.Offer) { wage(50)(o); o.Region = "" }), 95, 110},
	} {
		if got := pointsOf(t, "british-columbia", tt.p); got.Low != tt.low || got.High != tt.high {
			t.Errorf("%s: %d to %d, want %d to %d", name, got.Low, got.High, tt.low, tt.high)
		}
	}
}

func TestNoTotalIsToldBeforeAScaleHolds(t *testing.T) {
	for path, first := range map[string]string{"alberta-tech": "2025-08-07", "british-columbia": "2025-12-04", "ontario-workforce-priority": "2026-06-26"} {
		day := civil.MustParse(first)
		for on, want := range map[civil.Day]bool{day - 1: false, day: true, day + 1: true} {
			if got := PathOf(path).ScaleOn(on) != nil; got != want {
				t.Errorf("%s on %v: %v", path, on, got)
			}
		}
	}
	for on, want := range map[string]bool{"2026-05-29": true, "2026-05-30": true, "2026-05-31": false} {
		old := &Path{Scale: "OINP-EOI"}
		if got := old.ScaleOn(civil.MustParse(on)) != nil; got != want {
			t.Errorf("Ontario's old streams on %s: %v", on, got)
		}
	}
}
