package provinces

import (
	"slices"
	"strings"

	"crsplan/sim/profile"
)

// What follows are the facts of an offer, of a place, and of what ties somebody to
// a province.

func (w *Person) broadCategory() Value {
	if code := w.occupation(); code != "" {
		return Number(float64(code[0] - '0'))
	}
	return anyNumber("work")
}

// wage is the wage an hour of the offer, or its yearly pay by the hours of 52
// weeks, which are held between 30 and 40.
func (w *Person) wage() Value {
	switch o := w.Offer; {
	case o == nil:
		return anyNumber("canada.job_offer")
	case o.HourlyWage != nil:
		return Number(*o.HourlyWage)
	case o.AnnualPay != nil && o.Hours > 0:
		return Number(*o.AnnualPay / 52 / min(max(float64(o.Hours)/100, 30), 40))
	case o.AnnualPay != nil:
		return Value{Low: *o.AnnualPay / 52 / 40, High: *o.AnnualPay / 52 / 30, Needs: []string{"canada.job_offer.hours_per_week"}}
	}
	return anyNumber("canada.job_offer.hourly_wage_cad")
}

// Pay returns the least and the most that the offer pays an hour and a year.
func (w *Person) Pay() (hour, year Value) {
	hour = w.wage()
	if o := w.Offer; o != nil && o.AnnualPay != nil {
		return hour, Number(*o.AnnualPay)
	}
	hours := 40.0
	if w.Offer != nil && w.Offer.Hours > 0 {
		hours = float64(w.Offer.Hours) / 100
	}
	return hour, Value{Low: hour.Low * 52 * hours, High: hour.High * 52 * hours, Needs: hour.Needs}
}

func (w *Person) bestYear() Value {
	switch {
	case w.Profile.Canada.BestYear != nil:
		return Number(float64(*w.Profile.Canada.BestYear))
	case w.months(5, inCanada) == 0:
		return Number(0)
	}
	return anyNumber("canada.best_year_cad")
}

func (w *Person) permit() Value {
	permit := w.Profile.Canada.Permit
	switch {
	case !permit.Holds(w.Day):
		return Word("none")
	case permit.Kind.Works():
		return Word("work")
	}
	return Word("study")
}

// family is whether close family lives there. Whoever has neither a brother or
// sister nor another relative in Canada has none in any province.
func (w *Person) family() Value {
	c := &w.Profile.Canada
	unstated := w.Profile.Self.Unstated
	switch {
	case c.Family != nil:
		return Flag(slices.Contains(c.Family, w.path.Province))
	case !c.Sibling && !c.Relative && !unstated.Has(profile.TheSibling) && !unstated.Has(profile.TheRelative):
		return Number(0)
	}
	return eitherWay("canada.close_family")
}

func (w *Person) permanent() Value {
	o := w.Offer
	switch {
	case o == nil:
		return Number(0)
	case o.Province == "":
		return eitherWay("canada.job_offer.province")
	case o.Permanent == nil:
		return eitherWay("canada.job_offer.permanent")
	}
	return Flag(*o.Permanent)
}

// region is whether the offer is in a region that keep chooses.
func (w *Person) region(keep func(string) bool) Value {
	switch {
	case w.Offer == nil:
		return Number(0)
	case w.Offer.Region == "":
		return eitherWay("canada.job_offer.region")
	}
	return Flag(keep(w.Offer.Region))
}

func (w *Person) regions() Value {
	if w.Offer == nil || w.Offer.Region == "" {
		return Value{Words: profile.OfferRegions[w.path.Province], Needs: []string{"canada.job_offer.region"}}
	}
	return Word(w.Offer.Region)
}

// areas are British Columbia's numbers of its regions.
var areas = map[string]string{"metro-vancouver": "1", "near-vancouver": "2", "elsewhere": "3"}

func (w *Person) area() Value {
	if w.Offer == nil || w.Offer.Region == "" {
		return Value{Words: []string{"1", "2", "3"}, Needs: []string{"canada.job_offer.region"}}
	}
	return Word(areas[w.Offer.Region])
}

// regionalBonus is for work or study in a region; what counts as such was not
// found, so that it may be there for whoever worked or studied in the province.
func (w *Person) regionalBonus() Value {
	e := &w.Profile.Self.Education
	if w.months(0, w.inProvince(true)) > 0 || e.Country == "CA" && (e.Province == "" || e.Province == w.path.Province) {
		return eitherWay()
	}
	return Number(0)
}

// Regulated reports whether an occupation may be regulated, by the beginnings of
// its code: health, law and teaching, engineers, architects, and trades.
// Planning assumption: software occupations are not, though some engineers are
// licensed in them.
func Regulated(code string) bool {
	return slices.ContainsFunc([]string{"3", "411", "412", "4220", "2120", "213", "72", "73", "1110"}, func(digits string) bool {
		return strings.HasPrefix(code, digits)
	})
}

func (w *Person) licensed() Value {
	switch list := w.Profile.Canada.Licensed; {
	case list != nil:
		return Flag(slices.Contains(list, w.path.Province))
	case Regulated(w.occupation()):
		return eitherWay("canada.licensed_in")
	}
	return Number(0)
}

// designation is a listed one of health, childcare or animal care, or a trade
// certificate of the province.
func (w *Person) designation() Value {
	code := w.occupation()
	if strings.HasPrefix(code, "3") || strings.HasPrefix(code, "4220") {
		return w.licensed()
	}
	if w.Profile.Canada.Certificate {
		return eitherWay()
	}
	return Number(0)
}

// demand is an offer after six months with the employer; an invitation of a
// strategic initiative is none that a profile tells.
func (w *Person) demand() Value {
	months, _, _ := w.working()
	v := w.current(1)
	if w.Offer == nil || months < 6 || v.High == 0 {
		return Word("none")
	}
	if v.Low > 0 {
		return Word("employed")
	}
	return Value{Words: []string{"none", "employed"}, Needs: v.Needs}
}

// connection is the best tie. A friend is one that a profile does not tell.
func (w *Person) connection() Value {
	v := Value{Words: []string{"none", "friend"}}
	e := &w.Profile.Self.Education
	study := w.studiedThere()
	if study.High > 0 {
		word := "study1"
		if e.CanadianStudy == profile.ThreeOrMoreYears || e.Level >= profile.TwoYear {
			word = "study2"
		}
		v.take(word, study)
	}
	if work := w.workedThere(0, 6); work.High > 0 {
		v.take("work", work)
	}
	if family := w.family(); family.High > 0 {
		v.take("relative", family)
	}
	return v
}

// take adds a better tie: alone where it is sure.
func (v *Value) take(word string, from Value) {
	if from.Low > 0 {
		v.Words, v.Needs = []string{word}, nil
		return
	}
	v.Words, v.Needs = append(v.Words, word), append(v.Needs, from.Needs...)
}

// workedElsewhere is work in another province, of the partner too.
func (w *Person) workedElsewhere() Value {
	jobs := w.Profile.Self.Work
	if p := w.Profile.Partner; p != nil {
		jobs = slices.Concat(jobs, p.Work)
	}
	v := Number(0)
	for i := range jobs {
		switch j := &jobs[i]; {
		case !j.InCanada() || j.From >= w.Day || j.Province == w.path.Province:
		case j.Province != "":
			return Number(1)
		default:
			v = eitherWay(w.jobKeys()...)
		}
	}
	return v
}

func (w *Person) studiedElsewhere() Value {
	e := &w.Profile.Self.Education
	switch {
	case e.Country != "CA" && e.CanadianStudy == profile.NoStudy, e.Province == w.path.Province:
		return Number(0)
	case e.Province == "":
		return eitherWay("education.province")
	}
	return Number(1)
}
