package charts

import (
	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/plots"
	"crsplan/sim/reason"
)

// Reliability shows what became of the chances that were given in the past.
func Reliability(c *reason.Catalogue, doc *answer.Backtest) plots.Reliability {
	chart := plots.Reliability{
		Heading: plots.Heading{
			Title: c.Phrase("chart.reliability-title/none"), Subtitle: c.Phrase("chart.reliability-subtitle"),
		},
		Legend:    [2]string{c.Term("reliability.chances"), c.Term("reliability.diagonal")},
		GivenAxis: c.Term("reliability.given"), CameAxis: c.Term("reliability.came"), CountLabel: c.Term("reliability.count"),
	}
	worst, ok := answer.FarthestOff(doc.Reliability)
	if !ok {
		chart.Empty = c.Phrase("chart.reliability-title/none")
		return chart
	}
	chart.Title = c.Phrase("chart.reliability-title", "n", worst.N, "given", whole(worst.Given), "came", whole(worst.Came))
	for _, b := range doc.Reliability {
		chart.Bins = append(chart.Bins, plots.ReliabilityBin{Given: b.Given, Came: b.Came, N: b.N})
	}
	chart.Foot = []string{c.Phrase("chart.reliability-foot", "until", doc.Until)}
	for _, w := range doc.Warnings {
		chart.Foot = append(chart.Foot, w.Message)
	}
	return chart
}
