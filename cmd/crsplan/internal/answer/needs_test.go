package answer_test

import (
	"slices"
	"strings"
	"testing"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// without takes a line, or a table with its lines, out of a file.
func without(t *testing.T, text, what string) string {
	t.Helper()
	from := strings.Index(text, what)
	if from < 0 {
		t.Fatalf("there is no %q", what)
	}
	to := strings.Index(text[from:], "\n") + from + 1
	if strings.HasPrefix(what, "[") {
		to = len(text)
		if next := strings.Index(text[from+1:], "\n["); next >= 0 {
			to = from + next + 2
		}
	}
	return text[:from] + text[to:]
}

// allStated is the developer abroad with every fact of the table stated.
var allStated = strings.Replace(funded, `provinces = ["ON"]`, `provinces = ["ON"]
sibling = false
relative = false
study_years = 0
certificate_of_qualification = false`, 1)

// near62 has 62 of the 67 points: five more pass.
var near62 = strings.Replace(allStated, "{ listening = 9, reading = 9, writing = 9, speaking = 9 }", "{ listening = 7, reading = 7, writing = 7, speaking = 7 }", 1)

const offered = `
[canada.job_offer]
noc = "21232"
lmia = false
months = 12
province = "BC"
`

// coupled is the same person with a partner of whom everything is stated.
func coupled(person string) string {
	return strings.Replace(person, `"single"`, `"married"`, 1) + `
[partner]
birth_date = 1996-03-14
sibling = false
study_years = 0
[partner.education]
level = "bachelor"
country = "BR"
eca_issued = 2025-06-10
[partner.languages.english]
taken_on = 2026-06-02
clb = { listening = 8, reading = 8, writing = 8, speaking = 8 }
`
}

// inCanada has worked in Canada, and has no funds.
var inCanada = strings.NewReplacer(`country = "BR"
from = 2021-11-22`, `country = "CA"
province = "BC"
from = 2020-11-22
to = 2026-11-20`, "25000", "0").Replace(allStated)

// beside works in Canada beside a study permit, and has no funds.
var beside = strings.NewReplacer("to = 2026-11-20", "student = false", `"outside"`, `"student"
permit = { kind = "study", expires = 2028-01-01 }`).Replace(inCanada)

func TestWhatEachMissingFactDecides(t *testing.T) {
	tests := map[string]struct {
		person, leftOut, day string
		decides              []string // among others
	}{
		"languages":                           {person: allStated, leftOut: "[languages.english]", decides: []string{"general", "fsw", "score"}},
		"education":                           {person: allStated, leftOut: "[education]", decides: []string{"general", "fsw", "score"}},
		"education.eca_issued":                {person: allStated, leftOut: "eca_issued", decides: []string{"general", "fsw", "score"}},
		"education.canadian_study":            {person: strings.Replace(allStated, `country = "BR"`, `country = "CA"`+"\n"+`canadian_study = "none"`, 1), leftOut: "canadian_study", decides: []string{"score"}},
		"canada.settlement_funds_cad":         {person: allStated, leftOut: "settlement_funds_cad", decides: []string{"general", "fsw"}},
		"canada.certificate_of_qualification": {person: strings.NewReplacer("21232", "72200", "= 9", "= 6").Replace(allStated), leftOut: "certificate", decides: []string{"general", "fst"}},
		"canada.relative":                     {person: near62, leftOut: "relative", decides: []string{"general", "fsw"}},
		"canada.study_years":                  {person: near62, leftOut: "study_years", decides: []string{"general", "fsw"}},
		"canada.sibling":                      {person: allStated, leftOut: "sibling", decides: []string{"score"}},
		"canada.military_years": {person: strings.NewReplacer(`"21232"
lmia = false
months = 12`, `"40042"
lmia = false
employer = "canadian-forces"
months = 36`).Replace(allStated + "military_years = 12\n" + offered), leftOut: "military_years", decides: []string{"military"}},
		"canada.provinces":             {person: allStated, leftOut: "provinces", day: "2023-03-15", decides: []string{"oinp-hcp-tech"}},
		"canada.job_offer.lmia":        {person: near62 + offered, leftOut: "lmia", decides: []string{"general", "fsw"}},
		"canada.job_offer.province":    {person: inCanada + offered, leftOut: `province = "BC"` + "\n" + "#offer", day: "2023-03-15", decides: []string{"oinp-hcp-tech"}},
		"work.acme.province":           {person: strings.NewReplacer("to = 2026-11-20", "", `"outside"`, `"worker"`).Replace(inCanada), leftOut: `province = "BC"`, day: "2023-03-15", decides: []string{"oinp-hcp-tech"}},
		"work.acme.student":            {person: beside, leftOut: "student = false", decides: []string{"cec", "score"}},
		"partner.education.eca_issued": {person: coupled(allStated), leftOut: "eca_issued = 2025-06-10\n[partner", decides: []string{"score"}},
		"partner.languages":            {person: coupled(allStated), leftOut: "[partner.languages.english]", decides: []string{"score"}},
		"partner.education":            {person: coupled(allStated), leftOut: "[partner.education]", decides: []string{"score"}},
		"partner.sibling":              {person: coupled(allStated), leftOut: "sibling = false\nstudy_years = 0\n[partner", decides: []string{"score"}},
		"partner.study_years":          {person: strings.Replace(coupled(strings.Replace(near62, "25000", "99000", 1)), "= 8, reading = 8, writing = 8, speaking = 8", "= 3, reading = 3, writing = 3, speaking = 3", 1), leftOut: "study_years = 0\n[partner", decides: []string{"general", "fsw"}},
	}
	for _, key := range sim.FactKeys() {
		key = strings.Replace(key, "NAME", "acme", 1)
		test, ok := tests[key]
		if !ok {
			t.Errorf("%s is in the table of facts and has no test", key)
			continue
		}
		t.Run(key, func(t *testing.T) {
			day := civil.MustParse("2026-11-22")
			if test.day != "" {
				day = civil.MustParse(test.day)
			}
			if needs := needsOf(t, test.person, day); len(needs) > 0 {
				t.Errorf("with everything stated there are needs: %+v", needs)
			}
			needs := needsOf(t, cut(t, test.person, key, test.leftOut), day)
			if len(needs) != 1 || needs[0].Key != key {
				t.Fatalf("needs: %+v", needs)
			}
			n := &needs[0]
			for _, what := range test.decides {
				if !slices.Contains(n.Decides, what) {
					t.Errorf("it decides %v, and not %s", n.Decides, what)
				}
			}
			if (n.TotalIfMet != nil) != slices.Contains(n.Decides, "score") {
				t.Errorf("decides %v, total if met %v", n.Decides, n.TotalIfMet)
			}
			if !strings.HasSuffix(n.Question, "?") || strings.Contains(n.Question, "_") {
				t.Errorf("the question: %s", n.Question)
			}
		})
	}
}

// cut leaves a key out of a person: the last such line of its table.
func cut(t *testing.T, person, key, what string) string {
	t.Helper()
	switch {
	case strings.HasPrefix(what, "["):
		return without(t, person, what)
	case key == "canada.job_offer.province":
		at := strings.LastIndex(person, `province = "BC"`)
		return person[:at] + without(t, person[at:], `province = "BC"`)
	case strings.HasPrefix(key, "partner."):
		name := key[strings.LastIndex(key, ".")+1:]
		at := strings.Index(person, "[partner]")
		return person[:at] + without(t, person[at:], name)
	}
	return without(t, person, what)
}

func needsOf(t *testing.T, person string, day civil.Day) []answer.Need {
	t.Helper()
	p, _, err := scenarios.ReadProfile("person.toml", []byte(person))
	if err != nil {
		t.Fatal(err)
	}
	needs, err := answer.NeedsOn(reason.English(), as(day), p, day, draws.Embedded().Until(day))
	if err != nil {
		t.Fatal(err)
	}
	return needs
}

// The smallest value that meets is enough, and a dollar less is not.
func TestTheQuestionNamesTheAmountThatDecides(t *testing.T) {
	day := civil.MustParse("2026-11-22")
	for _, family := range []int{1, 2, 7, 9} {
		table, ok := streams.FundsAsked(day, day, family)
		if !ok || table.Table != civil.MustParse("2025-07-07") {
			t.Fatalf("funds for %d: %+v", family, table)
		}
		asked := table.Dollars
		for funds, want := range map[int]streams.Verdict{asked - 1: streams.No, asked: streams.Yes, asked + 1: streams.Yes} {
			p, _, err := scenarios.ReadProfile("person.toml", []byte(allStated))
			if err != nil {
				t.Fatal(err)
			}
			p.Canada.FamilySize, p.Canada.Funds = family, &funds
			person := streams.Person{Profile: p, Day: day, Law: day, Known: day}
			if got := person.AdmitsProgram(streams.FSW); got != want {
				t.Errorf("a family of %d with %d: %v, want %v", family, funds, got, want)
			}
		}
	}
	if asked, _ := streams.FundsAsked(day, day, 1); asked.Dollars != 15263 {
		t.Errorf("one person needs %d", asked.Dollars)
	}
}

// What is missing is answered by the same engine as what is stated.
func TestAChanceBothWaysIsThatOfTheStatedFact(t *testing.T) {
	day := civil.MustParse("2026-11-22")
	lacking := planWithChances(t, french(t, ""), day)
	with, little := planWithChances(t, french(t, "settlement_funds_cad = 15263"), day), planWithChances(t, french(t, "settlement_funds_cad = 15262"), day)
	o, yes, no := &lacking.Options[0], &with.Options[0], &little.Options[0]
	if len(o.Needs) != 1 || len(yes.Needs) != 0 || len(no.Needs) != 0 {
		t.Fatalf("needs: %+v, %+v, %+v", o.Needs, yes.Needs, no.Needs)
	}
	for k, c := range o.Chance {
		if c.P.Known {
			t.Fatalf("by %v the chance is known: %v", c.By, c.P)
		}
		if *c.PIfMet != yes.Chance[k].P.P || *c.PIfNot != no.Chance[k].P.P {
			t.Errorf("by %v: %v if met and %v if not; with the funds %v, with less %v", c.By, *c.PIfMet, *c.PIfNot, yes.Chance[k].P, no.Chance[k].P)
		}
	}
	n := o.Needs[0]
	last := o.Chance[len(o.Chance)-1]
	if *n.PIfMet != *last.PIfMet || *n.PIfNot != *last.PIfNot || *n.PIfMet < 0.9 {
		t.Errorf("the need: %v and %v, the last chance %v and %v", *n.PIfMet, *n.PIfNot, *last.PIfMet, *last.PIfNot)
	}
	if r := lacking.Recommended; r.By != "missing" || r.Option != "" || r.IfMet != "stay" || r.IfNot != "" || !strings.Contains(r.Because, "15,263") {
		t.Errorf("recommended: %+v", r)
	}
	if with.Recommended.By != "chance" || little.Recommended.By != "none" {
		t.Errorf("recommended with funds: %+v; with less: %+v", with.Recommended, little.Recommended)
	}
}

// french is a French speaker abroad with 500 points and more.
func french(t *testing.T, funds string) string {
	t.Helper()
	person := strings.Replace(funded, "[languages.english]", "[languages.french]\ntaken_on = 2026-06-02\nclb = { listening = 10, reading = 10, writing = 10, speaking = 10 }\n[languages.english]", 1)
	return strings.Replace(strings.Replace(person, `"bachelor"`, `"masters"`, 1), "settlement_funds_cad = 25000", funds, 1)
}

func planWithChances(t *testing.T, person string, day civil.Day) *answer.Plan {
	t.Helper()
	p, warnings, err := scenarios.ReadProfile("person.toml", []byte(person))
	if err != nil {
		t.Fatal(err)
	}
	w, plan, record := as(day), &sim.Plan{Profile: p, HorizonMonths: 12}, draws.Embedded().Until(day)
	doc, err := answer.PlanOf(reason.English(), w, plan, record, warnings)
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.AddChances(reason.English(), w, plan, answer.ChanceQuery{Paths: 400, Seed: 1}); err != nil {
		t.Fatal(err)
	}
	return doc
}

// So are the four ways of a couple, each by itself.
func TestACouplesWaysAreToldBothWaysToo(t *testing.T) {
	day := civil.MustParse("2026-11-22")
	ways := func(funds string) *answer.Couple {
		p, warnings, err := scenarios.ReadProfile("person.toml", []byte(coupled(french(t, funds))))
		if err != nil {
			t.Fatal(err)
		}
		w, plan := as(day), &sim.Plan{Profile: p, HorizonMonths: 12}
		doc, err := answer.PlanOf(reason.English(), w, plan, draws.Embedded().Until(day), warnings)
		if err != nil {
			t.Fatal(err)
		}
		if err := doc.AddCouple(t.Context(), reason.English(), w, plan, nil, answer.NewAhead(doc.Record, w.Today, answer.ChanceQuery{Paths: 200, Seed: 1})); err != nil {
			t.Fatal(err)
		}
		return doc.Couple
	}
	lacking, with, little := ways(""), ways("settlement_funds_cad = 19001"), ways("settlement_funds_cad = 19000")
	for i := range lacking.Ways {
		way, yes, no := &lacking.Ways[i], &with.Ways[i], &little.Ways[i]
		for k, c := range way.Chance {
			met, not := c.P.P, c.P.P
			if !c.P.Known {
				met, not = *c.PIfMet, *c.PIfNot
			}
			if yes.Chance[k].P.Known && met != yes.Chance[k].P.P || no.Chance[k].P.Known && not != no.Chance[k].P.P {
				t.Errorf("%s by %v: %v and %v; with the funds %v, with less %v", way.Way, c.By, met, not, yes.Chance[k].P, no.Chance[k].P)
			}
		}
	}
	first := lacking.Ways[0]
	if last := first.Chance[len(first.Chance)-1]; last.P.Known || *last.PIfMet < 0.9 || len(first.Needs) != 1 || *first.Needs[0].PIfMet != *last.PIfMet || len(first.StreamsIfMet) == 0 || len(first.Missing) != 0 {
		t.Errorf("the stated way: %+v", first)
	}
	if len(with.Ways[0].StreamsIfMet) > 0 || len(with.Ways[0].Needs) > 0 {
		t.Errorf("with funds: %+v", with.Ways[0])
	}
}

// A profile that says "none" is answered, and is asked no more.
func TestNoneIsAnAnswer(t *testing.T) {
	day := civil.MustParse("2026-11-22")
	none := strings.Replace(allStated, "eca_issued = 2025-06-10", `eca_issued = "none"`, 1)
	if needs := needsOf(t, none, day); len(needs) > 0 {
		t.Errorf("needs: %+v", needs)
	}
	// The words are as good as an empty list, or table.
	for _, stated := range []string{`provinces = []`, `provinces = "none"`} {
		if needs := needsOf(t, strings.Replace(allStated, `provinces = ["ON"]`, stated, 1), day); len(needs) > 0 {
			t.Errorf("%s: needs %+v", stated, needs)
		}
	}
	p, _, err := scenarios.ReadProfile("person.toml", []byte(none))
	if err != nil {
		t.Fatal(err)
	}
	person := streams.Person{Profile: p, Day: day, Law: day, Known: day}
	if got := person.AdmitsProgram(streams.FSW); got != streams.No {
		t.Errorf("without an assessment: %v", got)
	}
	p.Self.Unstated |= profile.TheECA
	person = streams.Person{Profile: p, Day: day, Law: day, Known: day}
	if got := person.AdmitsProgram(streams.FSW); got != streams.NotKnown {
		t.Errorf("with none stated: %v", got)
	}
}

// Work of which nothing says whether it was done as a student is answered both
// ways, as if either were stated; of two jobs each has its own question.
func TestWorkBesideStudyIsAnsweredBothWays(t *testing.T) {
	day := civil.MustParse("2026-11-22")
	total := func(person string) int {
		p, _, err := scenarios.ReadProfile("person.toml", []byte(person))
		if err != nil {
			t.Fatal(err)
		}
		proj, err := as(day).Ahead(p, sim.Stay(), day, 0)
		if err != nil {
			t.Fatal(err)
		}
		return proj.At(day).Total
	}
	lacking := without(t, beside, "student = false")
	yes, no := total(beside), total(strings.Replace(beside, "student = false", "student = true", 1))
	if got := total(lacking); got != no || yes <= no {
		t.Errorf("unsaid %d, as a student %d, not as one %d", got, no, yes)
	}
	needs := needsOf(t, lacking, day)
	if len(needs) != 1 || needs[0].TotalIfMet == nil || *needs[0].TotalIfMet != yes || !strings.Contains(needs[0].Question, "acme") {
		t.Errorf("needs %+v; not as a student it is %d", needs, yes)
	}
	if needs := needsOf(t, strings.Replace(beside, "student = false", "student = true", 1), day); len(needs) != 0 {
		t.Errorf("as a student is an answer, and yet: %+v", needs)
	}
	second := lacking + `
[work.bolt]
noc = "21231"
country = "CA"
province = "BC"
from = 2019-11-22
hours_per_week = 40
`
	var keys []string
	for _, n := range needsOf(t, second, day) {
		keys = append(keys, n.Key)
	}
	if !slices.Equal(keys, []string{"work.acme.student", "work.bolt.student"}) {
		t.Errorf("with two jobs: %v", keys)
	}
}

// The table is renewed about every July: until then none newer is looked for.
func TestTheQuestionSaysFromAugustThatANewerTableMayExist(t *testing.T) {
	for on, want := range map[string]bool{"2026-07-01": false, "2026-07-31": false, "2026-08-01": true, "2026-11-22": true} {
		day := civil.MustParse(on)
		p, _, err := scenarios.ReadProfile("person.toml", []byte(allStated))
		if err != nil {
			t.Fatal(err)
		}
		p.StatedOn, p.Canada.Funds = day, nil
		needs, err := answer.NeedsOn(reason.English(), as(day), p, day, draws.Embedded().Until(day))
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(needs, func(n answer.Need) bool { return n.Key == "canada.settlement_funds_cad" })
		if i < 0 {
			t.Fatalf("on %s nothing asks for funds: %v", on, needs)
		}
		if got := strings.Contains(needs[i].Question, "table may exist"); got != want {
			t.Errorf("on %s it asks %q", on, needs[i].Question)
		}
	}
}
