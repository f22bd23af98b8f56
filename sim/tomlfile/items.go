package tomlfile

import "crsplan/sim/civil"

// Item is a key of a document with its value, or a table.
type Item struct {
	Path []string
	// Value is a string, a bool, an int64, a float64, a civil.Day, a time.Time
	// in UTC, or a list of such as []any. It is nil of a table, whose keys
	// follow.
	Value any
}

// Items returns what a table holds, in the order of the file: every key with
// its value, and every table before its keys. Where a string of JSON was asked
// about as a day or an instant, it is one; so the reader comes first.
func (t *Table) Items() []Item { return t.appendItems(nil, nil) }

func (t *Table) appendItems(items []Item, path []string) []Item {
	if t == nil {
		return items
	}
	for _, e := range t.entries {
		at := append(path[:len(path):len(path)], e.key.name)
		if e.kind == Sub {
			items = e.table.appendItems(append(items, Item{Path: at}), at)
			continue
		}
		items = append(items, Item{at, e.bare(e.wanted)})
	}
	return items
}

// bare returns the value of a node that is no table, as the kind that it was
// asked about.
func (n *node) bare(wanted Kind) any {
	switch {
	case n.kind == Array:
		list := make([]any, len(n.items))
		for i, item := range n.items {
			list[i] = item.bare(Absent)
		}
		return list
	case n.kind == Day, wanted == Day:
		if at, ok := n.day(); ok {
			return civil.OfTime(at)
		}
	case n.kind == Instant, wanted == Instant:
		if at, ok := n.instant(); ok {
			return at
		}
	}
	return n.value
}
