package reason_test

import (
	"testing"

	"crsplan/sim/reason"
)

func TestATextGoesToATerminalWithoutWhatWouldDeceive(t *testing.T) {
	for text, want := range map[string]string{
		"Ana":                          "Ana",
		"Ana: 620   \r\n\r\nAll well.": "Ana: 620 All well.",
		"Ana\rEve":                     "Ana Eve",
		"Ana\u2028Eve":                 "Ana Eve",
		"a\u202eb\u2066c\u200fd":       "abcd",
		"a\x1b[2Jb\x00\u0085":          "a[2Jb",
		"نور\u200cا":                   "نور\u200cا", // a joiner is part of a name
		"":                             "",
	} {
		if got := reason.Plain(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
		if got := reason.English().Value(text); got != want {
			t.Errorf("%q is said as %q, want %q", text, got, want)
		}
	}
}
