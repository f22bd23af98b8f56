package plots

import (
	"image/color"
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Frontier shows plans by what they cost and how many months they are expected
// to take: a dot each, the darker the likelier, with its number and its chance.
// What the numbers stand for is listed below. The scale of dollars narrows to
// the right, so that cheap plans stay apart from each other beside dear ones.
type Frontier struct {
	Heading
	Plans      []FrontierPlan
	CostAxis   string
	MonthsAxis string
	Legend     string // what the shade is
	Empty      string // why there is no plan
}

// FrontierPlan is one plan.
type FrontierPlan struct {
	Cost, Months float64
	Chance       float64 // 0 to 1
	Text         string  // at the dot, after the number: its chance
	Label        string  // in the list
}

// Measures of the frontier.
const (
	leastFrontier vg.Length = 150 // of the grid's height
	frontierDot   vg.Length = 4.2
	listGap       vg.Length = 8
	listIndent    vg.Length = 16
	narrowFrom              = 500.0 // dollars from which the scale narrows
)

// shade is the colour of a share: the paler, the less.
func shade(share float64) color.NRGBA {
	keep := 8 + 92*math.Max(0, math.Min(1, share))
	part := func(v uint8) uint8 { return uint8((float64(v)*keep + 0xFF*(100-keep)) / 100) }
	return color.NRGBA{part(blue.R), part(blue.G), part(blue.B), 0xFF}
}

// shades are those of the key, in percent.
var shades = []int{0, 25, 50, 75, 100}

// shadeKey explains the shades: the first has their name before it.
func shadeKey(legend string) []keyItem {
	var items []keyItem
	for i, percent := range shades {
		label := strconv.Itoa(percent) + "\u00A0%"
		if i == 0 {
			label = legend + " " + label
		}
		items = append(items, keyItem{label, func(p pen, r vg.Rectangle) {
			p.box(shade(float64(percent)/100), r)
			p.outline(muted, hair, r)
		}})
	}
	return items
}

func (c Frontier) key() []keyItem {
	if len(c.Plans) == 0 {
		return nil
	}
	return shadeKey(c.Legend)
}

// list breaks the labels of the plans into lines.
func (c Frontier) list(width vg.Length) (lines [][]string, height vg.Length) {
	for _, p := range c.Plans {
		wrapped := keyType.wrap(p.Label, width-listIndent)
		lines = append(lines, wrapped)
		height += keyType.height(max(len(wrapped), 1)) + 1.5
	}
	return lines, height
}

// overhead is the height of what is not the grid.
func (c Frontier) overhead(width vg.Length) vg.Length {
	_, list := c.list(width)
	return keyHeight(c.key(), width) + noteType.height(len(noteType.wrap(c.Empty, width))) + tickType.line() + 4 + underAxis + tickType.line() + 2 + listGap + list
}

func (c Frontier) least(page vg.Length) vg.Length {
	width := bodyWidth(page)
	if len(c.Plans) == 0 {
		return c.around(page) + noteType.height(len(noteType.wrap(c.Empty, width)))
	}
	return c.around(page) + c.overhead(width) + leastFrontier
}

// narrowed is where a cost lies on the scale of dollars.
func narrowed(dollars float64) float64 { return math.Log1p(math.Max(dollars, 0) / narrowFrom) }

// costTicks are the dollars that the axis names.
var costTicks = []float64{0, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 10_000_000}

// Draw draws the chart.
func (c Frontier) Draw(canvas draw.Canvas) {
	p := pen{canvas}
	body := c.page(p)
	width := body.Size().X
	rest := p.drawKey(c.key(), body)
	top := p.block(noteType, rest.Min.X, rest.Max.Y, draw.XLeft, noteType.wrap(c.Empty, width))
	if len(c.Plans) == 0 {
		return
	}
	tall := max(body.Size().Y-c.overhead(width), 10)
	top = p.block(tickType, rest.Min.X, top, draw.XLeft, []string{c.MonthsAxis}) - 4
	var months []int
	most := 0.0
	for _, plan := range c.Plans {
		months = append(months, int(math.Floor(plan.Months)), int(math.Ceil(plan.Months)))
		most = max(most, plan.Cost)
	}
	axis := monthsAxis(slices.Min(months), slices.Max(months))
	ticks := tickType.width(strconv.Itoa(axis.high)) + 5
	const side = 16 // of room beside the first and the last dot
	grid := rect(body.Min.X+ticks, top-tall, width-ticks-rightMargin, tall)
	right := narrowed(most * 1.05)
	at := func(cost, months float64) vg.Point {
		share := vg.Length(0)
		if right > 0 {
			share = vg.Length(narrowed(cost) / right)
		}
		return vg.Point{
			X: grid.Min.X + side + share*(grid.Size().X-3*side),
			Y: grid.Min.Y + vg.Length((months-float64(axis.low))/float64(axis.high-axis.low))*tall,
		}
	}
	c.drawGrid(p, grid, axis, most, at)
	under := p.block(tickType, grid.Min.X, grid.Min.Y-underAxis, draw.XLeft, []string{c.CostAxis}) - listGap
	c.drawPlans(p, grid, at)
	lines, _ := c.list(width)
	for i, wrapped := range lines {
		p.text(keyType, vg.Point{X: body.Min.X + listIndent - 5, Y: under - rising*keyType.size}, draw.XRight, strconv.Itoa(i+1))
		p.block(keyType, body.Min.X+listIndent, under, draw.XLeft, wrapped)
		under -= keyType.height(max(len(wrapped), 1)) + 1.5
	}
}

// monthsAxis returns a scale around months.
func monthsAxis(low, high int) scoreAxis {
	const most = 6
	var a scoreAxis
	for _, a.step = range []int{1, 2, 3, 6, 12, 24, 60, 120} {
		a.low, a.high = max((low-1)/a.step*a.step, 0), (high+a.step)/a.step*a.step
		if (a.high-a.low)/a.step <= most {
			break
		}
	}
	return a
}

// drawGrid draws the lines of both scales with their figures.
func (c Frontier) drawGrid(p pen, grid vg.Rectangle, axis scoreAxis, most float64, at func(cost, months float64) vg.Point) {
	for _, months := range axis.ticks() {
		y := at(0, float64(months)).Y
		p.line(faint, thin, nil, vg.Point{X: grid.Min.X, Y: y}, vg.Point{X: grid.Max.X, Y: y})
		p.text(tickType, vg.Point{X: grid.Min.X - 5, Y: y - capital/2*tickType.size}, draw.XRight, strconv.Itoa(months))
	}
	p.line(muted, thin, nil, grid.Min, vg.Point{X: grid.Max.X, Y: grid.Min.Y})
	free := grid.Min.X - 100
	for _, dollars := range costTicks {
		if dollars > most*1.05 && dollars > 0 {
			break
		}
		x, text := at(dollars, 0).X, figure(int(dollars))
		p.line(faint, hair, nil, vg.Point{X: x, Y: grid.Min.Y}, vg.Point{X: x, Y: grid.Max.Y})
		p.line(muted, thin, nil, vg.Point{X: x, Y: grid.Min.Y}, vg.Point{X: x, Y: grid.Min.Y - 2.5})
		if half := tickType.width(text) / 2; x-half > free+3 {
			p.text(tickType, vg.Point{X: x, Y: grid.Min.Y - 6 - capital*tickType.size}, draw.XCenter, text)
			free = x + half
		}
	}
}

// figure writes a number with a narrow space at its thousands, which reads the
// same in every language.
func figure(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u202F" + s[i:]
	}
	return s
}

// drawPlans draws the dots, joined in their order, each with its text beside it.
func (c Frontier) drawPlans(p pen, grid vg.Rectangle, at func(cost, months float64) vg.Point) {
	space := &room{bounds: grow(grid, -1)}
	var dots []vg.Point
	for _, plan := range c.Plans {
		dot := at(plan.Cost, plan.Months)
		dots = append(dots, dot)
		space.texts = append(space.texts, grow(vg.Rectangle{Min: dot, Max: dot}, frontierDot+0.5))
	}
	if len(dots) > 1 {
		p.line(context, thin, nil, dots...)
	}
	for i, plan := range c.Plans {
		text := strconv.Itoa(i + 1)
		if plan.Text != "" {
			text += ": " + plan.Text
		}
		w, h := flagType.width(text), flagType.line()
		box, ok := around(space, dots[i], w, h)
		if !ok {
			elsewhere, found := space.anywhere(dots[i], w, h, true)
			if !found {
				continue
			}
			box = elsewhere.box
			p.line(muted, hair, nil, dots[i], vg.Point{X: (box.Min.X + box.Max.X) / 2, Y: (box.Min.Y + box.Max.Y) / 2})
		}
		p.box(veil, box)
		p.block(flagType, box.Min.X, box.Max.Y, draw.XLeft, []string{text})
	}
	for i, plan := range c.Plans {
		p.SetColor(shade(plan.Chance))
		path := disc.path(dots[i], frontierDot)
		p.Fill(path)
		p.SetLineStyle(draw.LineStyle{Color: ink, Width: thin})
		p.Stroke(path)
	}
}

// around takes the first free place for a text beside, above or below a dot.
func around(r *room, at vg.Point, w, h vg.Length) (vg.Rectangle, bool) {
	const off = frontierDot + 2
	for _, corner := range []vg.Point{{X: off, Y: -h / 2}, {X: -off - w, Y: -h / 2}, {X: -w / 2, Y: off}, {X: -w / 2, Y: -off - h}, {X: off, Y: off / 2}, {X: off, Y: -off/2 - h}} {
		if box := rect(at.X+corner.X, at.Y+corner.Y, w, h); r.inside(box) && r.free(box) {
			r.texts = append(r.texts, box)
			return box, true
		}
	}
	return vg.Rectangle{}, false
}
