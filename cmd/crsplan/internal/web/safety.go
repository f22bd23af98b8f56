package web

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime/debug"
	"time"
)

// The page belongs to the person at this machine. Another page that is open in
// the same browser must not reach it, nor a name that was made to point here:
//
//   - only the loopback address is listened on (package cli sees to that);
//   - a request must name this machine and the port it came in on as its host,
//     which a rebound name does not;
//   - a post must come from the page itself;
//   - the page may load, run and send to nothing but itself;
//   - every request has a limit in size, in time and in how many run at once.

// Limits of a request.
const (
	mostForm    = 128 << 10
	mostUpload  = 2 << 20
	mostHeader  = 16 << 10
	mostAtOnce  = 512 // connections
	readTime    = 15 * time.Second
	workTime    = 50 * time.Second
	answerTime  = 60 * time.Second
	idleTime    = 2 * time.Minute
	waitForTurn = 10 * time.Second
)

// policy lets the page use its own style, script and icon, and send its own
// form, and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// AlonePolicy is the policy of the page where it runs whole in a browser: it may
// load its own files, run its own program in workers, and send to nobody.
const AlonePolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; " +
	"img-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"

// safely wraps the routes in what every request must pass.
func (srv *Server) safely(next http.Handler) http.Handler {
	foreign := http.NewCrossOriginProtection()
	foreign.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		srv.refuse(w, r, http.StatusForbidden, "page-refused/origin")
	}))
	if !srv.Alone {
		next = foreign.Handler(next)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		h.Set("Cache-Control", "no-store")
		defer srv.recover(w, r)
		if !srv.Alone && !ownHost(r) {
			srv.refuse(w, r, http.StatusMisdirectedRequest, "page-refused/host")
			return
		}
		if !srv.Alone { // nobody else waits for a browser of one's own
			ctx, done := context.WithTimeout(r.Context(), workTime)
			defer done()
			r = r.WithContext(ctx)
		}
		next.ServeHTTP(w, r)
	})
}

// ownHost says whether a request names this machine and the port it came in on.
func ownHost(r *http.Request) bool {
	host, port, err := net.SplitHostPort(r.Host)
	if err != nil {
		return false
	}
	if local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok {
		if _, own, err := net.SplitHostPort(local.String()); err != nil || own != port {
			return false
		}
	}
	return host == "127.0.0.1" || host == "localhost" || host == "::1"
}

// recover answers a request whose work broke down. What is written down says
// where, and nothing of what was filled in.
func (srv *Server) recover(w http.ResponseWriter, r *http.Request) {
	broken := recover()
	if broken == nil {
		return
	}
	if broken == http.ErrAbortHandler { //nolint:errorlint // it is this very value
		panic(broken)
	}
	fmt.Fprintf(srv.Log, "crsplan: %T\n%s", broken, debug.Stack())
	srv.refuse(w, r, http.StatusInternalServerError, "page-refused/broken")
}

// gate lets so many through at once.
type gate chan struct{}

func newGate(n int) gate { return make(gate, n) }

var errBusy = errors.New("too many requests at once")

// enter waits for a turn, not for ever. Leave gives it back.
func (g gate) enter(ctx context.Context) (leave func(), err error) {
	wait := time.NewTimer(waitForTurn)
	defer wait.Stop()
	select {
	case g <- struct{}{}:
		return func() { <-g }, nil
	default:
	}
	select {
	case g <- struct{}{}:
		return func() { <-g }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-wait.C:
		return nil, errBusy
	}
}

// turn enters a gate for a request, or answers that there is no room.
func (srv *Server) turn(w http.ResponseWriter, r *http.Request, g gate) (leave func(), ok bool) {
	leave, err := g.enter(r.Context())
	if errors.Is(err, errBusy) {
		w.Header().Set("Retry-After", "2")
		srv.refuse(w, r, http.StatusServiceUnavailable, "page-refused/busy")
	}
	return leave, err == nil
}

// readForm reads a form of at most so many bytes, or answers why it cannot.
func (srv *Server) readForm(w http.ResponseWriter, r *http.Request) bool {
	r.Body = http.MaxBytesReader(w, r.Body, mostForm)
	return srv.taken(w, r, r.ParseForm())
}

// taken answers an error of reading a request.
func (srv *Server) taken(w http.ResponseWriter, r *http.Request, err error) bool {
	if err == nil {
		return true
	}
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		srv.refuse(w, r, http.StatusRequestEntityTooLarge, "page-refused/large")
	} else {
		srv.refuse(w, r, http.StatusBadRequest, "page-refused/form")
	}
	return false
}
