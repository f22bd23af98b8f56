package cli

import (
	"slices"

	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

func (a *app) replayCommand() *cobra.Command {
	var from, to, batch string
	var within int
	var through []string
	var drawn *chartFlags
	cmd := &cobra.Command{
		Use: "replay",
		Example: `  crsplan replay profile.toml clb9 masters-canada
  crsplan replay profile.toml canadian-year --within 24
  crsplan replay profile.toml --from 2024-05-01 --streams cec,french --json`,
		Args: batchArgs(&batch, 1, mostOptions, "replay-usage"),
		RunE: func(cmd *cobra.Command, args []string) error {
			w, err := a.world()
			if err != nil {
				return err
			}
			q := sim.ReplayWindow{Within: within}
			if err := checkHorizon("--within", within); err != nil {
				return err
			}
			if q.Streams, err = streamsOf(through); err != nil {
				return err
			}
			for _, s := range q.Streams {
				if s.Ontario() {
					return usage(reason.New("replay-ontario", "stream", s.Term())).with(reason.New("replay-ontario/hint"))
				}
			}
			if q.From, err = dayOr("--from", from, 0); err != nil {
				return err
			}
			if q.To, err = dayOr("--to", to, 0); err != nil {
				return err
			}
			if err := forward(q.From, q.To); err != nil {
				return err
			}
			if !q.To.IsZero() && q.First() > q.To {
				return usage(reason.New("replay-no-first", "from", q.From, "to", q.To)).with(reason.New("replay-no-first/hint", "first", q.First()))
			}
			if batch != "" {
				options, warnings, err := optionsOf(a.reader(), w, args)
				if err != nil {
					return err
				}
				return a.batch(cmd.Context(), batch, w.Today, func(c *scenarios.Client, _ civil.Day) (any, error) {
					options, all := options, slices.Clone(warnings)
					if len(c.Plan.Options) > 0 {
						options, all = c.Plan.Options, nil
						if err := checkAllKnown(w, options); err != nil {
							return nil, err
						}
					}
					all.Add(c.Warnings...)
					doc, err := answer.ReplayOf(a.words, w, c.Plan.Profile, answer.WithStay(options), a.record(w), q, all)
					if err == nil {
						doc.ID = c.ID
					}
					return doc, err
				})
			}
			plan, warnings, err := a.readPlan(w, args)
			if err != nil {
				return err
			}
			doc, err := answer.ReplayOf(a.words, w, plan.Profile, answer.WithStay(plan.Options), a.record(w), q, warnings)
			if err != nil {
				return err
			}
			return a.showReplay(w.Today, doc, drawn)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&from, "from", "", "")
	flags.StringVar(&to, "to", "", "")
	flags.IntVar(&within, "within", sim.DefaultWithin, "")
	flags.StringSliceVar(&through, "streams", nil, "")
	flags.StringVar(&batch, "batch", "", "")
	drawn = a.chartFlags(cmd)
	return cmd
}

// mostOptions is how many scenarios a command line may name.
const mostOptions = 32

func (a *app) showReplay(today civil.Day, doc *answer.Replay, f *chartFlags) error {
	var files []charts.File
	if a.wantsCharts(f) && doc.Options[0].N > 0 {
		var err error
		if files, err = a.draw(f, today, charts.Named{Name: "replay", Chart: charts.Replay(a.words, doc)}); err != nil {
			return err
		}
	}
	return a.show(files, doc, func(w page.Writer) []page.Block { return page.Replay(w, doc) })
}
