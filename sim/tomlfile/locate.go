package tomlfile

import "strings"

// part is one part of a dotted key.
type part struct {
	name string
	at   span
}

// locator walks over a TOML text and notes where each key and value stands.
// It does not judge: on what it cannot follow it stops, and the library that
// reads the values says what is wrong.
type locator struct {
	doc     *Document
	pos     int
	root    *Table
	tooDeep *span   // the first place too deep inside others
	empty   *span   // the first empty key
	arrays  []fault // arrays of tables, each at its first header
}

// document walks over the whole text. False means that it lost its way.
func (l *locator) document() bool {
	into := l.root
	for {
		l.skipBlank()
		if l.pos == len(l.doc.text) {
			return true
		}
		if l.peek() == '[' {
			if into = l.header(); into == nil {
				return false
			}
		} else if !l.pair(into) {
			return false
		}
		l.skipSpace()
		if c := l.peek(); c != '\n' && c != '\r' && c != '#' && l.pos < len(l.doc.text) {
			return false
		}
	}
}

// header walks over [a.b] or [[a.b]] and returns the table it opens.
func (l *locator) header() *Table {
	from := l.pos
	array := strings.HasPrefix(l.doc.text[l.pos:], "[[")
	closing := "]"
	l.pos++
	if array {
		closing = "]]"
		l.pos++
	}
	key := l.key()
	if key == nil || !strings.HasPrefix(l.doc.text[l.pos:], closing) {
		return nil
	}
	l.pos += len(closing)
	at, last := span{from, l.pos}, key[len(key)-1]

	into, told := l.root, false
	for _, p := range key[:len(key)-1] {
		e := into.find(p.name)
		told = told || e != nil && e.refused
		if into = l.descend(into, p); into == nil {
			return nil
		}
	}
	if !array {
		if into = l.descend(into, last); into != nil {
			into.header = at
		}
		return into
	}
	e := into.find(last.name)
	if e == nil {
		e = into.add(last, &node{kind: Array, at: at, refused: true})
		if !told {
			l.arrays = append(l.arrays, fault{at, arrayOfTables(into, last.name), namedTables(into, last.name)})
		}
	}
	if !e.refused {
		return nil
	}
	// Each item is a table of its own; what is in it is not looked at.
	e.table = newTable(l.doc, into, last.name, at)
	return e.table
}

// descend returns the table inside another that a part of a key names, new or
// not, and nil where that is no table.
func (l *locator) descend(into *Table, p part) *Table {
	e := into.find(p.name)
	if e == nil {
		t := newTable(l.doc, into, p.name, p.at)
		if t.depth > maxDepth {
			return l.deep(p.at)
		}
		e = into.add(p, &node{kind: Sub, at: p.at, table: t})
	}
	return e.table
}

func (l *locator) deep(at span) *Table {
	l.tooDeep = &at
	return nil
}

// pair walks over key = value.
func (l *locator) pair(into *Table) bool {
	key := l.key()
	if key == nil || l.peek() != '=' {
		return false
	}
	l.pos++
	l.skipSpace()
	last := key[len(key)-1]
	for _, p := range key[:len(key)-1] {
		if into = l.descend(into, p); into == nil {
			return false
		}
	}
	n := l.value(into, last, into.depth+1)
	if n == nil || into.find(last.name) != nil {
		return false
	}
	into.add(last, n)
	return true
}

// key walks over a dotted key and the space after it.
func (l *locator) key() []part {
	var key []part
	for {
		l.skipSpace()
		from := l.pos
		name, ok := l.keyPart()
		if !ok {
			return nil
		}
		at := span{from, l.pos}
		if name == "" && l.empty == nil {
			l.empty = &at
		}
		key = append(key, part{name, at})
		l.skipSpace()
		if l.peek() != '.' {
			return key
		}
		l.pos++
	}
}

func (l *locator) keyPart() (string, bool) {
	from := l.pos
	switch c := l.peek(); c {
	case '"', '\'':
		if !l.quoted(c) {
			return "", false
		}
		raw := l.doc.text[from:l.pos]
		if c == '\'' || !strings.Contains(raw, `\`) {
			return raw[1 : len(raw)-1], true
		}
		values, err := decode("k = " + raw) // the escapes are the library's
		name, ok := values["k"].(string)
		return name, ok && err == nil
	}
	for l.pos < len(l.doc.text) && isBare(l.doc.text[l.pos]) {
		l.pos++
	}
	return l.doc.text[from:l.pos], l.pos > from
}

func isBare(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_'
}

// value walks over a value; key names it, should it be a table.
func (l *locator) value(parent *Table, key part, depth int) *node {
	from := l.pos
	n := &node{}
	ok := true
	switch c := l.peek(); c {
	case '"', '\'':
		if triple := strings.Repeat(string(c), 3); strings.HasPrefix(l.doc.text[from:], triple) {
			ok = l.multiline(c, triple)
		} else {
			ok = l.quoted(c)
		}
	case '[', '{':
		if depth > maxDepth {
			l.deep(span{from, from + 1})
			return nil
		}
		if c == '[' {
			n.kind = Array
			n.items, ok = l.array(parent, key, depth)
		} else {
			n.kind = Sub
			n.table = newTable(l.doc, parent, key.name, span{})
			n.table.depth = depth
			ok = l.inline(n.table)
			n.table.header = span{from, l.pos}
		}
	default:
		end := strings.IndexAny(l.doc.text[from:], ",]}#\r\n")
		if end < 0 {
			end = len(l.doc.text) - from
		}
		l.pos += len(strings.TrimRight(l.doc.text[from:from+end], " \t"))
		ok = l.pos > from
	}
	if !ok {
		return nil
	}
	n.at = span{from, l.pos}
	return n
}

// quoted walks over a string of one line.
func (l *locator) quoted(quote byte) bool {
	for l.pos++; l.pos < len(l.doc.text); l.pos++ {
		switch c := l.doc.text[l.pos]; {
		case c == quote:
			l.pos++
			return true
		case c == '\n':
			return false
		case c == '\\' && quote == '"':
			l.pos++
		}
	}
	return false
}

// multiline walks over a string of several lines. Up to two quotes may stand
// directly before the closing three.
func (l *locator) multiline(quote byte, triple string) bool {
	for l.pos += 3; l.pos < len(l.doc.text); l.pos++ {
		if l.doc.text[l.pos] == '\\' && quote == '"' {
			l.pos++
			continue
		}
		if strings.HasPrefix(l.doc.text[l.pos:], triple) {
			l.pos += 3
			for range 2 {
				if l.peek() == quote {
					l.pos++
				}
			}
			return true
		}
	}
	return false
}

func (l *locator) array(parent *Table, key part, depth int) (items []*node, ok bool) {
	l.pos++
	for {
		l.skipBlank()
		if l.peek() == ']' {
			l.pos++
			return items, true
		}
		n := l.value(parent, key, depth+1)
		if n == nil {
			return nil, false
		}
		items = append(items, n)
		l.skipBlank()
		if !l.comma(']') {
			return nil, false
		}
	}
}

func (l *locator) inline(into *Table) bool {
	l.pos++
	for {
		l.skipBlank()
		if l.peek() == '}' {
			l.pos++
			return true
		}
		if !l.pair(into) {
			return false
		}
		l.skipBlank()
		if !l.comma('}') {
			return false
		}
	}
}

// comma walks over a comma, and says whether it or the end is next.
func (l *locator) comma(end byte) bool {
	if l.peek() == ',' {
		l.pos++
		return true
	}
	return l.peek() == end
}

// peek returns the next byte, and 0 at the end: the text holds no such byte.
func (l *locator) peek() byte {
	if l.pos < len(l.doc.text) {
		return l.doc.text[l.pos]
	}
	return 0
}

func (l *locator) skipSpace() {
	for l.peek() == ' ' || l.peek() == '\t' {
		l.pos++
	}
}

// skipBlank skips white space, ends of lines and comments.
func (l *locator) skipBlank() {
	for {
		switch l.peek() {
		case ' ', '\t', '\r', '\n':
			l.pos++
		case '#':
			if end := strings.IndexByte(l.doc.text[l.pos:], '\n'); end >= 0 {
				l.pos += end
			} else {
				l.pos = len(l.doc.text)
			}
		default:
			return
		}
	}
}
