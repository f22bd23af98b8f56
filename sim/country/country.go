// Package country names countries by the codes of ISO 3166-1: in English, in
// French, and by other names that people write. The names are those of the
// Unicode CLDR, as golang.org/x/text has them, with "and" and "Saint" in full.
package country

import (
	_ "embed"
	"encoding/csv"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"crsplan/sim/tomlfile"
)

//go:embed countries.csv
var table string

// A Country has a code of two letters, and a name in each language.
type Country struct{ Code, English, French string }

// Name returns the name in a language, "en" or "fr".
func (c Country) Name(lang string) string {
	if lang == "fr" {
		return c.French
	}
	return c.English
}

type data struct {
	list  []Country
	names map[string]int // each name and code, folded, to the place in list
	words []string       // the names as people write them
}

var read = sync.OnceValue(func() *data {
	rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	if err != nil {
		panic("country: " + err.Error())
	}
	d := &data{names: map[string]int{}}
	for i, row := range rows[1:] {
		d.list = append(d.list, Country{row[0], row[1], row[2]})
		names := append([]string{row[1], row[2]}, strings.Split(row[3], "; ")...)
		for _, name := range names {
			if name != "" {
				d.names[folded(name)] = i
				d.words = append(d.words, name)
			}
		}
	}
	for i, c := range d.list {
		d.names[folded(c.Code)] = i
	}
	return d
})

// All returns the countries in the order of their codes.
func All() []Country { return slices.Clone(read().list) }

// ByCode returns the country of a code in capital letters.
func ByCode(code string) (Country, bool) {
	if i, ok := read().names[folded(code)]; ok && read().list[i].Code == code {
		return read().list[i], true
	}
	return Country{}, false
}

// Find returns the country of a code, or of a name in English or French. Case,
// accents, hyphens and a "the" or an article before it do not count.
func Find(text string) (Country, bool) {
	d := read()
	if i, ok := d.names[folded(text)]; ok {
		return d.list[i], true
	}
	return Country{}, false
}

// Near returns the country that a mistyped name most likely meant.
func Near(text string) (Country, bool) {
	name, ok := tomlfile.Nearest(text, read().words)
	if !ok {
		return Country{}, false
	}
	return Find(name)
}

// articles may stand before a name.
var articles = []string{"the ", "la ", "le ", "les ", "l'"}

// folded makes alike what people write in several ways.
func folded(text string) string {
	text = strings.ToLower(strings.TrimSpace(strings.ReplaceAll(text, "’", "'")))
	for _, article := range articles {
		if rest, ok := strings.CutPrefix(text, article); ok {
			text = rest
			break
		}
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(text) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case r == '&':
			b.WriteString("and")
		}
	}
	return b.String()
}
