package profile_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim/civil"
	"crsplan/sim/language"
	"crsplan/sim/profile"
)

// two are a couple in which everything that can be declared is.
func two() *profile.Profile {
	day := civil.MustParse
	funds, years := 30000, 2
	p := &profile.Profile{
		StatedOn: day("2026-11-22"), Marital: profile.Married, BirthdayUnknown: true,
		Self: profile.Person{
			Birth:     day("1993-03-14"),
			Education: profile.Education{Level: profile.Bachelor, Country: "BR", ECAIssued: day("2025-06-10")},
			Work:      []profile.Job{{Name: "acme", NOC: "21231", Country: "BR", From: day("2019-02-01"), Hours: 4000}},
		},
		Partner: &profile.Partner{
			Accompanying: true, Sibling: true, StudyYears: 2,
			Person: profile.Person{
				Birth:     day("1990-05-01"),
				Education: profile.Education{Level: profile.Masters, Country: "CA", CanadianStudy: profile.ThreeOrMoreYears},
				Work:      []profile.Job{{Name: "clinic", NOC: "31301", Country: "CA", From: day("2025-02-01"), Hours: 4000}},
			},
		},
		Canada: profile.Canada{
			Relative: true, StudyYears: 1, Certificate: true, Provinces: []string{"ON"}, Nomination: "ON", FamilySize: 3, Funds: &funds,
			Status: profile.Visitor, Permit: &profile.Permit{Expires: day("2027-08-31")}, PrimaryNOC: "21231", MilitaryYears: &years,
			Submitted: time.Date(2026, 5, 1, 14, 0, 0, 0, time.UTC), Offer: &profile.Offer{NOC: "21231"},
		},
	}
	p.Self.Languages.Results[language.English] = profile.Result{Held: true, TakenOn: day("2026-06-02"), Levels: language.Levels{8, 8, 8, 8}}
	p.Partner.Languages.Results[language.French] = profile.Result{Held: true, TakenOn: day("2026-06-02"), Levels: language.Levels{7, 7, 7, 7}}
	return p
}

func TestASwapHandsOnWhatIsTheFamilysAndDropsWhatIsTheApplicants(t *testing.T) {
	p, before := two(), two()
	if !p.Swap(before.StatedOn) {
		t.Fatal("they cannot change places")
	}
	want := before.Clone()
	want.Self, want.BirthdayUnknown = before.Partner.Person, false
	want.Partner = &profile.Partner{Person: before.Self, Accompanying: true, Sibling: false, StudyYears: 1}
	want.Canada = profile.Canada{
		Sibling: true, StudyYears: 2, Relative: true, Provinces: []string{"ON"}, FamilySize: 3, Funds: before.Canada.Funds, Status: profile.Worker,
	}
	if diff := cmp.Diff(want, p); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !p.Swap(before.StatedOn) {
		t.Fatal("they cannot change back")
	}
	if diff := cmp.Diff(before.Self, p.Self); diff != "" {
		t.Errorf("swapped twice, the applicant is another (-want +got):\n%s", diff)
	}
}

func TestWhoCouldApplyAndWhatLacks(t *testing.T) {
	tests := []struct {
		name   string
		change func(*profile.Profile)
		could  bool
		lacks  []string
	}{
		{"a partner with every table", func(*profile.Profile) {}, true, nil},
		{"one who stays behind could apply", func(p *profile.Profile) { p.Partner.Accompanying = false }, true, nil},
		{"without a birth date nobody applies", func(p *profile.Profile) { p.Partner.Birth = 0 }, false, []string{"partner.birth_date"}},
		{"a citizen need not", func(p *profile.Profile) { p.Partner.CitizenOrPR = true }, false, nil},
		{
			"tables that are missing are named", func(p *profile.Profile) {
				p.Partner.Person = profile.Person{Birth: p.Partner.Birth, Unstated: profile.TheLanguages | profile.TheEducation}
			},
			true, []string{"partner.languages", "partner.education", "partner.work"},
		},
		{
			"what is stated to be none is not missing", func(p *profile.Profile) {
				p.Partner.Languages, p.Partner.Education, p.Partner.Unstated = profile.Languages{}, profile.Education{}, 0
			},
			true, nil,
		},
		{"without English there may be French", func(p *profile.Profile) { p.Partner.Languages.Results[language.English] = profile.Result{} }, true, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := two()
			test.change(p)
			before := p.Clone()
			if got := p.Partner.CouldApply(); got != test.could {
				t.Errorf("could apply: %v", got)
			}
			if diff := cmp.Diff(test.lacks, p.Partner.LacksToApply()); diff != "" {
				t.Errorf("lacks (-want +got):\n%s", diff)
			}
			if p.Swap(p.StatedOn) != test.could {
				t.Errorf("the swap does not keep to it")
			}
			if !test.could {
				if diff := cmp.Diff(before, p); diff != "" {
					t.Errorf("a swap that cannot be changed something:\n%s", diff)
				}
			}
		})
	}
	single := &profile.Profile{}
	if single.Partner.CouldApply() || single.Swap(0) {
		t.Error("nobody takes the place of a single person")
	}
}
