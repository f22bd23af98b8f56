// Package web is the page of crsplan: the planner in a browser, for the person
// at this machine and nobody else.
//
// It keeps nothing. The whole state is one plan, as its file would say it
// ([crsplan/scenarios.Sheet]), and travels in the form with every request. A
// form becomes a sheet, the sheet a text, and the text is read by the same
// readers as any file: so the same rules and the same words hold, and what is
// wrong is traced back from its line to its field.
//
// The page works without scripts: a post of the form gives the whole page. A
// small script posts the same form as one types, and puts the parts of the
// same answer into their places.
//
// A [Server] takes requests of its own page alone: see safety.go. [Serve] runs
// it on a listener until it is told to stop.
package web

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"io"
	"io/fs"
	"net/http"
	"runtime"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/scenarios"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// Config is what the page stands on.
type Config struct {
	Book   *crs.Book
	Record *draws.Record    // every round known; a day looks at those until it
	Today  func() civil.Day // the clock's day, unless the page names another
	// AsOf and LetExpire are what the settings of a new form begin with.
	AsOf      string
	LetExpire bool
	Rules     string // the name of a proposal
	// Flags are what else the command line was given that answers depend on.
	Flags []string
	Lang  string // of the page where the browser asks for none that there is; "" for English
	Paths int    // simulations of a chance
	// Few are the simulations of the first chances that are told, where all of them
	// take long; 0: all.
	Few  int
	Seed uint64
	Log  io.Writer // what goes wrong inside, never what was filled in
	// Alone is set where the page runs whole in a browser: no request comes over a
	// network, and the page may lie in any folder.
	Alone bool
}

// root is what the addresses of the page begin with.
func (c *Config) root() string {
	if c.Alone {
		return ""
	}
	return "/"
}

// Server answers the requests of the page.
type Server struct {
	Config
	pages   map[string]*template.Template // by language
	assets  map[string]asset
	quick   gate // what is answered as one types
	slow    gate // chances, files for print
	uploads gate // files being taken in
	ahead   answer.Kept
	handler http.Handler
}

//go:embed static
var static embed.FS

// asset is a file of the page itself.
type asset struct {
	kind string
	data []byte
	tag  string
}

// New makes the server of a page.
func New(c Config) *Server {
	cores := runtime.GOMAXPROCS(0)
	srv := &Server{
		Config: c, pages: map[string]*template.Template{}, assets: map[string]asset{},
		quick: newGate(2 * cores), slow: newGate(cores), uploads: newGate(8),
	}
	for _, lang := range reason.Languages() {
		words, _ := reason.In(lang)
		srv.pages[lang] = pagesIn(words, c.root())
	}
	srv.readAssets()
	srv.handler = srv.safely(srv.routes())
	return srv
}

// ServeHTTP answers one request.
func (srv *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { srv.handler.ServeHTTP(w, r) }

func (srv *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", srv.empty)
	mux.HandleFunc("POST /{$}", srv.page)
	mux.HandleFunc("POST /open", srv.open)
	mux.HandleFunc("POST /more", srv.more)
	mux.HandleFunc("POST /occupations", srv.occupations)
	mux.HandleFunc("POST /file/{name}", srv.file)
	for name := range srv.assets {
		mux.HandleFunc("GET /"+name, srv.asset)
	}
	return mux
}

// kinds are the media types of the page's files.
var kinds = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
}

func (srv *Server) readAssets() {
	files, err := fs.Sub(static, "static")
	if err != nil {
		panic(err) // the folder is embedded
	}
	err = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, name)
		sum := sha256.Sum256(data)
		srv.assets[name] = asset{kinds[ending(name)], data, `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`}
		return err
	})
	if err != nil {
		panic(err)
	}
}

// Files are the files of the page itself by their names, and the page before
// anything is filled in as index.html: all that the page needs beside a program
// that answers.
func (srv *Server) Files() map[string][]byte {
	files := map[string][]byte{}
	for name, a := range srv.assets {
		files[name] = a.data
	}
	s := &state{lang: srv.Lang, plan: &scenarios.Sheet{}}
	srv.start(s)
	c := srv.words(&http.Request{}, s.lang)
	files["index.html"] = srv.written(c, "page.html", &view{Form: formOf(c, s, srv.knownOn(s), nil)})
	return files
}

func (srv *Server) asset(w http.ResponseWriter, r *http.Request) {
	a := srv.assets[r.URL.Path[1:]]
	w.Header().Set("Content-Type", a.kind)
	w.Header().Set("Etag", a.tag)
	w.Header().Set("Cache-Control", "no-cache")
	if r.Header.Get("If-None-Match") == a.tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Write(a.data)
}
