package web

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"
)

// goodbye is how long requests may take to end once the server is told to stop.
const goodbye = 3 * time.Second

// Serve answers requests on a listener until the context is done; then it takes
// no more, lets those under way end, and returns.
func Serve(ctx context.Context, l net.Listener, srv *Server) error {
	work, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	server := &http.Server{
		Handler:           srv,
		ReadHeaderTimeout: readTime,
		ReadTimeout:       readTime,
		WriteTimeout:      answerTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    mostHeader,
		BaseContext:       func(net.Listener) context.Context { return work },
		// A broken connection is no news, and what came over it is private.
		ErrorLog: log.New(io.Discard, "", 0),
	}
	room := &limited{Listener: l}
	server.ConnState = room.note
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(room) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	patience, enough := context.WithTimeout(work, goodbye)
	defer enough()
	err := server.Shutdown(patience)
	if errors.Is(err, context.DeadlineExceeded) {
		stop()
		return server.Close()
	}
	return err
}

// limited is a listener with a limit to the connections that are open at once.
// Where there is no room, the one that has said nothing for longest is closed
// for the next; where all are at work, the next is closed itself, so that it
// costs next to nothing.
type limited struct {
	net.Listener
	mu    sync.Mutex
	open  map[*limitedConn]bool
	quiet []*limitedConn // without a request under way, the longest so first
}

// Accept waits for the next connection that there is room for.
func (l *limited) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if room := l.admit(&limitedConn{Conn: c, of: l}); room != nil {
			return room, nil
		}
		c.Close()
	}
}

func (l *limited) admit(c *limitedConn) net.Conn {
	l.mu.Lock()
	var idle *limitedConn
	full := len(l.open) >= mostAtOnce
	if full && len(l.quiet) > 0 {
		idle = l.quiet[0]
	}
	l.mu.Unlock()
	if idle != nil {
		idle.Close()
	} else if full {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open == nil {
		l.open = map[*limitedConn]bool{}
	}
	l.open[c] = true
	l.quiet = append(l.quiet, c) // until it asks for something
	return c
}

// note keeps which connections have a request under way.
func (l *limited) note(conn net.Conn, state http.ConnState) {
	c, ok := conn.(*limitedConn)
	if !ok {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	switch at := slices.Index(l.quiet, c); {
	case state == http.StateActive && at >= 0:
		l.quiet = slices.Delete(l.quiet, at, at+1)
	case state == http.StateIdle && at < 0 && l.open[c]:
		l.quiet = append(l.quiet, c)
	}
}

type limitedConn struct {
	net.Conn
	of *limited
}

// Close closes the connection and makes room for another.
func (c *limitedConn) Close() error {
	c.of.mu.Lock()
	delete(c.of.open, c)
	if at := slices.Index(c.of.quiet, c); at >= 0 {
		c.of.quiet = slices.Delete(c.of.quiet, at, at+1)
	}
	c.of.mu.Unlock()
	return c.Conn.Close()
}
