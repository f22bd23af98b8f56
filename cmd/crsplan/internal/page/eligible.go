package page

import (
	"fmt"
	"slices"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim"
	"crsplan/sim/reason"
)

// Eligible says which programs and round types somebody may be invited through:
// in a table, then requirement by requirement.
func Eligible(w Writer, doc *answer.Eligible) []Block {
	heading := w.Heading("eligible-heading", "name", w.Somebody(doc.Name), "on", doc.On)
	if doc.Option != sim.Stay().Name {
		heading = w.Heading("eligible-heading/option", "name", w.Somebody(doc.Name), "option", doc.Title, "on", doc.On)
	}
	legend := Group{w.Note("eligible-legend", "until", doc.Until)}
	if best := Nearest(doc); best != nil {
		legend = append(legend, w.Note("eligible-nearest", "stream", reason.Term("stream."+best.Stream), "lacks", w.lacks(best).Text))
	}
	for _, warning := range doc.Watch {
		legend = append(legend, Warning{warning.Message})
	}
	blocks := append([]Block{heading}, w.groups(doc)...)
	var others []answer.Need // that open nothing
	for _, n := range doc.Needs {
		if !slices.ContainsFunc(doc.Streams, func(s answer.Stream) bool { return hangs(&s, &n) }) {
			others = append(others, n)
		}
	}
	blocks = append(blocks, w.Asked(others)...)
	return append(blocks, w.Closing(doc.Warnings), Details(append(w.Questions(doc.Needs), w.eligibleDetails(doc, legend)...)))
}

// hangs reports whether a missing fact alone keeps a round type from being
// judged.
func hangs(s *answer.Stream, n *answer.Need) bool {
	return s.Eligible == nil && s.OpensOn.IsZero() && slices.Contains(n.Decides, s.Stream)
}

// groups are the round types in three groups, a line each: those that somebody
// may be invited through on the day, those that open later or hang on something
// that is missing, and the others.
func (w Writer) groups(doc *answer.Eligible) []Block {
	var now, later, not Items
	var lists []*answer.Stream // of which the occupation, or the time in it, is missing
	asked := false             // a question stands for what it decides
	for i := range doc.Streams {
		s := &doc.Streams[i]
		name := reason.Term("stream." + s.Stream)
		rounds := w.Phrase("eligible-last-round", "on", s.LastRound)
		switch {
		case s.LastRound.IsZero():
			rounds = w.Phrase("eligible-no-round")
		case s.State == "dormant" || s.State == "closed":
			rounds = w.Phrase("eligible-last-round/none-since", "on", s.LastRound)
		}
		switch {
		case s.State == "closed" && (s.Eligible == nil || !*s.Eligible):
			continue // nobody is invited any more
		case s.Eligible != nil && *s.Eligible:
			now = append(now, Item{Mark: "+", Text: w.Phrase("eligible-now", "stream", name, "rounds", rounds)})
		case !s.OpensOn.IsZero():
			later = append(later, Item{Mark: "?", Text: w.Phrase("eligible-later", "stream", name, "on", s.OpensOn)})
		case slices.ContainsFunc(doc.Needs, func(n answer.Need) bool { return hangs(s, &n) }):
			asked = true
		case s.Eligible == nil:
			later = append(later, Item{Mark: "?", Text: w.Phrase("eligible-missing", "stream", name, "lacks", w.lacks(s).Text)})
		case len(s.Missing) > 0 && s.Missing[0].Requirement == "work" && !program(doc, s):
			lists = append(lists, s)
		default:
			not = append(not, Item{Mark: "-", Text: w.Phrase("eligible-missing", "stream", name, "lacks", w.lacks(s).Text)})
		}
	}
	switch {
	case len(lists) == 1:
		not = append(not, Item{Mark: "-", Text: w.Phrase("eligible-missing", "stream", reason.Term("stream."+lists[0].Stream), "lacks", w.lacks(lists[0]).Text)})
	case len(lists) > 1:
		var names reason.Terms
		for _, s := range lists {
			names = append(names, reason.Term("stream."+s.Stream))
		}
		not = append(not, Item{Mark: "-", Text: w.Phrase("eligible-lists", "streams", names)})
	}
	if asked {
		for i := range doc.Needs[:min(answer.FirstQuestions, len(doc.Needs))] {
			later = append(later, Item{Mark: "?", Text: answer.NeedText(w.Catalogue, &doc.Needs[i])})
		}
		if more := len(doc.Needs) - answer.FirstQuestions; more > 0 {
			later = append(later, Item{Mark: "?", Text: w.Phrase("needs-more", "count", more)})
		}
	}
	var blocks []Block
	for _, group := range []struct {
		title string
		items Items
	}{{"eligible.now", now}, {"eligible.later", later}, {"eligible.not", not}} {
		if group.items != nil {
			blocks = append(blocks, Group{w.Name(group.title), group.items})
		}
	}
	return blocks
}

// program reports whether a stream is one of the three federal programs.
func program(doc *answer.Eligible, s *answer.Stream) bool {
	return slices.ContainsFunc(doc.Programs, func(p answer.Program) bool { return p.Program == s.Stream })
}

// eligibleDetails are the table of the round types, and every requirement with
// its reference.
func (w Writer) eligibleDetails(doc *answer.Eligible, legend Group) []Block {
	blocks := []Block{Streams(w, doc), legend}
	said := map[string]bool{}
	for _, p := range doc.Programs {
		head := w.Phrase("eligible-item", "what", reason.Term("stream."+p.Program), "verdict", w.Verdict(p.Eligible).Text)
		if p.Points != nil {
			head += w.Phrase("eligible-grid", "points", *p.Points, "pass", p.Pass)
		}
		group := w.requirements(head, p.Met, p.Missing, p.Unknown, said)
		var grid Items
		for _, l := range p.Grid {
			grid = append(grid, Item{Mark: fmt.Sprintf("%9s", fmt.Sprintf("%d/%d", l.Points, l.Max)), Text: w.Labelled(w.Catalogue.Term("grid."+l.Factor), l.Because), Ref: l.Ref})
		}
		if grid != nil {
			group = append(group, grid)
		}
		blocks = append(blocks, group)
	}
	for _, s := range doc.Streams {
		code := "eligible-item"
		if program(doc, &s) {
			code = "eligible-rounds"
		}
		head := w.Phrase(code, "what", reason.Term("stream."+s.Stream), "verdict", w.Verdict(s.Eligible).Text)
		blocks = append(blocks, w.requirements(head, s.Met, s.Missing, s.Unknown, said))
	}
	for _, p := range doc.Pathways {
		head := w.Phrase("eligible-item", "what", reason.Term("pathway."+p.Pathway), "verdict", w.Verdict(p.Eligible).Text)
		blocks = append(blocks, w.requirements(head, p.Met, p.Missing, p.Unknown, said))
	}
	blocks = append(blocks, w.Warnings(others(doc.Warnings))...)
	return append(blocks, w.References())
}

// Streams is the table of the round types: open or not, how alive each is, and
// what is missing.
func Streams(w Writer, doc *answer.Eligible) Table {
	t := Table{Title: w.Catalogue.Term("table.streams"), Columns: append(w.Columns("stream", "in", "state", "@last-round", "@opens"), w.Column("lacks", "not-known"))}
	t.Columns[0].Wrap, t.Columns[5].Wrap = 34, 52
	t.Spare(2, 4, 3)
	for i := range doc.Streams {
		s := &doc.Streams[i]
		state := w.Term("state." + s.State)
		if s.State == "dormant" && s.LastRound.IsZero() {
			state = w.Term("state.never") // it cannot be said to sleep that was never awake
		}
		t.Row(w.Term("stream."+s.Stream), w.Verdict(s.Eligible), state, w.Day(s.LastRound), w.Day(s.OpensOn), w.lacks(s))
	}
	return t
}

// lacks is the first thing that is missing of a stream, or not known, and how
// many more; its values are all that is missing, and all that is not known.
func (w Writer) lacks(s *answer.Stream) Cell {
	because := func(list []answer.Requirement) string {
		var texts []string
		for _, r := range list {
			texts = append(texts, r.Because)
		}
		return strings.Join(texts, "; ")
	}
	cell := w.Told("", because(s.Missing), because(s.Unknown))
	if list := slices.Concat(s.Missing, s.Unknown); len(list) > 0 {
		cell.Text = list[0].Because
		if len(list) > 1 {
			cell.Text += w.Phrase("eligible-more", "count", len(list)-1)
		}
	}
	return cell
}

// Nearest is the stream that holds rounds, is not open and lacks least; nil for
// none.
func Nearest(doc *answer.Eligible) *answer.Stream {
	var best *answer.Stream
	for i := range doc.Streams {
		s := &doc.Streams[i]
		if s.Eligible != nil && *s.Eligible || s.State != "active" {
			continue
		}
		if best == nil || len(s.Missing)+len(s.Unknown) < len(best.Missing)+len(best.Unknown) {
			best = s
		}
	}
	return best
}

// requirements are those of one program, stream or pathway. What is met and has
// been said before is named only: most streams ask for much the same.
func (w Writer) requirements(head string, met, missing, unknown []answer.Requirement, said map[string]bool) Group {
	var items Items
	add := func(mark string, r answer.Requirement) {
		items = append(items, Item{Mark: mark, Text: w.Labelled(w.Catalogue.Term("requirement."+r.Requirement), r.Because), Ref: r.Ref})
	}
	for _, r := range missing {
		add("-", r)
	}
	for _, r := range unknown {
		add("?", r)
	}
	var again []string
	for _, r := range met {
		text := r.Requirement + r.Because + r.Ref
		if said[text] {
			again = append(again, w.Catalogue.Term("requirement."+r.Requirement))
			continue
		}
		said[text] = true
		add("+", r)
	}
	if len(again) > 0 {
		items = append(items, Item{Mark: "+", Text: w.Phrase("eligible-again", "requirements", strings.Join(again, ", "))})
	}
	return Group{Heading{head}, items}
}
