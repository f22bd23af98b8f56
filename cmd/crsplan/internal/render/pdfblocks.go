package render

import (
	"gonum.org/v1/plot/vg"

	"crsplan/cmd/crsplan/internal/page"
	"crsplan/plots"
)

// need returns how much room the beginning of some blocks takes that must not
// be parted from what stands above them.
func (s *sheet) need(blocks []page.Block) float64 {
	if len(blocks) == 0 {
		return 0
	}
	switch b := blocks[0].(type) {
	case page.Heading:
		return 7 + headingFace.leading() + s.need(blocks[1:])
	case page.Paragraph:
		f := faceOf(b.Small)
		lines := s.tall(f, b.Text, s.text())
		need := min(lines, 3*f.leading()) + 2
		// A short text that leads to something goes with it.
		if lines <= 5*f.leading() && len(blocks) > 1 {
			switch blocks[1].(type) {
			case page.Table, page.Callout, page.Figures, page.List:
				return lines + 2 + s.need(blocks[1:])
			}
		}
		return need
	case page.Callout:
		return s.calloutHeight(&b) + 3
	case page.Figures:
		return s.figuresHeight(b) + 4
	case page.List:
		if len(b.Items) > 0 {
			return s.tall(faceOf(b.Small), b.Items[0], s.text()-itemIndent) + 2
		}
	case page.Table:
		return s.tableNeed(&b, blocks[1:])
	case page.Chart:
		return min(s.chartHeight(&b)+4, s.bottom()-topMargin-20)
	}
	return 0
}

// faceOf is the face of running text and of items.
func faceOf(note bool) face {
	if note {
		return small
	}
	return body
}

// block writes a block; what follows it tells what must stay together.
func (s *sheet) block(block page.Block, after []page.Block) {
	switch b := block.(type) {
	case page.Heading:
		s.fresh(7 + headingFace.leading() + s.need(after))
		if s.y > topMargin {
			s.y += 5
		}
		s.set(headingFace, ink)
		s.pdf.Bookmark(plots.Printable(b.Text), 1, s.y)
		s.paragraph(headingFace, ink, b.Text, s.text())
		s.y += 1.4
	case page.Paragraph:
		s.fresh(s.need(append([]page.Block{b}, after...)))
		colour := ink
		if b.Small {
			colour = muted
		}
		s.paragraph(faceOf(b.Small), colour, b.Text, s.text())
		s.y += 2.2
	case page.Callout:
		s.callout(&b)
	case page.Figures:
		s.figures(b)
	case page.List:
		s.list(&b)
	case page.Table:
		s.table(&b, after)
	case page.Chart:
		s.chart(&b)
	}
}

const calloutPadding = 4.0

func (s *sheet) calloutHeight(b *page.Callout) float64 {
	width := s.text() - 2*calloutPadding
	height := 2*calloutPadding - 2
	if b.Title != "" {
		height += s.tall(headingFace, b.Title, width) + 0.8
	}
	return height + s.tall(body, b.Text, width)
}

func (s *sheet) callout(b *page.Callout) {
	height := s.calloutHeight(b)
	s.fresh(height + 2)
	s.y += 1
	fill, bar := tint, s.accent
	if b.Alert {
		fill, bar = sand, caution
	}
	s.box(sideMargin, s.y, s.text(), height, fill)
	s.box(sideMargin, s.y, 1, height, bar)
	end := s.y + height
	s.y += calloutPadding - 1
	if b.Title != "" {
		s.inside(headingFace, ink, b.Title, sideMargin+calloutPadding, s.text()-2*calloutPadding)
		s.y += 0.8
	}
	s.inside(body, ink, b.Text, sideMargin+calloutPadding, s.text()-2*calloutPadding)
	s.y = end + 3
}

// inside writes a text into a box that has room for it.
func (s *sheet) inside(f face, colour rgb, text string, x, width float64) {
	s.set(f, colour)
	for _, line := range s.wrap(text, width) {
		s.y += f.leading()
		s.put(x, s.y-f.leading()*0.28, line)
	}
}

// The figures stand in rows of at most so many.
const (
	mostInRow     = 4
	figurePadding = 3.2
)

// rowsOf parts figures into rows of about equal numbers.
func rowsOf(f page.Figures) []page.Figures {
	rows := (len(f) + mostInRow - 1) / mostInRow
	var list []page.Figures
	for ; rows > 0; rows-- {
		n := (len(f) + rows - 1) / rows
		list, f = append(list, f[:n]), f[n:]
	}
	return list
}

// valueFace is as large as the value allows in two lines at most.
func (s *sheet) valueFace(value string, width float64) face {
	for size := 15.0; ; size-- {
		f := face{size, true, 1.22}
		s.set(f, ink)
		if lines := s.wrap(value, width); size <= 9 || len(lines) == 1 || len(lines) == 2 && size <= 12 {
			return f
		}
	}
}

func (s *sheet) figuresHeight(f page.Figures) (height float64) {
	for _, row := range rowsOf(f) {
		height += s.figureRowHeight(row)
	}
	return height
}

func (s *sheet) figureRowHeight(row page.Figures) (height float64) {
	width := s.text()/float64(len(row)) - 2*figurePadding
	for _, f := range row {
		height = max(height, s.tall(labelFace, f.Label, width)+s.tall(s.valueFace(f.Value, width), f.Value, width)+s.tall(labelFace, f.Note, width)+1.6)
	}
	return height + 2*figurePadding - 1
}

func (s *sheet) figures(f page.Figures) {
	s.fresh(s.figuresHeight(f) + 3)
	s.y += 1
	for _, row := range rowsOf(f) {
		height := s.figureRowHeight(row)
		each := s.text() / float64(len(row))
		top := s.y
		for i, f := range row {
			x := sideMargin + float64(i)*each
			s.frame(x, top, each, height)
			s.y = top + figurePadding - 0.8
			width := each - 2*figurePadding
			s.inside(labelFace, muted, f.Label, x+figurePadding, width)
			s.y += 0.8
			s.inside(s.valueFace(f.Value, width), s.accent, f.Value, x+figurePadding, width)
			s.y += 0.8
			s.inside(labelFace, muted, f.Note, x+figurePadding, width)
		}
		s.y = top + height
	}
	s.y += 4
}

// frame draws the outline of a box.
func (s *sheet) frame(x, y, width, height float64) {
	s.pdf.SetDrawColor(rule[0], rule[1], rule[2])
	s.pdf.SetLineWidth(0.2)
	s.pdf.Rect(x, y, width, height, "D")
}

const itemIndent = 4.5

func (s *sheet) list(b *page.List) {
	f := faceOf(b.Small)
	for i, item := range b.Items {
		need := s.tall(f, item, s.text()-itemIndent)
		if i == len(b.Items)-2 { // the last does not go over alone
			need += s.tall(f, b.Items[i+1], s.text()-itemIndent)
		}
		s.fresh(min(need, s.bottom()-topMargin))
		s.set(f, ink)
		for k, line := range s.wrap(item, s.text()-itemIndent) {
			if s.room() < f.leading() {
				s.page()
				s.set(f, ink)
			}
			s.y += f.leading()
			if k == 0 {
				s.put(sideMargin+0.6, s.y-f.leading()*0.28, "•")
			}
			s.put(sideMargin+itemIndent, s.y-f.leading()*0.28, line)
		}
		s.y += f.leading() * 0.18
	}
	s.y += 1.6
}

// inset is the blank that a chart leaves at its sides and at its top: its text
// begins where the report's does.
const inset = float64(plots.Margin / vg.Millimeter)

// size is the size of a chart on the page: its text is as wide as the report's.
func (s *sheet) size(c *page.Chart) plots.Size {
	width := s.text() + 2*inset
	return plots.Fit(c.Chart, plots.Size{WidthMM: width, HeightMM: width * 0.5, DPI: plots.Print.DPI})
}

// chartHeight is the height of a chart on the page: one that is taller than a
// page is made smaller as a whole.
func (s *sheet) chartHeight(c *page.Chart) float64 {
	return min(s.size(c).HeightMM, s.bottom()-topMargin)
}

func (s *sheet) chart(c *page.Chart) {
	size := s.size(c)
	if !s.pdf.Err() {
		s.drawing = c.Name
	}
	s.fresh(s.chartHeight(c))
	if most := s.bottom() - topMargin; size.HeightMM > most {
		part := most / size.HeightMM
		s.pdf.TransformBegin()
		s.pdf.TransformScale(100*part, 100*part, s.width/2, s.y)
		plots.OnPage(s.pdf, c.Chart, sideMargin-inset, s.y, size)
		s.pdf.TransformEnd()
		s.y += most
	} else {
		plots.OnPage(s.pdf, c.Chart, sideMargin-inset, s.y, size)
		s.y += size.HeightMM
	}
	s.y++ // a chart has margins of its own
}
