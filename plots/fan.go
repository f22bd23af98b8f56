package plots

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"crsplan/sim/civil"
)

// Fan shows where cutoffs may fall: a panel for each stream, in it the rounds
// that were held as dots and, from the data date on, the bands that should
// hold one half and four fifths of the cutoffs to come, paler outwards, around
// their middle. Panels share the axis of days; those of one group share that
// of scores. At the right, on the same scale, stands the next cutoff for some
// sizes of its round: most of what is not known is the size.
type Fan struct {
	Heading
	Panels    []FanPanel
	From, To  civil.Day
	Marks     []Mark    // the data date, today, changes of the rules
	Legend    [4]string // what the dots, the middle, the inner and the outer band are called
	ScoreAxis string    // what the height is
	SizeAxis  string    // what the columns at the right are
}

// FanPanel is one stream. The summary stands beside the label. The Hero is in
// colour.
type FanPanel struct {
	Hero           bool
	Dormant        bool
	Stream         string // its key; not shown
	Label, Summary string
	Group          int
	Rounds         []Dot
	Ahead          []FanPoint // in order of their days
	Sizes          []FanSize  // of the next round, the smallest first
}

// FanSize is the next cutoff if its round has a size: the ends of the bands as
// of a [FanPoint].
type FanSize struct {
	Label string
	Bands [5]float64
}

// FanPoint is one round to come: the day on which to draw it, and the ends of
// its bands from the lowest to the highest with the middle between them.
type FanPoint struct {
	On    civil.Day
	Bands [5]float64
}

// Measures of the fan.
const (
	leastFan           = leastPanel // height of a panel
	fanGap   vg.Length = 9
	fanSteps           = 5 // of the scale of scores
	sizeBar  vg.Length = 7 // width of a column of a size
	sizeGap  vg.Length = 5 // between the labels of two
)

// bandsOf are the colours of the outer band, the inner one and the middle.
func (c FanPanel) bandsOf() (outer, inner, middle color.NRGBA) {
	if c.Hero {
		return pale(sky), sky, blue
	}
	return faint, context, muted
}

// fan is the layout of the panels.
type fan struct {
	key   []keyItem
	note  []string
	unit  []string
	heads []head
	axes  []axes
	ticks vg.Length // width of the scale's labels
	hung  vg.Length // height of the marks' names
	sizes vg.Length // width of the columns of sizes, with the space before them; 0: there are none
	named []string  // what these are
}

func (c Fan) lay(width vg.Length) fan {
	f := fan{key: c.key(), note: noteType.wrap(c.Empty, width)}
	for _, panel := range c.Panels {
		f.heads = append(f.heads, newHead(ReplayPanel{Label: panel.Label, Summary: panel.Summary}, width))
		a := c.scale(panel.Group)
		f.ticks = max(f.ticks, a.tickWidth())
		f.axes = append(f.axes, a)
	}
	for _, panel := range c.Panels {
		f.sizes = max(f.sizes, panel.sizesWidth())
	}
	if len(c.Panels) > 0 {
		f.unit = tickType.wrap(c.ScoreAxis, width)
		if f.sizes > 0 { // both stand on one line, a half of it for each
			half := width/2 - sizeGap
			f.unit, f.named = tickType.wrap(c.ScoreAxis, half), tickType.wrap(c.SizeAxis, half)
		}
		a := f.axes[0]
		a.grid = rect(f.ticks, 0, width-f.ticks-rightMargin-f.sizes, leastFan)
		_, f.hung = hang(c.banners(a), f.ticks, width)
	}
	return f
}

// scale returns the axes around all that a group shows.
func (c Fan) scale(group int) axes {
	a := axes{from: c.From, to: max(c.To, c.From+1)}
	low, high := math.Inf(1), math.Inf(-1)
	for _, panel := range c.Panels {
		if panel.Group != group {
			continue
		}
		for _, d := range panel.Rounds {
			if a.holds(d.On) {
				low, high = min(low, float64(d.Score)), max(high, float64(d.Score))
			}
		}
		for _, p := range panel.Ahead {
			low, high = min(low, p.Bands[0]), max(high, p.Bands[4])
		}
		for _, size := range panel.Sizes {
			low, high = min(low, size.Bands[0]), max(high, size.Bands[4])
		}
	}
	if a.scaled = low <= high; a.scaled {
		a.score = newScoreAxis(int(math.Floor(low)), int(math.Ceil(high)), fanSteps)
	}
	return a
}

func (c Fan) banners(a axes) []banner {
	var b []banner
	for _, m := range marksBetween(c.Marks, a.from, a.to) {
		b = append(b, banner{x: a.x(m.On), text: m.Text, face: markType})
	}
	return b
}

func (c Fan) key() []keyItem {
	if len(c.Panels) == 0 {
		return nil
	}
	middle := func(r vg.Rectangle) vg.Length { return (r.Min.Y + r.Max.Y) / 2 }
	return []keyItem{
		{c.Legend[0], func(p pen, r vg.Rectangle) {
			p.marker(muted, disc, vg.Point{X: (r.Min.X + r.Max.X) / 2, Y: middle(r)}, dotRadius)
		}},
		{c.Legend[1], func(p pen, r vg.Rectangle) {
			p.line(blue, heroWidth, nil, vg.Point{X: r.Min.X, Y: middle(r)}, vg.Point{X: r.Max.X, Y: middle(r)})
		}},
		{c.Legend[2], func(p pen, r vg.Rectangle) { p.box(sky, r) }},
		{c.Legend[3], func(p pen, r vg.Rectangle) { p.box(pale(sky), r) }},
	}
}

// overhead is the height of what is not panels.
func (f fan) overhead(width vg.Length) vg.Length {
	h := keyHeight(f.key, width) + noteType.height(len(f.note))
	if len(f.heads) == 0 {
		return h
	}
	h += tickType.height(max(len(f.unit), len(f.named))) + 2 + f.hung
	for _, head := range f.heads {
		h += head.height() + 3
	}
	return h + vg.Length(len(f.heads)-1)*fanGap + underAxis
}

func (c Fan) least(page vg.Length) vg.Length {
	width := bodyWidth(page)
	return c.around(page) + c.lay(width).overhead(width) + vg.Length(len(c.Panels))*leastFan
}

// Draw draws the chart.
func (c Fan) Draw(canvas draw.Canvas) {
	p := pen{canvas}
	body := c.page(p)
	defer c.drawFoot(p)
	width := body.Size().X
	f := c.lay(width)
	rest := p.drawKey(f.key, body)
	top := p.block(noteType, rest.Min.X, rest.Max.Y, draw.XLeft, f.note)
	if len(c.Panels) == 0 {
		return
	}
	p.block(tickType, body.Max.X, top, draw.XRight, f.named)
	top = p.block(tickType, rest.Min.X, top, draw.XLeft, f.unit) - 2
	top -= tickType.height(max(len(f.unit), len(f.named)) - len(f.unit))
	tall := max((body.Size().Y-f.overhead(width))/vg.Length(len(c.Panels)), 10)
	for i, panel := range c.Panels {
		f.heads[i].draw(p, body.Min.X, top)
		top -= f.heads[i].height() + 3
		if i == 0 {
			top -= f.hung
		}
		a := f.axes[i].fill(rect(body.Min.X+f.ticks, top-tall, width-f.ticks-rightMargin-f.sizes, tall))
		c.drawPanel(p, a, panel, i == 0, i == len(c.Panels)-1)
		p.drawSizes(a, panel, body.Max.X)
		top -= tall + fanGap
	}
}

func (c Fan) drawPanel(p pen, a axes, panel FanPanel, named, days bool) {
	p.drawGrid(a, true, days)
	if a.scaled {
		outerBand, innerBand, line := panel.bandsOf()
		p.drawBand(a, panel.Ahead, 0, 4, outerBand)
		p.drawBand(a, panel.Ahead, 1, 3, innerBand)
		var middle []vg.Point
		for _, pt := range panel.Ahead {
			middle = append(middle, a.place(pt, 2))
		}
		if len(middle) > 0 {
			p.line(line, heroWidth, nil, middle...)
			for _, at := range middle {
				p.marker(line, disc, at, 1.1)
			}
		}
		for _, d := range panel.Rounds {
			if a.holds(d.On) {
				p.marker(muted, disc, a.at(d.On, d.Score), dotRadius)
			}
		}
	}
	hung, _ := hang(c.banners(a), a.grid.Min.X, a.grid.Max.X+rightMargin)
	p.drawDated(a, hung, named)
}

// sizesWidth is the width of the columns of a panel, with the space before them.
func (c FanPanel) sizesWidth() (width vg.Length) {
	for _, size := range c.Sizes {
		width += max(tickType.width(size.Label), sizeBar) + sizeGap
	}
	return width
}

// drawSizes draws the columns of a panel, the last of them up to an edge: each
// with its size below, where the labels of days are.
func (p pen) drawSizes(a axes, panel FanPanel, right vg.Length) {
	x := right - panel.sizesWidth()
	for _, size := range panel.Sizes {
		wide := max(tickType.width(size.Label), sizeBar) + sizeGap
		middle := x + sizeGap + (wide-sizeGap)/2
		x += wide
		at := func(band int) vg.Length { return a.place(FanPoint{On: a.from, Bands: size.Bands}, band).Y }
		column := func(low, high int, c color.NRGBA) {
			p.box(c, rect(middle-sizeBar/2, at(low), sizeBar, at(high)-at(low)))
		}
		outerBand, innerBand, line := panel.bandsOf()
		column(0, 4, outerBand)
		column(1, 3, innerBand)
		p.line(line, heroWidth, nil, vg.Point{X: middle - sizeBar/2, Y: at(2)}, vg.Point{X: middle + sizeBar/2, Y: at(2)})
		p.block(tickType, middle, a.grid.Min.Y-1, draw.XCenter, []string{size.Label})
	}
}

// place is where the end of a band stands; days beyond the axis at its end.
func (a axes) place(p FanPoint, band int) vg.Point {
	share := (p.Bands[band] - float64(a.score.low)) / float64(a.score.high-a.score.low)
	return vg.Point{X: a.x(min(max(p.On, a.from), a.to)), Y: a.grid.Min.Y + vg.Length(share)*a.grid.Size().Y}
}

// drawBand fills the band between two of the ends of its points.
func (p pen) drawBand(a axes, ahead []FanPoint, low, high int, c color.NRGBA) {
	var edge []vg.Point
	for _, pt := range ahead {
		edge = append(edge, a.place(pt, high))
	}
	for i := len(ahead) - 1; i >= 0; i-- {
		edge = append(edge, a.place(ahead[i], low))
	}
	if len(ahead) > 1 {
		p.FillPolygon(c, edge)
	}
}

// Table implements [Chart].
func (c Fan) Table() Table {
	t := Table{Columns: c.Columns}
	whole := func(x float64) int { return int(math.Round(x)) }
	add := func(label string, on any, b [5]float64) {
		t.Rows = append(t.Rows, []any{label, on, whole(b[0]), whole(b[1]), whole(b[2]), whole(b[3]), whole(b[4])})
	}
	for _, p := range c.Panels {
		for _, pt := range p.Ahead {
			add(p.Label, pt.On, pt.Bands)
		}
		for _, size := range p.Sizes {
			add(p.Label, size.Label, size.Bands)
		}
	}
	return t
}
