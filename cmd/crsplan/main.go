// Crsplan answers what each change does to an Express Entry score, when, and
// when that would have been, or will be, enough.
//
// See the README for a session, and crsplan help for the commands.
package main

import (
	"os"
	"time"

	"crsplan/cmd/crsplan/internal/cli"
	"crsplan/sim/civil"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], cli.Env{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Today: civil.OfTime(time.Now()), Getenv: os.Getenv,
	}))
}
