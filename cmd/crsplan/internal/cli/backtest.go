package cli

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/sim/civil"
	"crsplan/sim/forecast"
	"crsplan/sim/reason"
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
	return a.show(files, func(out io.Writer) error {
		if a.json {
			return writeJSON(out, doc, true)
		}
		a.backtestTables(out, doc)
		return nil
	})
}

func (a *app) backtestTables(out io.Writer, doc *answer.Backtest) {
	if len(doc.Cutoffs) == 0 {
		a.printWarnings(out, doc.Warnings)
		return
	}
	heading := a.words.Phrase("backtest-heading", "until", doc.Until)
	if doc.Fresh {
		heading = a.words.Phrase("backtest-heading/fresh", "until", doc.Until)
	}
	fmt.Fprintf(out, "%s\n\n", heading)

	t := a.table(out)
	header := a.columns("stream", "ahead", "tests", "off", "off-last", "crps", "crps-last", "reference", "held-half", "held-most", "likely", "wide-half", "wide-most")
	for _, i := range []int{4, 6} { // the last value, judged as the forecast in the column before
		title := fmt.Sprint(header[i])
		header[i] = raw(title, a.words.Phrase("column-part", "column", fmt.Sprint(header[i-1]), "part", title))
	}
	header[10] = cell{a.words.Term("column.likely"), a.heading("likely", spreadParts...).raw[1:]}
	t.AppendHeader(header)
	for _, c := range doc.Cutoffs {
		t.AppendRow(table.Row{
			a.words.Term("short." + string(c.Stream)), c.Ahead, c.N, a.decimalCell(c.Ours.MAE, 1), a.decimalCell(c.Last.MAE, 1), a.decimalCell(c.Ours.CRPS, 2), a.decimalCell(c.Last.CRPS, 2), a.figure(c.Reference, 2),
			a.percentCell(c.Ours.Cover50), a.percentCell(c.Ours.Cover80), raw(span(whole(c.Cover80From), whole(c.Cover80To)), rounded(c.Cover80From, 4), rounded(c.Cover80To, 4)), a.decimalCell(c.Ours.Width50, 0), a.decimalCell(c.Ours.Width80, 0),
		})
	}
	t.SetColumnConfigs(figures(2, 13))
	printTable(out, a.words.Term("table.cutoffs"), t)
	fmt.Fprintln(out)

	if len(doc.Chances) > 0 {
		t = a.table(out)
		t.AppendHeader(a.columns("stream", "within", "origins", "tests", "brier", "reference", "log", "came"))
		for _, c := range doc.Chances {
			t.AppendRow(table.Row{a.words.Term("short." + string(c.Stream)), c.Days, c.Origins, c.N, a.decimalCell(c.Brier, 3), a.figure(c.Reference, 3), a.decimalCell(c.Log, 3), a.percentCell(c.Rate)})
		}
		t.SetColumnConfigs(figures(2, 8))
		printTable(out, a.words.Term("table.score-chances"), t)
		fmt.Fprintln(out)

		a.bins(out, "table.score-bins", doc.Reliability, doc.ByStream)
	}
	a.planRecord(out, doc)
	a.backtestSummary(out, doc)
	a.printWarnings(out, doc.Warnings)
}

// planRecord prints how the chances of whole plans came true.
func (a *app) planRecord(out io.Writer, doc *answer.Backtest) {
	if doc.Plans == nil {
		return
	}
	paragraph(out, a.words.Phrase("backtest-plans"), 2)
	fmt.Fprintln(out)
	t := a.table(out)
	t.AppendHeader(a.columns("months", "starts", "tests", "given", "came", "without", "brier", "brier-base", "log"))
	for _, c := range doc.Plans.Cells {
		t.AppendRow(table.Row{c.Months, c.Starts, c.N, a.chanceCell(c.Given), a.percentCell(c.Came), a.percentCell(c.Without), a.decimalCell(c.Brier, 3), a.decimalCell(c.Base, 3), a.decimalCell(c.Log, 3)})
	}
	t.SetColumnConfigs(figures(1, 9))
	printTable(out, a.words.Term("table.plan-chances"), t)
	fmt.Fprintln(out)
	a.bins(out, "table.plan-bins", doc.Plans.Reliability, doc.Plans.ByStream)
}

// bins prints what became of chances by what was given: of all together, with the
// halves of years that they were given in, and of each stream.
func (a *app) bins(out io.Writer, title string, all []forecast.Bin, by []forecast.StreamBins) {
	t := a.table(out)
	header := a.columns("given", "came", "tests", "half-years")
	for _, of := range by {
		header = append(header, a.headed(a.words.Term("short."+string(of.Stream)), "tests"))
	}
	t.AppendHeader(header)
	for i, b := range all {
		if b.N == 0 {
			continue
		}
		row := table.Row{a.chanceCell(b.Given), a.percentCell(b.Came), b.N, b.HalfYears}
		for _, of := range by {
			bin := of.Bins[i]
			row = append(row, raw(a.words.Phrase("backtest-bin", "came", a.words.Percent(bin.Came), "n", bin.N), rounded(bin.Came, 4), bin.N))
		}
		t.AppendRow(row)
	}
	t.SetColumnConfigs(figures(1, 4+len(by)))
	printTable(out, a.words.Term(title), t)
	fmt.Fprintln(out)
}

func (a *app) backtestSummary(out io.Writer, doc *answer.Backtest) {
	s := doc.Summary
	if s.CRPSRatio != nil {
		var items []string
		for _, r := range s.Ratios {
			items = append(items, a.words.Phrase("backtest-item", "stream", reason.Term("short."+r.Stream), "figure", a.words.Decimal(r.Ratio, 2)))
		}
		paragraph(out, a.words.Phrase("backtest-ratio", "ratio", a.words.Decimal(*s.CRPSRatio, 3), "items", strings.Join(items, ", "), "under", s.Under, "cells", s.CutoffsOf), 2)
	}
	paragraph(out, a.words.Phrase("backtest-last", "beats", s.BeatsLast, "of", s.CutoffsOf), 2)
	for _, c := range s.Coverage80 {
		phrase := a.words.Phrase("backtest-coverage", "ahead", c.Ahead, "held", a.words.Percent(c.Share), "n", c.N)
		if c.Share < 0.72 || c.Share > 0.88 {
			phrase = a.words.Phrase("backtest-coverage/missed", "ahead", c.Ahead, "held", a.words.Percent(c.Share), "n", c.N)
		}
		paragraph(out, phrase, 2)
	}
	var told []string
	for _, c := range doc.Cutoffs {
		if c.Told != nil {
			told = append(told, a.words.Phrase("backtest-item", "stream", reason.Term("short."+string(c.Stream)), "figure", a.words.Decimal(*c.Told, 2)))
		}
	}
	if len(told) > 0 {
		paragraph(out, a.words.Phrase("backtest-told", "items", strings.Join(told, ", ")), 2)
	}
	if len(doc.Chances) > 0 {
		paragraph(out, a.words.Phrase("backtest-chances", "brier", a.words.Decimal(s.Brier, 3), "log", a.words.Decimal(s.Log, 3), "off", a.words.Decimal(100*s.CalibrationError, 1)), 2)
	}
	if s.PlansError != nil {
		paragraph(out, a.words.Phrase("backtest-plans-off", "off", a.words.Decimal(100**s.PlansError, 1)), 2)
	}
	a.sayFarthestOff(out, doc.Reliability)
	paragraph(out, a.words.Phrase("backtest-legend"), 2)
}

// sayFarthestOff says how far from the truth the worst of the chances were.
func (a *app) sayFarthestOff(out io.Writer, bins []forecast.Bin) {
	for _, text := range answer.FarthestOffWords(a.words, bins) {
		paragraph(out, text, 2)
	}
}

// figures are columns of figures, from one to another.
func figures(from, to int) (columns []table.ColumnConfig) {
	for i := from; i <= to; i++ {
		columns = append(columns, flushRight(i))
	}
	return columns
}

// figure writes a number that may be absent.
func (a *app) figure(x *float64, digits int) cell {
	if x == nil {
		return raw("-")
	}
	return a.decimalCell(*x, digits)
}

// whole writes a share in percent, without the sign.
func whole(p float64) string { return strconv.Itoa(int(math.Round(p * 100))) }
