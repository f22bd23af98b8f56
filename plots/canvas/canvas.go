// Package canvas is the files that charts are drawn into. [SVG] is accessible
// and stands inline in a page under a strict Content-Security-Policy; [PDF] has
// text that can be searched and copied, and is a document of its own or a
// rectangle on a page of another ([OnPage]); [PNG] is a picture of dots.
//
// They are canvases of gonum/plot, which know neither charts nor words. They
// keep a stack of states with the whole matrix, so that all that comes out has
// absolute coordinates. The same strokes give the same bytes, and several
// canvases may be drawn on at once.
package canvas

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"

	"crsplan/sim/civil"
)

// About is what a file says of itself to readers and machines that do not look
// at the picture.
type About struct {
	Title, Description string
	Lang               string    // of the words, as in "en"
	Day                civil.Day // on which a PDF was made
}

// matrix takes a point to (a·x + c·y + e, b·x + d·y + f).
type matrix struct{ a, b, c, d, e, f float64 }

// times returns the matrix that applies n first, then m.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b,
		m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d,
		m.a*n.e + m.c*n.f + m.e, m.b*n.e + m.d*n.f + m.f,
	}
}

func (m matrix) apply(p vg.Point) (x, y float64) {
	return m.a*float64(p.X) + m.c*float64(p.Y) + m.e, m.b*float64(p.X) + m.d*float64(p.Y) + m.f
}

// at returns the matrix with its origin moved to a point.
func (m matrix) at(p vg.Point) matrix {
	m.e, m.f = m.apply(p)
	return m
}

// grows is by how much lengths grow, on average over their directions.
func (m matrix) grows() float64 { return math.Sqrt(math.Abs(m.a*m.d - m.b*m.c)) }

// upright says whether the matrix only moves and scales, alike in both
// directions, with y up or down.
func (m matrix) upright() bool {
	return m.b == 0 && m.c == 0 && m.a > 0 && m.a == math.Abs(m.d)
}

// state is what Push saves.
type state struct {
	matrix
	colour color.NRGBA
	width  vg.Length
	dashes []vg.Length
	offset vg.Length
}

// states is the part of a canvas that all kinds share.
type states struct {
	state
	saved []state
	w, h  vg.Length
}

func newStates(width, height vg.Length, base matrix) states {
	return states{state: state{matrix: base, colour: color.NRGBA{A: 0xFF}, width: 1}, w: width, h: height}
}

// Size returns the width and the height that the canvas was made with.
func (s *states) Size() (w, h vg.Length) { return s.w, s.h }

// SetLineWidth sets the width of strokes.
func (s *states) SetLineWidth(w vg.Length) { s.width = w }

// SetLineDash sets the lengths of dashes and gaps of strokes, none for a
// solid line, and how far into them a stroke begins.
func (s *states) SetLineDash(dashes []vg.Length, offset vg.Length) {
	s.dashes, s.offset = append([]vg.Length(nil), dashes...), offset
}

// SetColor sets the colour of fills, strokes and text; nil is black.
func (s *states) SetColor(c color.Color) {
	s.colour = color.NRGBA{A: 0xFF}
	if c != nil {
		s.colour = color.NRGBAModel.Convert(c).(color.NRGBA)
	}
}

// Rotate turns what is drawn from now on around the origin, in radians.
func (s *states) Rotate(rad float64) {
	sin, cos := math.Sincos(rad)
	s.matrix = s.times(matrix{a: cos, b: sin, c: -sin, d: cos})
}

// Translate moves the origin.
func (s *states) Translate(to vg.Point) { s.matrix = s.at(to) }

// Scale scales what is drawn from now on.
func (s *states) Scale(x, y float64) { s.matrix = s.times(matrix{a: x, d: y}) }

// Push saves the state for Pop.
func (s *states) Push() { s.saved = append(s.saved, s.state) }

// Pop returns to the state saved last; without one it does nothing.
func (s *states) Pop() {
	if n := len(s.saved); n > 0 {
		s.state, s.saved = s.saved[n-1], s.saved[:n-1]
	}
}
