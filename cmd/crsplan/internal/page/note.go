package page

import (
	"fmt"

	"crsplan/cmd/crsplan/internal/answer"
)

// Note is the note of a round: its sentences, and behind them their numbers.
func Note(w Writer, doc *answer.Note) []Block {
	var blocks []Block
	for _, fact := range doc.Facts {
		blocks = append(blocks, Paragraph{Text: fact.Text})
	}
	t := Table{Title: w.Catalogue.Term("table.note"), Columns: []Column{w.named("column.fact-of"), w.named("column.number-name"), {Title: w.Catalogue.Term("column.value"), Kind: Number}}}
	for _, fact := range doc.Facts {
		for _, n := range fact.Numbers {
			t.Row(w.Text(fact.Fact), w.Text(n.Name), Cell{fmt.Sprint(n.Value), []any{n.Value}})
		}
	}
	return append(blocks, Paragraph{Text: doc.Source, Small: true}, Details{t})
}
