package reason

import (
	"regexp"
	"slices"
	"strings"
)

// saying is an English sentence of somebody else's, and how this language says
// it. What varies stands as {a}, {b} in both.
type saying struct {
	english *regexp.Regexp
	here    string
}

var variable = regexp.MustCompile(`\\\{([a-z])\\\}`) // in a quoted pattern

// sayings makes a list of sayings, those that leave least open first.
func sayings(table map[string]string) []saying {
	var list []saying
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
	for _, english := range keys {
		pattern := variable.ReplaceAllString(regexp.QuoteMeta(english), `(?P<$1>.*)`)
		list = append(list, saying{regexp.MustCompile(`(?s)^` + pattern + `$`), table[english]})
	}
	return list
}

// Said puts what somebody else said in English into this language, as far as
// it is known; else it stays as it is. What varies may be a saying itself.
func (c *Catalogue) Said(text Said) string {
	for _, s := range c.said {
		match := s.english.FindStringSubmatch(string(text))
		if match == nil {
			continue
		}
		here := c.Unbroken(s.here)
		for i, name := range s.english.SubexpNames() {
			if name != "" {
				here = strings.ReplaceAll(here, "{"+name+"}", c.Said(Said(match[i])))
			}
		}
		return here
	}
	return string(text)
}
