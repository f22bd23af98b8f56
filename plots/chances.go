package plots

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"crsplan/sim/civil"
)

// Chances shows by which day each option has led to an invitation, in percent
// of the futures. More options than four stand in panels of their own.
// A thin line of an option's colour is what is left under the harder supposition
// that Harder names.
type Chances struct {
	Heading
	From, To civil.Day
	Options  []ChanceLine
	Marks    []Mark
	Axis     string // what the height is
	Harder   string // in the key; empty where nothing harder is told
	Empty    string // why there is nothing to show
}

// ChanceLine is one option. Dashed draws it as a line to compare with.
type ChanceLine struct {
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

// many says whether there are more options than colours.
func (c Chances) many() bool { return len(c.Options) > mostInOnePanel }

func (c Chances) look(i int) look {
	l := optionLooks[min(i, len(optionLooks)-1)]
	if c.Options[i].Dashed {
		l.dashes = dotted
	}
	return l
}

func (c Chances) panel() panel {
	whole := axes{from: c.From, to: max(c.To, c.From+1), scaled: true, score: scoreAxis{0, percents, 20}}
	pl := panel{axes: whole, unit: c.Axis}
	if c.Harder != "" {
		pl.key = []keyItem{{c.Harder, func(p pen, r vg.Rectangle) {
			y := (r.Min.Y + r.Max.Y) / 2
			p.line(muted, hair, nil, vg.Point{X: r.Min.X, Y: y}, vg.Point{X: r.Max.X, Y: y})
			p.marker(muted, disc, vg.Point{X: r.Max.X, Y: y}, 1.1)
		}}}
	}
	for _, m := range marksBetween(c.Marks, c.From, c.To) {
		pl.hung = append(pl.hung, banner{text: m.Text, face: markType})
	}
	for i, o := range c.Options {
		l := endLabel{look: c.look(i), text: o.Label, figures: o.Figures}
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
	if c.many() {
		m := c.layPanels(bodyWidth(page))
		return c.around(page) + m.overhead() + vg.Length(m.rows)*leastChances
	}
	return c.around(page) + c.panel().least(bodyWidth(page), c.hungX)
}

// Draw draws the chart.
func (c Chances) Draw(canvas draw.Canvas) {
	p := pen{canvas}
	if c.many() {
		c.drawPanels(p, c.page(p))
		return
	}
	pl := c.panel().lay(c.page(p), c.hungX)
	a := pl.axes
	p.drawKey(pl.key, pl.keyBox)
	p.drawGrid(a, true, true)
	p.drawHung(pl, func(_ int, b banner) draw.LineStyle { return hungStyle(b) })
	p.drawUnit(pl)
	space := &room{bounds: grow(a.whole(), -1)}
	for i := len(c.Options) - 1; i >= 0; i-- {
		line, harder := c.curves(a, i)
		if len(line) < 2 {
			continue
		}
		l := c.look(i)
		if c.Harder != "" {
			p.line(l.colour, hair, nil, harder...)
			p.marker(l.colour, l.shape, harder[len(harder)-1], 1.1)
		}
		p.line(l.colour, lineWidth, l.dashes, line...)
		space.mark(line)
	}
	p.drawLabels(pl)
	p.drawNote(c.Empty, a.grid, space)
}
