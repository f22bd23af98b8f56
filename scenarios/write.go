package scenarios

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"crsplan/sim/civil"
	"crsplan/sim/tomlfile"
)

// Written is a sheet as TOML. Reading it gives what the sheet says.
type Written struct {
	Text  []byte
	spots []spot
}

// spot is where a key or a table stands in a text: columns count runes from 1,
// and a spot holds its first but not its last.
type spot struct {
	line, from, to int
	path           []string
}

// Path returns the key or the table that a problem of the text is about, as
// far as its place tells; nil for the text as a whole.
func (w *Written) Path(p tomlfile.Problem) []string {
	var best *spot
	for i := range w.spots {
		s := &w.spots[i]
		if s.line == p.Line && s.from <= p.Col && p.Col < s.to && (best == nil || s.to-s.from < best.to-best.from) {
			best = s
		}
	}
	if best == nil {
		return nil
	}
	return best.path
}

// inline are the tables that are written on one line, as people do.
var inline = []string{"clb", "at_least_clb", "months", "cost_cad", "permit", "official_score"}

// Write writes a sheet as TOML: the keys of each table before the tables in it.
func (s *Sheet) Write() Written {
	w := writer{line: 1}
	w.table(&s.root, nil)
	return Written{[]byte(w.b.String()), w.spots}
}

type writer struct {
	b     strings.Builder
	line  int
	spots []spot
}

func (w *writer) table(b *branch, path []string) {
	var tables []string
	for _, key := range b.keys {
		if sub, ok := b.under[key].(*branch); ok && !sub.inline(key) {
			tables = append(tables, key)
			continue
		}
		at := append(path[:len(path):len(path)], key)
		line := bare(key) + " = "
		w.spot(1, utf8.RuneCountInString(line)-2, at)
		w.row(line + w.value(b.under[key], utf8.RuneCountInString(line)+1, at))
	}
	for _, key := range tables {
		sub, at := b.under[key].(*branch), append(path[:len(path):len(path)], key)
		// A table that holds nothing but tables needs no line of its own.
		if len(sub.keys) == 0 || slices.ContainsFunc(sub.keys, func(k string) bool {
			below, ok := sub.under[k].(*branch)
			return !ok || below.inline(k)
		}) {
			if w.line > 1 {
				w.row("")
			}
			var name []string
			for _, part := range at {
				name = append(name, bare(part))
			}
			header := "[" + strings.Join(name, ".") + "]"
			w.spot(1, utf8.RuneCountInString(header)+1, at)
			w.row(header)
		}
		w.table(sub, at)
	}
}

// inline says whether a table is written on one line.
func (b *branch) inline(key string) bool {
	if !slices.Contains(inline, key) || len(b.keys) == 0 {
		return false
	}
	for _, v := range b.under {
		if _, ok := v.(*branch); ok {
			return false
		}
	}
	return true
}

func (w *writer) row(text string) {
	w.b.WriteString(text)
	w.b.WriteByte('\n')
	w.line++
}

func (w *writer) spot(from, to int, path []string) {
	w.spots = append(w.spots, spot{w.line, from, to, path})
}

// value returns a value as it is written from a column on.
func (w *writer) value(v any, from int, path []string) string {
	text := ""
	if b, ok := v.(*branch); ok {
		text = "{ "
		for i, key := range b.keys {
			if i > 0 {
				text += ", "
			}
			start, at := from+utf8.RuneCountInString(text), append(path[:len(path):len(path)], key)
			text += bare(key) + " = "
			text += w.value(b.under[key], from+utf8.RuneCountInString(text), at)
			w.spot(start, from+utf8.RuneCountInString(text), at)
		}
		text += " }"
	} else {
		text = literal(v)
	}
	w.spot(from, from+utf8.RuneCountInString(text), path)
	return text
}

// literal writes a value as in TOML.
func literal(v any) string {
	switch v := v.(type) {
	case string:
		return quoted(v)
	case bool:
		return strconv.FormatBool(v)
	case int:
		return strconv.Itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		text := strconv.FormatFloat(v, 'f', -1, 64)
		if !strings.Contains(text, ".") {
			text += ".0"
		}
		return text
	case civil.Day:
		return v.String()
	case time.Time:
		return v.UTC().Format(time.RFC3339Nano)
	case []any:
		list := make([]string, len(v))
		for i, item := range v {
			list[i] = literal(item)
		}
		return "[" + strings.Join(list, ", ") + "]"
	}
	panic(fmt.Sprintf("scenarios: no TOML for a %T", v))
}

// quoted writes a text in quotes. What is no character is replaced.
func quoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// bare writes a key, in quotes where it needs them.
func bare(key string) string {
	plain := func(r rune) bool {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' || r == '_'
	}
	if key != "" && !strings.ContainsFunc(key, func(r rune) bool { return !plain(r) }) {
		return key
	}
	return quoted(key)
}
