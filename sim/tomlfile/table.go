package tomlfile

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// Table is a table of a document. Its methods may be called on nil, which
// stands for a table that is not there: they return nothing and report
// nothing. A question about a key marks the key as known, and a value of the
// wrong type is reported by the question.
type Table struct {
	doc      *Document
	parent   *Table
	name     string
	header   span // where the table is named, or its value written inline
	depth    int  // how many tables and lists lie around it
	entries  []*entry
	index    map[string]*entry
	opened   bool            // its own keys are asked about
	asked    []string        // in the order of asking
	askedSet map[string]bool // the same as a set
}

// entry is a key and its value.
type entry struct {
	key    part
	known  bool
	wanted Kind // what it was last asked about as
	*node
}

// node is a value.
type node struct {
	kind    Kind
	other   string // for the kind Other: the term that names it
	at      span
	value   any     // of a scalar: string, bool, int64, float64 or time.Time
	items   []*node // of an Array
	table   *Table  // of a Sub
	refused bool    // it has been reported already
}

// Kind is the type of a value.
type Kind int

// The kinds of values. A JSON string that is a day or an instant counts as
// one; it can be read as a [String] all the same. Other is a value that no
// key takes: a time of day, a time without its zone, a null.
const (
	Absent Kind = iota
	String
	Bool
	Integer
	Float
	Day
	Instant
	Array
	Sub
	Other
)

// The terms of what is found in a file, by kind, and those of kind Other.
var foundTerms = [...]string{
	String: "file.kind.text", Bool: "file.kind.bool", Integer: "file.kind.number", Float: "file.kind.decimal",
	Day: "file.kind.day", Instant: "file.kind.instant", Array: "file.kind.list", Sub: "file.kind.table",
}

const (
	kindLocalInstant = "file.kind.local-instant"
	kindTimeOfDay    = "file.kind.time-of-day"
	kindNull         = "file.kind.null"
)

func (n *node) found() reason.Term {
	if n.kind == Other {
		return reason.Term(n.other)
	}
	return reason.Term(foundTerms[n.kind])
}

// newTable makes a table inside parent, which is nil for the root. The root
// stands at the very beginning of the text.
func newTable(d *Document, parent *Table, name string, header span) *Table {
	t := &Table{doc: d, parent: parent, name: name, index: map[string]*entry{}, askedSet: map[string]bool{}}
	if parent == nil {
		t.opened = true
		return t
	}
	t.header, t.depth = header, parent.depth+1
	return t
}

func (t *Table) add(key part, n *node) *entry {
	e := &entry{key: key, node: n}
	t.entries = append(t.entries, e)
	t.index[key.name] = e
	return e
}

func (t *Table) find(key string) *entry {
	if t == nil {
		return nil
	}
	return t.index[key]
}

// Name returns the table's own name, the last part of its path, and "" for
// the root.
func (t *Table) Name() string {
	if t == nil {
		return ""
	}
	return t.name
}

// Path returns the table's dotted key, as TOML writes it, and "" for the root.
func (t *Table) Path() string {
	if t == nil || t.parent == nil {
		return ""
	}
	return t.parent.pathOf(t.name)
}

func (t *Table) pathOf(key string) string {
	if strings.ContainsFunc(key, func(r rune) bool { return r > 0x7f || !isBare(byte(r)) }) {
		key = strconv.Quote(key)
	}
	if path := t.Path(); path != "" {
		return path + "." + key
	}
	return key
}

// Has says whether the table has a key. It does not mark the key as known, but
// the key is among those that a hint names.
func (t *Table) Has(key string) bool {
	t.note(key)
	return t.find(key) != nil
}

// Kind returns the kind of a key's value, for keys that take several. Like
// [Table.Has] it does not mark the key as known.
func (t *Table) Kind(key string) Kind {
	t.note(key)
	e := t.find(key)
	if e == nil {
		return Absent
	}
	if t.doc.json && e.kind == String {
		if _, ok := e.instant(); ok {
			return Instant
		}
		if _, ok := e.day(); ok {
			return Day
		}
	}
	return e.kind
}

// IsTable reports whether a key is there and a table. It leaves no trace: for
// tables that people name.
func (t *Table) IsTable(key string) bool {
	e := t.find(key)
	return e != nil && e.kind == Sub
}

// Keys returns the table's keys in the order of the file. It does not mark
// them as known.
func (t *Table) Keys() []string {
	if t == nil {
		return nil
	}
	keys := make([]string, len(t.entries))
	for i, e := range t.entries {
		keys[i] = e.key.name
	}
	return keys
}

// String returns a text. Like all of these questions it returns false where
// the key is absent or its value is not what it should be.
func (t *Table) String(key string) (string, bool) {
	e := t.ask(key, String)
	if e == nil {
		return "", false
	}
	return e.value.(string), true
}

// Bool returns true or false, and whether it is there.
func (t *Table) Bool(key string) (value, ok bool) {
	e := t.ask(key, Bool)
	if e == nil {
		return false, false
	}
	return e.value.(bool), true
}

// Int returns a whole number from low to high.
func (t *Table) Int(key string, low, high int) (int, bool) {
	e := t.ask(key, Integer)
	if e == nil {
		return 0, false
	}
	n := e.value.(int64)
	if n < int64(low) || n > int64(high) {
		var least, most any
		if low != math.MinInt {
			least = strconv.Itoa(low)
		}
		if high != math.MaxInt {
			most = strconv.Itoa(high)
		}
		t.outOfRange(e, least, most)
		return 0, false
	}
	return int(n), true
}

// Float returns a number from low to high, which may be infinite for no
// limit. A whole number will do; infinities and "not a number" will not.
func (t *Table) Float(key string, low, high float64) (float64, bool) {
	e := t.ask(key, Float)
	if e == nil {
		return 0, false
	}
	var f float64
	switch v := e.value.(type) {
	case int64:
		f = float64(v)
	case float64:
		f = v
	}
	if math.IsNaN(f) || math.IsInf(f, 0) {
		t.doc.fault(e.at, reason.New("file.not-finite", "key", key, "value", t.quote(e.node)), reason.Reason{})
		return 0, false
	}
	if f < low || f > high {
		var least, most any
		if !math.IsInf(low, -1) {
			least = strconv.FormatFloat(low, 'f', -1, 64)
		}
		if !math.IsInf(high, 1) {
			most = strconv.FormatFloat(high, 'f', -1, 64)
		}
		t.outOfRange(e, least, most)
		return 0, false
	}
	return f, true
}

// Day returns a day from [civil.Min] to [civil.Max]: a date of TOML without a
// time, or in JSON a string such as "2026-11-22".
func (t *Table) Day(key string) (civil.Day, bool) {
	e := t.ask(key, Day)
	if e == nil {
		return 0, false
	}
	at, _ := e.day()
	day := civil.OfTime(at)
	if day < civil.Min || day > civil.Max {
		t.outOfRange(e, civil.Min, civil.Max)
		return 0, false
	}
	return day, true
}

// Instant returns a moment, in UTC, on a day from [civil.Min] to [civil.Max]:
// a date and time of TOML with its offset, or in JSON a string of RFC 3339
// such as "2026-05-01T14:00:00Z".
func (t *Table) Instant(key string) (time.Time, bool) {
	e := t.ask(key, Instant)
	if e == nil {
		return time.Time{}, false
	}
	at, _ := e.instant()
	if day := civil.OfTime(at); day < civil.Min || day > civil.Max {
		t.outOfRange(e, civil.Min, civil.Max)
		return time.Time{}, false
	}
	return at, true
}

// day reads a node that is a day, or a text that shows one.
func (n *node) day() (time.Time, bool) {
	switch v := n.value.(type) {
	case time.Time:
		return v, n.kind == Day
	case string:
		at, err := time.Parse(time.DateOnly, v)
		return at, err == nil
	}
	return time.Time{}, false
}

// instant reads a node that is an instant, or a text that shows one.
func (n *node) instant() (time.Time, bool) {
	switch v := n.value.(type) {
	case time.Time:
		return v.UTC(), n.kind == Instant
	case string:
		at, err := time.Parse(time.RFC3339, v)
		return at.UTC(), err == nil
	}
	return time.Time{}, false
}

// Strings returns a list of texts. An empty list is there, and is not nil.
func (t *Table) Strings(key string) ([]string, bool) { return list[string](t, key, String) }

// Ints returns a list of whole numbers.
func (t *Table) Ints(key string) ([]int, bool) {
	wide, ok := list[int64](t, key, Integer)
	if !ok {
		return nil, false
	}
	ints := make([]int, len(wide))
	for i, n := range wide {
		ints[i] = int(n)
	}
	return ints, true
}

// list returns a list whose items are all of one kind, and reports each that
// is not.
func list[T any](t *Table, key string, want Kind) ([]T, bool) {
	e := t.ask(key, Array)
	if e == nil {
		return nil, false
	}
	values, ok := make([]T, 0, len(e.items)), true
	for i, item := range e.items {
		if item.refused || item.kind != want {
			t.wrongItem(key, i, item, want)
			ok = false
			continue
		}
		values = append(values, item.value.(T))
	}
	if !ok {
		return nil, false
	}
	return values, true
}

// OneOf returns a text that is one of the options, exactly as written there.
func (t *Table) OneOf(key string, options ...string) (string, bool) {
	e := t.ask(key, String)
	if e == nil {
		return "", false
	}
	word := e.value.(string)
	if slices.Contains(options, word) {
		return word, true
	}
	t.doc.fault(e.at, reason.New("file.unknown-value", "key", key, "value", shorten(word, longestQuote)),
		suggestion("file.unknown-value.hint", word, options))
	return "", false
}

// Table returns a table inside this one, or nil.
func (t *Table) Table(key string) *Table {
	e := t.ask(key, Sub)
	if e == nil {
		return nil
	}
	e.table.opened = true
	return e.table
}

// Tables returns the tables of a table of named tables, such as [work.acme]
// and [work.globex] of "work", in the order of the file.
func (t *Table) Tables(key string) []*Table {
	group := t.Table(key)
	if group == nil {
		return nil
	}
	var tables []*Table
	for _, e := range group.entries {
		e.known = true
		if e.refused {
			continue
		}
		if e.kind != Sub {
			t.doc.fault(e.at, wrongType(e.key.name, Sub, e.node), namedTables(t, key))
			continue
		}
		e.table.opened = true
		tables = append(tables, e.table)
	}
	return tables
}
