package canvas

import (
	"bytes"
	"image/png"
	"testing"

	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"pgregory.net/rapid"
)

func TestTheNumbersOfColoursDoNotRunOut(t *testing.T) {
	d := newDots(1, 1)
	for c := rgb(0); c < 1<<24; c += 111 { // 151,146 colours
		want, room := c, len(d.colours) < manyColours
		n := d.number(c)
		if d.number(want) != n {
			t.Fatalf("%06x has two numbers", want)
		}
		got := d.colours[n]
		r0, g0, b0 := want.parts()
		r1, g1, b1 := got.parts()
		for _, pair := range [][2]uint32{{r0, r1}, {g0, g1}, {b0, b1}} {
			if max(pair[0], pair[1])-min(pair[0], pair[1]) > 15 {
				t.Fatalf("%06x became %06x", want, got)
			}
		}
		if room && got != want {
			t.Fatalf("%06x became %06x, though there was room", want, got)
		}
	}
	if len(d.colours) > manyColours+16*16*16 {
		t.Errorf("%d numbers", len(d.colours))
	}
}

// A picture of few colours is what was drawn; of many, the colours that it has
// most of are kept and the others get the nearest of them.
func TestThePaletteKeepsWhatThereIsMostOf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := newDots(rapid.IntRange(1, 200).Draw(t, "wide"), rapid.IntRange(1, 9).Draw(t, "high"))
		many := rapid.IntRange(1, 400).Draw(t, "colours")
		counts := map[rgb]int{}
		for i := range d.at {
			if y := i / d.wide; y > 0 && y%3 == 0 {
				d.at[i] = d.at[i-d.wide] // a row like the one above
			} else {
				d.at[i] = d.number(rgb(rapid.IntRange(0, many-1).Draw(t, "colour") * 4099))
			}
			counts[d.colours[d.at[i]]]++
		}
		var file bytes.Buffer
		if err := png.Encode(&file, d.paletted()); err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(&file)
		if err != nil {
			t.Fatal(err)
		}
		kept := map[rgb]bool{}
		least := 0
		for i := range d.at {
			r, g, b, _ := img.At(i%d.wide, i/d.wide).RGBA()
			now := rgb(r>>8<<16 | g>>8<<8 | b>>8)
			if was := d.colours[d.at[i]]; was == now {
				kept[now] = true
			}
		}
		for c := range kept {
			if least == 0 || counts[c] < least {
				least = counts[c]
			}
		}
		if len(counts) < mostColours && len(kept) != len(counts) {
			t.Errorf("%d colours of %d are kept", len(kept), len(counts))
		}
		for c, n := range counts {
			if !kept[c] && n > least {
				t.Errorf("%06x, on %d dots, is not kept, and another on %d is", c, n, least)
			}
		}
	})
}

func TestTheNearestColourIsChosen(t *testing.T) {
	colours := []rgb{0x000000, 0x808080, 0xFF0000, 0x0000FF}
	for c, want := range map[rgb]uint8{0x101010: 0, 0x707F90: 1, 0xE01010: 2, 0x2020F0: 3, 0x414141: 1, 0x3F3F3F: 0} {
		if got := nearest(colours, []int{0, 1, 2, 3}, c); got != want {
			t.Errorf("%06x is nearest to %06x, not %06x", c, colours[want], colours[got])
		}
	}
}

// A server that draws in every size does not grow.
func TestWhatIsKeptOfLettersHasAnEnd(t *testing.T) {
	f, err := opentype.Parse(sans[""])
	if err != nil {
		t.Fatal(err)
	}
	s := store{most: 5000}
	for size := range fixed.Int26_6(400) {
		l := letter{font: f, size: 64*8 + size, r: 'm', x: uint8(size % quarters)}
		mask := s.mask(l)
		if s.mask(l) != mask {
			t.Fatal("a letter is drawn twice in a row")
		}
		sum := 0
		for _, m := range s.kept {
			sum += len(m.Pix)
		}
		if sum != s.size || sum > s.most {
			t.Fatalf("%d dots are kept, counted as %d", sum, s.size)
		}
	}
}

func TestALetterIsDrawnOnceForAPlaceInADot(t *testing.T) {
	for v, want := range map[float64]struct {
		dot     int
		quarter uint8
	}{3: {3, 0}, 3.124: {3, 0}, 3.125: {3, 1}, 3.5: {3, 2}, 3.874: {3, 3}, 3.875: {4, 0}, -0.2: {-1, 3}, -0.1: {0, 0}} {
		if dot, quarter := split(v); dot != want.dot || quarter != want.quarter {
			t.Errorf("%v is in dot %d, quarter %d, not %v", v, dot, quarter, want)
		}
	}
}
