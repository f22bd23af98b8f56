package forecast_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
)

var start = civil.MustParse("2024-01-01")

// bandsOf looks at the draws of a stream of the embedded record.
func bandsOf(t *testing.T, s draws.Stream, day string) *forecast.Bands {
	t.Helper()
	b, ok := forecast.NewBands(draws.Embedded(), s, civil.MustParse(day))
	if !ok {
		t.Fatalf("nothing is said of %s on %s", s, day)
	}
	return b
}

// Ontario's tech draws: the first on 2019-07-12, the eighth on 2021-02-16, the
// 23rd and last on 2024-03-21. Its streams closed on 2026-06-26. Two draws of
// August 2023 for health and tech together count for both.
func TestWhatIsSaidOfOntariosDraws(t *testing.T) {
	for _, test := range []struct {
		name   string
		stream draws.Stream
		day    string
		known  int // 0: nothing is said
	}{
		{"before the first draw nothing is said", draws.OntarioTech, "2019-07-11", 0},
		{"nor the day before the eighth", draws.OntarioTech, "2021-02-15", 0},
		{"eight bands are enough", draws.OntarioTech, "2021-02-16", 8},
		{"on the day of the article", draws.OntarioTech, "2023-03-15", 15},
		{"a draw of several days is known on the last of them", draws.OntarioTech, "2023-08-15", 18},
		{"and so it counts", draws.OntarioTech, "2023-08-16", 20},
		{"the day before the closing all are known", draws.OntarioTech, "2026-06-25", 23},
		{"on the day of the closing nothing is said", draws.OntarioTech, "2026-06-26", 0},
		{"nor after it", draws.OntarioTech, "2026-11-22", 0},
		{"of a stream without a draw nothing is said", draws.CEC, "2024-06-01", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			b, ok := forecast.NewBands(draws.Embedded(), test.stream, civil.MustParse(test.day))
			if ok != (test.known > 0) {
				t.Fatalf("said: %v", ok)
			}
			if ok && b.Known() != test.known {
				t.Errorf("%d bands known, want %d", b.Known(), test.known)
			}
		})
	}
}

// tech is a record of tech draws every 28 days, each with a band of its own.
// Those from the given place on were not published.
func tech(n, published int) *draws.Record {
	record := &draws.Record{}
	for i := range n {
		b := draws.Band{Date: start + civil.Day(28*i), Until: start + civil.Day(28*i), Streams: []draws.Stream{draws.OntarioTech}, Size: 1000 + i}
		if i < published {
			b.Low, b.High = 400+i, 410+i
		}
		record.Bands = append(record.Bands, b)
	}
	return record
}

func TestOnlyPublishedBandsCount(t *testing.T) {
	if _, ok := forecast.NewBands(tech(12, 7), draws.OntarioTech, start+365); ok {
		t.Error("something is said on seven bands")
	}
	b, ok := forecast.NewBands(tech(12, 8), draws.OntarioTech, start+365)
	if !ok || b.Known() != 8 {
		t.Fatalf("%v on eight", ok)
	}
	// The twelfth, whose band nobody knows, was held all the same: the next is
	// 28 days after it, or there is a pause.
	next := start + 12*28
	first := map[civil.Day]int{}
	for n := range 500 {
		path := b.Path(1, n, next+1000)
		for _, band := range path {
			if !band.Published() {
				t.Fatalf("path %d: a draw like one that was not published: %+v", n, band)
			}
		}
		if len(path) > 0 {
			first[path[0].Date]++
		}
	}
	if first[next] < 450 {
		t.Errorf("the next draw is on %s on %d of 500 paths", next, first[next])
	}
}

// A path follows from the seed and its number alone: not from the paths asked
// for before, nor from how far it goes.
func TestAPathOfDrawsFollowsFromSeedAndNumber(t *testing.T) {
	b, again := bandsOf(t, draws.OntarioTech, "2023-03-15"), bandsOf(t, draws.OntarioTech, "2023-03-15")
	until := civil.MustParse("2026-03-15")
	others := 0
	for n := 20; n >= 0; n-- {
		path := b.Path(7, n, until)
		if diff := cmp.Diff(path, again.Path(7, n, until)); diff != "" {
			t.Errorf("path %d: %s", n, diff)
		}
		sooner := again.Path(7, n, until-400)
		if !cmp.Equal(path[:len(sooner)], sooner) || len(path) > len(sooner) && path[len(sooner)].Date <= until-400 {
			t.Errorf("path %d begins otherwise when it is shorter", n)
		}
		if !cmp.Equal(path, b.Path(8, n, until)) {
			others++
		}
		if !cmp.Equal(path, b.Path(7, n+1, until)) {
			others++
		}
	}
	if others < 40 {
		t.Errorf("only %d of 42 other seeds and numbers give other draws", others)
	}
}

// Draws come after the newest round known, are in order, and each is like one
// of the past, its profile window moved along with it.
func TestDrawsOfAPath(t *testing.T) {
	for _, day := range []string{"2021-06-01", "2023-03-15", "2024-12-01"} {
		today := civil.MustParse(day)
		known := draws.Embedded().Until(today)
		data := known.DataDate()
		var past []draws.Band
		for _, b := range known.Of(draws.OntarioTech).Bands {
			if b.Published() {
				past = append(past, b)
			}
		}
		b := bandsOf(t, draws.OntarioTech, day)
		until := today.AddMonths(24)
		seen := map[[2]int]int{}
		drawn := 0
		for n := range 1000 {
			last := data
			for _, band := range b.Path(1, n, until) {
				if band.Date <= last || band.Date > until || band.Until != band.Date {
					t.Fatalf("as of %s, path %d: a draw from %s to %s after %s", day, n, band.Date, band.Until, last)
				}
				last = band.Date
				if !slices.ContainsFunc(past, func(p draws.Band) bool {
					if p.Low != band.Low || p.High != band.High {
						return false // soonest seen
					}
					moved := band.Date - p.Until
					p.Date, p.Until = band.Date, band.Date
					if !p.CreatedFrom.IsZero() {
						p.CreatedFrom += moved
					}
					if !p.CreatedTo.IsZero() {
						p.CreatedTo += moved
					}
					return cmp.Equal(p, band)
				}) {
					t.Fatalf("as of %s, path %d: like none of the past: %+v", day, n, band)
				}
				seen[[2]int{band.Low, band.High}]++
				drawn++
			}
		}
		newest, oldest := past[len(past)-1], past[0]
		if a, z := seen[[2]int{newest.Low, newest.High}], seen[[2]int{oldest.Low, oldest.High}]; a <= z || a < drawn/10 {
			t.Errorf("as of %s: %d draws like the newest and %d like the oldest, of %d", day, a, z, drawn)
		}
	}
}

// The window of a year in which a profile had to be created ends on the day of
// the draw; where none was published there is none.
func TestTheWindowOfProfilesMovesWithTheDraw(t *testing.T) {
	record := tech(9, 9)
	for i := range record.Bands {
		if i%2 == 0 {
			b := &record.Bands[i]
			b.CreatedFrom, b.CreatedTo = b.Until-365, b.Until
		}
	}
	b, ok := forecast.NewBands(record, draws.OntarioTech, start+365)
	if !ok {
		t.Fatal("nothing is said")
	}
	with, without := 0, 0
	for n := range 200 {
		for _, band := range b.Path(1, n, start+700) {
			switch {
			case band.CreatedFrom.IsZero() && band.CreatedTo.IsZero():
				without++
			case band.CreatedFrom == band.Date-365 && band.CreatedTo == band.Date:
				with++
			default:
				t.Fatalf("a draw on %s for profiles from %s to %s", band.Date, band.CreatedFrom, band.CreatedTo)
			}
		}
	}
	if with == 0 || without == 0 {
		t.Errorf("%d draws with a window, %d without", with, without)
	}
	if record.Bands[0].Date != start || record.Bands[0].CreatedTo != start {
		t.Error("the record was moved")
	}
}

// What comes later changes no draw of a path.
func TestNoLaterDrawIsKnown(t *testing.T) {
	for _, text := range []string{"2021-06-01", "2023-03-15", "2023-08-15"} {
		day := civil.MustParse(text)
		known := draws.Embedded().Until(day)
		absurd := &draws.Record{Rounds: known.Rounds, Pools: known.Pools, Bands: slices.Clone(known.Bands)}
		for i := range 30 {
			on := day + 1 + civil.Day(i)
			absurd.Bands = append(absurd.Bands, draws.Band{Date: on - 3, Until: on, Streams: []draws.Stream{draws.OntarioTech}, Low: 1, High: 2})
		}
		honest, _ := forecast.NewBands(known, draws.OntarioTech, day)
		for name, record := range map[string]*draws.Record{"the real future": draws.Embedded(), "an absurd one": absurd} {
			b, ok := forecast.NewBands(record, draws.OntarioTech, day)
			if !ok || b.Known() != honest.Known() {
				t.Fatalf("%s, %s: %d bands", day, name, b.Known())
			}
			for n := range 50 {
				if diff := cmp.Diff(honest.Path(3, n, day+900), b.Path(3, n, day+900)); diff != "" {
					t.Fatalf("%s, %s, path %d: %s", day, name, n, diff)
				}
			}
		}
	}
}
