package crs

// Factor is one line of a breakdown, named by its section and its key, as in
// "core.age".
type Factor string

// The factors, in the order of a breakdown.
const (
	Age                     Factor = "core.age"
	Education               Factor = "core.education"
	FirstLanguage           Factor = "core.first_language"
	SecondLanguage          Factor = "core.second_language"
	CanadianWork            Factor = "core.canadian_work"
	SpouseEducation         Factor = "spouse.education"
	SpouseLanguage          Factor = "spouse.language"
	SpouseCanadianWork      Factor = "spouse.canadian_work"
	EducationLanguage       Factor = "transferability.education_language"
	EducationCanadianWork   Factor = "transferability.education_canadian_work"
	ForeignWorkLanguage     Factor = "transferability.foreign_work_language"
	ForeignWorkCanadianWork Factor = "transferability.foreign_work_canadian_work"
	Certificate             Factor = "transferability.certificate"
	ProvincialNomination    Factor = "additional.provincial_nomination"
	JobOffer                Factor = "additional.job_offer"
	CanadianStudy           Factor = "additional.canadian_study"
	Sibling                 Factor = "additional.sibling"
	French                  Factor = "additional.french"
	HighWage                Factor = "additional.high_wage"
	// Unexplained is no factor of the rules: what an official score differs by.
	Unexplained Factor = "unexplained"
)

// unknowns names what an instrument may declare as not established, and the
// factor that it touches.
var unknowns = []struct {
	key    string
	factor Factor
}{
	{"spouse_education", SpouseEducation},
	{"spouse_language", SpouseLanguage},
	{"spouse_canadian_work", SpouseCanadianWork},
	{"certificate", Certificate},
	{"job_offer", JobOffer},
	{"canadian_study", CanadianStudy},
	{"canadian_study.one-or-two-years", CanadianStudy},
	{"sibling", Sibling},
	{"french", French},
	{"high_wage", HighWage},
}

// UnknownKeys returns what an instrument may leave unknown.
func UnknownKeys() []string {
	keys := make([]string, len(unknowns))
	for i, u := range unknowns {
		keys[i] = u.key
	}
	return keys
}
