package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/reason"
)

// couplePage prints the four ways of a couple side by side, what each lacks and
// which changes bring most in it.
func (a *app) couplePage(out io.Writer, doc *answer.Couple) {
	fmt.Fprintf(out, "\n%s\n\n", a.words.Term("couple.heading"))
	t := a.table(out)
	header := append(a.columns("way", "now"), a.heading("best", "complete"))
	header = append(header, a.columns("day", "opening")...)
	chances := len(doc.Ways[0].Chance) > 0
	step := false
	for i := range doc.Ways {
		step = step || doc.Ways[i].OneStep != nil
	}
	if chances {
		header = append(header, a.columns("chance")...)
	}
	if step {
		header = append(header, a.heading("one-step", "chance"))
	}
	t.AppendHeader(header)
	for i := range doc.Ways {
		t.AppendRow(a.wayRow(&doc.Ways[i], chances, step))
	}
	columns := []table.ColumnConfig{wrapped(1, 40), flushRight(2), flushRight(3), wrapped(5, 22), flushRight(6), wrapped(7, 40)}
	t.SetColumnConfigs(columns)
	printTable(out, a.words.Term("couple.heading"), t)
	fmt.Fprintln(out)
	paragraph(out, doc.Finding, 2)
	for i := range doc.Ways {
		way := &doc.Ways[i]
		if len(way.Missing) > 0 {
			paragraph(out, "  ! "+a.words.Phrase("couple-way", "way", way.Title, "text", strings.Join(way.Missing, " ")), 4)
		}
		if len(way.Levers) > 0 {
			paragraph(out, "  - "+a.words.Phrase("couple-way", "way", way.Title, "text", a.coupleLevers(way.Levers)), 4)
		}
	}
	paragraph(out, a.words.Phrase("couple-swapped"), 2)
	for _, w := range doc.Warnings {
		paragraph(out, "! "+w.Message, 2)
	}
}

func (a *app) wayRow(way *answer.CoupleWay, chances, step bool) table.Row {
	if !way.Possible {
		return table.Row{way.Title, "-", "-", "-", a.words.Term("couple.impossible")}
	}
	mark := ""
	if !way.Complete {
		mark = "*"
	}
	var opens []string
	for _, s := range way.Streams {
		opens = append(opens, a.words.Term("short."+s))
	}
	row := table.Row{way.Title, raw(fmt.Sprint(way.Now, mark), way.Now), raw(fmt.Sprint(way.Best.Total, mark), way.Best.Total, a.verdict(&way.Complete)), way.Best.On.String(), strings.Join(opens, ", ")}
	if chances {
		row = append(row, a.bothWaysCell(way.Chance[len(way.Chance)-1]))
	}
	if step {
		told := raw("-")
		if way.OneStep != nil {
			told = raw(a.words.Phrase("couple-step", "chance", a.words.Chance(way.OneStep.Chance), "step", way.OneStep.Title), way.OneStep.Title, rounded(way.OneStep.Chance, 4))
		}
		row = append(row, told)
	}
	return row
}

func (a *app) coupleLevers(levers []answer.CoupleLever) string {
	var list []string
	for _, l := range levers {
		list = append(list, a.words.Phrase("couple-lever", "title", l.Title, "points", l.Points, "months", reason.Months(l.Months)))
	}
	return strings.Join(list, "; ")
}
