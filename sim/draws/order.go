package draws

import (
	"cmp"
	"maps"
	"slices"
	"sync"

	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// shipped are the embedded rounds by their number.
var shipped = sync.OnceValue(func() map[string]Round { return byNumber(Embedded().Rounds) })

// identity is what a round is, whatever its number.
type identity struct {
	date         civil.Day
	stream       Stream
	size, cutoff int
}

func identityOf(r Round) identity { return identity{r.Date, r.Stream, r.Size, r.Cutoff} }

// renumber takes a round out that the record has under one number and the feed
// under another: a number that was mistyped and put right, or the other way
// round. The one that ships with the program is right, or else that of the feed.
func renumber(rounds map[string]Round, r *Record, f *Feed, notes *feedNotes) {
	inFeed, held := byNumber(f.Rounds), byNumber(r.Rounds)
	before := make(map[identity]Round)
	for _, round := range r.Rounds {
		if _, both := inFeed[round.Number]; !both {
			before[identityOf(round)] = round
		}
	}
	for _, round := range f.Rounds {
		old, twice := before[identityOf(round)]
		if _, both := held[round.Number]; both || !twice {
			continue
		}
		right, wrong := round.Number, old.Number
		if _, ships := shipped()[old.Number]; ships {
			right, wrong = wrong, right
		}
		delete(rounds, wrong)
		notes.add(reason.New("draws.feed/renumbered", "round", wrong, "rounds", 1, "on", round.Date, "right", right))
	}
}

// inOrder returns the rounds, oldest first. Their days must follow their
// numbers. Of those that do not, the fewest are taken out, none that ships with
// the program among them; a round that was held otherwise before is held so again.
func inOrder(rounds, before map[string]Round, notes *feedNotes) []Round {
	for {
		list := slices.SortedFunc(maps.Values(rounds), func(a, b Round) int { return compareNumbers(a.Number, b.Number) })
		stray := strays(list)
		if len(stray) == 0 {
			slices.SortFunc(list, compareRounds)
			return list
		}
		for _, round := range stray {
			notes.add(reason.New("draws.feed/order", "round", round.Number, "rounds", 1, "on", round.Date))
			if old, ok := before[round.Number]; ok && old.Date != round.Date {
				rounds[round.Number] = old
			} else {
				delete(rounds, round.Number)
			}
		}
	}
}

// strays returns those of the rounds, which come in the order of their numbers,
// whose days keep the others from following theirs: what the heaviest sequence
// of growing days leaves out. A round that ships with the program weighs more
// than all others, and of two sequences that weigh the same the one that goes
// less far stands, for a mistyped number or year mostly goes far beyond.
func strays(list []Round) []Round {
	sorted := func(a, b Round) int { return cmp.Compare(a.Date, b.Date) }
	if slices.IsSortedFunc(list, sorted) {
		return nil
	}
	type end struct{ weight, at int } // the best sequence that ends with the round at
	better := func(a, b end) bool { return a.weight > b.weight }
	days := make([]civil.Day, len(list))
	for i, r := range list {
		days[i] = r.Date
	}
	slices.Sort(days)
	tree := make([]end, len(days)+1) // by day, a tree of the best up to it
	from := make([]int, len(list))
	ends := make([]end, len(list))
	for i, r := range list {
		place, _ := slices.BinarySearch(days, r.Date)
		best := end{0, -1}
		for k := place + 1; k > 0; k -= k & -k {
			if better(tree[k], best) {
				best = tree[k]
			}
		}
		from[i] = best.at
		ends[i] = end{best.weight + weightOf(r), i}
		for k := place + 1; k < len(tree); k += k & -k {
			if better(ends[i], tree[k]) {
				tree[k] = ends[i]
			}
		}
	}
	reach := func(e end) int {
		n, _ := splitNumber(list[e.at].Number)
		return n + int(list[e.at].Date)
	}
	last := slices.MinFunc(ends, func(a, b end) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(reach(a), reach(b)))
	})
	keep := make(map[int]bool)
	for i := last.at; i >= 0; i = from[i] {
		keep[i] = true
	}
	var stray []Round
	for i, r := range list {
		if !keep[i] {
			stray = append(stray, r)
		}
	}
	return stray
}

// weightOf is 1, and more than all the rounds of a feed for one as it ships.
func weightOf(r Round) int {
	if s, ok := shipped()[r.Number]; ok && s.Date == r.Date {
		return 1 << 20
	}
	return 1
}
