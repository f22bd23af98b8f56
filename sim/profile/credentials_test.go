package profile_test

import (
	"testing"

	"crsplan/sim/profile"
)

func TestSeveralCredentials(t *testing.T) {
	const on = "2026-08-20"
	type of = profile.Education
	canadian := func(level profile.Level) of { return of{Level: level, Country: "CA"} }
	assessed := func(level profile.Level) of { return of{Level: level, Country: "IN", ECAIssued: day("2025-01-10")} }
	lapsed := func(level profile.Level) of { return of{Level: level, Country: "IN", ECAIssued: day("2020-09-01")} }
	study := func(e of, s profile.Study) of { e.CanadianStudy = s; return e }
	tests := []struct {
		name          string
		main          of
		further       []of
		counted, held profile.Level
	}{
		{"one alone", assessed(profile.Masters), nil, profile.Masters, profile.Masters},
		{"the highest that counts wins", assessed(profile.Masters), []of{canadian(profile.OneYear)}, profile.Masters, profile.Masters},
		{"also where it is not the main one", assessed(profile.OneYear), []of{canadian(profile.Masters)}, profile.Masters, profile.Masters},
		{"a certificate of Canada beside a lapsed degree", lapsed(profile.Bachelor), []of{canadian(profile.OneYear)}, profile.OneYear, profile.TwoOrMore},
		{"a bachelor's and a year are two or more", assessed(profile.Bachelor), []of{canadian(profile.OneYear)}, profile.TwoOrMore, profile.TwoOrMore},
		{"two bachelor's too", assessed(profile.Bachelor), []of{assessed(profile.Bachelor)}, profile.TwoOrMore, profile.TwoOrMore},
		{"two of less than three years are not", canadian(profile.TwoYear), []of{canadian(profile.TwoYear)}, profile.TwoYear, profile.TwoYear},
		{"nor is a bachelor's with secondary school", assessed(profile.Bachelor), []of{canadian(profile.Secondary)}, profile.Bachelor, profile.Bachelor},
		{"a pair of which one has lapsed is none", assessed(profile.Bachelor), []of{lapsed(profile.OneYear)}, profile.Bachelor, profile.TwoOrMore},
		{"a pair of which one was never assessed is none", canadian(profile.OneYear), []of{{Level: profile.Bachelor, Country: "IN"}}, profile.OneYear, profile.TwoOrMore},
		{"a doctorate stays one", assessed(profile.Doctorate), []of{canadian(profile.Bachelor)}, profile.Doctorate, profile.Doctorate},
		{"what is said of study in Canada is no second credential", study(lapsed(profile.TwoOrMore), profile.ThreeOrMoreYears), []of{canadian(profile.Bachelor)}, profile.Bachelor, profile.TwoOrMore},
		{"three make no more than two", assessed(profile.Bachelor), []of{canadian(profile.OneYear), canadian(profile.TwoYear)}, profile.TwoOrMore, profile.TwoOrMore},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := profile.Person{Education: test.main}
			for _, e := range test.further {
				p.Further = append(p.Further, profile.Credential{Name: "x", Education: e})
			}
			if got := p.Counted(day(on)); got != test.counted {
				t.Errorf("counted %v, want %v", got, test.counted)
			}
			if got := p.Held(); got != test.held {
				t.Errorf("held %v, want %v", got, test.held)
			}
			// A partner's are counted alike.
			q := profile.Profile{Marital: profile.Married, Partner: &profile.Partner{Accompanying: true, Person: p}}
			if c := q.On(day(on), day(on)); c.Partner.Education != test.counted {
				t.Errorf("the partner's: %v, want %v", c.Partner.Education, test.counted)
			}
		})
	}
}

func TestEachAssessmentLapsesOnItsOwnDay(t *testing.T) {
	p := profile.Profile{StatedOn: day("2026-08-20"), Self: profile.Person{Birth: day("1996-03-03"),
		Education: profile.Education{Level: profile.Bachelor, Country: "IN", ECAIssued: day("2022-01-10")},
		Further:   []profile.Credential{{Name: "second", Education: profile.Education{Level: profile.OneYear, Country: "FR", ECAIssued: day("2024-05-05")}}},
	}}
	for on, want := range map[string]profile.Level{
		"2024-05-04": profile.Bachelor, "2024-05-05": profile.TwoOrMore, "2027-01-09": profile.TwoOrMore,
		"2027-01-10": profile.OneYear, "2029-05-04": profile.OneYear, "2029-05-05": profile.LessThanSecondary,
	} {
		if got := p.Self.Counted(day(on)); got != want {
			t.Errorf("on %s: %v, want %v", on, got, want)
		}
	}
	days := p.ChangeDays(day("2024-01-01"), day("2030-01-01"), day("2026-08-20"))
	for _, on := range []string{"2024-05-05", "2027-01-10", "2029-05-05"} {
		found := false
		for _, d := range days {
			found = found || d == day(on)
		}
		if !found {
			t.Errorf("%s is none of %v", on, days)
		}
	}
}
