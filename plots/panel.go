package plots

import (
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// endLabel names a line at its right end: its marker, its last score and its
// name.
type endLabel struct {
	look
	text  string
	last  Step
	known bool // there is a last score
	// figures are what stands for the last score; empty: the score itself.
	figures string
	lines   []string
}

// panel is a chart of scores over time in one piece: a key, dated lines that
// hang from above, the axes, and the lines' labels to the right.
type panel struct {
	key    []keyItem
	note   string // why there is nothing to show; above the panel
	axes   axes
	unit   string // what the scores are, above their axis
	hung   []banner
	labels []endLabel
	notes  numbers // on a narrow page: what stands for texts in the panel

	// Set by lay.
	keyBox   vg.Rectangle
	unitAt   vg.Point // left end of its baseline
	labelX   vg.Length
	scoreEnd vg.Length
	belowTop vg.Length // of what stands below a narrow panel
}

// numbers stand for texts that have no room in a panel. The same text has the
// same number.
type numbers []string

// of returns the number of a text, a new one where it has none.
func (n *numbers) of(text string) string {
	i := slices.Index(*n, text)
	if i < 0 {
		i, *n = len(*n), append(*n, text)
	}
	return strconv.Itoa(i + 1)
}

// inPlaceOf returns marks with numbers in place of their texts.
func (n *numbers) inPlaceOf(marks []Mark) []Mark {
	marks = slices.Clone(marks)
	for i := range marks {
		marks[i].Text = n.of(marks[i].Text)
	}
	return marks
}

// Distances at the right end of the lines.
const (
	leader      vg.Length = 14 // between a line and its label
	noteIndent  vg.Length = 11 // of a note, for its number
	markerRoom  vg.Length = 8
	labelGap    vg.Length = 3
	labelShare            = 0.30 // of the body's width, at most
	leastPanel            = 60 * vg.Millimeter
	unitAbove   vg.Length = 6 // the unit stands clear of the highest tick's label
	rightMargin vg.Length = 8 // of a panel without labels
)

// lay gives everything its place in the body. Days of the banners must have
// been set as x by the function at.
func (c panel) lay(body vg.Rectangle, at func(axes, int) vg.Length) panel {
	c.keyBox = body
	body.Max.Y -= keyHeight(c.key, body.Size().X)
	if note := noteType.wrap(c.note, body.Size().X); len(note) > 0 {
		body.Max.Y -= noteType.height(len(note)) + 4
	}
	below := c.layBelow(body.Size().X)
	c.belowTop = body.Min.Y + below

	grid := body
	grid.Min.Y += below
	grid.Min.X += c.axes.tickWidth()
	grid.Min.Y += underAxis
	grid.Max.X -= rightMargin
	if len(c.labels) > 0 && !narrow(body.Size().X) {
		c.scoreEnd = 0
		var text vg.Length
		for _, l := range c.labels {
			c.scoreEnd = max(c.scoreEnd, scoreType.width(l.score()))
			text = max(text, labelType.width(l.text))
		}
		text = max(min(text, labelShare*body.Size().X-c.scoreEnd-markerRoom), 30)
		for i := range c.labels {
			l := &c.labels[i]
			if l.lines = labelType.wrap(l.text, text); len(l.lines) == 0 {
				l.lines = []string{""}
			}
		}
		grid.Max.X = body.Max.X - leader - markerRoom - c.scoreEnd - 4 - text
		c.labelX = grid.Max.X + leader
	}
	// The panel's place across the page is settled; how far down it starts
	// depends on what hangs above it.
	a := c.axes.fill(grid)
	for i := range c.hung {
		c.hung[i].x = at(a, i)
	}
	var height vg.Length
	c.hung, height = hang(c.hung, grid.Min.X, body.Max.X)
	if !c.axes.scaled {
		c.unit = ""
	}
	if c.unit != "" {
		unit := rect(body.Min.X, unitAbove, tickType.width(c.unit), tickType.line())
		for meets(unit, c.hung) {
			unit.Min.Y, unit.Max.Y = unit.Min.Y+1, unit.Max.Y+1
		}
		height = max(height, unit.Max.Y)
		c.unitAt = vg.Point{X: unit.Min.X, Y: unit.Min.Y + falling*tickType.size}
	}
	grid.Max.Y -= height
	c.unitAt.Y += grid.Max.Y
	c.axes = c.axes.fill(grid)
	return c
}

// drawKeyOf draws what stands above a panel.
func (p pen) drawKeyOf(c panel) {
	rest := p.drawKey(c.key, c.keyBox)
	p.block(noteType, rest.Min.X, rest.Max.Y, draw.XLeft, noteType.wrap(c.note, rest.Size().X))
}

// layBelow breaks the labels of a narrow panel, and returns the height of all
// that stands below it.
func (c *panel) layBelow(width vg.Length) vg.Length {
	if !narrow(width) {
		return 0
	}
	h := vg.Length(0)
	for _, l := range c.labels {
		c.scoreEnd = max(c.scoreEnd, scoreType.width(l.score()))
	}
	for i := range c.labels {
		l := &c.labels[i]
		if l.lines = labelType.wrap(l.text, width-markerRoom-c.scoreEnd-4); len(l.lines) == 0 {
			l.lines = []string{""}
		}
		h += l.height() + labelGap
	}
	for _, note := range c.notes {
		h += keyType.height(len(keyType.wrap(note, width-noteIndent)))
	}
	return h + 2
}

// drawBelow draws the labels and the notes of a narrow panel.
func (p pen) drawBelow(c panel, left, width vg.Length) {
	top := c.belowTop
	for _, l := range c.labels {
		y := top - labelType.line()/2
		p.drawLabel(c, l, left, y)
		top -= l.height() + labelGap
	}
	for i, note := range c.notes {
		p.text(keyType.in(muted), vg.Point{X: left, Y: top - rising*keyType.size}, draw.XLeft, strconv.Itoa(i+1))
		top = p.block(keyType, left+noteIndent, top, draw.XLeft, keyType.wrap(note, width-noteIndent))
	}
}

func meets(box vg.Rectangle, hung []banner) bool {
	for _, b := range hung {
		if overlap(grow(box, 2), b.box) || overlap(grow(box, 1), b.pole()) {
			return true
		}
	}
	return false
}

// least is the height of body that the panel needs at a width.
func (c panel) least(width vg.Length, at func(axes, int) vg.Length) vg.Length {
	const tall = 10000
	laid := c.lay(rect(0, 0, width, tall), at)
	var labels vg.Length
	if !narrow(width) {
		for _, l := range laid.labels {
			labels += l.height() + labelGap
		}
	}
	return tall - laid.axes.whole().Size().Y + max(leastPanel+c.axes.lanes(), labels)
}

// score is the last score in figures; a dash where nothing is known of it.
func (l endLabel) score() string {
	if l.figures != "" {
		return l.figures
	}
	if !l.known {
		return "–"
	}
	return strconv.Itoa(l.last.Score)
}

func (l endLabel) height() vg.Length { return labelType.height(len(l.lines)) }

// drawHung draws the dated lines and their texts above the panel.
func (p pen) drawHung(c panel, style func(i int, b banner) draw.LineStyle) {
	whole := c.axes.whole()
	for i, b := range c.hung {
		p.StrokeLines(style(i, b), []vg.Point{{X: b.x, Y: whole.Min.Y}, {X: b.x, Y: whole.Max.Y + b.pole().Max.Y}})
		p.block(b.face, b.box.Min.X, whole.Max.Y+b.box.Max.Y, draw.XLeft, b.lines)
	}
}

// drawDated draws dated lines through one panel of several; only where they are
// named do their texts stand above it.
func (p pen) drawDated(a axes, hung []banner, named bool) {
	style := func(_ int, b banner) draw.LineStyle { return hungStyle(b) }
	if named {
		p.drawHung(panel{axes: a, hung: hung}, style)
		return
	}
	for i, b := range hung {
		p.StrokeLine2(style(i, b), b.x, a.whole().Min.Y, b.x, a.whole().Max.Y)
	}
}

// drawUnit writes what the scores are above their axis.
func (p pen) drawUnit(c panel) { p.text(tickType, c.unitAt, draw.XLeft, c.unit) }

// drawLabels draws the labels at the right end, pushed apart, each joined to
// its line by a thin leader.
func (p pen) drawLabels(c panel) {
	whole := c.axes.whole()
	if c.labelX == 0 {
		p.drawBelow(c, c.keyBox.Min.X, c.keyBox.Size().X)
		for _, l := range c.labels {
			if l.known {
				p.endMarker(l, vg.Point{X: whole.Max.X, Y: c.axes.y(l.last.Score)}, 2.1)
			}
		}
		return
	}
	n := len(c.labels)
	want, above, below := make([]vg.Length, n), make([]vg.Length, n), make([]vg.Length, n)
	for i, l := range c.labels {
		// The first line of a label, where the score is, faces the line's end.
		above[i] = labelType.line() / 2
		below[i] = l.height() - above[i]
		want[i] = (whole.Min.Y + whole.Max.Y) / 2
		if l.known {
			want[i] = c.axes.y(l.last.Score)
		}
	}
	heights := spread(want, above, below, labelGap, whole.Min.Y, whole.Max.Y)
	for i, l := range c.labels {
		y := heights[i]
		if l.known {
			end := vg.Point{X: whole.Max.X, Y: c.axes.y(l.last.Score)}
			if math.Abs(float64(end.Y-y)) > 1.5 {
				p.line(l.colour, hair, nil, vg.Point{X: end.X + 3, Y: end.Y}, vg.Point{X: end.X + 5, Y: end.Y},
					vg.Point{X: c.labelX - 3, Y: y}, vg.Point{X: c.labelX - 1, Y: y})
			}
			p.endMarker(l, end, 2.1)
		}
		p.drawLabel(c, l, c.labelX, y)
	}
}

// drawLabel draws a label to the right of a point.
func (p pen) drawLabel(c panel, l endLabel, x, y vg.Length) {
	p.endMarker(l, vg.Point{X: x + 2.5, Y: y}, 2.3)
	base := y - capital/2*scoreType.size
	p.text(scoreType.in(darker(l.colour)), vg.Point{X: x + markerRoom + c.scoreEnd, Y: base}, draw.XRight, l.score())
	for k, line := range l.lines {
		p.text(labelType.in(darker(l.colour)),
			vg.Point{X: x + markerRoom + c.scoreEnd + 4, Y: base - labelType.height(k)}, draw.XLeft, line)
	}
}

func (p pen) endMarker(l endLabel, at vg.Point, r vg.Length) {
	if l.last.Incomplete {
		p.hollow(l.colour, l.shape, at, r)
		return
	}
	p.marker(l.colour, l.shape, at, r)
}
