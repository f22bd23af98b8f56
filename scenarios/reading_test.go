package scenarios_test

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"crsplan/scenarios"
	"crsplan/sim/reason"
	"crsplan/sim/reason/wordtest"
)

// The titles, summaries and assumptions of the library, and the starter files,
// are in the words of the catalogues.
func TestTheLibraryAndTheStarterFilesReadWell(t *testing.T) {
	read := func(lang, key, text string) {
		for _, f := range wordtest.ReadText(lang, key, text) {
			t.Errorf("%s: %s (%s): %q", lang, f.Key, f.Kind, f.Word)
		}
	}
	both := func(key string, text reason.Text) {
		read("en", key, text.English)
		read("fr", key, text.French)
	}
	for _, name := range scenarios.LibraryNames() {
		s, _ := scenarios.Library(name)
		key := "library." + s.Name
		both(key+".title", s.Title)
		both(key+".summary", s.Summary)
		for _, text := range s.Assumptions {
			both(key+".assumptions", text)
		}
		for _, step := range s.Steps {
			both(key+".step", step.Title)
		}
	}
	for _, lang := range reason.Languages() {
		files := os.DirFS("starter/" + lang)
		names, err := fs.Glob(files, "*.toml")
		if err != nil || len(names) < 4 {
			t.Fatal(names, err)
		}
		for _, name := range names {
			text, err := fs.ReadFile(files, name)
			if err != nil {
				t.Fatal(err)
			}
			for block := range strings.SplitSeq(comments(string(text)), "\n\n") {
				read(lang, "starter."+name, block)
			}
		}
	}
}

// comments returns the comments of a TOML file, a paragraph for each block of
// lines.
func comments(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		body, comment, _ := strings.Cut(strings.TrimPrefix(line, "# "), "# ")
		switch {
		case line == "" || line == "#":
			b.WriteString("\n\n")
		case !strings.HasPrefix(line, "# ") || typedLine.MatchString(body): // a key, perhaps taken out
			b.WriteString("\n\n" + comment + "\n\n")
		default:
			b.WriteString(body + comment + " ")
		}
	}
	return b.String()
}

// typedLine is a key or the head of a table.
var typedLine = regexp.MustCompile(`^(\[|[a-z_.]+ = )`)
