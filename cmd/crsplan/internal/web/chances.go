package web

import (
	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/sim/reason"
)

// chances are the chances of an invitation, as the template shows them.
type chances struct {
	Table  page.Table
	Figure *figure
	Notes  []string
}

// chancesOf are the chances of a plan, or why there are none.
func chancesOf(c *reason.Catalogue, s *state, doc *answer.Plan) *chances {
	v := &chances{}
	if doc.Forecast == nil {
		if len(doc.Record.Rounds) == 0 {
			v.Notes = []string{c.Phrase("page-no-rounds")}
		}
		return v
	}
	v.Notes = append(doc.ChanceLegend(c), doc.ChanceNotes(c)...)
	if len(doc.ChanceDays()) > 0 {
		v.Table = page.Chances(writer(c), doc).Titled(c.Term("page.chances"))
		f := figureOf(c, s, charts.Named{Name: chanceName, Chart: charts.Chances(c, doc)})
		v.Figure = &f
	}
	return v
}

// chanceName is what the chart of the chances is called as a file.
const chanceName = "chance"
