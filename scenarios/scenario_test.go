package scenarios_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// step is a scenario of one step, whose lines stand from line 3 on.
func step(lines ...string) string {
	return "title = \"x\"\n[steps.a]\n" + strings.Join(lines, "\n") + "\n"
}

var brokenScenarios = []broken{
	{"nothing", "", []string{"1:1 file.empty; file.empty.hint"}},
	{"no title", "[steps.a]\nmonths = 1\n", []string{"1:1 file.missing-key"}},
	{"a title alone", "title = \"x\"\n", []string{"1:1 scenario.empty; scenario.empty/hint"}},
	{"steps as a list", "title = \"x\"\n[[steps]]\nmonths = 1\n", []string{"2:1 file.array-of-tables; file.named-tables.hint"}},
	{"an unknown key of a step", step("month = 1"), []string{"3:1 file.unknown-key; file.unknown-key.hint/nearest"}},
	{"an unknown key of then", step("[steps.a.then]", "languages.english.at_leest_clb = 9"), []string{"4:19 file.unknown-key; file.unknown-key.hint/nearest"}},
	{"a step after one that there is not", step("after = [\"b\"]"), []string{"3:10 scenario.after; scenario.after/hint"}},
	{"a step after one nearly named so", step("after = [\"first\"]", "[steps.fist]", "months = 1"), []string{"3:10 scenario.after; hint.did-you-mean"}},
	{"a step that waits for itself", step("after = [\"a\"]"), []string{"3:9 scenario.waits-for-itself; scenario.waits-for-itself/hint"}},
	{"two steps that wait for each other", step("after = [\"b\"]", "[steps.b]", "after = [\"a\"]"),
		[]string{"3:9 scenario.waits-for-itself; scenario.waits-for-itself/hint", "5:9 scenario.waits-for-itself; scenario.waits-for-itself/hint"}},
	{"a step that waits for itself through two others", step("after = [\"c\"]", "[steps.b]", "after = [\"a\"]", "[steps.c]", "after = [\"b\"]", "[steps.d]", "after = [\"c\"]"),
		[]string{"3:9 scenario.waits-for-itself; scenario.waits-for-itself/hint", "5:9 scenario.waits-for-itself; scenario.waits-for-itself/hint", "7:9 scenario.waits-for-itself; scenario.waits-for-itself/hint"}},
	{"after as a word", step("after = \"a\""), []string{"3:9 file.wrong-type; file.wrong-type.hint/brackets"}},
	{"months below nothing", step("months = -1"), []string{"3:10 file.out-of-range; file.out-of-range.hint/between"}},
	{"months beyond twenty years", step("months = 240.5"), []string{"3:10 file.out-of-range; file.out-of-range.hint/between"}},
	{"months in words", step("months = \"4\""), []string{"3:10 file.wrong-type; file.wrong-type.hint/no-quotes"}},
	{"a range without its middle", step("months = { low = 1, high = 2 }"), []string{"3:10 file.missing-key"}},
	{"a range whose low is above the likely", step("months = { low = 3, likely = 2, high = 4 }"), []string{"3:10 scenario.range-order; scenario.range-order/hint"}},
	{"a range whose likely is above the high", step("cost_cad = { low = 1, likely = 5, high = 4 }"), []string{"3:12 scenario.range-order; scenario.range-order/hint"}},
	{"a cost above ten million", step("cost_cad = 10000001"), []string{"3:12 file.out-of-range; file.out-of-range.hint/between"}},
	{"a chance above one", step("chance = 1.1"), []string{"3:10 file.out-of-range; file.out-of-range.hint/between"}},
	{"a chance below nothing", step("chance = -0.1"), []string{"3:10 file.out-of-range; file.out-of-range.hint/between"}},
	{"no tries", step("tries = 0"), []string{"3:9 file.out-of-range; file.out-of-range.hint/between"}},
	{"a step taken by somebody else", step("who = \"child\""), []string{"3:7 file.unknown-value; file.unknown-value.hint/all"}},
	{"a wait for a stream that there is not", step("waits_for = \"oinp-hcp-teck\""), []string{"3:13 file.unknown-value; file.unknown-value.hint/nearest"}},
	{"a start on no day", step("starts_on = \"soon\""), []string{"3:13 file.wrong-type; file.wrong-type.hint/day"}},
	{"a fact that there is not", step("requires = [\"wealth\"]"), []string{"3:13 scenario.fact; scenario.fact/hint"}},
	{"a fact nearly right, of the scenario", "title = \"x\"\nconflicts = [\"master\"]\n[steps.a]\nmonths = 1\n", []string{"2:14 scenario.fact; hint.did-you-mean"}},
	{"work in another way", step("[steps.a.during]", "work = \"pause\""), []string{"4:8 file.unknown-value; file.unknown-value.hint/all"}},
	{"work in an unknown occupation", step("[steps.a.during]", "work = \"canada\"", "noc = \"zzz\""), []string{"5:7 noc.unknown; noc.unknown/form"}},
	{"a credential that there is not", step("[steps.a.then]", "education.at_least = \"phd\""), []string{"4:22 file.unknown-value; file.unknown-value.hint/all"}},
	{"an assessment neither done nor on a day", step("[steps.a.then]", "education.eca_issued = \"later\""), []string{"4:24 file.unknown-value; file.unknown-value.hint/all"}},
	{"CLB 13", step("[steps.a.then]", "languages.english.at_least_clb = 13"), []string{"4:34 file.out-of-range; file.out-of-range.hint/between"}},
	{"an impossible score to come", step("[steps.a.then.languages.english]", "test = \"ielts-general\"", "listening = 8.3", "reading = 8", "writing = 8", "speaking = 8"), []string{"5:13 language.impossible-score; language.possible-scores/step"}},
	{"a job to come that ends early", step("[steps.a.then.work.x]", "noc = \"21231\"", "country = \"CA\"", "from = 2027-02-01", "to = 2027-01-31"), []string{"7:6 profile.job-ends-early; profile.job-ends-early/hint"}},
	{"a job to come of nothing", step("[steps.a.then.work.x]"), []string{"3:1 file.missing-key", "3:1 file.missing-key"}},
	{"a permit without an end", step("[steps.a.then]", "canada.permit = { kind = \"open\" }"), []string{"4:17 scenario.permit; scenario.permit/hint"}},
	{"a permit of a rule without the months before it", step("[steps.a.then]", "canada.permit = { kind = \"pgwp\", months = 36, since = 2024-02-15 }"), []string{"4:17 scenario.permit-since; scenario.permit-since/hint"}},
	{"a permit until a day that is of a rule", step("[steps.a.then]", "canada.permit = { kind = \"pgwp\", expires = 2027-01-01, since = 2024-02-15, months_before = 16 }"), []string{"4:17 scenario.permit-since; scenario.permit-since/hint"}},
	{"a permit with two ends", step("[steps.a.then]", "canada.permit = { kind = \"open\", months = 12, expires = 2027-01-01 }"), []string{"4:17 scenario.permit; scenario.permit/hint"}},
	{"an offer that is twice one thing", step("[steps.a.then]", "canada.job_offer = { lmia = true, lmia_exempt = true, months = 12 }"), []string{"4:35 profile.lmia-twice; profile.lmia-twice/hint"}},
	{"an instrument that there is not", "title = \"x\"\n[rules]\ninstrument = \"offers\"\n", []string{"3:14 file.unknown-value; file.unknown-value.hint/nearest"}},
	{"rules with an unknown table", "title = \"x\"\n[rules]\nsiblings = { points = 20 }\n", []string{"3:1 file.unknown-key; file.unknown-key.hint/nearest"}},
	{"a profile in its place", head, []string{"1:1 kind.other; kind.other/profile-hint"}},
	{"a plan in its place", "profile = \"ana.toml\"\n", []string{"1:1 kind.other; kind.other/plan-hint"}},
}

func TestEachRuleOfAScenarioTellsItsPlaceAndWhatToDo(t *testing.T) {
	for _, test := range brokenScenarios {
		t.Run(test.name, func(t *testing.T) {
			s, _, err := scenarios.ReadScenario("move.toml", []byte(test.text))
			if diff := cmp.Diff(test.want, problemsOf(t, err)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if s != nil {
				t.Error("a broken scenario was returned")
			}
		})
	}
}

// The way back to a step is told, so that one knows where to cut it.
func TestAStepThatWaitsForItselfShowsTheWay(t *testing.T) {
	_, _, err := scenarios.ReadScenario("move.toml", []byte(step("after = [\"c\"]", "[steps.b]", "after = [\"a\"]", "[steps.c]", "after = [\"b\"]")))
	if err == nil || !strings.Contains(err.Error(), "a → c → b → a") {
		t.Errorf("the error is %v", err)
	}
}

// everyStep has every key that a scenario may have.
const everyStep = `
title = "All of it"
title_fr = "Tout"
summary = "Every key."
assumptions = ["It is assumed."]
assumptions_fr = ["Supposé."]
sources = ["a source"]
requires = ["bachelor"]
conflicts = ["clb9"]

[steps.first]
title = "The first"
who = "partner"
months = { low = 1, likely = 2.5, high = 4 }
cost_cad = { low = 10, likely = 20, high = 30 }
chance = 0.5
tries = 3
source = "planning assumption"
source_fr = "hypothèse"
starts_on = 2027-01-15
waits_for = "oinp-hcp-tech"
requires = ["partner"]
conflicts = ["nomination"]
[steps.first.during]
work = "canada"
noc = "21231"
province = "ON"
hours_per_week = 37.5

[steps.second]
after = ["first"]
months = 4
cost_cad = 100
[steps.second.during]
work = "stop"
study = "abroad"
[steps.second.then]
marital_status = "married"
education.at_least = "masters"
education.country = "CA"
education.eca_issued = "done"
education.canadian_study = "three-plus-years-or-graduate"
languages.first_up = 1
languages.english.at_least_clb = { listening = 9, speaking = 10 }
languages.french.weakest_up = 2
[steps.second.then.work.next]
noc = "21232"
country = "CA"
province = "BC"
hours_per_week = 30
from = 2027-06-01
to = 2028-06-01
[steps.second.then.partner]
accompanying = false
citizen_or_pr = true
sibling = true
education.eca_issued = 2027-02-03
languages.french = { taken_on = 2027-03-04, clb = { listening = 7, reading = 7, writing = 7, speaking = 7 } }
[steps.second.then.canada]
sibling = true
relative = true
certificate_of_qualification = true
study_years = 2
military_years = 10
family_size = 2
settlement_funds_cad = 20000
provinces = "all"
nomination = "ON"
status = "worker"
primary_noc = "21232"
job_offer = { lmia = true, months = 24 }
permit = { kind = "open", months = 24 }

[steps.third]
[steps.third.during]
work = "abroad"
study = "canada"
[steps.third.then]
swap_principal = true
languages.english = { test = "ielts-general", listening = 8, reading = 7, writing = 7, speaking = 7 }
canada.job_offer = { noc = "21232", lmia = true, months = 12 }
canada.permit = { kind = "closed", expires = 2028-01-01 }
`

func TestEveryKeyOfAStepIsRead(t *testing.T) {
	s, warnings, err := scenarios.ReadScenario("dir/all.toml", []byte(everyStep))
	if err != nil || len(warnings) > 0 {
		t.Fatal(err, warnings)
	}
	day := civil.MustParse
	yes, no, two, ten, funds := true, false, 2, 10, 20000
	married, masters, graduate := profile.Married, profile.Masters, profile.ThreeOrMoreYears
	canada, ontario, code, worker := "CA", "ON", "21232", profile.Worker
	want := &sim.Scenario{
		Name: "all", Title: reason.Text{English: "All of it", French: "Tout"}, Summary: reason.Text{English: "Every key."},
		Assumptions: []reason.Text{{English: "It is assumed.", French: "Supposé."}}, Sources: []reason.Text{{English: "a source"}},
		Requires: []string{"bachelor"}, Conflicts: []string{"clb9"},
		Steps: []sim.Step{{
			Name: "first", Title: reason.Text{English: "The first"}, Who: sim.ThePartner, Months: sim.Range{Low: 1, Likely: 2.5, High: 4}, Cost: sim.Range{Low: 10, Likely: 20, High: 30},
			Chance: 0.5, Tries: 3, Source: reason.Text{English: "planning assumption", French: "hypothèse"}, StartsOn: day("2027-01-15"), WaitsFor: "oinp-hcp-tech",
			Requires: []string{"partner"}, Conflicts: []string{"nomination"},
			During: sim.During{Work: sim.WorkInCanada, NOC: "21231", Province: "ON", Hours: 3750},
		}, {
			Name: "second", Months: sim.Exactly(4), Cost: sim.Exactly(100), Chance: 1, Tries: 1, After: []string{"first"},
			During: sim.During{Work: sim.StopWork, Study: sim.StudyAbroad},
			Then: sim.Change{
				Marital: &married,
				Self: sim.PersonChange{
					AtLeast: &masters, Country: &canada, Assessed: true, CanadianStudy: &graduate, FirstUp: 1,
					Languages: [2]sim.LanguageChange{
						language.English: {AtLeast: language.Levels{9, 0, 0, 10}},
						language.French:  {WeakestUp: 2},
					},
					Jobs: []profile.Job{{Name: "next", NOC: "21232", Country: "CA", Province: "BC", Hours: 3000, From: day("2027-06-01"), To: day("2028-06-01")}},
				},
				Accompanying: &no, CitizenOrPR: &yes, PartnerSibling: &yes,
				Partner: sim.PersonChange{
					ECAIssued: day("2027-02-03"),
					Languages: [2]sim.LanguageChange{
						language.French: {Set: &profile.Result{Held: true, TakenOn: day("2027-03-04"), Levels: language.Levels{7, 7, 7, 7}}},
					},
				},
				Sibling: &yes, Relative: &yes, Certificate: &yes, StudyYears: &two, MilitaryYears: &ten, FamilySize: &two, Funds: &funds,
				Provinces: []string{"all"}, Nomination: &ontario, Status: &worker, PrimaryNOC: &code,
				Offer:  &profile.Offer{LMIA: true, Months: 24, FullTime: true},
				Permit: &sim.PermitChange{Kind: profile.OpenPermit, Months: 24},
			},
		}, {
			Name: "third", Chance: 1, Tries: 1,
			During: sim.During{Work: sim.WorkAbroad, Study: sim.StudyInCanada},
			Then: sim.Change{
				SwapPrincipal: true,
				Self: sim.PersonChange{Languages: [2]sim.LanguageChange{
					language.English: {Set: &profile.Result{Held: true, Test: "ielts-general", Levels: language.Levels{9, 9, 9, 9}, Scores: [4]float64{8, 7, 7, 7}}},
				}},
				Offer:  &profile.Offer{NOC: "21232", LMIA: true, Months: 12, FullTime: true},
				Permit: &sim.PermitChange{Kind: profile.ClosedPermit, Expires: day("2028-01-01")},
			},
		}},
	}
	if diff := cmp.Diff(want, s); diff != "" {
		t.Errorf("scenario (-want +got):\n%s", diff)
	}
}

func TestAScenarioMayChangeTheRules(t *testing.T) {
	s, _, err := scenarios.ReadScenario("twenty.toml", []byte("title = \"x\"\n[rules]\nfrom = 2027-01-01\nsibling = { points = 20 }\n"))
	if err != nil {
		t.Fatal(err)
	}
	if s.Rules == nil || s.Rules.From != civil.MustParse("2027-01-01") || s.Rules.Instrument.ID != "twenty" || !s.Rules.Instrument.Own {
		t.Errorf("the rules are %+v", s.Rules)
	}
	s, _, err = scenarios.ReadScenario("named.toml", []byte("title = \"x\"\n[rules]\ninstrument = \"proposal-2026\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	if s.Rules == nil || !s.Rules.From.IsZero() || s.Rules.Instrument.ID != "proposal-2026" {
		t.Errorf("the rules are %+v", s.Rules)
	}
}

func TestAScenarioOfQuebecSaysThatItIsNotModelled(t *testing.T) {
	_, warnings, err := scenarios.ReadScenario("x.toml", []byte(step("[steps.a.then]", "canada.nomination = \"QC\"")))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"quebec"}, codesOf(warnings)); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
}

// What an offer of a step leaves out is taken as it is said to be.
func TestWhatIsTakenOfAStepsOfferIsSaid(t *testing.T) {
	for text, want := range map[string][]string{
		`{ lmia = true, months = 12 }`:        nil,
		`{ lmia = false, months = 12 }`:       nil,
		`{ lmia_exempt = true, months = 12 }`: {"offer-exempt"},
		`{ noc = "21232", months = 12 }`:      {"offer-lmia-assumed"},
		`{ }`:                                 {"offer-length-assumed", "offer-lmia-assumed"},
	} {
		s, warnings, err := scenarios.ReadScenario("x.toml", []byte(step("[steps.a.then]", "canada.job_offer = "+text)))
		if err != nil || s.Steps[0].Then.Offer.LMIAUnstated {
			t.Fatal(text, err)
		}
		if diff := cmp.Diff(want, codesOf(warnings)); diff != "" {
			t.Errorf("%s: warnings (-want +got):\n%s", text, diff)
		}
	}
}
