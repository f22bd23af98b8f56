// Package wordtest finds English words in French text, for the tests of what
// crsplan prints in French.
//
// A word is English if the English catalogue uses it and the French one does
// not, or if it is among the commonest English words. What is typed is no word:
// commands, flags, keys, names of files, codes, and a single small word in
// quotation marks. Titles of rules and of
// occupations, quotations and the names that people give are the caller's to
// allow.
package wordtest

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"crsplan/sim/reason"
)

// common are English words that are hardly ever French.
const common = `about above after again against all also always among another any are around away back because been before being below
between both but cannot could did does doing done down during each earlier either else enough even ever every few first followed following for from
further given gives good had has have having here higher highest him his how however if inside into its itself just keep kept known last later least left
less lets like likely lower lowest made make makes many may me mean might more most much must my need needs neither never new newer newest next no nobody
none nor not nothing now of off often only onto or other others our out over own past perhaps put rather same see set shall she should show shown since so some
somebody something stands started starts still such take taken takes than that the their them then there these they thing things this those through to today
together too under unless until up upon use used very was way we were what when where whether which while who whole whom whose why will with within
without would yes yet you your yours
age birthday born bachelor brother candidate child children citizen couple credential cutoff cutoffs draw draws earn education eligible employer employment
english expired expires family federal file forecast french funds higher hold holds immigration invitation invited job jobs language law level levels lists listening
marital married master meets month months name nominated nominee nomination occupation occupations offer offers office open opens partner past pay permit
pool proficiency program programs province reading received record reference renewed requirement resident result results risk round rounds rule rules score
scores settle settlement sibling sister skilled speaking spouse step steps stream streams student study table tests time took trade trades unknown valid wage
warning warnings week weeks work worked worker working works writing year years
january february march may june july august september october november december monday`

// french are words of the lists above that are French too.
var french = []string{"age", "table", "tests", "permit", "office", "province", "invitation", "nomination", "occupation", "occupations", "immigration", "profession",
	"or", "on", "me", "son", "but", "nous", "sources", "file", "reference", "score", "information", "global", "couple", "places", "place"}

// word is letters, with hyphens and apostrophes within.
var word = regexp.MustCompile(`[\p{L}]+(?:['’-][\p{L}]+)*`)

// typed is what no language says: commands with their arguments, flags, paths,
// keys with a dot or an underscore, codes with digits, addresses.
var typed = regexp.MustCompile(`https?://\S+|\B--?[a-z][a-z-]*(?:[ =][A-Za-z0-9_./,=@+-]+)?|\S*[a-zA-Z0-9]\.[a-zA-Z]\S*|\S*_\S*|[^\s(«]*[0-9][^\s)»]*|\[[a-z.]+\]|\.?/\S*|\$[A-Z]\S*|<\(.*\)|[a-z]+ = \S+|«[ \x{a0}]?[a-z-]+[ \x{a0}]?»|"[a-z-]*"|` + "`[a-z]+`")

// slots are the values of a phrase, and its choices of words.
var (
	choices = regexp.MustCompile(`\{[a-z_]+:([^|}]*)\|([^}]*)\}`)
	slots   = regexp.MustCompile(`\{[a-z_]+\}`)
)

// Phrase returns the words of a phrase of the catalogue, without its slots.
func Phrase(text string) string {
	return slots.ReplaceAllString(choices.ReplaceAllString(text, " $1 $2 "), " ")
}

var vocabulary = sync.OnceValues(func() (english, both map[string]bool) {
	english, both = map[string]bool{}, map[string]bool{}
	for _, text := range reason.French().Words() {
		for _, w := range words(Phrase(text)) {
			both[w] = true
		}
	}
	for _, w := range french {
		both[w] = true
	}
	for _, text := range reason.English().Words() {
		for _, w := range words(Phrase(text)) {
			if !both[w] && len(w) > 1 {
				english[w] = true
			}
		}
	}
	for w := range strings.FieldsSeq(common) {
		if !slices.Contains(french, w) {
			english[w] = true
		}
	}
	return english, both
})

// English returns the English words of a text that should be French, each
// once, in the order of the text. Texts allowed, as they stand in it, are taken
// out first.
func English(text string, allowed ...string) []string {
	english, _ := vocabulary()
	for _, a := range allowed {
		text = without(text, a)
	}
	var found []string
	for _, w := range words(text) {
		if english[w] && !slices.Contains(found, w) {
			found = append(found, w)
		}
	}
	return found
}

// without takes a text out of another wherever it stands as words of its own.
func without(text, allowed string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, allowed)
		if !found || allowed == "" {
			b.WriteString(text)
			return b.String()
		}
		last, _ := utf8.DecodeLastRuneInString(before)
		first, _ := utf8.DecodeRuneInString(after)
		b.WriteString(before)
		if unicode.IsLetter(last) || unicode.IsLetter(first) {
			b.WriteString(allowed)
		} else {
			b.WriteByte(' ')
		}
		text = after
	}
}

// words returns the words of a text, small, without what is typed. An
// apostrophe or a hyphen parts words, as it does in French.
func words(text string) []string {
	text = commandLine().ReplaceAllString(typed.ReplaceAllString(text, " "), " ")
	var list []string
	for _, w := range word.FindAllString(text, -1) {
		list = append(list, strings.FieldsFunc(strings.ToLower(w), func(r rune) bool { return r == '\'' || r == '’' || r == '-' })...)
	}
	return list
}

// commandLine is the program's name with a command, and the name of a chart.
var commandLine = sync.OnceValue(func() *regexp.Regexp {
	commands := reason.English().Commands()
	slices.SortFunc(commands, func(a, b string) int { return len(b) - len(a) })
	return regexp.MustCompile(`crsplan (?:chart [a-z-]+|` + strings.Join(commands, "|") + `)\b`)
})
