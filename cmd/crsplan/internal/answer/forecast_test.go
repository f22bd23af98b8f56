package answer_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/chance"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/judged"
	"crsplan/sim/reason"
)

// foretold forecasts with few paths, as known on a day.
func foretold(on string, q answer.ForecastQuery) *answer.Forecast {
	q.Paths = 400
	return answer.ForecastOf(reason.English(), draws.Embedded(), civil.MustParse(on), 1, q)
}

func codes(warnings []answer.Warning) (list []string) {
	for _, w := range warnings {
		list = append(list, w.Code)
	}
	return list
}

func TestAForecastHasTheShapeOfItsContract(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	doc := foretold("2026-08-20", answer.ForecastQuery{Scores: []int{505, 515}, Within: []int{90, 365}})
	for _, s := range doc.Streams {
		if few := s.FittedOn < forecast.MinRounds; few != (len(s.Rounds) == 0) || few != (len(s.Chance) == 0) || few != (len(s.PastRounds) == s.FittedOn) {
			t.Errorf("%s: %d rounds known, %d ahead, %d chances, %d listed", s.Stream, s.FittedOn, len(s.Rounds), len(s.Chance), len(s.PastRounds))
		}
		if since := s.HeldSince; (since == nil) != (len(s.Rounds) == 0) || since != nil && (since.P10 > since.P50 || since.P50 > since.P90) {
			t.Errorf("%s: held since %v", s.Stream, since)
		}
		if len(s.Rounds) > 0 && (len(s.FromToday) != 12 || len(s.BySize) != 3 || s.BySize[0].Size >= s.BySize[2].Size || s.BySize[0].Cutoff.At("0.50") <= s.BySize[2].Cutoff.At("0.50")) {
			t.Errorf("%s: %d rounds from today, by size %v", s.Stream, len(s.FromToday), s.BySize)
		}
		if len(s.Rounds) > 0 && (len(s.Rounds) != 12 || len(s.Months) != 12 || len(s.Chance) != 4 || len(s.Models) == 0) {
			t.Errorf("%s: %d rounds, %d months, %d chances, %d models", s.Stream, len(s.Rounds), len(s.Months), len(s.Chance), len(s.Models))
		}
		for i, r := range s.Rounds {
			if r.Ahead != i+1 || len(r.Cutoff.Quantiles) != forecast.Levels {
				t.Errorf("%s, %d ahead: %d quantiles", s.Stream, r.Ahead, len(r.Cutoff.Quantiles))
			}
			days := []civil.Day{doc.DataDate, r.Date.P10, r.Date.P25, r.Date.P50, r.Date.P75, r.Date.P90}
			if !slices.IsSorted(days) {
				t.Errorf("%s, %d ahead: %v", s.Stream, r.Ahead, days)
			}
			for k := 1; k < forecast.Levels; k++ {
				below, above := fmt.Sprintf("%.2f", forecast.Level(k-1)), fmt.Sprintf("%.2f", forecast.Level(k))
				if r.Cutoff.Quantiles[below] > r.Cutoff.Quantiles[above] {
					t.Errorf("%s, %d ahead: the quantile of %s is above that of %s", s.Stream, r.Ahead, below, above)
				}
			}
		}
		if (len(s.Nominated) > 0) != (s.Stream == "pnp") {
			t.Errorf("%s: %d chances of the nominated", s.Stream, len(s.Nominated))
		}
		if judged := slices.Contains([]string{"general", "cec", "pnp", "french"}, s.Stream); judged != s.Record.Covers {
			t.Errorf("%s: the record covers it: %v", s.Stream, s.Record.Covers)
		}
	}
	again, _ := json.Marshal(foretold("2026-08-20", answer.ForecastQuery{Scores: []int{505, 515}, Within: []int{90, 365}}))
	if first, _ := json.Marshal(doc); string(first) != string(again) {
		t.Error("the same question has another answer")
	}
}

func TestNothingLaterIsInAForecastNorInItsRecord(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	on := civil.MustParse("2025-12-09")
	q := answer.ForecastQuery{Scores: []int{520}, Within: []int{90}}
	q.Paths, q.Streams = 400, []draws.Stream{draws.CEC}
	all := answer.ForecastOf(reason.English(), draws.Embedded(), on, 1, q)
	known := answer.ForecastOf(reason.English(), draws.Embedded().Until(on), on, 1, q)
	a, _ := json.Marshal(all)
	b, _ := json.Marshal(known)
	if diff := cmp.Diff(string(b), string(a)); diff != "" {
		t.Error(diff)
	}
	if until := all.Streams[0].Record.Until; until > on {
		t.Errorf("the record reaches to %s", until)
	}
}

func TestAfterTheReformChancesStandBesideHigherCutoffs(t *testing.T) {
	tests := []struct {
		name    string
		on      string
		covers  bool
		higher  int
		warning bool
	}{
		{"on the day before the reform the record speaks", "2026-11-02", true, 0, false},
		{"on the day of the reform it does not", "2026-11-03", false, 2, true},
		{"nor on the day after", "2026-11-04", false, 2, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			q := answer.ForecastQuery{Scores: []int{530}, Within: []int{180}}
			q.Streams = []draws.Stream{draws.CEC}
			doc := foretold(tt.on, q)
			s := doc.Streams[0]
			if s.Record.Covers != tt.covers || len(s.Chance[0].Higher) != tt.higher || slices.Contains(codes(doc.Warnings), "forecast.reform") != tt.warning {
				t.Errorf("covers %v, %v, %v", s.Record.Covers, s.Chance, codes(doc.Warnings))
			}
			p := s.Chance[0].P
			for _, h := range s.Chance[0].Higher {
				if h.P > p {
					t.Errorf("with cutoffs %d higher the chance rises from %v to %v", h.Cutoffs, p, h.P)
				}
				p = h.P
			}
		})
	}
}

func TestARefusalSaysNothingOfDaysFromTheReformOn(t *testing.T) {
	// From 2026-08-20, 74 days reach to the day before the reform.
	q := answer.ForecastQuery{Scores: []int{530}, Within: []int{74, 75, 76}, Refuse: true}
	q.Streams = []draws.Stream{draws.CEC, draws.PNP}
	doc := foretold("2026-08-20", q)
	for _, s := range doc.Streams {
		if s.Held != nil {
			t.Errorf("%s: held %v", s.Stream, *s.Held)
		}
		if len(s.Chance) != 1 || s.Chance[0].Days != 74 {
			t.Errorf("%s: %v", s.Stream, s.Chance)
		}
		if len(s.Rounds) == 0 || len(s.FromToday) == 0 || len(s.BySize) == 0 || s.HeldSince != nil {
			t.Errorf("%s: rounds before the reform are not told", s.Stream)
		}
		for _, r := range s.Rounds {
			if r.Date.P90 >= forecast.Reform || r.Held != nil {
				t.Errorf("%s: %+v", s.Stream, r.Date)
			}
		}
		for _, m := range s.Months {
			if m.Month >= "2026-11" {
				t.Errorf("%s: %s", s.Stream, m.Month)
			}
		}
	}
	if !slices.Contains(codes(doc.Warnings), "forecast-refused") {
		t.Error("it is not said")
	}
	for _, s := range foretold("2026-11-22", q).Streams {
		if len(s.FromToday) > 0 || len(s.BySize) > 0 || len(s.Rounds) == 0 {
			t.Errorf("%s after the reform: %d rounds from today, by size %v", s.Stream, len(s.FromToday), s.BySize)
		}
	}
}

func TestRoundsFromTodayComeAfterIt(t *testing.T) {
	q := answer.ForecastQuery{}
	q.Streams = []draws.Stream{draws.CEC}
	doc := foretold("2026-11-22", q)
	s := doc.Streams[0]
	for i, r := range s.FromToday {
		if r.Number != i+1 || r.Date.P10 <= doc.AsOf || *r.Held > 1 {
			t.Errorf("%d: %+v", i+1, r)
		}
	}
	if s.Rounds[0].Date.P50 >= doc.AsOf || s.Rounds[0].Ahead != 1 || s.HeldSince.P10 < 1 {
		t.Errorf("from the data %v, held since %v", s.Rounds[0].Date, *s.HeldSince)
	}
	if diff := cmp.Diff(foretold("2026-08-19", q).Streams[0].FromToday[3].RoundToCome, foretold("2026-08-19", q).Streams[0].Rounds[3].RoundToCome); diff != "" {
		t.Errorf("on the day of the data both count alike: %s", diff)
	}
}

// Rounds between the data date and today may have been held; who asks today is
// invited by later ones only.
func TestMonthsAndChancesBeginAfterToday(t *testing.T) {
	q := answer.ForecastQuery{Scores: []int{1200}, Within: []int{1, 365}}
	q.Streams = []draws.Stream{draws.CEC}
	s := foretold("2026-11-22", q).Streams[0]
	if s.Months[0].Month != "2026-11" || s.Months[0].Held >= s.Months[1].Held || s.Months[11].Month != "2027-10" {
		t.Errorf("%+v", s.Months)
	}
	if s.Chance[0].P > 0.3 || s.Chance[1].P < 0.9 {
		t.Errorf("a round tomorrow: %v, within a year: %v", s.Chance[0].P, s.Chance[1].P)
	}
	for _, m := range s.Months {
		if !slices.IsSorted([]int{m.P10, m.P25, m.P50, m.P75, m.P90}) || m.Held > 0 && m.P10 < 400 {
			t.Errorf("%+v", m)
		}
	}
}

func TestTheRecordDoesNotCoverASupposition(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	for name, o := range map[string]forecast.Options{
		"a size":           {Size: map[draws.Stream]int{draws.CEC: 6000}},
		"a rhythm":         {Every: map[draws.Stream]int{draws.CEC: 28}},
		"no round for now": {Hold: map[draws.Stream]forecast.Hold{draws.CEC: {P: 0, By: civil.MustParse("2026-12-31")}}},
	} {
		o.Streams = []draws.Stream{draws.CEC, draws.French}
		doc := foretold("2026-08-20", answer.ForecastQuery{Options: o})
		if cec := doc.Streams[0]; cec.Record.Covers || !slices.Contains(codes(cec.Warnings), "forecast-supposed") {
			t.Errorf("%s: %v", name, codes(cec.Warnings))
		}
		if french := doc.Streams[1]; !french.Record.Covers || len(french.Warnings) > 0 {
			t.Errorf("%s of another stream: %v", name, codes(french.Warnings))
		}
	}
}

func TestAStreamWithoutARoundIsNamed(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	var q answer.ForecastQuery
	q.Streams = []draws.Stream{draws.CEC, draws.Military}
	doc := foretold("2025-12-09", q)
	if len(doc.Streams) != 1 || !slices.Contains(codes(doc.Warnings), "forecast-no-rounds") {
		t.Errorf("%d streams, %v", len(doc.Streams), codes(doc.Warnings))
	}
	if doc := foretold("2015-01-30", answer.ForecastQuery{}); len(doc.Streams) != 0 || !doc.DataDate.IsZero() || !slices.Contains(codes(doc.Warnings), "data-none") {
		t.Errorf("%+v", doc)
	}
}

func TestTheBacktestSaysHowItStandsAgainstTheReferences(t *testing.T) {
	doc := backtest(t, "2026-11-22")
	s := doc.Summary
	if doc.Fresh || s.Cells != 28 || s.CutoffsOf != 16 || s.MeanRatio == nil || len(s.Coverage80) != 4 {
		t.Fatalf("%+v", s)
	}
	sum := 0.0
	for _, c := range doc.Cutoffs {
		sum += c.Ours.CRPS / *c.Reference
	}
	for _, c := range doc.Chances {
		sum += c.Brier / *c.Reference
	}
	if diff := *s.MeanRatio - sum/28; diff > 1e-4 || diff < -1e-4 {
		t.Errorf("mean ratio %v, want %v", *s.MeanRatio, sum/28)
	}
	if diff := cmp.Diff([]string{"backtest-reform"}, codes(doc.Warnings)); diff != "" {
		t.Error(diff)
	}
}

func TestABacktestOfAnEarlierDayIsPlayedAnew(t *testing.T) {
	doc := backtest(t, "2018-12-31")
	if !doc.Fresh || doc.Until != civil.MustParse("2018-12-31") || len(doc.Cutoffs) == 0 || doc.Summary.MeanRatio != nil {
		t.Errorf("%+v", doc)
	}
	for _, c := range doc.Cutoffs {
		if c.Stream != draws.General || c.Reference != nil || c.N == 0 {
			t.Errorf("%+v", c)
		}
	}
	none := backtest(t, "2016-12-31")
	if len(none.Cutoffs) != 0 || !none.Until.IsZero() || !slices.Contains(codes(none.Warnings), "backtest-none") {
		t.Errorf("%+v", none)
	}
}

func TestTheFarthestOffOfTheChances(t *testing.T) {
	bins := []judged.Bin{{N: 90, Given: 0.1, Came: 0.2}, {N: 19, Given: 0.9, Came: 0.1}, {N: 20, Given: 0.5, Came: 0.3}}
	if worst, ok := answer.FarthestOff(bins); !ok || worst.N != 20 {
		t.Errorf("%+v, %v", worst, ok)
	}
	if _, ok := answer.FarthestOff(bins[1:2]); ok {
		t.Error("too few were judged")
	}
}

func backtest(t *testing.T, on string) *answer.Backtest {
	t.Helper()
	doc, err := answer.BacktestOf(reason.English(), draws.Embedded(), civil.MustParse(on), 1, false)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestTheRecordOfPlansStandsFromTheFirstStartsOn(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	if doc := backtest(t, "2026-11-22"); doc.Plans != chance.Shipped() {
		t.Errorf("%+v", doc.Plans)
	}
	if doc := backtest(t, "2018-12-31"); doc.Plans != nil {
		t.Errorf("before the first start: %+v", doc.Plans)
	}
	early := backtest(t, "2019-08-15").Plans
	if early == nil || early.Cells[0].Starts != 2 || early.Cells[1].Starts != 0 || early.Until > civil.MustParse("2019-08-15") {
		t.Errorf("of January and February 2019: %+v", early)
	}
}
