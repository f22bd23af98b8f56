package scenarios

import (
	"slices"

	"crsplan/sim/tomlfile"
)

// Sheet is what a file says, key by key, right or wrong. It is what a form
// shows and changes: a sheet is written as TOML ([Sheet.Write]) and read by the
// same readers as any file, and what is wrong with the text is traced back to
// the key that it stands at.
//
// Tables and keys stand in an order. The zero Sheet is empty.
type Sheet struct{ root branch }

// branch is a table of a sheet.
type branch struct {
	keys  []string // in order
	under map[string]any
}

// SheetOf returns what a table says, once it has been read.
func SheetOf(t *tomlfile.Table) *Sheet {
	s := &Sheet{}
	s.Take(t.Items())
	return s
}

// Take adds items at a place of the sheet.
func (s *Sheet) Take(items []tomlfile.Item, at ...string) {
	for _, item := range items {
		path := slices.Concat(at, item.Path)
		if item.Value == nil {
			s.Table(path...)
		} else {
			s.Set(item.Value, path...)
		}
	}
}

// Items returns what stands below a place, as of the table there.
func (s *Sheet) Items(at ...string) []tomlfile.Item {
	b, ok := s.Value(at...).(*branch)
	if !ok {
		return nil
	}
	return b.items(nil, nil)
}

func (b *branch) items(list []tomlfile.Item, path []string) []tomlfile.Item {
	for _, key := range b.keys {
		at := append(path[:len(path):len(path)], key)
		if sub, ok := b.under[key].(*branch); ok {
			list = sub.items(append(list, tomlfile.Item{Path: at}), at)
			continue
		}
		list = append(list, tomlfile.Item{Path: at, Value: b.under[key]})
	}
	return list
}

// Value returns what stands at a path: a value as in [tomlfile.Item], or nil
// where there is nothing. Of a table it is not nil, and no value.
func (s *Sheet) Value(path ...string) any {
	var v any = &s.root
	for _, key := range path {
		b, ok := v.(*branch)
		if !ok {
			return nil
		}
		if v, ok = b.under[key]; !ok {
			return nil
		}
	}
	return v
}

// Has says whether anything stands at a path.
func (s *Sheet) Has(path ...string) bool { return s.Value(path...) != nil }

// Keys returns the keys of the table at a path, in order.
func (s *Sheet) Keys(path ...string) []string {
	b, ok := s.Value(path...).(*branch)
	if !ok {
		return nil
	}
	return slices.Clone(b.keys)
}

// Tables returns the names of the tables in the table at a path, in order.
func (s *Sheet) Tables(path ...string) []string {
	return slices.DeleteFunc(s.Keys(path...), func(key string) bool {
		_, is := s.Value(append(slices.Clone(path), key)...).(*branch)
		return !is
	})
}

// Table makes a table at a path, with those around it, unless it is there. A
// value that stands in its way is lost.
func (s *Sheet) Table(path ...string) { s.table(path) }

func (s *Sheet) table(path []string) *branch {
	b := &s.root
	for _, key := range path {
		sub, ok := b.under[key].(*branch)
		if !ok {
			sub = &branch{}
			b.put(key, sub)
		}
		b = sub
	}
	return b
}

// Set puts a value at a path, with the tables around it.
func (s *Sheet) Set(value any, path ...string) {
	last := len(path) - 1
	s.table(path[:last]).put(path[last], value)
}

func (b *branch) put(key string, value any) {
	if b.under == nil {
		b.under = map[string]any{}
	}
	if _, ok := b.under[key]; !ok {
		b.keys = append(b.keys, key)
	}
	b.under[key] = value
}

// Drop takes away what stands at a path.
func (s *Sheet) Drop(path ...string) {
	last := len(path) - 1
	b, ok := s.Value(path[:last]...).(*branch)
	if !ok {
		return
	}
	delete(b.under, path[last])
	b.keys = slices.DeleteFunc(b.keys, func(key string) bool { return key == path[last] })
}

// Move puts a table or a key so many places later among those beside it, or
// earlier; it stops at the ends.
func (s *Sheet) Move(by int, path ...string) {
	last := len(path) - 1
	b, ok := s.Value(path[:last]...).(*branch)
	if !ok {
		return
	}
	from := slices.Index(b.keys, path[last])
	if from < 0 {
		return
	}
	to := min(max(from+by, 0), len(b.keys)-1)
	b.keys = slices.Insert(slices.Delete(b.keys, from, from+1), to, path[last])
}
