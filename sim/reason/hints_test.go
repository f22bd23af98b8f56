package reason_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

// assignment is the beginning of a line of TOML in a text.
var assignment = regexp.MustCompile(`(?:^|[ :])([a-z_.]+ = )`)

// What a hint tells to write can be pasted into a file: where a key stands with
// an equals sign, a value of TOML follows.
func TestWhatAHintTellsToWriteIsTOML(t *testing.T) {
	found := 0
	for _, lang := range []string{"en", "fr"} {
		phrases, _ := catalogue(t, lang)
		for code, phrase := range phrases {
			if !strings.Contains(code, "hint") {
				continue
			}
			for _, at := range assignment.FindAllStringSubmatchIndex(phrase, -1) {
				found++
				key, rest := phrase[at[2]:at[3]], slot.ReplaceAllString(phrase[at[3]:], "1")
				if !beginsWithValue(key, rest) {
					t.Errorf("%s: %s: %q is no TOML", lang, code, key+rest)
				}
			}
		}
	}
	if found < 15 {
		t.Errorf("only %d pieces of TOML were found", found)
	}
}

// beginsWithValue reports whether some beginning of a text, up to a mark or a
// blank, is a value.
func beginsWithValue(key, text string) bool {
	for end := len(text); end > 0; end-- {
		if end < len(text) && !strings.ContainsRune(" ,;:", rune(text[end])) {
			continue
		}
		var into map[string]any
		if _, err := toml.Decode(key+text[:end], &into); err == nil {
			return true
		}
	}
	return false
}
