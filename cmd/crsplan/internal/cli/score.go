package cli

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
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
		Use:   "score PROFILE",
		Short: "The score on a day, line by line with why and reference",
		Example: `  crsplan score profile.toml
  crsplan score profile.toml --on 2027-03-14
  crsplan score profile.toml --as-of 2023-03-15 --json
  crsplan score --batch clients.jsonl > scores.jsonl`,
		Args: func(_ *cobra.Command, args []string) error {
			if want := 1; batch != "" && len(args) > 0 || batch == "" && len(args) != want {
				return usage(reason.New("score-usage")).with(reason.New("score-usage/hint"))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			w, err := a.world()
			if err != nil {
				return err
			}
			at := w.Today
			if on != "" {
				if at, err = day("--on", on); err != nil {
					return err
				}
			}
			if batch != "" {
				return a.scoreBatch(w, batch, at)
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
	cmd.Flags().StringVar(&on, "on", "", "the `DATE` of the score; left out: today")
	cmd.Flags().StringVar(&batch, "batch", "", "score each line of a JSON Lines `FILE`")
	return cmd
}

func (a *app) score(w *sim.World, path string, on civil.Day) (*answer.Score, error) {
	data, err := a.read(path)
	if err != nil {
		return nil, err
	}
	p, warnings, err := scenarios.ReadProfile(a.nameOf(path), data)
	if err != nil {
		return nil, err
	}
	return a.scoreOf(w, p, warnings, on)
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
	return answer.ScoreOf(a.words, p.Name, on, &standing, warnings), nil
}

// scoreBatch scores a file of profiles, one a line, in order. A bad line is
// reported in its place and the rest goes on.
func (a *app) scoreBatch(w *sim.World, path string, on civil.Day) error {
	in, done, err := a.open(path)
	if err != nil {
		return err
	}
	defer done()
	bad := 0
	var unread error
	err = a.print(func(out io.Writer) error {
		var unwritten error
		unread = eachLine(in, func(n int, text []byte) bool {
			if len(bytes.TrimSpace(text)) == 0 {
				return true
			}
			doc, err := a.scoreLine(w, a.nameOf(path), n, text, on)
			if err != nil {
				bad++
			}
			unwritten = writeJSON(out, doc, false)
			return unwritten == nil
		})
		return cmp.Or(unwritten, unread)
	})
	if unread != nil {
		return unread
	}
	if err != nil {
		return err
	}
	if bad > 0 {
		return failed(reason.New("batch-bad", "count", bad))
	}
	return nil
}

// badLine stands in the place of an answer that a line did not get.
type badLine struct {
	ID    any        `json:"id"`
	Error mistakeDoc `json:"error"`
}

func (a *app) scoreLine(w *sim.World, file string, n int, line []byte, on civil.Day) (any, error) {
	if len(line) > mostLine {
		err := usage(reason.New("batch-line-long", "line", n, "most", mostLine))
		return badLine{nil, a.errorOf(err, n)}, err
	}
	entry := scenarios.ReadBatchLine(file, n, line)
	if entry.Err != nil {
		return badLine{entry.ID, a.errorOf(entry.Err, n)}, entry.Err
	}
	if !entry.On.IsZero() {
		on = entry.On
	}
	doc, err := a.scoreOf(w, entry.Profile, entry.Warnings, on)
	if err != nil {
		return badLine{entry.ID, a.errorOf(err, n)}, err
	}
	doc.ID = entry.ID
	return doc, nil
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
	t.AppendHeader(table.Row{a.words.Term("column.factor"), a.words.Term("column.points"), a.words.Term("column.most"), a.words.Term("column.why"), ""})
	totals := map[string]int{"core": s.Core.Total, "spouse": s.Spouse.Total, "transferability": s.Transferability.Total, "additional": s.Additional.Total}
	var refs []string
	for _, section := range sections {
		if section == "spouse" && s.Column == "without-spouse" {
			continue
		}
		t.AppendRow(table.Row{a.words.Term("section." + section), totals[section], "", a.cap(s, section), ""})
		for _, l := range s.Lines {
			if strings.HasPrefix(l.Factor, section+".") {
				if !slices.Contains(refs, l.Ref) {
					refs = append(refs, l.Ref)
				}
				t.AppendRow(table.Row{"  " + a.words.Term("factor."+l.Factor), pointsText(l.Points), pointsText(l.Max), l.Because, fmt.Sprintf("[%d]", slices.Index(refs, l.Ref)+1)})
			}
		}
	}
	t.AppendFooter(table.Row{a.words.Term("total"), s.Total, "", "", ""})
	t.SetColumnConfigs([]table.ColumnConfig{
		flushRight(2),
		flushRight(3),
		wrapped(4, 58),
	})
	render(out, t)
	a.printWarnings(out, s.Warnings)
	fmt.Fprintf(out, "\n%s\n", a.words.Term("references"))
	for i, ref := range refs {
		paragraph(out, fmt.Sprintf("%4s %s", fmt.Sprintf("[%d]", i+1), ref), 5)
	}
	fmt.Fprintf(out, "\n%s\n", a.words.Term("not-advice"))
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
