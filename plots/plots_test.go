package plots_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image/png"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"crsplan/plots"
	"crsplan/sim/civil"
)

type plotsDay = civil.Day

func TestTheSameChartGivesTheSameBytes(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	size := plots.Size{WidthMM: 160, HeightMM: 100, DPI: 60}
	for name, chart := range samples() {
		if !bytes.Equal(draw(t, chart, size), draw(t, samples()[name], size)) {
			t.Errorf("%s differs from one time to the next", name)
		}
	}
}

func TestPNGRecordsItsSizeOnPaper(t *testing.T) {
	b := draw(t, plots.TechDraws{}, plots.Print)
	config, err := png.DecodeConfig(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if config.Width != 1890 || config.Height != 1181 {
		t.Errorf("%d by %d dots, want 1890 by 1181", config.Width, config.Height)
	}
	chunk := b[33 : 33+21] // after the signature and IHDR
	if got := string(chunk[4:8]); got != "pHYs" {
		t.Fatalf("the second chunk is %q", got)
	}
	// 300 dots an inch are 11811 to the metre.
	if x, y := binary.BigEndian.Uint32(chunk[8:]), binary.BigEndian.Uint32(chunk[12:]); x != 11811 || y != 11811 || chunk[16] != 1 {
		t.Errorf("%d by %d dots to the unit %d, want 11811 to the metre (1)", x, y, chunk[16])
	}
	if sum := binary.BigEndian.Uint32(chunk[17:]); sum != crc32.ChecksumIEEE(chunk[4:17]) {
		t.Errorf("the chunk's checksum is %x", sum)
	}
}

func TestSizesOutOfRangeAreErrors(t *testing.T) {
	tests := []struct {
		name string
		size plots.Size
		ok   bool
	}{
		{"as narrow as can be read", plots.Size{WidthMM: 100, HeightMM: 50, DPI: 50}, true},
		{"narrower", plots.Size{WidthMM: 99.9, HeightMM: 50, DPI: 50}, false},
		{"wider than any paper", plots.Size{WidthMM: 600.1, HeightMM: 50, DPI: 50}, false},
		{"no width at all", plots.Size{WidthMM: math.NaN(), HeightMM: 50, DPI: 50}, false},
		{"too coarse", plots.Size{WidthMM: 100, HeightMM: 50, DPI: 49}, false},
		{"too fine", plots.Size{WidthMM: 100, HeightMM: 50, DPI: 1201}, false},
		{"more dots than memory should hold", plots.Size{WidthMM: 600, HeightMM: 400, DPI: 1200}, false},
		{"endless", plots.Size{WidthMM: 100, HeightMM: math.Inf(1), DPI: 50}, false},
		{"no height, so what the chart needs", plots.Size{WidthMM: 100, DPI: 50}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := plots.PNG(&bytes.Buffer{}, techDraws(), tt.size); (err == nil) != tt.ok {
				t.Errorf("error %v", err)
			}
		})
	}
}

// full is a disk with room for so many writes.
type full struct{ writes int }

var errFull = errors.New("full")

func (f *full) Write(b []byte) (int, error) {
	if f.writes--; f.writes < 0 {
		return 0, errFull
	}
	return len(b), nil
}

func TestPNGReportsAFailedWrite(t *testing.T) {
	for writes := range 3 {
		if err := plots.PNG(&full{writes}, techDraws(), plots.Size{WidthMM: 100, DPI: 50}); !errors.Is(err, errFull) {
			t.Errorf("after %d writes: error %v", writes, err)
		}
	}
}

func TestFitOnlyEverMakesAPageTaller(t *testing.T) {
	for name, chart := range samples() {
		if got := plots.Fit(chart, plots.Size{WidthMM: 160, HeightMM: 400, DPI: 300}); got.HeightMM != 400 {
			t.Errorf("%s makes a tall page %g mm", name, got.HeightMM)
		}
		if got := plots.Fit(chart, plots.Size{WidthMM: 160, DPI: 300}); got.HeightMM < 10 {
			t.Errorf("%s needs %g mm only", name, got.HeightMM)
		}
	}
}

func TestMissingLetters(t *testing.T) {
	tests := []struct {
		name, text string
		want       string
	}{
		{"plain text", "Reach CLB 9", ""},
		{"accents, dashes, arrows and a minus", "Łódź – « à » → −5 …", ""},
		{"Chinese and Arabic, each letter once", "日本日 a ع", "日本ع"},
		{"spaces of all kinds", "a\tb\nc\u00a0d\u202f", ""},
		{"bytes that are no text", "a\xffb", "\ufffd"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := string(plots.Missing(plots.TechDraws{ScoreLabel: tt.text})); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestTicksOfDays(t *testing.T) {
	tests := []struct {
		name     string
		from, to string
		width    vg.Length
		labels   []string
		ticks    int
	}{
		{"half a year in a wide panel has months", "2026-11-22", "2027-05-22", 330, []string{"2026-12", "2027-01", "2027-02", "2027-03", "2027-04", "2027-05"}, 6},
		{"eighteen months have quarters, and ticks at months", "2026-07-01", "2027-12-31", 330, []string{"2026-07", "2026-10", "2027-01", "2027-04", "2027-07", "2027-10"}, 18},
		{"five years have years, and ticks at quarters", "2025-01-01", "2029-11-22", 280, []string{"2025", "2026", "2027", "2028", "2029"}, 20},
		{"a year of which a month is seen has no name", "2025-12-01", "2028-01-20", 150, []string{"2026", "2027"}, 9},
		{"a year of which most is seen has one, and no tick", "2025-04-02", "2027-12-31", 300, []string{"2025", "2026", "2027"}, 10},
		{"five years in a narrow panel name every second", "2025-01-01", "2029-11-22", 100, []string{"2026", "2028"}, 5},
		{"ten years in a narrow panel name every fifth", "2019-06-01", "2029-06-01", 60, []string{"2020", "2025"}, 10},
		{"no time at all has none", "2026-01-01", "2026-01-01", 100, nil, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var labels []string
			ticks := 0
			for _, tick := range plots.DayTicks(day(tt.from), day(tt.to), tt.width) {
				if tick.Label != "" {
					labels = append(labels, tick.Label)
				}
				if _, _, d := tick.On.Date(); d == 1 {
					ticks++
				}
			}
			if d := cmp.Diff(tt.labels, labels); d != "" {
				t.Errorf("labels (-want +got):\n%s", d)
			}
			if ticks != tt.ticks {
				t.Errorf("%d ticks, want %d", ticks, tt.ticks)
			}
		})
	}
}

func TestTicksOfDaysStandOnGoodDaysAndApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := day("2015-01-31") + civil.Day(rapid.IntRange(0, 4000).Draw(t, "from"))
		to := from + civil.Day(rapid.IntRange(30, 9000).Draw(t, "days"))
		width := vg.Length(rapid.IntRange(60, 800).Draw(t, "width"))
		right := vg.Length(math.Inf(-1))
		for _, tick := range plots.DayTicks(from, to, width) {
			if _, _, d := tick.On.Date(); d != 1 && tick.On != from {
				t.Errorf("a tick on %v", tick.On)
			}
			if tick.On < from || tick.On > to {
				t.Errorf("a tick on %v, off the axis", tick.On)
			}
			if tick.Label == "" {
				continue
			}
			x := vg.Length(float64(tick.LabelAt-from)/float64(to-from)) * width
			half := plots.TickWidth(tick.Label) / 2
			if x-half < right {
				t.Errorf("%s meets the label before it", tick.Label)
			}
			right = x + half
		}
	})
}

func TestScoreAxisHasRoundLimitsAroundEverything(t *testing.T) {
	tests := []struct {
		name                  string
		low, high             int
		wantLow, wantHigh, by int
	}{
		{"rounds of two years", 388, 541, 350, 550, 50},
		{"one score", 478, 478, 465, 490, 5},
		{"from nothing", 0, 9, 0, 20, 5},
		{"all that can be", 0, 1200, 0, 1250, 250},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			low, high, by := plots.ScoreLimit(tt.low, tt.high, 6)
			if low != tt.wantLow || high != tt.wantHigh || by != tt.by {
				t.Errorf("%d to %d by %d, want %d to %d by %d", low, high, by, tt.wantLow, tt.wantHigh, tt.by)
			}
		})
	}
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.IntRange(0, 1200).Draw(t, "low")
		high := rapid.IntRange(low, 1200).Draw(t, "high")
		ticks := plots.ScoreTicks(low, high, 6)
		if ticks[0] < 0 || ticks[0] > low || ticks[len(ticks)-1] < high || len(ticks) > 7 {
			t.Errorf("ticks %v around %d to %d", ticks, low, high)
		}
	})
}

func TestScaleLeavesOutWhatIsFarOff(t *testing.T) {
	tests := []struct {
		name        string
		firm, loose []int
		low, high   int
		ok          bool
	}{
		{"nothing", nil, nil, 0, 0, false},
		{"rounds only", []int{388, 510, 541}, nil, 388, 541, true},
		{"an option 120 points above is on the scale", []int{388, 541}, []int{478, 661}, 388, 661, true},
		{"an option 121 points above is not", []int{388, 541}, []int{478, 662}, 388, 541, true},
		{"an option 120 points below is on the scale", []int{388, 541}, []int{478, 268}, 268, 541, true},
		{"an option 121 points below is not", []int{388, 541}, []int{478, 267}, 388, 541, true},
		{"an option near a near option is", []int{388, 541}, []int{478, 640, 700}, 388, 700, true},
		{"when all options are far, the scale reaches to them", []int{388, 541}, []int{200, 195}, 195, 541, true},
		{"unless that is more than 450 points", []int{388, 541}, []int{1150}, 388, 541, true},
		{"a round 250 points from the others is on the scale", []int{330, 331, 332, 582}, []int{331}, 330, 582, true},
		{"a round 251 points from the others is not", []int{330, 331, 332, 583}, []int{331}, 330, 332, true},
		{"without rounds, most of the options' scores are", nil, []int{478, 473, 1073}, 473, 478, true},
		{"of two as many, the lower", nil, []int{478, 1073}, 478, 478, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			low, high, ok := plots.Within(tt.firm, tt.loose)
			if low != tt.low || high != tt.high || ok != tt.ok {
				t.Errorf("%d to %d (%v), want %d to %d (%v)", low, high, ok, tt.low, tt.high, tt.ok)
			}
		})
	}
}

func TestSpreadLabelsKeepApartInOrderAndNear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 8).Draw(t, "labels")
		var want, above, below []vg.Length
		var room vg.Length
		for range n {
			want = append(want, vg.Length(rapid.IntRange(-50, 350).Draw(t, "want")))
			above = append(above, vg.Length(rapid.IntRange(1, 10).Draw(t, "above")))
			below = append(below, vg.Length(rapid.IntRange(1, 30).Draw(t, "below")))
			room += above[len(above)-1] + below[len(below)-1] + plots.LeastGap
		}
		high := max(300, room)
		at := plots.Spread(want, above, below, plots.LeastGap, 0, high)
		const slack = 1e-6
		for i := range n {
			if at[i]-below[i] < -slack || at[i]+above[i] > high+slack {
				t.Errorf("label %d at %v is outside 0 to %v", i, at[i], high)
			}
			for j := range i {
				upper, lower := j, i // of equals the first is on top
				if want[i] > want[j] {
					upper, lower = i, j
				}
				if at[upper]-below[upper]-(at[lower]+above[lower]) < plots.LeastGap-slack {
					t.Errorf("labels %d and %d at %v and %v are out of order or too near", i, j, at[i], at[j])
				}
			}
		}
	})
}

func TestSpreadLeavesLabelsThatFitWhereTheyAre(t *testing.T) {
	want := []vg.Length{100, 50, 10}
	four := []vg.Length{4, 4, 4}
	if d := cmp.Diff(want, plots.Spread(want, four, four, 3, 0, 200)); d != "" {
		t.Error(d)
	}
	// Two that want the same share the way.
	if d := cmp.Diff([]vg.Length{105.5, 94.5}, plots.Spread([]vg.Length{100, 100}, four[:2], four[:2], 3, 0, 200)); d != "" {
		t.Error(d)
	}
}

func TestWrappedTextFitsAndLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[a-zA-ZéŁ0-9 –/-]{0,80}`).Draw(t, "text")
		width := vg.Length(rapid.IntRange(25, 200).Draw(t, "width"))
		lines := plots.Wrap(s, width)
		for _, l := range lines {
			if plots.Width(l) > width && len([]rune(l)) > 3 {
				t.Errorf("%q is %v wide, more than %v", l, plots.Width(l), width)
			}
		}
		bare := func(s string) string { return strings.NewReplacer(" ", "", "-", "").Replace(s) }
		if got := bare(strings.Join(lines, "")); got != bare(s) {
			t.Errorf("%q became %q", s, lines)
		}
	})
	quoted := "«\u00a0à peu près\u00a0»"
	if got := plots.Wrap(quoted, plots.Width(quoted)-1); slices.Contains(got, "»") {
		t.Errorf("a space that does not break was broken: %q", got)
	}
}

// wrapped is how Wrap breaks lines, measuring the whole of each for every word.
func wrapped(text string, width vg.Length) (lines []string) {
	for word := range strings.FieldsSeq(text) {
		if n := len(lines); n > 0 && plots.Width(lines[n-1]+" "+word) <= width {
			lines[n-1] += " " + word
			continue
		}
		for plots.Width(word) > width {
			letters := []rune(word)
			n := 1
			for n+1 <= len(letters)-2 && plots.Width(string(letters[:n+1])+"-") <= width {
				n++
			}
			if n == len(letters) {
				break
			}
			head := string(letters[:n])
			word = string(letters[n:])
			if unicode.IsLetter(letters[n-1]) {
				head += "-"
			}
			lines = append(lines, head)
		}
		lines = append(lines, word)
	}
	return lines
}

func TestWrappingAddsUpToTheWholeLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a-zAVTéŁ0-9 ,.’–→-]{0,120}`).Draw(t, "text")
		width := vg.Length(rapid.IntRange(2, 200).Draw(t, "width"))
		want, got := wrapped(text, width), plots.Wrap(text, width)
		if len(want) > plots.MostLines { // it is cut short
			last := got[len(got)-1]
			if letters := []rune(last); !strings.HasSuffix(last, "…") || len(letters) > 2 && plots.Width(last) > width {
				t.Errorf("%q in %v ends with %q", text, width, last)
			}
			want, got = want[:plots.MostLines-1], got[:len(got)-1]
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%q in %v: -want +got\n%s", text, width, d)
		}
	})
}

// What is drawn without asking the fonts is in them.
func TestTheFontsHaveTheLettersOfLatin1(t *testing.T) {
	cache := font.NewCache(liberation.Collection())
	var buf sfnt.Buffer
	for _, weight := range []xfont.Weight{xfont.WeightNormal, xfont.WeightBold} {
		face := cache.Lookup(font.Font{Typeface: "Liberation", Variant: "Sans", Weight: weight}, 8)
		for r := ' '; r <= 'ÿ'; r++ {
			if i, err := face.Face.GlyphIndex(&buf, r); r < 0x7F || r > 0xA0 {
				if err != nil || i == 0 {
					t.Errorf("%q of weight %v is missing", r, weight)
				}
			}
		}
	}
}
