package render

import (
	"encoding/csv"
	"fmt"
	"io"
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
		if err := csv.NewWriter(out).WriteAll(lines); err != nil {
			return err
		}
	}
	return nil
}

// linesOf are the lines of a table: its columns with their parts, and its rows.
func linesOf(t *page.Table) [][]string {
	var header []string
	for _, c := range t.Columns {
		header = append(append(header, c.Title), c.Parts...)
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
		return NoFormula(strings.TrimSpace(v))
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return fmt.Sprint(value)
}

// NoFormula keeps a spreadsheet from reckoning with a text that came with
// somebody's file; a dash stands for nothing.
func NoFormula(text string) string {
	switch {
	case text == page.Nothing:
		return ""
	case text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])):
		return "'" + text
	}
	return text
}
