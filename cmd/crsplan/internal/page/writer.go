package page

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// Writer writes what builders put on a page, in the words of a catalogue. Every
// number, sign, dash and rounding of a page is written here.
type Writer struct {
	*reason.Catalogue
	// Paper writes for who reads on paper: days in words, printers' signs, and
	// clauses that stand alone with a capital letter.
	Paper bool
}

// Nothing is the mark of a cell that has nothing to say.
const Nothing = "-"

// None is a cell that has nothing to say.
func (w Writer) None() Cell {
	if w.Paper {
		return Cell{"–", []any{""}}
	}
	return Cell{Nothing, []any{""}}
}

// Text is a cell of words.
func (w Writer) Text(text string) Cell { return Cell{Text: text} }

// Told is a cell that is shown in words, and of which a spreadsheet takes
// values.
func (w Writer) Told(text string, values ...any) Cell { return Cell{text, values} }

// Term is a cell of a word of the catalogue.
func (w Writer) Term(key string) Cell { return Cell{Text: w.Catalogue.Term(key)} }

// Integer is a cell of a whole number.
func (w Writer) Integer(n int) Cell { return Cell{Text: strconv.Itoa(n)} }

// Day is a cell of a day, as in 2026-11-22; the zero day has nothing to say.
func (w Writer) Day(d civil.Day) Cell {
	if d.IsZero() {
		return w.None()
	}
	if w.Paper {
		return Cell{w.Value(d), []any{d.String()}}
	}
	return Cell{Text: d.String()}
}

// Clause is a cell of words that say why.
func (w Writer) Clause(text string) Cell {
	if w.Paper {
		text = reason.Capital(text)
	}
	return Cell{Text: text}
}

// Points is a cell of points that may be missing.
func (w Writer) Points(p answer.Points) Cell {
	if !p.Known {
		return Cell{Text: "?"}
	}
	return w.Integer(p.Points)
}

// Months is a cell of months, without needless decimals.
func (w Writer) Months(months float64) Cell {
	return Cell{w.Decimal(Rounded(months, 2), -1), []any{Rounded(months, 2)}}
}

// MonthsRange is a cell of the likely months, with the low and the high in
// parts.
func (w Writer) MonthsRange(r answer.Range) Cell {
	return Cell{w.Decimal(Rounded(r.Likely, 2), -1), []any{r.Likely, r.Low, r.High}}
}

// Dollars is an amount in Canadian dollars, as text.
func (w Writer) Dollars(amount float64) string { return w.Value(reason.CAD(amount)) }

// Money is a cell of an amount in Canadian dollars.
func (w Writer) Money(amount float64) Cell { return Cell{w.Dollars(amount), []any{Rounded(amount, 2)}} }

// Spread is a cell of an amount with its bounds, which are its parts.
func (w Writer) Spread(r answer.Range) Cell {
	c := w.Cost(r)
	if r.Low != r.High {
		c.Text = w.Phrase("spread", "likely", w.Dollars(r.Likely), "low", w.Dollars(r.Low), "high", w.Dollars(r.High))
	}
	return c
}

// Signed is a cell of points gained or lost, with their sign.
func (w Writer) Signed(n int) Cell {
	text := fmt.Sprintf("%+d", n)
	if w.Paper {
		text = strings.Replace(text, "-", "−", 1)
	}
	return Cell{text, []any{n}}
}

// Score is a cell of a score, marked where it is not complete.
func (w Writer) Score(total int, complete bool) Cell {
	if complete {
		return w.Integer(total)
	}
	return Cell{strconv.Itoa(total) + "*", []any{total}}
}

// Verdict is a cell of yes, no or not known.
func (w Writer) Verdict(yes *bool) Cell {
	switch {
	case yes == nil:
		return w.Term("verdict.not-known")
	case *yes:
		return w.Term("verdict.yes")
	}
	return w.Term("verdict.no")
}

// Probability is a cell of a chance from 0 to 1, in the few steps in which a
// chance is told.
func (w Writer) Probability(p float64) Cell { return Cell{w.Chance(p), []any{Rounded(p, 4)}} }

// Invited is a cell of the chance of an invitation: both ways where it hangs on
// a missing fact.
func (w Writer) Invited(c answer.Chance) Cell {
	if c.P.Known && c.Bound == "" {
		return w.Probability(c.P.P)
	}
	if c.P.Known {
		return Cell{answer.ChanceText(w.Catalogue, c), []any{Rounded(c.P.P, 4)}}
	}
	return Cell{answer.ChanceText(w.Catalogue, c), []any{""}}
}

// Share is a cell of a share from 0 to 1, in percent.
func (w Writer) Share(p float64) Cell { return Cell{w.Percent(p), []any{Rounded(p, 4)}} }

// Fixed is a cell of a number with so many decimals.
func (w Writer) Fixed(x float64, digits int) Cell {
	return Cell{w.Decimal(x, digits), []any{Rounded(x, max(digits, 2))}}
}

// FixedOrNone is a cell of a number that may be absent.
func (w Writer) FixedOrNone(x *float64, digits int) Cell {
	if x == nil {
		return w.None()
	}
	return w.Fixed(*x, digits)
}

// Between is a cell of a span of scores, both ends included, which are its
// values.
func (w Writer) Between(low, high int) Cell { return Cell{Band(low, high), []any{low, high}} }

// Shorts are the short names of streams.
func (w Writer) Shorts(streams []string) string {
	names := make([]string, len(streams))
	for i, s := range streams {
		names[i] = w.Catalogue.Term("short." + s)
	}
	return strings.Join(names, ", ")
}

// Somebody is the name of a person, or what stands for one who has none.
func (w Writer) Somebody(name string) string {
	return cmp.Or(name, w.Catalogue.Term("somebody"))
}

// Cost is a cell of a likely cost, with the low and the high in parts.
func (w Writer) Cost(r answer.Range) Cell {
	return Cell{w.Dollars(r.Likely), []any{r.Likely, r.Low, r.High}}
}

// CostBeside is a cell of a cost that may leave something out.
func (w Writer) CostBeside(r answer.Range, left []string) Cell {
	return Cell{answer.CostText(w.Catalogue, r.Likely, left), []any{r.Likely, r.Low, r.High}}
}

// Band is a span of scores, both ends included, as text.
func Band(low, high int) string { return strconv.Itoa(low) + "–" + strconv.Itoa(high) }

// Rounded rounds to so many decimals.
func Rounded(x float64, digits int) float64 {
	unit := math.Pow(10, float64(digits))
	return math.Round(x*unit) / unit
}

// Columns are columns of terms, of which those with a leading "#" hold numbers
// and those with a leading "@" days.
func (w Writer) Columns(keys ...string) []Column {
	list := make([]Column, len(keys))
	for i, key := range keys {
		list[i] = w.Column(key)
	}
	return list
}

// Column is a column of a term, as in [Writer.Columns], with the names of its
// parts.
func (w Writer) Column(key string, parts ...string) Column {
	c, key := kindOf(key)
	return w.Titled(c, w.Catalogue.Term("column."+key), parts...)
}

// named is a column with a title of its own, of a kind as in [Writer.Columns].
func (w Writer) named(term string) Column {
	c, key := kindOf(term)
	return w.Titled(c, w.Catalogue.Term(key))
}

// kindOf is a column of the kind that the sign before a key says, and the key.
func kindOf(key string) (Column, string) {
	switch {
	case strings.HasPrefix(key, "#"):
		return Column{Kind: Number}, key[1:]
	case strings.HasPrefix(key, "@"):
		return Column{Kind: Day}, key[1:]
	}
	return Column{}, key
}

// Titled gives a column its title and the titles of its parts.
func (w Writer) Titled(c Column, title string, parts ...string) Column {
	c.Title = title
	for _, part := range parts {
		c.Parts = append(c.Parts, w.Phrase("column-part", "column", title, "part", w.Catalogue.Term("part."+part)))
	}
	return c
}

// SpreadParts are the parts of an amount with its bounds, after the likely one.
var SpreadParts = []string{"low", "high"}

// CitedColumn is the column of the references of rows.
func (w Writer) CitedColumn() Column {
	return Column{Title: w.Catalogue.Term("column.cited"), Kind: Reference}
}

// Heading is a heading of a phrase.
func (w Writer) Heading(code string, namesAndValues ...any) Heading {
	return Heading{w.Phrase(code, namesAndValues...)}
}

// Paragraph is a paragraph of a phrase.
func (w Writer) Paragraph(code string, namesAndValues ...any) Paragraph {
	return Paragraph{Text: w.Phrase(code, namesAndValues...)}
}

// Labelled says what a text is about.
func (w Writer) Labelled(label, text string) string {
	return w.Phrase("labelled", "label", label, "text", text)
}

// Warnings are warnings below an answer; none where there are none.
func (w Writer) Warnings(list []answer.Warning) []Block {
	var group Group
	for _, warning := range list {
		group = append(group, Warning{warning.Message})
	}
	if group == nil {
		return nil
	}
	return []Block{group}
}

// Note is a note of a phrase.
func (w Writer) Note(code string, namesAndValues ...any) Paragraph {
	return Paragraph{Text: w.Phrase(code, namesAndValues...), Small: true}
}

// Name is a heading of a term.
func (w Writer) Name(term string) Heading { return Heading{w.Catalogue.Term(term)} }

// References is the place of the references.
func (w Writer) References() References { return References{w.Catalogue.Term("references")} }

// NotAdvice closes what somebody may take for advice.
func (w Writer) NotAdvice() Paragraph { return Paragraph{Text: w.Catalogue.Term("not-advice")} }
