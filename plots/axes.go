package plots

import (
	"cmp"
	"slices"
	"strconv"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"crsplan/sim/civil"
)

// axes place days and scores in a panel. Scores beyond the scale go to a lane
// of their own above or below the grid, set off by a break in the axis: what
// is far off is then seen to be there and does not squeeze the rest.
type axes struct {
	grid         vg.Rectangle // between the limits of the scale
	from, to     civil.Day
	score        scoreAxis
	scaled       bool // there is a score to make a scale of
	above, below bool // the lanes there are
	fine         bool // every month has a tick, if there is room
}

// newAxes returns axes that fill a rectangle, for scores that must be seen
// (firm) and those that should be (loose).
func newAxes(from, to civil.Day, firm, loose []int) axes {
	a := axes{from: from, to: max(to, from+1)}
	var low, high int
	if low, high, a.scaled = within(firm, loose); !a.scaled {
		return a
	}
	a.score = newScoreAxis(low, high, 6)
	for _, s := range slices.Concat(firm, loose) {
		a.above = a.above || s > a.score.high
		a.below = a.below || s < a.score.low
	}
	return a
}

// fill sets the axes into a rectangle, lanes included.
func (a axes) fill(r vg.Rectangle) axes {
	a.grid = r
	if a.above {
		a.grid.Max.Y -= laneHeight
	}
	if a.below {
		a.grid.Min.Y += laneHeight
	}
	return a
}

// lanes is the height that the lanes take.
func (a axes) lanes() (h vg.Length) {
	if a.above {
		h += laneHeight
	}
	if a.below {
		h += laneHeight
	}
	return h
}

// whole is the grid and the lanes.
func (a axes) whole() vg.Rectangle {
	r := a.grid
	if a.above {
		r.Max.Y += laneHeight
	}
	if a.below {
		r.Min.Y -= laneHeight
	}
	return r
}

func (a axes) x(d civil.Day) vg.Length {
	return a.grid.Min.X + vg.Length(float64(d-a.from)/float64(a.to-a.from))*a.grid.Size().X
}

// holds says whether a day is on the axis.
func (a axes) holds(d civil.Day) bool { return d >= a.from && d <= a.to }

// off says whether a score is beyond the scale: 1 above it, -1 below it.
func (a axes) off(score int) int {
	switch {
	case score > a.score.high:
		return 1
	case score < a.score.low:
		return -1
	}
	return 0
}

func (a axes) y(score int) vg.Length {
	switch a.off(score) {
	case 1:
		return a.grid.Max.Y + laneHeight*0.6
	case -1:
		return a.grid.Min.Y - laneHeight*0.5
	}
	return a.grid.Min.Y + vg.Length(float64(score-a.score.low)/float64(a.score.high-a.score.low))*a.grid.Size().Y
}

func (a axes) at(d civil.Day, score int) vg.Point { return vg.Point{X: a.x(d), Y: a.y(score)} }

// The room that the ticks' labels take.
const underAxis = 6 + leading*7.5

// tickWidth is the width of the scores' labels and the gap to the panel.
func (a axes) tickWidth() vg.Length {
	if !a.scaled {
		return 0
	}
	return max(tickType.width(strconv.Itoa(a.score.high)), tickType.width(strconv.Itoa(a.score.low))) + 5
}

// drawGrid draws the lines of the grid, the axis of days, and the labels of
// both axes where asked for.
func (p pen) drawGrid(a axes, scores, days bool) {
	whole := a.whole()
	ticks := dayTicks(a.from, a.to, a.grid.Size().X)
	if a.fine {
		ticks = fineTicks(a.from, a.to, a.grid.Size().X)
	}
	for _, t := range ticks {
		if x := a.x(t.On); t.Major {
			p.line(faint, hair, nil, vg.Point{X: x, Y: whole.Min.Y}, vg.Point{X: x, Y: whole.Max.Y})
		}
	}
	if a.scaled {
		named := 1 // every how many lines have their score beside them
		for vg.Length(named*a.score.step)*a.grid.Size().Y < tickType.line()*vg.Length(a.score.high-a.score.low) {
			if named++; named > len(a.score.ticks()) {
				break
			}
		}
		for i, s := range a.score.ticks() {
			y := a.y(s)
			p.line(faint, thin, nil, vg.Point{X: a.grid.Min.X, Y: y}, vg.Point{X: a.grid.Max.X, Y: y})
			if scores && i%named == 0 {
				p.text(tickType, vg.Point{X: a.grid.Min.X - 5, Y: y - capital/2*tickType.size}, draw.XRight, strconv.Itoa(s))
			}
		}
	}
	if a.above {
		p.drawBreak(a, a.grid.Max.Y+1)
	}
	if a.below {
		p.drawBreak(a, a.grid.Min.Y-3)
	}
	p.line(muted, thin, nil, whole.Min, vg.Point{X: whole.Max.X, Y: whole.Min.Y})
	for _, t := range ticks {
		x, long := a.x(t.On), vg.Length(2.5)
		if t.Major {
			long = 5
		}
		if t.Major || t.Label == "" {
			p.line(muted, thin, nil, vg.Point{X: x, Y: whole.Min.Y}, vg.Point{X: x, Y: whole.Min.Y - long})
		}
		if days {
			p.text(tickType, vg.Point{X: a.x(t.LabelAt), Y: whole.Min.Y - 6 - capital*tickType.size}, draw.XCenter, t.Label)
		}
	}
}

// drawBreak marks that the scale is interrupted: two rows of dots across the
// panel, and two slanted strokes where the axis of scores would run.
func (p pen) drawBreak(a axes, y vg.Length) {
	for _, dy := range []vg.Length{0, 2} {
		p.line(context, hair, []vg.Length{0.8, 2}, vg.Point{X: a.grid.Min.X, Y: y + dy}, vg.Point{X: a.grid.Max.X, Y: y + dy})
		p.line(muted, thin, nil, vg.Point{X: a.grid.Min.X - 4, Y: y + dy - 1.5}, vg.Point{X: a.grid.Min.X + 1, Y: y + dy + 1.5})
	}
}

// inView returns the steps that the axes show, in order. One that began before
// the first day begins on it.
func (a axes) inView(steps []Step) []Step {
	sorted := slices.Clone(steps)
	slices.SortStableFunc(sorted, func(s, t Step) int { return cmp.Compare(s.From, t.From) })
	var seen []Step
	for _, s := range sorted {
		s.From = max(s.From, a.from)
		if n := len(seen); n > 0 && seen[n-1].From == s.From {
			seen = seen[:n-1] // replaced on the same day, or before the first
		}
		if s.From <= a.to {
			seen = append(seen, s)
		}
	}
	return seen
}

// scoresOf lists the scores of steps.
func scoresOf(steps []Step) []int {
	var scores []int
	for _, s := range steps {
		scores = append(scores, s.Score)
	}
	return scores
}

// scoreOn returns the step that holds on a day, among steps in view.
func scoreOn(steps []Step, d civil.Day) (Step, bool) {
	i, found := slices.BinarySearchFunc(steps, d, func(s Step, d civil.Day) int { return cmp.Compare(s.From, d) })
	if !found {
		i--
	}
	if i < 0 {
		return Step{}, false
	}
	return steps[i], true
}

// run is a piece of a step line that is drawn in one way.
type run struct {
	pts        []vg.Point
	incomplete bool
}

// runs returns the line of steps that are in view, up to the last day.
func (a axes) runs(seen []Step) []run {
	var runs []run
	for i, s := range seen {
		until := a.to
		if i+1 < len(seen) {
			until = seen[i+1].From
		}
		begin, end := a.at(s.From, s.Score), a.at(until, s.Score)
		n := len(runs)
		switch {
		case n == 0:
			runs = append(runs, run{[]vg.Point{begin, end}, s.Incomplete})
		case runs[n-1].incomplete != s.Incomplete:
			before := runs[n-1].pts[len(runs[n-1].pts)-1]
			runs = append(runs, run{[]vg.Point{before, begin, end}, s.Incomplete})
		default:
			runs[n-1].pts = append(runs[n-1].pts, begin, end)
		}
	}
	return runs
}

// drawRuns strokes a step line.
func (p pen) drawRuns(runs []run, l look, width vg.Length) {
	for _, r := range runs {
		p.line(l.colour, width, l.dashes, r.pts...)
	}
}

// drawEdges strokes the pale edge of what is incomplete of a line; it goes
// under all lines.
func (p pen) drawEdges(runs []run, l look) {
	for _, r := range runs {
		if r.incomplete {
			p.line(pale(l.colour), edgeWidth, nil, r.pts...)
		}
	}
}

// drawArrows marks the pieces of a line that run in a lane, so that nobody
// takes the lane for a score.
func (p pen) drawArrows(a axes, seen []Step, c look) {
	for i, s := range seen {
		until := a.to
		if i+1 < len(seen) {
			until = seen[i+1].From
		}
		shape := arrowUp
		switch a.off(s.Score) {
		case 0:
			continue
		case -1:
			shape = arrowDown
		}
		x := (a.x(s.From) + a.x(until)) / 2
		p.marker(c.colour, shape, vg.Point{X: x, Y: a.y(s.Score)}, 3)
	}
}

// drawSpan draws a band of Ontario as a bar; without an upper bound it goes on
// to the top and ends in an arrow.
func (p pen) drawSpan(a axes, s Span, paint func(vg.Rectangle), edge look) vg.Rectangle {
	bar := rect(a.x(s.On)-barWidth/2, a.y(s.Low), barWidth, 0)
	bar.Max.Y = max(a.y(s.High), bar.Min.Y+1.5)
	if s.High == 0 {
		bar.Max.Y = a.grid.Max.Y - 3
	}
	paint(bar)
	if s.High == 0 {
		p.SetColor(edge.colour)
		p.Fill(arrowUp.path(vg.Point{X: a.x(s.On), Y: bar.Max.Y}, 3))
	}
	return bar
}
