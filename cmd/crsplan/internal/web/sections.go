package web

import (
	"slices"
	"strconv"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/reason"
)

// section is a section of the score with its lines.
type section struct {
	Title string
	Total int
	Note  string
	Lines []line
}

// line is a line of the score.
type line struct {
	Factor, Points, Most, Because string
	Ref                           int // the number of its reference, from 1
}

// sectionsOf are the sections of a score, and the references that their lines
// cite.
func sectionsOf(c *reason.Catalogue, s *answer.Score) (sections []section, refs []string) {
	t := s.Transferability
	for _, part := range []struct {
		key   string
		total int
		note  string
	}{
		{"core", s.Core.Total, ""}, {"spouse", s.Spouse.Total, ""},
		{"transferability", t.Total, c.Phrase("score-transferability", "education", t.Education, "foreign", t.ForeignWork, "certificate", t.Certificate)},
		{"additional", s.Additional.Total, ""},
	} {
		if part.key == "spouse" && s.Column == "without-spouse" {
			continue
		}
		sec := section{Title: c.Term("section." + part.key), Total: part.total, Note: part.note}
		for _, l := range s.Lines {
			if !strings.HasPrefix(l.Factor, part.key+".") {
				continue
			}
			at := slices.Index(refs, l.Ref)
			if at < 0 {
				at, refs = len(refs), append(refs, l.Ref)
			}
			sec.Lines = append(sec.Lines, line{c.Term("factor." + l.Factor), pointsText(l.Points), pointsText(l.Max), reason.Capital(l.Because), at + 1})
		}
		sections = append(sections, sec)
	}
	return sections, refs
}

func pointsText(p answer.Points) string {
	if !p.Known {
		return "?"
	}
	return strconv.Itoa(p.Points)
}

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
