package answer_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/scenarios"
	"crsplan/scenarios/scenariotest"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// fataler is a test or a property.
type fataler interface {
	Fatal(...any)
	Fatalf(string, ...any)
}

// planOf plays scenarios of the library, each an option.
func planOf(t fataler, person string, day civil.Day, names ...string) *answer.Plan {
	return planFrom(t, person, day, draws.Embedded().Until(day), sim.DefaultHorizonMonths, names...)
}

func planFrom(t fataler, person string, day civil.Day, record *draws.Record, months int, names ...string) *answer.Plan {
	p, warnings, err := scenarios.ReadProfile("person.toml", []byte(person))
	if err != nil {
		t.Fatal(err)
	}
	plan := &sim.Plan{Profile: p, HorizonMonths: months}
	for _, name := range names {
		s, ok := scenariotest.Library(name)
		if !ok {
			t.Fatalf("%s is not in the library", name)
		}
		plan.Options = append(plan.Options, sim.Option{Name: name, Scenarios: []*sim.Scenario{s}})
	}
	doc, err := answer.PlanOf(reason.English(), as(day), plan, record, warnings)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func text(t fataler, doc any) string {
	data, err := json.MarshalIndent(doc, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Rounds later than the day do not reach a document, however absurd they are.
func TestNothingLaterThanTheDayIsKnown(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	rapid.Check(t, func(t *rapid.T) {
		day := civil.Day(rapid.IntRange(int(civil.MustParse("2015-02-01")), int(today)).Draw(t, "day"))
		record := draws.Embedded()
		later := &draws.Record{
			Rounds: slices.DeleteFunc(slices.Clone(record.Rounds), func(r draws.Round) bool { return r.Date > day }),
			Bands:  slices.DeleteFunc(slices.Clone(record.Bands), func(b draws.Band) bool { return b.Until > day }),
			Pools:  slices.DeleteFunc(slices.Clone(record.Pools), func(p draws.Pool) bool { return p.Published > day }),
		}
		on := day
		for range rapid.IntRange(1, 5).Draw(t, "rounds") {
			on += civil.Day(rapid.IntRange(1, 400).Draw(t, "days"))
			stream := rapid.SampledFrom([]draws.Stream{draws.General, draws.CEC, draws.French, draws.PNP, draws.STEM}).Draw(t, "stream")
			later.Rounds = append(later.Rounds, draws.Round{Number: "9999", Date: on, Stream: stream, Size: 1_000_000, Cutoff: rapid.IntRange(0, 1200).Draw(t, "cutoff")})
			later.Bands = append(later.Bands, draws.Band{Date: on, Until: on, Streams: []draws.Stream{draws.OntarioTech}, Low: 1, High: 1200, Size: 1_000_000})
		}
		// A short horizon: what is known is known on its first day.
		want := text(t, planFrom(t, single, day, record.Until(day), 3, "lmia-offer"))
		got := text(t, planFrom(t, single, day, later.Until(day), 3, "lmia-offer"))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("as of %v (-without +with later rounds):\n%s", day, diff)
		}
	})
}

// An instrument that is not announced yet moves no score, and is not named.
func TestNoRuleIsKnownBeforeItIsAnnounced(t *testing.T) {
	for day, rules := range map[string][]string{
		"2016-11-10": {"2015-01-01"},
		"2016-11-18": {"2015-01-01", "2016-11-19"},
		"2023-03-15": {"2020-10-20"},
		"2026-11-22": {"2026-11-03"},
	} {
		doc := planOf(t, single+offer, civil.MustParse(day))
		var got []string
		for _, s := range doc.Options[0].Scores {
			if !slices.Contains(got, s.Rules) {
				got = append(got, s.Rules)
			}
		}
		if diff := cmp.Diff(rules, got); diff != "" {
			t.Errorf("as of %s (-want +got):\n%s", day, diff)
		}
	}
}

func TestStayingIsAlwaysAmongTheOptions(t *testing.T) {
	names := func(options []sim.Option) []string {
		var list []string
		for _, o := range options {
			list = append(list, o.Name)
		}
		return list
	}
	s, _ := scenariotest.Library("clb9")
	move := sim.Option{Name: "move", Scenarios: []*sim.Scenario{s}}
	own := sim.Option{Name: "as I am"}
	for _, test := range []struct {
		options []sim.Option
		want    []string
	}{
		{nil, []string{"stay"}},
		{[]sim.Option{move}, []string{"stay", "move"}},
		{[]sim.Option{move, own}, []string{"move", "as I am"}},
	} {
		if diff := cmp.Diff(test.want, names(answer.WithStay(test.options))); diff != "" {
			t.Errorf("options (-want +got):\n%s", diff)
		}
	}
}

// How an option ends is told by the least of its steps.
func TestHowAnOptionEnds(t *testing.T) {
	waiting, _, err := scenarios.ReadScenario("waiting.toml", []byte("title = \"x\"\n[steps.a]\nwaits_for = \"oinp-hcp-tech\"\n[steps.b]\nafter = [\"a\"]\nmonths = 1\n"))
	if err != nil {
		t.Fatal(err)
	}
	long, _, err := scenarios.ReadScenario("long.toml", []byte("title = \"x\"\n[steps.a]\nmonths = 100\n[steps.b]\nafter = [\"a\"]\nmonths = 1\n"))
	if err != nil {
		t.Fatal(err)
	}
	running, _, err := scenarios.ReadScenario("running.toml", []byte("title = \"x\"\n[steps.a]\nmonths = 100\n"))
	if err != nil {
		t.Fatal(err)
	}
	library := func(name string) *sim.Scenario { s, _ := scenariotest.Library(name); return s }
	for _, test := range []struct {
		name string
		s    *sim.Scenario
		want string
	}{
		{"done", library("clb10"), "done"},
		{"nothing to change is done too", library("clb9"), "done"},
		{"not in time", running, "running"},
		{"not reached", long, "not-reached"},
		{"a wait for a draw", waiting, "waiting"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, _, err := scenarios.ReadProfile("person.toml", []byte(single))
			if err != nil {
				t.Fatal(err)
			}
			plan := &sim.Plan{Profile: p}
			projection, err := as(today).Project(plan, sim.Option{Name: "x", Scenarios: []*sim.Scenario{test.s}})
			if err != nil {
				t.Fatal(err)
			}
			if got := answer.Ends(projection); got != test.want {
				t.Errorf("it ends %s, want %s", got, test.want)
			}
		})
	}
}

func TestTheDataSayHowOldTheyAre(t *testing.T) {
	record := &draws.Record{Rounds: []draws.Round{{Date: civil.MustParse("2026-01-01")}}}
	for day, want := range map[string]string{"2026-02-15": "", "2026-02-16": "data-old"} {
		w := answer.DataWarnings(record, civil.MustParse(day))
		if got := len(w) > 0 && w[0].Code == "data-old"; got != (want != "") {
			t.Errorf("on %s: %v, want %q", day, w, want)
		}
	}
	if w := answer.DataWarnings(draws.Embedded(), civil.MustParse("2026-11-22")); len(w) != 1 || w[0].Code != "data-old/seen" {
		t.Errorf("where the feed was read after the last round: %v", w)
	}
	if w := answer.DataWarnings(&draws.Record{}, today); len(w) != 1 || w[0].Code != "data-none" {
		t.Errorf("without a round: %v", w)
	}
}

func TestBandsAndRoundsAsDocuments(t *testing.T) {
	low := answer.BandOf(&draws.Band{Low: 460}, draws.OntarioTech)
	if low.Low == nil || *low.Low != 460 || low.High != nil || low.NOCs == nil {
		t.Errorf("a band without a high end is %+v", low)
	}
	if none := answer.BandOf(&draws.Band{}, draws.OntarioTech); none.Low != nil || none.High != nil {
		t.Errorf("a band that was not published is %+v", none)
	}
	for _, r := range draws.Embedded().Rounds {
		if doc := answer.RoundOf(&r); (doc.TieBreak == nil) != r.TieBreak.IsZero() {
			t.Errorf("round %s: tie-break %v", r.Number, doc.TieBreak)
		}
	}
	data := text(t, answer.Points{})
	if data != "null" || text(t, answer.Points{Known: true}) != "0" {
		t.Errorf("unknown is not zero: %s", data)
	}
}

// The scores of an option, the events that moved them and the best of them
// agree, for everybody and every scenario.
func TestThePartsOfAPlanAgree(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	for _, person := range []string{single, married + canadianYear, single + offer} {
		for _, day := range []civil.Day{articlesDay, today} {
			doc := planOf(t, person, day, scenarios.LibraryNames()...)
			for _, o := range doc.Options {
				total, best := o.Now, o.Now
				moved := map[civil.Day]int{}
				for _, e := range o.Events {
					moved[e.On] += e.Delta
				}
				for i, s := range o.Scores {
					best = max(best, s.Total)
					if i == 0 {
						continue
					}
					if s.From <= o.Scores[i-1].From {
						t.Errorf("%s: scores of %v and %v are not in order", o.Option, o.Scores[i-1].From, s.From)
					}
					if total += moved[s.From]; total != s.Total {
						t.Errorf("%s on %v: %d points, but the events come to %d", o.Option, s.From, s.Total, total)
					}
				}
				if best != o.Best.Total {
					t.Errorf("%s: the best is %d, want %d", o.Option, o.Best.Total, best)
				}
			}
		}
	}
}
