package charts

import (
	"math"
	"slices"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/plots"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// OfBest returns the charts of the best plans: none of a search for a score
// alone.
func OfBest(c *reason.Catalogue, doc *answer.BestPlans) []Named {
	var list []Named
	if len(doc.Plans) > 0 {
		list = append(list, Named{"frontier", Frontier(c, doc)}, Named{"heat", Heat(c, doc)})
	}
	if doc.Couple != nil {
		list = append(list, Named{"couple", Couple(c, doc.Couple, doc.Record, doc.Today, doc.Name, doc.Warnings)})
	}
	return list
}

// told are the plans of a frontier that stand for themselves.
func told(doc *answer.BestPlans) []*answer.FoundPlan {
	var list []*answer.FoundPlan
	for i := range doc.Plans {
		if doc.Plans[i].Like == "" {
			list = append(list, &doc.Plans[i])
		}
	}
	return list
}

// Frontier shows what the plans cost, how long they are expected to take, and
// how likely they are.
func Frontier(c *reason.Catalogue, doc *answer.BestPlans) plots.Frontier {
	chart := plots.Frontier{CostAxis: c.Term("frontier.cost"), MonthsAxis: c.Term("frontier.months"), Legend: c.Term("heat.chance")}
	plans := told(doc)
	best := plans[0]
	for _, p := range plans {
		if p.Chance > best.Chance {
			best = p
		}
		chart.Plans = append(chart.Plans, plots.FrontierPlan{
			Cost: p.Cost, Months: p.Months, Chance: p.Chance, Text: c.Chance(p.Chance),
			Label: c.Phrase("chart.frontier-plan", "plan", p.Title, "chance", c.Chance(p.Chance), "months", reason.Months(math.Round(p.Months*10)/10), "cost", reason.CAD(p.Cost)),
		})
	}
	chart.Heading = plots.Heading{
		Title:    c.Phrase("chart.frontier-title", "plan", best.Title, "chance", c.Chance(best.Chance), "by", doc.By),
		Subtitle: c.Phrase("chart.frontier-subtitle", "name", within(c, doc.Name), "start", doc.Start, "by", doc.By),
		Foot:     bestFoot(c, doc.Record, doc.Warnings, append(applicant(c, doc), c.Phrase("chart.frontier-foot", "paths", doc.Search.Paths))...),
	}
	return chart
}

// applicant says where it is the partner who applies in all plans.
func applicant(c *reason.Catalogue, doc *answer.BestPlans) []string {
	if doc.Principal != answer.PartnerApplies {
		return nil
	}
	return []string{c.Phrase("chart.best-swapped")}
}

// bestFoot returns the lines below the charts of the best plans.
func bestFoot(c *reason.Catalogue, record *draws.Record, warnings []answer.Warning, more ...string) []string {
	lines := append(more, sourceFoot(c, record)...)
	for _, w := range warnings {
		if w.Code == "data-old" || w.Code == "set-down" || w.Code == "unknown-factor" || w.Code == "forecast.reform" {
			lines = append(lines, w.Message)
		}
	}
	return lines
}

// Heat shows the chance of each plan month by month.
func Heat(c *reason.Catalogue, doc *answer.BestPlans) plots.Heat {
	chart := plots.Heat{Legend: c.Term("heat.chance")}
	first, half := "", civil.Day(0)
	for _, p := range told(doc) {
		row := plots.HeatRow{Label: p.Title}
		for _, m := range p.Chances {
			row.Chances = append(row.Chances, m.P.P)
			if m.P.P >= 0.5 && (half == 0 || m.By < half) {
				first, half = p.Title, m.By
			}
			if len(chart.Rows) == 0 {
				chart.Days = append(chart.Days, m.By)
			}
		}
		chart.Rows = append(chart.Rows, row)
	}
	for _, months := range []int{6, 12, 18, 24, 30} {
		if k := slices.IndexFunc(chart.Days, func(d civil.Day) bool { return d >= doc.Start.AddMonths(months) }); k >= 0 && k < len(chart.Days)-2 {
			chart.Named = append(chart.Named, k)
		}
	}
	chart.Named = append(chart.Named, len(chart.Days)-1)
	title := c.Phrase("chart.heat-title/never", "by", doc.By)
	if half > 0 {
		title = c.Phrase("chart.heat-title", "plan", first, "on", half)
	}
	chart.Heading = plots.Heading{
		Title:    title,
		Subtitle: c.Phrase("chart.heat-subtitle", "name", within(c, doc.Name)),
		Foot:     bestFoot(c, doc.Record, doc.Warnings, append(applicant(c, doc), c.Phrase("chart.heat-foot", "paths", doc.Search.Paths))...),
	}
	return chart
}

// Couple shows the score of each of the four ways of a couple over time, beside
// the rounds of the last two years.
func Couple(c *reason.Catalogue, doc *answer.Couple, record *draws.Record, today civil.Day, name string, warnings []answer.Warning) plots.Projection {
	chart := plots.Projection{
		From: today.AddMonths(-pastMonths), Today: today, To: today,
		TodayText: c.Phrase("chart.today", "day", today), ScoreAxis: c.Term("chart.score"),
	}
	open := map[draws.Stream]bool{}
	at := 0
	for i := range doc.Ways {
		way := &doc.Ways[i]
		if !way.Possible {
			continue
		}
		p := doc.Projections[at]
		at++
		chart.To = max(chart.To, p.End)
		l := plots.Line{Label: way.Title, Dashed: way.Stated}
		for _, s := range way.Scores {
			l.Steps = append(l.Steps, plots.Step{From: s.From, Score: s.Total, Incomplete: !s.Complete})
		}
		for _, e := range p.Events {
			// Birthdays are many, and whoever stays behind changes nothing of them.
			if text := flag(c, &e); text != "" && e.Kind != sim.BirthdayEvent && way.Accompanying {
				l.Flags = append(l.Flags, plots.Flag{On: e.On, Text: text})
			}
		}
		chart.Options = append(chart.Options, l)
		for _, s := range draws.Streams() {
			open[s] = open[s] || p.Prospect().Ever(s, p.Start, p.End) != streams.No
		}
	}
	_, chart.Rounds = seriesOf(c, record, chart.From, open)
	chart.Heading = plots.Heading{
		Title:    strings.TrimSuffix(doc.Finding, "."),
		Subtitle: c.Phrase("chart.couple-subtitle", "name", within(c, name)),
		Foot:     bestFoot(c, record, warnings, c.Phrase("chart.couple-foot"), c.Term("chart.no-pnp")),
	}
	return chart
}
