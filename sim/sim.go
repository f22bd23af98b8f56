// Package sim plays a profile and its scenarios forward, day by day, under the
// dated rules.
//
// A [World] is what is known: the rules, the day that counts as today, and
// whether documents are renewed. [World.Stand] gives a person's standing on
// one day, [World.Project] plays an option over a horizon and gives a
// [Projection]: the score on each day it changes, and the events that moved
// it. Both follow the same few rules of time:
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
}

// settleSelf chooses the first official language of a candidate where it is
// left open: the one with the higher total, English where both are equal.
func settleSelf(c *profile.Candidate, r *crs.Ruleset) {
	if !c.FirstDeclared {
		settle(c, r, &c.First)
	}
}

// settlePartner does the same for the partner.
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
	first := min(w.today(p), on)
	shift := max(0, p.StatedOn-first)
	pl, err := w.newPlayer(p, Stay(), first, on, shift)
	if err != nil {
		return Standing{}, nil, err
	}
	pl.play()
	return *pl.proj.At(on), pl.proj.Warnings, nil
}

// today returns the first day of a projection that names none.
func (w *World) today(p *profile.Profile) civil.Day {
	if w.AsOf {
		return w.Today
	}
	return max(w.Today, p.StatedOn)
}

// Project plays an option of a plan forward.
func (w *World) Project(plan *Plan, option Option) (*Projection, error) {
	start, shift := w.Start(plan)
	months := plan.HorizonMonths
	if months == 0 {
		months = DefaultHorizonMonths
	}
	pl, err := w.newPlayer(plan.Profile, option, start, start.AddMonths(months), shift)
	if err != nil {
		return nil, err
	}
	pl.play()
	return pl.proj, nil
}

// Start returns the first day of a plan in the world, and by how many days the
// person's calendar is ahead of it.
func (w *World) Start(plan *Plan) (start, shift civil.Day) {
	start = w.today(plan.Profile)
	shift = max(0, plan.Profile.StatedOn-start)
	if !plan.Start.IsZero() {
		start = plan.Start - shift
		shift = max(shift, plan.Profile.StatedOn-start)
	}
	return start, shift
}
