package canvas

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/draw"
	"image/png"
	"io"
	"strings"

	"codeberg.org/go-pdf/fpdf"
	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// PDF is a canvas that draws into a PDF document. Its text is Unicode in
// Liberation Sans, to be searched and copied, and takes the width that it was
// measured to have; other variants of Liberation are drawn in Sans.
type PDF struct {
	states
	doc *fpdf.Fpdf
	raw []byte // operators not handed to the document yet
}

var _ vg.CanvasWriterTo = (*PDF)(nil)

// NewPDF returns an empty canvas: a document of one page of a size on paper.
func NewPDF(width, height vg.Length, about About) *PDF {
	doc := fpdf.NewCustom(&fpdf.InitType{
		OrientationStr: "P", UnitStr: "pt", // as wide and as high as said
		Size: fpdf.SizeType{Wd: float64(width), Ht: float64(height)},
	})
	Describe(doc, about)
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	doc.AddPage()
	c := &PDF{states: newStates(width, height, matrix{a: 1, d: 1}), doc: doc}
	c.begin()
	return c
}

// OnPage draws onto a rectangle of the current page of a document, which is
// given by its top left corner, its width and its height in the document's
// unit. A point of the canvas is a point on the page. The font, the colours
// and all else that is set in the document stay as they are. What fails, such
// as drawing without a page, is the document's error.
func OnPage(doc *fpdf.Fpdf, x, y, width, height float64, paint func(vg.CanvasSizer)) {
	if doc.PageNo() == 0 {
		doc.SetErrorf("a canvas needs a page")
	}
	if doc.Err() {
		return
	}
	unit := doc.GetConversionRatio() // points
	_, page := doc.GetPageSize()
	corner := matrix{a: 1, d: 1, e: x * unit, f: (page - y - height) * unit}
	c := &PDF{states: newStates(vg.Length(width*unit), vg.Length(height*unit), corner), doc: doc}

	family, style := doc.GetFontFamily(), doc.GetFontStyle()
	size, _ := doc.GetFontSize()
	red, green, blue := doc.GetTextColor()
	alpha, blend := doc.GetAlpha()
	c.begin()
	paint(c)
	c.end()
	// The page is as it was; now the document knows it, too.
	if family != "" {
		doc.SetFont(family, style, size)
	}
	doc.SetTextColor(red, green, blue)
	doc.SetAlpha(alpha, blend)
}

// begin saves what is set on the page and sets what every drawing begins with.
func (c *PDF) begin() { c.raw = append(c.raw, "q 0 J 1 j\n"...) }

func (c *PDF) end() {
	c.raw = append(c.raw, 'Q')
	c.flush()
}

// WriteTo ends the document and writes it; nothing can be drawn after that.
func (c *PDF) WriteTo(w io.Writer) (int64, error) {
	c.end()
	counted := &counter{w: w}
	err := c.doc.Output(counted)
	return counted.n, err
}

// counter counts the bytes that a writer took.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.n += int64(n)
	return n, err
}

// flush hands the operators that were gathered to the document, which has its
// own to add.
func (c *PDF) flush() {
	if n := len(c.raw); n > 0 {
		c.doc.RawWriteStr(strings.TrimSuffix(string(c.raw), "\n"))
		c.raw = c.raw[:0]
	}
}

// Fill fills a path, by the nonzero rule.
func (c *PDF) Fill(path vg.Path) {
	c.setAlpha()
	c.paint("rg")
	if c.outline(path) {
		c.raw = append(c.raw, "f\n"...)
	}
}

// Stroke strokes a path.
func (c *PDF) Stroke(path vg.Path) {
	if c.width <= 0 {
		return
	}
	c.setAlpha()
	c.paint("RG")
	c.raw = append(appendNumber(c.raw, float64(c.width)*c.grows()), " w ["...)
	for _, d := range c.dashes {
		c.raw = append(appendNumber(c.raw, float64(d)*c.grows()), ' ')
	}
	c.raw = append(c.raw, "] "...)
	c.raw = append(appendNumber(c.raw, float64(c.offset)*c.grows()), " d\n"...)
	if c.outline(path) {
		c.raw = append(c.raw, "S\n"...)
	}
}

// paint sets the colour by an operator.
func (c *PDF) paint(operator string) {
	for _, part := range []uint8{c.colour.R, c.colour.G, c.colour.B} {
		c.raw = append(appendDecimals(c.raw, float64(part)/0xFF, 3), ' ')
	}
	c.raw = append(append(c.raw, operator...), '\n')
}

// setAlpha sets how far the colour covers what is under it.
func (c *PDF) setAlpha() {
	alpha := float64(c.colour.A) / 0xFF
	if now, blend := c.doc.GetAlpha(); now != alpha || blend != "Normal" {
		c.flush()
		c.doc.SetAlpha(alpha, "Normal")
	}
}

// outline writes a path; it reports false if there is nothing to draw.
func (c *PDF) outline(path vg.Path) (drawn bool) {
	from := len(c.raw)
	point := func(p vg.Point) {
		x, y := c.apply(p)
		c.raw = append(appendNumber(c.raw, x), ' ')
		c.raw = append(appendNumber(c.raw, y), ' ')
	}
	for _, comp := range joined(path, false) {
		drawn = drawn || comp.Type != vg.MoveComp
		switch comp.Type {
		case vg.MoveComp:
			point(comp.Pos)
			c.raw = append(c.raw, "m\n"...)
		case vg.LineComp:
			point(comp.Pos)
			c.raw = append(c.raw, "l\n"...)
		case vg.CurveComp:
			point(comp.Control[0])
			point(comp.Control[1])
			point(comp.Pos)
			c.raw = append(c.raw, "c\n"...)
		case vg.CloseComp:
			c.raw = append(c.raw, "h\n"...)
		}
	}
	if !drawn {
		c.raw = c.raw[:from]
	}
	return drawn
}

// FillString draws a text with its baseline at a point.
func (c *PDF) FillString(face font.Face, at vg.Point, text string) {
	if face.Font.Size == 0 || text == "" {
		return
	}
	c.setAlpha()
	c.transform(c.matrix.at(at))
	c.paint("rg")
	style := ""
	if face.Font.Weight >= xfont.WeightSemiBold {
		style += "B"
	}
	if face.Font.Style == xfont.StyleItalic {
		style += "I"
	}
	c.flush()
	text = plane(text)
	SetFont(c.doc, style, float64(face.Font.Size))
	c.doc.SetTextColor(int(c.colour.R), int(c.colour.G), int(c.colour.B))
	unit := c.doc.GetConversionRatio()
	if wide := c.doc.GetStringWidth(text) * unit; wide > 0 {
		// The font's pairs are not kerned here; all in all the width is right.
		c.raw = append(appendDecimals(c.raw, 100*float64(Width(face, text))/wide, 3), " Tz"...)
		c.flush()
	}
	c.doc.Text(0, c.bottom(), text)
	c.raw = append(c.raw, "Q\n"...)
}

// bottom is where the document's own y is at the origin of the page.
func (c *PDF) bottom() float64 {
	_, page := c.doc.GetPageSize()
	return page
}

// transform opens a group under a matrix.
func (c *PDF) transform(m matrix) {
	c.raw = append(c.raw, "q "...)
	for _, v := range []float64{m.a, m.b, m.c, m.d} {
		c.raw = append(appendDecimals(c.raw, v, 5), ' ')
	}
	c.raw = append(appendNumber(c.raw, m.e), ' ')
	c.raw = append(appendNumber(c.raw, m.f), " cm\n"...)
}

// DrawImage draws a picture, stretched to a rectangle.
func (c *PDF) DrawImage(rect vg.Rectangle, img image.Image) {
	eight := image.NewNRGBA(img.Bounds()) // bits: a PDF of fpdf has no more
	draw.Draw(eight, eight.Rect, img, img.Bounds().Min, draw.Src)
	var file bytes.Buffer
	if err := png.Encode(&file, eight); err != nil { // no size, or too large a one
		return
	}
	sum := sha256.Sum256(file.Bytes())
	name := hex.EncodeToString(sum[:])
	as := fpdf.ImageOptions{ImageType: "PNG"}
	c.doc.RegisterImageOptionsReader(name, as, &file)

	c.setAlpha()
	c.transform(c.matrix.at(rect.Min))
	c.flush()
	unit := c.doc.GetConversionRatio()
	w, h := float64(rect.Size().X)/unit, float64(rect.Size().Y)/unit
	c.doc.ImageOptions(name, 0, c.bottom()-h, w, h, false, as, 0, "")
	c.raw = append(c.raw, "Q\n"...)
}
