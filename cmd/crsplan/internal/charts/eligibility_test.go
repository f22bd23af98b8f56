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

const (
	// developer is eligible for the Federal Skilled Worker program.
	developer = `
stated_on = 2026-11-22
name = "Dev"
birth_date = 1995-03-14
marital_status = "single"
[education]
level = "bachelor"
country = "BR"
eca_issued = 2025-06-10
[languages.english]
taken_on = 2026-06-02
clb = { listening = 9, reading = 9, writing = 9, speaking = 9 }
[work.acme]
noc = "21232"
country = "BR"
from = 2021-11-22
[canada]
provinces = ["ON"]
settlement_funds_cad = 25000
status = "outside"
`
	nobody = `
stated_on = 2026-11-22
birth_date = 2004-05-05
marital_status = "single"
[languages.english]
taken_on = 2026-06-02
clb = { listening = 6, reading = 5, writing = 5, speaking = 6 }
[canada]
settlement_funds_cad = 3000
`
)

var (
	nurse   = strings.Replace(developer, "21232", "31301", 1)
	unfunds = strings.Replace(developer, "settlement_funds_cad = 25000", "", 1)
)

func (d drawn) lanes() plots.Lanes { return charts.Lanes(reason.English(), d.doc, d.world) }

func TestTitlesOfTheLanesStateTheFinding(t *testing.T) {
	for name, test := range map[string]struct {
		chart drawn
		want  string
	}{
		"open as they are":     {draw(t, nurse, "2026-11-22", "clb10"), "Dev is eligible today: Healthcare and social services"},
		"several in 2023":      {draw(t, developer, "2023-03-15"), "Dev is eligible today: General, Federal Skilled Worker, Ontario tech"},
		"opened by an option":  {draw(t, developer, "2026-11-22", "canadian-year", "french-nclc7"), "“Learn French to NCLC 7” makes Dev eligible on February 22, 2028: French-language proficiency"},
		"dormant streams only": {draw(t, developer, "2026-11-22", "clb10"), "Dev is eligible only for round types that are not being held"},
		"nothing":              {draw(t, nobody, "2026-11-22", "clb9"), "This person is not eligible for any round type"},
		"not known":            {draw(t, unfunds, "2026-11-22", "clb10"), "A missing fact decides which rounds Dev is eligible for"},
	} {
		if got := test.chart.lanes().Title; got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

// A dormant stream comes last and says in its bar that it holds no rounds.
func TestADormantStreamDoesNotLookLikeAPromise(t *testing.T) {
	for _, group := range draw(t, nurse, "2026-11-22", "canadian-year").lanes().Groups {
		dormant := false
		for _, row := range group.Rows {
			said := slices.ContainsFunc(row.Bars, func(b plots.Bar) bool { return strings.HasPrefix(b.Text, "no round") })
			marked := strings.HasSuffix(row.Label, "(dormant)")
			if marked != said || dormant && !marked {
				t.Errorf("%s: %q: %v", group.Label, row.Label, row.Bars)
			}
			dormant = marked
		}
	}
	last := draw(t, nurse, "2026-11-22").lanes().Groups[0].Rows
	if n := len(last); n != 3 || last[1].Label != "General (dormant)" || last[1].Bars[0].Text != "no round since April 23, 2024" {
		t.Errorf("rows: %v", last)
	}
}

func TestTheLanesShowStepsAndDocuments(t *testing.T) {
	d := draw(t, couple, "2026-11-22", "canadian-year")
	stays := d.lanes().Groups
	d.doc.Recommended.Option = "canadian-year"
	groups := d.lanes().Groups
	labels := func(g plots.LaneGroup) []string {
		var list []string
		for _, r := range g.Rows {
			list = append(list, r.Label)
		}
		return list
	}
	if got := labels(stays[0]); !slices.Equal(got, []string{"Not eligible for any round type"}) {
		t.Errorf("staying: %q", got)
	}
	if got := labels(groups[0]); !slices.Contains(got, "Work in Canada for a year") {
		t.Errorf("a move: %q", got)
	}
	documents := groups[len(groups)-1]
	want := []string{"The French test of the principal applicant", "The credential assessment of the principal applicant", "The English test of the partner"}
	if got := labels(documents); documents.Label != "What expires" || !slices.Equal(got, want) {
		t.Errorf("%s: %q, want %q", documents.Label, got, want)
	}
}

func TestAStepThatWaitsHasNoBar(t *testing.T) {
	s, _, err := scenarios.ReadScenario("wait.toml", []byte("title = \"Wait\"\n[steps.draw]\ntitle = \"A tech draw\"\nwaits_for = \"oinp-hcp-tech\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	d := draw(t, developer, "2023-03-15")
	d.plan.Options = []sim.Option{{Name: "wait", Scenarios: []*sim.Scenario{s}}}
	if d.doc, err = answer.PlanOf(reason.English(), d.world, d.plan, draws.Embedded().Until(d.world.Today), nil); err != nil {
		t.Fatal(err)
	}
	d.doc.Recommended.Option = "wait"
	row := d.lanes().Groups[0].Rows[0]
	if row.Label != "A tech draw (waits for a draw)" || len(row.Bars) != 0 {
		t.Errorf("%q with %d bars", row.Label, len(row.Bars))
	}
}

// A score is held against the rounds that are open to the person, first as
// they are.
func TestTitlesOfTheProjectionCountOpenRoundsOnly(t *testing.T) {
	french := strings.Replace(developer, "[work.acme]", "[languages.french]\ntaken_on = 2026-06-02\nclb = { listening = 8, reading = 8, writing = 8, speaking = 8 }\n[work.acme]", 1)
	for name, test := range map[string]struct{ title, want string }{
		"an option clears by more": {draw(t, french, "2026-11-22", "canadian-year").projection().Title, "“One year of work in Canada” puts Dev 140 points above the last French-language proficiency cutoff on March 24, 2028"},
		"an option clears":         {draw(t, developer, "2026-11-22", "french-nclc7").projection().Title, "“Learn French to NCLC 7” puts Dev 93 points above the last French-language proficiency cutoff on February 22, 2028"},
		"an option is nearest":     {draw(t, developer, "2026-11-22", "canadian-year").projection().Title, "“One year of work in Canada” leaves Dev 58 points below the last Canadian Experience Class cutoff on March 24, 2028"},
		"nothing open clears":      {draw(t, nobody, "2026-11-22", "clb9").projection().Title, "This person is not eligible for any round type being held before November 22, 2029"},
		"perhaps something is":     {draw(t, strings.Replace(unfunds, "21232", "31301", 1), "2026-11-22", "clb10").projection().Title, "Dev has 418 points today and 418 at best by November 22, 2029"},
		"nothing gains, either":    {draw(t, nobody, "2026-11-22").projection().Title, "This person is not eligible for any round type being held before November 22, 2029"},
	} {
		if test.title != test.want {
			t.Errorf("%s: %q, want %q", name, test.title, test.want)
		}
	}
}

// Streams that are open to the person are coloured, the others grey.
func TestGreyRoundsAreOpenInNoOption(t *testing.T) {
	faint := map[string]bool{}
	for _, s := range draw(t, developer, "2026-11-22", "french-nclc7").projection().Rounds {
		faint[s.Label] = s.Faint
	}
	if len(faint) != 2 || faint["French-language proficiency"] || !faint["Canadian Experience Class"] {
		t.Errorf("faint: %v", faint)
	}
}

func replayOf(t *testing.T, person, on string, q sim.ReplayWindow, names ...string) plots.Replay {
	t.Helper()
	p, warnings, err := scenarios.ReadProfile("person.toml", []byte(person))
	if err != nil {
		t.Fatal(err)
	}
	options := []sim.Option{sim.Stay()}
	for _, name := range names {
		s, _ := scenariotest.Library(name)
		options = append(options, sim.Option{Name: name, Scenarios: []*sim.Scenario{s}})
	}
	day := civil.MustParse(on)
	w := &sim.World{Book: crs.Embedded(), Today: day, Known: day, AsOf: true}
	doc, err := answer.ReplayOf(reason.English(), w, p, options, draws.Embedded().Until(day), q, warnings)
	if err != nil {
		t.Fatal(err)
	}
	return charts.Replay(reason.English(), doc)
}

func TestTitlesOfTheReplayAreOfTheLatestEra(t *testing.T) {
	for name, test := range map[string]struct {
		chart plots.Replay
		title string
		marks int
	}{
		"invited":                 {replayOf(t, developer, "2026-11-22", sim.ReplayWindow{}, "provincial-nomination"), "“Nomination by a province” would have brought Dev an invitation in 76 of 76 starts before April 23, 2024, and in 18 of 18 since", 2},
		"not invited":             {replayOf(t, nobody, "2026-11-22", sim.ReplayWindow{}), "No option here would have brought this person an invitation: 94 starts since January 1, 2018", 2},
		"no start yet in the era": {replayOf(t, developer, "2024-06-01", sim.ReplayWindow{}), "No option here would have brought Dev an invitation: 65 starts since January 1, 2018", 2},
		"before later eras began": {replayOf(t, developer, "2022-01-01", sim.ReplayWindow{}), "No option here would have brought Dev an invitation: 36 starts since January 1, 2018", 0},
	} {
		if test.chart.Title != test.title || len(test.chart.Eras) != test.marks {
			t.Errorf("%s: %q with %d marks, want %q with %d", name, test.chart.Title, len(test.chart.Eras), test.title, test.marks)
		}
	}
}

// A dot a start, in a panel an option, with the months and the stream.
func TestTheReplayDrawsEveryStart(t *testing.T) {
	stamped := strings.Replace(nurse, "status = \"out", "profile_submitted = 2026-09-01T14:00:00Z\nstatus = \"out", 1)
	for _, person := range []string{nurse, stamped, worker, nobody} {
		chart := replayOf(t, person, "2026-11-22", sim.ReplayWindow{Within: 24}, "clb10")
		if len(chart.Panels) != 2 {
			t.Fatalf("%d panels", len(chart.Panels))
		}
		for _, panel := range chart.Panels {
			if len(panel.Starts) != 82 {
				t.Errorf("%s: %d starts", panel.Label, len(panel.Starts))
			}
			for _, dot := range panel.Starts {
				invited := dot.Outcome == plots.Invited || dot.Outcome == plots.AtRisk
				if invited && (dot.Months < 0 || dot.Months > 24 || dot.Stream >= len(chart.Streams)) || !invited && dot.Months != 0 {
					t.Errorf("%s from %v: %+v", panel.Label, dot.Start, dot)
				}
			}
		}
	}
}
