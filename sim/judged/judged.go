// Package judged says what became of chances that were given.
package judged

import (
	"math"
	"math/rand/v2"
	"slices"

	"crsplan/sim/civil"
)

// Bin is what became of the chances that were about alike.
type Bin struct {
	N     int     `json:"n"`
	Given float64 `json:"given"` // mean chance given
	Came  float64 `json:"came"`  // share that came true
	// HalfYears is in how many halves of a calendar year they were given: there
	// are no more of them that are independent, whatever N is.
	HalfYears int `json:"half_years"`
}

// StreamBins is what became of the chances of one stream, by tens.
type StreamBins struct {
	Stream string `json:"stream"`
	Bins   []Bin  `json:"bins"`
}

// Of returns the bins of one stream; nil where it was not judged.
func Of(list []StreamBins, stream string) []Bin {
	for _, of := range list {
		if of.Stream == stream {
			return of.Bins
		}
	}
	return nil
}

// Chance is one that was given, and what came of it.
type Chance struct {
	On          civil.Day // day on which it was given
	Given, Came float64   // 0 to 1; 0 or 1
}

// BinsOf sorts chances by tens: 0 to 10 %, to 90 to 100 %.
func BinsOf(list []Chance) []Bin {
	bins := make([]Bin, 10)
	halves := make([]map[int]bool, len(bins))
	for _, j := range list {
		i := place(bins, j.Given)
		bins[i].N++
		bins[i].Given += j.Given
		bins[i].Came += j.Came
		if halves[i] == nil {
			halves[i] = map[int]bool{}
		}
		year, month, _ := j.On.Date()
		halves[i][2*year+int(month-1)/6] = true
	}
	for i := range bins {
		if n := float64(bins[i].N); n > 0 {
			bins[i].Given /= n
			bins[i].Came /= n
			bins[i].HalfYears = len(halves[i])
		}
	}
	return bins
}

// place returns the bin of a chance.
func place(bins []Bin, p float64) int { return min(int(p*float64(len(bins))), len(bins)-1) }

// Alike returns what became of chances like this one, 0 to 1; nil where fewer
// than so many were judged.
func Alike(bins []Bin, p float64, least int) *Bin {
	if len(bins) == 0 || bins[place(bins, p)].N < least {
		return nil
	}
	return &bins[place(bins, p)]
}

// Indicator is 1 for what came true and 0 for what did not.
func Indicator(came bool) float64 {
	if came {
		return 1
	}
	return 0
}

// Error returns the mean distance of the chances given from what came
// of them, over bins by the number of chances in each.
func Error(bins ...Bin) float64 {
	sum, n := 0.0, 0.0
	for _, b := range bins {
		sum += float64(b.N) * math.Abs(b.Given-b.Came)
		n += float64(b.N)
	}
	return sum / max(n, 1)
}

// Scores returns the Brier score of chances, the mean negative natural logarithm
// of what was given to what came, and the share that came. A chance counted on n
// paths is not told apart from 1/2n.
func Scores(list []Chance, paths int) (brier, log, came float64) {
	least, n := 0.5/float64(paths), max(float64(len(list)), 1)
	for _, c := range list {
		brier += (c.Given - c.Came) * (c.Given - c.Came) / n
		p := min(max(c.Given, least), 1-least)
		log -= math.Log(c.Came*p+(1-c.Came)*(1-p)) / n
		came += c.Came / n
	}
	return brier, log, came
}

// Bootstrap returns the 5 and 95 % points of the mean of a series whose
// neighbours depend on each other: it is put together anew from blocks.
//
// Source: Politis and Romano (1992), A circular block-resampling procedure for
// stationary data.
func Bootstrap(x []float64, block int) (low, high float64) {
	const times = 1000
	if len(x) == 0 {
		return 0, 0
	}
	r := rand.New(rand.NewPCG(uint64(len(x)), uint64(block)))
	means := make([]float64, times)
	for t := range means {
		sum := 0.0
		for n := 0; n < len(x); {
			start := r.IntN(len(x))
			for k := 0; k < block && n < len(x); k, n = k+1, n+1 {
				sum += x[(start+k)%len(x)]
			}
		}
		means[t] = sum / float64(len(x))
	}
	slices.Sort(means)
	return means[times/20], means[times-1-times/20]
}
