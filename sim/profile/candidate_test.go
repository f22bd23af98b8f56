package profile_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim/civil"
	"crsplan/sim/language"
	"crsplan/sim/profile"
)

func TestATestResultCountsForTwoYears(t *testing.T) {
	tests := []struct {
		name   string
		result profile.Result
		on     string
		counts bool
	}{
		{"the day before it was taken", taken("2024-05-01"), "2024-04-30", false},
		{"the day it was taken", taken("2024-05-01"), "2024-05-01", true},
		{"the day before it is two years old", taken("2024-05-01"), "2026-04-30", true},
		{"the day it is two years old", taken("2024-05-01"), "2026-05-01", false},
		{"the day after", taken("2024-05-01"), "2026-05-02", false},
		{"taken on 29 February, on 28 February", taken("2024-02-29"), "2026-02-28", true},
		{"taken on 29 February, on 1 March", taken("2024-02-29"), "2026-03-01", false},
		{"a test not taken", profile.Result{TakenOn: day("2024-05-01"), Levels: even(9)}, "2024-05-01", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := language.Levels{}
			if tt.counts {
				want = even(9)
			}
			if got := tt.result.Counted(day(tt.on)); got != want {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

func taken(on string) profile.Result {
	return profile.Result{Held: true, TakenOn: day(on), Levels: even(9)}
}

func TestACredentialCountsWhileItIsAssessed(t *testing.T) {
	tests := []struct {
		name, country, issued, on string
		counts                    bool
	}{
		{"a Canadian one needs no assessment", "CA", "", "2026-11-22", true},
		{"a foreign one without an assessment", "BR", "", "2026-11-22", false},
		{"without a country it is foreign", "", "", "2026-11-22", false},
		{"the day before the assessment", "BR", "2020-06-10", "2020-06-09", false},
		{"the day of the assessment", "BR", "2020-06-10", "2020-06-10", true},
		{"the day before it is five years old", "BR", "2020-06-10", "2025-06-09", true},
		{"the day it is five years old", "BR", "2020-06-10", "2025-06-10", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := profile.Education{Level: profile.Masters, Country: tt.country, ECAIssued: day(tt.issued)}
			want := profile.LessThanSecondary
			if tt.counts {
				want = profile.Masters
			}
			if got := e.Counted(day(tt.on)); got != want {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

func TestThePartnerColumn(t *testing.T) {
	comes := &profile.Partner{Accompanying: true, Sibling: true}
	stays := &profile.Partner{Sibling: true}
	citizen := &profile.Partner{Accompanying: true, CitizenOrPR: true, Sibling: true}
	tests := []struct {
		name        string
		marital     profile.Marital
		partner     *profile.Partner
		sibling     bool
		with        bool
		wantSibling bool
	}{
		{"a spouse who comes along", profile.Married, comes, false, true, true},
		{"a common-law partner who comes along", profile.CommonLaw, comes, false, true, true},
		{"a spouse who stays behind, and so does the spouse's sibling", profile.Married, stays, false, false, false},
		{"a spouse who is a citizen", profile.Married, citizen, false, false, false},
		{"one's own sibling counts with a spouse who stays behind", profile.Married, stays, true, false, true},
		{"married, and nothing is known of the spouse", profile.Married, nil, true, false, true},
		{"single, whoever stands in the profile", profile.Single, comes, false, false, false},
		{"divorced", profile.Divorced, comes, false, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := profile.Profile{Marital: tt.marital, Partner: tt.partner, Canada: profile.Canada{Sibling: tt.sibling}}
			c := p.On(day("2026-11-22"), day("2026-11-22"))
			if c.WithPartner != tt.with || c.Sibling != tt.wantSibling {
				t.Errorf("with partner %v, sibling %v; want %v, %v", c.WithPartner, c.Sibling, tt.with, tt.wantSibling)
			}
		})
	}
}

func TestKindsOfOffers(t *testing.T) {
	lmia := profile.Offer{NOC: developer, LMIA: true, Months: 12, FullTime: true}
	but := func(change func(*profile.Offer)) *profile.Offer {
		o := lmia
		change(&o)
		return &o
	}
	exempt := func(o *profile.Offer) { o.LMIA, o.LMIAExempt = false, true }
	tests := []struct {
		name  string
		offer *profile.Offer
		law   string
		want  profile.OfferKind
	}{
		{"no offer", nil, "2024-01-01", profile.NoOffer},
		{"skilled with an LMIA", &lmia, "2024-01-01", profile.SkilledOffer},
		{"eleven months are too short", but(func(o *profile.Offer) { o.Months = 11 }), "2024-01-01", profile.UnqualifyingOffer},
		{"thirteen months are enough", but(func(o *profile.Offer) { o.Months = 13 }), "2024-01-01", profile.SkilledOffer},
		{"part time", but(func(o *profile.Offer) { o.FullTime = false }), "2024-01-01", profile.UnqualifyingOffer},
		{"neither an LMIA nor an exemption", but(func(o *profile.Offer) { o.LMIA = false }), "2024-01-01", profile.UnqualifyingOffer},
		{"exempt from the LMIA", but(exempt), "2024-01-01", profile.ExemptSkilledOffer},
		{"TEER 4", but(func(o *profile.Offer) { o.NOC = "14100" }), "2024-01-01", profile.UnqualifyingOffer},
		{"major group 00", but(func(o *profile.Offer) { o.NOC = "00012" }), "2024-01-01", profile.SeniorManagerOffer},
		{"major group 00, exempt", but(func(o *profile.Offer) { exempt(o); o.NOC = "00012" }), "2024-01-01", profile.ExemptSeniorManagerOffer},
		{"major group 00 for eleven months", but(func(o *profile.Offer) { o.NOC, o.Months = "00012", 11 }), "2024-01-01", profile.UnqualifyingOffer},
		{"another manager, TEER 0", but(func(o *profile.Offer) { o.NOC = "20012" }), "2024-01-01", profile.SkilledOffer},
		{"an occupation gained, the day before", but(func(o *profile.Offer) { o.NOC = "33102" }), "2022-11-15", profile.UnqualifyingOffer},
		{"an occupation gained, that day", but(func(o *profile.Offer) { o.NOC = "33102" }), "2022-11-16", profile.SkilledOffer},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := profile.Profile{Canada: profile.Canada{Offer: tt.offer}}
			c := p.On(day("2024-01-01"), day(tt.law))
			if c.Offer != tt.want {
				t.Errorf("got kind %d, want %d", c.Offer, tt.want)
			}
			if tt.offer != nil && c.OfferNOC != tt.offer.NOC || tt.offer == nil && c.OfferNOC != "" {
				t.Errorf("got the occupation %q", c.OfferNOC)
			}
		})
	}
}

// couple is a profile with something in every place that a candidate sees.
func couple() profile.Profile {
	return profile.Profile{
		StatedOn: day("2026-11-22"),
		Marital:  profile.CommonLaw,
		Self: profile.Person{
			Birth:     day("1995-03-14"),
			Education: profile.Education{Level: profile.Doctorate, Country: "CA", CanadianStudy: profile.ThreeOrMoreYears},
			Languages: profile.Languages{First: language.French, FirstDeclared: true, Results: [2]profile.Result{
				{Held: true, TakenOn: day("2025-11-02"), Levels: language.Levels{9, 8, 7, 8}},
				{Held: true, TakenOn: day("2025-12-02"), Levels: even(10)},
			}},
			Work: []profile.Job{job("2019-02-01", "2021-01-31"), job("2025-09-01", "", inCanada)},
		},
		Partner: &profile.Partner{Accompanying: true, Person: profile.Person{
			Birth:     day("1996-05-05"),
			Education: profile.Education{Level: profile.TwoYear, Country: "FR", ECAIssued: day("2024-01-01")},
			Languages: profile.Languages{Results: [2]profile.Result{{Held: true, TakenOn: day("2026-01-01"), Levels: even(6)}}},
			Work:      []profile.Job{job("2023-01-01", "2024-06-30", inCanada), job("2025-01-01", "")},
		}},
		Canada: profile.Canada{
			Certificate: true, Nomination: "ON", Provinces: []string{"ON"},
			Permit: &profile.Permit{Kind: profile.PostGraduation, Expires: day("2027-08-31")},
			Offer:  &profile.Offer{NOC: developer, LMIA: true, Months: 24, FullTime: true},
		},
	}
}

func TestTheCandidateOfADay(t *testing.T) {
	p := couple()
	want := profile.Candidate{
		Age: 31, WithPartner: true, Education: profile.Doctorate, CanadianStudy: profile.ThreeOrMoreYears,
		First: language.French, FirstDeclared: true, Languages: [2]language.Levels{{9, 8, 7, 8}, even(10)},
		CanadianWork: 14, ForeignWork: 24, Certificate: true, Nominated: true,
		Offer: profile.SkilledOffer, OfferNOC: developer,
		Occupations: []profile.Occupation{{NOC: developer, Months: 14}},
		Partner:     profile.PartnerOnDay{Education: profile.TwoYear, Languages: [2]language.Levels{even(6)}, CanadianWork: 18},
	}
	got := p.On(p.StatedOn, p.StatedOn)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("candidate (-want +got):\n%s", diff)
	}
	if got.FirstLanguage() != even(10) || got.SecondLanguage() != (language.Levels{9, 8, 7, 8}) {
		t.Error("first and second language are not as declared")
	}
	if got.Partner.Language() != even(6) {
		t.Error("the partner's language is not English")
	}
	// Nothing in the profile fell on another day of the law.
	if diff := cmp.Diff(want, p.On(p.StatedOn, day("2023-06-01"))); diff != "" {
		t.Errorf("under the law of another day (-want +got):\n%s", diff)
	}
}

func TestAPartnerOutsideTheColumnIsNobody(t *testing.T) {
	p := couple()
	p.Partner.CitizenOrPR = true
	if got := p.On(p.StatedOn, p.StatedOn).Partner; got != (profile.PartnerOnDay{}) {
		t.Errorf("got %+v", got)
	}
}

func TestAgeIsInCompletedYears(t *testing.T) {
	tests := []struct {
		name, birth, on string
		want            int
	}{
		{"the day before the birthday", "1996-03-10", "2026-03-09", 29},
		{"the birthday", "1996-03-10", "2026-03-10", 30},
		{"born on 29 February, 28 February", "1996-02-29", "2026-02-28", 29},
		{"born on 29 February, 1 March", "1996-02-29", "2026-03-01", 30},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := profile.Profile{Self: profile.Person{Birth: day(tt.birth)}}
			if got := p.On(day(tt.on), day(tt.on)).Age; got != tt.want {
				t.Errorf("got %d, want %d", got, tt.want)
			}
		})
	}
}

func TestAJobWithoutAnEndLastsForever(t *testing.T) {
	open, ended := job("2020-01-01", ""), job("2020-01-01", "2020-12-31")
	if open.End() != civil.Max || ended.End() != day("2021-01-01") {
		t.Errorf("got %v and %v", open.End(), ended.End())
	}
}

func TestACloneSharesNothingThatAStepCouldChange(t *testing.T) {
	p, untouched := couple(), couple()
	q := p.Clone()
	if diff := cmp.Diff(&p, q); diff != "" {
		t.Fatalf("the clone differs:\n%s", diff)
	}
	q.Self.Work[0].To = 0
	q.Self.Education.Level = profile.Secondary
	q.Self.Languages.Results[0].Held = false
	q.Partner.Accompanying = false
	q.Partner.Work[0].To = 0
	q.Canada.Permit.Expires++
	q.Canada.Offer.Months = 1
	q.Canada.Provinces[0] = profile.AnyProvince
	if diff := cmp.Diff(untouched, p); diff != "" {
		t.Errorf("changing the clone changed the profile:\n%s", diff)
	}
	single := profile.Profile{}
	if diff := cmp.Diff(&single, single.Clone()); diff != "" {
		t.Errorf("the clone of an empty profile differs:\n%s", diff)
	}
}

func TestWhatWasEarnedInCanadaNeedsNoAssessment(t *testing.T) {
	tests := []struct {
		name   string
		level  profile.Level
		study  profile.Study
		issued string
		want   profile.Level
	}{
		{"a certificate beside a lapsed assessment", profile.TwoOrMore, profile.OneOrTwoYears, "2020-09-01", profile.OneYear},
		{"beside none", profile.TwoOrMore, profile.OneOrTwoYears, "", profile.OneYear},
		{"beside one that holds", profile.TwoOrMore, profile.OneOrTwoYears, "2025-09-01", profile.TwoOrMore},
		{"beside one on the day it lapses", profile.TwoOrMore, profile.OneOrTwoYears, "2021-08-20", profile.OneYear},
		{"beside one the day before", profile.TwoOrMore, profile.OneOrTwoYears, "2021-08-21", profile.TwoOrMore},
		{"three years or a graduate degree are three years at least", profile.Masters, profile.ThreeOrMoreYears, "", profile.Bachelor},
		{"secondary school in Canada", profile.Bachelor, profile.SecondaryStudy, "", profile.Secondary},
		{"never more than is held", profile.Secondary, profile.OneOrTwoYears, "", profile.Secondary},
		{"no study in Canada", profile.Masters, profile.NoStudy, "", profile.LessThanSecondary},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			e := profile.Education{Level: test.level, Country: "IN", ECAIssued: day(test.issued), CanadianStudy: test.study}
			if got := e.Counted(day("2026-08-20")); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
