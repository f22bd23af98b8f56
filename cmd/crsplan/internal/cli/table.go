package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/cmd/crsplan/internal/render"
)

// table makes an empty table in the program's look: no frame, a line under the
// heading, bold headings on a terminal.
func (a *app) table(out io.Writer) *grid {
	t := &grid{Writer: table.NewWriter()}
	style := table.StyleLight
	style.Options = table.Options{SeparateHeader: true, SeparateFooter: true}
	style.Format.Header, style.Format.Footer = text.FormatDefault, text.FormatDefault
	style.Box.PaddingLeft, style.Box.PaddingRight = "", "  "
	if a.colour(out) {
		style.Color.Header = text.Colors{text.Bold}
		text.EnableColors()
	}
	t.SetStyle(style)
	return t
}

// printTable prints a table without blanks at the ends of its lines. Where tables
// alone are asked for it is kept, with a title to tell it from the others.
func printTable(out io.Writer, title string, t *grid) {
	if p, ok := out.(*apart); ok {
		t.title = title
		p.tables = append(p.tables, t)
		return
	}
	for line := range strings.Lines(t.Render()) {
		fmt.Fprintln(out, strings.TrimRight(line, " \n"))
	}
}

// printPage prints a table of a page among those that are none yet.
func (a *app) printPage(out io.Writer, from page.Table) {
	t := a.table(out)
	var header table.Row
	var columns []table.ColumnConfig
	for i, c := range from.Columns {
		head := raw(c.Title, c.Title)
		for _, part := range c.Parts {
			head.raw = append(head.raw, part)
		}
		header = append(header, head)
		switch {
		case c.Kind == page.Number:
			columns = append(columns, flushRight(i+1))
		case c.Wrap > 0:
			columns = append(columns, wrapped(i+1, c.Wrap))
		}
	}
	t.AppendHeader(header)
	for _, row := range from.Rows {
		var cells table.Row
		for _, c := range row.Cells {
			if c.Values == nil {
				c.Values = []any{c.Text}
			}
			cells = append(cells, raw(c.Text, c.Values...))
		}
		t.AppendRow(cells)
	}
	t.SetColumnConfigs(columns)
	printTable(out, from.Title, t)
}

// wrapped is a column no wider than so many letters, broken between words.
func wrapped(column, width int) table.ColumnConfig {
	return table.ColumnConfig{Number: column, WidthMax: width, WidthMaxEnforcer: render.Wrap}
}

// flushRight is a column of figures.
func flushRight(column int) table.ColumnConfig {
	return table.ColumnConfig{Number: column, Align: text.AlignRight, AlignHeader: text.AlignRight, AlignFooter: text.AlignRight}
}

// paragraph prints text broken between words, as [render.Paragraph].
func paragraph(out io.Writer, first string, indent int) { render.Paragraph(out, screen, first, indent) }

// colour says whether colour is wanted: on a terminal that does not refuse it.
func (a *app) colour(out io.Writer) bool {
	if a.noColor || a.Getenv("NO_COLOR") != "" || out != a.Out {
		return false
	}
	return terminal(a.Out)
}

// printWarnings prints warnings below an answer.
func (a *app) printWarnings(out io.Writer, warnings []answer.Warning) {
	if len(warnings) == 0 {
		return
	}
	fmt.Fprintln(out)
	for _, w := range warnings {
		paragraph(out, "! "+w.Message, 2)
	}
}

// printRefs prints the references that an answer cites by number.
func (a *app) printRefs(out io.Writer, refs []string) {
	fmt.Fprintf(out, "\n%s\n", a.words.Term("references"))
	for i, ref := range refs {
		paragraph(out, fmt.Sprintf("%4s %s", fmt.Sprintf("[%d]", i+1), ref), 5)
	}
}

// labelled says what a text is about.
func (a *app) labelled(label, text string) string {
	return a.words.Phrase("labelled", "label", label, "text", text)
}

// columns returns the headings of columns.
func (a *app) columns(keys ...string) table.Row {
	row := table.Row{}
	for _, key := range keys {
		row = append(row, a.words.Term("column."+key))
	}
	return row
}

// screen is the width that text is wrapped to.
const screen = 100
