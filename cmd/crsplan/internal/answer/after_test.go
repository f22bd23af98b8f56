package answer_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/scenarios"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

func TestRank(t *testing.T) {
	record := &draws.Record{Pools: []draws.Pool{
		{Date: civil.MustParse("2026-08-01"), Bands: []draws.PoolBand{{High: 1200, Candidates: 7}}},
		{Date: civil.MustParse("2026-08-16"), Published: civil.MustParse("2026-08-17"), Round: "435", Total: 160, Bands: []draws.PoolBand{
			{Low: 601, High: 1200, Candidates: 10}, {Low: 501, High: 600, Candidates: 20},
			{Low: 491, High: 500, Candidates: 30}, {Low: 0, High: 490, Candidates: 100},
		}},
	}}
	tests := []struct {
		name         string
		score        int
		fewest, most int
	}{
		{"the highest score of a band has exactly the bands above it", 500, 30, 30},
		{"one point below it others of the band may be above", 499, 30, 60},
		{"the lowest score of a band", 491, 30, 60},
		{"just below a band all of it is above", 490, 60, 60},
		{"a score of nothing", 0, 60, 160},
		{"the highest score that there is", 1200, 0, 0},
		{"a nominee among the nominees", 700, 0, 10},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := answer.RankOf(test.score, record)
			if r.Fewest != test.fewest || r.Most != test.most || r.Total != 160 || r.Round != "435" || test.score < r.Low || test.score > r.High {
				t.Errorf("%+v", r)
			}
		})
	}
	if answer.RankOf(400, &draws.Record{}) != nil {
		t.Error("a place in no pool")
	}
}

func TestTheWholeCostIsStepsRenewalsAndFees(t *testing.T) {
	doc := planOf(t, string(scenarios.Starter("en", today)["profile.toml"]), today, "french-nclc7", "clb9")
	for _, o := range doc.Options {
		a := o.After
		if want := o.Cost.Likely + a.Renewals.Likely + a.FeesCost.Likely; a.Whole.Likely != want || a.Whole.Low > a.Whole.Likely || a.Whole.High < a.Whole.Likely {
			t.Errorf("%s: %+v, want %v", o.Option, a.Whole, want)
		}
		if (a.Landing == nil) != a.Invited.IsZero() || (a.Landing == nil) != (a.Because == "") {
			t.Errorf("%s: a landing without an invitation, or one without a landing: %+v", o.Option, a)
		}
		if a.Landing != nil && (a.Landing.From <= a.Invited || a.Landing.To <= a.Landing.From+59) {
			t.Errorf("%s: %+v", o.Option, a.Landing)
		}
	}
	if a := doc.Options[1].After; a.Landing == nil || a.Renewals.Likely != 330 {
		t.Errorf("French: %+v; an invitation is in sight, and the English test is renewed before they apply", a)
	}
	if a := doc.Options[2].After; a.Landing != nil || a.Renewals.Likely == 0 {
		t.Errorf("CLB 9: %+v; no invitation is in sight, and a test is renewed", a)
	}
}

// hired works in Canada on a permit that ends within the horizon.
const hired = `stated_on = 2026-11-22
name = "Wei"
birth_date = 1995-03-14
[education]
level = "bachelor"
country = "CA"
[languages.english]
taken_on = 2025-11-02
clb = { listening = 9, reading = 9, writing = 9, speaking = 9 }
[work.shop]
noc = "21232"
country = "CA"
from = 2025-06-01
[canada]
profile_submitted = 2026-09-01T14:00:00Z
permit = { kind = "pgwp", expires = 2027-08-31 }
`

func TestDates(t *testing.T) {
	type row struct {
		On, Kind string
		Points   int
	}
	rows := func(o answer.Option) (list []row) {
		for _, d := range o.Dates {
			list = append(list, row{d.On.String(), d.Kind, d.Points})
		}
		return list
	}
	doc := planOf(t, hired, today, "clb9")
	want := []row{
		{"2027-03-14", "birthday", -5},
		{"2027-05-18", "extend", 0}, // 15 weeks before the permit ends
		{"2027-06-01", "work-year", 25},
		{"2027-08-31", "profile", 0},
		{"2027-08-31", "permit", 0}, // its last day
		{"2027-11-01", "test", 0},
		{"2028-03-14", "birthday", -6},
		{"2028-08-31", "profile", 0},
		{"2029-03-14", "birthday", -5},
		{"2029-07-04", "closes", 0}, // 60 days before a year of work no longer stands within three
		{"2029-08-31", "profile", 0},
		{"2029-11-01", "test", 0},
	}
	if diff := cmp.Diff(want, rows(doc.Options[0])); diff != "" {
		t.Errorf("staying (-want +got):\n%s", diff)
	}
	for _, d := range doc.Options[0].Dates {
		if d.What == "" || d.Key == "" {
			t.Errorf("without words or a key: %+v", d)
		}
	}
}

func TestTheOptionThatIsRecommended(t *testing.T) {
	day := civil.MustParse("2029-11-22")
	yes := true
	margin := func(last int) []answer.Margin {
		return []answer.Margin{{Stream: "cec", Eligible: &yes, Last: &last, LastRound: today}}
	}
	chance := func(p, err float64) []answer.Chance {
		return []answer.Chance{{By: today, P: answer.Prob{Known: true}}, {By: day, P: answer.Prob{P: p, Known: true}, Error: err}}
	}
	option := func(name string, cost, months float64, margins []answer.Margin, chances []answer.Chance) answer.Option {
		return answer.Option{Option: name, Title: name, Cost: answer.Range{Likely: cost}, Months: months, Margins: margins, Chance: chances}
	}
	old, unsure := margin(200), margin(200)
	old[0].LastRound = today.AddYears(-1)
	unsure[0].Eligible = nil
	tests := []struct {
		name    string
		options []answer.Option
		want    string
		by      string
	}{
		{"the highest chance, whatever it costs", []answer.Option{option("a", 0, 0, margin(9), chance(.2, .01)), option("b", 9, 9, nil, chance(.5, .01))}, "b", "chance"},
		{"of chances within three points the sooner", []answer.Option{option("a", 5, 9, nil, chance(.529, .01)), option("b", 9, 3, nil, chance(.5, .01))}, "b", "chance"},
		{"three points and more apart the higher", []answer.Option{option("a", 5, 9, nil, chance(.531, .01)), option("b", 9, 3, nil, chance(.5, .01))}, "a", "chance"},
		{"of those as soon within a month the cheaper", []answer.Option{option("a", 9, 3, nil, chance(.528, .01)), option("b", 5, 4, nil, chance(.5, .01))}, "b", "chance"},
		{"more than a month apart the sooner", []answer.Option{option("a", 9, 3, nil, chance(.528, .01)), option("b", 5, 4.1, nil, chance(.5, .01))}, "a", "chance"},
		{"of those as cheap the sooner", []answer.Option{option("a", 5, 9, nil, chance(.5, .01)), option("b", 5, 3, nil, chance(.5, .01))}, "b", "chance"},
		{"where every chance is nothing, the margin", []answer.Option{option("a", 0, 0, margin(-50), chance(0, .001)), option("b", 5, 3, margin(-40), chance(.004, .001))}, "b", "margin"},
		{"the most points above the last cutoff", []answer.Option{option("a", 0, 0, margin(10), nil), option("b", 5, 3, margin(11), nil)}, "b", "margin"},
		{"of equal margins the cheaper", []answer.Option{option("a", 6, 0, margin(0), nil), option("b", 5, 3, margin(0), nil)}, "b", "margin"},
		{"not through a stream whose last round is a year old", []answer.Option{option("a", 0, 0, margin(-10), nil), option("b", 5, 3, old, nil)}, "a", "margin"},
		{"nor through one that is not known to be open", []answer.Option{option("a", 0, 0, nil, nil), option("b", 5, 3, unsure, nil)}, "", "none"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := &answer.Plan{DataDate: today, End: day, Options: test.options}
			if doc.Recommend(reason.English(), ""); doc.Recommended.Option != test.want || doc.Recommended.By != test.by || doc.Recommended.Because == "" {
				t.Errorf("%+v", doc.Recommended)
			}
			if !doc.Recommend(reason.English(), "a") || doc.Recommended.Option != "a" || doc.Recommended.By != "asked" {
				t.Errorf("asked for: %+v", doc.Recommended)
			}
			if doc.Recommend(reason.English(), "z") {
				t.Error("an option that is not there")
			}
		})
	}
}
