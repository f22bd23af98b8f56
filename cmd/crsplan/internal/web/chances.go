package web

import (
	"context"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/sim/reason"
)

// chances are the chances of an invitation, as the template shows them.
type chances struct {
	Table  page.Table
	Figure *figure
	Points string // what the plan points to, and why
	Notes  []string
	// Warnings are those that come with the chances.
	Warnings []answer.Warning
}

// playChances works the chances of the options out. Progress is told how many
// are done; the work ends when nobody waits for it.
func (a *answered) playChances(ctx context.Context, c *reason.Catalogue, srv *Server, q *asked, progress func(done, of int)) error {
	query := srv.chanceQuery(q, srv.Paths)
	query.Each = func(done int) error {
		progress(done, len(a.Plan.Options))
		return ctx.Err()
	}
	return a.Plan.AddChances(c, q.world, q.plan, query)
}

// chanceQuery asks for chances on so many futures. What is filled in does not
// move the rounds ahead, so that they are kept from one request to the next.
func (srv *Server) chanceQuery(q *asked, paths int) answer.ChanceQuery {
	return answer.ChanceQuery{Paths: paths, Seed: srv.Seed, Refuse: q.refuse, What: q.what, Kept: &srv.ahead}
}

// chancesOf are the chances of a plan once they have been worked out. What was
// said to beware of before is not said again.
func chancesOf(c *reason.Catalogue, s *state, doc *answer.Plan, said []answer.Warning) *chances {
	v := &chances{Points: finding(c, doc), Warnings: doc.Warnings[len(said):]}
	if doc.Forecast == nil {
		if len(v.Warnings) == 0 {
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

// finding is what a plan points to, and why.
func finding(c *reason.Catalogue, doc *answer.Plan) string {
	for i := range doc.Options {
		if o := &doc.Options[i]; o.Option == doc.Recommended.Option {
			return c.Phrase("page-finding", "option", o.Title, "why", doc.Recommended.Because)
		}
	}
	return reason.Capital(doc.Recommended.Because) + "."
}

// chanceName is what the chart of the chances is called as a file.
const chanceName = "chance"
