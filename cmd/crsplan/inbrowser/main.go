//go:build js

// Inbrowser is the page of crsplan as a program of the browser: the handler that
// command serve runs, without a network. A worker of the page (package site) hands
// it requests and passes its answers on.
package main

import (
	"bytes"
	"net/http"
	"os"
	"syscall/js"
	"time"

	"crsplan/cmd/crsplan/internal/web"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
)

// How many simulations a chance rests on: few at first, as one core works alone.
const (
	paths      = 10_000
	firstPaths = 2_000
)

func main() {
	srv := web.New(web.Config{
		Book: crs.Embedded(), Record: draws.Embedded(), Today: func() civil.Day { return civil.OfTime(time.Now()) },
		Paths: paths, Few: firstPaths, Seed: 1, Log: os.Stderr, Alone: true,
	})
	js.Global().Set("crsplan", js.FuncOf(func(_ js.Value, args []js.Value) any {
		request, tell := args[0], args[1]
		body := make([]byte, request.Get("body").Get("length").Int())
		js.CopyBytesToGo(body, request.Get("body"))
		r, err := http.NewRequest(request.Get("method").String(), "http://localhost/"+request.Get("path").String(), bytes.NewReader(body))
		if err != nil {
			panic(err) // the page asks for its own paths alone
		}
		headers := js.Global().Get("Object").Call("entries", request.Get("headers"))
		for i := range headers.Length() {
			r.Header.Set(headers.Index(i).Index(0).String(), headers.Index(i).Index(1).String())
		}
		go func() {
			a := &answer{header: http.Header{}, tell: tell}
			srv.ServeHTTP(a, r)
			a.WriteHeader(http.StatusOK)
			tell.Invoke("end")
		}()
		return nil
	}))
	js.Global().Call("ready")
	select {}
}

// answer passes on what is written, as it is written.
type answer struct {
	header http.Header
	tell   js.Value
	begun  bool
}

func (a *answer) Header() http.Header { return a.header }

func (a *answer) WriteHeader(status int) {
	if a.begun {
		return
	}
	a.begun = true
	headers := map[string]any{}
	for name := range a.header {
		headers[name] = a.header.Get(name)
	}
	a.tell.Invoke("head", status, headers)
}

func (a *answer) Write(data []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	part := js.Global().Get("Uint8Array").New(len(data))
	js.CopyBytesToJS(part, data)
	a.tell.Invoke("part", part)
	return len(data), nil
}

// Flush implements [http.Flusher]: nothing is held back. The worker hears what was
// written once the program waits.
func (a *answer) Flush() { time.Sleep(0) }
