package web

import (
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/sim/reason"
)

// couple are the four ways of a couple, as the template shows them.
type couple struct {
	Figure  figure
	Table   page.Table
	Finding string
	// Ways are what each way lacks, and which changes bring most in it.
	Ways     []string
	Swapped  string
	Warnings []answer.Warning
}

// coupleName is what the chart of the four ways is called as a file.
const coupleName = "couple"

func coupleChart(c *reason.Catalogue, doc *answer.Plan) charts.Named {
	return charts.Named{Name: coupleName, Chart: charts.Couple(c, doc.Couple, doc.Record, doc.Today, doc.Name, doc.Warnings)}
}

// coupleOf makes the four ways ready to be shown; nil where there are none.
func coupleOf(c *reason.Catalogue, s *state, doc *answer.Plan) *couple {
	if doc.Couple == nil {
		return nil
	}
	v := &couple{
		Figure: figureOf(c, s, coupleChart(c, doc)), Finding: doc.Couple.Finding, Warnings: doc.Couple.Warnings,
		Table: page.Ways(writer(c), doc.Couple).Titled(c.Term("page.couple")),
	}
	if !doc.Couple.Names.Known() {
		v.Swapped = c.Phrase("couple-swapped")
	}
	for i := range doc.Couple.Ways {
		way := &doc.Couple.Ways[i]
		if len(way.Missing) > 0 {
			v.Ways = append(v.Ways, way.Title+" – "+strings.Join(way.Missing, " "))
		}
		if len(way.Levers) > 0 {
			v.Ways = append(v.Ways, way.Title+" – "+writer(c).WayLevers(way))
		}
	}
	return v
}
