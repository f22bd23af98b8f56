// Package profile holds what a person declares, and what that amounts to on a
// day.
//
// A [Profile] is a set of dated facts that are true on its StatedOn day. A
// [Candidate] is the profile as it stands on one day: the completed age, the
// levels that still count, the months of work inside their window. Points and
// eligibility are worked out from candidates, never from profiles.
//
// Two calendars meet here. The facts of a person stand in the person's own
// calendar; the law has dates of its own. They differ when a person is set
// down on another day "as they are": then the person's days are kept and the
// law's day moves, so that every age, month and validity stays exactly the
// same. That is why [Profile.On] takes two days.
package profile

import (
	"slices"
	"time"

	"crsplan/sim/civil"
	"crsplan/sim/language"
	"crsplan/sim/reason"
)

// Profile is what a candidate declares, true on its StatedOn day.
type Profile struct {
	StatedOn civil.Day
	Name     reason.Text // a label for charts; may be empty
	// BirthdayUnknown is set when only an age was given: the birthday is then
	// taken to be StatedOn.
	BirthdayUnknown bool
	Marital         Marital
	Self            Person
	Partner         *Partner // nil without a spouse or common-law partner
	Canada          Canada
}

// Person is what the principal applicant and the partner have in common.
type Person struct {
	Name      string // of one of a couple, to tell the two apart; may be empty
	Birth     civil.Day
	Education Education
	Further   []Credential // beside Education, each with its own country and assessment
	Languages Languages
	Work      []Job
	Unstated  Facts // what the file leaves out of the facts of this person
}

// Partner is a spouse or common-law partner.
type Partner struct {
	Person
	Accompanying bool // comes along to Canada
	CitizenOrPR  bool // is a Canadian citizen or permanent resident
	Sibling      bool // has a brother or sister in Canada
	StudyYears   int  // of study in Canada, for the 67 points
}

// Education is the highest credential and what is known of its standing.
type Education struct {
	Level   Level
	Country string // where it was earned; "CA" needs no assessment
	// Province is where in Canada it was earned; "" where that is not declared.
	Province string
	// ECAIssued is the day of the educational credential assessment of a
	// foreign credential; zero without one.
	ECAIssued     civil.Day
	CanadianStudy Study
}

// ECAValidYears is how long an assessment counts, from its day of issue.
// Source: Ministerial Instructions 2017-1, subsection 3(4).
const ECAValidYears = 5

// Assessed says whether the credential counts on a day: a Canadian one always,
// a foreign one while its assessment is less than five years old.
func (e Education) Assessed(on civil.Day) bool {
	if e.Country == "CA" {
		return true
	}
	return !e.ECAIssued.IsZero() && e.ECAIssued <= on && on < e.ECAIssued.AddYears(ECAValidYears)
}

// Counted returns the level that counts on a day: the level held, or without a
// valid assessment what was earned in Canada, which needs none.
func (e Education) Counted(on civil.Day) Level {
	if e.Assessed(on) {
		return e.Level
	}
	return min(e.Level, earnedBy[e.CanadianStudy])
}

// earnedBy is the least credential of each study in Canada, for points are given
// to study that earned one. Source: Ministerial Instructions 2016-1.
var earnedBy = [...]Level{
	NoStudy: LessThanSecondary, SecondaryStudy: Secondary, OneOrTwoYears: OneYear, ThreeOrMoreYears: Bachelor,
}

// Languages are the results in both official languages.
type Languages struct {
	// First is the first official language where FirstDeclared is set;
	// otherwise it is settled day by day, see package sim.
	First         language.Official
	FirstDeclared bool
	Results       [2]Result // by language.Official
}

// Result is one language test.
type Result struct {
	Held    bool
	Test    string // an ID of package language; "" when only levels were given
	TakenOn civil.Day
	Levels  language.Levels
	Scores  [4]float64 // of the test, by ability, as declared; zero where only a level is known
}

// Expires returns the day on which the result no longer counts.
func (r Result) Expires() civil.Day { return r.TakenOn.AddYears(language.ValidYears) }

// Counted returns the levels that count on a day: none when there is no
// result, or when it is two or more years old.
func (r Result) Counted(on civil.Day) language.Levels {
	if !r.Held || on < r.TakenOn || on >= r.Expires() {
		return language.Levels{}
	}
	return r.Levels
}

// Job is one stint of work.
type Job struct {
	Name     string
	NOC      string // a NOC 2021 unit group
	Country  string
	Province string // of a job in Canada
	From     civil.Day
	To       civil.Day // the last day worked; zero while it goes on
	// Hours is the hours a week in hundredths: 3750 is 37.5 hours.
	Hours int
	// Months is set for work declared in months without dates: full time,
	// ended on StatedOn, overlapping nothing. From is then the first day of
	// those months, To the last.
	Months       int
	SelfEmployed bool
	Student      bool // done while a full-time student
	// StudentUnstated is set of a job in Canada that goes on beside a study
	// permit, where nothing says whether it is done as a student. Until it is
	// said, the job does not count: missing is not no, and not yes either.
	StudentUnstated bool
	Unauthorized    bool
}

// InCanada says whether the job was done in Canada.
func (j *Job) InCanada() bool { return j.Country == "CA" }

// End returns the day after the last day worked, and civil.Max while the job
// goes on.
func (j *Job) End() civil.Day {
	if j.To.IsZero() {
		return civil.Max
	}
	return j.To + 1
}

// EndOn ends a stint earlier, with its last day. Of work declared in months the
// whole months by then are left.
func (j *Job) EndOn(last civil.Day) {
	if j.Months > 0 {
		j.Months, _ = j.From.Months(last + 1)
	}
	j.To = last
}

// Canada is a person's standing towards Canada.
type Canada struct {
	Sibling     bool // a brother or sister, citizen or permanent resident, living in Canada
	Relative    bool // another relative, for the 67 points
	StudyYears  int  // of study in Canada, for the 67 points
	Certificate bool // of qualification in a trade, issued by a province or territory
	Provinces   []string
	// Nomination is the code of the province that nominated; "" without one.
	Nomination    string
	FamilySize    int
	Funds         *int // settlement funds in dollars; nil when not declared
	Status        Status
	Permit        *Permit
	PrimaryNOC    string // "" means the job with the most months
	MilitaryYears *int   // of continuous service in a foreign military; nil when not declared
	Submitted     time.Time
	Official      *Official // nil when not declared
	Offer         *Offer
	// Family are the provinces where a parent, an adult child, a brother or a
	// sister lives who is a citizen or permanent resident, and Licensed those
	// where a licence for the regulated occupation is held. Nil when not declared.
	Family, Licensed []string
	BestYear         *int // the most earned in a year by a Canadian notice of assessment, in dollars; nil when not declared
}

// Official is the score that the applicant's account showed on a day. It is not
// changed once made.
type Official struct {
	Total   int
	On      civil.Day
	Settled *Settled // nil until it is held against the known factors
}

// Settled is what an official score differs by from the known factors of its day.
type Settled struct {
	Difference int // in points, carried on; below zero where the account shows less
	// While names the work and the offer that it is carried with; "" where it is
	// not carried.
	While string
	// Why says both scores, and Gone once work or offer has changed; zero where
	// they are equal, or nothing is carried.
	Why, Gone reason.Reason
}

// Nominated says whether a province has nominated the person through Express
// Entry. Quebec selects outside of it.
func (c *Canada) Nominated() bool { return c.Nomination != "" && c.Nomination != "QC" }

// AnyProvince in Provinces stands for interest in all of them, and NoProvince,
// alone there, for interest in none. An empty list says nothing.
const (
	AnyProvince = "all"
	NoProvince  = "none"
)

// Permit allows a stay up to a day.
type Permit struct {
	Kind    PermitKind
	Expires civil.Day // the last day on which it holds, as printed on it
}

// Over says whether the permit, if there is one, no longer holds on a day.
func (p *Permit) Over(on civil.Day) bool { return p != nil && p.Expires < on }

// Holds says whether there is a permit that holds on a day.
func (p *Permit) Holds(on civil.Day) bool { return p != nil && on <= p.Expires }

// Offer is a job offer in Canada.
type Offer struct {
	NOC        string
	LMIA       bool
	LMIAExempt bool
	Months     int // its length
	FullTime   bool
	Province   string
	Employer   string
	HourlyWage *float64 // dollars; nil when not declared
	// What the provinces ask of it. Nil, zero or "" when not declared.
	Region    string   // of the place of work, one of [OfferRegions] of its province
	Permanent *bool    // without an end, and not seasonal
	AnnualPay *float64 // dollars, base pay
	Hours     int      // a week, in hundredths
	Current   *bool    // the person holds this job already
	Years     *int     // that the employer has been active in the province
	Revenue   *int     // of the employer's last fiscal year there, in dollars
	Staff     *int     // full-time, citizens or permanent residents
	// LMIAUnstated is set where the file says neither lmia nor lmia_exempt.
	LMIAUnstated bool
}

// OfferRegions are the words for the place of work, by province, as far as the
// provinces give points by it.
var OfferRegions = map[string][]string{
	"AB": {"calgary", "edmonton", "elsewhere"},
	"BC": {"metro-vancouver", "near-vancouver", "elsewhere"}, // near: Squamish, Abbotsford, Agassiz, Mission, Chilliwack
	"MB": {"winnipeg", "elsewhere"},
	"ON": {"toronto", "gta", "central", "east", "southwest", "north"},
}

// OfferRegionWords returns all words for the place of work.
func OfferRegionWords() []string {
	return []string{
		"calgary", "central", "east", "edmonton", "elsewhere", "gta", "metro-vancouver", "near-vancouver", "north", "southwest", "toronto", "winnipeg",
	}
}

// OfferMonths is the least length of a qualifying offer.
// Source: Ministerial Instructions respecting the Express Entry system,
// definition of qualifying offer (full-time, one year or more).
const OfferMonths = 12

// Clone returns a copy that shares nothing that a step could change.
func (p *Profile) Clone() *Profile {
	q := *p
	q.Self.Work, q.Self.Further = slices.Clone(p.Self.Work), slices.Clone(p.Self.Further)
	if p.Partner != nil {
		partner := *p.Partner
		partner.Work, partner.Further = slices.Clone(partner.Work), slices.Clone(partner.Further)
		q.Partner = &partner
	}
	if p.Canada.Permit != nil {
		permit := *p.Canada.Permit
		q.Canada.Permit = &permit
	}
	if p.Canada.Offer != nil {
		offer := *p.Canada.Offer
		q.Canada.Offer = &offer
	}
	q.Canada.Provinces = slices.Clone(p.Canada.Provinces)
	return &q
}

// WithPartner says whether the points are counted in the column with a spouse:
// a partner comes along and is neither a citizen nor a permanent resident.
// Source: Ministerial Instructions respecting the Express Entry system,
// definition of accompanying spouse.
func (p *Profile) WithPartner() bool {
	return p.Marital.Coupled() && p.Partner != nil && p.Partner.Accompanying && !p.Partner.CitizenOrPR
}

// ProfileYears is how long a profile stays in the pool.
const ProfileYears = 1

// PrimaryNOC returns the declared primary occupation, or that of the job with
// the most months by a day; "" without any work.
func (p *Profile) PrimaryNOC(on civil.Day) string {
	if p.Canada.PrimaryNOC != "" {
		return p.Canada.PrimaryNOC
	}
	return p.Self.MainNOC(on)
}

// MainNOC returns the occupation with the most work by a day, the first of equals
// in the order of the profile; "" without any work. Whole months alone do not
// decide: of two jobs held at once, now one and now the other has more of them.
func (p *Person) MainNOC(on civil.Day) string {
	code, most := "", -1
	for i := range p.Work {
		this := p.Work[i].NOC
		hours := Hours(p.Work, civil.Min, on, func(j *Job) bool { return j.NOC == this })
		if hours > most {
			code, most = this, hours
		}
	}
	return code
}
