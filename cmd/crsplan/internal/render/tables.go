package render

import (
	"fmt"
	"io"

	"crsplan/cmd/crsplan/internal/page"
)

// MarkdownTables writes tables as GitHub's Markdown has them. Where there are
// several, each stands under its title.
func MarkdownTables(out io.Writer, tables []*page.Table) error {
	return eachTable(out, tables, func(t *page.Table, title string) error {
		m := &markdown{}
		if title != "" {
			m.line("### " + escape(title))
		}
		m.table(t)
		return m.write(out)
	})
}

// HTMLTables writes tables as elements to be put into a page. Where there are
// several, each has its title as its caption. A page of whose style nothing is
// known sets figures flush right all the same.
func HTMLTables(out io.Writer, tables []*page.Table) error {
	return eachTable(out, tables, func(t *page.Table, title string) error {
		p := &htmlPage{figure: ` align="right"`}
		p.raw(`<table class="crsplan">` + "\n")
		p.element("caption", ` class="title"`, title)
		p.rows(t)
		p.raw("</table>\n")
		_, err := out.Write(p.b.Bytes())
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
