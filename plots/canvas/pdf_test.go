package canvas_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"math"
	"strings"
	"sync"
	"testing"

	"codeberg.org/go-pdf/fpdf"
	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"crsplan/plots/canvas"
	"crsplan/sim/civil"
)

// letter is a document with a page of 216 by 279 mm, not compressed.
func letter() *fpdf.Fpdf {
	doc := fpdf.New("P", "mm", "Letter", "")
	doc.SetCompression(false)
	canvas.Describe(doc, canvas.About{})
	doc.AddPage()
	return doc
}

func output(t *testing.T, doc *fpdf.Fpdf) string {
	t.Helper()
	var b bytes.Buffer
	if err := doc.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// onPage is what a drawing adds to a page, on a rectangle whose lower left
// corner is 72 points from the left and 492 from the bottom: operators, one
// after the other.
func onPage(t *testing.T, paint func(c vg.CanvasSizer)) string {
	t.Helper()
	doc := letter()
	canvas.OnPage(doc, 25.4, 50.8, 100, 279.4-50.8-492*25.4/72, paint)
	_, content, _ := strings.Cut(output(t, doc), "q 0 J 1 j\n")
	content, _, _ = strings.Cut(content, "Q\n0 Tr")
	content, _, _ = strings.Cut(content, "\nendstream")
	return strings.Join(strings.Fields(content), " ")
}

func TestWhatIsDrawnOnAPageHasAbsoluteCoordinates(t *testing.T) {
	tests := []struct {
		name  string
		paint func(c vg.CanvasSizer)
		want  string
	}{
		{"a line from the rectangle's lower left corner", func(c vg.CanvasSizer) {
			c.Stroke(line(vg.Point{}, vg.Point{X: 10, Y: 1. / 3}))
		}, "0 0 0 RG 1 w [] 0 d 72 492 m 82 492.33 l S"},
		{"dashes and colours", func(c vg.CanvasSizer) {
			c.SetColor(color.NRGBA{0xFF, 0x80, 0x00, 0xFF})
			c.SetLineDash([]vg.Length{3, 1.5}, 0.5)
			c.Stroke(line(vg.Point{}, vg.Point{X: 10}))
			c.Fill(line(vg.Point{}, vg.Point{X: 10}, vg.Point{Y: 5}))
		}, "1 0.502 0 RG 1 w [3 1.5 ] 0.5 d 72 492 m 82 492 l S 1 0.502 0 rg 72 492 m 82 492 l 72 497 l f"},
		{"a circle is four curves", func(c vg.CanvasSizer) { c.Fill(circle(vg.Point{X: 10, Y: 10}, 10)) },
			"0 0 0 rg 92 502 m 92 507.52 87.52 512 82 512 c 76.48 512 72 507.52 72 502 c 72 496.48 76.48 492 82 492 c 87.52 492 92 496.48 92 502 c h f"},
		{"states nest", func(c vg.CanvasSizer) {
			c.Push()
			c.Translate(vg.Point{X: 8, Y: 8})
			c.Rotate(math.Pi / 2)
			c.Scale(2, 2)
			c.Stroke(line(vg.Point{}, vg.Point{X: 10}))
			c.Pop()
			c.Stroke(line(vg.Point{}, vg.Point{X: 10}))
		}, "0 0 0 RG 2 w [] 0 d 80 500 m 80 520 l S 0 0 0 RG 1 w [] 0 d 72 492 m 82 492 l S"},
		{"nothing is drawn for nothing", func(c vg.CanvasSizer) {
			c.SetLineWidth(0)
			c.Stroke(line(vg.Point{}, vg.Point{X: 10}))
			c.FillString(face(0, font.Font{}), vg.Point{}, "no size")
			c.FillString(face(8, font.Font{}), vg.Point{}, "")
		}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, _, _ := strings.Cut(onPage(t, tt.paint), "Q")
			if got = strings.TrimSpace(got); got != tt.want {
				t.Errorf("drawn: %s\nwant:  %s", got, tt.want)
			}
		})
	}
}

func TestATextIsAsWideAsMeasured(t *testing.T) {
	// "AVATAR" is full of pairs that the measure kerns and the PDF does not.
	kerned := face(10, font.Font{})
	got := onPage(t, func(c vg.CanvasSizer) { c.FillString(kerned, vg.Point{X: 8, Y: 8}, "AVATAR") })
	if want := "q 1 0 0 1 80 500 cm 0 0 0 rg BT /F"; !strings.HasPrefix(got, want) {
		t.Errorf("the text begins %.60q, want %q", got, want)
	}
	doc := letter()
	canvas.SetFont(doc, "", 10)
	share := 100 * float64(kerned.Width("AVATAR")) / (doc.GetStringWidth("AVATAR") * doc.GetConversionRatio())
	if share > 96 {
		t.Fatalf("the measure does not kern: %v %%", share)
	}
	if want := fmt.Sprintf(" %.3f Tz ", share); !strings.Contains(got, want) {
		t.Errorf("%q lacks %q", got, want)
	}
}

func TestTheDocumentIsLeftAsItWas(t *testing.T) {
	doc := letter()
	doc.SetFont("Helvetica", "BU", 14)
	doc.SetTextColor(10, 20, 30)
	doc.SetAlpha(0.25, "Multiply")
	canvas.OnPage(doc, 10, 10, 100, 50, func(c vg.CanvasSizer) {
		c.SetColor(color.NRGBA{0xFF, 0, 0, 0x80})
		c.Fill(circle(vg.Point{X: 50, Y: 50}, 5))
		c.SetColor(color.White)
		c.Push() // and never popped
		c.Scale(2, 2)
		c.FillString(face(8, font.Font{Weight: xfont.WeightBold}), vg.Point{}, "bold")
	})
	if family, style := doc.GetFontFamily(), doc.GetFontStyle(); family != "helvetica" || style != "BU" {
		t.Errorf("the font is %s %s", family, style)
	}
	if size, _ := doc.GetFontSize(); size != 14 {
		t.Errorf("the size is %v", size)
	}
	if r, g, b := doc.GetTextColor(); r != 10 || g != 20 || b != 30 {
		t.Errorf("the colour of text is %d, %d, %d", r, g, b)
	}
	if alpha, blend := doc.GetAlpha(); alpha != 0.25 || blend != "Multiply" {
		t.Errorf("alpha is %v, %s", alpha, blend)
	}
	text := output(t, doc)
	states := map[string]int{}
	for word := range strings.FieldsSeq(text) {
		states[word]++
	}
	if states["q"] == 0 || states["q"] != states["Q"] {
		t.Errorf("%d states are saved and %d restored", states["q"], states["Q"])
	}
	if !strings.Contains(text, "/ca 0.502 /CA 0.502") {
		t.Error("the translucent colour has no alpha")
	}
}

func TestACanvasWithoutAPageIsAnError(t *testing.T) {
	doc := fpdf.New("P", "mm", "Letter", "")
	canvas.OnPage(doc, 0, 0, 100, 100, func(vg.CanvasSizer) { t.Error("something is drawn") })
	if !doc.Err() {
		t.Error("no error")
	}
}

// page is a document of one page with everything on it.
func page(t *testing.T) []byte {
	t.Helper()
	c := canvas.NewPDF(300, 200, canvas.About{Title: "Étude №1 🙂", Description: "broken \xff", Lang: "fr", Day: civil.MustParse("2026-11-22")})
	c.SetColor(color.NRGBA{0x00, 0x72, 0xB2, 0x40})
	c.Fill(circle(vg.Point{X: 50, Y: 50}, 20))
	for i, style := range []font.Font{{}, {Weight: xfont.WeightBold}, {Style: xfont.StyleItalic}, {Weight: xfont.WeightBold, Style: xfont.StyleItalic}} {
		c.FillString(face(10, style), vg.Point{X: 10, Y: vg.Length(100 + 20*i)}, "Łódź → ≥ 5 – 🙂 \xff(\\)")
	}
	c.DrawImage(vg.Rectangle{Min: vg.Point{X: 100, Y: 20}, Max: vg.Point{X: 140, Y: 60}}, image.NewGray16(image.Rect(0, 0, 3, 3)))
	var b bytes.Buffer
	n, err := c.WriteTo(&b)
	if err != nil || n != int64(b.Len()) {
		t.Fatalf("%d bytes of %d written, error %v", n, b.Len(), err)
	}
	return b.Bytes()
}

func TestTheSameDrawingGivesTheSameBytesAtOnceToo(t *testing.T) {
	pages := make([][]byte, 6)
	var wg sync.WaitGroup
	for i := range pages {
		wg.Go(func() { pages[i] = page(t) })
	}
	wg.Wait()
	for _, p := range pages[1:] {
		if !bytes.Equal(p, pages[0]) {
			t.Fatal("the bytes differ")
		}
	}
}

func TestTheDocumentSaysWhatItIs(t *testing.T) {
	got := string(page(t))
	for what, want := range map[string]string{
		"title":    "/Title (\xFE\xFF\x00\xC9\x00t\x00u\x00d\x00e\x00 \x21\x16\x001\x00 \xD8\x3D\xDE\x42)",
		"subject":  "/Subject (\xFE\xFF\x00b\x00r\x00o\x00k\x00e\x00n\x00 \xFF\xFD)",
		"language": "/Lang (fr)",
		"made":     "/CreationDate (D:20261122120000)",
		"changed":  "/ModDate (D:20261122120000)",
		"size":     "/MediaBox [0 0 300.00 200.00]",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s: the document lacks %q", what, want)
		}
	}
	if most := 120_000; len(got) > most {
		t.Errorf("%d bytes with four subsets of a font, want at most %d", len(got), most)
	}
}

func TestAPictureOfNoSizeIsLeftOut(t *testing.T) {
	got := onPage(t, func(c vg.CanvasSizer) { c.DrawImage(vg.Rectangle{}, image.NewGray(image.Rectangle{})) })
	if got, _, _ := strings.Cut(got, "Q"); got != "" {
		t.Errorf("drawn: %s", got)
	}
}
