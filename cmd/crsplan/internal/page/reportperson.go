package page

import (
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/civil"
	"crsplan/sim/language"
	"crsplan/sim/noc"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// person are the facts that everything rests on.
func (a *author) person() []Block {
	of := a.stay.Person(a.doc.Today)
	p, day := of.Profile, of.Day
	t := Table{Title: a.Phrase("report.person-caption", "on", a.doc.Today), Columns: a.Columns("fact", "stated")}
	names := p.Names()
	add := func(term, text string) {
		if text != "" {
			label := answer.Called(a.Catalogue, names, reason.Capital(a.Catalogue.Term(term)))
			t.Rows = append(t.Rows, Row{Cells: cells(label, reason.Capital(answer.Called(a.Catalogue, names, text)))})
		}
	}
	add("report.born", a.born(p, day))
	add("report.family", a.family(p))
	a.about(&p.Self, day, add)
	add("report.occupation", a.occupation(p.PrimaryNOC(day)))
	c := &a.stay.At(a.doc.Today).Candidate
	add("report.work", a.Phrase("report.months-of-work", "canadian", c.CanadianWork, "foreign", c.ForeignWork))
	add("report.canada", a.canada(&p.Canada, day))
	add("report.pool", a.inPool(&p.Canada, day))
	if p.Partner != nil { // one who stays behind too: they might come along, or apply
		add("report.partner", a.Phrase("report.partner-age", "age", p.Partner.Birth.Years(day)))
		t.Rows[len(t.Rows)-1].Kind = GroupRow
		a.about(&p.Partner.Person, day, add)
	}
	return []Block{a.Paragraph("report.person-intro"), t}
}

func (a *author) born(p *profile.Profile, day civil.Day) string {
	code := "report.born-on"
	if p.BirthdayUnknown {
		code = "report.born-on/age"
	}
	return a.Phrase(code, "birth", p.Self.Birth, "age", p.Self.Birth.Years(day))
}

func (a *author) family(p *profile.Profile) string {
	text := a.Phrase("report.family-of", "status", reason.Term("marital."+p.Marital.String()), "size", max(p.Canada.FamilySize, 1))
	switch {
	case p.Partner == nil:
	case p.Partner.CitizenOrPR:
		text += a.Catalogue.Term("report.partner-canadian")
	case p.Partner.Accompanying:
		text += a.Catalogue.Term("report.partner-comes")
	default:
		text += a.Catalogue.Term("report.partner-stays")
	}
	return text
}

// about adds what a person has: education, tests and their validity.
func (a *author) about(p *profile.Person, day civil.Day, add func(term, text string)) {
	for _, e := range p.Credentials() {
		add("factor.core.education", a.education(e, day))
	}
	for _, l := range []language.Official{language.English, language.French} {
		if r := p.Languages.Results[l]; r.Held {
			add("language."+l.String(), a.result(l, &r, day))
		}
	}
}

func (a *author) education(e *profile.Education, day civil.Day) string {
	level := reason.Term("education." + e.Level.String())
	switch {
	case e.Level == profile.LessThanSecondary:
		return a.Value(level)
	case e.Country == "CA":
		return a.Phrase("report.education/canada", "level", level)
	case !e.Assessed(day) && e.Counted(day) > profile.LessThanSecondary:
		return a.Phrase("report.education/in-canada", "level", level, "counted", reason.Term("education."+e.Counted(day).String()))
	case !e.Assessed(day):
		return a.Phrase("report.education/unassessed", "level", level)
	}
	return a.Phrase("report.education", "level", level, "last", a.world(day, e.ECAIssued.AddYears(profile.ECAValidYears)-1))
}

func (a *author) result(l language.Official, r *profile.Result, day civil.Day) string {
	code := "report.result"
	if day >= r.Expires() {
		code = "report.result/expired"
	}
	levels := r.Levels
	return a.Phrase(code, "listening", int(levels[language.Listening]), "reading", int(levels[language.Reading]),
		"writing", int(levels[language.Writing]), "speaking", int(levels[language.Speaking]),
		"scale", reason.Term("scale."+l.String()), "last", a.world(day, r.Expires()-1))
}

// world takes a day of the person's own calendar, told on one of its days, to
// the world's, which differs where they were set down.
func (a *author) world(day, of civil.Day) civil.Day { return a.doc.Today + (of - day) }

// occupation names an occupation by its code and its title.
func (a *author) occupation(code string) string {
	o, ok := noc.Lookup(code)
	if !ok {
		return ""
	}
	return a.Phrase("report.noc", "code", code, "title", o.Title)
}

// canada is a person's standing towards Canada, as far as it helps.
func (a *author) canada(c *profile.Canada, day civil.Day) string {
	var list []string
	if permit := c.Permit; permit != nil {
		code := "report.permit"
		if permit.Over(day) {
			code = "report.permit/expired"
		}
		list = append(list, a.Phrase(code, "last", a.world(day, permit.Expires)))
	}
	if c.Offer != nil {
		list = append(list, a.Catalogue.Term("report.offer"))
	}
	if c.Nomination != "" {
		list = append(list, a.Phrase("streams.nomination", "province", reason.Term("province."+c.Nomination)))
	}
	if c.Sibling {
		list = append(list, a.Catalogue.Term("report.sibling"))
	}
	if c.Certificate {
		list = append(list, a.Catalogue.Term("report.certificate"))
	}
	return strings.Join(list, "; ")
}

func (a *author) inPool(c *profile.Canada, day civil.Day) string {
	if c.Submitted.IsZero() {
		return a.Catalogue.Term("report.not-in-pool")
	}
	submitted := civil.OfTime(c.Submitted)
	return a.Phrase("report.in-pool", "from", a.world(day, submitted), "last", a.world(day, submitted.AddYears(profile.ProfileYears)-1))
}
