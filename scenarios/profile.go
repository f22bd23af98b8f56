package scenarios

import (
	"math"
	"slices"
	"strings"

	"crsplan/sim/civil"
	"crsplan/sim/crs"
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
	t.String("name")
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
		r.warn("missing-table", "table", "education", "who", reason.Term("who."+who))
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
var credentialKeys = []string{"level", "at_least", "country", "eca_issued", "canadian_study"}

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
		e.Country = country(t, "country")
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

// country reads a code of two letters.
func country(t *tomlfile.Table, key string) string {
	code, ok := t.String(key)
	if ok && !(len(code) == 2 && isUpper(code[0]) && isUpper(code[1])) {
		t.Reject(key, reason.New("profile.country", "code", code), reason.New("profile.country/hint"))
	}
	return code
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

// occupation reads a NOC code. A NOC 2016 code of the tech occupations is mapped
// where it became one of NOC 2021; where it became several, the duties decide
// which, and they are all named.
func (r *profileReader) occupation(t *tomlfile.Table, key string) string {
	code, ok := t.String(key)
	if !ok {
		return ""
	}
	if _, found := noc.Lookup(code); found {
		return code
	}
	codes, found := noc.Map2016(code)
	if len(codes) == 1 {
		r.warn("noc-2016-mapped", "code", code, "to", codes[0])
		return codes[0]
	}
	hint := reason.New("noc.unknown/form")
	if found {
		hint = successors(code, codes)
	} else if is2016(code) {
		hint = reason.New("noc.unknown/four-digits")
	} else if near, found := noc.Nearest(code); found {
		hint = reason.New("noc.unknown/hint", "code", near.Code, "title", near.Title)
	}
	t.Reject(key, reason.New("noc.unknown", "code", code), hint)
	return ""
}

// is2016 says whether a code has the form of NOC 2016. Nothing is near it: its
// digits mean other groups than those of NOC 2021.
func is2016(code string) bool {
	return len(code) == 4 && !strings.ContainsFunc(code, func(r rune) bool { return r < '0' || r > '9' })
}

// successors names what a code of NOC 2016 became, those that are not sure last.
func successors(code string, codes []string) reason.Reason {
	perhaps := noc.Perhaps2016(code)
	var sure, unsure []string
	for _, c := range codes {
		o, _ := noc.Lookup(c)
		if named := c + " " + o.Title; slices.Contains(perhaps, c) {
			unsure = append(unsure, named)
		} else {
			sure = append(sure, named)
		}
	}
	if unsure == nil {
		return reason.New("noc.unknown/successors", "code", code, "codes", strings.Join(sure, "; "))
	}
	return reason.New("noc.unknown/successors-perhaps", "code", code, "codes", strings.Join(sure, "; "), "perhaps", strings.Join(unsure, "; "))
}

func (r *profileReader) job(t *tomlfile.Table, person *profile.Person) profile.Job {
	j := profile.Job{Name: t.Name()}
	t.Require("noc", "country")
	j.NOC = r.occupation(t, "noc")
	if t.Has("country") {
		j.Country = country(t, "country")
	}
	if t.Has("province") {
		j.Province = province(t, "province")
	}
	j.SelfEmployed, _ = t.Bool("self_employed")
	j.Student, _ = t.Bool("student")
	j.Unauthorized, _ = t.Bool("unauthorized")
	if t.Has("months") {
		r.undated(t, &j)
	} else {
		r.dated(t, &j, person)
	}
	if !j.InCanada() && (j.SelfEmployed || j.Student) {
		r.warn("foreign-work-doubtful", "job", j.Name)
	}
	if j.InCanada() && j.SelfEmployed && noc.Physician(j.NOC) {
		r.warn("physician-self-employed", "job", j.Name)
	}
	person.Work = append(person.Work, j)
	return j
}

// undated reads work declared in months: full time, ended on stated_on.
func (r *profileReader) undated(t *tomlfile.Table, j *profile.Job) {
	for _, key := range []string{"from", "to", "hours_per_week"} {
		if t.Has(key) {
			t.Ignore(key)
			t.RejectKey(key, reason.New("profile.months-and-dates", "key", key), reason.New("profile.months-and-dates/hint"))
		}
	}
	j.Hours = profile.FullTimeHours
	j.Months, _ = t.Int("months", 0, mostMonths)
	if stated := r.p.StatedOn; !stated.IsZero() {
		j.From, j.To = stated.AddMonths(-j.Months), stated-1
	}
}

func (r *profileReader) dated(t *tomlfile.Table, j *profile.Job, person *profile.Person) {
	if !t.Has("from") {
		t.RejectSelf(reason.New("profile.no-from", "job", j.Name), reason.New("profile.no-from/hint"))
	}
	j.From = r.pastDay(t, "from")
	j.To, _ = t.Day("to")
	if !j.To.IsZero() && j.To < j.From {
		t.Reject("to", reason.New("profile.job-ends-early", "to", j.To, "from", j.From), reason.New("profile.job-ends-early/hint"))
	}
	if !j.From.IsZero() && j.From <= person.Birth {
		t.Reject("from", reason.New("profile.job-before-birth", "from", j.From), reason.New("profile.job-before-birth/hint"))
	}
	hours, ok := t.Float("hours_per_week", leastHours, mostHours)
	if !ok {
		hours = defaultHours
	}
	j.Hours = int(math.Round(hours * 100))
}

func (r *profileReader) canada(t *tomlfile.Table) {
	c := &r.p.Canada
	r.p.Self.Unstated |= unstated(t, map[string]profile.Facts{
		"sibling": profile.TheSibling, "relative": profile.TheRelative, "study_years": profile.TheStudyYears,
		"certificate_of_qualification": profile.TheCertificate,
	})
	c.Sibling, _ = t.Bool("sibling")
	c.Relative, _ = t.Bool("relative")
	c.StudyYears, _ = t.Int("study_years", 0, oldest)
	c.Certificate, _ = t.Bool("certificate_of_qualification")
	c.Provinces = readProvinces(t)
	if nomination, ok := t.String("nomination"); ok && nomination != "" {
		c.Nomination = province(t, "nomination")
	}
	if size, ok := t.Int("family_size", 1, mostFamily); ok {
		c.FamilySize = size
	}
	if funds, ok := t.Int("settlement_funds_cad", 0, mostMoney); ok {
		c.Funds = &funds
	}
	if word, ok := t.OneOf("status", profile.StatusWords()...); ok {
		c.Status, _ = profile.ParseStatus(word)
	}
	c.Permit = readPermit(t.Table("permit"))
	if t.Has("primary_noc") {
		c.PrimaryNOC = r.occupation(t, "primary_noc")
		if c.PrimaryNOC != "" && !slices.ContainsFunc(r.p.Self.Work, func(j profile.Job) bool { return j.NOC == c.PrimaryNOC }) {
			r.warn("primary-without-job", "noc", c.PrimaryNOC)
		}
	}
	if years, ok := t.Int("military_years", 0, oldest); ok {
		c.MilitaryYears = &years
	}
	if at, ok := t.Instant("profile_submitted"); ok {
		c.Submitted = at
		if on := civil.OfTime(at); on < crs.FirstDay {
			t.Reject("profile_submitted", reason.New("profile.before-pool", "day", on, "first", crs.FirstDay), reason.New("profile.before-pool/hint"))
		}
		if stated := r.p.StatedOn; !stated.IsZero() && civil.OfTime(at) > stated+1 {
			t.Reject("profile_submitted", reason.New("profile.future", "key", "profile_submitted", "day", civil.OfTime(at), "stated", stated), reason.New("profile.future/hint"))
		}
	}
	c.Offer = r.offer(t.Table("job_offer"))
	r.settling()
	r.jobsAndStatus(t)
	if c.Permit == nil && slices.ContainsFunc(r.p.Self.Work, func(j profile.Job) bool { return j.InCanada() && j.To.IsZero() }) {
		r.warn("canadian-job-without-permit")
	}
}

// jobsAndStatus holds the jobs in Canada that go on against the person's status:
// who is outside of Canada, or a visitor, has none that is authorized, and of
// who holds a permit to study it is to be said whether it is done as a student.
func (r *profileReader) jobsAndStatus(t *tomlfile.Table) {
	c, work := &r.p.Canada, r.p.Self.Work
	var unsaid []string
	for _, job := range r.inCanada {
		j := &work[job.which]
		if !j.To.IsZero() && j.To <= r.p.StatedOn {
			continue
		}
		switch {
		case t.Has("status") && c.Status == profile.Outside, t.Has("status") && c.Status == profile.Visitor && !j.Unauthorized:
			job.at.Reject("country", reason.New("profile.job-while", "job", j.Name, "status", c.Status.String()), reason.New("profile.job-while/hint"))
		case !job.at.Has("student") && r.studies() && j.MayCountInCanada(r.p.StatedOn):
			j.StudentUnstated = true
			unsaid = append(unsaid, j.Name)
		}
	}
	if unsaid != nil {
		r.warn("student-unstated", "jobs", strings.Join(unsaid, ", "))
	}
}

// studies says whether the permit, or where there is none the status, is a
// student's.
func (r *profileReader) studies() bool {
	c := &r.p.Canada
	if c.Permit != nil {
		return c.Permit.Kind == profile.StudyPermit
	}
	return c.Status == profile.StudentStatus
}

func readProvinces(t *tomlfile.Table) []string {
	if t.Kind("provinces") == tomlfile.String {
		if _, ok := t.OneOf("provinces", profile.AnyProvince); ok {
			return []string{profile.AnyProvince}
		}
		return nil
	}
	list, _ := t.Strings("provinces")
	for i, code := range list {
		if code == profile.AnyProvince || slices.Contains(provinces, code) {
			continue
		}
		hint := reason.New("profile.province/hint", "codes", strings.Join(provinces, ", "))
		if near, ok := tomlfile.Nearest(code, provinces); ok {
			hint = reason.New("hint.did-you-mean", "near", near)
		}
		t.RejectItem("provinces", i, reason.New("profile.province", "code", code), hint)
	}
	return list
}

func readPermit(t *tomlfile.Table) *profile.Permit {
	if t == nil {
		return nil
	}
	t.Require("kind", "expires")
	permit := &profile.Permit{}
	if word, ok := t.OneOf("kind", profile.PermitKindWords()...); ok {
		permit.Kind, _ = profile.ParsePermitKind(word)
	}
	permit.Expires, _ = t.Day("expires")
	return permit
}

func (r *profileReader) offer(t *tomlfile.Table) *profile.Offer {
	if t == nil {
		return nil
	}
	t.Require("noc")
	return r.offerIn(t, r.occupation(t, "noc"))
}

// offerIn reads the rest of an offer in an occupation.
func (r *profileReader) offerIn(t *tomlfile.Table, code string) *profile.Offer {
	o := &profile.Offer{NOC: code, FullTime: true}
	o.LMIA, _ = t.Bool("lmia")
	o.LMIAExempt, _ = t.Bool("lmia_exempt")
	o.LMIAUnstated = !t.Has("lmia") && !t.Has("lmia_exempt")
	if o.LMIA && o.LMIAExempt {
		t.RejectKey("lmia_exempt", reason.New("profile.lmia-twice"), reason.New("profile.lmia-twice/hint"))
	}
	if months, ok := t.Int("months", 0, mostMonths); ok {
		o.Months = months
	} else if !t.Has("months") {
		o.Months = profile.OfferMonths
		r.warn("offer-length-assumed", "months", profile.OfferMonths)
	}
	if full, ok := t.Bool("full_time"); ok {
		o.FullTime = full
	}
	if t.Has("province") {
		o.Province = province(t, "province")
	}
	o.Employer, _ = t.String("employer")
	if wage, ok := t.Float("hourly_wage_cad", 0, mostWage); ok {
		o.HourlyWage = &wage
	}
	if o.LMIAExempt {
		r.warn("offer-exempt")
	}
	return o
}
