package noc

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed aliases.csv
var aliasesCSV string

// TitlesName is what the list of the job titles is called as a file.
const TitlesName = "titles.txt.gz"

// jobTitle is a title that the classification lists for an occupation.
type jobTitle struct {
	text  string
	place int16 // of the occupation in [occupations]
	// plain are its words, as [words] has them, each once; further are those
	// in parentheses or behind a dash, which narrow it down.
	plain, further []int32
}

// lexicon is all job titles, and the official titles in front of those of each
// occupation, with the words that they are made of.
type lexicon struct {
	titles   []jobTitle
	words    []string
	numbers  map[string]int32 // of the words
	official int              // that many titles, in front, are official
}

// titles are read when they are first looked for: 57,700 of them.
var titles = sync.OnceValue(func() *lexicon {
	l := &lexicon{numbers: make(map[string]int32, 1<<15), titles: make([]jobTitle, 0, 1<<16)}
	for i, o := range occupations() {
		l.add(o.Title.English, i)
		l.add(o.Title.French, i)
	}
	l.official = len(l.titles)
	packed := titlesFile()
	if packed == nil {
		return l
	}
	file, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		panic("noc: titles.txt.gz: " + err.Error())
	}
	place := 0
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		line := lines.Text()
		code, _, _ := strings.Cut(line, " ")
		if i, is := find(code); is {
			place = i
			continue
		}
		l.add(line, place)
	}
	if err := lines.Err(); err != nil {
		panic("noc: titles.txt.gz: " + err.Error())
	}
	return l
})

func (l *lexicon) add(text string, place int) {
	t := jobTitle{text: text, place: int16(place)}
	outside, inside, _ := strings.Cut(text, "(")
	inside, after, _ := strings.Cut(inside, ")")
	outside, dashed, _ := strings.Cut(outside+after, " - ")
	t.plain = l.numbered(nil, outside)
	t.further = l.numbered(t.plain, inside+" "+dashed)[len(t.plain):]
	l.titles = append(l.titles, t)
}

// numbered adds the numbers of the words of a text, those not there yet.
func (l *lexicon) numbered(list []int32, text string) []int32 {
	for _, word := range words(text) {
		n, is := l.numbers[word]
		if !is {
			n = int32(len(l.words))
			l.numbers[word] = n
			l.words = append(l.words, word)
		}
		if !slices.Contains(list, n) {
			list = append(list, n)
		}
	}
	return list
}

// alias is a name that the classification does not have, for other words or
// for occupations, the likeliest first.
type alias struct {
	words []string
	means []string // words
	codes []string
}

// aliases are the longest first, so that the most particular one is taken.
var aliases = sync.OnceValue(func() []alias {
	var list []alias
	for _, row := range read(aliasesCSV, "alias", "means") {
		a := alias{words: words(row[0])}
		if _, is := number(strings.Fields(row[1])[0]); is {
			a.codes = strings.Fields(row[1])
		} else {
			a.means = words(row[1])
		}
		list = append(list, a)
	}
	slices.SortStableFunc(list, func(a, b alias) int { return len(b.words) - len(a.words) })
	return list
})

// words are the words of a text that tell something: without capitals, accents
// and endings, so that "Infirmières" and "infirmier" are the same word, as are
// the two halves of a French title for men and women.
func words(text string) []string {
	var list []string
	var b strings.Builder
	end := func() {
		if word := b.String(); len(word) > 1 && !small[word] {
			list = append(list, stem(word))
		}
		b.Reset()
	}
	for _, r := range strings.ToLower(text) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '+' || r == '#':
			b.WriteRune(r)
		case r == '.': // R.N. is RN
		default:
			if plain := unaccented[r]; plain != "" {
				b.WriteString(plain)
			} else {
				end()
			}
		}
	}
	end()
	return list
}

var unaccented = map[rune]string{
	'à': "a", 'â': "a", 'ä': "a", 'á': "a", 'é': "e", 'è': "e", 'ê': "e", 'ë': "e", 'î': "i", 'ï': "i", 'í': "i",
	'ô': "o", 'ö': "o", 'ó': "o", 'ù': "u", 'û': "u", 'ü': "u", 'ú': "u", 'ç': "c", 'ñ': "n", 'œ': "oe", 'æ': "ae",
}

// small are words that tell nothing.
var small = map[string]bool{
	"of": true, "the": true, "an": true, "and": true, "or": true, "in": true, "for": true, "to": true, "at": true, "on": true,
	"de": true, "du": true, "des": true, "le": true, "la": true, "les": true, "un": true, "une": true, "et": true, "ou": true, "en": true, "au": true, "aux": true, "pour": true, "dans": true,
}

// endings are those of the plural and of the French feminine, each with what
// stands in its place; the first that fits is taken. An English word may lose
// more than its ending by it: it does so wherever it stands.
var endings = [][2]string{{"trice", "teur"}, {"euse", "eur"}, {"eure", "eur"}, {"iere", "ier"}, {"ere", "er"}, {"ienne", "ien"}, {"onne", "on"}, {"elle", "el"}, {"ive", "if"}, {"esse", ""}, {"e", ""}, {"y", "i"}}

func stem(word string) string {
	if n := len(word); n > 3 && (word[n-1] == 's' || word[n-1] == 'x') && word[n-2] != 's' {
		word = word[:n-1]
	}
	for _, e := range endings {
		if len(word) > len(e[0])+2 && strings.HasSuffix(word, e[0]) {
			return word[:len(word)-len(e[0])] + e[1]
		}
	}
	return word
}
