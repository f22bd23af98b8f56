package canvas

import (
	"bytes"
	"strings"
	"time"
	"unicode/utf16"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansbolditalic"
	"codeberg.org/go-fonts/liberation/liberationsansitalic"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"codeberg.org/go-pdf/fpdf"
)

// Family is the name of Liberation Sans in a PDF document.
const Family = "LiberationSans"

var sans = map[string][]byte{
	"":   liberationsansregular.TTF,
	"B":  liberationsansbold.TTF,
	"I":  liberationsansitalic.TTF,
	"BI": liberationsansbolditalic.TTF,
}

// SetFont selects Liberation Sans for what a document writes next: regular
// (""), bold ("B"), italic ("I") or both ("BI"), in a size in points. The
// letters that the document writes are embedded in it, and can be searched.
func SetFont(doc *fpdf.Fpdf, style string, size float64) {
	if !hasFont(doc, style) {
		// fpdf pads the tables of a font in place.
		doc.AddUTF8FontFromBytes(Family, style, bytes.Clone(sans[style]))
	}
	doc.SetFont(Family, style, size)
}

func hasFont(doc *fpdf.Fpdf, style string) bool {
	return doc.GetFontDesc(Family, style) != (fpdf.FontDescType{})
}

// Describe makes a document say what it is, and the same input give the same
// bytes: its dates are those of the day, its lists are sorted.
func Describe(doc *fpdf.Fpdf, about About) {
	doc.SetTitle(utf16Text(about.Title), false)
	doc.SetSubject(utf16Text(about.Description), false)
	doc.SetLang(about.Lang)
	doc.SetCatalogSort(true)
	doc.SetCreationDate(about.made())
	doc.SetModificationDate(about.made())
}

// made is noon on the day, which is the same day around the world; without a
// day, the first of 2015, when Express Entry began.
func (a About) made() time.Time {
	y, m, d := 2015, time.January, 1
	if !a.Day.IsZero() {
		y, m, d = a.Day.Date()
	}
	return time.Date(y, m, d, 12, 0, 0, 0, time.UTC)
}

// utf16Text encodes a text for a document's properties (PDF 1.7, 7.9.2.2);
// fpdf's own encoding ends at U+FFFF and stumbles over broken text.
func utf16Text(text string) string {
	if text == "" {
		return ""
	}
	b := []byte{0xFE, 0xFF}
	for _, unit := range utf16.Encode([]rune(text)) {
		b = append(b, byte(unit>>8), byte(unit))
	}
	return string(b)
}

// plane returns a text of letters up to U+FFFF, which is as far as fpdf goes,
// with U+FFFD for the others and for what is no text.
func plane(text string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xFFFF {
			return '\uFFFD'
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}
