package reason

import (
	_ "embed"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"

	"crsplan/sim/civil"
)

// Catalogue puts reasons into the words of one language.
//
// A phrase is text with values in braces. {age} is a value, {n:year|years}
// picks a word by whether n is one, {level} of a [Term] is looked up in turn.
type Catalogue struct {
	lang    string
	format  format
	phrases map[string]string
	terms   map[string]string
	help    map[string]Help
	said    func() sayings // made when the first is needed
	cited   func() sayings
	clients *Catalogue
	days    func() *regexp.Regexp // what names a day
	known   civil.Day             // see AsOf; zero: everything is said
}

// Help is what a command says of itself. What stands in backquotes in a flag's
// words names its value.
type Help struct {
	Arguments string // as in "PROFILE [SCENARIO...]"
	Short     string // in a line
	Long      string
	Example   string // where it has words; commands alone need no language
	Flags     map[string]string
}

var (
	//go:embed en.toml
	englishTOML string
	//go:embed fr.toml
	frenchTOML string
)

// English returns the English catalogue.
var English = sync.OnceValue(func() *Catalogue { return mustParse("en", englishTOML) })

// French returns the French catalogue. It has the same codes, values and terms.
var French = sync.OnceValue(func() *Catalogue { return mustParse("fr", frenchTOML) })

// Languages are the languages that there are words in.
func Languages() []string { return []string{"en", "fr"} }

// In returns the catalogue of a language, "en" or "fr".
func In(lang string) (*Catalogue, bool) {
	switch lang {
	case "en":
		return English(), true
	case "fr":
		return French(), true
	}
	return nil, false
}

func mustParse(lang, text string) *Catalogue {
	var file tables
	rest := file.takeFlat(text)
	if _, err := toml.Decode(rest, &file); err != nil {
		panic("reason: the embedded catalogue " + lang + ": " + err.Error())
	}
	c := &Catalogue{lang: lang, format: file.Format, phrases: file.Phrase, terms: file.Term, help: file.Help, said: sayingsOf(file.Said), cited: sayingsOf(file.Cited)}
	for code, phrase := range c.phrases {
		c.phrases[code] = c.Unbroken(phrase)
	}
	for key, word := range c.terms {
		c.terms[key] = c.Unbroken(word)
	}
	for _, help := range c.help {
		for flag, words := range help.Flags {
			help.Flags[flag] = c.Unbroken(words)
		}
	}
	c.days = sync.OnceValue(func() *regexp.Regexp { return daysIn(c) })
	c.addClients()
	return c
}

// tables are what a file of a catalogue holds.
type tables struct {
	Format format
	Phrase map[string]string
	Term   map[string]string
	Help   map[string]Help
	Said   map[string]string
	Cited  map[string]string
}

// takeFlat reads the long tables, which have one text a line, and the help,
// whose texts may run over lines, and returns the text without them. Every run
// of the program reads a catalogue first, and the reader of TOML takes longer
// for these lines than the rest of a run does. A test holds the two readings
// against each other.
func (t *tables) takeFlat(text string) (rest string) {
	var left strings.Builder
	var take func(key, value string) // into the table that is read; nil: TOML's
	for text != "" {
		var line string
		line, text, _ = strings.Cut(text, "\n")
		if strings.HasPrefix(line, "[") {
			if take = t.table(strings.Trim(line, "[]")); take != nil {
				continue
			}
		}
		if take == nil {
			left.WriteString(line + "\n")
			continue
		}
		key, value, ok := strings.Cut(line, " = ")
		switch {
		case !ok || key[0] == '#':
			continue
		case value == `"""`:
			value, text, _ = strings.Cut(text, "\"\"\"\n")
		default:
			value, _ = strconv.Unquote(value)
		}
		take(bare(key), value)
	}
	return left.String()
}

// table returns where the texts of a table go; nil for one that is not flat.
func (t *tables) table(name string) func(key, value string) {
	if command, ok := strings.CutPrefix(name, "help."); ok {
		return t.helpOf(bare(command))
	}
	table := map[string]*map[string]string{"phrase": &t.Phrase, "term": &t.Term, "said": &t.Said, "cited": &t.Cited}[name]
	if table == nil {
		return nil
	}
	*table = make(map[string]string, mostTexts)
	return func(key, value string) { (*table)[key] = value }
}

// mostTexts is about how many texts the longest tables have.
const mostTexts = 1400

// helpOf returns where the texts of a command's help go.
func (t *tables) helpOf(command string) func(key, value string) {
	if t.Help == nil {
		t.Help = map[string]Help{}
	}
	return func(key, value string) {
		help := t.Help[command]
		switch key {
		case "arguments":
			help.Arguments = value
		case "short":
			help.Short = value
		case "long":
			help.Long = value
		case "example":
			help.Example = value
		default:
			if help.Flags == nil {
				help.Flags = map[string]string{}
			}
			help.Flags[strings.TrimPrefix(key, "flags.")] = value
		}
		t.Help[command] = help
	}
}

// bare is a key without its quotes.
func bare(key string) string {
	if key[0] != '"' {
		return key
	}
	key, _ = strconv.Unquote(key)
	return key
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
			if c.isOne(value) {
				many = one
			}
			b.WriteString(many)
			continue
		}
		b.WriteString(c.Value(value))
	}
}

// Phrase is [Catalogue.Say] for a code and its values.
func (c *Catalogue) Phrase(code string, namesAndValues ...any) string {
	return c.Say(New(code, namesAndValues...))
}

// Text returns what somebody wrote in this language, or else in the other; of
// what is dated, as much as was known on the day of [Catalogue.AsOf].
func (c *Catalogue) Text(t Text) string {
	text := t.English
	if c.lang == "fr" && t.French != "" {
		text = t.French
	}
	if t.Dated {
		text = c.knownOf(text)
	}
	if c.lang == "fr" && t.French != "" {
		text = c.Unbroken(text)
	}
	return text
}

// Texts returns each of a list as [Catalogue.Text] does, but for those of which
// nothing is left.
func (c *Catalogue) Texts(list []Text) []string {
	var texts []string
	for _, t := range list {
		if text := c.Text(t); text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}

// Term returns the word for a key of the [term] table, or the key itself.
func (c *Catalogue) Term(key string) string {
	if word, ok := c.terms[key]; ok {
		return word
	}
	return key
}

// Help returns what a command says of itself, by its path without the name of
// the program: "draws update", and "crsplan" for the program as a whole.
func (c *Catalogue) Help(command string) Help {
	help := c.help[command]
	help.Short, help.Long, help.Example = c.Unbroken(help.Short), c.Unbroken(help.Long), c.Unbroken(help.Example)
	return help
}

// Commands returns the paths of the commands that have words.
func (c *Catalogue) Commands() []string { return slices.Sorted(maps.Keys(c.help)) }

// Has says whether the catalogue has words for a code.
func (c *Catalogue) Has(code string) bool { _, ok := c.phrases[code]; return ok }

// Words returns all that the catalogue says: phrases, terms and help.
func (c *Catalogue) Words() []string { return slices.Sorted(maps.Values(c.ByKey())) }

// ByKey returns all that the catalogue says by where it stands there, as in
// "phrase.wrote", "term.total" and "help.plan.long".
func (c *Catalogue) ByKey() map[string]string {
	texts := map[string]string{}
	for code, phrase := range c.phrases {
		texts["phrase."+code] = phrase
	}
	for key, word := range c.terms {
		texts["term."+key] = word
	}
	for _, command := range c.Commands() {
		help := c.Help(command)
		for key, text := range map[string]string{"arguments": help.Arguments, "short": help.Short, "long": help.Long, "example": help.Example} {
			if text != "" {
				texts["help."+command+"."+key] = text
			}
		}
		for flag, text := range help.Flags {
			texts["help."+command+".flags."+flag] = text
		}
	}
	return texts
}

// Codes returns every code that the catalogue has words for, sorted.
func (c *Catalogue) Codes() []string { return slices.Sorted(maps.Keys(c.phrases)) }
