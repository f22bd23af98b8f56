package cli

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
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
				options, warnings, err := a.options(w, args)
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
	return a.show(files, func(out io.Writer) error {
		if a.json {
			return writeJSON(out, doc, true)
		}
		a.replayTable(out, doc)
		return nil
	})
}

func (a *app) replayTable(out io.Writer, doc *answer.Replay) {
	name := orElse(doc.Name, a.words.Term("somebody"))
	eras := erasOf(doc)
	if len(eras) == 0 {
		fmt.Fprintln(out, a.words.Phrase("replay-heading/none", "name", name))
		if !doc.DataDate.IsZero() {
			fmt.Fprintln(out)
			paragraph(out, a.words.Phrase("replay-no-starts", "months", doc.Within, "date", doc.DataDate), 0)
		}
		a.printWarnings(out, doc.Warnings)
		fmt.Fprintf(out, "\n%s\n", a.words.Term("not-advice"))
		return
	}
	fmt.Fprintln(out, a.words.Phrase("replay-heading", "name", name, "months", doc.Within, "date", doc.DataDate))
	fmt.Fprintln(out)
	header := a.columns("option")
	for i := len(eras) - 1; i >= 0; i-- {
		header = append(header, a.headed(eras[i].Title, "starts", "at-risk", "tied", "if-known"))
	}
	header = append(append(header, a.heading("median", "quarter", "three-quarters")), a.columns("through")...)
	t := a.table(out)
	t.AppendHeader(header)
	for _, o := range doc.Options {
		row := table.Row{o.Title}
		for i := len(eras) - 1; i >= 0; i-- {
			row = append(row, a.eraCell(o, eras[i].Era))
		}
		latest := eraOf(o, eras[len(eras)-1].Era)
		t.AppendRow(append(row, a.monthsCell(latest), a.throughText(latest)))
	}
	columns := []table.ColumnConfig{wrapped(1, 34), wrapped(len(header), 24)}
	for i := range eras {
		columns = append(columns, wrapped(2+i, 20))
	}
	t.SetColumnConfigs(columns)
	printTable(out, a.words.Term("table.replay"), t)
	fmt.Fprintln(out)
	paragraph(out, a.words.Phrase("replay-legend"), 2)
	if latest := eras[len(eras)-1]; latest.Few {
		paragraph(out, "! "+a.words.Phrase("replay-few", "count", latest.N), 2)
	}
	for _, o := range doc.Options {
		if why := eraOf(o, eras[len(eras)-1].Era).WhyNot; why != "" {
			paragraph(out, "- "+a.words.Phrase("replay-why-not", "option", o.Title, "why", why), 2)
		}
	}
	a.printWarnings(out, doc.Warnings)
	fmt.Fprintf(out, "\n%s\n", a.words.Term("not-advice"))
}

// erasOf returns the eras that the starts are in, oldest first. The options
// have the same starts, and staying is always among them.
func erasOf(doc *answer.Replay) []answer.Era { return doc.Options[0].Eras }

func eraOf(o answer.ReplayOption, key string) answer.Era {
	for _, e := range o.Eras {
		if e.Era == key {
			return e
		}
	}
	return answer.Era{}
}

func (a *app) eraCell(o answer.ReplayOption, key string) cell {
	e := eraOf(o, key)
	if e.N == 0 {
		return raw("-")
	}
	var text strings.Builder
	text.WriteString(a.words.Phrase("replay-count", "invited", e.Invited, "n", e.N))
	for _, more := range []struct {
		code  string
		count int
	}{{"replay-at-risk", e.AtRisk}, {"replay-tied", e.Tied}, {"replay-if-known", e.IfKnown}} {
		if more.count > 0 {
			text.WriteString(a.words.Phrase(more.code, "count", more.count))
		}
	}
	return raw(text.String(), e.Invited, e.N, e.AtRisk, e.Tied, e.IfKnown)
}

func (a *app) monthsCell(e answer.Era) cell {
	if e.Median == nil {
		return raw("")
	}
	text := fmt.Sprintf("%s (%s)", a.words.Decimal(*e.Median, 1), span(a.words.Decimal(*e.Quartile[0], 1), a.words.Decimal(*e.Quartile[1], 1)))
	return raw(text, rounded(*e.Median, 2), rounded(*e.Quartile[0], 2), rounded(*e.Quartile[1], 2))
}

func (a *app) throughText(e answer.Era) string {
	var parts []string
	for _, s := range slices.SortedFunc(maps.Keys(e.Streams), func(x, y string) int { return e.Streams[y] - e.Streams[x] }) {
		parts = append(parts, fmt.Sprintf("%s %d", a.words.Term("short."+s), e.Streams[s]))
	}
	return strings.Join(parts, ", ")
}
