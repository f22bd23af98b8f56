// Package sim plays a profile and its scenarios forward, day by day, under the
// dated rules.
//
// A [World] is what is known: the rules, the day that counts as today, and
// whether documents are renewed. [World.Stand] gives a person's standing on
// one day, [World.Project] plays an option over a horizon and gives a
// [Projection]: the score on each day it changes, and the events that moved
// it. [Projection.Lanes] tells on which days each stream is open to the person,
// [Projection.Margins] how far the score is from its rounds, and [World.Replay]
// sets the person down on past days against the rounds that really followed.
// All follow the same few rules of time:
//
//   - Days are half-open. What ends on a day no longer counts on it; what
//     happens on a day takes effect at its start.
//   - A job without an end goes on accruing, so that staying as one is does
//     not mean standing still.
//   - Tests, assessments and the profile are renewed when they expire, unless
//     the world lets them lapse. What has expired before the first day comes
//     back only by a step.
//   - A person set down on an earlier day than the profile's is set down as
//     they are: the person's own calendar is kept and the world's is moved,
//     so that age, months and validity are exactly those that were stated.
package sim

import (
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// World is what a projection takes as given.
type World struct {
	Book *crs.Book
	// Today is the clock's day, or the day that stands in for it. With AsOf a
	// person whose profile is stated later is set down on it.
	Today civil.Day
	AsOf  bool
	// Known is the day of knowledge: nothing announced later is used.
	Known civil.Day
	// LetExpire lets tests, assessments and profiles lapse instead of
	// renewing them.
	LetExpire bool
	// SetDown sets every person down on Today as they are, also one whose
	// profile is stated earlier: a replay.
	SetDown bool
	// Draws are rounds that really follow: they release the steps that wait
	// for a draw. Nil: such steps wait for ever.
	Draws *draws.Record
	// Quiet leaves out the events, and what to beware of in the rules and the
	// documents: for projections of which only the scores and what is open are
	// looked at.
	Quiet bool
	// Generous keeps what an official score adds to the known factors whatever
	// becomes of work and offer, and leaves out what it takes away: no projection
	// has a higher score. It is for bounds.
	Generous bool
}

// settlePartner chooses the first official language of the partner where it is
// left open: the one with the higher total, English where both are equal.
func settlePartner(c *profile.Candidate, r *crs.Ruleset) {
	if c.WithPartner && !c.Partner.Declared {
		settle(c, r, &c.Partner.First)
	}
}

func settle(c *profile.Candidate, r *crs.Ruleset, first *language.Official) {
	*first = language.French
	french := r.Total(c)
	*first = language.English
	if french > r.Total(c) {
		*first = language.French
	}
}

// Stand returns a person's standing on one day of the world, and what to
// beware of. On a day before the profile's, the person is set down on it.
//
// The error is crs.BeforeFirstDay on a day without rules.
func (w *World) Stand(p *profile.Profile, on civil.Day) (Standing, reason.Warnings, error) {
	proj, err := w.Ahead(p, Stay(), on, 0)
	if err != nil {
		return Standing{}, nil, err
	}
	return *proj.At(on), proj.warningsOn(on), nil
}

// Ahead plays an option from today, or from a day before it, to so many months
// after that day. On a day before the profile's, the person is set down on it.
//
// The error is crs.BeforeFirstDay on a day without rules.
func (w *World) Ahead(p *profile.Profile, option Option, on civil.Day, months int) (*Projection, error) {
	first := min(w.today(p), on)
	pl, err := w.newPlayer(p, option, first, on.AddMonths(months), w.ahead(p, first))
	if err != nil {
		return nil, err
	}
	pl.play()
	return pl.proj, nil
}

// today returns the first day of a projection that names none.
func (w *World) today(p *profile.Profile) civil.Day {
	if w.AsOf || w.SetDown {
		return w.Today
	}
	return max(w.Today, p.StatedOn)
}

// ahead returns by how many days the calendar of a person who begins on a day
// of the world is ahead of it.
func (w *World) ahead(p *profile.Profile, first civil.Day) civil.Day {
	if w.SetDown {
		return p.StatedOn - first
	}
	return max(0, p.StatedOn-first)
}

// Project plays an option of a plan forward, its steps on their likely course.
func (w *World) Project(plan *Plan, option Option) (*Projection, error) {
	return w.ProjectOn(plan, option, option.Likely(), 0)
}

// Start returns the first day of a plan in the world, and by how many days the
// person's calendar is ahead of it.
func (w *World) Start(plan *Plan) (start, shift civil.Day) {
	start = w.today(plan.Profile)
	shift = w.ahead(plan.Profile, start)
	if !plan.Start.IsZero() && !w.SetDown {
		start = plan.Start - shift
		shift = max(shift, plan.Profile.StatedOn-start)
	}
	return start, shift
}
