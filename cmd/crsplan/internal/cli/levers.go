package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/search"
	"crsplan/sim/tomlfile"
)

func (a *app) leversCommand() *cobra.Command {
	var sorted, start string
	var most int
	var chances *chanceFlags
	var drawn *chartFlags
	cmd := &cobra.Command{
		Use: "levers",
		Example: `  crsplan levers profile.toml
  crsplan levers profile.toml --sort per-month
  crsplan levers profile.toml ./my-scenario.toml --sort chance
  crsplan levers profile.toml --paths 0 --json`,
		Args: profileArgument("levers-usage"),
		RunE: func(cmd *cobra.Command, args []string) error {
			w, err := a.world()
			if err != nil {
				return err
			}
			by, err := orderOf(sorted)
			if err != nil {
				return err
			}
			plan, moves, warnings, err := a.moves(w, args, start)
			if err != nil {
				return err
			}
			q := answer.LeversQuery{By: by}
			if q.Chance, err = chances.query(a, w.Today); err != nil {
				return err
			}
			doc, err := answer.LeversOf(cmd.Context(), a.words, w, plan, moves, a.record(w), q, warnings)
			if err != nil {
				return err
			}
			return a.showLevers(w.Today, doc, a.record(w), most, drawn)
		},
	}
	drawn = a.chartFlags(cmd)
	chances = a.chanceFlags(cmd)
	chances.fewer(cmd, leverPaths)
	flags := cmd.Flags()
	flags.StringVar(&sorted, "sort", string(search.ByPoints), "")
	flags.StringVar(&start, "start", "", "")
	flags.IntVar(&most, "most", 15, "")
	return cmd
}

// leverPaths is how many futures the chances of levers are counted on.
const leverPaths = 2000

// profileArgument asks for a profile, which scenarios may follow.
func profileArgument(code string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) == 0 || len(args) > mostOptions {
			return usage(reason.New(code)).with(reason.New(code + "/hint"))
		}
		return nil
	}
}

// orderOf reads the order that levers are sorted in.
func orderOf(word string) (search.By, error) {
	var words []string
	for _, by := range search.Orders() {
		words = append(words, string(by))
	}
	if slices.Contains(words, word) {
		return search.By(word), nil
	}
	hint := reason.New("sort-unknown/hint", "orders", strings.Join(words, ", "))
	if near, ok := tomlfile.Nearest(word, words); ok {
		hint = reason.New("hint.did-you-mean", "near", near)
	}
	return "", usage(reason.New("sort-unknown", "sort", word)).with(hint)
}

// moves returns the plan of a profile, and what could be done: the library as
// known on the day, and the scenarios named.
func (a *app) moves(w *sim.World, args []string, start string) (*sim.Plan, []search.Move, reason.Warnings, error) {
	p, warnings, err := a.readProfile(args[0])
	if err != nil {
		return nil, nil, nil, err
	}
	plan := &sim.Plan{Profile: p, HorizonMonths: sim.DefaultHorizonMonths}
	if start != "" {
		first, err := day("--start", start)
		if err != nil {
			return nil, nil, nil, err
		}
		_, shift := w.Start(plan)
		plan.Start = first + shift
	}
	moves := a.library(w)
	options, more, err := optionsOf(a.readerFor(w, plan), w, args[1:])
	if err != nil {
		return nil, nil, nil, err
	}
	warnings.Add(more...)
	return plan, answer.WithOwn(moves, options), warnings, nil
}

// library returns the moves of the library that are known on the day.
func (a *app) library(w *sim.World) []search.Move {
	var list []*sim.Scenario
	for _, name := range scenarios.LibraryNames() {
		if s, _ := scenarios.Library(name); s.Known <= w.Known {
			list = append(list, s)
		}
	}
	return search.Library(list)
}

// showLevers prints levers and writes their chart.
func (a *app) showLevers(today civil.Day, doc *answer.Levers, record *draws.Record, most int, f *chartFlags) error {
	var files []charts.File
	if a.wantsCharts(f) {
		var err error
		if files, err = a.draw(f, today, charts.Named{Name: "levers", Chart: charts.Levers(a.words, doc, record)}); err != nil {
			return err
		}
	}
	return a.show(files, doc, func(w page.Writer) []page.Block { return page.Levers(w, doc, record, most) })
}
