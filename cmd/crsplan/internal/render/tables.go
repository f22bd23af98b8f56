package render

import (
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"crsplan/cmd/crsplan/internal/page"
)

// MarkdownTables writes tables as GitHub's Markdown has them. Where there are several,
// each stands under its title.
func MarkdownTables(out io.Writer, tables []*page.Table) error {
	return eachTable(out, tables, func(t *page.Table, title string) error {
		if title != "" {
			fmt.Fprintf(out, "### %s\n\n", PlainMarkdown(title))
		}
		_, err := fmt.Fprintln(out, written(t, PlainMarkdown).RenderMarkdown())
		return err
	})
}

// HTMLTables writes tables as elements to be put into a page. Where there are several,
// each has its title as its caption.
func HTMLTables(out io.Writer, tables []*page.Table) error {
	return eachTable(out, tables, func(t *page.Table, title string) error {
		w := written(t, func(text string) string { return text })
		w.SetTitle(title)
		_, err := fmt.Fprintln(out, w.RenderHTML())
		return err
	})
}

// eachTable calls write with each table, and with its title where there are
// several. A blank line parts them.
func eachTable(out io.Writer, tables []*page.Table, write func(t *page.Table, title string) error) error {
	for i, t := range tables {
		title := ""
		if len(tables) > 1 {
			title = t.Title
		}
		if i > 0 {
			fmt.Fprintln(out)
		}
		if err := write(t, title); err != nil {
			return err
		}
	}
	return nil
}

// written is a table with its texts escaped.
func written(t *page.Table, escape func(string) string) table.Writer {
	w := table.NewWriter()
	w.Style().HTML = table.HTMLOptions{CSSClass: "crsplan", EscapeText: true, Newline: "<br>"}
	var header table.Row
	var configs []table.ColumnConfig
	for i, c := range t.Columns {
		header = append(header, escape(c.Title))
		if c.Kind == page.Number {
			configs = append(configs, table.ColumnConfig{Number: i + 1, Align: text.AlignRight, AlignHeader: text.AlignRight})
		}
	}
	w.AppendHeader(header)
	for _, row := range t.Rows {
		var cells table.Row
		for _, c := range row.Cells {
			cells = append(cells, escape(strings.TrimSpace(c.Text)))
		}
		w.AppendRow(cells)
	}
	w.SetColumnConfigs(configs)
	return w
}

// PlainMarkdown escapes what Markdown takes for marks; the table escapes its
// own bars.
func PlainMarkdown(text string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "<", "&lt;", "[", `\[`, "]", `\]`).Replace(text)
}
