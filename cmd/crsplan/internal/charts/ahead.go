package charts

import (
	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/plots"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/reason"
)

// mostAhead is of how many streams a projection shows the cutoffs to come: more
// would lie over each other.
const mostAhead = 2

// aheadMonths is how far after today their bands are drawn. Beyond the rounds
// that are told one by one they stay as they are.
const aheadMonths = 24

// ahead returns the cutoffs to come of the streams that are open in some option
// and hold rounds, those first that have the most. They are shown at the days in
// the middle of each round's.
func ahead(c *reason.Catalogue, doc *answer.Plan, shown []draws.Stream) []plots.Ahead {
	if doc.Forecast == nil || len(doc.Options[0].Chance) == 0 {
		return nil
	}
	open := openStreams(doc)
	end := min(doc.End, doc.Today.AddMonths(aheadMonths))
	var list []plots.Ahead
	for i, stream := range shown {
		f, ok := doc.Forecast.Of(stream)
		if !ok || !f.Simulated() || f.State != draws.Active || !open[stream] || i >= mostSeries || len(list) == mostAhead {
			continue
		}
		one := plots.Ahead{Of: i, Label: c.Phrase("chart.ahead", "stream", stream.Term())}
		for _, a := range f.Told().FromToday {
			if a.Date.P50.IsZero() || a.Date.P50 > end {
				continue
			}
			one.Points = append(one.Points, plots.FanPoint{On: a.Date.P50, Bands: bands(a.Cutoff)})
		}
		if n := len(one.Points); n > 0 && one.Points[n-1].On < end {
			one.Points = append(one.Points, plots.FanPoint{On: end, Bands: one.Points[n-1].Bands})
		}
		list = append(list, one)
	}
	return list
}

// bands returns the ends of the bands that should hold four fifths and one half,
// with the middle between them.
func bands(q forecast.Quantiles) [5]float64 {
	low, high := q.Band(0.8)
	inner, upper := q.Band(0.5)
	return [5]float64{low, inner, q.Median(), upper, high}
}
