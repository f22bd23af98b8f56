package streams_test

import (
	"testing"

	"crsplan/sim/civil"
	"crsplan/sim/streams"
)

// The table of 2025-07-07 was confirmed on 2026-08-09, indirectly. IRCC renews
// it about every July, and no table of 2026 was found.
func TestWhatFundsAreAskedAndWhetherANewerTableMayExist(t *testing.T) {
	tests := []struct {
		name       string
		law, known string
		family     int
		want       streams.AskedFunds
	}{
		{"alone, today", today, today, 1, streams.AskedFunds{Dollars: 15_263, Family: 1, Table: day("2025-07-07"), Confirmed: day("2026-08-09"), NewerMayExist: true}},
		{"four persons", today, today, 4, streams.AskedFunds{Dollars: 28_362, Family: 4, Table: day("2025-07-07"), Confirmed: day("2026-08-09"), NewerMayExist: true}},
		{"eight persons", today, today, 8, streams.AskedFunds{Dollars: 40_392 + 4112, Family: 8, Table: day("2025-07-07"), Confirmed: day("2026-08-09"), NewerMayExist: true}},
		{"on the last day of July 2026", "2026-07-31", "2026-07-31", 1, streams.AskedFunds{Dollars: 15_263, Family: 1, Table: day("2025-07-07"), Confirmed: day("2025-07-07")}},
		{"on the day after it", "2026-08-01", "2026-08-01", 1, streams.AskedFunds{Dollars: 15_263, Family: 1, Table: day("2025-07-07"), Confirmed: day("2025-07-07"), NewerMayExist: true}},
		{"on the day before it was confirmed", "2026-08-08", "2026-08-08", 1, streams.AskedFunds{Dollars: 15_263, Family: 1, Table: day("2025-07-07"), Confirmed: day("2025-07-07"), NewerMayExist: true}},
		{"on that day", "2026-08-09", "2026-08-09", 1, streams.AskedFunds{Dollars: 15_263, Family: 1, Table: day("2025-07-07"), Confirmed: day("2026-08-09"), NewerMayExist: true}},
		{"by an older table", "2025-07-27", "2025-07-27", 1, streams.AskedFunds{Dollars: 14_690, Family: 1, Table: day("2024-05-27"), Confirmed: day("2024-05-27")}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, ok := streams.FundsAsked(day(test.law), day(test.known), test.family)
			if got.Ref == "" {
				t.Error("no reference")
			}
			if got.Ref = ""; got != test.want || !ok {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
	if f, ok := streams.FundsAsked(day("2018-12-31"), civil.Max, 1); ok {
		t.Errorf("an amount before 2019: %+v", f)
	}
}

// alberta44 is the list of alberta.ca, as copied on 2026-08-21 and 2026-06-20.
var alberta44 = []string{
	"00012", "10011", "10022", "10030", "11200", "11202", "12101", "20010", "20011", "20012", "21210",
	"21211", "21220", "21221", "21222", "21223", "21230", "21231", "21232", "21233", "21234", "21300",
	"21301", "21310", "21311", "22110", "22212", "22220", "22221", "22222", "22301", "22302", "22310",
	"32120", "32129", "33101", "41402", "50011", "51120", "52120", "60010", "72200", "72201", "72205",
}

func TestAlbertaListsFortyFourOccupationsAndNoOther(t *testing.T) {
	listed := map[string]bool{}
	for _, code := range alberta44 {
		listed[code] = true
		if got := streams.AlbertaLists(code); got != yes {
			t.Errorf("%s: %v, want yes", code, got)
		}
	}
	if len(listed) != 44 {
		t.Errorf("%d occupations, want 44", len(listed))
	}
	for _, code := range []string{"", "21331", "31102", "72106", "00000"} {
		if got := streams.AlbertaLists(code); got != no {
			t.Errorf("%q: %v, want no", code, got)
		}
	}
}

func TestAlbertaAsksForThreeHundredPoints(t *testing.T) {
	tests := []struct {
		name  string
		score *streams.Score
		want  streams.Verdict
	}{
		{"299 are too few", &streams.Score{Points: 299, Whole: true}, no},
		{"300 will do", &streams.Score{Points: 300, Whole: true}, yes},
		{"301 will do", &streams.Score{Points: 301, Whole: true}, yes},
		{"299 and something unknown may do", &streams.Score{Points: 299}, maybe},
		{"300 and something unknown will do", &streams.Score{Points: 300}, yes},
		{"a score that nobody worked out is not known", nil, maybe},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := on(day(today), developer)
			p.Score = test.score
			result, _ := p.Pathway("alberta-tech")
			for _, r := range result.Requirements {
				if r.Key == "least-score" && r.Met != test.want {
					t.Errorf("got %v, want %v: %v", r.Met, test.want, r.Because)
				}
			}
		})
	}
}
