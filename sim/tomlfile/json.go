package tomlfile

import (
	"encoding/json"
	"strconv"
	"strings"

	"crsplan/sim/reason"
)

// jsonReader makes the tree of a JSON text that is known to be valid.
type jsonReader struct {
	doc     *Document
	dec     *json.Decoder
	tooDeep *span // the first place too deep inside others
}

func newJSONReader(d *Document) *jsonReader {
	dec := json.NewDecoder(strings.NewReader(d.text))
	dec.UseNumber()
	return &jsonReader{doc: d, dec: dec}
}

// token returns the next token and where it stands. The decoder's offset is
// that of the end of the token before.
func (r *jsonReader) token() (json.Token, span) {
	from := int(r.dec.InputOffset())
	from += len(r.doc.text[from:]) - len(strings.TrimLeft(r.doc.text[from:], " \t\r\n,:"))
	tok, _ := r.dec.Token() // the text is valid
	return tok, span{from, int(r.dec.InputOffset())}
}

// value reads a value; key names it, should it be a table.
func (r *jsonReader) value(parent *Table, key part, depth int) *node {
	tok, at := r.token()
	n := &node{at: at, value: tok}
	switch tok := tok.(type) {
	case string:
		n.kind = String
	case bool:
		n.kind = Bool
	case json.Number:
		r.number(n, tok.String())
	case json.Delim:
		// The root is an object that lies in no other.
		if depth > maxDepth+1 {
			r.tooDeep = &at
			return n
		}
		if tok == '{' {
			r.object(n, newTable(r.doc, parent, key.name, at), depth)
		} else {
			r.array(n, parent, key, depth)
		}
	default:
		n.kind, n.other = Other, kindNull
	}
	return n
}

func (r *jsonReader) number(n *node, text string) {
	var err error
	if strings.ContainsAny(text, ".eE") {
		n.kind = Float
		n.value, err = strconv.ParseFloat(text, 64)
	} else {
		n.kind = Integer
		n.value, err = strconv.ParseInt(text, 10, 64)
	}
	if err != nil {
		n.refused = true
		r.doc.fault(n.at, reason.New("file.number-too-large", "value", shorten(text, longestQuote)), reason.Reason{})
	}
}

func (r *jsonReader) object(n *node, t *Table, depth int) {
	n.kind, n.table = Sub, t
	for r.tooDeep == nil && r.dec.More() {
		tok, at := r.token()
		key := part{tok.(string), at}
		v := r.value(t, key, depth+1)
		if key.name == "" {
			r.doc.emptyKey(at)
			continue
		}
		if t.find(key.name) != nil {
			r.doc.fault(at, reason.New("file.duplicate-key", "key", shorten(key.name, longestQuote), "table", t.words()), reason.Reason{})
			continue
		}
		t.add(key, v)
	}
	r.close(n)
	if t.parent != nil {
		t.header = n.at
	}
}

func (r *jsonReader) array(n *node, parent *Table, key part, depth int) {
	n.kind = Array
	for r.tooDeep == nil && r.dec.More() {
		n.items = append(n.items, r.value(parent, key, depth+1))
	}
	r.close(n)
}

// close reads the closing bracket of an object or an array.
func (r *jsonReader) close(n *node) {
	if r.tooDeep == nil {
		_, end := r.token()
		n.at.to = end.to
	}
}
