package web

import (
	"math"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"crsplan/scenarios"
	"crsplan/sim/civil"
	countries "crsplan/sim/country"
)

// What is typed into a field becomes a value of a file as far as it can, and
// stays a text otherwise: then the reader of files says what is wrong with it,
// in the same words as of a file.

// valueOf returns what a text means in a field of a kind; nil for nothing.
func valueOf(k kind, typed string) any {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return nil
	}
	switch k {
	case day, dayOrNone:
		if d, err := civil.Parse(typed); err == nil {
			return d
		}
	case instant:
		if at, err := time.Parse(time.RFC3339, strings.TrimSuffix(typed, "Z")+"Z"); err == nil {
			return at
		}
		if at, err := time.Parse("2006-01-02T15:04", typed); err == nil {
			return at
		}
	case number:
		if v := numberOf(typed, ""); v != nil {
			return v
		}
	case percent:
		if v := numberOf(typed, "e-2"); v != nil {
			return v
		}
	case check:
		return true
	case known:
		switch typed {
		case "yes":
			return true
		case "no":
			return false
		}
		return nil
	case yesNo:
		if typed == "no" {
			return false
		}
		return nil
	case country, occupation:
		return codeOf(k, typed)
	}
	return typed
}

// grouped is a number with its thousands set apart by commas.
var grouped = regexp.MustCompile(`^-?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?$`)

// numberOf reads a number as people write it: 25,000 or 25 000, 7.5 or 7,5. It
// is taken times a power of ten such as "e-2".
func numberOf(typed, power string) any {
	typed = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "$", "", "%", "").Replace(typed)
	if grouped.MatchString(typed) {
		typed = strings.ReplaceAll(typed, ",", "")
	} else if strings.Count(typed, ",") == 1 && !strings.Contains(typed, ".") {
		typed = strings.Replace(typed, ",", ".", 1)
	}
	if strings.Trim(typed, "+-.0123456789") != "" {
		return nil
	}
	if n, err := strconv.ParseInt(typed, 10, 64); err == nil && power == "" {
		return n
	}
	f, err := strconv.ParseFloat(typed+power, 64)
	if err != nil || math.IsInf(f, 0) {
		return nil
	}
	return f
}

var code = regexp.MustCompile(`^[0-9]{4,5}\b`)

// codeOf takes the code out of what a list of suggestions offers: "21232
// Software developers", "br", "Brazil".
func codeOf(k kind, typed string) string {
	if k == country {
		if c, found := countries.Find(typed); found {
			return c.Code
		}
		return typed
	}
	if found := code.FindString(typed); found != "" {
		return found
	}
	return typed
}

// textOf returns what stands in a field for a value.
func textOf(k kind, v any) string {
	switch v := v.(type) {
	case string:
		return v
	case bool:
		switch {
		case k == known && v:
			return "yes"
		case (k == yesNo || k == known) && !v:
			return "no"
		case k == check && v:
			return "true"
		}
		return ""
	case int64:
		if k == percent {
			return strconv.FormatInt(v*100, 10)
		}
		return strconv.FormatInt(v, 10)
	case float64:
		if k == percent {
			// Not v*100: 0.07 would become 7.000000000000001.
			shortest := strconv.FormatFloat(v, 'e', -1, 64)
			mantissa, exponent, _ := strings.Cut(shortest, "e")
			if n, err := strconv.Atoi(exponent); err == nil {
				if f, err := strconv.ParseFloat(mantissa+"e"+strconv.Itoa(n+2), 64); err == nil {
					v = f
				}
			}
		}
		return strconv.FormatFloat(v, 'f', -1, 64)
	case civil.Day:
		return v.String()
	case time.Time:
		return v.Format("2006-01-02T15:04:05")
	}
	return ""
}

// nameOf returns the name of the field, or the mark of the table, of a path:
// its parts with dots between, each escaped where it holds one itself.
func nameOf(path ...string) string {
	parts := make([]string, len(path))
	for i, part := range path {
		parts[i] = strings.ReplaceAll(url.PathEscape(part), ".", "%2E")
	}
	return strings.Join(parts, ".")
}

// pathOf is the other way round; nil for what is no such name.
func pathOf(name string) []string {
	path := strings.Split(name, ".")
	for i, part := range path {
		whole, err := url.PathUnescape(part)
		if err != nil || whole == "" {
			return nil
		}
		path[i] = whole
	}
	return path
}

// below returns the path of a dotted key below another.
func below(path []string, key string) []string {
	return append(path[:len(path):len(path)], strings.Split(key, ".")...)
}

// filled is an input of a field: the key that it stands for, and its text.
type filled struct {
	path []string
	text string
}

// shown returns what stands in the inputs of a field.
func shown(s *scenarios.Sheet, path []string, f field) []filled {
	at := below(path, f.key)
	if f.kind != span {
		text := textOf(f.kind, s.Value(at...))
		if text == "" {
			text = f.assumed
		}
		return []filled{{at, text}}
	}
	inputs := make([]filled, len(spanKeys))
	for i, key := range spanKeys {
		inputs[i].path = below(at, key)
		inputs[i].text = textOf(number, s.Value(inputs[i].path...))
	}
	if one := textOf(number, s.Value(at...)); one != "" {
		inputs[1].text = one
	}
	return inputs
}
