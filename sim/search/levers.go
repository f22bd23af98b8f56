package search

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// Lever is one move alone: what it does to the score, from when and at what
// cost.
type Lever struct {
	Move
	// Blocked is why the move cannot be taken, or would change nothing; the
	// rest is empty then.
	Blocked reason.Reason
	// On is the day on which its last step is done on its likely course, and
	// Months how long that takes.
	On     civil.Day
	Months float64
	Cost   sim.Range
	// ToCanada says that somebody moves there who lives elsewhere, the cost of
	// which is not in Cost.
	ToCanada bool
	// Score is the score on that day, and Points what it is above that of
	// staying on the same day, so that both have aged. Ageing is what age takes
	// meanwhile, 0 or below.
	Score, Points, Ageing int
	Parts                 []sim.Part // of the points
	// Opens are the streams that are open from that day on at some time and
	// are not to those who stay; Closes those that are open to them on that day
	// and no longer to the person.
	Opens, Closes []draws.Stream
}

// PerMonth returns the points for each month of the move; +Inf for one that
// takes no time.
func (l *Lever) PerMonth() float64 { return per(l.Points, l.Months) }

// PerThousand returns the points for each thousand dollars; +Inf for one that
// costs nothing.
func (l *Lever) PerThousand() float64 { return per(l.Points, l.Cost.Likely/1000) }

func per(points int, of float64) float64 {
	switch {
	case points == 0:
		return 0
	case of == 0:
		return math.Copysign(math.Inf(1), float64(points))
	}
	return float64(points) / of
}

// yearAfter is how long after a move is done the streams that it opens are
// looked for, in days.
const yearAfter = 365

// Levers plays each move alone from the start of a plan and compares it with
// staying. The streams are those that matter.
func Levers(w *sim.World, plan *sim.Plan, moves []Move, which []draws.Stream) ([]Lever, *sim.Projection, error) {
	played, horizons := make([]*sim.Projection, len(moves)), make([]int, len(moves))
	err := sim.Parallel(len(moves), func(i int) (err error) {
		horizons[i] = max(sim.DefaultHorizonMonths, int(math.Ceil(moves[i].Length().Likely))+1+12)
		played[i], err = w.Project(within(plan, horizons[i]), taken(moves[i]))
		if err == nil && !unfinished(played[i]).IsZero() && horizons[i] < longestLever {
			horizons[i] = longestLever // a step names a later day
			played[i], err = w.Project(within(plan, longestLever), taken(moves[i]))
		}
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	stay, err := w.Project(within(plan, slices.Max(append(horizons, sim.DefaultHorizonMonths))), sim.Stay())
	if err != nil {
		return nil, nil, err
	}
	unmoved := stay.Prospect()
	for _, s := range which {
		unmoved.Verdicts(s) // settled before the cores share it
	}
	levers := make([]Lever, len(moves))
	err = sim.Parallel(len(moves), func(i int) error {
		levers[i] = Lever{Move: moves[i]}
		levers[i].compare(played[i], stay, unmoved, which)
		return nil
	})
	return levers, stay, err
}

// longestLever is how far ahead a move is looked at, in months: one that is not
// done by then is none for anybody.
const longestLever = 240

// Alone is the option of one move.
func Alone(m Move) sim.Option {
	return sim.Option{Name: m.Name, Scenarios: []*sim.Scenario{m.Scenario}}
}

// taken is the option of one move of which a province's own round takes the person
// at once: what it is worth then. How likely that is, chances tell.
func taken(m Move) sim.Option {
	o := Alone(m)
	if slices.ContainsFunc(m.Steps, func(s sim.Step) bool { return s.WaitsFor.Provincial() }) {
		o.Scenarios = []*sim.Scenario{altered(m.Scenario, func(s *sim.Step) {
			if s.WaitsFor.Provincial() {
				s.WaitsFor = ""
			}
		})}
	}
	return o
}

// within returns the plan with another horizon.
func within(plan *sim.Plan, months int) *sim.Plan {
	other := *plan
	other.HorizonMonths = months
	return &other
}

// compare fills in what a move does.
func (l *Lever) compare(p, stay *sim.Projection, unmoved *sim.Prospect, which []draws.Stream) {
	if l.Blocked = blocked(p); l.Blocked.IsZero() {
		l.Blocked = unfinished(p)
	}
	if !l.Blocked.IsZero() {
		return
	}
	l.Months, l.Cost, l.ToCanada = p.Months(), p.Cost(), p.Moves()
	l.On = p.Start + civil.Day(math.Round(l.Months*civil.DaysPerMonth))
	with, without, first := p.At(l.On), stay.At(l.On), stay.At(stay.Start)
	l.Score, l.Points = with.Total, with.Total-without.Total
	l.Parts = sim.Parts(without, with)
	l.Ageing = ageing(first, without)
	q := p.Prospect()
	for _, s := range which {
		opens := false
		for day := l.On; day <= min(l.On+yearAfter, p.End); day++ {
			opens = opens || q.Admits(s, day) == streams.Yes && unmoved.Admits(s, day) != streams.Yes
		}
		if opens {
			l.Opens = append(l.Opens, s)
		}
		if unmoved.Admits(s, l.On) == streams.Yes && q.Admits(s, l.On) == streams.No {
			l.Closes = append(l.Closes, s)
		}
	}
}

// ageing returns what age takes between two standings of one person.
func ageing(from, to *sim.Standing) int {
	return to.Rules.Score(&to.Candidate).Core.Age - from.Rules.Score(&from.Candidate).Core.Age
}

// blocked says why an option does not come about: a step that is blocked or
// waits, or every step of a move changing nothing.
func blocked(p *sim.Projection) reason.Reason {
	for i := range p.Steps {
		if s := &p.Steps[i]; s.State == sim.StepBlocked || s.State == sim.StepWaiting {
			return s.Why
		}
	}
	return idle(p)
}

// unfinished says of a projection in which a step is not done that it is not.
func unfinished(p *sim.Projection) reason.Reason {
	for i := range p.Steps {
		if s := p.Steps[i].State; s == sim.StepRunning || s == sim.StepNotReached {
			return reason.New("search.late", "end", p.End)
		}
	}
	return reason.Reason{}
}

// idle says of a projection in which a whole move changes nothing why that is.
func idle(p *sim.Projection) reason.Reason {
	for _, m := range p.Option.Scenarios {
		var why reason.Reason
		skipped := len(m.Steps) > 0
		for i := range p.Steps {
			if s := &p.Steps[i]; s.Scenario == m {
				skipped = skipped && s.State == sim.StepSkipped
				why = s.Why
			}
		}
		if skipped {
			return why
		}
	}
	return reason.Reason{}
}

// By is what levers are sorted by.
type By string

// The orders of levers.
const (
	ByPoints   By = "points"
	ByMonth    By = "per-month"
	ByThousand By = "per-dollar"
	ByChance   By = "chance"
	ByDay      By = "day"
)

// Orders returns the orders of levers.
func Orders() []By { return []By{ByPoints, ByMonth, ByThousand, ByChance, ByDay} }

// Compare orders two levers, the better one first, of equals the cheaper, the
// shorter and then the one whose name comes first; ByChance needs the gains in
// chance of both.
func (by By) Compare(a, b *Lever, gainA, gainB float64) int {
	first := 0
	switch by {
	case ByMonth:
		first = cmp.Compare(b.PerMonth(), a.PerMonth())
	case ByThousand:
		first = cmp.Compare(b.PerThousand(), a.PerThousand())
	case ByChance:
		first = cmp.Compare(gainB, gainA)
	case ByDay:
		first = cmp.Compare(a.On, b.On)
	}
	return cmp.Or(first, cmp.Compare(b.Points, a.Points), cmp.Compare(a.Cost.Likely, b.Cost.Likely), cmp.Compare(a.Months, b.Months), strings.Compare(a.Name, b.Name))
}

// Distinct leaves out levers that do the same as another one: the same points
// by the same parts and the same streams, later or dearer. What the library
// has stays in preference to what was made from the profile.
func Distinct(levers []Lever) []Lever {
	same := func(a, b *Lever) bool {
		return a.waitsFor() == b.waitsFor() && a.Points == b.Points && slices.Equal(a.Parts, b.Parts) && slices.Equal(a.Opens, b.Opens) && slices.Equal(a.Closes, b.Closes)
	}
	var kept []Lever
	for i := range levers {
		l := &levers[i]
		if l.Blocked.IsZero() && (l.Points != 0 || len(l.Opens) > 0) && slices.ContainsFunc(levers, func(o Lever) bool {
			return o.Blocked.IsZero() && o.Name != l.Name && same(l, &o) && o.better(l)
		}) {
			continue
		}
		kept = append(kept, *l)
	}
	return kept
}

// better says whether a lever is to be kept in place of one that does the same.
func (l *Lever) better(o *Lever) bool {
	if (l.Raise == nil) != (o.Raise == nil) || l.Raise != nil && (l.Raise.Language != o.Raise.Language || l.Raise.Who != o.Raise.Who || l.Raise.Completes() != o.Raise.Completes()) {
		return false // they are different things to do
	}
	if l.On <= o.On && l.Cost.Likely <= o.Cost.Likely {
		return l.On < o.On || l.Cost.Likely < o.Cost.Likely || !l.Made() && o.Made() || l.Made() == o.Made() && l.Name < o.Name
	}
	return false
}

// waitsFor is whose own round a lever waits for; "" for none. Levers of different
// provinces are never alike.
func (l *Lever) waitsFor() draws.Stream {
	for i := range l.Steps {
		if s := l.Steps[i].WaitsFor; s.Provincial() {
			return s
		}
	}
	return ""
}
