package cli

import (
	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
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
			doc, err := a.provincesOf(w, args, day)
			if err != nil {
				return err
			}
			return a.printAnswer(doc, func(w page.Writer) []page.Block { return page.Provinces(w, doc) })
		},
	}
	cmd.Flags().StringVar(&on, "on", "", "")
	return cmd
}

// provincesOf answers for the profile named, or for the sample.
func (a *app) provincesOf(w *sim.World, args []string, on civil.Day) (*answer.Provinces, error) {
	var p *profile.Profile
	var warnings reason.Warnings
	if len(args) == 0 {
		plan, more, err := scenarios.SamplePlan(a.words.Lang(), w.Today)
		if err != nil {
			return nil, err
		}
		p, warnings = plan.Profile, more
		a.say(reason.New("sample"))
	} else {
		var err error
		if p, warnings, err = a.readProfile(args[0]); err != nil {
			return nil, err
		}
	}
	proj, err := w.Ahead(p, sim.Stay(), on, 0)
	if err != nil {
		return nil, err
	}
	warnings.Add(proj.Warnings...)
	return answer.ProvincesOf(a.words, a.words.Text(p.Name), proj, on, a.record(w), warnings), nil
}
