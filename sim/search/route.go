package search

import (
	"cmp"
	"slices"
	"strings"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/streams"
)

// Route is moves in an order: one plan that could be taken, with what is exact
// about it, on the likely course of its steps.
type Route struct {
	Option sim.Option
	Moves  []Move
	Cost   sim.Range
	// Done is the day on which the last step is done, and Months how long that
	// takes.
	Done   civil.Day
	Months float64
	// ToCanada says that somebody moves there who lives elsewhere, the cost of
	// which is not in Cost.
	ToCanada bool
	turns    []turn
	set      string // its moves, whatever their order
}

// turn is a score, and what is open, from a day on.
type turn struct {
	from  civil.Day
	total int
	open  uint32 // by place in the question's streams
}

// Steps returns how many moves count as steps of the route: not a decision that
// takes no time, such as who applies.
func (r *Route) Steps() int {
	n := 0
	for i := range r.Moves {
		if !Decides(r.Moves[i].Scenario) {
			n++
		}
	}
	return n
}

// Score returns the highest score of a route by a day, with its first day; with
// a stream of the question's, of the days on which that is open. The day is
// zero where there is none.
func (q *Question) Score(r *Route, stream draws.Stream) (score int, on civil.Day) {
	need := q.bit(stream)
	for _, t := range r.turns {
		if t.open&need == need && (on.IsZero() || t.total > score) {
			score, on = t.total, t.from
		}
	}
	return score, on
}

// Reaches returns the first day on which a route has a score, with a stream on
// a day on which that is open; false where it never does by the end.
func (q *Question) Reaches(r *Route, score int, stream draws.Stream) (civil.Day, bool) {
	need := q.bit(stream)
	for _, t := range r.turns {
		if t.total >= score && t.open&need == need {
			return t.from, true
		}
	}
	return 0, false
}

// bit returns the mark of a stream in the turns; none of no stream.
func (q *Question) bit(stream draws.Stream) uint32 {
	if i := slices.Index(q.Streams, stream); i >= 0 {
		return 1 << i
	}
	return 0
}

// turnsOf follows a projection up to a day.
func turnsOf(p *sim.Projection, which []draws.Stream, end civil.Day) []turn {
	q := p.Prospect()
	open := make([][]streams.Verdict, len(which))
	for i, s := range which {
		open[i] = q.Verdicts(s)
	}
	var turns []turn
	for i, total := range q.Totals()[:min(end, p.End)-p.Start+1] {
		t := turn{p.Start + civil.Day(i), int(total), 0}
		for k := range open {
			if open[k][i] == streams.Yes {
				t.open |= 1 << k
			}
		}
		if n := len(turns); n == 0 || turns[n-1].total != t.total || turns[n-1].open != t.open {
			turns = append(turns, t)
		}
	}
	return turns
}

// asGood says whether a route has on every day a score as high as another's,
// and everything open that the other has.
func (r *Route) asGood(o *Route) bool {
	i, j := 0, 0
	for {
		a, b := r.turns[i], o.turns[j]
		if a.total < b.total || b.open&^a.open != 0 {
			return false
		}
		nextA, nextB := nextTurn(r.turns, i), nextTurn(o.turns, j)
		if nextA == civil.Max && nextB == civil.Max {
			return true
		}
		if nextA <= nextB {
			i++
		}
		if nextB <= nextA {
			j++
		}
	}
}

func nextTurn(turns []turn, i int) civil.Day {
	if i+1 < len(turns) {
		return turns[i+1].from
	}
	return civil.Max
}

// simpler orders routes that are equally good: fewer moves, then fewer lanes,
// then by name.
func simpler(a, b *Route) int {
	return cmp.Or(cmp.Compare(len(a.Moves), len(b.Moves)), cmp.Compare(width(a.Option), width(b.Option)), strings.Compare(a.Option.Name, b.Option.Name))
}

// width returns how many lanes an option has.
func width(o sim.Option) int {
	lanes := map[int]bool{}
	for i := range o.Scenarios {
		lanes[o.Lane(i)] = true
	}
	return len(lanes)
}

// Decides says whether a move is a decision that takes neither time nor money:
// who applies, or whether the partner comes along.
func Decides(s *sim.Scenario) bool {
	for i := range s.Steps {
		step := &s.Steps[i]
		if step.Months.High > 0 || step.Cost.High > 0 || !step.Then.SwapPrincipal && step.Then.Accompanying == nil {
			return false
		}
	}
	return len(s.Steps) > 0
}
