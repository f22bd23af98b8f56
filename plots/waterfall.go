package plots

import (
	"image/color"
	"strconv"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Waterfall shows, for each option, how one score becomes another, factor by
// factor. All panels share a scale that starts at a marked break, not at 0:
// what is read are the differences. Every bar carries its value.
type Waterfall struct {
	Heading
	Options []WaterfallOption
}

// WaterfallOption is the way from the base to the final score. The parts
// should add up to the difference; they are drawn as given.
type WaterfallOption struct {
	Label                 string
	Base, Final           int
	BaseLabel, FinalLabel string
	Parts                 []Part
	Empty                 string // why there is nothing to show; in place of the bars
}

// Part is what one factor gives (or, below 0, takes). An Unknown part is drawn
// as an empty box with a question mark beside what is known of it.
type Part struct {
	Label   string
	Delta   int
	Unknown bool
}

const (
	leastSlot   vg.Length = 46 // width of a bar and its gap, for two columns
	mostSlot    vg.Length = 76
	slotGap     vg.Length = 1.5  // between the bars' labels
	barShare              = 0.62 // of the slot
	leastFall   vg.Length = 62   // height of a panel's bars
	fallGap     vg.Length = 12   // between panels
	breakHeight vg.Length = 9    // of the stump under the break
	unknownBar            = 10   // points; the height of a part that is not known
)

// fall is the layout of the panels.
type fall struct {
	cols, rows   int
	axis         scoreAxis
	ticks, width vg.Length // of the scale's labels; of a panel without them
	titleLines   []int     // by row
	labelLines   []int
	bars         []bool // whether a row has any
}

func (c Waterfall) lay(width vg.Length) fall {
	f := fall{cols: 1}
	bars, low, high, any := 2, 0, 0, false
	for _, o := range c.Options {
		bars = max(bars, len(o.Parts)+2)
		for _, s := range o.levels() {
			if !any {
				low, high, any = s, s, true
			}
			low, high = min(low, s), max(high, s)
		}
	}
	f.axis = newScoreAxis(low, high, 5)
	f.ticks = tickType.width(strconv.Itoa(f.axis.high)) + 6
	if half := (width-fallGap)/2 - f.ticks; len(c.Options) > 1 && half/vg.Length(bars) >= leastSlot {
		f.cols = 2
	}
	f.width = (width-vg.Length(f.cols-1)*fallGap)/vg.Length(f.cols) - f.ticks
	f.rows = (len(c.Options) + f.cols - 1) / f.cols
	f.titleLines, f.labelLines, f.bars = make([]int, f.rows), make([]int, f.rows), make([]bool, f.rows)
	for i, o := range c.Options {
		row := i / f.cols
		f.titleLines[row] = max(f.titleLines[row], len(panelType.wrap(o.Label, f.ticks+f.width)))
		if o.Empty != "" {
			f.labelLines[row] = max(f.labelLines[row], len(noteType.wrap(o.Empty, f.width)))
			continue
		}
		f.bars[row] = true
		for _, l := range o.barLabels() {
			f.labelLines[row] = max(f.labelLines[row], len(markType.wrap(l, f.slot(o)-slotGap)))
		}
	}
	return f
}

// levels are the scores between the parts, the base and the final one.
func (o WaterfallOption) levels() []int {
	if o.Empty != "" {
		return nil
	}
	levels, at := []int{o.Base, o.Final}, o.Base
	for _, p := range o.Parts {
		at += p.Delta
		levels = append(levels, at)
		if p.Unknown {
			levels = append(levels, at+unknownBar)
		}
	}
	return levels
}

func (o WaterfallOption) barLabels() []string {
	labels := []string{o.BaseLabel}
	for _, p := range o.Parts {
		labels = append(labels, p.Label)
	}
	return append(labels, o.FinalLabel)
}

// slot is the width of a bar and its gap in the panel of an option.
func (f fall) slot(o WaterfallOption) vg.Length {
	return min(f.width/vg.Length(len(o.Parts)+2), mostSlot)
}

// height is what the bars of a row take of the height that rows have for them.
func (f fall) height(row int, tall vg.Length) vg.Length {
	if !f.bars[row] {
		return 0
	}
	return tall
}

// overhead is the height of a row without its bars.
func (f fall) overhead(row int) vg.Length {
	if !f.bars[row] {
		return panelType.height(f.titleLines[row]) + 3 + noteType.height(f.labelLines[row]) + fallGap
	}
	return panelType.height(f.titleLines[row]) + 10 + breakHeight + 4 + markType.height(f.labelLines[row]) + fallGap
}

func (c Waterfall) least(page vg.Length) vg.Length {
	f := c.lay(bodyWidth(page))
	h := c.around(page)
	for row := range f.rows {
		h += f.overhead(row) + f.height(row, leastFall)
	}
	return h
}

// Draw draws the chart.
func (c Waterfall) Draw(canvas draw.Canvas) {
	p := pen{canvas}
	body := c.page(p)
	f := c.lay(body.Size().X)
	tall, rows := body.Size().Y, 0
	for row := range f.rows {
		tall -= f.overhead(row)
		if f.bars[row] {
			rows++
		}
	}
	tall = max(tall/vg.Length(max(rows, 1)), 5)

	top := body.Max.Y
	for row := range f.rows {
		for col := range f.cols {
			if i := row*f.cols + col; i < len(c.Options) {
				left := body.Min.X + vg.Length(col)*(f.ticks+f.width+fallGap)
				p.drawFall(f, c.Options[i], left, top, tall, panelType.height(f.titleLines[row]))
			}
		}
		top -= f.overhead(row) + f.height(row, tall)
	}
}

// drawFall draws the panel of one option under a top edge.
func (p pen) drawFall(f fall, o WaterfallOption, left, top, tall, title vg.Length) {
	p.block(panelType, left, top, draw.XLeft, panelType.wrap(o.Label, f.ticks+f.width))
	if o.Empty != "" {
		p.block(noteType, left, top-title-3, draw.XLeft, noteType.wrap(o.Empty, f.width))
		return
	}
	x0, width := left+f.ticks, f.slot(o)
	grid := rect(x0, top-title-10-tall, width*vg.Length(len(o.Parts)+2), tall)
	y := func(score int) vg.Length {
		return grid.Min.Y + vg.Length(float64(score-f.axis.low)/float64(f.axis.high-f.axis.low))*tall
	}
	for _, s := range f.axis.ticks() {
		p.line(faint, thin, nil, vg.Point{X: x0, Y: y(s)}, vg.Point{X: grid.Max.X, Y: y(s)})
		p.text(tickType, vg.Point{X: x0 - 4, Y: y(s) - capital/2*tickType.size}, draw.XRight, strconv.Itoa(s))
	}
	ground := grid.Min.Y
	if f.axis.low > 0 {
		ground -= breakHeight
	}

	bar := width * barShare
	slot := func(i int) vg.Length { return x0 + width*(vg.Length(i)+0.5) } // its middle
	total := func(i, score int, fill color.NRGBA) {
		r := vg.Rectangle{Min: vg.Point{X: slot(i) - bar/2, Y: ground}, Max: vg.Point{X: slot(i) + bar/2, Y: y(score)}}
		p.box(fill, r)
		if f.axis.low > 0 {
			p.drawTear(r.Min.X-1, r.Max.X+1, ground+breakHeight/2)
		}
		p.text(scoreType, vg.Point{X: slot(i), Y: r.Max.Y + 2.5}, draw.XCenter, strconv.Itoa(score))
	}
	total(0, o.Base, context)
	at := o.Base
	for i, part := range o.Parts {
		p.line(muted, hair, nil, vg.Point{X: slot(i) + bar/2, Y: y(at)}, vg.Point{X: slot(i+1) - bar/2, Y: y(at)})
		p.drawPart(part, slot(i+1), bar, y, at)
		at += part.Delta
	}
	n := len(o.Parts)
	p.line(muted, hair, nil, vg.Point{X: slot(n) + bar/2, Y: y(at)}, vg.Point{X: slot(n+1) - bar/2, Y: y(at)})
	total(n+1, o.Final, muted)
	p.line(muted, thin, nil, vg.Point{X: x0, Y: ground}, vg.Point{X: grid.Max.X, Y: ground})
	for i, l := range o.barLabels() {
		p.block(markType.in(ink), slot(i), grid.Min.Y-breakHeight-3, draw.XCenter, markType.wrap(l, width-slotGap))
	}
}

// drawPart draws one factor: a gain is a full bar with its value above, a loss
// a striped one with its value below.
func (p pen) drawPart(part Part, x, bar vg.Length, y func(int) vg.Length, at int) {
	low, high := min(at, at+part.Delta), max(at, at+part.Delta)
	r := vg.Rectangle{Min: vg.Point{X: x - bar/2, Y: y(low)}, Max: vg.Point{X: x + bar/2, Y: y(high)}}
	c := blue
	switch {
	case part.Delta > 0:
		p.box(blue, r)
	case part.Delta < 0:
		p.striped(vermillion, r)
		c = vermillion
	default:
		p.line(muted, lineWidth, nil, r.Min, vg.Point{X: r.Max.X, Y: r.Min.Y})
		c = muted
	}
	if part.Unknown {
		open := vg.Rectangle{Min: vg.Point{X: r.Min.X, Y: y(high)}, Max: vg.Point{X: r.Max.X, Y: max(y(high+unknownBar), y(high)+5)}}
		p.line(muted, thin, []vg.Length{1.6, 1.4}, open.Min, vg.Point{X: open.Min.X, Y: open.Max.Y}, open.Max, vg.Point{X: open.Max.X, Y: open.Min.Y}, open.Min)
		r.Max.Y = open.Max.Y
	}
	base := r.Max.Y + 2.5
	if part.Delta < 0 && !part.Unknown {
		base = r.Min.Y - 2.5 - capital*scoreType.size
	}
	p.text(scoreType.in(darker(c)), vg.Point{X: x, Y: base}, draw.XCenter, part.value())
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
func (p pen) drawTear(left, right, y vg.Length) {
	var pts []vg.Point
	for i, x := 0, left; x <= right; i, x = i+1, x+3 {
		pts = append(pts, vg.Point{X: x, Y: y + vg.Length(i%2*2) - 1})
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
