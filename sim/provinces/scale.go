package provinces

import (
	_ "embed"
	"math"
	"slices"
	"strconv"
	"sync"
)

//go:embed grids.toml
var gridsTOML string

// Scale is what a province ranks people by: points of its own, which are never
// CRS points.
type Scale struct {
	ID         string
	Province   string
	Most       int  // points; 0: not one number
	Pass       int  // points that a program asks for; 0: none
	From, To   Date // the first and the last day it holds; zero: not established, or in force
	Confidence string
	Ref        string
	Factors    []Factor `toml:"factor"`
}

// Factor is one factor of a scale. What its keys mean stands in grids.toml.
type Factor struct {
	Key        string
	Most       int
	table      // its own points, of Input
	Of         string
	Tables     []table
	Each       bool
	Whole      *whole
	Needs      string
	Unless     string
	UnlessWord string `toml:"unless_word"`
	Only       []string
	Confidence string
	Rule       string
}

// table gives points for a word, or from a number on.
type table struct {
	Input string
	Words map[string]int
	At    map[string]int
	steps []step // of At, in order
}

type step struct {
	from   float64
	points int
}

// whole gives a point for each whole unit.
type whole struct{ Above, From, Most int }

// Value is what is known of one input: words of which one holds, or a number
// between two. Of an input that nothing says, every word or number is possible:
// missing is not zero.
type Value struct {
	Words     []string
	Low, High float64
	Each      []int    // of four abilities
	Needs     []string // the keys of a profile that would settle it; none where it is known
}

// Known reports whether one word or one number is all that is possible.
func (v Value) Known() bool { return len(v.Words) <= 1 && v.Low == v.High }

// Number is a number that is known.
func Number(n float64) Value { return Value{Low: n, High: n} }

// Flag is 1 for what is true.
func Flag(yes bool) Value {
	if yes {
		return Number(1)
	}
	return Number(0)
}

// Word is a word that is known.
func Word(w string) Value { return Value{Words: []string{w}} }

// Line is the points of one factor: Low and High differ where a fact is missing.
type Line struct {
	Factor    string
	Low, High int
	Most      int
	Needs     []string // the keys of a profile that would settle it
}

// Points are the points of a scale, line by line.
type Points struct {
	Low, High int
	Lines     []Line
}

// Needs returns the keys that would settle the points, in the order of the lines.
func (p *Points) Needs() (keys []string) {
	for _, l := range p.Lines {
		for _, key := range l.Needs {
			if !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
	}
	return keys
}

// Points adds up the points of what is known, for a route; "" where the scale
// has none.
func (s *Scale) Points(inputs map[string]Value, route string) (p Points) {
	at := map[string]int{} // the line of a factor
	for i := range s.Factors {
		f := &s.Factors[i]
		if f.Only != nil && route != "" && !slices.Contains(f.Only, route) {
			continue
		}
		l := Line{Factor: f.Key, Most: f.Most}
		l.Low, l.High, l.Needs = f.points(inputs)
		if f.Needs != "" {
			with := inputs[f.Needs]
			low, high := with.Low > 0, with.High > 0
			if k, ok := at[f.Needs]; ok {
				low, high = p.Lines[k].Low > 0, p.Lines[k].High > 0
			}
			l.only(low, high, with.Needs)
		}
		if f.Unless != "" {
			without := inputs[f.Unless]
			low, high := !slices.Contains(without.Words, f.UnlessWord), len(without.Words) != 1 || without.Words[0] != f.UnlessWord
			if k, ok := at[f.Unless]; ok && f.UnlessWord == "" {
				low, high = p.Lines[k].High == 0, p.Lines[k].Low == 0
			}
			l.only(low, high, without.Needs)
		}
		if l.Low == l.High {
			l.Needs = nil
		}
		at[f.Key] = len(p.Lines)
		p.Lines = append(p.Lines, l)
		p.Low, p.High = p.Low+l.Low, p.High+l.High
	}
	return p
}

// only takes points away: low says that they surely count, high that they may.
func (l *Line) only(low, high bool, needs []string) {
	if !low {
		l.Low = min(l.Low, 0)
		if !high {
			l.Low, l.High = 0, 0
		} else {
			l.High, l.Needs = max(l.High, 0), append(slices.Clone(needs), l.Needs...)
		}
	}
}

func (f *Factor) points(inputs map[string]Value) (low, high int, needs []string) {
	input := f.Input
	if input == "" {
		input = f.Key
	}
	v := inputs[input]
	switch {
	case f.Whole != nil:
		return f.Whole.points(v.Low), f.Whole.points(v.High), v.Needs
	case f.Each:
		if v.Each == nil {
			_, most := f.bounds(Value{High: math.Inf(1)})
			return 0, 4 * most, v.Needs
		}
		for _, level := range v.Each {
			points, _ := f.bounds(Number(float64(level)))
			low += points
		}
		return low, low, nil
	case len(f.Tables) == 2:
		a, b := inputs[f.Tables[0].Input], inputs[f.Tables[1].Input]
		low, high = f.Tables[0].bounds(a)
		low2, high2 := f.Tables[1].bounds(b)
		switch {
		case f.Of == "best" || low == 0 && high == 0:
			return max(low, low2), max(high, high2), slices.Concat(a.Needs, b.Needs)
		case low > 0:
			return low, high, a.Needs
		}
		return low2, max(high, high2), slices.Concat(a.Needs, b.Needs)
	}
	low, high = f.bounds(v)
	return low, high, v.Needs
}

func (w *whole) points(n float64) int {
	switch {
	case n < float64(w.From):
		return 0
	case n >= float64(w.Above+w.Most):
		return w.Most
	}
	return int(n+1e-9) - w.Above
}

// bounds returns the least and the most points of what is possible.
func (t *table) bounds(v Value) (low, high int) {
	first := true
	take := func(points int) {
		if first {
			low, high, first = points, points, false
		}
		low, high = min(low, points), max(high, points)
	}
	if t.Words != nil {
		for _, w := range v.Words {
			take(t.Words[w])
		}
		return low, high
	}
	now := 0
	for _, s := range t.steps {
		if s.from > v.High {
			break
		}
		if s.from > v.Low {
			take(now)
		}
		now = s.points
	}
	take(now)
	return low, high
}

var scales = sync.OnceValue(func() map[string]*Scale {
	var file struct{ Scale []*Scale }
	decode("grids.toml", gridsTOML, &file)
	byID := map[string]*Scale{}
	for _, s := range file.Scale {
		for i := range s.Factors {
			f := &s.Factors[i]
			f.order()
			for k := range f.Tables {
				f.Tables[k].order()
			}
		}
		byID[s.ID] = s
	}
	return byID
})

func (t *table) order() {
	for from, points := range t.At {
		n, err := strconv.ParseFloat(from, 64)
		if err != nil {
			panic("provinces: grids.toml: " + err.Error())
		}
		t.steps = append(t.steps, step{n, points})
	}
	slices.SortFunc(t.steps, func(a, b step) int {
		if a.from < b.from {
			return -1
		}
		return 1
	})
}

// ScaleOf returns the scale of an ID; nil where there is none.
func ScaleOf(id string) *Scale { return scales()[id] }
