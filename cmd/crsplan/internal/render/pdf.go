package render

import (
	"bytes"
	"fmt"
	"io"

	"codeberg.org/go-pdf/fpdf"

	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/plots"
	"crsplan/plots/canvas"
	"crsplan/scenarios"
)

// Paper is a size of paper.
type Paper string

// The sizes of paper.
const (
	A4     Paper = "a4"
	Letter Paper = "letter"
)

// Papers are the sizes of paper.
var Papers = []Paper{A4, Letter}

// size returns the width and the height in millimetres.
func (p Paper) size() (width, height float64) {
	if p == Letter {
		return 215.9, 279.4
	}
	return 210, 297
}

// The margins of a page, in millimetres.
const (
	sideMargin   = 22.0
	topMargin    = 22.0
	bottomMargin = 24.0
)

// writePDF writes a document as a PDF with bookmarks, its title and language,
// and numbered pages. The error is that of w, or of a chart that no page holds.
func writePDF(w io.Writer, d *page.Document, paper Paper) error {
	// The first time tells how many pages there are, and on which the sections
	// begin; the second says so.
	draft := newSheet(d, paper, nil)
	draft.write()
	final := newSheet(d, paper, draft)
	final.write()
	if err := final.pdf.Output(w); err != nil {
		return charts.NotDrawn(final.drawing, err)
	}
	return nil
}

// rgb is a colour on the page.
type rgb [3]int

var (
	ink     = rgb{0x1F, 0x1F, 0x1F}
	muted   = rgb{0x4A, 0x4A, 0x4A}
	rule    = rgb{0xD4, 0xD4, 0xD4}
	hair    = rgb{0xE2, 0xE2, 0xE2}
	strong  = rgb{0x8C, 0x8C, 0x8C}
	tint    = rgb{0xF4, 0xF6, 0xF8}
	sand    = rgb{0xF7, 0xF5, 0xF0}
	caution = rgb{0x8A, 0x6D, 0x1D}
)

// sheet is a PDF being written, from the top of each page to its bottom.
type sheet struct {
	doc    *page.Document
	pdf    *fpdf.Fpdf
	draft  *sheet // of the first time; nil in it
	accent rgb

	width, height float64 // of the page
	y             float64 // where the next thing stands
	begins        []int   // the pages of the sections
	links         []int
	filled        []float64 // how much of each page but the last has something on it
	drawing       string    // the chart that was drawn last, if none before failed
}

func newSheet(d *page.Document, paper Paper, draft *sheet) *sheet {
	c := d.Office.Colour
	s := &sheet{doc: d, draft: draft, accent: rgb{int(c.R), int(c.G), int(c.B)}}
	s.width, s.height = paper.size()
	s.pdf = fpdf.NewCustom(&fpdf.InitType{OrientationStr: "P", UnitStr: "mm", Size: fpdf.SizeType{Wd: s.width, Ht: s.height}})
	s.pdf.SetMargins(sideMargin, topMargin, sideMargin)
	s.pdf.SetAutoPageBreak(false, 0)
	canvas.Describe(s.pdf, canvas.About{Title: d.Made, Description: d.Dated, Lang: d.Lang, Day: d.Day})
	return s
}

// text is the width of the text.
func (s *sheet) text() float64 { return s.width - 2*sideMargin }

// bottom is where the text of a page ends.
func (s *sheet) bottom() float64 { return s.height - bottomMargin }

// room is how much of the page is left.
func (s *sheet) room() float64 { return s.bottom() - s.y }

func (s *sheet) write() {
	for range s.doc.Sections {
		s.links = append(s.links, s.pdf.AddLink())
	}
	s.page()
	s.front()
	for i := range s.doc.Sections {
		s.section(i)
	}
	s.foot()
}

// page begins a page, after the foot of the one before.
func (s *sheet) page() {
	if s.pdf.PageNo() > 0 {
		s.filled = append(s.filled, (s.y-topMargin)/(s.bottom()-topMargin))
		s.foot()
	}
	s.pdf.AddPage()
	s.y = topMargin
}

// fresh begins a page unless there is so much room left on this one.
func (s *sheet) fresh(need float64) {
	if s.room() < need && s.y > topMargin {
		s.page()
	}
}

// foot writes what stands below every page: whose it is, and its number.
func (s *sheet) foot() {
	y := s.bottom() + 6
	s.line(sideMargin, y, s.width-sideMargin, rule, 0.2)
	pages := s.pdf.PageNo()
	if s.draft != nil {
		pages = s.draft.pdf.PageNo()
	}
	number := fmt.Sprintf("%d / %d", s.pdf.PageNo(), pages)
	s.set(small, muted)
	wide := s.measure(number)
	s.put(s.width-sideMargin-wide, y+4.6, number)
	lines := s.wrap(s.doc.Made, s.text()-wide-8)
	s.put(sideMargin, y+4.6, lines[0])
	if f := s.doc.Footer; f != "" {
		for i, line := range s.wrap(f, s.text()) {
			if i < 2 {
				s.put(sideMargin, y+4.6+float64(i+1)*small.leading(), line)
			}
		}
	}
}

// front is the letterhead and the title.
func (s *sheet) front() {
	if o := &s.doc.Office; o.Name != "" {
		s.letterhead(o)
	}
	s.y += 6
	s.paragraph(titleFace, s.accent, s.doc.Title, s.text())
	s.y += 1.5
	s.paragraph(clientFace, ink, s.doc.Client, s.text())
	s.y += 0.8
	s.paragraph(body, muted, s.doc.Dated, s.text())
	s.y += 4
	s.line(sideMargin, s.y, s.width-sideMargin, s.accent, 0.6)
	s.y += 5
}

// letterhead is the office's logo at the left, its name and address at the
// right.
func (s *sheet) letterhead(o *scenarios.Office) {
	top := s.y - 6
	lowest := top
	if logo := o.Logo; logo != nil {
		width, height := logoSize(logo, 52, 16)
		options := fpdf.ImageOptions{ImageType: "PNG"}
		s.pdf.RegisterImageOptionsReader("logo", options, bytes.NewReader(logo.PNG))
		s.pdf.ImageOptions("logo", sideMargin, top, width, height, false, options, 0, "")
		lowest = top + height
	}
	y := top
	column := s.text() * 0.55
	right := func(f face, colour rgb, text string) {
		s.set(f, colour)
		for _, line := range s.wrap(text, column) {
			y += f.leading()
			s.put(s.width-sideMargin-s.measure(line), y-f.leading()*0.25, line)
		}
	}
	right(officeFace, s.accent, o.Name)
	for _, line := range o.Address {
		right(small, muted, line)
	}
	if s.doc.Adviser != "" {
		right(small, muted, s.doc.Adviser)
	}
	s.y = max(lowest, y) + 6
}

// section writes a section with its heading, which never stands alone at the
// bottom of a page.
func (s *sheet) section(i int) {
	section := &s.doc.Sections[i]
	title := section.Title
	if section.Number > 0 {
		title = fmt.Sprintf("%d   %s", section.Number, title)
	}
	above := 0.0
	if i > 0 {
		above = 9
	}
	s.set(sectionFace, s.accent)
	height := above + float64(len(s.wrap(title, s.text())))*sectionFace.leading() + 5
	need := height + s.need(section.Blocks)
	if len(section.Blocks) > 1 {
		if intro, ok := section.Blocks[0].(page.Paragraph); ok && s.tall(body, intro.Text, s.text()) <= 3*body.leading() {
			if _, ok := section.Blocks[1].(page.Heading); ok { // a chapter of a line or two is none
				need += s.need(section.Blocks[1:])
			}
		}
	}
	s.fresh(need)
	if s.y > topMargin {
		s.y += above
	}
	s.begins = append(s.begins, s.pdf.PageNo())
	s.pdf.SetLink(s.links[i], s.y, -1)
	s.set(sectionFace, s.accent)
	s.pdf.Bookmark(plots.Printable(section.Title), 0, s.y)
	s.paragraph(sectionFace, s.accent, title, s.text())
	s.y += 1.2
	s.line(sideMargin, s.y, s.width-sideMargin, rule, 0.2)
	s.y += 3.4
	// A chart without room waits for a page that has it, and what follows it fills
	// this one.
	var waits []page.Block
	for j, block := range section.Blocks {
		if len(waits) > 0 && s.need(waits) <= s.room() {
			s.block(waits[0], nil)
			waits = nil
		}
		if chart, ok := block.(page.Chart); ok && waits == nil && s.need([]page.Block{chart}) > s.room() {
			waits = []page.Block{chart}
			continue
		}
		s.block(block, section.Blocks[j+1:])
	}
	for _, chart := range waits {
		s.block(chart, nil)
	}
	if i == 0 {
		s.contents()
	}
}

// contents lists the sections with their pages in two columns, where the first
// page has room for it.
func (s *sheet) contents() {
	numbered := s.doc.Sections[1:]
	rows := (len(numbered) + 1) / 2
	line := body.leading() * 1.15
	height := 9 + float64(rows)*line
	if s.pdf.PageNo() > 1 || s.room() < height {
		return
	}
	s.y = s.bottom() - height + 2
	s.paragraph(headingFace, ink, s.doc.Contents, s.text())
	top := s.y + 1
	const gap = 10.0
	wide := (s.text() - gap) / 2
	for i := range numbered {
		x := sideMargin + float64(i/rows)*(wide+gap)
		y := top + float64(i%rows+1)*line
		page := ""
		if s.draft != nil {
			page = fmt.Sprint(s.draft.begins[i+1])
		}
		s.set(body, ink)
		base := y - body.leading()*0.28
		s.put(x, base, fmt.Sprint(numbered[i].Number))
		s.put(x+6, base, s.wrap(numbered[i].Title, wide-14)[0])
		s.put(x+wide-s.measure(page), base, page)
		s.pdf.Link(x, y-body.leading(), wide, body.leading(), s.links[i+1])
	}
}
