package render

import (
	"bytes"
	"strings"
	"testing"

	"crsplan/cmd/crsplan/internal/page"
)

// sample has one of each kind of column, a text that would be a formula or a
// mark, and a total.
func sample() page.Table {
	return page.Table{
		Title: "Options",
		Columns: []page.Column{
			{Title: "Option", Wrap: 12},
			{Title: "Points", Kind: page.Number, Priority: 2},
			{Title: "Cost", Kind: page.Number, Parts: []string{"Cost: low"}, Priority: 1},
			{Title: "Ref", Kind: page.Reference},
		},
		Rows: []page.Row{
			{Cells: []page.Cell{{Text: "=1+1 *now*"}, {Text: "-5", Values: []any{-5}}, {Text: "$1,590", Values: []any{1590.0, 20.5}}, {Text: "a source"}}},
			{Cells: []page.Cell{{Text: "Reach CLB 9 in English"}, {Text: page.Nothing}, {Text: page.Nothing, Values: []any{""}}, {}}},
			{Kind: page.TotalRow, Cells: []page.Cell{{Text: "Total"}, {Text: "7"}, {}, {}}},
		},
	}
}

func TestTextCitesByNumberAndPartsBlocksByABlankLine(t *testing.T) {
	var out bytes.Buffer
	blocks := []page.Block{
		page.Heading{Text: "What to do"},
		sample(),
		page.Group{page.Paragraph{Text: "one two three four five six seven eight nine ten eleven twelve", Small: true}, page.Warning{Text: "beware"}},
		page.List{Items: []string{"first"}},
		page.References{Title: "References"},
	}
	if err := (Text{Width: 40}).Write(&out, blocks); err != nil {
		t.Fatal(err)
	}
	want := `What to do

Option        Points    Cost
─────────────────────────────────
=1+1 *now*        -5  $1,590  [1]
Reach CLB 9        -       -
in English
─────────────────────────────────
Total              7

one two three four five six seven
  eight nine ten eleven twelve
! beware

  - first

References
 [1] a source
`
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}

func TestWhereNothingIsCitedThereAreNoReferences(t *testing.T) {
	var out bytes.Buffer
	if err := (Text{Width: 40}).Write(&out, []page.Block{page.Paragraph{Text: "a"}, page.References{Title: "References"}}); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); got != "a\n" {
		t.Errorf("%q", got)
	}
}

func TestANarrowTableLeavesOutItsLeastImportantColumnsFirst(t *testing.T) {
	for _, test := range []struct {
		most  int
		shown string
		gone  string
	}{
		{0, "Option Points Cost", "nothing"},
		{34, "Option Points Cost", "nothing"},
		{33, "Option Cost", "Points"},
		{20, "Option", "Cost"},
		{3, "Option", "Points"}, // what has no priority always stays
	} {
		table := sample()
		head := []string{}
		few, _ := fitted(&table, test.most)
		for _, c := range few.Columns {
			head = append(head, c.Title)
		}
		if got := strings.Join(head[:len(head)-1], " "); got != test.shown {
			t.Errorf("%d letters: %q, want %q", test.most, got, test.shown)
		}
	}
}

func TestCSVHasRawValuesAndNoFormula(t *testing.T) {
	table := sample()
	var out bytes.Buffer
	if err := CSV(&out, []*page.Table{&table}); err != nil {
		t.Fatal(err)
	}
	want := "Option,Points,Cost,Cost: low,Ref\n'=1+1 *now*,-5,1590,20.5,a source\nReach CLB 9 in English,,,,\nTotal,7,,,\n"
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
	if got := plain(page.Nothing); got != "" {
		t.Errorf("a dash is %q, want nothing", got)
	}
}

func TestSeveralTablesHaveTheirTitlesAndOneHasNone(t *testing.T) {
	table := sample()
	for name, write := range map[string]func(*bytes.Buffer, []*page.Table) error{
		"csv":      func(b *bytes.Buffer, t []*page.Table) error { return CSV(b, t) },
		"markdown": func(b *bytes.Buffer, t []*page.Table) error { return MarkdownTables(b, t) },
		"html":     func(b *bytes.Buffer, t []*page.Table) error { return HTMLTables(b, t) },
	} {
		var one, two bytes.Buffer
		if err := write(&one, []*page.Table{&table}); err != nil {
			t.Fatal(err)
		}
		if err := write(&two, []*page.Table{&table, &table}); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(one.String(), "Options") || strings.Count(two.String(), "Options") != 2 {
			t.Errorf("%s:\n%s\n%s", name, &one, &two)
		}
	}
}

func TestMarkdownAndHTMLMarkNothingThatIsOnlyText(t *testing.T) {
	table := sample()
	var markdown, html bytes.Buffer
	table.Rows[0].Cells[0].Text = "*a* <b> [c] | d"
	if err := MarkdownTables(&markdown, []*page.Table{&table}); err != nil {
		t.Fatal(err)
	}
	if want := `| \*a\* \<b\> \[c\] \| d | -5 |`; !strings.Contains(markdown.String(), want) {
		t.Errorf("no %s in\n%s", want, &markdown)
	}
	if err := HTMLTables(&html, []*page.Table{&table}); err != nil {
		t.Fatal(err)
	}
	if want := `<th scope="row">*a* &lt;b&gt; [c] | d</th><td align="right">-5</td>`; !strings.Contains(html.String(), want) {
		t.Errorf("no %s in\n%s", want, &html)
	}
}
