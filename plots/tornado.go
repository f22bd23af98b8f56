package plots

import (
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Tornado shows what single changes are worth, a row each, the most first: a
// full bar to the right for a gain, a striped one to the left for a loss, with
// its value, on one scale from a common zero. A note beside the name says what
// else there is to say, such as months and cost. A change that opens streams
// has a mark at its name. A bar several times as long as all others is torn, so
// that it does not squeeze them.
type Tornado struct {
	Heading
	Rows   []TornadoRow
	Legend [3]string // what a gain, a loss and the mark are called; "" for none
	Empty  string    // why there is no row
}

// TornadoRow is one change.
type TornadoRow struct {
	Label, Note string
	Points      int
	Opens       bool
}

// Measures of the tornado.
const (
	tornadoBar   vg.Length = 9
	tornadoGap   vg.Length = 5 // between rows
	tornadoShare           = 0.48
	valueRoom    vg.Length = 26
	markRoom     vg.Length = 9
)

func (c Tornado) key() []keyItem {
	var losses, opens bool
	for _, r := range c.Rows {
		losses, opens = losses || r.Points < 0, opens || r.Opens
	}
	var items []keyItem
	add := func(label string, sample func(p pen, r vg.Rectangle)) {
		if label != "" {
			items = append(items, keyItem{label, sample})
		}
	}
	if len(c.Rows) > 0 {
		add(c.Legend[0], func(p pen, r vg.Rectangle) { p.box(blue, r) })
	}
	if losses {
		add(c.Legend[1], func(p pen, r vg.Rectangle) { p.striped(vermillion, r) })
	}
	if opens {
		add(c.Legend[2], func(p pen, r vg.Rectangle) {
			p.openMark(vg.Point{X: (r.Min.X + r.Max.X) / 2, Y: (r.Min.Y + r.Max.Y) / 2})
		})
	}
	return items
}

// openMark is the mark of a change that opens streams.
func (p pen) openMark(at vg.Point) { p.marker(green, diamond, at, 2.6) }

// tornadoRow is a row with its texts broken into lines.
type tornadoRow struct {
	TornadoRow
	label, note []string
}

func (r tornadoRow) height() vg.Length {
	return max(labelType.height(len(r.label))+flagType.height(len(r.note)), tornadoBar) + tornadoGap
}

// lay breaks the texts, and returns the width that they take.
func (c Tornado) lay(width vg.Length) (rows []tornadoRow, names vg.Length) {
	for _, r := range c.Rows {
		names = max(names, labelType.width(r.Label)+markRoom, flagType.width(r.Note)+markRoom)
	}
	names = min(names, tornadoShare*width)
	for _, r := range c.Rows {
		rows = append(rows, tornadoRow{r, labelType.wrap(r.Label, names-markRoom), flagType.wrap(r.Note, names-markRoom)})
	}
	return rows, names
}

func (c Tornado) least(page vg.Length) vg.Length {
	width := bodyWidth(page)
	h := c.around(page) + keyHeight(c.key(), width) + noteType.height(len(noteType.wrap(c.Empty, width)))
	rows, _ := c.lay(width)
	for _, r := range rows {
		h += r.height()
	}
	return h
}

// farBar is how many times as long as the next a bar is that is torn, and
// tornBar how long it is drawn then.
const (
	farBar  = 2.5
	tornBar = 1.25
)

// scale returns the points at both ends of the scale, without bars that are
// far longer than the rest.
func (c Tornado) scale() (most, least int) {
	var gains []int
	for _, r := range c.Rows {
		gains, least = append(gains, r.Points), min(least, r.Points)
	}
	slices.Sort(gains)
	gains = slices.DeleteFunc(gains, func(points int) bool { return points <= 0 })
	n := len(gains)
	if n == 0 {
		return 0, least
	}
	for far := n - 1; far > 0; far-- {
		if next := gains[far-1]; float64(gains[far]) > farBar*float64(next) && next > gains[n-1]/20 {
			return int(math.Ceil(tornBar * float64(next))), least
		}
	}
	return gains[n-1], least
}

// Draw draws the chart.
func (c Tornado) Draw(canvas draw.Canvas) {
	p := pen{canvas}
	body := c.page(p)
	rest := p.drawKey(c.key(), body)
	top := p.block(noteType, rest.Min.X, rest.Max.Y, draw.XLeft, noteType.wrap(c.Empty, rest.Size().X))
	rows, names := c.lay(body.Size().X)
	if len(rows) == 0 {
		return
	}
	most, least := c.scale()
	left, right := body.Min.X+names+labelGap, body.Max.X-valueRoom
	if least < 0 {
		left += valueRoom
	}
	unit := (right - left) / vg.Length(max(most-least, 1))
	zero := left - unit*vg.Length(least)
	bottom := top
	for _, r := range rows {
		bottom -= r.height()
	}
	p.line(muted, thin, nil, vg.Point{X: zero, Y: top}, vg.Point{X: zero, Y: bottom + tornadoGap/2})
	for i, r := range rows {
		if i > 0 {
			p.line(faint, hair, nil, vg.Point{X: body.Min.X, Y: top + tornadoGap/4}, vg.Point{X: body.Max.X, Y: top + tornadoGap/4})
		}
		middle := top - (r.height()-tornadoGap)/2 - tornadoGap/4
		if r.Opens {
			p.openMark(vg.Point{X: body.Min.X + 3, Y: top - labelType.line()*0.55 - tornadoGap/4})
		}
		under := p.block(labelType, body.Min.X+markRoom, top-tornadoGap/4, draw.XLeft, r.label)
		p.block(flagType.in(muted), body.Min.X+markRoom, under, draw.XLeft, r.note)
		p.drawGain(r.Points, min(r.Points, most), zero, middle, unit)
		top -= r.height()
	}
}

// drawGain draws the bar of a change with its value at its end, torn where it
// is drawn shorter than it is.
func (p pen) drawGain(points, drawn int, zero, middle, unit vg.Length) {
	end := zero + unit*vg.Length(drawn)
	bar := vg.Rectangle{Min: vg.Point{X: min(zero, end), Y: middle - tornadoBar/2}, Max: vg.Point{X: max(zero, end), Y: middle + tornadoBar/2}}
	base := middle - capital/2*scoreType.size
	switch {
	case points > 0:
		p.box(blue, bar)
		if drawn < points {
			for _, at := range []vg.Length{0.82, 0.86} {
				x := zero + (end-zero)*at
				p.line(paper, 2, nil, vg.Point{X: x - 2.5, Y: bar.Min.Y - 1}, vg.Point{X: x + 2.5, Y: bar.Max.Y + 1})
			}
		}
		p.text(scoreType.in(darker(blue)), vg.Point{X: end + 3, Y: base}, draw.XLeft, signed(points))
	case points < 0:
		p.striped(vermillion, bar)
		p.text(scoreType.in(darker(vermillion)), vg.Point{X: end - 3, Y: base}, draw.XRight, signed(points))
	default:
		p.text(scoreType.in(muted), vg.Point{X: end + 3, Y: base}, draw.XLeft, signed(points))
	}
}
