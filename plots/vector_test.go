package plots_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"codeberg.org/go-pdf/fpdf"
	"github.com/google/go-cmp/cmp"

	"crsplan/plots"
)

func TestEveryFormatShowsTheSameTexts(t *testing.T) {
	for name, chart := range samples() {
		t.Run(name, func(t *testing.T) {
			_, drawn := texts(chart, plots.Print)
			var want []string
			for _, d := range drawn {
				want = append(want, d.string)
			}
			if diff := cmp.Diff(want, svgTexts(t, svg(t, chart, "c"))); diff != "" {
				t.Errorf("SVG (-drawn +read):\n%s", diff)
			}
			if diff := cmp.Diff(want, pdfTexts(t, chart)); diff != "" {
				t.Errorf("PDF (-drawn +read):\n%s", diff)
			}
		})
	}
}

// svgTexts returns the texts of an SVG, in order.
func svgTexts(t *testing.T, file []byte) (list []string) {
	t.Helper()
	decoder := xml.NewDecoder(bytes.NewReader(file))
	inside := false
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return list
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			inside = token.Name.Local == "text"
		case xml.EndElement:
			inside = false
		case xml.CharData:
			if inside {
				list = append(list, string(token))
			}
		}
	}
}

// pdfTexts draws a chart onto a page and returns the texts on it, in order.
func pdfTexts(t *testing.T, chart plots.Chart) (list []string) {
	t.Helper()
	doc := fpdf.New("P", "mm", "A4", "")
	doc.SetCompression(false)
	doc.AddPage()
	plots.OnPage(doc, chart, 25, 20, plots.Print)
	var b bytes.Buffer
	if err := doc.Output(&b); err != nil {
		t.Fatal(err)
	}
	for rest := b.Bytes(); ; {
		_, after, found := bytes.Cut(rest, []byte(" Td ("))
		if !found {
			return list
		}
		text, after, _ := bytes.Cut(after, []byte(") Tj"))
		rest = after
		for _, escape := range []string{`\\`, `\(`, `\)`, `\r`} {
			text = bytes.ReplaceAll(text, []byte(escape), []byte(strings.Replace(escape[1:], "r", "\r", 1)))
		}
		var units []uint16
		for i := 0; i+1 < len(text); i += 2 {
			units = append(units, uint16(text[i])<<8|uint16(text[i+1]))
		}
		list = append(list, string(utf16.Decode(units)))
	}
}

// program returns where a program is that a test needs. A machine that tests
// for good has it; on others the test is skipped.
func program(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if errors.Is(err, exec.ErrNotFound) && os.Getenv("CI") != "true" {
		t.Skip(name + " is not installed")
	}
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func TestTheTextOfAPDFCanBeSearchedAndCopied(t *testing.T) {
	if testing.Short() {
		t.Skip("runs a program for every chart")
	}
	reader := program(t, "pdftotext")
	words := func(lines ...string) []string {
		return slices.Sorted(slices.Values(strings.Fields(strings.Join(lines, " "))))
	}
	// The reader puts words together again that are broken at the end of a
	// line, and now and then the wrong halves: their letters must be there.
	letters := func(lines ...string) string {
		return string(slices.Sorted(slices.Values([]rune(strings.ReplaceAll(strings.Join(words(lines...), ""), "-", "")))))
	}
	for name, chart := range samples() {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "chart.pdf")
			if err := os.WriteFile(file, pdf(t, chart), 0o600); err != nil {
				t.Fatal(err)
			}
			got, err := exec.Command(reader, file, "-").Output()
			if err != nil {
				t.Fatal(err)
			}
			_, drawn := texts(chart, plots.Print)
			var want []string
			for _, d := range drawn {
				want = append(want, d.string)
			}
			if slices.ContainsFunc(words(want...), func(w string) bool { return len(w) > 1 && strings.HasSuffix(w, "-") }) {
				if diff := cmp.Diff(letters(want...), letters(string(got))); diff != "" {
					t.Errorf("letters (-drawn +read):\n%s", diff)
				}
			} else if diff := cmp.Diff(words(want...), words(string(got))); diff != "" {
				t.Errorf("words (-drawn +read):\n%s", diff)
			}
		})
	}
}

func TestVectorsAreTheSameBytesTwice(t *testing.T) {
	for name, chart := range samples() {
		if !bytes.Equal(svg(t, chart, name), svg(t, samples()[name], name)) {
			t.Errorf("the SVG of %s differs from one time to the next", name)
		}
		if !testing.Short() && !bytes.Equal(pdf(t, chart), pdf(t, samples()[name])) {
			t.Errorf("the PDF of %s differs from one time to the next", name)
		}
	}
}

func TestAnSVGTellsItsDataToThoseWhoDoNotSeeIt(t *testing.T) {
	tests := []struct {
		name  string
		chart plots.Chart
		want  []string // in this order
	}{
		{"a projection tells scores with what moved them, and some rounds to the last", projection(english()), []string{
			"Projected score", "Reach CLB 9 in English: 2026-11-22 478*; 2027-03-14 473*; 2027-04-02 506* CLB 9; 2028-03-14 500*.",
			"Canadian experience: 2025-01-08 ", "2026-11-11 504.", "Source:"}},
		{"an empty one says why", empty(), []string{"No round open to you"}},
		{"a waterfall tells its parts", hardWaterfall(), []string{"2026-11-22: 478.", "Age: −5.", "Spouse or partner: +9 ?.", "2028-01-20: 1185."}},
		{"tech draws tell bands, open ends and places", techDraws(), []string{
			"2019-07-12: 439–459 438 you were below the band.", "2021-03-03: ≥ 455 471 inside: notified."}},
		{"lanes tell rows, also empty ones", lanes(), []string{
			"French to NCLC 7: Federal skilled worker open to you, 67 points 2027-06-10; ", "Steps, documents and permits: "}},
		{"a replay tells its counts, and some starts", replay(1), []string{"French to NCLC 7, 11 of 16 since May 2024: 2018-01-01 "}},
		{"a fan tells its next rounds, now and then", manyFans(), []string{"General: 2026-09-09 522 526 530 534 540; ", "Canadian experience: "}},
		{"a fan tells the next cutoff by its size", sizedFans(), []string{"General: ", "6,000 514 518 522 526 532."}},
		{"reliability tells its bins", reliability(), []string{"4 %: 2 % 381.", "97 %: 93 % 4088."}},
		{"a projection tells where the cutoffs may fall, and the range of the hero's score", samples()["cutoffs ahead"], []string{
			"where the cutoffs may fall (half, four fifths): 2026-", "–", "French to NCLC 7, range of a score, as steps may go: 2027-02-28 478–506;", "2028-03-31 467–500."}},
		{"chances tell each option now and then, and under the harder supposition", fourChances(), []string{
			"Reach CLB 9 in English: 2026-11-22 0 % 0 %;", "2029-11-06 62 % 31 %."}},
		{"a chart of rows tells them, also losses", tornado(), []string{
			"Nomination by a province: +600 9 months, $1,100; done 24 August 2027 ◆.", "Certificate of qualification in a trade: +0 ", "Your partner comes along: -12 "}},
		{"one without rows says why", noTornado(), []string{"Nothing raises the score."}},
		{"a ranking tells its columns", ranking(), []string{"Maîtrise au Canada, puis une désignation: 71% $38,010 22.", "No change: "}},
		{"rounds tell whether the score was enough", roundsOf(485), []string{"Canadian experience: 2026-11-11 504 not enough;", "French: 2026-11-13 ", " the score was enough;"}},
		{"a chart without words has none", plots.Lanes{}, []string{`-desc"></desc>`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, rest, _ := strings.Cut(string(svg(t, tt.chart, "c")), "<desc id=\"c")
			rest, _, _ = strings.Cut(rest, "<path")
			for _, want := range tt.want {
				_, after, ok := strings.Cut(rest, want)
				if !ok {
					t.Fatalf("%q is not in what is left: %s", want, rest)
				}
				rest = after
			}
		})
	}
}
