package provinces

import (
	"slices"

	"crsplan/sim/noc"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// Floor is one thing that a path asks of everybody, and how the person stands to
// it.
type Floor struct {
	Key     string // as in "work"; requirement.KEY names it
	Met     Met
	Because reason.Reason
	Needs   []string // the keys of a profile that would settle it
}

// Met says whether a floor is met.
type Met int8

// The answers, from the worst to the best.
const (
	No Met = iota
	NotKnown
	Yes
)

func met(yes bool) Met {
	if yes {
		return Yes
	}
	return No
}

// Floors are those of paths.toml, on the day.
func (w *Person) Floors() (list []Floor) {
	p := w.path
	province := reason.Term("province." + p.Province)
	add := func(key string, is Met, needs []string, code string, values ...any) {
		if is == NotKnown && len(needs) > 0 {
			code += "/missing"
		} else if is != Yes {
			code += "/no"
		}
		list = append(list, Floor{key, is, reason.New("province."+code, values...).At(p.Ref), needs})
	}
	code := w.occupation()
	o, _ := noc.Lookup(code)
	if p.Offer {
		is, needs := met(w.Offer != nil && !w.Supposed), []string(nil)
		if w.Offer != nil && w.Offer.Province == "" {
			is, needs = NotKnown, []string{"canada.job_offer.province"}
		}
		add("offer", is, needs, "offer", "province", province)
	}
	if p.Codes != nil || p.NotCodes != nil || p.TEERs != nil {
		no := p.Codes != nil && !slices.Contains(p.Codes, code) || p.TEERs != nil && !slices.Contains(p.TEERs, o.TEER) ||
			w.Law >= p.NotCodesFrom.Day && slices.Contains(p.NotCodes, code)
		is, needs := met(!no), []string(nil)
		if code == "" {
			is, needs = NotKnown, []string{"work"}
		}
		add("occupation", is, needs, "occupation", "noc", code)
	}
	if p.Language > 0 && (p.LanguageTEERs == nil || code != "" && slices.Contains(p.LanguageTEERs, o.TEER)) {
		best := inputOf["best_level"](w)
		add("language", between(best, float64(p.Language)), best.Needs, "language", "level", int(best.Low), "least", p.Language)
	}
	if p.Education != "" {
		least, _ := profile.ParseLevel(p.Education)
		level, needs := w.levelNow()
		is := met(level.AtLeast(least))
		if is == No && needs != nil {
			is = NotKnown
		}
		add("education", is, needs, "education", "least", reason.Term("education."+p.Education))
	}
	if p.Ages != nil {
		age := w.Profile.Self.Birth.Years(w.Day)
		add("age", met(age >= p.Ages[0] && age <= p.Ages[1]), nil, "age", "age", age, "low", p.Ages[0], "high", p.Ages[1])
	}
	if f := p.Work; f != nil {
		months := func(perhaps bool) int {
			return w.months(f.Years, func(j *profile.Job) bool {
				return (!f.There || w.inProvince(perhaps)(j)) && (!f.Skilled || noc.Skilled(j.NOC, w.Law))
			})
		}
		is, needs := met(months(false) >= f.Months), []string(nil)
		if is == No && months(true) >= f.Months {
			is, needs = NotKnown, w.jobKeys()
		}
		where := reason.Term("province.anywhere")
		if f.There {
			where = reason.Term("province.in-" + p.Province)
		}
		add("work", is, needs, "work", "months", months(false), "asked", f.Months, "years", f.Years, "where", where)
	}
	if floor, ok := w.Employer(); ok {
		list = append(list, floor)
	}
	if s := p.ScaleOn(w.Law); s != nil && s.Pass > 0 {
		points, _ := w.Points()
		is := met(points.Low >= s.Pass)
		if is == No && points.High >= s.Pass {
			is = NotKnown
		}
		add("own-points", is, points.Needs(), "points", "points", points.Low, "pass", s.Pass)
	}
	if p.Province == "MB" {
		tie := w.connection()
		_, _, any := w.working()
		is := met(any || !slices.Contains(tie.Words, "none"))
		if is == No && (len(tie.Needs) > 0) {
			is = NotKnown
		}
		add("tie", is, tie.Needs, "tie", "province", province)
	}
	return list
}
