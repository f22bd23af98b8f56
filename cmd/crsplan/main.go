// Crsplan answers what each change does to an Express Entry score, when, and
// when that would have been, or will be, enough.
//
//	$ crsplan init
//	$ crsplan check profile.toml plan.toml
//	profile.toml: a profile, "Sample developer", nothing wrong
//	plan.toml: a plan, "Sample developer", nothing wrong
//	$ crsplan score profile.toml
//	Sample developer: 355 points on 22 November 2026, rules of 2026-11-03, INCOMPLETE
//	...
//	$ crsplan explain core.age
//	As in force on 22 November 2026, rules of 2026-11-03
//	...
//	30                      105            95
//	...
//
// See the README for a longer session, and crsplan help for the commands.
package main

import (
	"os"
	"time"

	"crsplan/cmd/crsplan/internal/cli"
	"crsplan/sim/civil"
)

func main() {
	now := func() civil.Day { return civil.OfTime(time.Now()) }
	os.Exit(cli.Main(os.Args[1:], cli.Env{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Today: now(), Now: now, Getenv: os.Getenv,
	}))
}
