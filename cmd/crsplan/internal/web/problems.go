package web

import (
	"errors"
	"slices"
	"strings"

	"crsplan/scenarios"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// problem is one thing wrong with what was filled in, and at which field.
type problem struct {
	path []string // of a key or a table of the plan; nil for the whole
	what reason.Reason
	hint reason.Reason
}

// problemsOf traces what the reader of files found back to the fields.
func problemsOf(err error, written *scenarios.Written) []problem {
	found, ok := errors.AsType[tomlfile.Problems](err)
	if !ok {
		return nil
	}
	list := make([]problem, len(found))
	for i, p := range found {
		path := written.Path(p)
		if key := missingKey(p.What); key != "" {
			path = below(path, key)
		}
		list[i] = problem{fieldOf(path), p.What, p.Hint}
	}
	return list
}

// missingKey returns the key that a problem of a table says is not there.
func missingKey(what reason.Reason) string {
	switch what.Code {
	case "file.missing-key":
		key, _ := what.Value("key").(string)
		return key
	case "profile.no-age":
		return "birth_date"
	case "profile.no-from":
		return "from"
	}
	return ""
}

// fieldOf returns the path whose field stands for a key of the file.
func fieldOf(path []string) []string {
	switch n := len(path); {
	case n >= 4 && path[n-4] == "languages" && path[n-2] == "clb":
		return append(path[:n-2:n-2], path[n-1])
	case n >= 3 && path[n-3] == "languages" && path[n-1] == "clb":
		return append(path[:n-1:n-1], testField.key)
	case n >= 1 && path[n-1] == "lmia_exempt":
		return append(path[:n-1:n-1], lmiaField.key)
	case n >= 1 && path[n-1] == "permit":
		return below(path, "kind")
	case n >= 2 && path[n-2] != "job_offer" && path[n-2] != "permit" && path[0] == "scenarios" && slices.Contains([]string{"months", "cost_cad"}, path[n-1]):
		return below(path, "likely")
	}
	return path
}

// message is a problem in words.
type message struct {
	Anchor string // the field or the table that it stands at
	Where  string // what that is called
	What   string
	Hint   string
}

// Line is the message in one line.
func (m message) Line() string {
	if m.Hint == "" {
		return m.What
	}
	return m.What + " " + m.Hint
}

// hints are said on the page in place of those that speak of files; an empty
// one says nothing.
var hints = map[string]reason.Reason{
	"profile.no-age/hint":            reason.New("page-hint/age"),
	"profile.no-from/hint":           reason.New("page-hint/from"),
	"profile.months-and-dates/hint":  reason.New("page-hint/months"),
	"profile.job-ends-early/hint":    reason.New("page-hint/to"),
	"profile.job-before-birth/hint":  {},
	"profile.birth-range/hint":       {},
	"profile.future/hint":            reason.New("page-hint/future"),
	"scenario.range-order/hint":      {},
	"scenario.empty/hint":            reason.New("page-hint/steps"),
	"scenario.permit/hint":           {},
	"noc.unknown/form":               reason.New("page-hint/noc"),
	"profile.no-stated-on/hint":      {},
	"file.wrong-type.hint/no-quotes": {},
	"file.wrong-type.hint/quotes":    {},
}

// inWords puts a problem into words; label is what its field is called, "" for
// a table.
func inWords(c *reason.Catalogue, p problem, label string, kind kind) message {
	what, hint := p.what, p.hint
	if other, ok := hints[hint.Code]; ok {
		hint = other
	}
	if label != "" {
		switch {
		case what.Code == "file.missing-key", what.Code == "profile.no-age", what.Code == "profile.no-from":
			what = reason.New("page-needed", "field", label)
		case kind == percent && what.Code == "file.out-of-range":
			what, hint = reason.New("page-percent"), reason.Reason{}
		default:
			what = renamed(what, label)
		}
	}
	m := message{Anchor: nameOf(p.path...), Where: label, What: sentence(c.Say(what))}
	if !hint.IsZero() {
		m.Hint = sentence(c.Say(hint))
	}
	return m
}

// renamed calls a key what the field is called.
func renamed(r reason.Reason, label string) reason.Reason {
	values := slices.Clone(r.Values)
	for i := range values {
		if values[i].Name == "key" {
			values[i].Is = label
		}
	}
	r.Values = values
	return r
}

// sentence begins a text with a capital letter and ends it with a full stop.
func sentence(text string) string {
	text = reason.Capital(text)
	if text != "" && !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "?") && !strings.HasSuffix(text, "!") {
		text += "."
	}
	return text
}
