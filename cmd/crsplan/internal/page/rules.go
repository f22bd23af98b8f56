package page

import (
	"slices"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/reason"
)

// Rules are the instruments of the points, in a table.
func Rules(w Writer, doc *answer.Rules) []Block {
	t := Table{Title: w.Catalogue.Term("table.rules"), Columns: append(w.Columns("instrument", "state", "changes", "confidence"), w.CitedColumn())}
	for i, wrap := range []int{0, 12, 60, 24} {
		t.Columns[i].Wrap = wrap
	}
	for _, in := range doc.Instruments {
		row := []Cell{w.Text(in.Instrument), w.Term("instrument." + in.State), w.Text(in.Title), w.Text(in.Confidence), w.Text(in.Ref)}
		for _, change := range in.Changes {
			row[2] = w.Text(change)
			t.Row(row...)
			row = make([]Cell, len(row))
		}
		if len(in.Changes) == 0 {
			t.Row(row...)
		}
	}
	return []Block{w.Heading("rules-heading", "on", doc.Today, "rules", doc.Rules), t, w.Paragraph("rules-foot"), w.References()}
}

// Instrument is one instrument with what it says of each factor: doc is the
// explanation of those factors on a day when it is in force.
func Instrument(w Writer, in answer.Instrument, doc *answer.Explanation) []Block {
	when := "instrument-when"
	switch {
	case in.State == "proposed":
		when = "instrument-when/proposed"
	case in.Announced < in.InForce && !in.Announced.IsZero():
		when = "instrument-when/announced"
	}
	confidence := in.Confidence
	if confidence == "" {
		confidence = w.Catalogue.Term("not-said")
	}
	about := w.Paragraph("instrument-confidence", "confidence", confidence)
	about.Ref = in.Ref
	group := Group{w.Paragraph(when, "in_force", in.InForce, "announced", in.Announced), about}
	if len(in.Changes) > 0 {
		group = append(group, List{Items: in.Changes})
	}
	blocks := []Block{Paragraph{Text: w.Labelled(in.Instrument, in.Title)}, group}
	for _, rule := range doc.Factors {
		blocks = append(blocks, w.rule(rule)...)
	}
	return append(blocks, w.References())
}

// Factors are the factors of the points, with the most that each can give.
func Factors(w Writer, doc *answer.Explanation) []Block {
	t := Table{Title: w.Catalogue.Term("table.factors"), Columns: w.Columns("factor", "name", "#without-spouse", "#with-spouse", "@since")}
	for _, rule := range doc.Factors {
		without, with, since := w.None(), w.None(), w.Text("")
		switch {
		case !rule.InForce:
		case !rule.Known:
			without, with = w.Text("?"), w.Text("?")
		default:
			with = w.Points(rule.Max.WithSpouse)
			if rule.Max.WithoutSpouse != nil {
				without = w.Points(*rule.Max.WithoutSpouse)
			}
		}
		if n := len(rule.History); n > 0 {
			since = w.Day(rule.History[n-1].InForce)
		}
		t.Row(w.Text(rule.Factor), w.Text(rule.Name), without, with, since)
	}
	return []Block{
		w.Heading("factors-heading", "on", doc.On, "rules", doc.Rules), t,
		w.Paragraph("factors-foot", "without", doc.Caps.Core.WithoutSpouse.Points, "with", doc.Caps.Core.WithSpouse.Points,
			"spouse", doc.Caps.Spouse, "transferability", doc.Caps.Transferability, "additional", doc.Caps.Additional, "total", doc.Caps.Total),
	}
}

// Explanation are rules in words, one after another, with their references.
func Explanation(w Writer, doc *answer.Explanation) []Block {
	blocks := []Block{w.Heading("explain-heading", "on", doc.On, "rules", doc.Rules)}
	for _, rule := range doc.Factors {
		blocks = append(blocks, w.rule(rule)...)
		var history Group
		for _, h := range rule.History {
			history = append(history, Paragraph{Label: h.InForce.String(), Text: h.Title})
		}
		if history != nil {
			blocks = append(blocks, history)
		}
	}
	return append(blocks, w.References(), w.NotAdvice())
}

// rule is one rule: its words and its table.
func (w Writer) rule(rule answer.Rule) []Block {
	head := w.Heading("explain-factor", "section", reason.Term("section."+rule.Section), "name", rule.Name, "factor", rule.Factor)
	if !rule.InForce {
		return []Block{Group{head, w.Paragraph("explain-not-in-force")}}
	}
	group := Group{head, Paragraph{Text: rule.Says, Ref: rule.Ref}}
	if !rule.Known {
		return []Block{append(group, Warning{w.Phrase("explain-unknown")})}
	}
	// A column for each kind of person, where the points differ.
	split := rule.Max.WithoutSpouse == nil || slices.ContainsFunc(rule.Rows, func(r answer.RuleRow) bool { return *r.WithoutSpouse != r.WithSpouse })
	t := Table{Title: rule.Name, Columns: []Column{{Title: rule.Of, Wrap: 56}}}
	if rule.With != "" {
		t.Columns = append(t.Columns, Column{Title: rule.With})
	}
	if split && rule.Max.WithoutSpouse != nil {
		t.Columns = append(t.Columns, w.Columns("#without-spouse", "#with-spouse")...)
	} else {
		t.Columns = append(t.Columns, w.Column("#points"))
	}
	for _, r := range rule.Rows {
		row := []Cell{w.Text(r.When)}
		if rule.With != "" {
			row = append(row, w.Text(r.And))
		}
		if split && r.WithoutSpouse != nil {
			row = append(row, w.Points(*r.WithoutSpouse))
		}
		t.Row(append(row, w.Points(r.WithSpouse))...)
	}
	return []Block{group, t}
}
