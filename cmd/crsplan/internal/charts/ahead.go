package charts

import (
	"crsplan/plots"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/reason"
)

// aheadMonths is how far after today the bands of cutoffs are drawn. Beyond the
// rounds that are told one by one they stay as they are.
const aheadMonths = 24

// ahead returns the cutoffs to come of the first round type shown that is active
// and simulated: of more they would lie over each other. They are shown at the
// days in the middle of each round's.
func ahead(c *reason.Catalogue, f *forecast.Forecast, shown []draws.Stream, today, end civil.Day) []plots.Ahead {
	if f == nil {
		return nil
	}
	end = min(end, today.AddMonths(aheadMonths))
	for i, stream := range shown {
		of, ok := f.Of(stream)
		if !ok || !of.Simulated() || of.State != draws.Active {
			continue
		}
		one := plots.Ahead{Of: i, Label: c.Phrase("chart.ahead", "stream", stream.Term())}
		for _, a := range of.Told().FromToday {
			if a.Date.P50.IsZero() || a.Date.P50 > end {
				continue
			}
			one.Points = append(one.Points, plots.FanPoint{On: a.Date.P50, Bands: bands(a.Cutoff)})
		}
		if n := len(one.Points); n > 0 && one.Points[n-1].On < end {
			one.Points = append(one.Points, plots.FanPoint{On: end, Bands: one.Points[n-1].Bands})
		}
		return []plots.Ahead{one}
	}
	return nil
}

// bands returns the ends of the bands that should hold four fifths and one half,
// with the middle between them.
func bands(q forecast.Quantiles) [5]float64 {
	low, high := q.Band(0.8)
	inner, upper := q.Band(0.5)
	return [5]float64{low, inner, q.Median(), upper, high}
}
