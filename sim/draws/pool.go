package draws

import (
	"cmp"

	"crsplan/sim/civil"
)

// Pool is how many candidates had which score on a day, as published with the
// rounds that followed.
type Pool struct {
	Date      civil.Day // the day it was counted
	Published civil.Day // the day of the round it came out with; known only from then on
	Round     string    // the number of the first such round; [Round.PoolDate] links the others
	Total     int       // as published; in round 247 not the sum of the bands
	Bands     []PoolBand
}

// PoolBand is a range of scores, both ends included, and how many candidates
// had them. The bands of a pool leave no score out; the highest stands first.
type PoolBand struct{ Low, High, Candidates int }

// comparePools puts first what was published first. That is not quite the
// order of the counting: the pool published on 2025-12-16 is dated a day
// before that of 2025-12-15.
func comparePools(a, b Pool) int {
	return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(a.Date, b.Date))
}
