package web

import (
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"crsplan/scenarios"
	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

var today = civil.MustParse("2026-11-22")

// submitted is what a browser sends of a form in which nothing was changed.
func submitted(f *form) url.Values {
	sent := url.Values{"table": f.Tables, "looked": f.Looked}
	if f.Rest != "" {
		sent.Set("rest", f.Rest)
	}
	var send func(list ...input)
	send = func(list ...input) {
		for _, in := range list {
			switch in.Kind {
			case span:
				send(in.Inputs...)
			case check:
				if in.Text != "" {
					sent.Add(in.Name, "true")
				}
			case choice, several:
				for _, c := range in.Choices {
					if c.Chosen {
						sent.Add(in.Name, c.Value)
					}
				}
			default:
				sent.Add(in.Name, in.Text)
			}
		}
	}
	send(f.Plan...)
	for _, p := range f.People {
		send(p.Fields...)
		send(p.Education...)
		send(p.First...)
		for _, c := range p.Credentials {
			send(c.Inputs...)
		}
		for _, l := range p.Languages {
			send(l.Test, l.Day)
			send(l.Scale...)
			send(l.Abilities...)
		}
		for _, job := range p.Jobs {
			send(job.Inputs...)
		}
	}
	send(slices.Concat(f.Basis, f.Place, f.Canada)...)
	for _, in := range f.Several {
		send(in)
	}
	send(f.Offer...)
	for _, o := range f.Options {
		send(o.Off)
		send(o.Inputs...)
		send(o.Scenarios...)
	}
	for _, s := range f.Scenarios {
		send(s.Inputs...)
		for _, step := range s.Steps {
			send(slices.Concat(step.Head, step.During, step.Then)...)
			send(step.Takes...)
		}
	}
	return sent
}

// again is a state that went through the form and back.
func again(s *state) *state {
	return readState(submitted(formOf(reason.English(), s, today, nil)))
}

func opened(t testing.TB, name string, data []byte) *state {
	t.Helper()
	reader := scenarios.Reader{Open: noFile}
	sheet, _, err := reader.Whole(name, data)
	if err != nil {
		t.Fatal(err)
	}
	return &state{plan: sheet, begun: true}
}

// planOf reads the plan of a state.
func planOf(t testing.TB, s *state) any {
	t.Helper()
	reader := scenarios.Reader{Open: noFile}
	text := s.readable().Write().Text
	plan, _, err := reader.Plan(planName, text)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	slices.Sort(plan.Profile.Canada.Provinces) // in whatever order
	return plan
}

func TestAProfileGoesThroughTheFormUnchanged(t *testing.T) {
	paths, err := filepath.Glob("../../../../testdata/profiles/*.toml")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no profiles: %v", err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		s := opened(t, path, data)
		if diff := cmp.Diff(planOf(t, s), planOf(t, again(s))); diff != "" {
			t.Errorf("%s (-opened +through the form):\n%s", path, diff)
		}
	}
}

// Every answer to a question about a missing fact can be given in the form: that
// there is none is not the same as to leave it out.
func TestTheFormSaysThatThereIsNone(t *testing.T) {
	const head = "stated_on = 2026-11-22\nage = 31\nmarital_status = \"married\"\n"
	for _, text := range []string{
		"[education]\nlevel = \"bachelor\"\ncountry = \"BR\"\neca_issued = \"none\"\n",
		"[partner]\nage = 30\nsibling = false\nstudy_years = 0\n[partner.education]\nlevel = \"bachelor\"\ncountry = \"BR\"\neca_issued = \"none\"\n",
		"[canada]\nsibling = false\nrelative = false\ncertificate_of_qualification = false\nstudy_years = 0\nmilitary_years = 0\nsettlement_funds_cad = 0\n",
		"[canada]\nsibling = true\nrelative = true\ncertificate_of_qualification = true\n",
		"[canada.job_offer]\nnoc = \"21232\"\nlmia = false\n",
		"[canada]\nprovinces = \"none\"\n",
		"[canada]\nprovinces = []\n",
		"[languages]\n",
		"[partner]\nage = 30\n[partner.languages]\n",
	} {
		if !strings.Contains(text, "[partner]") {
			text += "[partner]\nage = 30\n"
		}
		s := opened(t, "one.toml", []byte(head+text))
		if diff := cmp.Diff(planOf(t, s), planOf(t, again(s))); diff != "" {
			t.Errorf("%s (-opened +through the form):\n%s", text, diff)
		}
	}
	s := opened(t, "one.toml", []byte(head+"[education]\nlevel = \"bachelor\"\ncountry = \"BR\"\n[partner]\nage = 30\n"))
	form := submitted(formOf(reason.English(), s, today, nil))
	const eca = "profile.education.eca_issued"
	for _, test := range []struct {
		typed []string
		want  string
	}{
		{[]string{"", "none"}, `eca_issued = "none"`},
		{[]string{"2025-06-10", "none"}, "eca_issued = 2025-06-10"}, // a day says more
		{[]string{"2025-06-10"}, "eca_issued = 2025-06-10"},
		{[]string{""}, ""},
	} {
		form[eca] = test.typed
		if got := string(readState(form).readable().Write().Text); !strings.Contains(got, test.want) || test.want == "" && strings.Contains(got, "eca_issued") {
			t.Errorf("%q makes\n%s", test.typed, got)
		}
	}
}

// Whatever a plan may hold and no field shows is carried along: effects of
// steps, instruments, order in lanes.
func TestAPlanGoesThroughTheFormUnchanged(t *testing.T) {
	text := `
start = 2026-12-01
horizon_months = 24
[profile]
stated_on = 2026-11-22
age = 31
[profile.languages.english]
test = "ielts-general"
taken_on = 2026-01-02
clb = { listening = 9, reading = 8, writing = 8, speaking = 9 }
[options.b]
title = "The second first"
scenarios = ["mine", "clb9"]
order = "together"
[options.a]
scenarios = ["masters-canada+canadian-year"]
[options.stay]
[scenarios.mine]
title = "Mine"
summary = "All there is."
assumptions = ["That it works."]
conflicts = ["nomination"]
[scenarios.mine.steps.one]
title = "One"
months = { low = 1, likely = 2.5, high = 4 }
cost_cad = 100
chance = 0.07
tries = 3
source = "me"
starts_on = 2027-01-01
[scenarios.mine.steps.one.during]
work = "canada"
noc = "21232"
hours_per_week = 37.5
[scenarios.mine.steps.one.then]
education.at_least = "masters"
education.eca_issued = 2027-02-01
languages.french.at_least_clb = { listening = 7, reading = 6 }
canada.job_offer = { noc = "21232", lmia = true, months = 24 }
[scenarios.mine.steps.two]
after = ["one"]
who = "partner"
[scenarios.clb9]
title = "Reach CLB 9, my way"
[scenarios.clb9.steps.resit]
months = 7
[scenarios.clb9.steps.resit.then]
languages.english.at_least_clb = 9
[scenarios.rules]
title = "Other rules"
[scenarios.rules.rules]
instrument = "offers-restored"
from = 2027-03-01
`
	s := opened(t, "plan.toml", []byte(text))
	before, after := string(s.readable().Write().Text), string(again(s).readable().Write().Text)
	got, want := opened(t, "plan.toml", []byte(after)), s
	for _, item := range want.plan.Items() {
		if item.Value == nil {
			continue
		}
		if diff := cmp.Diff(item.Value, got.plan.Value(item.Path...)); diff != "" {
			t.Errorf("%q (-opened +through the form):\n%s", item.Path, diff)
		}
	}
	if len(got.plan.Items()) != len(want.plan.Items()) {
		t.Errorf("there is more, or less:\n%s\n\n%s", before, after)
	}
	if diff := cmp.Diff([]string{"b", "a", "stay"}, got.plan.Keys("options")); diff != "" {
		t.Errorf("the order of the options (-want +got):\n%s", diff)
	}
}

func TestTheSampleGoesThroughTheForm(t *testing.T) {
	s := &state{plan: scenarios.SampleSheet("en", today), begun: true}
	if diff := cmp.Diff(planOf(t, s), planOf(t, again(s))); diff != "" {
		t.Errorf("(-sample +through the form):\n%s", diff)
	}
	through := again(s)
	if names := through.plan.Keys("scenarios"); !slices.Equal(names, []string{"scenario"}) {
		t.Errorf("scenarios of the library that nobody changed became the plan's own: %q", names)
	}
}

// Any values of any fields go through the form: what a person typed is there
// to be mended.
func TestWhatWasTypedComesBack(t *testing.T) {
	names := []string{
		"profile.name", "profile.birth_date", "profile.age", "profile.education.country", "profile.work.job-1.noc", "profile.work.job-1.hours_per_week",
		"profile.canada.settlement_funds_cad", "start", "horizon_months", "options.a.title", "scenarios.own.title", "scenarios.own.steps.s.chance", "scenarios.own.steps.s.months.low",
	}
	typed := rapid.OneOf(rapid.StringN(0, 12, 40), rapid.SampledFrom([]string{"2026-02-30", "1,234", "7,5", "1e9", "-3", "NaN", "<b>", "\x00", "99999999999999999999", `"`, "=1"}))
	rapid.Check(t, func(t *rapid.T) {
		sent := url.Values{"table": {"profile.work.job-1", "options.a", "scenarios.own", "scenarios.own.steps.s"}}
		for _, name := range names {
			sent.Set(name, typed.Draw(t, name))
		}
		s := readState(sent)
		if diff := cmp.Diff(string(s.plan.Write().Text), string(again(s).plan.Write().Text)); diff != "" {
			t.Fatalf("(-typed +through the form):\n%s", diff)
		}
	})
}

func TestNumbersAreReadAsPeopleWriteThem(t *testing.T) {
	for _, test := range []struct {
		typed string
		want  any
	}{
		{"31", int64(31)}, {" 31 ", int64(31)}, {"7.5", 7.5}, {"7,5", 7.5}, {"25,000", int64(25000)}, {"25 000", int64(25000)}, {"25\u00a0000,50", 25000.5}, {"$1,234,567.5", 1234567.5},
		{"-3", int64(-3)}, {"+3", int64(3)}, {"12,34,56", nil}, {"1,2.3", nil}, {"seven", nil}, {"1e9", nil}, {"0x10", nil}, {"NaN", nil}, {"", nil}, {".", nil}, {"5 %", int64(5)},
		{"99999999999999999999", 1e20},
	} {
		if got := numberOf(test.typed, ""); got != test.want {
			t.Errorf("%q is %v, want %v", test.typed, got, test.want)
		}
	}
}

// Percents are shares without an error of the computer's.
func TestEveryPercentGoesThroughTheFormUnchanged(t *testing.T) {
	for n := range int64(1001) {
		share := valueOf(percent, textOf(percent, float64(n)/1000))
		if share != float64(n)/1000 {
			t.Errorf("%v came back as %v", float64(n)/1000, share)
		}
	}
	for text, want := range map[string]any{"70": 0.7, "7": 0.07, "33.3": 0.333, "100": 1.0, "0": 0.0, "29 %": 0.29} {
		if got := valueOf(percent, text); got != want {
			t.Errorf("%q is %v, want %v", text, got, want)
		}
	}
}

func TestNamesOfFieldsAndTheirPaths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		path := rapid.SliceOfN(rapid.StringN(1, 8, 20), 1, 4).Draw(t, "path")
		if got := pathOf(nameOf(path...)); !slices.Equal(got, path) {
			t.Fatalf("%q became %q", path, got)
		}
	})
	for _, wrong := range []string{"", "a..b", "a.", "%zz"} {
		if got := pathOf(wrong); got != nil {
			t.Errorf("%q is a path: %q", wrong, got)
		}
	}
}

func TestButtonsChangeThePlan(t *testing.T) {
	srv := New(Config{Today: func() civil.Day { return today }})
	s := &state{plan: scenarios.SampleSheet("en", today), begun: true}
	keys := func(path ...string) string { return strings.Join(s.plan.Keys(path...), " ") }
	for _, step := range []struct {
		do, want string
		path     []string
	}{
		{"add profile.work", "developer job-1", []string{"profile", "work"}},
		{"add profile.work", "developer job-1 job-1-2", []string{"profile", "work"}},
		{"add profile.education", "level country eca_issued canadian_study credential-1", []string{"profile", "education"}},
		{"remove profile.education.credential-1", "level country eca_issued canadian_study", []string{"profile", "education"}},
		{"remove profile.work.job-1", "developer job-1-2", []string{"profile", "work"}},
		{"later options.stay", "clb9 stay lmia-then-year masters-canada french-nclc7 own", []string{"options"}},
		{"earlier options.stay", "stay clb9 lmia-then-year masters-canada french-nclc7 own", []string{"options"}},
		{"remove options.masters-canada", "stay clb9 lmia-then-year french-nclc7 own", []string{"options"}},
		{"add options", "stay clb9 lmia-then-year french-nclc7 own option-1", []string{"options"}},
		{"add scenarios", "scenario my-scenario", []string{"scenarios"}},
		{"add scenarios.my-scenario.steps", "step-1 step-1-2", []string{"scenarios", "my-scenario", "steps"}},
		{"remove scenarios.my-scenario", "scenario", []string{"scenarios"}},
		{"remove profile", "stated_on name birth_date marital_status education languages work canada", []string{"profile"}},
		{"add profile", "stated_on name birth_date marital_status education languages work canada", []string{"profile"}},
		{"remove %zz", "scenario", []string{"scenarios"}},
		{"explode", "scenario", []string{"scenarios"}},
		{"add ", "scenario", []string{"scenarios"}},
	} {
		srv.act(reason.English(), s, step.do)
		if got := keys(step.path...); got != step.want {
			t.Errorf("%q: %q, want %q", step.do, got, step.want)
		}
	}
	// What helps is added as an option: one scenario after another, and side by side.
	for word, want := range map[string][]any{"clb9+english-writing-9": {"clb9", "english-writing-9"}, "french-nclc7,canadian-year+eca": {"french-nclc7", "canadian-year+eca"}} {
		fresh := &state{plan: &scenarios.Sheet{}, begun: true}
		fresh.plan.Table("options", "stay")
		fresh.plan.Table("options", "option-1")
		srv.act(reason.English(), fresh, "try "+word)
		srv.act(reason.English(), fresh, "try "+word)
		for _, option := range []string{"option-1", "option-1-2"} {
			if got := fresh.plan.Value("options", option, "scenarios"); !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %v is tried, not %v", word, got, want)
			}
			if together := fresh.plan.Value("options", option, "order") == "together"; together != strings.Contains(word, ",") {
				t.Errorf("%s: side by side: %v", word, together)
			}
		}
	}
	// The sample's own texts are told in the page's language, one's own stay.
	s.plan.Set("Ana", "profile", "name")
	srv.act(reason.English(), s, "lang fr")
	if got := s.plan.Value("scenarios", "scenario", "title"); s.lang != "fr" || got != "Repasser l'anglais, puis un an de français" || s.plan.Value("profile", "name") != "Ana" {
		t.Errorf("in %s: %v", s.lang, got)
	}
	srv.act(reason.English(), s, "new")
	if s.begun || keys("options") != "option-1" {
		t.Errorf("starting over leaves %q", keys("options"))
	}
}

// Changing what a scenario of the library takes makes it the plan's own, and
// nothing else does.
func TestAScenarioOfTheLibraryIsChanged(t *testing.T) {
	s := &state{plan: scenarios.SampleSheet("en", today), begun: true}
	sent := submitted(formOf(reason.English(), s, today, nil))
	sent.Set("scenarios.clb9.steps.resit.months.likely", "6")
	sent.Set("scenarios.clb9.steps.resit.chance", "50")
	through := readState(sent)
	if names := through.plan.Keys("scenarios"); !slices.Equal(names, []string{"scenario", "clb9"}) {
		t.Fatalf("the plan's own are %q", names)
	}
	library, _ := scenarios.LibrarySheet("clb9")
	for _, item := range library.Items() {
		want := item.Value
		switch strings.Join(item.Path, ".") {
		case "steps.resit.months.likely":
			want = int64(6)
		case "steps.resit.chance":
			want = 0.5
		}
		if item.Value == nil {
			continue
		}
		if diff := cmp.Diff(want, through.plan.Value(append([]string{"scenarios", "clb9"}, item.Path...)...)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", item.Path, diff)
		}
	}
	again := again(through)
	if diff := cmp.Diff(planOf(t, through), planOf(t, again)); diff != "" {
		t.Errorf("once more through the form (-before +after):\n%s", diff)
	}
}

// What a province asks for is asked where it decides, and goes through the form.
func TestTheFormAsksForWhatAProvinceAsksOfAnOfferThere(t *testing.T) {
	const employer = "canada.job_offer.employer_"
	facts := []string{employer + "years", employer + "revenue_cad", employer + "staff", "canada.best_year_cad", "canada.licensed_in"}
	for offer, want := range map[string][]string{
		"province = \"ON\"\nnoc = \"21232\"":                                                  facts[:4],
		"province = \"ON\"\nnoc = \"31301\"":                                                  facts,
		"province = \"BC\"\nnoc = \"21232\"":                                                  {facts[0], facts[2]},
		"province = \"AB\"\nnoc = \"21311\"":                                                  {facts[0], facts[4]},
		"province = \"NS\"\nnoc = \"21232\"":                                                  {},
		"province = \"NS\"\nnoc = \"21232\"\nemployer_staff = 4\n[canada]\nbest_year_cad = 1": {facts[2], facts[3]},
	} {
		s := opened(t, "one.toml", []byte("stated_on = 2026-11-22\nage = 31\n[canada.job_offer]\n"+offer+"\n"))
		f := formOf(reason.English(), s, today, nil)
		got := []string{}
		for _, key := range facts {
			name := nameOf(below(self, key)...)
			if slices.ContainsFunc(slices.Concat(f.Canada, f.Several, f.Offer), func(in input) bool { return in.Name == name }) {
				got = append(got, key)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +asked):\n%s", offer, diff)
		}
	}
	sent := submitted(formOf(reason.English(), opened(t, "one.toml", []byte("stated_on = 2026-11-22\nage = 31\n[canada.job_offer]\nprovince = \"ON\"\nnoc = \"31301\"\n")), today, nil))
	for key, typed := range map[string]string{facts[0]: "3", facts[1]: "1000000", facts[2]: "5", facts[3]: "70000", facts[4]: "ON"} {
		sent.Set(nameOf(below(self, key)...), typed)
	}
	plan := readState(sent).plan
	got := []any{}
	for _, key := range facts {
		got = append(got, plan.Value(below(self, key)...))
	}
	if diff := cmp.Diff([]any{int64(3), int64(1_000_000), int64(5), int64(70_000), []any{"ON"}}, got); diff != "" {
		t.Errorf("(-typed +read):\n%s", diff)
	}
}

// Every field has its words in both languages.
func TestEveryFieldHasItsWords(t *testing.T) {
	for _, lang := range reason.Languages() {
		c, _ := reason.In(lang)
		known := func(key string) {
			if c.Term(key) == key {
				t.Errorf("%s: no words for %q", lang, key)
			}
		}
		for group, fields := range map[string][]field{
			"self": slices.Concat(selfFields, basisFields), "partner": partnerFields, "education": educationFields, "languages": firstFields, "job": jobFields,
			"canada": slices.Concat(placeFields, canadaFields), "offer": offerFields, "plan": planFields, "option": optionFields, "step": slices.Concat(headFields, takesFields, duringFields, thenFields),
			"scenario": scenarioFields, "language": {testField, {key: "taken_on"}},
		} {
			for _, f := range fields {
				known("field." + group + "." + strings.TrimPrefix(f.key, "then."))
				for _, word := range f.words {
					if word != "" {
						known(f.terms + word)
					}
				}
			}
		}
	}
}

// Every word of a template is one of the catalogue's.
func TestEveryWordOfTheTemplatesIsKnown(t *testing.T) {
	word := regexp.MustCompile(`word "([^"]+)"`)
	files, err := templates.ReadDir("templates")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		text, err := templates.ReadFile("templates/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range word.FindAllStringSubmatch(string(text), -1) {
			for _, lang := range reason.Languages() {
				if c, _ := reason.In(lang); c.Term(m[1]) == m[1] {
					t.Errorf("%s: no words for %q in %s", f.Name(), m[1], lang)
				}
			}
		}
	}
}

// Further credentials and the scale of a TEF are filled in row by row, and make
// the plan that the same file makes; none of it is carried along unseen.
func TestCredentialsAndAScaleAreFilledIn(t *testing.T) {
	file := `
[profile]
stated_on = 2026-11-22
age = 30
marital_status = "single"
[profile.education]
level = "bachelor"
country = "IN"
eca_issued = 2021-01-10
[profile.education.credential-1]
level = "one-year"
country = "CA"
canadian_study = "one-or-two-years"
[profile.languages.french]
test = "tef-canada"
taken_on = 2025-11-10
listening = 352
reading = 299
writing = 379
speaking = 422
`
	for _, scale := range []string{"scale = \"old\"\n", "scale = 699\n", "scale = \"699\"\n", ""} {
		opened := opened(t, "plan.toml", []byte(file+scale))
		f := formOf(reason.English(), opened, today, nil)
		if f.Rest != "" || len(f.People[0].Credentials) != 1 || len(f.People[0].Languages[1].Scale) != 1 || len(f.People[0].Languages[0].Scale) != 0 {
			t.Fatalf("carried along: %q; %+v", f.Rest, f.People[0].Credentials)
		}
		want := planOf(t, opened)

		srv := New(Config{Today: func() civil.Day { return today }})
		typed := readState(url.Values{
			"profile.stated_on": {"2026-11-22"}, "profile.age": {"30"}, "profile.marital_status": {"single"},
			"profile.education.level": {"bachelor"}, "profile.education.country": {"IN"}, "profile.education.eca_issued": {"2021-01-10"},
			"profile.languages.french.test": {"tef-canada"}, "profile.languages.french.taken_on": {"2025-11-10"}, "profile.languages.french.listening": {"352"},
			"profile.languages.french.reading": {"299"}, "profile.languages.french.writing": {"379"}, "profile.languages.french.speaking": {"422"},
		})
		srv.act(reason.English(), typed, "add profile.education")
		sent := submitted(formOf(reason.English(), typed, today, nil))
		sent.Set("profile.education.credential-1.level", "one-year")
		sent.Set("profile.education.credential-1.country", "CA")
		sent.Set("profile.education.credential-1.canadian_study", "one-or-two-years")
		sent.Set("profile.languages.french.scale", strings.Trim(strings.TrimPrefix(strings.TrimSpace(scale), "scale = "), `"`))
		if diff := cmp.Diff(want, planOf(t, readState(sent))); diff != "" {
			t.Errorf("%q (-file +typed):\n%s", scale, diff)
		}
	}
	// Of a test with one scale none is asked, and none is taken.
	other := readState(url.Values{"profile.languages.french.test": {"tcf-canada"}, "profile.languages.french.scale": {"699"}})
	if other.plan.Has("profile", "languages", "french", "scale") {
		t.Error("a scale of TCF Canada is taken")
	}
}
