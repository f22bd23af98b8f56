// Package crs counts the points of the Comprehensive Ranking System.
//
// The rules are data. An [Instrument] is one dated change of the point tables,
// a TOML file with the reference of every value; [Book.On] lays all that are
// in force on a day over each other and compiles them into a [Ruleset]. The
// score is a pure function of a candidate and a ruleset: [Ruleset.Total] for
// the sum alone, [Ruleset.Score] for its sections, [Ruleset.Lines] for every
// line with its reason. The first two allocate nothing.
//
// A value that nobody has established is unknown, and unknown is not zero: the
// ruleset says which factors those are, a score under it is incomplete, and
// what is summed is the known part, never more than the true score.
//
// # To add an instrument
//
// No code changes. Put a file into instruments/, named by the day on which it
// comes into force, or a proposal by a word:
//
//   - title, in_force and announced (a proposal has status = "proposal" and no
//     in_force), confidence, ref, and in changes what changed, in words;
//   - the tables that it sets, each whole, with a ref that repeats the figure;
//   - in unknown, what it brings without established points: a figure that is
//     not known is never written as 0.
//
// Give the charts a short label of its day, "mark.2016-11-19" for one, in the
// catalogues of package reason. crsplan check reads the file before it is built
// in; then look at what it makes of the factor, on its day and on the day
// before:
//
//	$ crsplan rules 2016-11-19
//	2016-11-19: Job offers fall to 200 and 50; study in Canada counts
//	...
//	$ crsplan explain job_offer --on 2016-11-18
//	As in force on November 18, 2016, rules of 2015-01-01
//	...
//
// The tests compare scores under it with a second scorer once worlds() in
// candidates_test.go names its day and naive_test.go says the new rule in its
// own words.
package crs

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"crsplan/sim/civil"
	"crsplan/sim/tomlfile"
)

//go:embed instruments/*.toml
var files embed.FS

// Book is a set of instruments: those in force by date, and those that are
// only proposed.
type Book struct {
	dated    []*Instrument // by the day of force, the first is the founding one
	proposed []*Instrument
	compiled sync.Map // of Ruleset by which of dated are laid
}

// FirstDay is the day from which there are rules: Express Entry began.
var FirstDay = civil.Of(2015, 1, 1)

// BeforeFirstDay is the error for a day without rules.
type BeforeFirstDay struct{ Day civil.Day }

func (e BeforeFirstDay) Error() string {
	return fmt.Sprintf("no rules on %v: Express Entry began on %v", e.Day, FirstDay)
}

// Embedded returns the book that the program ships.
var Embedded = sync.OnceValue(func() *Book {
	var all []*Instrument
	names, err := fs.Glob(files, "instruments/*.toml")
	if err != nil {
		panic(err) // the pattern is right
	}
	for _, name := range names {
		data, err := files.ReadFile(name)
		if err != nil {
			panic(err) // it was just listed
		}
		in, err := ReadInstrument(path.Base(name), data)
		if err != nil {
			panic("crs: an embedded instrument is broken: " + err.Error())
		}
		all = append(all, in)
	}
	return NewBook(all...)
})

// NewBook makes a book. Of two instruments of one day the later in the list is
// laid on top.
func NewBook(instruments ...*Instrument) *Book {
	b := &Book{}
	for _, in := range instruments {
		if in.Proposed() {
			b.proposed = append(b.proposed, in)
		} else {
			b.dated = append(b.dated, in)
		}
	}
	slices.SortStableFunc(b.dated, func(a, c *Instrument) int { return int(a.InForce - c.InForce) })
	return b
}

// With returns a book with further instruments laid on top of their day.
func (b *Book) With(more ...*Instrument) *Book {
	if len(more) == 0 {
		return b
	}
	return NewBook(slices.Concat(b.dated, b.proposed, more)...)
}

// Instruments returns the dated instruments in order.
func (b *Book) Instruments() []*Instrument { return slices.Clone(b.dated) }

// Proposals returns the instruments that are not in force.
func (b *Book) Proposals() []*Instrument { return slices.Clone(b.proposed) }

// Proposal returns the instrument of a name that is not in force.
func (b *Book) Proposal(id string) (*Instrument, bool) {
	i := slices.IndexFunc(b.proposed, func(in *Instrument) bool { return in.ID == id })
	if i < 0 {
		return nil, false
	}
	return b.proposed[i], true
}

// On returns the rules of a day as far as they were announced by another day:
// the newest value not after the day wins. Before [FirstDay] the error is
// [BeforeFirstDay].
func (b *Book) On(day, known civil.Day) (*Ruleset, error) {
	if day < FirstDay {
		return nil, BeforeFirstDay{day}
	}
	var laid []*Instrument
	var which []byte // numbers the laid ones: names may repeat
	for i, in := range b.dated {
		if in.InForce <= day && in.Announced <= known {
			laid = append(laid, in)
			which = utf8.AppendRune(which, rune(i))
		}
	}
	if r, ok := b.compiled.Load(string(which)); ok {
		return r.(*Ruleset), nil
	}
	r, ok := compile(rulesetID(laid), laid)
	if !ok {
		return nil, BeforeFirstDay{day}
	}
	kept, _ := b.compiled.LoadOrStore(string(which), r)
	return kept.(*Ruleset), nil
}

// ChangeDays returns the days in (from, to] on which the rules change, as far
// as that was announced by the day known.
func (b *Book) ChangeDays(from, to, known civil.Day) []civil.Day {
	var days []civil.Day
	for _, in := range b.dated {
		if in.InForce > from && in.InForce <= to && in.Announced <= known {
			days = append(days, in.InForce)
		}
	}
	return slices.Compact(days)
}

// Digest names the rules that are known on a day: it differs where a value of
// one of them differs, or the day from which it holds.
func (b *Book) Digest(known civil.Day) string {
	h := sha256.New()
	for _, in := range b.dated {
		if in.Announced <= known {
			fmt.Fprintf(h, "%s %v %d\n%s", in.ID, in.InForce, len(in.source), in.source)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Announced returns the instruments that became known after one day and up to
// another, in order of the days they are in force from.
func (b *Book) Announced(after, until civil.Day) []*Instrument {
	var list []*Instrument
	for _, in := range b.dated {
		if in.Announced > after && in.Announced <= until {
			list = append(list, in)
		}
	}
	return list
}

// rulesetID names a set of laid instruments: the newest of the shipped ones,
// and every instrument of the user's on top.
func rulesetID(laid []*Instrument) string {
	newest, own := "", []string(nil)
	for _, in := range laid {
		if in.Own {
			own = append(own, in.ID)
		} else {
			newest = in.ID
		}
	}
	return strings.Join(append([]string{newest}, own...), "+")
}

// ReadInstrument reads an instrument from TOML, or the same as JSON. The name
// is that of its file; without its ending it becomes the ID. The error is
// tomlfile.Problems.
func ReadInstrument(name string, data []byte) (*Instrument, error) {
	doc := tomlfile.ParseEither(name, data)
	base := path.Base(name)
	in := InstrumentFrom(doc.Root(), strings.TrimSuffix(base, path.Ext(base)))
	if err := doc.Err(); err != nil {
		return nil, err
	}
	in.source = string(data)
	return in, nil
}
