package sim

import (
	"crsplan/sim/civil"
	"crsplan/sim/costs"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// document is something that expires.
type document struct {
	name    reason.Term
	who     reason.Term
	expires civil.Day
	price   string // the key of package costs; "" where renewing it is free, or its price unknown
	renew   func(on civil.Day)
}

var testNames = [...]reason.Term{language.English: "document.english-test", language.French: "document.french-test"}

// documents lists what can expire of a profile. Permits are not among them:
// nothing renews a permit by itself.
func documents(p *profile.Profile) []document {
	docs := make([]document, 0, 8)
	person := func(who reason.Term, x *profile.Person) {
		for i := range x.Languages.Results {
			if r := &x.Languages.Results[i]; r.Held {
				docs = append(docs, document{testNames[i], who, r.Expires(), r.Test, func(on civil.Day) { r.TakenOn = on }})
			}
		}
		if e := &x.Education; e.Country != "CA" && !e.ECAIssued.IsZero() {
			docs = append(docs, document{"document.assessment", who, e.ECAIssued.AddYears(profile.ECAValidYears), "assessment", func(on civil.Day) { e.ECAIssued = on }})
		}
	}
	person("who.self", &p.Self)
	if p.Partner != nil {
		person("who.partner", &p.Partner.Person)
	}
	if at := p.Canada.Submitted; !at.IsZero() {
		submitted := civil.OfTime(at)
		docs = append(docs, document{profileDocument, "who.self", submitted.AddYears(profile.ProfileYears), "", func(on civil.Day) {
			p.Canada.Submitted = at.AddDate(0, 0, int(on-submitted))
		}})
	}
	return docs
}

const profileDocument = reason.Term("document.profile")

// renew renews what expires on a day, or lets it lapse.
func (pl *player) renew(day civil.Day) {
	for _, d := range documents(pl.p) {
		if d.expires != day {
			continue
		}
		kind := RenewalEvent
		if d.name == profileDocument {
			kind = ProfileEvent
		}
		if pl.w.LetExpire {
			if d.name == profileDocument {
				pl.event(day, kind, reason.New("event.profile-lapsed"))
			}
			continue // pass sees what it did to the points
		}
		d.renew(day)
		pl.renewed(day, kind, &d)
	}
}

// renewed notes a renewal with the last day for it, and what it costs where
// that is known.
func (pl *player) renewed(day civil.Day, kind EventKind, d *document) {
	what := reason.New("event.renewed", "document", d.name, "who", d.who, "last", pl.world(day)-1)
	price, known := costs.On(d.price, pl.law(day))
	if known {
		what = reason.New("event.renewed/cost", "document", d.name, "who", d.who, "last", pl.world(day)-1, "cost", reason.CAD(price.Likely))
	}
	pl.event(day, kind, what)
	if known {
		e := &pl.proj.Events[len(pl.proj.Events)-1]
		e.Cost = &Range{float64(price.Low), float64(price.Likely), float64(price.High)}
	}
}

// expired lists what has expired before the first day.
func (pl *player) expired(first civil.Day) []reason.Reason {
	var list []reason.Reason
	for _, d := range documents(pl.p) {
		if d.expires <= first {
			list = append(list, reason.New("expired", "document", d.name, "who", d.who, "on", pl.world(d.expires)))
		}
	}
	return list
}

// leaveOnPermit ends the work in Canada of a person whose permit has expired.
func (pl *player) leaveOnPermit(day civil.Day) {
	permit := pl.p.Canada.Permit
	if permit == nil || !permit.Kind.Works() || permit.Expires > day {
		return
	}
	stopped := false
	for i := range pl.p.Self.Work {
		if j := &pl.p.Self.Work[i]; j.InCanada() && j.From < permit.Expires && j.End() > permit.Expires {
			j.To = permit.Expires - 1
			stopped = true
		}
	}
	if stopped {
		what := reason.New("event.permit-expired", "on", pl.world(permit.Expires))
		if permit.Expires == day {
			pl.event(day, PermitEvent, what)
		} else {
			pl.proj.Warnings.Add(what)
		}
	}
}

// pass moves the candidate to a day by the passing of time alone.
func (pl *player) pass(day civil.Day) {
	law := pl.law(day)
	aged := pl.p.On(day, min(law, pl.law(day-1)))
	pl.birthday(day, &aged)
	pl.workYears(day, &aged)
	pl.expiry(day, &aged)
	pl.ruleChange(day, law)
}

func (pl *player) birthday(day civil.Day, aged *profile.Candidate) {
	if c := &pl.stand.Candidate; c.Age != aged.Age {
		c.Age = aged.Age
		pl.event(day, BirthdayEvent, reason.New("event.birthday", "age", c.Age))
	}
}

func (pl *player) workYears(day civil.Day, aged *profile.Candidate) {
	c := &pl.stand.Candidate
	c.Occupations = aged.Occupations
	counts := []struct {
		code   string
		months *int
		now    int
	}{
		{"canadian", &c.CanadianWork, aged.CanadianWork},
		{"foreign", &c.ForeignWork, aged.ForeignWork},
		{"partner", &c.Partner.CanadianWork, aged.Partner.CanadianWork},
	}
	for _, count := range counts {
		before, now := *count.months/12, count.now/12
		*count.months = count.now
		switch {
		case now > before:
			pl.event(day, WorkYearEvent, reason.New("event.work-year/"+count.code, "years", now))
		case now < before:
			pl.event(day, WindowEvent, reason.New("event.window/"+count.code, "years", now))
		}
	}
}

// expiry lets go of what no longer counts.
func (pl *player) expiry(day civil.Day, aged *profile.Candidate) {
	c := &pl.stand.Candidate
	lost := func(name, who reason.Term) {
		pl.event(day, ExpiryEvent, reason.New("event.expired", "document", name, "who", who))
	}
	for i := range c.Languages {
		if c.Languages[i] != aged.Languages[i] {
			c.Languages[i] = aged.Languages[i]
			lost(testNames[i], "who.self")
		}
		if c.Partner.Languages[i] != aged.Partner.Languages[i] {
			c.Partner.Languages[i] = aged.Partner.Languages[i]
			lost(testNames[i], "who.partner")
		}
	}
	if c.Education != aged.Education {
		c.Education = aged.Education
		lost("document.assessment", "who.self")
	}
	if c.Partner.Education != aged.Partner.Education {
		c.Partner.Education = aged.Partner.Education
		lost("document.assessment", "who.partner")
	}
}

// ruleChange brings in the points and the definitions of a new law.
func (pl *player) ruleChange(day, law civil.Day) {
	rules := pl.rules(day)
	if rules == pl.stand.Rules && law == pl.law(day-1) {
		return
	}
	before := pl.stand.Rules
	first, partnerFirst := pl.stand.Candidate.First, pl.stand.Candidate.Partner.First
	pl.stand.Rules, pl.stand.Candidate = rules, pl.p.On(day, law)
	pl.stand.Candidate.First, pl.stand.Candidate.Partner.First = first, partnerFirst
	if rules != before {
		pl.event(day, RuleEvent, reason.New("event.rules", "title", rules.Title))
	} else if pl.stand.Rules.Total(&pl.stand.Candidate) != pl.stand.Total {
		pl.event(day, RuleEvent, reason.New("event.definitions"))
	}
}
