package web

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"crsplan/scenarios"
	"crsplan/sim/reason"
)

// sample is the form of the sample, with values set into it.
func sample(set map[string]string) url.Values {
	form := submitted(formOf(reason.English(), &state{plan: scenarios.SampleSheet("en", today), begun: true}, today, nil))
	for field, value := range set {
		form.Set(field, value)
	}
	return form
}

// submit sends a form to the page, without a script.
func submit(srv *Server, path string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1:80"+path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	srv.ServeHTTP(w, r)
	return w
}

// titled is the form of the sample with titles that no chart holds whole.
func titled() url.Values {
	form := sample(nil)
	for field := range form {
		if strings.HasPrefix(field, "options.") && strings.HasSuffix(field, ".title") {
			form.Set(field, strings.Repeat("Long title ", 900))
		}
	}
	return form
}

// Titles of thousands of letters are answered, in every form: as many of them as
// there are turns, and one, leave room for the next.
func TestTitlesOfAnyLengthAreAnsweredAndGiveTheirTurnBack(t *testing.T) {
	srv := server()
	large := titled()
	for n := range runtime.NumCPU() + 1 {
		path := []string{"/file/report.html", "/file/report.pdf"}[n%2]
		if w := submit(srv, path, large); w.Code != http.StatusOK {
			t.Fatalf("%s: %d %.300s", path, w.Code, w.Body.String())
		}
	}
	for _, path := range []string{"/", "/more", "/file/report.html"} {
		if w := submit(srv, path, sample(nil)); w.Code != http.StatusOK {
			t.Errorf("%s: %d %.300s", path, w.Code, w.Body.String())
		}
	}
}

// What breaks inside costs its own answer as well, whoever asks for what.
func TestWhatBreaksGivesItsTurnBack(t *testing.T) {
	srv := server()
	srv.Record = nil
	for _, path := range []string{"/", "/more", "/file/chance.svg", "/file/report.pdf"} {
		if w := submit(srv, path, sample(nil)); w.Code != http.StatusInternalServerError {
			t.Errorf("%s: %d", path, w.Code)
		}
		if len(srv.quick) > 0 || len(srv.slow) > 0 {
			t.Errorf("%s keeps its turn: %d and %d", path, len(srv.quick), len(srv.slow))
		}
	}
}

// As many connections as may be open, on which nothing is asked, lock nobody out:
// the one that was silent longest is closed for the next. Where all are at work
// the next is closed.
func TestConnectionsOnWhichNothingIsAskedLockNobodyOut(t *testing.T) {
	srv := server()
	synctest.Test(t, func(t *testing.T) {
		l := make(pipes)
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- Serve(ctx, l, srv) }()
		open := func() net.Conn {
			client, host := net.Pipe()
			l <- pipe{host}
			synctest.Wait()
			return client
		}
		reply := func(c net.Conn) string {
			c.SetDeadline(time.Now().Add(time.Second))
			go fmt.Fprintf(c, "GET /icon.svg HTTP/1.1\r\nHost: 127.0.0.1:80\r\n\r\n")
			line := make([]byte, len("HTTP/1.1 200"))
			io.ReadFull(c, line)
			return string(line)
		}
		var silent []net.Conn
		for range mostAtOnce {
			silent = append(silent, open())
		}
		start := time.Now()
		next := open()
		if got := reply(next); got != "HTTP/1.1 200" || time.Since(start) > time.Second {
			t.Errorf("with %d silent connections the next is answered %q after %v", mostAtOnce, got, time.Since(start))
		}
		if got := reply(silent[1]); got != "HTTP/1.1 200" {
			t.Errorf("the second oldest was closed too: %q", got)
		}
		if got := reply(silent[0]); got == "HTTP/1.1 200" {
			t.Error("the oldest is still open: there are more than may be")
		}
		for _, c := range append(silent, next) {
			c.Close()
		}
		stop()
		close(l)
		if err := <-ended; err != nil {
			t.Log(err) // the listener is closed
		}
	})
}

// A list that is a little too long is shown with what is wrong with it; one that
// would make a page of many megabytes is refused in a sentence.
func TestAFormOfTooManyRowsIsRefused(t *testing.T) {
	srv := server()
	for _, test := range []struct{ jobs, code, most int }{
		{mostJobs, http.StatusOK, 1 << 21},
		{mostJobs + 1, http.StatusOK, 1 << 21},
		{3 * mostJobs, http.StatusOK, 1 << 22},
		{3*mostJobs + 1, http.StatusUnprocessableEntity, 1 << 14},
		{2000, http.StatusUnprocessableEntity, 1 << 14},
	} {
		form := sample(nil)
		had := 0
		for _, table := range form["table"] {
			if strings.HasPrefix(table, "profile.work.") {
				had++
			}
		}
		if had == 0 {
			t.Fatalf("the sample has no job: %v", form["table"])
		}
		for n := had; n < test.jobs; n++ {
			form.Add("table", fmt.Sprint("profile.work.more-", n))
		}
		w := submit(srv, "/", form)
		if w.Code != test.code || w.Body.Len() > test.most || (w.Code != http.StatusOK) != strings.Contains(w.Body.String(), "too many jobs, options or steps") {
			t.Errorf("%d jobs: %d, %d bytes", test.jobs, w.Code, w.Body.Len())
		}
	}
}

// A form of as many rows as are shown, and of many more.
func BenchmarkRows(b *testing.B) {
	srv := server()
	for _, jobs := range []int{mostJobs, 100 * mostJobs} {
		form := sample(nil)
		for n := range jobs - 1 {
			form.Add("table", fmt.Sprint("profile.work.more-", n))
		}
		b.Run(fmt.Sprint(jobs), func(b *testing.B) {
			for b.Loop() {
				submit(srv, "/", form)
			}
		})
	}
}
