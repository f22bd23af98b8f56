package page

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
)

// Replay is what would have come of past starts, by the eras of the draws.
func Replay(w Writer, doc *answer.Replay) []Block {
	name := w.Somebody(doc.Name)
	eras := doc.Options[0].Eras // the options have the same starts
	if len(eras) == 0 {
		blocks := []Block{w.Heading("replay-heading/none", "name", name)}
		if !doc.DataDate.IsZero() {
			blocks = append(blocks, w.Paragraph("replay-no-starts", "months", doc.Within, "date", doc.DataDate))
		}
		return append(append(blocks, w.Warnings(doc.Warnings)...), w.NotAdvice())
	}
	said := append(w.NotPossible(doc.NotPossible), w.Note("replay-legend"))
	latest := &eras[len(eras)-1]
	if latest.Few {
		said = append(said, Warning{w.Phrase("replay-few", "count", latest.N)})
	}
	for _, o := range doc.Options {
		if why := o.Era(latest.Era).WhyNot; why != "" {
			said = append(said, Items{{Mark: "-", Text: w.Phrase("replay-why-not", "option", o.Title, "why", why)}})
		}
	}
	var told Group
	for _, o := range doc.Options {
		now, before := o.Era(latest.Era), answer.Era{}
		for _, e := range o.Eras[:len(o.Eras)-1] {
			before.N, before.Invited = before.N+e.N, before.Invited+e.Invited
		}
		code := "replay-told"
		switch {
		case before.N == 0:
			code = "replay-told/only"
		case now.N == 0:
			code = "replay-told/before"
		}
		told = append(told, w.Paragraph(code, "option", o.Title, "invited", now.Invited, "n", now.N, "from", latest.From, "months", doc.Within, "before", before.Invited, "of", before.N))
	}
	heading := w.Heading("replay-heading", "name", name, "months", doc.Within, "date", doc.DataDate)
	return append([]Block{heading, told, Eras(w, doc)}, w.Closing(doc.Warnings), append(Details{said}, w.Warnings(others(doc.Warnings))...))
}

// Eras is the table of a replay: how many starts of each era would have been
// invited, the latest era first, and how long it took in that one.
func Eras(w Writer, doc *answer.Replay) Table {
	eras := doc.Options[0].Eras
	t := Table{Title: w.Catalogue.Term("table.replay"), Columns: w.Columns("option")}
	t.Columns[0].Wrap = 34
	for _, e := range slices.Backward(eras) {
		t.Columns = append(t.Columns, w.Titled(Column{Wrap: 20}, e.Title, "starts", "at-risk", "tied", "if-known"))
	}
	t.Columns = append(t.Columns, w.Column("median", "quarter", "three-quarters"), w.Column("through"))
	t.Columns[len(t.Columns)-1].Wrap = 24
	spare := []int{len(t.Columns) - 1}
	for i := len(eras); i > 1; i-- {
		spare = append(spare, i)
	}
	t.Spare(spare...)
	for _, o := range doc.Options {
		row := []Cell{w.Text(o.Title)}
		for _, e := range slices.Backward(eras) {
			row = append(row, w.era(o.Era(e.Era)))
		}
		latest := o.Era(eras[len(eras)-1].Era)
		took := w.Text("")
		if latest.Median != nil {
			quarter, most := *latest.Quartile[0], *latest.Quartile[1]
			took = w.Told(fmt.Sprintf("%s (%s–%s)", w.Decimal(*latest.Median, 1), w.Decimal(quarter, 1), w.Decimal(most, 1)), Rounded(*latest.Median, 2), Rounded(quarter, 2), Rounded(most, 2))
		}
		var through []string
		for _, s := range slices.SortedFunc(maps.Keys(latest.Streams), func(x, y string) int { return latest.Streams[y] - latest.Streams[x] }) {
			through = append(through, fmt.Sprintf("%s %d", w.Catalogue.Term("short."+s), latest.Streams[s]))
		}
		t.Row(append(row, took, w.Text(strings.Join(through, ", ")))...)
	}
	return t
}

// era counts the starts of an era.
func (w Writer) era(e answer.Era) Cell {
	if e.N == 0 {
		return w.None()
	}
	var text strings.Builder
	text.WriteString(w.Phrase("replay-count", "invited", e.Invited, "n", e.N))
	for _, more := range []struct {
		code  string
		count int
	}{{"replay-at-risk", e.AtRisk}, {"replay-tied", e.Tied}, {"replay-if-known", e.IfKnown}} {
		if more.count > 0 {
			text.WriteString(w.Phrase(more.code, "count", more.count))
		}
	}
	return w.Told(text.String(), e.Invited, e.N, e.AtRisk, e.Tied, e.IfKnown)
}
