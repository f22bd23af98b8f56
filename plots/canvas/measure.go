package canvas

import (
	"sync"
	"sync/atomic"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// Width returns how wide a text is when drawn: what [font.Face.Width] returns,
// which looks every letter and every pair up anew.
func Width(face font.Face, text string) vg.Length {
	return Length(face, Units(face, NoLetter, text))
}

// NoLetter is what stands before the first letter of a line.
const NoLetter rune = -1

// Units returns by how much a text makes a line longer that ends with a letter
// (or [NoLetter]), in units of the font: whole numbers, so that the parts of a
// line add up to exactly the line.
func Units(face font.Face, before rune, text string) (sum int) {
	m := measuresOf(face.Face)
	for _, r := range text {
		if before != NoLetter {
			sum += m.kern(before, r)
		}
		sum += m.advance(r)
		before = r
	}
	return sum
}

// Length returns how long so many units of a font are at the size of a face.
func Length(face font.Face, units int) vg.Length {
	scale := face.Font.Size / font.Points(float64(face.Face.UnitsPerEm()))
	return font.Points(float64(units)) * scale
}

// measures keeps how far the letters of a font reach and how much closer each
// two of them stand, in units of the font. Letters that are rare in English
// and French are measured each time, so that there is an end to what is kept.
type measures struct {
	font     *opentype.Font
	advances [places]atomic.Int32
	kerns    [places][places]atomic.Int32
}

// What has a place: the letters of Latin scripts, and the dashes, quotation
// marks and narrow spaces of general punctuation.
const (
	latin            = 0x180
	firstPunctuation = 0x2000
	lastPunctuation  = 0x203F
	places           = latin + lastPunctuation - firstPunctuation + 1
)

func place(r rune) (int, bool) {
	switch {
	case r >= 0 && r < latin:
		return int(r), true
	case r >= firstPunctuation && r <= lastPunctuation:
		return latin + int(r-firstPunctuation), true
	}
	return 0, false
}

// byFont holds the measures of each font that was drawn with. A program has
// few fonts, and draws from several goroutines.
var byFont sync.Map // *opentype.Font to *measures

func measuresOf(f *opentype.Font) *measures {
	if m, ok := byFont.Load(f); ok {
		return m.(*measures)
	}
	m, _ := byFont.LoadOrStore(f, &measures{font: f})
	return m.(*measures)
}

// once returns what is kept, or measures and keeps it. Two goroutines that
// measure the same store the same.
func once(kept *atomic.Int32, measure func() int) int {
	const measured = 1 // beside a value, so that 0 is one too
	if v := kept.Load(); v != 0 {
		return int(v >> 1)
	}
	v := measure()
	kept.Store(int32(v)<<1 | measured)
	return v
}

func (m *measures) advance(r rune) int {
	if i, ok := place(r); ok {
		return once(&m.advances[i], func() int { return m.measureAdvance(r) })
	}
	return m.measureAdvance(r)
}

func (m *measures) kern(a, b rune) int {
	i, ok := place(a)
	if j, too := place(b); ok && too {
		return once(&m.kerns[i][j], func() int { return m.measureKern(a, b) })
	}
	return m.measureKern(a, b)
}

// At a size of as many dots as an em has units, lengths are units.
func (m *measures) em() fixed.Int26_6 { return fixed.Int26_6(m.font.UnitsPerEm()) }

// What a font cannot say, which those of Liberation always can, is 0.
func (m *measures) measureAdvance(r rune) int {
	var buf sfnt.Buffer
	advance, _ := m.font.GlyphAdvance(&buf, m.glyph(&buf, r), m.em(), xfont.HintingNone)
	return int(advance)
}

func (m *measures) measureKern(a, b rune) int {
	var buf sfnt.Buffer
	kern, _ := m.font.Kern(&buf, m.glyph(&buf, a), m.glyph(&buf, b), m.em(), xfont.HintingNone)
	return int(kern)
}

// glyph returns the number of a letter's shape; that of a letter that there is
// not is 0.
func (m *measures) glyph(buf *sfnt.Buffer, r rune) sfnt.GlyphIndex {
	i, _ := m.font.GlyphIndex(buf, r)
	return i
}
