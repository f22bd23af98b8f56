package answer_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
)

func TestAForecastIsLoggedAndReadBack(t *testing.T) {
	on := civil.MustParse("2026-08-19")
	issued := answer.Issue(draws.Embedded(), on, 3, "v1", []draws.Stream{draws.CEC, draws.Trades})
	if len(issued.Streams) != 1 || issued.Streams[0].Stream != "cec" || issued.AsOf != on || issued.DataDate != on || issued.Seed != 3 {
		t.Fatalf("%+v", issued)
	}
	s := issued.Streams[0]
	if s.Last != 523 || s.Rounds != 39 || len(s.Cutoffs) != 12 || len(s.Chances) != 39 || s.Chances[6].Score != 523 || s.Chances[38].Days != 365 {
		t.Errorf("%+v", s)
	}
	again := answer.Issue(draws.Embedded(), on, 3, "v1", []draws.Stream{draws.CEC, draws.Trades})
	if string(again.Line()) != string(issued.Line()) {
		t.Error("the same forecast is another line")
	}
	list, err := answer.ReadLog(append(issued.Line(), issued.Line()...))
	if err != nil || len(list) != 2 {
		t.Fatal(list, err)
	}
	if diff := cmp.Diff(*issued, list[1]); diff != "" {
		t.Error(diff)
	}
}

func TestALineThatIsNoForecastIsNamed(t *testing.T) {
	good := string(answer.Issue(draws.Embedded(), civil.MustParse("2026-08-19"), 1, "v1", []draws.Stream{draws.CEC}).Line())
	for _, bad := range []string{
		"{", "[]", `{"schema":1}`, `{"schema":1,"as_of":"2026-08-19","version":"v1","extra":1}`,
		strings.Replace(good, `"schema":1`, `"schema":2`, 1), strings.Replace(good, "2026-08-19", "2026-02-30", 1),
		strings.Replace(good, `"version":"v1"`, `"version":""`, 1),
	} {
		_, err := answer.ReadLog([]byte(good + "\n" + bad))
		if line, ok := errors.AsType[*answer.BadLine](err); !ok || line.Number != 3 || line.Error() == "" || line.Unwrap() == nil {
			t.Errorf("%.40s: %v", bad, err)
		}
	}
	if list, err := answer.ReadLog(nil); len(list) != 0 || err != nil {
		t.Errorf("of nothing: %v, %v", list, err)
	}
}

// By hand: a forecast without spread at 510, and rounds of 512 and 505 after it.
func TestALogIsScoredByWhatCameAfterIt(t *testing.T) {
	on := civil.MustParse("2026-03-01")
	var flat forecast.Quantiles
	for i := range flat {
		flat[i] = 510
	}
	issued := answer.Issued{
		Schema: 1, AsOf: on + 10, DataDate: on, Version: "v1",
		Streams: []answer.IssuedStream{{
			Stream: "cec", Rounds: 9, Last: 500, NextDate: answer.DateBand{P10: on + 5, P90: on + 14}, Cutoffs: slices.Repeat([]forecast.Quantiles{flat}, 12),
			Chances: []answer.IssuedChance{{511, 5, 0.4}, {512, 5, 0.8}, {505, 20, 0.3}, {505, 21, 0.3}},
		}},
	}
	round := func(number string, day civil.Day, cutoff int) draws.Round {
		return draws.Round{Number: number, Date: day, Stream: draws.CEC, Size: 1000, Cutoff: cutoff}
	}
	record := &draws.Record{Rounds: []draws.Round{round("1", on, 400), round("2", on+5, 512), round("3", on+14, 512), round("4", on+30, 505)}}
	doc := answer.JudgeLog([]answer.Issued{issued}, record, on+1000)
	s := doc.Forecasts[0].Streams[0]
	var got []string
	for _, r := range s.Rounds {
		got = append(got, r.Number)
		want := math.Abs(float64(r.Cutoff - 510))
		if r.CRPS != want || r.Middle != 510 || r.In50 || r.In80 || (r.OnTime != nil) != (r.Ahead == 1) {
			t.Errorf("%+v", r)
		}
	}
	if !slices.Equal(got, []string{"2", "3", "4"}) || s.Rounds[0].Last != 12 || s.Rounds[2].Last != 5 || !*s.Rounds[0].OnTime {
		t.Errorf("%+v", s.Rounds)
	}
	// 21 days after the day of issue are not over when the data end on the 20th.
	// A round between the data and the day of issue invites nobody.
	if want := (answer.JudgedChances{N: 3, Given: 0.5, Came: 0.6667, Brier: (0.16 + 0.04 + 0.49) / 3}); math.Abs(s.Chances.Brier-want.Brier) > 1e-4 || s.Chances.N != 3 || s.Chances.Given != want.Given || s.Chances.Came != want.Came {
		t.Errorf("%+v", s.Chances)
	}
	early := answer.JudgeLog([]answer.Issued{issued}, record, on+4).Forecasts[0].Streams[0]
	if len(early.Rounds) != 0 || early.Chances.N != 0 {
		t.Errorf("before anything came: %+v", early)
	}
	if late := answer.JudgeLog([]answer.Issued{issued}, record, on+6).Forecasts[0].Streams[0]; !*late.Rounds[0].OnTime {
		t.Error("the first of its days is one of them")
	}
}
