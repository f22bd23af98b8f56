package scenarios

import (
	"slices"

	"crsplan/sim"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// change reads what is true when a step is done: facts of the profile, by the
// same keys.
func (r *scenarioReader) change(t *tomlfile.Table) sim.Change {
	var c sim.Change
	c.SwapPrincipal, _ = t.Bool("swap_principal")
	c.Self = r.personChange(t)
	if word, ok := t.OneOf("marital_status", profile.MaritalWords()...); ok {
		status, _ := profile.ParseMarital(word)
		c.Marital = &status
	}
	if partner := t.Table("partner"); partner != nil {
		c.Partner = r.personChange(partner)
		c.Accompanying = boolean(partner, "accompanying")
		c.CitizenOrPR = boolean(partner, "citizen_or_pr")
		c.PartnerSibling = boolean(partner, "sibling")
	}
	r.canadaChange(t.Table("canada"), &c)
	return c
}

func boolean(t *tomlfile.Table, key string) *bool {
	if b, ok := t.Bool(key); ok {
		return &b
	}
	return nil
}

func integer(t *tomlfile.Table, key string, least, most int) *int {
	if n, ok := t.Int(key, least, most); ok {
		return &n
	}
	return nil
}

func (r *scenarioReader) personChange(t *tomlfile.Table) sim.PersonChange {
	var c sim.PersonChange
	r.educationChange(t.Table("education"), &c)
	languages := t.Table("languages")
	if up := integer(languages, "first_up", 1, language.MaxLevel); up != nil {
		c.FirstUp = *up
	}
	for _, which := range []language.Official{language.English, language.French} {
		c.Languages[which] = r.languageChange(languages.Table(which.String()), which)
	}
	for _, job := range t.Tables("work") {
		c.Jobs = append(c.Jobs, r.laterJob(job))
	}
	return c
}

func (r *scenarioReader) educationChange(t *tomlfile.Table, c *sim.PersonChange) {
	if word, ok := t.OneOf("at_least", profile.LevelWords()...); ok {
		level, _ := profile.ParseLevel(word)
		c.AtLeast = &level
	}
	if t.Has("country") {
		code := countryCode(t, "country")
		c.Country = &code
	}
	if t.Has("province") {
		code := province(t, "province")
		c.Province = &code
	}
	c.ECAIssued, c.Assessed = later(t, "eca_issued")
	if word, ok := t.OneOf("canadian_study", profile.StudyWords()...); ok {
		study, _ := profile.ParseStudy(word)
		c.CanadianStudy = &study
	}
	for _, named := range furtherCredentials(t) {
		c.Credentials = append(c.Credentials, laterCredential(named))
	}
}

// laterCredential reads a credential that a step brings beside the highest.
func laterCredential(t *tomlfile.Table) sim.CredentialChange {
	c := sim.CredentialChange{Credential: profile.Credential{Name: t.Name()}}
	c.Education = levelAndCountry(t)
	c.ECAIssued, c.Assessed = later(t, "eca_issued")
	c.CanadianStudy = readStudy(t)
	return c
}

func (r *scenarioReader) languageChange(t *tomlfile.Table, which language.Official) sim.LanguageChange {
	var c sim.LanguageChange
	if t == nil {
		return c
	}
	if t.Kind("at_least_clb") == tomlfile.Sub {
		c.AtLeast = leastLevels(t.Table("at_least_clb"))
	} else if level, ok := t.Int("at_least_clb", 1, language.MaxLevel); ok {
		c.AtLeast = c.AtLeast.Raised(level)
	}
	if up := integer(t, "weakest_up", 1, language.MaxLevel); up != nil {
		c.WeakestUp = *up
	}
	if t.Has("test") || t.Has("clb") {
		result := profile.Result{Held: true}
		result.TakenOn, _ = t.Day("taken_on")
		if t.Has("clb") {
			result.Test, _ = testOf(t, which)
			result.Levels = readLevels(t.Table("clb"))
			noScale(t)
		} else {
			r.scores(t, which, &result)
		}
		c.Set = &result
	}
	return c
}

// leastLevels reads levels for some of the abilities.
func leastLevels(t *tomlfile.Table) language.Levels {
	var levels language.Levels
	for _, a := range language.Abilities {
		if level, ok := t.Int(a.String(), 0, language.MaxLevel); ok {
			levels[a] = int8(level)
		}
	}
	return levels
}

// laterJob reads a job that begins when a step is done.
func (r *scenarioReader) laterJob(t *tomlfile.Table) profile.Job {
	j := profile.Job{Name: t.Name(), Hours: defaultHours * 100}
	t.Require("noc", "country")
	j.NOC = r.occupation(t, "noc")
	if t.Has("country") {
		j.Country = countryCode(t, "country")
	}
	if t.Has("province") {
		j.Province = province(t, "province")
	}
	if hours, ok := t.Float("hours_per_week", leastHours, mostHours); ok {
		j.Hours = int(hours*100 + 0.5)
	}
	j.From, _ = t.Day("from")
	j.To, _ = t.Day("to")
	if !j.To.IsZero() && j.To < j.From {
		t.Reject("to", reason.New("profile.job-ends-early", "to", j.To, "from", j.From), reason.New("profile.job-ends-early/hint"))
	}
	j.SelfEmployed, _ = t.Bool("self_employed")
	j.Student, _ = t.Bool("student")
	j.Unauthorized, _ = t.Bool("unauthorized")
	return j
}

func (r *scenarioReader) canadaChange(t *tomlfile.Table, c *sim.Change) {
	if t == nil {
		return
	}
	c.Sibling = boolean(t, "sibling")
	c.Relative = boolean(t, "relative")
	c.Certificate = boolean(t, "certificate_of_qualification")
	c.StudyYears = integer(t, "study_years", 0, oldest)
	c.MilitaryYears = integer(t, "military_years", 0, oldest)
	c.FamilySize = integer(t, "family_size", 1, mostFamily)
	c.Funds = integer(t, "settlement_funds_cad", 0, mostMoney)
	if t.Has("provinces") {
		c.Provinces = readProvinces(t)
	}
	if t.Has("nomination") {
		code := province(t, "nomination")
		c.Nomination = &code
	}
	if slices.Contains(c.Provinces, quebec) || c.Nomination != nil && *c.Nomination == quebec {
		r.warn("quebec")
	}
	if word, ok := t.OneOf("status", profile.StatusWords()...); ok {
		status, _ := profile.ParseStatus(word)
		c.Status = &status
	}
	if t.Has("primary_noc") {
		code := r.occupation(t, "primary_noc")
		c.PrimaryNOC = &code
	}
	if t.Has("job_offer") {
		c.Offer = r.laterOffer(t.Table("job_offer"))
	}
	c.Permit = permitChange(t.Table("permit"))
}

// laterOffer reads an offer that a step brings. Without a NOC it is one in the
// primary occupation. Nobody is asked about what does not exist yet: what is
// taken of it is said. Without a province, whether it opens Ontario's streams is
// not known.
func (r *scenarioReader) laterOffer(t *tomlfile.Table) *profile.Offer {
	code := ""
	if t.Has("noc") {
		code = r.occupation(t, "noc")
	}
	o := r.offerIn(t, code)
	if o.LMIAUnstated {
		r.warn("offer-lmia-assumed")
	}
	o.LMIAUnstated = false
	return o
}

// permitChange reads a permit for some months, or until a day; where the months
// are of a rule, with the day of the rule and the months before it.
func permitChange(t *tomlfile.Table) *sim.PermitChange {
	if t == nil {
		return nil
	}
	c := &sim.PermitChange{}
	t.Require("kind")
	if word, ok := t.OneOf("kind", profile.PermitKindWords()...); ok {
		c.Kind, _ = profile.ParsePermitKind(word)
	}
	c.Months, _ = t.Int("months", 1, mostMonths)
	c.Expires, _ = t.Day("expires")
	c.Since, _ = t.Day("since")
	c.Before, _ = t.Int("months_before", 1, mostMonths)
	if t.Has("since") != t.Has("months_before") || t.Has("since") && !t.Has("months") {
		t.RejectSelf(reason.New("scenario.permit-since"), reason.New("scenario.permit-since/hint"))
	}
	if t.Has("months") == t.Has("expires") {
		t.RejectSelf(reason.New("scenario.permit"), reason.New("scenario.permit/hint"))
	}
	return c
}
