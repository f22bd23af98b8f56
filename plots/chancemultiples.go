package plots

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Chances of more options than have colours: a panel for each, all on the same
// axes, with the other options in grey behind it.

const leastChances vg.Length = 52 // height of a panel

// chancePanels is the layout of the panels.
type chancePanels struct {
	cols, rows   int
	key          []keyItem
	axes         axes
	width, pitch vg.Length // of a panel, and from one to the next
	left         vg.Length
	titles       [][]string
	titleLines   []int // by row
	strip        vg.Length
	unit         string
	above        vg.Length // what stands above the first row
}

func (c Chances) layPanels(width vg.Length) chancePanels {
	pl := c.panel()
	m := chancePanels{cols: 3, key: pl.key, axes: pl.axes, unit: pl.unit}
	if width < 330 {
		m.cols = 2
	}
	for i, mark := range marksBetween(c.Marks, c.From, c.To) {
		m.key = append(m.key, numberedKey(i+1, mark.Text))
	}
	m.rows = (len(c.Options) + m.cols - 1) / m.cols
	var figures vg.Length
	for _, l := range pl.labels {
		figures = max(figures, scoreType.width(l.score()))
	}
	m.left = m.axes.tickWidth()
	m.pitch = (width - m.left + multipleGap) / vg.Length(m.cols)
	m.width = m.pitch - figures - 4 - multipleGap
	m.titleLines = make([]int, m.rows)
	for i, o := range c.Options {
		title := panelType.wrap(o.Label, m.pitch-multipleGap)
		m.titles = append(m.titles, title)
		m.titleLines[i/m.cols] = max(m.titleLines[i/m.cols], len(title))
	}
	_, m.strip = hang(c.numbers(m.axes.fill(rect(0, 0, m.width, leastChances))), 0, m.width)
	m.above = keyHeight(m.key, width)
	if m.unit != "" {
		m.above += tickType.line() + 2
	}
	return m
}

func (c Chances) numbers(a axes) []banner { return numbered(marksBetween(c.Marks, c.From, c.To), a) }

// overhead is the height of what is not panels.
func (m chancePanels) overhead() vg.Length {
	h := m.above
	for _, lines := range m.titleLines {
		h += panelType.height(lines) + m.strip + 3
	}
	return h + vg.Length(m.rows-1)*betweenRows + underAxis
}

func (c Chances) drawPanels(p pen, body vg.Rectangle) {
	m := c.layPanels(body.Size().X)
	tall := max((body.Size().Y-m.overhead())/vg.Length(m.rows), 10)
	rest := p.drawKey(m.key, body)
	top := rest.Max.Y
	if m.unit != "" {
		top = p.block(tickType, rest.Min.X, top, draw.XLeft, []string{m.unit}) - 2
	}
	for row := range m.rows {
		head := panelType.height(m.titleLines[row])
		for col := range m.cols {
			i := row*m.cols + col
			if i >= len(c.Options) {
				break
			}
			x := body.Min.X + m.left + vg.Length(col)*m.pitch
			p.block(panelType, x, top-panelType.height(m.titleLines[row]-len(m.titles[i])), draw.XLeft, m.titles[i])
			a := m.axes.fill(rect(x, top-head-m.strip-3-tall, m.width, tall))
			c.drawPanel(p, a, i, col == 0, i+m.cols >= len(c.Options))
		}
		top -= head + m.strip + 3 + tall + betweenRows
	}
}

// drawPanel draws the panel of one option.
func (c Chances) drawPanel(p pen, a axes, i int, shares, days bool) {
	p.drawGrid(a, shares, days)
	hung, _ := hang(c.numbers(a), a.grid.Min.X, a.grid.Max.X)
	p.drawHung(panel{axes: a, hung: hung}, func(_ int, b banner) draw.LineStyle { return hungStyle(b) })
	for k := range c.Options {
		if line, _ := c.curves(a, k); k != i && len(line) > 1 {
			p.line(context, thin, nil, line...)
		}
	}
	l := optionLooks[0]
	if c.Options[i].Dashed {
		l.dashes = dotted
	}
	line, harder := c.curves(a, i)
	end := vg.Point{X: a.grid.Max.X, Y: a.y(0)}
	if len(line) > 1 {
		if c.Harder != "" {
			p.line(l.colour, hair, nil, harder...)
		}
		p.line(l.colour, lineWidth, l.dashes, line...)
		end = line[len(line)-1]
		p.marker(l.colour, l.shape, end, 2)
	}
	p.text(scoreType.in(darker(l.colour)), vg.Point{X: end.X + 4, Y: end.Y - capital/2*scoreType.size}, draw.XLeft, c.panel().labels[i].score())
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
