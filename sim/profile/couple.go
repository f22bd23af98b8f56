package profile

import "crsplan/sim/civil"

// A couple may choose who of the two applies. The other comes along, or stays
// behind; either is declared as it is.

// CouldApply says whether the partner could be the applicant at all: somebody
// with a birth date who is neither a citizen nor a permanent resident.
func (p *Partner) CouldApply() bool {
	return p != nil && !p.Birth.IsZero() && !p.CitizenOrPR
}

// Swap makes the partner the applicant and the applicant the partner, on a day
// of the person's calendar, and says whether that can be. Who comes along
// comes along as before.
//
// What is declared of the applicant's standing towards Canada (a nomination, an
// offer, a permit, a certificate, service in a foreign military, the profile in
// the pool) is the applicant's own and is not handed on; the family's size and
// funds, the provinces and a relative in Canada are shared.
func (p *Profile) Swap(on civil.Day) bool {
	if !p.Partner.CouldApply() {
		return false
	}
	c := &p.Canada
	former := &Partner{Person: p.Self, Accompanying: p.Partner.Accompanying, Sibling: c.Sibling, StudyYears: c.StudyYears}
	p.Self = p.Partner.Person
	*c = Canada{
		Sibling: p.Partner.Sibling, StudyYears: p.Partner.StudyYears,
		Relative: c.Relative, Provinces: c.Provinces, FamilySize: c.FamilySize, Funds: c.Funds,
	}
	for i := range p.Self.Work {
		if j := &p.Self.Work[i]; j.InCanada() && j.From <= on && on < j.End() {
			c.Status = Worker
		}
	}
	p.Partner, p.BirthdayUnknown = former, false
	return true
}

// LacksToApply lists the tables of the partner that are missing for being the
// applicant, as keys of a profile: without a birth date nobody can be, without
// a language result no program admits anybody, and without the others they
// score nothing there. What is stated, be it none, is not missing.
func (p *Partner) LacksToApply() []string {
	var keys []string
	lack := func(missing bool, key string) {
		if missing {
			keys = append(keys, "partner."+key)
		}
	}
	lack(p.Birth.IsZero(), "birth_date")
	lack(p.TestsUnstated(), "languages")
	lack(p.EducationUnstated(), "education")
	lack(len(p.Work) == 0, "work")
	return keys
}
