package tomlfile_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"crsplan/sim/civil"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// pair is a key of a made-up document and its value: a scalar, a list of
// texts, or pairs in turn.
type pair struct {
	key   string
	value any
}

func pairs(depth int) *rapid.Generator[[]pair] {
	text := rapid.StringOfN(rapid.RuneFrom([]rune("aZ09 é漢#=[]{}'\"\\,.\t\n😀-")), 0, 12, -1)
	return rapid.Custom(func(t *rapid.T) []pair {
		key := rapid.OneOf(rapid.StringMatching(`[a-zA-Z0-9_-]{1,8}`), text.Filter(func(s string) bool { return s != "" }))
		keys := rapid.SliceOfNDistinct(key, 1, 5, rapid.ID[string]).Draw(t, "keys")
		ps := make([]pair, len(keys))
		for i, k := range keys {
			ps[i].key = k
			switch rapid.IntRange(0, 7-min(depth, 1)).Draw(t, "kind") {
			case 0:
				ps[i].value = text.Draw(t, "text")
			case 1:
				ps[i].value = rapid.Bool().Draw(t, "bool")
			case 2:
				ps[i].value = rapid.Int().Draw(t, "int")
			case 3:
				ps[i].value = float64(rapid.IntRange(-1e9, 1e9).Draw(t, "float")) + 0.5
			case 4:
				ps[i].value = civil.Day(rapid.Int32Range(int32(civil.Min), int32(civil.Max)).Draw(t, "day"))
			case 5:
				ps[i].value = time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "instant"), 0).UTC()
			case 6:
				ps[i].value = rapid.SliceOfN(text, 0, 3).Draw(t, "list")
			case 7:
				ps[i].value = pairs(depth+1).Draw(t, "table")
			}
		}
		return ps
	})
}

// raw is how a text stands in TOML and JSON alike.
func raw(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}

func rawKey(t *rapid.T, key string) string {
	bare := strings.Trim(key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == ""
	switch {
	case bare && rapid.Bool().Draw(t, "bare"):
		return key
	case !strings.ContainsAny(key, "'\n") && rapid.Bool().Draw(t, "literal"):
		return "'" + key + "'"
	}
	return raw(key)
}

func scalar(v any, inJSON bool) string {
	quote := func(s string) string {
		if inJSON {
			return `"` + s + `"`
		}
		return s
	}
	switch v := v.(type) {
	case string:
		return raw(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case time.Time:
		return quote(v.Format(time.RFC3339))
	case civil.Day:
		return quote(v.String())
	}
	return fmt.Sprint(v)
}

// writer writes a made-up document as TOML in one of the many ways.
type writer struct {
	strings.Builder
	t    *rapid.T
	keys map[string]string // the raw key of each path
}

func (w *writer) one(options ...string) string { return rapid.SampledFrom(options).Draw(w.t, "style") }

func (w *writer) key(path, key string) string {
	r := rawKey(w.t, key)
	if _, ok := w.keys[path+"\x00"+key]; !ok {
		w.keys[path+"\x00"+key] = r
	}
	return r
}

// body writes the pairs of a table: first those that can stand under its
// header, then the tables with headers of their own.
func (w *writer) body(path, prefix, header string, ps []pair) {
	var later []pair
	for _, p := range ps {
		sub, isTable := p.value.([]pair)
		if isTable && w.one("inline", "dotted", "header") == "header" {
			later = append(later, p)
			continue
		}
		if isTable && w.one("inline", "dotted") == "dotted" {
			dotted := prefix + w.key(path, p.key) + w.one(".", " . ")
			w.flat(path+"\x00"+p.key, dotted, sub)
			continue
		}
		w.WriteString(w.one("", " ", "\t") + prefix + w.key(path, p.key) + w.one("=", " = "))
		w.value(path+"\x00"+p.key, p.value)
		w.WriteString(w.one("\n", " # [x] = 'y'\n", "\r\n", "\n\n"))
	}
	for _, p := range later {
		head := header + w.key(path, p.key)
		w.WriteString(w.one("[", "[ ") + head + w.one("]\n", " ] # z\n"))
		w.body(path+"\x00"+p.key, "", head+".", p.value.([]pair))
	}
}

// flat writes a table as dotted keys of the table around it.
func (w *writer) flat(path, prefix string, ps []pair) {
	for _, p := range ps {
		w.WriteString(prefix + w.key(path, p.key) + " = ")
		w.value(path+"\x00"+p.key, p.value)
		w.WriteString("\n")
	}
}

func (w *writer) value(path string, v any) {
	switch v := v.(type) {
	case []string:
		w.WriteString("[" + w.one("", " ", "\n", " # ]\n"))
		for i, s := range v {
			w.WriteString(raw(s))
			if i+1 < len(v) || w.one("comma", "none") == "comma" {
				w.WriteString(w.one(",", ", ", " ,\n"))
			}
		}
		w.WriteString("]")
	case []pair:
		w.WriteString("{" + w.one("", " "))
		for i, p := range v {
			w.WriteString(w.key(path, p.key) + w.one("=", " = "))
			w.value(path+"\x00"+p.key, p.value)
			if i+1 < len(v) {
				w.WriteString(w.one(",", ", "))
			}
		}
		w.WriteString("}")
	default:
		w.WriteString(scalar(v, false))
	}
}

func inJSON(ps []pair) string {
	var parts []string
	for _, p := range ps {
		value := ""
		switch v := p.value.(type) {
		case []pair:
			value = inJSON(v)
		case []string:
			var items []string
			for _, s := range v {
				items = append(items, raw(s))
			}
			value = "[" + strings.Join(items, " , ") + "]"
		default:
			value = scalar(v, true)
		}
		parts = append(parts, raw(p.key)+": "+value)
	}
	return "{" + strings.Join(parts, ",\n ") + "}"
}

// check reads a document with the pairs that it was made of in hand.
func check(t *rapid.T, table *tomlfile.Table, ps []pair) {
	if len(table.Keys()) != len(ps) {
		t.Fatalf("keys %q", table.Keys())
	}
	for _, p := range ps {
		var got any
		var ok bool
		switch v := p.value.(type) {
		case string:
			got, ok = table.String(p.key)
		case bool:
			got, ok = table.Bool(p.key)
		case int:
			got, ok = table.Int(p.key, math.MinInt, math.MaxInt)
		case float64:
			got, ok = table.Float(p.key, math.Inf(-1), math.Inf(1))
		case civil.Day:
			got, ok = table.Day(p.key)
		case time.Time:
			got, ok = table.Instant(p.key)
		case []string:
			got, ok = table.Strings(p.key)
		case []pair:
			check(t, table.Table(p.key), v)
			continue
		}
		if diff := cmp.Diff(p.value, got); !ok || diff != "" {
			t.Fatalf("%q: %v %s", p.key, ok, diff)
		}
	}
}

func TestADocumentReadsTheSameHoweverItIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ps := pairs(0).Draw(t, "document")
		w := &writer{t: t, keys: map[string]string{}}
		w.body("", "", "", ps)
		for text, doc := range map[string]*tomlfile.Document{
			w.String(): tomlfile.Parse("f", []byte(w.String())),
			inJSON(ps): tomlfile.ParseJSON("f", 1, []byte(inJSON(ps))),
		} {
			if doc.Root() == nil {
				t.Fatalf("%v in\n%s", doc.Err(), text)
			}
			check(t, doc.Root(), ps)
			if err := doc.Err(); err != nil {
				t.Fatalf("%v in\n%s", err, text)
			}
		}
	})
}

func TestAKeyStandsWhereItsTextStands(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ps := pairs(0).Draw(t, "document")
		w := &writer{t: t, keys: map[string]string{}}
		w.body("", "", "", ps)
		for isJSON, text := range map[bool]string{false: w.String(), true: inJSON(ps)} {
			doc := tomlfile.Parse("f", []byte(text))
			if isJSON {
				doc = tomlfile.ParseJSON("f", 1, []byte(text))
			}
			want := map[string]string{}
			var walk func(table *tomlfile.Table, path string)
			walk = func(table *tomlfile.Table, path string) {
				for _, key := range table.Keys() {
					full := path + "\x00" + key
					want[full] = w.keys[full]
					if isJSON {
						want[full] = raw(key)
					}
					table.RejectKey(key, reason.New(full), reason.Reason{})
					if table.Kind(key) == tomlfile.Sub {
						walk(table.Table(key), full)
					}
				}
			}
			walk(doc.Root(), "")
			got := map[string]string{}
			for _, p := range problems(doc) {
				inside(t, text, p)
				line := []rune(p.Text)
				got[p.What.Code] = string(line[p.Col-1 : p.Col-1+p.Len])
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%s in\n%s", diff, text)
			}
		}
	})
}

// inside fails unless a problem lies inside the text.
func inside(t interface {
	Helper()
	Fatalf(string, ...any)
}, text string, p tomlfile.Problem) {
	t.Helper()
	lines := strings.Split(strings.TrimPrefix(text, "\uFEFF"), "\n")
	if p.Line < 1 || p.Line > len(lines) {
		t.Fatalf("line %d of %d: %v", p.Line, len(lines), p.What)
	}
	line := strings.ToValidUTF8(strings.TrimSuffix(lines[p.Line-1], "\r"), "\uFFFD")
	if p.Text != line {
		t.Fatalf("line %d is %q, not %q", p.Line, line, p.Text)
	}
	n := utf8.RuneCountInString(line)
	if p.Col < 1 || p.Col > n+1 || p.Len < 1 || p.Len > 1 && p.Col+p.Len-1 > n {
		t.Fatalf("column %d, length %d, in %q: %v", p.Col, p.Len, line, p.What)
	}
}

// interrogate asks for everything in a table in a way that may be wrong.
func interrogate(table *tomlfile.Table) {
	for i, key := range table.Keys() {
		switch kind := table.Kind(key); {
		case kind == tomlfile.Sub:
			interrogate(table.Table(key))
			table.Tables(key)
		case kind == tomlfile.Array:
			table.Strings(key)
			table.Ints(key)
			table.RejectItem(key, i, here, reason.Reason{})
		case i%2 == 0:
			table.Int(key, 0, 9)
			table.Float(key, 0, 9)
			table.Day(key)
			table.Instant(key)
			table.Bool(key)
			table.OneOf(key, "a", "b")
			table.Reject(key, here, reason.Reason{})
		}
		table.RejectSelf(reason.New("there"), reason.Reason{})
	}
	table.Require("a", "b")
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{ana, asTOML, asJSON, "", "\uFEFFa = '''\n'''", "[[a]]\n[a.b]\n[[a.b.c]]", "a=[{b=1},{c={}}]\n[x.'y'.\"z\"]",
		"a = {\n}\r\nb.c = 1979-05-27 07:32:00Z", "a=\"\"\"\"\"\"\"\"\n", `{"a":[null,1e9,{"b":"\ud800"}],"a":{}}`, "a = {b=1}\n[a.c]", "\xff"} {
		f.Add([]byte(text), strings.HasPrefix(text, "{"))
	}
	f.Fuzz(func(t *testing.T, data []byte, isJSON bool) {
		doc := tomlfile.Parse("f", data)
		if isJSON {
			doc = tomlfile.ParseJSON("f", 1, data)
		}
		interrogate(doc.Root())
		found := problems(doc)
		if doc.Root() == nil && len(found) == 0 {
			t.Fatal("no root, and no problem")
		}
		for i, p := range found {
			inside(t, string(data), p)
			if i > 0 && (p.Line < found[i-1].Line || p.Line == found[i-1].Line && p.Col < found[i-1].Col) {
				t.Fatal("problems out of order")
			}
			if p.What.Code == "file.unreadable" {
				t.Fatal("the places and the values do not agree")
			}
			if out := p.Print(reason.English()); !utf8.ValidString(out) {
				t.Fatalf("not UTF-8: %q", out)
			}
		}
	})
}
