package cli

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"syscall"
)

// interruption is what the program does when it is asked to end by a signal: a
// command that goes on until it is told to stop is told so; any other ends at
// once, and what it has half written goes.
type interruption struct {
	lock       sync.Mutex
	stop       context.CancelFunc // of the command that is told; nil: none
	unfinished map[string]bool    // the temporary files being written
}

// interrupts is one for the process, as its signals are.
var interrupts = interruption{unfinished: map[string]bool{}}

// watch waits for signals until it is told to leave them alone.
func (i *interruption) watch() (leave func()) {
	signals, done := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		for {
			select {
			case <-signals:
				i.interrupt()
			case <-done:
				return
			}
		}
	}()
	return func() {
		signal.Stop(signals)
		close(done)
	}
}

// interrupt stops the command that asked to be told; else it ends the process.
// Told once, a command that does not stop is ended the second time.
func (i *interruption) interrupt() {
	i.lock.Lock()
	defer i.lock.Unlock()
	if i.stop != nil {
		i.stop()
		i.stop = nil
		return
	}
	for name := range i.unfinished {
		os.Remove(name) // what stays is a temporary file
	}
	os.Exit(exitInterrupted)
}

// patient returns a context that a signal ends, and what ends it otherwise.
func (i *interruption) patient(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, stop := context.WithCancel(ctx)
	i.lock.Lock()
	i.stop = stop
	i.lock.Unlock()
	return ctx, func() {
		i.lock.Lock()
		i.stop = nil
		i.lock.Unlock()
		stop()
	}
}

// writing notes a temporary file until it is done.
func (i *interruption) writing(name string) (done func()) {
	i.lock.Lock()
	i.unfinished[name] = true
	i.lock.Unlock()
	return func() {
		i.lock.Lock()
		delete(i.unfinished, name)
		i.lock.Unlock()
	}
}
