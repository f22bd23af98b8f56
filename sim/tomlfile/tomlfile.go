// Package tomlfile reads the TOML files that people write, and the same
// documents as JSON, and says exactly where each thing wrong with them stands.
//
// A [Document] is read with a cursor: a loader asks a [Table] for one key
// after another. Each question marks its key as known, and each answer that is
// not what it should be becomes a [Problem] with its line and column.
// [Document.Err] adds the keys that nobody asked about. So nothing in a file
// is silently passed over, and all its problems are told at once.
//
//	doc := tomlfile.Parse("ana.toml", data)
//	name, _ := doc.Root().String("name")
//	born, ok := doc.Root().Day("birth_date")
//	...
//	return doc.Err()
//
// github.com/BurntSushi/toml and encoding/json judge the syntax and read the
// values; this package finds where they stand. A document is not safe for use
// by several goroutines at once.
package tomlfile

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"crsplan/sim/reason"
)

// MaxSize is the size in bytes of the largest document that is read.
const MaxSize = 1 << 20

// maxDepth is how many tables and lists may lie inside one another.
const maxDepth = 64

// Document is a TOML or JSON document and what has been found wrong with it.
type Document struct {
	name   string
	text   string // without a byte order mark
	lines  []int  // where each line begins in text
	first  int    // the number of the first line in its file
	json   bool
	root   *Table
	faults []fault
}

// span is a stretch of a document's text, in bytes: [from, to).
type span struct{ from, to int }

// fault is a problem whose line and column are not yet worked out.
type fault struct {
	at         span
	what, hint reason.Reason
}

// Parse reads a TOML document. Name is what its problems call the file.
func Parse(name string, data []byte) *Document {
	d := &Document{name: name, first: 1}
	if d.open(data) {
		d.parseTOML()
	}
	return d
}

// ParseJSON reads a JSON document. Line is the number of its first line in the
// file: 1 for a whole file, n for line n of a JSON Lines file.
func ParseJSON(name string, line int, data []byte) *Document {
	d := &Document{name: name, first: line, json: true}
	if d.open(data) {
		d.parseJSON()
	}
	return d
}

// ParseEither reads a document by its look: JSON where the name says so or the
// text begins with a brace, TOML otherwise.
func ParseEither(name string, data []byte) *Document {
	if strings.EqualFold(path.Ext(name), ".json") || bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("{")) {
		return ParseJSON(name, 1, data)
	}
	return Parse(name, data)
}

// Root returns the top level of the document, or nil when the text could not
// be read at all. A nil table may be asked too: it holds nothing.
func (d *Document) Root() *Table { return d.root }

// Err returns every problem of the document in the order of the text, as
// [Problems], or nil. Keys that nobody has asked about are among them, so it
// is called when the loader is done.
func (d *Document) Err() error {
	faults := slices.Clone(d.faults)
	if d.root != nil {
		faults = d.root.appendUnknown(faults)
	}
	if len(faults) == 0 {
		return nil
	}
	slices.SortStableFunc(faults, func(a, b fault) int { return cmp.Compare(a.at.from, b.at.from) })
	// A loader that asks twice is told once.
	faults = slices.CompactFunc(faults, func(a, b fault) bool { return a.at == b.at && a.what.Equal(b.what) })
	return d.place(faults)
}

// place works out the lines and columns of sorted faults. It counts on from
// the fault before, as the whole of a document may stand in one long line.
func (d *Document) place(faults []fault) Problems {
	problems := make(Problems, len(faults))
	var text, shown string
	col, counted, on := 1, 0, -1
	for i, f := range faults {
		line := sort.SearchInts(d.lines, f.at.from+1) - 1
		if line != on {
			text = d.line(line)
			shown = strings.ToValidUTF8(text, "\uFFFD")
			col, counted, on = 1, d.lines[line], line
		}
		end := d.lines[line] + len(text)
		from, to := min(f.at.from, end), min(f.at.to, end)
		if from > counted {
			col += utf8.RuneCountInString(d.text[counted:from])
			counted = from
		}
		problems[i] = Problem{
			File: d.name, Line: d.first + line, Col: col, Len: 1,
			Text: shown, What: f.what, Hint: f.hint,
		}
		if to > from {
			problems[i].Len = utf8.RuneCountInString(d.text[from:to])
		}
	}
	return problems
}

// line returns a line, counted from 0, without its end.
func (d *Document) line(i int) string {
	text := d.text[d.lines[i]:]
	if i+1 < len(d.lines) {
		text = d.text[d.lines[i] : d.lines[i+1]-1]
	}
	return strings.TrimSuffix(text, "\r")
}

func (d *Document) fault(at span, what, hint reason.Reason) {
	d.faults = append(d.faults, fault{at, what, hint})
}

// open takes the text in and says whether it is text that can be parsed.
func (d *Document) open(data []byte) bool {
	d.lines = []int{0}
	if len(data) > MaxSize {
		d.fault(span{}, reason.New("file.too-large", "limit", MaxSize), reason.New("file.too-large.hint"))
		return false
	}
	d.text = strings.TrimPrefix(string(data), "\uFEFF")
	for i, c := range []byte(d.text) {
		if c == '\n' {
			d.lines = append(d.lines, i+1)
		}
	}
	for i, r := range d.text {
		if r == utf8.RuneError && !strings.HasPrefix(d.text[i:], "\uFFFD") {
			d.fault(span{i, i + 1}, reason.New("file.not-utf8"), reason.New("file.not-utf8.hint"))
			return false
		}
		// Neither format allows these anywhere; told here because here it is
		// certain which character it was.
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0x7f {
			d.controlCharacter(span{i, i + 1}, r)
			return false
		}
	}
	if strings.TrimSpace(d.text) == "" {
		d.empty()
		return false
	}
	return true
}

func (d *Document) empty() {
	d.fault(span{}, reason.New("file.empty"), reason.New("file.empty.hint"))
}

func (d *Document) emptyKey(at span) {
	d.fault(at, reason.New("file.empty-key"), reason.Reason{})
}

func (d *Document) controlCharacter(at span, c rune) {
	d.fault(at, reason.New("file.control-character", "code", fmt.Sprintf("U+%04X", c)), reason.Reason{})
}

func (d *Document) tooDeep(at span) {
	d.fault(at, reason.New("file.too-deep", "limit", maxDepth), reason.Reason{})
}

func (d *Document) parseTOML() {
	l := locator{doc: d, root: newTable(d, nil, "", span{})}
	found := l.document()
	if l.tooDeep != nil {
		d.tooDeep(*l.tooDeep)
		return
	}
	values, err := decode(d.text)
	if err != nil {
		d.syntax("TOML", d.errorSpan(err), tomlMessage(err))
		return
	}
	// TOML allows an empty key, but its library may lose those beside it.
	if l.empty != nil {
		d.emptyKey(*l.empty)
		return
	}
	if !found || !l.root.fill(values) {
		d.fault(span{l.pos, l.pos}, reason.New("file.unreadable"), reason.Reason{})
		return
	}
	if len(l.root.entries) == 0 {
		d.empty()
		return
	}
	d.root = l.root
	d.faults = l.arrays
	d.root.plain()
}

// decode hands the text to the TOML library. A panic there is an error of the
// file as far as the user is concerned: some other file can still be read.
func decode(text string) (values map[string]any, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	_, err = toml.Decode(text, &values)
	return values, err
}

// errorSpan returns where the TOML library found an error. Only the offset is
// taken from it: its columns count bytes.
func (d *Document) errorSpan(err error) span {
	e, ok := errors.AsType[toml.ParseError](err)
	if !ok {
		return span{}
	}
	from := min(max(e.Position.Start, 0), len(d.text))
	to := min(from+max(e.Position.Len, 1), len(d.text))
	for from > 0 && from < len(d.text) && !utf8.RuneStart(d.text[from]) {
		from--
	}
	for to < len(d.text) && !utf8.RuneStart(d.text[to]) {
		to++
	}
	for from < to-1 && (d.text[from] == ' ' || d.text[from] == '\t') {
		from++
	}
	return span{from, to}
}

// tomlMessage returns the library's message in the manner of our own.
func tomlMessage(err error) string {
	message := err.Error()
	if e, ok := errors.AsType[toml.ParseError](err); ok {
		message = e.Message
	}
	message = strings.TrimSuffix(message, ".")
	for _, word := range []string{"Key ", "Invalid ", "Escaped "} {
		if strings.HasPrefix(message, word) {
			return strings.ToLower(word) + message[len(word):]
		}
	}
	return message
}

// syntax reports what the judge of a format said.
func (d *Document) syntax(format string, at span, message string) {
	hint := reason.Reason{}
	if strings.HasPrefix(message, `expected value but found "`) {
		hint = reason.New("file.syntax.hint/quotes")
	}
	d.fault(at, reason.New("file.syntax", "format", format, "message", reason.Said(shorten(message, 200))), hint)
}

func (d *Document) parseJSON() {
	var whole json.RawMessage
	if err := json.Unmarshal([]byte(d.text), &whole); err != nil {
		at := len(d.text)
		if e, ok := errors.AsType[*json.SyntaxError](err); ok && int(e.Offset) <= len(d.text) &&
			!strings.HasPrefix(e.Error(), "unexpected end") {
			at = max(int(e.Offset)-1, 0) // the offset is that after the byte read last
		}
		d.syntax("JSON", d.runeAt(at), err.Error())
		return
	}
	r := newJSONReader(d)
	n := r.value(nil, part{}, 1)
	switch {
	case r.tooDeep != nil:
		d.faults = nil
		d.tooDeep(*r.tooDeep)
	case n.kind != Sub:
		d.fault(n.at, reason.New("file.not-a-table", "found", n.found()), reason.Reason{})
	default:
		d.root = n.table
		d.root.plain()
	}
}

// runeAt returns the span of the character that holds the byte at i, or an
// empty one just after the last text that is not white space.
func (d *Document) runeAt(i int) span {
	if i >= len(d.text) {
		end := len(strings.TrimRight(d.text, " \t\r\n"))
		return span{end, end}
	}
	for i > 0 && !utf8.RuneStart(d.text[i]) {
		i--
	}
	_, size := utf8.DecodeRuneInString(d.text[i:])
	return span{i, i + size}
}
