package chance_test

import (
	"math"
	"testing"

	"crsplan/sim/chance"
)

// The error that is stated is that by which the same question, asked with other
// seeds, is answered otherwise: at every number of simulations, also where they
// are too few for many batches. Of 24 seeds the scatter itself is known within a
// third or so.
func TestTheStatedErrorIsTheScatterOverSeeds(t *testing.T) {
	const seeds = 24
	w := world("2026-08-19")
	plan := resident("2026-08-19", 8)
	option := options(t, "clb9")
	for _, paths := range []int{200, 400, 800, 1000, 1600, 2000} {
		var p, squares [2]float64 // sums: of the chances and their squares, after 12 and 24 months
		var stated [2]float64
		least := math.Inf(1)
		for seed := range seeds {
			o := asked(t, w, plan, option, chance.Query{Paths: paths, Seed: uint64(seed + 1)}, cec)[0]
			for i, m := range []chance.Month{o.Months[11], last(o)} {
				p[i] += m.P
				squares[i] += m.P * m.P
				stated[i] += m.Error * m.Error
				least = min(least, m.Error)
			}
		}
		for i := range p {
			scatter := math.Sqrt((squares[i] - p[i]*p[i]/seeds) / (seeds - 1))
			ratio := scatter / math.Sqrt(stated[i]/seeds)
			t.Logf("%d simulations, chance %.3f: scatter %.4f, ratio %.2f, least error stated %.4f", paths, p[i]/seeds, scatter, ratio, least)
			if ratio < 0.5 || ratio > 1.5 {
				t.Errorf("%d simulations: the chance scatters by %.4f, which is %.2f of the error stated", paths, scatter, ratio)
			}
		}
	}
}
