package crs

import (
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// Rule is what the points of one factor rest on under a set of rules: the rule
// in words, and its table.
type Rule struct {
	Factor Factor
	Known  bool          // false where the points are not established: there are no rows
	Says   reason.Reason // the rule, with its caps, and its reference
	// Of is what the rows go by, and With the second element of a pair.
	Of, With reason.Term
	Rows     []Row
	Max      Columns // the most that the factor can give
}

// Row gives the points of one case.
type Row struct {
	When, And reason.Reason // And is that of a pair
	Points    Columns
	Unknown   bool // the points of this case alone are not established
}

// Columns are points without a spouse or partner who counts, and with one.
type Columns struct{ Without, With int }

// Caps are the most that each section can give, and all together.
type Caps struct {
	Core                                       Columns
	Spouse, Transferability, Additional, Total int
}

// Caps returns the caps of the rules.
func (r *Ruleset) Caps() Caps {
	s := r.law.sections
	return Caps{Columns{s.core[withoutSpouse], s.core[withSpouse]}, s.spouse, s.transferability, s.additional, s.total}
}

// Factors returns every factor in the order of a breakdown.
func Factors() []Factor {
	return []Factor{
		Age, Education, FirstLanguage, SecondLanguage, CanadianWork,
		SpouseEducation, SpouseLanguage, SpouseCanadianWork,
		EducationLanguage, EducationCanadianWork, ForeignWorkLanguage, ForeignWorkCanadianWork, Certificate,
		ProvincialNomination, JobOffer, CanadianStudy, Sibling, French, HighWage,
	}
}

// Rule returns the rule of a factor. It is false for a factor that these rules
// do not have.
func (r *Ruleset) Rule(f Factor) (Rule, bool) {
	if f == HighWage && r.law.highWage == nil && !r.unknown[HighWage] {
		return Rule{}, false
	}
	rule := Rule{Factor: f, Known: !r.unknown[f] || f == CanadianStudy && r.studyKnown()}
	if f == HighWage && r.law.highWage == nil {
		rule.Says = reason.New("rule.high-wage")
	} else {
		r.explain(&rule)
	}
	if !rule.Known {
		rule.Rows, rule.Max = nil, Columns{}
		rule.Says = rule.Says.At(r.sources[f])
	}
	return rule, true
}

// explain fills in the words and the table of a rule.
func (r *Ruleset) explain(rule *Rule) {
	law := &r.law
	switch rule.Factor {
	case Age:
		rule.steps(law.age, reason.New("rule.age"), "rule.of.age")
	case Education:
		rule.levels(law.education, reason.New("rule.education"))
	case FirstLanguage:
		rule.abilities(law.firstLanguage, reason.New("rule.first-language", "without", law.firstLanguage.maximum[withoutSpouse], "with", law.firstLanguage.maximum[withSpouse]))
	case SecondLanguage:
		rule.abilities(law.secondLanguage, reason.New("rule.second-language", "without", law.secondLanguage.maximum[withoutSpouse], "with", law.secondLanguage.maximum[withSpouse]))
	case CanadianWork:
		rule.years(law.canadianWork, reason.New("rule.canadian-work"))
	case SpouseEducation:
		rule.levels(law.spouseEducation, reason.New("rule.spouse-education", "most", law.sections.spouse))
	case SpouseLanguage:
		rule.abilities(law.spouseLanguage, reason.New("rule.spouse-language", "most", law.spouseLanguage.maximum[withSpouse]))
	case SpouseCanadianWork:
		rule.years(law.spouseCanadianWork, reason.New("rule.spouse-canadian-work"))
	case Certificate:
		rule.steps(law.certificate, reason.New("rule.certificate", "most", law.sections.transferability), "rule.of.weakest")
	case EducationLanguage, EducationCanadianWork, ForeignWorkLanguage, ForeignWorkCanadianWork:
		rule.pair(law.transferability, law.sections.transferability)
	default:
		r.explainAdditional(rule)
	}
}

func (r *Ruleset) explainAdditional(rule *Rule) {
	law := &r.law
	rule.Of = "rule.of.case"
	switch rule.Factor {
	case ProvincialNomination:
		rule.Says = reason.New("rule.provincial-nomination", "most", law.sections.additional).At(law.nomination.ref)
		rule.flat(reason.New("rule.nominated"), law.nomination.points)
	case JobOffer:
		rule.Says = reason.New("rule.job-offer")
		if law.jobOffer.exemptCounts {
			rule.Says = reason.New("rule.job-offer/exempt")
		}
		rule.Says = rule.Says.At(law.jobOffer.ref)
		rule.flat(reason.New("rule.senior-manager"), law.jobOffer.seniorManager)
		rule.flat(reason.New("rule.other-offer"), law.jobOffer.other)
	case CanadianStudy:
		rule.Says = reason.New("rule.canadian-study").At(law.canadianStudy.ref)
		rule.flat(reason.New("score.canadian-study", "study", studyTerm(profile.OneOrTwoYears)), law.canadianStudy.points[profile.OneOrTwoYears])
		rule.Rows[0].Unknown = r.unknown[CanadianStudy]
		rule.flat(reason.New("score.canadian-study", "study", studyTerm(profile.ThreeOrMoreYears)), law.canadianStudy.points[profile.ThreeOrMoreYears])
	case Sibling:
		rule.Says = reason.New("rule.sibling").At(law.sibling.ref)
		rule.flat(reason.New("score.sibling"), law.sibling.points)
	case French:
		f := law.french
		rule.Says = reason.New("rule.french").At(f.ref)
		rule.flat(reason.New("score.french/lower", "nclc", f.nclc, "clb", f.english), f.lower)
		rule.flat(reason.New("score.french/higher", "nclc", f.nclc, "clb", f.english), f.higher)
	case HighWage:
		h := law.highWage
		rule.Says = reason.New("rule.high-wage").At(h.ref)
		for i, level := range h.levels {
			rule.flat(reason.New("rule.high-wage-work", "level", level), h.work[i])
			rule.flat(reason.New("rule.high-wage-offer", "level", level), h.offer[i])
		}
		rule.Max = Columns{h.maximum, h.maximum}
	}
}

func studyTerm(s profile.Study) reason.Term { return reason.Term("study." + s.String()) }

func (rule *Rule) add(when, and reason.Reason, points Columns) {
	rule.Rows = append(rule.Rows, Row{When: when, And: and, Points: points})
	rule.Max.Without = max(rule.Max.Without, points.Without)
	rule.Max.With = max(rule.Max.With, points.With)
}

// flat adds a case that gives the same with and without a spouse.
func (rule *Rule) flat(when reason.Reason, points int) {
	rule.add(when, reason.Reason{}, Columns{points, points})
}

// steps makes rows of a table by bounds, equal neighbours as one.
func (rule *Rule) steps(t *stepTable, says reason.Reason, of reason.Term) {
	rule.Says, rule.Of = says.At(t.ref), of
	for i := 0; i < len(t.bounds); {
		next := i + 1
		for next < len(t.bounds) && t.points[withoutSpouse][next] == t.points[withoutSpouse][i] && t.points[withSpouse][next] == t.points[withSpouse][i] {
			next++
		}
		to := unbounded
		if next < len(t.bounds) {
			to = t.bounds[next] - 1
		}
		rule.add(span(t.bounds[i], to), reason.Reason{}, Columns{t.points[withoutSpouse][i], t.points[withSpouse][i]})
		i = next
	}
}

// abilities makes rows for one ability; four of them, capped, are the most.
func (rule *Rule) abilities(t *stepTable, says reason.Reason) {
	rule.steps(t, says, "rule.of.ability")
	count := len(profile.Result{}.Levels)
	rule.Max = Columns{min(count*rule.Max.Without, t.maximum[withoutSpouse]), min(count*rule.Max.With, t.maximum[withSpouse])}
}

func (rule *Rule) levels(t *levelTable, says reason.Reason) {
	rule.Says, rule.Of = says.At(t.ref), "rule.of.credential"
	for level := range t.points[withSpouse] {
		rule.add(reason.New("score.education", "level", term(profile.Level(level))), reason.Reason{}, Columns{t.points[withoutSpouse][level], t.points[withSpouse][level]})
	}
}

func (rule *Rule) years(t *yearTable, says reason.Reason) {
	rule.Says, rule.Of = says.At(t.ref), "rule.of.years"
	last := len(t.points[withSpouse]) - 1
	for n := range t.points[withSpouse] {
		to := n
		if n == last {
			to = unbounded
		}
		rule.add(span(n, to), reason.Reason{}, Columns{t.points[withoutSpouse][n], t.points[withSpouse][n]})
	}
}

// pair makes rows of a pair of transferability, of what gives points.
func (rule *Rule) pair(x *transferability, section int) {
	var first []reason.Reason
	var bounds []int
	switch rule.Factor {
	case EducationLanguage, EducationCanadianWork:
		rule.Of = "rule.of.credential"
		for tier := 1; tier < len(x.pairs); tier++ {
			var credentials reason.Terms
			for level, its := range x.education {
				if its == tier {
					credentials = append(credentials, term(profile.Level(level)))
				}
			}
			first = append(first, reason.New("score.education", "level", credentials))
		}
	default:
		rule.Of = "rule.of.foreign-years"
		first = spans(x.foreignYears)
	}
	switch rule.Factor {
	case EducationLanguage, ForeignWorkLanguage:
		rule.With, bounds = "rule.of.weakest", x.languageLevels
	default:
		rule.With, bounds = "rule.of.years", x.canadianYears
	}
	rule.Says = reason.New("rule.pair/foreign-work", "pair", x.pairMaximum, "most", section)
	if rule.Of == "rule.of.credential" {
		rule.Says = reason.New("rule.pair/education", "pair", x.pairMaximum, "most", section)
	}
	rule.Says = rule.Says.At(x.ref)
	for i, when := range first {
		for j, and := range spans(bounds) {
			points := min(x.pairs[i+1][j+1], x.pairMaximum)
			rule.add(when, and, Columns{points, points})
		}
	}
}

// unbounded is the end of a stretch that has none.
const unbounded = -1

// spans returns the stretches that begin at bounds.
func spans(bounds []int) []reason.Reason {
	var list []reason.Reason
	for i, from := range bounds {
		to := unbounded
		if i+1 < len(bounds) {
			to = bounds[i+1] - 1
		}
		list = append(list, span(from, to))
	}
	return list
}

// span says from which number to which.
func span(from, to int) reason.Reason {
	switch {
	case to == from:
		return reason.New("rule.span", "low", from)
	case to == unbounded:
		return reason.New("rule.span/least", "low", from)
	case from == 0:
		return reason.New("rule.span/most", "high", to)
	}
	return reason.New("rule.span/between", "low", from, "high", to)
}

// Sets says whether an instrument sets the points of a factor, or leaves them
// unknown.
func (in *Instrument) Sets(f Factor) bool {
	t := &in.tables
	set := map[Factor]bool{
		Age: t.age != nil, Education: t.education != nil, FirstLanguage: t.firstLanguage != nil, SecondLanguage: t.secondLanguage != nil,
		CanadianWork: t.canadianWork != nil, SpouseEducation: t.spouseEducation != nil, SpouseLanguage: t.spouseLanguage != nil,
		SpouseCanadianWork: t.spouseCanadianWork != nil, EducationLanguage: t.transferability != nil, EducationCanadianWork: t.transferability != nil,
		ForeignWorkLanguage: t.transferability != nil, ForeignWorkCanadianWork: t.transferability != nil, Certificate: t.certificate != nil,
		ProvincialNomination: t.nomination != nil, JobOffer: t.jobOffer != nil, CanadianStudy: t.canadianStudy != nil, Sibling: t.sibling != nil,
		French: t.french != nil, HighWage: t.highWage != nil,
	}
	for _, u := range unknowns {
		if slices.Contains(in.Unknown, u.key) {
			set[u.factor] = true
		}
	}
	return set[f]
}

// History returns the instruments in force on a day that set the points of a
// factor, as far as they were announced by another day; the oldest first.
func (b *Book) History(f Factor, day, known civil.Day) []*Instrument {
	var list []*Instrument
	for _, in := range b.dated {
		if in.InForce <= day && in.Announced <= known && in.Sets(f) {
			list = append(list, in)
		}
	}
	return list
}
