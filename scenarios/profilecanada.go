package scenarios

import (
	"math"
	"slices"
	"strings"

	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

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
	c.Official = r.official(t.Table("official_score"))
	c.Offer = r.offer(t.Table("job_offer"))
	c.Family, c.Licensed = provinceList(t, "close_family"), provinceList(t, "licensed_in")
	c.BestYear = integer(t, "best_year_cad", 0, mostMoney)
	r.settling()
	r.jobsAndStatus(t)
	if c.Permit == nil && slices.ContainsFunc(r.p.Self.Work, func(j profile.Job) bool { return j.InCanada() && j.To.IsZero() }) {
		r.warn("canadian-job-without-permit")
	}
}

// official reads the score that the applicant's account shows.
func (r *profileReader) official(t *tomlfile.Table) *profile.Official {
	if t == nil {
		return nil
	}
	t.Require("total", "on")
	o := &profile.Official{}
	o.Total, _ = t.Int("total", 0, mostPoints)
	if o.On = r.pastDay(t, "on"); !o.On.IsZero() && o.On < crs.FirstDay {
		t.Reject("on", reason.New("profile.before-scores", "day", o.On, "first", crs.FirstDay), reason.New("profile.before-scores/hint"))
	}
	return o
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

// provinceList reads a list of provinces, or that there is none; nil says nothing.
func provinceList(t *tomlfile.Table, key string) []string {
	if t.Kind(key) == tomlfile.String {
		t.OneOf(key, noneStated)
		return []string{}
	}
	list, ok := t.Strings(key)
	if !ok {
		return nil
	}
	for i, code := range list {
		if !slices.Contains(provinces, code) {
			t.RejectItem(key, i, reason.New("profile.province", "code", code), reason.New("profile.province/hint", "codes", strings.Join(provinces, ", ")))
		}
	}
	return slices.Clip(append([]string{}, list...))
}

func readProvinces(t *tomlfile.Table) []string {
	if t.Kind("provinces") == tomlfile.String {
		if word, ok := t.OneOf("provinces", profile.AnyProvince, profile.NoProvince); ok {
			return []string{word}
		}
		return nil
	}
	list, ok := t.Strings("provinces")
	if ok && len(list) == 0 {
		return []string{profile.NoProvince}
	}
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
	r.offerThere(t, o)
	if o.LMIAExempt {
		r.warn("offer-exempt")
	}
	return o
}

// offerThere reads what provinces ask of an offer.
func (r *profileReader) offerThere(t *tomlfile.Table, o *profile.Offer) {
	if region, ok := t.OneOf("region", profile.OfferRegionWords()...); ok {
		if fits := profile.OfferRegions[o.Province]; slices.Contains(fits, region) {
			o.Region = region
		} else if o.Province != "" || !t.Has("province") {
			t.Reject("region", reason.New("profile.region", "region", region), reason.New("profile.region/hint", "regions", strings.Join(fits, ", ")))
		}
	}
	o.Permanent, o.Current = boolean(t, "permanent"), boolean(t, "current")
	if pay, ok := t.Float("annual_pay_cad", 0, mostMoney); ok {
		o.AnnualPay = &pay
	}
	if hours, ok := t.Float("hours_per_week", leastHours, mostHours); ok {
		o.Hours = int(math.Round(hours * 100))
	}
	o.Years, o.Staff = integer(t, "employer_years", 0, 1000), integer(t, "employer_staff", 0, mostMoney)
	o.Revenue = integer(t, "employer_revenue_cad", 0, mostMoney)
}
