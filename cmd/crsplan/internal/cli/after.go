package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"

	"crsplan/cmd/crsplan/internal/answer"
)

// afterTable prints what follows an invitation: when it is to be looked for at
// the earliest, when one may land, and what all of it costs.
func (a *app) afterTable(out io.Writer, doc *answer.Plan) {
	fmt.Fprintln(out)
	t := a.table(out)
	t.AppendHeader(append(a.columns("option", "invited-from", "landing-from", "landing-to"), a.heading("whole-cost", spreadParts...)))
	for i := range doc.Options {
		o := &doc.Options[i]
		row := table.Row{o.Title, "-", "-", "-", a.spreadCell(o.After.Whole)}
		if l := o.After.Landing; l != nil {
			row[1], row[2], row[3] = o.After.Invited.String(), l.From.String(), l.To.String()
		}
		t.AppendRow(row)
	}
	t.SetColumnConfigs([]table.ColumnConfig{wrapped(1, 40), flushRight(5)})
	printTable(out, a.words.Term("table.after"), t)
	fmt.Fprintln(out)
	first := &doc.Options[0].After
	paragraph(out, a.words.Phrase("plan-after", "days", first.ApplyDays, "low", a.number(first.Processing.Low), "high", a.number(first.Processing.High)), 2)
	paragraph(out, a.words.Phrase("plan-after-cost"), 2)
	if unknown := a.notPriced(doc); unknown != "" {
		paragraph(out, a.words.Phrase("plan-after-unknown", "what", unknown), 2)
	}
}

// spread writes an amount with its bounds.
func (a *app) spread(r answer.Range) string {
	if r.Low == r.High {
		return a.money(r.Likely)
	}
	return a.words.Phrase("spread", "likely", a.money(r.Likely), "low", a.money(r.Low), "high", a.money(r.High))
}

// notPriced names the fees whose price is not known in some option.
func (a *app) notPriced(doc *answer.Plan) string {
	var names []string
	for i := range doc.Options {
		for _, fee := range doc.Options[i].After.Fees {
			if fee.Cost == nil && !slices.Contains(names, fee.Title) {
				names = append(names, fee.Title)
			}
		}
	}
	return strings.Join(names, "; ")
}
