package crs

import (
	"crsplan/sim/language"
	"crsplan/sim/profile"
)

// Breakdown is a score with its sections, in points. Pairs of transferability
// and the lines of the additional section are before their caps, the totals
// after. Under a ruleset with unknown factors it is the known part.
type Breakdown struct {
	Core struct {
		Age, Education, FirstLanguage, SecondLanguage, CanadianWork, Total int
	}
	Spouse struct {
		Education, Language, CanadianWork, Total int
	}
	Transferability struct {
		EducationLanguage, EducationCanadianWork, Education       int
		ForeignWorkLanguage, ForeignWorkCanadianWork, ForeignWork int
		Certificate, Total                                        int
	}
	Additional struct {
		ProvincialNomination, JobOffer, CanadianStudy, Sibling, French, HighWage, Total int
	}
	// Unexplained is what the score that the account shows differs by, an
	// assumption of the user's; 0 where every factor has its points.
	Unexplained int
	Total       int
}

// Total returns the sum of the known points of a candidate, from 0 to 1,200.
func (r *Ruleset) Total(c *profile.Candidate) int {
	var b Breakdown
	r.count(c, &b)
	return b.Total
}

// Score returns the known points of a candidate, section by section.
func (r *Ruleset) Score(c *profile.Candidate) Breakdown {
	var b Breakdown
	r.count(c, &b)
	return b
}

func (r *Ruleset) count(c *profile.Candidate, b *Breakdown) {
	r.core(c, b)
	r.withSpouse(c, b)
	r.transferability(c, b)
	r.additional(c, b)
	total := b.Core.Total + b.Spouse.Total + b.Transferability.Total + b.Additional.Total
	if c.Unexplained != 0 && r.unknown[HighWage] {
		b.Unexplained = c.Unexplained
		total = max(total+b.Unexplained, 0)
	}
	b.Total = min(total, r.law.sections.total)
}

func column(c *profile.Candidate) int {
	if c.WithPartner {
		return withSpouse
	}
	return withoutSpouse
}

func years(months int) int { return min(max(months, 0)/12, maxYears) }

func abilities(row *[maxCLB + 1]int16, levels language.Levels) int {
	points := 0
	for _, level := range levels {
		points += int(row[min(max(level, 0), maxCLB)])
	}
	return points
}

func (r *Ruleset) core(c *profile.Candidate, b *Breakdown) {
	col := column(c)
	s := &b.Core
	s.Age = int(r.age[col][min(max(c.Age, 0), maxAge)])
	s.Education = int(r.school[col][c.Education])
	s.FirstLanguage = min(abilities(&r.first[col], c.FirstLanguage()), r.firstMax[col])
	s.SecondLanguage = min(abilities(&r.second, c.SecondLanguage()), r.secondMax[col])
	s.CanadianWork = int(r.canada[col][years(c.CanadianWork)])
	s.Total = min(s.Age+s.Education+s.FirstLanguage+s.SecondLanguage+s.CanadianWork, r.coreMax[col])
}

func (r *Ruleset) withSpouse(c *profile.Candidate, b *Breakdown) {
	if !c.WithPartner {
		return
	}
	s := &b.Spouse
	s.Education = int(r.spouse.school[c.Partner.Education])
	s.Language = min(abilities(&r.spouse.language, c.Partner.Language()), r.spouseLanguageMax)
	s.CanadianWork = int(r.spouse.canada[years(c.Partner.CanadianWork)])
	s.Total = min(s.Education+s.Language+s.CanadianWork, r.law.sections.spouse)
}

func (r *Ruleset) transferability(c *profile.Candidate, b *Breakdown) {
	s := &b.Transferability
	lowest := min(max(c.FirstLanguage().Lowest(), 0), maxCLB)
	school, abroad := r.tier[c.Education], r.abroad[years(c.ForeignWork)]
	spoken, inCanada := r.language[lowest], r.inCanada[years(c.CanadianWork)]
	most := r.law.transferability.pairMaximum
	s.EducationLanguage = int(r.pairs[school][spoken])
	s.EducationCanadianWork = int(r.pairs[school][inCanada])
	s.Education = min(s.EducationLanguage+s.EducationCanadianWork, most)
	s.ForeignWorkLanguage = int(r.pairs[abroad][spoken])
	s.ForeignWorkCanadianWork = int(r.pairs[abroad][inCanada])
	s.ForeignWork = min(s.ForeignWorkLanguage+s.ForeignWorkCanadianWork, most)
	if c.Certificate {
		s.Certificate = int(r.trade[lowest])
	}
	s.Total = min(s.Education+s.ForeignWork+s.Certificate, r.law.sections.transferability)
}

func (r *Ruleset) additional(c *profile.Candidate, b *Breakdown) {
	s := &b.Additional
	if c.Nominated {
		s.ProvincialNomination = r.nomination
	}
	s.JobOffer = int(r.offer[c.Offer])
	s.CanadianStudy = int(r.study[c.CanadianStudy])
	if c.Sibling {
		s.Sibling = r.sibling
	}
	s.French = r.french(c)
	if h := r.law.highWage; h != nil {
		s.HighWage = h.points(c)
	}
	sum := s.ProvincialNomination + s.JobOffer + s.CanadianStudy + s.Sibling + s.French + s.HighWage
	s.Total = min(sum, r.law.sections.additional)
}

func (r *Ruleset) french(c *profile.Candidate) int {
	f := &r.bilingual
	switch {
	case !c.Languages[language.French].AtLeast(f.nclc):
		return 0
	case c.Languages[language.English].AtLeast(f.english):
		return f.higher
	}
	return f.lower
}

// highWageMonths is the Canadian work in one listed occupation that earns the
// high-wage factor of a user's instrument: a year, as for every other factor
// of the CRS that counts work.
const highWageMonths = 12

// points returns the points of the best occupation held and of the offer.
func (h *highWage) points(c *profile.Candidate) int {
	work, offer := h.workPoints(c), h.offerPoints(c)
	if !h.addUp {
		return min(max(work, offer), h.maximum)
	}
	return min(work+offer, h.maximum)
}

func (h *highWage) workPoints(c *profile.Candidate) int {
	points := 0
	for i := range c.Occupations {
		if level, ok := h.levelOf[c.Occupations[i].NOC]; ok && c.Occupations[i].Months >= highWageMonths {
			points = max(points, h.work[level])
		}
	}
	return points
}

func (h *highWage) offerPoints(c *profile.Candidate) int {
	if level, ok := h.levelOf[c.OfferNOC]; ok && c.Offer != profile.NoOffer {
		return h.offer[level]
	}
	return 0
}
