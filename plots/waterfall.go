package plots

import (
	"image/color"
	"strconv"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Waterfall shows how one score becomes another, factor by factor, a row each.
// The scale starts at a marked break, not at 0: what is read are the
// differences. Every bar carries its value.
type Waterfall struct {
	Heading
	Base, Final           int
	BaseLabel, FinalLabel string
	// Parts should add up to the difference; they are drawn as given.
	Parts []Part
}

// Part is what one factor gives (or, below 0, takes). An Unknown part is drawn
// as an empty box with a question mark beside what is known of it.
type Part struct {
	Label   string
	Delta   int
	Unknown bool
}

// Measures of the rows.
const (
	fallRow     vg.Length = 17
	fallBar     vg.Length = 10
	breakWidth  vg.Length = 12 // of the stump before the break
	unknownBar            = 10 // points; the length of a part that is not known
	fallShare             = 0.4
	betweenFall vg.Length = 3
)

// fallen is a row: its label, and where its bar begins and ends on the scale.
type fallen struct {
	label    []string
	from, to int
	part     *Part // nil for the score at an end
}

func (f fallen) height() vg.Length {
	return max(fallRow, labelType.height(len(f.label))+betweenFall)
}

// lay returns the rows, the width of their labels, and the scale.
func (c Waterfall) lay(width vg.Length) (rows []fallen, names vg.Length, axis scoreAxis) {
	if c.Empty != "" {
		return nil, 0, axis
	}
	labels := []string{c.BaseLabel, c.FinalLabel}
	for _, p := range c.Parts {
		labels = append(labels, p.Label)
	}
	for _, l := range labels {
		names = max(names, labelType.width(l))
	}
	names = min(names, fallShare*width)
	low, high, at := min(c.Base, c.Final), max(c.Base, c.Final), c.Base
	add := func(label string, from, to int, part *Part) {
		rows = append(rows, fallen{labelType.wrap(label, names), from, to, part})
		low, high = min(low, from, to), max(high, from, to)
	}
	add(c.BaseLabel, c.Base, c.Base, nil)
	for i := range c.Parts {
		p := &c.Parts[i]
		add(p.Label, at, at+p.Delta, p)
		at += p.Delta
		if p.Unknown {
			high = max(high, at+unknownBar)
		}
	}
	add(c.FinalLabel, c.Final, c.Final, nil)
	return rows, names, newScoreAxis(low, high, 5)
}

func (c Waterfall) least(page vg.Length) vg.Length {
	width := bodyWidth(page)
	rows, _, _ := c.lay(width)
	h := c.around(page) + noteType.height(len(noteType.wrap(c.Empty, width)))
	for _, r := range rows {
		h += r.height()
	}
	return h
}

// Draw draws the chart.
func (c Waterfall) Draw(canvas draw.Canvas) {
	p := pen{canvas}
	body := c.page(p)
	defer c.drawFoot(p)
	width := body.Size().X
	top := p.block(noteType, body.Min.X, body.Max.Y, draw.XLeft, noteType.wrap(c.Empty, width))
	rows, names, axis := c.lay(width)
	if len(rows) == 0 {
		return
	}
	left := body.Min.X + names + labelGap + 2
	start := left // of the scale
	if axis.low > 0 {
		start += breakWidth
	}
	right := body.Max.X - scoreType.width("+000 ?") - 4
	x := func(score int) vg.Length {
		return start + vg.Length(float64(score-axis.low)/float64(max(axis.high-axis.low, 1)))*(right-start)
	}
	bottom := top
	for _, r := range rows {
		bottom -= r.height()
	}
	p.line(muted, thin, nil, vg.Point{X: left, Y: top}, vg.Point{X: left, Y: bottom})
	joint := vg.Point{}
	for i, r := range rows {
		middle := top - r.height()/2
		p.block(labelType, body.Min.X, middle+labelType.height(len(r.label))/2, draw.XLeft, r.label)
		bar := rect(x(min(r.from, r.to)), middle-fallBar/2, x(max(r.from, r.to))-x(min(r.from, r.to)), fallBar)
		if i > 0 {
			p.line(muted, hair, nil, joint, vg.Point{X: joint.X, Y: bar.Min.Y})
		}
		joint = vg.Point{X: x(r.to), Y: bar.Min.Y}
		if r.part != nil {
			p.drawPart(*r.part, bar, x)
		} else {
			bar.Min.X, bar.Max.X = left, x(r.to)
			c.drawTotal(p, bar, r.to, i > 0, axis.low > 0)
		}
		top -= r.height()
	}
}

// drawTotal draws the score at an end: that of the last day in colour.
func (c Waterfall) drawTotal(p pen, bar vg.Rectangle, score int, last, torn bool) {
	fill, ink := context, muted
	if last {
		fill, ink = heroLook.colour, darker(heroLook.colour)
	}
	p.box(fill, bar)
	if torn {
		p.drawTear(bar.Min.Y-1, bar.Max.Y+1, bar.Min.X+breakWidth/2)
	}
	p.value(bar.Max.X, bar, ink, strconv.Itoa(score))
}

// value writes the value of a bar to the right of an edge.
func (p pen) value(x vg.Length, bar vg.Rectangle, c color.NRGBA, text string) {
	p.text(scoreType.in(c), vg.Point{X: x + 3, Y: (bar.Min.Y+bar.Max.Y)/2 - capital/2*scoreType.size}, draw.XLeft, text)
}

// drawPart draws one factor: a gain is a full bar, a loss a striped one.
func (p pen) drawPart(part Part, bar vg.Rectangle, x func(int) vg.Length) {
	ink := muted
	switch {
	case part.Delta > 0:
		p.box(pale(heroLook.colour), bar)
		p.outline(heroLook.colour, thin, bar)
		ink = darker(heroLook.colour)
	case part.Delta < 0:
		p.striped(muted, bar)
	default:
		p.line(muted, lineWidth, nil, bar.Min, vg.Point{X: bar.Min.X, Y: bar.Max.Y})
	}
	if part.Unknown {
		open := bar
		open.Min.X = bar.Max.X
		open.Max.X += max(x(unknownBar)-x(0), 5)
		p.line(muted, thin, []vg.Length{1.6, 1.4}, open.Min, vg.Point{X: open.Max.X, Y: open.Min.Y}, open.Max, vg.Point{X: open.Min.X, Y: open.Max.Y}, open.Min)
		bar.Max.X = open.Max.X
	}
	p.value(bar.Max.X, bar, ink, part.value())
}

// value is the part in figures.
func (p Part) value() string {
	switch {
	case !p.Unknown:
		return signed(p.Delta)
	case p.Delta == 0:
		return "?"
	}
	return signed(p.Delta) + " ?"
}

// drawTear draws a white zigzag through a bar: its foot is not the zero.
func (p pen) drawTear(low, high, x vg.Length) {
	var pts []vg.Point
	for i, y := 0, low; y <= high; i, y = i+1, y+3 {
		pts = append(pts, vg.Point{X: x + vg.Length(i%2*2) - 1, Y: y})
	}
	p.line(paper, 1.8, nil, pts...)
}

// signed writes a difference with its sign, a real minus.
func signed(n int) string {
	switch {
	case n > 0:
		return "+" + strconv.Itoa(n)
	case n < 0:
		return "−" + strconv.Itoa(-n)
	}
	return "±0"
}

// Table implements [Chart].
func (c Waterfall) Table() Table {
	t := Table{Columns: c.Columns}
	t.Rows = append(t.Rows, []any{c.BaseLabel, c.Base})
	for _, p := range c.Parts {
		t.Rows = append(t.Rows, []any{p.Label, p.value()})
	}
	t.Rows = append(t.Rows, []any{c.FinalLabel, c.Final})
	return t
}
