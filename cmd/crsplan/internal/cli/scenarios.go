package cli

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/scenarios"
	"crsplan/sim/reason"
)

func (a *app) scenariosCommand() *cobra.Command {
	return &cobra.Command{
		Use: "scenarios",
		Example: `  crsplan scenarios
  crsplan scenarios masters-canada
  crsplan scenarios --json`,
		Args: oneArgument,
		RunE: func(_ *cobra.Command, args []string) error {
			w, err := a.world()
			if err != nil {
				return err
			}
			names := scenarios.LibraryNames()
			if len(args) == 1 {
				names = args
			}
			doc := answer.Library{Schema: answer.Schema}
			for _, name := range names {
				s, _, err := a.reader().Scenario(name)
				if err != nil {
					return err
				}
				if s.Known > w.Known { // nobody knew of it on that day
					if len(args) == 1 {
						return later(s.Name, s.Known, w.Known)
					}
					continue
				}
				doc.Scenarios = append(doc.Scenarios, answer.ScenarioOf(a.words, s, w.Known))
			}
			return a.print(func(out io.Writer) error {
				switch {
				case a.json:
					return writeJSON(out, doc, true)
				case len(args) == 1 && a.tables == asText:
					a.scenarioPage(out, doc.Scenarios[0])
				default:
					a.scenariosTable(out, doc)
				}
				return nil
			})
		},
	}
}

func (a *app) scenariosTable(out io.Writer, doc answer.Library) {
	t := a.table(out)
	t.AppendHeader(table.Row{a.words.Term("column.scenario"), a.heading("months", spreadParts...), a.heading("cost", spreadParts...), a.words.Term("column.what")})
	for _, s := range doc.Scenarios {
		t.AppendRow(table.Row{s.Scenario, raw(a.number(s.Months.Likely), s.Months.Likely, s.Months.Low, s.Months.High), raw(a.money(s.Cost.Likely), s.Cost.Likely, s.Cost.Low, s.Cost.High), about(s)})
	}
	t.SetColumnConfigs([]table.ColumnConfig{
		flushRight(2),
		flushRight(3),
		wrapped(4, 64),
	})
	render(out, a.words.Term("table.scenarios"), t)
	fmt.Fprintf(out, "\n%s\n", a.words.Phrase("scenarios-foot"))
}

// about is what a scenario is, in sentences.
func about(s answer.Scenario) string {
	return strings.TrimSpace(s.Title + ". " + s.Summary + " " + s.Closed)
}

// scenarioPage prints one scenario with everything that it rests on.
func (a *app) scenarioPage(out io.Writer, s answer.Scenario) {
	paragraph(out, a.labelled(s.Scenario, about(s)), 0)
	for _, step := range s.Steps {
		fmt.Fprintln(out)
		fmt.Fprintln(out, a.words.Phrase("scenario-step", "title", orElse(step.Title, step.Step),
			"low", a.number(step.Months.Low), "likely", a.number(step.Months.Likely), "high", a.number(step.Months.High),
			"cost", a.money(step.Cost.Likely), "least", a.money(step.Cost.Low), "most", a.money(step.Cost.High), "chance", int(step.Works*100+0.5)))
		if step.Source != "" {
			paragraph(out, "    "+step.Source, 4)
		}
	}
	list := func(heading string, items []string) {
		if len(items) == 0 {
			return
		}
		fmt.Fprintf(out, "\n%s\n", a.words.Term(heading))
		for _, item := range items {
			paragraph(out, "  - "+item, 4)
		}
	}
	list("assumptions", s.Assumptions)
	list("sources", s.Sources)
}

// money writes dollars.
func (a *app) money(dollars float64) string { return a.words.Value(reason.CAD(dollars)) }

// number writes months without needless decimals.
func (a *app) number(months float64) string { return a.words.Decimal(math.Round(months*100)/100, -1) }
