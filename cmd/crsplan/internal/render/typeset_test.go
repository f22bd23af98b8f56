package render_test

import (
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"crsplan/cmd/crsplan/internal/page"
	"crsplan/cmd/crsplan/internal/render"
	"crsplan/plots"
	"crsplan/sim/reason"
)

// everyBlock has one of each block, some of them in a group, and cites where a
// place for references follows and where none does.
func everyBlock() *page.Document {
	words, _ := reason.In("en")
	cited := page.Table{
		Title:   "Factors",
		Columns: []page.Column{{Title: "Factor"}, {Title: "Points", Kind: page.Number}, {Title: "Source", Kind: page.Reference}},
		Rows: []page.Row{
			{Kind: page.GroupRow, Cells: []page.Cell{{Text: "Core"}, {Text: ""}, {}}},
			{Cells: []page.Cell{{Text: "Age"}, {Text: "-7"}, {Text: "the grid"}}},
			{Cells: []page.Cell{{Text: "Work"}, {Text: page.Nothing}, {Text: "the law"}}},
			{Kind: page.TotalRow, Cells: []page.Cell{{Text: "Total"}, {Text: "-7"}, {}}},
		},
	}
	return &page.Document{
		Catalogue: words, Lang: "en", Title: "Plan", Client: "Ana", Dated: "today", Day: today, Contents: "Contents", Made: "made",
		Sections: []page.Section{
			{Key: "one", Title: "One", Blocks: []page.Block{
				page.Group{page.Heading{Text: "Head"}, page.Paragraph{Label: "2026-11-22", Text: "words", Ref: "the law"}},
				cited,
				page.Warning{Text: "beware"},
				page.Question{Text: "which?"},
				page.Items{{Mark: "-", Text: "no work", Ref: "the law"}, {Text: "plain"}},
				page.Callout{Title: "Do", Text: "this"},
				page.Figures{{Label: "label", Value: "value", Note: "note"}},
				page.Details{page.List{Items: []string{"item"}}},
				page.References{Title: "References"},
			}},
			{Key: "two", Number: 1, Title: "Two", Blocks: []page.Block{
				page.Paragraph{Text: "again", Ref: "the law"},
				page.Group{page.References{Title: "Nothing new"}},
				page.Paragraph{Text: "no place follows", Ref: "nowhere"}, cited,
				page.Group{page.Chart{Title: "a chart", Chart: &plots.Lanes{}}},
			}},
		},
	}
}

// A block that is new must be put into everyBlock, and so be shown by every form.
func TestThereIsNoOtherBlock(t *testing.T) {
	seen := map[string]bool{}
	var see func(blocks []page.Block)
	see = func(blocks []page.Block) {
		for _, b := range blocks {
			seen[reflect.TypeOf(b).Name()] = true
			switch b := b.(type) {
			case page.Group:
				see(b)
			case page.Details:
				see(b)
			}
		}
	}
	for _, s := range everyBlock().Sections {
		see(s.Blocks)
	}
	files, err := filepath.Glob(filepath.Join("..", "page", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	method, found := regexp.MustCompile(`(?m)^func \((?:\w+ )?(\w+)\) Texts\(`), 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range method.FindAllStringSubmatch(string(text), -1) {
			if found++; !seen[m[1]] {
				t.Errorf("no form is seen to show a page.%s", m[1])
			}
		}
	}
	if found != len(seen) {
		t.Errorf("%d blocks in package page, %d here", found, len(seen))
	}
}

func TestEveryBlockIsSetInMarkdown(t *testing.T) {
	want := `# Plan

**Ana**

today

## One

### Head

2026-11-22 – words \[1\]

**Factors**

| Factor | Points | Source |
| --- | ---: | --- |
| **Core** |  |  |
| Age | −7 | \[2\] |
| Work | – | \[1\] |
| **Total** | **−7** |  |

> beware

> which?

- – no work \[1\]
- plain

> **Do**
>
> this

- label: **value** (note)

- item

### References

\[1\] the law

\[2\] the grid

## 1. Two

again \[1\]

no place follows

**Factors**

| Factor | Points |
| --- | ---: |
| **Core** |  |
| Age | −7 |
| Work | – |
| **Total** | **−7** |

![a chart](plan-chart-1.png)

---

made
`
	if got := written(t, everyBlock(), render.Markdown); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// What the forms say of every block is what the Markdown says, which the test
// above looks at.
func TestEveryBlockIsSetInEveryForm(t *testing.T) {
	doc := everyBlock()
	said := []string{"Head", "2026-11-22 – words [1]", "Factors", "Age −7 [2]", "Work – [1]", "Total −7", "beware", "which?", "– no work [1]", "plain", "Do", "this", "label", "value", "note", "item",
		"References", "[1] the law", "[2] the grid", "again [1]", "no place follows", "Factors", "Age −7 Work – Total −7"}
	texts := map[render.Format]string{render.HTML: tags.ReplaceAllString(headers.ReplaceAllString(written(t, doc, render.HTML), ""), " ")}
	if !testing.Short() {
		texts[render.PDF] = strings.Join(pages(t, pdf(t, doc, render.A4)), "")
	}
	for format, text := range texts {
		rest := letters(text)
		for _, want := range said {
			_, after, found := strings.Cut(rest, letters(want))
			if !found {
				t.Fatalf("%s: %q is not said, or not in its place, in %s", format, want, text)
			}
			rest = after
		}
		if strings.Contains(text, "nowhere") || strings.Contains(text, "Nothing new") {
			t.Errorf("%s lists what nothing cites: %s", format, text)
		}
	}
}

// The same builder may be set twice: setting changes no document.
func TestSettingChangesNothing(t *testing.T) {
	doc := everyBlock()
	first := written(t, doc, render.Markdown)
	for _, format := range render.Formats {
		if err := render.Document(io.Discard, doc, "plan", format, render.A4); err != nil {
			t.Fatal(err)
		}
	}
	if written(t, doc, render.Markdown) != first {
		t.Error("it says something else the second time")
	}
}

// The charts of the Markdown are files beside it, those in groups, too.
func TestTheMarkdownFindsItsCharts(t *testing.T) {
	doc := everyBlock()
	files, err := render.Files(doc, "plan", []render.Format{render.Markdown}, render.A4)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 2 || files[1].Name != "plan-chart-1.png" || !strings.Contains(string(files[0].Data), files[1].Name) {
		t.Errorf("%d files: %s", len(files), files[len(files)-1].Name)
	}
}
