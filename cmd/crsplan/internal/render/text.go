// Package render writes the blocks of package page in the forms that a reader
// may want them in. It decides how they look, never what they say: it may leave
// out what has no room, and asks for nothing more.
package render

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"crsplan/cmd/crsplan/internal/page"
	"crsplan/sim/reason"
)

// Text writes blocks for a reader of plain lines, as on a terminal. References
// are cited by number.
type Text struct {
	// Width is what lines of words are wrapped to, in letters.
	Width int
	// Table is the widest that a table may be, in letters; columns are left out
	// by their priority until it is. 0: any width.
	Table int
	// Left says which columns were left out; nil: nothing is said.
	Left *reason.Catalogue
	// Details writes what stands behind the answer, too.
	Details bool
	// Bold sets headings of tables apart, as a terminal can.
	Bold bool
}

// Write writes blocks, with a blank line between any two.
func (t Text) Write(out io.Writer, blocks []page.Block) error {
	w := &textWriter{Text: t}
	w.apart(blocks)
	_, err := io.WriteString(out, w.b.String())
	return err
}

// apart writes blocks with a blank line between any two.
func (w *textWriter) apart(blocks []page.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case page.References:
			if len(w.refs) == 0 {
				continue
			}
		case page.Details:
			if w.Details {
				w.apart(b)
			}
			continue
		}
		if w.b.Len() > 0 {
			w.b.WriteByte('\n')
		}
		w.block(b)
	}
}

type textWriter struct {
	Text
	b    strings.Builder
	refs citations
}

func (w *textWriter) block(b page.Block) {
	switch b := b.(type) {
	case page.Group:
		for _, one := range b {
			w.block(one)
		}
	case page.Heading:
		w.hanging("", b.Text, 0)
	case page.Paragraph:
		w.paragraph(b)
	case page.Warning:
		w.hanging("! ", b.Text, 2)
	case page.Question:
		w.hanging("? ", b.Text, 2)
	case page.Items:
		for _, item := range b {
			mark, words := "  ", item.Text
			if item.Mark != "" {
				mark += item.Mark + " "
			}
			if item.Ref != "" {
				words += " " + w.refs.cite(item.Ref)
			}
			w.hanging(mark, words, len(mark))
		}
	case page.Callout:
		for line := range strings.SplitSeq(Wrap(b.Title, w.Width), "\n") {
			if line = strings.TrimRight(line, " "); w.Bold {
				line = text.Bold.Sprint(line)
			}
			w.b.WriteString(line + "\n")
		}
		w.hanging("", b.Text, 0)
	case page.Figures:
		for _, f := range b {
			w.hanging("", w.joined(f.Label, strings.TrimSpace(f.Value+" "+f.Note)), 2)
		}
	case page.List:
		mark := "  - "
		if b.Small {
			mark = "    "
		}
		for _, item := range b.Items {
			w.hanging(mark, item, 4)
		}
	case page.Table:
		w.table(&b)
	case page.References:
		w.b.WriteString(b.Title + "\n")
		for i, ref := range w.refs {
			w.hanging(fmt.Sprintf("%4s ", fmt.Sprintf("[%d]", i+1)), ref, 5)
		}
	}
}

func (w *textWriter) joined(label, text string) string {
	return strings.TrimSpace(label + " " + text)
}

// paragraph writes running text. Lines of a note after the first are set in.
func (w *textWriter) paragraph(p page.Paragraph) {
	words := p.Text
	if p.Ref != "" {
		words += " " + w.refs.cite(p.Ref)
	}
	switch {
	case p.Label != "":
		w.hanging(p.Label+"  ", words, len(p.Label)+2)
	case p.Small:
		w.hanging("", words, 2)
	default:
		w.hanging("", words, 0)
	}
}

// hanging writes a text after a mark, its further lines set in by so many.
func (w *textWriter) hanging(mark, words string, indent int) {
	Paragraph(&w.b, w.Width, mark+words, indent)
}

// table writes a table without a frame, with a line under the heading, and
// without blanks at the ends of its lines.
func (w *textWriter) table(t *page.Table) {
	if t.Most > 0 && len(t.Rows) > t.Most && !w.Details {
		short := *t
		short.Rows, t = t.Rows[:t.Most], &short
	}
	t, left := fitted(t, w.Table)
	style := table.StyleLight
	style.Options = table.Options{SeparateHeader: true, SeparateFooter: true}
	style.Format.Header, style.Format.Footer = text.FormatDefault, text.FormatDefault
	style.Box.PaddingLeft, style.Box.PaddingRight = "", "  "
	if w.Bold {
		style.Color.Header = text.Colors{text.Bold}
		text.EnableColors()
	}
	tw := table.NewWriter()
	tw.SetStyle(style)
	var header table.Row
	var configs []table.ColumnConfig
	for i, c := range t.Columns {
		title := c.Title
		if c.Kind == page.Reference {
			title = ""
		}
		header = append(header, title)
		config := table.ColumnConfig{Number: i + 1}
		if c.Kind == page.Number {
			config.Align, config.AlignHeader, config.AlignFooter = text.AlignRight, text.AlignRight, text.AlignRight
		}
		if c.Wrap > 0 {
			config.WidthMax, config.WidthMaxEnforcer = c.Wrap, Wrap
		}
		configs = append(configs, config)
	}
	tw.AppendHeader(header)
	grouped := false
	for _, row := range t.Rows {
		var cells table.Row
		for i, c := range row.Cells {
			shown := c.Text
			if t.Columns[i].Kind == page.Reference && shown != "" {
				shown = w.refs.cite(shown)
			}
			if i == 0 && grouped && row.Kind == page.PlainRow {
				shown = "  " + shown
			}
			cells = append(cells, shown)
		}
		grouped = row.Kind == page.GroupRow || grouped && row.Kind == page.PlainRow
		if row.Kind == page.TotalRow {
			tw.AppendFooter(cells)
		} else {
			tw.AppendRow(cells)
		}
	}
	tw.SetColumnConfigs(configs)
	lines := strings.Split(tw.Render(), "\n")
	wide := 0
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
		if !strings.HasPrefix(line, ruled) {
			wide = max(wide, text.StringWidth(lines[i]))
		}
	}
	for _, line := range lines {
		if strings.HasPrefix(line, ruled) {
			line = strings.Repeat(ruled, wide)
		}
		w.b.WriteString(line + "\n")
	}
	if len(left) > 0 && w.Left != nil {
		w.hanging("", w.Left.Phrase("columns-left-out", "columns", strings.Join(left, ", ")), 2)
	}
}

// ruled is what lines between rows are made of.
const ruled = "─"

// fitted returns a table no wider than so many letters, and the titles of the
// columns that it has no room for: columns of words are broken first, then
// columns are left out by their priority, then words are broken again.
func fitted(t *page.Table, most int) (*page.Table, []string) {
	if most == 0 {
		return t, nil
	}
	few := *t
	few.Columns, few.Rows = slices.Clone(t.Columns), slices.Clone(t.Rows)
	var left []string
	for _, least := range []int{wideWords, fewWords} {
		for excess := widthOf(&few) - most; excess > 0; excess = widthOf(&few) - most {
			if breakWords(&few, excess, least) {
				continue
			}
			last := -1
			for i, c := range few.Columns {
				if c.Priority > 0 && (last < 0 || c.Priority >= few.Columns[last].Priority) {
					last = i
				}
			}
			if last < 0 {
				break
			}
			left = append(left, few.Columns[last].Title)
			few.Columns = slices.Delete(few.Columns, last, last+1)
			for r := range few.Rows {
				few.Rows[r].Cells = slices.Delete(slices.Clone(few.Rows[r].Cells), last, last+1)
			}
		}
	}
	slices.Reverse(left)
	return &few, left
}

// Widths of a table's columns, in letters.
const (
	gap       = 2  // between two columns
	cited     = 4  // a number in brackets
	wideWords = 24 // to which words are broken before columns are left out
	fewWords  = 14 // and where no column may be left out
)

// widthOf is how wide a table is.
func widthOf(t *page.Table) int {
	width := -gap
	for i := range t.Columns {
		width += columnWidth(t, i) + gap
	}
	return width
}

// columnWidth is how wide a column is.
func columnWidth(t *page.Table, i int) int {
	c := &t.Columns[i]
	if c.Kind == page.Reference {
		return cited
	}
	wide := text.StringWidth(c.Title)
	for _, row := range t.Rows {
		wide = max(wide, text.StringWidth(row.Cells[i].Text))
	}
	if c.Wrap > 0 {
		wide = min(wide, c.Wrap)
	}
	return wide
}

// breakWords makes the widest column of words narrower by as much as there is
// too much, down to the least; false where none is wider than that.
func breakWords(t *page.Table, excess, least int) bool {
	widest, wide := -1, least
	for i := range t.Columns {
		if w := columnWidth(t, i); t.Columns[i].Wrap > 0 && w > wide {
			widest, wide = i, w
		}
	}
	if widest < 0 {
		return false
	}
	t.Columns[widest].Wrap = max(wide-excess, least)
	return true
}

// Paragraph writes text broken between words into lines of so many letters. The
// first line keeps the blanks that it begins with, those after it are set in by
// so many.
func Paragraph(out io.Writer, width int, first string, indent int) {
	words := strings.TrimLeft(first, " ")
	lead := len(first) - len(words)
	for line := range strings.SplitSeq(Wrap(words, width-max(lead, indent)), "\n") {
		fmt.Fprintln(out, strings.Repeat(" ", lead)+strings.Trim(line, " "))
		lead = indent
	}
}

// Wrap breaks text between words, yet not at a blank that must not break, which
// package text takes for any other. A word that is longer than the line breaks
// behind a slash: French titles say the masculine and the feminine.
func Wrap(words string, width int) string {
	const held, slash = "\ue000", "\ue001" // letters that no text has
	parts := strings.Split(strings.ReplaceAll(words, "\u00a0", held), " ")
	for i, word := range parts {
		if text.StringWidth(word) > width {
			parts[i] = strings.ReplaceAll(word, "/", "/"+slash+" ")
		}
	}
	wrapped := text.WrapSoft(strings.Join(parts, " "), width)
	return strings.NewReplacer(slash+" ", "", slash, "", held, "\u00a0").Replace(wrapped)
}
