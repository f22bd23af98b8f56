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

// shownAnswer is the answer as the templates show it. It grows: what takes long
// is not there at first.
type shownAnswer struct {
	*answered
	Now      string       // what the score is of
	Best     page.Callout // what to do
	Helps    []help       // what helps most
	Notes    []string     // what else to know on the first screen
	Legend   string       // of the comparison
	Lines    page.Table   // of the score
	Refs     []string     // that they cite by number
	Compared page.Table   // the options side by side
	Scores   page.Table   // the same in points
	Dates    page.Table   // to watch
	Not      []string     // options that cannot be taken, and why
	Marks    []string     // what the marks of the comparison mean
	Differs  page.Table
	Chart    figure
	Charts   []figure
	Files    []figure // charts that can be taken away and are not drawn
	Chances  *chances
	Levers   *levers
	Couple   *couple
	Coupled  bool
	Streams  []streamRow
	Warnings []answer.Warning
	Noted    []noted
	Nearest  string     // of the provinces
	Paths    page.Table // of the provinces
	Reach    []string   // what would bring points there, and what they are
}

// help is something that helps, with the option that it makes.
type help struct{ Title, Told, Option string }

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
	w, doc := writer(c), a.Plan
	v := &shownAnswer{answered: a, Warnings: doc.Warnings, Coupled: q.plan.Profile.Partner != nil}
	v.Now, v.Legend = c.Phrase("page-now", "on", a.Score.On), doc.Legend(c, "plan-legend")
	v.Lines, v.Refs = cited(page.Breakdown(w, a.Score).Titled(c.Term("page.lines")))
	v.Compared, v.Scores = page.Compared(w, doc).Titled(c.Term("page.compared")), page.Options(w, doc).Titled(c.Term("page.points"))
	watched := &doc.Options[doc.Watched()]
	v.Dates = page.Dates(w, watched.Dates).Titled(c.Phrase("dates-of", "option", watched.Title, "end", doc.End))
	v.Differs = page.Differing(w, doc)
	v.Not = answer.NotPossibleTexts(c, doc.NotPossible)
	page.Marks(w, doc).Texts(func(text string) { v.Marks = append(v.Marks, text) })
	v.Streams, v.Noted = streamRows(c, a.Eligible), notesOf(doc)
	v.Helps = helpsOf(w, a)
	v.Nearest, v.Paths = page.NearestProvince(w, a.Provinces), page.ProvincesTable(w, a.Provinces).Titled(c.Term("page.provinces"))
	page.Group(page.ProvincesNotes(w, a.Provinces)).Texts(func(text string) { v.Reach = append(v.Reach, text) })
	if doc.Advice != nil {
		v.Best = page.WhatToDo(w, doc)
		for _, group := range []page.Group{page.AlsoMissing(w, doc), page.Watch(w, doc, mostDates), page.Trust(w, doc)} {
			group.Texts(func(text string) { v.Notes = append(v.Notes, text) })
		}
		v.Chances = chancesOf(c, s, doc)
		v.Couple = coupleOf(c, s, doc)
	}
	if a.Levers != nil {
		v.Levers = leversView(c, s, q, a.Levers)
	}
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
	v.Chart, v.Charts, v.Files = v.Charts[0], v.Charts[1:], links(c)
	return v, nil
}

// mostHelps is how much is told of what helps.
const mostHelps = 4

// mostDates is how many dates stand on the first screen.
const mostDates = 3

// helpsOf are what helps most: what a search found, and what is quickly done; and
// before there is a search, what brings most points.
func helpsOf(w page.Writer, a *answered) (list []help) {
	add := func(title, option, told string) {
		if len(list) < mostHelps {
			list = append(list, help{title, told, option})
		}
	}
	likely := func(title, option, chance string, cost answer.Range, months float64) {
		add(title, option, w.Phrase("page-help/chance", "chance", chance, "cost", w.Dollars(cost.Likely), "months", reason.Months(months)))
	}
	gains := func(title, option string, points int, cost answer.Range, months float64) {
		add(title, option, w.Phrase("page-help/points", "points", w.Signed(points).Text, "count", points, "cost", w.Dollars(cost.Likely), "months", reason.Months(months)))
	}
	if a.Searching() {
		if a.Levers != nil {
			for i := range a.Levers.Levers {
				if l := &a.Levers.Levers[i]; l.Points > 0 && l.NoEstimate == "" {
					gains(l.Title, l.Lever, l.Points, l.Cost, l.Months)
				}
			}
		}
		return list
	}
	doc := a.Plan
	for i := range doc.Options {
		if o := &doc.Options[i]; o.Found && len(o.Chance) > 0 {
			likely(o.Title, o.Option, answer.ChanceText(w.Catalogue, o.Chance[len(o.Chance)-1]), o.Cost, o.Months)
		}
	}
	for _, f := range doc.Advice.AlsoFound {
		likely(f.Title, f.Option, w.Chance(f.Chance), f.Cost, f.Months)
	}
	for _, q := range doc.Advice.QuickWins {
		if q.Points > 0 {
			gains(q.Title, q.Lever, q.Points, q.Cost, q.Months)
		} else {
			add(q.Title, q.Lever, w.Phrase("page-help/opens", "opens", w.Shorts(q.Opens), "cost", w.Dollars(q.Cost.Likely), "months", reason.Months(q.Months)))
		}
	}
	return list
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
	f.Endings = endings()
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
