package reason

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// sayings are English texts of others, and how a language says them. What
// varies stands as {a}, {b} in both, and may be such a text itself.
type sayings struct {
	whole map[string]string // in which nothing varies
	open  []saying
}

type saying struct {
	begins  string                // what comes before the first that varies
	english func() *regexp.Regexp // made when a text begins so
	here    string
}

var variable = regexp.MustCompile(`\\\{([a-z])\\\}`) // in a quoted pattern

// englishThousands is a number as the English write it.
var englishThousands = regexp.MustCompile(`\b(\d{1,3}),(\d{3})\b`)

// sayingsOf makes sayings of a table once they are asked for.
func sayingsOf(table map[string]string) func() sayings {
	return sync.OnceValue(func() sayings { return newSayings(table) })
}

// newSayings makes sayings of a table, those that leave least open first.
func newSayings(table map[string]string) sayings {
	keys := make([]string, 0, len(table))
	for english := range table {
		keys = append(keys, english)
	}
	slices.SortFunc(keys, func(a, b string) int {
		if d := strings.Count(a, "{") - strings.Count(b, "{"); d != 0 {
			return d
		}
		if d := len(b) - len(a); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	list := sayings{whole: map[string]string{}}
	for _, english := range keys {
		begins, _, open := strings.Cut(english, "{")
		if !open {
			list.whole[english] = table[english]
			continue
		}
		pattern := variable.ReplaceAllString(regexp.QuoteMeta(english), `(?P<$1>.*?)`)
		list.open = append(list.open, saying{begins, sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?s)^` + pattern + `$`) }), table[english]})
	}
	return list
}

// say returns a text in the language, and whether it is among the sayings.
func (list sayings) say(c *Catalogue, text string) (string, bool) {
	if here, ok := list.whole[text]; ok {
		return c.Unbroken(here), true
	}
	for _, s := range list.open {
		if !strings.HasPrefix(text, s.begins) {
			continue
		}
		match := s.english().FindStringSubmatch(text)
		if match == nil {
			continue
		}
		here := c.Unbroken(s.here)
		for i, name := range s.english().SubexpNames() {
			if name != "" {
				inner, known := list.say(c, match[i])
				if !known {
					inner = englishThousands.ReplaceAllString(inner, "${1}"+c.format.Thousands+"${2}")
				}
				here = strings.ReplaceAll(here, "{"+name+"}", inner)
			}
		}
		return here, true
	}
	return text, false
}

// Said puts what a library or the system said in English into this language,
// as far as it is known; else it stays as it is.
func (c *Catalogue) Said(text Said) string {
	here, _ := c.said().say(c, string(text))
	return here
}

// Cite returns a citation in this language, as far as it is known: whole, or
// part by part where it is put together of several with semicolons.
func (c *Catalogue) Cite(text Cited) string {
	here, _ := c.cite(string(text))
	return here
}

// CiteRef cites the reference of a reason.
func (c *Catalogue) CiteRef(r Reason) string { return c.Cite(Cited(r.Ref)) }

func (c *Catalogue) cite(text string) (string, bool) {
	if here, ok := c.cited().say(c, text); ok {
		return here, true
	}
	const between = "; "
	for i := 0; i < len(text); i++ {
		next := strings.Index(text[i:], between)
		if next < 0 {
			break
		}
		i += next
		first, known := c.cited().say(c, text[:i])
		rest, too := c.cite(text[i+len(between):])
		if known && too {
			return first + between + rest, true
		}
	}
	return text, false
}
