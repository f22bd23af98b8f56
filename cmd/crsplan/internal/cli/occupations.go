package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/sim/reason"
)

func (a *app) occupationsCommand() *cobra.Command {
	var most int
	cmd := &cobra.Command{
		Use: "occupations",
		Example: `  crsplan occupations software developer
  crsplan occupations infirmière --lang fr
  crsplan occupations cook --most 3 --json
  crsplan occupations 2123`,
		RunE: func(_ *cobra.Command, args []string) error {
			w, err := a.world()
			if err != nil {
				return err
			}
			typed := strings.TrimSpace(strings.Join(args, " "))
			if typed == "" {
				return usage(reason.New("occupations-usage")).with(reason.New("occupations-usage/hint"))
			}
			doc := answer.OccupationsOf(a.words, typed, w.Today)
			return a.printAnswer(doc, func(p page.Writer) []page.Block { return page.Occupations(p, doc, most) })
		},
	}
	cmd.Flags().IntVar(&most, "most", 10, "")
	return cmd
}
