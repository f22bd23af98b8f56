package web

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"crsplan/scenarios"
	"crsplan/sim/tomlfile"
)

// mostFiles is how many files are opened at once: a plan with those it names.
const mostFiles = 20

// noFile opens nothing: a plan of the page names no file.
func noFile(name string) ([]byte, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// open answers with the page of a profile or a plan from files: the plan, and
// beside it the files that it names, by their names without folders.
func (srv *Server) open(w http.ResponseWriter, r *http.Request) {
	leave, ok := srv.turn(w, r, srv.uploads)
	if !ok {
		return
	}
	defer leave()
	r.Body = http.MaxBytesReader(w, r.Body, mostUpload)
	if !srv.taken(w, r, r.ParseMultipartForm(mostUpload)) {
		return
	}
	defer r.MultipartForm.RemoveAll()
	s := &state{lang: r.PostFormValue("lang"), plan: &scenarios.Sheet{}, begun: true, narrow: r.PostFormValue("narrow") != ""}
	files := map[string][]byte{}
	var names []string
	for _, header := range r.MultipartForm.File["file"] {
		data, err := readUpload(header.Open)
		if err != nil || len(names) == mostFiles {
			continue
		}
		name := path.Base(strings.ReplaceAll(header.Filename, `\`, "/"))
		files[name], names = data, append(names, name)
	}
	reader := &scenarios.Reader{Open: func(name string) ([]byte, error) {
		if data, ok := files[path.Base(strings.ReplaceAll(name, `\`, "/"))]; ok {
			return data, nil
		}
		return noFile(name)
	}}
	c := srv.wordsFor(r, s)
	main := mainFile(names, files)
	if main == "" {
		srv.showUnopened(w, r, s, []message{{Anchor: "open", What: sentence(c.Phrase("page-no-file"))}})
		return
	}
	sheet, warnings, err := reader.Whole(main, files[main])
	if problems, wrong := errors.AsType[tomlfile.Problems](err); wrong {
		var list []message
		for _, p := range problems {
			m := message{Anchor: "open", Where: fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col), What: sentence(c.Say(p.What))}
			if !p.Hint.IsZero() {
				m.Hint = sentence(c.Say(p.Hint))
			}
			list = append(list, m)
		}
		srv.showUnopened(w, r, s, list)
		return
	} else if err != nil {
		srv.failed(w, r, err)
		return
	}
	s.plan, s.opened, s.settings = sheet, warnings, srv.settings()
	s.settings.read(files[main])
	srv.show(w, r, s)
}

// mainFile is the file that the others are named by: a plan, or else the first.
func mainFile(names []string, files map[string][]byte) string {
	for _, name := range names {
		if scenarios.IsPlan(name, files[name]) {
			return name
		}
	}
	if len(names) == 0 {
		return ""
	}
	return names[0]
}

func readUpload[F io.ReadCloser](open func() (F, error)) ([]byte, error) {
	f, err := open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// showUnopened answers with an empty form and what is wrong with a file.
func (srv *Server) showUnopened(w http.ResponseWriter, r *http.Request, s *state, list []message) {
	srv.start(s)
	c := srv.wordsFor(r, s)
	v := &view{Today: srv.Today(), Narrow: s.narrow, Form: formOf(c, s, srv.knownOn(s), nil)}
	v.Form.Problems = list
	srv.render(w, c, http.StatusOK, "page.html", v)
}
