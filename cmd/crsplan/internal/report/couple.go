package report

import (
	"slices"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/sim/reason"
)

// couple is the four ways in which two may apply, side by side; nothing of
// anybody else.
func (a *author) couple() []page.Block {
	doc := a.doc.Couple
	if doc == nil {
		return nil
	}
	blocks := []page.Block{a.heading("couple.heading"), page.Paragraph{Text: doc.Finding}, a.ways(doc), a.note("report.ways-note")}
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
		blocks = append(blocks, a.paragraph("report.ways-levers"), page.List{Items: items})
	}
	var said []string
	for _, w := range doc.Warnings {
		said = append(said, w.Message)
	}
	blocks = append(blocks, page.Callout{Title: a.c.Term("report.declare"), Text: strings.Join(said, " "), Alert: true})
	chart := charts.Couple(a.c, doc, a.doc.Record, a.doc.Today, a.doc.Name, a.doc.Warnings)
	return append(blocks, page.Chart{Name: "couple", Title: chart.Heading.Title, Chart: chart})
}

// ways is the table of the ways.
func (a *author) ways(doc *answer.Couple) page.Table {
	columns := a.columns("way", "#now", "#best", "day", "opening")
	chances := len(doc.Ways[0].Chance) > 0
	if chances {
		last := doc.Ways[0].Chance[len(doc.Ways[0].Chance)-1].By
		columns = append(columns, page.Column{Title: a.c.Phrase("report.chance-by", "day", last), Kind: page.Number})
	}
	t := page.Table{Title: a.c.Phrase("report.ways-caption", "from", a.doc.Start, "to", a.doc.End), Columns: columns}
	for i := range doc.Ways {
		way := &doc.Ways[i]
		row := page.Row{Cells: cells(way.Title, "–", "–", "–", a.c.Term("couple.impossible"))}
		if way.Stated {
			row.Cells[0].Text = a.c.Phrase("report.way-stated", "way", way.Title)
		}
		if way.Possible {
			var opens []string
			for _, s := range way.Streams {
				opens = append(opens, a.c.Term("short."+s))
			}
			row.Cells = cells(row.Cells[0].Text, total(way.Now, way.Complete), total(way.Best.Total, way.Complete), a.c.Value(way.Best.On), orDash(strings.Join(opens, ", ")))
		}
		if chances {
			text := "–"
			if n := len(way.Chance); n > 0 {
				text = answer.ChanceText(a.c, way.Chance[n-1])
			}
			row.Cells = append(row.Cells, page.Cell{Text: text})
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
