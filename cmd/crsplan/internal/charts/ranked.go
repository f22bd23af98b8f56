package charts

import (
	"cmp"
	"math"
	"slices"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/plots"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// Ranking shows all options of a plan by their chance at the end, with what they
// cost and how long they take.
func Ranking(c *reason.Catalogue, doc *answer.Plan) plots.Ranked {
	best := doc.Hero()
	chart := ranking(c, doc.End)
	list, note := ranked(doc), ""
	if left := len(list) - mostBars; left > 0 {
		list, note = list[:mostBars], c.Phrase("chart.ranking-left", "count", left)
	}
	for _, o := range list {
		row := plots.RankedRow{Label: nameOf(c, o), Value: max(lastChance(o), 0), Text: "–", Hero: o == best}
		row.More, row.Note = costAndMonths(c, o.Cost.Likely, o.NotIncluded, o.Months)
		if n := len(o.Chance); n > 0 {
			row.Text = answer.ChanceText(c, o.Chance[n-1])
		}
		chart.Rows = append(chart.Rows, row)
	}
	chart.Heading.Title = chanceFinding(c, doc, best)
	chart.Foot = foot(c, doc.Record, doc.Warnings, note)
	return chart
}

// ranking is a chart of chances by a day, without its rows.
func ranking(c *reason.Catalogue, by civil.Day) plots.Ranked {
	return plots.Ranked{
		Heading: plots.Heading{Subtitle: c.Phrase("chart.ranking-subtitle", "by", by), Columns: columns(c, "option", "chance", "cost", "months")},
		Unit:    c.Term("column.chance"), More: []string{c.Term("column.cost"), c.Term("column.months")}, Full: 1,
	}
}

// costAndMonths are both in columns, and in one line.
func costAndMonths(c *reason.Catalogue, cost float64, left []string, months float64) ([]string, string) {
	whole, told := c.Decimal(math.Round(months), 0), answer.CostText(c, cost, left)
	return []string{told, whole}, c.Phrase("chart.cost-and-months", "cost", told, "months", int(math.Round(months)))
}

// OfBest returns the charts of the best plans: none of a search for a score
// alone.
func OfBest(c *reason.Catalogue, doc *answer.BestPlans) []Named {
	var list []Named
	if len(doc.Plans) > 0 {
		list = append(list, Named{"ranking", BestRanking(c, doc)}, Named{"chance", BestChances(c, doc)})
	}
	if doc.Couple != nil {
		list = append(list, Named{"couple", Couple(c, doc.Couple, doc.Record, doc.Today, doc.Name, doc.Warnings)})
	}
	return list
}

// found are the plans of a search that stand for themselves, by chance.
func found(doc *answer.BestPlans) []*answer.FoundPlan {
	var list []*answer.FoundPlan
	for i := range doc.Plans {
		if doc.Plans[i].Like == "" {
			list = append(list, &doc.Plans[i])
		}
	}
	slices.SortStableFunc(list, func(a, b *answer.FoundPlan) int { return cmp.Compare(b.Chance, a.Chance) })
	return list
}

// BestRanking shows the best plans by their chance, with what they cost and the
// months to expect until an invitation.
func BestRanking(c *reason.Catalogue, doc *answer.BestPlans) plots.Ranked {
	chart := ranking(c, doc.By)
	chart.More[1] = c.Term("chart.months-to")
	for i, p := range found(doc) {
		more, note := costAndMonths(c, p.Cost, p.NotIncluded, p.Months)
		chart.Rows = append(chart.Rows, plots.RankedRow{
			Label: titleOf(c, p), Value: p.Chance, Text: c.Chance(p.Chance), Hero: i == 0, More: more, Note: note,
		})
	}
	chart.Heading.Title = bestFinding(c, doc)
	chart.Foot = foot(c, doc.Record, doc.Warnings, applicant(c, doc))
	return chart
}

// BestChances shows the chances of the best plans by month.
func BestChances(c *reason.Catalogue, doc *answer.BestPlans) plots.Chances {
	chart := plots.Chances{From: doc.Start, To: doc.By, Axis: c.Term("chart.chance-axis")}
	for i, p := range found(doc) {
		if i < plots.MostOptions {
			line := chanceLine(titleOf(c, p), doc.Start, p.Chances, i == 0, false)
			line.Figures = c.Chance(p.Chance)
			chart.Options = append(chart.Options, line)
		}
	}
	chart.Heading = plots.Heading{
		Title: bestFinding(c, doc), Subtitle: c.Phrase("chart.chance-subtitle/unjudged"),
		Foot: foot(c, doc.Record, doc.Warnings, applicant(c, doc)), Columns: columns(c, "option", "date", "chance"),
	}
	return chart
}

// titleOf is what a chart calls a plan of a search.
func titleOf(c *reason.Catalogue, p *answer.FoundPlan) string {
	if len(p.Steps) == 0 {
		return c.Term("chart.stay")
	}
	return p.Title
}

func bestFinding(c *reason.Catalogue, doc *answer.BestPlans) string {
	best := found(doc)[0]
	return c.Phrase("chart.chance-title", about(c, doc.Name, "option", titleOf(c, best), "chance", c.Chance(best.Chance), "end", doc.By)...)
}

// applicant says where it is the partner who applies in all plans.
func applicant(c *reason.Catalogue, doc *answer.BestPlans) string {
	if doc.Principal != answer.PartnerApplies {
		return ""
	}
	return c.Phrase("chart.best-swapped")
}

// mostBars is how many rows a chart shows.
const mostBars = 14

// Levers shows what single changes are worth, the most points first.
func Levers(c *reason.Catalogue, doc *answer.Levers, record *draws.Record) plots.Ranked {
	levers := slices.Clone(doc.Levers)
	slices.SortStableFunc(levers, func(a, b answer.Lever) int { return cmp.Compare(b.Points, a.Points) })
	left := max(len(levers)-mostBars, 0)
	chart := plots.Ranked{Unit: c.Term("column.points"), More: []string{c.Term("column.cost"), c.Term("column.months")}, Mark: c.Term("tornado.opens")}
	best := findingOf(levers)
	for i := range levers[:len(levers)-left] {
		l := &levers[i]
		more, note := costAndMonths(c, l.Cost.Likely, l.NotIncluded, l.Months)
		opens := slices.ContainsFunc(l.Streams, func(s string) bool { return answer.Active(record, doc.Today, draws.Stream(s)) })
		chart.Rows = append(chart.Rows, plots.RankedRow{
			Label: l.Title, Value: float64(l.Points), Text: signed(l.Points), Marked: opens, Hero: l == best, More: more, Note: note,
		})
	}
	note := ""
	if left > 0 {
		note = c.Phrase("chart.tornado-left", "count", left)
	}
	chart.Heading = plots.Heading{
		Title:    c.Phrase("chart.tornado-title/none", about(c, doc.Name)...),
		Subtitle: c.Phrase("chart.tornado-subtitle", "score", doc.Score, "on", doc.Start),
		Foot:     foot(c, record, doc.Warnings, note),
		Columns:  append(columns(c, "lever", "points", "cost", "months"), chart.Mark),
	}
	switch {
	case best == nil:
		chart.Empty = c.Term("tornado.empty")
	case best.Points < levers[0].Points:
		chart.Title = c.Phrase("chart.tornado-title/beside", about(c, doc.Name, "first", levers[0].Title, "most", levers[0].Points, "lever", best.Title, "points", best.Points)...)
	default:
		chart.Title = c.Phrase("chart.tornado-title", about(c, doc.Name, "lever", best.Title, "points", best.Points)...)
	}
	return chart
}

// findingOf returns the change that brings most, a nomination aside where there
// is another: that it brings 600 is no news.
func findingOf(levers []answer.Lever) *answer.Lever {
	for _, nominations := range []bool{false, true} {
		for i := range levers {
			nomination := slices.ContainsFunc(levers[i].Parts, func(p answer.PartOf) bool { return p.Factor == "nomination" })
			if levers[i].Points > 0 && (nominations || !nomination) {
				return &levers[i]
			}
		}
	}
	return nil
}
