package plots

import (
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"crsplan/sim/civil"
)

// Chances shows by which day each option has led to an invitation, in percent
// of the simulations. There should be [MostOptions] options at most. The thin line
// is what is left of the hero under the harder supposition that Harder names.
type Chances struct {
	Heading
	From, To civil.Day
	Options  []ChanceLine
	Marks    []Mark
	Axis     string // what the height is
	Harder   string // in the key; empty where nothing harder is told

	notes numbers
}

// ChanceLine is one option, drawn as a [Line] is.
type ChanceLine struct {
	Hero    bool
	Label   string
	Figures string        // the last chance in words of the reader's language
	Points  []ChancePoint // in order of their days
	Dashed  bool
}

// ChancePoint is the chance by the end of a day, 0 to 1, and the lower one of
// the harder supposition.
type ChancePoint struct {
	On     civil.Day
	P, Low float64
}

const percents = 100

func (c Chances) look(i int) (look, vg.Length) {
	return lookOf(len(c.Options), func(k int) bool { return c.Options[k].Hero }, c.Options[i].Dashed, i)
}

// fitting is as that of a [Projection].
func (c Chances) fitting(width vg.Length) Chances {
	if !narrow(width) {
		return c
	}
	c.Marks = c.notes.inPlaceOf(marksBetween(c.Marks, c.From, c.To))
	return c
}

func (c Chances) panel() panel {
	whole := axes{from: c.From, to: max(c.To, c.From+1), scaled: true, score: scoreAxis{0, percents, 20}}
	pl := panel{axes: whole, unit: c.Axis, notes: c.notes, note: c.Empty}
	if c.Harder != "" {
		pl.key = []keyItem{{c.Harder, func(p pen, r vg.Rectangle) {
			y := (r.Min.Y + r.Max.Y) / 2
			p.line(heroLook.colour, hair, nil, vg.Point{X: r.Min.X, Y: y}, vg.Point{X: r.Max.X, Y: y})
			p.marker(heroLook.colour, disc, vg.Point{X: r.Max.X, Y: y}, 1.1)
		}}}
	}
	for _, m := range marksBetween(c.Marks, c.From, c.To) {
		pl.hung = append(pl.hung, banner{text: m.Text, face: markType})
	}
	for i, o := range c.Options {
		one, _ := c.look(i)
		l := endLabel{look: one, text: o.Label, figures: o.Figures}
		if n := len(o.Points); n > 0 {
			l.last, l.known = Step{From: o.Points[n-1].On, Score: int(math.Round(percents * o.Points[n-1].P))}, true
		}
		pl.labels = append(pl.labels, l)
	}
	return pl
}

func (c Chances) hungX(a axes, i int) vg.Length {
	return a.x(marksBetween(c.Marks, c.From, c.To)[i].On)
}

func (c Chances) least(page vg.Length) vg.Length {
	width := bodyWidth(page)
	c = c.fitting(width)
	return c.around(page) + c.panel().least(width, c.hungX)
}

// Draw draws the chart.
func (c Chances) Draw(canvas draw.Canvas) {
	p := pen{canvas}
	body := c.page(p)
	defer c.drawFoot(p)
	c = c.fitting(body.Size().X)
	pl := c.panel().lay(body, c.hungX)
	a := pl.axes
	p.drawKeyOf(pl)
	p.drawGrid(a, true, true)
	p.drawHung(pl, func(_ int, b banner) draw.LineStyle { return hungStyle(b) })
	p.drawUnit(pl)
	order := make([]int, len(c.Options)) // the hero last, over the others
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		switch {
		case c.Options[i].Hero == c.Options[j].Hero:
			return 0
		case c.Options[i].Hero:
			return 1
		}
		return -1
	})
	for _, i := range order {
		line, harder := c.curves(a, i)
		if len(line) < 2 {
			continue
		}
		l, wide := c.look(i)
		if c.Harder != "" && c.Options[i].Hero {
			p.line(l.colour, hair, nil, harder...)
			p.marker(l.colour, l.shape, harder[len(harder)-1], 1.1)
		}
		p.line(l.colour, wide, l.dashes, line...)
	}
	p.drawLabels(pl)
}

// curves are the line of an option, and that of the harder supposition.
func (c Chances) curves(a axes, i int) (line, harder []vg.Point) {
	at := func(pt ChancePoint, share float64) vg.Point {
		return vg.Point{X: a.x(pt.On), Y: a.y(0) + vg.Length(share)*(a.y(percents)-a.y(0))}
	}
	for _, pt := range c.Options[i].Points {
		line, harder = append(line, at(pt, pt.P)), append(harder, at(pt, pt.Low))
	}
	return line, harder
}

// Table implements [Chart].
func (c Chances) Table() Table {
	t := Table{Columns: c.Columns}
	for _, o := range c.Options {
		for _, pt := range o.Points {
			row := []any{o.Label, pt.On, Share(pt.P)}
			if c.Harder != "" {
				row = append(row, Share(pt.Low))
			}
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}
