package chance

import (
	"cmp"
	"math"
	"slices"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// tally counts what came of the futures of an option. Each way has a row of its
// own, so that ways may be played at once, and so that their differences tell
// the error of the simulation.
type tally struct {
	s    *setting
	rows []row
}

// row counts one way. Invitations are counted in the month they come in.
type row struct {
	paths  int
	fails  bool // some step of the way fails
	safe   []int32
	risky  []int32
	higher [][]int32
	alone  [][]int32 // by stream; nil: none
	sure   []int32   // where chances are told from above: those that are surely there
	days   int64     // to the invitation, or to the end of the horizon
	causes map[cause]int
	score  []int16 // on the days that chances are told by
}

// cause is what stood in the way.
type cause struct {
	kind   kind
	step   int   // place in the option's steps
	stream uint8 // place in the forecast's streams
	short  int   // points
}

type kind int8

const (
	failed kind = iota
	notDone
	noneOpen
	tooLow
)

func newTally(s *setting, ways int, upper bool) *tally {
	t := &tally{s: s, rows: make([]row, ways)}
	for k := range t.rows {
		r := &t.rows[k]
		r.safe, r.risky = make([]int32, len(s.by)), make([]int32, len(s.by))
		r.higher, r.alone = make([][]int32, len(s.q.Higher)), make([][]int32, len(s.f.Streams))
		for h := range r.higher {
			r.higher[h] = make([]int32, len(s.by))
		}
		r.causes = map[cause]int{}
		if upper {
			r.sure = make([]int32, len(s.by))
		}
	}
	return t
}

// month returns the place of the month that a day is in.
func (t *tally) month(day civil.Day) int {
	k, _ := slices.BinarySearch(t.s.by, day)
	return k
}

// add counts a future of a way.
func (t *tally) add(k int, c *came) {
	r := &t.rows[k]
	r.paths++
	r.days += int64(min(c.on, t.s.end) - t.s.start)
	if c.on == never {
		return
	}
	if c.atRisk {
		r.risky[t.month(c.on)]++
	} else {
		r.safe[t.month(c.on)]++
	}
	for h, on := range c.higher {
		if on != never {
			r.higher[h][t.month(on)]++
		}
	}
	for of, on := range c.alone {
		if on == never {
			continue
		}
		if r.alone[of] == nil {
			r.alone[of] = make([]int32, len(t.s.by))
		}
		r.alone[of][t.month(on)]++
	}
}

// addSure counts a future of a way with nothing that is only known from above.
func (t *tally) addSure(k int, c *came) {
	if c.on != never && !c.atRisk {
		t.rows[k].sure[t.month(c.on)]++
	}
}

// blame counts what stood in the way of a future of a way.
func (t *tally) blame(k int, c cause) { t.rows[k].causes[c]++ }

// score keeps the score of a way.
func (t *tally) score(k int, q *sim.Prospect) {
	for _, by := range t.s.by {
		t.rows[k].score = append(t.rows[k].score, int16(q.Total(by)))
	}
}

// tell makes an outlook of what was counted.
func (t *tally) tell(o *Outlook, option sim.Option) {
	n := float64(o.Paths)
	safe := make([]int, len(t.rows)) // up to the month, by way
	var risky int
	higher := make([]int, len(t.s.q.Higher))
	alone := make([]int, len(t.s.f.Streams))
	without := 0
	for m, by := range t.s.by {
		month := Month{By: by}
		sum := 0
		works, of := 0, 0 // where every step works
		for k := range t.rows {
			r := &t.rows[k]
			safe[k] += int(r.safe[m])
			sum += safe[k]
			if !r.fails {
				works, of = works+safe[k], of+r.paths
			}
			risky += int(r.risky[m])
			if r.sure != nil {
				without += int(r.sure[m])
			}
			for h := range higher {
				higher[h] += int(r.higher[h][m])
			}
			for of := range alone {
				if r.alone[of] != nil {
					alone[of] += int(r.alone[of][m])
				}
			}
		}
		month.P, month.Error, month.AtRisk = float64(sum)/n, t.standardError(safe, sum), float64(risky)/n
		month.Without = float64(without) / n
		if of > 0 {
			p := float64(works) / float64(of)
			month.IfWorks = &p
		}
		for _, count := range higher {
			month.Higher = append(month.Higher, float64(count)/n)
		}
		for of, count := range alone {
			if count > 0 {
				month.Streams = append(month.Streams, Share{t.s.f.Streams[of].Stream, float64(count) / n})
			}
		}
		if o.Median.IsZero() && month.P >= 0.5 {
			o.Median = by
		}
		o.Months = append(o.Months, month)
	}
	days := int64(0)
	for k := range t.rows {
		days += t.rows[k].days
	}
	o.Expected = float64(days) / n / civil.DaysPerMonth
	o.Causes = t.causes(option, n)
	if len(t.rows) > 1 {
		o.Score = t.spread()
	}
}

// standardError returns the standard error of a share whose paths were counted
// by way: the batches of ways are a sample, each of about the same size.
//
// Source: Cochran (1977), Sampling Techniques, 3rd ed., section 9A: clusters of
// about the same size.
func (t *tally) standardError(byWay []int, sum int) float64 {
	n := 0
	for k := range t.rows {
		n += t.rows[k].paths
	}
	p := float64(sum) / float64(n)
	if len(byWay) <= batchWays {
		return math.Sqrt(p * (1 - p) / float64(n))
	}
	squares, count := 0.0, 0
	for first := 0; first < len(byWay); first += batchWays {
		off := 0.0
		for k := first; k < min(first+batchWays, len(byWay)); k++ {
			off += float64(byWay[k]) - p*float64(t.rows[k].paths)
		}
		squares += off * off
		count++
	}
	return math.Sqrt(squares*float64(count)/float64(count-1)) / float64(n)
}

// mostCauses is how many are told.
const mostCauses = 4

// causes tells what stood in the way. Points that lacked are told stream by
// stream, by their median.
func (t *tally) causes(option sim.Option, n float64) []Cause {
	counts := map[cause]int{}
	short := map[uint8][]int{}
	for k := range t.rows {
		for c, count := range t.rows[k].causes {
			for range count {
				if c.kind == tooLow {
					short[c.stream] = append(short[c.stream], c.short)
				}
			}
			c.short = 0
			counts[c] += count
		}
	}
	var list []Cause
	var keys []cause
	for c := range counts {
		keys = append(keys, c)
	}
	slices.SortFunc(keys, func(a, b cause) int {
		return cmp.Or(-cmp.Compare(counts[a], counts[b]), cmp.Compare(a.kind, b.kind), cmp.Compare(a.step, b.step), cmp.Compare(a.stream, b.stream))
	})
	for _, c := range keys[:min(len(keys), mostCauses)] {
		var what reason.Reason
		switch c.kind {
		case failed:
			what = reason.New("chance.failed", "step", option.StepTitle(c.step))
		case notDone:
			what = reason.New("chance.not-done", "step", option.StepTitle(c.step))
		case noneOpen:
			what = reason.New("chance.none-open")
		case tooLow:
			points := short[c.stream]
			slices.Sort(points)
			what = reason.New("chance.too-low", "stream", t.s.f.Streams[c.stream].Stream.Term(), "points", points[len(points)/2])
		}
		list = append(list, Cause{what, float64(counts[c]) / n})
	}
	return list
}

// spread tells the range of the score.
func (t *tally) spread() []Spread {
	var list []Spread
	scores := make([]int16, len(t.rows))
	for m, by := range t.s.by {
		for k := range t.rows {
			scores[k] = t.rows[k].score[m]
		}
		slices.Sort(scores)
		at := func(p float64) int { return int(scores[int(p*float64(len(scores)-1)+0.5)]) }
		list = append(list, Spread{by, at(0.1), at(0.5), at(0.9)})
	}
	return list
}
