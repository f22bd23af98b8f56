package sim

import (
	"cmp"
	"reflect"
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/language"
	"crsplan/sim/profile"
)

// Change is what is true when a step is done. What it leaves out stays as it
// is. Credentials and levels are raised, never lowered; a language that
// changes is a new test, taken on the day the step is done.
type Change struct {
	// SwapPrincipal makes the partner the applicant. All else that changes is
	// said of the two as they are afterwards.
	SwapPrincipal bool

	Self    PersonChange // of whoever takes the step
	Partner PersonChange

	Marital           *profile.Marital
	Accompanying      *bool // the partner
	CitizenOrPR       *bool // the partner
	PartnerSibling    *bool
	Sibling, Relative *bool
	Certificate       *bool
	StudyYears        *int
	MilitaryYears     *int
	FamilySize        *int
	Funds             *int
	Provinces         []string
	Nomination        *string
	Status            *profile.Status
	PrimaryNOC        *string
	Offer             *profile.Offer
	Permit            *PermitChange
}

// PersonChange is what changes of one person.
type PersonChange struct {
	AtLeast       *profile.Level // raises the credential
	Country       *string        // where the credential was earned
	Province      *string        // and where in Canada
	Assessed      bool           // the assessment is issued on the day the step is done
	ECAIssued     civil.Day      // or on another day
	CanadianStudy *profile.Study // raises it
	Credentials   []CredentialChange
	Languages     [2]LanguageChange
	// FirstUp raises the weakest ability of the first official language by so
	// many levels.
	FirstUp int
	Jobs    []profile.Job
}

// CredentialChange is a credential that a step brings beside the highest, or in
// place of the one of that name.
type CredentialChange struct {
	profile.Credential
	Assessed bool // the assessment is issued on the day the step is done
}

func (c CredentialChange) apply(p *profile.Person, on civil.Day) {
	if c.Assessed {
		c.ECAIssued = on
	}
	if i := slices.IndexFunc(p.Further, func(held profile.Credential) bool { return held.Name == c.Name }); i >= 0 {
		p.Further[i] = c.Credential
		return
	}
	p.Further = append(p.Further, c.Credential)
}

// LanguageChange is what becomes of the results in one official language.
type LanguageChange struct {
	AtLeast   language.Levels // raises each ability to its level; zero leaves it
	WeakestUp int             // raises the weakest ability by so many levels
	Set       *profile.Result // replaces the results; TakenOn zero means that day
}

// PermitChange gives a permit for months from the day the step is done, or up
// to a day. A permit of the same use that lasts longer already stays as it is.
type PermitChange struct {
	Kind profile.PermitKind
	// Months is how long the permit lasts: so many months of the calendar, and
	// never less than a step of as many, so that of yearly permits each joins on
	// to the one before.
	Months  int
	Expires civil.Day // the last day, in the person's calendar
	// Since is the day from which the law gives a permit so long, and Before for
	// how many months it was given until then: nothing is given before it was
	// known. Zero: the months are of no date.
	Since  civil.Day
	Before int
}

// under returns the change under the law of a day.
func (c Change) under(law civil.Day) *Change {
	if p := c.Permit; p != nil && law < p.Since {
		c.Permit = &PermitChange{Kind: p.Kind, Months: p.Before}
	}
	return &c
}

// last returns the last day of a permit that is given on a day.
func (c *PermitChange) last(on civil.Day) civil.Day {
	if c.Months == 0 {
		return c.Expires
	}
	return max(c.Expires, on.AddMonths(c.Months)-1, on+civil.Day(civil.MonthDays(float64(c.Months)))-1)
}

// highestLevel is the CLB above which nothing scores more.
const highestLevel = 10

// Nothing says whether the change is empty.
func (c *Change) Nothing() bool { return reflect.ValueOf(c).Elem().IsZero() }

// Apply makes the change on a day of the person's calendar and says whether it
// changed anything.
func (c *Change) Apply(p *profile.Profile, who Who, on civil.Day) bool {
	before := p.Clone()
	if c.SwapPrincipal {
		p.Swap(on)
	}
	self, partner := &p.Self, (*profile.Person)(nil)
	if p.Partner != nil {
		partner = &p.Partner.Person
	}
	taker := self
	if who == ThePartner {
		taker = partner
	}
	c.Self.apply(taker, on)
	c.Partner.apply(partner, on)
	if p.Partner != nil {
		set(&p.Partner.Accompanying, c.Accompanying)
		set(&p.Partner.CitizenOrPR, c.CitizenOrPR)
		set(&p.Partner.Sibling, c.PartnerSibling)
	}
	set(&p.Marital, c.Marital)
	c.applyToCanada(p, on)
	return !reflect.DeepEqual(before, p)
}

func (c *Change) applyToCanada(p *profile.Profile, on civil.Day) {
	canada := &p.Canada
	set(&canada.Sibling, c.Sibling)
	set(&canada.Relative, c.Relative)
	set(&canada.Certificate, c.Certificate)
	set(&canada.StudyYears, c.StudyYears)
	set(&canada.FamilySize, c.FamilySize)
	set(&canada.Nomination, c.Nomination)
	set(&canada.Status, c.Status)
	set(&canada.PrimaryNOC, c.PrimaryNOC)
	if c.MilitaryYears != nil {
		canada.MilitaryYears = c.MilitaryYears
	}
	if c.Funds != nil {
		canada.Funds = c.Funds
	}
	if c.Provinces != nil {
		canada.Provinces = c.Provinces
	}
	if c.Offer != nil {
		offer := *c.Offer
		if offer.NOC == "" {
			offer.NOC = p.PrimaryNOC(on)
		}
		if !asGood(canada.Offer, &offer) {
			canada.Offer = &offer
		}
	}
	if c.Permit != nil {
		expires := c.Permit.last(on)
		held := canada.Permit
		if held == nil || held.Expires < expires || c.Permit.Kind.Works() && !held.Kind.Works() {
			canada.Permit = &profile.Permit{Kind: c.Permit.Kind, Expires: expires}
		}
	}
}

// asGood reports whether an offer that is held stays in place of another: a permanent
// one of the same province, which is all that the other is sought for.
func asGood(held, other *profile.Offer) bool {
	return held != nil && held.FullTime && other.Permanent != nil && !other.LMIA &&
		held.Province == other.Province && (held.Permanent == nil || *held.Permanent)
}

func set[T any](fact *T, to *T) {
	if to != nil {
		*fact = *to
	}
}

func (c *PersonChange) apply(p *profile.Person, on civil.Day) {
	if p == nil {
		return
	}
	e := &p.Education
	raised := c.AtLeast != nil && !p.Held().AtLeast(*c.AtLeast)
	if raised {
		e.Level = *c.AtLeast
	}
	if c.Country != nil && (raised || c.AtLeast == nil) {
		e.Country = *c.Country
		e.Province = ""
	}
	if c.Province != nil && (raised || c.AtLeast == nil) {
		e.Province = *c.Province
	}
	if c.CanadianStudy != nil {
		e.CanadianStudy = max(e.CanadianStudy, *c.CanadianStudy)
	}
	for _, each := range p.Credentials() {
		if c.Assessed && (raised && each == e || !each.Assessed(on)) {
			each.ECAIssued = on
		}
	}
	if !c.ECAIssued.IsZero() {
		e.ECAIssued = c.ECAIssued
	}
	for _, credential := range c.Credentials {
		credential.apply(p, on)
	}
	for which := range c.Languages {
		c.Languages[which].apply(&p.Languages.Results[which], on)
	}
	if c.FirstUp > 0 {
		up := LanguageChange{WeakestUp: c.FirstUp}
		up.apply(&p.Languages.Results[firstOf(p, on)], on)
	}
	for _, job := range c.Jobs {
		if job.From.IsZero() {
			job.From = on
		}
		p.Work = append(p.Work, job)
	}
}

// firstOf returns the declared first language, or the better one.
func firstOf(p *profile.Person, on civil.Day) language.Official {
	if p.Languages.FirstDeclared {
		return p.Languages.First
	}
	english, french := p.Languages.Results[language.English], p.Languages.Results[language.French]
	if sum(french.Counted(on)) > sum(english.Counted(on)) {
		return language.French
	}
	return language.English
}

func sum(l language.Levels) int {
	n := 0
	for _, level := range l {
		n += int(level)
	}
	return n
}

func (c *LanguageChange) apply(r *profile.Result, on civil.Day) {
	switch {
	case *c == LanguageChange{}:
		return
	case c.Set != nil:
		*r = *c.Set
		r.Held = true
		r.TakenOn = cmp.Or(r.TakenOn, on)
		return
	}
	// An ability once proved can be proved again: a new test keeps what an
	// expired one showed.
	levels := r.Levels
	for a, level := range c.AtLeast {
		levels[a] = max(levels[a], level)
	}
	if c.WeakestUp > 0 && r.Held {
		weakest := levels.Weakest()
		levels[weakest] = max(levels[weakest], min(levels[weakest]+int8(c.WeakestUp), highestLevel))
	}
	if levels == r.Counted(on) {
		return
	}
	for a := range levels {
		if levels[a] != r.Levels[a] {
			r.Scores[a] = 0
		}
	}
	r.Held, r.TakenOn, r.Levels = true, on, levels
}
