package web

import (
	"slices"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/reason"
)

// streamRow is a kind of round, and whether it is open to the person.
type streamRow struct {
	Key, Title, Open, State, LastRound, Opens string
	Verdict                                   string // "yes", "no" or "not-known"
	Requirements                              []requirementRow
}

type requirementRow struct {
	Verdict, Is, Title, Because, Ref string
}

// streamRows are the kinds of rounds: those that are held first.
func streamRows(c *reason.Catalogue, doc *answer.Eligible) []streamRow {
	var rows []streamRow
	for _, state := range []string{"active", "dormant"} {
		for i := range doc.Streams {
			if s := &doc.Streams[i]; s.State == state {
				rows = append(rows, streamRowOf(c, s))
			}
		}
	}
	return rows
}

func streamRowOf(c *reason.Catalogue, s *answer.Stream) streamRow {
	row := streamRow{Key: s.Stream, Title: c.Term("stream." + s.Stream), State: reason.Capital(c.Term("state." + s.State)), Verdict: verdictOf(s.Eligible)}
	row.Open = reason.Capital(c.Term("verdict." + row.Verdict))
	if !s.LastRound.IsZero() {
		row.LastRound = c.Day(s.LastRound)
	}
	if !s.OpensOn.IsZero() && row.Verdict != "yes" {
		row.Opens = c.Day(s.OpensOn)
	}
	for _, part := range []struct {
		verdict string
		list    []answer.Requirement
	}{{"no", s.Missing}, {"not-known", s.Unknown}, {"yes", s.Met}} {
		for _, r := range part.list {
			row.Requirements = append(row.Requirements, requirementRow{part.verdict, reason.Capital(c.Term("verdict." + part.verdict)), c.Term("requirement." + r.Requirement), reason.Capital(r.Because), r.Ref})
		}
	}
	return row
}

func verdictOf(eligible *bool) string {
	switch {
	case eligible == nil:
		return "not-known"
	case *eligible:
		return "yes"
	}
	return "no"
}

// notesOf are the warnings and assumptions of the options; what is said of
// every one is among those of the plan.
func notesOf(doc *answer.Plan) []noted {
	var list []noted
	for i := range doc.Options {
		o := &doc.Options[i]
		n := noted{Title: o.Title, Assumptions: o.Assumptions}
		for _, w := range o.Warnings {
			if !slices.Contains(doc.Warnings, w) {
				n.Warnings = append(n.Warnings, w)
			}
		}
		if len(n.Warnings)+len(n.Assumptions) > 0 {
			list = append(list, n)
		}
	}
	return list
}
