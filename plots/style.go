package plots

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// The colours of what a chart is about, of the palette of Okabe and Ito ("Color
// Universal Design", 2008).
var (
	blue  = color.NRGBA{0x00, 0x72, 0xB2, 0xFF}
	sky   = color.NRGBA{0x56, 0xB4, 0xE9, 0xFF}
	black = color.NRGBA{0x00, 0x00, 0x00, 0xFF}
)

// Greys, from text to paper.
var (
	ink     = color.NRGBA{0x1F, 0x1F, 0x1F, 0xFF}
	muted   = color.NRGBA{0x5C, 0x5C, 0x5C, 0xFF}
	context = color.NRGBA{0xB8, 0xB8, 0xB8, 0xFF} // other options, steps between rounds
	faint   = color.NRGBA{0xE2, 0xE2, 0xE2, 0xFF} // the grid
	past    = color.NRGBA{0xF6, 0xF6, 0xF6, 0xFF} // the ground before today
	paper   = color.NRGBA{0xFF, 0xFF, 0xFF, 0xFF}
	veil    = color.NRGBA{0xFF, 0xFF, 0xFF, 0xD9} // under text that must cross a line
)

// Text. Sizes are points on paper; the smallest is still read at arm's length.
var (
	titleType    = typeface{size: 11.5, bold: true, ink: ink}
	subtitleType = typeface{size: 8.5, ink: muted}
	footType     = typeface{size: 6.5, ink: muted}
	keyType      = typeface{size: 7.5, ink: ink}
	tickType     = typeface{size: 7.5, ink: muted}
	labelType    = typeface{size: 8, ink: ink}
	scoreType    = typeface{size: 8.5, bold: true, ink: ink}
	flagType     = typeface{size: 6.8, ink: ink}
	markType     = typeface{size: 6.8, ink: muted}
	todayType    = typeface{size: 6.8, bold: true, ink: ink}
	panelType    = typeface{size: 7.8, bold: true, ink: ink}
	noteType     = typeface{size: 8, ink: muted}
)

// Line widths and distances, in points.
const (
	hair       vg.Length = 0.4
	thin       vg.Length = 0.6
	todayWidth vg.Length = 1
	lineWidth  vg.Length = 1.1
	heroWidth  vg.Length = 2
	dotRadius  vg.Length = 1.7
	flagRadius vg.Length = 1.7
	barWidth   vg.Length = 4.6
	laneHeight vg.Length = 15 // the strip beyond the axis for what is off the scale

	// A score that is not complete has a wide pale edge around its line: it
	// may be higher, and the line keeps its dashes. It prints as grey.
	edgeWidth vg.Length = 5
)

// look tells one series from another by colour, dashes and shape at once.
type look struct {
	colour color.NRGBA
	dashes []vg.Length
	shape  shape
}

// heroLook is the look of what a chart is about.
var heroLook = look{blue, nil, disc}

// otherLooks are the looks of the options beside it.
var otherLooks = [MostOptions - 1]look{
	{muted, []vg.Length{7, 2}, square},
	{muted, []vg.Length{3.5, 1.8}, triangle},
	{muted, []vg.Length{8, 1.8, 2, 1.8}, diamond},
}

// MostOptions is how many lines a reader can follow in one panel.
const MostOptions = 4

// lookOf is how the i-th of several lines is drawn, and how wide it is.
func lookOf(n int, hero func(int) bool, dashed bool, i int) (look, vg.Length) {
	if hero(i) {
		return heroLook, heroWidth
	}
	others := 0
	for k := range min(i, n) {
		if !hero(k) {
			others++
		}
	}
	l := otherLooks[others%len(otherLooks)]
	if dashed {
		l.dashes = dotted
	}
	return l, lineWidth
}

// dotted are the dashes of a line to compare with.
var dotted = []vg.Length{1.4, 1.4}

// roundLooks are the looks of the round types that are shown.
var roundLooks = [4]look{
	{ink, nil, disc},
	{ink, nil, triangle},
	{ink, nil, square},
	{ink, nil, diamond},
}

// faintLook is the look of the rounds that do not matter to the person;
// faintSize is the size of their dots as a part of the others'.
var faintLook = look{colour: context, shape: disc}

const faintSize = 0.75

// darker is the colour for text: the palette's lighter colours are too pale
// for thin letters on white.
func darker(c color.NRGBA) color.NRGBA {
	const keep = 78
	part := func(v uint8) uint8 { return uint8(int(v) * keep / 100) }
	return color.NRGBA{part(c.R), part(c.G), part(c.B), c.A}
}

// pale is the colour of the edge around a line.
func pale(c color.NRGBA) color.NRGBA {
	const keep = 27
	part := func(v uint8) uint8 { return uint8((int(v)*keep + 0xFF*(100-keep)) / 100) }
	return color.NRGBA{part(c.R), part(c.G), part(c.B), c.A}
}

// shape is the outline of a marker.
type shape int

const (
	disc shape = iota
	square
	triangle
	diamond
	arrowUp   // a value above the axis
	arrowDown // a value below it
)

// path returns the outline around a centre. The radii are such that the
// shapes look equally large.
func (s shape) path(at vg.Point, r vg.Length) vg.Path {
	polygon := func(pts ...vg.Point) vg.Path {
		var p vg.Path
		for i, pt := range pts {
			if pt = at.Add(pt.Scale(r)); i == 0 {
				p.Move(pt)
			} else {
				p.Line(pt)
			}
		}
		p.Close()
		return p
	}
	switch s {
	case square:
		return polygon(vg.Point{X: -.9, Y: -.9}, vg.Point{X: .9, Y: -.9}, vg.Point{X: .9, Y: .9}, vg.Point{X: -.9, Y: .9})
	case triangle, arrowUp:
		return polygon(vg.Point{X: -1.15, Y: -.75}, vg.Point{X: 1.15, Y: -.75}, vg.Point{Y: 1.25})
	case arrowDown:
		return polygon(vg.Point{X: -1.15, Y: .75}, vg.Point{X: 1.15, Y: .75}, vg.Point{Y: -1.25})
	case diamond:
		return polygon(vg.Point{X: -1.25}, vg.Point{Y: -1.25}, vg.Point{X: 1.25}, vg.Point{Y: 1.25})
	default:
		var p vg.Path
		p.Move(vg.Point{X: at.X + r, Y: at.Y})
		p.Arc(at, r, 0, 2*math.Pi)
		p.Close()
		return p
	}
}

// pen draws on a canvas in the house's style.
type pen struct{ draw.Canvas }

// line strokes a polyline.
func (p pen) line(c color.NRGBA, width vg.Length, dashes []vg.Length, pts ...vg.Point) {
	p.StrokeLines(draw.LineStyle{Color: c, Width: width, Dashes: dashes}, pts)
}

// box fills a rectangle.
func (p pen) box(c color.NRGBA, r vg.Rectangle) {
	p.FillPolygon(c, []vg.Point{r.Min, {X: r.Max.X, Y: r.Min.Y}, r.Max, {X: r.Min.X, Y: r.Max.Y}})
}

// outline strokes the inside edge of a rectangle.
func (p pen) outline(c color.NRGBA, width vg.Length, r vg.Rectangle) {
	r = grow(r, -width/2)
	p.line(c, width, nil, r.Min, vg.Point{X: r.Max.X, Y: r.Min.Y}, r.Max, vg.Point{X: r.Min.X, Y: r.Max.Y}, r.Min, vg.Point{X: r.Max.X, Y: r.Min.Y})
}

// striped fills a rectangle with horizontal stripes and outlines it: a fill
// that no print turns into another one.
func (p pen) striped(c color.NRGBA, r vg.Rectangle) {
	const every, width = 2.4, 1.2
	p.box(paper, r)
	for y := r.Min.Y + every/2; y < r.Max.Y; y += every {
		p.line(c, width, nil, vg.Point{X: r.Min.X, Y: y}, vg.Point{X: r.Max.X, Y: y})
	}
	p.outline(c, thin, r)
}

// hatched fills a rectangle with slanted strokes and outlines it.
func (p pen) hatched(c color.NRGBA, r vg.Rectangle) {
	const every = 3.2
	p.box(paper, r)
	w, h := r.Size().X, r.Size().Y
	for x := -h + every/2; x < w; x += every { // where the stroke would meet the bottom
		from := vg.Point{X: max(x, 0), Y: max(-x, 0)}
		to := vg.Point{X: min(x+h, w), Y: min(w-x, h)}
		p.line(c, 0.7, nil, r.Min.Add(from), r.Min.Add(to))
	}
	p.outline(c, thin, r)
}

// cross draws two slanted strokes.
func (p pen) cross(c color.NRGBA, at vg.Point, r vg.Length) {
	width := max(0.6*r, 0.5)
	p.line(c, width, nil, vg.Point{X: at.X - r, Y: at.Y - r}, vg.Point{X: at.X + r, Y: at.Y + r})
	p.line(c, width, nil, vg.Point{X: at.X - r, Y: at.Y + r}, vg.Point{X: at.X + r, Y: at.Y - r})
}

// marker draws a filled shape with a thin paper edge, so that markers that
// touch stay apart.
func (p pen) marker(c color.NRGBA, s shape, at vg.Point, r vg.Length) {
	path := s.path(at, r)
	p.SetColor(c)
	p.Fill(path)
	p.SetLineStyle(draw.LineStyle{Color: paper, Width: hair})
	p.Stroke(path)
}

// hollow draws an empty shape.
func (p pen) hollow(c color.NRGBA, s shape, at vg.Point, r vg.Length) {
	path := s.path(at, r)
	p.SetColor(paper)
	p.Fill(path)
	p.SetLineStyle(draw.LineStyle{Color: c, Width: 0.9})
	p.Stroke(path)
}

// grow moves every edge of a rectangle outwards.
func grow(r vg.Rectangle, by vg.Length) vg.Rectangle {
	return vg.Rectangle{
		Min: vg.Point{X: r.Min.X - by, Y: r.Min.Y - by},
		Max: vg.Point{X: r.Max.X + by, Y: r.Max.Y + by},
	}
}

// rect is a rectangle from its left, bottom, width and height.
func rect(x, y, w, h vg.Length) vg.Rectangle {
	return vg.Rectangle{Min: vg.Point{X: x, Y: y}, Max: vg.Point{X: x + w, Y: y + h}}
}
