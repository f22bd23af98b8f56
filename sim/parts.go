package sim

import "crsplan/sim/crs"

// Part is what one factor adds on the way from one standing to another.
type Part struct {
	Key     string
	Delta   int
	Unknown bool
}

// Parts returns what each factor adds between two standings, in the order of
// a breakdown. Their sum is the change of the score: what caps take away is a
// part of its own.
func Parts(from, to *Standing) []Part {
	before, after := from.Rules.Score(&from.Candidate), to.Rules.Score(&to.Candidate)
	var parts []Part
	rest := after.Total - before.Total
	add := func(key string, delta int) {
		if delta != 0 {
			parts = append(parts, Part{Key: key, Delta: delta})
			rest -= delta
		}
	}
	add("age", after.Core.Age-before.Core.Age)
	add("education", after.Core.Education-before.Core.Education)
	add("first-language", after.Core.FirstLanguage-before.Core.FirstLanguage)
	add("second-language", after.Core.SecondLanguage-before.Core.SecondLanguage)
	add("canadian-work", after.Core.CanadianWork-before.Core.CanadianWork)
	add("spouse", after.Spouse.Total-before.Spouse.Total)
	add("transferability", after.Transferability.Total-before.Transferability.Total)
	a, b := after.Additional, before.Additional
	add("nomination", a.ProvincialNomination-b.ProvincialNomination)
	add("job-offer", a.JobOffer-b.JobOffer)
	add("canadian-study", a.CanadianStudy-b.CanadianStudy)
	add("sibling", a.Sibling-b.Sibling)
	add("french", a.French-b.French)
	add("high-wage", a.HighWage-b.HighWage)
	add("unexplained", after.Unexplained-before.Unexplained)
	add("caps", rest)
	return append(parts, unknownPart(to)...)
}

// unknownPart returns the factor of high-wage work where it may add points that
// nobody has established.
func unknownPart(s *Standing) []Part {
	for _, l := range s.Rules.Lines(&s.Candidate) {
		if l.Factor == crs.HighWage && !l.Known && !s.Complete() {
			return []Part{{Key: "high-wage", Unknown: true}}
		}
	}
	return nil
}
