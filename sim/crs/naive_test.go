package crs_test

import (
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/language"
	"crsplan/sim/profile"
)

// A second scorer, written from the published rules alone and in another
// style: no tables, one question after another. It is slow and plain, so that
// it and the first are unlikely to be wrong in the same way.

// naiveLaw is the day, and what the what-ifs change.
type naiveLaw struct {
	on                                 civil.Day
	offersRestored, proposed, highWage bool
}

func naiveScore(c *profile.Candidate, law naiveLaw) crs.Breakdown {
	var b crs.Breakdown
	first, second := c.Languages[language.English], c.Languages[language.French]
	if c.First == language.French {
		first, second = second, first
	}

	b.Core.Age = naiveAge(c.Age, c.WithPartner)
	b.Core.Education = naiveEducation(c.Education, c.WithPartner)
	b.Core.CanadianWork = naiveCanadianWork(c.CanadianWork/12, c.WithPartner)
	for i := range 4 {
		b.Core.FirstLanguage += naiveFirst(int(first[i]), c.WithPartner)
		b.Core.SecondLanguage += naiveSecond(int(second[i]))
	}
	if c.WithPartner && b.Core.SecondLanguage > 22 {
		b.Core.SecondLanguage = 22
	}
	b.Core.Total = b.Core.Age + b.Core.Education + b.Core.CanadianWork + b.Core.FirstLanguage + b.Core.SecondLanguage

	if c.WithPartner && !law.proposed {
		b.Spouse.Education = naiveSpouseEducation(c.Partner.Education)
		for _, level := range c.Partner.Languages[c.Partner.First] {
			b.Spouse.Language += naiveSpouseAbility(int(level))
		}
		b.Spouse.CanadianWork = naiveSpouseWork(c.Partner.CanadianWork / 12)
		b.Spouse.Total = b.Spouse.Education + b.Spouse.Language + b.Spouse.CanadianWork
	}

	naiveTransferability(c, &b, first, law)
	naiveAdditional(c, &b, law)
	b.Total = b.Core.Total + b.Spouse.Total + b.Transferability.Total + b.Additional.Total
	return b
}

func naiveAge(age int, partner bool) int {
	if partner {
		switch {
		case age < 18 || age >= 45:
			return 0
		case age == 18:
			return 90
		case age == 19:
			return 95
		case age < 30:
			return 100
		case age <= 40:
			return 95 - 5*(age-30)
		default:
			return 35 - 10*(age-41)
		}
	}
	switch age {
	case 18:
		return 99
	case 19:
		return 105
	case 20, 21, 22, 23, 24, 25, 26, 27, 28, 29:
		return 110
	case 30:
		return 105
	case 31:
		return 99
	case 32:
		return 94
	case 33:
		return 88
	case 34:
		return 83
	case 35:
		return 77
	case 36:
		return 72
	case 37:
		return 66
	case 38:
		return 61
	case 39:
		return 55
	case 40:
		return 50
	case 41:
		return 39
	case 42:
		return 28
	case 43:
		return 17
	case 44:
		return 6
	}
	return 0
}

func naiveEducation(l profile.Level, partner bool) int {
	with, without := 0, 0
	switch l {
	case profile.Secondary:
		with, without = 28, 30
	case profile.OneYear:
		with, without = 84, 90
	case profile.TwoYear:
		with, without = 91, 98
	case profile.Bachelor:
		with, without = 112, 120
	case profile.TwoOrMore:
		with, without = 119, 128
	case profile.Masters, profile.Professional:
		with, without = 126, 135
	case profile.Doctorate:
		with, without = 140, 150
	}
	if partner {
		return with
	}
	return without
}

func naiveFirst(clb int, partner bool) int {
	if partner {
		switch clb {
		case 0, 1, 2, 3:
			return 0
		case 4, 5:
			return 6
		case 6:
			return 8
		case 7:
			return 16
		case 8:
			return 22
		case 9:
			return 29
		}
		return 32
	}
	switch clb {
	case 0, 1, 2, 3:
		return 0
	case 4, 5:
		return 6
	case 6:
		return 9
	case 7:
		return 17
	case 8:
		return 23
	case 9:
		return 31
	}
	return 34
}

func naiveSecond(clb int) int {
	switch {
	case clb < 5:
		return 0
	case clb < 7:
		return 1
	case clb < 9:
		return 3
	}
	return 6
}

func naiveSpouseAbility(clb int) int {
	switch {
	case clb < 5:
		return 0
	case clb < 7:
		return 1
	case clb < 9:
		return 3
	}
	return 5
}

func naiveCanadianWork(years int, partner bool) int {
	with, without := 0, 0
	switch years {
	case 0:
	case 1:
		with, without = 35, 40
	case 2:
		with, without = 46, 53
	case 3:
		with, without = 56, 64
	case 4:
		with, without = 63, 72
	default:
		with, without = 70, 80
	}
	if partner {
		return with
	}
	return without
}

func naiveSpouseEducation(l profile.Level) int {
	switch l {
	case profile.LessThanSecondary:
		return 0
	case profile.Secondary:
		return 2
	case profile.OneYear:
		return 6
	case profile.TwoYear:
		return 7
	case profile.Bachelor:
		return 8
	case profile.TwoOrMore:
		return 9
	}
	return 10
}

func naiveSpouseWork(years int) int {
	switch years {
	case 0:
		return 0
	case 1:
		return 5
	case 2:
		return 7
	case 3:
		return 8
	case 4:
		return 9
	}
	return 10
}

func naiveTransferability(c *profile.Candidate, b *crs.Breakdown, first language.Levels, law naiveLaw) {
	lowest := first[0]
	for _, level := range first {
		if level < lowest {
			lowest = level
		}
	}
	// What the second element of a pair makes of a lower and an upper first.
	byLanguage, byCanada := [2]int{}, [2]int{}
	if lowest >= 9 {
		byLanguage = [2]int{25, 50}
	} else if lowest >= 7 {
		byLanguage = [2]int{13, 25}
	}
	if c.CanadianWork >= 24 {
		byCanada = [2]int{25, 50}
	} else if c.CanadianWork >= 12 {
		byCanada = [2]int{13, 25}
	}
	s := &b.Transferability
	switch c.Education {
	case profile.OneYear, profile.TwoYear, profile.Bachelor:
		s.EducationLanguage, s.EducationCanadianWork = byLanguage[0], byCanada[0]
	case profile.TwoOrMore, profile.Masters, profile.Professional, profile.Doctorate:
		s.EducationLanguage, s.EducationCanadianWork = byLanguage[1], byCanada[1]
	}
	if c.ForeignWork >= 36 {
		s.ForeignWorkLanguage, s.ForeignWorkCanadianWork = byLanguage[1], byCanada[1]
	} else if c.ForeignWork >= 12 {
		s.ForeignWorkLanguage, s.ForeignWorkCanadianWork = byLanguage[0], byCanada[0]
	}
	if c.Certificate && !law.proposed {
		if lowest >= 7 {
			s.Certificate = 50
		} else if lowest >= 5 {
			s.Certificate = 25
		}
	}
	s.Education = min(s.EducationLanguage+s.EducationCanadianWork, 50)
	s.ForeignWork = min(s.ForeignWorkLanguage+s.ForeignWorkCanadianWork, 50)
	s.Total = min(s.Education+s.ForeignWork+s.Certificate, 100)
}

func naiveAdditional(c *profile.Candidate, b *crs.Breakdown, law naiveLaw) {
	from := func(s string) bool { return law.on >= civil.MustParse(s) }
	s := &b.Additional
	if c.Nominated {
		s.ProvincialNomination = 600
	}

	lmia := c.Offer == profile.SkilledOffer || c.Offer == profile.SeniorManagerOffer
	exempt := c.Offer == profile.ExemptSkilledOffer || c.Offer == profile.ExemptSeniorManagerOffer
	senior := c.Offer == profile.SeniorManagerOffer || c.Offer == profile.ExemptSeniorManagerOffer
	switch {
	case !from("2016-11-19"):
		if lmia {
			s.JobOffer = 600
		}
	case from("2025-03-25") && !law.offersRestored:
	case senior:
		s.JobOffer = 200
	case lmia || exempt:
		s.JobOffer = 50
	}

	if from("2016-11-19") {
		if c.CanadianStudy == profile.OneOrTwoYears && !law.proposed {
			s.CanadianStudy = 15
		}
		if c.CanadianStudy == profile.ThreeOrMoreYears {
			s.CanadianStudy = 30
		}
	}
	if c.Sibling && from("2017-06-06") && !law.proposed {
		s.Sibling = 15
	}

	frenchHeld, englishHeld := true, true
	for i := range 4 {
		frenchHeld = frenchHeld && c.Languages[language.French][i] >= 7
		englishHeld = englishHeld && c.Languages[language.English][i] >= 5
	}
	if frenchHeld && from("2017-06-06") && !law.proposed {
		s.French = 15
		if from("2020-10-20") {
			s.French = 25
		}
		if englishHeld {
			s.French *= 2
		}
	}

	if law.highWage {
		s.HighWage = naiveHighWage(c)
	}
	s.Total = min(s.ProvincialNomination+s.JobOffer+s.CanadianStudy+s.Sibling+s.French+s.HighWage, 600)
}

// naiveHighWage reads highWageText as a person would.
func naiveHighWage(c *profile.Candidate) int {
	work := 0
	for _, o := range c.Occupations {
		if o.Months < 12 {
			continue
		}
		switch {
		case o.NOC == "20012" || o.NOC == "31102":
			work = 60
		case o.NOC == "21231" && work < 40:
			work = 40
		case o.NOC == "72200" && work < 20:
			work = 20
		}
	}
	offer := 0
	if c.Offer != profile.NoOffer {
		switch c.OfferNOC {
		case "20012", "31102":
			offer = 50
		case "21231":
			offer = 30
		case "72200":
			offer = 10
		}
	}
	if work+offer > 90 {
		return 90
	}
	return work + offer
}
