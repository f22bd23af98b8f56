package plots

import (
	"strconv"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Small multiples: a panel for each option, all on the same axes. Dated lines
// have numbers here, and the key says what they are.

const (
	leastMultiple vg.Length = 62 // height of a panel
	betweenRows   vg.Length = 9
	multipleGap   vg.Length = 10 // between a score and the next panel
)

// multiples is the layout of the panels.
type multiples struct {
	cols, rows int
	key        []keyItem
	axes       axes
	note       []string // why there is nothing to compare with
	panelWidth vg.Length
	pitch      vg.Length // from one panel's left edge to the next one's
	left       vg.Length // of the first panel, from the body's left edge
	titles     [][]string
	titleLines []int // by row
	strip      vg.Length
}

func (c Projection) layMultiples(width vg.Length) multiples {
	m := multiples{cols: 3, key: c.multiplesKey(), axes: c.scale(), note: noteType.wrap(c.Empty, width)}
	if width < 330 {
		m.cols = 2
	}
	m.rows = (len(c.Options) + m.cols - 1) / m.cols
	score := scoreType.width("1200") + 4 + multipleGap
	m.left = m.axes.tickWidth()
	m.pitch = (width - m.left + multipleGap) / vg.Length(m.cols)
	m.panelWidth = m.pitch - score
	m.titleLines = make([]int, m.rows)
	for i, o := range c.Options {
		title := panelType.wrap(o.Label, m.pitch-multipleGap)
		m.titles = append(m.titles, title)
		m.titleLines[i/m.cols] = max(m.titleLines[i/m.cols], len(title))
	}
	_, m.strip = hang(c.numbers(m.axes.fill(rect(0, 0, m.panelWidth, leastMultiple))), 0, m.panelWidth)
	return m
}

// numbers are the banners of the marks.
func (c Projection) numbers(a axes) []banner { return numbered(c.marksInView(), a) }

// numbered are banners that bear the numbers of marks.
func numbered(marks []Mark, a axes) []banner {
	var b []banner
	for i, m := range marks {
		b = append(b, banner{x: a.x(m.On), text: strconv.Itoa(i + 1), face: markType})
	}
	return b
}

// numberedKey says what a number stands for.
func numberedKey(number int, text string) keyItem {
	return keyItem{text, func(p pen, r vg.Rectangle) {
		x := r.Max.X - 1
		p.text(markType, vg.Point{X: x - 2, Y: r.Min.Y}, draw.XRight, strconv.Itoa(number))
		p.StrokeLine2(hungStyle(banner{face: markType}), x, r.Min.Y-1, x, r.Max.Y+1)
	}}
}

// multiplesKey explains the rounds, today and the numbers.
func (c Projection) multiplesKey() []keyItem {
	items := c.key()
	items = append(items, keyItem{c.TodayText, func(p pen, r vg.Rectangle) {
		x := (r.Min.X + r.Max.X) / 2
		p.line(ink, todayWidth, nil, vg.Point{X: x, Y: r.Min.Y - 1}, vg.Point{X: x, Y: r.Max.Y + 1})
	}})
	for i, m := range c.marksInView() {
		items = append(items, numberedKey(i+1, m.Text))
	}
	return items
}

// overhead is the height of what is not panels.
func (m multiples) overhead(width vg.Length, unit string) vg.Length {
	h := keyHeight(m.key, width) + noteType.height(len(m.note))
	if unit != "" {
		h += tickType.line() + 2
	}
	for _, lines := range m.titleLines {
		h += panelType.height(lines) + m.strip + 3
	}
	return h + vg.Length(m.rows-1)*betweenRows + underAxis
}

func (c Projection) leastMultiples(width vg.Length) vg.Length {
	m := c.layMultiples(width)
	return m.overhead(width, c.ScoreAxis) + vg.Length(m.rows)*(leastMultiple+m.axes.lanes())
}

func (c Projection) drawMultiples(p pen, body vg.Rectangle) {
	width := body.Size().X
	m := c.layMultiples(width)
	tall := max((body.Size().Y-m.overhead(width, c.ScoreAxis))/vg.Length(m.rows), 10)

	rest := p.drawKey(m.key, body)
	top := p.block(noteType, rest.Min.X, rest.Max.Y, draw.XLeft, m.note)
	if c.ScoreAxis != "" {
		top = p.block(tickType, rest.Min.X, top, draw.XLeft, []string{c.ScoreAxis}) - 2
	}
	for row := range m.rows {
		head := panelType.height(m.titleLines[row])
		for col := range m.cols {
			i := row*m.cols + col
			if i >= len(c.Options) {
				break
			}
			x := body.Min.X + m.left + vg.Length(col)*m.pitch
			lines := m.titles[i]
			p.block(panelType, x, top-panelType.height(m.titleLines[row]-len(lines)), draw.XLeft, lines)
			a := m.axes.fill(rect(x, top-head-m.strip-3-tall, m.panelWidth, tall))
			c.drawMultiple(p, a, i, col == 0, i+m.cols >= len(c.Options))
		}
		top -= head + m.strip + 3 + tall + betweenRows
	}
}

// drawMultiple draws the panel of one option.
func (c Projection) drawMultiple(p pen, a axes, i int, scores, days bool) {
	c.drawGround(p, a)
	p.drawGrid(a, scores, days)
	c.drawAhead(p, a)
	p.drawSpread(a, c.Options[i], optionLooks[0])
	hung, _ := hang(c.numbers(a), a.grid.Min.X, a.grid.Max.X)
	p.drawHung(panel{axes: a, hung: hung}, func(_ int, b banner) draw.LineStyle { return hungStyle(b) })
	space := &room{bounds: grow(a.whole(), -1)}
	today := a.x(min(max(c.Today, a.from), a.to))
	p.StrokeLine2(hungStyle(banner{face: todayType}), today, a.whole().Min.Y, today, a.whole().Max.Y)
	space.mark([]vg.Point{{X: today, Y: a.whole().Min.Y}, {X: today, Y: a.whole().Max.Y}})
	for _, b := range hung {
		space.mark([]vg.Point{{X: b.x, Y: a.whole().Min.Y}, {X: b.x, Y: a.whole().Max.Y}})
	}
	c.shadeAhead(a, c.Options[i:i+1], space)
	c.drawRounds(p, a, space, dotRadius*0.75)
	for k, o := range c.Options {
		if k != i {
			runs := a.runs(a.inView(o.Steps))
			p.drawRuns(runs, look{colour: context}, thin)
			for _, r := range runs {
				space.mark(r.pts)
			}
		}
	}
	o, l := c.Options[i], optionLooks[0]
	if o.Dashed {
		l.dashes = dotted
	}
	seen := a.inView(o.Steps)
	runs := a.runs(seen)
	p.drawEdges(runs, l)
	p.drawRuns(runs, l, lineWidth)
	p.drawArrows(a, seen, l)
	for _, r := range runs {
		space.mark(r.pts)
	}
	if len(seen) > 0 {
		last := seen[len(seen)-1]
		end := endLabel{look: l, last: last, known: true}
		at := vg.Point{X: a.grid.Max.X, Y: a.y(last.Score)}
		p.endMarker(end, at, 2)
		p.text(scoreType.in(darker(l.colour)), vg.Point{X: at.X + 4, Y: at.Y - capital/2*scoreType.size}, draw.XLeft, end.score())
	}
	p.drawFlags(a.anchor(o, l), space)
}
