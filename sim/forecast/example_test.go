package forecast_test

import (
	"fmt"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
)

// A forecast knows the rounds up to its day and nothing later. The same record,
// day and seed give the same forecast.
func ExampleNew() {
	today := civil.MustParse("2026-10-01")
	f := forecast.New(draws.Embedded(), today, 1, forecast.Options{
		Streams: []draws.Stream{draws.CEC}, Paths: 500,
	})
	for _, chance := range f.Chances(draws.CEC, 180, 500, 520, 540) {
		fmt.Printf("%d points within %d days: %.0f %%\n", chance.Score, chance.Days, 100*chance.P)
	}
	// Output:
	// 500 points within 180 days: 1 %
	// 520 points within 180 days: 89 %
	// 540 points within 180 days: 99 %
}
