package render

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"

	"crsplan/cmd/crsplan/internal/page"
)

// writeMarkdown writes a document as Markdown (GitHub's, for its tables). Its
// charts are files beside it: chart names the file of each.
func writeMarkdown(w io.Writer, d *page.Document, chart func(name string) string) error {
	m := &markdown{chart: chart}
	m.line("# " + escape(d.Title))
	m.line("**" + escape(d.Client) + "**")
	m.line(escape(d.Dated))
	if o := &d.Office; o.Name != "" {
		lines := []string{"**" + escape(o.Name) + "**"}
		for _, line := range o.Address {
			lines = append(lines, escape(line))
		}
		if d.Adviser != "" {
			lines = append(lines, escape(d.Adviser))
		}
		m.line(strings.Join(lines, "  \n"))
	}
	for i := range d.Sections {
		s := &d.Sections[i]
		title := escape(s.Title)
		if s.Number > 0 {
			title = fmt.Sprintf("%d. %s", s.Number, title)
		}
		m.line("## " + title)
		for _, block := range s.Blocks {
			m.block(block)
		}
	}
	m.line("---")
	m.line(escape(d.Made))
	if d.Footer != "" {
		m.line(escape(d.Footer))
	}
	return m.write(w)
}

// markdown is a text being written.
type markdown struct {
	b     bytes.Buffer
	chart func(name string) string
}

// line writes a paragraph of its own.
func (m *markdown) line(text string) { m.b.WriteString("\n" + text + "\n") }

// write writes the text, which begins with its first line.
func (m *markdown) write(w io.Writer) error {
	_, err := w.Write(bytes.TrimPrefix(m.b.Bytes(), []byte("\n")))
	return err
}

func (m *markdown) block(block page.Block) {
	switch b := block.(type) {
	case page.Heading:
		m.line("### " + escape(b.Text))
	case page.Paragraph:
		m.line(escape(b.Text))
	case page.Callout:
		head := ""
		if b.Title != "" {
			head = "> **" + escape(b.Title) + "**\n>\n"
		}
		m.line(head + "> " + escape(b.Text))
	case page.Figures:
		var items []string
		for _, f := range b {
			item := "- " + escape(f.Label) + ": **" + escape(f.Value) + "**"
			if f.Note != "" {
				item += " (" + escape(f.Note) + ")"
			}
			items = append(items, item)
		}
		m.line(strings.Join(items, "\n"))
	case page.List:
		var items []string
		for _, item := range b.Items {
			items = append(items, "- "+escape(item))
		}
		m.line(strings.Join(items, "\n"))
	case page.Table:
		m.line("**" + escape(b.Title) + "**")
		m.table(&b)
	case page.Chart:
		m.line("![" + escape(b.Title) + "](" + strings.ReplaceAll(m.chart(b.Name), " ", "%20") + ")")
	}
}

func (m *markdown) table(t *page.Table) {
	var head, rule []string
	for _, column := range t.Columns {
		line := "---"
		if column.Kind == page.Number {
			line = "---:"
		}
		head, rule = append(head, escape(column.Title)), append(rule, line)
	}
	rows := [][]string{head, rule}
	for _, row := range t.Rows {
		var cells []string
		for _, cell := range row.Cells {
			shown := escape(cell.Text)
			if row.Kind != page.PlainRow && shown != "" {
				shown = "**" + shown + "**"
			}
			cells = append(cells, shown)
		}
		rows = append(rows, cells)
	}
	m.b.WriteString("\n")
	for _, cells := range rows {
		m.b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
	}
}

// escaper takes from a text whatever Markdown would take for markup.
var escaper = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "|", `\|`, "#", `\#`, "~", `\~`, "&", `\&`, "!", `\!`,
	"\r", " ", "\n", " ",
)

// begins is what makes a list, a rule or a heading of a line that begins with it.
var begins = regexp.MustCompile(`^(\d*)([.)]|[-+=]+)(\s|$)`)

// escape writes a text as itself, wherever it stands.
func escape(text string) string {
	return begins.ReplaceAllString(escaper.Replace(strings.TrimSpace(text)), `${1}\${2}${3}`)
}
