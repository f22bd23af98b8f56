package wordtest_test

import (
	"strings"
	"testing"

	"crsplan/sim/reason"
	"crsplan/sim/reason/wordtest"
)

// The texts of both catalogues read as an editor would have them: short
// sentences, plain words, one word for one thing.
func TestTheCataloguesReadWell(t *testing.T) {
	for _, c := range []*reason.Catalogue{reason.English(), reason.French()} {
		texts, found := wordtest.Read(c)
		count := map[string]int{}
		for _, f := range found {
			count[f.Kind]++
			t.Errorf("%s: %s (%s): %q", c.Lang(), f.Key, f.Kind, f.Word)
		}
		t.Logf("%s: %d texts, %d sentences too long, %d forbidden words, %d words for what has another, %d keys of files", c.Lang(), texts, count["long"], count["forbidden"], count["doubled"], count["key"])
	}
}

// Each kind of stumbling is found, and what only looks like it is not.
func TestReadTextFindsWhatAReaderStumblesOver(t *testing.T) {
	long := strings.Repeat("word ", 26)
	for _, test := range []struct{ name, lang, key, text, want string }{
		{"25 words", "en", "phrase.x", strings.Repeat("word ", 25) + ".", ""},
		{"26 words", "en", "phrase.x", long + ".", "long"},
		{"26 words in two sentences", "en", "phrase.x", "One. " + strings.Repeat("word ", 25) + ".", ""},
		{"15 words of a legend", "en", "phrase.plan-legend", strings.Repeat("word ", 15) + ".", ""},
		{"16 words of a legend", "en", "phrase.plan-legend", strings.Repeat("word ", 16) + ".", "long"},
		{"values are words", "en", "phrase.x", strings.Repeat("{a} ", 26), "long"},
		{"a forbidden word", "en", "phrase.x", "The choice hangs on this.", "forbidden"},
		{"odds", "en", "phrase.x", "The odds are high.", "forbidden"},
		{"even odds", "en", "phrase.x", "Even odds by May 2027.", ""},
		{"a second word for a simulation", "en", "phrase.x", "In 12 futures of 100.", "doubled"},
		{"a stream of Ontario", "en", "phrase.streams.open/closed", "Closed stream.", ""},
		{"a federal stream", "en", "phrase.x", "The stream is open.", "doubled"},
		{"a value that is called so", "en", "phrase.x", "The next {stream} round.", ""},
		{"a flag", "en", "phrase.x", "Add --stream cec.", ""},
		{"a key of a file in an answer", "en", "phrase.streams.funds/short", "no settlement_funds_cad is given", "key"},
		{"a key of a file in a hint", "en", "phrase.noc/hint", "write primary_noc", ""},
		{"French: a forbidden word", "fr", "phrase.x", "Vous n'êtes pas éligible.", "forbidden"},
		{"French: a second word for a probability", "fr", "phrase.x", "La chance est faible.", "doubled"},
		{"French: one in two", "fr", "phrase.x", "Une chance sur deux d'ici le 1er mai.", ""},
	} {
		var got strings.Builder
		for _, f := range wordtest.ReadText(test.lang, test.key, test.text) {
			got.WriteString(f.Kind)
		}
		if got.String() != test.want {
			t.Errorf("%s: %q, want %q", test.name, got.String(), test.want)
		}
	}
}
