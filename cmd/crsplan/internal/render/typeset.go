package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"crsplan/cmd/crsplan/internal/page"
)

// typeset returns a document as its forms set it, in blocks that are a
// [page.Heading], a [page.Paragraph], a [page.Callout], [page.Figures], a
// [page.List], a [page.Table] or a [page.Chart], so that every form shows
// whatever a builder has put together. References are cited by number where a
// place for them follows, and are left out where none does.
func typeset(d *page.Document) *page.Document {
	s := setter{}
	for _, section := range d.Sections {
		s.places += places(section.Blocks)
	}
	set := *d
	set.Sections = slices.Clone(d.Sections)
	for i := range set.Sections {
		set.Sections[i].Blocks = s.blocks(nil, d.Sections[i].Blocks)
	}
	return &set
}

// setter sets the blocks of a document, in order.
type setter struct {
	places int // for references, that follow
	refs   citations
	listed int // how many of them
	charts int
}

// places counts the places for references.
func places(blocks []page.Block) (n int) {
	for _, block := range blocks {
		switch b := block.(type) {
		case page.References:
			n++
		case page.Group:
			n += places(b)
		case page.Details:
			n += places(b)
		}
	}
	return n
}

// blocks sets blocks after those of a list.
func (s *setter) blocks(list, blocks []page.Block) []page.Block {
	for _, block := range blocks {
		switch b := block.(type) {
		case page.Group:
			list = s.blocks(list, b)
			continue
		case page.Details: // on paper all is there
			list = s.blocks(list, b)
			continue
		case page.References:
			list = s.references(list, b)
			continue
		case page.Warning:
			block = page.Callout{Text: b.Text, Alert: true}
		case page.Question:
			block = page.Callout{Text: b.Text, Alert: true}
		case page.Items:
			var items page.List
			for _, item := range b {
				items.Items = append(items.Items, spaced(dashed(item.Mark), item.Text, s.cite(item.Ref)))
			}
			block = items
		case page.Paragraph:
			if b.Label != "" {
				b.Text = b.Label + " – " + b.Text
			}
			block = page.Paragraph{Text: spaced(b.Text, s.cite(b.Ref)), Small: b.Small}
		case page.Table:
			block = s.table(b)
		case page.Chart:
			s.charts++
			b.Name = cmp.Or(b.Name, fmt.Sprintf("chart-%d", s.charts))
			block = b
		}
		list = append(list, block)
	}
	return list
}

// cite returns the number of a reference in brackets, and "" where no place for
// it follows.
func (s *setter) cite(ref string) string {
	if ref == "" || s.places == 0 {
		return ""
	}
	return s.refs.cite(ref)
}

// citations are the references that were cited, in order.
type citations []string

// cite returns the number of a reference in brackets.
func (c *citations) cite(ref string) string {
	i := slices.Index(*c, ref)
	if i < 0 {
		i = len(*c)
		*c = append(*c, ref)
	}
	return numbered(i)
}

// numbered is how the reference is cited that comes after so many.
func numbered(i int) string { return fmt.Sprintf("[%d]", i+1) }

// spaced are the parts of a text that say something, with a blank between.
func spaced(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), " ")
}

// references lists what was cited since the place before.
func (s *setter) references(list []page.Block, b page.References) []page.Block {
	s.places--
	if s.listed < len(s.refs) {
		list = append(list, page.Heading{Text: b.Title})
	}
	for ; s.listed < len(s.refs); s.listed++ {
		list = append(list, page.Paragraph{Text: spaced(numbered(s.listed), s.refs[s.listed]), Small: true})
	}
	return list
}

// table cites the references of rows, or leaves out their column, and sets dashes
// and signs.
func (s *setter) table(t page.Table) page.Table {
	rows := t.Rows
	t.Columns, t.Rows = slices.Clone(t.Columns), make([]page.Row, len(rows))
	for i, row := range rows {
		t.Rows[i] = page.Row{Kind: row.Kind, Cells: slices.Clone(row.Cells)}
		for k := range row.Cells {
			cell := &t.Rows[i].Cells[k]
			if t.Columns[k].Kind == page.Reference {
				cell.Text = s.cite(cell.Text)
			} else {
				cell.Text = dashed(cell.Text)
			}
		}
	}
	for k := len(t.Columns) - 1; k >= 0; k-- {
		if t.Columns[k].Kind == page.Reference && s.places == 0 {
			t.Columns = slices.Delete(t.Columns, k, k+1)
			for i := range t.Rows {
				t.Rows[i].Cells = slices.Delete(t.Rows[i].Cells, k, k+1)
			}
		}
	}
	return t
}

// dashed is a cell's text with an en dash for nothing, and a minus sign before a
// number below zero.
func dashed(text string) string {
	switch {
	case text == page.Nothing:
		return "–"
	case len(text) > 1 && text[0] == '-' && text[1] >= '0' && text[1] <= '9':
		return "−" + text[1:]
	}
	return text
}
