package web

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"

	"crsplan/sim/reason"
)

// What takes longer than typing does follows the rest of the answer: what single
// changes are worth, the chances, and what a search finds. Without a script it
// comes with the page.

// follow works out what follows, and hands over the answer each time that it has
// grown. The work ends when nobody waits for it.
func (srv *Server) follow(ctx context.Context, c *reason.Catalogue, s *state, q *asked, a *answered, progress func(done, of int), ready func(*shownAnswer)) error {
	grown := func(to stage) error {
		a.Stage = to
		v, err := srv.present(ctx, c, s, q, a)
		if err == nil {
			ready(v)
		}
		return err
	}
	var err error
	if a.Levers, err = leversOf(ctx, c, q); err != nil {
		return err
	}
	if err := grown(levered); err != nil {
		return err
	}
	each := func(done int) error {
		progress(done, len(a.Plan.Options))
		return ctx.Err()
	}
	for _, to := range []stage{chanced, searched} {
		plan, err := srv.whole(ctx, c, q, to == searched, each)
		if err != nil {
			return err
		}
		a.Plan = plan
		each = func(int) error { return ctx.Err() }
		if err := grown(to); err != nil {
			return err
		}
	}
	return nil
}

// parts are the parts of the page that change when an answer has grown so far, by
// their templates.
var parts = map[stage][]string{
	levered:  {"helps", "levers"},
	chanced:  {"best", "helps", "notes", "compared", "chart", "chances", "dates", "charts", "beware"},
	searched: {"best", "helps", "notes", "compared", "chart", "couple", "chances", "dates", "charts", "beware"},
}

// more answers with what follows: lines of JSON, one for each part of the page
// that has changed, and between them how far the work has come.
func (srv *Server) more(w http.ResponseWriter, r *http.Request) {
	if !srv.readForm(w, r) {
		return
	}
	s := readState(r.PostForm)
	c := srv.wordsFor(r, s)
	q := srv.ask(c, s)
	if q.problems != nil {
		w.WriteHeader(http.StatusNoContent) // somebody types on, and asks again
		return
	}
	leave, ok := srv.turn(w, r, srv.slow)
	if !ok {
		return
	}
	defer leave()
	a, err := srv.answer(r.Context(), c, q)
	if err != nil {
		srv.failed(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "application/x-ndjson")
	out := http.NewResponseController(w)
	send := func(line any) {
		data, err := json.Marshal(line)
		if err != nil {
			panic(err) // numbers and texts
		}
		w.Write(append(data, '\n'))
		out.Flush()
	}
	sent := map[string]string{}
	err = srv.follow(r.Context(), c, s, q, a, func(done, of int) {
		send(map[string]any{"done": done, "of": of, "text": c.Phrase("page-progress", "done", done, "of", of)})
	}, func(v *shownAnswer) {
		for _, part := range parts[v.Stage] {
			var b bytes.Buffer
			if err := srv.pages[c.Lang()].ExecuteTemplate(&b, part, v); err != nil {
				panic(err) // the templates fit their views
			}
			if html := b.String(); html != sent[part] {
				sent[part] = html
				send(map[string]any{"part": part, "html": html})
			}
		}
	})
	switch {
	case err == nil:
	case notDrawn(err):
		send(map[string]any{"text": c.Phrase("page-refused/chart")})
	case r.Context().Err() == nil:
		panic(err)
	default: // nobody reads it, or else it is told why it ends
		send(map[string]any{"text": c.Phrase("page-refused/long")})
	}
}
