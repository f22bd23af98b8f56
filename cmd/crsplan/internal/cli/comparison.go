package cli

import (
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
	chances *chanceFlags
}

func (a *app) comparison(cmd *cobra.Command) *comparison {
	f := &comparison{cmd: cmd}
	cmd.Flags().StringVar(&f.start, "start", "", "")
	cmd.Flags().IntVar(&f.horizon, "horizon", sim.DefaultHorizonMonths, "")
	f.chances = a.chanceFlags(cmd)
	return f
}

// played is a plan that has been played.
type played struct {
	world   *sim.World
	plan    *sim.Plan
	answer  *answer.Plan
	chances answer.ChanceQuery // as they were asked for
	ahead   *answer.Ahead
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
	doc, err := answer.PlanOf(words, w, plan, a.record(w), warnings)
	if err != nil {
		return nil, err
	}
	doc.Sample = len(args) == 0
	ahead := answer.NewAhead(doc.Record, w.Today, q)
	return &played{w, plan, doc, q, ahead}, doc.AddChancesOf(words, w, plan, ahead)
}
