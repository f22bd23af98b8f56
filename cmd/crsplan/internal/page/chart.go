package page

import (
	"fmt"

	"crsplan/plots"
	"crsplan/sim/civil"
)

// OfChart is a chart as a table: the same figures, for who cannot see it or
// would take them elsewhere.
func OfChart(w Writer, chart plots.Chart) Table {
	of := chart.Table()
	t := Table{Title: plots.HeadingOf(chart).Title}
	for k, title := range of.Columns {
		column := Column{Title: title}
		if len(of.Rows) > 0 {
			switch of.Rows[0][k].(type) {
			case int, plots.Share:
				column.Kind = Number
			case civil.Day:
				column.Kind = Day
			}
		}
		t.Columns = append(t.Columns, column)
	}
	for _, row := range of.Rows {
		var cells []Cell
		for _, cell := range row {
			switch cell := cell.(type) {
			case int:
				cells = append(cells, w.Integer(cell))
			case plots.Share:
				cells = append(cells, w.Probability(float64(cell)))
			case civil.Day:
				cells = append(cells, w.Day(cell))
			default:
				cells = append(cells, w.Text(fmt.Sprint(cell)))
			}
		}
		t.Row(cells...)
	}
	return t
}
