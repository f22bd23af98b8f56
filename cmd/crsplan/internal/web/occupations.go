package web

import (
	"encoding/json"
	"net/http"

	"crsplan/sim/noc"
)

// suggestion is an occupation that a job title may mean.
type suggestion struct {
	Code  string `json:"code"`
	Title string `json:"title"`
}

// mostSuggested is how many occupations are suggested.
const mostSuggested = 8

// occupations answers with those that what was typed may mean, the likeliest
// first.
func (srv *Server) occupations(w http.ResponseWriter, r *http.Request) {
	if !srv.readForm(w, r) {
		return
	}
	leave, ok := srv.turn(w, r, srv.quick)
	if !ok {
		return
	}
	defer leave()
	c := srv.words(r, r.PostForm.Get("lang"))
	list := []suggestion{}
	for _, found := range noc.Search(r.PostForm.Get("typed")) {
		if len(list) < mostSuggested {
			list = append(list, suggestion{found.Code, c.Text(found.Title)})
		}
	}
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(list); err != nil {
		return // nobody reads it
	}
}
