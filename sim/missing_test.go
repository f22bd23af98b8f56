package sim_test

import (
	"slices"
	"testing"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
	"crsplan/sim/streams"
)

// decidedAlone is the twin of [sim.Projection.DecidesOn]: it asks four people
// anew for each fact.
func decidedAlone(p *sim.Projection, on civil.Day, facts []sim.Fact, which int, of []draws.Stream) (decided []draws.Stream) {
	with := func(change func(*profile.Profile) *profile.Profile) streams.Person {
		person := p.Person(on)
		person.Profile = change(person.Profile)
		return person
	}
	met := with(func(q *profile.Profile) *profile.Profile { return sim.WithAll(q, facts, -1) })
	not := with(func(q *profile.Profile) *profile.Profile { return sim.WithAll(q, facts, which) })
	only := with(func(q *profile.Profile) *profile.Profile { return facts[which].With(q, true) })
	now := p.Person(on)
	for _, s := range of {
		if met.Admits(s) != not.Admits(s) || only.Admits(s) != now.Admits(s) {
			decided = append(decided, s)
		}
	}
	return decided
}

// What facts decide is the same asked for all of them at once and one by one,
// on a day and over days.
func TestFactsDecideTheSameAskedTogether(t *testing.T) {
	w, on := now("2022-06-01"), day("2022-06-01")
	stated := func(p *profile.Profile) { p.StatedOn = on }
	unstated := func(facts profile.Facts) change {
		return func(p *profile.Profile) { p.Self.Unstated |= facts }
	}
	funded := func(p *profile.Profile) { p.Canada.Funds = new(int); *p.Canada.Funds = 40_000 }
	decidedAny, decidedBy := 0, map[string]bool{}
	for name, p := range map[string]*profile.Profile{
		"funds alone":      person(stated),
		"no assessment":    person(stated, unstated(profile.TheECA), func(p *profile.Profile) { p.Self.Education.ECAIssued = 0 }),
		"no education":     person(stated, unstated(profile.TheEducation), func(p *profile.Profile) { p.Self.Education = profile.Education{} }),
		"no languages":     person(stated, funded, unstated(profile.TheLanguages), func(p *profile.Profile) { p.Self.Languages = profile.Languages{} }),
		"relative, years":  person(stated, unstated(profile.TheRelative|profile.TheStudyYears|profile.TheSibling)),
		"nothing of these": person(stated, funded),
	} {
		proj, err := w.Ahead(p, sim.Stay(), on, 14)
		if err != nil {
			t.Fatal(err)
		}
		facts, of := proj.Lacking(on), draws.Streams()
		over := proj.Decides(facts, of)
		days := make([][]draws.Stream, len(facts)) // over all days, one by one
		for d := proj.Start; d <= proj.End; d += 5 {
			together := proj.DecidesOn(d, facts, of)
			for i := range facts {
				alone := decidedAlone(proj, d, facts, i, of)
				if !slices.Equal(together[i], alone) {
					t.Errorf("%s, %s on %v: together %v, alone %v", name, facts[i].Key, d, together[i], alone)
				}
				days[i] = append(days[i], alone...)
				decidedAny += len(alone)
			}
		}
		for i := range facts {
			for _, s := range days[i] {
				decidedBy[facts[i].Key] = true
				if !slices.Contains(over[i], s) {
					t.Errorf("%s: %s decides %s on some day, and over all %v", name, facts[i].Key, s, over[i])
				}
			}
		}
	}
	if decidedAny == 0 || len(decidedBy) < 3 {
		t.Errorf("%d times something is decided, by %v: too few to tell", decidedAny, decidedBy)
	}
}
