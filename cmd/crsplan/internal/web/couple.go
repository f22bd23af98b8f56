package web

import (
	"context"
	"strconv"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/sim/reason"
)

// couple are the four ways of a couple, as the template shows them.
type couple struct {
	Figure   figure
	Table    table
	Finding  string
	Missing  []string
	Warnings []answer.Warning
}

// coupleName is what the chart of the four ways is called as a file.
const coupleName = "couple"

// waysOf compares who of the two applies and whether the other comes along;
// nil for anybody else.
func waysOf(ctx context.Context, c *reason.Catalogue, q *asked) (*answer.Couple, error) {
	return answer.CoupleOf(ctx, c, q.world, bare(q), movesOf(q), q.record, nil, false)
}

func coupleChart(c *reason.Catalogue, doc *answer.Couple, q *asked) charts.Named {
	chart := charts.Couple(c, doc, q.record, q.world.Today, c.Text(q.plan.Profile.Name), answer.Words(c, q.warnings))
	return charts.Named{Name: coupleName, Chart: chart}
}

// coupleOf makes the four ways ready to be shown.
func coupleOf(ctx context.Context, c *reason.Catalogue, s *state, q *asked) (*couple, error) {
	doc, err := waysOf(ctx, c, q)
	if doc == nil || err != nil {
		return nil, err
	}
	v := &couple{Figure: figureOf(c, s, coupleChart(c, doc, q)), Table: table{Caption: c.Term("page.couple")}, Finding: doc.Finding, Warnings: doc.Warnings}
	t := &v.Table
	t.column(c.Term("column.way"), words)
	t.column(c.Term("column.now"), figures)
	t.column(c.Term("column.best"), figures)
	t.column(c.Term("column.day"), days)
	t.column(c.Term("column.opening"), words)
	for i := range doc.Ways {
		way := &doc.Ways[i]
		if len(way.Missing) > 0 {
			v.Missing = append(v.Missing, way.Title+" – "+strings.Join(way.Missing, " "))
		}
		if !way.Possible {
			t.Rows = append(t.Rows, []string{way.Title, "–", "–", "–", c.Term("couple.impossible")})
			continue
		}
		mark := ""
		if !way.Complete {
			mark = "*"
		}
		var opens []string
		for _, stream := range way.Streams {
			opens = append(opens, c.Term("short."+stream))
		}
		t.Rows = append(t.Rows, []string{way.Title, strconv.Itoa(way.Now) + mark, strconv.Itoa(way.Best.Total) + mark, way.Best.On.String(), strings.Join(opens, ", ")})
	}
	return v, nil
}
