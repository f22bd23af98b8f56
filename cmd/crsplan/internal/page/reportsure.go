package page

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
)

// sure is the chapter of how sure all of it is: what it assumes, what is missing,
// where it is from, and who signs it.
func (a *author) sure() Section {
	s := Section{Key: "sure", Title: a.Catalogue.Term("report.section.sure")}
	s.Blocks = append(s.Blocks, a.robust()...)
	s.Blocks = append(s.Blocks, a.Name("report.heading.granted"), List{Items: a.granted()})
	s.Blocks = append(s.Blocks, a.Name("report.section.unknown"), List{Items: a.unknown()})
	s.Blocks = append(s.Blocks, a.Name("report.section.sources"), List{Items: a.official(), Small: true}, Paragraph{Text: a.Labelled(a.Catalogue.Term("report.not-confirmed"), strings.Join(a.unconfirmed(), "; ")+"."), Small: true})
	if o := a.Office; o != nil && !o.Scope.IsZero() {
		s.Blocks = append(s.Blocks, a.Name("report.heading.scope"), Paragraph{Text: a.Catalogue.Text(o.Scope)})
	}
	s.Blocks = append(s.Blocks, Callout{Title: a.Catalogue.Term("report.not-advice"), Text: a.Catalogue.Term("report.check"), Alert: true}, a.signatures())
	if a.Version != "" {
		s.Blocks = append(s.Blocks, a.Note("report.version", "version", a.Version, "rules", a.rules(a.score.Rules), "digest", a.digest()))
	}
	return s
}

// digest is one of the facts, the options, the day and the rounds that a report is
// made from, to tell whether two are made from the same.
func (a *author) digest() string {
	sum := sha256.New()
	json.NewEncoder(sum).Encode(a.Plan.Profile)
	for i := range a.doc.Options {
		fmt.Fprintln(sum, a.doc.Options[i].Option)
	}
	fmt.Fprintln(sum, a.doc.Start, a.doc.End, a.doc.Today, a.score.Rules, a.doc.Record.Digest())
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

// granted is what the recommended option takes for granted.
func (a *author) granted() (items []string) {
	if a.chosen != nil {
		for i := range a.played.Steps {
			step := &a.played.Steps[i]
			if p := step.Step.Works(); p < 1 {
				code := "report.step-chance"
				if slices.ContainsFunc(a.chosen.Assumed, func(s answer.Assumed) bool { return s.Title == a.chosen.Steps[i].Title && s.ByFile() }) {
					code = "report.step-chance/file"
				}
				items = append(items, a.Phrase(code, "step", a.chosen.Steps[i].Title, "chance", a.Percent(p)))
			}
		}
		items = append(items, a.chosen.Assumptions...)
	}
	items = append(items, a.Catalogue.Term("report.hangs-cutoffs"), a.Catalogue.Term("report.hangs-facts"), a.Catalogue.Term("report.hangs-rules"))
	return append(items, a.optionWarnings()...)
}

// signatures are the lines on which client and adviser sign.
func (a *author) signatures() Table {
	t := Table{Title: a.Catalogue.Term("report.signatures"), Columns: []Column{{Title: a.Catalogue.Term("report.signed-by")}, {Title: a.Catalogue.Term("report.signature")}, {Title: a.Catalogue.Term("column.date")}}}
	const line = "____________________"
	names := []string{a.Somebody(a.doc.Name)}
	if o := a.Office; o != nil {
		names = append(names, cmp.Or(o.Signature, o.Adviser, o.Name))
	}
	for _, name := range names {
		t.Row(a.Text(name), a.Text(line), a.Text(line))
	}
	return t
}

// robust is what becomes of the choice where something is otherwise than
// assumed.
func (a *author) robust() []Block {
	r := a.doc.Robustness
	if r == nil || a.chosen == nil {
		return nil
	}
	t := Trials(a.Writer, a.Phrase("report.trials-caption", "day", a.doc.End), r.Plans, r.Trials)
	return []Block{a.Name("report.heading.firm"), Paragraph{Text: r.HangsOn}, t, a.Note("report.trials-note")}
}

// optionWarnings are the warnings of the recommended option, or of staying,
// that are not of the whole plan.
func (a *author) optionWarnings() []string {
	var list []string
	for i := range a.doc.Options {
		o := &a.doc.Options[i]
		if o.Played != a.played {
			continue
		}
		for _, w := range o.Warnings {
			if !slices.Contains(a.doc.Warnings, w) {
				list = append(list, w.Message)
			}
		}
	}
	return list
}

// unknown is what nobody knows, or what this plan does not.
func (a *author) unknown() []string {
	var items []string
	for _, w := range a.doc.Warnings {
		items = append(items, answer.Called(a.Catalogue, a.Plan.Profile.Names(), w.Message))
	}
	for i := range a.eligible.Streams {
		if st := &a.eligible.Streams[i]; st.Eligible == nil && shown(st) {
			items = append(items, a.Phrase("report.unknown-stream", "stream", a.Catalogue.Term("stream."+st.Stream), "what", a.unknownOf(st)))
		}
	}
	return append(append(items, a.Catalogue.Term("report.unknown-rounds")), a.doc.HeldSince(a.Catalogue)...)
}

func (a *author) unknownOf(s *answer.Stream) string {
	var list []string
	for _, r := range s.Unknown {
		list = append(list, r.Because)
	}
	return strings.Join(list, "; ")
}

// unpriced names the fees whose price is not known.
func (a *author) unpriced() string {
	var names []string
	for _, f := range a.after.Fees {
		if f.Cost == nil {
			names = append(names, f.Title)
		}
	}
	return strings.Join(names, "; ")
}
