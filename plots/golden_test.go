package plots_test

import (
	"bytes"
	"flag"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/plots"
)

var (
	update = flag.Bool("update", false, "write the golden pictures; look at them before you keep them")
	look   = flag.String("look", "", "write every sample at print size into this directory, to look at")
)

func draw(t *testing.T, chart plots.Chart, size plots.Size) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := plots.PNG(&b, chart, size); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func svg(t *testing.T, chart plots.Chart, name string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := plots.SVG(&b, chart, plots.Print, plots.Document{Lang: "en", Prefix: name}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pdf(t *testing.T, chart plots.Chart) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := plots.PDF(&b, chart, plots.Print, plots.Document{Lang: "en", Day: day("2026-11-22")}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSamplesForTheEye(t *testing.T) {
	if *look == "" {
		t.Skip("asked for with -look DIR")
	}
	for name, chart := range samples() {
		name = strings.ReplaceAll(name, " ", "-")
		phone := plots.Size{WidthMM: plots.PhoneWidthMM, HeightMM: 40, DPI: 96}
		for ending, data := range map[string][]byte{".png": draw(t, chart, plots.Print), "-phone.png": draw(t, chart, phone), ".svg": svg(t, chart, name), ".pdf": pdf(t, chart)} {
			if err := os.WriteFile(filepath.Join(*look, name+ending), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestChartsLookLikeTheirGoldens(t *testing.T) {
	for _, name := range []string{"far scores", "tech draws", "waterfall", "crowded lanes", "replay", "fan", "reliability", "tornado", "ranking", "rounds", "chances", "cutoffs ahead"} {
		t.Run(name, func(t *testing.T) {
			got := draw(t, samples()[name], plots.Size{WidthMM: 160, HeightMM: 100, DPI: 90})
			want := golden(t, name, ".png", got)
			// Edges may be rounded otherwise on another machine; a line that
			// moved or a colour that changed is much more than this.
			const most = 0.001
			if d := difference(t, decode(t, got), decode(t, want)); d > most {
				t.Errorf("%.4f of the dots differ, more than %v; draw with -look and, if it is right, -update", d, most)
			}
		})
	}
}

// golden returns what a sample should be, after it was written if asked for.
func golden(t *testing.T, name, ending string, got []byte) []byte {
	t.Helper()
	file := filepath.Join("testdata", strings.ReplaceAll(name, " ", "-")+ending)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return want
}

// An SVG is the one that people review: text, compared byte by byte.
func TestVectorsAreTheirGoldens(t *testing.T) {
	for _, name := range []string{"far scores", "tech draws", "waterfall", "crowded lanes", "recent replay", "fan", "reliability"} {
		t.Run(name, func(t *testing.T) {
			got := svg(t, samples()[name], strings.ReplaceAll(name, " ", "-"))
			want := golden(t, name, ".svg", got)
			if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
				t.Errorf("-want +got; draw with -look and, if it is right, -update:\n%s", diff)
			}
		})
	}
}

func TestTheComparisonSeesASmallChange(t *testing.T) {
	size := plots.Size{WidthMM: 160, HeightMM: 100, DPI: 90}
	changed := techDraws()
	changed.Scores = append([]plots.Step(nil), changed.Scores...)
	changed.Scores[1].Score += 4
	if d := difference(t, decode(t, draw(t, techDraws(), size)), decode(t, draw(t, changed, size))); d <= 0.001 {
		t.Errorf("a score 4 points higher changes %.4f of the dots only", d)
	}
}

func decode(t *testing.T, b []byte) image.Image {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// difference is the share of dots whose colours are clearly different.
func difference(t *testing.T, a, b image.Image) float64 {
	t.Helper()
	if a.Bounds() != b.Bounds() {
		t.Fatalf("sizes %v and %v", a.Bounds(), b.Bounds())
	}
	const clearly = 0x3000 // of 0xFFFF
	var n, different int
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			r1, g1, b1, _ := a.At(x, y).RGBA()
			r2, g2, b2, _ := b.At(x, y).RGBA()
			n++
			if far(r1, r2, clearly) || far(g1, g2, clearly) || far(b1, b2, clearly) {
				different++
			}
		}
	}
	return float64(different) / float64(n)
}

func far(a, b, by uint32) bool { return max(a, b)-min(a, b) > by }
