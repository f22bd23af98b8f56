package plots

import (
	"math"
	"strconv"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"crsplan/sim/civil"
)

// Heat shows the chance of each option month by month: a strip a row, the
// darker the likelier, with the percents of some months written in. It is read
// along a row for when, and down a column for which.
type Heat struct {
	Heading
	Rows   []HeatRow
	Days   []civil.Day // the last day of each cell, the same for all rows
	Named  []int       // the cells whose percents are written in, by place
	Legend string      // what the shade is
	Empty  string      // why there is no row
}

// HeatRow is one option.
type HeatRow struct {
	Label   string
	Chances []float64 // by day, 0 to 1
}

// Measures of the strips. A few of them grow into the room that there is.
const (
	heatHigh    vg.Length = 15
	heatHighest vg.Length = 40
	heatGap     vg.Length = 5
	heatShare             = 0.36
	// heatDark is the chance from which white is read better than black.
	heatDark = 0.85
)

func (c Heat) key() []keyItem {
	if len(c.Rows) == 0 {
		return nil
	}
	return shadeKey(c.Legend)
}

// lay breaks the names of the rows into lines, and returns their width.
func (c Heat) lay(width vg.Length) (labels [][]string, names vg.Length) {
	for _, r := range c.Rows {
		names = max(names, labelType.width(r.Label))
	}
	names = min(names, heatShare*width)
	for _, r := range c.Rows {
		labels = append(labels, labelType.wrap(r.Label, names))
	}
	return labels, names
}

func heatRow(label []string, high vg.Length) vg.Length {
	return max(labelType.height(len(label)), high) + heatGap
}

// rows returns how tall the rows are with strips of a height.
func (c Heat) rows(labels [][]string, high vg.Length) (sum vg.Length) {
	for _, l := range labels {
		sum += heatRow(l, high)
	}
	return sum
}

func (c Heat) least(page vg.Length) vg.Length {
	width := bodyWidth(page)
	h := c.around(page) + keyHeight(c.key(), width) + noteType.height(len(noteType.wrap(c.Empty, width)))
	labels, _ := c.lay(width)
	h += c.rows(labels, heatHigh)
	if len(c.Rows) > 0 {
		h += underAxis
	}
	return h
}

// Draw draws the chart.
func (c Heat) Draw(canvas draw.Canvas) {
	p := pen{canvas}
	body := c.page(p)
	rest := p.drawKey(c.key(), body)
	top := p.block(noteType, rest.Min.X, rest.Max.Y, draw.XLeft, noteType.wrap(c.Empty, rest.Size().X))
	if len(c.Rows) == 0 || len(c.Days) == 0 {
		return
	}
	labels, names := c.lay(body.Size().X)
	left := body.Min.X + names + laneLabelGap
	cell := (body.Max.X - rightMargin - left) / vg.Length(len(c.Days))
	high := heatHigh
	for high < heatHighest && c.rows(labels, high+1)+underAxis <= top-rest.Min.Y {
		high++
	}
	var under vg.Length // the bottom of the last strip
	for i, r := range c.Rows {
		row := heatRow(labels[i], high)
		middle := top - (row-heatGap)/2
		under = middle - high/2
		p.block(labelType, body.Min.X, middle+labelType.height(len(labels[i]))/2, draw.XLeft, labels[i])
		chances := r.Chances[:min(len(r.Chances), len(c.Days))]
		for k, chance := range chances {
			// Each reaches under the next: where both covered a part of a dot,
			// the paper would shine through.
			wide := cell * vg.Length(min(2, len(chances)-k))
			p.box(shade(chance), rect(left+vg.Length(k)*cell, middle-high/2, wide, high))
		}
		p.outline(muted, hair, rect(left, middle-high/2, cell*vg.Length(len(c.Days)), high))
		c.drawNamed(p, r, left, middle, cell)
		top -= row
	}
	c.drawDays(p, left, under-heatGap, cell)
}

// drawNamed writes percents into a strip, each ending at its cell's end.
func (c Heat) drawNamed(p pen, r HeatRow, left, middle, cell vg.Length) {
	free := left
	for _, k := range c.Named {
		if k >= len(r.Chances) {
			continue
		}
		text := strconv.Itoa(int(math.Round(100 * r.Chances[k])))
		face := flagType
		if r.Chances[k] > heatDark {
			face = face.in(paper)
		}
		end := left + vg.Length(k+1)*cell - 1.5
		if end-face.width(text) < free {
			continue
		}
		p.text(face, vg.Point{X: end, Y: middle - capital/2*face.size}, draw.XRight, text)
		free = end + 2
	}
}

// drawDays writes the months below the strips, as many as there is room for.
func (c Heat) drawDays(p pen, left, top, cell vg.Length) {
	axis := axes{grid: vg.Rectangle{Min: vg.Point{X: left, Y: top}, Max: vg.Point{X: left + cell*vg.Length(len(c.Days)), Y: top}}}
	axis.from, axis.to = c.Days[0]-civil.Day(civil.MonthDays(1)), c.Days[len(c.Days)-1]
	for _, t := range dayTicks(axis.from, axis.to, axis.grid.Size().X) {
		x := axis.x(t.On)
		if t.Major || t.Label == "" {
			p.line(muted, thin, nil, vg.Point{X: x, Y: top + heatGap}, vg.Point{X: x, Y: top + heatGap - 3})
		}
		p.text(tickType, vg.Point{X: axis.x(t.LabelAt), Y: top + heatGap - 5 - capital*tickType.size}, draw.XCenter, t.Label)
	}
}
