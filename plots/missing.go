package plots

import (
	"reflect"
	"slices"
	"unicode"
)

// Missing returns the letters in the texts of charts that the charts' font
// does not have, as [MissingIn] does.
func Missing(charts ...Chart) []rune {
	return MissingIn(func(see func(string)) { eachText(reflect.ValueOf(charts), see) })
}

// MissingIn returns the letters of texts that the charts' font does not have,
// such as Chinese or Arabic ones, each once, in order. They are drawn as "□"; a
// caller should warn. texts calls its argument with each text.
func MissingIn(texts func(see func(string))) []rune {
	var missing []rune
	texts(func(text string) {
		for _, r := range text {
			if !unicode.IsSpace(r) && !drawn(r) && !slices.Contains(missing, r) {
				missing = append(missing, r)
			}
		}
	})
	return missing
}

// eachText calls a function with every text in a value. A chart is a plain
// value, and all that it holds may be drawn.
func eachText(v reflect.Value, see func(string)) {
	switch v.Kind() {
	case reflect.String:
		see(v.String())
	case reflect.Struct:
		for _, field := range v.Fields() {
			eachText(field, see)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			eachText(v.Index(i), see)
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			eachText(v.Elem(), see)
		}
	}
}
