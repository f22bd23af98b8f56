package forecast

import (
	"math"
	"math/rand/v2"
	"sync"

	"gonum.org/v1/gonum/stat/distuv"

	"crsplan/sim/civil"
)

// highest is the highest score there is.
const highest = 1200

// simulator plays one stream forward. What it knows it knew on the data date.
//
// A path draws one of the members, and then for each round a place of the past:
// its gap, the surprise of its level and that of its size come together, as they
// did there. The two surprises may both change their sign, so that no drift goes
// on. With a chance that falls with the rounds known, the surprise of the level is
// of a Student law instead: the past has not seen everything yet. The cutoff
// follows from the queue: a round of size exp(s) takes exp(s - z / tail) days'
// arrivals from the top, and leaves the rest to the next one.
type simulator struct {
	data    civil.Day
	members []member
	weights []float64   // of the members, 1 in all
	pick    [256]uint16 // members, each as often as it counts
	timing  *timing
	sizes   autoregression // of the logarithms of the sizes
	last    float64        // the newest of these
	first   float64        // the oldest
	changes []float64      // surprises of the sizes, by round, from the second on
	fixed   bool           // what-if: every round is of the same size,
	size    float64        // of which this is the logarithm
	student float64        // chance of a surprise from the Student law
	law     *[256]float64  // [student5]
}

// priorSurprises is how many surprises of a Student law are supposed before any
// was seen.
const priorSurprises = 4

// student5 are equally likely values of Student's law with five degrees of
// freedom, scaled to a variance of 1.
var student5 = sync.OnceValue(func() *[256]float64 {
	q, t := new([256]float64), distuv.StudentsT{Sigma: math.Sqrt(3.0 / 5), Nu: 5}
	for i := range q {
		q[i] = t.Quantile((float64(i) + 0.5) / float64(len(q)))
	}
	return q
})

// newSimulator learns a stream, which needs three rounds at least.
func newSimulator(past History, timing *timing) *simulator {
	logs := past.logSizes()
	s := &simulator{
		data: past.Day, members: membersOf(past), timing: timing,
		sizes: fitAutoregression(logs), first: logs[0], last: logs[len(logs)-1], law: student5(),
	}
	for i := 1; i < len(logs); i++ {
		s.changes = append(s.changes, logs[i]-s.sizes.after(logs[i-1]))
	}
	s.student = priorSurprises / (priorSurprises + effective(recency(len(s.changes), memory)))
	s.weights = weights(s.members)
	lay(s.pick[:], s.weights)
	return s
}

// fix supposes that every round ahead is of a size; 0: they are as they come.
func (s *simulator) fix(size int) {
	if size > 0 {
		s.fixed, s.size = true, math.Log(float64(size))
	}
}

// path is one future of a stream, round by round.
type path struct {
	sim    *simulator
	random *rand.Rand
	member *member
	queue  queue
	begun  bool
	day    int32   // of the next round, after the data date
	size   float64 // its size, as a logarithm
	level  float64 // its level, in points
	at     float64 // distance of the level from its mean
}

// start goes back to the data date, from where the random numbers now stand.
func (p *path) start(s *simulator) {
	p.sim = s
	p.member = &s.members[s.pick[p.random.Uint32()&255]]
	p.queue = append(p.queue[:0], p.member.queue...)
	p.begun, p.day, p.size, p.at = false, 0, s.last, p.member.at
}

// next draws the next round: its day, its size, and the level of arrivals. Of
// the 64 bits of one draw, 8 choose the place, one the sign, 16 whether the
// surprise is of the Student law, and 8 which; 24 are the timing's.
func (p *path) next() {
	s, m := p.sim, p.member
	bits := p.random.Uint64()
	var place int
	var days int32
	if p.begun {
		place, days = s.timing.next(p.random, bits)
	} else {
		place, days = s.timing.wait(p.random, bits)
		p.begun = true
	}
	p.day += days
	surprise, change := m.surprises[place], s.changes[place]
	if bits>>8&1 != 0 {
		surprise, change = -surprise, -change
	}
	if float64(bits>>9&0xffff)/(1<<16) < s.student {
		surprise = m.sd * s.law[bits>>25&255]
	}
	p.size = s.sizes.after(p.size) + change
	if s.fixed {
		p.size = s.size
	}
	p.level = m.base + m.mean + m.keep*p.at + surprise
	p.at = m.keep*p.at + learns*surprise
}

// cutoff returns the cutoff of the round drawn if its size were another, as a
// logarithm, and the density that it reaches down to.
func (p *path) cutoff(size float64) (score, density float64) {
	m := p.member
	if m.queue == nil {
		score = p.level - m.tail*(size-p.sim.first)
	} else {
		density = p.queue.reach(math.Exp(size-p.level/m.tail), int32(p.sim.data)+p.day)
		score = scoreOf(density, m.tail)
	}
	return min(max(score, 1), highest), density
}

// hold holds the round drawn: it takes its candidates. The cutoff is returned.
func (p *path) hold() float64 {
	score, density := p.cutoff(p.size)
	if p.member.queue != nil {
		p.queue = p.queue.clear(density, int32(p.sim.data)+p.day)
	}
	return score
}
