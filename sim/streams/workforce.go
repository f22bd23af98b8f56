package streams

import (
	"slices"
	"strings"

	"crsplan/sim/civil"
	"crsplan/sim/noc"
	"crsplan/sim/profile"
	"crsplan/sim/provinces"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// workforceRules is what Ontario Workforce Priority asks for.
type workforceRules struct {
	term
	intake, noDrawBy                 civil.Day
	ref                              string
	offer, employer, wage, graduates string // references
	educations                       []workforceEducation
	languages                        []workforceLevels
	position                         workforceMonths // TEER 0 to 3; the others are alternatives
	graduateMonths                   int             // in the position, for recent graduates of Ontario
	occupation                       workforceMonths
	employed                         workforceMonths // in place of the two, for the TEERs of employedTEERs
	employedTEERs                    []int
}

// workforceMonths asks for months of work in the months before a day.
type workforceMonths struct {
	months, window int
	ref            string
}

func (m *workforceMonths) since(on civil.Day) civil.Day { return on.AddMonths(-m.window) }

// workforceEducation is the credential asked for in an occupation. Whether one
// from perhaps on is enough is not established.
type workforceEducation struct {
	teers   []int
	perhaps profile.Level
	educationRule
}

// workforceLevels is the level asked for in an occupation.
type workforceLevels struct {
	teers      []int
	codes, but []string // first digits; any occupation where there are none
	levelRule
}

func readWorkforce(t *tomlfile.Table) workforceRules {
	r := workforceRules{
		term: readTerm(t), ref: established(t), offer: refOf(t, "offer"), employer: refOf(t, "employer"), wage: refOf(t, "wage"),
		graduates: refOf(t, "graduates"), position: readWorkforceMonths(t, "position"),
		occupation: readWorkforceMonths(t, "occupation"), employed: readWorkforceMonths(t, "employed"),
	}
	t.Table("employed").Require("teers")
	r.employedTEERs, _ = t.Table("employed").Ints("teers")
	r.graduateMonths = whole(t.Table("position"), "graduate_months")
	t.Require("intake", "no_draw_by", "language", "education")
	r.intake, _ = t.Day("intake")
	r.noDrawBy, _ = t.Day("no_draw_by")
	for _, of := range t.Tables("education") {
		e := workforceEducation{}
		of.Require("teers", "ref")
		e.teers, _ = of.Ints("teers")
		e.ref, _ = of.String("ref")
		e.least = readLevel(of, "least")
		e.perhaps = e.least
		if _, ok := of.String("perhaps"); ok {
			e.perhaps = readLevel(of, "perhaps")
		}
		r.educations = append(r.educations, e)
	}
	for _, of := range t.Tables("language") {
		l := workforceLevels{}
		of.Require("teers", "ref")
		l.teers, _ = of.Ints("teers")
		l.codes, _ = of.Strings("codes")
		l.but, _ = of.Strings("but")
		l.ref, _ = of.String("ref")
		l.minimums = l.minimums.Raised(whole(of, "level"))
		r.languages = append(r.languages, l)
	}
	return r
}

func readWorkforceMonths(t *tomlfile.Table, key string) workforceMonths {
	ref := refOf(t, key)
	t = t.Table(key)
	return workforceMonths{whole(t, "months"), whole(t, "window_months"), ref}
}

// of says whether the levels are for an occupation.
func (l *workforceLevels) of(code string, teer int) bool {
	begins := func(digits string) bool { return strings.HasPrefix(code, digits) }
	return slices.Contains(l.teers, teer) &&
		(len(l.codes) == 0 || slices.ContainsFunc(l.codes, begins)) && !slices.ContainsFunc(l.but, begins)
}

// levelsFor returns the lowest levels that an occupation is asked for.
func (r *workforceRules) levelsFor(code string, teer int) *levelRule {
	var least *levelRule
	for i := range r.languages {
		l := &r.languages[i]
		if l.of(code, teer) && (least == nil || l.minimums.Lowest() < least.minimums.Lowest()) {
			least = &l.levelRule
		}
	}
	return least
}

// workforcePriority asks for a permanent full-time offer in Ontario at a wage
// of its region, which is not known here. Of a graduation in
// Ontario a profile does not tell: what hangs on them is not known.
func (p *Person) workforcePriority(s *sheet) {
	rules := &ontarioRules().workforcePriority
	name := reason.Term("pathway." + workforcePriority)
	if p.Known < rules.announced {
		s.require("open", No, func() reason.Reason { return reason.New("streams.pathway/not-yet", "pathway", name, "day", p.Law) })
		return
	}
	s.require("open", verdict(rules.begun(p.Law, p.Known)), func() reason.Reason {
		switch {
		case !rules.begun(p.Law, p.Known):
			return reason.New("streams.pathway/not-yet", "pathway", name, "day", p.Law).At(rules.ref)
		case p.Law < rules.intake:
			return reason.New("streams.pathway/in-force", "pathway", name, "from", rules.from).At(rules.ref)
		}
		return reason.New("streams.pathway/no-draw", "pathway", name, "from", rules.from, "by", min(rules.noDrawBy, p.Known)).At(rules.ref)
	})
	code, physician := p.offered(), p.selfEmployedPhysician()
	offer := p.Profile.Canada.Offer
	p.requireWorkforceOffer(s, physician)
	o, _ := noc.Lookup(code)
	p.requireWorkforceLevels(s, code, o.TEER)
	p.requireWorkforceEducation(s, o.TEER)
	if !physician {
		p.requirePosition(s, code, o.TEER)
		p.requireEmployer(s, rules.employer)
		s.require("wage", NotKnown, func() reason.Reason {
			if offer == nil || offer.HourlyWage == nil {
				return reason.New("streams.wage/not-declared").At(rules.wage)
			}
			return reason.New("streams.wage").At(rules.wage)
		})
	}
	requireScale(s, workforcePriority)
}

// requireEmployer asks for the years, the staff and the revenue of the employer,
// as far as the offer tells them.
func (p *Person) requireEmployer(s *sheet, ref string) {
	floor, told := provinces.PathOf(workforcePriority).On(p.Profile, p.Day, p.Law, false).Employer()
	if !told {
		s.require("employer", NotKnown, func() reason.Reason { return reason.New("streams.employer").At(ref) })
		return
	}
	s.require("employer", Verdict(floor.Met), func() reason.Reason { return floor.Because.At(ref) }, floor.Needs...)
}

// offered returns the occupation of the offer, or the primary one without any.
func (p *Person) offered() string {
	if offer := p.Profile.Canada.Offer; offer != nil {
		return offer.NOC
	}
	return p.Profile.PrimaryNOC(p.Day)
}

func (p *Person) selfEmployedPhysician() bool {
	return slices.ContainsFunc(p.Profile.Self.Work, func(j profile.Job) bool {
		return j.SelfEmployed && noc.Physician(j.NOC) && j.From <= p.Day && p.Day < j.End()
	})
}

// graduateOfOntario says whether the person graduated in Ontario of late: not
// without study in Canada, and else a profile does not tell.
func (p *Person) graduateOfOntario() Verdict {
	if e := &p.Profile.Self.Education; e.Country != "CA" && e.CanadianStudy <= profile.SecondaryStudy {
		return No
	}
	return NotKnown
}

func (p *Person) requireWorkforceOffer(s *sheet, physician bool) {
	offer, met, code := p.Profile.Canada.Offer, No, "streams.offer-in/none"
	var needs []string
	switch {
	case physician:
		met, code = NotKnown, "streams.offer-in/physician"
	case offer == nil:
	case !offer.FullTime:
		code = "streams.offer-in/part-time"
	case offer.Province == "":
		met, code, needs = NotKnown, "streams.offer-in/not-declared", []string{"canada.job_offer.province"}
	case offer.Province == "ON" && offer.Permanent == nil:
		met, code, needs = NotKnown, "streams.offer-in/permanent", []string{"canada.job_offer.permanent"}
	case offer.Province == "ON" && *offer.Permanent:
		met, code = Yes, "streams.offer-in"
	case offer.Province == "ON":
		code = "streams.offer-in/ends"
	}
	s.require("offer", met, func() reason.Reason {
		return reason.New(code, "province", ontarioTerm).At(ontarioRules().workforcePriority.offer)
	}, needs...)
}

// requireWorkforceLevels asks for the levels in English or in French, of which
// recent graduates of Ontario need none.
func (p *Person) requireWorkforceLevels(s *sheet, code string, teer int) {
	rules := &ontarioRules().workforcePriority
	rule, o := rules.levelsFor(code, teer), p.First
	if rule.margin(p.levels(o.Other())) > rule.margin(p.levels(o)) {
		o = o.Other()
	}
	levels := p.levels(o)
	if rule.met(levels) || p.graduateOfOntario() == No {
		p.requireLanguage(s, o, rule)
		return
	}
	s.require("language", NotKnown, func() reason.Reason {
		return reason.New("streams.language/graduate", "language", o.Term(), "scale", reason.Term("scale."+o.String()),
			"asked", int(rule.minimums.Lowest())).At(rules.graduates)
	})
}

// requireWorkforceEducation asks for a credential. Whether one from abroad must
// be assessed is not established.
func (p *Person) requireWorkforceEducation(s *sheet, teer int) {
	rules := ontarioRules().workforcePriority.educations
	rule := &rules[slices.IndexFunc(rules, func(e workforceEducation) bool { return slices.Contains(e.teers, teer) })]
	e := p.Profile.Self.Education
	met, code, needs := No, "streams.education/below", []string(nil)
	switch {
	case p.Profile.Self.EducationUnstated():
		met, code, needs = NotKnown, "streams.education/not-stated", []string{"education.level"}
	case e.Counted(p.Day).AtLeast(rule.least):
		met, code = Yes, "streams.education/met"
	case e.Level.AtLeast(rule.least):
		met, code = NotKnown, "streams.education/perhaps-assessed"
	case e.Level.AtLeast(rule.perhaps):
		met, code = NotKnown, "streams.education/perhaps-enough"
	}
	s.require("education", met, func() reason.Reason {
		return reason.New(code, "level", reason.Term("education."+e.Level.String()), "least", reason.Term("education."+rule.least.String())).At(rule.ref)
	}, needs...)
}

// requirePosition asks for work in the offered position, in the occupation, or
// for TEER 4 and 5 with the employer. A profile does not tell who employs.
func (p *Person) requirePosition(s *sheet, code string, teer int) {
	rules := &ontarioRules().workforcePriority
	if employed := &rules.employed; slices.Contains(rules.employedTEERs, teer) {
		months := p.months(employed.since(p.Day), func(j *profile.Job) bool {
			return j.InCanada() && !j.Unauthorized && !j.SelfEmployed
		})
		met, what := No, "streams.employed/short"
		if months >= employed.months {
			met, what = NotKnown, "streams.employed"
		}
		s.require("work", met, func() reason.Reason {
			return reason.New(what, "months", months, "asked", employed.months, "window", employed.window).At(employed.ref)
		})
		return
	}
	in := p.months(rules.occupation.since(p.Day), func(j *profile.Job) bool { return j.NOC == code && !(j.InCanada() && j.Unauthorized) })
	if in >= rules.occupation.months {
		s.require("work", Yes, func() reason.Reason {
			return reason.New("streams.position/occupation", "months", in, "asked", rules.occupation.months, "window", rules.occupation.window,
				"noc", code, "title", title(code)).At(rules.occupation.ref)
		})
		return
	}
	if slices.Contains(p.Profile.Canada.Licensed, "ON") && provinces.Regulated(code) {
		s.require("work", Yes, func() reason.Reason {
			return reason.New("streams.position/licence", "noc", code, "title", title(code)).At(rules.position.ref)
		})
		return
	}
	months := p.unbroken(rules.position.since(p.Day), func(j *profile.Job) bool {
		return j.NOC == code && j.InCanada() && !j.Unauthorized && !j.SelfEmployed && (j.Province == "ON" || j.Province == "")
	})
	what, needs := "streams.position/not-known", []string(nil)
	if provinces.Regulated(code) && p.Profile.Canada.Licensed == nil {
		needs = []string{"canada.licensed_in"}
	}
	switch {
	case months >= rules.position.months:
		what = "streams.position/employer"
	case months >= rules.graduateMonths && p.graduateOfOntario() != No:
		what = "streams.position/graduate"
	}
	s.require("work", NotKnown, func() reason.Reason {
		return reason.New(what, "months", months, "asked", rules.position.months, "window", rules.position.window,
			"graduate", rules.graduateMonths, "noc", code, "title", title(code)).At(rules.position.ref)
	}, needs...)
}
