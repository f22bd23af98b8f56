package web

import (
	"slices"

	"crsplan/scenarios"
	"crsplan/sim/language"
	"crsplan/sim/profile"
)

// The fields of the form: one for each key that a profile, an option or a step
// may have and that people are asked about. What a file says beyond them is
// carried along unseen.

// kind is how a field is filled in, and how its text becomes a value.
type kind string

const (
	text       kind = "text"
	day        kind = "day"
	dayOrNone  kind = "day-none" // a day, or that there is none
	instant    kind = "instant"  // in UTC
	number     kind = "number"
	percent    kind = "percent" // of a share from 0 to 1
	choice     kind = "choice"
	check      kind = "check"      // true, or left out
	yesNo      kind = "yes-no"     // false, or left out
	known      kind = "known"      // true, false, or left out, which is neither
	country    kind = "country"    // a code of two letters
	occupation kind = "occupation" // a NOC code
	several    kind = "several"    // of choices: a list of texts
	span       kind = "span"       // one number, or a low, a likely and a high one
)

// field is one field of a group.
type field struct {
	key  string // below the group, dotted
	kind kind
	// words are the choices of a [choice] or of [several], terms what their
	// words in the catalogue begin with. An empty choice stands for leaving it
	// out, and is called "terms" + "any".
	words []string
	terms string
	// assumed is the text of a key that is left out.
	assumed string
	wide    bool // asks for a whole line
	// when says of a plan that does not have the key whether it decides anything
	// there, and is asked for; nil: always.
	when func(*scenarios.Sheet) bool
}

// The provinces as the profile's reader lists them.
var provinces = []string{"AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"}

func optional(words []string) []string { return append([]string{""}, words...) }

var (
	selfFields = []field{
		{key: "birth_date", kind: day},
		{key: "marital_status", kind: choice, words: optional(profile.MaritalWords()), terms: "marital."},
		{key: "name", kind: text, wide: true},
	}
	// basisFields are seldom filled in: what is true is true today, and a day of
	// birth says the age.
	basisFields = []field{
		{key: "stated_on", kind: day},
		{key: "age", kind: number},
	}
	partnerFields = []field{
		{key: "name", kind: text, wide: true},
		{key: "birth_date", kind: day},
		{key: "age", kind: number},
		{key: "accompanying", kind: yesNo},
		{key: "citizen_or_pr", kind: check},
		{key: "sibling", kind: known},
		{key: "study_years", kind: number},
	}
	educationFields = []field{
		{key: "level", kind: choice, words: optional(profile.LevelWords()), terms: "education.", wide: true},
		{key: "country", kind: country},
		{key: "province", kind: choice, words: optional(provinces), terms: "province."},
		{key: "eca_issued", kind: dayOrNone},
		{key: "canadian_study", kind: choice, words: optional(profile.StudyWords()), terms: "study.", wide: true},
	}
	firstFields = []field{
		{key: "first", kind: choice, words: []string{"", language.English.String(), language.French.String()}, terms: "language.", wide: true},
	}
	jobFields = []field{
		{key: "noc", kind: occupation, wide: true},
		{key: "country", kind: country},
		{key: "province", kind: choice, words: optional(provinces), terms: "province."},
		{key: "from", kind: day},
		{key: "to", kind: day},
		{key: "hours_per_week", kind: number},
		{key: "months", kind: number},
		{key: "self_employed", kind: check},
		{key: "student", kind: known},
		{key: "unauthorized", kind: check},
	}
	// placeFields are what decides who may apply at all.
	placeFields = []field{
		{key: "status", kind: choice, words: optional(profile.StatusWords()), terms: "status.", wide: true},
		{key: "permit.kind", kind: choice, words: optional(profile.PermitKindWords()), terms: "permit."},
		{key: "permit.expires", kind: day},
		{key: "settlement_funds_cad", kind: number},
		{key: "family_size", kind: number},
	}
	canadaFields = []field{
		{key: "sibling", kind: known},
		{key: "relative", kind: known},
		{key: "certificate_of_qualification", kind: known},
		{key: "nomination", kind: choice, words: optional(provinces), terms: "province."},
		{key: "study_years", kind: number},
		{key: "military_years", kind: number},
		{key: "primary_noc", kind: occupation, wide: true},
		{key: "profile_submitted", kind: instant},
		{key: "official_score.total", kind: number},
		{key: "official_score.on", kind: day},
		{key: "provinces", kind: several, words: slices.Concat([]string{profile.AnyProvince}, provinces, []string{profile.NoProvince}), terms: "province."},
		{key: "close_family", kind: several, words: slices.Concat(provinces, []string{profile.NoProvince}), terms: "province."},
		{key: "licensed_in", kind: several, words: slices.Concat(provinces, []string{profile.NoProvince}), terms: "province.", when: licenceDecides},
		{key: "best_year_cad", kind: number, when: bestYearDecides},
	}
	offerFields = []field{
		{key: "noc", kind: occupation, wide: true},
		lmiaField,
		{key: "months", kind: number},
		{key: "full_time", kind: yesNo},
		{key: "province", kind: choice, words: optional(provinces), terms: "province."},
		{key: "region", kind: choice, words: optional(profile.OfferRegionWords()), terms: "region.", wide: true},
		{key: "permanent", kind: known},
		{key: "current", kind: known},
		{key: "hourly_wage_cad", kind: number},
		{key: "annual_pay_cad", kind: number},
		{key: "hours_per_week", kind: number},
		{key: "employer", kind: choice, words: []string{"", "canadian-forces"}, terms: "employer."},
		{key: "employer_years", kind: number, when: employerDecides("employer_years")},
		{key: "employer_revenue_cad", kind: number, when: employerDecides("employer_revenue_cad")},
		{key: "employer_staff", kind: number, when: employerDecides("employer_staff")},
	}
	planFields = []field{
		{key: "start", kind: day},
		{key: "horizon_months", kind: number},
	}
	optionFields = []field{
		{key: "title", kind: text, wide: true},
		{key: "order", kind: choice, words: []string{"", "together"}, terms: "order.", wide: true},
	}
	// takesFields are what a step takes, of any scenario.
	takesFields = []field{
		{key: "months", kind: span},
		{key: "cost_cad", kind: span},
		{key: "chance", kind: percent, assumed: "100"},
	}
	// headFields, duringFields and thenFields are what a step of one's own is,
	// what changes while it runs, and what is true when it is done.
	headFields = []field{
		{key: "title", kind: text, wide: true},
		{key: "who", kind: choice, words: []string{"", "partner"}, terms: "who-steps."},
		{key: "starts_on", kind: day},
	}
	duringFields = []field{
		{key: "during.work", kind: choice, words: []string{"", "stop", "canada", "abroad"}, terms: "during-work.", wide: true},
		{key: "during.study", kind: choice, words: []string{"", "canada", "abroad"}, terms: "during-study.", wide: true},
		{key: "during.noc", kind: occupation, wide: true},
	}
	thenFields = []field{
		{key: "then.languages.english.at_least_clb", kind: number},
		{key: "then.languages.french.at_least_clb", kind: number},
		{key: "then.education.at_least", kind: choice, words: optional(profile.LevelWords()), terms: "education.", wide: true},
		{key: "then.education.canadian_study", kind: choice, words: optional(profile.StudyWords()), terms: "study.", wide: true},
		{key: "then.education.eca_issued", kind: choice, words: []string{"", "done"}, terms: "assessed."},
		{key: "then.canada.nomination", kind: choice, words: optional(provinces), terms: "province."},
		{key: "then.canada.permit.kind", kind: choice, words: optional(profile.PermitKindWords()), terms: "permit."},
		{key: "then.canada.permit.months", kind: number},
		{key: "then.canada.sibling", kind: check},
		{key: "then.canada.certificate_of_qualification", kind: check},
	}
	scenarioFields = []field{{key: "title", kind: text, wide: true}}
)

// Two fields stand for several keys of a file, and one for those tests alone
// that are told on two scales.
var (
	scaleField = field{key: "scale", kind: choice, words: []string{"", "old", "699"}, terms: "scale-of.", wide: true}
	// testField is the test of a language, or that only its levels are known.
	testField = field{key: "test", kind: choice, terms: "test.", wide: true}
	// lmiaField is whether an offer has an LMIA, or is exempt from it.
	lmiaField = field{key: "lmia", kind: choice, words: []string{"", "lmia", "lmia_exempt", noneSaid}, terms: "lmia.", wide: true}
)

// noneSaid says that there is none of something, which leaving it out does not.
const noneSaid = "none"

// spanKeys are the keys of a [span].
var spanKeys = []string{"low", "likely", "high"}

// levelsOnly is the choice of testField for levels without a test.
const levelsOnly = "levels"

// twoScales says whether the results of a test are told on two scales.
func twoScales(test *language.Test) bool {
	_, _, two := test.OtherScale()
	return two
}

// testChoices are the tests of a language, levels alone, and that there is no
// result.
func testChoices(which language.Official) []string {
	words := []string{"", noneSaid}
	for _, test := range language.Tests() {
		if test.Language == which {
			words = append(words, test.ID)
		}
	}
	return append(words, levelsOnly)
}
