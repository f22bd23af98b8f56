package report

import (
	"slices"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/sim/reason"
)

// couple is the four ways in which two may apply, side by side; nothing of
// anybody else.
func (a *author) couple() []Block {
	doc := a.doc.Couple
	if doc == nil {
		return nil
	}
	blocks := []Block{a.heading("couple.heading"), Paragraph{Text: doc.Finding}, a.ways(doc), a.note("report.ways-note")}
	var items []string
	for i := range doc.Ways {
		way := &doc.Ways[i]
		said := way.Missing
		if list := a.levers(way); list != "" {
			said = append(slices.Clone(said), list+".")
		}
		if len(said) > 0 {
			items = append(items, a.labelled(way.Title, strings.Join(said, " ")))
		}
	}
	if len(items) > 0 {
		blocks = append(blocks, a.paragraph("report.ways-levers"), List{Items: items})
	}
	var said []string
	for _, w := range doc.Warnings {
		said = append(said, w.Message)
	}
	blocks = append(blocks, Callout{Title: a.c.Term("report.declare"), Text: strings.Join(said, " "), Alert: true})
	chart := charts.Couple(a.c, doc, a.doc.Record, a.doc.Today, a.doc.Name, a.doc.Warnings)
	return append(blocks, Chart{"couple", chart.Heading.Title, chart})
}

// ways is the table of the ways.
func (a *author) ways(doc *answer.Couple) Table {
	columns := a.columns("way", "#now", "#best", "day", "opening")
	chances := len(doc.Ways[0].Chance) > 0
	if chances {
		last := doc.Ways[0].Chance[len(doc.Ways[0].Chance)-1].By
		columns = append(columns, Column{a.c.Phrase("report.chance-by", "day", last), true})
	}
	t := Table{Caption: a.c.Phrase("report.ways-caption", "from", a.doc.Start, "to", a.doc.End), Columns: columns}
	for i := range doc.Ways {
		way := &doc.Ways[i]
		row := Row{Cells: []string{way.Title, "–", "–", "–", a.c.Term("couple.impossible")}}
		if way.Stated {
			row.Cells[0] = a.c.Phrase("report.way-stated", "way", way.Title)
		}
		if way.Possible {
			var opens []string
			for _, s := range way.Streams {
				opens = append(opens, a.c.Term("short."+s))
			}
			row.Cells = []string{row.Cells[0], total(way.Now, way.Complete), total(way.Best.Total, way.Complete), a.c.Value(way.Best.On), orDash(strings.Join(opens, ", "))}
		}
		if chances {
			text := "–"
			if n := len(way.Chance); n > 0 {
				text = a.c.Chance(way.Chance[n-1].P)
			}
			row.Cells = append(row.Cells, text)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// levers are the single changes that bring most in a way.
func (a *author) levers(way *answer.CoupleWay) string {
	var list []string
	for _, l := range way.Levers {
		list = append(list, a.c.Phrase("couple-lever", "title", l.Title, "points", l.Points, "months", reason.Months(l.Months)))
	}
	return strings.Join(list, "; ")
}

// labelled says what a text is about.
func (a *author) labelled(label, text string) string {
	return a.c.Phrase("labelled", "label", label, "text", text)
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}
