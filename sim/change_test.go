package sim_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim"
	"crsplan/sim/language"
	"crsplan/sim/profile"
)

// done is the day on which the changes of these tests are made.
var done = day("2022-06-01")

func TestWhatAChangeMakesOfAPerson(t *testing.T) {
	levels := func(l ...int8) language.Levels { return language.Levels(l) }
	self := func(c sim.PersonChange) sim.Change { return sim.Change{Self: c} }
	inEnglish := func(c sim.LanguageChange) sim.Change {
		return self(sim.PersonChange{Languages: [2]sim.LanguageChange{language.English: c}})
	}
	inFrench := func(c sim.LanguageChange) sim.Change {
		return self(sim.PersonChange{Languages: [2]sim.LanguageChange{language.French: c}})
	}
	result := func(taken string, l language.Levels) change {
		return func(p *profile.Profile) {
			p.Self.Languages.Results[language.English] = profile.Result{Held: true, TakenOn: day(taken), Levels: l}
		}
	}
	resultFrench := func(taken string, l language.Levels) change {
		return func(p *profile.Profile) {
			p.Self.Languages.Results[language.French] = profile.Result{Held: true, TakenOn: day(taken), Levels: l}
		}
	}
	education := func(level profile.Level, country, issued string) change {
		return func(p *profile.Profile) {
			p.Self.Education.Level, p.Self.Education.Country, p.Self.Education.ECAIssued = level, country, day(issued)
		}
	}
	scored := func(taken string, l language.Levels, scores ...float64) change {
		return func(p *profile.Profile) {
			p.Self.Languages.Results[language.English] = profile.Result{Held: true, TakenOn: day(taken), Levels: l, Scores: [4]float64(scores)}
		}
	}
	held := profile.Result{Test: "ielts-general", Levels: levels(7, 7, 7, 7)}
	tests := []struct {
		name   string
		before []change
		c      sim.Change
		after  []change // of a person like the one before
	}{
		{"nothing changes nothing", nil, sim.Change{}, nil},

		{"a level is raised, by a new test", nil, inEnglish(sim.LanguageChange{AtLeast: levels(9, 9, 9, 9)}), []change{result("2022-06-01", levels(9, 9, 9, 9))}},
		{"a level is never lowered", nil, inEnglish(sim.LanguageChange{AtLeast: levels(7, 7, 7, 7)}), nil},
		{"the same level needs no new test", nil, inEnglish(sim.LanguageChange{AtLeast: levels(8, 8, 8, 8)}), nil},
		{
			"each ability is raised by itself", []change{result("2021-10-01", levels(10, 6, 9, 7))},
			inEnglish(sim.LanguageChange{AtLeast: levels(9, 9, 9, 0)}), []change{result("2022-06-01", levels(10, 9, 9, 7))},
		},
		{
			"a new test keeps what an expired one showed", []change{result("2019-10-01", levels(10, 6, 9, 7))},
			inEnglish(sim.LanguageChange{AtLeast: levels(7, 7, 7, 7)}), []change{result("2022-06-01", levels(10, 7, 9, 7))},
		},
		{
			"of an ability that is raised the score is not known", []change{scored("2021-10-01", levels(8, 8, 8, 9), 7.5, 6.5, 6.5, 7)},
			inEnglish(sim.LanguageChange{AtLeast: levels(0, 9, 0, 0)}), []change{scored("2022-06-01", levels(8, 9, 8, 9), 7.5, 0, 6.5, 7)},
		},
		{"a first test", nil, inFrench(sim.LanguageChange{AtLeast: levels(5, 5, 5, 5)}), []change{resultFrench("2022-06-01", levels(5, 5, 5, 5))}},

		{
			"the weakest ability goes up", []change{result("2021-10-01", levels(9, 7, 6, 8))},
			inEnglish(sim.LanguageChange{WeakestUp: 2}), []change{result("2022-06-01", levels(9, 7, 8, 8))},
		},
		{
			"of equals the first", []change{result("2021-10-01", levels(9, 7, 7, 8))},
			inEnglish(sim.LanguageChange{WeakestUp: 1}), []change{result("2022-06-01", levels(9, 8, 7, 8))},
		},
		{
			"not above CLB 10", []change{result("2021-10-01", levels(12, 11, 9, 12))},
			inEnglish(sim.LanguageChange{WeakestUp: 3}), []change{result("2022-06-01", levels(12, 11, 10, 12))},
		},
		{"and never down to it", []change{result("2021-10-01", levels(12, 11, 12, 12))}, inEnglish(sim.LanguageChange{WeakestUp: 1}), []change{result("2021-10-01", levels(12, 11, 12, 12))}},
		{"without a test there is no weakest", nil, inFrench(sim.LanguageChange{WeakestUp: 1}), nil},
		{
			"a level for all, then the weakest up", []change{result("2021-10-01", levels(5, 6, 7, 8))},
			inEnglish(sim.LanguageChange{AtLeast: levels(6, 6, 6, 6), WeakestUp: 1}), []change{result("2022-06-01", levels(7, 6, 7, 8))},
		},

		{"results set replace what was, even better ones", nil, inEnglish(sim.LanguageChange{Set: &held}), []change{func(p *profile.Profile) {
			p.Self.Languages.Results[language.English] = profile.Result{Held: true, Test: "ielts-general", TakenOn: done, Levels: levels(7, 7, 7, 7)}
		}}},
		{
			"on a day of their own", nil, inEnglish(sim.LanguageChange{Set: &profile.Result{TakenOn: day("2022-05-01"), Levels: levels(7, 7, 7, 7)}}),
			[]change{result("2022-05-01", levels(7, 7, 7, 7))},
		},

		{"the first language goes up: English where it is alone", nil, self(sim.PersonChange{FirstUp: 1}), []change{result("2022-06-01", levels(9, 8, 8, 8))}},
		{
			"the better one", []change{resultFrench("2021-10-01", levels(9, 9, 9, 8))}, self(sim.PersonChange{FirstUp: 1}),
			[]change{resultFrench("2022-06-01", levels(9, 9, 9, 9))},
		},
		{
			"the one declared", []change{resultFrench("2021-10-01", levels(5, 5, 5, 4)), func(p *profile.Profile) {
				p.Self.Languages.FirstDeclared, p.Self.Languages.First = true, language.French
			}}, self(sim.PersonChange{FirstUp: 1}), []change{resultFrench("2022-06-01", levels(5, 5, 5, 5))},
		},

		{
			"a credential is raised, and assessed", nil, self(sim.PersonChange{AtLeast: to(profile.Masters), Assessed: true}),
			[]change{education(profile.Masters, "BR", "2022-06-01")},
		},
		{"a credential is never lowered, nor assessed again", nil, self(sim.PersonChange{AtLeast: to(profile.TwoYear), Assessed: true}), nil},
		{
			"a professional degree is as high as a master's", []change{education(profile.Professional, "BR", "2021-06-01")},
			self(sim.PersonChange{AtLeast: to(profile.Masters)}), nil,
		},
		{
			"a higher one from Canada", nil, self(sim.PersonChange{AtLeast: to(profile.Masters), Country: new("CA"), CanadianStudy: to(profile.ThreeOrMoreYears)}),
			[]change{education(profile.Masters, "CA", "2021-06-01"), func(p *profile.Profile) { p.Self.Education.CanadianStudy = profile.ThreeOrMoreYears }},
		},
		{
			"a lower one from Canada leaves the country of the higher", []change{education(profile.Doctorate, "BR", "2021-06-01")},
			self(sim.PersonChange{AtLeast: to(profile.Masters), Country: new("CA")}), nil,
		},
		{"a country alone is set", nil, self(sim.PersonChange{Country: new("IN")}), []change{education(profile.Bachelor, "IN", "2021-06-01")}},
		{
			"study in Canada is raised, never lowered", []change{func(p *profile.Profile) { p.Self.Education.CanadianStudy = profile.OneOrTwoYears }},
			self(sim.PersonChange{CanadianStudy: to(profile.SecondaryStudy)}), nil,
		},
		{"an assessment that is missing is issued", []change{education(profile.Bachelor, "BR", "2015-06-01")}, self(sim.PersonChange{Assessed: true}), []change{assessed("2022-06-01")}},
		{"one that counts stays", nil, self(sim.PersonChange{Assessed: true}), nil},
		{"or is issued on a day of its own", nil, self(sim.PersonChange{ECAIssued: day("2022-05-05")}), []change{assessed("2022-05-05")}},

		{
			"a job begins on the day", nil, self(sim.PersonChange{Jobs: []profile.Job{{Name: "next", NOC: engineer, Country: "CA", Hours: 3750}}}),
			[]change{func(p *profile.Profile) {
				p.Self.Work = append(p.Self.Work, profile.Job{Name: "next", NOC: engineer, Country: "CA", Hours: 3750, From: done})
			}},
		},
		{
			"or on one of its own", nil, self(sim.PersonChange{Jobs: []profile.Job{job("CA", engineer, "2022-07-01")}}),
			[]change{func(p *profile.Profile) { p.Self.Work = append(p.Self.Work, job("CA", engineer, "2022-07-01")) }},
		},

		{"facts of a partner that there is not change nothing", nil, sim.Change{Partner: sim.PersonChange{AtLeast: to(profile.Masters)}, Accompanying: new(false)}, nil},
		{
			"the partner's", []change{married()}, sim.Change{
				Partner:      sim.PersonChange{AtLeast: to(profile.Masters), Assessed: true},
				Accompanying: new(false), CitizenOrPR: new(true), PartnerSibling: new(true), Marital: to(profile.CommonLaw),
			},
			[]change{married(func(x *profile.Partner) {
				x.Education.Level, x.Education.ECAIssued = profile.Masters, done
				x.Accompanying, x.CitizenOrPR, x.Sibling = false, true, true
			}), func(p *profile.Profile) { p.Marital = profile.CommonLaw }},
		},
		{
			"what stands towards Canada", nil, sim.Change{
				Sibling: new(true), Relative: new(true), Certificate: new(true), StudyYears: new(2), MilitaryYears: new(3), FamilySize: new(4),
				Funds: new(30000), Provinces: []string{"ON"}, Nomination: new("ON"), Status: to(profile.Visitor), PrimaryNOC: new(engineer),
			},
			[]change{func(p *profile.Profile) {
				p.Canada = profile.Canada{
					Sibling: true, Relative: true, Certificate: true, StudyYears: 2, MilitaryYears: new(3), FamilySize: 4,
					Funds: new(30000), Provinces: []string{"ON"}, Nomination: "ON", Status: profile.Visitor, PrimaryNOC: engineer,
				}
			}},
		},
		{
			"an offer is one in the occupation with the most months", []change{jobs(job("CA", engineer, "2021-01-01"), job("BR", developer, "2017-01-01"))},
			sim.Change{Offer: &profile.Offer{LMIA: true, Months: 24, FullTime: true}},
			[]change{func(p *profile.Profile) {
				p.Canada.Offer = &profile.Offer{NOC: developer, LMIA: true, Months: 24, FullTime: true}
			}},
		},
		{
			"or in the primary one", []change{func(p *profile.Profile) { p.Canada.PrimaryNOC = engineer }}, sim.Change{Offer: &profile.Offer{LMIA: true}},
			[]change{func(p *profile.Profile) { p.Canada.Offer = &profile.Offer{NOC: engineer, LMIA: true} }},
		},
		{
			"or in one that it names", nil, sim.Change{Offer: &profile.Offer{NOC: physician}},
			[]change{func(p *profile.Profile) { p.Canada.Offer = &profile.Offer{NOC: physician} }},
		},

		{"a permit of some months", nil, sim.Change{Permit: &sim.PermitChange{Kind: profile.OpenPermit, Months: 24}}, []change{permit(profile.OpenPermit, "2024-05-31")}},
		{"a permit until a day", nil, sim.Change{Permit: &sim.PermitChange{Kind: profile.PostGraduation, Expires: day("2023-01-31")}}, []change{permit(profile.PostGraduation, "2023-01-31")}},
		{"one that lasts longer already stays", []change{permit(profile.OpenPermit, "2025-06-01")}, sim.Change{Permit: &sim.PermitChange{Months: 24}}, nil},
		{
			"a longer one takes its place", []change{permit(profile.OpenPermit, "2024-05-30")},
			sim.Change{Permit: &sim.PermitChange{Kind: profile.ClosedPermit, Months: 24}}, []change{permit(profile.ClosedPermit, "2024-05-31")},
		},
		{
			"and one to work that of a longer one to study", []change{permit(profile.StudyPermit, "2025-06-01")},
			sim.Change{Permit: &sim.PermitChange{Kind: profile.PostGraduation, Months: 24}}, []change{permit(profile.PostGraduation, "2024-05-31")},
		},
		{"a shorter one to study leaves that to work", []change{permit(profile.OpenPermit, "2025-06-01")}, sim.Change{Permit: &sim.PermitChange{Kind: profile.StudyPermit, Months: 24}}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, want := person(test.before...), person(append(test.before, test.after...)...)
			changed := test.c.Apply(got, sim.Principal, done)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if changed != (test.after != nil && cmp.Diff(person(test.before...), want) != "") {
				t.Errorf("changed is %v", changed)
			}
			if nothing := test.c.Nothing(); nothing != (test.name == "nothing changes nothing") {
				t.Errorf("nothing is %v", nothing)
			}
			if again := test.c.Apply(got, sim.Principal, done); again && test.c.Self.Jobs == nil && test.c.Self.FirstUp == 0 && test.c.Self.Languages[language.English].WeakestUp == 0 {
				t.Error("made twice on one day it changes something again")
			}
		})
	}
}

func TestAChangeOfThePartnersIsTheirs(t *testing.T) {
	c := sim.Change{Self: sim.PersonChange{AtLeast: to(profile.Masters), Assessed: true}}
	got := person(married())
	if !c.Apply(got, sim.ThePartner, done) {
		t.Error("changes nothing")
	}
	want := person(married(func(x *profile.Partner) { x.Education.Level, x.Education.ECAIssued = profile.Masters, done }))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if c.Apply(person(), sim.ThePartner, done) {
		t.Error("changes something for somebody without a partner")
	}
}
