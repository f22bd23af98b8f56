package chance

import (
	"math"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/forecast"
)

// meeting is a round of a simulated future, small, for there are millions.
type meeting struct {
	day    int16 // after the start of the plan
	cutoff int16
}

// course is the rounds of one stream in a simulated future. Most are passed
// over for their lowest cutoff alone.
type course struct {
	of     uint8 // place in the forecast's streams
	least  int16 // the lowest cutoff
	rounds []meeting
}

// future is a simulated future, stream by stream.
type future []course

// Futures keeps simulated futures, so that many plans may meet the same ones.
// The zero value keeps none yet. It may be asked from several goroutines.
type Futures struct {
	kept sim.Recent[stretch, []future]
}

// stretch is what futures are simulated for: a forecast from a day to another.
type stretch struct {
	f        *forecast.Forecast
	from, to civil.Day
	first, n int
}

// mostTogether is how many simulations are laid down at once. More are met
// block by block, so that memory does not grow with their number.
var mostTogether = 100_000 // a variable for tests

// blocksOf returns the first simulation of each block of n.
func blocksOf(n int) (first []int) {
	for i := 0; i < n; i += mostTogether {
		first = append(first, i)
	}
	return first
}

// mostKept is how many stretches of days are kept: plans of many clients begin
// on few days.
const mostKept = 4

// of returns the futures of a block from the first on, of n in all, made once
// where they are kept: those of several blocks are not.
func (k *Futures) of(f *forecast.Forecast, from, to civil.Day, first, n int) []future {
	block := min(n-first, mostTogether)
	if k == nil || n > mostTogether {
		return futures(f, from, to, first, block)
	}
	return k.kept.Of(stretch{f, from, to, first, block}, mostKept, func() []future { return futures(f, from, to, first, block) })
}

// blocks is how many pieces the futures are made in.
const blocks = 64

// How many rounds, and how many courses, are laid down together. What is full
// is left as it is: futures hold on to it, so that what outgrew it would be
// there twice.
const (
	roundsTogether  = 1 << 12
	coursesTogether = 1 << 8
)

// futures plays n paths of the forecast, from the first on, and keeps the rounds
// from a day to another, each future stream by stream and by day.
func futures(f *forecast.Forecast, from, to civil.Day, first, n int) []future {
	paths := make([]future, n)
	if to < from || to <= f.DataDate {
		return paths
	}
	_ = sim.Parallel(min(blocks, n), func(b int) error {
		walker := f.Walker(int(to - f.DataDate))
		var rounds []meeting
		var courses []course
		for i := b; i < n; i += min(blocks, n) {
			path := walker.Path(first + i)
			rounds, courses = room(rounds, len(path), roundsTogether), room(courses, len(f.Streams), coursesTogether)
			begin := len(courses)
			for _, r := range path {
				if r.Day < from || r.Day > to {
					continue
				}
				if len(courses) == begin || courses[len(courses)-1].of != uint8(r.Of) {
					courses = append(courses, course{uint8(r.Of), math.MaxInt16, rounds[len(rounds):]})
				}
				c := &courses[len(courses)-1]
				rounds = append(rounds, meeting{int16(r.Day - from), int16(r.Cutoff)})
				c.least, c.rounds = min(c.least, int16(r.Cutoff)), c.rounds[:len(c.rounds)+1]
			}
			paths[i] = courses[begin:len(courses):len(courses)]
		}
		return nil
	})
	return paths
}

// room returns a list with room for n more: the same, or a new one with room
// for so many together.
func room[T any](list []T, n, together int) []T {
	if cap(list)-len(list) >= n {
		return list
	}
	return make([]T, 0, max(together, n))
}
