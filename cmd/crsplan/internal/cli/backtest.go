package cli

import (
	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/sim/civil"
)

func (a *app) backtestCommand() *cobra.Command {
	var fresh bool
	var log string
	var drawn *chartFlags
	cmd := &cobra.Command{
		Use: "backtest",
		Example: `  crsplan backtest
  crsplan backtest --fresh --json
  crsplan backtest --log forecasts.jsonl
  crsplan backtest --as-of 2025-06-30`,
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			w, err := a.world()
			if err != nil {
				return err
			}
			if log != "" {
				return a.backtestLog(log, a.record(w), w.Today)
			}
			doc, err := answer.BacktestOf(a.words, a.record(w), w.Today, a.seed, fresh)
			if err != nil {
				return err
			}
			return a.showBacktest(w.Today, doc, drawn)
		},
	}
	cmd.Flags().BoolVar(&fresh, "fresh", false, "")
	cmd.Flags().StringVar(&log, "log", "", "")
	cmd.MarkFlagsMutuallyExclusive("fresh", "log")
	drawn = a.chartFlags(cmd)
	return cmd
}

func (a *app) showBacktest(today civil.Day, doc *answer.Backtest, f *chartFlags) error {
	var files []charts.File
	if a.wantsCharts(f) && len(doc.Chances) > 0 {
		var err error
		if files, err = a.draw(f, today, charts.Named{Name: "reliability", Chart: charts.Reliability(a.words, doc)}); err != nil {
			return err
		}
	}
	return a.show(files, doc, func(w page.Writer) []page.Block { return page.Record(w, doc) })
}
