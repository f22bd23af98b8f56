package page

import (
	"slices"
	"strings"

	"crsplan/cmd/crsplan/internal/charts"
)

// couple is the four ways in which two may apply, side by side; nothing of
// anybody else.
func (a *author) couple() []Block {
	doc := a.doc.Couple
	if doc == nil {
		return nil
	}
	blocks := []Block{a.Name("couple.heading"), Paragraph{Text: doc.Finding}, a.titled(Ways(a.Writer, doc), "report.ways-caption", "from", a.doc.Start, "to", a.doc.End), a.Note("report.ways-note")}
	var items []string
	for i := range doc.Ways {
		way := &doc.Ways[i]
		said := way.Missing
		if list := a.WayLevers(way); list != "" {
			said = append(slices.Clone(said), list+".")
		}
		if len(said) > 0 {
			items = append(items, a.Labelled(way.Title, strings.Join(said, " ")))
		}
	}
	if len(items) > 0 {
		blocks = append(blocks, a.Paragraph("report.ways-levers"), List{Items: items})
	}
	var said []string
	for _, w := range doc.Warnings {
		said = append(said, w.Message)
	}
	blocks = append(blocks, Callout{Title: a.Catalogue.Term("report.declare"), Text: strings.Join(said, " "), Alert: true})
	chart := charts.Couple(a.Catalogue, doc, a.doc.Record, a.doc.Today, a.doc.Name, a.doc.Warnings)
	return append(blocks, Chart{Name: "couple", Title: chart.Heading.Title, Chart: chart})
}
