package plots

import (
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Ranked shows things in order, a row each: its name, a bar with its value, and
// a few more figures in columns. On a narrow page the figures stand under the
// name. The row that the chart is about is in colour, the others are grey. A
// bar to the left, striped, is a loss. A bar several times as long as all
// others is torn, so that it does not squeeze them.
type Ranked struct {
	Heading
	Rows []RankedRow
	Unit string   // what the bars are
	More []string // what the figures in columns are
	Mark string   // what the mark at a name says; "" for none
	// Full is the value of the longest bar that there can be; 0: the largest
	// there is.
	Full float64
}

// RankedRow is one thing. Text is its value in words of the reader's language,
// Note what stands under its name on a narrow page in place of the columns.
type RankedRow struct {
	Label  string
	Value  float64
	Text   string
	More   []string
	Note   string
	Hero   bool
	Marked bool
}

// Measures of the rows.
const (
	rankedBar   vg.Length = 9
	rankedGap   vg.Length = 6 // between rows
	rankedShare           = 0.46
	columnGap   vg.Length = 9
	markRoom    vg.Length = 9
)

// ranked is the layout of the rows.
type ranked struct {
	key         []keyItem
	note        []string
	rows        []laidRanked
	names       vg.Length   // width of the names
	values      vg.Length   // width of the values beside the bars
	columns     []vg.Length // widths of the columns
	heads       [][]string  // of the columns
	unit        []string
	head        vg.Length // height of what stands above the rows
	most, least float64   // at both ends of the scale
}

type laidRanked struct {
	RankedRow
	label, note []string
}

func (c Ranked) lay(width vg.Length) ranked {
	r := ranked{note: noteType.wrap(c.Empty, width)}
	for _, row := range c.Rows {
		r.names = max(r.names, row.face().width(row.Label)+c.markRoom())
		r.values = max(r.values, scoreType.width(row.Text)+5)
	}
	if c.Mark != "" && slices.ContainsFunc(c.Rows, func(r RankedRow) bool { return r.Marked }) {
		r.key = []keyItem{{c.Mark, func(p pen, r vg.Rectangle) {
			p.openMark(vg.Point{X: (r.Min.X + r.Max.X) / 2, Y: (r.Min.Y + r.Max.Y) / 2})
		}}}
	}
	share := vg.Length(rankedShare)
	if len(c.More) > 0 && !narrow(width) {
		share -= 0.08
		for k, title := range c.More {
			wide := vg.Length(0)
			for _, row := range c.Rows {
				if k < len(row.More) {
					wide = max(wide, labelType.width(row.More[k]))
				}
			}
			r.heads = append(r.heads, tickType.wrap(title, max(wide, 40)))
			r.columns = append(r.columns, max(wide, tickType.widest(r.heads[k]))+columnGap)
		}
	}
	r.names = min(r.names, share*width)
	for _, row := range c.Rows {
		laid := laidRanked{RankedRow: row, label: row.face().wrap(row.Label, r.names-c.markRoom())}
		if r.columns == nil {
			laid.note = flagType.wrap(row.Note, r.names-c.markRoom())
		}
		r.rows = append(r.rows, laid)
	}
	if len(c.Rows) > 0 {
		r.unit = tickType.wrap(c.Unit, width-r.names-labelGap-r.taken())
		lines := len(r.unit)
		for _, head := range r.heads {
			lines = max(lines, len(head))
		}
		r.head = tickType.height(lines) + 3
	}
	r.most, r.least = c.scale()
	return r
}

func (c Ranked) markRoom() vg.Length {
	if c.Mark == "" {
		return 0
	}
	return markRoom
}

// taken is the width of the columns.
func (r ranked) taken() (width vg.Length) {
	for _, w := range r.columns {
		width += w
	}
	return width
}

func (r laidRanked) height() vg.Length {
	return max(labelType.height(len(r.label))+flagType.height(len(r.note)), rankedBar) + rankedGap
}

// face is the typeface of the name of a row.
func (r RankedRow) face() typeface {
	face := labelType
	if r.Hero {
		face.bold, face.ink = true, darker(heroLook.colour)
	}
	return face
}

// overhead is the height of what stands above the rows.
func (r ranked) overhead(width vg.Length) vg.Length {
	return keyHeight(r.key, width) + noteType.height(len(r.note)) + r.head
}

func (c Ranked) least(page vg.Length) vg.Length {
	width := bodyWidth(page)
	r := c.lay(width)
	h := c.around(page) + r.overhead(width)
	for _, row := range r.rows {
		h += row.height()
	}
	return h
}

// farBar is how many times as long as the next a bar is that is torn, and
// tornBar how long it is drawn then.
const (
	farBar  = 2.5
	tornBar = 1.25
)

// scale returns the values at both ends of the scale, without bars that are
// far longer than the rest.
func (c Ranked) scale() (most, least float64) {
	var gains []float64
	for _, r := range c.Rows {
		least = min(least, r.Value)
		if r.Value > 0 {
			gains = append(gains, r.Value)
		}
	}
	slices.Sort(gains)
	n := len(gains)
	switch {
	case c.Full > 0:
		return c.Full, least
	case n == 0:
		return 0, least
	}
	for far := n - 1; far > 0; far-- {
		if next := gains[far-1]; gains[far] > farBar*next && next > gains[n-1]/20 {
			return math.Ceil(tornBar * next), least
		}
	}
	return gains[n-1], least
}

// Draw draws the chart.
func (c Ranked) Draw(canvas draw.Canvas) {
	p := pen{canvas}
	body := c.page(p)
	defer c.drawFoot(p)
	r := c.lay(body.Size().X)
	rest := p.drawKey(r.key, body)
	top := p.block(noteType, rest.Min.X, rest.Max.Y, draw.XLeft, r.note)
	if len(r.rows) == 0 {
		return
	}
	left, right := body.Min.X+r.names+labelGap, body.Max.X-r.taken()-r.values
	if r.least < 0 {
		left += r.values
	}
	unit := (right - left) / vg.Length(max(r.most-r.least, 1e-9))
	zero := left - unit*vg.Length(r.least)
	p.block(tickType, zero, top, draw.XLeft, r.unit)
	x := body.Max.X - r.taken()
	for k, head := range r.heads {
		x += r.columns[k]
		p.block(tickType, x, top, draw.XRight, head)
	}
	top -= r.head
	bottom := top
	for _, row := range r.rows {
		bottom -= row.height()
	}
	p.line(muted, thin, nil, vg.Point{X: zero, Y: top}, vg.Point{X: zero, Y: bottom})
	for i, row := range r.rows {
		if i > 0 {
			p.line(faint, hair, nil, vg.Point{X: body.Min.X, Y: top}, vg.Point{X: body.Max.X, Y: top})
		}
		name := top - (row.height()-labelType.height(len(row.label))-flagType.height(len(row.note)))/2
		base := name - rising*labelType.size
		if row.Marked {
			p.openMark(vg.Point{X: body.Min.X + 3, Y: base + capital/2*labelType.size})
		}
		under := p.block(row.face(), body.Min.X+c.markRoom(), name, draw.XLeft, row.label)
		p.block(flagType.in(muted), body.Min.X+c.markRoom(), under, draw.XLeft, row.note)
		middle := top - row.height()/2
		p.drawGain(row.RankedRow, r.most, zero, middle, unit)
		x := body.Max.X - r.taken()
		for k := range r.columns {
			x += r.columns[k]
			if k < len(row.More) {
				p.text(labelType, vg.Point{X: x, Y: middle - capital/2*labelType.size}, draw.XRight, row.More[k])
			}
		}
		top -= row.height()
	}
}

// drawGain draws the bar of a row with its value at its end, torn where it is
// drawn shorter than it is.
func (p pen) drawGain(row RankedRow, most float64, zero, middle, unit vg.Length) {
	drawn := min(row.Value, most)
	end := zero + unit*vg.Length(drawn)
	bar := vg.Rectangle{Min: vg.Point{X: min(zero, end), Y: middle - rankedBar/2}, Max: vg.Point{X: max(zero, end), Y: middle + rankedBar/2}}
	base := middle - capital/2*scoreType.size
	fill, ink := context, muted
	if row.Hero {
		fill, ink = heroLook.colour, darker(heroLook.colour)
	}
	switch {
	case row.Value > 0:
		p.box(fill, bar)
		if drawn < row.Value {
			for _, at := range []vg.Length{0.82, 0.86} {
				x := zero + (end-zero)*at
				p.line(paper, 2, nil, vg.Point{X: x - 2.5, Y: bar.Min.Y - 1}, vg.Point{X: x + 2.5, Y: bar.Max.Y + 1})
			}
		}
	case row.Value < 0:
		p.striped(muted, bar)
		p.text(scoreType.in(ink), vg.Point{X: end - 3, Y: base}, draw.XRight, row.Text)
		return
	}
	p.text(scoreType.in(ink), vg.Point{X: end + 3, Y: base}, draw.XLeft, row.Text)
}

// openMark draws the mark of a row.
func (p pen) openMark(at vg.Point) { p.marker(ink, diamond, at, 2.4) }

// Table implements [Chart].
func (c Ranked) Table() Table {
	t := Table{Columns: c.Columns}
	for _, r := range c.Rows {
		row := []any{r.Label, r.Text}
		for _, more := range r.More {
			row = append(row, more)
		}
		if c.Mark != "" {
			mark := ""
			if r.Marked {
				mark = "◆"
			}
			row = append(row, mark)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
