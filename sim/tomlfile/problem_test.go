package tomlfile_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// ana is the file of the design's example: its line 14 has the typing error.
const ana = `stated_on = 2026-11-22
name = "Ana"
birth_date = 1995-03-14
marital_status = "single"

[education]
level = "bachelor"
country = "BR"
eca_issued = 2025-06-10

[languages.english]
test = "ielts-general"
taken_on = 2025-11-02
readng = 7.5
listening = 8.0
`

func TestAMistypedKeyIsPrintedAsTheDesignShows(t *testing.T) {
	doc := tomlfile.Parse("ana.toml", []byte(ana))
	root := doc.Root()
	for _, key := range []string{"stated_on", "name", "birth_date", "marital_status", "education"} {
		root.Ignore(key)
	}
	english := root.Table("languages").Table("english")
	english.String("test")
	english.Day("taken_on")
	for _, ability := range []string{"listening", "reading", "writing", "speaking"} {
		english.Float(ability, 0, 9)
	}
	english.Table("clb")
	want := `crsplan: ana.toml:14:1: unknown key "readng" in [languages.english]
   14 | readng = 7.5
      | ^^^^^^
crsplan: hint: did you mean "reading"? Keys here: test, taken_on, listening, reading, writing, speaking, clb
`
	if diff := cmp.Diff(want, printed(doc)); diff != "" {
		t.Error(diff)
	}
}

// printed returns all the problems of a document as a terminal shows them.
func printed(doc *tomlfile.Document) string {
	var b strings.Builder
	for _, p := range problems(doc) {
		b.WriteString(p.Print(reason.English()))
	}
	return b.String()
}

func problems(doc *tomlfile.Document) tomlfile.Problems {
	err := doc.Err()
	if err == nil {
		return nil
	}
	return err.(tomlfile.Problems)
}

func TestPrint(t *testing.T) {
	long := strings.Repeat("a", 100) + "HERE" + strings.Repeat("b", 200)
	what, hint := reason.New("file.empty"), reason.Reason{}
	tests := []struct {
		name    string
		problem tomlfile.Problem
		want    string
	}{
		{"without a hint there is no line of it",
			tomlfile.Problem{Line: 7, Col: 3, Len: 2, Text: "abcd"},
			"    7 | abcd\n      |   ^^\n"},
		{"a tab stays so that the carets stand below",
			tomlfile.Problem{Line: 7, Col: 5, Len: 1, Text: "\ta\tbcd"},
			"    7 | \ta\tbcd\n      | \t \t ^\n"},
		{"the carets end with the line",
			tomlfile.Problem{Line: 7, Col: 3, Len: 20, Text: "abcd"},
			"    7 | abcd\n      |   ^^\n"},
		{"the place may be the end of the line",
			tomlfile.Problem{Line: 7, Col: 5, Len: 1, Text: "abcd"},
			"    7 | abcd\n      |     ^\n"},
		{"a blank line is not shown",
			tomlfile.Problem{Line: 7, Col: 1, Len: 1, Text: " \t"},
			""},
		{"what a terminal would act on is shown as a question mark",
			tomlfile.Problem{Line: 7, Col: 3, Len: 1, Text: "a\x1b[1m\u202eé"},
			"    7 | a?[1m?é\n      |   ^\n"},
		{"a line of 120 runes is whole",
			tomlfile.Problem{Line: 7, Col: 120, Len: 1, Text: strings.Repeat("é", 120)},
			"    7 | " + strings.Repeat("é", 120) + "\n      | " + strings.Repeat(" ", 119) + "^\n"},
		{"a line of 121 runes is cut where the place is not",
			tomlfile.Problem{Line: 7, Col: 1, Len: 1, Text: strings.Repeat("é", 121)},
			"    7 | " + strings.Repeat("é", 117) + "...\n      | ^\n"},
		{"a long line is cut on both sides of the place",
			tomlfile.Problem{Line: 7, Col: 101, Len: 4, Text: long},
			"    7 | ..." + strings.Repeat("a", 37) + "HERE" + strings.Repeat("b", 73) + "...\n      | " + strings.Repeat(" ", 40) + "^^^^\n"},
		{"the end of a long line is shown to its end",
			tomlfile.Problem{Line: 7, Col: 304, Len: 1, Text: long},
			"    7 | ..." + strings.Repeat("b", 117) + "\n      | " + strings.Repeat(" ", 119) + "^\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := tt.problem
			p.File, p.What, p.Hint = "f", what, hint
			want := "crsplan: " + p.String(reason.English()) + "\n" + tt.want
			if diff := cmp.Diff(want, p.Print(reason.English())); diff != "" {
				t.Error(diff)
			}
		})
	}
	p := tomlfile.Problem{File: "f", Line: 123456, Col: 1, Len: 1, Text: "x", What: what, Hint: reason.New("file.empty.hint")}
	want := "crsplan: f:123456:1: the file is empty\n123456 | x\n       | ^\n" +
		"crsplan: hint: \"crsplan init\" writes a starter file\n"
	if diff := cmp.Diff(want, p.Print(reason.English())); diff != "" {
		t.Error(diff)
	}
}

func TestProblemsTellTheFirstAndHowManyMore(t *testing.T) {
	one := tomlfile.Problem{File: "f", Line: 2, Col: 3, What: reason.New("file.empty")}
	for want, p := range map[string]tomlfile.Problems{
		"":                                      {},
		"f:2:3: the file is empty":              {one},
		"f:2:3: the file is empty (and 2 more)": {one, one, one},
	} {
		if got := p.Error(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	keys := []string{"test", "taken_on", "listening", "reading", "writing", "ielts-general", "celpip-general", "on", "level", "levels"}
	tests := []struct{ name, word, want string }{
		{"a letter left out", "readng", "reading"},
		{"two letters swapped", "raeding", "reading"},
		{"two letters wrong of seven", "raxding", "reading"},
		{"three letters wrong of seven are too many", "xyxding", ""},
		{"case counts little", "READING", "reading"},
		{"a hyphen for an underscore counts little", "taken-on", "taken_on"},
		{"a joint left out counts little", "takenOn", "taken_on"},
		{"the word itself is nearest to itself", "levels", "levels"},
		{"among equals the nearer as written", "Level", "level"},
		{"a beginning stands for the whole", "ielts", "ielts-general"},
		{"a beginning of two letters does not", "ie", ""},
		{"of two letters none may be wrong", "an", ""},
		{"of two letters the case may be wrong", "ON", "on"},
		{"an empty word is like nothing", "", ""},
		{"a word of joints is like nothing", "-_", ""},
		{"a hopeless word", "zzzzzzzz", ""},
		{"a word too long to be a mistake", strings.Repeat("reading", 10), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := tomlfile.Nearest(tt.word, keys)
			if got != tt.want || ok != (tt.want != "") {
				t.Errorf("%q: got %q %v, want %q", tt.word, got, ok, tt.want)
			}
		})
	}
	if got, ok := tomlfile.Nearest("abc", []string{"", "-"}); ok {
		t.Errorf("an empty option was suggested: %q", got)
	}
}
