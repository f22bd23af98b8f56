package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

func (a *app) rulesCommand() *cobra.Command {
	return &cobra.Command{
		Use: "rules",
		Example: `  crsplan rules
  crsplan rules 2016-11-19
  crsplan rules --as-of 2016-11-15
  crsplan rules --rules mine.toml --json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage(reason.New("rules-usage")).with(reason.New("rules-usage/hint"))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			w, err := a.world()
			if err != nil {
				return err
			}
			doc, err := answer.RulesOf(a.words, w.Book, w.Today, w.Known)
			if err != nil {
				return err
			}
			if len(args) == 1 {
				if doc.Instruments, err = namedInstrument(doc.Instruments, args[0]); err != nil {
					return err
				}
			}
			if len(args) == 0 {
				return a.printAnswer(doc, func(p page.Writer) []page.Block { return page.Rules(p, doc) })
			}
			explained, err := a.inForce(doc.Instruments[0], w.Book, w.Known)
			if err != nil {
				return err
			}
			return a.printAnswer(doc, func(p page.Writer) []page.Block { return page.Instrument(p, doc.Instruments[0], explained) })
		},
	}
}

// namedInstrument returns the instrument of a name alone.
func namedInstrument(list []answer.Instrument, name string) ([]answer.Instrument, error) {
	var names []string
	for i, in := range list {
		if in.Instrument == name {
			return list[i : i+1], nil
		}
		names = append(names, in.Instrument)
	}
	hint := reason.New("no-instrument/hint", "names", strings.Join(names, ", "))
	if near, ok := tomlfile.Nearest(name, names); ok {
		hint = reason.New("hint.did-you-mean", "near", near)
	}
	return nil, usage(reason.New("no-instrument", "name", name)).with(hint)
}

// inForce explains what an instrument says of each factor on its first day; a
// proposal as if it were in force.
func (a *app) inForce(in answer.Instrument, book *crs.Book, known civil.Day) (*answer.Explanation, error) {
	on := in.InForce
	if proposal, ok := book.Proposal(in.Instrument); ok {
		on = max(known, crs.FirstDay)
		book = book.With(proposal.From(on))
	}
	var factors []crs.Factor
	for _, f := range in.Factors {
		factors = append(factors, crs.Factor(f))
	}
	return answer.ExplanationOf(a.words, book, on, known, factors)
}
