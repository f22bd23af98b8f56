package draws_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"crsplan/sim/draws"
)

// The tech draws as Ontario's table and the press have them, with how many
// occupations each targeted.
func TestTheTechDraws(t *testing.T) {
	type draw struct {
		Date            string
		Size, Low, High int
		Codes           int
		Mixed           bool
	}
	want := []draw{
		{"2019-07-12", 1623, 439, 459, 6, false},
		{"2019-08-01", 1773, 435, 458, 6, false},
		{"2020-01-15", 954, 460, 472, 6, false},
		{"2020-05-13", 703, 421, 451, 6, false},
		{"2020-07-29", 1288, 463, 477, 6, false},
		{"2020-10-15", 772, 462, 470, 6, false},
		{"2020-12-15", 668, 460, 468, 6, false},
		{"2021-02-16", 1186, 453, 467, 6, false},
		{"2021-04-13", 528, 456, 467, 6, false},
		{"2021-10-27", 1408, 455, 467, 6, false},
		{"2022-02-08", 622, 463, 467, 6, false},
		{"2022-09-28", 1179, 496, 0, 6, false},
		{"2022-12-19", 936, 484, 490, 9, false},
		{"2023-02-02", 1127, 481, 489, 9, false},
		{"2023-03-10", 815, 479, 489, 9, false},
		{"2023-05-05", 1863, 475, 482, 9, false},
		{"2023-07-06", 748, 479, 485, 9, false},
		{"2023-07-20", 902, 458, 462, 9, false},
		{"2023-08-11", 2084, 473, 516, 9, true},
		{"2023-08-16", 751, 473, 495, 9, true},
		{"2023-12-14", 2359, 473, 480, 15, false},
		{"2024-02-08", 2118, 471, 480, 15, false},
		{"2024-03-21", 2281, 468, 480, 15, false},
	}
	var got []draw
	pure, mixed := 0, 0
	for _, b := range draws.Embedded().Of(draws.OntarioTech).Bands {
		d := draw{b.Date.String(), b.Size, b.Low, b.High, len(b.NOCs), len(b.Streams) > 1}
		got = append(got, d)
		if d.Mixed {
			mixed += b.Size
		} else {
			pure += b.Size
		}
		if version := map[bool]string{true: "2016", false: "2021"}[d.Codes == 6]; b.NOCVersion != version {
			t.Errorf("%s: codes of %s", d.Date, b.NOCVersion)
		}
		if b.NOCsPartial != d.Mixed || b.CECOnly != (d.Date == "2020-05-13") {
			t.Errorf("%s: partial is %v, CEC only is %v", d.Date, b.NOCsPartial, b.CECOnly)
		}
		if b.CreatedFrom != b.Date.AddYears(-1) || !d.Mixed && b.CreatedTo != b.Date {
			t.Errorf("%s: profiles from %v to %v", d.Date, b.CreatedFrom, b.CreatedTo)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if pure != 25853 || mixed != 2835 {
		t.Errorf("%d notifications, and %d mixed; want 25,853 and 2,835", pure, mixed)
	}
}

func TestTheTechDrawsTargetedTheirLists(t *testing.T) {
	for d, want := range map[string]string{
		"2022-02-08": "0213 2147 2172 2173 2174 2175",
		"2023-02-02": "20012 21211 21223 21230 21231 21232 21233 21234 21311",
		"2024-03-21": "20012 21211 21220 21221 21222 21223 21230 21231 21232 21233 21234 21311 22220 22221 22222",
	} {
		if got := strings.Join(band(t, d, draws.OntarioTech).NOCs, " "); got != want {
			t.Errorf("%s: %s, want %s", d, got, want)
		}
	}
}

// What Ontario prints as the totals of Human Capital Priorities.
func TestHumanCapitalPrioritiesByYear(t *testing.T) {
	want := map[int]int{2017: 0, 2018: 3719, 2019: 6958, 2020: 6716, 2021: 6259, 2022: 4012, 2023: 17502, 2024: 12731}
	got := make(map[int]int)
	for _, b := range draws.Embedded().Bands {
		if b.Program == "Human Capital Priorities" {
			got[b.Date.Year()] += b.Size
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestHowManyDrawsEachOntarioStreamHad(t *testing.T) {
	want := map[draws.Stream]int{
		draws.OntarioTech: 23, draws.OntarioHealth: 12, draws.OntarioPriority: 14, draws.OntarioGeneral: 6,
		draws.OntarioJobOffer: 3, draws.OntarioHCPFrench: 1, draws.OntarioICT: 1, draws.OntarioOther: 2,
		draws.OntarioFrench: 77, draws.OntarioTrades: 45,
	}
	got := make(map[draws.Stream]int)
	for _, b := range draws.Embedded().Bands {
		for _, s := range b.Streams {
			got[s]++
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if n := len(draws.Embedded().Bands); n != 182 {
		t.Errorf("%d draws, want 182", n)
	}
}

func TestABandIsReadWhole(t *testing.T) {
	want := draws.Band{
		Date: day("2023-08-11"), Until: day("2023-08-16"), Streams: []draws.Stream{draws.OntarioTech, draws.OntarioHealth},
		Program: "Human Capital Priorities", Kind: "tech+health", Size: 2084, Low: 473, High: 516,
		NOCVersion: "2021", NOCs: strings.Fields("20012 21211 21223 21230 21231 21232 21233 21234 21311"), NOCsPartial: true,
		CreatedFrom: day("2022-08-11"), CreatedTo: day("2023-07-08"), Confidence: "high",
	}
	got := band(t, "2023-08-11", draws.OntarioTech)
	if got.Note == "" || got.Source == "" {
		t.Error("the row has lost its note or its source")
	}
	got.Note, got.Source = "", ""
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestADrawOfOneDayEndsOnIt(t *testing.T) {
	several := map[string]string{"2023-03-08": "2023-03-09", "2023-08-11": "2023-08-16"}
	for _, b := range draws.Embedded().Bands {
		want := b.Date.String()
		if until, ok := several[want]; ok && b.Program == "Human Capital Priorities" {
			want = until
		}
		if b.Until.String() != want {
			t.Errorf("the draw of %v was issued until %v, want %s", b.Date, b.Until, want)
		}
	}
}

func TestBothEndsOfABandBind(t *testing.T) {
	tests := []struct {
		name  string
		date  string
		of    draws.Stream
		score int
		want  draws.Place
	}{
		{"485 is above the tech band of 2023-05-05", "2023-05-05", draws.OntarioTech, 485, draws.Above},
		{"485 is inside that of 2023-07-06", "2023-07-06", draws.OntarioTech, 485, draws.Inside},
		{"a point above the high end", "2023-07-06", draws.OntarioTech, 486, draws.Above},
		{"at the low end", "2023-07-06", draws.OntarioTech, 479, draws.Inside},
		{"a point below the low end", "2023-07-06", draws.OntarioTech, 478, draws.Below},
		{"without a high end nothing is above", "2022-09-28", draws.OntarioTech, 1200, draws.Inside},
		{"without a high end the low one binds", "2022-09-28", draws.OntarioTech, 495, draws.Below},
		{"at the low end of that", "2022-09-28", draws.OntarioTech, 496, draws.Inside},
		{"a band not published holds nobody", "2019-05-22", draws.OntarioFrench, 1200, draws.Unpublished},
		{"nor does it leave anybody out", "2019-05-22", draws.OntarioFrench, 0, draws.Unpublished},
		{"the precursor published neither band nor size", "2017-06-26", draws.OntarioICT, 400, draws.Unpublished},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := band(t, tt.date, tt.of).Place(tt.score); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestPlacesFollowOnEachOther(t *testing.T) {
	order := []draws.Place{draws.Below, draws.Inside, draws.Above}
	bands := slices.DeleteFunc(slices.Clone(draws.Embedded().Bands), func(b draws.Band) bool { return !b.Published() })
	rapid.Check(t, func(t *rapid.T) {
		b := rapid.SampledFrom(bands).Draw(t, "band")
		score := rapid.IntRange(0, 1199).Draw(t, "score")
		here, next := slices.Index(order, b.Place(score)), slices.Index(order, b.Place(score+1))
		if here < 0 || next < here {
			t.Fatalf("%d-%d: %d is %s, %d is %s", b.Low, b.High, score, b.Place(score), score+1, b.Place(score+1))
		}
	})
}

func TestBandsNotPublishedAreTheOldOnes(t *testing.T) {
	for _, b := range draws.Embedded().Bands {
		known := b.Program == "Human Capital Priorities" && b.Date >= day("2018-01-01") ||
			b.Date >= day("2020-01-01") && b.Date != day("2020-04-29") || b.Date == day("2019-12-11")
		if b.Published() != known {
			t.Errorf("%v %v: the band %d-%d is published: %v", b.Date, b.Streams, b.Low, b.High, b.Published())
		}
	}
}

func TestTargetsThatAreNotKnownSaySo(t *testing.T) {
	tests := []struct {
		name    string
		date    string
		of      draws.Stream
		codes   int
		partial bool
	}{
		{"a health draw whose list is not at hand", "2024-07-18", draws.OntarioHealth, 0, true},
		{"a health draw with its list", "2023-09-26", draws.OntarioHealth, 5, false},
		{"a targeted draw that names nothing", "2024-09-19", draws.OntarioOther, 0, true},
		{"priority occupations without their list", "2020-08-26", draws.OntarioPriority, 0, true},
		{"a draw that targeted no occupation", "2019-01-14", draws.OntarioGeneral, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := band(t, tt.date, tt.of)
			if len(b.NOCs) != tt.codes || b.NOCsPartial != tt.partial {
				t.Errorf("%d codes, partial: %v", len(b.NOCs), b.NOCsPartial)
			}
		})
	}
}

func TestFrenchDrawsForTechCodesStayFrench(t *testing.T) {
	var got []string
	for _, b := range draws.Embedded().Of(draws.OntarioFrench).Bands {
		if b.Kind == "targeted_tech_trades_other" {
			got = append(got, b.Date.String())
			if len(b.NOCs) != 9 || !b.NOCsPartial || len(b.Streams) != 1 {
				t.Errorf("%v: %d codes, partial: %v, under %v", b.Date, len(b.NOCs), b.NOCsPartial, b.Streams)
			}
		}
	}
	if diff := cmp.Diff([]string{"2023-03-16", "2023-06-05"}, got); diff != "" {
		t.Error(diff)
	}
}

// band returns the first draw of a stream on a day.
func band(t *testing.T, date string, s draws.Stream) draws.Band {
	t.Helper()
	for _, b := range draws.Embedded().Bands {
		if b.Date == day(date) && slices.Contains(b.Streams, s) {
			return b
		}
	}
	t.Fatalf("no draw of %s on %s", s, date)
	return draws.Band{}
}
