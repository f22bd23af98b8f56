package forecast

import (
	"hash/fnv"
	"math"
	"math/rand/v2"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
)

// Own simulates the rounds of a province to come, on its own scale, by the
// simulator of the federal rounds. Its constants are those of the CRS, which without
// a nomination gives 600 points; so the province's points are stretched to that
// length, and back. Four lengths and the level of nominees in place of a queue were
// looked at on the twelve rounds there are to judge by: 1,200 points do as well in
// Alberta and badly in British Columbia, and no queue does worse there.
//
// Where a province invites by wage as well, on the same days, both lanes are
// simulated from the same random numbers: their days are the same, and a wide round
// by points comes with a wide one by wage.
type Own struct {
	lanes []ownLane
	data  civil.Day
	part  uint64
}

// ownLane is the rounds by points, or by wage.
type ownLane struct {
	like    draws.Provincial // the last round: what a simulated one is like beside its day and minimum
	stretch float64
	sim     *simulator
	known   int
}

// ownLength is the length that scales are stretched to, in points.
const ownLength = 600

// mostWage is the length of the scale of wages, in dollars an hour.
const mostWage = 100

// hoursAYear turns an hourly into a yearly minimum: those of ten rounds by wage of
// 2025 and 2026 were 1,944 to 2,071 times as high, and whole 5,000 dollars.
const hoursAYear = 2016

// NewOwn learns the rounds of a province, oldest first, on a scale of most points;
// data is the day to which they are known. It is false with fewer than MinRounds.
func NewOwn(points, wage []draws.Provincial, most int, data civil.Day) (*Own, bool) {
	if len(points) < MinRounds {
		return nil, false
	}
	return newOwn(points, wage, most, data), true
}

func newOwn(points, wage []draws.Provincial, most int, data civil.Day) *Own {
	name := fnv.New64a()
	name.Write([]byte(points[0].Province + points[0].Program))
	o := &Own{data: data, part: name.Sum64()}
	o.add(points, ownLength/float64(most), data)
	if len(wage) == len(points) {
		o.add(wage, ownLength/float64(mostWage), data)
	}
	return o
}

func (o *Own) add(rounds []draws.Provincial, stretch float64, data civil.Day) {
	past := History{Day: data}
	for i := range rounds {
		cutoff := int(math.Round(minimumOf(&rounds[i]) * stretch))
		past.Rounds = append(past.Rounds, draws.Round{Date: rounds[i].Date, Size: rounds[i].Size, Cutoff: cutoff})
	}
	sim := newSimulator(past, newTiming(past.gaps(), past.elapsed()))
	o.lanes = append(o.lanes, ownLane{rounds[len(rounds)-1], stretch, sim, len(rounds)})
}

func minimumOf(r *draws.Provincial) float64 { return max(float64(r.Points), r.Hourly) }

// Known returns how many rounds it stands on.
func (o *Own) Known() int { return o.lanes[0].known }

// Path returns the rounds of the n-th path until a day, lane by lane and each by
// day. A path follows from the seed and n alone.
func (o *Own) Path(seed uint64, n int, until civil.Day) (rounds []draws.Provincial) {
	for i := range o.lanes {
		lane := &o.lanes[i]
		lane.walk(o.part, seed, n, func(p *path) bool {
			if o.data+civil.Day(p.day) > until {
				return false
			}
			rounds = append(rounds, lane.round(o.data+civil.Day(p.day), p.hold()/lane.stretch))
			return true
		})
	}
	return rounds
}

// walk plays rounds for as long as each tells to go on.
func (l *ownLane) walk(part, seed uint64, n int, each func(*path) bool) {
	const odd = 0x9e3779b97f4a7c15
	p := path{random: rand.New(rand.NewPCG(seed^uint64(n)*odd, part*odd+uint64(n)))}
	p.start(l.sim)
	for p.next(); each(&p); p.next() {
	}
}

// round is one with a minimum.
func (l *ownLane) round(on civil.Day, minimum float64) draws.Provincial {
	r := l.like
	r.Date, r.Size = on, 0
	if whole := math.Round(minimum); r.Points > 0 {
		r.Points = max(int(whole), 1)
	} else {
		r.Hourly = max(whole, 1)
		if r.Annual > 0 {
			r.Annual = int(math.Round(r.Hourly*hoursAYear/5000)) * 5000
		}
	}
	return r
}

// OwnScore is how the simulator did on a province's past, beside the last value:
// the mean CRPS of the next minimum, in points of the province's scale.
type OwnScore struct {
	Rounds     int // that were foretold, each from those before it
	Ours, Last float64
}

// ownLeast is from how many rounds on the past is foretold: a simulator needs
// three, and eight would leave next to nothing to judge by.
const ownLeast = 4

// ScoreOwn foretells each round by points from those before it.
func ScoreOwn(points []draws.Provincial, most int, seed uint64) (s OwnScore) {
	const paths = 2000
	for i := ownLeast; i < len(points); i++ {
		o := newOwn(points[:i], nil, most, points[i-1].Date)
		lane := &o.lanes[0]
		next := counts(make([]float64, highest+1))
		for n := range paths {
			lane.walk(o.part, seed, n, func(p *path) bool {
				next[int(p.hold()+0.5)]++
				return false
			})
		}
		var past []draws.Round
		for k := range points[:i] {
			past = append(past, draws.Round{Cutoff: int(math.Round(minimumOf(&points[k]) * lane.stretch))})
		}
		truth := minimumOf(&points[i]) * lane.stretch
		s.Rounds++
		s.Ours += next.quantiles().CRPS(truth) / lane.stretch
		s.Last += lastFan(past)[0].CRPS(truth) / lane.stretch
	}
	if s.Rounds > 0 {
		s.Ours, s.Last = s.Ours/float64(s.Rounds), s.Last/float64(s.Rounds)
	}
	return s
}
