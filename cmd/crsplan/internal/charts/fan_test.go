package charts_test

import (
	"slices"
	"strings"
	"testing"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/plots"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/judged"
	"crsplan/sim/reason"
)

func fanOf(on string, streams ...draws.Stream) plots.Fan {
	q := answer.ForecastQuery{}
	q.Paths, q.Streams = 300, streams
	return charts.Fan(reason.English(), answer.ForecastOf(reason.English(), draws.Embedded(), civil.MustParse(on), 1, q))
}

func TestAFanShowsThePastThenTheBands(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	chart := fanOf("2026-11-22", draws.CEC, draws.PNP, draws.General, draws.Trades)
	if len(chart.Panels) != 3 || !strings.HasPrefix(chart.Title, "The next Canadian Experience Class cutoff falls between 5") {
		t.Fatalf("%d panels under %q", len(chart.Panels), chart.Title)
	}
	data := civil.MustParse("2026-10-01")
	for _, p := range chart.Panels {
		for _, d := range p.Rounds {
			if d.On < chart.From || d.On > data {
				t.Errorf("%s: a dot on %s", p.Label, d.On)
			}
		}
		if len(p.Sizes) != 3 || p.Sizes[0].Bands[2] <= p.Sizes[2].Bands[2] {
			t.Errorf("%s by size: %+v", p.Label, p.Sizes)
		}
		for _, a := range p.Ahead { // what may have been held since the data is not ahead
			if a.On <= civil.MustParse("2026-11-22") || a.On > chart.To || !slices.IsSorted(a.Bands[:]) {
				t.Errorf("%s: %+v", p.Label, a)
			}
		}
		if !strings.Contains(p.Summary, "of 19") && !strings.Contains(p.Summary, "of 71") && !strings.Contains(p.Summary, "of 104") {
			t.Errorf("%s has no record: %s", p.Label, p.Summary)
		}
	}
	if general := chart.Panels[2]; !strings.HasPrefix(general.Label, "General (dormant; ") || general.Group != chart.Panels[0].Group || general.Hero || !chart.Panels[0].Hero {
		t.Errorf("%+v", general.Label)
	}
	if chart.Panels[0].Group == chart.Panels[1].Group {
		t.Error("nominees share the scale of the others")
	}
	if len(chart.Marks) != 3 || !strings.Contains(strings.Join(chart.Foot, " "), "The scoring changed on November 3, 2026") {
		t.Errorf("%v, %v", chart.Marks, chart.Foot)
	}
}

func TestAFanBeforeTheReformIsCovered(t *testing.T) {
	chart := fanOf("2026-08-19", draws.CEC)
	if len(chart.Marks) != 1 || len(chart.Foot) != 1 {
		t.Errorf("%v, %v", chart.Marks, chart.Foot)
	}
}

func TestAFanOfNothingSaysSo(t *testing.T) {
	if chart := fanOf("2026-11-22", draws.Trades); len(chart.Panels) != 0 || chart.Empty == "" || chart.Title != "No round type can be forecast" {
		t.Errorf("%+v", chart)
	}
	if chart := fanOf("2026-11-22", draws.Healthcare); !strings.HasSuffix(chart.Panels[0].Summary, "not yet checked") {
		t.Errorf("%s", chart.Panels[0].Summary)
	}
}

func TestReliabilitySpeaksOfTheFarthestOff(t *testing.T) {
	doc, err := answer.BacktestOf(reason.English(), draws.Embedded(), civil.MustParse("2026-11-22"), 1, false)
	if err != nil {
		t.Fatal(err)
	}
	chart := charts.Reliability(reason.English(), doc)
	if len(chart.Bins) != 10 || !strings.HasPrefix(chart.Title, "97% of past estimates came within 10 points of the truth; those near 35% were too high: 23% came true") || len(chart.Foot) != 1 {
		t.Errorf("%+v", chart)
	}
	doc.Reliability = []judged.Bin{{}, {}}
	if chart := charts.Reliability(reason.English(), doc); chart.Empty == "" || len(chart.Bins) != 0 {
		t.Errorf("%+v", chart)
	}
}
