package crs

import (
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"slices"
)

// Line is one line of a breakdown.
type Line struct {
	Factor Factor
	Points int
	Max    int  // the most that this line can give in this column
	Known  bool // false where the value is not established: Points is then meaningless
	// Because says why, with the reference of the rule.
	Because reason.Reason
}

// Lines returns every line of a candidate's breakdown with its reason. Lines
// of factors that the rules of the day do not have are left out.
func (r *Ruleset) Lines(c *profile.Candidate) []Line {
	b := r.Score(c)
	l := liner{r: r, c: c, column: column(c)}
	l.core(&b)
	if c.WithPartner {
		l.spouse(&b)
	}
	l.transferability(&b)
	l.additional(&b)
	return l.lines
}

// liner gathers the lines of one breakdown.
type liner struct {
	r      *Ruleset
	c      *profile.Candidate
	column int
	lines  []Line
}

func (l *liner) add(f Factor, points, most int, ref string, because reason.Reason) {
	known := !l.r.unknown[f]
	if f == CanadianStudy && l.c.CanadianStudy != profile.OneOrTwoYears {
		known = l.r.studyKnown()
	}
	if !known {
		points, because, ref = 0, reason.New("score.unknown"), l.r.sources[f]
	}
	l.lines = append(l.lines, Line{f, points, most, known, because.At(ref)})
}

// studyKnown says whether study in Canada is established but for its lower row.
func (r *Ruleset) studyKnown() bool {
	return !slices.Contains(r.Unknown, "canadian_study")
}

func (l *liner) core(b *Breakdown) {
	c, law, col := l.c, &l.r.law, l.column
	l.add(Age, b.Core.Age, most(law.age.points[col]), law.age.ref, reason.New("score.age", "age", c.Age))
	l.add(Education, b.Core.Education, most(law.education.points[col]), law.education.ref, reason.New("score.education", "level", term(c.Education)))
	l.add(FirstLanguage, b.Core.FirstLanguage, law.firstLanguage.maximum[col], law.firstLanguage.ref, levelsReason("score.first-language", c.First, c.FirstLanguage()))
	l.add(SecondLanguage, b.Core.SecondLanguage, law.secondLanguage.maximum[col], law.secondLanguage.ref, levelsReason("score.second-language", c.First.Other(), c.SecondLanguage()))
	l.add(CanadianWork, b.Core.CanadianWork, most(law.canadianWork.points[col]), law.canadianWork.ref, workReason("score.canadian-work", c.CanadianWork))
}

func (l *liner) spouse(b *Breakdown) {
	p, law := &l.c.Partner, &l.r.law
	l.add(SpouseEducation, b.Spouse.Education, most(law.spouseEducation.points[withSpouse]), law.spouseEducation.ref, reason.New("score.spouse-education", "level", term(p.Education)))
	l.add(SpouseLanguage, b.Spouse.Language, law.spouseLanguage.maximum[withSpouse], law.spouseLanguage.ref, levelsReason("score.spouse-language", p.First, p.Language()))
	l.add(SpouseCanadianWork, b.Spouse.CanadianWork, most(law.spouseCanadianWork.points[withSpouse]), law.spouseCanadianWork.ref, workReason("score.spouse-canadian-work", p.CanadianWork))
}

func (l *liner) transferability(b *Breakdown) {
	c, x, s := l.c, l.r.law.transferability, &b.Transferability
	lowest := c.FirstLanguage().Lowest()
	foreign, canadian := years(c.ForeignWork), years(c.CanadianWork)
	l.add(EducationLanguage, s.EducationLanguage, x.pairMaximum, x.ref,
		reason.New("score.education-language", "level", term(c.Education), "lowest", lowest))
	l.add(EducationCanadianWork, s.EducationCanadianWork, x.pairMaximum, x.ref,
		reason.New("score.education-canadian-work", "level", term(c.Education), "years", canadian))
	l.add(ForeignWorkLanguage, s.ForeignWorkLanguage, x.pairMaximum, x.ref,
		reason.New("score.foreign-work-language", "years", foreign, "lowest", lowest))
	l.add(ForeignWorkCanadianWork, s.ForeignWorkCanadianWork, x.pairMaximum, x.ref,
		reason.New("score.foreign-work-canadian-work", "foreign", foreign, "canadian", canadian))
	because := reason.New("score.certificate/none")
	if c.Certificate {
		because = reason.New("score.certificate", "lowest", lowest)
	}
	l.add(Certificate, s.Certificate, most(l.r.law.certificate.points[withoutSpouse]), l.r.law.certificate.ref, because)
}

func (l *liner) additional(b *Breakdown) {
	c, law, s := l.c, &l.r.law, &b.Additional
	l.add(ProvincialNomination, s.ProvincialNomination, law.nomination.points, law.nomination.ref, yesNo("score.nomination", c.Nominated))
	offer := law.jobOffer
	l.add(JobOffer, s.JobOffer, max(offer.seniorManager, offer.other), offer.ref,
		reason.New("score.job-offer", "kind", reason.Term(offerTerms[c.Offer])))
	l.add(CanadianStudy, s.CanadianStudy, most(law.canadianStudy.points), law.canadianStudy.ref,
		reason.New("score.canadian-study", "study", reason.Term("study."+c.CanadianStudy.String())))
	l.add(Sibling, s.Sibling, law.sibling.points, law.sibling.ref, yesNo("score.sibling", c.Sibling))
	l.add(French, s.French, max(law.french.lower, law.french.higher), law.french.ref, l.french())
	switch h := law.highWage; {
	case h != nil:
		l.add(HighWage, s.HighWage, h.maximum, h.ref, reason.New("score.high-wage", "work", h.workPoints(c), "offer", h.offerPoints(c)))
	case l.r.unknown[HighWage]:
		l.add(HighWage, 0, 0, "", reason.Reason{})
		if line := &l.lines[len(l.lines)-1]; !mayEarnHighWage(c) {
			line.Because = reason.New("score.unknown/untouched").At(line.Because.Ref)
		}
		if b.Unexplained != 0 {
			why := reason.New("score.unexplained")
			if b.Unexplained > 0 && mayEarnHighWage(c) {
				why = reason.New("score.unexplained/high-wage")
			}
			l.lines = append(l.lines, Line{Factor: Unexplained, Points: b.Unexplained, Max: max(b.Unexplained, 0), Known: true, Because: why})
		}
	}
}

func (l *liner) french() reason.Reason {
	f, levels := l.r.law.french, l.c.Languages
	switch {
	case !levels[language.French].AtLeast(f.nclc):
		return reason.New("score.french/below", "nclc", f.nclc)
	case levels[language.English].AtLeast(f.english):
		return reason.New("score.french/higher", "nclc", f.nclc, "clb", f.english)
	}
	return reason.New("score.french/lower", "nclc", f.nclc, "clb", f.english)
}

// Warnings says what a score under these rules does not know, for a candidate.
func (r *Ruleset) Warnings(c *profile.Candidate) reason.Warnings {
	var w reason.Warnings
	for _, key := range r.Unknown {
		switch {
		case key != "high_wage":
			w.Add(reason.New("unknown-factor/proposed", "factor", reason.Term("unknown."+key)))
		case mayEarnHighWage(c):
			w.Add(reason.New("unknown-factor/may-be-higher"))
		default:
			w.Add(reason.New("unknown-factor/none-known"))
		}
	}
	return w
}

var offerTerms = [...]string{
	profile.NoOffer:                  "offer.none",
	profile.UnqualifyingOffer:        "offer.not-qualifying",
	profile.SkilledOffer:             "offer.skilled",
	profile.SeniorManagerOffer:       "offer.senior-manager",
	profile.ExemptSkilledOffer:       "offer.skilled-exempt",
	profile.ExemptSeniorManagerOffer: "offer.senior-manager-exempt",
}

func term(l profile.Level) reason.Term { return reason.Term("education." + l.String()) }

func yesNo(code string, yes bool) reason.Reason {
	if yes {
		return reason.New(code)
	}
	return reason.New(code + "/none")
}

func levelsReason(code string, which language.Official, l language.Levels) reason.Reason {
	if l == (language.Levels{}) {
		return reason.New(code + "/none")
	}
	return reason.New(code, "language", reason.Term("language."+which.String()), "scale", scale(which),
		"listening", int(l[language.Listening]), "reading", int(l[language.Reading]),
		"writing", int(l[language.Writing]), "speaking", int(l[language.Speaking]))
}

func scale(which language.Official) reason.Term { return reason.Term("scale." + which.String()) }

func workReason(code string, months int) reason.Reason {
	return reason.New(code, "months", months, "years", months/12)
}

func most(points []int) int {
	highest := 0
	for _, p := range points {
		highest = max(highest, p)
	}
	return highest
}
