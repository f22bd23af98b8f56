package web_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/web"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

var today = civil.MustParse("2026-11-22")

// config is the page as of a day, with few futures.
func config() web.Config {
	return web.Config{
		Book: crs.Embedded(), Record: draws.Embedded(), Today: func() civil.Day { return today },
		Paths: 200, Seed: 1, Log: io.Discard,
	}
}

// site is the page served for a test.
func site(t testing.TB) *httptest.Server {
	s := httptest.NewServer(web.New(config()))
	t.Cleanup(s.Close)
	return s
}

// reply is what came back.
type reply struct {
	*http.Response
	body string
}

func (r reply) has(text string) bool { return strings.Contains(r.body, text) }

func send(t testing.TB, request *http.Request) reply {
	t.Helper()
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return reply{response, string(body)}
}

func get(t testing.TB, address string) reply {
	t.Helper()
	request, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	return send(t, request)
}

// postRequest is a post of the page itself, as its script sends it: the
// chances are asked for apart.
func postRequest(t testing.TB, address string, form url.Values) *http.Request {
	t.Helper()
	request, err := http.NewRequest(http.MethodPost, address, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("X-Crsplan", "live")
	return request
}

func post(t testing.TB, address string, form url.Values) reply {
	t.Helper()
	return send(t, postRequest(t, address, form))
}

// somebody is what a person may fill in.
func somebody() url.Values {
	return url.Values{
		"table":                               {"profile.work.job-1", "options.option-1", "options.option-2"},
		"profile.stated_on":                   {"2026-11-22"},
		"profile.name":                        {"Ana"},
		"profile.birth_date":                  {"1995-03-14"},
		"profile.marital_status":              {"single"},
		"profile.education.level":             {"bachelor"},
		"profile.education.country":           {"br"},
		"profile.education.eca_issued":        {"2025-06-10"},
		"profile.languages.english.test":      {"ielts-general"},
		"profile.languages.english.taken_on":  {"2026-02-02"},
		"profile.languages.english.listening": {"8"},
		"profile.languages.english.reading":   {"7"},
		"profile.languages.english.writing":   {"6,5"},
		"profile.languages.english.speaking":  {"7"},
		"profile.work.job-1.noc":              {"21232 Software developers"},
		"profile.work.job-1.country":          {"BR"},
		"profile.work.job-1.from":             {"2020-02-01"},
		"profile.canada.provinces":            {"ON", "BC"},
		"options.option-1.scenarios":          {"clb9", ""},
		"options.option-2.scenarios":          {"clb9", "canadian-year", ""},
	}
}

func with(form url.Values, pairs ...string) url.Values {
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			form.Del(pairs[i])
		} else {
			form[pairs[i]] = strings.Split(pairs[i+1], "|")
		}
	}
	return form
}

func TestTheEmptyPageAsksAndSaysNothingIsWrong(t *testing.T) {
	r := get(t, site(t).URL+"/")
	if r.StatusCode != http.StatusOK || !r.has(`id="profile.birth_date"`) || r.has(`aria-invalid`) {
		t.Errorf("%s\n%.2000s", r.Status, r.body)
	}
	if !r.has(`<div id="problems" class="problems" tabindex="-1" hidden`) {
		t.Error("something is wrong before anything was filled in")
	}
}

func TestAFormIsAnsweredWithTheWholePage(t *testing.T) {
	s := site(t)
	request := postRequest(t, s.URL+"/", somebody())
	request.Header.Del("X-Crsplan") // no script
	r := send(t, request)
	want := planOf(t, somebody())
	for _, text := range []string{
		`<strong>` + number(want.Options[0].Now), "Reach CLB 9 in English → One year of work in Canada", `id="projection"`, `id="chance-table"`, `id="levers-table"`, "<svg", "Software developers and programmers",
		`value="1995-03-14"`, `value="6.5"`, "CLB 9", "As a table",
	} {
		if !r.has(text) {
			t.Errorf("the page lacks %q", text)
		}
	}
	if r.StatusCode != http.StatusOK || r.has(`aria-invalid`) {
		t.Errorf("%s", r.Status)
	}
	if r := post(t, s.URL+"/", somebody()); r.has(`id="chance-table"`) || !r.has(`id="chances-wait"`) {
		t.Error("the script is made to wait for the chances")
	}
}

// The province whose rounds come nearest stands on the card, with a way to the
// table of all, in either language.
func TestTheCardSaysWhatProvincesTake(t *testing.T) {
	s := site(t)
	for lang, want := range map[string]string{"en": "needs a job offer there; with a permanent one in ", "fr": "il y faut une offre"} {
		r := post(t, s.URL+"/", with(somebody(), "lang", lang))
		for _, text := range []string{want, `<a href="#provinces">`, `<details class="card" id="provinces">`} {
			if !r.has(text) {
				t.Errorf("%s: the page lacks %q", lang, text)
			}
		}
	}
}

func number(n int) string { return reason.English().Number(n) }

// planOf is the answer of the command line to the plan that the page saves.
func planOf(t testing.TB, form url.Values) *answer.Plan {
	t.Helper()
	r := post(t, site(t).URL+"/file/plan.toml", form)
	if r.StatusCode != http.StatusOK {
		t.Fatalf("no plan: %s", r.Status)
	}
	var none scenarios.Reader
	plan, warnings, err := none.Plan("plan.toml", []byte(r.body))
	if err != nil {
		t.Fatalf("%v\n%s", err, r.body)
	}
	w := &sim.World{Book: crs.Embedded(), Today: today, Known: today}
	doc, err := answer.PlanOf(reason.English().ForClients(), w, plan, draws.Embedded().Until(today), warnings)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestWhatIsWrongIsSaidAtItsField(t *testing.T) {
	s := site(t)
	tests := []struct {
		name   string
		form   url.Values
		anchor string
		says   string
	}{
		{"no date of birth", with(somebody(), "profile.birth_date", ""), "profile.birth_date", "Date of birth: Please fill this in."},
		{"an age and a date of birth", with(somebody(), "profile.age", "31"), "profile.age", "Both an age and a birth date."},
		{"an age in words", with(somebody(), "profile.birth_date", "", "profile.age", "thirty"), "profile.age", "Or age must be a whole number, not text."},
		{"an age that nobody reaches", with(somebody(), "profile.birth_date", "", "profile.age", "111"), "profile.age", "out of range"},
		{"a birth in the future", with(somebody(), "profile.birth_date", "2030-01-01"), "profile.birth_date", "cannot be the birth date"},
		{"a score that no test gives", with(somebody(), "profile.languages.english.listening", "8.3"), "profile.languages.english.listening", "8.3 is not a score of IELTS General Training in listening. IELTS General Training gives scores from 0 to 9 in steps of 0.5 in listening."},
		{"a score that is missing", with(somebody(), "profile.languages.english.reading", ""), "profile.languages.english.reading", "Reading: Please fill this in."},
		{"a level that there is not", with(somebody(), "profile.languages.english.test", "levels", "profile.languages.english.reading", "13"), "profile.languages.english.reading", "Reading is out of range: 13. From 0 to 12."},
		{"a test without a day", with(somebody(), "profile.languages.english.taken_on", ""), "profile.languages.english.taken_on", "Taken on: Please fill this in."},
		{"an occupation that there is not", with(somebody(), "profile.work.job-1.noc", "21239"), "profile.work.job-1.noc", "There is no occupation \"21239\" in NOC 2021. Did you mean 21234 Web developers and programmers; 21233 Web designers; 21232 Software developers and programmers?"},
		{"an occupation by its title", with(somebody(), "profile.work.job-1.noc", "software developer"), "profile.work.job-1.noc", "Did you mean 21232 Software developers and programmers; "},
		{"a job without a beginning", with(somebody(), "profile.work.job-1.from", ""), "profile.work.job-1.from", "First day: Please fill this in. Enter the first day of the job, or its length in months if you do not have the days."},
		{"months beside days", with(somebody(), "profile.work.job-1.months", "12"), "profile.work.job-1.from", "First day beside months."},
		{"a country mistyped", with(somebody(), "profile.education.country", "Brazl"), "profile.education.country", "Did you mean Brazil (BR)?"},
		{"an offer without an occupation", with(somebody(), "profile.canada.job_offer.months", "24"), "profile.canada.job_offer.noc", "Please fill this in."},
		{"a permit without its end", with(somebody(), "profile.canada.permit.kind", "open"), "profile.canada.permit.expires", "Permit expires on: Please fill this in."},
		{"a scenario that there is not", with(somebody(), "options.option-1.scenarios", "lottery"), "options.option-1.scenarios", "Unknown scenario"},
		{"a scenario file", with(somebody(), "options.option-1.scenarios", "/etc/passwd"), "options.option-1.scenarios", "Cannot read"},
		{"a scenario of a later day", with(somebody(), "as_of", "2016-03-01", "options.option-1.scenarios", "oinp-tech"), "options.option-1.scenarios", "2019"},
		{"a day that there is not", with(somebody(), "as_of", "2026-02-30"), "as_of", "2026-02-30 is not a day"},
		{"a day before Express Entry", with(somebody(), "as_of", "2014-12-31"), "as_of", "2015"},
		{"a start before Express Entry", with(somebody(), "start", "2014-12-31"), "start", "2015"},
		{"a horizon of too many months", with(somebody(), "horizon_months", "121"), "horizon_months", "From 1 to 120."},
		{"rules that there are not", with(somebody(), "rules", "mine"), "rules", "mine"},
		{"a size of half an invitation", with(somebody(), "size.cec", "0.5"), "size.cec", "0.5 is not a whole number from 1 to 100,000"},
		{"a chance of more than all", with(somebody(), "hold.general", "101"), "hold.general", "A chance is between 0 and 100"},
		{"a chance of a step of more than all", with(somebody(), "table", "scenarios.own|scenarios.own.steps.a|options.o", "scenarios.own.title", "x", "options.o.scenarios", "own", "scenarios.own.steps.a.chance", "120"), "scenarios.own.steps.a.chance", "A chance is between 0 and 100"},
		{"a range that falls", with(somebody(), "table", "scenarios.own|scenarios.own.steps.a", "scenarios.own.title", "x", "scenarios.own.steps.a.months.low", "3", "scenarios.own.steps.a.months.likely", "2", "scenarios.own.steps.a.months.high", "4"), "scenarios.own.steps.a.months.likely", "must not fall"},
		{"a range with a hole", with(somebody(), "table", "scenarios.own|scenarios.own.steps.a", "scenarios.own.title", "x", "scenarios.own.steps.a.months.low", "3", "scenarios.own.steps.a.months.likely", "4"), "scenarios.own.steps.a.months.high", "Months: Please fill this in."},
		{"more options than fit", with(somebody(), "table", "options.a|options.b|options.c|options.d|options.e|options.f|options.g|options.h"), "form", "more than 6"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := post(t, s.URL+"/", test.form)
			if r.StatusCode != http.StatusOK {
				t.Fatal(r.Status)
			}
			if !r.has(`<a href="#` + test.anchor + `">`) {
				t.Errorf("the summary does not link to %s: %s", test.anchor, between(r.body, `id="problems"`, "</div>"))
			}
			if test.anchor != "form" && !r.has(` id="`+test.anchor+`"`) {
				t.Errorf("there is no field %s", test.anchor)
			}
			if summary := between(r.body, `id="problems"`, "</div>"); !strings.Contains(plain(summary), test.says) {
				t.Errorf("%q is not said: %s", test.says, plain(summary))
			}
			if r.has(`id="card"`) {
				t.Error("there is an answer all the same")
			}
		})
	}
}

// plain is a piece of a page without its tags.
func plain(html string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(html, "<") {
		_, text, ok := strings.Cut(part, ">")
		if !ok {
			text = part
		}
		b.WriteString(text)
	}
	return strings.NewReplacer("&#34;", `"`, "&#39;", "'", "&amp;", "&", "\u00a0", " ").Replace(b.String())
}

func between(body, from, to string) string {
	_, rest, _ := strings.Cut(body, from)
	part, _, _ := strings.Cut(rest, to)
	return part
}

func TestFilesAreTakenAway(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	s := site(t)
	for name, begins := range map[string]string{
		"plan.toml": "# Run it with: crsplan plan plan.toml\n", "profile.toml": "birth_date = 1995-03-14\n", "plan.csv": "option,title,from,total,complete,why\n",
		"projection.png": "\x89PNG", "projection.svg": "<svg ", "projection.pdf": "%PDF", "lanes.svg": "<svg ", "waterfall.pdf": "%PDF", "chance.png": "\x89PNG", "tech-draws.png": "\x89PNG", "tech-draws.svg": "<svg ", "tech-draws.pdf": "%PDF", "levers.svg": "<svg ", "rounds.svg": "<svg ", "replay.png": "\x89PNG", "ranking.svg": "<svg ", "fan.svg": "<svg ", "reliability.svg": "<svg ", "report.pdf": "%PDF", "report.html": "<!DOCTYPE html>", "report.md": "# ", "report.ics": "BEGIN:VCALENDAR",
	} {
		r := post(t, s.URL+"/file/"+name, somebody())
		if r.StatusCode != http.StatusOK || !strings.HasPrefix(r.body, begins) {
			t.Errorf("%s: %s, %.40q", name, r.Status, r.body)
		}
		if got := r.Header.Get("Content-Disposition"); got != `attachment; filename="`+name+`"` {
			t.Errorf("%s is sent as %s", name, got)
		}
	}
	for _, name := range []string{"projection.gif", "passwd", "projection", ".png", "plan.toml.png"} {
		if r := post(t, s.URL+"/file/"+name, somebody()); r.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", name, r.Status)
		}
	}
	wrong := with(somebody(), "profile.birth_date", "")
	if r := post(t, s.URL+"/file/plan.toml", wrong); !r.has(`href="#profile.birth_date"`) {
		t.Error("a plan that is wrong is saved")
	}
}

func TestThePlanSaysUnderWhatItWasLookedAt(t *testing.T) {
	form := with(somebody(), "as_of", "2026-10-01", "profile.stated_on", "2026-10-01", "rules", "offers-restored", "let_expire", "1", "size.cec", "2,000", "every.french", "28", "hold.general", "50", "after_reform", "refuse")
	r := post(t, site(t).URL+"/file/plan.toml", form)
	want := "# Run it with: crsplan plan plan.toml --as-of 2026-10-01 --rules offers-restored --let-expire --size cec=2000 --every french=28 --hold general=0.5@2027-10-01 --after-reform refuse\n"
	if !strings.HasPrefix(r.body, want) {
		t.Errorf("%.200s", r.body)
	}
	// Opened again, it is looked at under the same.
	saved := r.body
	page := upload(t, site(t).URL, map[string]string{"plan.toml": saved})
	for _, field := range []string{`name="as_of" value="2026-10-01"`, `value="offers-restored" selected`, `name="let_expire" value="1" checked`, `name="size.cec" value="2000"`, `name="every.french" value="28"`, `name="hold.general" value="50"`, `value="refuse" selected`} {
		if !page.has(field) {
			t.Errorf("opened again it has not %s", field)
		}
	}
}

func TestWhatIsServedWithFlagsIsSavedWithThem(t *testing.T) {
	c := config()
	c.AsOf, c.LetExpire, c.Rules, c.Flags = "2026-10-01", true, "offers-restored", []string{"--seed", "7"}
	s := httptest.NewServer(web.New(c))
	defer s.Close()
	page := upload(t, s.URL, map[string]string{"ana.toml": "stated_on = 2026-10-01\nbirth_date = 1995-03-14\nmarital_status = \"single\"\n"})
	if !page.has(`name="as_of" value="2026-10-01"`) || !page.has(`value="offers-restored" selected`) || !page.has(`name="let_expire" value="1" checked`) {
		t.Error("what is opened is not looked at under the flags")
	}
	r := post(t, s.URL+"/file/plan.toml", with(somebody(), "profile.stated_on", "2026-10-01"))
	if !strings.HasPrefix(r.body, "# Run it with: crsplan plan plan.toml --seed 7\n") {
		t.Errorf("%.200s", r.body)
	}
}

// upload posts files as a browser does.
func upload(t testing.TB, address string, files map[string]string) reply {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for name, text := range files {
		w, err := m.CreateFormFile("file", name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, text)
	}
	m.Close()
	request, err := http.NewRequest(http.MethodPost, address+"/open", &b)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", m.FormDataContentType())
	request.Header.Set("X-Crsplan", "live")
	return send(t, request)
}

func TestFilesAreOpened(t *testing.T) {
	ana, err := os.ReadFile("../../../../testdata/profiles/ana.toml")
	if err != nil {
		t.Fatal(err)
	}
	s := site(t)
	starter := map[string]string{}
	for name, data := range scenarios.Starter("en", today) {
		starter[name] = string(data)
	}
	tests := []struct {
		name  string
		files map[string]string
		has   string
	}{
		{"a profile", map[string]string{"ana.toml": string(ana)}, `id="card"`},
		{"a plan with the files that it names", starter, `value="Sample developer"`},
		{"a plan without them", map[string]string{"plan.toml": starter["plan.toml"]}, `plan.toml:4:11`},
		{"a profile with a mistake", map[string]string{"ana.toml": string(ana) + "\nnmae = 1\n"}, "ana.toml:"},
		{"a scenario", map[string]string{"scenario.toml": starter["scenario.toml"]}, "This is a scenario, not a profile"},
		{"something else", map[string]string{"x.toml": "\x00\x01"}, "x.toml:1:1"},
		{"nothing", nil, "No file was chosen."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if r := upload(t, s.URL, test.files); !r.has(test.has) {
				t.Errorf("%s: no %q in %s", r.Status, test.has, plain(between(r.body, `id="problems"`, "</div>")))
			}
		})
	}
}

func TestThePageInFrench(t *testing.T) {
	s := site(t)
	if r := post(t, s.URL+"/", with(somebody(), "lang", "fr")); !r.has(`<html lang="fr">`) || !r.has("Ce que vous pourriez faire") || !r.has(`lang="en">English`) {
		t.Error("the form's language is not kept")
	}
	if r := post(t, s.URL+"/", with(somebody(), "lang", "fr", "do", "lang en")); !r.has(`<html lang="en">`) {
		t.Error("the button of the other language does nothing")
	}
	for asked, want := range map[string]string{"fr-CA,fr;q=0.9,en;q=0.5": "fr", "en-CA": "en", "de,fr;q=0.1": "fr", "pt-BR": "en", "": "en", ";;,": "en"} {
		request, err := http.NewRequest(http.MethodGet, s.URL+"/", nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Accept-Language", asked)
		if r := send(t, request); !r.has(`<html lang="` + want + `">`) {
			t.Errorf("%q is not answered in %s", asked, want)
		}
	}
}
