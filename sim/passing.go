package sim

import (
	"slices"

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

	// One of these is renewed.
	test      *profile.Result
	education *profile.Education
	canada    *profile.Canada
}

// renew renews the document on a day.
func (d *document) renew(on civil.Day) {
	switch {
	case d.test != nil:
		d.test.TakenOn = on
	case d.education != nil:
		d.education.ECAIssued = on
	default:
		at := d.canada.Submitted
		d.canada.Submitted = at.AddDate(0, 0, int(on-civil.OfTime(at)))
	}
}

var testNames = [...]reason.Term{language.English: "document.english-test", language.French: "document.french-test"}

// documents appends what can expire of a profile: mostDocuments at most.
// Permits are not among them: nothing renews a permit by itself.
func documents(docs []document, p *profile.Profile) []document {
	docs = documentsOf(docs, "who.self", &p.Self)
	if p.Partner != nil {
		docs = documentsOf(docs, "who.partner", &p.Partner.Person)
	}
	if at := p.Canada.Submitted; !at.IsZero() {
		docs = append(docs, document{name: profileDocument, who: "who.self", expires: civil.OfTime(at).AddYears(profile.ProfileYears), canada: &p.Canada})
	}
	return docs
}

func documentsOf(docs []document, who reason.Term, x *profile.Person) []document {
	for i := range x.Languages.Results {
		if r := &x.Languages.Results[i]; r.Held {
			docs = append(docs, document{name: testNames[i], who: who, expires: r.Expires(), price: r.Test, test: r})
		}
	}
	for _, e := range x.Credentials() {
		if e.Country == "CA" || e.ECAIssued.IsZero() {
			continue
		}
		docs = append(docs, document{name: "document.assessment", who: who, expires: e.ECAIssued.AddYears(profile.ECAValidYears), price: "assessment", education: e})
	}
	return docs
}

// mostDocuments is how many documents there may be: two tests and an assessment
// of each of two people, and the profile.
const mostDocuments = 7

const profileDocument = reason.Term("document.profile")

// catchUp renews what expires between today and a first day after it, as it is
// renewed on the way, and says so. What has lapsed by today stays lapsed.
func (pl *player) catchUp() {
	if pl.w.LetExpire || pl.now <= pl.today {
		return
	}
	for i := range documents(nil, pl.p) {
		for d := documents(nil, pl.p)[i]; d.expires > pl.today && d.expires <= pl.now; d = documents(nil, pl.p)[i] {
			d.renew(d.expires)
			pl.proj.Warnings.Add(reason.New("renewed-before", "document", d.name, "who", d.who, "last", pl.world(d.expires)-1))
		}
	}
}

// renew renews what expires on a day, or lets it lapse: where that is asked
// for, and on a day that is over already, on which nobody renewed it.
func (pl *player) renew(day civil.Day) {
	var buffer [mostDocuments]document
	for _, d := range documents(buffer[:0], pl.p) {
		if d.expires != day {
			continue
		}
		kind := RenewalEvent
		if d.name == profileDocument {
			kind = ProfileEvent
		}
		if pl.w.LetExpire || day <= pl.today {
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
	e := pl.event(day, kind, what)
	if known {
		e.Cost = &Range{float64(price.Low), float64(price.Likely), float64(price.High)}
	}
}

// expired lists what has expired before the first day.
func (pl *player) expired(first civil.Day) []reason.Reason {
	var list []reason.Reason
	var buffer [mostDocuments]document
	for _, d := range documents(buffer[:0], pl.p) {
		if d.expires <= first {
			list = append(list, reason.New("expired", "document", d.name, "who", d.who, "on", pl.world(d.expires)))
		}
	}
	return list
}

// pass moves the candidate to a day by the passing of time alone.
func (pl *player) pass(day civil.Day) {
	aged := pl.p.On(day, pl.law(day-1))
	pl.birthday(day, &aged)
	pl.workYears(day, &aged)
	pl.expiry(day, &aged)
	pl.ruleChange(day)
}

func (pl *player) birthday(day civil.Day, aged *profile.Candidate) {
	if c := &pl.stand.Candidate; c.Age != aged.Age {
		c.Age = aged.Age
		pl.event(day, BirthdayEvent, reason.New("event.birthday", "age", c.Age))
	}
}

func (pl *player) workYears(day civil.Day, aged *profile.Candidate) {
	c := &pl.stand.Candidate
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
	// A year in one occupation may be complete on a day of its own.
	c.Occupations = aged.Occupations
	switch total := pl.stand.Rules.Total(c); {
	case total > pl.stand.Total:
		pl.event(day, WorkYearEvent, reason.New("event.work-year/occupation"))
	case total < pl.stand.Total:
		pl.event(day, WindowEvent, reason.New("event.window/occupation"))
	}
}

// expiry lets go of what no longer counts, and takes in what a step dated
// later than its own end.
func (pl *player) expiry(day civil.Day, aged *profile.Candidate) {
	c := &pl.stand.Candidate
	changed := func(name, who reason.Term, counts bool) {
		if counts {
			pl.event(day, RenewalEvent, reason.New("event.counts", "document", name, "who", who))
		} else {
			pl.event(day, ExpiryEvent, reason.New("event.expired", "document", name, "who", who))
		}
	}
	levels := func(c, aged *[2]language.Levels, who reason.Term) {
		for i := range c {
			if c[i] != aged[i] {
				c[i] = aged[i]
				changed(testNames[i], who, aged[i] != language.Levels{})
			}
		}
	}
	credential := func(c *profile.Level, aged profile.Level, who reason.Term) {
		if *c != aged {
			counts := aged > *c
			*c = aged
			changed("document.assessment", who, counts)
		}
	}
	levels(&c.Languages, &aged.Languages, "who.self")
	credential(&c.Education, aged.Education, "who.self")
	levels(&c.Partner.Languages, &aged.Partner.Languages, "who.partner")
	credential(&c.Partner.Education, aged.Partner.Education, "who.partner")
}

// ruleChange brings in the points and the definitions of a new law.
func (pl *player) ruleChange(day civil.Day) {
	if !slices.Contains(pl.lawDays, day) {
		return
	}
	before := pl.stand.Rules
	pl.stand.Rules = pl.rules(day)
	pl.retake(day)
	if pl.stand.Rules != before {
		pl.event(day, RuleEvent, reason.New("event.rules", "title", pl.stand.Rules.Title))
	} else if pl.stand.Rules.Total(&pl.stand.Candidate) != pl.stand.Total {
		pl.event(day, RuleEvent, reason.New("event.definitions"))
	}
}
