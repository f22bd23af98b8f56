package page

import (
	"fmt"
	"math"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/draws"
)

// mostLevers is how many changes stand in a short answer.
const mostLevers = 8

// Levers are single changes with what they are worth, the most of them so many
// (0: all); the nearest thresholds, what time does by itself, and what brings
// nothing.
func Levers(w Writer, doc *answer.Levers, record *draws.Record, most int) []Block {
	code := "levers-heading"
	if !doc.Complete {
		code = "levers-heading/incomplete"
	}
	var legend Group
	if most > 0 && len(doc.Levers) > most {
		legend = append(legend, w.Note("levers-more", "count", len(doc.Levers)-most))
	}
	said := "levers-legend"
	if doc.Paths == 0 {
		said = "levers-legend/no-chances"
	}
	table := LeversTable(w, doc, record, most)
	table.Most = mostLevers
	heading := w.Heading(code, "name", w.Somebody(doc.Name), "score", doc.Score, "on", doc.Start)
	blocks := []Block{append(legend, w.Note(said, "paths", doc.Paths))}
	if text := doc.NotIncluded(w.Catalogue, most); text != "" {
		blocks = append(blocks, Paragraph{Text: text, Small: true})
	}
	for i := range doc.Levers {
		if l := &doc.Levers[i]; l.NoEstimate != "" && (most == 0 || i < most) && doc.Paths > 0 {
			blocks = append(blocks, Paragraph{Text: w.Labelled(l.Title, l.NoEstimate), Small: true})
		}
	}
	if len(doc.Cliffs) > 0 {
		group := Group{w.Name("levers.cliffs")}
		for _, cliff := range doc.Cliffs {
			group = append(group, List{Items: []string{cliff.What}})
		}
		blocks = append(blocks, group)
	}
	if len(doc.Coming) > 0 {
		group := Group{w.Name("levers.coming")}
		for _, c := range doc.Coming {
			group = append(group, List{Items: []string{w.Phrase("levers-coming", "on", c.On, "what", c.What, "points", w.Signed(c.Points).Text)}})
		}
		blocks = append(blocks, group)
	}
	if len(doc.Nothing) > 0 {
		group := Group{w.Name("levers.nothing")}
		for _, n := range doc.Nothing {
			group = append(group, List{Items: []string{w.Labelled(n.Title, n.Why)}})
		}
		blocks = append(blocks, group)
	}
	blocks = append(blocks, w.Warnings(others(doc.Warnings))...)
	blocks = append(blocks, w.Questions(doc.Needs)...)
	return append(append([]Block{heading, table}, w.Asked(doc.Needs)...), w.Closing(doc.Warnings), Details(blocks))
}

// LeversTable is the table of single changes, the most of them so many (0: all).
func LeversTable(w Writer, doc *answer.Levers, record *draws.Record, most int) Table {
	t := Table{Title: w.Catalogue.Term("table.levers"), Columns: append(w.Columns("lever", "#points", "#ageing", "@done", "#months"), w.Column("#cost", SpreadParts...))}
	t.Columns = append(t.Columns, w.Columns("#per-month", "#per-thousand", "opening")...)
	t.Columns[0].Wrap, t.Columns[8].Wrap = 40, 18
	chances := doc.Paths > 0
	if chances {
		t.Columns = append(t.Columns, w.Columns("#six", "#twelve", "#twenty-four", "#if-works")...)
	}
	spare := []int{7, 6, 2, 4, 3}
	for i := 9; i < len(t.Columns); i++ {
		if i != 11 { // by the end of two years
			spare = append(spare, i)
		}
	}
	t.Spare(spare...)
	rate := func(per *float64) Cell {
		if per == nil {
			return w.None()
		}
		return Cell{w.Decimal(Rounded(*per, 1), -1), []any{Rounded(*per, 2)}}
	}
	for i := range doc.Levers {
		if most > 0 && i == most {
			break
		}
		l := &doc.Levers[i]
		var opens []string
		for _, s := range l.Streams {
			if answer.Active(record, doc.Today, draws.Stream(s)) {
				opens = append(opens, s)
			}
		}
		row := []Cell{
			w.Text(l.Title), w.Signed(l.Points), w.Integer(l.Ageing), w.Day(l.From), w.Months(l.Months), w.CostBeside(l.Cost, l.NotIncluded),
			rate(l.PerMonth), rate(l.PerThousand), w.Text(w.Shorts(opens)),
		}
		if chances {
			for _, months := range []string{"6", "12", "24"} {
				row = append(row, w.moved(l.Chance[months]))
			}
			row = append(row, w.movedIfWorks(l.Chance["24"]))
		}
		t.Row(row...)
	}
	return t
}

// movedIfWorks is the same where every step works; nothing where that is no
// different.
func (w Writer) movedIfWorks(of answer.LeverChance) Cell {
	if of.ChangeIfStepsWork == nil {
		return w.None()
	}
	return Cell{points(*of.ChangeIfStepsWork), []any{Rounded(*of.ChangeIfStepsWork, 4)}}
}

// points are points of percent, with their sign.
func points(p float64) string { return fmt.Sprintf("%+.0f", math.Round(100*p)+0) }

// moved is by how much a change moves a chance, in points of percent: both ways
// where that hangs on a missing fact.
func (w Writer) moved(of answer.LeverChance) Cell {
	if !of.Change.Known && of.ChangeIfMet == nil {
		return w.None() // nobody can say
	}
	if of.Change.Known {
		return Cell{answer.AtMost(w.Catalogue, of.Bound, points(of.Change.P)), []any{Rounded(of.Change.P, 4)}}
	}
	return Cell{answer.EitherText(w.Catalogue, points(*of.ChangeIfMet), points(*of.ChangeIfNot)), []any{""}}
}
