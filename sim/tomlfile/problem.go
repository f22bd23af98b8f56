package tomlfile

import (
	"fmt"
	"strings"
	"unicode"

	"crsplan/sim/reason"
)

// Problem is one thing wrong with a file, and where.
type Problem struct {
	File string
	Line int    // from 1
	Col  int    // from 1, in runes; one past the end of the line at most
	Len  int    // in runes, at least 1
	Text string // the line itself, without its end

	What reason.Reason
	Hint reason.Reason // what to do about it; zero where there is nothing to say
}

// Problems are all the problems of a file, in the order of its text.
type Problems []Problem

// Error tells the first problem in English, in one line, and how many more
// there are.
func (p Problems) Error() string {
	if len(p) == 0 {
		return ""
	}
	c := reason.English()
	first := p[0].String(c)
	if len(p) == 1 {
		return first
	}
	return c.Phrase("file.and-more", "first", first, "n", len(p)-1)
}

// String tells where the problem is and what it is, in one line.
func (p Problem) String(c *reason.Catalogue) string {
	return fmt.Sprintf("%s:%d:%d: %s", clean(p.File), p.Line, p.Col, clean(c.Say(p.What)))
}

// cutWidth is how many runes of a long line are shown, and cutBefore how many
// of them stand before the place meant.
const (
	cutWidth  = 120
	cutBefore = 40
	dots      = "..."
)

// Print tells the problem as a terminal shows it: what it is, the line with
// carets under the place, and the hint. Every line of it ends in a newline.
// Where the line is blank there is nothing to show, and it is left out.
func (p Problem) Print(c *reason.Catalogue) string {
	var b strings.Builder
	fmt.Fprintf(&b, "crsplan: %s\n", p.String(c))
	if strings.TrimSpace(p.Text) != "" {
		shown, indent, carets := p.excerpt()
		number := fmt.Sprintf("%5d", p.Line)
		fmt.Fprintf(&b, "%s | %s\n", number, shown)
		fmt.Fprintf(&b, "%*s | %s%s\n", len(number), "", indent, strings.Repeat("^", carets))
	}
	if !p.Hint.IsZero() {
		fmt.Fprintf(&b, "crsplan: %s\n", c.Phrase("hint", "hint", clean(c.Say(p.Hint))))
	}
	return b.String()
}

// excerpt returns the part of the line to show, what to write before the
// carets so that they stand under the place, and how many carets.
func (p Problem) excerpt() (shown, indent string, carets int) {
	line := []rune(visible(p.Text, true))
	at, carets := min(p.Col-1, len(line)), p.Len
	if len(line) > cutWidth {
		from := max(0, min(at-cutBefore, len(line)-cutWidth))
		cutEnd := from+cutWidth < len(line)
		line = append([]rune(nil), line[from:from+cutWidth]...)
		at -= from
		if from > 0 {
			copy(line, []rune(dots))
		}
		if cutEnd {
			copy(line[cutWidth-len(dots):], []rune(dots))
		}
	}
	carets = max(1, min(carets, len(line)-at))
	// A tab before the place is as wide below as it is above.
	before := strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, string(line[:at]))
	return string(line), before, carets
}

// clean makes a sentence safe for a terminal: a file may hold anything, and
// what stands in it is quoted in the words about it.
func clean(s string) string { return visible(s, false) }

func visible(s string, tabs bool) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsGraphic(r) || tabs && r == '\t' {
			return r
		}
		return '?'
	}, s)
}

// shorten cuts what a file holds to a length in runes that a sentence bears.
func shorten(s string, limit int) string {
	n := 0
	for i := range s {
		if n == limit {
			return s[:i] + dots
		}
		n++
	}
	return s
}
