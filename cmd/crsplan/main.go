// Crsplan answers what each change does to an Express Entry score, when, and
// when that would have been, or will be, enough.
//
//	$ crsplan init
//	$ crsplan check profile.toml plan.toml
//	profile.toml: a profile, "Sample developer", nothing wrong
//	  ? Do you have a brother or sister in Canada, a citizen or permanent
//	    resident? If yes: 370 points. (canada.sibling)
//	plan.toml: a plan, "Sample developer", nothing wrong
//	  ? Do you have a brother or sister in Canada, a citizen or permanent
//	    resident? If yes: 370 points. (canada.sibling)
//	$ crsplan score profile.toml
//	Sample developer: 355 points on November 22, 2026, rules of 2026-11-03
//	...
//	$ crsplan explain core.age
//	As in force on November 22, 2026, rules of 2026-11-03
//	...
//	30                      105            95
//	...
//
// See the README for a longer session, and crsplan help for the commands.
//
// # The packages, in the order in which they read
//
// What everything is made of:
//
//   - sim/civil: days, and how far apart they are.
//   - sim/reason: every why as data, and the words for it in two languages.
//   - sim/tomlfile: files that people write, and where they are wrong.
//
// What is known of the world, as tables:
//
//   - sim/noc: occupations.
//   - sim/country: countries.
//   - sim/language: tests and the levels that they give.
//   - sim/costs: what things cost.
//   - sim/sources: the official pages, and the day each was read.
//   - sim/draws: the rounds that were held.
//
// From a person to an answer, each resting on those before it:
//
//   - sim/profile: what a person declares, and what it amounts to on a day.
//   - sim/crs: the points of that, under the rules of the day.
//   - sim/provinces: the points of the provinces' own scales.
//   - sim/streams: what is open to a person on a day, and why.
//   - sim: a profile and its scenarios played forward, and set against the past.
//   - sim/parallel: work shared among the cores.
//   - sim/judged: what became of chances that were given.
//   - sim/forecast: where cutoffs may fall, and how well that was known before.
//   - sim/chance: projections that meet simulated rounds.
//   - sim/search: which of all plans are worth a look.
//
// In and out:
//
//   - scenarios: profiles, scenarios, plans and instruments as files.
//   - plots/canvas, plots: charts, which know no meaning.
//   - cmd/crsplan/internal/answer: an answer put together once, as documents.
//   - cmd/crsplan/internal/charts: what each chart shows of an answer.
//   - cmd/crsplan/internal/page: what is shown of an answer, as blocks and tables.
//   - cmd/crsplan/internal/render: blocks and documents in every form.
//   - cmd/crsplan/internal/cli: the commands.
//   - cmd/crsplan/internal/web: the page on this machine.
//   - cmd/crsplan/internal/site: the page as files, for any host or a disk.
//   - cmd/crsplan/inbrowser: the page's handler as a program of the browser.
//
// (For tests are scenarios/scenariotest, and sim/reason/wordtest, which finds
// English in French.)
//
// The way of the data is straight through them, and a test draws it
// (arrows_test.go). How to add an instrument stands in sim/crs, a scale of a
// province in sim/provinces, a list of a category in sim/streams, rounds in sim/draws, a scenario in scenarios, a model
// in sim/forecast, a chart in plots.
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
