package provinces

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"crsplan/sim/civil"
	"crsplan/sim/language"
	"crsplan/sim/noc"
	"crsplan/sim/profile"
)

// Person is a profile on one day, as the provinces see it.
type Person struct {
	Profile *profile.Profile
	Day     civil.Day // in the person's own calendar: ages, jobs, documents
	Law     civil.Day // the world's day: scales, lists, fees
	// Offer is the job offer there, Supposed where the profile has none and a
	// permanent one in the region of the path is taken instead.
	Offer    *profile.Offer
	Supposed bool
	path     *Path
}

// On returns how the path sees a profile on a day. With suppose, whoever has no
// offer in the province is given one.
func (p *Path) On(of *profile.Profile, day, law civil.Day, suppose bool) *Person {
	who := &Person{Profile: of, Day: day, Law: law, path: p}
	if offer := of.Canada.Offer; offer != nil && offer.FullTime && (offer.Province == p.Province || offer.Province == "") {
		who.Offer = offer
	} else if suppose && p.Offer {
		permanent := true
		who.Offer = &profile.Offer{NOC: of.PrimaryNOC(day), FullTime: true, Province: p.Province, Region: p.Region, Permanent: &permanent}
		who.Supposed = true
	}
	return who
}

// occupation is that of the offer, or the primary one.
func (w *Person) occupation() string {
	if w.Offer != nil {
		return w.Offer.NOC
	}
	return w.Profile.PrimaryNOC(w.Day)
}

// Points are the points of the path's scale; false where none is established for
// the day.
func (w *Person) Points() (Points, bool) {
	s := w.path.ScaleOn(w.Law)
	if s == nil {
		return Points{}, false
	}
	return s.Points(w.Inputs(), w.path.Route), true
}

// anyNumber is a number that nothing says.
func anyNumber(needs ...string) Value { return Value{High: math.Inf(1), Needs: needs} }

// eitherWay is a flag that nothing says.
func eitherWay(needs ...string) Value { return Value{High: 1, Needs: needs} }

// Inputs are what the path's scale asks of the person.
func (w *Person) Inputs() map[string]Value {
	s := ScaleOf(w.path.Scale)
	if s == nil {
		return nil
	}
	inputs := map[string]Value{}
	add := func(key string) {
		if make := inputOf[key]; make != nil && key != "" {
			inputs[key] = make(w)
		}
	}
	for i := range s.Factors {
		f := &s.Factors[i]
		add(cmp.Or(f.Input, f.Key))
		add(f.Needs)
		add(f.Unless)
		for _, t := range f.Tables {
			add(t.Input)
		}
	}
	return inputs
}

// inputOf is how each input of a scale follows from a profile.
var inputOf = map[string]func(w *Person) Value{
	"age":             func(w *Person) Value { return Number(float64(w.Profile.Self.Birth.Years(w.Day))) },
	"education":       (*Person).education,
	"education_place": (*Person).educationPlace,

	"clb_english":        func(w *Person) Value { return w.level(language.English) },
	"nclc_french":        func(w *Person) Value { return w.level(language.French) },
	"best_level":         func(w *Person) Value { return w.levels(func(a, b int) int { return max(a, b) }) },
	"first_level":        func(w *Person) Value { return w.levels(func(a, b int) int { return max(a, b) }) },
	"second_level":       func(w *Person) Value { return w.levels(func(a, b int) int { return min(a, b) }) },
	"both_at_4":          func(w *Person) Value { return w.both(4) },
	"second_at_5":        func(w *Person) Value { return w.both(5) },
	"official_languages": (*Person).officialLanguages,
	"abilities":          (*Person).abilities,

	"work_months":         func(w *Person) Value { return Number(float64(w.months(0, anyJob))) },
	"work_canada_place":   (*Person).workCanadaPlace,
	"experience_years":    (*Person).experienceYears,
	"canada_year":         func(w *Person) Value { return Flag(w.months(10, w.related(inCanada)) >= 12) },
	"current_employer_bc": func(w *Person) Value { return w.current(1) },
	"position_months":     (*Person).positionMonths,
	"ontario_months":      (*Person).otherMonths,
	"years_last_5":        func(w *Person) Value { return Number(float64(w.yearsBetween(0, 5))) },
	"years_6_to_10":       func(w *Person) Value { return Number(float64(w.yearsBetween(5, 10))) },
	"past_work_12_months": func(w *Person) Value { return w.workedThere(5, 12) },
	"past_study_1_year":   (*Person).studiedThere,

	"teer":               func(w *Person) Value { o, _ := noc.Lookup(w.occupation()); return Number(float64(o.TEER)) },
	"broad_category":     (*Person).broadCategory,
	"hourly_wage":        (*Person).wage,
	"best_year_earnings": (*Person).bestYear,
	"permit":             (*Person).permit,
	"canadian_credentials": func(w *Person) Value {
		n := 0
		for _, e := range w.Profile.Self.Credentials() {
			if e.Country == "CA" && e.Level > profile.Secondary {
				n++
			}
		}
		return Number(float64(n))
	},

	"family_alberta":           (*Person).family,
	"close_relative":           (*Person).family,
	"offer_permanent":          (*Person).permanent,
	"offer_high_skilled":       (*Person).permanent,
	"offer_sector":             func(*Person) Value { return Number(0) },
	"offer_outside_cmas":       func(w *Person) Value { return w.region(func(r string) bool { return r == "elsewhere" }) },
	"offer_regulated_licensed": (*Person).licensed,
	"licensed_manitoba":        (*Person).licensed,
	"region":                   (*Person).regions,
	"area":                     (*Person).area,
	"regional_bonus":           (*Person).regionalBonus,
	"designation_bc":           (*Person).designation,
	"demand":                   (*Person).demand,
	"connection":               (*Person).connection,
	"outside_winnipeg":         func(w *Person) Value { return w.region(func(r string) bool { return r == "elsewhere" }) },
	"worked_other_province":    (*Person).workedElsewhere,
	"studied_other_province":   (*Person).studiedElsewhere,
}

// words of each scale for the levels of a profile. Of a level that a scale parts
// further, all its words are possible.
var educationWords = map[string]map[profile.Level]string{
	"WEOI": {profile.OneYear: "diploma", profile.TwoYear: "diploma", profile.Bachelor: "bachelor", profile.TwoOrMore: "bachelor", profile.Masters: "master", profile.Professional: "master", profile.Doctorate: "doctorate"},
	"SIRS": {profile.OneYear: "diploma", profile.TwoYear: "diploma", profile.Bachelor: "bachelor", profile.TwoOrMore: "bachelor", profile.Masters: "master", profile.Professional: "bachelor master", profile.Doctorate: "doctorate"},
	"OWP":  {profile.OneYear: "diploma", profile.TwoYear: "diploma", profile.Bachelor: "bachelor", profile.TwoOrMore: "bachelor", profile.Masters: "master", profile.Professional: "master doctorate", profile.Doctorate: "doctorate"},
	"SINP": {profile.OneYear: "certificate", profile.TwoYear: "diploma2", profile.Bachelor: "bachelor", profile.TwoOrMore: "bachelor", profile.Masters: "master", profile.Professional: "bachelor master", profile.Doctorate: "doctorate"},
	"MPNP": {profile.OneYear: "certificate", profile.TwoYear: "diploma2", profile.Bachelor: "bachelor", profile.TwoOrMore: "bachelor two_programs", profile.Masters: "master", profile.Professional: "bachelor master", profile.Doctorate: "doctorate"},
}

// levelNow is the credential that counts on the day: in British Columbia as it is
// held, elsewhere with its assessment.
func (w *Person) levelNow() (level profile.Level, needs []string) {
	self := &w.Profile.Self
	switch {
	case w.path.Province == "BC":
		level = self.Education.Level
	default:
		if level = self.Education.Counted(w.Day); self.AssessmentUnstated() {
			needs = []string{"education.eca_issued"}
		}
	}
	if self.EducationUnstated() {
		needs = []string{"education.level"}
	}
	return level, needs
}

func (w *Person) education() Value {
	words := educationWords[w.path.Scale]
	level, needs := w.levelNow()
	of := func(level profile.Level) []string {
		if word := words[level]; word != "" {
			return strings.Fields(word)
		}
		return []string{"secondary"}
	}
	v := Value{Words: of(level)}
	switch {
	case w.Profile.Self.EducationUnstated():
		for _, word := range words {
			v.Words = append(v.Words, strings.Fields(word)...)
		}
	case needs != nil:
		v.Words = append(v.Words, of(w.Profile.Self.Education.Level)...)
	}
	if o, _ := noc.Lookup(w.Profile.PrimaryNOC(w.Day)); o.Trade && (level == profile.OneYear || level == profile.TwoYear) && w.path.Scale != "MPNP" {
		v.Words = append(v.Words, "trades")
	}
	v.Needs = needs
	return v
}

func (w *Person) educationPlace() Value {
	e := &w.Profile.Self.Education
	switch {
	case w.Profile.Self.EducationUnstated():
		return Value{Words: []string{w.path.Province, "CA", "abroad"}, Needs: []string{"education.country"}}
	case e.Country != "CA":
		return Word("abroad")
	case e.Province == w.path.Province:
		return Word(w.path.Province)
	case e.Province != "":
		return Word("CA")
	}
	return Value{Words: []string{w.path.Province, "CA"}, Needs: []string{"education.province"}}
}

func (w *Person) counted(of language.Official) language.Levels {
	return w.Profile.Self.Languages.Results[of].Counted(w.Day)
}

// level is the lowest ability in a language; 0 without a test.
func (w *Person) level(of language.Official) Value {
	if w.Profile.Self.TestsUnstated() {
		return anyNumber("languages")
	}
	return Number(float64(w.counted(of).Lowest()))
}

func (w *Person) levels(which func(a, b int) int) Value {
	if w.Profile.Self.TestsUnstated() {
		return anyNumber("languages")
	}
	return Number(float64(which(w.counted(language.English).Lowest(), w.counted(language.French).Lowest())))
}

func (w *Person) both(least int) Value {
	if w.Profile.Self.TestsUnstated() {
		return eitherWay("languages")
	}
	return Flag(w.counted(language.English).AtLeast(least) && w.counted(language.French).AtLeast(least))
}

func (w *Person) officialLanguages() Value {
	if w.Profile.Self.TestsUnstated() {
		return Value{High: 2, Needs: []string{"languages"}}
	}
	n := 0
	english, french := w.counted(language.English), w.counted(language.French)
	switch {
	case english.AtLeast(6) && french.AtLeast(6):
		n = 2
	case english != language.Levels{} || french != language.Levels{}:
		n = 1
	}
	return Number(float64(n))
}

func (w *Person) abilities() Value {
	if w.Profile.Self.TestsUnstated() {
		return Value{Needs: []string{"languages"}}
	}
	best := w.counted(language.English)
	if french := w.counted(language.French); french.Lowest() > best.Lowest() {
		best = french
	}
	v := Value{}
	for _, level := range best {
		v.Each = append(v.Each, int(level))
	}
	return v
}

func anyJob(*profile.Job) bool     { return true }
func inCanada(j *profile.Job) bool { return j.InCanada() }

// months counts the authorized work of the last so many years that keep chooses;
// 0: of all years.
func (w *Person) months(years int, keep func(*profile.Job) bool) int {
	since := civil.Min
	if years > 0 {
		since = w.Day.YearsBefore(years)
	}
	return profile.Months(w.Profile.Self.Work, since, w.Day, func(j *profile.Job) bool { return !(j.InCanada() && j.Unauthorized) && keep(j) })
}

// related chooses work in the occupation of the offer.
func (w *Person) related(keep func(*profile.Job) bool) func(*profile.Job) bool {
	code := w.occupation()
	return func(j *profile.Job) bool { return j.NOC == code && keep(j) }
}

// inProvince chooses work there; perhaps says that work of which the province is
// not declared is chosen too.
func (w *Person) inProvince(perhaps bool) func(*profile.Job) bool {
	return func(j *profile.Job) bool {
		return j.InCanada() && (j.Province == w.path.Province || perhaps && j.Province == "")
	}
}

// jobKeys name the jobs in Canada without a province.
func (w *Person) jobKeys() (keys []string) {
	for i := range w.Profile.Self.Work {
		if j := &w.Profile.Self.Work[i]; j.InCanada() && j.Province == "" {
			keys = append(keys, "work."+j.Name+".province")
		}
	}
	return keys
}

func (w *Person) workCanadaPlace() Value {
	const least = 6
	switch {
	case w.months(0, w.inProvince(false)) >= least:
		return Word(w.path.Province)
	case w.months(0, inCanada) < least:
		return Word("none")
	case w.months(0, w.inProvince(true)) >= least:
		return Value{Words: []string{w.path.Province, "CA"}, Needs: w.jobKeys()}
	}
	return Word("CA")
}

func (w *Person) experienceYears() Value {
	months := float64(w.months(10, w.related(anyJob)))
	if months == 0 && slices.ContainsFunc(w.Profile.Self.Work, func(j profile.Job) bool { return j.From < w.Day && w.related(anyJob)(&j) }) {
		months = 0.5
	}
	return Number(months / 12)
}

// working returns the months of the job that goes on there in the occupation of
// the offer; sure says that its province is declared.
func (w *Person) working() (months int, sure, any bool) {
	for i := range w.Profile.Self.Work {
		j := &w.Profile.Self.Work[i]
		if j.From < w.Day && w.Day < j.End() && !j.Unauthorized && w.related(w.inProvince(true))(j) {
			so, _ := j.From.Months(w.Day)
			months, sure, any = max(months, so), j.Province != "", true
		}
	}
	return months, sure, any
}

// current is n where the person holds the offered job already, for whoever has a
// job there: nobody else can.
func (w *Person) current(n int) Value {
	_, _, any := w.working()
	switch {
	case !any || w.Offer == nil:
		return Number(0)
	case w.Supposed: // it is the job held
		return Number(float64(n))
	case w.Offer.Current != nil:
		return Flag(*w.Offer.Current)
	}
	return eitherWay("canada.job_offer.current")
}

func (w *Person) positionMonths() Value {
	months, _, _ := w.working()
	v := w.current(1)
	return Value{Low: v.Low * float64(months), High: v.High * float64(months), Needs: v.Needs}
}

func (w *Person) otherMonths() Value {
	position := w.positionMonths()
	low, high := float64(w.months(0, w.inProvince(false))), float64(w.months(0, w.inProvince(true)))
	v := Value{Low: max(low-position.High, 0), High: max(high-position.Low, 0)}
	if low != high {
		v.Needs = w.jobKeys()
	}
	return v
}

// yearsBetween are the full years of related work from so many years ago to so
// many.
func (w *Person) yearsBetween(from, to int) int {
	end := w.Day.YearsBefore(from)
	return profile.Months(w.Profile.Self.Work, w.Day.YearsBefore(to), end, func(j *profile.Job) bool {
		return !(j.InCanada() && j.Unauthorized) && (w.path.Scale == "MPNP" || w.related(anyJob)(j))
	}) / 12
}

func (w *Person) workedThere(years, months int) Value {
	switch {
	case w.months(years, w.inProvince(false)) >= months:
		return Number(1)
	case w.months(years, w.inProvince(true)) >= months:
		return eitherWay(w.jobKeys()...)
	}
	return Number(0)
}

func (w *Person) studiedThere() Value {
	e := &w.Profile.Self.Education
	switch {
	case e.Country != "CA" && e.CanadianStudy <= profile.SecondaryStudy:
		return Number(0)
	case e.Province == w.path.Province:
		return Number(1)
	case e.Province == "":
		return eitherWay("education.province")
	}
	return Number(0)
}
