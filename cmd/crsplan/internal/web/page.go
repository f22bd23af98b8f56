package web

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"html/template"
	"net/http"
	"path"
	"strings"

	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/scenarios"
	"crsplan/sim/civil"
	"crsplan/sim/noc"
	"crsplan/sim/reason"
)

//go:embed templates/*.html
var templates embed.FS

// pagesIn reads the templates with the words of a language.
func pagesIn(c *reason.Catalogue, root string) *template.Template {
	funcs := template.FuncMap{
		"root":     func() string { return root },
		"alone":    func() bool { return root == "" },
		"policy":   func() string { return AlonePolicy },
		"word":     c.Term,
		"capitals": strings.ToUpper,
		"next":     func(i int) int { return i + 1 },
	}
	return template.Must(template.New("pages").Funcs(funcs).Funcs(tableFuncs).ParseFS(templates, "templates/*.html"))
}

// view is what the templates show.
type view struct {
	Lang, OtherLang string
	OtherName       string // the other language's own name
	Today           civil.Day
	Begun           bool
	Narrow          bool
	Form            *form
	Answer          *shownAnswer // nil while something is wrong
	Occupations     []noc.Occupation
	ProblemsTitle   string
	Message         string // of a page that refuses
}

// languageNames are the languages' own names.
var languageNames = map[string]string{"en": "English", "fr": "Français"}

func ending(name string) string { return path.Ext(name) }

// words returns the words of a language, or those that the browser prefers.
func (srv *Server) words(r *http.Request, lang string) *reason.Catalogue {
	if c, ok := reason.In(lang); ok {
		return c
	}
	for wanted := range strings.SplitSeq(r.Header.Get("Accept-Language"), ",") {
		wanted, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(wanted)), ";")
		wanted, _, _ = strings.Cut(wanted, "-")
		if c, ok := reason.In(wanted); ok {
			return c
		}
	}
	if c, ok := reason.In(srv.Lang); ok {
		return c
	}
	return reason.English()
}

// wordsFor returns the words for what was filled in, as of its day.
func (srv *Server) wordsFor(r *http.Request, s *state) *reason.Catalogue {
	return srv.words(r, s.lang).AsOf(srv.knownOn(s)).ForClients()
}

// render answers with a page. It is made whole before anything is sent.
func (srv *Server) render(w http.ResponseWriter, c *reason.Catalogue, status int, name string, v *view) {
	data := srv.written(c, name, v)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	w.Write(data)
}

// written is a page as its text.
func (srv *Server) written(c *reason.Catalogue, name string, v *view) []byte {
	v.Lang = c.Lang()
	for _, lang := range reason.Languages() {
		if lang != v.Lang {
			v.OtherLang, v.OtherName = lang, languageNames[lang]
		}
	}
	if v.Form != nil {
		v.ProblemsTitle = c.Phrase("page-problems", "n", len(v.Form.Problems))
	}
	var b bytes.Buffer
	if err := srv.pages[v.Lang].ExecuteTemplate(&b, name, v); err != nil {
		panic(err) // the templates fit their views
	}
	return b.Bytes()
}

// refuse answers a request that nothing is done for.
func (srv *Server) refuse(w http.ResponseWriter, r *http.Request, status int, code string) {
	c := srv.words(r, "")
	srv.render(w, c, status, "refused.html", &view{Message: c.Phrase(code)})
}

// empty answers with the form before anything is filled in.
func (srv *Server) empty(w http.ResponseWriter, r *http.Request) {
	s := &state{lang: r.URL.Query().Get("lang"), plan: &scenarios.Sheet{}}
	srv.start(s)
	srv.show(w, r, s)
}

// start fills in what a new form begins with.
func (srv *Server) start(s *state) {
	s.settings = srv.settings()
	s.plan.Set(srv.knownOn(s), "profile", "stated_on")
	s.plan.Table("profile", "work", "job-1")
	s.plan.Table("options", "option-1")
}

// page answers a form with the whole page: what was asked to be changed in it,
// what is wrong with it, and its answer.
func (srv *Server) page(w http.ResponseWriter, r *http.Request) {
	if !srv.readForm(w, r) {
		return
	}
	s := readState(r.PostForm)
	srv.act(srv.wordsFor(r, s), s, r.PostForm.Get("do"))
	srv.show(w, r, s)
}

// show answers with the page of a state.
func (srv *Server) show(w http.ResponseWriter, r *http.Request, s *state) {
	leave, ok := srv.turn(w, r, srv.quick)
	if !ok {
		return
	}
	defer leave()
	if overfull(s.plan) {
		srv.refuse(w, r, http.StatusUnprocessableEntity, "page-refused/rows")
		return
	}
	c := srv.wordsFor(r, s)
	v := &view{Today: srv.Today(), Begun: s.begun, Narrow: s.narrow}
	live := r.Header.Get("X-Crsplan") == "live"
	if !live { // the script has them already
		v.Occupations = noc.All()
	}
	var problems []problem
	if s.begun {
		q := srv.ask(c, s)
		problems = q.problems
		if problems == nil {
			a, err := srv.answer(r.Context(), c, q)
			if err != nil {
				srv.failed(w, r, err)
				return
			}
			if v.Answer, err = srv.present(r.Context(), c, s, q, a); err != nil {
				srv.failed(w, r, err)
				return
			}
			// Without a script nobody comes back for what follows.
			if !live {
				leave, ok := srv.turn(w, r, srv.slow)
				if !ok {
					return
				}
				defer leave() // also where the work breaks down
				if err := srv.follow(r.Context(), c, s, q, a, func(int, int) {}, func(grown *shownAnswer) { v.Answer = grown }); err != nil {
					srv.failed(w, r, err)
					return
				}
			}
		}
	}
	v.Form = formOf(c, s, srv.knownOn(s), problems)
	srv.render(w, c, http.StatusOK, "page.html", v)
}

// failed answers where the work did not come to an end: because the one who
// asked is gone, because it takes too long, or because no page holds a chart.
func (srv *Server) failed(w http.ResponseWriter, r *http.Request, err error) {
	switch gone := r.Context().Err(); {
	case notDrawn(err):
		srv.refuse(w, r, http.StatusUnprocessableEntity, "page-refused/chart")
	case gone == nil:
		panic(err)
	case errors.Is(gone, context.DeadlineExceeded):
		srv.refuse(w, r, http.StatusServiceUnavailable, "page-refused/long")
	}
}

// notDrawn says whether an error is that of a chart that no page holds.
func notDrawn(err error) bool {
	return errors.As(err, new(charts.TooLarge)) || errors.As(err, new(charts.TooFine))
}

// knownOn is the day of knowledge of a state.
func (srv *Server) knownOn(s *state) civil.Day {
	if on, err := civil.Parse(s.settings.asOf); err == nil {
		return on
	}
	return srv.Today()
}
