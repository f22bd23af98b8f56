package plots

import (
	"strconv"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Reliability shows what became of chances: how many of those that were given
// about alike came true, against the diagonal on which chances mean what they
// say. Beside each dot stands how many it counts.
type Reliability struct {
	Heading
	Bins       []ReliabilityBin
	Legend     [2]string // what the dots and the diagonal are called
	GivenAxis  string
	CameAxis   string
	CountLabel string // what the figure beside a dot is, in the key
}

// ReliabilityBin is some chances that were about alike; shares are 0 to 1.
type ReliabilityBin struct {
	Given, Came float64
	N           int
}

// Measures of the reliability chart.
const (
	leastReliability vg.Length = 190 // of the grid's height
	shareStep        int       = 20  // percent between the lines of the grid
)

func (c Reliability) key() []keyItem {
	return []keyItem{
		{c.Legend[0], func(p pen, r vg.Rectangle) {
			p.marker(blue, disc, vg.Point{X: (r.Min.X + r.Max.X) / 2, Y: (r.Min.Y + r.Max.Y) / 2}, 2.2)
		}},
		{c.Legend[1], func(p pen, r vg.Rectangle) { p.line(muted, thin, dotted, r.Min, r.Max) }},
		{c.CountLabel, nil},
	}
}

// overhead is the height of what is not the grid.
func (c Reliability) overhead(width vg.Length) vg.Length {
	return keyHeight(c.key(), width) + noteType.height(len(noteType.wrap(c.Empty, width))) +
		tickType.height(len(tickType.wrap(c.CameAxis, width))) + 4 + underAxis + tickType.height(len(tickType.wrap(c.GivenAxis, width))) + 2
}

func (c Reliability) least(page vg.Length) vg.Length {
	width := bodyWidth(page)
	return c.around(page) + c.overhead(width) + leastReliability
}

// Draw draws the chart.
func (c Reliability) Draw(canvas draw.Canvas) {
	p := pen{canvas}
	body := c.page(p)
	defer c.drawFoot(p)
	width := body.Size().X
	tall := max(body.Size().Y-c.overhead(width), 10)
	rest := p.drawKey(c.key(), body)
	top := p.block(noteType, rest.Min.X, rest.Max.Y, draw.XLeft, noteType.wrap(c.Empty, width))
	top = p.block(tickType, rest.Min.X, top, draw.XLeft, tickType.wrap(c.CameAxis, width)) - 4

	ticks := tickType.width("100") + 5
	right := max(flagType.width("00000")+5, rightMargin) // for the figures of the last dots
	grid := rect(body.Min.X+ticks, top-tall, min(width-ticks-right, 1.6*tall), tall)
	at := func(given, came float64) vg.Point {
		return vg.Point{X: grid.Min.X + vg.Length(given)*grid.Size().X, Y: grid.Min.Y + vg.Length(came)*grid.Size().Y}
	}
	for percent := 0; percent <= 100; percent += shareStep {
		s, name := float64(percent)/100, strconv.Itoa(percent)
		p.line(faint, thin, nil, at(s, 0), at(s, 1))
		p.line(faint, thin, nil, at(0, s), at(1, s))
		p.text(tickType, vg.Point{X: grid.Min.X - 5, Y: at(0, s).Y - capital/2*tickType.size}, draw.XRight, name)
		p.text(tickType, vg.Point{X: at(s, 0).X, Y: grid.Min.Y - 6 - capital*tickType.size}, draw.XCenter, name)
	}
	p.block(tickType, grid.Min.X, grid.Min.Y-underAxis-2, draw.XLeft, tickType.wrap(c.GivenAxis, width-ticks))
	p.line(muted, thin, dotted, at(0, 0), at(1, 1))

	space := &room{bounds: grow(grid, -1)}
	space.bounds.Max.X += right
	var dots []vg.Point
	for _, b := range c.Bins {
		if b.N > 0 {
			dots = append(dots, at(b.Given, b.Came))
			space.texts = append(space.texts, grow(vg.Rectangle{Min: at(b.Given, b.Came), Max: at(b.Given, b.Came)}, 3))
		}
	}
	if len(dots) > 1 {
		p.line(blue, thin, nil, dots...)
	}
	for _, b := range c.Bins {
		if b.N == 0 {
			continue
		}
		p.marker(blue, disc, at(b.Given, b.Came), 2.2)
		text := strconv.Itoa(b.N)
		dot, w, h := at(b.Given, b.Came), flagType.width(text), flagType.line()
		// Below to the right the line does not come by: it rises.
		box := rect(dot.X+4.5, dot.Y-h, w, h)
		if !space.inside(box) || !space.free(box) {
			elsewhere, ok := space.anywhere(dot, w, h, false)
			if !ok {
				continue
			}
			box = elsewhere.box
		} else {
			space.texts = append(space.texts, box)
		}
		p.block(flagType, box.Min.X, box.Max.Y, draw.XLeft, []string{text})
	}
}

// Table implements [Chart].
func (c Reliability) Table() Table {
	t := Table{Columns: c.Columns}
	for _, b := range c.Bins {
		if b.N > 0 {
			t.Rows = append(t.Rows, []any{Share(b.Given), Share(b.Came), b.N})
		}
	}
	return t
}
