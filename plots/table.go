package plots

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"crsplan/sim/civil"
)

// Table is what a chart shows, in rows: for who cannot see it or would take the
// figures elsewhere. A cell is a string, an int, a civil.Day or a [Share].
type Table struct {
	Columns []string
	Rows    [][]any
}

// Share is a part of a whole, 0 to 1.
type Share float64

// mostTold is how many rows of one name a description tells: a listener has
// heard enough of the others.
const mostTold = 7

// inWords tells a table: a sentence for each name in the first column.
func (t Table) inWords() (said []string) {
	for from := 0; from < len(t.Rows); {
		to := from + 1
		for to < len(t.Rows) && t.Rows[to][0] == t.Rows[from][0] {
			to++
		}
		var items []string
		every := (to - from + mostTold - 1) / mostTold
		for i := from; i < to; i++ {
			if (i-from)%every != 0 && i != to-1 {
				continue
			}
			var cells []string
			for _, cell := range t.Rows[i][1:] {
				if text := cellText(cell); text != "" {
					cells = append(cells, text)
				}
			}
			items = append(items, strings.Join(cells, " "))
		}
		said = append(said, cellText(t.Rows[from][0])+": "+strings.Join(items, "; "))
		from = to
	}
	return said
}

func cellText(cell any) string {
	switch cell := cell.(type) {
	case civil.Day:
		if cell.IsZero() {
			return ""
		}
		return cell.String()
	case Share:
		return strconv.Itoa(int(math.Round(100*float64(cell)))) + "\u00A0%"
	}
	return fmt.Sprint(cell)
}

// describe returns all that a chart says but its title.
func describe(chart Chart) (h Heading, description string) {
	h = chart.heading()
	var text strings.Builder
	say := func(s string) {
		s = strings.TrimSpace(s)
		last, _ := utf8.DecodeLastRuneInString(s)
		if s == "" {
			return
		}
		if text.Len() > 0 {
			text.WriteByte(' ')
		}
		text.WriteString(s)
		if unicode.IsLetter(last) || unicode.IsDigit(last) || strings.ContainsRune(")%?*–…◆", last) {
			text.WriteByte('.')
		}
	}
	say(h.Subtitle)
	say(h.Empty)
	for _, s := range chart.Table().inWords() {
		say(s)
	}
	for _, s := range h.Foot {
		say(s)
	}
	return h, text.String()
}

// HeadingOf is the heading of a chart.
func HeadingOf(chart Chart) Heading { return chart.heading() }

// Reheaded returns a chart with another heading.
func Reheaded(chart Chart, change func(*Heading)) Chart {
	v := reflect.New(reflect.TypeOf(chart)).Elem()
	v.Set(reflect.ValueOf(chart))
	change(v.FieldByName("Heading").Addr().Interface().(*Heading))
	return v.Interface().(Chart)
}
