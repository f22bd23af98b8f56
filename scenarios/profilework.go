package scenarios

import (
	"math"
	"slices"
	"strings"

	"crsplan/sim/noc"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

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
	} else if near := noc.Nearest(code); near != nil {
		hint = reason.New("noc.unknown/hint", "codes", noc.Named(near))
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
	var sure, unsure []noc.Occupation
	for _, c := range codes {
		if o, _ := noc.Lookup(c); slices.Contains(perhaps, c) {
			unsure = append(unsure, o)
		} else {
			sure = append(sure, o)
		}
	}
	if unsure == nil {
		return reason.New("noc.unknown/successors", "code", code, "codes", noc.Named(sure))
	}
	return reason.New("noc.unknown/successors-perhaps", "code", code, "codes", noc.Named(sure), "perhaps", noc.Named(unsure))
}

func (r *profileReader) job(t *tomlfile.Table, person *profile.Person) profile.Job {
	j := profile.Job{Name: t.Name()}
	t.Require("noc", "country")
	j.NOC = r.occupation(t, "noc")
	if t.Has("country") {
		j.Country = countryCode(t, "country")
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
