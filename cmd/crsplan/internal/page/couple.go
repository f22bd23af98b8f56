package page

import (
	"slices"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/reason"
)

// Couple are the four ways in which two may apply, side by side: what each
// lacks, and which changes bring most in it.
func Couple(w Writer, doc *answer.Couple) []Block {
	said := Group{Paragraph{Text: doc.Finding, Small: true}}
	for i := range doc.Ways {
		way := &doc.Ways[i]
		if len(way.Missing) > 0 {
			said = append(said, Items{{Mark: "!", Text: w.Phrase("couple-way", "way", way.Title, "text", strings.Join(way.Missing, " "))}})
		}
		if len(way.Levers) > 0 {
			said = append(said, Items{{Mark: "-", Text: w.Phrase("couple-way", "way", way.Title, "text", w.WayLevers(way))}})
		}
	}
	if !doc.Names.Known() {
		said = append(said, w.Note("couple-swapped"))
	}
	for _, warning := range doc.Warnings {
		said = append(said, Warning{warning.Message})
	}
	return []Block{w.Name("couple.heading"), Ways(w, doc), said}
}

// Ways is the table of the four ways.
func Ways(w Writer, doc *answer.Couple) Table {
	t := Table{Title: w.Catalogue.Term("couple.heading"), Columns: []Column{w.Column("way"), w.Column("#now"), w.Column("#best", "complete"), w.Column("@day"), w.Column("opening")}}
	t.Columns[0].Wrap, t.Columns[4].Wrap = 40, 22
	chances := len(doc.Ways[0].Chance) > 0
	if chances {
		column := w.Column("#chance")
		if list := doc.Ways[0].Chance; w.Paper {
			column.Title = w.Phrase("report.chance-by", "day", list[len(list)-1].By)
		}
		t.Columns = append(t.Columns, column)
	}
	step := slices.ContainsFunc(doc.Ways, func(way answer.CoupleWay) bool { return way.OneStep != nil })
	if step {
		t.Columns = append(t.Columns, w.Column("one-step", "chance"))
		t.Columns[len(t.Columns)-1].Wrap = 40
	}
	t.Spare(4, 3, 1)
	for i := range doc.Ways {
		way := &doc.Ways[i]
		row := []Cell{w.Text(way.Title), w.None(), w.None(), w.None(), w.Term("couple.impossible")}
		if way.Possible {
			best := w.Score(way.Best.Total, way.Complete)
			best.Values = []any{way.Best.Total, w.Verdict(&way.Complete).Text}
			row = []Cell{w.Text(way.Title), w.Score(way.Now, way.Complete), best, w.Day(way.Best.On), w.Text(w.opening(way))}
			if row[4].Text == "" && w.Paper {
				row[4] = w.None()
			}
		}
		if way.Stated && w.Paper {
			row[0] = w.Text(w.Phrase("report.way-stated", "way", way.Title))
		}
		if chances {
			row = append(row, w.Text(""))
			if n := len(way.Chance); n > 0 {
				row[5] = w.Invited(way.Chance[n-1])
			}
		}
		if step {
			told := w.Text("")
			if way.Possible {
				told = w.None()
			}
			if s := way.OneStep; s != nil {
				told = w.Told(w.Phrase("couple-step", "chance", w.Chance(s.Chance), "step", s.Title), s.Title, Rounded(s.Chance, 4))
			}
			row = append(row, told)
		}
		t.Row(row...)
	}
	return t
}

// opening are the round types that a way opens, and those that it opens if what
// is missing is met.
func (w Writer) opening(way *answer.CoupleWay) string {
	list := w.Shorts(way.Streams)
	if len(way.StreamsIfMet) == 0 {
		return list
	}
	return strings.TrimPrefix(list+"; "+w.Phrase("margin-if", "margin", w.Shorts(way.StreamsIfMet)), "; ")
}

// WayLevers are the changes that bring most in a way.
func (w Writer) WayLevers(way *answer.CoupleWay) string {
	var list []string
	for _, l := range way.Levers {
		list = append(list, w.Phrase("couple-lever", "title", l.Title, "points", l.Points, "months", reason.Months(l.Months)))
	}
	return strings.Join(list, "; ")
}
