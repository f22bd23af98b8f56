package forecast

import (
	"math/rand/v2"
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
)

// bandMemory is how much each of Ontario's draws counts of the one after it:
// half of it is lost in four draws, about half a year. An assumption: a band
// lies where the pool was, and the pool moves.
const bandMemory = 0.85

// Bands is what can be said of the draws of one of Ontario's streams to come:
// they are held in the rhythm of those before, and each is like one of those
// before, newer ones more likely. No record says how good that is.
type Bands struct {
	stream draws.Stream
	past   []draws.Band // with published bands, oldest first
	data   civil.Day
	timing *timing
	like   [256]uint16 // places in past, equally likely
}

// NewBands looks at the draws of a stream as known on a day. It is false where
// nothing can be said: the stream is closed, or fewer than MinRounds bands are
// known.
func NewBands(record *draws.Record, s draws.Stream, today civil.Day) (*Bands, bool) {
	if on, closed := draws.ClosedOn(s); closed && on <= today {
		return nil, false
	}
	record = record.Until(today)
	all := record.Of(s).Bands
	b := &Bands{stream: s, data: record.DataDate()}
	var gaps []int32
	for i, band := range all {
		b.data = max(b.data, band.Until)
		if gap := band.Until - all[max(i-1, 0)].Until; gap > 0 { // two of one day count as one
			gaps = append(gaps, int32(gap))
		}
		if band.Published() {
			b.past = append(b.past, band)
		}
	}
	if len(b.past) < MinRounds {
		return nil, false
	}
	b.timing = newTiming(gaps, int(b.data-all[len(all)-1].Until))
	lay(b.like[:], recency(len(b.past), bandMemory))
	return b, true
}

// Known returns how many draws with a published band it stands on.
func (b *Bands) Known() int { return len(b.past) }

// Path returns the draws of the n-th path until a day, oldest first. A path
// follows from the seed and n alone.
func (b *Bands) Path(seed uint64, n int, until civil.Day) []draws.Band {
	const odd = 0x9e3779b97f4a7c15
	part := uint64(1 + slices.Index(allStreams, b.stream))
	random := rand.New(rand.NewPCG(seed^uint64(n)*odd, part*odd+uint64(n)))
	var path []draws.Band
	_, days := b.timing.wait(random, random.Uint64())
	for on := b.data + civil.Day(days); on <= until; on += civil.Day(days) {
		band := b.past[b.like[random.Uint32()&255]]
		moved := on - band.Until
		band.Date, band.Until = on, on
		for _, day := range []*civil.Day{&band.CreatedFrom, &band.CreatedTo} {
			if !day.IsZero() {
				*day += moved
			}
		}
		path = append(path, band)
		_, days = b.timing.next(random, random.Uint64())
	}
	return path
}
