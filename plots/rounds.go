package plots

import (
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"crsplan/sim/civil"
)

// Rounds shows the cutoffs of round types over time against one score: in
// colour the rounds for which the score was enough, in grey the others. A shape
// tells the round types apart; there should be four at most. Cutoffs far from
// all others stand beyond the scale.
type Rounds struct {
	Heading
	From, To   civil.Day
	Series     []Series
	Score      int
	ScoreLabel string
	Legend     [2]string // what the dots in colour and in grey are called
	Marks      []Mark
	ScoreAxis  string

	notes numbers
}

func (c Rounds) fitting(width vg.Length) Rounds {
	c.Marks = marksBetween(c.Marks, c.From, c.To)
	if narrow(width) {
		c.Marks = c.notes.inPlaceOf(c.Marks)
	}
	return c
}

// nearScore is how far below and above the score cutoffs are on the scale.
const nearScore = 150

func (c Rounds) panel() panel {
	near, all := []int{c.Score}, []int{c.Score}
	for _, s := range c.Series {
		for _, d := range s.Dots {
			all = append(all, d.Score)
			if d.Score > c.Score-nearScore && d.Score < c.Score+nearScore {
				near = append(near, d.Score)
			}
		}
	}
	if len(near) == 1 {
		near = all
	}
	a := newAxes(c.From, c.To, near, nil)
	a.above = slices.ContainsFunc(all, func(s int) bool { return s > a.score.high })
	a.below = slices.ContainsFunc(all, func(s int) bool { return s < a.score.low })
	pl := panel{axes: a, unit: c.ScoreAxis, note: c.Empty, notes: c.notes}
	dot := func(l look) func(p pen, r vg.Rectangle) {
		return func(p pen, r vg.Rectangle) {
			p.marker(l.colour, l.shape, vg.Point{X: (r.Min.X + r.Max.X) / 2, Y: (r.Min.Y + r.Max.Y) / 2}, dotRadius*1.3)
		}
	}
	pl.key = []keyItem{{c.Legend[0], dot(heroLook)}, {c.Legend[1], dot(look{colour: context})}}
	for i, s := range c.Series {
		l := roundLooks[i%len(roundLooks)]
		l.colour = muted
		pl.key = append(pl.key, keyItem{s.Label, dot(l)})
	}
	for _, m := range c.Marks {
		pl.hung = append(pl.hung, banner{text: m.Text, face: markType})
	}
	pl.labels = []endLabel{{look: scoreLook, text: c.ScoreLabel, last: Step{From: c.To, Score: c.Score}, known: true}}
	return pl
}

func (c Rounds) hungX(a axes, i int) vg.Length { return a.x(c.Marks[i].On) }

func (c Rounds) least(page vg.Length) vg.Length {
	width := bodyWidth(page)
	c = c.fitting(width)
	return c.around(page) + c.panel().least(width, c.hungX)
}

// Draw draws the chart.
func (c Rounds) Draw(canvas draw.Canvas) {
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
	for _, enough := range []bool{false, true} {
		for i, s := range c.Series {
			l := roundLooks[i%len(roundLooks)]
			if l.colour = context; enough {
				l.colour = heroLook.colour
			}
			for _, d := range s.Dots {
				if a.holds(d.On) && (d.Score <= c.Score) == enough {
					p.marker(l.colour, l.shape, a.at(d.On, d.Score), c.radius())
				}
			}
		}
	}
	y := a.y(c.Score)
	p.line(scoreLook.colour, lineWidth, nil, vg.Point{X: a.grid.Min.X, Y: y}, vg.Point{X: a.grid.Max.X, Y: y})
	p.drawLabels(pl)
}

// fewDots is how many dots at most are drawn larger: they leave room for it.
const fewDots = 40

// radius is that of a round's dot.
func (c Rounds) radius() vg.Length {
	n := 0
	for _, s := range c.Series {
		n += len(s.Dots)
	}
	if n <= fewDots {
		return dotRadius * 2
	}
	return dotRadius * 1.2
}

// Table implements [Chart].
func (c Rounds) Table() Table {
	t := Table{Columns: c.Columns}
	for _, s := range c.Series {
		for _, d := range slices.Backward(s.Dots) {
			enough := c.Legend[1]
			if d.Score <= c.Score {
				enough = c.Legend[0]
			}
			t.Rows = append(t.Rows, []any{s.Label, d.On, d.Score, enough})
		}
	}
	return t
}
