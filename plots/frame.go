package plots

import (
	"cmp"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Heading is the text around a chart. The title states the finding, the
// subtitle what is measured and in which unit; the foot has a note, if there
// must be one, and the source with the day of the data. All of it is wrapped.
type Heading struct {
	Title, Subtitle string
	Foot            []string
	Empty           string   // why there is nothing to show; in place of it
	Columns         []string // titles of the chart's [Table]
}

// heading makes every value with a heading a chart, once it can be drawn.
func (h Heading) heading() Heading { return h }

// narrowest is the width of a body below which no text stands in a panel or
// beside it: a phone's. Labels and notes stand below the panel.
const narrowest vg.Length = 330

func narrow(width vg.Length) bool { return width < narrowest }

// The margins of a page and the gaps between its parts.
const (
	marginX      vg.Length = 14
	marginTop    vg.Length = 12
	marginBottom vg.Length = 10
	underTitle   vg.Length = 2
	aboveBody    vg.Length = 8
	aboveFoot    vg.Length = 7
)

// Margin is the blank at the left and at the right of every chart: on a page,
// it may hang over the page's own margins, so that all text begins on one line.
const Margin = marginX

// bodyWidth is what the margins leave of a page.
func bodyWidth(page vg.Length) vg.Length { return max(page-2*marginX, 1) }

func (h Heading) titles(width vg.Length) (title, subtitle []string) {
	return titleType.wrap(h.Title, width), subtitleType.wrap(h.Subtitle, width)
}

func (h Heading) foot(width vg.Length) (lines []string) {
	for _, paragraph := range h.Foot {
		lines = append(lines, footType.wrap(paragraph, width)...)
	}
	return lines
}

// around returns the height of a page of that width less its body.
func (h Heading) around(page vg.Length) vg.Length {
	width := bodyWidth(page)
	title, subtitle := h.titles(width)
	height := marginTop + titleType.height(len(title)) + underTitle + subtitleType.height(len(subtitle)) + aboveBody + marginBottom
	if foot := h.foot(width); len(foot) > 0 {
		height += aboveFoot + footType.height(len(foot))
	}
	return height
}

// page draws the ground and the heading, and returns what is left for the chart
// between them and the foot.
func (h Heading) page(p pen) vg.Rectangle {
	p.box(paper, p.Rectangle)
	left, width := p.Min.X+marginX, bodyWidth(p.Size().X)
	title, subtitle := h.titles(width)
	top := p.block(titleType, left, p.Max.Y-marginTop, draw.XLeft, title) - underTitle
	top = p.block(subtitleType, left, top, draw.XLeft, subtitle) - aboveBody

	bottom := p.Min.Y + marginBottom
	if foot := h.foot(width); len(foot) > 0 {
		bottom += footType.height(len(foot)) + aboveFoot
	}
	return rect(left, bottom, width, max(top-bottom, 1))
}

// drawFoot draws the foot: last, for it is read last.
func (h Heading) drawFoot(p pen) {
	foot := h.foot(bodyWidth(p.Size().X))
	p.block(footType, p.Min.X+marginX, p.Min.Y+marginBottom+footType.height(len(foot)), draw.XLeft, foot)
}

// keyItem is one entry of the key above a chart: a sample and what it means.
type keyItem struct {
	label  string
	sample func(p pen, r vg.Rectangle) // draws into a rectangle as high as a figure; nil for none
}

const (
	sampleWidth vg.Length = 13
	keyGap      vg.Length = 14
)

// keyLine is a piece of the key that has been given its place: x from the
// left edge, row from the top, and the lines of its label.
type keyLine struct {
	keyItem
	x     vg.Length
	row   int
	lines []string
}

// layKey sets the items in rows, like words.
func layKey(items []keyItem, width vg.Length) (lines []keyLine, rows int) {
	var x vg.Length
	row, tall := 0, 0
	for _, item := range items {
		label := keyType.wrap(item.label, width-sampleWidth)
		if len(label) == 0 {
			continue
		}
		w := sampleWidth + keyType.widest(label)
		if x > 0 && x+w > width {
			row, x, tall = row+tall, 0, 0
		}
		lines = append(lines, keyLine{item, x, row, label})
		tall = max(tall, len(label))
		x += w + keyGap
	}
	return lines, row + tall
}

// keyHeight is the height that drawKey takes.
func keyHeight(items []keyItem, width vg.Length) vg.Length {
	_, rows := layKey(items, width)
	if rows == 0 {
		return 0
	}
	return keyType.height(rows) + 4
}

// drawKey draws the key at the top of a rectangle and returns the rest of it.
func (p pen) drawKey(items []keyItem, r vg.Rectangle) vg.Rectangle {
	lines, _ := layKey(items, r.Size().X)
	for _, l := range lines {
		x, top := r.Min.X+l.x, r.Max.Y-keyType.height(l.row)
		base := top - rising*keyType.size
		if l.sample != nil {
			l.sample(p, rect(x, base, sampleWidth-4, capital*keyType.size))
		}
		p.block(keyType, x+sampleWidth, top, draw.XLeft, l.lines)
	}
	r.Max.Y -= keyHeight(items, r.Size().X)
	return r
}

// banner is a text that hangs on a vertical line, above a panel.
type banner struct {
	x    vg.Length // of the line
	text string
	face typeface

	lines []string
	box   vg.Rectangle // of the text; its bottom is measured from the panel's top
}

// bannerWidth is where the text of a banner is wrapped; leastBanner is the
// width that one needs beside its line to stand there.
const (
	bannerWidth vg.Length = 150
	leastBanner vg.Length = 44
	poleGap     vg.Length = 2.5
)

// hang gives every banner a place above a panel that reaches from left to
// right: as low as can be, no text on another and no line through a text. It
// returns them in their order, with the height they take in all.
//
// Texts stand to the right of their lines, placed from right to left, so that
// each stands above the lines it covers. Where lines are too near the right
// edge for that, the last of them have their texts on the left, placed from
// left to right.
func hang(banners []banner, left, right vg.Length) ([]banner, vg.Length) {
	order := make([]int, len(banners))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(banners[i].x, banners[j].x) })

	var best []banner
	var least vg.Length
	for turned := 0; turned <= len(order); turned++ {
		hung, height, ok := hangTurned(banners, order, turned, left, right)
		if ok && (best == nil || height < least) {
			best, least = hung, height
		}
	}
	if best == nil { // no room for any of this: at least no text is lost
		best, least, _ = hangTurned(banners, order, -1, left, right)
	}
	return best, least
}

// hangTurned hangs the banners with the last so many turned to the left; less
// than none turned puts texts on lines if need be, but never on each other.
func hangTurned(banners []banner, order []int, turned int, left, right vg.Length) (hung []banner, height vg.Length, ok bool) {
	const most = 300 // points above the panel; a search that got there found nothing
	hung = slices.Clone(banners)
	straight := order[:len(order)-max(turned, 0)]
	var placed []banner
	put := func(i int, toLeft bool) bool {
		b := &hung[i]
		space := right - b.x - poleGap
		if toLeft {
			space = b.x - poleGap - left
		}
		b.lines = b.face.wrap(b.text, max(min(space, bannerWidth), leastBanner))
		w, h := b.face.widest(b.lines), b.face.height(len(b.lines))
		x := b.x + poleGap
		if toLeft {
			x = b.x - poleGap - w
		}
		if turned < 0 {
			x = max(min(x, right-w), left)
		} else if w > space {
			return false
		}
		for b.box = rect(x, 1, w, h); b.disturbs(placed, turned >= 0); b.box = rect(x, b.box.Min.Y+1, w, h) {
			if turned >= 0 && b.box.Min.Y > most {
				return false
			}
		}
		placed = append(placed, *b)
		height = max(height, b.box.Max.Y)
		return true
	}
	for _, i := range order[len(straight):] {
		if !put(i, true) {
			return nil, 0, false
		}
	}
	for _, i := range slices.Backward(straight) {
		if !put(i, false) {
			return nil, 0, false
		}
	}
	return hung, height, true
}

// disturbs says whether a banner meets another's text, or, if that matters,
// one's line the other's text.
func (b banner) disturbs(others []banner, poles bool) bool {
	for _, o := range others {
		if overlap(grow(b.box, 1.5), o.box) || poles && (overlap(b.pole(), grow(o.box, 1)) || overlap(o.pole(), grow(b.box, 1))) {
			return true
		}
	}
	return false
}

// pole is the banner's line between the panel and the top of its text.
func (b banner) pole() vg.Rectangle { return rect(b.x-0.5, 0, 1, b.box.Max.Y-1) }
