package chance

import (
	"slices"
	"sync"

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
	lock sync.Mutex
	kept []*kept // the last asked for is the last
}

// kept are the futures of a forecast from a day to another.
type kept struct {
	f        *forecast.Forecast
	from, to civil.Day
	n        int
	paths    func() [][]meeting
}

// mostKept is how many stretches of days are kept: plans of many clients begin
// on few days.
const mostKept = 4

// of returns futures, made once where they are kept.
func (k *Futures) of(f *forecast.Forecast, from, to civil.Day, n int) [][]meeting {
	if k == nil {
		return futures(f, from, to, n)
	}
	k.lock.Lock()
	i := slices.IndexFunc(k.kept, func(is *kept) bool { return is.f == f && is.from == from && is.to == to && is.n == n })
	var is *kept
	if i >= 0 {
		is = k.kept[i]
		k.kept = slices.Delete(k.kept, i, i+1)
	} else {
		is = &kept{f, from, to, n, sync.OnceValue(func() [][]meeting { return futures(f, from, to, n) })}
	}
	k.kept = append(k.kept, is)
	if len(k.kept) > mostKept {
		k.kept = slices.Delete(k.kept, 0, 1)
	}
	k.lock.Unlock()
	return is.paths()
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
