package draws

import (
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// row is a row of one of the CSV files. Its methods read a column by name and
// remember the first thing wrong, so that a reader can go through a row
// without asking after each value.
type row struct {
	line    int
	columns []string
	cells   []string
	wrong   reason.Reason
}

// eachRow calls take for each row of a file that has exactly those columns.
// It stops at the first row that take finds wrong.
func eachRow(file, columns string, from io.Reader, take func(*row)) error {
	r := csv.NewReader(from)
	r.ReuseRecord = true
	r.FieldsPerRecord = strings.Count(columns, ",") + 1
	row := row{columns: strings.Split(columns, ",")}
	for {
		cells, err := r.Read()
		var syntax *csv.ParseError
		switch {
		case err == io.EOF && row.line == 0:
			return &RowError{file, 1, reason.New("draws.row/columns", "columns", columns)}
		case err == io.EOF:
			return nil
		case errors.As(err, &syntax):
			return &RowError{file, syntax.Line, reason.New("draws.row/csv", "problem", reason.Said(syntax.Err.Error()))}
		case err != nil:
			return err
		}
		header := row.line == 0
		row.line, _ = r.FieldPos(0)
		row.cells = cells
		if header {
			if strings.Join(cells, ",") != columns {
				return &RowError{file, row.line, reason.New("draws.row/columns", "columns", columns)}
			}
			continue
		}
		if take(&row); !row.wrong.IsZero() {
			return &RowError{file, row.line, row.wrong}
		}
	}
}

// reject says what is wrong with the row; what was wrong first stands.
func (r *row) reject(code string, namesAndValues ...any) {
	if r.wrong.IsZero() {
		r.wrong = reason.New(code, namesAndValues...)
	}
}

// cell returns what stands in a column; it may be empty.
func (r *row) cell(column string) string {
	for i, name := range r.columns {
		if name == column {
			return r.cells[i]
		}
	}
	panic("draws: no column " + column)
}

// text returns what stands in a column, where something must.
func (r *row) text(column string) string {
	s := r.cell(column)
	if s == "" {
		r.reject("draws.row/empty", "column", column)
	}
	return s
}

func (r *row) day(column string) civil.Day {
	s := r.text(column)
	if s == "" {
		return 0
	}
	d, err := civil.Parse(s)
	if err != nil {
		r.reject("draws.row/day", "column", column, "value", s)
	}
	return d
}

func (r *row) optionalDay(column string) civil.Day {
	if r.cell(column) == "" {
		return 0
	}
	return r.day(column)
}

func (r *row) optionalInstant(column string) time.Time {
	s := r.cell(column)
	if s == "" {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		r.reject("draws.row/instant", "column", column, "value", s)
	}
	return t.UTC()
}

// whole returns a whole number of at least least.
func (r *row) whole(column string, least int) int {
	s := r.text(column)
	n, err := strconv.Atoi(s)
	if err != nil || n < least {
		r.reject("draws.row/number", "column", column, "value", s, "least", least)
	}
	return n
}

// optionalWhole returns 0 for an empty cell; a 0 that is written out would
// mean something else, and is refused.
func (r *row) optionalWhole(column string) int {
	if r.cell(column) == "" {
		return 0
	}
	return r.whole(column, 1)
}

func (r *row) yes(column string) bool {
	s := r.cell(column)
	if s != "" && s != "yes" {
		r.reject("draws.row/yes", "column", column, "value", s)
	}
	return s == "yes"
}

// stream returns a known stream, Ontario's or a federal one.
func (r *row) stream(column, key string, ontario bool) Stream {
	s := Stream(key)
	if !s.Known() || s.Ontario() != ontario {
		r.reject("draws.row/stream", "column", column, "value", key)
	}
	return s
}
