package page

import (
	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/reason"
)

// Dates are the days to keep in mind, in their order.
func Dates(w Writer, dates []answer.Date) Table {
	t := Table{Title: w.Catalogue.Term("dates-title"), Columns: w.Columns("@date", "date-what", "#gain")}
	t.Columns[1].Wrap = 64
	t.Columns = append(t.Columns, w.Column("#cost", SpreadParts...))
	for i := range dates {
		d := &dates[i]
		points, cost := w.Text(""), w.Told("", "", "", "")
		if d.Points != 0 {
			points = w.Signed(d.Points)
		}
		if d.Cost != nil {
			cost = w.Cost(*d.Cost)
		}
		t.Row(w.Told(w.Value(d.On), d.On), w.Text(reason.Capital(d.What)), points, cost)
	}
	if len(t.Rows) == 0 {
		t.Row(w.None(), w.Term("no-dates"), w.Text(""), w.Told("", "", "", ""))
	}
	return t
}
