package render

import (
	"strings"

	"crsplan/cmd/crsplan/internal/page"
)

// Distances in a table, in millimetres.
const (
	columnGap   = 4.0
	cellPadding = 0.95 // above and below
	groupAbove  = 1.4
	tableGap    = 3.4 // below a table
)

// mostWhole is the part of a page up to which a table is kept whole.
const mostWhole = 0.45

// grid is a table that has been fitted to the page.
type grid struct {
	t       *page.Table
	columns []float64 // the widths
	x       []float64 // where each begins
}

// fit divides the width of the text among the columns: each has at least the
// room of its longest word and at most that of its longest line, and what is
// between goes to those that want most.
func (s *sheet) fit(t *page.Table) *grid {
	n := len(t.Columns)
	least, most := make([]float64, n), make([]float64, n)
	consider := func(i int, f face, text string) {
		s.set(f, ink)
		most[i] = max(most[i], s.measure(text))
		for word := range strings.FieldsSeq(unbroken(text)) {
			least[i] = max(least[i], s.measure(strings.ReplaceAll(word, keep, "\u00a0")))
		}
	}
	for i, column := range t.Columns {
		consider(i, headFace, column.Title)
		most[i] = max(least[i], most[i]*0.55) // a heading may break into two lines
	}
	for _, row := range t.Rows {
		for i, cell := range row.Cells {
			if i == 0 && row.Alone() {
				continue // it runs across
			}
			consider(i, cellFaceOf(&row, i), cell.Text)
		}
	}
	free := s.text() - columnGap*float64(n-1)
	figuresFirst(t, free, least, most)
	g := &grid{t: t, columns: share(free, least, most), x: make([]float64, n)}
	x := sideMargin
	for i, width := range g.columns {
		g.x[i] = x
		x += width + columnGap
	}
	return g
}

// figuresFirst keeps figures on one line, where the texts beside them have the
// room for it: they break better.
func figuresFirst(t *page.Table, free float64, least, most []float64) {
	const enough = 1.5 // times the longest word, for each text
	need := 0.0
	for i, column := range t.Columns {
		if column.Kind == page.Number {
			need += max(least[i], most[i])
		} else {
			need += min(max(least[i], most[i]), enough*least[i])
		}
	}
	for i, column := range t.Columns {
		if column.Kind == page.Number && need <= free {
			least[i] = max(least[i], most[i])
		}
	}
}

// share divides a width among columns that want at least and at most so much:
// all are equally wide, but for those that need more and those that want less.
// Where all have the most, what is left over is spread evenly; where even the
// least is too much, each gets less in proportion.
func share(free float64, least, most []float64) []float64 {
	widths := make([]float64, len(least))
	sumLeast, sumMost := 0.0, 0.0
	for i := range least {
		most[i] = max(most[i], least[i])
		sumLeast, sumMost = sumLeast+least[i], sumMost+most[i]
	}
	even := func(width float64) (sum float64) {
		for i := range widths {
			widths[i] = min(max(width, least[i]), most[i])
			sum += widths[i]
		}
		return sum
	}
	switch {
	case sumLeast >= free:
		for i := range widths {
			widths[i] = least[i] * free / sumLeast
		}
	case sumMost <= free:
		for i := range widths {
			widths[i] = most[i] + (free-sumMost)/float64(len(widths))
		}
	default:
		low, high := 0.0, free
		for range 60 {
			if middle := (low + high) / 2; even(middle) > free {
				high = middle
			} else {
				low = middle
			}
		}
		even(low)
	}
	return widths
}

// cellFaceOf is the face of a cell.
func cellFaceOf(r *page.Row, column int) face {
	switch {
	case r.Kind == page.PlainRow, r.Kind == page.GroupRow && column > 1:
		return cellFace
	}
	return cellBold
}

// cells breaks the cells of a row into lines.
func (s *sheet) cells(g *grid, row *page.Row) [][]string {
	lines := make([][]string, len(row.Cells))
	for i, cell := range row.Cells {
		width := g.columns[i]
		if i == 0 && row.Alone() {
			width = s.text()
		}
		s.set(cellFaceOf(row, i), ink)
		lines[i] = s.wrap(cell.Text, width)
	}
	return lines
}

func tallest(lines [][]string) (n int) {
	for _, cell := range lines {
		n = max(n, len(cell))
	}
	return n
}

func (s *sheet) rowHeight(g *grid, row *page.Row) float64 {
	height := float64(tallest(s.cells(g, row)))*cellFace.leading() + 2*cellPadding
	if row.Kind == page.GroupRow {
		height += groupAbove
	}
	return height
}

// headHeight is the height of the headings of the columns.
func (s *sheet) headHeight(g *grid) float64 {
	s.set(headFace, muted)
	lines := 1
	for i, column := range g.t.Columns {
		lines = max(lines, len(s.wrap(column.Title, g.columns[i])))
	}
	return float64(lines)*headFace.leading() + 2
}

// together returns how many rows from one on must not be parted: a group's
// heading stays with its first row, and the last row with the one before it.
func together(t *page.Table, i int) int {
	n := min(1, len(t.Rows)-i)
	for i+n < len(t.Rows) && t.Rows[i+n-1].Kind == page.GroupRow {
		n++
	}
	if left := len(t.Rows) - i - n; left == 1 {
		n++
	}
	return n
}

func (s *sheet) unitHeight(g *grid, i, n int) (height float64) {
	for k := i; k < i+n; k++ {
		height += s.rowHeight(g, &g.t.Rows[k])
	}
	return height
}

// tableNeed is the room that a table takes that is kept whole, or else its
// beginning: its caption, its headings and two rows.
func (s *sheet) tableNeed(t *page.Table, after []page.Block) float64 {
	g := s.fit(t)
	whole := s.tall(cellBold, t.Title, s.text()) + 3 + s.headHeight(g) + s.unitHeight(g, 0, len(t.Rows)) + s.tail(after)
	if whole <= mostWhole*(s.bottom()-topMargin) {
		return whole
	}
	need := s.tall(cellBold, t.Title, s.text()) + 2 + s.headHeight(g)
	for i, rows := 0, 0; i < len(t.Rows) && rows < 2; {
		n := together(t, i)
		need += s.unitHeight(g, i, n)
		i, rows = i+n, rows+n
	}
	return min(need+2, s.bottom()-topMargin)
}

// tail is the height of the note below a table, which stays with its end.
func (s *sheet) tail(after []page.Block) float64 {
	if len(after) > 0 {
		if p, ok := after[0].(page.Paragraph); ok && p.Small {
			return tableGap + s.tall(small, p.Text, s.text())
		}
	}
	return 0
}

// table writes a table. It breaks between rows, and its headings stand again
// on every page.
func (s *sheet) table(t *page.Table, after []page.Block) {
	g := s.fit(t)
	tail := s.tail(after)
	s.fresh(s.tableNeed(t, after))
	s.y += 1.4
	s.inside(cellBold, ink, t.Title, sideMargin, s.text())
	s.y += 0.6
	s.head(g)
	for i := 0; i < len(t.Rows); {
		n := together(t, i)
		need := s.unitHeight(g, i, n)
		if i+n == len(t.Rows) {
			need += tail
		}
		if s.room() < need {
			s.page()
			s.head(g)
		}
		for ; n > 0; n-- {
			s.row(g, &t.Rows[i])
			i++
		}
	}
	s.y += tableGap
}

// head writes the headings of the columns, flush with their bottoms.
func (s *sheet) head(g *grid) {
	height := s.headHeight(g)
	bottom := s.y + height
	s.set(headFace, muted)
	for i, column := range g.t.Columns {
		lines := s.wrap(column.Title, g.columns[i])
		for k, line := range lines {
			y := bottom - 1.2 - float64(len(lines)-1-k)*headFace.leading()
			s.put(s.left(g, i, line), y-headFace.leading()*0.1, line)
		}
	}
	s.line(sideMargin, bottom, s.width-sideMargin, strong, 0.25)
	s.y = bottom
}

// left is where a line of a cell begins: figures are flush right.
func (s *sheet) left(g *grid, column int, line string) float64 {
	if g.t.Columns[column].Kind == page.Number {
		return g.x[column] + g.columns[column] - s.measure(line)
	}
	return g.x[column]
}

// row writes a row, cell by cell. One that is taller than a page goes on with
// its lines on the next.
func (s *sheet) row(g *grid, row *page.Row) {
	height := s.rowHeight(g, row)
	lines := s.cells(g, row)
	top := s.y
	if row.Kind == page.ChosenRow {
		s.box(sideMargin-1, top, s.text()+2, min(height, s.room()), tint)
	}
	if row.Kind == page.TotalRow {
		s.line(sideMargin, top, s.width-sideMargin, strong, 0.25)
	}
	if row.Kind == page.GroupRow {
		top += groupAbove
	}
	most := max(1, int((s.bottom()-top-2*cellPadding)/cellFace.leading()+1e-9))
	for from := 0; ; from += most {
		part := min(most, tallest(lines)-from)
		for i, cell := range lines {
			s.set(cellFaceOf(row, i), ink)
			for k := from; k < min(from+part, len(cell)); k++ {
				s.put(s.left(g, i, cell[k]), top+cellPadding+float64(k-from)*cellFace.leading()+cellFace.leading()*0.72, cell[k])
			}
		}
		s.y = top + float64(part)*cellFace.leading() + 2*cellPadding
		if from+part >= tallest(lines) {
			break
		}
		s.page()
		s.head(g)
		top = s.y
		most = max(1, int((s.bottom()-top-2*cellPadding)/cellFace.leading()))
	}
	s.line(sideMargin, s.y, s.width-sideMargin, hair, 0.15)
}
