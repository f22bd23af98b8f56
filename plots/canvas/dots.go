package canvas

import (
	"cmp"
	"image"
	"image/color"
	"math"
	"slices"
)

// dots is a picture as the number of the colour of each dot. A chart has few
// colours and large areas of one, so that a number takes half the room of a
// colour, and counting colours is quick.
type dots struct {
	wide, high int
	at         []uint16 // row by row; 0 is white
	colours    []rgb    // by number
	slots      []uint16 // of a table by colour: the number, or 0
}

// rgb is an opaque colour, 0xRRGGBB.
type rgb uint32

const white rgb = 0xFFFFFF

func rgbOf(c color.NRGBA) rgb { return rgb(c.R)<<16 | rgb(c.G)<<8 | rgb(c.B) }

func (c rgb) parts() (r, g, b uint32) {
	return uint32(c >> 16), uint32(c >> 8 & 0xFF), uint32(c & 0xFF)
}

const (
	slotBits    = 15
	manyColours = 1 << 14 // from so many colours on, new ones are rounded
)

func newDots(wide, high int) *dots {
	return &dots{wide: wide, high: high, at: make([]uint16, wide*high), colours: []rgb{white}, slots: make([]uint16, 1<<slotBits)}
}

// number returns the number of a colour. Past many colours, of which no chart
// has a third, new ones are rounded to 16 shades a channel, so that numbers
// never run out.
func (d *dots) number(c rgb) uint16 {
	n, slot := d.find(c)
	if n == 0 && c != white && len(d.colours) >= manyColours {
		c = c & 0xF0F0F0 * 0x11 / 0x10
		n, slot = d.find(c)
	}
	if n == 0 && c != white {
		n = uint16(len(d.colours))
		d.colours, d.slots[slot] = append(d.colours, c), n
	}
	return n
}

// find returns the number of a colour, or 0 and the free slot for it.
func (d *dots) find(c rgb) (number uint16, slot uint32) {
	slot = uint32(c) * 2654435761 >> (32 - slotBits)
	for d.slots[slot] != 0 && d.colours[d.slots[slot]] != c {
		slot = (slot + 1) & (1<<slotBits - 1)
	}
	return d.slots[slot], slot
}

// paint is what covers dots: a colour, and how far it covers what is under it.
type paint struct {
	number uint16
	rgb
	alpha uint32 // 0 to 255
}

func (d *dots) paint(c color.NRGBA) paint { return paint{d.number(rgbOf(c)), rgbOf(c), uint32(c.A)} }

// whole is a dot that is covered from edge to edge. Fewer steps than a byte
// has are as good to the eye, and make fewer colours.
const whole = 32

// over returns the number of a colour after a paint covered a part of a dot,
// 0 to whole.
func (d *dots) over(under uint16, p paint, part uint32) uint16 {
	const most = 255 * whole
	a := p.alpha * part
	if a == most {
		return p.number
	}
	r0, g0, b0 := d.colours[under].parts()
	r1, g1, b1 := p.parts()
	mix := func(under, over uint32) rgb { return rgb((under*(most-a) + over*a + most/2) / most) }
	return d.number(mix(r0, r1)<<16 | mix(g0, g1)<<8 | mix(b0, b1))
}

// span paints a part of the dots of a row, all alike.
func (d *dots) span(y, from, to int, p paint, part uint32) {
	row := d.at[y*d.wide+from : y*d.wide+to]
	if p.alpha == 255 && part == whole {
		flood(row, p.number)
		return
	}
	for i := 0; i < len(row); {
		under := row[i]
		now := d.over(under, p, part)
		for ; i < len(row) && row[i] == under; i++ {
			row[i] = now
		}
	}
}

func flood(row []uint16, number uint16) {
	if len(row) == 0 {
		return
	}
	row[0] = number
	for n := 1; n < len(row); n *= 2 {
		copy(row[n:], row[:n])
	}
}

// box is a rectangle in dots, y down.
type box struct{ x0, y0, x1, y1 float64 }

// fillBox paints every dot by how much of it lies in a box.
func (d *dots) fillBox(b box, p paint) {
	b.x0, b.x1 = max(b.x0, 0), min(b.x1, float64(d.wide))
	b.y0, b.y1 = max(b.y0, 0), min(b.y1, float64(d.high))
	if !(b.x0 < b.x1 && b.y0 < b.y1) {
		return
	}
	within := func(from, to float64, i int) float64 { return min(to, float64(i+1)) - max(from, float64(i)) }
	part := func(share float64) uint32 { return uint32(share*whole + 0.5) }
	left, right := int(b.x0), int(math.Ceil(b.x1))
	from, to := int(math.Ceil(b.x0)), int(b.x1) // what is covered from side to side
	for y := int(b.y0); y < int(math.Ceil(b.y1)); y++ {
		tall := within(b.y0, b.y1, y)
		if left < from {
			d.span(y, left, left+1, p, part(tall*within(b.x0, b.x1, left)))
		}
		if from < to {
			d.span(y, from, to, p, part(tall))
		}
		if to < right && to >= from {
			d.span(y, to, right, p, part(tall*within(b.x0, b.x1, to)))
		}
	}
}

// stamp paints through a mask, of parts of a whole, whose origin is put on a
// dot.
func (d *dots) stamp(mask *image.Alpha, x, y int, p paint) {
	put := mask.Rect.Add(image.Pt(x, y))
	seen := put.Intersect(image.Rect(0, 0, d.wide, d.high))
	for row := seen.Min.Y; row < seen.Max.Y; row++ {
		from := (row-put.Min.Y)*mask.Stride + seen.Min.X - put.Min.X
		parts := mask.Pix[from : from+seen.Dx()]
		under := d.at[row*d.wide+seen.Min.X:][:len(parts)]
		for i, part := range parts {
			if part != 0 {
				under[i] = d.over(under[i], p, uint32(part))
			}
		}
	}
}

// mostColours is how many a PNG of one byte a dot has.
const mostColours = 256

// paletted returns the picture in the 256 colours that most of it has. The few
// dots in others, at the edges of letters and lines, get the nearest.
func (d *dots) paletted() *image.Paletted {
	picture := &image.Paletted{Pix: make([]uint8, len(d.at)), Stride: d.wide, Rect: image.Rect(0, 0, d.wide, d.high)}
	alike := make([]bool, d.high) // to the row above, as most are
	counts := make([]int, len(d.colours))
	for y := 0; y < d.high; {
		row, rows := d.row(y), 1
		for ; y+rows < d.high && equal(row, d.row(y+rows)); rows++ {
			alike[y+rows] = true
		}
		y += rows
		for i := 0; i < len(row); {
			from, number := i, row[i]
			for i++; i < len(row) && row[i] == number; i++ {
			}
			counts[number] += (i - from) * rows
		}
	}
	var place []uint8
	picture.Palette, place = palette(d.colours, counts)
	for y := range d.high {
		to := picture.Pix[y*d.wide : (y+1)*d.wide]
		if alike[y] {
			copy(to, picture.Pix[(y-1)*d.wide:])
			continue
		}
		for i, number := range d.row(y) {
			to[i] = place[number]
		}
	}
	return picture
}

func (d *dots) row(y int) []uint16 { return d.at[y*d.wide : (y+1)*d.wide] }

// equal compares rows in blocks, which are compared at once.
func equal(a, b []uint16) bool {
	const block = 64
	for len(a) >= block {
		if [block]uint16(a) != [block]uint16(b) {
			return false
		}
		a, b = a[block:], b[block:]
	}
	return slices.Equal(a, b)
}

// palette chooses the colours with the greatest counts, and returns for each
// colour the place of the nearest of them.
func palette(colours []rgb, counts []int) (chosen color.Palette, place []uint8) {
	order := make([]int, len(colours))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	place = make([]uint8, len(colours))
	kept := order[:min(len(order), mostColours)]
	for i, number := range kept {
		r, g, b := colours[number].parts()
		chosen = append(chosen, color.RGBA{uint8(r), uint8(g), uint8(b), 0xFF})
		place[number] = uint8(i)
	}
	for _, number := range order[len(kept):] {
		place[number] = nearest(colours, kept, colours[number])
	}
	return chosen, place
}

func nearest(colours []rgb, among []int, c rgb) uint8 {
	best, least := 0, uint32(math.MaxUint32)
	r0, g0, b0 := c.parts()
	for i, number := range among {
		r1, g1, b1 := colours[number].parts()
		r, g, b := r1-r0, g1-g0, b1-b0 // squares are right modulo 2^32
		if far := r*r + g*g + b*b; far < least {
			best, least = i, far
		}
	}
	return uint8(best)
}
