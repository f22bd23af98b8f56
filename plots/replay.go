package plots

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"crsplan/sim/civil"
)

// Replay shows what became of past starts: a panel for each option, in it one
// dot for each start, on the day of the start and as high as the months to the
// invitation. Starts without one stand above a break in the scale, on a line
// named ">12" for a window of 12 months; those of which nothing is known stand
// on a line named "?" above that one.
//
// The outcome is told by fill and stroke, the stream of the invitation by the
// shape. All panels share their axes and stand under each other; there should be
// three at most.
type Replay struct {
	Heading
	Panels     []ReplayPanel
	Eras       []Mark           // where an era begins; the days before the last one are tinted
	Within     int              // months of the window
	Legend     [outcomes]string // what the outcomes are called, by Outcome
	Streams    []string         // at most five; the last may be all the others
	StartAxis  string           // what the days are
	MonthsAxis string           // what the height is
}

// ReplayPanel is the starts of one option. The summary stands beside the label.
// The Hero is in colour.
type ReplayPanel struct {
	Hero           bool
	Label, Summary string
	Starts         []ReplayDot
}

// ReplayDot is one start. Months and Stream matter for those invited only.
type ReplayDot struct {
	Start   civil.Day
	Months  float64 // from the start to the invitation, within the window
	Outcome Outcome
	Stream  int // index of Streams; any other is drawn as the last
}

// Outcome is what became of a start.
type Outcome int

// The outcomes.
const (
	Invited    Outcome = iota // a full shape
	AtRisk                    // invited, but what counted might not last: an empty one
	NotInvited                // a cross
	Unknown                   // not known, or tied: an upright stroke
	outcomes
)

// Measures of the replay.
const (
	leastReplay           = leastPanel
	replayGap   vg.Length = 10 // between panels
	noneHeight  vg.Length = 10
	floor       vg.Length = 3   // between a panel's edge and its first month
	ceiling     vg.Length = 5.5 // between its last month and the break above it
	largestDot  vg.Length = 2.3 // radius
	smallestDot vg.Length = 1.3
	summaryGap  vg.Length = 6
	marginDays            = 16 // of the axis, before the first start and after the last
)

// streamShapes tell the streams of the invitations apart.
var streamShapes = [5]shape{disc, triangle, square, diamond, arrowDown}

// Draw draws the chart.
func (c Replay) Draw(canvas draw.Canvas) {
	p := pen{canvas}
	body := c.page(p)
	defer c.drawFoot(p)
	width := body.Size().X
	r := c.lay(width)
	tall := max((body.Size().Y-r.overhead(width))/vg.Length(max(len(c.Panels), 1)), 10)

	rest := p.drawKey(r.outcomes, body)
	rest = p.drawKey(r.streams, rest)
	top := p.block(noteType, rest.Min.X, rest.Max.Y, draw.XLeft, r.note)
	if len(c.Panels) == 0 {
		return
	}
	top = p.block(tickType, rest.Min.X, top, draw.XLeft, r.months) - 2
	for i, panel := range c.Panels {
		head := r.heads[i].height()
		r.heads[i].draw(p, body.Min.X, top)
		a := r.axes
		a.grid = rect(body.Min.X+r.ticks, top-head-r.strip(i)-tall, r.panelWidth, tall)
		c.drawStarts(p, r, a, panel, i == 0, i == len(c.Panels)-1)
		top -= head + r.strip(i) + tall + replayGap
	}
	p.block(tickType, body.Min.X+r.ticks, top+replayGap-underAxis, draw.XLeft, r.starts)
}

func (c Replay) least(page vg.Length) vg.Length {
	width := bodyWidth(page)
	r := c.lay(width)
	return c.around(page) + r.overhead(width) + vg.Length(len(c.Panels))*(leastReplay+vg.Length(r.lines)*noneHeight)
}

// replay is the layout of the panels.
type replay struct {
	outcomes, streams []keyItem
	note              []string
	months, starts    []string // what the axes are
	axes              axes
	window            int // months
	lines             int // above the scale: one for those not invited, one for those not known
	panelWidth        vg.Length
	ticks             vg.Length // width of the scale's labels
	heads             []head
	hung              vg.Length // the height of the eras' names
	radius            vg.Length
}

func (c Replay) lay(width vg.Length) replay {
	r := replay{window: max(c.Within, 1), note: noteType.wrap(c.Empty, width)}
	r.months, r.starts = tickType.wrap(c.MonthsAxis, width), tickType.wrap(c.StartAxis, width/2)
	r.outcomes, r.streams = c.keys()
	r.axes, r.lines = c.scale()
	r.ticks = tickType.width(beyond(r.window)) + 5
	r.panelWidth = width - r.ticks - rightMargin
	for _, panel := range c.Panels {
		r.heads = append(r.heads, newHead(panel, width))
	}
	a := r.axes
	a.grid = rect(0, 0, r.panelWidth, leastReplay)
	_, r.hung = hang(c.eras(a), 0, r.panelWidth+rightMargin)
	r.radius = c.dotSize(a)
	return r
}

// beyond names the line of those who were not invited within the window.
func beyond(window int) string { return ">" + strconv.Itoa(window) }

// scale returns the axis of days around all starts, and how many lines there
// are above the scale.
func (c Replay) scale() (axes, int) {
	var first, last civil.Day
	lines := 1
	for _, panel := range c.Panels {
		for _, d := range panel.Starts {
			if first == 0 || d.Start < first {
				first = d.Start
			}
			last = max(last, d.Start)
			if d.outcome() == Unknown {
				lines = 2
			}
		}
	}
	a := newAxes(first-marginDays, last+marginDays, nil, nil)
	a.fine = true
	return a, lines
}

// outcome is what is drawn for a start: an outcome that is none of those there
// are, or an invitation after no number of months, is not known.
func (d ReplayDot) outcome() Outcome {
	if d.Outcome < 0 || d.Outcome >= outcomes || d.invited() && math.IsNaN(d.Months) {
		return Unknown
	}
	return d.Outcome
}

func (d ReplayDot) invited() bool { return d.Outcome == Invited || d.Outcome == AtRisk }

// dotSize is the radius of the dots: as large as lets neighbours be told apart.
func (c Replay) dotSize(a axes) vg.Length {
	radius := largestDot
	for _, panel := range c.Panels {
		var days []civil.Day
		for _, d := range panel.Starts {
			days = append(days, d.Start)
		}
		slices.Sort(days)
		days = slices.Compact(days)
		for i := 1; i < len(days); i++ {
			radius = min(radius, (a.x(days[i])-a.x(days[i-1]))*0.75)
		}
	}
	return max(radius, smallestDot)
}

func (c Replay) eras(a axes) []banner {
	var b []banner
	for _, m := range marksBetween(c.Eras, a.from, a.to) {
		b = append(b, banner{x: a.x(m.On), text: m.Text, face: markType})
	}
	return b
}

// shape returns the shape of a stream.
func (c Replay) shape(stream int) shape { return streamShapes[c.stream(stream)] }

// stream returns the index of the stream that one is drawn as.
func (c Replay) stream(i int) int {
	last := max(min(len(c.Streams), len(streamShapes))-1, 0)
	if i < 0 || i > last {
		return last
	}
	return i
}

// keys explain the outcomes and the streams that occur.
func (c Replay) keys() (kinds, streams []keyItem) {
	var seen [outcomes]bool
	var through [len(streamShapes)]bool
	for _, panel := range c.Panels {
		for _, d := range panel.Starts {
			o := d.outcome()
			seen[o] = true
			if o == Invited || o == AtRisk {
				through[c.stream(d.Stream)] = true
			}
		}
	}
	item := func(label string, sample func(p pen, at vg.Point)) keyItem {
		return keyItem{label, func(p pen, r vg.Rectangle) {
			sample(p, vg.Point{X: (r.Min.X + r.Max.X) / 2, Y: (r.Min.Y + r.Max.Y) / 2})
		}}
	}
	for o, label := range c.Legend {
		if seen[o] {
			kinds = append(kinds, item(label, func(p pen, at vg.Point) { p.drawStart(Outcome(o), disc, at, largestDot, true) }))
		}
	}
	for i, label := range c.Streams[:min(len(c.Streams), len(streamShapes))] {
		if through[i] {
			streams = append(streams, item(label, func(p pen, at vg.Point) { p.marker(muted, streamShapes[i], at, largestDot) }))
		}
	}
	return kinds, streams
}

// strip is what the eras' names take above a panel: the first has them.
func (r replay) strip(i int) vg.Length {
	if i == 0 {
		return r.hung + 3
	}
	return 3
}

// overhead is the height of what is not panels.
func (r replay) overhead(width vg.Length) vg.Length {
	h := keyHeight(r.outcomes, width) + keyHeight(r.streams, width) + noteType.height(len(r.note))
	if len(r.heads) == 0 {
		return h
	}
	h += tickType.height(len(r.months)) + 2
	for i, head := range r.heads {
		h += head.height() + r.strip(i)
	}
	return h + tickType.height(len(r.starts)) + vg.Length(len(r.heads)-1)*replayGap + underAxis
}

// head is what stands above a panel: its label, and the summary after it, or
// below where there is no room.
type head struct {
	label, summary []string
	after          vg.Length // from the left edge to the summary on the label's last line; 0 if it is below
}

func newHead(panel ReplayPanel, width vg.Length) head {
	h := head{label: panelType.wrap(panel.Label, width), summary: labelType.wrap(panel.Summary, width)}
	if n := len(h.label); n > 0 && len(h.summary) == 1 {
		at := panelType.width(h.label[n-1]) + summaryGap
		if at+labelType.width(h.summary[0]) <= width {
			h.after = at
		}
	}
	return h
}

func (h head) height() vg.Length {
	height := panelType.height(len(h.label))
	if h.after == 0 {
		height += labelType.height(len(h.summary))
	}
	return height
}

func (h head) draw(p pen, left, top vg.Length) {
	below := p.block(panelType, left, top, draw.XLeft, h.label)
	if h.after > 0 {
		base := below + panelType.line() - rising*panelType.size
		p.text(labelType, vg.Point{X: left + h.after, Y: base}, draw.XLeft, strings.Join(h.summary, " "))
		return
	}
	p.block(labelType, left, below, draw.XLeft, h.summary)
}

// monthStep is how many months are between the lines of the scale.
func monthStep(window int) int {
	for _, step := range []int{1, 2, 3, 6, 12, 24, 60} {
		if window/step <= 4 {
			return step
		}
	}
	return window
}

// drawStarts draws a panel in the rectangle of the axes.
func (c Replay) drawStarts(p pen, r replay, a axes, panel ReplayPanel, named, days bool) {
	whole := a.grid
	scale := whole
	scale.Max.Y -= vg.Length(r.lines) * noneHeight
	y := func(months float64) vg.Length {
		share := max(min(months/float64(r.window), 1), 0)
		return scale.Min.Y + floor + vg.Length(share)*(scale.Size().Y-floor-ceiling)
	}
	above := func(line int) vg.Length { return scale.Max.Y + (vg.Length(line)+0.5)*noneHeight }

	hung, _ := hang(c.eras(a), whole.Min.X, whole.Max.X+rightMargin)
	for _, b := range hung {
		ground := whole
		ground.Max.X = b.x
		p.box(past, ground)
	}
	p.drawGrid(a, false, days)
	label := func(text string, at vg.Length) {
		p.text(tickType, vg.Point{X: whole.Min.X - 5, Y: at - capital/2*tickType.size}, draw.XRight, text)
	}
	for m := 0; m <= r.window; m += monthStep(r.window) {
		p.line(faint, thin, nil, vg.Point{X: whole.Min.X, Y: y(float64(m))}, vg.Point{X: whole.Max.X, Y: y(float64(m))})
		label(strconv.Itoa(m), y(float64(m)))
	}
	label(beyond(r.window), above(0))
	if r.lines > 1 {
		label("?", above(1))
	}
	p.drawBreak(axes{grid: scale}, scale.Max.Y-1)
	p.drawDated(a, hung, named)
	for _, d := range panel.Starts {
		at := vg.Point{X: a.x(d.Start), Y: y(d.Months)}
		switch d.outcome() {
		case NotInvited:
			at.Y = above(0)
		case Unknown:
			at.Y = above(1)
		}
		p.drawStart(d.outcome(), c.shape(d.Stream), at, r.radius, panel.Hero)
	}
}

// drawStart draws the dot of a start.
func (p pen) drawStart(o Outcome, s shape, at vg.Point, radius vg.Length, hero bool) {
	colour := muted
	if hero {
		colour = heroLook.colour
	}
	switch o {
	case Invited:
		p.marker(colour, s, at, radius)
	case AtRisk:
		p.hollow(colour, s, at, radius-0.3) // its stroke makes it as large as a full one
	case NotInvited:
		p.cross(ink, at, radius*0.6)
	default:
		p.line(muted, 1.1, nil, vg.Point{X: at.X, Y: at.Y - radius}, vg.Point{X: at.X, Y: at.Y + radius})
	}
}

// Table implements [Chart].
func (c Replay) Table() Table {
	t := Table{Columns: c.Columns}
	for _, p := range c.Panels {
		for _, d := range p.Starts {
			row := []any{strings.Trim(p.Label+", "+p.Summary, ", "), d.Start, c.Legend[d.outcome()], "", ""}
			if d.invited() && d.outcome() != Unknown && len(c.Streams) > 0 {
				row[3], row[4] = strconv.FormatFloat(d.Months, 'f', 1, 64), c.Streams[c.stream(d.Stream)]
			}
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}
