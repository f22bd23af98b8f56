package forecast_test

import (
	"testing"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/parallel"
)

var today = civil.MustParse("2026-11-22")

// BenchmarkPaths plays 10,000 paths of 24 months of all streams with a fan, on
// one core.
func BenchmarkPaths(b *testing.B) {
	f := forecast.New(draws.Embedded(), today, 1, forecast.Options{Paths: 1})
	walker := f.Walker(forecast.HeldDays)
	rounds := 0
	b.ReportAllocs()
	for b.Loop() {
		rounds = 0
		for n := range 10_000 {
			rounds += len(walker.Path(n))
		}
	}
	b.ReportMetric(float64(rounds), "rounds")
}

// tell counts all that a forecast tells, on all cores.
func tell(f *forecast.Forecast) {
	parallel.Do(len(f.Streams), func(i int) { f.Streams[i].Told() })
}

// BenchmarkNew makes the whole forecast of today: what is learned, and what is
// told, counted on 10,000 paths.
func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		tell(forecast.New(draws.Embedded(), today, 1, forecast.Options{}))
	}
}

// BenchmarkLearn makes the forecast of today for those who meet its paths alone.
func BenchmarkLearn(b *testing.B) {
	for b.Loop() {
		forecast.New(draws.Embedded(), today, 1, forecast.Options{})
	}
}

// BenchmarkBacktest plays the whole record.
func BenchmarkBacktest(b *testing.B) {
	for b.Loop() {
		forecast.Backtest(draws.Embedded(), 1, forecast.Protocol())
	}
}

// BenchmarkNewLater makes the forecast of days long after the newest data.
func BenchmarkNewLater(b *testing.B) {
	for _, day := range []string{"2036-01-01", "2199-01-01"} {
		b.Run(day, func(b *testing.B) {
			for b.Loop() {
				tell(forecast.New(draws.Embedded(), civil.MustParse(day), 1, forecast.Options{Paths: 1000}))
			}
		})
	}
}
