package page

import (
	"cmp"
	"math"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/reason"
)

// Library are the scenarios of the library, in a table.
func Library(w Writer, doc *answer.Library) []Block {
	t := Table{Title: w.Catalogue.Term("table.scenarios"), Columns: []Column{w.Column("scenario"), w.Column("#months", SpreadParts...), w.Column("#cost", SpreadParts...), w.Column("what")}}
	t.Columns[3].Wrap = 64
	for _, s := range doc.Scenarios {
		t.Row(w.Text(s.Scenario), w.MonthsRange(s.Months), w.Cost(s.Cost), w.Text(about(s)))
	}
	return []Block{t, w.Paragraph("scenarios-foot")}
}

// about is what a scenario is, in sentences.
func about(s answer.Scenario) string {
	return strings.TrimSpace(s.Title + ". " + s.Summary + " " + s.Closed)
}

// Scenario is one scenario with everything that it rests on.
func Scenario(w Writer, s answer.Scenario) []Block {
	blocks := []Block{Paragraph{Text: w.Labelled(s.Scenario, about(s))}}
	for _, step := range s.Steps {
		group := Group{w.Heading("scenario-step", "title", cmp.Or(step.Title, step.Step),
			"low", w.Months(step.Months.Low).Text, "likely", reason.Months(math.Round(step.Months.Likely*100)/100), "high", w.Months(step.Months.High).Text,
			"cost", w.Dollars(step.Cost.Likely), "least", w.Dollars(step.Cost.Low), "most", w.Dollars(step.Cost.High), "chance", int(step.Works*100+0.5))}
		if step.Source != "" {
			group = append(group, List{Items: []string{step.Source}, Small: true})
		}
		blocks = append(blocks, group)
	}
	for _, list := range []struct {
		heading string
		items   []string
	}{{"assumptions", s.Assumptions}, {"sources", s.Sources}} {
		if len(list.items) > 0 {
			blocks = append(blocks, Group{Heading{w.Catalogue.Term(list.heading)}, List{Items: list.items}})
		}
	}
	return blocks
}
