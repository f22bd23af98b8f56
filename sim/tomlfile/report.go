package tomlfile

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"crsplan/sim/reason"
)

// longestQuote is how many runes of a file are quoted in a sentence.
const longestQuote = 60

// Require reports each of the keys that is missing, at the table's header.
func (t *Table) Require(keys ...string) {
	if t == nil {
		return
	}
	for _, key := range keys {
		t.RequireWith(key, reason.Reason{})
	}
}

// RequireWith reports a key that is not there, with a hint.
func (t *Table) RequireWith(key string, hint reason.Reason) {
	if t == nil {
		return
	}
	t.mark(key)
	if t.find(key) == nil {
		t.RejectSelf(reason.New("file.missing-key", "key", key, "table", t.words()), hint)
	}
}

// Ignore marks a key as known, whatever is in it.
func (t *Table) Ignore(key string) {
	if t != nil {
		t.mark(key)
	}
}

// Reject reports a problem with the value of a key. Where the key is absent,
// the problem is the table's.
func (t *Table) Reject(key string, what, hint reason.Reason) {
	t.reject(key, what, hint, func(e *entry) span { return e.at })
}

// RejectKey reports a problem with a key itself.
func (t *Table) RejectKey(key string, what, hint reason.Reason) {
	t.reject(key, what, hint, func(e *entry) span { return e.key.at })
}

// RejectItem reports a problem with an item of a list, counted from 0.
func (t *Table) RejectItem(key string, i int, what, hint reason.Reason) {
	t.reject(key, what, hint, func(e *entry) span {
		if i < 0 || i >= len(e.items) {
			return e.at
		}
		return e.items[i].at
	})
}

// RejectSelf reports a problem with the table as a whole, at its header.
func (t *Table) RejectSelf(what, hint reason.Reason) {
	if t != nil {
		t.doc.fault(t.header, what, hint)
	}
}

func (t *Table) reject(key string, what, hint reason.Reason, place func(*entry) span) {
	e := t.find(key)
	if e == nil {
		t.RejectSelf(what, hint)
		return
	}
	e.known = true
	t.doc.fault(place(e), what, hint)
}

// plain reports the texts and keys that hold control characters by way of
// escapes: shown on a terminal they would do more than be read.
func (t *Table) plain() {
	for _, e := range t.entries {
		if c, found := control(e.key.name); found {
			t.doc.controlCharacter(e.key.at, c)
		}
		e.node.plain(t.doc)
	}
}

func (n *node) plain(d *Document) {
	if text, ok := n.value.(string); ok {
		if c, found := control(text); found {
			d.controlCharacter(n.at, c)
		}
	}
	for _, item := range n.items {
		item.plain(d)
	}
	if n.table != nil {
		n.table.plain()
	}
}

// control returns the first control character of a text that is none of tab
// and the ends of lines.
func control(text string) (rune, bool) {
	for _, r := range text {
		if unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' {
			return r, true
		}
	}
	return 0, false
}

// mark notes that a key has been asked about, and is known.
func (t *Table) mark(key string) {
	t.note(key)
	if e := t.find(key); e != nil {
		e.known = true
	}
}

// note notes that a key is one that the table may have.
func (t *Table) note(key string) {
	if t != nil && !t.askedSet[key] {
		t.askedSet[key] = true
		t.asked = append(t.asked, key)
	}
}

// ask marks a key as known and returns its entry if it can be read as the kind
// wanted. What is there but cannot is reported.
func (t *Table) ask(key string, want Kind) *entry {
	if t == nil {
		return nil
	}
	t.mark(key)
	e := t.find(key)
	if e == nil || e.refused {
		return nil
	}
	e.wanted = want
	fits := e.kind == want || want == Float && e.kind == Integer
	if t.doc.json && e.kind == String {
		switch want {
		case Day:
			_, fits = e.day()
		case Instant:
			_, fits = e.instant()
		}
	}
	if !fits {
		t.doc.fault(e.at, wrongType(key, want, e.node), t.typeHint(want, e.node))
		return nil
	}
	return e
}

// The terms of what is asked for, by kind.
var wantedTerms = [...]string{
	String: "file.kind.text", Bool: "file.kind.bool", Integer: "file.kind.integer", Float: "file.kind.number",
	Day: "file.kind.day", Instant: "file.kind.instant", Array: "file.kind.list", Sub: "file.kind.table",
}

func wrongType(key string, want Kind, n *node) reason.Reason {
	return reason.New("file.wrong-type", "key", shorten(key, longestQuote), "expected", reason.Term(wantedTerms[want]), "found", n.found())
}

// wrongItem reports an item of a list that is not of the kind wanted.
func (t *Table) wrongItem(key string, i int, item *node, want Kind) {
	if item.refused {
		return
	}
	t.doc.fault(item.at, reason.New("file.wrong-item", "n", i+1, "key", key,
		"expected", reason.Term(wantedTerms[want]), "found", item.found()), t.typeHint(want, item))
}

// typeHint says how to write what was found as what was wanted, where there is
// a likely way, and otherwise what the wanted kind looks like.
func (t *Table) typeHint(want Kind, n *node) reason.Reason {
	hint := func(variant, example string) reason.Reason {
		return reason.New("file.wrong-type.hint/"+variant, "example", example)
	}
	if n.kind == Other && n.other == kindNull {
		return hint("leave-out", "")
	}
	text, _ := n.value.(string)
	switch want {
	case String:
		if n.kind != Array && n.kind != Sub {
			return hint("quotes", `"`+t.quote(n)+`"`)
		}
	case Bool:
		if text == "true" || text == "false" {
			return hint("no-quotes", text)
		}
		return hint("bool", "")
	case Integer:
		if _, err := strconv.Atoi(text); err == nil {
			return hint("no-quotes", shorten(text, longestQuote))
		}
	case Float:
		if _, err := strconv.ParseFloat(text, 64); err == nil {
			return hint("no-quotes", shorten(text, longestQuote))
		}
	case Day:
		if at, ok := n.value.(time.Time); ok && n.other != kindTimeOfDay {
			return hint("day-only", at.Format(time.DateOnly))
		}
		if at, err := time.Parse(time.RFC3339, text); err == nil {
			return hint("day-only", t.inQuotes(at.Format(time.DateOnly)))
		}
		if at, ok := n.day(); ok { // of TOML: in JSON it would have been right
			return hint("no-quotes", at.Format(time.DateOnly))
		}
		return hint("day", t.inQuotes("2026-11-22"))
	case Instant:
		if n.other == kindLocalInstant {
			return hint("zone", shorten(t.doc.text[n.at.from:n.at.to], longestQuote)+"Z")
		}
		if _, ok := n.instant(); ok { // of TOML too
			return hint("no-quotes", text)
		}
		return hint("instant", t.inQuotes("2026-05-01T14:00:00Z"))
	case Array:
		if n.kind != Sub {
			return hint("brackets", "["+t.quote(n)+"]")
		}
	}
	return reason.Reason{}
}

// inQuotes writes a day or an instant as the document's format does.
func (t *Table) inQuotes(s string) string {
	if t.doc.json {
		return `"` + s + `"`
	}
	return s
}

// quote returns a value as it stands in the file.
func (t *Table) quote(n *node) string {
	return shorten(t.doc.text[n.at.from:n.at.to], longestQuote)
}

// outOfRange reports a value outside its range. A nil end of the range is no
// limit.
func (t *Table) outOfRange(e *entry, low, high any) {
	hint := reason.Reason{}
	switch {
	case low != nil && high != nil:
		hint = reason.New("file.out-of-range.hint/between", "low", low, "high", high)
	case low != nil:
		hint = reason.New("file.out-of-range.hint/least", "low", low)
	case high != nil:
		hint = reason.New("file.out-of-range.hint/most", "high", high)
	}
	t.doc.fault(e.at, reason.New("file.out-of-range", "key", e.key.name, "value", t.quote(e.node)), hint)
}

// appendUnknown adds the keys that nobody asked about, here and in the tables
// inside. A table that nobody asked about is one problem, not one for each of
// its keys.
func (t *Table) appendUnknown(faults []fault) []fault {
	for _, e := range t.entries {
		switch {
		case e.refused:
		case !e.known:
			name := shorten(e.key.name, longestQuote)
			// A key that was looked for but does not belong beside others.
			others := slices.DeleteFunc(slices.Clone(t.asked), func(key string) bool { return key == e.key.name })
			faults = append(faults, fault{e.key.at, reason.New("file.unknown-key", "key", name, "table", t.words()),
				suggestion("file.unknown-key.hint", e.key.name, others)})
		case e.kind == Sub && e.table.opened:
			faults = e.table.appendUnknown(faults)
		}
	}
	return faults
}

// suggestion is the hint for a word that is none of the options.
func suggestion(code, word string, options []string) reason.Reason {
	all := strings.Join(options, ", ")
	if len(options) == 0 {
		return reason.Reason{}
	}
	if nearest, ok := Nearest(word, options); ok {
		return reason.New(code+"/nearest", "nearest", nearest, "options", all)
	}
	return reason.New(code+"/all", "options", all)
}

// words names the table in a sentence.
func (t *Table) words() any {
	if t.parent == nil {
		return reason.Term("file.top-level")
	}
	return "[" + shorten(t.Path(), longestQuote) + "]"
}

func arrayOfTables(in *Table, key string) reason.Reason {
	return reason.New("file.array-of-tables", "path", shorten(in.pathOf(key), longestQuote))
}

// namedTables is the hint to give each table a name of its own.
func namedTables(in *Table, key string) reason.Reason {
	return reason.New("file.named-tables.hint", "path", shorten(in.pathOf(key), longestQuote))
}
