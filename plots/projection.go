package plots

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"crsplan/sim/civil"
)

// Projection shows what each option's score will be, beside the rounds that
// were held until today.
//
// There should be [MostOptions] options at most; they share one panel and are
// labelled at their right end, below it on a narrow page. Where a factor of a
// score is not known, its marker at the end is hollow, and the hero's line has a
// pale edge.
//
// Days outside From and To are left out, and at most four series of rounds are
// told apart, those that are faint aside. The scale of scores goes around the rounds, the bands and the
// options; an option more than 120 points from everything else stands in a lane
// beyond the scale, with an arrow and its score.
type Projection struct {
	Heading
	From, Today, To civil.Day
	TodayText       string // beside the line of today
	Rounds          []Series
	Spans           []Span
	SpansLabel      string  // in the key
	Ahead           []Ahead // of the cutoffs to come
	Options         []Line
	SpreadLabel     string // in the key: what the range of an option is
	Marks           []Mark
	ScoreAxis       string // what the scores are, above their axis

	notes numbers
}

// Draw draws the chart.
func (c Projection) Draw(canvas draw.Canvas) {
	p := pen{canvas}
	body := c.page(p)
	defer c.drawFoot(p)
	c.fitting(body.Size().X).drawPanel(p, body)
}

func (c Projection) least(page vg.Length) vg.Length {
	width := bodyWidth(page)
	c = c.fitting(width)
	return c.around(page) + c.panel().least(width, c.hungX)
}

// fitting returns the chart as it fits a width: on a narrow page with numbers in
// place of the texts of marks and flags.
func (c Projection) fitting(width vg.Length) Projection {
	if !narrow(width) {
		return c
	}
	c.Marks = c.notes.inPlaceOf(c.marksInView())
	c.Options = slices.Clone(c.Options)
	for i := range c.Options {
		o := &c.Options[i]
		o.Flags = slices.Clone(o.Flags)
		for k, f := range o.Flags {
			if text := strings.TrimSpace(f.Text); text != "" && f.On >= c.From && f.On <= c.To {
				o.Flags[k].Text = c.notes.of(text)
			}
		}
	}
	return c
}

// scale returns the axes around everything that is shown.
func (c Projection) scale() axes {
	view := axes{from: c.From, to: max(c.To, c.From+1)}
	var firm, loose []int
	for _, s := range c.Rounds {
		for _, d := range s.Dots {
			if view.holds(d.On) {
				firm = append(firm, d.Score)
			}
		}
	}
	firm = append(firm, spanScores(view, c.Spans)...)
	firm = append(firm, c.aheadScores(view)...)
	for _, o := range c.Options {
		loose = append(loose, scoresOf(view.inView(o.Steps))...)
	}
	return newAxes(c.From, c.To, firm, loose)
}

func spanScores(view axes, spans []Span) (scores []int) {
	for _, s := range spans {
		if !view.holds(s.On) {
			continue
		}
		scores = append(scores, s.Low)
		if s.High > 0 {
			scores = append(scores, s.High)
		}
	}
	return scores
}

// look returns how an option is drawn.
func (c Projection) look(i int) look {
	l, _ := c.lookAndWidth(i)
	return l
}

func (c Projection) lookAndWidth(i int) (look, vg.Length) {
	return lookOf(len(c.Options), func(k int) bool { return c.Options[k].Hero }, c.Options[i].Dashed, i)
}

// key explains the marks of the past.
func (c Projection) key() []keyItem {
	var items []keyItem
	add := func(label string, look look, size vg.Length) {
		items = append(items, keyItem{label, func(p pen, r vg.Rectangle) {
			y := (r.Min.Y + r.Max.Y) / 2
			p.line(context, thin, nil, vg.Point{X: r.Min.X, Y: y}, vg.Point{X: r.Max.X, Y: y})
			p.marker(look.colour, look.shape, vg.Point{X: (r.Min.X + r.Max.X) / 2, Y: y}, dotRadius*size)
		}})
	}
	var greyed []string
	for i, s := range c.Rounds {
		if s.Faint {
			greyed = append(greyed, s.Label)
			continue
		}
		add(s.Label, c.roundLook(i), 1.3)
	}
	if len(c.Spans) > 0 {
		items = append(items, keyItem{c.SpansLabel, func(p pen, r vg.Rectangle) {
			paintSpan(p)(rect((r.Min.X+r.Max.X-barWidth)/2, r.Min.Y-1, barWidth, r.Size().Y+2))
		}})
	}
	// Those that are faint look alike, so they share an entry.
	add(strings.Join(greyed, ", "), faintLook, faintSize)
	return append(items, c.aheadKey()...)
}

// roundLook returns how a series of rounds is drawn; those that are faint use
// up no look.
func (c Projection) roundLook(i int) look {
	if c.Rounds[i].Faint {
		return faintLook
	}
	n := 0
	for _, s := range c.Rounds[:i] {
		if !s.Faint {
			n++
		}
	}
	return roundLooks[n%len(roundLooks)]
}

func paintSpan(p pen) func(vg.Rectangle) {
	return func(r vg.Rectangle) {
		p.box(faint, r)
		p.outline(muted, thin, r)
	}
}

// panel is the chart in one panel, not laid out yet.
func (c Projection) panel() panel {
	pl := panel{key: c.key(), axes: c.scale(), unit: c.ScoreAxis, notes: c.notes, note: c.Empty}
	pl.hung = append(pl.hung, banner{text: c.TodayText, face: todayType})
	for _, m := range c.marksInView() {
		pl.hung = append(pl.hung, banner{text: m.Text, face: markType})
	}
	for i, o := range c.Options {
		l := endLabel{look: c.look(i), text: o.Label}
		if seen := pl.axes.inView(o.Steps); len(seen) > 0 {
			l.last, l.known = seen[len(seen)-1], true
		}
		pl.labels = append(pl.labels, l)
	}
	return pl
}

func (c Projection) marksInView() []Mark {
	return marksBetween(c.Marks, c.From, c.To)
}

// hungX places the banners of panel: today, then the marks.
func (c Projection) hungX(a axes, i int) vg.Length {
	if i == 0 {
		return a.x(min(max(c.Today, c.From), c.To))
	}
	return a.x(c.marksInView()[i-1].On)
}

func (c Projection) drawPanel(p pen, body vg.Rectangle) {
	pl := c.panel().lay(body, c.hungX)
	a := pl.axes
	p.drawKeyOf(pl)
	c.drawGround(p, a)
	p.drawGrid(a, true, true)
	c.drawAhead(p, a)
	for i, o := range c.Options {
		if o.Hero { // the others' would lie over each other
			p.drawSpread(a, o, c.look(i))
		}
	}
	p.drawHung(pl, func(_ int, b banner) draw.LineStyle { return hungStyle(b) })
	p.drawUnit(pl)

	space := &room{bounds: grow(a.whole(), -1)}
	c.shadeAhead(a, c.Options, space)
	for _, b := range pl.hung {
		space.mark([]vg.Point{{X: b.x, Y: a.whole().Min.Y}, {X: b.x, Y: a.whole().Max.Y}})
	}
	c.drawRounds(p, a, space, dotRadius)
	order := make([]int, 0, len(c.Options))
	for i := range c.Options {
		order = append(order, i)
	}
	// The hero lies over all, and lines to compare with over the others: their
	// dots leave the most to be seen.
	slices.SortStableFunc(order, func(i, j int) int {
		weight := func(i int) int {
			switch {
			case c.Options[i].Hero:
				return 2
			case c.Options[i].Dashed:
				return 1
			}
			return 0
		}
		return weight(i) - weight(j)
	})
	for i, o := range c.Options {
		if o.Hero {
			p.drawEdges(a.runs(a.inView(o.Steps)), c.look(i))
		}
	}
	for _, i := range order {
		seen := a.inView(c.Options[i].Steps)
		runs := a.runs(seen)
		l, width := c.lookAndWidth(i)
		p.drawRuns(runs, l, width)
		p.drawArrows(a, seen, c.look(i))
		for _, r := range runs {
			space.mark(r.pts)
		}
	}
	p.drawLabels(pl)
	var flags []anchored
	for i, o := range c.Options {
		flags = append(flags, a.anchor(o, c.look(i))...)
	}
	p.drawFlags(flags, space)
}

// hungStyle draws today as a firm line and the marks as dashed ones.
func hungStyle(b banner) draw.LineStyle {
	if b.face.bold {
		return draw.LineStyle{Color: ink, Width: todayWidth}
	}
	return draw.LineStyle{Color: muted, Width: thin, Dashes: []vg.Length{2.5, 2}}
}

// drawGround tints the days before today.
func (c Projection) drawGround(p pen, a axes) {
	if today := min(max(c.Today, a.from), a.to); today > a.from {
		r := a.whole()
		r.Max.X = a.x(today)
		p.box(past, r)
	}
}

// drawRounds draws bands as bars and rounds as dots on thin steps.
func (c Projection) drawRounds(p pen, a axes, space *room, radius vg.Length) {
	for _, s := range c.Spans {
		if a.holds(s.On) {
			space.marks = append(space.marks, p.drawSpan(a, s, paintSpan(p), look{colour: muted}))
		}
	}
	dots := make([][]Dot, len(c.Rounds))
	for i, s := range c.Rounds {
		dots[i] = slices.DeleteFunc(slices.Clone(s.Dots), func(d Dot) bool { return !a.holds(d.On) })
		var pts []vg.Point
		for k, d := range dots[i] {
			if k > 0 {
				pts = append(pts, vg.Point{X: a.x(d.On), Y: pts[len(pts)-1].Y})
			}
			pts = append(pts, a.at(d.On, d.Score))
		}
		p.line(context, hair, nil, pts...)
	}
	order := make([]int, 0, len(c.Rounds)) // those that are faint go under the others
	for _, greyed := range []bool{true, false} {
		for i, s := range c.Rounds {
			if s.Faint == greyed {
				order = append(order, i)
			}
		}
	}
	for _, i := range order {
		l, radius := c.roundLook(i), radius
		if c.Rounds[i].Faint {
			radius *= faintSize
		}
		for _, d := range dots[i] {
			at := a.at(d.On, d.Score)
			space.marks = append(space.marks, grow(vg.Rectangle{Min: at, Max: at}, radius))
			shape := l.shape
			if off := a.off(d.Score); off != 0 {
				if shape = arrowUp; off < 0 {
					shape = arrowDown
				}
				p.drawNear(strconv.Itoa(d.Score), flagType.in(muted), at, space)
			}
			p.marker(l.colour, shape, at, radius)
		}
	}
}

// drawNear writes a short text beside a point, where there is a place.
func (p pen) drawNear(text string, face typeface, at vg.Point, space *room) {
	if where, ok := space.sideways(at, face.width(text), face.size); ok {
		p.text(face, vg.Point{X: where.Min.X, Y: where.Min.Y + (1-capital)/2*face.size}, draw.XLeft, text)
	}
}

// Table implements [Chart].
func (c Projection) Table() Table {
	t := Table{Columns: c.Columns}
	for _, o := range c.Options {
		for _, step := range o.Steps {
			var why []string
			for _, f := range o.Flags {
				if f.On == step.From {
					why = append(why, f.Text)
				}
			}
			t.Rows = append(t.Rows, []any{o.Label, step.From, step.score(), strings.Join(why, ", ")})
		}
	}
	for _, s := range c.Rounds {
		for _, d := range s.Dots {
			t.Rows = append(t.Rows, []any{s.Label, d.On, d.Score, ""})
		}
	}
	for _, ahead := range c.Ahead {
		for _, pt := range ahead.Points {
			b := pt.Bands
			t.Rows = append(t.Rows, []any{ahead.Label, pt.On, fmt.Sprintf("%.0f–%.0f (%.0f–%.0f)", b[1], b[3], b[0], b[4]), ""})
		}
	}
	for _, o := range c.Options {
		for _, s := range o.Spread {
			if o.Hero && s.Low != s.High {
				t.Rows = append(t.Rows, []any{o.Label + ", " + c.SpreadLabel, s.On, fmt.Sprintf("%d–%d", s.Low, s.High), ""})
			}
		}
	}
	return t
}

// score is the score as a cell, marked where it is not complete.
func (s Step) score() any {
	if s.Incomplete {
		return strconv.Itoa(s.Score) + "*"
	}
	return s.Score
}
