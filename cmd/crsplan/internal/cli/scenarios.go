package cli

import (
	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/scenarios"
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
			return a.printAnswer(&doc, func(p page.Writer) []page.Block {
				if len(args) == 1 && a.tables == asText {
					return page.Scenario(p, doc.Scenarios[0])
				}
				return page.Library(p, &doc)
			})
		},
	}
}
