package cli

import (
	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

func (a *app) provincesCommand() *cobra.Command {
	var on string
	cmd := &cobra.Command{
		Use: "provinces",
		Example: `  crsplan provinces
  crsplan provinces profile.toml --details
  crsplan provinces profile.toml --json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			w, err := a.world()
			if err != nil {
				return err
			}
			day, err := dayOr("--on", on, w.Today)
			if err != nil {
				return err
			}
			var p *profile.Profile
			var warnings reason.Warnings
			if len(args) == 0 {
				plan, more, err := scenarios.SamplePlan(a.words.Lang(), w.Today)
				if err != nil {
					return err
				}
				p, warnings = plan.Profile, more
				a.say(reason.New("sample"))
			} else if p, warnings, err = a.readProfile(args[0]); err != nil {
				return err
			}
			proj, err := w.Ahead(p, sim.Stay(), day, 0)
			if err != nil {
				return err
			}
			warnings.Add(proj.Warnings...)
			doc := answer.ProvincesOf(a.words, a.words.Text(p.Name), proj, day, a.record(w), warnings)
			return a.printAnswer(doc, func(w page.Writer) []page.Block { return page.Provinces(w, doc) })
		},
	}
	cmd.Flags().StringVar(&on, "on", "", "")
	return cmd
}
