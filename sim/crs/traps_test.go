package crs_test

import (
	"testing"

	"crsplan/sim/language"
	"crsplan/sim/profile"
)

// The mistakes that public calculators make, each a test.

func TestTraps(t *testing.T) {
	clb := func(levels ...int8) [2]language.Levels {
		var l language.Levels
		copy(l[:], levels)
		return [2]language.Levels{l}
	}
	nine := [2]language.Levels{even(9)}
	type want map[string]int
	tests := []struct {
		name string
		on   string
		c    profile.Candidate
		want want
	}{
		{"1: a single bachelor's is in the lower tier", "2026-06-15",
			profile.Candidate{Education: profile.Bachelor, Languages: nine, CanadianWork: 12},
			want{"transferability.education_language": 25, "transferability.education_canadian_work": 13}},
		{"2: a master's is in the upper tier", "2026-06-15",
			profile.Candidate{Education: profile.Masters, Languages: nine, CanadianWork: 12},
			want{"transferability.education_language": 50, "transferability.education_canadian_work": 25}},
		{"2: a doctorate is in the upper tier", "2026-06-15",
			profile.Candidate{Education: profile.Doctorate, Languages: nine},
			want{"transferability.education_language": 50}},
		{"3: a one-year credential is in the lower tier", "2026-06-15",
			profile.Candidate{Education: profile.OneYear, Languages: nine},
			want{"transferability.education_language": 25}},
		{"3: a two-year credential is in the lower tier", "2026-06-15",
			profile.Candidate{Education: profile.TwoYear, Languages: nine},
			want{"transferability.education_language": 25}},
		{"4: CLB 4 gives 6 an ability for the first language", "2026-06-15",
			profile.Candidate{Languages: clb(4, 4, 4, 4)}, want{"core.first_language": 24}},
		{"4: CLB 3 gives nothing for the first language", "2026-06-15",
			profile.Candidate{Languages: clb(3, 3, 3, 3)}, want{"core.first_language": 0}},
		{"4: CLB 4 gives nothing for the partner", "2026-06-15",
			profile.Candidate{WithPartner: true, Partner: profile.PartnerOnDay{Languages: clb(4, 4, 4, 5)}}, want{"spouse.language": 1}},
		{"5: the second language stops at 22 with a partner", "2026-06-15",
			profile.Candidate{WithPartner: true, First: language.French, Languages: nine}, want{"core.second_language": 22}},
		{"5: the second language reaches 24 without", "2026-06-15",
			profile.Candidate{First: language.French, Languages: nine}, want{"core.second_language": 24}},
		{"6: nomination and sibling together are 600", "2026-06-15",
			profile.Candidate{Nominated: true, Sibling: true},
			want{"additional.provincial_nomination": 600, "additional.sibling": 15, "additional.total": 600}},
		{"7: an offer on the last day that it counts", "2025-03-24",
			profile.Candidate{Offer: profile.SkilledOffer, OfferNOC: "21231"}, want{"additional.job_offer": 50}},
		{"7: an offer a day later", "2025-03-25",
			profile.Candidate{Offer: profile.SeniorManagerOffer, OfferNOC: "00012"}, want{"additional.job_offer": 0}},
		{"7: 200 is for major group 00", "2024-06-15",
			profile.Candidate{Offer: profile.SeniorManagerOffer, OfferNOC: "00012"}, want{"additional.job_offer": 200}},
		{"7: another manager of TEER 0 gets 50", "2024-06-15", offered("20012"), want{"additional.job_offer": 50}},
		{"7: an occupation of TEER 1 gets 50", "2024-06-15", offered("21231"), want{"additional.job_offer": 50}},
		{"8: 13 is 13: bachelor's, CLB 7, one Canadian year", "2026-06-15",
			profile.Candidate{Education: profile.Bachelor, Languages: clb(7, 7, 7, 7), CanadianWork: 12},
			want{"transferability.education_language": 13, "transferability.education_canadian_work": 13, "transferability.education": 26}},
		{"8: a year abroad with one Canadian year gives 13", "2026-06-15",
			profile.Candidate{ForeignWork: 12, CanadianWork: 12},
			want{"transferability.foreign_work_canadian_work": 13, "transferability.foreign_work": 13}},
		{"8: 13 and 25 are 38", "2026-06-15",
			profile.Candidate{Education: profile.Bachelor, Languages: clb(7, 7, 7, 7), CanadianWork: 24},
			want{"transferability.education": 38}},
		{"9: the certificate begins at CLB 5", "2026-06-15",
			profile.Candidate{Certificate: true, Languages: clb(5, 5, 5, 5)}, want{"transferability.certificate": 25}},
		{"9: the certificate is full at CLB 7", "2026-06-15",
			profile.Candidate{Certificate: true, Languages: clb(7, 7, 7, 7)}, want{"transferability.certificate": 50}},
		{"9: the certificate stands inside the 100", "2026-06-15",
			profile.Candidate{Certificate: true, Languages: nine, Education: profile.Masters, ForeignWork: 36},
			want{"transferability.certificate": 50, "transferability.total": 100}},
		{"10: 13 and 50 are 50 before the pairs are added", "2026-06-15",
			profile.Candidate{Education: profile.Masters, Languages: nine, CanadianWork: 12, ForeignWork: 12},
			want{"transferability.education": 50, "transferability.foreign_work": 38, "transferability.total": 88}},
		{"11: the weakest ability decides what transfers", "2026-06-15",
			profile.Candidate{Education: profile.Masters, Languages: clb(10, 10, 8, 10), ForeignWork: 36},
			want{"transferability.education_language": 25, "transferability.foreign_work_language": 25}},
		{"11: an ability below CLB 7 and nothing transfers", "2026-06-15",
			profile.Candidate{Education: profile.Masters, Languages: clb(12, 12, 12, 6)},
			want{"transferability.education_language": 0}},
		{"11: only the first language transfers", "2026-06-15",
			profile.Candidate{Education: profile.Masters, First: language.French, Languages: nine},
			want{"transferability.education_language": 0}},
		{"12: abilities are not averaged", "2026-06-15",
			profile.Candidate{Languages: clb(9, 9, 7, 7)}, want{"core.first_language": 2*31 + 2*17}},
		{"14: the partner's abilities count one by one", "2026-06-15",
			profile.Candidate{WithPartner: true, Partner: profile.PartnerOnDay{Languages: clb(9, 7, 5, 4)}}, want{"spouse.language": 5 + 3 + 1}},
		{"15: French counts as the second language", "2026-06-15",
			profile.Candidate{Languages: [2]language.Levels{even(9), even(7)}}, want{"additional.french": 50}},
		{"15: French counts as the first language", "2026-06-15",
			profile.Candidate{First: language.French, Languages: [2]language.Levels{{}, even(7)}}, want{"additional.french": 25}},
		{"16: the columns of age are not a constant apart, at 18", "2026-06-15",
			profile.Candidate{Age: 18, WithPartner: true}, want{"core.age": 90}},
		{"16: at 32 with a partner", "2026-06-15", profile.Candidate{Age: 32, WithPartner: true}, want{"core.age": 85}},
		{"16: at 32 without", "2026-06-15", profile.Candidate{Age: 32}, want{"core.age": 94}},
		{"16: at 44 with a partner", "2026-06-15", profile.Candidate{Age: 44, WithPartner: true}, want{"core.age": 5}},
		{"16: at 44 without", "2026-06-15", profile.Candidate{Age: 44}, want{"core.age": 6}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := rulesOn(t, tt.on).Score(&tt.c)
			got := flatten(&b)
			for key, points := range tt.want {
				check(t, key, got[key], points)
			}
		})
	}
}

// offered is a person with an offer and an LMIA in an occupation, as the
// profile sees it.
func offered(code string) profile.Candidate {
	p := profile.Profile{Canada: profile.Canada{Offer: &profile.Offer{NOC: code, LMIA: true, Months: 12, FullTime: true}}}
	return p.On(day("2024-06-15"), day("2024-06-15"))
}

func TestTrap12IELTSIsReadByAbility(t *testing.T) {
	// IELTS listening 7.5 is CLB 8, reading 7.5 is CLB 9; PTE has its own table.
	ielts, _ := language.TestByID("ielts-general")
	pte, _ := language.TestByID("pte-core")
	for _, tt := range []struct {
		test    *language.Test
		ability language.Ability
		score   float64
		want    int
	}{
		{ielts, language.Listening, 7.5, 8},
		{ielts, language.Listening, 6.0, 7},
		{ielts, language.Reading, 7.5, 9},
		{ielts, language.Writing, 7.5, 10},
		{pte, language.Listening, 82, 9},
	} {
		if got, err := tt.test.Level(tt.ability, tt.score); err != nil || got != tt.want {
			t.Errorf("%s %v %v: got %d (%v), want %d", tt.test.ID, tt.ability, tt.score, got, err, tt.want)
		}
	}
}

func TestTrap13APartnerWhoStaysOrIsACitizenGivesNoPointsAndNoColumn(t *testing.T) {
	partner := profile.Partner{Person: profile.Person{Education: profile.Education{Level: profile.Masters, Country: "CA"}}}
	score := func(accompanying, citizen bool) (core, spouse int) {
		p := profile.Profile{Marital: profile.Married, Self: profile.Person{Birth: day("2000-01-01")}}
		q := partner
		q.Accompanying, q.CitizenOrPR = accompanying, citizen
		p.Partner = &q
		c := p.On(day("2026-06-15"), day("2026-06-15"))
		b := rulesOn(t, "2026-06-15").Score(&c)
		return b.Core.Age, b.Spouse.Total
	}
	for _, tt := range []struct {
		name                  string
		accompanying, citizen bool
		age, spouse           int
	}{
		{"comes along", true, false, 100, 10},
		{"stays behind", false, false, 110, 0},
		{"is a citizen", true, true, 110, 0},
	} {
		age, spouse := score(tt.accompanying, tt.citizen)
		check(t, tt.name+": age", age, tt.age)
		check(t, tt.name+": partner", spouse, tt.spouse)
	}
}
