package canvas

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"sync"

	"github.com/golang/freetype/raster"
	"golang.org/x/image/draw"
	"golang.org/x/image/math/f64"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// PNG is a canvas of dots, white to begin with. What charts draw most is drawn
// at once: boxes row by row, and letters, each of which is drawn once and kept.
type PNG struct {
	states
	dpi   int
	dots  *dots
	edges *raster.Rasterizer
}

var _ vg.CanvasWriterTo = (*PNG)(nil)

// NewPNG returns an empty canvas of a size on paper, to the nearest dot.
func NewPNG(width, height vg.Length, dpi int) *PNG {
	count := func(l vg.Length) int { return int(math.Round(l.Dots(float64(dpi)))) }
	scale := vg.Length(1).Dots(float64(dpi))
	d := newDots(count(width), count(height))
	base := matrix{a: scale, d: -scale, f: float64(d.high)} // y goes down
	return &PNG{newStates(width, height, base), dpi, d, raster.NewRasterizer(d.wide, d.high)}
}

// Fill fills a path, by the nonzero rule.
func (c *PNG) Fill(path vg.Path) {
	lines := flattened(path, c.matrix)
	if len(lines) == 1 {
		if b, ok := lines[0].box(); ok {
			c.dots.fillBox(b, c.paint())
			return
		}
	}
	c.paintInside(lines, func(edges *raster.Rasterizer, origin image.Point) { addTo(edges, lines, origin) })
}

// Stroke strokes a path.
func (c *PNG) Stroke(path vg.Path) {
	if c.width <= 0 {
		return
	}
	width := float64(c.width) * c.grows()
	var slanted []polyline
	for _, part := range flattened(path, c.matrix) {
		for _, l := range c.dashed(part.cornered()) {
			// What is not opaque may not cover itself twice.
			if b, ok := l.stroke(width); ok && c.colour.A == 0xFF {
				c.dots.fillBox(b, c.paint())
			} else {
				slanted = append(slanted, l)
			}
		}
	}
	wide := polyline{}
	for _, l := range slanted {
		for _, s := range l {
			wide = append(wide, spot{s.x - width, s.y - width}, spot{s.x + width, s.y + width})
		}
	}
	c.paintInside([]polyline{wide}, func(edges *raster.Rasterizer, origin image.Point) {
		edges.AddStroke(strokable(slanted, origin), fixedOf(width), raster.ButtCapper, raster.RoundJoiner)
	})
}

func (c *PNG) paint() paint { return c.dots.paint(c.colour) }

// paintInside paints what lies inside edges, all of which lie in the bounds of
// lines.
func (c *PNG) paintInside(lines []polyline, add func(edges *raster.Rasterizer, origin image.Point)) {
	seen := bounds(lines).Intersect(image.Rect(0, 0, c.dots.wide, c.dots.high))
	if seen.Empty() {
		return
	}
	p := c.paint()
	c.edges.SetBounds(seen.Dx(), seen.Dy())
	c.edges.Dx, c.edges.Dy = seen.Min.X, seen.Min.Y
	c.edges.UseNonZeroWinding = true
	add(c.edges, seen.Min)
	c.edges.Rasterize(raster.PainterFunc(func(spans []raster.Span, _ bool) {
		for _, s := range spans {
			c.dots.span(s.Y, s.X0, s.X1, p, partOf(s))
		}
	}))
}

// partOf returns how much of its dots a span covers.
func partOf(s raster.Span) uint32 { return (s.Alpha*whole + 0x7FFF) / 0xFFFF }

// FillString draws a text with its baseline at a point.
func (c *PNG) FillString(face font.Face, at vg.Point, text string) {
	if face.Font.Size == 0 {
		return
	}
	m := c.matrix.at(at)
	measured, p := measuresOf(face.Face), c.paint()
	plain, size := m.upright() && m.d < 0, fixedOf(float64(face.Font.Size)*m.a)
	unit := float64(Length(face, 1))
	before, x := NoLetter, 0
	for _, r := range text {
		if before != NoLetter {
			x += measured.kern(before, r)
		}
		here := m.at(vg.Point{X: vg.Length(float64(x) * unit)})
		if plain {
			l := letter{font: face.Face, size: size, r: r}
			var dotX, dotY int
			dotX, l.x = split(here.e)
			dotY, l.y = split(here.f)
			c.dots.stamp(letters.mask(l), dotX, dotY, p)
		} else {
			c.Push()
			c.matrix = here.times(matrix{a: unit, d: unit})
			c.Fill(outlineOf(face.Face, r))
			c.Pop()
		}
		x += measured.advance(r)
		before = r
	}
}

// DrawImage draws a picture, stretched to a rectangle.
func (c *PNG) DrawImage(rect vg.Rectangle, img image.Image) {
	b := img.Bounds()
	if b.Empty() {
		return
	}
	m := c.matrix.at(vg.Point{X: rect.Min.X, Y: rect.Max.Y})
	m = m.times(matrix{a: float64(rect.Size().X) / float64(b.Dx()), d: -float64(rect.Size().Y) / float64(b.Dy())})
	m = m.times(matrix{a: 1, d: 1, e: -float64(b.Min.X), f: -float64(b.Min.Y)})
	draw.ApproxBiLinear.Transform(c.dots, f64.Aff3{m.a, m.c, m.e, m.b, m.d, m.f}, img, b, draw.Over, nil)
}

// WriteTo writes the picture so far as a PNG file of at most 256 colours, which
// records its size on paper, so that a word processor sets it as wide as was
// meant.
func (c *PNG) WriteTo(w io.Writer) (int64, error) {
	// Line art compresses well at any level; the fastest takes a third of the time.
	encoder := png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: buffers{}}
	var file bytes.Buffer
	if err := encoder.Encode(&file, c.dots.paletted()); err != nil {
		return 0, err
	}
	counted := &counter{w: w}
	b := file.Bytes()
	for _, part := range [][]byte{b[:signatureAndHeader], pHYs(c.dpi), b[signatureAndHeader:]} {
		if _, err := counted.Write(part); err != nil {
			return counted.n, err
		}
	}
	return counted.n, nil
}

// buffers keeps the buffers of an encoder, a megabyte, for the next picture.
type buffers struct{}

var encoderBuffers sync.Pool

func (buffers) Get() *png.EncoderBuffer {
	b, _ := encoderBuffers.Get().(*png.EncoderBuffer)
	return b
}

func (buffers) Put(b *png.EncoderBuffer) { encoderBuffers.Put(b) }

const (
	metresPerInch           = 0.0254
	signatureAndHeader      = 8 + 4 + 4 + 13 + 4 // the PNG signature, then the whole IHDR chunk
	pHYsUnitIsMetre    byte = 1
)

// pHYs returns the chunk that tells how many dots there are to a metre (PNG
// specification, third edition, 11.3.4.3).
func pHYs(dpi int) []byte {
	perMetre := uint32(math.Round(float64(dpi) / metresPerInch))
	b := binary.BigEndian.AppendUint32(nil, 9)
	b = append(b, "pHYs"...)
	b = binary.BigEndian.AppendUint32(b, perMetre)
	b = binary.BigEndian.AppendUint32(b, perMetre)
	b = append(b, pHYsUnitIsMetre)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// Bounds, At, ColorModel and Set make dots a picture to draw pictures on.
func (d *dots) Bounds() image.Rectangle { return image.Rect(0, 0, d.wide, d.high) }

func (d *dots) ColorModel() color.Model { return color.NRGBAModel }

func (d *dots) At(x, y int) color.Color {
	r, g, b := d.colours[d.at[y*d.wide+x]].parts()
	return color.NRGBA{uint8(r), uint8(g), uint8(b), 0xFF}
}

func (d *dots) Set(x, y int, c color.Color) {
	d.at[y*d.wide+x] = d.number(rgbOf(color.NRGBAModel.Convert(c).(color.NRGBA)))
}
