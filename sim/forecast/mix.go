package forecast

import (
	"math"
	"runtime"
	"sync"
	"sync/atomic"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
)

const (
	// MinRounds is how many rounds a stream needs for a fan. With fewer the
	// record is shown and nothing more.
	MinRounds = 8

	// Rounds is how many rounds ahead a forecast tells and is scored.
	Rounds = 12

	// minLearn is how many rounds a model needs; what it said from then on is
	// scored, so that something is known when the first fan is shown.
	minLearn = 4

	// decisiveness is how fast models that did worse lose their weight: by a
	// factor e when they lost four typical scores in all, at one round ahead.
	// Errors further ahead overlap and tell less, by the root of the distance.
	decisiveness = 0.25

	// caution is how many targets, met as a normal distribution would, are
	// supposed before any was seen.
	caution = 8.0

	narrowest, widest = 0.5, 2.5 // stretch of a fan
)

// study is what the models said of a stream after each of its rounds, and how
// they fared. What it knows of a round it knew on that day, so that the mix
// of any day follows from what was before it.
type study struct {
	past   History // to the end of the record
	record *draws.Record
	models []Model
	fans   [][]Fan // by round and model; nil before minLearn rounds
	mixed  []Fan   // by round, as mixed on that day
	scores [][][Rounds]float64
	came   [][Rounds]float64 // the truth as a normal score of the mix
	needed [][Rounds]float64 // stretch under which the 80 % band would just have held the truth
}

// newStudy plays the models through a history.
func newStudy(record *draws.Record, s draws.Stream, from civil.Day) *study {
	st := &study{past: historyOf(record, s, from), record: record, models: Models(s)}
	n := len(st.past.Rounds)
	st.fans = make([][]Fan, n)
	inParallel(n, func(i int) {
		if i+1 >= minLearn {
			st.fans[i] = st.fansOf(st.past.at(i, record), Rounds)
		}
	})
	st.scores = make([][][Rounds]float64, n)
	st.came = make([][Rounds]float64, n)
	st.needed = make([][Rounds]float64, n)
	st.mixed = make([]Fan, n)
	for i := minLearn - 1; i < n; i++ {
		st.scores[i] = make([][Rounds]float64, len(st.models))
		st.mixed[i] = make(Fan, Rounds)
	}
	inParallel(Rounds, st.judge)
	return st
}

// judge mixes and scores what was said h+1 rounds ahead, round by round. The
// mix learns from scores so many rounds ahead alone.
func (st *study) judge(h int) {
	y := st.past.cutoffs()
	for i := minLearn - 1; i < len(y); i++ {
		plain := st.pool(i, h, st.fans[i])
		st.mixed[i][h] = plain.spread(st.stretch(i, h)).onScale()
		if i+h+1 >= len(y) {
			continue
		}
		truth := y[i+h+1]
		for k, fan := range st.fans[i] {
			st.scores[i][k][h] = math.NaN()
			if fan != nil {
				st.scores[i][k][h] = fan[h].CRPS(truth)
			}
		}
		st.came[i][h] = st.mixed[i][h].score(truth)
		st.needed[i][h] = plain.needed(truth)
	}
}

// fansOf asks every model.
func (st *study) fansOf(past History, ahead int) []Fan {
	fans := make([]Fan, len(st.models))
	for k, m := range st.models {
		fans[k] = m.Fan(past, ahead)
	}
	return fans
}

// mix returns the mix of fans made after the i-th round.
func (st *study) mix(i int, fans []Fan) Fan {
	var mixed Fan
	for h := range fans[0] {
		mixed = append(mixed, st.pool(i, h, fans).spread(st.stretch(i, h)))
	}
	return mixed
}

// pool is the weighted mixture of the models' distributions, h+1 rounds ahead:
// where they disagree, it is as wide as their disagreement.
//
// Source: Stone (1961), The opinion pool.
func (st *study) pool(i, h int, fans []Fan) Quantiles {
	said := make(sample, 0, len(fans)*Levels)
	for k, w := range st.weights(i, h, fans) {
		if fans[k] == nil {
			continue
		}
		for _, v := range fans[k][h] {
			said.add(v, w)
		}
	}
	return said.quantiles()
}

// weights returns how much each model counts after the i-th round, h+1 rounds
// ahead: by its scores on targets known by then, newer ones counting more.
func (st *study) weights(i, h int, fans []Fan) []float64 {
	h = min(h, Rounds-1)
	n := len(st.models)
	loss, typical, seen := make([]float64, n), 0.0, 0.0
	keep := 1.0
	for j := i - h - 1; j >= minLearn-1; j-- {
		mean, told := 0.0, 0.0
		for k := range n {
			if s := st.scores[j][k][h]; !math.IsNaN(s) {
				mean += s
				told++
			}
		}
		mean /= told
		for k := range n {
			s := st.scores[j][k][h]
			if math.IsNaN(s) {
				s = mean // silent: neither better nor worse
			}
			loss[k] += keep * s
		}
		typical += keep * mean
		seen += keep
		keep *= memory
	}
	rate := 0.0
	if typical > 0 {
		rate = decisiveness / math.Sqrt(float64(h+1)) / (typical / seen)
	}
	least := math.Inf(1)
	for k := range n {
		if fans[k] != nil {
			least = min(least, loss[k])
		}
	}
	sum := 0.0
	for k := range n {
		if fans[k] == nil {
			loss[k] = 0
			continue
		}
		loss[k] = math.Exp(-rate * (loss[k] - least))
		sum += loss[k]
	}
	for k := range n {
		loss[k] /= sum
	}
	return loss
}

// stretch returns the factor on the width of the mix under which its 80 % bands
// would have held 80 % of the targets known after the i-th round, of a few as
// of a normal distribution, and of the target to come, which may be farther off
// than any of them. Old ones count as much as new ones: what falls out of a band
// is rare, and must not be forgotten.
//
// Source: split conformal prediction with locally weighted residuals: Lei and
// others (2018), Distribution-free predictive inference for regression; with
// weights, and the one to come at the far end: Tibshirani and others (2019),
// Conformal prediction under covariate shift.
func (st *study) stretch(i, h int) float64 {
	h = min(h, Rounds-1)
	needed := make(sample, 0, Levels+i)
	for _, z := range normalScores[Levels/2:] {
		needed.add(z/normalScores[17], caution/(Levels/2+1))
	}
	for j := i - h - 1; j >= minLearn-1; j-- {
		needed.add(st.needed[j][h], 1/float64(h+1)) // so many of them overlap, and tell as much as one
	}
	needed.add(widest, 1) // the one to come
	// 0.8 is the 16th of the quantiles.
	return min(max(needed.quantiles()[15], narrowest), widest)
}

// keep returns how much of the surprise of one round the next one keeps, 0 to
// 1, by rounds ahead: as the surprises of two neighbours seen from one round
// went together, in normal scores, and once as if cutoffs were a random walk,
// of which h+1 steps have h in common.
//
// Source: Schefzik, Thorarinsdottir and Gneiting (2013), Uncertainty
// quantification in complex simulation models using ensemble copula coupling:
// forecasts of each time apart are tied together by a copula.
func (st *study) keep(i, ahead int) []float64 {
	keep := make([]float64, ahead)
	for h := 1; h < ahead; h++ {
		both, each := math.Sqrt(float64(h)/float64(h+1)), 1.0
		to := min(h, Rounds-1)
		for j := i - to - 1; j >= minLearn-1; j-- {
			one, next := st.came[j][to-1], st.came[j][to]
			both += one * next / float64(to+1) // they overlap, as in stretch
			each += (one*one + next*next) / 2 / float64(to+1)
		}
		keep[h] = max(both/each, 0)
	}
	return keep
}

// inParallel calls do for 0 to n-1 on all cores; what each does must not
// depend on the others.
func inParallel(n int, do func(i int)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	var panicked atomic.Pointer[any] // the caller's, who may answer for many
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					panicked.CompareAndSwap(nil, &p)
				}
			}()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	workers.Wait()
	if p := panicked.Load(); p != nil {
		panic(*p)
	}
}
