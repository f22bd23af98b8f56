package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

func (a *app) scoreCommand() *cobra.Command {
	var on, batch string
	cmd := &cobra.Command{
		Use: "score",
		Example: `  crsplan score profile.toml
  crsplan score profile.toml --on 2027-03-14
  crsplan score profile.toml --as-of 2023-03-15 --json
  crsplan score --batch clients.jsonl > scores.jsonl`,
		Args: batchArgs(&batch, 1, 1, "score-usage"),
		RunE: func(cmd *cobra.Command, args []string) error {
			w, err := a.world()
			if err != nil {
				return err
			}
			at, err := dayOr("--on", on, w.Today)
			if err != nil {
				return err
			}
			if batch != "" {
				return a.batch(cmd.Context(), batch, at, func(c *scenarios.Client, on civil.Day) (any, error) {
					doc, err := a.scoreOf(w, c.Plan.Profile, c.Warnings, on)
					if err == nil {
						doc.ID = c.ID
					}
					return doc, err
				})
			}
			doc, err := a.score(w, args[0], at)
			if err != nil {
				return err
			}
			return a.print(func(out io.Writer) error {
				if a.json {
					return writeJSON(out, doc, true)
				}
				a.scoreTable(out, doc)
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&on, "on", "", "")
	cmd.Flags().StringVar(&batch, "batch", "", "")
	return cmd
}

func (a *app) score(w *sim.World, path string, on civil.Day) (*answer.Score, error) {
	p, warnings, err := a.readProfile(path)
	if err != nil {
		return nil, err
	}
	return a.scoreOf(w, p, warnings, on)
}

// readProfile reads a profile file, or standard input.
func (a *app) readProfile(path string) (*profile.Profile, reason.Warnings, error) {
	data, err := a.read(path)
	if err != nil {
		return nil, nil, err
	}
	return scenarios.ReadProfile(a.nameOf(path), data)
}

// nameOf is how a path is called in messages.
func (a *app) nameOf(path string) string {
	if path == standard {
		return a.words.Term("standard-input")
	}
	return path
}

func (a *app) scoreOf(w *sim.World, p *profile.Profile, warnings reason.Warnings, on civil.Day) (*answer.Score, error) {
	standing, more, err := w.Stand(p, on)
	if err != nil {
		return nil, err
	}
	warnings.Add(more...)
	warnings.Add(answer.DataWarnings(a.record(w), w.Today)...)
	needs, err := answer.NeedsOn(a.words, w, p, on, a.record(w))
	if err != nil {
		return nil, err
	}
	doc := answer.ScoreOf(a.words, a.words.Text(p.Name), on, &standing, needs, warnings)
	return doc, doc.AddRenewed(a.words, w, p)
}

// sections are the sections of a breakdown, in order.
var sections = []string{"core", "spouse", "transferability", "additional"}

// scoreTable prints a breakdown with its references.
func (a *app) scoreTable(out io.Writer, s *answer.Score) {
	code := "score-heading"
	if !s.Complete {
		code = "score-heading/incomplete"
	}
	fmt.Fprintln(out, a.words.Phrase(code, "name", orElse(s.Name, a.words.Term("somebody")), "total", s.Total, "on", s.On, "rules", s.Rules))
	fmt.Fprintln(out)
	t := a.table(out)
	t.AppendHeader(table.Row{a.words.Term("column.factor"), a.words.Term("column.points"), a.words.Term("column.most"), a.words.Term("column.why"), a.refHeading()})
	totals := map[string]int{"core": s.Core.Total, "spouse": s.Spouse.Total, "transferability": s.Transferability.Total, "additional": s.Additional.Total}
	var refs []string
	for _, section := range sections {
		if section == "spouse" && s.Column == "without-spouse" {
			continue
		}
		t.AppendRow(table.Row{a.words.Term("section." + section), totals[section], "", a.cap(s, section), ""})
		for _, l := range s.Lines {
			if strings.HasPrefix(l.Factor, section+".") {
				t.AppendRow(table.Row{"  " + a.words.Term("factor."+l.Factor), pointsText(l.Points), pointsText(l.Max), l.Because, a.refCell(&refs, l.Ref)})
			}
		}
	}
	t.AppendFooter(table.Row{a.words.Term("total"), s.Total, "", "", ""})
	t.SetColumnConfigs([]table.ColumnConfig{
		flushRight(2),
		flushRight(3),
		wrapped(4, 58),
	})
	printTable(out, a.words.Term("table.score"), t)
	a.printNeeds(out, s.Needs)
	a.printWarnings(out, s.Warnings)
	a.printRefs(out, refs)
	fmt.Fprintf(out, "\n%s\n", a.words.Term("not-advice"))
}

// printNeeds asks for the missing facts that decide something.
func (a *app) printNeeds(out io.Writer, needs []answer.Need) {
	if len(needs) > 0 {
		fmt.Fprintf(out, "\n%s\n", a.words.Term("needs"))
	}
	for i := range needs {
		paragraph(out, "? "+answer.NeedText(a.words, &needs[i]), 2)
	}
}

// cap says which cap a section's total fell to, if one decided it.
func (a *app) cap(s *answer.Score, section string) string {
	if section != "transferability" {
		return ""
	}
	t := s.Transferability
	return a.words.Phrase("score-transferability", "education", t.Education, "foreign", t.ForeignWork, "certificate", t.Certificate)
}

func pointsText(p answer.Points) string {
	if !p.Known {
		return "?"
	}
	return fmt.Sprint(p.Points)
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
