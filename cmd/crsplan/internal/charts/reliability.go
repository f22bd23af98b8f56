package charts

import (
	"math"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/plots"
	"crsplan/sim/reason"
)

// nearEnough is how far from the truth a chance may be that came true about as
// often as it said.
const nearEnough = 0.1

// Reliability shows what became of the chances that were given in the past.
func Reliability(c *reason.Catalogue, doc *answer.Backtest) plots.Reliability {
	chart := plots.Reliability{
		Heading: plots.Heading{
			Title: c.Phrase("chart.reliability-title/none"), Subtitle: c.Phrase("chart.reliability-subtitle"),
		},
		Legend:    [2]string{c.Term("reliability.chances"), c.Term("reliability.diagonal")},
		GivenAxis: c.Term("reliability.given"), CameAxis: c.Term("reliability.came"), CountLabel: c.Term("reliability.count"),
	}
	chart.Columns = columns(c, "given", "came", "tests")
	worst, ok := answer.FarthestOff(doc.Reliability)
	if !ok {
		chart.Empty = c.Phrase("chart.reliability-title/none")
		return chart
	}
	near, all := 0, 0
	for _, b := range doc.Reliability {
		if all += b.N; math.Abs(b.Given-b.Came) <= nearEnough {
			near += b.N
		}
		chart.Bins = append(chart.Bins, plots.ReliabilityBin{Given: b.Given, Came: b.Came, N: b.N})
	}
	code := ""
	if worst.Came > worst.Given {
		code = "/low"
	}
	chart.Title = c.Phrase("chart.reliability-title"+code, "near", c.Percent(float64(near)/float64(all)), "given", c.Percent(worst.Given), "came", c.Percent(worst.Came))
	chart.Foot = []string{c.Phrase("chart.reliability-foot", "until", doc.Until)}
	return chart
}
