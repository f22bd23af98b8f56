package page

import (
	"slices"
	"strings"

	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/sim/reason"
)

// couple is the appendix of the four ways in which two may apply. The client is
// called by name.
func (a *author) couple() Section {
	doc := a.doc.Couple
	chart := charts.Couple(a.Catalogue, doc, a.doc.Record, a.doc.Today, a.doc.Name, a.doc.Warnings)
	t := a.titled(Ways(a.Writer, doc), "report.ways-caption", "from", a.doc.Start, "to", a.doc.End)
	var items []string
	for i := range doc.Ways {
		way := &doc.Ways[i]
		name := way.Title
		if !doc.Names.Known() {
			name = reason.Capital(charts.WayOf(a.Catalogue, doc, way, a.doc.Name))
		}
		t.Rows[i].Cells[0].Text = name
		said := way.Missing
		if list := a.WayLevers(way); list != "" {
			said = append(slices.Clone(said), list+".")
		}
		if len(said) > 0 {
			items = append(items, a.Labelled(name, strings.Join(said, " ")))
		}
	}
	s := Section{Key: "couple", Title: a.Catalogue.Term("report.section.couple"), Blocks: []Block{t, a.Note("report.ways-note"), Chart{Name: "couple", Title: chart.Heading.Title, Chart: chart}}}
	if len(items) > 0 {
		s.Blocks = append(s.Blocks, a.Paragraph("report.ways-levers"), List{Items: items})
	}
	var said []string
	for _, w := range doc.Warnings {
		said = append(said, w.Message)
	}
	return Section{Key: s.Key, Title: s.Title, Blocks: append(s.Blocks, Callout{Title: a.Catalogue.Term("report.declare"), Text: strings.Join(said, " "), Alert: true})}
}
