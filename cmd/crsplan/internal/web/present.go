package web

import (
	"context"
	"html/template"
	"strconv"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/plots"
	"crsplan/sim/reason"
)

// shownAnswer is the answer as the templates show it.
type shownAnswer struct {
	*answered
	Now      string // what the score is of
	Legend   string // of the comparison
	Sections []section
	Refs     []string // that the lines of the score cite by number
	Compared table
	Differs  table
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
	Table   table
}

// table is a table of words and figures.
type table struct {
	Caption string
	Head    []string
	Kinds   []string // of the columns
	Rows    [][]string
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
	v.Now, v.Legend = c.Phrase("page-now", "on", a.Score.On), c.Phrase("plan-legend")
	v.Sections, v.Refs = sectionsOf(c, a.Score)
	v.Compared = compared(c, a.Plan)
	v.Differs = differing(c, a.Plan)
	v.Streams = streamRows(c, a.Eligible)
	v.Noted = notesOf(a.Plan)
	v.Coupled = q.plan.Profile.Marital.Coupled()
	for _, named := range chartsOf(c, a.Plan, q) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		v.Charts = append(v.Charts, figureOf(c, s, named))
	}
	return v, nil
}

// take puts a part that followed into its place.
func (v *shownAnswer) take(_ string, part *shownAnswer) {
	v.Levers, v.Couple, v.Chances = part.Levers, part.Couple, part.Chances
}

func figureOf(c *reason.Catalogue, s *state, named charts.Named) figure {
	width := float64(wideMM)
	if s.narrow {
		width = narrowMM
	}
	f := figure{Key: named.Name, Title: c.Term("page.chart." + named.Name), Table: tableOf(c, named.Chart)}
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
func chartsOf(c *reason.Catalogue, doc *answer.Plan, q *asked) []charts.Named {
	return []charts.Named{
		{Name: "projection", Chart: charts.Projection(c, doc, q.world)},
		{Name: "lanes", Chart: charts.Lanes(c, doc, q.world)},
		{Name: "waterfall", Chart: charts.Waterfall(c, doc)},
	}
}

// signed writes points with their sign.
func signed(points int) string {
	if points < 0 {
		return "−" + strconv.Itoa(-points)
	}
	return "+" + strconv.Itoa(points)
}
