package canvas_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
	"pgregory.net/rapid"

	"crsplan/plots/canvas"
)

// dots draws on 40 by 20 points of a dot each.
func dots(t *testing.T, draw func(c *canvas.PNG)) image.Image {
	t.Helper()
	c := canvas.NewPNG(40, 20, 72)
	draw(c)
	return decoded(t, c)
}

func decoded(t *testing.T, c *canvas.PNG) image.Image {
	t.Helper()
	var file bytes.Buffer
	if n, err := c.WriteTo(&file); err != nil || n != int64(file.Len()) {
		t.Fatalf("wrote %d bytes of %d: %v", n, file.Len(), err)
	}
	img, err := png.Decode(&file)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func grey(img image.Image, x, y int) int {
	return int(color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y)
}

func rectangle(x0, y0, x1, y1 vg.Length) (p vg.Path) {
	p = line(vg.Point{X: x0, Y: y0}, vg.Point{X: x1, Y: y0}, vg.Point{X: x1, Y: y1}, vg.Point{X: x0, Y: y1})
	p.Close()
	return p
}

func TestWhatIsDrawnBecomesDots(t *testing.T) {
	flat := line(vg.Point{X: 2, Y: 10.5}, vg.Point{X: 38, Y: 10.5})
	type at struct{ x, y, grey int } // y down
	tests := []struct {
		name string
		draw func(c *canvas.PNG)
		want []at
	}{
		{"nothing is white", func(*canvas.PNG) {}, []at{{0, 0, 255}, {39, 19, 255}}},
		{"the origin is at the bottom left", func(c *canvas.PNG) { c.Fill(rectangle(0, 0, 1, 1)) },
			[]at{{0, 19, 0}, {1, 19, 255}, {0, 18, 255}}},
		{"a dot that a box covers in part is so much darker", func(c *canvas.PNG) { c.Fill(rectangle(1.25, 1, 3.5, 2.5)) },
			[]at{{0, 18, 255}, {1, 18, 64}, {2, 18, 0}, {3, 18, 127}, {4, 18, 255}, {2, 17, 127}, {1, 17, 159}, {2, 16, 255}}},
		{"a box inside one dot", func(c *canvas.PNG) { c.Fill(rectangle(1.25, 1.5, 1.75, 2)) }, []at{{1, 18, 191}, {2, 18, 255}}},
		{"a box beyond every edge", func(c *canvas.PNG) { c.Fill(rectangle(-1e6, -50, 1e6, 50)) }, []at{{0, 0, 0}, {39, 19, 0}}},
		{"a box outside", func(c *canvas.PNG) { c.Fill(rectangle(50, 5, 60, 10)); c.Fill(rectangle(-9, 5, -2, 10)) }, []at{{0, 12, 255}, {39, 12, 255}}},
		{"a triangle beyond every edge", func(c *canvas.PNG) {
			c.Fill(line(vg.Point{X: -900, Y: -900}, vg.Point{X: 900, Y: -900}, vg.Point{X: 20, Y: 900}))
		}, []at{{0, 0, 0}, {39, 19, 0}}},
		{"a translucent box lets through what is under it", func(c *canvas.PNG) {
			c.SetColor(color.NRGBA{A: 0x80})
			c.Fill(rectangle(0, 0, 10, 10))
			c.Fill(rectangle(5, 0, 10, 10))
		}, []at{{2, 15, 127}, {7, 15, 63}, {12, 15, 255}}},
		{"a line along an axis", func(c *canvas.PNG) { c.Stroke(flat) }, []at{{1, 9, 255}, {2, 9, 0}, {37, 9, 0}, {38, 9, 255}, {5, 8, 255}, {5, 10, 255}}},
		{"a line of no width", func(c *canvas.PNG) { c.SetLineWidth(0); c.Stroke(flat) }, []at{{5, 9, 255}}},
		{"dashes, begun within", func(c *canvas.PNG) {
			c.SetLineDash([]vg.Length{4, 2}, 3)
			c.Stroke(flat)
		}, []at{{2, 9, 0}, {3, 9, 255}, {4, 9, 255}, {5, 9, 0}, {8, 9, 0}, {9, 9, 255}, {10, 9, 255}, {11, 9, 0}}},
		{"an odd number of dashes, begun before", func(c *canvas.PNG) {
			c.SetLineDash([]vg.Length{3}, -1)
			c.Stroke(flat)
		}, []at{{2, 9, 255}, {3, 9, 0}, {5, 9, 0}, {6, 9, 255}, {8, 9, 255}, {9, 9, 0}}},
		{"dashes of no length are a solid line", func(c *canvas.PNG) {
			c.SetLineDash([]vg.Length{0, 0}, 0)
			c.Stroke(flat)
		}, []at{{2, 9, 0}, {20, 9, 0}, {37, 9, 0}}},
		{"a translucent line does not cover itself twice", func(c *canvas.PNG) {
			c.SetColor(color.NRGBA{A: 0x80})
			c.SetLineWidth(4)
			c.Stroke(line(vg.Point{X: 5, Y: 10}, vg.Point{X: 30, Y: 10}, vg.Point{X: 5, Y: 10.5}))
		}, []at{{15, 9, 127}}},
		{"the outline of a box has four corners alike", func(c *canvas.PNG) {
			c.SetLineWidth(4)
			c.Stroke(rectangle(10, 4, 30, 16))
		}, []at{{9, 14, 0}, {9, 4, 0}, {30, 14, 0}, {30, 4, 0}, {20, 10, 255}}},
		{"states nest, and the innermost matrix comes first", func(c *canvas.PNG) {
			c.Push()
			c.Translate(vg.Point{X: 20, Y: 10})
			c.Rotate(math.Pi / 2)
			c.Scale(2, 2)
			c.Fill(rectangle(0, 0, 4, 1))
			c.Pop()
			c.Fill(rectangle(0, 0, 1, 1))
		}, []at{{18, 5, 0}, {19, 2, 0}, {20, 5, 255}, {17, 5, 255}, {19, 10, 255}, {0, 19, 0}}},
		{"a picture, stretched", func(c *canvas.PNG) {
			img := image.NewGray(image.Rect(3, 3, 5, 4))
			img.SetGray(4, 3, color.Gray{Y: 0xFF})
			c.DrawImage(vg.Rectangle{Min: vg.Point{X: 10, Y: 5}, Max: vg.Point{X: 30, Y: 15}}, img)
		}, []at{{9, 10, 255}, {11, 6, 0}, {11, 13, 0}, {11, 4, 255}, {28, 10, 255}}},
		{"a picture of no size", func(c *canvas.PNG) {
			c.DrawImage(vg.Rectangle{Max: vg.Point{X: 10, Y: 10}}, image.NewGray(image.Rectangle{}))
		}, []at{{5, 15, 255}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			img := dots(t, tt.draw)
			for _, w := range tt.want {
				if got := grey(img, w.x, w.y); got < w.grey-1 || got > w.grey+1 {
					t.Errorf("dot %d, %d is %d, not %d", w.x, w.y, got, w.grey)
				}
			}
		})
	}
}

// The canvas of gonum/plot is slower, and draws the same.
func TestDotsAreThoseOfGonum(t *testing.T) {
	blue := color.NRGBA{0x00, 0x72, 0xB2, 0xFF}
	curve := line(vg.Point{X: 10, Y: 10})
	curve.QuadTo(vg.Point{X: 60, Y: 90}, vg.Point{X: 110, Y: 20})
	curve.CubeTo(vg.Point{X: 130, Y: 0}, vg.Point{X: 150, Y: 90}, vg.Point{X: 190, Y: 50})
	zigzag := line(vg.Point{X: 5, Y: 5}, vg.Point{X: 50, Y: 80}, vg.Point{X: 90, Y: 12.3}, vg.Point{X: 90, Y: 70}, vg.Point{X: 180, Y: 70}, vg.Point{X: 180, Y: 71})
	tests := map[string]func(c vg.Canvas){
		"boxes": func(c vg.Canvas) {
			c.Fill(rectangle(10.2, 10.7, 120.3, 60.9))
			c.SetColor(color.NRGBA{0xD5, 0x5E, 0x00, 0x60})
			c.Fill(rectangle(5, 20, 190.1, 30))
		},
		"circles": func(c vg.Canvas) {
			c.SetColor(blue)
			c.Fill(circle(vg.Point{X: 50, Y: 50}, 30))
			c.Stroke(circle(vg.Point{X: 130, Y: 50}, 3))
		},
		"curves":   func(c vg.Canvas) { c.SetLineWidth(3); c.Stroke(curve); c.SetColor(blue); c.Fill(curve) },
		"zigzag":   func(c vg.Canvas) { c.SetLineWidth(2.5); c.Stroke(zigzag) },
		"dashes":   func(c vg.Canvas) { c.SetLineDash([]vg.Length{7, 2}, 4); c.Stroke(zigzag); c.Stroke(curve) },
		"a letter": func(c vg.Canvas) { c.FillString(face(60, font.Font{}), vg.Point{X: 20, Y: 20}, "é") },
	}
	for name, draw := range tests {
		t.Run(name, func(t *testing.T) {
			ours, theirs := canvas.NewPNG(200, 100, 144), vgimg.NewWith(vgimg.UseWH(200, 100), vgimg.UseDPI(144))
			draw(ours)
			draw(theirs)
			got, want := decoded(t, ours), theirs.Image()
			if got.Bounds() != want.Bounds() {
				t.Fatalf("%v, not %v", got.Bounds(), want.Bounds())
			}
			different, drawn := 0, 0
			for y := range got.Bounds().Dy() {
				for x := range got.Bounds().Dx() {
					g, w := grey(got, x, y), grey(want, x, y)
					if w < 0xFF {
						drawn++
					}
					if g-w > 0x20 || w-g > 0x20 {
						different++
					}
				}
			}
			if drawn == 0 || different*100 > drawn {
				t.Errorf("%d of %d dots are clearly different", different, drawn)
			}
		})
	}
}

// ink is how dark a picture is, and where its darkness begins and ends.
func ink(img image.Image) (sum int, box image.Rectangle) {
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if g := grey(img, x, y); g < 0xFF {
				sum += 0xFF - g
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return sum, box
}

func TestLettersStandWhereTheyWereMeasured(t *testing.T) {
	for _, text := range []string{"AVAVAVAV", "Wärme, “Té”", "To Ye № 5", "l"} {
		for _, size := range []vg.Length{6, 11.5, 30} {
			for _, dpi := range []int{72, 300} {
				f := face(size, font.Font{Weight: xfont.WeightBold})
				c := canvas.NewPNG(300, 60, dpi)
				c.FillString(f, vg.Point{X: 10, Y: 20}, text)
				_, box := ink(decoded(t, c))
				per := float64(dpi) / 72
				right := (10 + float64(f.Width(text))) * per
				if d := right - float64(box.Max.X); d < -0.02*float64(size)*per-1 || d > 0.12*float64(size)*per+1 {
					t.Errorf("%q of %v points at %d dpi ends at %d, not just before %.1f", text, size, dpi, box.Max.X, right)
				}
			}
		}
	}
}

func TestTextMovesByQuartersOfADot(t *testing.T) {
	write := func(x vg.Length) []byte {
		c := canvas.NewPNG(40, 20, 72)
		c.FillString(face(10, font.Font{}), vg.Point{X: x, Y: 5}, "a")
		var b bytes.Buffer
		if _, err := c.WriteTo(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	if !bytes.Equal(write(5), write(5.12)) || !bytes.Equal(write(5), write(4.88)) {
		t.Error("less than an eighth of a dot moves a letter")
	}
	if bytes.Equal(write(5), write(5.13)) || bytes.Equal(write(5), write(4.87)) {
		t.Error("more than an eighth of a dot does not move a letter")
	}
}

func TestTextTurnsAndGrows(t *testing.T) {
	f := face(8, font.Font{})
	c := func(draw func(c *canvas.PNG)) (int, image.Rectangle) {
		c := canvas.NewPNG(100, 100, 72)
		draw(c)
		return ink(decoded(t, c))
	}
	plain, at := c(func(c *canvas.PNG) { c.FillString(f, vg.Point{X: 20, Y: 20}, "Day 1") })
	turned, up := c(func(c *canvas.PNG) {
		c.Rotate(math.Pi / 2)
		c.FillString(f, vg.Point{X: 20, Y: -20}, "Day 1")
	})
	if d := turned - plain; d*20 > plain || -d*20 > plain {
		t.Errorf("turned text has %d of ink, not %d", turned, plain)
	}
	if w, h := up.Dx()-at.Dy(), up.Dy()-at.Dx(); max(w, -w, h, -h) > 1 {
		t.Errorf("turned text covers %v, upright text %v", up, at)
	}
	grown, _ := c(func(c *canvas.PNG) {
		c.Scale(2, 2)
		c.FillString(f, vg.Point{X: 10, Y: 10}, "Day 1")
	})
	if d := grown - 4*plain; d*20 > grown || -d*20 > grown {
		t.Errorf("text twice as large has %d of ink, not 4 times %d", grown, plain)
	}
	if nothing, _ := c(func(c *canvas.PNG) { c.FillString(face(0, font.Font{}), vg.Point{X: 20, Y: 20}, "Day 1") }); nothing != 0 {
		t.Error("text of no size is drawn")
	}
}

// Charts are drawn in parallel, with letters and measures kept for all.
func TestCanvasesDrawAtOnce(t *testing.T) {
	// A font that nothing was drawn with yet.
	f := font.NewCache(liberation.Collection()).Lookup(font.Font{Typeface: "Liberation", Variant: "Sans"}, 9)
	files := make([][]byte, 8)
	var wait sync.WaitGroup
	for i := range files {
		wait.Go(func() {
			c := canvas.NewPNG(200, 30, 150)
			c.FillString(f, vg.Point{X: 4, Y: 10}, "Voyez: AVEC l’œil, “à côté”… № 5")
			var b bytes.Buffer
			if _, err := c.WriteTo(&b); err != nil {
				t.Error(err)
			}
			files[i] = b.Bytes()
		})
	}
	wait.Wait()
	for _, file := range files {
		if !bytes.Equal(file, files[0]) {
			t.Error("the same strokes give other bytes")
		}
	}
}

func TestWidthIsThatOfTheFont(t *testing.T) {
	var faces []font.Face
	for _, f := range []font.Font{{}, {Weight: xfont.WeightBold}, {Variant: "Mono"}} {
		faces = append(faces, face(8.5, f))
	}
	letters := slices.Concat([]rune("AVTeyo.,-'’“”–…\u00a0\u202f→−日🙂"), []rune(strings.Repeat(" fiÉç", 2)))
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom(faces).Draw(t, "face")
		text := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.SampledFrom(letters))).Draw(t, "text")
		if got, want := canvas.Width(f, text), f.Width(text); got != want {
			t.Errorf("%q is %v wide, not %v", text, got, want)
		}
		sum, before := 0, canvas.NoLetter
		for _, r := range text {
			sum += canvas.Units(f, before, string(r))
			before = r
		}
		if sum != canvas.Units(f, canvas.NoLetter, text) {
			t.Errorf("the letters of %q do not add up to it", text)
		}
	})
}
