package reason

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/BurntSushi/toml"

	"crsplan/sim/civil"
)

// Catalogue puts reasons into the words of one language.
//
// A phrase is text with values in braces. {age} is a value, {n:year|years}
// picks a word by whether n is one, {level} of a [Term] is looked up in turn.
type Catalogue struct {
	lang    string
	phrases map[string]string
	terms   map[string]string
}

//go:embed en.toml
var englishTOML string

// English returns the English catalogue.
var English = sync.OnceValue(func() *Catalogue { return mustParse("en", englishTOML) })

func mustParse(lang, text string) *Catalogue {
	var file struct {
		Phrase map[string]string
		Term   map[string]string
	}
	if _, err := toml.Decode(text, &file); err != nil {
		panic("reason: the embedded catalogue " + lang + ": " + err.Error())
	}
	return &Catalogue{lang: lang, phrases: file.Phrase, terms: file.Term}
}

// Lang returns the language of the words, as in "en".
func (c *Catalogue) Lang() string { return c.lang }

// Say puts a reason into words, without its reference. A code that the
// catalogue lacks is said as the code itself with its values, so that nothing
// is ever hidden.
func (c *Catalogue) Say(r Reason) string {
	phrase, ok := c.phrases[r.Code]
	if !ok {
		return r.String()
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(phrase, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		var slot string
		slot, phrase, _ = strings.Cut(rest, "}")
		name, forms, choice := strings.Cut(slot, ":")
		value := r.Value(name)
		if choice {
			one, many, _ := strings.Cut(forms, "|")
			if isOne(value) {
				many = one
			}
			b.WriteString(many)
			continue
		}
		b.WriteString(c.Value(value))
	}
}

func isOne(v any) bool {
	switch v := v.(type) {
	case int:
		return v == 1 || v == -1
	case Months:
		return v == 1
	case bool:
		return v
	}
	return false
}

// Phrase is [Catalogue.Say] for a code and its values.
func (c *Catalogue) Phrase(code string, namesAndValues ...any) string {
	return c.Say(New(code, namesAndValues...))
}

// Term returns the word for a key of the [term] table, or the key itself.
func (c *Catalogue) Term(key string) string {
	if word, ok := c.terms[key]; ok {
		return word
	}
	return key
}

// Value writes one value as people read it in this language.
func (c *Catalogue) Value(v any) string {
	switch v := v.(type) {
	case nil:
		return "?"
	case int:
		return c.Number(v)
	case CAD:
		return "$" + c.Number(int(v))
	case Months:
		return strconv.FormatFloat(float64(v), 'f', -1, 64)
	case Term:
		return c.Term(string(v))
	case Terms:
		words := make([]string, len(v))
		for i, t := range v {
			words[i] = c.Term(string(t))
		}
		return strings.Join(words, ", ")
	case civil.Day:
		return c.Day(v)
	}
	return fmt.Sprint(v)
}

// Number writes an integer with its thousands set apart.
func (c *Catalogue) Number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Day writes a day as in "22 November 2026".
func (c *Catalogue) Day(d civil.Day) string {
	if d.IsZero() {
		return c.Term("no-day")
	}
	y, m, day := d.Date()
	return fmt.Sprintf("%d %s %d", day, c.Month(m), y)
}

// Month returns the name of a month.
func (c *Catalogue) Month(m time.Month) string { return c.Term("month." + strconv.Itoa(int(m))) }

// Has says whether the catalogue has words for a code.
func (c *Catalogue) Has(code string) bool { _, ok := c.phrases[code]; return ok }

// Codes returns every code that the catalogue has words for, sorted.
func (c *Catalogue) Codes() []string {
	codes := make([]string, 0, len(c.phrases))
	for code := range c.phrases {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return codes
}
