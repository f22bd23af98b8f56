package render

import (
	"slices"
	"testing"

	"codeberg.org/go-pdf/fpdf"
	"pgregory.net/rapid"
)

// A line is as wide as all that is on it, however it was put together: it would
// not hold one word more, nor a broken word one letter more.
func TestLinesAreAsFullAsTheyMayBe(t *testing.T) {
	s := &sheet{pdf: fpdf.New("P", "mm", "A4", "")}
	rapid.Check(t, func(t *rapid.T) {
		s.set(rapid.SampledFrom([]face{body, small, cellBold}).Draw(t, "face"), ink)
		words := rapid.SliceOfN(rapid.StringMatching(`[a-zAVé0-9,’–→]{1,24}`), 1, 20).Draw(t, "words")
		width := float64(rapid.IntRange(8, 160).Draw(t, "width"))
		var text, line string
		var want []string
		for _, word := range words {
			text = join(text, word)
			if whole := join(line, word); s.measure(whole) <= width {
				line = whole
				continue
			}
			if line != "" {
				want = append(want, line)
			}
			for line = word; s.measure(line) > width; {
				letters, n := []rune(line), 1
				for n < len(letters) && s.measure(string(letters[:n+1])) <= width {
					n++
				}
				want, line = append(want, string(letters[:n])), string(letters[n:])
			}
		}
		if got := s.wrap(text, width); !slices.Equal(got, append(want, line)) {
			t.Errorf("%q in %v: %q, not %q", text, width, got, append(want, line))
		}
	})
}
