package plots

import (
	"image/color"
	"strconv"
	"time"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"crsplan/sim/civil"
)

// TechDraws shows Ontario's bands over time, each drawn by where a person's
// score stood on that day: below the band (an empty bar), inside it (a full
// one) or above it (a striped one); both ends bind. The three differ without
// any colour. The person's score is a step line with its label at the end.
// How many were invited is not shown.
type TechDraws struct {
	Heading
	Spans      []Placed
	Scores     []Step
	ScoreLabel string
	Legend     [3]string // what below, inside and above are called
	Marks      []Mark
	ScoreAxis  string

	notes numbers
}

// Placed is a band and where the score was: -1 below, 0 inside, +1 above.
type Placed struct {
	Span
	Place int
}

// Draw draws the chart.
func (c TechDraws) Draw(canvas draw.Canvas) {
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

	seen := a.inView(c.Scores)
	runs := a.runs(seen)
	p.drawEdges(runs, scoreLook)
	p.drawRuns(runs, scoreLook, heroWidth)
	p.drawArrows(a, seen, scoreLook)
	// The bars lie over the line: it goes on at both sides of them, and a
	// narrow band would be lost under it.
	for _, s := range c.Spans {
		paint, edge := paintPlaced(p, s.Place)
		p.drawSpan(a, s.Span, paint, look{colour: edge})
	}
	p.drawLabels(pl)
}

func (c TechDraws) least(page vg.Length) vg.Length {
	width := bodyWidth(page)
	c = c.fitting(width)
	return c.around(page) + c.panel().least(width, c.hungX)
}

// fitting is as that of a [Projection].
func (c TechDraws) fitting(width vg.Length) TechDraws {
	if narrow(width) {
		c.Marks = c.notes.inPlaceOf(c.Marks)
	}
	return c
}

// scoreLook is the person's line.
var scoreLook = look{colour: black, shape: disc}

// paintPlaced fills a bar by where the score stood.
func paintPlaced(p pen, where int) (func(vg.Rectangle), color.NRGBA) {
	switch {
	case where < 0:
		return func(r vg.Rectangle) { p.box(paper, r); p.outline(muted, 0.8, r) }, muted
	case where == 0:
		return func(r vg.Rectangle) { p.box(blue, r) }, blue
	default:
		return func(r vg.Rectangle) { p.striped(muted, r) }, muted
	}
}

// span returns the days that the chart shows: whole years around the draws
// and the marks, or around the scores if there is neither.
func (c TechDraws) span() (from, to civil.Day) {
	var days []civil.Day
	for _, s := range c.Spans {
		days = append(days, s.On)
	}
	for _, m := range c.Marks {
		days = append(days, m.On)
	}
	if len(days) == 0 {
		for _, s := range c.Scores {
			days = append(days, s.From)
		}
	}
	if len(days) == 0 {
		return 0, 0
	}
	first, last := days[0], days[0]
	for _, d := range days {
		first, last = min(first, d), max(last, d)
	}
	return civil.Of(first.Year(), time.January, 1), civil.Of(last.Year()+1, time.January, 1)
}

func (c TechDraws) panel() panel {
	from, to := c.span()
	view := axes{from: from, to: max(to, from+1)}
	var spans []Span
	for _, s := range c.Spans {
		spans = append(spans, s.Span)
	}
	pl := panel{
		axes: newAxes(from, to, spanScores(view, spans), scoresOf(view.inView(c.Scores))),
		unit: c.ScoreAxis, note: c.Empty, notes: c.notes,
	}
	for i, text := range c.Legend {
		pl.key = append(pl.key, keyItem{text, func(p pen, r vg.Rectangle) {
			paint, _ := paintPlaced(p, i-1)
			paint(rect((r.Min.X+r.Max.X-barWidth)/2, r.Min.Y-2, barWidth, r.Size().Y+4))
		}})
	}
	for _, m := range c.Marks {
		pl.hung = append(pl.hung, banner{text: m.Text, face: markType})
	}
	if seen := view.inView(c.Scores); len(seen) > 0 {
		pl.labels = []endLabel{{look: scoreLook, text: c.ScoreLabel, last: seen[len(seen)-1], known: true}}
	}
	return pl
}

func (c TechDraws) hungX(a axes, i int) vg.Length { return a.x(c.Marks[i].On) }

// Table implements [Chart].
func (c TechDraws) Table() Table {
	t := Table{Columns: c.Columns}
	for _, s := range c.Spans {
		score := any("")
		for _, step := range c.Scores {
			if step.From <= s.On {
				score = step.Score
			}
		}
		band := "≥ " + strconv.Itoa(s.Low)
		if s.High > 0 {
			band = strconv.Itoa(s.Low) + "–" + strconv.Itoa(s.High)
		}
		t.Rows = append(t.Rows, []any{s.On, band, score, c.Legend[min(max(s.Place, -1), 1)+1]})
	}
	return t
}
