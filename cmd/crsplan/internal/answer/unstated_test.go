package answer_test

import (
	"strings"
	"testing"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// Of somebody of whom next to nothing is stated no verdict is given, and no chance.
func TestNextToNothingStatedIsNoVerdict(t *testing.T) {
	const birth = "stated_on = 2026-11-22\nbirth_date = 1996-07-22\n"
	const education = "[education]\nlevel = \"bachelor\"\ncountry = \"BR\"\n"
	const work = "[work.a]\nnoc = \"21231\"\ncountry = \"BR\"\nfrom = 2020-01-01\n"
	const tests = "[languages.english]\ntaken_on = 2026-05-01\nclb = { listening = 9, reading = 9, writing = 9, speaking = 9 }\n"
	today := civil.MustParse("2026-11-22")
	for _, test := range []struct {
		name, text string
		asks       string // "" where there is a verdict
	}{
		{"a day of birth", birth, "your language test results, your education, your work experience"},
		{"education alone", birth + education, "your language test results, your work experience"},
		{"work alone", birth + work, "your language test results, your education"},
		{"tests alone", birth + tests, ""},
		{"education and work", birth + education + work, ""},
		{"no tests, and said so", birth + "[languages]\n", ""},
	} {
		p, _, err := scenarios.ReadProfile("p.toml", []byte(test.text))
		if err != nil {
			t.Fatal(err)
		}
		w := &sim.World{Book: crs.Embedded(), Today: today, Known: today}
		plan := &sim.Plan{Profile: p, HorizonMonths: 36}
		doc, err := answer.Of(t.Context(), reason.English(), w, plan, draws.Embedded().Until(today), answer.PlanQuery{Chance: answer.ChanceQuery{Paths: 100, Seed: 1}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		asked := doc.Recommended.By == "unstated"
		if asked != (test.asks != "") || !strings.Contains(doc.Recommended.Because, test.asks) {
			t.Errorf("%s: %+v", test.name, doc.Recommended)
		}
		if told := len(doc.Options[0].Chance) > 0; told == asked {
			t.Errorf("%s: a chance is told: %v", test.name, told)
		}
	}
}
