package cli

import (
	"slices"

	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

func (a *app) eligibleCommand() *cobra.Command {
	var on, batch string
	var horizon int
	cmd := &cobra.Command{
		Use: "eligible",
		Example: `  crsplan eligible profile.toml
  crsplan eligible profile.toml lmia-then-year
  crsplan eligible profile.toml --as-of 2023-03-15
  crsplan eligible --batch clients.jsonl > eligible.jsonl`,
		Args: batchArgs(&batch, 1, 2, "eligible-usage"),
		RunE: func(cmd *cobra.Command, args []string) error {
			w, err := a.world()
			if err != nil {
				return err
			}
			at, err := dayOr("--on", on, w.Today)
			if err != nil {
				return err
			}
			reader, option := a.reader(), sim.Stay()
			var warnings, more reason.Warnings // of the profile, and of the scenario
			var p *profile.Profile
			if batch == "" {
				if p, warnings, err = a.readProfile(args[0]); err != nil {
					return err
				}
				reader = a.readerFor(w, &sim.Plan{Profile: p})
			}
			if words := args[min(len(args), profileArgs(batch)):]; len(words) == 1 {
				if option, more, err = optionOf(reader, w, words[0]); err != nil {
					return err
				}
			}
			if batch != "" {
				return a.batch(cmd.Context(), batch, at, func(c *scenarios.Client, on civil.Day) (any, error) {
					doc, err := a.eligibleOf(w, c.Plan.Profile, option, slices.Concat(c.Warnings, more), on, horizon)
					if err == nil {
						doc.ID = c.ID
					}
					return doc, err
				})
			}
			doc, err := a.eligibleOf(w, p, option, slices.Concat(warnings, more), at, horizon)
			if err != nil {
				return err
			}
			return a.printAnswer(doc, func(w page.Writer) []page.Block { return page.Eligible(w, doc) })
		},
	}
	cmd.Flags().StringVar(&on, "on", "", "")
	cmd.Flags().StringVar(&batch, "batch", "", "")
	cmd.Flags().IntVar(&horizon, "horizon", sim.DefaultHorizonMonths, "")
	return cmd
}

// profileArgs is how many arguments name a profile: none in a batch.
func profileArgs(batch string) int {
	if batch != "" {
		return 0
	}
	return 1
}

func (a *app) eligibleOf(w *sim.World, p *profile.Profile, option sim.Option, warnings reason.Warnings, on civil.Day, horizon int) (*answer.Eligible, error) {
	if err := checkHorizon("--horizon", horizon); err != nil {
		return nil, err
	}
	proj, err := w.Ahead(p, option, on, horizon)
	if err != nil {
		return nil, err
	}
	warnings.Add(proj.Warnings...)
	doc := answer.EligibleOf(a.words, a.words.Text(p.Name), proj, on, a.record(w), w.Today, warnings)
	return doc, doc.AddRenewed(a.words, w, p, option)
}
