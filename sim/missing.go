package sim

import (
	"slices"
	"strings"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/language"
	"crsplan/sim/noc"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// Fact is a fact that a profile leaves out and that may decide something.
// Missing is not no: until it is stated, what hangs on it is not known.
type Fact struct {
	Key      string        // where a profile states it, as in "canada.settlement_funds_cad"
	Question reason.Reason // to the person, to be answered by yes or no
	set      func(p *profile.Profile, met bool)
}

// With returns a profile with the fact stated, where nothing stated it since:
// met by the smallest value that meets what is asked, or not met.
func (f Fact) With(p *profile.Profile, met bool) *profile.Profile {
	q := p.Clone()
	f.set(q, met)
	return q
}

// WithAll returns a profile with several facts met, but for one, which is not;
// -1 for none.
func WithAll(p *profile.Profile, facts []Fact, but int) *profile.Profile {
	q := p.Clone()
	for i := range facts {
		facts[i].set(q, i != but)
	}
	return q
}

// asking is whom the questions are put to.
type asking struct {
	p          *profile.Profile
	law, known civil.Day
	own        civil.Day // the same day in the person's own calendar
}

// factRow is a row of the table of facts: the keys that it stands for, where
// the profile lacks them, and what to make of a yes and of a no. With a
// question of its own in both catalogues, and what it decides found by the
// engine, a row is all that a fact needs.
type factRow struct {
	key   string // NAME stands for a job's name
	facts func(a *asking, row string) []Fact
}

// one is a row of a single fact.
func one(lacks func(a *asking) bool, question func(a *asking) reason.Reason, set func(a *asking, p *profile.Profile, met bool)) func(*asking, string) []Fact {
	return func(a *asking, key string) []Fact {
		if !lacks(a) {
			return nil
		}
		return []Fact{{Key: key, Question: question(a), set: func(p *profile.Profile, met bool) { set(a, p, met) }}}
	}
}

// plainly asks a question without values.
func plainly(code string) func(*asking) reason.Reason {
	return func(*asking) reason.Reason { return reason.New(code) }
}

// unstated is a row of a fact of the applicant's that counts as nothing while
// it is left out: a no changes nothing.
func unstated(fact profile.Facts, code string, meet func(a *asking, p *profile.Profile)) func(*asking, string) []Fact {
	return one(func(a *asking) bool { return a.p.Self.Unstated.Has(fact) }, plainly(code), func(a *asking, p *profile.Profile, met bool) {
		if met {
			meet(a, p)
		}
		p.Self.Unstated &^= fact
	})
}

// facts is the table of what a profile may leave out and what then decides.
var facts = []factRow{
	{"languages", one(func(a *asking) bool { return a.p.Self.TestsUnstated() },
		func(a *asking) reason.Reason {
			return reason.New("missing.languages", "level", a.enough())
		},
		func(a *asking, p *profile.Profile, met bool) { setTests(&p.Self, a.own, a.enough(), met) })},
	{"education", one(func(a *asking) bool { return a.p.Self.EducationUnstated() }, plainly("missing.education"),
		func(_ *asking, p *profile.Profile, met bool) { setEducation(&p.Self, met) })},
	{"education.eca_issued", one(func(a *asking) bool { return a.p.Self.AssessmentUnstated() }, plainly("missing.assessment"),
		func(a *asking, p *profile.Profile, met bool) { setAssessment(&p.Self, a.own, met) })},
	{"education.canadian_study", one(func(a *asking) bool { return studyUnstated(&a.p.Self) }, plainly("missing.canadian-study"),
		func(_ *asking, p *profile.Profile, met bool) {
			if met && p.Self.Education.CanadianStudy == profile.NoStudy {
				p.Self.Education.CanadianStudy = profile.OneOrTwoYears
			}
			p.Self.Unstated &^= profile.TheCanadianStudy
		})},
	{"canada.settlement_funds_cad", one(func(a *asking) bool {
		_, ok := streams.FundsAsked(a.law, a.known, a.p.Canada.FamilySize)
		return ok && a.p.Canada.Funds == nil
	}, func(a *asking) reason.Reason {
		asked, _ := streams.FundsAsked(a.law, a.known, a.p.Canada.FamilySize)
		code := "missing.funds"
		if asked.NewerMayExist {
			code = "missing.funds/later"
		}
		return reason.New(code, "asked", reason.CAD(asked.Dollars), "family", asked.Family, "table", asked.Table, "year", plainYear(a.known.Year()))
	}, func(a *asking, p *profile.Profile, met bool) {
		if p.Canada.Funds == nil {
			funds := 0
			if met {
				asked, _ := streams.FundsAsked(a.law, a.known, p.Canada.FamilySize)
				funds = asked.Dollars
			}
			p.Canada.Funds = &funds
		}
	})},
	{"canada.certificate_of_qualification", certificates},
	{"canada.relative", unstated(profile.TheRelative, "missing.relative",
		func(_ *asking, p *profile.Profile) { p.Canada.Relative = true })},
	{"canada.study_years", unstated(profile.TheStudyYears, "missing.study-years",
		func(_ *asking, p *profile.Profile) {
			p.Canada.StudyYears = max(p.Canada.StudyYears, streams.GridStudyYears())
		})},
	{"canada.sibling", unstated(profile.TheSibling, "missing.sibling",
		func(_ *asking, p *profile.Profile) { p.Canada.Sibling = true })},
	{"canada.military_years", one(func(a *asking) bool { return a.p.Canada.MilitaryYears == nil && a.p.Canada.Offer != nil }, func(*asking) reason.Reason {
		return reason.New("missing.military-years", "years", streams.ServiceYears())
	}, func(_ *asking, p *profile.Profile, met bool) {
		if p.Canada.MilitaryYears == nil {
			years := 0
			if met {
				years = streams.ServiceYears()
			}
			p.Canada.MilitaryYears = &years
		}
	})},
	{"canada.provinces", one(func(a *asking) bool { return len(a.p.Canada.Provinces) == 0 }, plainly("missing.provinces"),
		func(_ *asking, p *profile.Profile, met bool) {
			if len(p.Canada.Provinces) == 0 {
				p.Canada.Provinces = []string{inOntario(met)}
			}
		})},
	{"canada.job_offer.lmia", one(func(a *asking) bool { return a.p.Canada.Offer != nil && a.p.Canada.Offer.LMIAUnstated }, plainly("missing.lmia"),
		func(_ *asking, p *profile.Profile, met bool) {
			if o := p.Canada.Offer; o != nil && o.LMIAUnstated {
				o.LMIA, o.LMIAUnstated = met, false
			}
		})},
	{"canada.job_offer.province", one(func(a *asking) bool { return a.p.Canada.Offer != nil && a.p.Canada.Offer.Province == "" }, plainly("missing.offer-province"),
		func(_ *asking, p *profile.Profile, met bool) {
			if o := p.Canada.Offer; o != nil && o.Province == "" {
				o.Province = inOntario(met)
			}
		})},
	{"work.NAME.province", ofJobs("missing.job-province", func(j *profile.Job) bool { return j.InCanada() && j.Province == "" },
		func(j *profile.Job, met bool) { j.Province = inOntario(met) })},
	// It is met by work that was not done as a student: that is what counts.
	{"work.NAME.student", ofJobs("missing.job-student", func(j *profile.Job) bool { return j.StudentUnstated },
		func(j *profile.Job, met bool) { j.Student, j.StudentUnstated = !met, false })},
	{"partner.education.eca_issued", one(func(a *asking) bool { return a.p.WithPartner() && a.p.Partner.AssessmentUnstated() }, plainly("missing.partner-assessment"),
		func(a *asking, p *profile.Profile, met bool) {
			if p.Partner != nil {
				setAssessment(&p.Partner.Person, a.own, met)
			}
		})},
	{"partner.languages", one(func(a *asking) bool { return a.p.WithPartner() && a.p.Partner.TestsUnstated() }, func(*asking) reason.Reason {
		return reason.New("missing.partner-languages", "level", streams.LeastLevels().Lowest())
	}, func(a *asking, p *profile.Profile, met bool) {
		if p.Partner != nil {
			setTests(&p.Partner.Person, a.own, streams.LeastLevels().Lowest(), met)
		}
	})},
	{"partner.education", one(func(a *asking) bool { return a.p.WithPartner() && a.p.Partner.EducationUnstated() }, plainly("missing.partner-education"),
		func(_ *asking, p *profile.Profile, met bool) {
			if p.Partner != nil {
				setEducation(&p.Partner.Person, met)
			}
		})},
	{"partner.sibling", partnerUnstated(profile.TheSibling, "missing.partner-sibling", func(p *profile.Partner) { p.Sibling = true })},
	{"partner.study_years", partnerUnstated(profile.TheStudyYears, "missing.partner-study-years", func(p *profile.Partner) {
		p.StudyYears = max(p.StudyYears, streams.GridStudyYears())
	})},
}

func partnerUnstated(fact profile.Facts, code string, meet func(p *profile.Partner)) func(*asking, string) []Fact {
	return one(func(a *asking) bool { return a.p.WithPartner() && a.p.Partner.Unstated.Has(fact) }, plainly(code), func(_ *asking, p *profile.Profile, met bool) {
		if p.Partner == nil {
			return
		}
		if met {
			meet(p.Partner)
		}
		p.Partner.Unstated &^= fact
	})
}

// certificates asks whoever worked in a trade.
func certificates(a *asking, key string) []Fact {
	trade := func(j profile.Job) bool { o, ok := noc.Lookup(j.NOC); return ok && o.Trade }
	if !slices.ContainsFunc(a.p.Self.Work, trade) {
		return nil
	}
	return unstated(profile.TheCertificate, "missing.certificate", func(_ *asking, p *profile.Profile) { p.Canada.Certificate = true })(a, key)
}

// plainYear writes a year without separators.
func plainYear(year int) string { return civil.Of(year, 1, 1).String()[:4] }

// inOntario is a province that Ontario's streams take, or one that they do not.
func inOntario(met bool) string {
	if met {
		return "ON"
	}
	return "BC"
}

// studyUnstated reports whether nothing says what of a Canadian credential was
// studied in Canada.
func studyUnstated(p *profile.Person) bool {
	e := &p.Education
	return p.Unstated.Has(profile.TheCanadianStudy) && e.Country == "CA" && e.Level > profile.Secondary && e.CanadianStudy == profile.NoStudy
}

// enough is the lowest level in all abilities with which the Federal Skilled
// Worker program may take the person; the lowest that it takes from anybody,
// where none is enough.
func (a *asking) enough() int {
	least := streams.LeastLevels().Lowest()
	for level := least; level <= highestLevel; level++ {
		q := a.p.Clone()
		setTests(&q.Self, a.own, level, true)
		person := streams.Person{Profile: q, Day: a.own, Law: a.law, Known: a.known, First: language.English}
		if person.AdmitsProgram(streams.FSW) != streams.No {
			return level
		}
	}
	return least
}

// setTests gives results of a level in all abilities, in English, taken on a
// day.
func setTests(p *profile.Person, on civil.Day, level int, met bool) {
	if met && p.TestsUnstated() {
		p.Languages.Results[language.English] = profile.Result{Held: true, TakenOn: on, Levels: language.Levels{}.Raised(level)}
	}
	p.Unstated &^= profile.TheLanguages
}

// setEducation gives a bachelor's degree earned in Canada: with less few pass
// the grid of the Federal Skilled Worker program.
func setEducation(p *profile.Person, met bool) {
	if met && p.EducationUnstated() {
		p.Education.Level, p.Education.Country = profile.Bachelor, "CA"
	}
	p.Unstated &^= profile.TheEducation
}

// setAssessment gives an assessment issued on a day.
func setAssessment(p *profile.Person, on civil.Day, met bool) {
	if met && p.AssessmentUnstated() {
		p.Education.ECAIssued = on
	}
	p.Unstated &^= profile.TheECA
}

// ofJobs is a row of a fact of each of the applicant's jobs that lacks it, with
// the job's name as the value of the question.
func ofJobs(code string, lacks func(j *profile.Job) bool, set func(j *profile.Job, met bool)) func(*asking, string) []Fact {
	return func(a *asking, row string) []Fact {
		var list []Fact
		for i := range a.p.Self.Work {
			job := &a.p.Self.Work[i]
			if !lacks(job) {
				continue
			}
			name := job.Name
			list = append(list, Fact{
				Key: strings.Replace(row, "NAME", name, 1), Question: reason.New(code, "job", name),
				set: func(p *profile.Profile, met bool) {
					if i := slices.IndexFunc(p.Self.Work, func(j profile.Job) bool { return j.Name == name }); i >= 0 && lacks(&p.Self.Work[i]) {
						set(&p.Self.Work[i], met)
					}
				},
			})
		}
		return list
	}
}

// FactKeys are the keys of the table of facts, in order.
func FactKeys() []string {
	var keys []string
	for _, row := range facts {
		keys = append(keys, row.key)
	}
	return keys
}

// Lacking returns the facts that the profile of a projection leaves out on a
// day, whether they decide anything or not.
func (p *Projection) Lacking(day civil.Day) []Fact {
	a := &asking{p: p.profileOn(day), law: day, known: p.known, own: day + p.shift}
	var list []Fact
	for _, row := range facts {
		list = append(list, row.facts(a, row.key)...)
	}
	return list
}

// factDays is how far apart days lie on which a projection is asked whether a
// fact decides, besides those on which anything changes.
const factDays = 31

// Decides returns, by fact, the streams that it decides on some day of a
// projection, see [Projection.DecidesOn].
func (p *Projection) Decides(facts []Fact, of []draws.Stream) [][]draws.Stream {
	days := []civil.Day{p.Start, p.End}
	for i := range p.Standings {
		days = append(days, p.Standings[i].From)
	}
	for _, v := range p.versions {
		days = append(days, v.from)
	}
	for day := p.Start; day < p.End; day += factDays {
		days = append(days, day)
	}
	slices.Sort(days)
	return p.decides(facts, of, slices.Compact(days))
}

// DecidesOn returns, by fact, the streams that it decides on a day of a
// projection: those that it opens where the other facts are met, or where it
// alone is.
func (p *Projection) DecidesOn(day civil.Day, facts []Fact, of []draws.Stream) [][]draws.Stream {
	return p.decides(facts, of, []civil.Day{day})
}

func (p *Projection) decides(facts []Fact, of []draws.Stream, days []civil.Day) [][]draws.Stream {
	if len(facts) == 0 {
		return nil
	}
	decided := make([][]bool, len(facts)) // by stream
	for i := range decided {
		decided[i] = make([]bool, len(of))
	}
	for _, day := range days {
		p.decide(day, facts, of, decided)
	}
	list := make([][]draws.Stream, len(facts))
	for i := range facts {
		for k, s := range of {
			if decided[i][k] {
				list[i] = append(list[i], s)
			}
		}
	}
	return list
}

// decide marks what is decided on a day and was not before. The person as they
// are, and with everything met, is asked once for all facts.
func (p *Projection) decide(day civil.Day, facts []Fact, of []draws.Stream, decided [][]bool) {
	now := p.Person(day)
	with := func(p *profile.Profile) *streams.Person {
		person := now
		person.Profile = p
		return &person
	}
	met := with(WithAll(now.Profile, facts, -1))
	not, only := make([]*streams.Person, len(facts)), make([]*streams.Person, len(facts))
	for i := range facts {
		not[i], only[i] = with(WithAll(now.Profile, facts, i)), met
		if len(facts) > 1 {
			only[i] = with(facts[i].With(now.Profile, true))
		}
	}
	for k, s := range of {
		var is, may streams.Verdict
		asked := false
		for i := range facts {
			if decided[i][k] {
				continue
			}
			if !asked {
				is, may, asked = now.Admits(s), met.Admits(s), true
			}
			decided[i][k] = may != not[i].Admits(s) || only[i].Admits(s) != is
		}
	}
}
