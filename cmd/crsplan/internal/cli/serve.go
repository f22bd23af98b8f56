package cli

import (
	"errors"
	"fmt"
	"net"
	"os/exec"
	"runtime"
	"strconv"
	"syscall"

	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/web"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/reason"
)

// mostPort is the highest port there is.
const mostPort = 65535

// usualPort is the port of the page where none is asked for, the same each time,
// so that a link to it and what a browser keeps of it hold. Where it is taken, so
// many from it on are tried.
const (
	usualPort  = 8437
	portsTried = 10
)

func (a *app) serveCommand() *cobra.Command {
	var port int
	var browse bool
	cmd := &cobra.Command{
		Use: "serve",
		Example: `  crsplan serve
  crsplan serve --open
  crsplan serve --port 8080`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if port < 0 || port > mostPort {
				return usage(reason.New("serve-port", "port", strconv.Itoa(port), "most", strconv.Itoa(mostPort)))
			}
			page, err := a.page()
			if err != nil {
				return err
			}
			l, err := a.listen(port, cmd.Flags().Changed("port"))
			if err != nil {
				return err
			}
			ctx, stop := interrupts.patient(cmd.Context())
			defer stop()
			address := "http://" + l.Addr().String() + "/"
			if _, err := fmt.Fprintln(a.Out, address); err != nil {
				l.Close()
				return &notWritten{a.words.Term("standard-output"), cause(err)}
			}
			a.say(reason.New("serve-ready"))
			if browse {
				if err := openBrowser(address); err != nil {
					a.say(reason.New("serve-no-browser", "error", err.Error()))
				}
			}
			return web.Serve(ctx, l, page)
		},
	}
	cmd.Flags().IntVar(&port, "port", usualPort, "")
	cmd.Flags().BoolVar(&browse, "open", false, "")
	return cmd
}

// page is the page with what this run of the program knows. The day and the
// settings of the flags are those that its form begins with.
func (a *app) page() (*web.Server, error) {
	w, err := a.world()
	if err != nil {
		return nil, err
	}
	c := web.Config{
		Book: w.Book, Record: a.rounds(), Today: a.now(), AsOf: a.asOf, LetExpire: a.expire,
		Lang: a.lang, Paths: defaultPaths, Seed: a.seed, Log: a.Err,
	}
	if _, ok := crs.Embedded().Proposal(a.rules); ok {
		c.Book, c.Rules = crs.Embedded(), a.rules
	} else if a.rules != "" {
		c.Flags = append(c.Flags, "--rules", a.rules)
	}
	if a.seed != defaultSeed {
		c.Flags = append(c.Flags, "--seed", strconv.FormatUint(a.seed, 10))
	}
	return web.New(c), nil
}

// now is the clock, for what runs on past midnight.
func (a *app) now() func() civil.Day {
	if a.Now != nil {
		return a.Now
	}
	return func() civil.Day { return a.Today }
}

// listen listens on the loopback address alone: nobody else can reach the page.
// Where no port is asked for and the usual one is taken, the next that is free is
// used, and said.
func (a *app) listen(port int, asked bool) (l net.Listener, err error) {
	for i := range portsTried {
		l, err = net.Listen("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port+i)))
		if err == nil && i > 0 {
			a.say(reason.New("serve-next-port", "port", strconv.Itoa(port), "next", strconv.Itoa(port+i)))
		}
		if err == nil || asked {
			break
		}
	}
	if err != nil {
		return nil, failed(reason.New("serve-listen", "port", strconv.Itoa(port), "error", systemCause(err))).with(reason.New("serve-listen/hint"))
	}
	return l, nil
}

// systemCause returns what the system said of an address.
func systemCause(err error) string {
	if number, ok := errors.AsType[syscall.Errno](err); ok {
		return number.Error()
	}
	return err.Error()
}

// openBrowser shows an address in the browser of the person at the machine.
func openBrowser(address string) error {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	opened := exec.Command(name, args...)
	if err := opened.Start(); err != nil {
		return err
	}
	go opened.Wait()
	return nil
}
