package plots

import (
	"image/color"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"crsplan/sim/civil"
)

// drawRow draws a lane under a top edge, its label at the left.
func (p pen) drawRow(r laidRow, left, top vg.Length) {
	up, _ := r.reach()
	middle := top - laneRowGap/2 - up
	label := middle + labelType.height(len(r.label))/2
	// Letters stand a little high in their line; the bar faces their middle.
	p.block(labelType, left, label-(leading/2-rising+capital/2)*labelType.size, draw.XLeft, r.label)
	for i, t := range r.tracks {
		if i > 0 {
			middle -= trackGap + t.height()
		}
		p.drawTrack(t, middle)
	}
}

// drawTrack draws bars around a height, and what is said about them.
func (p pen) drawTrack(t track, middle vg.Length) {
	// Texts that hang cover dated lines, but no pole.
	for _, b := range t.hung {
		box := b.box
		box.Min.Y, box.Max.Y = middle+laneBar/2+box.Min.Y, middle+laneBar/2+box.Max.Y
		p.box(paper, box)
	}
	for _, b := range t.hung {
		foot := middle + laneBar/2
		p.line(muted, hair, nil, vg.Point{X: b.x, Y: middle}, vg.Point{X: b.x, Y: foot + b.pole().Max.Y})
		p.block(b.face, b.box.Min.X, foot+b.box.Max.Y, draw.XLeft, b.lines)
	}
	// Short bars go over longer ones: a day must not vanish under its
	// neighbour.
	for _, short := range []bool{false, true} {
		for _, b := range t.bars {
			if short == (b.to-b.from <= shortestBar) {
				p.drawBar(b.Kind, rect(b.from, middle-laneBar/2, b.to-b.from, laneBar), b.before, b.after)
			}
		}
	}
	for _, x := range t.flags {
		p.hollow(ink, diamond, vg.Point{X: x, Y: middle}, flagRadius)
	}
	for _, s := range t.texts {
		base := middle - capital/2*s.face.size
		box := rect(s.x-1, middle-laneBar/2+0.9, s.face.width(s.text)+2, laneBar-1.8)
		if s.bare {
			p.box(paper, box)
		}
		p.text(s.face, vg.Point{X: s.x, Y: base}, draw.XLeft, s.text)
	}
}

// drawBar draws a bar of a kind; where it goes on, it ends in a point.
func (p pen) drawBar(kind BarKind, r vg.Rectangle, before, after bool) {
	fill, edge := blue, blue
	switch kind {
	case UnknownBar:
		p.hatched(muted, r)
		fill, edge = paper, muted
	case StepBar:
		fill, edge = context, ink
	case ValidBar:
		fill, edge = past, muted
	case IdleBar:
		fill, edge = paper, blue
	}
	if kind != UnknownBar {
		p.box(fill, r)
		p.outline(edge, thin, r)
	}
	middle := (r.Min.Y + r.Max.Y) / 2
	if before {
		p.drawTip(fill, edge, vg.Point{X: r.Min.X - laneTip, Y: middle}, r.Min.X+thin, r)
	}
	if after {
		p.drawTip(fill, edge, vg.Point{X: r.Max.X + laneTip, Y: middle}, r.Max.X-thin, r)
	} else if kind == ValidBar {
		p.box(ink, rect(r.Max.X-1.3, r.Min.Y-1.2, 1.3, r.Size().Y+2.4))
	}
}

// drawTip draws the point of a bar whose end is at x.
func (p pen) drawTip(fill, edge color.NRGBA, tip vg.Point, x vg.Length, r vg.Rectangle) {
	pts := []vg.Point{{X: x, Y: r.Max.Y - thin/2}, tip, {X: x, Y: r.Min.Y + thin/2}}
	p.FillPolygon(fill, pts)
	p.line(edge, thin, nil, pts...)
}

// Table implements [Chart].
func (c Lanes) Table() Table {
	t := Table{Columns: c.Columns}
	view := newAxes(c.From, c.To, nil, nil)
	for _, g := range c.Groups {
		for _, r := range g.Rows {
			bars := r.inView(view)
			if len(bars) == 0 {
				t.Rows = append(t.Rows, []any{g.Label, r.Label, "–", civil.Day(0), civil.Day(0)})
			}
			for _, b := range bars {
				from, to := b.From, b.To
				if b.before {
					from = 0
				}
				if b.after {
					to = 0
				}
				t.Rows = append(t.Rows, []any{g.Label, r.Label, strings.Trim(c.Legend[b.Kind]+", "+b.Text, ", "), from, to})
			}
		}
	}
	return t
}
