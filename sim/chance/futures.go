package chance

import (
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/forecast"
)

// meeting is a round of a simulated future, small, for there are millions.
type meeting struct {
	day    int16 // after the start of the plan
	of     uint8 // place in the forecast's streams
	cutoff int16
}

// blocks is how many pieces the futures are made in.
const blocks = 64

// futures plays the forecast so many times and keeps the rounds from a day to
// another, each future stream by stream and by day.
func futures(f *forecast.Forecast, from, to civil.Day, n int) [][]meeting {
	paths := make([][]meeting, n)
	if to < from || to <= f.DataDate {
		return paths
	}
	_ = sim.Parallel(min(blocks, n), func(b int) error {
		walker := f.Walker(int(to - f.DataDate))
		var made []meeting
		for i := b; i < n; i += min(blocks, n) {
			first := len(made)
			for _, r := range walker.Path(i) {
				if r.Day >= from && r.Day <= to {
					made = append(made, meeting{int16(r.Day - from), uint8(r.Of), int16(r.Cutoff)})
				}
			}
			paths[i] = made[first:len(made):len(made)]
		}
		return nil
	})
	return paths
}
