package reason

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"crsplan/sim/civil"
)

// AsOf returns the catalogue as it speaks on a day: of a [Text] that is Dated it
// leaves out every clause that names a later day, for what was not known then is
// not said.
func (c *Catalogue) AsOf(known civil.Day) *Catalogue {
	own, clients := *c, *c.clients
	own.known, clients.known = known, known
	own.clients, clients.clients = &clients, &clients
	return &own
}

// knownOf returns the clauses of a text that name no day after the one of the
// catalogue: those between semicolons, and whole sentences.
func (c *Catalogue) knownOf(text string) string {
	if c.known == 0 || !c.later(text) {
		return text
	}
	var kept strings.Builder
	for _, clause := range clauses(text) {
		if !c.later(clause) {
			kept.WriteString(clause)
		}
	}
	return strings.TrimRight(kept.String(), "; ")
}

// clauses parts a text after semicolons and after sentences, but for what stands
// in brackets. A period after fewer than two small letters ends no sentence,
// nor does one before a figure: "O. Reg. 422/17".
func clauses(text string) (list []string) {
	depth, from := 0, 0
	for i := 0; i+2 < len(text); i++ {
		switch text[i] {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth == 0 && text[i+1] == ' ' && (text[i] == ';' || text[i] == '.' && sentence.MatchString(text[from:i]) && !digit(text[i+2])) {
			list = append(list, text[from:i+2])
			from = i + 2
		}
	}
	return append(list, text[from:])
}

// sentence is what may stand before a period that ends one.
var sentence = regexp.MustCompile(`([\p{Ll}]{2}|[)\d])$`)

func digit(b byte) bool { return '0' <= b && b <= '9' }

// later says whether a text names a day after the one of the catalogue: as
// 2026-11-03, with the name of a month, or a year alone, which begins in January.
func (c *Catalogue) later(text string) bool {
	if !strings.Contains(text, "20") {
		return false
	}
	for _, m := range c.days().FindAllStringSubmatch(text, -1) {
		number := func(i int) int { n, _ := strconv.Atoi(m[i]); return n }
		year, month, day := number(4), number(5), max(number(1), number(3), number(6), 1)
		for of := time.January; of <= time.December; of++ {
			if strings.EqualFold(c.Month(of), m[2]) {
				month = int(of)
			}
		}
		if civil.Of(year, time.Month(max(month, 1)), day) > c.known {
			return true
		}
	}
	return false
}

// daysIn finds what [Catalogue.later] looks for: the day and the month where they
// stand in words, in the order of either language, the year, and both in figures.
func daysIn(c *Catalogue) *regexp.Regexp {
	var months []string
	for of := time.January; of <= time.December; of++ {
		months = append(months, c.Month(of))
	}
	return regexp.MustCompile(`(?i)(?:(?:(\d{1,2})(?:er)? )?(` + strings.Join(months, "|") + `) (?:(\d{1,2}), )?)?\b(20\d\d)(?:-(\d\d)-(\d\d))?\b`)
}
