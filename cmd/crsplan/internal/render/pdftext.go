package render

import (
	"strings"

	"crsplan/plots"
	"crsplan/plots/canvas"
)

// face is a size of text, regular or bold.
type face struct {
	size    float64 // in points
	bold    bool
	spacing float64 // of lines, as a multiple of the size
}

var (
	titleFace   = face{23, true, 1.2}
	clientFace  = face{13.5, false, 1.3}
	officeFace  = face{10, true, 1.4}
	sectionFace = face{15, true, 1.25}
	headingFace = face{10.5, true, 1.3}
	body        = face{9.5, false, 1.48}
	small       = face{7.8, false, 1.42}
	cellFace    = face{8.3, false, 1.36}
	cellBold    = face{8.3, true, 1.36}
	headFace    = face{7.6, false, 1.3}
	labelFace   = face{7.6, false, 1.3}
)

const mmPerPoint = 25.4 / 72

// leading is the height of a line in millimetres.
func (f face) leading() float64 { return f.size * f.spacing * mmPerPoint }

// set selects a face and a colour for what follows.
func (s *sheet) set(f face, colour rgb) {
	style := ""
	if f.bold {
		style = "B"
	}
	canvas.SetFont(s.pdf, style, f.size)
	s.pdf.SetTextColor(colour[0], colour[1], colour[2])
}

// measure returns the width of a text as it is set, in millimetres.
func (s *sheet) measure(text string) float64 { return s.pdf.GetStringWidth(plots.Printable(text)) }

// units returns the width of a text in units of the font, in which the letters
// of a line add up to it: nothing is kerned.
func (s *sheet) units(text string) int { return s.pdf.GetStringSymbolWidth(plots.Printable(text)) }

// long returns so many units as they are set, in millimetres.
func (s *sheet) long(units int) float64 {
	_, size := s.pdf.GetFontSize()
	return float64(units) * size / 1000
}

// put writes a text with the left end of its baseline at a point.
func (s *sheet) put(x, y float64, text string) {
	if text != "" {
		s.pdf.Text(x, y, plots.Printable(text))
	}
}

// wrap breaks a text into lines no wider than so much, as it is set: between
// words, and inside one that is wider than a line. There is at least one line.
func (s *sheet) wrap(text string, width float64) []string {
	var lines []string
	line, long, space := "", 0, s.units(" ")
	for word := range strings.FieldsSeq(unbroken(text)) {
		word = strings.ReplaceAll(word, keep, "\u00a0")
		longer := s.units(word)
		if line != "" {
			longer += long + space
		}
		if s.long(longer) <= width {
			line, long = join(line, word), longer
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for line = word; s.measure(line) > width; {
			fits := s.fits(line, width)
			lines = append(lines, line[:fits])
			line = line[fits:]
		}
		long = s.units(line)
	}
	return append(lines, line)
}

// keep stands for a blank that does not break while a text is taken apart.
const keep = "\x00"

func unbroken(text string) string { return unbreaking.Replace(text) }

// unbreaking is made once: making it takes longer than using it.
var unbreaking = strings.NewReplacer("\u00a0", keep, "\u202f", keep)

func join(line, word string) string {
	if line == "" {
		return word
	}
	return line + " " + word
}

// fits returns how many bytes of a word fit, at least those of one letter.
func (s *sheet) fits(word string, width float64) int {
	fits, long := 0, 0
	for i, r := range word {
		next := i + len(string(r))
		if long += s.units(word[i:next]); fits > 0 && s.long(long) > width {
			break
		}
		fits = next
	}
	return fits
}

// paragraph writes a text and moves below it. Over the end of a page it takes
// at least two lines along, and leaves as many behind.
func (s *sheet) paragraph(f face, colour rgb, text string, width float64) {
	s.set(f, colour)
	lines := s.wrap(text, width)
	for i, line := range lines {
		if left := len(lines) - i; s.room() < f.leading() || left == 2 && len(lines) > 2 && s.room() < 2*f.leading() {
			s.page()
			s.set(f, colour)
		}
		s.y += f.leading()
		s.put(sideMargin, s.y-f.leading()*0.28, line)
	}
}

// tall returns the height of a text.
func (s *sheet) tall(f face, text string, width float64) float64 {
	s.set(f, ink)
	return float64(len(s.wrap(text, width))) * f.leading()
}

// line draws a horizontal rule.
func (s *sheet) line(x1, y, x2 float64, colour rgb, width float64) {
	s.pdf.SetDrawColor(colour[0], colour[1], colour[2])
	s.pdf.SetLineWidth(width)
	s.pdf.Line(x1, y, x2, y)
}

// box fills a rectangle.
func (s *sheet) box(x, y, width, height float64, colour rgb) {
	s.pdf.SetFillColor(colour[0], colour[1], colour[2])
	s.pdf.Rect(x, y, width, height, "F")
}
