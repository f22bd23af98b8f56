package render

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"crsplan/cmd/crsplan/internal/page"
)

// CSV writes tables with raw values, as RFC 4180 has it but for the ends of its
// lines. Where there are several, each stands under its title, and a blank line
// parts them.
func CSV(out io.Writer, tables []*page.Table) error {
	for i, t := range tables {
		if i > 0 {
			if _, err := fmt.Fprintln(out); err != nil {
				return err
			}
		}
		lines := linesOf(t)
		if len(tables) > 1 {
			lines = append([][]string{{t.Title}}, lines...)
		}
		if err := CSVLines(out, lines); err != nil {
			return err
		}
	}
	return nil
}

// CSVLines writes lines of cells. It is the one way by which the program writes
// CSV: no text in it, from whosever file it came, is taken for a formula by a
// spreadsheet.
func CSVLines(out io.Writer, lines [][]string) error {
	w := csv.NewWriter(out)
	for _, line := range lines {
		cells := make([]string, len(line))
		for i, cell := range line {
			cells[i] = noFormula(cell)
		}
		if err := w.Write(cells); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// aNumber is what a spreadsheet takes for a number and nothing else.
var aNumber = regexp.MustCompile(`^[+-]?[0-9]+(?:[.,][0-9]+)*(?:[eE][+-]?[0-9]+)?$`)

// noFormula puts an apostrophe before a text that a spreadsheet might reckon
// with: one that begins with = + - @, a tab or a carriage return, and is no
// number.
//
// Source: OWASP, CSV Injection.
func noFormula(text string) string {
	if text == "" || !strings.ContainsRune("=+-@\t\r", rune(text[0])) || aNumber.MatchString(text) {
		return text
	}
	return "'" + text
}

// linesOf are the lines of a table: its columns with their parts, and its rows.
func linesOf(t *page.Table) [][]string {
	var header []string
	for _, c := range t.Columns {
		header = append(append(header, cmp.Or(c.Sheet, c.Title)), c.Parts...)
	}
	lines := [][]string{header}
	for _, row := range t.Rows {
		var line []string
		for i, c := range row.Cells {
			values := c.Values
			if values == nil {
				values = []any{c.Text}
			}
			for part := range 1 + len(t.Columns[i].Parts) {
				var value any = ""
				if part < len(values) {
					value = values[part]
				}
				line = append(line, plain(value))
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// plain is a value as a spreadsheet takes it.
func plain(value any) string {
	switch v := value.(type) {
	case string:
		if v = strings.TrimSpace(v); v == page.Nothing {
			return "" // a dash stands for nothing
		}
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return fmt.Sprint(value)
}
