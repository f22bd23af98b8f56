package cli

import (
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

func (a *app) eligibleCommand() *cobra.Command {
	var on, batch string
	var horizon int
	cmd := &cobra.Command{
		Use: "eligible",
		Example: `  crsplan eligible profile.toml
  crsplan eligible profile.toml lmia-then-year
  crsplan eligible profile.toml --as-of 2023-03-15
  crsplan eligible --batch clients.jsonl > eligible.jsonl`,
		Args: batchArgs(&batch, 1, 2, "eligible-usage"),
		RunE: func(cmd *cobra.Command, args []string) error {
			w, err := a.world()
			if err != nil {
				return err
			}
			at, err := dayOr("--on", on, w.Today)
			if err != nil {
				return err
			}
			option := sim.Stay()
			var more reason.Warnings // of the scenario
			if words := args[min(len(args), profileArgs(batch)):]; len(words) == 1 {
				if option, more, err = optionOf(a.reader(), w, words[0]); err != nil {
					return err
				}
			}
			if batch != "" {
				return a.batch(cmd.Context(), batch, at, func(c *scenarios.Client, on civil.Day) (any, error) {
					doc, err := a.eligibleOf(w, c.Plan.Profile, option, slices.Concat(c.Warnings, more), on, horizon)
					if err == nil {
						doc.ID = c.ID
					}
					return doc, err
				})
			}
			p, warnings, err := a.readProfile(args[0])
			if err != nil {
				return err
			}
			doc, err := a.eligibleOf(w, p, option, slices.Concat(warnings, more), at, horizon)
			if err != nil {
				return err
			}
			return a.print(func(out io.Writer) error {
				if a.json {
					return writeJSON(out, doc, true)
				}
				a.eligiblePage(out, doc)
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&on, "on", "", "")
	cmd.Flags().StringVar(&batch, "batch", "", "")
	cmd.Flags().IntVar(&horizon, "horizon", sim.DefaultHorizonMonths, "")
	return cmd
}

// profileArgs is how many arguments name a profile: none in a batch.
func profileArgs(batch string) int {
	if batch != "" {
		return 0
	}
	return 1
}

func (a *app) eligibleOf(w *sim.World, p *profile.Profile, option sim.Option, warnings reason.Warnings, on civil.Day, horizon int) (*answer.Eligible, error) {
	if err := checkHorizon("--horizon", horizon); err != nil {
		return nil, err
	}
	proj, err := w.Ahead(p, option, on, horizon)
	if err != nil {
		return nil, err
	}
	warnings.Add(proj.Warnings...)
	doc := answer.EligibleOf(a.words, a.words.Text(p.Name), proj, on, a.record(w), w.Today, warnings)
	return doc, doc.AddRenewed(a.words, w, p, option)
}

// verdict writes yes, no or not known.
func (a *app) verdict(eligible *bool) string {
	switch {
	case eligible == nil:
		return a.words.Term("verdict.not-known")
	case *eligible:
		return a.words.Term("verdict.yes")
	}
	return a.words.Term("verdict.no")
}

// eligiblePage prints a table of the streams, then every program and stream
// requirement by requirement.
func (a *app) eligiblePage(out io.Writer, doc *answer.Eligible) {
	fmt.Fprintln(out, a.eligibleHeading(doc))
	fmt.Fprintln(out)
	t := a.table(out)
	t.AppendHeader(append(a.columns("stream", "in", "state", "last-round", "opens"), a.heading("lacks", "not-known")))
	for _, s := range doc.Streams {
		opens := s.OpensOn.String()
		if opens == "" {
			opens = "-"
		}
		last := s.LastRound.String()
		if last == "" {
			last = "-"
		}
		t.AppendRow(table.Row{a.words.Term("stream." + s.Stream), a.verdict(s.Eligible), a.state(&s), last, opens, raw(a.lacks(s.Missing, s.Unknown), becauseOf(s.Missing), becauseOf(s.Unknown))})
	}
	t.SetColumnConfigs([]table.ColumnConfig{wrapped(1, 34), wrapped(6, 52)})
	printTable(out, a.words.Term("table.streams"), t)
	a.printNeeds(out, doc.Needs)
	fmt.Fprintln(out)
	paragraph(out, a.words.Phrase("eligible-legend", "until", doc.Until), 2)
	if best := a.nearest(doc); best != "" {
		paragraph(out, best, 2)
	}
	for _, w := range doc.Watch {
		paragraph(out, "! "+w.Message, 2)
	}
	var refs []string
	said := map[string]bool{}
	for _, p := range doc.Programs {
		head := a.words.Phrase("eligible-item", "what", reason.Term("stream."+p.Program), "verdict", a.verdict(p.Eligible))
		if p.Points != nil {
			head += a.words.Phrase("eligible-grid", "points", *p.Points, "pass", p.Pass)
		}
		a.requirements(out, head, p.Met, p.Missing, p.Unknown, said, &refs)
		for _, l := range p.Grid {
			points := fmt.Sprintf("%d/%d", l.Points, l.Max)
			paragraph(out, fmt.Sprintf("%11s %s %s", points, a.labelled(a.words.Term("grid."+l.Factor), l.Because), cite(&refs, l.Ref)), 12)
		}
	}
	for _, s := range doc.Streams {
		head := a.words.Phrase("eligible-item", "what", reason.Term("stream."+s.Stream), "verdict", a.verdict(s.Eligible))
		if slices.ContainsFunc(doc.Programs, func(p answer.Program) bool { return p.Program == s.Stream }) {
			head = a.words.Phrase("eligible-rounds", "what", reason.Term("stream."+s.Stream), "verdict", a.verdict(s.Eligible))
		}
		a.requirements(out, head, s.Met, s.Missing, s.Unknown, said, &refs)
	}
	for _, p := range doc.Pathways {
		head := a.words.Phrase("eligible-item", "what", reason.Term("pathway."+p.Pathway), "verdict", a.verdict(p.Eligible))
		a.requirements(out, head, p.Met, p.Missing, p.Unknown, said, &refs)
	}
	a.printWarnings(out, doc.Warnings)
	a.printRefs(out, refs)
	fmt.Fprintf(out, "\n%s\n", a.words.Term("not-advice"))
}

func (a *app) eligibleHeading(doc *answer.Eligible) string {
	name := orElse(doc.Name, a.words.Term("somebody"))
	if doc.Option == sim.Stay().Name {
		return a.words.Phrase("eligible-heading", "name", name, "on", doc.On)
	}
	return a.words.Phrase("eligible-heading/option", "name", name, "option", doc.Title, "on", doc.On)
}

// state says how alive a stream is; one that never held a round is not called
// dormant, as if it had been awake.
func (a *app) state(s *answer.Stream) string {
	if s.State == "dormant" && s.LastRound.IsZero() {
		return a.words.Term("state.never")
	}
	return a.words.Term("state." + s.State)
}

// lacks is the first thing missing, or not known, and how many more.
func (a *app) lacks(missing, unknown []answer.Requirement) string {
	list := slices.Concat(missing, unknown)
	if len(list) == 0 {
		return ""
	}
	text := list[0].Because
	if len(list) > 1 {
		text += a.words.Phrase("eligible-more", "count", len(list)-1)
	}
	return text
}

// becauseOf says all that some requirements lack.
func becauseOf(list []answer.Requirement) string {
	var texts []string
	for _, r := range list {
		texts = append(texts, r.Because)
	}
	return strings.Join(texts, "; ")
}

// nearest says which stream that is out lacks least and is not closed.
func (a *app) nearest(doc *answer.Eligible) string {
	var best *answer.Stream
	for i := range doc.Streams {
		s := &doc.Streams[i]
		if s.Eligible != nil && *s.Eligible || s.State != "active" {
			continue
		}
		if best == nil || len(s.Missing)+len(s.Unknown) < len(best.Missing)+len(best.Unknown) {
			best = s
		}
	}
	if best == nil {
		return ""
	}
	return a.words.Phrase("eligible-nearest", "stream", reason.Term("stream."+best.Stream), "lacks", a.lacks(best.Missing, best.Unknown))
}

// requirements prints one program, stream or pathway. What is met and has been
// said before is named only: most streams ask for much the same.
func (a *app) requirements(out io.Writer, head string, met, missing, unknown []answer.Requirement, said map[string]bool, refs *[]string) {
	fmt.Fprintf(out, "\n%s\n", head)
	list := func(mark string, items []answer.Requirement) {
		for _, r := range items {
			text := fmt.Sprintf("  %s %s %s", mark, a.labelled(a.words.Term("requirement."+r.Requirement), r.Because), cite(refs, r.Ref))
			if len(r.Needs) > 0 {
				text += " " + a.words.Phrase("eligible-needs", "keys", strings.Join(r.Needs, ", "))
			}
			paragraph(out, text, 4)
		}
	}
	list("-", missing)
	list("?", unknown)
	var fresh []answer.Requirement
	var again []string
	for _, r := range met {
		text := r.Requirement + r.Because + r.Ref
		if said[text] {
			again = append(again, a.words.Term("requirement."+r.Requirement))
			continue
		}
		said[text] = true
		fresh = append(fresh, r)
	}
	list("+", fresh)
	if len(again) > 0 {
		paragraph(out, "  + "+a.words.Phrase("eligible-again", "requirements", strings.Join(again, ", ")), 4)
	}
}

// cite returns the number of a reference in square brackets, and keeps it.
func cite(refs *[]string, ref string) string {
	if ref == "" {
		return ""
	}
	if !slices.Contains(*refs, ref) {
		*refs = append(*refs, ref)
	}
	return fmt.Sprintf("[%d]", slices.Index(*refs, ref)+1)
}
