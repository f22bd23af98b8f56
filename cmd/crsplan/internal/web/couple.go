package web

import (
	"context"
	"strconv"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/sim/reason"
	"crsplan/sim/search"
)

// couple are the four ways of a couple, as the template shows them.
type couple struct {
	Figure  figure
	Table   table
	Finding string
	// Ways are what each way lacks, and which changes bring most in it.
	Ways     []string
	Swapped  string
	Warnings []answer.Warning
}

// coupleName is what the chart of the four ways is called as a file.
const coupleName = "couple"

// addWays compares who of the two applies and whether the other comes along,
// with chances on so many futures; nothing of anybody else.
func (a *answered) addWays(ctx context.Context, c *reason.Catalogue, srv *Server, q *asked, paths int) error {
	if q.plan.Profile.Partner == nil {
		return nil
	}
	return a.Plan.AddCouple(ctx, c, q.world, bare(q), search.Library(library(q)), srv.chanceQuery(q, paths))
}

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
		Table: table{Caption: c.Term("page.couple")}, Swapped: c.Phrase("couple-swapped"),
	}
	chances := len(doc.Couple.Ways[0].Chance) > 0
	t := &v.Table
	t.column(c.Term("column.way"), words)
	t.column(c.Term("column.now"), figures)
	t.column(c.Term("column.best"), figures)
	t.column(c.Term("column.day"), days)
	t.column(c.Term("column.opening"), words)
	if chances {
		t.column(c.Term("column.chance"), figures)
	}
	for i := range doc.Couple.Ways {
		way := &doc.Couple.Ways[i]
		t.Rows = append(t.Rows, wayRow(c, way, chances))
		if len(way.Missing) > 0 {
			v.Ways = append(v.Ways, way.Title+" – "+strings.Join(way.Missing, " "))
		}
		if len(way.Levers) > 0 {
			v.Ways = append(v.Ways, way.Title+" – "+leversIn(c, way))
		}
	}
	return v
}

func wayRow(c *reason.Catalogue, way *answer.CoupleWay, chances bool) []string {
	if !way.Possible {
		row := []string{way.Title, "–", "–", "–", c.Term("couple.impossible")}
		if chances {
			row = append(row, "–")
		}
		return row
	}
	mark := ""
	if !way.Complete {
		mark = "*"
	}
	var opens []string
	for _, stream := range way.Streams {
		opens = append(opens, c.Term("short."+stream))
	}
	row := []string{way.Title, strconv.Itoa(way.Now) + mark, strconv.Itoa(way.Best.Total) + mark, way.Best.On.String(), strings.Join(opens, ", ")}
	if n := len(way.Chance); n > 0 {
		row = append(row, answer.ChanceText(c, way.Chance[n-1]))
	} else if chances {
		row = append(row, "–")
	}
	return row
}

// leversIn are the changes that bring most in a way.
func leversIn(c *reason.Catalogue, way *answer.CoupleWay) string {
	var list []string
	for _, l := range way.Levers {
		list = append(list, c.Phrase("couple-lever", "title", l.Title, "points", l.Points, "months", reason.Months(l.Months)))
	}
	return strings.Join(list, "; ")
}
