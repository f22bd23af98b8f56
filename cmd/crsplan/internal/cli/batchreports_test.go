package cli

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestAnIDMakesANameThatEverySystemTakes(t *testing.T) {
	for id, want := range map[string]string{
		"ana": "ana", "Zoë Tremblay": "Zoë-Tremblay", "../../etc/passwd": "etc-passwd", `C:\x`: "C--x", "": "client", "...": "client", "a\x00b\n": "a-b",
		".hidden": "hidden", "con": "client-con", "COM1.x": "client-COM1.x", "company": "company", "漢字": "漢字", "a\xffb": "a-b",
	} {
		if got := safeName(id); got != want {
			t.Errorf("%q: %q, want %q", id, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		name := safeName(rapid.String().Draw(t, "id"))
		if name == "" || len(name) > longestName+len("client-") || !utf8.ValidString(name) || strings.ContainsAny(name, "/\\:\x00 ") || strings.HasPrefix(name, ".") {
			t.Fatalf("%q", name)
		}
	})
}

func TestNoTwoReportsHaveOneName(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var entries []entry
		for i, id := range rapid.SliceOfN(rapid.SampledFrom([]string{`"a"`, `"A"`, `"a-2"`, `"a/2"`, `7`, `"7"`, `null`, `{`, `"é"`}), 0, 12).Draw(t, "ids") {
			entries = append(entries, entry{line: line{i + 1, []byte(`{"id":` + id + `}`)}})
		}
		taken := map[string]bool{}
		for e := range named(slices.Values(entries)) {
			if key := strings.ToLower(e.report); e.report == "" || taken[key] {
				t.Fatalf("%q twice", e.report)
			} else {
				taken[key] = true
			}
		}
	})
}
