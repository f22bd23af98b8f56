// Package reason holds every why of crsplan as data: why points were given,
// what is met, what is missing, what to beware of.
//
// A [Reason] is a code with values and a reference. Packages that work out an
// answer make reasons; only the rim of the program (the commands, the charts,
// the report, the page) puts them into words, with a [Catalogue]. So a reason
// can be compared, counted, translated and written as JSON.
package reason

import (
	"fmt"
	"slices"
	"strings"
)

// Reason is a code of the catalogue, the values that its words need, and
// where the rule behind it stands.
type Reason struct {
	// Code names the words in the catalogue, as in "score.age". What follows
	// a slash is a variant: "unknown-factor/may-be-higher" and
	// "unknown-factor/none-known" are both of the kind "unknown-factor".
	Code string
	// Values are what the words speak of, in the order given.
	Values []Value
	// Ref is the source of the rule: a short citation with its figure. It may
	// be empty where no rule stands behind the reason.
	Ref string
}

// Value is a named value of a reason: an int, a string, a bool, a
// civil.Day, or one of [Term], [Terms], [Clauses], [CAD], [Months], [Figure], [Said], [Cited], [Text].
type Value struct {
	Name string
	Is   any
}

// Term is a word of the catalogue's own: the key of its [term] table, such as
// "education.masters". Two languages say it differently.
type Term string

// Terms is a list of terms, joined by commas in words.
type Terms []Term

// Clauses is a list of clauses, joined by commas in words.
type Clauses []Reason

// CAD is an amount of Canadian dollars.
type CAD int

// Months is a length in months, which need not be whole.
type Months float64

// Said is what a library or the system said, in English: what is wrong with the
// syntax of a file, why a file could not be read. A catalogue may know it in
// its own language, [said] by the English with {a}, {b} for what varies.
type Said string

// Cited is a citation, or an official name, in the words of its source. A
// catalogue may know it in its own language, [cited] as [said].
type Cited string

// Text is what somebody wrote: in one language for all readers, or in French
// besides.
type Text struct {
	English, French string
	// Dated says that the program itself wrote it, with the days of what it
	// knows: see [Catalogue.AsOf].
	Dated bool
}

// IsZero says whether nothing was written.
func (t Text) IsZero() bool { return t == Text{} }

// String returns the text as it was written first.
func (t Text) String() string { return t.English }

// Figure is a number that is written with as many decimals as it needs.
type Figure float64

// New makes a reason from a code and pairs of name and value.
func New(code string, namesAndValues ...any) Reason {
	r := Reason{Code: code}
	for i := 0; i+1 < len(namesAndValues); i += 2 {
		r.Values = append(r.Values, Value{namesAndValues[i].(string), namesAndValues[i+1]})
	}
	return r
}

// At returns the reason with its reference set.
func (r Reason) At(ref string) Reason {
	r.Ref = ref
	return r
}

// Kind returns the code without its variant.
func (r Reason) Kind() string {
	kind, _, _ := strings.Cut(r.Code, "/")
	return kind
}

// IsZero says whether there is no reason.
func (r Reason) IsZero() bool { return r.Code == "" }

// Value returns the value of a name, and nil where the reason has none.
func (r Reason) Value(name string) any {
	for _, v := range r.Values {
		if v.Name == name {
			return v.Is
		}
	}
	return nil
}

// String is for debugging and for comparing; it is not for people to read.
func (r Reason) String() string {
	var b strings.Builder
	b.WriteString(r.Code)
	for _, v := range r.Values {
		fmt.Fprintf(&b, " %s=%v", v.Name, v.Is)
	}
	return b.String()
}

// Equal says whether two reasons say the same.
func (r Reason) Equal(s Reason) bool {
	same := r.Code == s.Code && r.Ref == s.Ref && len(r.Values) == len(s.Values)
	return same && (len(r.Values) == 0 || r.String() == s.String())
}

// Warnings is a list of what to beware of, each said once.
type Warnings []Reason

// Add appends a warning unless it is there already.
func (w *Warnings) Add(r ...Reason) {
	for _, r := range r {
		if !slices.ContainsFunc(*w, r.Equal) {
			*w = append(*w, r)
		}
	}
}
