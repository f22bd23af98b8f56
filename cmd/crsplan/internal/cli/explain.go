package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/crs"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

func (a *app) explainCommand() *cobra.Command {
	var on string
	cmd := &cobra.Command{
		Use: "explain",
		Example: `  crsplan explain
  crsplan explain core.age
  crsplan explain french job_offer --as-of 2017-01-01
  crsplan explain transferability.education_language --on 2020-01-01`,
		RunE: func(_ *cobra.Command, args []string) error {
			w, err := a.world()
			if err != nil {
				return err
			}
			at, err := dayOr("--on", on, w.Today)
			if err != nil {
				return err
			}
			factors, err := factorsOf(args)
			if err != nil {
				return err
			}
			doc, err := answer.ExplanationOf(a.words, w.Book, at, w.Known, factors)
			if err != nil {
				return err
			}
			return a.print(func(out io.Writer) error {
				switch {
				case a.json:
					return writeJSON(out, doc, true)
				case len(args) == 0:
					a.factorsTable(out, doc)
				default:
					a.explanationPage(out, doc)
				}
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&on, "on", "", "")
	return cmd
}

// factorNames returns what factors may be called: in full, and by their last
// part.
func factorNames() []string {
	var names []string
	for _, f := range crs.Factors() {
		names = append(names, string(f))
	}
	for _, f := range crs.Factors() {
		if _, short, _ := strings.Cut(string(f), "."); !slices.Contains(names, short) {
			names = append(names, short)
		}
	}
	return names
}

// factorsOf returns the factors that words mean, each once; all of them where
// there is no word.
func factorsOf(words []string) ([]crs.Factor, error) {
	if len(words) == 0 {
		return crs.Factors(), nil
	}
	var factors []crs.Factor
	for _, word := range words {
		name := strings.ReplaceAll(strings.ToLower(word), "-", "_")
		found := false
		for _, f := range crs.Factors() {
			_, short, _ := strings.Cut(string(f), ".")
			if name != string(f) && name != short {
				continue
			}
			found = true
			if !slices.Contains(factors, f) {
				factors = append(factors, f)
			}
		}
		if !found {
			hint := reason.New("no-factor/hint")
			if near, ok := tomlfile.Nearest(word, factorNames()); ok {
				hint = reason.New("hint.did-you-mean", "near", near)
			}
			return nil, usage(reason.New("no-factor", "factor", word)).with(hint)
		}
	}
	return factors, nil
}

// factorsTable lists the factors with the most that each can give.
func (a *app) factorsTable(out io.Writer, doc *answer.Explanation) {
	fmt.Fprintln(out, a.words.Phrase("factors-heading", "on", doc.On, "rules", doc.Rules))
	fmt.Fprintln(out)
	t := a.table(out)
	t.AppendHeader(a.columns("factor", "name", "without-spouse", "with-spouse", "since"))
	for _, rule := range doc.Factors {
		without, with, since := "-", "-", ""
		switch {
		case !rule.InForce:
		case !rule.Known:
			without, with = "?", "?"
		default:
			with = pointsText(rule.Max.WithSpouse)
			if rule.Max.WithoutSpouse != nil {
				without = pointsText(*rule.Max.WithoutSpouse)
			}
		}
		if n := len(rule.History); n > 0 {
			since = rule.History[n-1].InForce.String()
		}
		t.AppendRow(table.Row{rule.Factor, rule.Name, without, with, since})
	}
	t.SetColumnConfigs([]table.ColumnConfig{flushRight(3), flushRight(4)})
	render(out, a.words.Term("table.factors"), t)
	fmt.Fprintln(out)
	paragraph(out, a.words.Phrase("factors-foot", "without", doc.Caps.Core.WithoutSpouse.Points, "with", doc.Caps.Core.WithSpouse.Points,
		"spouse", doc.Caps.Spouse, "transferability", doc.Caps.Transferability, "additional", doc.Caps.Additional, "total", doc.Caps.Total), 0)
}

// explanationPage prints rules one after another, with their references.
func (a *app) explanationPage(out io.Writer, doc *answer.Explanation) {
	fmt.Fprintln(out, a.words.Phrase("explain-heading", "on", doc.On, "rules", doc.Rules))
	var refs []string
	for _, rule := range doc.Factors {
		fmt.Fprintln(out)
		a.ruleTable(out, rule, &refs)
		if len(rule.History) > 0 {
			fmt.Fprintln(out)
		}
		for _, h := range rule.History {
			paragraph(out, a.words.Phrase("explain-since", "day", h.InForce.String(), "title", h.Title), 12)
		}
	}
	if len(refs) > 0 {
		a.printRefs(out, refs)
	}
	fmt.Fprintf(out, "\n%s\n", a.words.Term("not-advice"))
}

// ruleTable prints one rule: its words and its table.
func (a *app) ruleTable(out io.Writer, rule answer.Rule, refs *[]string) {
	fmt.Fprintln(out, a.words.Phrase("explain-factor", "section", reason.Term("section."+rule.Section), "name", rule.Name, "factor", rule.Factor))
	if !rule.InForce {
		paragraph(out, a.words.Phrase("explain-not-in-force"), 0)
		return
	}
	paragraph(out, rule.Says+" "+cite(refs, rule.Ref), 0)
	if !rule.Known {
		paragraph(out, "! "+a.words.Phrase("explain-unknown"), 2)
		return
	}
	fmt.Fprintln(out)
	split := rule.Max.WithoutSpouse == nil || slices.ContainsFunc(rule.Rows, func(r answer.RuleRow) bool { return *r.WithoutSpouse != r.WithSpouse })
	t := a.table(out)
	header := table.Row{rule.Of}
	columns := []table.ColumnConfig{wrapped(1, 56)}
	if rule.With != "" {
		header = append(header, rule.With)
	}
	if split && rule.Max.WithoutSpouse != nil {
		header = append(header, a.columns("without-spouse", "with-spouse")...)
	} else {
		header = append(header, a.words.Term("column.points"))
	}
	t.AppendHeader(header)
	for _, r := range rule.Rows {
		row := table.Row{r.When}
		if rule.With != "" {
			row = append(row, r.And)
		}
		if split && r.WithoutSpouse != nil {
			row = append(row, pointsText(*r.WithoutSpouse))
		}
		t.AppendRow(append(row, pointsText(r.WithSpouse)))
	}
	for n := 2; n <= len(header); n++ {
		if n > 2 || rule.With == "" {
			columns = append(columns, flushRight(n))
		}
	}
	t.SetColumnConfigs(columns)
	render(out, rule.Name, t)
}
