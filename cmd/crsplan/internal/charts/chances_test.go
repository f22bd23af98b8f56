package charts_test

import (
	"slices"
	"strings"
	"testing"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/plots"
	"crsplan/scenarios"
	"crsplan/scenarios/scenariotest"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// hopeful is somebody whom French opens rounds to.
var hopeful = strings.Replace(single, "listening = 8, reading = 7, writing = 6, speaking = 7", "listening = 8, reading = 8, writing = 8, speaking = 8", 1) +
	"[canada]\nsettlement_funds_cad = 30000\nsibling = false\nrelative = false\nstudy_years = 0\ncertificate_of_qualification = false\n"

// withChances answers for a profile and options of the library.
func withChances(t *testing.T, text, on string, paths int, names ...string) (*answer.Plan, *sim.World) {
	t.Helper()
	p, _, err := scenarios.ReadProfile("profile.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	plan := &sim.Plan{Profile: p}
	for _, name := range names {
		s, ok := scenariotest.Library(name)
		if !ok {
			t.Fatalf("%s is not in the library", name)
		}
		plan.Options = append(plan.Options, sim.Option{Name: name, Scenarios: []*sim.Scenario{s}})
	}
	today := civil.MustParse(on)
	w := &sim.World{Book: crs.Embedded(), Today: today, Known: today, AsOf: true}
	doc, err := answer.PlanOf(reason.English(), w, plan, draws.Embedded().Until(today), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.AddChances(reason.English(), w, plan, answer.ChanceQuery{Paths: paths, Seed: 1}); err != nil {
		t.Fatal(err)
	}
	return doc, w
}

func TestChancesRiseMonthByMonthToWhatTheTableSays(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	doc, w := withChances(t, hopeful, "2026-11-22", 200, "french-nclc7", "clb9")
	chart := charts.Chances(reason.English(), doc)
	if len(chart.Options) != 3 || chart.Harder == "" || !strings.HasPrefix(chart.Title, "“Learn French to NCLC 7” gives ") {
		t.Fatalf("%d options under %q, harder: %q", len(chart.Options), chart.Title, chart.Harder)
	}
	if !strings.Contains(chart.Subtitle, "came true") || !slices.ContainsFunc(chart.Foot, func(s string) bool { return strings.HasPrefix(s, "Cutoffs may change") }) {
		t.Errorf("%q, foot %q", chart.Subtitle, chart.Foot)
	}
	keys := []string{"french-nclc7", "clb9", "stay"}
	for i, o := range chart.Options {
		months := doc.Option(keys[i]).Chance
		if first := o.Points[0]; first.On != doc.Start || first.P != 0 || len(o.Points) != len(months)+1 {
			t.Errorf("%s starts at %+v, %d points", o.Label, first, len(o.Points))
		}
		for k, pt := range o.Points[1:] {
			if pt.P != months[k].P.P || pt.On != months[k].By || pt.Low > pt.P || pt.P < o.Points[k].P {
				t.Errorf("%s: %+v, want %+v", o.Label, pt, months[k])
			}
		}
	}
	// The projection shows where the cutoffs of streams that are open may fall,
	// after today, and the range of uncertain scores.
	projection := charts.Projection(reason.English(), doc, w)
	if len(projection.Ahead) == 0 {
		t.Fatal("no cutoffs to come")
	}
	for _, a := range projection.Ahead {
		if projection.Rounds[a.Of].Faint || len(a.Points) < 2 {
			t.Errorf("%s: %d points of series %d", a.Label, len(a.Points), a.Of)
		}
		for _, pt := range a.Points {
			if pt.On <= doc.Today || pt.On > doc.End || !slices.IsSorted(pt.Bands[:]) {
				t.Errorf("%s: %+v", a.Label, pt)
			}
		}
	}
	for i, o := range projection.Options {
		if certain := keys[i] == "stay"; (len(o.Spread) == 0) != certain && o.Hero {
			t.Errorf("%s has a range of %d days", o.Label, len(o.Spread))
		}
	}
}

func TestWithoutAnyChanceTheChartSaysSo(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	doc, _ := withChances(t, single, "2026-11-22", 0)
	if chart := charts.Chances(reason.English(), doc); chart.Empty == "" || chart.Title != "No chance can be given" {
		t.Errorf("%q, %q", chart.Title, chart.Empty)
	}
	doc, _ = withChances(t, couple, "2026-11-22", 100)
	if chart := charts.Chances(reason.English(), doc); !strings.HasPrefix(chart.Title, "No option here leads this person to an invitation by ") {
		t.Errorf("%q", chart.Title)
	}
}

func TestOfManyOptionsTheMostHopefulHaveTheColours(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	doc, _ := withChances(t, hopeful, "2026-11-22", 100, "clb8", "clb9", "eca", "doctorate", "french-nclc7")
	chart := charts.Chances(reason.English(), doc)
	n := len(chart.Options)
	if n != plots.MostOptions || chart.Options[0].Label != "Learn French to NCLC 7" || !chart.Options[0].Hero || chart.Options[n-1].Label != "Change nothing" || chart.Options[1].Hero {
		t.Errorf("options: %+v", chart.Options)
	}
	if !strings.HasPrefix(chart.Foot[0], "2 more options, none above ") {
		t.Errorf("what is left out is not said: %q", chart.Foot)
	}
	ranking := charts.Ranking(reason.English(), doc)
	if len(ranking.Rows) != 6 || !ranking.Rows[0].Hero || ranking.Rows[0].Text != chart.Options[0].Figures || ranking.Title != chart.Title {
		t.Errorf("ranking: %q, %+v", ranking.Title, ranking.Rows)
	}
}
