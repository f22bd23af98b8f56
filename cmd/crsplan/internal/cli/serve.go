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
			// The loopback address alone: nobody else can reach the page.
			l, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
			if err != nil {
				return failed(reason.New("serve-listen", "port", strconv.Itoa(port), "error", systemCause(err))).with(reason.New("serve-listen/hint"))
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
	cmd.Flags().IntVar(&port, "port", 0, "")
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
	today := a.Now
	if today == nil {
		today = func() civil.Day { return a.Today }
	}
	c := web.Config{
		Book: w.Book, Record: a.rounds(), Today: today, AsOf: a.asOf, LetExpire: a.expire,
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
