package plots

import (
	"cmp"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"crsplan/sim/civil"
)

// Lanes shows what holds from when to when: streams that are open, steps that
// run, documents and permits that are valid. Every row is a lane on one axis of
// days, and rows stand in groups, one for each option or kind of thing.
//
// The kinds of bars differ in fill and in shape, so that they stay apart
// without colour. A bar that goes on beyond the axis ends in a point. Bars of a
// row that overlap are drawn under each other. The text of a bar stands in it
// if it fits, else beside it, else above it on a pole; none is left out unless
// its bar or flag is.
type Lanes struct {
	Heading
	From, Today, To civil.Day
	TodayText       string // beside the line of today
	Groups          []LaneGroup
	Legend          [barKinds]string // what the bars are called, by BarKind
	Marks           []Mark
}

// LaneGroup is lanes that belong together, under their name.
type LaneGroup struct {
	Label string
	Rows  []LaneRow
}

// LaneRow is one lane: a stream, a step, a document. Without bars it is empty,
// which says that the thing never holds.
type LaneRow struct {
	Label string
	Bars  []Bar
	Flags []Flag
}

// Bar is a time in a lane, from its first day to the day on which it no longer
// holds. A From or To of no day means that it began or ends beyond the axis; a
// To that is not after From is taken as one day.
type Bar struct {
	From, To civil.Day
	Kind     BarKind
	Text     string // short; may be empty
}

// BarKind is what a bar says about its days.
type BarKind int

// The kinds of bars.
const (
	OpenBar    BarKind = iota // open to the person: full
	UnknownBar                // not known whether it is: hatched
	StepBar                   // a step that runs: lighter, in a frame
	ValidBar                  // a document or permit that expires: pale, with a cap where it does
	IdleBar                   // open, but nothing comes of it: an empty frame
	barKinds
)

// Measures of the lanes.
const (
	laneBar      vg.Length = 8.4
	laneRowGap   vg.Length = 5 // of which half above the bars and half below
	laneStretch  vg.Length = 7 // by which a row grows at most on a page with room
	trackGap     vg.Length = 1.6
	betweenLanes vg.Length = 11 // between groups
	aboveLanes   vg.Length = 3
	laneShare              = 0.30
	laneLabelGap vg.Length = 9
	laneTip      vg.Length = 3 // of a bar that goes on
	shortestBar  vg.Length = 2
	besideBar    vg.Length = 2.6
	inBar        vg.Length = 2.4
)

// Draw draws the chart.
func (c Lanes) Draw(canvas draw.Canvas) {
	p := pen{canvas}
	body := c.page(p)
	defer c.drawFoot(p)
	l := c.lay(body.Min.X, body.Size().X)
	stretch := min(max(body.Size().Y-l.height(body.Size().X), 0)/vg.Length(max(l.rows(), 1)), laneStretch)

	rest := p.drawKey(l.key, body)
	top := p.block(noteType, rest.Min.X, rest.Max.Y, draw.XLeft, l.note) - aboveLanes
	for i, g := range l.groups {
		top = p.block(panelType, body.Min.X, top, draw.XLeft, g.title)
		if i == 0 {
			top -= l.strip
		}
		bottom := top - g.height() - stretch*vg.Length(len(g.rows))
		a := l.axes
		a.grid.Min.Y, a.grid.Max.Y = bottom, top
		if a.holds(c.Today) {
			ground := a.grid
			ground.Max.X = a.x(c.Today)
			p.box(past, ground)
		}
		p.drawGrid(a, false, i == len(l.groups)-1)
		edge := top
		for _, row := range g.rows[:max(len(g.rows)-1, 0)] {
			edge -= row.height() + stretch
			p.line(faint, hair, nil, vg.Point{X: body.Min.X, Y: edge}, vg.Point{X: a.grid.Max.X, Y: edge})
		}
		p.drawDated(a, l.hung, i == 0)
		for _, row := range g.rows {
			p.drawRow(row, body.Min.X, top-stretch/2)
			top -= row.height() + stretch
		}
		top = bottom - betweenLanes
	}
}

func (c Lanes) least(page vg.Length) vg.Length {
	width := bodyWidth(page)
	return c.around(page) + c.lay(0, width).height(width)
}

// laid is the layout of the lanes, but for how far down each one is.
type laid struct {
	key    []keyItem
	note   []string
	axes   axes // without a height
	hung   []banner
	strip  vg.Length // above the first group's lanes
	groups []laidGroup
}

type laidGroup struct {
	title []string
	rows  []laidRow
}

// laidRow is a lane: its label, and its bars on tracks, the first on top.
type laidRow struct {
	label  []string
	tracks []track
}

// track holds bars that do not overlap, with the texts that stand above them.
type track struct {
	bars   []laidBar
	flags  []vg.Length
	texts  []laneText // in the bars and beside them
	hung   []banner
	above  vg.Length // the height of what hangs
	blocks []extent  // what texts beside bars must not cover
}

// laidBar is a bar in view.
type laidBar struct {
	Bar
	extent
	before, after bool // it goes on beyond the axis
}

// laneText is a text in a bar or beside it.
type laneText struct {
	x    vg.Length
	text string
	face typeface
	bare bool // the ground under it is cleared: of a dated line or a bar's hatching
}

// extent is a piece of a track, from left to right.
type extent struct{ from, to vg.Length }

func (e extent) meets(o extent) bool { return e.from < o.to && o.from < e.to }

func (c Lanes) lay(left, width vg.Length) laid {
	l := laid{key: c.key(), note: noteType.wrap(c.Empty, width), axes: newAxes(c.From, c.To, nil, nil)}
	var label vg.Length
	for _, g := range c.Groups {
		for _, r := range g.Rows {
			label = max(label, labelType.width(r.Label))
		}
	}
	label = min(label, laneShare*width)
	l.axes.grid = vg.Rectangle{Min: vg.Point{X: left + label + laneLabelGap}, Max: vg.Point{X: left + width - rightMargin}}

	if l.axes.holds(c.Today) {
		l.hung = append(l.hung, banner{x: l.axes.x(c.Today), text: c.TodayText, face: todayType})
	}
	for _, m := range marksBetween(c.Marks, c.From, c.To) {
		l.hung = append(l.hung, banner{x: l.axes.x(m.On), text: m.Text, face: markType})
	}
	l.hung, l.strip = hang(l.hung, l.axes.grid.Min.X, left+width)
	for _, g := range c.Groups {
		group := laidGroup{title: panelType.wrap(g.Label, width)}
		for _, r := range g.Rows {
			group.rows = append(group.rows, laidRow{labelType.wrap(r.Label, label), r.lay(l.axes, left+width, l.hung)})
		}
		l.groups = append(l.groups, group)
	}
	return l
}

// key explains the kinds of bars that are in view.
func (c Lanes) key() []keyItem {
	var seen [barKinds]bool
	view := newAxes(c.From, c.To, nil, nil)
	for _, g := range c.Groups {
		for _, r := range g.Rows {
			for _, b := range r.inView(view) {
				seen[b.Kind] = true
			}
		}
	}
	var items []keyItem
	for kind, label := range c.Legend {
		if seen[kind] {
			items = append(items, keyItem{label, func(p pen, r vg.Rectangle) {
				p.drawBar(BarKind(kind), rect(r.Min.X, r.Min.Y-0.8, r.Size().X, r.Size().Y+1.6), false, false)
			}})
		}
	}
	return items
}

// inView returns the bars that are on the axis, by their first day.
func (r LaneRow) inView(a axes) []laidBar {
	var bars []laidBar
	for _, b := range r.Bars {
		if b.Kind < 0 || b.Kind >= barKinds {
			b.Kind = UnknownBar
		}
		seen := laidBar{Bar: b, before: b.From.IsZero() || b.From < a.from, after: b.To.IsZero()}
		if !seen.after && b.To <= b.From {
			seen.To = b.From + 1
		}
		seen.after = seen.after || seen.To > a.to
		if b.From > a.to || !b.To.IsZero() && seen.To <= a.from {
			continue
		}
		if seen.before {
			seen.From = a.from
		}
		if seen.after {
			seen.To = a.to
		}
		seen.extent = extent{a.x(seen.From), a.x(seen.To)}
		if short := shortestBar - (seen.to - seen.from); short > 0 { // a day is still seen, and within the axis
			seen.from = max(min(seen.from, a.grid.Max.X-shortestBar), a.grid.Min.X)
			seen.to = seen.from + shortestBar
		}
		bars = append(bars, seen)
	}
	slices.SortStableFunc(bars, func(b, o laidBar) int { return cmp.Or(cmp.Compare(b.From, o.From), cmp.Compare(b.To, o.To)) })
	return bars
}

// lay gives the bars of a lane their tracks, and all texts their places. Texts
// may reach as far as right.
func (r LaneRow) lay(a axes, right vg.Length, lines []banner) []track {
	tracks := make([]track, 1)
	for _, b := range r.inView(a) {
		i := slices.IndexFunc(tracks, func(t track) bool { return len(t.bars) == 0 || t.bars[len(t.bars)-1].To <= b.From })
		if i < 0 {
			i, tracks = len(tracks), append(tracks, track{})
		}
		tracks[i].bars = append(tracks[i].bars, b)
	}
	flags := make([][]Flag, len(tracks))
	for _, f := range r.Flags {
		if !a.holds(f.On) {
			continue
		}
		i := max(slices.IndexFunc(tracks, func(t track) bool {
			return slices.ContainsFunc(t.bars, func(b laidBar) bool { return b.From <= f.On && f.On <= b.To })
		}), 0)
		flags[i] = append(flags[i], f)
	}
	for i := range tracks {
		tracks[i].lay(a, flags[i], right, lines)
	}
	return tracks
}

// lay finds places for the texts of a track.
func (t *track) lay(a axes, flags []Flag, right vg.Length, lines []banner) {
	for _, b := range t.bars {
		t.blocks = append(t.blocks, extent{b.from - 1, b.to + 1})
	}
	marks := len(t.blocks)
	for _, f := range flags {
		x := a.x(f.On)
		t.flags = append(t.flags, x)
		t.blocks = append(t.blocks, extent{x - flagRadius - 1, x + flagRadius + 1})
	}
	free := func(e extent, blocks []extent) bool { return !slices.ContainsFunc(blocks, e.meets) }
	crossed := func(e extent) bool {
		return slices.ContainsFunc(lines, func(b banner) bool { return e.meets(extent{b.x - 1, b.x + 1}) })
	}
	// put places a text at the ends of what it belongs to, or above it.
	put := func(text string, of extent, pole vg.Length) {
		w := flagType.width(text)
		places := []extent{{of.to + besideBar, of.to + besideBar + w}, {of.from - besideBar - w, of.from - besideBar}}
		for _, across := range []bool{false, true} {
			for _, e := range places {
				if e.from >= a.grid.Min.X && e.to <= right && free(e, t.blocks) && crossed(e) == across {
					t.texts = append(t.texts, laneText{x: e.from, text: text, face: flagType, bare: across})
					t.blocks = append(t.blocks, extent{e.from - 2, e.to + 2})
					return
				}
			}
		}
		t.hung = append(t.hung, banner{x: pole, text: text, face: flagType})
	}
	var outside []laidBar
	for _, b := range t.bars {
		text := strings.TrimSpace(b.Text)
		in := extent{b.from + inBar, b.from + inBar + flagType.width(text)}
		switch {
		case text == "":
		case in.to <= b.to-inBar && free(in, t.blocks[marks:]):
			face := flagType
			if b.Kind == OpenBar {
				face = face.in(paper)
			}
			t.texts = append(t.texts, laneText{x: in.from, text: text, face: face, bare: b.Kind == UnknownBar})
			t.blocks = append(t.blocks, in)
		default:
			outside = append(outside, b)
		}
	}
	for _, b := range outside {
		put(strings.TrimSpace(b.Text), b.extent, b.from+min((b.to-b.from)/2, 2))
	}
	for i, f := range flags {
		if text := strings.TrimSpace(f.Text); text != "" {
			put(text, extent{t.flags[i] - flagRadius, t.flags[i] + flagRadius}, t.flags[i])
		}
	}
	t.hung, t.above = hang(t.hung, a.grid.Min.X, right)
}

func (t track) height() vg.Length { return t.above + laneBar }

// reach is how far a lane goes above and below the middle of its first bar,
// which its label faces.
func (r laidRow) reach() (up, down vg.Length) {
	label := labelType.height(len(r.label))
	up = max(label/2, r.tracks[0].above+laneBar/2)
	for _, t := range r.tracks {
		down += t.height() + trackGap
	}
	down -= trackGap + r.tracks[0].above + laneBar/2
	return up, max(down, label/2)
}

func (r laidRow) height() vg.Length {
	up, down := r.reach()
	return up + down + laneRowGap
}

func (g laidGroup) height() (h vg.Length) {
	for _, r := range g.rows {
		h += r.height()
	}
	return h
}

func (l laid) rows() (n int) {
	for _, g := range l.groups {
		n += len(g.rows)
	}
	return n
}

// height is what the lanes need of a body.
func (l laid) height(width vg.Length) vg.Length {
	h := keyHeight(l.key, width) + noteType.height(len(l.note)) + aboveLanes
	if len(l.groups) == 0 {
		return h
	}
	for _, g := range l.groups {
		h += panelType.height(len(g.title)) + g.height() + betweenLanes
	}
	return h + l.strip - betweenLanes + underAxis
}
