package web

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"

	"crsplan/sim/reason"
)

// What takes longer than typing does follows the rest of the answer: what
// single changes are worth, and the chances. Without a script it comes with
// the page.

// follow works out what follows and hands over each part as it is ready. The
// work ends when nobody waits for it.
func (srv *Server) follow(ctx context.Context, c *reason.Catalogue, s *state, q *asked, a *answered, progress func(done, of int), ready func(part string, v *shownAnswer)) error {
	v := &shownAnswer{answered: a, Warnings: a.Plan.Warnings}
	doc, err := leversOf(ctx, c, q)
	if err != nil {
		return err
	}
	v.Levers = leversView(c, s, q, doc)
	ready("levers", v)
	if err := a.addWays(ctx, c, srv, q, 0); err != nil {
		return err
	}
	v.Couple = coupleOf(c, s, a.Plan)
	ready("couple", v)
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := a.playChances(ctx, c, srv, q, progress); err != nil {
		return err
	}
	v.Chances = chancesOf(c, s, a.Plan, v.Warnings)
	ready("chances", v)
	v.Dates = datesOf(c, a.Plan) // of the option that the chances point to
	ready("dates", v)
	if v.Couple == nil {
		return nil
	}
	// The ways of a couple again, with their chances.
	if err := a.addWays(ctx, c, srv, q, srv.Paths); err != nil {
		return err
	}
	v.Couple = coupleOf(c, s, a.Plan)
	ready("couple", v)
	return nil
}

// more answers with what follows: lines of JSON, one for each part of the page
// that is ready, and between them how far the work has come.
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
	err = srv.follow(r.Context(), c, s, q, a, func(done, of int) {
		send(map[string]any{"done": done, "of": of, "text": c.Phrase("page-progress", "done", done, "of", of)})
	}, func(part string, v *shownAnswer) {
		var b bytes.Buffer
		if err := srv.pages[c.Lang()].ExecuteTemplate(&b, part, v); err != nil {
			panic(err) // the templates fit their views
		}
		send(map[string]any{"part": part, "html": b.String()})
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
