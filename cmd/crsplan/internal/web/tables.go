package web

import (
	"slices"
	"strconv"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/plots"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/language"
	"crsplan/sim/reason"
)

// compared are the options side by side.
func compared(c *reason.Catalogue, doc *answer.Plan) table {
	streams := doc.MainStreams()
	t := table{Caption: c.Term("page.compared")}
	t.column(c.Term("column.option"), words)
	for _, key := range []string{"now", "best", "day", "change", "months", "cost"} {
		kind := figures
		if key == "day" {
			kind = days
		}
		t.column(c.Term("column."+key), kind)
	}
	for _, s := range streams {
		t.column(c.Term("short."+string(s)), figures)
	}
	for i := range doc.Options {
		o := &doc.Options[i]
		mark := ""
		if !o.Complete {
			mark = "*"
		}
		months := c.Decimal(o.Months, -1)
		switch o.Ends {
		case "waiting", "not-reached", "running":
			months = c.Term("ends." + o.Ends)
		}
		row := []string{o.Title, strconv.Itoa(o.Now) + mark, strconv.Itoa(o.Best.Total) + mark, o.Best.On.String(), signed(o.Change), months, money(c, o.Cost.Likely)}
		for _, s := range streams {
			row = append(row, marginText(c, o, string(s)))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// datesOf are the dates of the recommended option, or of staying.
func datesOf(c *reason.Catalogue, doc *answer.Plan) table {
	o := &doc.Options[doc.Watched()]
	dates := page.Dates(page.Writer{Catalogue: c}, o.Dates)
	t := table{Caption: c.Phrase("dates-of", "option", o.Title, "end", doc.End)}
	for _, column := range dates.Columns {
		t.column(column.Title, map[page.Kind]string{page.Words: words, page.Number: figures, page.Day: days}[column.Kind])
	}
	for _, row := range dates.Rows {
		var cells []string
		for _, cell := range row.Cells {
			cells = append(cells, cell.Text)
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}

// The kinds of columns.
const (
	words   = ""
	figures = "figure" // flush right
	days    = "day"    // never broken
)

func (t *table) column(head, kind string) {
	t.Head, t.Kinds = append(t.Head, head), append(t.Kinds, kind)
}

func money(c *reason.Catalogue, dollars float64) string { return c.Value(reason.CAD(dollars)) }

// marginText writes a margin to the last round, or the place in a band, where
// the stream is open at some time.
func marginText(c *reason.Catalogue, o *answer.Option, stream string) string {
	i := slices.IndexFunc(o.Margins, func(m answer.Margin) bool { return m.Stream == stream })
	if i < 0 {
		return "–"
	}
	m := &o.Margins[i]
	text := c.Term("place." + m.Place)
	if m.Last != nil {
		text = signed(*m.Last)
	}
	if m.Eligible == nil {
		text = c.Phrase("margin-if", "margin", text)
	}
	return text
}

// differing are the inputs of the options that are not the same in all: what
// is done, what it takes, and how the person stands on the best day.
func differing(c *reason.Catalogue, doc *answer.Plan) table {
	t := table{Caption: c.Term("page.differs")}
	t.column("", words)
	for i := range doc.Options {
		t.column(doc.Options[i].Title, words)
	}
	row := func(label string, text func(i int, p *sim.Projection) string) {
		cells := make([]string, len(doc.Projections))
		for i, p := range doc.Projections {
			cells[i] = text(i, p)
		}
		if slices.ContainsFunc(cells, func(cell string) bool { return cell != cells[0] }) {
			t.Rows = append(t.Rows, append([]string{label}, cells...))
		}
	}
	best := func(label string, text func(s *sim.Standing) string) {
		row(reason.Capital(c.Term(label)), func(_ int, p *sim.Projection) string { return text(p.Best()) })
	}
	row(c.Term("page.differs.months"), func(i int, p *sim.Projection) string { return c.Decimal(doc.Options[i].Months, -1) })
	row(c.Term("page.differs.cost"), func(i int, _ *sim.Projection) string { return rangeOf(c, doc.Options[i].Cost) })
	row(c.Term("page.differs.works"), func(_ int, p *sim.Projection) string { return c.Percent(works(p)) })
	row(c.Term("page.differs.best"), func(i int, _ *sim.Projection) string { return unbroken(doc.Options[i].Best.On) })
	best("factor.core.age", func(s *sim.Standing) string { return strconv.Itoa(s.Candidate.Age) })
	best("factor.core.education", func(s *sim.Standing) string {
		return reason.Capital(c.Term("education." + s.Candidate.Education.String()))
	})
	for _, which := range official {
		best(string(which.Term()), func(s *sim.Standing) string { return levels(s.Candidate.Languages[which]) })
	}
	best("page.differs.canadian", func(s *sim.Standing) string { return months(c, s.Candidate.CanadianWork) })
	best("page.differs.foreign", func(s *sim.Standing) string { return months(c, s.Candidate.ForeignWork) })
	best("factor.additional.canadian_study", func(s *sim.Standing) string {
		return reason.Capital(c.Term("study." + s.Candidate.CanadianStudy.String()))
	})
	best("factor.additional.provincial_nomination", func(s *sim.Standing) string { return yesOrNo(c, s.Candidate.Nominated) })
	best("factor.additional.job_offer", func(s *sim.Standing) string { return yesOrNo(c, s.Candidate.OfferNOC != "") })
	best("factor.transferability.certificate", func(s *sim.Standing) string { return yesOrNo(c, s.Candidate.Certificate) })
	best("page.differs.partner", func(s *sim.Standing) string { return yesOrNo(c, s.Candidate.WithPartner) })
	return t
}

// works is the chance that every step of an option works.
func works(p *sim.Projection) float64 {
	chance := 1.0
	for i := range p.Steps {
		if p.Steps[i].State != sim.StepSkipped {
			chance *= p.Steps[i].Step.Works()
		}
	}
	return chance
}

func rangeOf(c *reason.Catalogue, r answer.Range) string {
	if r.Low == r.High {
		return money(c, r.Likely)
	}
	return c.Phrase("page-range", "likely", money(c, r.Likely), "low", money(c, r.Low), "high", money(c, r.High))
}

// levels writes the four levels in their order; a dash for none.
func levels(l language.Levels) string {
	if l == (language.Levels{}) {
		return "–"
	}
	figures := make([]string, len(l))
	for i, level := range l {
		figures[i] = strconv.Itoa(int(level))
	}
	return strings.Join(figures, "·")
}

// unbroken is a day as in 2026-11-22 that stays on one line.
func unbroken(day civil.Day) string { return strings.ReplaceAll(day.String(), "-", "\u2011") }

func months(c *reason.Catalogue, n int) string { return c.Phrase("page-months", "n", n) }

func yesOrNo(c *reason.Catalogue, yes bool) string {
	if yes {
		return reason.Capital(c.Term("verdict.yes"))
	}
	return reason.Capital(c.Term("verdict.no"))
}

// tableOf is a chart as a table: the same figures, for who cannot see it or
// would take them elsewhere.
func tableOf(c *reason.Catalogue, chart plots.Chart) table {
	switch chart := chart.(type) {
	case plots.Projection:
		return projectionTable(c, chart)
	case plots.Lanes:
		return lanesTable(c, chart)
	case plots.Waterfall:
		return waterfallTable(c, chart)
	case plots.Chances:
		return chancesTable(c, chart)
	case plots.Tornado:
		return tornadoTable(c, chart)
	case plots.TechDraws:
		return techTable(c, chart)
	}
	return table{}
}

func projectionTable(c *reason.Catalogue, chart plots.Projection) table {
	t := table{Caption: chart.Title}
	t.column(c.Term("column.option"), words)
	t.column(c.Term("page.from"), days)
	t.column(c.Term("column.points"), figures)
	t.column(c.Term("page.what-happens"), words)
	for _, line := range chart.Options {
		for _, step := range line.Steps {
			var why []string
			for _, f := range line.Flags {
				if f.On == step.From {
					why = append(why, f.Text)
				}
			}
			score := strconv.Itoa(step.Score)
			if step.Incomplete {
				score += "*"
			}
			t.Rows = append(t.Rows, []string{line.Label, step.From.String(), score, strings.Join(why, ", ")})
		}
	}
	for _, s := range chart.Rounds {
		for _, dot := range s.Dots {
			t.Rows = append(t.Rows, []string{c.Phrase("page-round", "stream", s.Label), dot.On.String(), strconv.Itoa(dot.Score), ""})
		}
	}
	return t
}

func lanesTable(c *reason.Catalogue, chart plots.Lanes) table {
	t := table{Caption: chart.Title}
	t.column(c.Term("column.option"), words)
	t.column(c.Term("page.lane"), words)
	t.column(c.Term("column.state"), words)
	t.column(c.Term("page.from"), days)
	t.column(c.Term("page.until"), days)
	for _, group := range chart.Groups {
		for _, row := range group.Rows {
			if len(row.Bars) == 0 {
				t.Rows = append(t.Rows, []string{group.Label, row.Label, "–", "", ""})
			}
			for _, bar := range row.Bars {
				t.Rows = append(t.Rows, []string{group.Label, row.Label, chart.Legend[bar.Kind], bar.From.String(), untilText(c, bar.To, chart.To)})
			}
		}
	}
	return t
}

// untilText is the day on which something ends, as far as the chart looks.
func untilText(c *reason.Catalogue, to, end civil.Day) string {
	if to.IsZero() || to > end {
		return c.Phrase("page-beyond", "end", end)
	}
	return to.String()
}

func waterfallTable(c *reason.Catalogue, chart plots.Waterfall) table {
	t := table{Caption: chart.Title}
	t.column(c.Term("column.option"), words)
	t.column(c.Term("column.factor"), words)
	t.column(c.Term("column.points"), figures)
	for _, o := range chart.Options {
		t.Rows = append(t.Rows, []string{o.Label, o.BaseLabel, strconv.Itoa(o.Base)})
		for _, part := range o.Parts {
			points := signed(part.Delta)
			if part.Unknown {
				points = "?"
			}
			t.Rows = append(t.Rows, []string{o.Label, part.Label, points})
		}
		t.Rows = append(t.Rows, []string{o.Label, o.FinalLabel, strconv.Itoa(o.Final)})
	}
	return t
}

func chancesTable(c *reason.Catalogue, chart plots.Chances) table {
	t := table{Caption: chart.Title}
	t.column(c.Term("column.option"), words)
	t.column(c.Term("page.until"), days)
	t.column(c.Term("column.chance"), figures)
	if chart.Harder != "" {
		t.column(chart.Harder, figures)
	}
	for _, o := range chart.Options {
		for _, p := range o.Points {
			row := []string{o.Label, p.On.String(), c.Chance(p.P)}
			if chart.Harder != "" {
				row = append(row, c.Chance(p.Low))
			}
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

// techTable are the bands, and where the score was on their days.
func techTable(c *reason.Catalogue, chart plots.TechDraws) table {
	t := table{Caption: chart.Title}
	t.column(c.Term("column.date"), days)
	t.column(c.Term("page.band"), figures)
	t.column(c.Term("column.points"), figures)
	t.column("", words)
	for i, s := range chart.Spans {
		band := "≥ " + strconv.Itoa(s.Low)
		if s.High > 0 {
			band = strconv.Itoa(s.Low) + "–" + strconv.Itoa(s.High)
		}
		t.Rows = append(t.Rows, []string{s.On.String(), band, strconv.Itoa(chart.Scores[i].Score), chart.Legend[s.Place+1]})
	}
	return t
}

func tornadoTable(c *reason.Catalogue, chart plots.Tornado) table {
	t := table{Caption: chart.Title}
	t.column(c.Term("column.lever"), words)
	t.column(c.Term("column.points"), figures)
	t.column("", words)
	for _, row := range chart.Rows {
		t.Rows = append(t.Rows, []string{row.Label, signed(row.Points), row.Note})
	}
	return t
}
