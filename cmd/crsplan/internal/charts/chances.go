package charts

import (
	"cmp"
	"slices"
	"strconv"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/plots"
	"crsplan/sim/forecast"
	"crsplan/sim/reason"
)

// Chances shows the chance of an invitation of every option, by month.
func Chances(c *reason.Catalogue, doc *answer.Plan) plots.Chances {
	chart := plots.Chances{From: doc.Start, To: doc.End, Axis: c.Term("chart.chance-axis")}
	hardest := strconv.Itoa(answer.Higher[len(answer.Higher)-1])
	paths := 0
	var best *answer.Option
	for i := range doc.Options {
		o := &doc.Options[i]
		line := plots.ChanceLine{Label: o.Title, Dashed: o.Stays()}
		if n := len(o.Chance); n > 0 {
			line.Figures = answer.ChanceText(c, o.Chance[n-1])
			if o.Chance[0].P.Known { // what is not known has no place on the axis
				line.Points = []plots.ChancePoint{{On: doc.Start}}
			}
		}
		for _, month := range o.Chance {
			if !month.P.Known {
				break // it hangs on a missing fact: the figures tell it both ways
			}
			low := month.P.P
			if p, told := month.Higher[hardest]; told {
				low = min(p, low)
				chart.Harder = c.Phrase("chart.chance-harder", "points", answer.Higher[len(answer.Higher)-1])
			}
			line.Points = append(line.Points, plots.ChancePoint{On: month.By, P: month.P.P, Low: low})
		}
		chart.Options = append(chart.Options, line)
		if o.Outlook != nil {
			paths = max(paths, o.Outlook.Paths)
		}
		if len(o.Chance) > 0 && (best == nil || doc.Recommended.By == "chance" && o.Option == doc.Recommended.Option) {
			best = o
		}
	}
	if len(chart.Options) > panelOptions { // colours are for those that matter most
		slices.SortStableFunc(chart.Options, func(a, b plots.ChanceLine) int { return cmp.Compare(lastPoint(b), lastPoint(a)) })
	}
	chart.Heading = plots.Heading{
		Title:    chanceFinding(c, doc, best),
		Subtitle: c.Phrase("chart.chance-subtitle/unjudged", "paths", paths),
		Foot:     foot(c, doc, c.Term("chart.chance-foot")),
	}
	if best != nil {
		last := best.Chance[len(best.Chance)-1].P
		if bin := doc.CameTrue(last.P); last.Known && bin != nil { // chances like that of the title
			chart.Subtitle = c.Phrase("chart.chance-subtitle", "paths", paths, "given", whole(bin.Given), "came", whole(bin.Came))
		}
	}
	if best == nil {
		chart.Empty = c.Term("chart.chance-none")
	}
	if slices.ContainsFunc(doc.Warnings, func(w answer.Warning) bool { return w.Code == "forecast.reform" }) {
		chart.Foot = append(chart.Foot, c.Phrase("chart.fan-uncovered", "day", forecast.Reform))
	}
	return chart
}

func lastPoint(l plots.ChanceLine) float64 {
	if n := len(l.Points); n > 0 {
		return l.Points[n-1].P
	}
	return 0
}

// chanceFinding says how likely an invitation is by the last day with the option
// that the plan points to.
func chanceFinding(c *reason.Catalogue, doc *answer.Plan, best *answer.Option) string {
	if best == nil {
		return c.Term("chart.chance-none")
	}
	last := best.Chance[len(best.Chance)-1]
	if doc.Recommended.By == "missing" || !last.P.Known {
		return c.Term("chart.chance-title.missing")
	}
	if last.P.P < 0.005 {
		return c.Phrase("chart.chance-title/hopeless", "end", last.By)
	}
	if best.Outlook != nil && !best.Outlook.Half.IsZero() {
		return c.Phrase("chart.chance-title/half", "option", best.Title, "chance", whole(last.P.P), "end", last.By, "half", best.Outlook.Half)
	}
	return c.Phrase("chart.chance-title", "option", best.Title, "chance", whole(last.P.P), "end", last.By)
}
