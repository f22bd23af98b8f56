package plots

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
)

// spread moves labels apart. Each label wants a height for its point, and
// reaches so far above and below it; the result is where the points go: in
// the order of what they want (of two that want the same, the first goes on
// top), with at least a gap between any two labels, between low and high, and
// as near to what they want as that allows in the sense of least squares.
// Where they do not fit at all they start at low and pass high.
func spread(want, above, below []vg.Length, gap, low, high vg.Length) []vg.Length {
	n := len(want)
	if n == 0 {
		return nil
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(want[a], want[b]), cmp.Compare(b, a))
	})
	// Less the room that the labels below take, the points need only be in
	// order: a problem that pooling neighbours solves.
	offset := make([]vg.Length, n)
	for i := 1; i < n; i++ {
		offset[i] = offset[i-1] + above[order[i-1]] + below[order[i]] + gap
	}
	type pool struct {
		mean vg.Length
		size int
	}
	var pools []pool
	for i, o := range order {
		pools = append(pools, pool{want[o] - offset[i], 1})
		for k := len(pools) - 1; k > 0 && pools[k-1].mean > pools[k].mean; k-- {
			a, b := pools[k-1], pools[k]
			sum := a.mean*vg.Length(a.size) + b.mean*vg.Length(b.size)
			pools = append(pools[:k-1], pool{sum / vg.Length(a.size+b.size), a.size + b.size})
		}
	}
	lowest := low + below[order[0]]
	highest := high - above[order[n-1]] - offset[n-1]
	at := make([]vg.Length, n)
	i := 0
	for _, p := range pools {
		for range p.size {
			at[order[i]] = max(min(p.mean, highest), lowest) + offset[i]
			i++
		}
	}
	return at
}

// overlap says whether two rectangles share more than an edge.
func overlap(a, b vg.Rectangle) bool {
	return a.Min.X < b.Max.X && b.Min.X < a.Max.X && a.Min.Y < b.Max.Y && b.Min.Y < a.Max.Y
}

// room keeps track of what stands where in a panel, to find places for text.
type room struct {
	bounds vg.Rectangle
	texts  []vg.Rectangle // never covered
	marks  []vg.Rectangle // lines and dots: covered only where there is no better place
	shades []vg.Rectangle // bands: better kept off, and covered for a text that stands on them
}

// mark adds a polyline of horizontal and vertical pieces.
func (r *room) mark(pts []vg.Point) {
	for i := 1; i < len(pts); i++ {
		a, b := pts[i-1], pts[i]
		r.marks = append(r.marks, grow(vg.Rectangle{
			Min: vg.Point{X: min(a.X, b.X), Y: min(a.Y, b.Y)},
			Max: vg.Point{X: max(a.X, b.X), Y: max(a.Y, b.Y)},
		}, 1))
	}
}

// free says whether a text or a pole may stand there.
func (r *room) free(box vg.Rectangle) bool {
	return !slices.ContainsFunc(r.texts, func(t vg.Rectangle) bool { return overlap(grow(box, 0.8), t) })
}

// inside says whether a box lies within the bounds.
func (r *room) inside(box vg.Rectangle) bool {
	return box.Min.X >= r.bounds.Min.X && box.Max.X <= r.bounds.Max.X &&
		box.Min.Y >= r.bounds.Min.Y && box.Max.Y <= r.bounds.Max.Y
}

// covered counts the lines and dots under a box.
func (r *room) covered(box vg.Rectangle) (n int) {
	for _, m := range r.marks {
		if overlap(box, m) {
			n++
		}
	}
	return n
}

// shaded says whether a box stands on a band.
func (r *room) shaded(box vg.Rectangle) bool {
	return slices.ContainsFunc(r.shades, func(s vg.Rectangle) bool { return overlap(box, s) })
}

// place is where a text beside an anchor went: its box, the pole that joins
// it to the anchor (empty when it stands close), and whether it covers a line
// or stands on a band.
type place struct {
	box, pole vg.Rectangle
	covers    bool
}

// coverCost is what covering a line or a dot weighs, in steps further away.
// A text beside its anchor covers no more than mostCovered of them.
const (
	coverCost   = 8
	shadeCost   = 2 // of standing on a band
	mostCovered = 2
)

// clear is the distance between an anchor and a text beside it.
const clear vg.Length = 3.5

// poleStart is how far from its anchor a pole begins, outside the ring there.
const poleStart vg.Length = 2.6

// beside finds the best place for a text of that size near a point and takes
// it: above or below, centred or to a side, as close as can be without
// covering a text, and over lines only if there is nothing else near. It
// reports false when every place is taken.
func (r *room) beside(at vg.Point, w, h vg.Length) (place, bool) {
	best, least := place{}, math.Inf(1)
	consider := func(box, pole vg.Rectangle, cost float64) {
		if cost >= least || !r.inside(box) || !r.free(box) || pole.Max.Y > pole.Min.Y && !r.free(pole) {
			return
		}
		over := r.covered(box)
		if over > mostCovered {
			return
		}
		cost += coverCost * float64(over)
		shaded := r.shaded(box)
		if shaded {
			cost += shadeCost
		}
		if cost < least {
			best, least = place{box, pole, over > 0 || shaded}, cost
		}
	}
	shifts := []struct {
		x    vg.Length
		cost float64
	}{{-w / 2, 0}, {2.5, 0.6}, {-2.5 - w, 0.6}, {-w / 4, 0.3}, {-w * 3 / 4, 0.3}}
	for level := range 14 {
		far := clear + vg.Length(level)*h*0.75
		for _, up := range []bool{true, false} {
			y, cost := at.Y+far, float64(level)
			pole := rect(at.X, at.Y+poleStart, 0, far-poleStart)
			if !up {
				y, cost = at.Y-far-h, cost+0.3
				pole = rect(at.X, at.Y-far, 0, far-poleStart)
			}
			if level == 0 {
				pole = vg.Rectangle{Min: at, Max: at}
			}
			for _, s := range shifts {
				consider(rect(at.X+s.x, y, w, h), pole, cost+s.cost)
			}
		}
	}
	if math.IsInf(least, 1) {
		return place{}, false
	}
	r.texts = append(r.texts, best.box)
	if best.pole.Max.Y > best.pole.Min.Y {
		r.texts = append(r.texts, best.pole)
	}
	return best, true
}

// anywhere finds a place for a text of that size, nearest to a point, and
// takes it; it prefers places that cover nothing and, if the text will be
// joined to the point by a line, those from where that line meets no text.
func (r *room) anywhere(at vg.Point, w, h vg.Length, joined bool) (place, bool) {
	best, least := place{}, math.Inf(1)
	cover := 150.0
	if joined { // on a box of its own, and a long line is worse than that
		cover = 30
	}
	for y := r.bounds.Min.Y; y+h <= r.bounds.Max.Y; y += h / 4 {
		for x := r.bounds.Min.X; x+w <= r.bounds.Max.X; x += 2 {
			box := rect(x, y, w, h)
			if !r.free(box) {
				continue
			}
			over := r.covered(box)
			cost := math.Hypot(float64(x+w/2-at.X), float64(y+h/2-at.Y)) + cover*float64(over)
			if joined {
				cost += 60 * float64(r.met(at, vg.Point{X: x + w/2, Y: y + h/2}))
			}
			if cost < least {
				best, least = place{box: box, covers: over > 0}, cost
			}
		}
	}
	if math.IsInf(least, 1) {
		return place{}, false
	}
	r.texts = append(r.texts, best.box)
	return best, true
}

// met counts the places where a line meets texts other than what it comes from.
func (r *room) met(from, to vg.Point) (n int) {
	const pieces = 16
	start := vg.Rectangle{Min: from, Max: from}
	for i := 1; i < pieces; i++ {
		pt := from.Add(to.Sub(from).Scale(vg.Length(i) / pieces))
		if slices.ContainsFunc(r.texts, func(t vg.Rectangle) bool {
			return overlap(t, vg.Rectangle{Min: pt, Max: pt}) && !overlap(t, start)
		}) {
			n++
		}
	}
	return n
}

// sideways takes the place to the right of a point, or else to its left; it
// reports false when both are taken.
func (r *room) sideways(at vg.Point, w, h vg.Length) (vg.Rectangle, bool) {
	for _, x := range []vg.Length{at.X + clear, at.X - clear - w} {
		if box := rect(x, at.Y-h/2, w, h); r.inside(box) && r.free(box) {
			r.texts = append(r.texts, box)
			return box, true
		}
	}
	return vg.Rectangle{}, false
}
