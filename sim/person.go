package sim

import (
	"sort"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
	"crsplan/sim/streams"
)

// version is the profile of a projection from a day of the world on.
type version struct {
	from    civil.Day
	profile *profile.Profile
}

// Person returns the person of a projection on a day of the world, as programs
// and streams see them.
func (p *Projection) Person(day civil.Day) streams.Person {
	return p.person(day, p.profileOn(day), p.At(day))
}

func (p *Projection) person(day civil.Day, of *profile.Profile, s *Standing) streams.Person {
	return streams.Person{Profile: of, Day: day + p.shift, Law: day, Known: p.known, First: s.Candidate.First}
}

func (p *Projection) profileOn(day civil.Day) *profile.Profile {
	after := sort.Search(len(p.versions), func(i int) bool { return p.versions[i].from > day })
	return p.versions[max(0, after-1)].profile
}

// each calls visit for every day of the projection from one to another, with
// the person and the standing of that day, until visit has had enough.
func (p *Projection) each(from, to civil.Day, visit func(day civil.Day, person *streams.Person, s *Standing) (more bool)) {
	version, standing := 0, 0
	for day := max(from, p.Start); day <= min(to, p.End); day++ {
		for version+1 < len(p.versions) && p.versions[version+1].from <= day {
			version++
		}
		for standing+1 < len(p.Standings) && p.Standings[standing+1].From <= day {
			standing++
		}
		s := &p.Standings[standing]
		person := p.person(day, p.versions[version].profile, s)
		if !visit(day, &person, s) {
			return
		}
	}
}

// notified says whether a person is notified in one of Ontario's draws: what
// it asks for is met, and the score lies inside its band.
func notified(person *streams.Person, total int, b *draws.Band) streams.Verdict {
	if b.Place(total) != draws.Inside {
		return streams.No
	}
	return person.AdmitsBand(b)
}
