package canvas

import (
	"math"
	"strconv"

	"gonum.org/v1/plot/vg"
)

// appendNumber appends a coordinate with at most two decimals: a hundredth of
// a point is finer than any printer.
func appendNumber(b []byte, v float64) []byte { return appendDecimals(b, v, 2) }

func appendDecimals(b []byte, v float64, digits int) []byte {
	from := len(b)
	b = strconv.AppendFloat(b, v, 'f', digits, 64)
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	if b[len(b)-1] == '.' {
		b = b[:len(b)-1]
	}
	if string(b[from:]) == "-0" {
		b = append(b[:from], '0')
	}
	return b
}

// joined returns a path of moves, lines, cubic curves and, if they may stay,
// arcs. An arc is joined to what came before it by a line, as other canvases
// of gonum/plot have it.
func joined(path vg.Path, arcs bool) vg.Path {
	var plain vg.Path
	var at, start vg.Point
	begun := false
	for _, c := range path {
		switch c.Type {
		case vg.MoveComp:
			plain.Move(c.Pos)
			at, start, begun = c.Pos, c.Pos, true
		case vg.LineComp:
			plain.Line(c.Pos)
			at = c.Pos
		case vg.CurveComp:
			control := c.Control
			if len(control) == 1 { // raised to a cubic: two thirds of the way to its control
				control = []vg.Point{
					at.Add(control[0].Sub(at).Scale(2. / 3)),
					c.Pos.Add(control[0].Sub(c.Pos).Scale(2. / 3)),
				}
			}
			plain.CubeTo(control[0], control[1], c.Pos)
			at = c.Pos
		case vg.ArcComp:
			from := onCircle(c, c.Start)
			switch {
			case !begun:
				plain.Move(from)
				start, begun = from, true
			case math.Hypot(float64(from.X-at.X), float64(from.Y-at.Y)) > 1e-6:
				plain.Line(from)
			}
			if arcs {
				plain = append(plain, c)
			} else {
				plain = append(plain, curved(c)...)
			}
			at = onCircle(c, c.Start+c.Angle)
		case vg.CloseComp:
			plain.Close()
			at = start
		}
	}
	return plain
}

func onCircle(arc vg.PathComp, angle float64) vg.Point {
	sin, cos := math.Sincos(angle)
	return vg.Point{X: arc.Pos.X + arc.Radius*vg.Length(cos), Y: arc.Pos.Y + arc.Radius*vg.Length(sin)}
}

// turns cuts an arc into equal turns, none longer than the longest.
func turns(arc vg.PathComp, longest float64) (n int, turn float64) {
	n = max(int(math.Ceil(math.Abs(arc.Angle)/longest-1e-9)), 1)
	return n, arc.Angle / float64(n)
}

// curved returns cubic curves along an arc, a quarter turn each at most. They
// stay within 0.03 % of the radius of it.
func curved(arc vg.PathComp) (pieces vg.Path) {
	n, turn := turns(arc, math.Pi/2)
	reach := arc.Radius * vg.Length(4./3*math.Tan(turn/4))
	for i := range n {
		from := arc.Start + float64(i)*turn
		a, b := onCircle(arc, from), onCircle(arc, from+turn)
		sinA, cosA := math.Sincos(from)
		sinB, cosB := math.Sincos(from + turn)
		pieces.CubeTo(
			vg.Point{X: a.X - reach*vg.Length(sinA), Y: a.Y + reach*vg.Length(cosA)},
			vg.Point{X: b.X + reach*vg.Length(sinB), Y: b.Y - reach*vg.Length(cosB)},
			b,
		)
	}
	return pieces
}
