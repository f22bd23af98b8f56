package provinces

import (
	"math"
	"slices"

	"crsplan/sim/reason"
)

// employerFloor is what is asked of the employer: years in the province, and by
// region, the first that names it or that names none, staff and revenue. Where
// the least revenue of a region is not the same everywhere, both ends stand.
type employerFloor struct {
	Years int
	By    []struct {
		Regions []string
		Staff   int
		Revenue []int
	}
}

// between is whether a value reaches a least one: not known where only its high
// end does.
func between(v Value, least float64) Met {
	switch {
	case v.Low >= least:
		return Yes
	case v.High >= least:
		return NotKnown
	}
	return No
}

// Employer is the floor of the employer's facts, for who has an offer there; false
// where there is none, or the path asks nothing.
func (w *Person) Employer() (Floor, bool) {
	f := w.path.Employer
	if f == nil || w.Offer == nil || w.Supposed {
		return Floor{}, false
	}
	is, needs := Yes, []string(nil)
	var asked reason.Clauses
	fact := func(key string, has *int, low, high int) {
		if high == 0 {
			return
		}
		v := anyNumber("canada.job_offer." + key)
		if has != nil {
			v = Number(float64(*has))
		}
		so := between(v, float64(high))
		if so == No && v.High >= float64(low) {
			so = NotKnown // the least differs within the region
		}
		is = min(is, so)
		if so == NotKnown {
			needs = append(needs, v.Needs...)
		}
		code := "province." + key
		if low < high {
			code += "/two"
		}
		if key == "employer_revenue_cad" {
			asked = append(asked, reason.New(code, "least", reason.CAD(float64(low)), "most", reason.CAD(float64(high))))
		} else {
			asked = append(asked, reason.New(code, "least", low, "most", high))
		}
	}
	fact("employer_years", w.Offer.Years, f.Years, f.Years)
	staff, revenue := [2]int{math.MaxInt, 0}, [2]int{math.MaxInt, 0}
	for i := range f.By {
		by := &f.By[i]
		if w.Offer.Region != "" && by.Regions != nil && !slices.Contains(by.Regions, w.Offer.Region) {
			continue
		}
		staff = [2]int{min(staff[0], by.Staff), max(staff[1], by.Staff)}
		if by.Revenue != nil {
			revenue = [2]int{min(revenue[0], by.Revenue[0]), max(revenue[1], by.Revenue[1])}
		}
		if w.Offer.Region != "" {
			break
		}
	}
	if w.Offer.Region == "" && f.By != nil {
		needs = append(needs, "canada.job_offer.region")
	}
	fact("employer_staff", w.Offer.Staff, staff[0], staff[1])
	fact("employer_revenue_cad", w.Offer.Revenue, revenue[0], revenue[1])
	code := map[Met]string{Yes: "province.employer", No: "province.employer/no", NotKnown: "province.employer/missing"}[is]
	switch {
	case is != NotKnown:
		needs = nil
	case needs == nil:
		code = "province.employer/differs"
	}
	return Floor{"employer", is, reason.New(code, "asked", asked).At(w.path.Ref), needs}, true
}

// EmployerKeys are the keys of a job offer that tell what the path asks of an
// employer.
func (p *Path) EmployerKeys() (keys []string) {
	f := p.Employer
	if f == nil {
		return nil
	}
	if f.Years > 0 {
		keys = append(keys, "employer_years")
	}
	for _, by := range f.By {
		if by.Staff > 0 && !slices.Contains(keys, "employer_staff") {
			keys = append(keys, "employer_staff")
		}
		if by.Revenue != nil && !slices.Contains(keys, "employer_revenue_cad") {
			keys = append(keys, "employer_revenue_cad")
		}
	}
	return keys
}
