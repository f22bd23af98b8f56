package main_test

import (
	"os"
	"path/filepath"
	"testing"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
)

func forecastLog(t *testing.T) []answer.Issued {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "testdata", "forecasts", "log.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	list, err := answer.ReadLog(text)
	if err != nil || len(list) == 0 {
		t.Fatal(len(list), err)
	}
	return list
}

func TestTheLogOfForecastsIsAsNewAsTheRounds(t *testing.T) {
	var newest civil.Day
	for _, issued := range forecastLog(t) {
		newest = max(newest, issued.DataDate)
	}
	rounds := draws.Embedded().Rounds
	if last := rounds[len(rounds)-1]; last.Date > newest {
		t.Errorf("round %s is of %s, and the newest forecast of the log knew rounds to %s: append one, as .github/CONTRIBUTING.md says", last.Number, last.Date, newest)
	}
}

func TestTheLogOfForecastsIsWhole(t *testing.T) {
	var before civil.Day
	for _, issued := range forecastLog(t) {
		if issued.AsOf < before || issued.DataDate > issued.AsOf || len(issued.Streams) == 0 {
			t.Errorf("as of %s on data to %s, after %s: %d streams", issued.AsOf, issued.DataDate, before, len(issued.Streams))
		}
		before = issued.AsOf
		for _, s := range issued.Streams {
			if s.Rounds < forecast.MinRounds || len(s.Cutoffs) != forecast.Rounds || len(s.Chances) != len(forecast.TestedDays)*len(forecast.TestedScores) {
				t.Errorf("as of %s, %s: %d rounds, %d ahead, %d chances", issued.AsOf, s.Stream, s.Rounds, len(s.Cutoffs), len(s.Chances))
			}
			if last, ok := draws.Embedded().Until(issued.DataDate).Last(draws.Stream(s.Stream)); !ok || last.Cutoff != s.Last {
				t.Errorf("as of %s, %s: the last cutoff is %d, in the record %d", issued.AsOf, s.Stream, s.Last, last.Cutoff)
			}
		}
	}
}
