package canvas_test

import (
	"encoding/xml"
	"image"
	"image/color"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/vg"

	"crsplan/plots/canvas"
)

func face(size vg.Length, f font.Font) font.Face {
	f.Typeface = "Liberation"
	if f.Variant == "" {
		f.Variant = "Sans"
	}
	return font.NewCache(liberation.Collection()).Lookup(f, size)
}

// drawn is what a canvas of 200 by 100 points holds between its description
// and its end.
func drawn(t *testing.T, draw func(c *canvas.SVG)) string {
	t.Helper()
	c := canvas.NewSVG(200, 100, canvas.About{}, "t")
	draw(c)
	var b strings.Builder
	if _, err := c.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(b.String(), "</desc>\n")
	return strings.TrimSuffix(body, "</svg>\n")
}

func line(pts ...vg.Point) (p vg.Path) {
	for i, pt := range pts {
		if i == 0 {
			p.Move(pt)
		} else {
			p.Line(pt)
		}
	}
	return p
}

func circle(at vg.Point, r vg.Length) (p vg.Path) {
	p.Move(vg.Point{X: at.X + r, Y: at.Y})
	p.Arc(at, r, 0, 2*math.Pi)
	p.Close()
	return p
}

func TestWhatIsDrawnBecomesSVG(t *testing.T) {
	bent := line(vg.Point{X: 0, Y: 0})
	bent.QuadTo(vg.Point{X: 30, Y: 60}, vg.Point{X: 60, Y: 0})
	quarter := vg.Path{}
	quarter.Arc(vg.Point{X: 50, Y: 50}, 10, 0, math.Pi/2)
	quarter.Arc(vg.Point{X: 50, Y: 80}, 10, 0, -math.Pi/2)
	blue := color.NRGBA{0x00, 0x72, 0xB2, 0xFF}

	tests := []struct {
		name string
		draw func(c *canvas.SVG)
		want string
	}{
		{"the origin is at the bottom left, and lines along the axes are short", func(c *canvas.SVG) {
			c.Stroke(line(vg.Point{}, vg.Point{X: 10}, vg.Point{X: 10, Y: 20}, vg.Point{X: 5, Y: 10}))
		}, `<path d="M0,100H10V80L5,90" fill="none" stroke="#000000" stroke-width="1"/>`},
		{"coordinates have two decimals and no minus zero", func(c *canvas.SVG) {
			c.Fill(line(vg.Point{X: -0.001, Y: 1. / 3}, vg.Point{X: 2. / 3, Y: 100.001}, vg.Point{X: 1, Y: 1}))
		}, `<path d="M0,99.67L0.67,0L1,99" fill="#000000"/>`},
		{"dashes, their offset and a translucent colour", func(c *canvas.SVG) {
			c.SetColor(color.NRGBA{0xFF, 0x80, 0x00, 0x80})
			c.SetLineDash([]vg.Length{3.5, 1.25}, 2)
			c.SetLineWidth(0.4)
			c.Stroke(line(vg.Point{}, vg.Point{X: 10}))
		}, `<path d="M0,100H10" fill="none" stroke="#ff8000" stroke-opacity="0.5" stroke-width="0.4" stroke-dasharray="3.5 1.25" stroke-dashoffset="2"/>`},
		{"a premultiplied colour is the same colour", func(c *canvas.SVG) {
			c.SetColor(color.RGBA{0x40, 0x20, 0x00, 0x80})
			c.Fill(line(vg.Point{}, vg.Point{X: 10}))
		}, `<path d="M0,100H10" fill="#7f3f00" fill-opacity="0.5"/>`},
		{"a stroke joins the fill of its own outline", func(c *canvas.SVG) {
			c.SetColor(blue)
			c.Fill(circle(vg.Point{X: 50, Y: 50}, 5))
			c.SetColor(nil)
			c.Stroke(circle(vg.Point{X: 50, Y: 50}, 5))
		}, `<path d="M55,50A5,5 0 0 0 45,50A5,5 0 0 0 55,50Z" fill="#0072b2" stroke="#000000" stroke-width="1"/>`},
		{"a stroke of no width leaves the fill", func(c *canvas.SVG) {
			c.Fill(circle(vg.Point{X: 50, Y: 50}, 5))
			c.SetLineWidth(0)
			c.Stroke(circle(vg.Point{X: 50, Y: 50}, 5))
		}, `<path d="M55,50A5,5 0 0 0 45,50A5,5 0 0 0 55,50Z" fill="#000000"/>`},
		{"neighbours that look alike share their attributes", func(c *canvas.SVG) {
			c.Fill(line(vg.Point{}, vg.Point{X: 10}))
			c.Fill(line(vg.Point{}, vg.Point{X: 20}))
		}, "<g fill=\"#000000\">\n<path d=\"M0,100H10\"/>\n<path d=\"M0,100H20\"/>\n</g>"},
		{"arcs are joined by a line and turn both ways", func(c *canvas.SVG) { c.Stroke(quarter) },
			`<path d="M60,50A10,10 0 0 0 50,40L60,20A10,10 0 0 1 50,30" fill="none" stroke="#000000" stroke-width="1"/>`},
		{"a circle that is squeezed becomes curves", func(c *canvas.SVG) {
			c.Scale(1, 0.5)
			c.Fill(circle(vg.Point{X: 50, Y: 100}, 10))
		}, `<path d="M60,50C60,47.24 55.52,45 50,45C44.48,45 40,47.24 40,50C40,52.76 44.48,55 50,55C55.52,55 60,52.76 60,50Z" fill="#000000"/>`},
		{"a quadratic curve is raised", func(c *canvas.SVG) { c.Fill(bent) },
			`<path d="M0,100C20,60 40,60 60,100" fill="#000000"/>`},
		{"states nest, and the innermost matrix comes first", func(c *canvas.SVG) {
			c.Push()
			c.Translate(vg.Point{X: 100, Y: 50})
			c.Rotate(math.Pi / 2)
			c.Scale(2, 2)
			c.SetLineWidth(3)
			c.Stroke(line(vg.Point{}, vg.Point{X: 10, Y: 0}, vg.Point{X: 10, Y: 5}))
			c.Pop()
			c.Stroke(line(vg.Point{}, vg.Point{X: 10, Y: 5}))
			c.Pop()
			c.Pop()
		}, "<path d=\"M100,50V30H90\" fill=\"none\" stroke=\"#000000\" stroke-width=\"6\"/>\n<path d=\"M0,100L10,95\" fill=\"none\" stroke=\"#000000\" stroke-width=\"1\"/>"},
		{"a text has its width, weight and colour", func(c *canvas.SVG) {
			c.SetColor(blue)
			c.FillString(face(10, font.Font{Weight: xfont.WeightBold}), vg.Point{X: 5, Y: 90}, "CLB 9 <é & →>")
		}, `<text x="5" y="10" textLength="71.69" lengthAdjust="spacingAndGlyphs" font-size="10" font-weight="bold" fill="#0072b2">CLB 9 &lt;é &amp; →&gt;</text>`},
		{"a text in another font says so", func(c *canvas.SVG) {
			c.FillString(face(10, font.Font{Variant: "Mono", Style: xfont.StyleItalic}), vg.Point{}, "m")
		}, `<text x="0" y="100" textLength="6" lengthAdjust="spacingAndGlyphs" font-size="10" font-family="Liberation Mono, Cousine, Courier New, Courier, monospace" font-style="italic" fill="#000000">m</text>`},
		{"a scaled text is larger", func(c *canvas.SVG) {
			c.Scale(2, 2)
			c.FillString(face(10, font.Font{}), vg.Point{X: 5, Y: 10}, "m")
		}, `<text x="10" y="80" textLength="16.66" lengthAdjust="spacingAndGlyphs" font-size="20" fill="#000000">m</text>`},
		{"a turned text has a matrix", func(c *canvas.SVG) {
			c.Rotate(math.Pi / 2)
			c.FillString(face(10, font.Font{}), vg.Point{X: 5, Y: -10}, "m")
		}, `<text transform="matrix(0 -1 1 0 10 95)" textLength="8.33" lengthAdjust="spacingAndGlyphs" font-size="10" fill="#000000">m</text>`},
		{"a letter that XML cannot have is replaced", func(c *canvas.SVG) {
			c.FillString(face(10, font.Font{}), vg.Point{}, "a\x00b")
		}, `<text x="0" y="100" textLength="18.62" lengthAdjust="spacingAndGlyphs" font-size="10" fill="#000000">a` + "\uFFFD" + `b</text>`},
		{"nothing is drawn for nothing", func(c *canvas.SVG) {
			c.Fill(nil)
			c.Stroke(line(vg.Point{X: 1, Y: 1}))
			c.FillString(face(0, font.Font{}), vg.Point{}, "no size")
			c.FillString(face(10, font.Font{}), vg.Point{}, "")
			c.DrawImage(vg.Rectangle{}, image.NewGray(image.Rectangle{}))
		}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.TrimSuffix(drawn(t, tt.draw), "\n"); got != tt.want {
				t.Errorf("drawn:\n%s\nwant:\n%s", got, tt.want)
			}
		})
	}
}

func TestAPictureIsEmbeddedUpright(t *testing.T) {
	got := drawn(t, func(c *canvas.SVG) {
		c.DrawImage(vg.Rectangle{Min: vg.Point{X: 10, Y: 20}, Max: vg.Point{X: 40, Y: 60}}, image.NewGray(image.Rect(0, 0, 2, 2)))
	})
	const want = `<image transform="matrix(1 0 0 1 10 40)" width="30" height="40" preserveAspectRatio="none" href="data:image/png;base64,iVBOR`
	if !strings.HasPrefix(got, want) {
		t.Errorf("drawn %.160s", got)
	}
}

func TestTheDocumentIsNamedAndHasNoStyle(t *testing.T) {
	c := canvas.NewSVG(160*vg.Millimeter, 100*vg.Millimeter, canvas.About{Title: "A & B", Description: "What <is> shown", Lang: "fr"}, "7 plan/é")
	c.Fill(circle(vg.Point{X: 50, Y: 50}, 5))
	c.FillString(face(8, font.Font{}), vg.Point{X: 5, Y: 5}, "text")
	var first, second strings.Builder
	for _, b := range []*strings.Builder{&first, &second} {
		if _, err := c.WriteTo(b); err != nil {
			t.Fatal(err)
		}
	}
	if first.String() != second.String() {
		t.Error("written twice, the document differs")
	}
	const want = `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="chart7-plan---title chart7-plan---desc" xml:lang="fr" width="160mm" height="100mm" viewBox="0 0 453.54 283.46" font-family="Liberation Sans, Arimo, Arial, Helvetica, sans-serif" stroke-linejoin="round">
<title id="chart7-plan---title">A &amp; B</title>
<desc id="chart7-plan---desc">What &lt;is&gt; shown</desc>
`
	if got, _, _ := strings.Cut(first.String(), "<path"); got != want {
		t.Errorf("begins\n%s\nwant\n%s", got, want)
	}
	decoder := xml.NewDecoder(strings.NewReader(first.String()))
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if slices.Contains([]string{"style", "script", "foreignObject", "link", "a"}, e.Name.Local) {
			t.Errorf("there is an element %s", e.Name.Local)
		}
		for _, a := range e.Attr {
			if a.Name.Local == "style" || strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "class" {
				t.Errorf("%s has an attribute %s", e.Name.Local, a.Name.Local)
			}
		}
	}
}
