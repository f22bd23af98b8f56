package plots

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"

	"crsplan/sim/civil"
)

// Ahead is where the cutoffs of one series of rounds may fall, in the colour of
// its dots: bands of [FanPoint] values, paler outwards, without a middle line that
// would be sharper than what is known.
type Ahead struct {
	Label  string // in the key
	Of     int    // place in the chart's Rounds
	Points []FanPoint
}

// ScoreRange is the range of a score from a day until the next, where it depends on
// how steps go.
type ScoreRange struct {
	On        civil.Day
	Low, High int
}

// How much of a colour a band has: what lies below must be seen through it.
const (
	outerShare  = 0x16
	innerShare  = 0x26
	spreadShare = 0x28
)

func thinned(c color.NRGBA, share uint8) color.NRGBA {
	c.A = share
	return c
}

// aheadScores are the scores that the bands take.
func (c Projection) aheadScores(a axes) (scores []int) {
	for _, ahead := range c.Ahead {
		for _, p := range ahead.Points {
			if a.holds(p.On) {
				scores = append(scores, int(math.Floor(p.Bands[0])), int(math.Ceil(p.Bands[4])))
			}
		}
	}
	return scores
}

// aheadKey explains the bands, and the ranges of the options.
func (c Projection) aheadKey() (items []keyItem) {
	for _, ahead := range c.Ahead {
		colour := c.roundLook(ahead.Of).colour
		items = append(items, keyItem{ahead.Label, func(p pen, r vg.Rectangle) {
			p.box(thinned(colour, outerShare), r)
			p.box(thinned(colour, innerShare), rect(r.Min.X, r.Min.Y+r.Size().Y/4, r.Size().X, r.Size().Y/2))
		}})
	}
	for i, o := range c.Options {
		if o.Hero && len(o.Spread) > 0 {
			colour := c.look(i).colour
			items = append(items, keyItem{c.SpreadLabel, func(p pen, r vg.Rectangle) {
				p.box(thinned(colour, spreadShare), r)
				p.outline(thinned(colour, 3*innerShare), hair, r)
			}})
			break
		}
	}
	return items
}

// drawAhead draws the bands of the cutoffs to come.
func (c Projection) drawAhead(p pen, a axes) {
	for _, ahead := range c.Ahead {
		colour := c.roundLook(ahead.Of).colour
		var seen []FanPoint
		for _, pt := range ahead.Points {
			if a.holds(pt.On) {
				seen = append(seen, pt)
			}
		}
		p.drawBand(a, seen, 0, 4, thinned(colour, outerShare))
		p.drawBand(a, seen, 1, 3, thinned(colour, innerShare))
		for _, edge := range []int{0, 4} {
			var pts []vg.Point
			for _, pt := range seen {
				pts = append(pts, a.place(pt, edge))
			}
			if len(pts) > 1 {
				p.line(colour, hair, []vg.Length{2, 1.5}, pts...)
			}
		}
	}
}

// shadeAhead notes where the bands and the ranges of options are, for texts to
// keep off or to be made readable on.
func (c Projection) shadeAhead(a axes, options []Line, space *room) {
	for _, ahead := range c.Ahead {
		for i := 1; i < len(ahead.Points); i++ {
			from, to := ahead.Points[i-1], ahead.Points[i]
			if !a.holds(from.On) || !a.holds(to.On) {
				continue
			}
			low := min(a.place(from, 0).Y, a.place(to, 0).Y)
			high := max(a.place(from, 4).Y, a.place(to, 4).Y)
			space.shades = append(space.shades, rect(a.x(from.On), low, a.x(to.On)-a.x(from.On), high-low))
		}
	}
	for _, o := range options {
		if !o.Hero {
			continue
		}
		eachRange(a, o, func(box vg.Rectangle) { space.shades = append(space.shades, box) })
	}
}

// eachRange calls a function with the box of each range of an option's score.
func eachRange(a axes, o Line, do func(vg.Rectangle)) {
	for i, s := range o.Spread {
		to := a.to
		if i+1 < len(o.Spread) {
			to = min(to, o.Spread[i+1].On)
		}
		if s.On >= a.from && s.On < to && s.Low != s.High {
			do(vg.Rectangle{Min: a.at(s.On, s.Low), Max: a.at(to, s.High)})
		}
	}
}

// drawSpread draws the range of an option's score.
func (p pen) drawSpread(a axes, o Line, l look) {
	eachRange(a, o, func(box vg.Rectangle) {
		p.box(thinned(l.colour, spreadShare), box)
		for _, y := range []vg.Length{box.Min.Y, box.Max.Y} {
			p.line(thinned(l.colour, 3*innerShare), hair, nil, vg.Point{X: box.Min.X, Y: y}, vg.Point{X: box.Max.X, Y: y})
		}
	})
}
