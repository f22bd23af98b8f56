package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim"
	"crsplan/sim/reason"
)

// comparison is what the commands that compare options have in common: what is
// compared, from when, for how long, and with which chances.
type comparison struct {
	cmd     *cobra.Command
	start   string
	horizon int
	search  string
	chosen  string // --recommend
	trials  bool   // stress tests are told, whatever is searched
	chances *chanceFlags
}

func (a *app) comparison(cmd *cobra.Command) *comparison {
	f := plainComparison(cmd)
	f.chances = a.chanceFlags(cmd)
	return f
}

// plainComparison supposes nothing of the rounds to come.
func plainComparison(cmd *cobra.Command) *comparison {
	f := &comparison{cmd: cmd, chances: &chanceFlags{reform: "show"}}
	cmd.Flags().StringVar(&f.start, "start", "", "")
	cmd.Flags().IntVar(&f.horizon, "horizon", sim.DefaultHorizonMonths, "")
	cmd.Flags().StringVar(&f.search, "search", "on", "")
	cmd.Flags().StringVar(&f.chosen, "recommend", "", "")
	return f
}

// played is a plan that has been played.
type played struct {
	world  *sim.World
	plan   *sim.Plan
	answer *answer.Plan
}

// play reads the plan of the arguments and plays it, in the words given.
func (f *comparison) play(a *app, words *reason.Catalogue, args []string) (*played, error) {
	w, err := a.world()
	if err != nil {
		return nil, err
	}
	q, err := f.chances.query(a, w.Today)
	if err != nil {
		return nil, err
	}
	plan, warnings, err := a.readPlan(w, args)
	if err != nil {
		return nil, err
	}
	if f.start != "" {
		first, err := day("--start", f.start)
		if err != nil {
			return nil, err
		}
		startOn(w, plan, first)
	}
	if f.cmd.Flags().Changed("horizon") {
		if err := checkHorizon("--horizon", f.horizon); err != nil {
			return nil, err
		}
		plan.HorizonMonths = f.horizon
	}
	looked, err := searches(f.search)
	if err != nil {
		return nil, err
	}
	query := answer.PlanQuery{Chance: q, Search: looked, Trials: f.trials, Couple: true, Given: a.library(w), Recommend: f.chosen}
	doc, err := answer.Of(f.cmd.Context(), words, w, plan, a.record(w), query, warnings)
	if err != nil {
		return nil, err
	}
	if f.chosen != "" && doc.Option(f.chosen) == nil {
		return nil, notAmong(f.chosen, doc)
	}
	doc.Sample = len(args) == 0
	return &played{w, plan, doc}, nil
}

// searches reads --search.
func searches(word string) (bool, error) {
	if word != "on" && word != "off" {
		return false, usage(reason.New("search-word", "value", word)).with(reason.New("search-word/hint"))
	}
	return word == "on", nil
}

// notAmong is the mistake of recommending what is not compared, or is not
// possible.
func notAmong(option string, doc *answer.Plan) error {
	if i := slices.IndexFunc(doc.NotPossible, func(n answer.NotPossible) bool { return n.Option == option }); i >= 0 {
		return usage(reason.New("report-option/not-possible", "option", option, "why", doc.NotPossible[i].Why))
	}
	var names []string
	for _, o := range doc.Options {
		names = append(names, o.Option)
	}
	return usage(reason.New("report-option", "option", option)).with(nearest(option, names, reason.New("report-option/hint", "options", strings.Join(names, ", "))))
}
