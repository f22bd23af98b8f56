package web

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"crsplan/scenarios"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

func TestTheWorkEndsWhenNobodyWaits(t *testing.T) {
	srv := New(Config{Book: crs.Embedded(), Record: draws.Embedded(), Today: func() civil.Day { return today }, Paths: 50, Log: io.Discard})
	s := &state{plan: scenarios.SampleSheet("en", today), begun: true}
	q := srv.ask(reason.English(), s)
	a, err := srv.answer(t.Context(), reason.English(), q)
	if err != nil {
		t.Fatal(err)
	}
	ctx, leave := context.WithCancel(t.Context())
	told := 0
	err = srv.follow(ctx, reason.English(), s, q, a, func(done, of int) {
		if told++; done != 0 || of != 6 {
			t.Errorf("%d of %d done", done, of)
		}
		leave()
	}, func(*shownAnswer) {})
	if !errors.Is(err, context.Canceled) || told != 1 || a.Plan.Forecast != nil {
		t.Errorf("%v after %d options", err, told)
	}
	if _, err := srv.answer(ctx, reason.English(), q); !errors.Is(err, context.Canceled) {
		t.Errorf("an answer to nobody: %v", err)
	}
	if _, err := srv.present(ctx, reason.English(), s, q, a); !errors.Is(err, context.Canceled) {
		t.Errorf("charts for nobody: %v", err)
	}
}

func TestAGateLetsSoManyThrough(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate(1)
		leave, err := g.enter(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		ctx, gone := context.WithTimeout(t.Context(), time.Second)
		defer gone()
		if _, err := g.enter(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("one who left waits on: %v", err)
		}
		start := time.Now()
		if _, err := g.enter(t.Context()); !errors.Is(err, errBusy) || time.Since(start) != waitForTurn {
			t.Errorf("%v after %v", err, time.Since(start))
		}
		time.AfterFunc(time.Second, leave)
		if _, err := g.enter(t.Context()); err != nil {
			t.Errorf("room was made: %v", err)
		}
	})
}

// watched is an answer under way. Once it says how far the work has come, it
// waits until the one who asked is gone.
type watched struct {
	http.ResponseWriter
	gone    <-chan struct{}
	written *bytes.Buffer
}

func (w watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w watched) Write(data []byte) (int, error) {
	w.written.Write(data)
	n, err := w.ResponseWriter.Write(data)
	if bytes.Contains(data, []byte(`"done":`)) {
		http.NewResponseController(w).Flush()
		select {
		case <-w.gone:
		case <-time.After(10 * time.Second):
		}
	}
	return n, err
}

// A browser that leaves in the midst of the chances ends the work on them.
func TestTheWorkEndsWhenTheBrowserLeaves(t *testing.T) {
	srv := New(Config{Book: crs.Embedded(), Record: draws.Embedded(), Today: func() civil.Day { return today }, Paths: 50, Log: io.Discard})
	written := make(chan string, 1)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var all bytes.Buffer
		srv.ServeHTTP(watched{w, r.Context().Done(), &all}, r)
		written <- all.String()
	}))
	defer s.Close()
	form := submitted(formOf(reason.English(), &state{plan: scenarios.SampleSheet("en", today), begun: true}, today, nil))
	ctx, leave := context.WithCancel(t.Context())
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL+"/more", strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	lines := bufio.NewScanner(response.Body)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() && !strings.Contains(lines.Text(), `"done":`) {
	}
	leave()
	if got := <-written; strings.Count(got, `"done":`) != 1 || strings.Contains(got, `"part":"chances"`) {
		t.Errorf("the work went on: %d steps told, of %d letters", strings.Count(got, `"done":`), len(got))
	}
	if leave, err := srv.slow.enter(t.Context()); err != nil {
		t.Error(err)
	} else {
		leave()
	}
}

func TestWorkThatTakesTooLongIsEnded(t *testing.T) {
	srv := server()
	late, done := context.WithTimeout(t.Context(), 0)
	defer done()
	form := submitted(formOf(reason.English(), &state{plan: scenarios.SampleSheet("en", today), begun: true}, today, nil)).Encode()
	for _, path := range []string{"/", "/more", "/file/plan.csv", "/file/report.pdf"} {
		r := httptest.NewRequestWithContext(late, http.MethodPost, "http://127.0.0.1:80"+path, strings.NewReader(form))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		srv.ServeHTTP(w, r)
		if w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "This takes too long.") {
			t.Errorf("%s: %d %.300s", path, w.Code, w.Body.String())
		}
	}
}

// pipes is a listener of connections that are made in the program.
type pipes chan net.Conn

func (p pipes) Accept() (net.Conn, error) {
	if c, ok := <-p; ok {
		return c, nil
	}
	return nil, net.ErrClosed
}
func (p pipes) Close() error   { return nil }
func (p pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80} }

// pipe is one end of a connection, with the address that it came in on.
type pipe struct {
	net.Conn
}

func (pipe) LocalAddr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80} }

// Who never ends a request is cut off, and who asks nothing more as well.
func TestARequestHasItsTime(t *testing.T) {
	for _, test := range []struct {
		name, sent string
		want       time.Duration
	}{
		{"nothing is sent", "", readTime},
		{"a header without an end", "POST / HTTP/1.1\r\nHost: 127.0.0.1:80\r\n", readTime},
		{"a form without an end", "POST / HTTP/1.1\r\nHost: 127.0.0.1:80\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nprofile.na", readTime},
		{"nothing more after an answer", "GET /icon.svg HTTP/1.1\r\nHost: 127.0.0.1:80\r\n\r\n", idleTime},
	} {
		t.Run(test.name, func(t *testing.T) {
			srv := server()
			synctest.Test(t, func(t *testing.T) {
				l := make(pipes)
				ctx, stop := context.WithCancel(t.Context())
				ended := make(chan error, 1)
				go func() { ended <- Serve(ctx, l, srv) }()
				client, host := net.Pipe()
				l <- pipe{host}
				start := time.Now()
				go client.Write([]byte(test.sent))
				io.Copy(io.Discard, client) // until it is closed
				if took := time.Since(start); took < test.want || took > test.want+time.Second {
					t.Errorf("it was closed after %v, not %v", took, test.want)
				}
				stop()
				close(l)
				if err := <-ended; err != nil && !errors.Is(err, net.ErrClosed) {
					t.Error(err)
				}
			})
		})
	}
}
