package page

import (
	"fmt"

	"crsplan/sim/civil"
)

// titled gives a table a title: a term, or a phrase where it has values.
func (a *author) titled(t Table, code string, namesAndValues ...any) Table {
	if t.Title = a.Catalogue.Term(code); len(namesAndValues) > 0 {
		t.Title = a.Phrase(code, namesAndValues...)
	}
	return t
}

// rules names rules by the day they came into force, or by their own name.
func (a *author) rules(id string) string {
	if day, err := civil.Parse(id); err == nil {
		return a.Value(day)
	}
	return id
}

// monthSpan names the months from a day to another.
func (a *author) monthSpan(from, to civil.Day) string {
	y1, m1, _ := from.Date()
	y2, m2, _ := to.Date()
	switch {
	case y1 != y2:
		return a.Phrase("report.month-span/years", "from", a.Month(m1), "year", fmt.Sprint(y1), "to", a.Month(m2), "last", fmt.Sprint(y2))
	case m1 != m2:
		return a.Phrase("report.month-span", "from", a.Month(m1), "to", a.Month(m2), "year", fmt.Sprint(y1))
	}
	return a.Phrase("report.month-span/one", "month", a.Month(m1), "year", fmt.Sprint(y1))
}

// cells are cells of words.
func cells(texts ...string) []Cell {
	list := make([]Cell, len(texts))
	for i, text := range texts {
		list[i].Text = text
	}
	return list
}
