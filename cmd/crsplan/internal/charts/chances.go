package charts

import (
	"slices"
	"strconv"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/plots"
	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// Chances shows the chance of an invitation of the compared options, by month.
func Chances(c *reason.Catalogue, doc *answer.Plan) plots.Chances {
	chart := plots.Chances{From: doc.Start, To: doc.End, Axis: c.Term("chart.chance-axis")}
	best, list := doc.Hero(), compared(doc)
	for _, o := range list {
		chart.Options = append(chart.Options, chanceLine(nameOf(c, o), doc.Start, o.Chance, o == best, o.Stays()))
		if n := len(o.Chance); n > 0 {
			chart.Options[len(chart.Options)-1].Figures = answer.ChanceText(c, o.Chance[n-1])
		}
	}
	note := ""
	if left := ranked(doc); len(left) > len(list) {
		most := 0.0
		for _, o := range left {
			if !slices.Contains(list, o) {
				most = max(most, lastChance(o))
			}
		}
		note = c.Phrase("chart.chance-left", "count", len(left)-len(list), "most", c.Chance(most))
	}
	chart.Heading = plots.Heading{
		Title:    chanceFinding(c, doc, best),
		Subtitle: c.Phrase("chart.chance-subtitle/unjudged"),
		Foot:     foot(c, doc.Record, doc.Warnings, note),
		Columns:  columns(c, "option", "date", "chance"),
	}
	if hardest := answer.Higher[len(answer.Higher)-1]; harder(best.Chance, hardest) {
		chart.Harder = c.Phrase("chart.chance-harder", "points", hardest)
		chart.Columns = append(chart.Columns, chart.Harder)
	}
	if n := len(best.Chance); n == 0 {
		chart.Empty = c.Term("chart.chance-none")
	} else if last := best.Chance[n-1].P; last.Known {
		if bin := doc.CameTrue(last.P); bin != nil { // chances like that of the title
			chart.Subtitle = c.Phrase("chart.chance-subtitle", "given", c.Percent(bin.Given), "came", c.Percent(bin.Came))
		}
	}
	return chart
}

// chanceLine is the line of an option through its chances by month.
func chanceLine(title string, from civil.Day, months []answer.Chance, best, stays bool) plots.ChanceLine {
	line := plots.ChanceLine{Label: title, Hero: best, Dashed: stays}
	hardest := strconv.Itoa(answer.Higher[len(answer.Higher)-1])
	if n := len(months); n == 0 || !months[n-1].P.Known {
		return line // it hangs on a missing fact: the figures tell it both ways
	}
	for _, month := range months {
		if !month.P.Known {
			continue
		}
		if len(line.Points) == 0 {
			line.Points = []plots.ChancePoint{{On: from}}
		}
		low := month.P.P
		if p, told := month.Higher[hardest]; told {
			low = min(p, low)
		}
		line.Points = append(line.Points, plots.ChancePoint{On: month.By, P: month.P.P, Low: low})
	}
	return line
}

// harder reports whether chances are known with cutoffs so many points higher.
func harder(months []answer.Chance, points int) bool {
	return slices.ContainsFunc(months, func(m answer.Chance) bool {
		_, told := m.Higher[strconv.Itoa(points)]
		return told
	})
}

// chanceFinding says how likely an invitation is by the last day with the option
// that the plan points to.
func chanceFinding(c *reason.Catalogue, doc *answer.Plan, best *answer.Option) string {
	if len(best.Chance) == 0 {
		return c.Term("chart.chance-none")
	}
	last := best.Chance[len(best.Chance)-1]
	if doc.Recommended.By == "missing" || !last.P.Known {
		return c.Phrase("chart.chance-title/missing", about(c, doc.Name)...)
	}
	values, kind := about(c, doc.Name, "option", best.Title, "chance", c.Chance(last.P.P), "end", last.By), ""
	switch {
	case last.P.P < 0.005:
		kind = "/hopeless"
	case best.Stays():
		kind = "/stay"
	case best.Outlook != nil && !best.Outlook.Half.IsZero():
		kind, values = "/half", append(values, "half", best.Outlook.Half)
	}
	return reason.Capital(c.Phrase("chart.chance-title"+kind, values...))
}
