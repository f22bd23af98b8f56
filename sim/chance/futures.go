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

// Futures keeps simulated futures, so that many plans may meet the same ones.
// The zero value keeps none yet. It may be asked from several goroutines.
type Futures struct {
	kept sim.Recent[stretch, [][]meeting]
}

// stretch is what futures are simulated for: a forecast from a day to another.
type stretch struct {
	f        *forecast.Forecast
	from, to civil.Day
	n        int
}

// mostKept is how many stretches of days are kept: plans of many clients begin
// on few days.
const mostKept = 4

// of returns futures, made once where they are kept.
func (k *Futures) of(f *forecast.Forecast, from, to civil.Day, n int) [][]meeting {
	if k == nil {
		return futures(f, from, to, n)
	}
	return k.kept.Of(stretch{f, from, to, n}, mostKept, func() [][]meeting { return futures(f, from, to, n) })
}

// blocks is how many pieces the futures are made in.
const blocks = 64

// chunk is how many rounds are laid down together. A full chunk is left as it
// is: futures hold on to it, so that what outgrew it would be there twice.
const chunk = 1 << 14

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
			rounds := walker.Path(i)
			if cap(made)-len(made) < len(rounds) {
				made = make([]meeting, 0, max(chunk, len(rounds)))
			}
			first := len(made)
			for _, r := range rounds {
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
