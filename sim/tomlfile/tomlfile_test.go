package tomlfile_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

var here = reason.New("here")

// places returns where the problems stand, each as "line:col text underlined".
func places(doc *tomlfile.Document) []string {
	var all []string
	for _, p := range problems(doc) {
		line := []rune(p.Text)
		from := min(p.Col-1, len(line))
		all = append(all, fmt.Sprintf("%d:%d %s", p.Line, p.Col, string(line[from:min(from+p.Len, len(line))])))
	}
	return all
}

// said returns the problems in words, with their hints.
func said(doc *tomlfile.Document) []string {
	var all []string
	c := reason.English()
	for _, p := range problems(doc) {
		words := p.String(c)
		if !p.Hint.IsZero() {
			words += "; " + c.Say(p.Hint)
		}
		all = append(all, words)
	}
	return all
}

func TestPlaces(t *testing.T) {
	tests := []struct {
		name   string
		text   string
		path   string // the last part is the key
		key    string
		value  string
		header string
	}{
		{"a bare key", "\n  a-1 = 5 # five\n", "a-1", "2:3 a-1", "2:9 5", "1:1 "},
		{"a text", `a = "x # \" y" # z`, "a", "1:1 a", `1:5 "x # \" y"`, "1:1 a"},
		{"a literal text", `a = 'x \'`, "a", "1:1 a", `1:5 'x \'`, "1:1 a"},
		{"a text of several lines is marked on its first", "a = \"\"\"x\n\\\"\"\"\"\"\"\nb = 1", "a", "1:1 a", `1:5 """x`, "1:1 a"},
		{"a key after a text of several lines", "a = \"\"\"x\n\\\"\"\"\"\"\"\nb = 1", "b", "3:1 b", `3:5 1`, "1:1 a"},
		{"a literal text of several lines", "a = '''\n\\''''\nb = 1", "b", "3:1 b", `3:5 1`, "1:1 a"},
		{"two quotes before the closing three", "a = \"\"\"x\"\"\"\"\"\nb = 1", "b", "2:1 b", `2:5 1`, "1:1 a"},
		{"a date with a space", "a = 2026-05-01 14:00:00Z # noon", "a", "1:1 a", "1:5 2026-05-01 14:00:00Z", "1:1 a"},
		{"no space at all", "a=true", "a", "1:1 a", "1:3 true", "1:1 a"},
		{"columns count runes", `"été" = "é"`, "été", `1:1 "été"`, `1:9 "é"`, `1:1 "`},
		{"a quoted key with escapes", `"a\tb\u00e9" = 1`, "a\tbé", `1:1 "a\tb\u00e9"`, "1:16 1", `1:1 "`},
		{"a literal key", `'a\tb' = 1`, `a\tb`, `1:1 'a\tb'`, "1:10 1", "1:1 '"},
		{"a dotted key", "a . b.\"c\" = 1", "a.b.c", `1:7 "c"`, "1:13 1", "1:5 b"},
		{"a second dotted key into the same table", "a.b = 1\na.c = 2", "a.c", "2:3 c", "2:7 2", "1:1 a"},
		{"a key under a header", "[a]\nb = 1", "a.b", "2:1 b", "2:5 1", "1:1 [a]"},
		{"a header with spaces and a comment", "\n [ a . \"b\" ] # c\nx = 1", "a.b.x", "3:1 x", "3:5 1", `2:2 [ a . "b" ]`},
		{"a table that only a header of another names", "[a.b]\nx = 1", "a.b", "1:4 b", "1:4 b", "1:2 a"},
		{"a header that comes after one inside it", "[a.b]\nx = 1\n[a]\ny = 1", "a.y", "4:1 y", "4:5 1", "3:1 [a]"},
		{"an inline table", "a = { b = 1, c.d = 2, }", "a.b", "1:7 b", "1:11 1", "1:5 { b = 1, c.d = 2, }"},
		{"a dotted key in an inline table", "a = { b = 1, c.d = 2 }", "a.c.d", "1:16 d", "1:20 2", "1:14 c"},
		{"an inline table of several lines", "a = { # one\n  b = 1,\n\n  c = 2\n}", "a.c", "4:3 c", "4:7 2", "1:5 { # one"},
		{"an empty inline table", "a = {}", "a", "1:1 a", "1:5 {}", "1:1 a"},
		{"an inline table in another", "a = {b={c='}'}}", "a.b.c", "1:9 c", "1:11 '}'", "1:8 {c='}'}"},
		{"a key after a list of several lines", "a = [ # ]\n  [1, 2], '[',\n]\nb = 1", "b", "4:1 b", "4:5 1", "1:1 a"},
		{"lines that end as on Windows", "a = 1\r\n[b]\r\nc = [\r\n1]\r\nd = 'x'\r\n", "b.d", "5:1 d", "5:5 'x'", "2:1 [b]"},
		{"a byte order mark takes no place", "\uFEFFa = 1", "a", "1:1 a", "1:5 1", "1:1 a"},
		{"a tab is one column", "\ta\t=\t1", "a", "1:2 a", "1:6 1", "1:1 \t"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			at := func(reject func(table *tomlfile.Table, key string)) string {
				doc := tomlfile.Parse("f", []byte(tt.text))
				parts := strings.Split(tt.path, ".")
				table := doc.Root()
				table.Ignore(parts[0])
				for _, key := range table.Keys() {
					table.Ignore(key)
				}
				for _, part := range parts[:len(parts)-1] {
					if table = table.Table(part); table == nil {
						t.Fatalf("no table %s: %v", part, doc.Err())
					}
					for _, key := range table.Keys() {
						table.Ignore(key)
					}
				}
				if !table.Has(parts[len(parts)-1]) {
					t.Fatalf("no key in %v: %v", table.Keys(), doc.Err())
				}
				reject(table, parts[len(parts)-1])
				got := places(doc)
				if len(got) != 1 {
					t.Fatalf("got %q, want one problem", got)
				}
				return got[0]
			}
			got := []string{
				at(func(table *tomlfile.Table, key string) { table.RejectKey(key, here, reason.Reason{}) }),
				at(func(table *tomlfile.Table, key string) { table.Reject(key, here, reason.Reason{}) }),
				at(func(table *tomlfile.Table, key string) { table.RejectSelf(here, reason.Reason{}) }),
			}
			if diff := cmp.Diff([]string{tt.key, tt.value, tt.header}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPlacesInJSON(t *testing.T) {
	doc := tomlfile.ParseJSON("f", 5, []byte("{ \"a\" : [1, \"é\" , {\"x\":null}],\n \"b\":{\"c\":\ttrue} }"))
	root := doc.Root()
	root.RejectSelf(here, reason.Reason{})
	root.RejectKey("a", here, reason.Reason{})
	root.Reject("a", here, reason.Reason{})
	for i := range 3 {
		root.RejectItem("a", i, here, reason.Reason{})
	}
	b := root.Table("b")
	b.RejectSelf(here, reason.Reason{})
	b.RejectKey("c", here, reason.Reason{})
	b.Reject("c", here, reason.Reason{})
	want := []string{"5:1 {", `5:3 "a"`, `5:9 [1, "é" , {"x":null}]`, "5:10 1", `5:13 "é"`, `5:19 {"x":null}`,
		"6:6 {\"c\":\ttrue}", `6:7 "c"`, "6:12 true"}
	if diff := cmp.Diff(want, places(doc)); diff != "" {
		t.Error(diff)
	}
}

func TestPlacesOfItems(t *testing.T) {
	doc := tomlfile.Parse("f", []byte("a = [1, # one\n 'two', [3],\n{b = 4}]"))
	for i := range 4 {
		doc.Root().RejectItem("a", i, here, reason.Reason{})
	}
	doc.Root().RejectItem("a", 4, reason.New("past the end"), reason.Reason{})
	doc.Root().RejectItem("a", -1, reason.New("before the beginning"), reason.Reason{})
	want := []string{"1:5 [1, # one", "1:5 [1, # one", "1:6 1", "2:2 'two'", "2:9 [3]", "3:1 {b = 4}"}
	if diff := cmp.Diff(want, places(doc)); diff != "" {
		t.Error(diff)
	}
}

func TestWhatCannotBeRead(t *testing.T) {
	const starter = `; "crsplan init" writes a starter file`
	many := func(s string, n int) string { return strings.Repeat(s, n) }
	tests := []struct {
		name string
		json bool
		text string
		want string
	}{
		{"nothing", false, "", "f:1:1: the file is empty" + starter},
		{"white space", false, " \n\t\n", "f:1:1: the file is empty" + starter},
		{"comments alone", false, "# a = 1\n", "f:1:1: the file is empty" + starter},
		{"no JSON at all", true, "\n", "f:1:1: the file is empty" + starter},
		{"a byte too large", false, "#" + many("x", tomlfile.MaxSize), "f:1:1: the file is larger than 1,048,576 bytes; such files are a few kilobytes long: is it the right file?"},
		{"not UTF-8", false, "a = 1\nb = 'é\xff'", "f:2:7: this is not UTF-8 text; save the file with the encoding UTF-8"},
		{"UTF-16", false, "\xff\xfea\x00", "f:1:1: this is not UTF-8 text; save the file with the encoding UTF-8"},
		{"a NUL byte", false, "a = '\x00'", "f:1:6: the control character U+0000 is not allowed here"},
		{"a deletion", true, "{\"a\":\"\x7f\"}", "f:1:7: the control character U+007F is not allowed here"},
		{"a key alone", false, "a = 1\nbé\n", `f:2:2: this is not valid TOML: expected '.' or '=', but got 'é' instead`},
		{"a key without a value", false, "a = 1\nb =\n", `f:2:4: this is not valid TOML: expected value but found '\n' instead`},
		{"text without quotes", false, "level = bachelor", `f:1:9: this is not valid TOML: expected value but found "bachelor" instead; put text in quotes`},
		{"a text without an end", false, "a = 'x\nb = 1", "f:1:7: this is not valid TOML: strings cannot contain newlines"},
		{"a text of several lines without an end", false, "a = '''x\nb = 1", `f:2:5: this is not valid TOML: unexpected EOF; expected "'''"`},
		{"a list without an end", false, "a = [1, 2", `f:1:9: this is not valid TOML: expected a comma (',') or array terminator (']'), but got end of file`},
		{"a table without an end", false, "a = {b = 1", `f:1:10: this is not valid TOML: expected a comma or an inline table terminator '}', but got end of file instead`},
		{"a header without an end", false, "[a\nb = 1", `f:1:3: this is not valid TOML: expected '.' or ']' to end table name, but got '\n' instead`},
		{"an empty key", false, "a = 1\nb.\"\" = []\nb.'' = 2", "f:2:3: a key cannot be empty"},
		{"an empty key of a table", false, "['']", "f:1:2: a key cannot be empty"},
		{"two values in a line", false, "a = 1 2", `f:1:7: this is not valid TOML: expected a top-level item to end with a newline, comment, or EOF, but got '2' instead`},
		{"a key twice", false, "a = 1\na = 2", "f:2:1: this is not valid TOML: key 'a' has already been defined"},
		{"a table twice", false, "[a]\nb = 1\n[a]", "f:3:2: this is not valid TOML: key 'a' has already been defined"},
		{"a key that is no table", false, "a = 1\n[a.b]", "f:2:2: this is not valid TOML: key 'a' was already created as a hash"},
		{"a list that is no list of tables", false, "a = 1\n[[a]]", "f:2:3: this is not valid TOML: key 'a' was already created and cannot be used as an array"},
		{"a day that is none", false, "a = 2026-02-30", `f:1:5: this is not valid TOML: invalid datetime: "2026-02-30"`},
		{"a bad escape", false, `a = "x\qy"`, `f:1:6: this is not valid TOML: invalid escape in string '\q'`},
		{"a bad escape in a key", false, `"\q" = 1`, `f:1:2: this is not valid TOML: invalid escape in string '\q'`},
		{"a number too large", false, "a = 9223372036854775808", "f:1:5: this is not valid TOML: 9223372036854775808 is out of range for int64"},
		{"leading zeroes", false, "a = 012", `f:1:5: this is not valid TOML: invalid integer "012": cannot have leading zeroes`},
		{"lists too deep", false, "a = " + many("[", 65) + many("]", 65), "f:1:69: tables and lists lie more than 64 deep inside one another"},
		{"lists without end too deep", false, "a = " + many("[", 500000), "f:1:69: tables and lists lie more than 64 deep inside one another"},
		{"inline tables too deep", false, many("a={", 65), "f:1:195: tables and lists lie more than 64 deep inside one another"},
		{"a dotted key too deep", false, many("a.", 65) + "a = 1", "f:1:129: tables and lists lie more than 64 deep inside one another"},
		{"a header too deep", false, "[" + many("a.", 64) + "a]", "f:1:130: tables and lists lie more than 64 deep inside one another"},
		{"JSON lists too deep", true, `{"a":` + many("[", 65) + many("]", 65) + "}", "f:1:70: tables and lists lie more than 64 deep inside one another"},
		{"JSON tables too deep", true, many(`{"a":`, 66) + "1" + many("}", 66), "f:1:326: tables and lists lie more than 64 deep inside one another"},
		{"JSON without an end", true, `{"a":1`, "f:1:7: this is not valid JSON: unexpected end of JSON input"},
		{"a comma too many", true, "{\"a\":1,\n}", "f:2:1: this is not valid JSON: invalid character '}' looking for beginning of object key string"},
		{"something after the JSON", true, `{"a":1} é`, "f:1:9: this is not valid JSON: invalid character 'Ã' after top-level value"},
		{"a list", true, ` [1]`, "f:1:2: the document must be a table in braces, not a list"},
		{"null", true, `null`, "f:1:1: the document must be a table in braces, not null"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := tomlfile.Parse("f", []byte(tt.text))
			if tt.json {
				doc = tomlfile.ParseJSON("f", 1, []byte(tt.text))
			}
			if doc.Root() != nil {
				t.Error("there is a root")
			}
			if diff := cmp.Diff([]string{tt.want}, said(doc)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWhatIsJustShallowOrSmallEnough(t *testing.T) {
	many := func(s string, n int) string { return strings.Repeat(s, n) }
	for name, text := range map[string]string{
		"lists":         "a = " + many("[", 64) + many("]", 64),
		"inline tables": many("a={", 64) + many("}", 64),
		"a dotted key":  many("a.", 64) + "a = 1",
		"a header":      "[" + many("a.", 63) + "a]",
		"a large file":  "a = 1 #" + many("x", tomlfile.MaxSize-7),
	} {
		doc := tomlfile.Parse("f", []byte(text))
		if doc.Root().Ignore("a"); doc.Err() != nil {
			t.Errorf("%s: %v", name, doc.Err())
		}
	}
	for name, text := range map[string]string{
		"JSON lists":  `{"a":` + many("[", 64) + many("]", 64) + "}",
		"JSON tables": many(`{"a":`, 65) + "1" + many("}", 65),
	} {
		doc := tomlfile.ParseJSON("f", 1, []byte(text))
		if doc.Root().Ignore("a"); doc.Err() != nil {
			t.Errorf("%s: %v", name, doc.Err())
		}
	}
}

func TestArraysOfTablesAreRefusedOnceEach(t *testing.T) {
	doc := tomlfile.Parse("f", []byte(`
[[work]]
noc = "1"
[work.inner]
x = 1
[[work.more]]
[[work]]
noc = "2"
[canada]
[[canada."job offer"]]
[b]
c = 1
`))
	root := doc.Root()
	if got := root.Kind("work"); got != tomlfile.Array {
		t.Errorf("kind %v", got)
	}
	if root.Tables("work") != nil || root.Table("canada").Tables("job offer") != nil {
		t.Error("there are tables")
	}
	if n, ok := root.Table("b").Int("c", 0, 1); !ok || n != 1 {
		t.Error("what comes after was not read")
	}
	want := []string{
		"f:2:1: a list of tables, [[work]], is not read here; give each table a name of its own: [work.NAME]",
		`f:10:1: a list of tables, [[canada."job offer"]], is not read here; give each table a name of its own: [canada."job offer".NAME]`,
	}
	if diff := cmp.Diff(want, said(doc)); diff != "" {
		t.Error(diff)
	}
}

func TestJSONTellsOfRepeatedAndEmptyKeysAndHugeNumbersAndReadsTheRest(t *testing.T) {
	doc := tomlfile.ParseJSON("f", 3, []byte(`{"a":{"b":1,"b":2},"c":9223372036854775808,"d":1e999,"a":0,"e":[1,1e999],"":{"x":1}}`))
	root := doc.Root()
	if n, _ := root.Table("a").Int("b", 0, 9); n != 1 {
		t.Errorf("got %d", n)
	}
	if _, ok := root.Int("c", 0, 9); ok {
		t.Error("c was read")
	}
	if _, ok := root.Ints("e"); ok {
		t.Error("e was read")
	}
	want := []string{
		`f:3:13: "b" appears twice in [a]`,
		"f:3:24: the number 9223372036854775808 is too large",
		"f:3:48: the number 1e999 is too large",
		`f:3:54: "a" appears twice in the top level of the file`,
		"f:3:67: the number 1e999 is too large",
		"f:3:74: a key cannot be empty",
	}
	if diff := cmp.Diff(want, said(doc)); diff != "" {
		t.Error(diff)
	}
}

// A sentence quotes no more of a file than a reader can bear.
func TestLongTextsAreCutInSentences(t *testing.T) {
	long := strings.Repeat("é", 61)
	doc := tomlfile.Parse("f", []byte("'"+long+"' = 1\nx = '"+long+"'"))
	doc.Root().OneOf("x", "a")
	cut := strings.Repeat("é", 60) + "..."
	want := []string{
		fmt.Sprintf(`f:1:1: unknown key "%s" in the top level of the file; keys here: x`, cut),
		fmt.Sprintf(`f:2:5: "%s" is not a value of x; values: a`, cut),
	}
	if diff := cmp.Diff(want, said(doc)); diff != "" {
		t.Error(diff)
	}
}
