package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

func TestWhatTakesLongFollowsWithItsProgress(t *testing.T) {
	r := post(t, site(t).URL+"/more", somebody())
	var told []string
	for line := range strings.Lines(r.body) {
		var said struct {
			Part, HTML string
			Done, Of   int
		}
		if err := json.Unmarshal([]byte(line), &said); err != nil {
			t.Fatal(err)
		}
		if said.Part == "" {
			said.Part = fmt.Sprintf("%d of %d", said.Done, said.Of)
		} else if strings.TrimSpace(said.HTML) == "" {
			t.Errorf("%s is empty", said.Part)
		}
		told = append(told, said.Part)
	}
	all := strings.Join(told, " ")
	if r.Header.Get("Content-Type") != "application/x-ndjson" || !strings.HasPrefix(all, "helps levers 0 of 3 1 of 3 2 of 3 best notes compared chart chances ") {
		t.Errorf("%s %s", r.Status, all)
	}
	if last := told[slices.Index(told, "beware"):]; !slices.Contains(last, "best") || !slices.Contains(last, "helps") || !strings.Contains(r.body, `try french-nclc7`) || strings.Count(r.body, "search-wait") != 1 {
		t.Errorf("the search says nothing: %s", last)
	}
	if r := post(t, site(t).URL+"/more", url.Values{}); r.StatusCode != http.StatusNoContent {
		t.Errorf("chances of nobody: %s", r.Status)
	}
}

// The dates are those of the option that the answer points to, before the chances
// and after them.
func TestThePageTellsTheDates(t *testing.T) {
	nurse := with(somebody(), "profile.work.job-1.country", "CA", "profile.work.job-1.province", "ON", "profile.work.job-1.from", "2026-01-22",
		"profile.canada.permit.kind", "closed", "profile.canada.permit.expires", "2027-01-15")
	for _, path := range []string{"/", "/more"} {
		r := post(t, site(t).URL+path, nurse)
		if !r.has("Apply now to extend your work permit for one employer") || !r.has("6 days before your year of Canadian work would be complete") {
			t.Errorf("%s does not tell the dates of a permit: %s", path, r.Status)
		}
	}
}

func TestTheFourWaysOfACoupleFollow(t *testing.T) {
	form := with(somebody(), "profile.marital_status", "married", "profile.partner.birth_date", "1996-01-01", "profile.partner.education.level", "masters", "profile.partner.education.country", "CA")
	r := post(t, site(t).URL+"/more", form)
	if !r.has(`"part":"couple"`) || !r.has("Your partner, you accompanying") {
		t.Errorf("%s %.400s", r.Status, r.body)
	}
	if r := post(t, site(t).URL+"/file/couple.svg", form); !strings.HasPrefix(r.body, "<svg ") {
		t.Errorf("no chart: %s", r.Status)
	}
	if r := post(t, site(t).URL+"/file/couple.svg", somebody()); r.StatusCode != http.StatusNotFound {
		t.Errorf("a chart of one who is single: %s", r.Status)
	}
	if r := post(t, site(t).URL+"/", form); !r.has(`id="couple-part"`) {
		t.Error("the page has no room for the four ways")
	}
	if r := post(t, site(t).URL+"/", somebody()); r.has(`id="couple-part"`) {
		t.Error("one who is single has four ways")
	}
}

// What is asked of chances and cannot be told is said to be so, and nothing
// waits for it.
func TestChancesThatAreNotTold(t *testing.T) {
	s := site(t)
	for _, test := range []struct{ name, field, value, want string }{
		{"after the reform of the scale", "after_reform", "refuse", "Days from November 3, 2026 on, when the scoring changed, are left out"},
		{"before the first round", "as_of", "2015-01-15", "No round was held by this day"},
	} {
		t.Run(test.name, func(t *testing.T) {
			request := postRequest(t, s.URL+"/", with(somebody(), test.field, test.value))
			request.Header.Del("X-Crsplan") // no script
			r := send(t, request)
			if !r.has(test.want) || r.has("chances-wait") || r.has(`id="chance-table"`) {
				t.Errorf("%s: the page does not say %q", r.Status, test.want)
			}
			if r := post(t, s.URL+"/more", with(somebody(), test.field, test.value)); !r.has(test.want) {
				t.Errorf("what follows does not say %q", test.want)
			}
		})
	}
}

// What comes with the chances to beware of is said with them.
func TestEveryWarningIsShown(t *testing.T) {
	request := postRequest(t, site(t).URL+"/", somebody())
	request.Header.Del("X-Crsplan") // no script
	r := send(t, request)
	doc := planOf(t, somebody())
	if len(doc.Warnings) < 2 {
		t.Fatalf("%v", doc.Warnings)
	}
	for _, w := range doc.Warnings {
		if !strings.Contains(plain(r.body), w.Message) {
			t.Errorf("not shown: %s", w.Message)
		}
	}
	if !strings.Contains(plain(r.body), "The scoring changed on November 3, 2026") {
		t.Error("nothing is said of the reform of the scale")
	}
}

func TestTechDrawsAreShownToThoseTheyWereFor(t *testing.T) {
	s := site(t)
	if r := post(t, s.URL+"/", somebody()); !r.has(`id="tech-draws-table"`) {
		t.Error("not to a software developer")
	}
	for field, value := range map[string]string{"profile.work.job-1.noc": "72410", "as_of": "2018-01-01"} {
		if r := post(t, s.URL+"/", with(somebody(), field, value)); r.has(`id="tech-draws-table"`) || r.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", value, r.Status)
		}
	}
}

// What the chances rest on is kept from one request to the next: whatever was
// asked before, each gets what a page just opened tells.
func TestChancesAreThoseOfAPageJustOpened(t *testing.T) {
	if testing.Short() {
		t.Skip("twenty searches are slow under the race detector")
	}
	kept := site(t).URL + "/more"
	married := []string{"profile.marital_status", "married", "profile.partner.birth_date", "1996-01-01", "profile.partner.education.level", "masters", "profile.partner.education.country", "CA"}
	for _, changes := range [][]string{
		{}, {"profile.name", "Bea"}, {"as_of", "2026-08-20"}, {"size.cec", "6000"}, {"size.cec", "600"}, {"every.cec", "7"},
		{"after_reform", "refuse"}, {"horizon_months", "12"}, married, {},
	} {
		form := with(somebody(), changes...)
		if got, want := post(t, kept, form).body, post(t, site(t).URL+"/more", form).body; got != want {
			t.Errorf("%v: the chances hang on what was asked before", changes)
		}
	}
}
