package web

import (
	"context"
	"html/template"
	"slices"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/plots"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// shownAnswer is the answer as the templates show it.
type shownAnswer struct {
	*answered
	Now      string     // what the score is of
	Finding  string     // what the plan points to
	Legend   string     // of the comparison
	Lines    page.Table // of the score
	Refs     []string   // that they cite by number
	Compared page.Table
	Dates    page.Table
	Not      []string // the options that cannot be taken, and why
	Differs  page.Table
	Charts   []figure
	Chances  *chances
	Levers   *levers
	Couple   *couple
	Coupled  bool
	Streams  []streamRow
	Warnings []answer.Warning
	Noted    []noted
}

// figure is a chart with its table.
type figure struct {
	Key     string
	Title   string
	Picture template.HTML
	Missing string   // why there is no picture
	Endings []string // of the files that it can be taken away as
	Table   page.Table
}

// noted are warnings and assumptions of an option.
type noted struct {
	Title       string
	Warnings    []answer.Warning
	Assumptions []string
}

// The widths that charts are drawn for on the screen, in millimetres on paper.
const (
	wideMM   = 165
	narrowMM = plots.LeastWidthMM
)

// present makes an answer ready to be shown.
func (srv *Server) present(ctx context.Context, c *reason.Catalogue, s *state, q *asked, a *answered) (*shownAnswer, error) {
	v := &shownAnswer{answered: a, Warnings: a.Plan.Warnings}
	v.Now, v.Finding, v.Legend = c.Phrase("page-now", "on", a.Score.On), finding(c, a.Plan), a.Plan.Legend(c, "plan-legend")
	v.Lines, v.Refs = cited(page.Breakdown(writer(c), a.Score).Titled(c.Term("page.lines")))
	v.Compared, v.Dates = page.Options(writer(c), a.Plan).Titled(c.Term("page.compared")), datesOf(c, a.Plan)
	v.Not = answer.NotPossibleTexts(c, a.Plan.NotPossible)
	v.Differs = page.Differing(writer(c), a.Plan)
	v.Streams = streamRows(c, a.Eligible)
	v.Noted = notesOf(a.Plan)
	v.Coupled = q.plan.Profile.Partner != nil
	list, err := chartsOf(c, a, q)
	if err != nil {
		return nil, err
	}
	for _, named := range list {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		v.Charts = append(v.Charts, figureOf(c, s, named))
	}
	return v, nil
}

// take puts a part that followed into its place.
func (v *shownAnswer) take(_ string, part *shownAnswer) {
	v.Levers, v.Couple, v.Chances, v.Dates = part.Levers, part.Couple, part.Chances, part.Dates
}

func figureOf(c *reason.Catalogue, s *state, named charts.Named) figure {
	width := float64(wideMM)
	if s.narrow {
		width = narrowMM
	}
	f := figure{Key: named.Name, Title: c.Term("page.chart." + named.Name), Table: page.OfChart(writer(c), named.Chart)}
	svg, err := charts.SVG(c, named.Chart, named.Name+"-", width)
	if err != nil {
		f.Missing = c.Phrase("chart-too-large", "chart", f.Title)
		return f
	}
	// The text is made by package canvas, which escapes what is written on a chart.
	f.Picture = template.HTML(svg)
	for _, format := range charts.Formats {
		f.Endings = append(f.Endings, string(format))
	}
	return f
}

// chartsOf are the charts of a plan.
func chartsOf(c *reason.Catalogue, a *answered, q *asked) ([]charts.Named, error) {
	list := []charts.Named{
		{Name: "projection", Chart: charts.Projection(c, a.Plan, q.world)},
		{Name: "lanes", Chart: charts.Lanes(c, a.Plan, q.world)},
		{Name: "waterfall", Chart: charts.Waterfall(c, a.Plan)},
	}
	if inTech(a.Eligible) {
		chart, err := charts.TechDraws(c, a.Plan, q.world, q.plan.Profile)
		if err != nil {
			return nil, err
		}
		if chart.Empty == "" {
			list = append(list, charts.Named{Name: "tech-draws", Chart: chart})
		}
	}
	return list, nil
}

// inTech says whether Ontario's tech draws were for the person's occupation.
func inTech(doc *answer.Eligible) bool {
	i := slices.IndexFunc(doc.Streams, func(s answer.Stream) bool { return s.Stream == string(draws.OntarioTech) })
	return i >= 0 && slices.ContainsFunc(doc.Streams[i].Met, func(r answer.Requirement) bool { return r.Requirement == "occupation" })
}
