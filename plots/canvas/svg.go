package canvas

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"strings"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// SVG is a canvas that writes an accessible SVG document.
//
// The document may be a file, or may be set inline into a page, several of
// them if their prefixes differ. It looks the same under the strictest
// Content-Security-Policy, for it has presentation attributes and neither
// style nor script (only a picture drawn on it would ask for img-src data:).
// To a screen reader it is one image, named by its title and told by its
// description. A text keeps its width in whatever font the reader has.
type SVG struct {
	states
	about  About
	prefix string
	body   []element
	waits  fill
}

// element is a path, a text or an image: how it begins, the attributes that
// neighbours may have in common, and how it ends.
type element struct{ begin, common, end string }

var _ vg.CanvasWriterTo = (*SVG)(nil)

// fill is a filled outline that is not written yet: its stroke may join it.
type fill struct {
	outline string
	colour  color.NRGBA
}

// NewSVG returns an empty canvas of a size on paper. The prefix begins the
// identifiers of the document; what an identifier cannot have becomes a
// hyphen.
func NewSVG(width, height vg.Length, about About, prefix string) *SVG {
	return &SVG{
		states: newStates(width, height, matrix{a: 1, d: -1, f: float64(height)}), // y goes down
		about:  about, prefix: identifier(prefix),
	}
}

func identifier(s string) string {
	s = strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return '-'
	}, s)
	if s == "" || s[0] < 'A' {
		return "chart" + s
	}
	return s
}

// families are the fonts to try, by variant: those of the same widths first.
var families = map[font.Variant]string{
	"Sans":  "Liberation Sans, Arimo, Arial, Helvetica, sans-serif",
	"Mono":  "Liberation Mono, Cousine, Courier New, Courier, monospace",
	"Serif": "Liberation Serif, Tinos, Times New Roman, Times, serif",
}

// mainVariant is the one that a text has without saying so.
const mainVariant = "Sans"

// WriteTo writes the whole document, without an XML declaration. It can be
// called again, also after more was drawn.
func (c *SVG) WriteTo(w io.Writer) (int64, error) {
	c.flush()
	width, height := appendNumber(nil, float64(c.w)), appendNumber(nil, float64(c.h))
	b := []byte(`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="`)
	b = append(b, c.prefix+`-title `+c.prefix+`-desc"`...)
	if c.about.Lang != "" {
		b = attribute(b, "xml:lang", c.about.Lang)
	}
	b = append(b, ` width="`...)
	b = append(appendNumber(b, float64(c.w/vg.Millimeter)), `mm" height="`...)
	b = append(appendNumber(b, float64(c.h/vg.Millimeter)), `mm" viewBox="0 0 `...)
	b = append(append(append(b, width...), ' '), height...)
	b = append(b, `"`...)
	b = attribute(b, "font-family", families[mainVariant])
	b = append(b, ` stroke-linejoin="round">`+"\n"...)
	b = append(escaped(append(b, `<title id="`+c.prefix+`-title">`...), c.about.Title), "</title>\n"...)
	b = append(escaped(append(b, `<desc id="`+c.prefix+`-desc">`...), c.about.Description), "</desc>\n"...)
	for i := 0; i < len(c.body); {
		common := c.body[i].common
		n := 1
		for i+n < len(c.body) && c.body[i+n].common == common {
			n++
		}
		b = appendAlike(b, c.body[i:i+n], common)
		i += n
	}
	n, err := w.Write(append(b, "</svg>\n"...))
	return int64(n), err
}

// appendAlike appends elements that have attributes in common; those of
// several stand on a group around them.
func appendAlike(b []byte, elements []element, common string) []byte {
	grouped := len(elements) > 1 && common != ""
	if grouped {
		b = append(append(append(b, "<g"...), common...), ">\n"...)
		common = ""
	}
	for _, e := range elements {
		b = append(append(append(append(b, e.begin...), common...), e.end...), '\n')
	}
	if grouped {
		b = append(b, "</g>\n"...)
	}
	return b
}

// Fill fills a path, by the nonzero rule.
func (c *SVG) Fill(path vg.Path) {
	c.flush()
	c.waits = fill{c.outline(path), c.colour}
}

// Stroke strokes a path.
func (c *SVG) Stroke(path vg.Path) {
	outline := c.outline(path)
	if c.waits.outline != outline {
		c.flush()
	}
	if c.width <= 0 || outline == "" {
		return
	}
	paint := []byte(` fill="none"`)
	if c.waits.outline != "" {
		paint = painted(nil, "fill", c.waits.colour)
		c.waits = fill{}
	}
	paint = painted(paint, "stroke", c.colour)
	paint = number(paint, "stroke-width", float64(c.width)*c.grows())
	if len(c.dashes) > 0 {
		paint = append(paint, ` stroke-dasharray="`...)
		for i, d := range c.dashes {
			if i > 0 {
				paint = append(paint, ' ')
			}
			paint = appendNumber(paint, float64(d)*c.grows())
		}
		paint = append(paint, '"')
		if c.offset != 0 {
			paint = number(paint, "stroke-dashoffset", float64(c.offset)*c.grows())
		}
	}
	c.path(outline, paint)
}

// flush writes a fill that waits for its stroke.
func (c *SVG) flush() {
	if c.waits.outline != "" {
		c.path(c.waits.outline, painted(nil, "fill", c.waits.colour))
	}
	c.waits = fill{}
}

func (c *SVG) path(outline string, paint []byte) {
	c.body = append(c.body, element{`<path d="` + outline + `"`, string(paint), "/>"})
}

// outline writes a path in absolute coordinates; empty if there is nothing to
// draw.
func (c *SVG) outline(path vg.Path) string {
	var b []byte
	var x, y string
	drawn := false
	point := func(p vg.Point) (string, string) {
		x, y := c.apply(p)
		return string(appendNumber(nil, x)), string(appendNumber(nil, y))
	}
	for _, comp := range joined(path, c.upright()) {
		drawn = drawn || comp.Type != vg.MoveComp
		switch comp.Type {
		case vg.MoveComp:
			x, y = point(comp.Pos)
			b = append(b, "M"+x+","+y...)
		case vg.LineComp:
			toX, toY := point(comp.Pos)
			switch {
			case toY == y:
				b = append(b, "H"+toX...)
			case toX == x:
				b = append(b, "V"+toY...)
			default:
				b = append(b, "L"+toX+","+toY...)
			}
			x, y = toX, toY
		case vg.CurveComp:
			x1, y1 := point(comp.Control[0])
			x2, y2 := point(comp.Control[1])
			x, y = point(comp.Pos)
			b = append(b, "C"+x1+","+y1+" "+x2+","+y2+" "+x+","+y...)
		case vg.ArcComp:
			radius := string(appendNumber(nil, float64(comp.Radius)*c.grows()))
			sweep := "0"
			if (comp.Angle > 0) == (c.d > 0) {
				sweep = "1"
			}
			n, turn := turns(comp, math.Pi)
			for i := range n {
				x, y = point(onCircle(comp, comp.Start+float64(i+1)*turn))
				b = append(b, "A"+radius+","+radius+" 0 0 "+sweep+" "+x+","+y...)
			}
		case vg.CloseComp:
			b = append(b, 'Z')
			x, y = "", "" // where the subpath began: what follows is a move
		}
	}
	if !drawn {
		return ""
	}
	return string(b)
}

// FillString draws a text with its baseline at a point.
func (c *SVG) FillString(face font.Face, at vg.Point, text string) {
	size := float64(face.Font.Size)
	if size == 0 || text == "" {
		return
	}
	c.flush()
	m, grown := c.matrix.at(at), 1.
	begin := []byte(`<text`)
	if c.upright() && c.d < 0 {
		grown = c.grows()
		begin = number(number(begin, "x", m.e), "y", m.f)
	} else {
		begin = transformed(begin, m)
	}
	begin = number(begin, "textLength", float64(Width(face, text))*grown)
	begin = append(begin, ` lengthAdjust="spacingAndGlyphs"`...)

	common := number(nil, "font-size", size*grown)
	if face.Font.Variant != mainVariant {
		family, ok := families[face.Font.Variant]
		if !ok {
			family = families["Serif"]
		}
		common = attribute(common, "font-family", family)
	}
	if face.Font.Weight >= xfont.WeightSemiBold {
		common = append(common, ` font-weight="bold"`...)
	}
	if face.Font.Style == xfont.StyleItalic {
		common = append(common, ` font-style="italic"`...)
	}
	common = painted(common, "fill", c.colour)
	c.body = append(c.body, element{string(begin), string(common), string(escaped([]byte(">"), text)) + "</text>"})
}

// DrawImage draws a picture, stretched to a rectangle, as a PNG in the
// document.
func (c *SVG) DrawImage(rect vg.Rectangle, img image.Image) {
	var file bytes.Buffer
	if err := png.Encode(&file, img); err != nil { // no size, or too large a one
		return
	}
	c.flush()
	b := transformed([]byte(`<image`), c.matrix.at(vg.Point{X: rect.Min.X, Y: rect.Max.Y}))
	b = number(b, "width", float64(rect.Size().X))
	b = number(b, "height", float64(rect.Size().Y))
	b = append(b, ` preserveAspectRatio="none" href="data:image/png;base64,`...)
	b = append(base64.StdEncoding.AppendEncode(b, file.Bytes()), '"')
	c.body = append(c.body, element{begin: string(b), end: "/>"})
}

func attribute(b []byte, name, value string) []byte {
	b = append(b, ' ')
	b = append(b, name...)
	b = append(b, '=', '"')
	return append(escaped(b, value), '"')
}

func number(b []byte, name string, value float64) []byte {
	b = append(b, ' ')
	b = append(b, name...)
	b = append(b, '=', '"')
	return append(appendNumber(b, value), '"')
}

// painted appends a colour and its opacity.
func painted(b []byte, name string, c color.NRGBA) []byte {
	const hex = "0123456789abcdef"
	b = append(b, ' ')
	b = append(b, name...)
	b = append(b, `="#`...)
	for _, part := range []uint8{c.R, c.G, c.B} {
		b = append(b, hex[part>>4], hex[part&0xF])
	}
	b = append(b, '"')
	if c.A < 0xFF {
		b = number(b, name+"-opacity", float64(c.A)/0xFF)
	}
	return b
}

// transformed appends the matrix under which text and pictures are drawn,
// whose own y goes down.
func transformed(b []byte, m matrix) []byte {
	b = append(b, ` transform="matrix(`...)
	for _, v := range []float64{m.a, m.b, -m.c, -m.d} {
		b = append(appendDecimals(b, v, 5), ' ')
	}
	b = append(appendNumber(b, m.e), ' ')
	return append(appendNumber(b, m.f), `)"`...)
}

// escaped appends a text so that it is one in XML.
func escaped(b []byte, text string) []byte {
	var out bytes.Buffer
	xml.EscapeText(&out, []byte(text)) // a buffer takes all
	return append(b, out.Bytes()...)
}
