package canvas

import (
	"image"
	"math"

	"github.com/golang/freetype/raster"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/vg"
)

// spot is a place in dots, y down.
type spot struct{ x, y float64 }

// polyline is a part of a path, without curves.
type polyline []spot

// flattened returns the parts of a path under a matrix.
func flattened(path vg.Path, m matrix) (lines []polyline) {
	var now polyline
	to := func(p vg.Point) spot {
		x, y := m.apply(p)
		return spot{x, y}
	}
	end := func() {
		if len(now) > 1 {
			lines = append(lines, now)
		}
		now = nil
	}
	for _, comp := range joined(path, false) {
		switch comp.Type {
		case vg.MoveComp:
			end()
			now = polyline{to(comp.Pos)}
		case vg.LineComp:
			now = append(now, to(comp.Pos))
		case vg.CurveComp:
			if len(now) == 0 {
				continue
			}
			now = now.curve(to(comp.Control[0]), to(comp.Control[1]), to(comp.Pos))
		case vg.CloseComp:
			if len(now) == 0 {
				continue
			}
			start := now[0]
			now = append(now, start)
			end()
			now = polyline{start}
		}
	}
	end()
	return lines
}

// curve goes along a cubic curve. Pieces are so short that those of a circle
// stay within a twentieth of a dot of it.
func (l polyline) curve(b, c, d spot) polyline {
	a := l[len(l)-1]
	long := math.Hypot(b.x-a.x, b.y-a.y) + math.Hypot(c.x-b.x, c.y-b.y) + math.Hypot(d.x-c.x, d.y-c.y)
	n := int(math.Ceil(2 * math.Sqrt(long)))
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		wa, wb, wc, wd := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
		l = append(l, spot{wa*a.x + wb*b.x + wc*c.x + wd*d.x, wa*a.y + wb*b.y + wc*c.y + wd*d.y})
	}
	return append(l, d)
}

// box returns the box that a line goes around, if it is one.
func (l polyline) box() (b box, ok bool) {
	if len(l) == 5 && l[4] == l[0] {
		l = l[:4]
	}
	if len(l) != 4 {
		return box{}, false
	}
	flat := l[0].y == l[1].y && l[1].x == l[2].x && l[2].y == l[3].y && l[3].x == l[0].x
	steep := l[0].x == l[1].x && l[1].y == l[2].y && l[2].x == l[3].x && l[3].y == l[0].y
	return between(l[0], l[2]), flat || steep
}

func between(a, b spot) box { return box{min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y)} }

// stroke returns the box that the stroke of one line along an axis covers.
func (l polyline) stroke(width float64) (b box, ok bool) {
	if len(l) != 2 || l[0].x != l[1].x && l[0].y != l[1].y {
		return box{}, false
	}
	b = between(l[0], l[1])
	if l[0].y == l[1].y {
		b.y0, b.y1 = b.y0-width/2, b.y1+width/2
	} else {
		b.x0, b.x1 = b.x0-width/2, b.x1+width/2
	}
	return b, true
}

// cornered returns a closed line with its first piece once more at its end, so
// that a stroke has a corner there as well.
func (l polyline) cornered() polyline {
	if last := len(l) - 1; last > 1 && l[last] == l[0] {
		return append(l, l[1])
	}
	return l
}

// dashed cuts a line into the dashes of the state; without any it stays whole.
func (s *states) dashed(l polyline) (dashes []polyline) {
	var lengths []float64
	var sum float64
	for _, d := range s.dashes {
		lengths = append(lengths, float64(d)*s.grows())
		sum += float64(d) * s.grows()
	}
	if !(sum > 0) {
		return []polyline{l}
	}
	if len(lengths)%2 == 1 {
		lengths, sum = append(lengths, lengths...), 2*sum
	}
	i, left := 0, math.Mod(float64(s.offset)*s.grows(), sum) // left: of the dash or gap i
	if left < 0 {
		left += sum
	}
	for left >= lengths[i] {
		left -= lengths[i]
		i = (i + 1) % len(lengths)
	}
	left = lengths[i] - left
	now := polyline{l[0]}
	end := func() {
		if i%2 == 0 && len(now) > 1 {
			dashes = append(dashes, now)
		}
	}
	for _, to := range l[1:] {
		from := now[len(now)-1]
		far := math.Hypot(to.x-from.x, to.y-from.y)
		for far > left {
			from = spot{from.x + (to.x-from.x)*left/far, from.y + (to.y-from.y)*left/far}
			far -= left
			now = append(now, from)
			end()
			now = polyline{from}
			i = (i + 1) % len(lengths)
			left = lengths[i]
		}
		now = append(now, to)
		left -= far
	}
	end()
	return dashes
}

// bounds returns the dots that lines touch or go around.
func bounds(lines []polyline) image.Rectangle {
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, l := range lines {
		for _, s := range l {
			b = box{min(b.x0, s.x), min(b.y0, s.y), max(b.x1, s.x), max(b.y1, s.y)}
		}
	}
	if !(b.x0 <= b.x1) {
		return image.Rectangle{}
	}
	const far = 1 << 20 // more than any picture is wide
	near := func(v float64) int { return int(max(-far, min(v, far))) }
	return image.Rect(near(math.Floor(b.x0)), near(math.Floor(b.y0)), near(math.Ceil(b.x1)), near(math.Ceil(b.y1)))
}

func fixedOf(v float64) fixed.Int26_6 { return fixed.Int26_6(math.Round(v * 64)) }

func (s spot) fixed(origin image.Point) fixed.Point26_6 {
	return fixed.Point26_6{X: fixedOf(s.x - float64(origin.X)), Y: fixedOf(s.y - float64(origin.Y))}
}

// addTo adds the outlines of areas.
func addTo(to raster.Adder, areas []polyline, origin image.Point) {
	for _, l := range areas {
		to.Start(l[0].fixed(origin))
		for _, s := range l[1:] {
			to.Add1(s.fixed(origin))
		}
		to.Add1(l[0].fixed(origin))
	}
}

// strokable returns lines without pieces so short that the stroker would turn
// anywhere on them.
func strokable(lines []polyline, origin image.Point) (path raster.Path) {
	const short = 4 // 64ths of a dot
	for _, l := range lines {
		last := l[0].fixed(origin)
		path.Start(last)
		for _, s := range l[1:] {
			if p := s.fixed(origin); max(p.X-last.X, last.X-p.X)+max(p.Y-last.Y, last.Y-p.Y) > short {
				path.Add1(p)
				last = p
			}
		}
	}
	return path
}
