package streams

import (
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/language"
	"crsplan/sim/noc"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// Program is one of the three federal programs that let a profile into the
// pool.
type Program string

// The programs.
const (
	FSW Program = "fsw" // Federal Skilled Worker
	CEC Program = "cec" // Canadian Experience Class
	FST Program = "fst" // Federal Skilled Trades
)

// Programs are the three.
var Programs = []Program{FSW, CEC, FST}

// Term is the name of the program, for people.
func (q Program) Term() reason.Term { return reason.Term("stream." + string(q)) }

// Program says whether the person is eligible for a program. An unknown one
// admits nobody.
func (p *Person) Program(which Program) Result {
	s := telling()
	p.program(&s, which)
	return s.result()
}

// AdmitsProgram is the verdict of [Person.Program] alone. It is kept: the
// profile must not be changed between two times that the same person is asked.
func (p *Person) AdmitsProgram(which Program) Verdict {
	i := slices.Index(Programs, which)
	if i < 0 {
		return No
	}
	k := p.settled()
	if !k.asked[i] {
		s := judging()
		p.program(&s, which)
		k.verdicts[i], k.asked[i] = s.verdict, true
	}
	return k.verdicts[i]
}

func (p *Person) program(s *sheet, which Program) {
	switch which {
	case FSW:
		p.skilledWorker(s)
	case CEC:
		p.experienceClass(s)
	case FST:
		p.skilledTrades(s)
	default:
		s.verdict = No
	}
}

func (p *Person) skilledWorker(s *sheet) {
	rules := &programs().fsw
	p.requireLanguage(s, p.First, &rules.language)
	p.requireEducation(s, &rules.education)
	if s.over() {
		return
	}
	p.requirePrimaryWork(s, &rules.work)
	p.requireFunds(s, rules.funds)
	p.requireResidence(s)
	if s.over() {
		return
	}
	points := p.gridTotal()
	met, needs := verdict(points >= rules.points), []string(nil)
	if met == No {
		met, needs = p.gridPerhaps()
	}
	s.require("points", met, func() reason.Reason {
		return reason.New("streams.points", "points", points, "pass", rules.points).At(rules.pointsRef)
	}, needs...)
}

// requirePrimaryWork asks for unbroken work in the primary occupation.
func (p *Person) requirePrimaryWork(s *sheet, rule *workRule) {
	primary := p.Profile.PrimaryNOC(p.Day)
	months := p.primaryMonths(primary, rule)
	s.require("work", verdict(months >= rule.months), func() reason.Reason {
		switch {
		case primary == "":
			return reason.New("streams.work/none", "asked", rule.months, "years", rule.years).At(rule.ref)
		case !noc.Skilled(primary, p.Law):
			return reason.New("streams.work/not-skilled", "noc", primary, "title", title(primary)).At(rule.ref)
		}
		return reason.New("streams.work/primary", "months", months, "asked", rule.months, "years", rule.years,
			"noc", primary, "title", title(primary)).At(rule.ref)
	})
}

// primaryMonths counts the longest unbroken stretch in the primary occupation.
func (p *Person) primaryMonths(primary string, rule *workRule) int {
	if primary == "" || !noc.Skilled(primary, p.Law) {
		return 0
	}
	return p.unbroken(rule.since(p.Day), func(j *profile.Job) bool { return j.NOC == primary && j.CountsForWorkers(p.Law) })
}

// canadianMonths counts the work that the Canadian Experience Class looks at.
func (p *Person) canadianMonths() int {
	return p.months(programs().cec.work.since(p.Day), p.countsInCanada)
}

// CanadianYear says whether the Canadian work is enough for the Canadian
// Experience Class.
func (p *Person) CanadianYear() bool { return p.canadianMonths() >= programs().cec.work.months }

func (p *Person) experienceClass(s *sheet) {
	rules := &programs().cec
	since := rules.work.since(p.Day)
	months := p.canadianMonths()
	met, needs := p.unlessStudent(months, rules.work.months, func() int {
		return p.months(since, func(j *profile.Job) bool { return j.MayCountInCanada(p.Law) })
	})
	s.require("work", met, func() reason.Reason {
		ref := rules.work.ref
		if slices.ContainsFunc(p.Profile.Self.Work, func(j profile.Job) bool { return j.SelfEmployed && p.countsInCanada(&j) }) {
			ref += "; " + rules.physicians
		}
		return reason.New("streams.work/canadian", "months", months, "asked", rules.work.months, "years", rules.work.years).At(ref)
	}, needs...)
	if s.over() {
		return
	}
	counts := (*profile.Job).CountsInCanada
	if met == NotKnown {
		counts = (*profile.Job).MayCountInCanada
	}
	p.requireLanguage(s, p.First, p.experienceLevels(since, counts))
	p.requireResidence(s)
}

func (p *Person) countsInCanada(j *profile.Job) bool { return j.CountsInCanada(p.Law) }

// experienceLevels returns the levels that the Canadian work asks for. Where
// it was done at several levels of skill, the group with most of the counted
// hours decides, and a tie asks for more.
func (p *Person) experienceLevels(since civil.Day, counts func(*profile.Job, civil.Day) bool) *levelRule {
	hours := func(technical bool) int {
		return profile.Hours(p.Profile.Self.Work, since, p.Day, func(j *profile.Job) bool {
			return counts(j, p.Law) && isTechnical(j.NOC) == technical
		})
	}
	if hours(true) > hours(false) {
		return &programs().cec.technical
	}
	return &programs().cec.language
}

// isTechnical says that an occupation is below TEER 0 and 1.
func isTechnical(code string) bool {
	o, _ := noc.Lookup(code)
	return o.TEER >= 2
}

func (p *Person) skilledTrades(s *sheet) {
	rules := &programs().fst
	p.requireLanguage(s, p.First, &rules.language)
	if s.over() {
		return
	}
	trade, months := p.bestOccupation(p.isTrade, p.tradeMonths)
	met, needs := p.unlessStudent(months, rules.work.months, func() int {
		_, months := p.bestOccupation(p.isTrade, func(code string) int {
			return p.months(rules.work.since(p.Day), func(j *profile.Job) bool { return j.NOC == code && j.MayCountForTrades(p.Law) })
		})
		return months
	})
	s.require("work", met, func() reason.Reason {
		if trade == "" {
			return reason.New("streams.work/no-trade", "asked", rules.work.months, "years", rules.work.years).At(rules.work.ref)
		}
		return reason.New("streams.work/trade", "months", months, "asked", rules.work.months, "years", rules.work.years,
			"noc", trade, "title", title(trade)).At(rules.work.ref)
	}, needs...)
	p.requireTradeOffer(s, months)
	p.requireFunds(s, rules.funds)
	p.requireResidence(s)
}

func (p *Person) isTrade(code string) bool { return isTrade(code, p.Law) }

func (p *Person) tradeMonths(code string) int {
	return p.months(programs().fst.work.since(p.Day), func(j *profile.Job) bool { return j.NOC == code && j.CountsForTrades(p.Law) })
}

// requireTradeOffer asks for a certificate of qualification, or for an offer in
// the same trade as the work: one in which there is as much work as asked for,
// or as in the best.
func (p *Person) requireTradeOffer(s *sheet, most int) {
	rules := &programs().fst
	offer, met, code := p.Profile.Canada.Offer, No, ""
	var needs []string
	switch {
	case p.Profile.Canada.Certificate:
		met, code = Yes, "streams.trade-offer/certificate"
	case offer == nil:
		code = "streams.trade-offer/none"
	case !p.offerCounts():
		code = "streams.trade-offer/not-qualifying"
	case !p.isTrade(offer.NOC), most == 0, p.tradeMonths(offer.NOC) < min(most, rules.work.months):
		code = "streams.trade-offer/other-trade"
	default:
		met, code = Yes, "streams.trade-offer/met"
	}
	if met == No && most > 0 && p.Profile.Self.Unstated.Has(profile.TheCertificate) {
		met, needs = NotKnown, certificateNeeds
	}
	s.require("offer", met, func() reason.Reason {
		if offer == nil || met == Yes && p.Profile.Canada.Certificate {
			return reason.New(code).At(rules.offer)
		}
		return reason.New(code, "noc", offer.NOC, "title", title(offer.NOC)).At(rules.offer)
	}, needs...)
}

// requireLanguage asks for levels in one official language.
func (p *Person) requireLanguage(s *sheet, o language.Official, rule *levelRule) {
	levels, self := p.levels(o), &p.Profile.Self
	met, needs := verdict(rule.met(levels)), []string(nil)
	if met == No && o == p.First && self.TestsUnstated() {
		met, needs = NotKnown, languageNeeds
	}
	s.require("language", met, func() reason.Reason { return languageReason(o, levels, rule) }, needs...)
}

func (p *Person) levels(o language.Official) language.Levels {
	return p.Profile.Self.Languages.Results[o].Counted(p.Day)
}

func languageReason(o language.Official, levels language.Levels, rule *levelRule) reason.Reason {
	ability, scale := rule.tightest(levels), reason.Term("scale."+o.String())
	asked := int(rule.minimums[ability])
	switch {
	case levels == language.Levels{}:
		return reason.New("streams.language/none", "language", o.Term(), "scale", scale, "asked", asked).At(rule.ref)
	case rule.met(levels):
		return reason.New("streams.language/met", "language", o.Term(), "scale", scale, "level", int(levels[ability]),
			"ability", ability.Term(), "asked", asked).At(rule.ref)
	}
	return reason.New("streams.language/below", "language", o.Term(), "scale", scale, "level", int(levels[ability]),
		"ability", ability.Term(), "asked", asked).At(rule.ref)
}

// requireEducation asks for a credential that counts on the day.
func (p *Person) requireEducation(s *sheet, rule *educationRule) {
	self := &p.Profile.Self
	met, needs := verdict(self.Counted(p.Day).AtLeast(rule.least)), []string(nil)
	switch {
	case met == Yes:
	case self.EducationUnstated():
		met, needs = NotKnown, educationNeeds
	case self.AssessmentUnstated() && self.Education.Level.AtLeast(rule.least):
		met, needs = NotKnown, assessmentNeeds
	}
	s.require("education", met, func() reason.Reason { return educationReason(self, p.Day, rule) }, needs...)
}

func educationReason(self *profile.Person, on civil.Day, rule *educationRule) reason.Reason {
	code, level := "streams.education/below", self.Held()
	switch counted := self.Counted(on); {
	case counted.AtLeast(rule.least):
		code, level = "streams.education/met", counted
	case self.Held().AtLeast(rule.least):
		code = "streams.education/unassessed"
	}
	return reason.New(code, "level", reason.Term("education."+level.String()),
		"least", reason.Term("education."+rule.least.String())).At(rule.ref)
}

// requireResidence asks for a plan to live outside of Quebec: interest in
// Quebec alone is none.
func (p *Person) requireResidence(s *sheet) {
	provinces := p.Profile.Canada.Provinces
	quebec := len(provinces) > 0 && !slices.ContainsFunc(provinces, func(code string) bool { return code != "QC" })
	s.require("residence", verdict(!quebec), func() reason.Reason {
		if quebec {
			return reason.New("streams.residence/quebec").At(programs().residence)
		}
		return reason.New("streams.residence").At(programs().residence)
	})
}

// title returns the title of an occupation.
func title(code string) reason.Text {
	o, _ := noc.Lookup(code)
	return o.Title
}
