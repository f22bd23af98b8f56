package reason

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"crsplan/sim/civil"
)

// format is how a language writes numbers, money and days: the [format] table
// of its catalogue.
type format struct {
	Thousands        string   // what sets them apart
	Decimal          string   // the decimal mark
	Money            string   // with {n}
	Percent          string   // with {n}
	Day              string   // with {day}, {month} and {year}
	FirstOfMonth     string   `toml:"first_of_month"`
	Unbroken         []string // pairs of a mark and a blank that stay on one line
	SingularBelowTwo bool     `toml:"singular_below_two"` // 0 and 1.5 take the singular
}

// Unbroken returns a text with blanks that do not break where the language
// wants them: in French before a colon, a percent and a dollar sign, inside of
// the marks of a quotation, and between thousands.
func (c *Catalogue) Unbroken(text string) string {
	for _, pair := range c.format.Unbroken {
		text = strings.ReplaceAll(text, pair, strings.ReplaceAll(pair, " ", "\u00a0"))
	}
	if c.format.Thousands == "\u00a0" {
		text = thousands.ReplaceAllString(text, "$1\u00a0$2")
	}
	return text
}

// Capital begins a text with a capital letter.
func Capital(text string) string {
	for i, r := range text {
		return strings.ToUpper(string(r)) + text[i+len(string(r)):]
	}
	return text
}

// thousands are a number whose thousands a blank sets apart.
var thousands = regexp.MustCompile(`\b(\d{1,3}) (\d{3})\b`)

// isOne says whether a value takes the singular.
func (c *Catalogue) isOne(v any) bool {
	var n float64
	switch v := v.(type) {
	case int:
		n = math.Abs(float64(v))
	case Months:
		n = float64(v)
	case bool:
		return v
	default:
		return false
	}
	if c.format.SingularBelowTwo {
		return n < 2
	}
	return n == 1
}

// Plain returns a text fit for a line of a terminal: without control characters
// and marks of direction, which make a reader see what does not stand there, and
// with its lines joined.
//
// Source: Unicode Standard Annex 9, section 2: directional formatting characters.
func Plain(text string) string {
	odd := func(r rune) bool {
		return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029'
	}
	if !strings.ContainsFunc(text, odd) {
		return text
	}
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case odd(r):
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// Value writes one value as people read it in this language.
func (c *Catalogue) Value(v any) string {
	switch v := v.(type) {
	case nil:
		return "?"
	case int:
		return c.Number(v)
	case CAD:
		return strings.Replace(c.Unbroken(c.format.Money), "{n}", c.Number(int(v)), 1)
	case Months:
		return c.Decimal(float64(v), -1)
	case Figure:
		return c.Decimal(float64(v), -1)
	case Term:
		return c.Term(string(v))
	case Terms:
		words := make([]string, len(v))
		for i, t := range v {
			words[i] = c.Term(string(t))
		}
		return strings.Join(words, ", ")
	case Clauses:
		words := make([]string, len(v))
		for i, r := range v {
			words[i] = c.Say(r)
		}
		return strings.Join(words, ", ")
	case civil.Day:
		return c.Day(v)
	case Said:
		return c.Said(v)
	case Cited:
		return c.Cite(v)
	case Text:
		return c.Text(v)
	case string:
		return Plain(v)
	}
	return fmt.Sprint(v)
}

// Number writes an integer with its thousands set apart.
func (c *Catalogue) Number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + c.format.Thousands + s[i:]
	}
	return s
}

// Decimal writes a number with so many decimals, or as many as it needs where
// digits is -1.
func (c *Catalogue) Decimal(x float64, digits int) string {
	return strings.Replace(strconv.FormatFloat(x, 'f', digits, 64), ".", c.format.Decimal, 1)
}

// Percent writes a share, from 0 to 1, in whole percent.
func (c *Catalogue) Percent(share float64) string {
	return strings.Replace(c.Unbroken(c.format.Percent), "{n}", c.Decimal(math.Round(share*100), 0), 1)
}

// Chance writes a probability in whole percent. What is nearly sure or nearly
// impossible is not called certain.
func (c *Catalogue) Chance(p float64) string {
	switch n := math.Round(p * 100); {
	case n <= 0:
		return "<" + c.Percent(0.01)
	case n >= 100:
		return ">" + c.Percent(0.99)
	}
	return c.Percent(p)
}

// Day writes a day as in "22 November 2026".
func (c *Catalogue) Day(d civil.Day) string {
	if d.IsZero() {
		return c.Term("no-day")
	}
	year, month, day := d.Date()
	number := strconv.Itoa(day)
	if day == 1 {
		number = c.format.FirstOfMonth
	}
	return strings.NewReplacer("{day}", number, "{month}", c.Month(month), "{year}", strconv.Itoa(year)).Replace(c.format.Day)
}

// Month returns the name of a month.
func (c *Catalogue) Month(m time.Month) string { return c.Term("month." + strconv.Itoa(int(m))) }
