package crs_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim/crs"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

func TestAUsersHighWageInstrument(t *testing.T) {
	worked := func(list ...profile.Occupation) profile.Candidate { return profile.Candidate{Occupations: list} }
	offer := func(code string, kind profile.OfferKind) profile.Candidate {
		return profile.Candidate{OfferNOC: code, Offer: kind}
	}
	both := func(work, offered string) profile.Candidate {
		c := offer(offered, profile.UnqualifyingOffer)
		c.Occupations = []profile.Occupation{{NOC: work, Months: 24}}
		return c
	}
	tests := []struct {
		name           string
		c              profile.Candidate
		adds, greatest int // where work and offer add up, and where they do not
	}{
		{"nothing of either", profile.Candidate{}, 0, 0},
		{"eleven months in a listed occupation", worked(profile.Occupation{NOC: "20012", Months: 11}), 0, 0},
		{"twelve months at 2x", worked(profile.Occupation{NOC: "20012", Months: 12}), 60, 60},
		{"thirteen months at 1.5x", worked(profile.Occupation{NOC: "21231", Months: 13}), 40, 40},
		{"years at 1.3x", worked(profile.Occupation{NOC: "72200", Months: 60}), 20, 20},
		{"twelve months in an occupation off the list", worked(profile.Occupation{NOC: "21232", Months: 12}), 0, 0},
		{"the best of several occupations, not their sum", worked(profile.Occupation{NOC: "72200", Months: 12}, profile.Occupation{NOC: "21231", Months: 12}, profile.Occupation{NOC: "21232", Months: 40}), 40, 40},
		{"months do not add up between occupations", worked(profile.Occupation{NOC: "20012", Months: 6}, profile.Occupation{NOC: "31102", Months: 6}), 0, 0},
		{"an offer with an LMIA", offer("20012", profile.SkilledOffer), 50, 50},
		{"an offer without an LMIA counts alike", offer("20012", profile.UnqualifyingOffer), 50, 50},
		{"an exempt offer counts alike", offer("72200", profile.ExemptSkilledOffer), 10, 10},
		{"an offer in an occupation off the list", offer("21232", profile.SkilledOffer), 0, 0},
		{"no offer, though a code is named", offer("20012", profile.NoOffer), 0, 0},
		{"work and an offer", both("21231", "21231"), 40 + 30, 40},
		{"work below the offer", both("72200", "20012"), 20 + 50, 50},
		{"work and an offer, just at the most", both("21231", "20012"), 90, 50},
		{"work and an offer, above the most", both("31102", "20012"), 90, 60},
		{"work off the list and an offer on it", both("21232", "20012"), 50, 50},
	}
	adds := rulesOf(t, crs.Embedded().With(own(t, highWageText)), "2026-11-03")
	greatest := rulesOf(t, crs.Embedded().With(own(t, strings.Replace(highWageText, "add_up = true", "add_up = false", 1))), "2026-11-03")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			check(t, "where they add up", adds.Score(&tt.c).Additional.HighWage, tt.adds)
			check(t, "where the greater counts", greatest.Score(&tt.c).Additional.HighWage, tt.greatest)
			check(t, "the total", adds.Total(&tt.c), tt.adds)
		})
	}
	if len(adds.Unknown) != 0 {
		t.Errorf("still unknown: %v", adds.Unknown)
	}
	if w := adds.Warnings(&profile.Candidate{CanadianWork: 24}); len(w) != 0 {
		t.Errorf("still warns: %v", w)
	}
	c := worked(profile.Occupation{NOC: "20012", Months: 12})
	for _, addUp := range []string{"true", "false"} {
		text := strings.NewReplacer("maximum = 90", "maximum = 45", "add_up = true", "add_up = "+addUp).Replace(highWageText)
		low := rulesOf(t, crs.Embedded().With(own(t, text)), "2026-11-03")
		check(t, "work alone above the most, adding up "+addUp, low.Total(&c), 45)
	}
	if before := rulesOf(t, crs.Embedded().With(own(t, highWageText)), "2026-11-02"); before.Total(&c) != 0 {
		t.Error("the factor counts before it is in force")
	}
}

func TestHighWageStaysInsideTheAdditionalPoints(t *testing.T) {
	r := rulesOf(t, crs.Embedded().With(own(t, highWageText)), "2026-11-03")
	c := profile.Candidate{Nominated: true, Occupations: []profile.Occupation{{NOC: "20012", Months: 12}}}
	b := r.Score(&c)
	check(t, "high wage", b.Additional.HighWage, 60)
	check(t, "additional", b.Additional.Total, 600)
}

func TestAPairStopsAtTheMaximumOfItsInstrument(t *testing.T) {
	r := rulesOf(t, crs.Embedded().With(own(t, `
in_force = 2026-01-01
[transferability]
lower = [0, 13, 25]
upper = [0, 25, 50]
language_levels = [7, 9]
canadian_years = [1, 2]
foreign_years = [1, 3]
pair_maximum = 40
[transferability.education]
masters = "upper"
`)), "2026-01-01")
	c := profile.Candidate{Education: profile.Masters, Languages: [2]language.Levels{even(9)}, CanadianWork: 24, ForeignWork: 36}
	x := r.Score(&c).Transferability
	check(t, "a single pair", x.EducationLanguage, 40)
	check(t, "education", x.Education, 40)
	check(t, "foreign work", x.ForeignWork, 40)
	check(t, "all together", x.Total, 80)
}

func TestOffersRestored(t *testing.T) {
	r := rulesOf(t, crs.Embedded().With(proposal(t, "offers-restored", "2026-11-03")), "2026-11-03")
	for kind, want := range map[profile.OfferKind]int{
		profile.NoOffer: 0, profile.UnqualifyingOffer: 0, profile.SkilledOffer: 50, profile.SeniorManagerOffer: 200,
		profile.ExemptSkilledOffer: 50, profile.ExemptSeniorManagerOffer: 200,
	} {
		c := profile.Candidate{Offer: kind}
		check(t, "an offer", r.Total(&c), want)
	}
	// The high-wage factor of the same day is still unknown.
	if diff := cmp.Diff([]string{"high_wage"}, r.Unknown); diff != "" {
		t.Error(diff)
	}
}

func TestTheProposalOf2026LeavesItsFactorsUnknown(t *testing.T) {
	r := rulesOf(t, crs.Embedded().With(proposal(t, "proposal-2026", "2026-06-01")), "2026-06-01")
	c := profile.Candidate{
		Age: 30, WithPartner: true, Sibling: true, Certificate: true, CanadianStudy: profile.OneOrTwoYears,
		Languages: [2]language.Levels{even(9), even(7)},
		Partner:   profile.PartnerOnDay{Education: profile.Masters, Languages: [2]language.Levels{even(9)}, CanadianWork: 60},
	}
	b := r.Score(&c)
	check(t, "the partner's points", b.Spouse.Total, 0)
	check(t, "the certificate", b.Transferability.Certificate, 0)
	check(t, "additional", b.Additional.Total, 0)
	check(t, "age stays", b.Core.Age, 95)
	for _, line := range r.Lines(&c) {
		if unknown := line.Because.Code == "score.unknown"; unknown == line.Known {
			t.Errorf("%s: known %v, because %v", line.Factor, line.Known, line.Because)
		}
	}
	var unknown []crs.Factor
	for _, line := range r.Lines(&c) {
		if !line.Known {
			unknown = append(unknown, line.Factor)
			check(t, string(line.Factor), line.Points, 0)
		}
	}
	want := []crs.Factor{crs.SpouseEducation, crs.SpouseLanguage, crs.SpouseCanadianWork, crs.Certificate,
		crs.CanadianStudy, crs.Sibling, crs.French, crs.HighWage}
	if diff := cmp.Diff(want, unknown); diff != "" {
		t.Errorf("unknown lines (-want +got):\n%s", diff)
	}
	if len(r.Warnings(&c)) != len(r.Unknown) {
		t.Errorf("%d warnings for %d unknown factors", len(r.Warnings(&c)), len(r.Unknown))
	}
	// Graduate study is not touched.
	c.CanadianStudy = profile.ThreeOrMoreYears
	check(t, "graduate study", r.Score(&c).Additional.CanadianStudy, 30)
	if line := lineOf(t, r, &c, crs.CanadianStudy); !line.Known || line.Points != 30 {
		t.Errorf("graduate study: %+v", line)
	}
}

// Every factor that may be unknown counts nothing then, and is settled by a
// later instrument that brings its table.
func TestUnknownFactorsAreSettledByALaterTable(t *testing.T) {
	best := profile.Candidate{
		WithPartner: true, Education: profile.Masters, CanadianStudy: profile.ThreeOrMoreYears, Sibling: true, Certificate: true,
		Languages: [2]language.Levels{even(9), even(9)}, Offer: profile.SkilledOffer,
		Partner: profile.PartnerOnDay{Education: profile.Masters, Languages: [2]language.Levels{even(9)}, CanadianWork: 12},
	}
	short := best
	short.CanadianStudy = profile.OneOrTwoYears
	tests := []struct {
		name, unknown string
		c             *profile.Candidate
		factor        crs.Factor
		table         string
		points        int
	}{
		{"the partner's education", "spouse_education", &best, crs.SpouseEducation, "[spouse_education]\nless-than-secondary=0\nsecondary=0\none-year=0\ntwo-year=0\nbachelor=0\ntwo-or-more=0\nmasters=3\nprofessional=0\ndoctorate=0\n", 3},
		{"the partner's language", "spouse_language", &best, crs.SpouseLanguage, "[spouse_language]\nlevels=[0, 9]\npoints=[0, 2]\n", 8},
		{"the partner's work", "spouse_canadian_work", &best, crs.SpouseCanadianWork, "[spouse_canadian_work]\npoints=[0, 4]\n", 4},
		{"the certificate", "certificate", &best, crs.Certificate, "[certificate]\nlevels=[0, 5]\npoints=[0, 10]\n", 10},
		{"job offers", "job_offer", &best, crs.JobOffer, "[job_offer]\nsenior_manager=20\nother=10\nlmia_exempt_counts=false\n", 10},
		{"study in Canada", "canadian_study", &best, crs.CanadianStudy, "[canadian_study]\none-or-two-years=1\nthree-plus-years-or-graduate=2\n", 2},
		{"study in Canada of one or two years", "canadian_study.one-or-two-years", &short, crs.CanadianStudy, "[canadian_study]\none-or-two-years=1\nthree-plus-years-or-graduate=2\n", 1},
		{"siblings", "sibling", &best, crs.Sibling, "[sibling]\npoints=9\n", 9},
		{"French", "french", &best, crs.French, "[french]\nnclc=7\nenglish=5\nlower=1\nhigher=2\n", 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			open := own(t, "in_force = 2026-01-01\nref = \"a rumour\"\nunknown = [\""+tt.unknown+"\"]\n")
			settled := own(t, "in_force = 2026-02-01\n"+tt.table)
			b := crs.Embedded().With(open, settled)
			for _, c := range []struct {
				on     string
				known  bool
				points int
			}{{"2026-01-31", false, 0}, {"2026-02-01", true, tt.points}} {
				r := rulesOf(t, b, c.on)
				line := lineOf(t, r, tt.c, tt.factor)
				score := r.Score(tt.c)
				if len(r.Unknown) == 0 != c.known || line.Known != c.known || line.Points != c.points || flatten(&score)[string(tt.factor)] != c.points {
					t.Errorf("on %s: unknown %v, known %v, %d points (score %d)", c.on, r.Unknown, line.Known, line.Points, flatten(&score)[string(tt.factor)])
				}
				if !c.known && line.Because.Ref != "a rumour" {
					t.Errorf("an unknown line cites %q", line.Because.Ref)
				}
			}
		})
	}
}

func lineOf(t *testing.T, r *crs.Ruleset, c *profile.Candidate, f crs.Factor) crs.Line {
	t.Helper()
	for _, line := range r.Lines(c) {
		if line.Factor == f {
			return line
		}
	}
	t.Fatalf("no line %s", f)
	return crs.Line{}
}

func TestAnIncompleteScoreWarns(t *testing.T) {
	tests := []struct {
		name string
		on   string
		c    profile.Candidate
		want []string
	}{
		{"before 2026-11-03 nothing is missing", "2026-11-02", profile.Candidate{CanadianWork: 12}, nil},
		{"Canadian work: the points may be higher", "2026-11-03", profile.Candidate{CanadianWork: 1}, []string{"unknown-factor/may-be-higher"}},
		{"an offer: the points may be higher", "2026-11-03", profile.Candidate{Offer: profile.UnqualifyingOffer}, []string{"unknown-factor/may-be-higher"}},
		{"neither: no points from what is known", "2026-11-03", profile.Candidate{ForeignWork: 60}, []string{"unknown-factor/none-known"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, w := range rulesOn(t, tt.on).Warnings(&tt.c) {
				got = append(got, w.Code)
				if strings.Contains(reason.English().Say(w), "{") {
					t.Errorf("%v has no words", w)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTheHighWageLineStandsOnlyWhereTheRulesHaveIt(t *testing.T) {
	c := profile.Candidate{OfferNOC: "20012", Offer: profile.UnqualifyingOffer}
	for _, line := range rulesOn(t, "2026-11-02").Lines(&c) {
		if line.Factor == crs.HighWage {
			t.Error("a line before the factor was in force")
		}
	}
	if line := lineOf(t, rulesOn(t, "2026-11-03"), &c, crs.HighWage); line.Known || line.Because.Code != "score.unknown" || line.Because.Ref == "" {
		t.Errorf("unknown: %+v", line)
	}
	line := lineOf(t, rulesOf(t, crs.Embedded().With(own(t, highWageText)), "2026-11-03"), &c, crs.HighWage)
	want := crs.Line{Factor: crs.HighWage, Points: 50, Max: 90, Known: true,
		Because: reason.New("score.high-wage", "work", 0, "offer", 50).At("told by a friend")}
	if diff := cmp.Diff(want, line); diff != "" {
		t.Errorf("with a user's figures (-want +got):\n%s", diff)
	}
	// A later instrument may make it unknown again.
	again := own(t, "in_force = 2027-01-01\nunknown = [\"high_wage\"]\n")
	r := rulesOf(t, crs.Embedded().With(own(t, highWageText), again), "2027-01-01")
	if line := lineOf(t, r, &c, crs.HighWage); line.Known || r.Total(&c) != 0 {
		t.Errorf("unknown again: %+v, total %d", line, r.Total(&c))
	}
}

// Every value keeps its reference, every line its words.
func TestEveryLineOfEveryRulesetHasAReferenceAndWords(t *testing.T) {
	all := crowd(200)
	for _, w := range worlds(t) {
		t.Run(w.name, func(t *testing.T) {
			for i := range all {
				for _, line := range w.rules.Lines(&all[i]) {
					words := reason.English().Say(line.Because)
					if line.Because.Ref == "" || words == "" || strings.ContainsAny(words, "{}") {
						t.Fatalf("%s: %q, reference %q", line.Factor, words, line.Because.Ref)
					}
				}
			}
		})
	}
	for _, in := range append(crs.Embedded().Instruments(), crs.Embedded().Proposals()...) {
		if in.Ref == "" || in.Title.IsZero() || in.Confidence.IsZero() || len(in.Changes) == 0 {
			t.Errorf("%s says too little of itself: %+v", in.ID, in)
		}
	}
}

func TestLinesFollowTheSections(t *testing.T) {
	single := []crs.Factor{crs.Age, crs.Education, crs.FirstLanguage, crs.SecondLanguage, crs.CanadianWork,
		crs.EducationLanguage, crs.EducationCanadianWork, crs.ForeignWorkLanguage, crs.ForeignWorkCanadianWork, crs.Certificate,
		crs.ProvincialNomination, crs.JobOffer, crs.CanadianStudy, crs.Sibling, crs.French}
	couple := append(append(append([]crs.Factor{}, single[:5]...), crs.SpouseEducation, crs.SpouseLanguage, crs.SpouseCanadianWork), single[5:]...)
	r := rulesOn(t, "2026-06-15")
	for withPartner, want := range map[bool][]crs.Factor{false: single, true: couple} {
		var got []crs.Factor
		for _, line := range r.Lines(&profile.Candidate{WithPartner: withPartner}) {
			got = append(got, line.Factor)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("with a partner %v (-want +got):\n%s", withPartner, diff)
		}
	}
}

func TestReasonsSayWhatThePointsAreFor(t *testing.T) {
	nobody := profile.Candidate{WithPartner: true}
	somebody := profile.Candidate{
		WithPartner: true, Age: 31, Education: profile.Masters, First: language.French, Certificate: true, Nominated: true, Sibling: true,
		Languages: [2]language.Levels{{5, 5, 5, 6}, {9, 8, 7, 10}}, CanadianWork: 13, ForeignWork: 37,
		Offer: profile.ExemptSkilledOffer, CanadianStudy: profile.OneOrTwoYears,
		Partner: profile.PartnerOnDay{Education: profile.Secondary, Languages: [2]language.Levels{even(6)}, CanadianWork: 25},
	}
	r := rulesOn(t, "2026-06-15")
	tests := []struct {
		factor         crs.Factor
		nobody, better string
	}{
		{crs.Age, "score.age age=0", "score.age age=31"},
		{crs.Education, "score.education level=education.less-than-secondary", "score.education level=education.masters"},
		{crs.FirstLanguage, "score.first-language/none", "score.first-language language=language.french scale=scale.french listening=9 reading=8 writing=7 speaking=10"},
		{crs.SecondLanguage, "score.second-language/none", "score.second-language language=language.english scale=scale.english listening=5 reading=5 writing=5 speaking=6"},
		{crs.CanadianWork, "score.canadian-work months=0 years=0", "score.canadian-work months=13 years=1"},
		{crs.SpouseEducation, "score.spouse-education level=education.less-than-secondary", "score.spouse-education level=education.secondary"},
		{crs.SpouseLanguage, "score.spouse-language/none", "score.spouse-language language=language.english scale=scale.english listening=6 reading=6 writing=6 speaking=6"},
		{crs.SpouseCanadianWork, "score.spouse-canadian-work months=0 years=0", "score.spouse-canadian-work months=25 years=2"},
		{crs.EducationLanguage, "score.education-language level=education.less-than-secondary lowest=0", "score.education-language level=education.masters lowest=7"},
		{crs.EducationCanadianWork, "score.education-canadian-work level=education.less-than-secondary years=0", "score.education-canadian-work level=education.masters years=1"},
		{crs.ForeignWorkLanguage, "score.foreign-work-language years=0 lowest=0", "score.foreign-work-language years=3 lowest=7"},
		{crs.ForeignWorkCanadianWork, "score.foreign-work-canadian-work foreign=0 canadian=0", "score.foreign-work-canadian-work foreign=3 canadian=1"},
		{crs.Certificate, "score.certificate/none", "score.certificate lowest=7"},
		{crs.ProvincialNomination, "score.nomination/none", "score.nomination"},
		{crs.JobOffer, "score.job-offer kind=offer.none", "score.job-offer kind=offer.skilled-exempt"},
		{crs.CanadianStudy, "score.canadian-study study=study.none", "score.canadian-study study=study.one-or-two-years"},
		{crs.Sibling, "score.sibling/none", "score.sibling"},
		{crs.French, "score.french/below nclc=7", "score.french/higher nclc=7 clb=5"},
	}
	for _, tt := range tests {
		t.Run(string(tt.factor), func(t *testing.T) {
			if got := lineOf(t, r, &nobody, tt.factor).Because.String(); got != tt.nobody {
				t.Errorf("got %q, want %q", got, tt.nobody)
			}
			if got := lineOf(t, r, &somebody, tt.factor).Because.String(); got != tt.better {
				t.Errorf("got %q, want %q", got, tt.better)
			}
		})
	}
	somebody.Languages[language.English] = even(4)
	if got := lineOf(t, r, &somebody, crs.French).Because.String(); got != "score.french/lower nclc=7 clb=5" {
		t.Errorf("got %q", got)
	}
}
