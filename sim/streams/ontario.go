package streams

import (
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// Band says whether a draw of Ontario's was open to the person: everything but
// the score, whose place the band tells. The draw's own occupations decide, and
// its own window for the creation of the profile.
func (p *Person) Band(b *draws.Band) Result {
	s := telling()
	p.band(&s, b)
	return s.result()
}

// AdmitsBand is the verdict of [Person.Band] alone.
func (p *Person) AdmitsBand(b *draws.Band) Verdict {
	s := judging()
	p.band(&s, b)
	return s.verdict
}

func (p *Person) band(s *sheet, b *draws.Band) {
	p.requireWindow(s, b)
	if s.over() || len(b.Streams) == 0 {
		s.verdict = s.verdict.And(verdict(len(b.Streams) > 0))
		return
	}
	var aim *target
	if len(b.NOCs) > 0 || b.NOCsPartial {
		made := newTarget(b.NOCVersion, b.NOCs, b.NOCsPartial)
		made.ref = b.Source
		aim = &made
	}
	p.draw(s, b.Streams[0], aim, b.CECOnly)
}

// requireWindow asks for a profile created within the window of a draw. Where
// the day of its creation is not known it is taken to be the day itself; that
// tells nothing where the window had closed before.
func (p *Person) requireWindow(s *sheet, b *draws.Band) {
	if b.CreatedFrom.IsZero() {
		return
	}
	created, met := p.Law, NotKnown
	if from, _, declared := SubmissionOf(p); declared {
		created = from - p.shift()
		met = verdict(b.CreatedFrom <= created && created <= b.CreatedTo)
	} else if b.Date <= b.CreatedTo {
		met = Yes
	}
	s.require("window", met, func() reason.Reason {
		code := "streams.window"
		if p.Profile.Canada.Submitted.IsZero() {
			code = "streams.window/not-declared"
		}
		return reason.New(code, "created", created, "from", b.CreatedFrom, "to", b.CreatedTo).At(b.Source)
	}, "canada.profile_submitted")
}

// ontario is the answer by what is in force on the day.
func (p *Person) ontario(s *sheet, stream draws.Stream) {
	rules := ontarioRules()
	var aim *target
	switch stream {
	case draws.OntarioPriority, draws.OntarioOther:
		aim = &target{partial: true, ref: rules.hcp.ref}
	default:
		if rules.targets[stream] == nil {
			break // no occupation is named
		}
		if aim = rules.targetOn(stream, p.Law, p.Known); aim == nil {
			s.require("list", No, func() reason.Reason {
				return reason.New("streams.list/none", "stream", stream.Term(), "day", p.Law).At(rules.hcp.ref)
			})
		}
	}
	p.draw(s, stream, aim, false)
}

// draw asks for what a draw of one kind asks for. Without an aim no occupation
// is named.
func (p *Person) draw(s *sheet, stream draws.Stream, aim *target, cecOnly bool) {
	p.requireOpen(s, stream)
	p.requireOntario(s)
	if s.over() {
		return
	}
	switch stream {
	case draws.OntarioFrench, draws.OntarioTrades:
		p.requireName(s, stream)
		if s.over() {
			return
		}
		// What these two ask for besides is not established.
		s.require("rules", NotKnown, func() reason.Reason {
			return reason.New("streams.rules/not-established", "stream", stream.Term()).At(ontarioRules().hcp.ref)
		})
		p.pool(s, Programs)
		return
	case draws.OntarioJobOffer:
		p.requireOntarioOffer(s)
	case draws.OntarioHCPFrench:
		p.requireLanguage(s, language.French, &ontarioRules().hcp.french)
	}
	p.humanCapital(s, aim, cecOnly)
}

func (p *Person) requireOntarioOffer(s *sheet) {
	offer, met, code := p.Profile.Canada.Offer, No, "streams.offer-in/none"
	switch {
	case offer == nil:
	case offer.Province == "":
		met, code = NotKnown, "streams.offer-in/not-declared"
	case offer.Province == "ON":
		met, code = Yes, "streams.offer-in"
	}
	s.require("offer", met, func() reason.Reason { return reason.New(code, "province", ontarioTerm).At(ontarioRules().hcp.offer) },
		"canada.job_offer.province")
}

// humanCapital asks for what Human Capital Priorities asked for, and for an
// occupation that the draw aimed at.
func (p *Person) humanCapital(s *sheet, aim *target, cecOnly bool) {
	p.requireEitherLanguage(s)
	if s.over() {
		return
	}
	primary := p.Profile.PrimaryNOC(p.Day)
	p.requireDegree(s, primary)
	p.requireStatus(s)
	p.requireProfile(s)
	if aim != nil {
		p.requireAim(s, primary, aim)
	}
	if s.over() {
		return
	}
	p.requireOntarioFunds(s)
	p.requireRoute(s, primary, aim, cecOnly)
}

// requireEitherLanguage asks for the levels in English or in French.
func (p *Person) requireEitherLanguage(s *sheet) {
	rule := &ontarioRules().hcp.language
	o := p.First
	if rule.margin(p.levels(o.Other())) > rule.margin(p.levels(o)) {
		o = o.Other()
	}
	p.requireLanguage(s, o, rule)
}

// holdsDegree reports whether a bachelor's degree by itself is among the
// credentials that count.
func holdsDegree(self *profile.Person, on civil.Day) bool {
	return slices.ContainsFunc(self.Credentials(), func(e *profile.Education) bool { return e.Assessed(on) && e.Level == profile.Bachelor })
}

// requireDegree asks for a bachelor's degree. "Two or more credentials" may be
// below one: not known. So it is for those whom registration with a college
// exempts, for a profile does not tell of it.
func (p *Person) requireDegree(s *sheet, primary string) {
	rules := &ontarioRules().hcp
	self := &p.Profile.Self
	counted := self.Counted(p.Day)
	met := verdict(counted.AtLeast(rules.education.least))
	exempt := slices.IndexFunc(rules.exempt, func(x exemption) bool { return x.in(p.Law, p.Known) && slices.Contains(x.codes, primary) })
	switch {
	case counted == profile.TwoOrMore && !holdsDegree(self, p.Day):
		s.require("education", NotKnown, func() reason.Reason {
			return reason.New("streams.education/perhaps-below").At(rules.education.ref)
		}, "education.level")
	case met == No && exempt >= 0:
		s.require("education", NotKnown, func() reason.Reason {
			return reason.New("streams.education/registered", "noc", primary, "title", title(primary)).At(rules.exempt[exempt].ref)
		})
	default:
		s.require("education", met, func() reason.Reason { return educationReason(self, p.Day, &rules.education) })
	}
}

// requireStatus asks for legal status of those in Canada. A permit decides, and
// the declared status only where none is given.
func (p *Person) requireStatus(s *sheet) {
	permit, status := p.Profile.Canada.Permit, p.Profile.Canada.Status
	expired := permit.Over(p.Day)
	s.require("status", verdict(!expired || status == profile.Outside), func() reason.Reason {
		ref := ontarioRules().hcp.status
		switch {
		case status == profile.Outside && (permit == nil || expired):
			return reason.New("streams.status/outside").At(ref)
		case expired:
			return reason.New("streams.status/expired", "on", permit.Expires-p.shift()).At(ref)
		case permit != nil:
			return reason.New("streams.status/permit", "until", permit.Expires-p.shift()).At(ref)
		}
		return reason.New("streams.status/declared").At(ref)
	})
}

// requireAim asks for work in an occupation that the draw aimed at: the
// primary one, or one worked in in Canada.
func (p *Person) requireAim(s *sheet, primary string, aim *target) {
	met, code := No, primary
	if primary != "" {
		met = aim.listed(primary)
	}
	for i := range p.Profile.Self.Work {
		if j := &p.Profile.Self.Work[i]; p.countsForOntario(j) && aim.listed(j.NOC) > met {
			met, code = aim.listed(j.NOC), j.NOC
		}
	}
	s.require("occupation", met, func() reason.Reason {
		switch {
		case met == Yes && aim.from2016:
			return reason.New("streams.occupation/mapped", "noc", code, "title", title(code)).At(aim.ref)
		case met == Yes:
			return reason.New("streams.occupation/listed", "noc", code, "title", title(code)).At(aim.ref)
		case met == NotKnown:
			return reason.New("streams.occupation/not-known", "noc", code, "title", title(code)).At(aim.ref)
		case code == "":
			return reason.New("streams.occupation/none").At(aim.ref)
		}
		return reason.New("streams.occupation/unlisted", "noc", code, "title", title(code)).At(aim.ref)
	})
}

// countsForOntario says whether a stint is skilled work in Canada. The
// self-employed work of physicians counts for Ontario later than elsewhere.
func (p *Person) countsForOntario(j *profile.Job) bool {
	return j.CountsInCanada(p.Law) && !(j.SelfEmployed && p.Law < ontarioRules().hcp.physiciansFrom)
}

// requireRoute asks for eligibility for one of two programs, and for the work
// that goes with it. By the Federal Skilled Worker route the primary occupation
// must be the one aimed at, worked in without a break; by the Canadian
// Experience Class route the listed occupations are taken together.
func (p *Person) requireRoute(s *sheet, primary string, aim *target, cecOnly bool) {
	rules := &ontarioRules().hcp
	fsw, cec := p.AdmitsProgram(FSW), p.AdmitsProgram(CEC)
	if cecOnly {
		p.requireProgram(s, []Program{CEC}, cec)
	} else {
		p.requireProgram(s, []Program{FSW, CEC}, fsw.Or(cec))
	}
	if s.over() {
		return
	}
	unbroken := p.primaryMonths(primary, &rules.workerRoute)
	worker := fsw.And(verdict(unbroken >= rules.workerRoute.months))
	if aim != nil && primary != "" {
		worker = worker.And(aim.listed(primary))
	}
	listed, most := p.ontarioMonths(aim)
	experience := cec.And(verdict(listed >= rules.experienceRoute.months))
	if experience == No && most >= rules.experienceRoute.months {
		experience = cec.And(NotKnown)
	}
	met := worker.Or(experience)
	s.require("work", met, func() reason.Reason {
		w, e := &rules.workerRoute, &rules.experienceRoute
		switch {
		case met == worker && met != No:
			return reason.New("streams.route/worker", "months", unbroken, "asked", w.months, "years", w.years,
				"noc", primary, "title", title(primary)).At(w.ref)
		case met == experience && met != No:
			return reason.New("streams.route/experience", "months", most, "asked", e.months, "years", e.years).At(e.ref)
		}
		return reason.New("streams.route/none", "primary", unbroken, "worker_years", w.years, "canadian", listed,
			"experience_years", e.years, "asked", w.months).At(w.ref + "; " + e.ref)
	}, p.routeNeeds(s, met)...)
}

// routeNeeds are the keys that would settle the program of a route, where they
// are told.
func (p *Person) routeNeeds(s *sheet, met Verdict) []string {
	if met != NotKnown || !s.tells {
		return nil
	}
	var needs []string
	for _, program := range []Program{FSW, CEC} {
		needs = p.Program(program).addNeeds(needs)
	}
	return needs
}

// ontarioMonths counts the work in Canada in the occupations aimed at, and at
// most, with those of which it is not known.
func (p *Person) ontarioMonths(aim *target) (listed, most int) {
	since := ontarioRules().hcp.experienceRoute.since(p.Day)
	atLeast := func(least Verdict) int {
		return p.months(since, func(j *profile.Job) bool {
			return p.countsForOntario(j) && (aim == nil || aim.listed(j.NOC) >= least)
		})
	}
	listed = atLeast(Yes)
	if aim == nil || !aim.partial {
		return listed, listed
	}
	return listed, atLeast(NotKnown)
}

// requireOntarioFunds asks for the settlement funds of the federal table, or in
// their place earnings from a job or an offer in Ontario.
func (p *Person) requireOntarioFunds(s *sheet) {
	rules := &ontarioRules().hcp
	offer := p.Profile.Canada.Offer
	jobs := p.Profile.Self.Work
	earns := func(province string) int {
		return slices.IndexFunc(jobs, func(j profile.Job) bool {
			return j.InCanada() && !j.Unauthorized && j.Province == province && j.From <= p.Day && p.Day < j.End()
		})
	}
	if earns("ON") >= 0 || offer != nil && offer.Province == "ON" {
		s.require("funds", Yes, func() reason.Reason { return reason.New("streams.funds/ontario").At(rules.funds) })
		return
	}
	v := p.settlementFunds()
	met := v.met
	job := earns("")
	elsewhere := job >= 0 || offer != nil && offer.Province == ""
	if !elsewhere {
		s.require("funds", met, func() reason.Reason { return p.fundsReason(&v, rules.funds) }, p.fundsNeeds()...)
		return
	}
	if !s.tells {
		s.require("funds", met.Or(NotKnown), nil)
		return
	}
	var needs []string
	if met == NotKnown {
		needs = p.fundsNeeds()
	}
	if job >= 0 {
		needs = append(needs, "work."+jobs[job].Name+".province")
	}
	if offer != nil {
		needs = append(needs, "canada.job_offer.province")
	}
	s.require("funds", met.Or(NotKnown), func() reason.Reason {
		if met == Yes {
			return p.fundsReason(&v, rules.funds)
		}
		return reason.New("streams.funds/perhaps-ontario").At(rules.funds)
	}, needs...)
}
