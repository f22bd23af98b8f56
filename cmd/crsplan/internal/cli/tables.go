package cli

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/render"
	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// The forms that --table prints tables in. As text they stand among what is
// said of them; in the other forms nothing else is printed on standard output,
// and what is said goes to standard error.
const (
	asText     = "text"
	asCSV      = "csv"
	asMarkdown = "markdown"
	asHTML     = "html"
)

var tableForms = []string{asText, asCSV, asMarkdown, asHTML}

// withTables gives the flag to commands that print tables.
func (a *app) withTables(list ...*cobra.Command) []*cobra.Command {
	for _, cmd := range list {
		cmd.Flags().StringVar(&a.tables, "table", asText, "")
	}
	return list
}

// checkTable checks --table, and that nothing else says how to print.
func (a *app) checkTable(cmd *cobra.Command) error {
	if cmd.Flags().Lookup("table") == nil {
		a.tables = asText
		return nil
	}
	if !slices.Contains(tableForms, a.tables) {
		return usage(reason.New("table-unknown", "form", a.tables)).with(nearest(a.tables, tableForms, reason.New("table-unknown/hint", "forms", strings.Join(tableForms, ", "))))
	}
	for _, other := range []string{"json", "csv", "batch"} {
		if f := cmd.Flag(other); f != nil && f.Changed && cmd.Flag("table").Changed {
			return usage(reason.New("table-and", "flag", "--"+other)).with(reason.New("table-and/hint", "flag", "--"+other))
		}
	}
	return nil
}

// cell shows one thing to a reader and says another to a spreadsheet: raw
// values, each in a column of its own. As a heading it names those columns.
type cell struct {
	shown string
	raw   []any
}

func (c cell) String() string { return c.shown }

// raw is a cell that is shown in words, and of which a spreadsheet takes values.
func raw(shown string, values ...any) cell { return cell{shown, values} }

// heading is the heading of a column that is several columns in a spreadsheet:
// its own, and one for each further part.
func (a *app) heading(column string, parts ...string) cell {
	return a.headed(a.words.Term("column."+column), parts...)
}

func (a *app) headed(title string, parts ...string) cell {
	c := raw(title, title)
	for _, part := range parts {
		c.raw = append(c.raw, a.words.Phrase("column-part", "column", title, "part", a.words.Term("part."+part)))
	}
	return c
}

// spreadParts are the parts of an amount with its bounds, after the likely one.
var spreadParts = []string{"low", "high"}

func signed(n int) cell { return raw(fmt.Sprintf("%+d", n), n) }

func (a *app) moneyCell(dollars float64) cell { return raw(a.money(dollars), rounded(dollars, 2)) }

func (a *app) numberCell(x float64) cell { return raw(a.number(x), rounded(x, 2)) }

// bothWaysCell is a chance, told both ways where it hangs on a missing fact.
func (a *app) bothWaysCell(c answer.Chance) cell {
	if c.P.Known {
		return a.chanceCell(c.P.P)
	}
	return raw(answer.ChanceText(a.words, c), "")
}

func (a *app) chanceCell(p float64) cell { return raw(a.words.Chance(p), rounded(p, 4)) }

func (a *app) percentCell(p float64) cell { return raw(a.words.Percent(p), rounded(p, 4)) }

func (a *app) decimalCell(x float64, digits int) cell {
	return raw(a.words.Decimal(x, digits), rounded(x, max(digits, 2)))
}

func (a *app) spreadCell(r answer.Range) cell { return raw(a.spread(r), r.Likely, r.Low, r.High) }

func bandCell(low, high int) cell { return raw(bandText(low, high), low, high) }

func daysCell(from, to civil.Day) cell {
	return raw(span(dayText(from), dayText(to)), dayText(from), dayText(to))
}

// refCell cites a reference: by its number where the references are printed
// below, and else whole.
func (a *app) refCell(refs *[]string, ref string) any {
	if a.tables != asText {
		return ref
	}
	return cite(refs, ref)
}

// refHeading is the heading of a column of references.
func (a *app) refHeading() string {
	if a.tables == asText {
		return ""
	}
	return a.words.Term("column.cited")
}

func rounded(x float64, digits int) float64 {
	unit := math.Pow(10, float64(digits))
	return math.Round(x*unit) / unit
}

// grid is a table that keeps what it is made of, to be printed in any form.
type grid struct {
	table.Writer
	title   string
	header  table.Row
	rows    []table.Row
	columns []table.ColumnConfig
}

func (g *grid) AppendHeader(row table.Row, config ...table.RowConfig) {
	g.header = row
	g.Writer.AppendHeader(row, config...)
}

func (g *grid) AppendRow(row table.Row, config ...table.RowConfig) {
	g.rows = append(g.rows, row)
	g.Writer.AppendRow(row, config...)
}

func (g *grid) AppendFooter(row table.Row, config ...table.RowConfig) {
	g.rows = append(g.rows, row)
	g.Writer.AppendFooter(row, config...)
}

func (g *grid) SetColumnConfigs(columns []table.ColumnConfig) {
	g.columns = columns
	g.Writer.SetColumnConfigs(columns)
}

// apart takes the tables out of an answer, and passes on what else is said.
type apart struct {
	io.Writer
	tables []*grid
}

// tablesOf makes of an answer its tables alone, in the form that is asked for.
func (a *app) tablesOf(fill func(io.Writer) error) func(io.Writer) error {
	return func(out io.Writer) error {
		p := &apart{Writer: a.Err}
		if a.quiet {
			p.Writer = io.Discard
		}
		if err := fill(p); err != nil {
			return err
		}
		for i, g := range p.tables {
			title := ""
			if len(p.tables) > 1 {
				title = g.title
			}
			if i > 0 {
				fmt.Fprintln(out)
			}
			if err := g.print(out, title, a.tables); err != nil {
				return err
			}
		}
		return nil
	}
}

// print prints a table in a form other than text, under a title if there is one.
func (g *grid) print(out io.Writer, title, form string) error {
	if form == asCSV {
		return g.csv(out, title)
	}
	t := table.NewWriter()
	t.Style().HTML = table.HTMLOptions{CSSClass: "crsplan", EscapeText: true, Newline: "<br>"}
	shown := func(row table.Row) (texts table.Row) {
		for _, value := range row {
			text := strings.TrimSpace(fmt.Sprint(value))
			if form == asMarkdown {
				text = plainMarkdown(text)
			}
			texts = append(texts, text)
		}
		return texts
	}
	t.AppendHeader(shown(g.header))
	for _, row := range g.rows {
		t.AppendRow(shown(row))
	}
	var columns []table.ColumnConfig
	for _, c := range g.columns {
		columns = append(columns, table.ColumnConfig{Number: c.Number, Align: c.Align, AlignHeader: c.AlignHeader})
	}
	t.SetColumnConfigs(columns)
	if form == asHTML {
		t.SetTitle(title)
		_, err := fmt.Fprintln(out, t.RenderHTML())
		return err
	}
	if title != "" {
		fmt.Fprintf(out, "### %s\n\n", plainMarkdown(title))
	}
	_, err := fmt.Fprintln(out, t.RenderMarkdown())
	return err
}

// plainMarkdown escapes what Markdown takes for marks; the table escapes its
// own bars.
func plainMarkdown(text string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "<", "&lt;", "[", `\[`, "]", `\]`).Replace(text)
}

// csv prints a table with raw values, as RFC 4180 has it but for the ends of
// its lines.
func (g *grid) csv(out io.Writer, title string) error {
	var lines [][]string
	if title != "" {
		lines = append(lines, []string{title})
	}
	widths := make([]int, len(g.header))
	var header []string
	for i, h := range g.header {
		values := rawOf(h)
		widths[i] = len(values)
		header = append(header, values...)
	}
	lines = append(lines, header)
	for _, row := range g.rows {
		var line []string
		for i, value := range row {
			values := rawOf(value)
			for len(values) < widths[i] {
				values = append(values, "")
			}
			line = append(line, values...)
		}
		lines = append(lines, line)
	}
	return render.CSVLines(out, lines)
}

// rawOf returns what a spreadsheet takes of a cell.
func rawOf(value any) []string {
	c, ok := value.(cell)
	if !ok {
		c = cell{raw: []any{value}}
	}
	texts := make([]string, len(c.raw))
	for i, v := range c.raw {
		switch v := v.(type) {
		case string:
			if texts[i] = strings.TrimSpace(v); texts[i] == "-" {
				texts[i] = "" // a dash stands for nothing
			}
		case float64:
			texts[i] = strconv.FormatFloat(v, 'f', -1, 64)
		default:
			texts[i] = fmt.Sprint(v)
		}
	}
	return texts
}
