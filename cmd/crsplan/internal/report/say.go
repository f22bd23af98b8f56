package report

import (
	"fmt"
	"math"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// paragraph makes a paragraph of a phrase.
func (a *author) paragraph(code string, namesAndValues ...any) page.Paragraph {
	return page.Paragraph{Text: a.c.Phrase(code, namesAndValues...)}
}

// note makes a small paragraph of a phrase.
func (a *author) note(code string, namesAndValues ...any) page.Paragraph {
	return page.Paragraph{Text: a.c.Phrase(code, namesAndValues...), Small: true}
}

func (a *author) heading(term string) page.Heading { return page.Heading{Text: a.c.Term(term)} }

// columns makes columns of terms, of which those with a leading "#" are of
// figures.
func (a *author) columns(keys ...string) []page.Column {
	list := make([]page.Column, len(keys))
	for i, key := range keys {
		name, figure := strings.CutPrefix(key, "#")
		list[i] = page.Column{Title: a.c.Term("column." + name)}
		if figure {
			list[i].Kind = page.Number
		}
	}
	return list
}

// titled gives a table a title: a term, or a phrase where it has values.
func (a *author) titled(t page.Table, code string, namesAndValues ...any) page.Table {
	if t.Title = a.c.Term(code); len(namesAndValues) > 0 {
		t.Title = a.c.Phrase(code, namesAndValues...)
	}
	return t
}

// money writes dollars.
func (a *author) money(dollars float64) string {
	return a.c.Value(reason.CAD(int(math.Round(dollars))))
}

// spread writes an amount with its bounds.
func (a *author) spread(r answer.Range) string {
	if r.Low == r.High {
		return a.money(r.Likely)
	}
	return a.c.Phrase("spread", "likely", a.money(r.Likely), "low", a.money(r.Low), "high", a.money(r.High))
}

// months writes a length with its bounds.
func (a *author) months(r answer.Range) string {
	if r.Low == r.High {
		return a.number(r.Likely)
	}
	return a.c.Phrase("spread", "likely", a.number(r.Likely), "low", a.number(r.Low), "high", a.number(r.High))
}

// number writes a number without needless decimals.
func (a *author) number(x float64) string { return a.c.Decimal(math.Round(x*10)/10, -1) }

// rules names rules by the day they came into force, or by their own name.
func (a *author) rules(id string) string {
	if day, err := civil.Parse(id); err == nil {
		return a.c.Value(day)
	}
	return id
}

// signed writes points with their sign.
func signed(points int) string {
	if points < 0 {
		return fmt.Sprintf("−%d", -points)
	}
	return fmt.Sprintf("+%d", points)
}

// verdict writes yes, no or not known.
func (a *author) verdict(eligible *bool) string {
	switch {
	case eligible == nil:
		return a.c.Term("verdict.not-known")
	case *eligible:
		return a.c.Term("verdict.yes")
	}
	return a.c.Term("verdict.no")
}

// total writes a score, with a mark where it is not complete.
func total(points int, complete bool) string {
	if complete {
		return fmt.Sprint(points)
	}
	return fmt.Sprint(points, "*")
}

// monthSpan names the months from a day to another.
func (a *author) monthSpan(from, to civil.Day) string {
	y1, m1, _ := from.Date()
	y2, m2, _ := to.Date()
	switch {
	case y1 != y2:
		return a.c.Phrase("report.month-span/years", "from", a.c.Month(m1), "year", fmt.Sprint(y1), "to", a.c.Month(m2), "last", fmt.Sprint(y2))
	case m1 != m2:
		return a.c.Phrase("report.month-span", "from", a.c.Month(m1), "to", a.c.Month(m2), "year", fmt.Sprint(y1))
	}
	return a.c.Phrase("report.month-span/one", "month", a.c.Month(m1), "year", fmt.Sprint(y1))
}

// upper begins a sentence.
func upper(text string) string { return reason.Capital(text) }

// cells are cells of words.
func cells(texts ...string) []page.Cell {
	list := make([]page.Cell, len(texts))
	for i, text := range texts {
		list[i].Text = text
	}
	return list
}
