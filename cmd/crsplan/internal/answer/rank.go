package answer

import (
	"crsplan/sim/civil"
	"crsplan/sim/draws"
)

// Rank is where a score stands in the published pool: between Fewest and Most
// candidates had a higher one. The pool is published in bands of scores, so no
// more can be known.
type Rank struct {
	On        civil.Day `json:"pool_date"` // the day the pool was counted
	Published civil.Day `json:"published"`
	Round     string    `json:"round"` // it was published with
	Score     int       `json:"score"`
	Low       int       `json:"low"`  // of the score's band
	High      int       `json:"high"` // the same, both included
	Fewest    int       `json:"fewest_above"`
	Most      int       `json:"most_above"`
	Total     int       `json:"total"`
}

// RankOf places a score in the newest pool of a record; nil where there is
// none.
func RankOf(score int, record *draws.Record) *Rank {
	if len(record.Pools) == 0 {
		return nil
	}
	pool := &record.Pools[len(record.Pools)-1]
	r := &Rank{On: pool.Date, Published: pool.Published, Round: pool.Round, Score: score, Total: pool.Total}
	for _, band := range pool.Bands {
		switch {
		case band.Low > score:
			r.Fewest += band.Candidates
			r.Most += band.Candidates
		case score <= band.High:
			r.Low, r.High = band.Low, band.High
			if score < band.High {
				r.Most += band.Candidates
			}
		}
	}
	return r
}
