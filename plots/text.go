package plots

import (
	"image/color"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"crsplan/plots/canvas"
)

// instead stands for a letter that the font does not have.
const instead = '□'

// fonts holds the Liberation fonts. It is a cache of our own: the default of
// gonum/plot is shared by the whole program, and may be changed.
var fonts = sync.OnceValue(func() *font.Cache { return font.NewCache(liberation.Collection()) })

// typeface is a size, a weight and a colour of Liberation Sans.
type typeface struct {
	size vg.Length
	bold bool
	ink  color.NRGBA
}

// in returns the typeface in another colour.
func (t typeface) in(c color.NRGBA) typeface {
	t.ink = c
	return t
}

// The measures of Liberation Sans, as parts of its size.
const (
	leading = 1.22 // from one baseline to the next
	capital = 0.70 // height of capitals and figures
	rising  = 0.92 // height of an accented capital
	falling = 0.22 // depth of a descender
)

func (t typeface) line() vg.Length { return leading * t.size }

func (t typeface) face() font.Face {
	f := font.Font{Typeface: "Liberation", Variant: "Sans"}
	if t.bold {
		f.Weight = xfont.WeightBold
	}
	return fonts().Lookup(f, t.size)
}

// width returns how wide a text is when drawn.
func (t typeface) width(text string) vg.Length {
	return canvas.Width(t.face(), Printable(text))
}

// height returns how tall so many lines are.
func (t typeface) height(lines int) vg.Length { return vg.Length(lines) * t.line() }

// mostLines is how many lines of a text a chart shows: a title of thousands of
// letters is cut short, so that no text makes a chart taller than its paper.
const mostLines = 12

// wrap breaks a text into lines no wider than width: at spaces, and inside a
// word only where the word alone is wider. A text without words has no lines, and
// one of more than mostLines ends with an ellipsis.
func (t typeface) wrap(text string, width vg.Length) []string {
	lines := t.broken(text, width)
	if len(lines) > mostLines {
		last := []rune(strings.TrimSuffix(lines[mostLines-1], "-"))
		for len(last) > 1 && t.width(string(last)+"…") > width {
			last = last[:len(last)-1]
		}
		lines = append(lines[:mostLines-1], string(last)+"…")
	}
	return lines
}

// broken returns the lines of a text, as far as it takes to know that they are
// too many.
func (t typeface) broken(text string, width vg.Length) []string {
	var lines []string
	face := t.face()
	long := 0 // units of the last line
	for _, word := range strings.FieldsFunc(Printable(text), func(r rune) bool { return r == ' ' }) {
		if n := len(lines); n > 0 {
			last, _ := utf8.DecodeLastRuneInString(lines[n-1])
			longer := long + canvas.Units(face, last, " ") + canvas.Units(face, ' ', word)
			if canvas.Length(face, longer) <= width {
				lines[n-1] += " " + word
				long = longer
				continue
			}
		}
		for len(lines) <= mostLines && t.width(word) > width {
			head := t.head(word, width)
			if head == word {
				break
			}
			rest := word[len(head):]
			if last := []rune(head); unicode.IsLetter(last[len(last)-1]) {
				head += "-"
			}
			lines, word = append(lines, head), rest
		}
		if lines = append(lines, word); len(lines) > mostLines {
			break
		}
		long = canvas.Units(face, canvas.NoLetter, word)
	}
	return lines
}

// head returns the longest beginning of a word that fits a width with a
// hyphen after it: at least one letter, and at least two stay behind where
// there are as many.
func (t typeface) head(word string, width vg.Length) string {
	runes := []rune(word)
	face := t.face()
	n, long := 1, canvas.Units(face, canvas.NoLetter, string(runes[0]))
	for n+1 <= len(runes)-2 {
		long += canvas.Units(face, runes[n-1], string(runes[n]))
		if canvas.Length(face, long+canvas.Units(face, runes[n], "-")) > width {
			break
		}
		n++
	}
	return string(runes[:n])
}

// widest returns the width of the widest line.
func (t typeface) widest(lines []string) vg.Length {
	var w vg.Length
	for _, l := range lines {
		w = max(w, t.width(l))
	}
	return w
}

// text draws one line with its baseline at a point: from there to the right,
// around it, or up to it.
func (p pen) text(t typeface, at vg.Point, align draw.XAlignment, text string) {
	text = Printable(text)
	if text == "" {
		return
	}
	at.X += vg.Length(align) * t.width(text)
	p.SetColor(t.ink)
	p.FillString(t.face(), at, text)
}

// block draws lines downwards from a top edge, and returns the bottom edge.
func (p pen) block(t typeface, x, top vg.Length, align draw.XAlignment, lines []string) vg.Length {
	for _, l := range lines {
		p.text(t, vg.Point{X: x, Y: top - rising*t.size}, align, l)
		top -= t.line()
	}
	return top
}

// Printable returns the text as it can be drawn: one line, every letter there
// is, and a box for each that there is not.
func Printable(text string) string {
	if plain(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u00A0' || r == '\u202F': // spaces that do not break
			return r
		case unicode.IsSpace(r):
			return ' '
		case !drawn(r):
			return instead
		}
		return r
	}, text)
}

// plain says whether a text has nothing but letters of ASCII, as most have.
func plain(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

// drawn says whether the font has a letter, in the regular weight and the bold.
func drawn(r rune) bool {
	if r >= ' ' && r <= '~' || r > '\u00A0' && r <= 'ÿ' { // as a test makes sure
		return true
	}
	var buf sfnt.Buffer
	for _, t := range []typeface{{}, {bold: true}} {
		if i, err := t.face().Face.GlyphIndex(&buf, r); err != nil || i == 0 {
			return false
		}
	}
	return true
}
