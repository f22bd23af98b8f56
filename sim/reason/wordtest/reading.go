package wordtest

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"crsplan/sim/reason"
)

// A Finding is what a reader would stumble over in a text of a catalogue.
type Finding struct {
	Key  string // as in "phrase.chance-legend"
	Kind string // "long", "forbidden", "doubled" or "key"
	Word string // the word, or the sentence
}

// How long a sentence may be, in words; a legend is read beside a table.
const (
	longest       = 25
	longestLegend = 15
)

// A rule forbids words of a language: what matches, what to say, and the texts
// in which the words mean something else.
type rule struct {
	kind   string
	find   *regexp.Regexp
	say    string
	except *regexp.Regexp // keys
}

// forbid makes a rule of alternatives of a regular expression, as whole words.
func forbid(kind, find, say, except string) rule {
	r := rule{kind: kind, find: regexp.MustCompile(`(?i)(?:^|[^\pL])(` + find + `)(?:$|[^\pL])`), say: say}
	if except != "" {
		r.except = regexp.MustCompile(`^(?:` + except + `)`)
	}
	return r
}

// The words of errors about files and of the record of a forecaster are those
// of their trade; the words of a law are the law's.
var rules = map[string][]rule{
	"en": {
		forbid("forbidden", `(?:is|are) asked for|asks? for|asked for`, "is needed", ""),
		forbid("forbidden", `to be looked for`, "expect", ""),
		forbid("forbidden", `(?:comes?|came) of`, "results", ""),
		forbid("forbidden", `hangs? on|hung on`, "depends on", ""),
		forbid("forbidden", `told`, "said, shown", ""),
		forbid("forbidden", `stands?`, "is", ""),
		forbid("forbidden", `works? out|worked out`, "works", ""),
		forbid("forbidden", `set down`, "placed", ""),
		forbid("forbidden", `programmes?`, "program", ""),
		forbid("forbidden", `outside of`, "outside", ""),
		forbid("forbidden", `likelihood|odds`, "chance", ""),
		forbid("forbidden", `as likely as not`, "even odds by", ""),
		forbid("forbidden", `worth nothing`, "gives no points", ""),
		forbid("forbidden", `whole costs?`, "total cost", ""),
		forbid("forbidden", `to mend|mended`, "fix", ""),
		forbid("forbidden", `of it|thereof|whatever else`, "", ""),
		forbid("forbidden", `plays? (?:an|each|every|the) (?:option|scenario|plan)|(?:was|were|is|are) played|plays? anew|played anew|played`, "simulated, followed", ""),
		forbid("forbidden", `is no (?:day|number|colour|birth|width|form|size|province|plain|amount|promise|PNG)`, "is not a", ""),
		forbid("forbidden", `established`, "published", ""),
		forbid("forbidden", `take(?:s|n)? for granted|taken? to be|is taken|are taken`, "assumed", "phrase.draws.feed"),
		forbid("forbidden", `nobody`, "", ""),
		forbid("doubled", `futures?`, "simulation", ""),
		forbid("doubled", `moves?`, "step, option or scenario", `term.page.(?:earlier|later)$`),
		forbid("doubled", `ways?`, "option", ""),
		forbid("doubled", `lanes?`, "round type", ""),
		forbid("doubled", `thresholds?|bars?|marks?`, "cutoff", ""),
		forbid("doubled", `half by`, "even odds by", ""),
		forbid("doubled", `stay(?:s|ing)? as (?:you are|one is|they are)|against staying|above staying`, "if you change nothing", ""),
		forbid("doubled", `the one who applies|who applies`, "principal applicant", ""),
		forbid("doubled", `com(?:es?|ing) along|stay(?:s|ing)? behind`, "accompanying", ""),
		forbid("doubled", `not known|not declared|undeclared`, "missing", ""),
		forbid("doubled", `unknown`, "missing", `phrase.(?:file|plan|rules)\.`),
		forbid("doubled", `trials?`, "stress test", ""),
		forbid("doubled", `cliffs?`, "quick win", ""),
		forbid("doubled", `paths?`, "simulation", `phrase.(?:flag|paths-range|plan.no-file|office|rules-unknown)|term.key|help`),
		forbid("doubled", `streams?`, "round type", stream),
	},
	"fr": {
		forbid("forbidden", `qu'il en advient|à espérer|est demandée?s? d'une?`, "est exigé", ""),
		forbid("forbidden", `éligibles?`, "admissible", ""),
		forbid("forbidden", `nominations?`, "désignation", ""),
		forbid("forbidden", `transfert des compétences|transfert`, "transférabilité des compétences", ""),
		forbid("forbidden", `points supplémentaires`, "points additionnels", ""),
		forbid("forbidden", `établie?s?`, "publié", ""),
		forbid("forbidden", `aussi probable qu'improbable`, "une chance sur deux", ""),
		forbid("forbidden", `statu quo|tels? quels?|rest(?:er|ez|ant) (?:comme|tel)`, "si vous ne changez rien", ""),
		forbid("forbidden", `tenu pour acquis|est pris comme`, "supposé", ""),
		forbid("forbidden", `ères?`, "période", ""),
		forbid("forbidden", `jou(?:er|e|ent|é|ée|és|ées)|rejou\pL+`, "simuler, suivre", ""),
		forbid("forbidden", `ne vaut rien|taire`, "ne donne aucun point", ""),
		forbid("doubled", `avenirs?|futurs?`, "simulation", ""),
		forbid("doubled", `démarches?|mesures?`, "étape, option ou scénario", ""),
		forbid("doubled", `façons?|voies?`, "option", `term.(?:pathway|fact)|phrase.streams.(?:route|pathway)|library.alberta`),
		forbid("doubled", `seuils?`, "note minimale", ""),
		forbid("doubled", `chances?`, "probabilité", ""),
		forbid("doubled", `inconnue?s?|indéterminée?s?|non déclarée?s?`, "manquant", `phrase.(?:file|plan|rules)\.`),
		forbid("doubled", `épreuves?|essais?`, "test de résistance", ""),
		forbid("doubled", `partenaires?`, "conjoint", ""),
		forbid("doubled", `volets?`, "type de ronde", stream),
	},
}

// stream are the texts in which a stream is Ontario's, another province's, or a
// word that is typed.
const stream = `phrase.(?:draws|forecast-flag|forecast-ontario|streams\.(?:open|pathway))`

// fileKey is a key of a file, which nobody reads in an answer; ofFiles are the
// texts about files: errors, hints, help and the words of the schemas.
var (
	fileKey = regexp.MustCompile(`\b[a-z]+_[a-z_]+\b`)
	ofFiles = regexp.MustCompile(`^(?:help|starter|library|term\.key|term\.schema|phrase\.(?:file|kind|profile|scenario|plan|rules|office|draws|report)\b)|/hint$`)
)

// evenOdds are words that are allowed though rules forbid one of them.
var evenOdds = regexp.MustCompile(`(?i)even odds|une chance sur deux|bar chart|Quick wins?|milestones?`)

// example is what is typed in a help: lines that begin with blanks, and words
// between backquotes.
var example = regexp.MustCompile("(?m)^[ \t]+.*$|`[^`]*`")

// ends is where a sentence ends.
var ends = regexp.MustCompile(`[.!?…](?:\s|$)|\n\n|\n[ \t]*[-*] `)

// Read returns what a reader of a catalogue would stumble over, and how many
// texts it has.
func Read(c *reason.Catalogue) (texts int, found []Finding) {
	all := c.ByKey()
	for _, key := range slices.Sorted(maps.Keys(all)) {
		found = append(found, ReadText(c.Lang(), key, all[key])...)
	}
	return len(all), found
}

// ReadText returns what a reader of one text would stumble over. Its key says
// whether it is a legend, and what other words it may have.
func ReadText(lang, key, text string) (found []Finding) {
	name := key
	text = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "’", "'").Replace(example.ReplaceAllString(text, " "))
	most := longest
	if strings.Contains(key, "legend") || strings.HasSuffix(key, "-foot") {
		most = longestLegend
	}
	for _, sentence := range ends.Split(Phrase(shown(text)), -1) {
		if len(countable(sentence)) > most {
			found = append(found, Finding{key, "long", strings.TrimSpace(sentence)})
		}
	}
	if strings.HasSuffix(key, ".arguments") { // what is typed
		return found
	}
	if key := fileKey.FindString(Phrase(text)); key != "" && !ofFiles.MatchString(name) {
		found = append(found, Finding{name, "key", key})
	}
	words := evenOdds.ReplaceAllString(typed.ReplaceAllString(Phrase(text), " "), " ")
	for _, r := range rules[lang] {
		if r.except != nil && r.except.MatchString(key) {
			continue
		}
		if m := r.find.FindStringSubmatch(words); m != nil {
			found = append(found, Finding{key, r.kind, m[1]})
		}
	}
	return found
}

// shown puts a word for each value of a phrase, and one form for a choice.
func shown(text string) string {
	return slots.ReplaceAllString(choices.ReplaceAllString(text, " $2 "), " X ")
}

// countable returns the words of a sentence that have a letter or a figure.
func countable(sentence string) []string {
	return slices.DeleteFunc(strings.Fields(sentence), func(w string) bool {
		return !strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	})
}
