package canvas

import (
	"image"
	"math"
	"sync"

	"github.com/golang/freetype/raster"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/vg"
)

// letter is a letter at a size and at a place inside a dot. Quarters of a dot
// are finer than the eye, and make a text of few different letters.
type letter struct {
	font *opentype.Font
	size fixed.Int26_6 // of an em, in dots
	r    rune
	x, y uint8 // quarters of a dot from its top left corner
}

const quarters = 4

// letters keeps how letters look, for all canvases. A program that runs on and
// on may be asked for every size there is: what is kept has an end.
var letters = store{most: 16 << 20}

type store struct {
	sync.RWMutex
	kept       map[letter]*image.Alpha
	most, size int // in dots
}

// mask returns how much of each dot a letter covers, of a whole; the dot at the
// origin of the mask holds the origin of the letter.
func (s *store) mask(l letter) *image.Alpha {
	s.RLock()
	mask, ok := s.kept[l]
	s.RUnlock()
	if ok {
		return mask
	}
	mask = l.draw()
	s.Lock()
	defer s.Unlock()
	if s.size += len(mask.Pix); s.kept == nil || s.size > s.most {
		s.kept, s.size = map[letter]*image.Alpha{}, len(mask.Pix)
	}
	s.kept[l] = mask
	return mask
}

func (l letter) draw() *image.Alpha {
	scale := float64(l.size) / 64 / float64(l.font.UnitsPerEm())
	lines := flattened(outlineOf(l.font, l.r), matrix{a: scale, d: -scale, e: float64(l.x) / quarters, f: float64(l.y) / quarters})
	box := bounds(lines)
	mask := image.NewAlpha(box)
	if box.Empty() {
		return mask
	}
	r := raster.NewRasterizer(box.Dx(), box.Dy())
	r.UseNonZeroWinding = true
	addTo(r, lines, box.Min)
	r.Rasterize(raster.PainterFunc(func(spans []raster.Span, _ bool) {
		for _, s := range spans {
			for x := s.X0; x < s.X1; x++ {
				mask.Pix[s.Y*mask.Stride+x] = uint8(partOf(s))
			}
		}
	}))
	return mask
}

// outlineOf returns the outline of a letter in units of its font, from its
// origin. One that the font does not have is its box for such.
func outlineOf(font *opentype.Font, r rune) (path vg.Path) {
	var buf sfnt.Buffer
	glyph, _ := font.GlyphIndex(&buf, r)
	// At a size of as many dots as an em has units, lengths are units.
	segments, err := font.LoadGlyph(&buf, glyph, fixed.Int26_6(font.UnitsPerEm()), nil)
	if err != nil { // a picture of a letter, which no font of outlines has
		return nil
	}
	point := func(p fixed.Point26_6) vg.Point { return vg.Point{X: vg.Length(p.X), Y: -vg.Length(p.Y)} }
	for _, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			path.Move(point(s.Args[0]))
		case sfnt.SegmentOpLineTo:
			path.Line(point(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			path.QuadTo(point(s.Args[0]), point(s.Args[1]))
		case sfnt.SegmentOpCubeTo:
			path.CubeTo(point(s.Args[0]), point(s.Args[1]), point(s.Args[2]))
		}
	}
	return path
}

// split returns the dot that a coordinate is in and the nearest quarter of it.
func split(v float64) (dot int, quarter uint8) {
	n := int(math.Floor(v*quarters + 0.5))
	return n >> 2, uint8(n & 3)
}
