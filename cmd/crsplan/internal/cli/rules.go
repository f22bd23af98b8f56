package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
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
			return a.print(func(out io.Writer) error {
				switch {
				case a.json:
					return writeJSON(out, doc, true)
				case len(args) == 1:
					return a.instrumentPage(out, doc.Instruments[0], w.Book, w.Known)
				default:
					a.rulesTable(out, doc)
				}
				return nil
			})
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

func (a *app) rulesTable(out io.Writer, doc *answer.Rules) {
	fmt.Fprintln(out, a.words.Phrase("rules-heading", "on", doc.Today, "rules", doc.Rules))
	fmt.Fprintln(out)
	var refs []string
	t := a.table(out)
	t.AppendHeader(append(a.columns("instrument", "state", "changes", "confidence"), a.refHeading()))
	for _, in := range doc.Instruments {
		row := table.Row{in.Instrument, a.words.Term("instrument." + in.State), in.Title, in.Confidence, a.refCell(&refs, in.Ref)}
		for _, change := range in.Changes {
			row[2] = change
			t.AppendRow(row)
			row = table.Row{"", "", "", "", ""}
		}
		if len(in.Changes) == 0 {
			t.AppendRow(row)
		}
	}
	t.SetColumnConfigs([]table.ColumnConfig{wrapped(2, 12), wrapped(3, 60), wrapped(4, 24)})
	render(out, a.words.Term("table.rules"), t)
	fmt.Fprintln(out)
	paragraph(out, a.words.Phrase("rules-foot"), 0)
	a.printRefs(out, refs)
}

// instrumentPage prints one instrument with what it says of each factor on its
// first day; a proposal as if it were in force.
func (a *app) instrumentPage(out io.Writer, in answer.Instrument, book *crs.Book, known civil.Day) error {
	paragraph(out, a.labelled(in.Instrument, in.Title), 0)
	fmt.Fprintln(out)
	when := "instrument-when"
	switch {
	case in.State == "proposed":
		when = "instrument-when/proposed"
	case in.Announced < in.InForce && !in.Announced.IsZero():
		when = "instrument-when/announced"
	}
	paragraph(out, a.words.Phrase(when, "in_force", in.InForce, "announced", in.Announced), 0)
	var refs []string
	paragraph(out, a.words.Phrase("instrument-confidence", "confidence", orElse(in.Confidence, a.words.Term("not-said")))+" "+cite(&refs, in.Ref), 0)
	for _, change := range in.Changes {
		paragraph(out, "  - "+change, 4)
	}
	on := in.InForce
	if proposal, ok := book.Proposal(in.Instrument); ok {
		on = max(known, crs.FirstDay)
		book = book.With(proposal.From(on))
	}
	var factors []crs.Factor
	for _, f := range in.Factors {
		factors = append(factors, crs.Factor(f))
	}
	doc, err := answer.ExplanationOf(a.words, book, on, known, factors)
	if err != nil {
		return err
	}
	for _, rule := range doc.Factors {
		fmt.Fprintln(out)
		a.ruleTable(out, rule, &refs)
	}
	a.printRefs(out, refs)
	return nil
}
