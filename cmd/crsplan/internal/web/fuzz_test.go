package web

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

func server() *Server {
	return New(Config{Book: crs.Embedded(), Record: draws.Embedded(), Today: func() civil.Day { return today }, Paths: 10, Log: io.Discard})
}

// Whatever is sent as a form, a form comes back with all that is wrong in it,
// and what was typed comes back once more.
func FuzzForm(f *testing.F) {
	f.Add("do=sample")
	f.Add("do=add+profile.work&table=profile.work.a&profile.work.a.noc=21232&lang=fr")
	f.Add("table=scenarios.a&table=scenarios.a.steps.b&scenarios.a.steps.b.months.low=1&rest=%5Bprofile%5D%0Aage%3D1&as_of=2023-03-15")
	f.Add("looked=clb9&scenarios.clb9.steps.resit.chance=x&options.a.scenarios=clb9&table=options.a&horizon_months=120&start=2199-12-31")
	f.Add("profile.stated_on=2026-11-22&profile.birth_date=1995-03-14&profile.marital_status=married&profile.languages.english.test=levels&profile.languages.english.reading=9")
	f.Add("profile.stated_on=2026-11-22&profile.age=31&profile.canada.provinces=ON&profile.canada.job_offer.lmia=lmia_exempt&profile.canada.permit.kind=open&rules=offers-restored&size.cec=1")
	srv := server()
	f.Fuzz(func(t *testing.T, text string) {
		sent, err := url.ParseQuery(text)
		if err != nil || len(text) > 16<<10 {
			return
		}
		s := readState(sent)
		srv.act(reason.English(), s, sent.Get("do"))
		q := srv.ask(reason.English(), s)
		var b strings.Builder
		v := &view{Lang: "en", OtherLang: "fr", Begun: true, Form: formOf(reason.English(), s, srv.knownOn(s), q.problems)}
		if err := srv.pages["en"].ExecuteTemplate(&b, "page.html", v); err != nil {
			t.Fatal(err)
		}
		if len(v.Form.Problems) != len(q.problems) {
			t.Errorf("%d problems, %d said", len(q.problems), len(v.Form.Problems))
		}
		before := again(s)
		if was, is := string(before.plan.Write().Text), string(again(before).plan.Write().Text); was != is {
			t.Errorf("through the form it became another:\n%s\n\n%s", was, is)
		}
	})
}

// What is right is answered, however odd.
func TestAnythingThatIsRightIsAnswered(t *testing.T) {
	if testing.Short() {
		t.Skip("many answers")
	}
	srv := server()
	pick := func(words ...string) *rapid.Generator[string] { return rapid.SampledFrom(words) }
	long := strings.Repeat("An option of a very long name indeed, with é and 漢. ", 40)
	fields := []struct {
		name  string
		words *rapid.Generator[string]
	}{
		{"profile.name", pick("", "Ana", long, "<b>&", "漢字")},
		{"profile.stated_on", pick("2026-11-22", "2023-03-15", "2199-12-30", "2015-01-01")},
		{"profile.age", pick("0", "17", "31", "45", "110")},
		{"profile.marital_status", pick("", "single", "married", "widowed")},
		{"profile.education.level", pick("", "secondary", "doctorate")},
		{"profile.languages.english.test", pick("", "levels")},
		{"profile.work.a.noc", pick("21232", "72310", "00010", "65201")},
		{"profile.work.a.country", pick("CA", "BR")},
		{"profile.work.a.months", pick("0", "1", "720")},
		{"profile.canada.nomination", pick("", "ON", "QC")},
		{"options.x.title", pick("", long, " ")},
		{"options.x.scenarios", pick("", "clb9", "oinp-tech", "proposal-2026", "swap-principal", "doctorate", "canadian-two-years")},
		{"options.x.order", pick("", "together")},
		{"as_of", pick("", "2015-01-01", "2023-03-15", "2026-11-03")},
		{"start", pick("", "2026-12-01", "2199-12-31")},
		{"horizon_months", pick("", "1", "120")},
		{"narrow", pick("", "1")},
		{"lang", pick("en", "fr")},
		{"let_expire", pick("", "1")},
		{"rules", pick("", "offers-restored")},
	}
	forms := rapid.Custom(func(t *rapid.T) url.Values {
		form := url.Values{"table": {"profile.work.a", "options.x"}}
		for _, f := range fields {
			form.Set(f.name, f.words.Draw(t, f.name))
		}
		for _, ability := range []string{"listening", "reading", "writing", "speaking"} {
			form.Set("profile.languages.english."+ability, pick("0", "7", "12").Draw(t, ability))
		}
		return form
	})
	for seed := range 30 {
		form := forms.Example(seed)
		r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1:80/", strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("X-Crsplan", "live")
		r = r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80}))
		w := httptest.NewRecorder()
		srv.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			t.Errorf("%d for %s", w.Code, form.Encode())
		}
	}
}
