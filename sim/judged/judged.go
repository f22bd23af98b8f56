// Package judged says what became of chances that were given.
package judged

import (
	"math"

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
		i := min(int(j.Given*float64(len(bins))), len(bins)-1)
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
