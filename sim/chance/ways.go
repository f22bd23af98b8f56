package chance

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"

	"crsplan/sim"
	"crsplan/sim/civil"
)

// Where the query does not say, the steps of an option are parted into from
// leastBatches to mostBatches times batchWays ways, among which the futures are
// shared out, in that range so that a way has wayPaths of them. Each batch is a
// whole sample by itself: how the batches differ tells the error. Fewer than
// leastBatches would tell it badly: a deviation of so few values strays too far.
const (
	leastBatches = 5
	mostBatches  = 20
	batchWays    = 20
	wayPaths     = 20
)

// enoughWays returns into how many ways steps are parted for so many futures.
func enoughWays(paths int) int {
	return batchWays * min(max(paths/(batchWays*wayPaths), leastBatches), mostBatches)
}

// way is one way in which the steps of an option go.
type way struct {
	courses []sim.Course
	// like is the first way with the same courses: itself, or an earlier one,
	// which stands for it.
	like int
}

// waysOf parts the courses of an option into ways that are equally likely. For
// each batch every uncertain quantity is cut into as many equal shares as the
// batch has ways, and each way has one share of each, matched at random: the
// ways of a batch together show every quantity whole. Drawn anew, ways differ
// in more than their steps.
//
// Source: McKay, Beckman and Conover (1979), A comparison of three methods for
// selecting values of input variables (Latin hypercube sampling).
func waysOf(option sim.Option, q Query, drawn bool) []way {
	if option.Certain() && !drawn {
		return []way{{courses: option.Likely()}}
	}
	n := min(q.Paths, cmp.Or(q.Ways, enoughWays(q.Paths)))
	ways := make([]way, n)
	steps, last := option.Steps(), ends(option)
	seen := map[string]int{} // how often a step of that name has come already
	for k, step := range steps {
		name := nameOf(option, k)
		months, luck := sharesOf(step, q.Seed, fmt.Sprint(name, " ", seen[name]), n)
		seen[name]++
		for i := range ways {
			ways[i].courses = append(ways[i].courses, coarse(step.Course(months[i], luck[i]), step, last[k], civil.Day(q.Grain)))
		}
	}
	first := map[string]int{}
	for i := range ways {
		key := fmt.Sprint(ways[i].courses)
		if drawn {
			key = fmt.Sprint(i)
		}
		if _, ok := first[key]; !ok {
			first[key] = i
		}
		ways[i].like = first[key]
	}
	return ways
}

// nameOf names the k-th step of an option, alike in every option that has it.
func nameOf(option sim.Option, k int) string {
	for _, s := range option.Scenarios {
		if k < len(s.Steps) {
			return s.Name + " " + s.Steps[k].Name
		}
		k -= len(s.Steps)
	}
	panic("chance: no such step")
}

// sharesOf draws the shares of a step's months and luck, by way and try.
func sharesOf(step *sim.Step, seed uint64, name string, n int) (months, luck [][]float64) {
	hash := fnv.New64a()
	hash.Write([]byte(name))
	random := rand.New(rand.NewPCG(seed, hash.Sum64()))
	months, luck = make([][]float64, n), make([][]float64, n)
	for range max(step.Tries, 1) {
		for _, of := range [][][]float64{months, luck} {
			for first := 0; first < n; first += batchWays {
				size := min(batchWays, n-first)
				for i, place := range random.Perm(size) {
					of[first+i] = append(of[first+i], (float64(place)+random.Float64())/float64(size))
				}
			}
		}
	}
	return months, luck
}

// HalfMonth is by how many days the ends of uncertain steps are told apart:
// nobody knows them better, and ways that differ by a day are played twice.
const HalfMonth = 15

// coarse rounds the days of a course that are not certain to a whole number of
// grains, and to at least one day of a step that takes time. Certain ones stay,
// for a year of work must be a year. A step that fails, changes nothing
// meanwhile and has nothing after it fails on one day as on another.
func coarse(c sim.Course, step *sim.Step, last bool, grain civil.Day) sim.Course {
	switch {
	case grain <= 1:
	case !c.Works && last && step.During.Nothing():
		c.Days = civil.Day(civil.MonthDays(step.Months.Likely * float64(max(step.Tries, 1))))
	case step.Months.Low < step.Months.High:
		c.Days = max((c.Days+grain/2)/grain*grain, min(c.Days, 1))
	}
	return c
}

// ends says of each step of an option whether its scenario is the last of its
// lane, and so nothing waits for the step. Where the applicant changes, every
// other step may wait for one that is under way.
func ends(o sim.Option) []bool {
	swaps := slices.ContainsFunc(o.Steps(), func(s *sim.Step) bool { return s.Then.SwapPrincipal })
	var last []bool
	for n, s := range o.Scenarios {
		is := !swaps
		for m := n + 1; m < len(o.Scenarios); m++ {
			is = is && o.Lane(m) != o.Lane(n)
		}
		last = append(last, slices.Repeat([]bool{is}, len(s.Steps))...)
	}
	return last
}
