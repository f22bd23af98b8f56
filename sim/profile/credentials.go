package profile

import "crsplan/sim/civil"

// Credential is a credential beside the highest, under the name of its table.
type Credential struct {
	Name string
	Education
}

// credentials calls a function with each credential of the person.
func (p *Person) credentials(each func(e *Education)) {
	each(&p.Education)
	for i := range p.Further {
		each(&p.Further[i].Education)
	}
}

// Credentials returns all credentials of the person, the main one first. They
// are the person's own, to be read and changed.
func (p *Person) Credentials() []*Education {
	list := make([]*Education, 0, 1+len(p.Further))
	p.credentials(func(e *Education) { list = append(list, e) })
	return list
}

// together is the level of several credentials: the highest, or two or more
// where two of them are beyond secondary school and one of the two is of three
// years or more.
//
// Source: CRS criteria (canada.ca), A. Core, level of education: two or more
// certificates, diplomas or degrees, one of them for a program of three or more
// years.
type together struct {
	highest        Level
	beyond, longer int // credentials beyond secondary school; of three years or more
}

func (t *together) add(level Level) {
	t.highest = max(t.highest, level)
	if level >= OneYear {
		t.beyond++
	}
	if level >= Bachelor {
		t.longer++
	}
}

func (t *together) level() Level {
	if t.beyond >= 2 && t.longer >= 1 {
		return max(t.highest, TwoOrMore)
	}
	return t.highest
}

// Counted returns the level of all credentials that count on a day.
func (p *Person) Counted(on civil.Day) Level {
	var t together
	p.credentials(func(e *Education) {
		if e.Assessed(on) {
			t.add(e.Level)
		} else { // what it says of study in Canada may be a credential that is listed too
			t.highest = max(t.highest, e.Counted(on))
		}
	})
	return t.level()
}

// Held returns the level of all credentials, whether assessed or not.
func (p *Person) Held() Level {
	var t together
	p.credentials(func(e *Education) { t.add(e.Level) })
	return t.level()
}

// HoldsForeign reports whether any credential was earned outside of Canada.
func (p *Person) HoldsForeign() bool {
	found := false
	p.credentials(func(e *Education) { found = found || e.Level > LessThanSecondary && e.Country != "CA" })
	return found
}

// AllAssessed reports whether every credential counts on a day.
func (p *Person) AllAssessed(on civil.Day) bool {
	all := true
	p.credentials(func(e *Education) { all = all && (e.Level == LessThanSecondary || e.Assessed(on)) })
	return all
}

// StudyInCanada returns the most study in Canada of all credentials.
func (p *Person) StudyInCanada() Study {
	most := NoStudy
	p.credentials(func(e *Education) { most = max(most, e.CanadianStudy) })
	return most
}
