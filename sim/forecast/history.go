package forecast

import (
	"math"
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
)

// History is what a model may know of one stream on a day: nothing later.
type History struct {
	Stream draws.Stream
	Rounds []draws.Round // of this stream since its era began, oldest first
	Day    civil.Day     // the data date: the rounds ahead come after it
}

// eras tell from which day the rounds of a stream speak of its future. Before
// it the stream was another thing: CEC rounds of 2021 went down to 75 points
// while borders were closed, the French category began in 2023. A stream
// left out speaks from its first round.
var eras = map[draws.Stream][]civil.Day{
	draws.General: {civil.MustParse("2015-01-01"), civil.MustParse("2017-01-01")},
	draws.CEC:     {civil.MustParse("2015-01-01"), civil.MustParse("2023-12-01")},
	draws.PNP:     {civil.MustParse("2015-01-01"), civil.MustParse("2020-01-01")},
}

// eraOf returns the day from which the rounds of a stream count. An era counts
// once it has rounds enough to speak; nobody can tell on its first day that
// it began.
func eraOf(record *draws.Record, s draws.Stream) (from civil.Day) {
	for i, day := range eras[s] {
		if i == 0 || len(record.Since(day).Of(s).Rounds) >= MinRounds {
			from = day
		}
	}
	return from
}

// historyOf returns the history of a stream as it is known by a record.
func historyOf(record *draws.Record, s draws.Stream, from civil.Day) History {
	return History{Stream: s, Rounds: record.Since(from).Of(s).Rounds, Day: record.DataDate()}
}

// at returns the history as it was known on the day of the i-th round.
func (h History) at(i int) History {
	return History{Stream: h.Stream, Rounds: h.Rounds[:i+1], Day: h.Rounds[i].Date}
}

// elapsed returns the days from the last round to the data date.
func (h History) elapsed() int {
	return int(h.Day - h.Rounds[len(h.Rounds)-1].Date)
}

// logSizes returns the natural logarithms of the sizes of the rounds.
func (h History) logSizes() []float64 {
	y := make([]float64, len(h.Rounds))
	for i, r := range h.Rounds {
		y[i] = math.Log(float64(max(r.Size, 1)))
	}
	return y
}

// usualSizes returns three sizes of the record that speak for it: of ten rounds
// one was as small as the first or smaller, one as large as the last or larger,
// newer ones counting more; the middle one is the usual. Fewer where they are
// alike.
func (h History) usualSizes() []int {
	sizes := make([]float64, len(h.Rounds))
	for i, r := range h.Rounds {
		sizes[i] = float64(r.Size)
	}
	var list []int
	for _, share := range []float64{0.1, 0.5, 0.9} {
		list = append(list, int(quantileOf(sizes, recency(len(sizes), memory), share)))
	}
	return slices.Compact(list)
}

// gaps returns the days from each round to the next, at least one.
func (h History) gaps() []int32 {
	var gaps []int32
	for i := 1; i < len(h.Rounds); i++ {
		gaps = append(gaps, int32(max(h.Rounds[i].Date-h.Rounds[i-1].Date, 1)))
	}
	return gaps
}
