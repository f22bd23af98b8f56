package sim

import (
	"fmt"
	"slices"
	"strings"

	"crsplan/sim/civil"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// Settled returns a profile whose official score is held against the known
// factors of its day: what differs is carried on while work and offer stay as
// they were, for the high-wage factor of 2026-11-03 has no published points. It
// returns the profile itself where there is nothing to settle: without an
// official score, with one that is settled, and with one of a day that is not
// known yet.
//
// It is settled before anything about a person is supposed otherwise, so that
// the difference is that of the facts that are stated.
func (w *World) Settled(p *profile.Profile) *profile.Profile {
	if o := p.Canada.Official; o == nil || o.Settled != nil || o.On > w.Known {
		return p
	}
	q := p.Clone()
	settled := &profile.Settled{}
	official := &profile.Official{Total: p.Canada.Official.Total, On: p.Canada.Official.On, Settled: settled}
	q.Canada.Official = nil
	then, err := w.newPlayer(q, Stay(), official.On, official.On, 0)
	if err != nil {
		return p // the reader takes no day without rules
	}
	then.begin()
	q.Canada.Official = official
	s := &then.stand
	difference := official.Total - s.Total
	if difference == 0 {
		return q
	}
	values := []any{"official", official.Total, "on", official.On, "total", s.Total, "difference", difference, "amount", max(difference, -difference)}
	now := p.On(p.StatedOn, then.law(p.StatedOn))
	switch c := &s.Candidate; {
	case !slices.Contains(s.Rules.Unknown, "high_wage"):
		settled.Why = reason.New("official-score/known", values...)
	case c.Languages != now.Languages || c.Education != now.Education ||
		c.Partner.Languages != now.Partner.Languages || c.Partner.Education != now.Partner.Education:
		settled.Why = reason.New("official-score/older", values...)
	case then.lacksPoints(), undated(p) && (c.Age != now.Age || c.CanadianWork/12 != now.CanadianWork/12 || c.ForeignWork/12 != now.ForeignWork/12):
		settled.Why = reason.New("official-score/missing", values...)
	default:
		settled.Why = reason.New("official-score/carried", values...)
		if difference > 0 && !s.Complete() {
			settled.Why = reason.New("official-score/carried-high-wage", values...)
		}
		settled.Gone = reason.New("official-score/dropped", values...)
		settled.Difference, settled.While = difference, then.workAndOffer(official.On)
	}
	return q
}

// undated says whether a birthday, or the dates of a job, are not stated.
func undated(p *profile.Profile) bool {
	return p.BirthdayUnknown || slices.ContainsFunc(p.Self.Work, func(j profile.Job) bool { return j.Months > 0 })
}

// lacksPoints says whether a fact that the profile leaves out would move the
// score of the day.
func (pl *player) lacksPoints() bool {
	return slices.ContainsFunc(pl.proj.Lacking(pl.proj.Start), func(f Fact) bool {
		with, err := pl.w.newPlayer(f.With(pl.p, true), Stay(), pl.proj.Start, pl.proj.Start, 0)
		if err != nil {
			panic(err) // the day has rules
		}
		with.begin()
		return with.stand.Total != pl.stand.Total
	})
}

// workAndOffer names what the high-wage factor may look at, as far as is known:
// the offer, the jobs held in Canada, and the occupations with a year of
// Canadian work; those of a partner who comes along, too.
func (pl *player) workAndOffer(day civil.Day) string {
	c := &pl.stand.Candidate
	held := func(p *profile.Person) (codes []string) {
		for i := range p.Work {
			if j := &p.Work[i]; j.InCanada() && !j.Unauthorized && j.From <= day && day < j.End() {
				codes = append(codes, j.NOC)
			}
		}
		slices.Sort(codes)
		return slices.Compact(codes)
	}
	var years, partner []string
	for _, o := range c.Occupations {
		if o.Months >= 12 {
			years = append(years, o.NOC)
		}
	}
	slices.Sort(years)
	if c.WithPartner {
		partner = held(&pl.p.Partner.Person)
	}
	return fmt.Sprint(c.Offer, c.OfferNOC, held(&pl.p.Self), years, partner, c.Partner.CanadianWork >= 12)
}

// carry puts what the official score differs by on the candidate of the first
// day, and says what it is or why it is not carried.
func (pl *player) carry(day civil.Day) {
	o := pl.p.Canada.Official
	if o == nil || o.Settled == nil || o.Settled.Why.IsZero() {
		return
	}
	why, carried := o.Settled.Why, &pl.stand.Candidate.Unexplained
	switch {
	case o.Settled.While == "":
	case pl.w.Generous:
		*carried = max(o.Settled.Difference, 0)
	case o.Settled.While == pl.workAndOffer(day):
		*carried = o.Settled.Difference
	default:
		why = o.Settled.Gone
	}
	if !pl.w.Quiet {
		pl.proj.Warnings.Add(why)
	}
}

// warningsOn returns the warnings for the standing of a day: what the official
// score differs by is not said to be carried where it was dropped before.
func (p *Projection) warningsOn(day civil.Day) reason.Warnings {
	if !slices.ContainsFunc(p.Events, func(e Event) bool { return e.Kind == OfficialEvent && e.On <= day }) {
		return p.Warnings
	}
	list := slices.Clone(p.Warnings)
	for i := range list {
		if strings.HasPrefix(list[i].Code, "official-score/carried") {
			list[i].Code = "official-score/dropped"
		}
	}
	return list
}

// letGo drops what the official score differs by once work or offer changes: it
// does not come back.
func (pl *player) letGo(day civil.Day) {
	c := &pl.stand.Candidate
	if c.Unexplained == 0 || pl.w.Generous {
		return
	}
	if o := pl.p.Canada.Official; o != nil && o.Settled.While == pl.workAndOffer(day) {
		return
	}
	dropped := c.Unexplained
	c.Unexplained = 0
	pl.event(day, OfficialEvent, reason.New("event.official-score", "difference", dropped, "amount", max(dropped, -dropped)))
}

// officialDays returns the days in (from, to] on which a job begins or ends,
// while the official score hangs on that.
func (pl *player) officialDays(from, to civil.Day) (days []civil.Day) {
	if pl.stand.Candidate.Unexplained == 0 {
		return nil
	}
	people := []*profile.Person{&pl.p.Self}
	if pl.p.Partner != nil {
		people = append(people, &pl.p.Partner.Person)
	}
	for _, person := range people {
		for i := range person.Work {
			for _, day := range []civil.Day{person.Work[i].From, person.Work[i].End()} {
				if from < day && day <= to {
					days = append(days, day)
				}
			}
		}
	}
	return days
}
