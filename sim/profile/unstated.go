package profile

// Facts is a set of facts that a profile's file may leave out. What is left out
// is counted as nothing, and is not a no: see [Person.Unstated].
//
// Facts that have a value of their own for it are not among them: funds, years
// of service, provinces.
type Facts uint16

// The facts.
const (
	TheEducation     Facts = 1 << iota // the whole table
	TheLanguages                       // the whole table
	TheECA                             // education.eca_issued
	TheCanadianStudy                   // education.canadian_study
	TheSibling
	TheRelative
	TheStudyYears
	TheCertificate
)

// Has reports whether all of some facts are in the set.
func (f Facts) Has(some Facts) bool { return f&some == some }

// AssessmentUnstated reports whether a credential may count that does not: a
// foreign one of which nothing says whether it was assessed.
func (p *Person) AssessmentUnstated() bool {
	e := &p.Education
	return p.Unstated.Has(TheECA) && e.Level > LessThanSecondary && e.Country != "CA" && e.ECAIssued.IsZero()
}

// TestsUnstated reports whether nothing says whether the person has any results.
func (p *Person) TestsUnstated() bool {
	return p.Unstated.Has(TheLanguages) && !p.Languages.Results[0].Held && !p.Languages.Results[1].Held
}

// EducationUnstated reports whether nothing says what credential the person has.
func (p *Person) EducationUnstated() bool {
	return p.Unstated.Has(TheEducation) && p.Education.Level == LessThanSecondary
}
