package render_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"crsplan/cmd/crsplan/internal/page"
	"crsplan/cmd/crsplan/internal/render"
)

func pdf(t testing.TB, doc *page.Document, paper render.Paper) []byte {
	t.Helper()
	return []byte(writtenOn(t, doc, render.PDF, paper))
}

// printed are the PDFs of the clients, each made once.
var printed sync.Map

func printedOn(t testing.TB, doc *page.Document, paper render.Paper) []byte {
	type key struct {
		doc   *page.Document
		paper render.Paper
	}
	once, _ := printed.LoadOrStore(key{doc, paper}, sync.OnceValue(func() []byte { return pdf(t, doc, paper) }))
	return once.(func() []byte)()
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

// pages returns the text of each page in the order in which it was written.
func pages(t *testing.T, data []byte) []string {
	t.Helper()
	reader := program(t, "pdftotext")
	file := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(reader, "-raw", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
}

func TestTheTextOfThePDFIsTheContent(t *testing.T) {
	program(t, "pdftotext")
	eachClient(t, func(t *testing.T, doc *page.Document) {
		for _, paper := range render.Papers {
			list := pages(t, printedOn(t, doc, paper))
			var body strings.Builder
			for i, page := range list {
				text := letters(page)
				foot := letters(fmt.Sprintf("%s%d / %d", doc.Made, i+1, len(list)))
				numbered := letters(fmt.Sprintf("%d / %d%s", i+1, len(list), doc.Made)) // the number is written first
				if !strings.Contains(text, foot) && !strings.Contains(text, numbered) {
					t.Errorf("%s: page %d of %d has no foot: %q", paper, i+1, len(list), last(page, 120))
				}
				text = strings.NewReplacer(foot, "", numbered, "", letters(doc.Footer), "").Replace(text)
				body.WriteString(text)
			}
			inOrder(t, withoutFoot(doc), body.String())
		}
	})
}

// withoutFoot is a document without what stands at the foot of every page.
func withoutFoot(doc *page.Document) *page.Document {
	bare := *doc
	bare.Made, bare.Footer = "", ""
	return &bare
}

func TestThePDFIsSmallAndTheSameBytesTwice(t *testing.T) {
	eachClient(t, func(t *testing.T, doc *page.Document) {
		first := printedOn(t, doc, render.A4)
		if len(first) > 1<<20 {
			t.Errorf("%d bytes", len(first))
		}
		if !bytes.Equal(first, pdf(t, doc, render.A4)) {
			t.Error("other bytes the second time")
		}
		if !bytes.Contains(first, []byte("/Lang ("+doc.Lang+")")) || !bytes.Contains(first, []byte("/Outlines")) {
			t.Error("no language, or no bookmarks")
		}
	})
}

// A heading is followed by something on its page, and so are the headings of a
// table and the first row of a group.
func TestNothingStandsAloneAtTheEndOfAPage(t *testing.T) {
	program(t, "pdftotext")
	eachClient(t, func(t *testing.T, doc *page.Document) {
		headings := map[string]bool{}
		for _, s := range doc.Sections {
			headings[letters(s.Title)] = true
			for _, block := range s.Blocks {
				switch b := block.(type) {
				case page.Heading:
					headings[letters(b.Text)] = true
				case page.Table:
					headings[letters(b.Title)] = true
					for _, row := range b.Rows {
						if row.Kind == page.GroupRow {
							headings[letters(row.Cells[0].Text)] = true
						}
					}
				}
			}
		}
		number := regexp.MustCompile(`^(\d+|<?\d+\s?%) `) // of a chart's label
		for _, paper := range render.Papers {
			list := pages(t, printedOn(t, doc, paper))
			for i, page := range list {
				text := page
				for _, foot := range []string{fmt.Sprintf("%d / %d", i+1, len(list)), doc.Made, doc.Footer} {
					if at := strings.LastIndex(text, foot); foot != "" && at >= 0 {
						text = text[:at]
					}
				}
				lines := strings.Split(strings.TrimSpace(text), "\n")
				if end := letters(number.ReplaceAllString(lines[len(lines)-1], "")); headings[end] {
					t.Errorf("%s: page %d ends with %q", paper, i+1, end)
				}
			}
		}
	})
}

// What is divided is used up, and nobody gets less than the least where there
// is enough.
func TestTheColumnsOfATableShareItsWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 9).Draw(t, "columns")
		free := rapid.Float64Range(20, 300).Draw(t, "free")
		least, most := make([]float64, n), make([]float64, n)
		sum := 0.0
		for i := range n {
			least[i] = rapid.Float64Range(0.1, 60).Draw(t, "least")
			most[i] = least[i] + rapid.Float64Range(0, 200).Draw(t, "more")
			sum += least[i]
		}
		total := 0.0
		for i, width := range render.Share(free, least, most) {
			total += width
			if sum <= free && width < least[i]-1e-9 {
				t.Fatalf("column %d: %v, least %v", i, width, least[i])
			}
		}
		if math.Abs(total-free) > 1e-6 {
			t.Fatalf("%v of %v", total, free)
		}
	})
}

// The letters that the font lacks are told once each, in order, wherever they
// stand; those of a column that no form shows are not.
func TestTheLettersThatAreMissingAreTold(t *testing.T) {
	doc := &page.Document{Title: "Plan\u00a0é", Client: "李 Ana", Sections: []page.Section{{Blocks: []page.Block{
		page.Warning{Text: "王李"},
		page.Table{Columns: []page.Column{{Title: "أ"}, {Kind: page.Reference}}, Rows: []page.Row{{Cells: []page.Cell{{Text: "–"}, {Text: "漢"}}}}},
	}}}}
	if got := render.Missing(doc); got != "李王أ" {
		t.Errorf("%q", got)
	}
}

// A report has seven pages at most, and none but the last is less than half full.
func TestAReportIsShortAndItsPagesAreFull(t *testing.T) {
	eachClient(t, func(t *testing.T, doc *page.Document) {
		for _, paper := range render.Papers {
			filled := render.Filled(doc, paper)
			if len(filled) > 6 {
				t.Errorf("%s: %d pages", paper, len(filled)+1)
			}
			for i, share := range filled {
				if share < 0.5 {
					t.Errorf("%s: page %d is filled to %.2f", paper, i+1, share)
				}
			}
		}
	})
}
