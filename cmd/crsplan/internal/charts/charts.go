// Package charts puts an answer onto charts: it chooses what each shows, and
// the words on it. How they look is decided by package plots.
//
// All charts of a plan are about the same option, its hero, and only that one
// is in colour. A title is a finding that names the person.
package charts

import (
	"cmp"
	"slices"
	"strconv"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/plots"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// compared are the options that the lines of a chart show: the hero first, then
// those with the highest chance, with staying always among them.
func compared(doc *answer.Plan) []*answer.Option {
	best, stay := doc.Hero(), doc.Staying()
	list := ranked(doc)
	list = slices.DeleteFunc(list, func(o *answer.Option) bool { return o == best || o == stay })
	list = append([]*answer.Option{best}, list...)
	if stay == best {
		return list[:min(len(list), plots.MostOptions)]
	}
	return append(list[:min(len(list), plots.MostOptions-1)], stay)
}

// ranked are the options by their chance at the end, or by their best score
// where no chance is known; the hero before its equals.
func ranked(doc *answer.Plan) []*answer.Option {
	var list []*answer.Option
	for i := range doc.Options {
		list = append(list, &doc.Options[i])
	}
	slices.SortStableFunc(list, func(a, b *answer.Option) int {
		first := cmp.Compare(b.Best.Total, a.Best.Total)
		if a == doc.Hero() {
			first = -1
		} else if b == doc.Hero() {
			first = 1
		}
		return cmp.Or(cmp.Compare(lastChance(b), lastChance(a)), first)
	})
	return list
}

// lastChance is the chance of an option at the end; less than none where it is
// not known.
func lastChance(o *answer.Option) float64 {
	if n := len(o.Chance); n > 0 && o.Chance[n-1].P.Known {
		return o.Chance[n-1].P.P
	}
	return -1
}

// nameOf is what a chart calls an option: it speaks of the person, not to them.
func nameOf(c *reason.Catalogue, o *answer.Option) string {
	if o.Stays() {
		return c.Term("chart.stay")
	}
	return o.Title
}

// about are the values of a finding, with the name of a person or what stands
// for it.
func about(c *reason.Catalogue, name string, namesAndValues ...any) []any {
	return append([]any{"name", within(c, name)}, namesAndValues...)
}

// foot returns the lines below a chart: a note, if there is one, and where its
// data are from.
func foot(c *reason.Catalogue, record *draws.Record, warnings []answer.Warning, note string) []string {
	var lines []string
	if note == "" && said(warnings, "unknown-factor", "forecast.reform") {
		note = c.Term("chart.reform")
	}
	if note != "" {
		lines = append(lines, note)
	}
	if n := len(record.Rounds); n > 0 {
		last := record.Rounds[n-1]
		code := "chart.source"
		if said(warnings, "data-old") {
			code = "chart.source/old"
		}
		lines = append(lines, c.Phrase(code, "number", last.Number, "date", last.Date))
	}
	return lines
}

// said reports whether a warning of some kinds is among those of an answer.
func said(warnings []answer.Warning, codes ...string) bool {
	return slices.ContainsFunc(warnings, func(w answer.Warning) bool { return slices.Contains(codes, w.Code) })
}

// columns are the titles of the columns of a chart's table.
func columns(c *reason.Catalogue, keys ...string) []string {
	list := make([]string, len(keys))
	for i, key := range keys {
		list[i] = c.Term("column." + key)
	}
	return list
}

// signed writes points with their sign.
func signed(points int) string {
	if points < 0 {
		return "−" + strconv.Itoa(-points)
	}
	return "+" + strconv.Itoa(points)
}
