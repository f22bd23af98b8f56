package tomlfile

import "time"

// fill puts the values that the library read into the tree of places. False
// means that the two do not agree on what is in the file.
func (t *Table) fill(values map[string]any) bool {
	if len(values) != len(t.entries) {
		return false
	}
	for _, e := range t.entries {
		if v, ok := values[e.key.name]; !ok || !e.node.fill(v) {
			return false
		}
	}
	return true
}

func (n *node) fill(v any) bool {
	if n.refused {
		return true
	}
	switch v := v.(type) {
	case map[string]any:
		return n.kind == Sub && n.table.fill(v)
	case []map[string]any:
		return n.fillItems(len(v), func(i int) any { return v[i] })
	case []any:
		return n.fillItems(len(v), func(i int) any { return v[i] })
	}
	if n.kind != Absent {
		return false
	}
	n.value = v
	switch v := v.(type) {
	case string:
		n.kind = String
	case bool:
		n.kind = Bool
	case int64:
		n.kind = Integer
	case float64:
		n.kind = Float
	case time.Time:
		n.kind, n.other = temporal(v)
	}
	return true
}

func (n *node) fillItems(length int, item func(int) any) bool {
	if n.kind != Array || len(n.items) != length {
		return false
	}
	for i, it := range n.items {
		if !it.fill(item(i)) {
			return false
		}
	}
	return true
}

// temporal tells TOML's four kinds of dates and times apart by the names that
// the library gives to the zones of those without one.
func temporal(t time.Time) (Kind, string) {
	switch t.Location().String() {
	case "date-local":
		return Day, ""
	case "datetime-local":
		return Other, kindLocalInstant
	case "time-local":
		return Other, kindTimeOfDay
	}
	return Instant, ""
}
