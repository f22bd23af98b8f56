package scenarios

import (
	"slices"
	"strings"

	"crsplan/sim/civil"
	"crsplan/sim/country"
	"crsplan/sim/noc"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// Bounds of what a profile may say. They catch slips, not rare lives.
const (
	oldest       = 110
	mostMonths   = 720
	leastHours   = 0.5
	mostHours    = 100.0
	defaultHours = 40.0
	mostMoney    = 1_000_000_000
	mostFamily   = 30
	mostWage     = 10_000
	mostPoints   = 1_200
)

// ProfileFrom reads a profile from a table.
func ProfileFrom(t *tomlfile.Table) (*profile.Profile, reason.Warnings) {
	r := profileReader{p: &profile.Profile{}}
	r.read(t)
	return r.p, r.warnings
}

// profileReader reads one profile and gathers what is doubtful in it.
type profileReader struct {
	p        *profile.Profile
	warnings reason.Warnings
	inCanada []canadianJob // of the applicant
}

// canadianJob is a job in Canada and where it stands in the file.
type canadianJob struct {
	at    *tomlfile.Table
	which int
}

func (r *profileReader) warn(code string, namesAndValues ...any) {
	r.warnings.Add(reason.New(code, namesAndValues...))
}

func (r *profileReader) read(t *tomlfile.Table) {
	p := r.p
	t.RequireWith("stated_on", reason.New("profile.no-stated-on/hint"))
	p.StatedOn, _ = t.Day("stated_on")
	p.Name = t.Text("name")
	r.birth(t, true, &p.Self)
	p.Canada = profile.Canada{FamilySize: 1}
	r.person(t, "self", &p.Self)
	r.marital(t)
	r.canada(t.Table("canada"))
}

// birth reads birth_date, or an age in its stead.
func (r *profileReader) birth(t *tomlfile.Table, required bool, person *profile.Person) {
	stated := r.p.StatedOn
	hasDate, hasAge := t.Has("birth_date"), t.Has("age")
	birth, _ := t.Day("birth_date")
	age, told := t.Int("age", 0, oldest)
	switch {
	case hasDate && hasAge:
		t.RejectKey("age", reason.New("profile.age-twice"), reason.New("profile.age-twice/hint"))
	case hasDate:
		if !stated.IsZero() && !birth.IsZero() && (birth >= stated || birth.Years(stated) > oldest) {
			t.Reject("birth_date", reason.New("profile.birth-range", "birth", birth, "stated", stated), reason.New("profile.birth-range/hint", "oldest", oldest))
		}
		person.Birth = birth
	case told && !stated.IsZero():
		person.Birth = stated.AddYears(-age)
		if person == &r.p.Self {
			r.p.BirthdayUnknown = true
			r.warn("birthday-unknown", "age", age, "stated", stated)
		}
	case required && !hasAge:
		t.RejectSelf(reason.New("profile.no-age"), reason.New("profile.no-age/hint"))
	}
}

func (r *profileReader) marital(t *tomlfile.Table) {
	word, ok := t.OneOf("marital_status", profile.MaritalWords()...)
	status, _ := profile.ParseMarital(word)
	r.p.Marital = status
	hasPartner := t.Has("partner")
	partner := t.Table("partner")
	switch {
	case !t.Has("marital_status") && hasPartner:
		t.RejectKey("partner", reason.New("profile.partner-no-status"), reason.New("profile.partner-no-status/hint"))
	case !t.Has("marital_status"):
		r.warn("marital-status-assumed")
	case ok && status.Coupled() && !hasPartner:
		t.Reject("marital_status", reason.New("profile.no-partner", "status", word), reason.New("profile.no-partner/hint"))
	case ok && !status.Coupled() && hasPartner:
		t.RejectKey("partner", reason.New("profile.partner-single", "status", word), reason.New("profile.partner-single/hint"))
	}
	if partner == nil {
		return
	}
	r.p.Partner = r.partner(partner)
	if status.Coupled() {
		r.p.Canada.FamilySize = 2
	}
}

func (r *profileReader) partner(t *tomlfile.Table) *profile.Partner {
	p := &profile.Partner{Accompanying: true}
	if accompanying, ok := t.Bool("accompanying"); ok {
		p.Accompanying = accompanying
	}
	p.CitizenOrPR, _ = t.Bool("citizen_or_pr")
	p.Sibling, _ = t.Bool("sibling")
	p.StudyYears, _ = t.Int("study_years", 0, oldest)
	p.Unstated |= unstated(t, map[string]profile.Facts{"sibling": profile.TheSibling, "study_years": profile.TheStudyYears})
	p.Name, _ = t.String("name")
	if p.Name != "" {
		r.p.Self.Name = profile.OwnName(r.p.Name.English, p.Name)
	}
	r.birth(t, false, &p.Person)
	r.person(t, "partner", &p.Person)
	return p
}

// person reads the tables that the applicant and the partner share.
func (r *profileReader) person(t *tomlfile.Table, who string, person *profile.Person) {
	r.education(t, who, person)
	person.Languages = r.languages(t, who)
	person.Unstated |= unstated(t, map[string]profile.Facts{"education": profile.TheEducation, "languages": profile.TheLanguages})
	if t.Has("education") {
		person.Unstated |= unstated(t.Table("education"), map[string]profile.Facts{"eca_issued": profile.TheECA, "canadian_study": profile.TheCanadianStudy})
	}
	seen := map[string]bool{}
	for _, job := range t.Tables("work") {
		j := r.job(job, person)
		if j.InCanada() {
			if who == "self" {
				r.inCanada = append(r.inCanada, canadianJob{job, len(person.Work) - 1})
			}
			continue
		}
		if !seen[j.NOC] && noc.Skilled(j.NOC, r.p.StatedOn) {
			seen[j.NOC] = true
		}
	}
	r.uncounted(who, person)
	if who == "self" && len(seen) > 1 {
		r.warn("foreign-occupations-summed", "count", len(seen))
	}
}

// noneStated is what a key says of something that there is not: leaving it out
// says nothing.
const noneStated = "none"

func saysNone(t *tomlfile.Table, key string) bool {
	if t.Kind(key) != tomlfile.String {
		return false
	}
	word, _ := t.String(key)
	return word == noneStated
}

func (r *profileReader) education(t *tomlfile.Table, who string, person *profile.Person) {
	if !t.Has("education") {
		r.warn("missing-table", "table", reason.Term("page.education"), "who", reason.Term("who."+who))
		return
	}
	t = t.Table("education")
	person.Education = r.credential(t, who)
	for _, named := range furtherCredentials(t) {
		person.Further = append(person.Further, profile.Credential{Name: named.Name(), Education: r.credential(named, who)})
	}
}

// credentialKeys are the keys of a credential; a table of any other name inside
// of [education] is a further one.
var credentialKeys = []string{"level", "at_least", "country", "province", "eca_issued", "canadian_study"}

func furtherCredentials(t *tomlfile.Table) []*tomlfile.Table {
	var list []*tomlfile.Table
	for _, key := range t.Keys() {
		if !slices.Contains(credentialKeys, key) && t.IsTable(key) {
			list = append(list, t.Table(key))
		}
	}
	return list
}

// credential reads one credential.
func (r *profileReader) credential(t *tomlfile.Table, who string) profile.Education {
	e := levelAndCountry(t)
	if !saysNone(t, "eca_issued") {
		e.ECAIssued = r.pastDay(t, "eca_issued")
	}
	e.CanadianStudy = readStudy(t)
	if e.Level > profile.LessThanSecondary && e.Country != "CA" && e.ECAIssued.IsZero() {
		r.warn("no-assessment", "who", reason.Term("who."+who), "level", reason.Term("education."+e.Level.String()))
	}
	return e
}

// levelAndCountry reads what a credential is and where it was earned.
func levelAndCountry(t *tomlfile.Table) profile.Education {
	var e profile.Education
	t.Require("level")
	if word, ok := t.OneOf("level", profile.LevelWords()...); ok {
		e.Level, _ = profile.ParseLevel(word)
	}
	if t.Has("country") {
		e.Country = countryCode(t, "country")
	}
	if t.Has("province") {
		e.Province = province(t, "province")
	}
	return e
}

func readStudy(t *tomlfile.Table) profile.Study {
	word, _ := t.OneOf("canadian_study", profile.StudyWords()...)
	study, _ := profile.ParseStudy(word)
	return study
}

// unstated returns the facts whose key a table leaves out; all of them where
// there is no table.
func unstated(t *tomlfile.Table, keys map[string]profile.Facts) (facts profile.Facts) {
	for key, fact := range keys {
		if t == nil || !t.Has(key) {
			facts |= fact
		}
	}
	return facts
}

// pastDay reads a day that must not lie after stated_on.
func (r *profileReader) pastDay(t *tomlfile.Table, key string) civil.Day {
	day, ok := t.Day(key)
	if ok && !r.p.StatedOn.IsZero() && day > r.p.StatedOn {
		t.Reject(key, reason.New("profile.future", "key", key, "day", day, "stated", r.p.StatedOn), reason.New("profile.future/hint"))
	}
	return day
}

var uncountedCodes = map[profile.Why]string{
	profile.NotSkilled: "job-not-counted/teer", profile.NotAuthorized: "job-not-counted/unauthorized",
	profile.AsStudent: "job-not-counted/student", profile.AsSelfEmployed: "job-not-counted/self-employed",
	profile.OutOfWindow: "job-not-counted/window", profile.NoFurtherHours: "job-not-counted/hours",
}

// uncounted names the jobs that do not count on stated_on, each with the
// reason. Of a partner, no work abroad counts in any case.
func (r *profileReader) uncounted(who string, person *profile.Person) {
	on := r.p.StatedOn
	if on.IsZero() {
		return
	}
	jobs := map[profile.Why][]string{}
	for _, u := range person.Uncounted(on, on) {
		if who == "self" || u.Job.InCanada() {
			jobs[u.Why] = append(jobs[u.Why], u.Job.Name+" ("+u.Job.NOC+")")
		}
	}
	for why := range profile.NoFurtherHours + 1 {
		if list := jobs[why]; list != nil {
			r.warn(uncountedCodes[why], "jobs", strings.Join(list, ", "), "who", reason.Term("who."+who), "years", profile.WorkWindowYears)
		}
	}
}

// countryCode reads a country by its name in English or French, or by its code
// of two letters, and returns the code. Two capital letters are taken as they
// are: codes come and go.
func countryCode(t *tomlfile.Table, key string) string {
	text, ok := t.String(key)
	if !ok || len(text) == 2 && isUpper(text[0]) && isUpper(text[1]) {
		return text
	}
	if c, found := country.Find(text); found {
		return c.Code
	}
	hint := reason.New("profile.country/hint")
	if c, found := country.Near(text); found {
		hint = reason.New("profile.country/near", "name", reason.Text{English: c.English, French: c.French}, "code", c.Code)
	}
	t.Reject(key, reason.New("profile.country", "code", text), hint)
	return text
}

func isUpper(b byte) bool { return 'A' <= b && b <= 'Z' }

var provinces = []string{"AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"}

func province(t *tomlfile.Table, key string) string {
	code, _ := t.OneOf(key, provinces...)
	return code
}

const quebec = "QC"

// settling warns where Quebec is where the person means to live: by interest in
// it, by its selection, or by an offer there where no interest is stated.
func (r *profileReader) settling() {
	c := &r.p.Canada
	if slices.Contains(c.Provinces, quebec) || c.Nomination == quebec ||
		len(c.Provinces) == 0 && c.Offer != nil && c.Offer.Province == quebec {
		r.warn("quebec")
	}
}
