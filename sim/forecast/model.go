package forecast

import (
	"math"
	"sync"

	"gonum.org/v1/gonum/stat/distuv"

	"crsplan/sim/draws"
)

// Model is one way to see the cutoffs ahead.
type Model interface {
	// Name is the key of the model, as in "revert".
	Name() string
	// Fan returns the quantiles of the next rounds, as many as asked for, or
	// nil where the history tells the model nothing. The history holds at
	// least four rounds.
	Fan(past History, ahead int) Fan
}

// Models returns the models that may speak of a stream. Provincial nominees
// are no queue: a nomination is worth 600 points and all who have one are
// invited, so their cutoff is the luck of the lowest.
func Models(s draws.Stream) []Model {
	models := []Model{last{}, revert{}, smooth{}, level{}}
	switch s {
	case draws.PNP:
	case draws.General:
		models = append(models, queue{}, queue{pool: true})
	default:
		models = append(models, queue{})
	}
	return models
}

// memory is how much each round counts of the one after it, in means, spreads
// and scores alike: half of it is lost in 23 rounds.
const memory = 0.97

// last says: as at the last round, give or take what such a forecast missed
// before. Misses count in both directions, so that it has no drift.
type last struct{}

func (last) Name() string { return "last" }

func (last) Fan(past History, ahead int) Fan {
	y := past.cutoffs()
	origin := y[len(y)-1]
	return missed(y, ahead, func(int) float64 { return origin },
		func(t, _ int) float64 { return y[t] })
}

// missed returns a fan around the centres: the errors that earlier forecasts
// of the same number of rounds ahead have made, in both directions, and with
// them a few of a normal spread that grows as a damped walk, which carries
// the fan while errors are few.
func missed(y []float64, ahead int, centre func(h int) float64, forecast func(t, h int) float64) Fan {
	const prior, damping = 4, 0.9
	step := make([]float64, 0, len(y))
	for t := 0; t+1 < len(y); t++ {
		step = append(step, y[t+1]-forecast(t, 1))
	}
	sd := scale(step)
	fan := make(Fan, ahead)
	growth, damped := 0.0, 1.0
	errors := make(sample, 0, 2*len(y)+Levels)
	for h := 1; h <= ahead; h++ {
		growth += damped
		damped *= damping * damping
		errors = errors[:0]
		weight := 1.0
		for t := len(y) - 1 - h; t >= 0; t-- {
			e := y[t+h] - forecast(t, h)
			errors.add(e, weight/2)
			errors.add(-e, weight/2)
			weight *= memory
		}
		errors.addNormal(0, sd*math.Sqrt(growth), prior)
		fan[h-1] = errors.quantiles().plus(centre(h))
	}
	return fan
}

// scale returns a standard deviation around zero, newer values counting more
// and none more than three times the typical one: a single jump is no rule.
func scale(errors []float64) float64 {
	if len(errors) == 0 {
		return 0
	}
	absolute := make(sample, 0, len(errors))
	w := recency(len(errors), memory)
	for i, e := range errors {
		absolute.add(math.Abs(e), w[i])
	}
	typical := max(absolute.quantiles().Median()*1.4826, 1) // of a normal distribution, and not below a point
	sum, total := 0.0, 0.0
	for i, e := range errors {
		e = min(math.Abs(e), 3*typical)
		sum += w[i] * e * e
		total += w[i]
	}
	return math.Sqrt(sum / total)
}

// autoregression is a series that falls back to its level: each value keeps the
// share phi of its distance from the mean.
type autoregression struct {
	mean, phi, sd float64 // sd of one step
	n             float64 // values it stands on
}

// fitAutoregression learns it by weighted least squares. While values are few
// phi is drawn to 0.8, as if four more had been seen.
func fitAutoregression(y []float64, keep float64) autoregression {
	const prior, priorPhi = 4, 0.8
	w := recency(len(y), keep)
	a := autoregression{n: effective(w)}
	total := 0.0
	for i, v := range y {
		a.mean += w[i] * v
		total += w[i]
	}
	a.mean /= total
	variance, square, product := 0.0, 0.0, 0.0
	for i, v := range y {
		variance += w[i] / total * (v - a.mean) * (v - a.mean)
		if i > 0 {
			square += w[i] * (y[i-1] - a.mean) * (y[i-1] - a.mean)
			product += w[i] * (y[i-1] - a.mean) * (v - a.mean)
		}
	}
	if variance == 0 {
		variance = 1
	}
	a.phi = (product + prior*variance*priorPhi) / (square + prior*variance)
	a.phi = min(max(a.phi, 0), 0.98)
	var errors []float64
	for i := 1; i < len(y); i++ {
		errors = append(errors, y[i]-a.mean-a.phi*(y[i-1]-a.mean))
	}
	a.sd = scale(errors)
	return a
}

// ahead returns mean and standard deviation so many steps after a value; what
// is not known of the mean itself is in it.
func (a autoregression) ahead(from float64, steps int) (mean, sd float64) {
	kept := math.Pow(a.phi, float64(steps))
	mean = a.mean + kept*(from-a.mean)
	variance := a.sd * a.sd * (1 - kept*kept) / (1 - a.phi*a.phi)
	ofMean := (1 - kept) * a.sd / (1 - a.phi) / math.Sqrt(a.n)
	return mean, math.Sqrt(variance + ofMean*ofMean)
}

// revert says: the cutoff falls back to its level, as fast as it used to.
type revert struct{}

func (revert) Name() string { return "revert" }

func (revert) Fan(past History, ahead int) Fan {
	y := past.cutoffs()
	a := fitAutoregression(y, memory)
	scores := studentScores(max(a.n-2, 3))
	fan := make(Fan, ahead)
	for h := range fan {
		mean, sd := a.ahead(y[len(y)-1], h+1)
		for i, z := range scores {
			fan[h][i] = mean + sd*z
		}
	}
	return fan
}

// studentScores returns the quantiles of Student's t. They are remembered: those
// of a history follow from its length.
func studentScores(nu float64) *Quantiles {
	if known, ok := studentKnown.Load(nu); ok {
		return known.(*Quantiles)
	}
	t := distuv.StudentsT{Sigma: 1, Nu: nu}
	q := new(Quantiles)
	for i := range Levels / 2 {
		q[i] = t.Quantile(Level(i))
		q[Levels-1-i] = -q[i]
	}
	studentKnown.Store(nu, q)
	return q
}

var studentKnown sync.Map // of *Quantiles by degrees of freedom

// smooth says: exponential smoothing with a trend that dies out; how fast it
// learns is what has served best so far.
//
// Source: Gardner and McKenzie (1985), Forecasting trends in time series.
type smooth struct{}

func (smooth) Name() string { return "smooth" }

func (smooth) Fan(past History, ahead int) Fan {
	const damping = 0.8
	y := past.cutoffs()
	var levels, trends []float64
	best := math.Inf(1)
	for _, alpha := range []float64{0.2, 0.4, 0.6, 0.8, 1} {
		for _, beta := range []float64{0, 0.2} {
			l, b, miss := damped(y, alpha, beta, damping)
			if miss < best {
				best, levels, trends = miss, l, b
			}
		}
	}
	sums := make([]float64, ahead+1) // of the damped trend
	for h, d := 1, damping; h <= ahead; h, d = h+1, d*damping {
		sums[h] = sums[h-1] + d
	}
	forecast := func(t, h int) float64 { return levels[t] + trends[t]*sums[h] }
	return missed(y, ahead, func(h int) float64 { return forecast(len(y)-1, h) }, forecast)
}

// damped smooths a series and returns its level and trend after each value,
// and the weighted sum of what it missed one step ahead.
func damped(y []float64, alpha, beta, damping float64) (levels, trends []float64, miss float64) {
	levels, trends = make([]float64, len(y)), make([]float64, len(y))
	w := recency(len(y), memory)
	levels[0] = y[0]
	for t := 1; t < len(y); t++ {
		trend := damping * trends[t-1]
		e := y[t] - levels[t-1] - trend
		miss += w[t] * math.Abs(e)
		levels[t] = levels[t-1] + trend + alpha*e
		trends[t] = trend + alpha*beta*e
	}
	return levels, trends, miss
}

// level says: as it used to be, wherever it stands now.
type level struct{}

func (level) Name() string { return "level" }

func (level) Fan(past History, ahead int) Fan {
	y := past.cutoffs()
	w := recency(len(y), memory)
	values := make(sample, 0, len(y)+Levels)
	mean, total := 0.0, 0.0
	for i, v := range y {
		values.add(v, w[i])
		mean += w[i] * v
		total += w[i]
	}
	mean /= total
	off := make([]float64, len(y))
	for i, v := range y {
		off[i] = v - mean
	}
	values.addNormal(mean, scale(off), 2)
	fan := make(Fan, ahead)
	q := values.quantiles()
	for h := range fan {
		fan[h] = q
	}
	return fan
}
