package forecast_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
)

// rounds are a record of CEC rounds every 14 days from the first of 2024 on.
func rounds(sizes []int, cutoffs ...int) *draws.Record {
	record := &draws.Record{}
	for i, c := range cutoffs {
		record.Rounds = append(record.Rounds, draws.Round{Number: fmt.Sprint(i + 1), Date: start + civil.Day(14*i), Stream: draws.CEC, Size: sizes[i%len(sizes)], Cutoff: c})
	}
	return record
}

// ofRecord forecasts CEC as of some days after the last of its rounds.
func ofRecord(t *testing.T, record *draws.Record, later int, o forecast.Options) (*forecast.Forecast, *forecast.Stream) {
	t.Helper()
	if o.Paths == 0 {
		o.Paths = 2000
	}
	f := forecast.New(record, record.DataDate()+civil.Day(later), 1, o)
	s, ok := f.Of(draws.CEC)
	if !ok {
		t.Fatal("no forecast")
	}
	return f, s
}

var zigzag = slices.Repeat([]int{520, 500, 540}, 8)

func TestAQueueFollowsTheSizeAndTheDays(t *testing.T) {
	record := rounds([]int{3000}, zigzag...)
	median := func(size, every int) float64 {
		o := forecast.Options{Size: map[draws.Stream]int{}, Every: map[draws.Stream]int{}}
		if size > 0 {
			o.Size[draws.CEC] = size
		}
		if every > 0 {
			o.Every[draws.CEC] = every
		}
		_, s := ofRecord(t, record, 0, o)
		return s.Told().Ahead[0].Cutoff.Median()
	}
	plain := median(0, 0)
	if got := median(6000, 0); got >= plain-3 {
		t.Errorf("twice the size: %.1f after %.1f", got, plain)
	}
	if got := median(0, 28); got <= plain+3 {
		t.Errorf("twice the days: %.1f after %.1f", got, plain)
	}
	if got := median(3000, 14); math.Abs(got-plain) > 1 {
		t.Errorf("what always was: %.1f after %.1f", got, plain)
	}
}

// Told three sizes, the next cutoff falls with each, and each is narrower than
// the whole where sizes differed.
func TestTheNextCutoffByItsSize(t *testing.T) {
	_, s := ofRecord(t, rounds([]int{1000, 3000, 6000, 3000}, zigzag...), 0, forecast.Options{})
	var sizes []int
	for i, by := range s.Told().BySize {
		sizes = append(sizes, by.Size)
		if !slices.IsSorted(by.Cutoff[:]) || i > 0 && by.Cutoff.Median() >= s.Told().BySize[i-1].Cutoff.Median() {
			t.Errorf("%d invitations: %v", by.Size, by.Cutoff)
		}
	}
	if !slices.Equal(sizes, []int{1000, 3000, 6000}) {
		t.Errorf("sizes %v", sizes)
	}
	if _, s = ofRecord(t, rounds([]int{3000}, zigzag...), 0, forecast.Options{}); len(s.Told().BySize) != 1 || s.Told().BySize[0].Size != 3000 {
		t.Errorf("one size was all there ever was: %v", s.Told().BySize)
	}
	o := forecast.Options{Size: map[draws.Stream]int{draws.CEC: 500}}
	if _, s = ofRecord(t, rounds([]int{3000}, zigzag...), 0, o); s.Told().BySize != nil || s.Told().Ahead[11].Size != (forecast.Spread{P10: 500, P50: 500, P90: 500}) {
		t.Errorf("a size is supposed: %v, %v", s.Told().BySize, s.Told().Ahead[11].Size)
	}
}

// The same size, told for one round or supposed for all, gives the same next
// cutoff: it is fixed inside the simulation.
func TestASizeToldIsASizeSupposed(t *testing.T) {
	record := draws.Embedded()
	for _, stream := range []draws.Stream{draws.CEC, draws.PNP, draws.French} {
		o := forecast.Options{Streams: []draws.Stream{stream}, Paths: 3000}
		f := forecast.New(record, civil.MustParse("2026-08-19"), 1, o)
		for _, by := range f.Streams[0].Told().BySize {
			o.Size = map[draws.Stream]int{stream: by.Size}
			supposed := forecast.New(record, civil.MustParse("2026-08-19"), 1, o).Streams[0].Told().Ahead[0].Cutoff
			if supposed != by.Cutoff {
				t.Errorf("%s, %d invitations: told %v, supposed %v", stream, by.Size, by.Cutoff, supposed)
			}
		}
	}
}

// A round that goes deep takes those whom the next one would have taken: on the
// same paths, of two rounds ahead the second is higher after a low first one
// than rounds drawn apart would be.
func TestTheRoundsOfAPathHangTogether(t *testing.T) {
	f, _ := ofRecord(t, rounds([]int{1000, 3000, 6000, 3000}, zigzag...), 0, forecast.Options{Every: map[draws.Stream]int{draws.CEC: 14}})
	walker := f.Walker(60)
	var low, high []float64 // change from the first to the second round, by the first
	var first []float64
	for n := range 4000 {
		first = append(first, float64(walker.Path(n)[0].Cutoff))
	}
	sorted := slices.Clone(first)
	slices.Sort(sorted)
	for n := range 4000 {
		path := walker.Path(n)
		change := float64(path[1].Cutoff - path[0].Cutoff)
		switch {
		case first[n] <= sorted[1000]:
			low = append(low, change)
		case first[n] >= sorted[3000]:
			high = append(high, change)
		}
	}
	mean := func(x []float64) (m float64) {
		for _, v := range x {
			m += v / float64(len(x))
		}
		return m
	}
	if a, b := mean(low), mean(high); a < 5 || b > -5 {
		t.Errorf("after a low round %+.1f points, after a high one %+.1f", a, b)
	}
}

func TestASteadyStreamStays(t *testing.T) {
	_, s := ofRecord(t, rounds([]int{3000}, slices.Repeat([]int{510}, 30)...), 0, forecast.Options{})
	for _, a := range s.Told().Ahead {
		// Only a pause may lift it: more wait after one.
		if low, high := a.Cutoff.Band(0.8); math.Abs(a.Cutoff.Median()-510) > 2 || low < 508 || high > 522 {
			t.Errorf("%d ahead: %v, %v to %v", a.Number, a.Cutoff.Median(), low, high)
		}
	}
}

// No drift goes on, for surprises may come with either sign: another twelve
// rounds of it would be 490.
func TestATrendDoesNotGoOn(t *testing.T) {
	var falling []int
	for i := range 24 {
		falling = append(falling, 560-2*i)
	}
	_, s := ofRecord(t, rounds([]int{3000}, falling...), 0, forecast.Options{})
	for _, a := range s.Told().Ahead {
		if m := a.Cutoff.Median(); m < 500 || m > 540 {
			t.Errorf("%d ahead: %v after %d", a.Number, m, falling[len(falling)-1])
		}
	}
}

// With data that are old, what comes next comes after today, and what may have
// been held since is counted and never listed.
func TestRoundsAreCountedFromToday(t *testing.T) {
	record := rounds([]int{3000}, zigzag...)
	o := forecast.Options{Every: map[draws.Stream]int{draws.CEC: 14}}
	for _, test := range []struct {
		name        string
		later, held int
	}{
		{"on the day of the data", 0, 0},
		{"the day before the next round", 13, 0},
		{"a round of today has been held", 14, 1},
		{"the day after it", 15, 1},
		{"three rounds later", 55, 3},
		{"forty rounds later", 14 * 40, 40},
	} {
		f, s := ofRecord(t, record, test.later, o)
		if want := (forecast.Spread{P10: test.held, P50: test.held, P90: test.held}); s.Told().Since != want {
			t.Errorf("%s: held since %v, want %v", test.name, s.Told().Since, want)
		}
		for k := range forecast.Rounds {
			a, b := s.Told().Ahead[k], s.Told().FromToday[k]
			if a.Date.P50 != f.DataDate+civil.Day(14*(k+1)) || a.Number != k+1 {
				t.Errorf("%s: %d after the data on %v", test.name, a.Number, a.Date.P50)
			}
			want := f.DataDate + civil.Day(14*(k+1+test.held))
			if want > f.DataDate+forecast.HeldDays {
				continue
			}
			if b.Date.P10 != want || b.Date.P90 != want || b.Number != k+1 || b.Date.P10 <= f.AsOf {
				t.Errorf("%s: %d from today on %v, want %v", test.name, b.Number, b.Date, want)
			}
			if k+test.held < forecast.Rounds && s.Told().Ahead[k+test.held].Cutoff != b.Cutoff {
				t.Errorf("%s: the same round is %v and %v", test.name, s.Told().Ahead[k+test.held].Cutoff, b.Cutoff)
			}
		}
	}
}

// The quantiles of a day or a size are those that were counted.
func TestWhatIsCountedIsOnThePaths(t *testing.T) {
	f, s := of(t, draws.French, "2026-08-20", forecast.Options{Paths: 3000})
	walker := f.Walker(forecast.HeldDays)
	var days []int
	for n := range 3000 {
		if path := walker.Path(n); len(path) > 0 {
			days = append(days, int(path[0].Day))
		}
	}
	slices.Sort(days)
	if got := float64(len(days)) / 3000; got != s.Told().Ahead[0].Held {
		t.Errorf("held %v, on the paths %v", s.Told().Ahead[0].Held, got)
	}
	if got := days[len(days)/2]; math.Abs(float64(got-int(s.Told().Ahead[0].Date.P50))) > 1 {
		t.Errorf("middle day %v, on the paths %v", s.Told().Ahead[0].Date.P50, civil.Day(got))
	}
	if z := s.Told().Ahead[0].Size; z.P10 < 500 || z.P90 > 20_000 {
		t.Errorf("sizes %v", z)
	}
}
