package web

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
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
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(&limited{Listener: l, room: make(chan struct{}, mostAtOnce)}) }()
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
// One too many is closed at once, so that it costs next to nothing.
type limited struct {
	net.Listener
	room chan struct{}
}

// Accept waits for the next connection that there is room for.
func (l *limited) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		select {
		case l.room <- struct{}{}:
			return &limitedConn{Conn: c, leave: sync.OnceFunc(func() { <-l.room })}, nil
		default:
			c.Close()
		}
	}
}

type limitedConn struct {
	net.Conn
	leave func()
}

// Close closes the connection and makes room for another.
func (c *limitedConn) Close() error {
	defer c.leave()
	return c.Conn.Close()
}
