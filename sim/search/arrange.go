package search

import (
	"slices"
	"strings"

	"crsplan/sim"
)

// A person does a few things side by side at most, and each of them in an
// order: moves stand in lanes. Whatever takes the whole time of somebody,
// full-time study or work, stands in one lane, so that it is never done twice
// at once. A partner has lanes of their own. And of one kind a route has one
// move: whoever learns French chooses a level, whoever works in Canada for how
// long; to try the same again under another name is no plan.

// arrangements calls visit with every way of taking some moves: every order,
// in every number of lanes up to as many efforts as a person makes at once.
func (q *Question) arrangements(moves []Move, visit func([][]Move)) {
	if q.repeats(moves) {
		return
	}
	own, partners := split(moves)
	q.lanesOf(own, func(first [][]Move) {
		q.lanesOf(partners, func(second [][]Move) {
			visit(slices.Concat(first, second))
		})
	})
}

// split tells the applicant's moves from the partner's.
func split(moves []Move) (own, partners []Move) {
	for _, m := range moves {
		if Whose(m.Scenario) == sim.ThePartner {
			partners = append(partners, m)
		} else {
			own = append(own, m)
		}
	}
	return own, partners
}

// lanesOf calls visit with every way of putting moves into lanes of one person.
// Lanes have no order of their own, for all begin at once: the move that comes
// first among those given leads the first one.
func (q *Question) lanesOf(moves []Move, visit func([][]Move)) {
	if len(moves) == 0 {
		visit(nil)
		return
	}
	index := make([]int, len(moves))
	for i := range index {
		index[i] = i
	}
	permutations(index, func(order []int) {
		// Every cut of an order into lanes, whose first moves rise.
		for cuts := range 1 << (len(order) - 1) {
			var lanes [][]int
			for i, m := range order {
				if i == 0 || cuts>>(i-1)&1 == 1 {
					lanes = append(lanes, nil)
				}
				lanes[len(lanes)-1] = append(lanes[len(lanes)-1], m)
			}
			rising := slices.IsSortedFunc(lanes, func(a, b []int) int { return a[0] - b[0] })
			if len(lanes) > max(q.Efforts, 1) || !rising || !possible(lanes, moves) {
				continue
			}
			taken := make([][]Move, len(lanes))
			for i, lane := range lanes {
				for _, m := range lane {
					taken[i] = append(taken[i], moves[m])
				}
			}
			visit(taken)
		}
	})
}

// possible says whether all that takes somebody's whole time is in one lane.
func possible(lanes [][]int, moves []Move) bool {
	busy := 0
	for _, lane := range lanes {
		if slices.ContainsFunc(lane, func(m int) bool { return wholeTime(moves[m].Scenario) }) {
			busy++
		}
	}
	return busy <= 1
}

// permutations calls visit with every order of a list, in the order of the
// list's own places.
func permutations(list []int, visit func([]int)) {
	var order []int
	used := make([]bool, len(list))
	var next func()
	next = func() {
		if len(order) == len(list) {
			visit(order)
			return
		}
		for i, v := range list {
			if used[i] {
				continue
			}
			used[i], order = true, append(order, v)
			next()
			used[i], order = false, order[:len(order)-1]
		}
	}
	next()
}

// option makes the option of moves in lanes, after decisions that come first
// and take no time. Its name is what a command line calls it.
func option(first []Move, lanes [][]Move) sim.Option {
	if len(lanes) == 0 {
		lanes = [][]Move{nil}
	}
	var o sim.Option
	var words []string
	for i, lane := range lanes {
		if i == 0 {
			lane = slices.Concat(first, lane)
		}
		var names []string
		for _, m := range lane {
			o.Scenarios, o.Lanes = append(o.Scenarios, m.Scenario), append(o.Lanes, i)
			names = append(names, m.Name)
		}
		words = append(words, strings.Join(names, "+"))
	}
	if len(lanes) == 1 {
		o.Lanes = nil
	}
	o.Name = strings.Join(words, ",")
	if o.Name == "" {
		return sim.Stay()
	}
	return o
}

// choices calls visit with every choice of up to so many of n things, the
// smaller first.
func choices(n, most int, visit func([]int)) {
	for size := 0; size <= min(n, most); size++ {
		chosen := make([]int, 0, size)
		var next func(from int)
		next = func(from int) {
			if len(chosen) == size {
				visit(chosen)
				return
			}
			for i := from; i < n; i++ {
				chosen = append(chosen, i)
				next(i + 1)
				chosen = chosen[:len(chosen)-1]
			}
		}
		next(0)
	}
}
