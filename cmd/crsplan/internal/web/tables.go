package web

import (
	"html/template"
	"slices"
	"strconv"

	"crsplan/cmd/crsplan/internal/page"
	"crsplan/sim/reason"
)

// writer writes what a page shows in a language.
func writer(c *reason.Catalogue) page.Writer { return page.Writer{Catalogue: c, Paper: true} }

// tableFuncs are what the template of a table asks for.
var tableFuncs = template.FuncMap{
	"class":    func(k page.Kind) string { return classes[k] },
	"rowClass": func(k page.RowKind) string { return rowClasses[k] },
	"kind":     func(t page.Table, i int) page.Kind { return t.Columns[i].Kind },
	"cites":    func(k page.Kind) bool { return k == page.Reference },
}

var (
	classes    = map[page.Kind]string{page.Number: "figure", page.Day: "day"}
	rowClasses = map[page.RowKind]string{page.GroupRow: "section", page.TotalRow: "total", page.ChosenRow: "chosen"}
)

// cited numbers the references of a table, which stand below it.
func cited(t page.Table) (page.Table, []string) {
	var refs []string
	for _, row := range t.Rows {
		for i := range row.Cells {
			ref := row.Cells[i].Text
			if t.Columns[i].Kind != page.Reference || ref == "" {
				continue
			}
			if !slices.Contains(refs, ref) {
				refs = append(refs, ref)
			}
			row.Cells[i].Text = strconv.Itoa(slices.Index(refs, ref) + 1)
		}
	}
	return t, refs
}
