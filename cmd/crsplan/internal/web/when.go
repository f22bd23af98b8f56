package web

import (
	"slices"

	"crsplan/scenarios"
	provincial "crsplan/sim/provinces"
)

// What follows says when a field decides something: a form that asks for all that
// any province wants of somebody is one that nobody fills in.

// offeredIn returns the province of the job offer; "" without one.
func offeredIn(plan *scenarios.Sheet) string {
	province, _ := plan.Value(below(self, "canada.job_offer.province")...).(string)
	return province
}

// employerDecides is for a fact of the employer that a path of the offer's
// province asks for.
func employerDecides(key string) func(*scenarios.Sheet) bool {
	return func(plan *scenarios.Sheet) bool {
		province := offeredIn(plan)
		return slices.ContainsFunc(provincial.Paths(), func(p *provincial.Path) bool {
			return p.Province == province && slices.Contains(p.EmployerKeys(), key)
		})
	}
}

// bestYearDecides is for Ontario, whose scale alone counts earnings.
func bestYearDecides(plan *scenarios.Sheet) bool { return offeredIn(plan) == "ON" }

// licenceDecides is for occupations that are regulated somewhere.
func licenceDecides(plan *scenarios.Sheet) bool {
	regulated := func(path ...string) bool {
		code, _ := plan.Value(path...).(string)
		return code != "" && provincial.Regulated(code)
	}
	if regulated(below(self, "canada.job_offer.noc")...) {
		return true
	}
	work := below(self, "work")
	return slices.ContainsFunc(plan.Keys(work...), func(name string) bool {
		return regulated(slices.Concat(work, []string{name, "noc"})...)
	})
}
