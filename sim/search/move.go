// Package search turns the question round: not what a plan does to a score, but
// which plan does the most.
//
// A [Move] is one thing that a person could do: a scenario of the library, one
// of the user's, or one made from the profile ([Made]), such as one ability one
// level up. [Levers] plays each move alone. [Question.Find] puts moves together, in
// every order and side by side as far as a person can, and keeps what is worth
// a look; a [Goal] of points is answered exactly from there. [Question.Choose]
// has the chances of those plans simulated and keeps the frontier: the plans that no
// other beats in chance, months and cost alike. [Ways] are the four ways in
// which a couple may apply.
//
// What is exact: which plans there are, what they cost, their score and what is
// open on each day of their likely course. What is simulated: chances and the
// months to an invitation.
package search

import (
	"crsplan/sim"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// Move is one thing that a person could do. The titles and sources of one that
// was made from the profile are reasons, for the rim to put into words; those
// of its scenario are empty then.
type Move struct {
	*sim.Scenario
	Title, Source reason.Reason
	// Raise tells of a move that raises test results what it raises.
	Raise *Raise
}

// Made says whether the move was made from a profile.
func (m *Move) Made() bool { return !m.Title.IsZero() }

// Raise is from which to which results a test has to rise. Where an ability
// stays as it is, both are equal.
type Raise struct {
	Who      sim.Who
	Language language.Official
	Test     string // an ID of package language; "" where only levels were declared
	From, To language.Levels
	// FromScore and ToScore are of that test: what was declared, or the least
	// that reaches the level. Zero without a test.
	FromScore, ToScore [4]float64
}

// single says whether one ability alone has to rise.
func (r *Raise) single() bool {
	if r == nil {
		return false
	}
	n := 0
	for a := range r.To {
		if r.To[a] > r.From[a] {
			n++
		}
	}
	return n == 1
}

// Completes returns the level that all four abilities reach by the raise and
// did not before; 0 where it is as far as it was.
func (r *Raise) Completes() int {
	if r.To.Lowest() <= r.From.Lowest() {
		return 0
	}
	return r.To.Lowest()
}

// Library returns moves of scenarios that somebody may take: one that only
// changes the rules is no move, for nobody can do it.
func Library(scenarios []*sim.Scenario) []Move {
	var moves []Move
	for _, s := range scenarios {
		if len(s.Steps) > 0 {
			moves = append(moves, Move{Scenario: s})
		}
	}
	return moves
}

// Whose returns who takes a move: the partner where every step is the
// partner's.
func Whose(s *sim.Scenario) sim.Who {
	for i := range s.Steps {
		if s.Steps[i].Who == sim.Principal {
			return sim.Principal
		}
	}
	return sim.ThePartner
}

// wholeTime says whether a move takes the whole time of whoever takes it:
// full-time study or work. Nobody does two such things at once.
func wholeTime(s *sim.Scenario) bool {
	for i := range s.Steps {
		if !s.Steps[i].During.Nothing() {
			return true
		}
	}
	return false
}

// personOf returns whoever takes a step, nil for a partner that there is not.
func personOf(p *profile.Profile, who sim.Who) *profile.Person {
	if who == sim.Principal {
		return &p.Self
	}
	if p.Partner == nil {
		return nil
	}
	return &p.Partner.Person
}
