package streams_test

import (
	"slices"
	"testing"

	"crsplan/sim/civil"
	"crsplan/sim/profile"
	"crsplan/sim/streams"
)

// studied is a Canadian credential.
func studied(level profile.Level) change {
	return func(p *profile.Profile, _ civil.Day) {
		p.Self.Education = profile.Education{Level: level, Country: "CA", CanadianStudy: profile.OneOrTwoYears}
	}
}

func licensed(in string) change {
	return func(p *profile.Profile, _ civil.Day) { p.Canada.Licensed = []string{in} }
}

// What ontario.ca asked for by its pages of 2026-08-21: each requirement alone.
func TestWhatOntarioWorkforcePriorityAsksFor(t *testing.T) {
	offered := func(code string) change { return with(developer, noWork, offer(code, in("ON"))) }
	coder, clerk := offered("21232"), offered("64100")
	tests := []struct {
		name string
		who  change
		key  string
		want streams.Verdict
	}{
		{"CLB 6 for TEER 1", with(coder, english(6)), "language", yes},
		{"CLB 5 for TEER 1", with(coder, english(5)), "language", no},
		{"CLB 5 for who may have graduated in Ontario", with(coder, english(5), studied(profile.Bachelor)), "language", maybe},
		{"no test at all for them", with(coder, english(0), studied(profile.Bachelor)), "language", maybe},
		{"CLB 6 for them", with(coder, english(6), studied(profile.Bachelor)), "language", yes},
		{"CLB 5 for a welder, 72106", with(offered("72106"), english(5)), "language", yes},
		{"CLB 4 for a welder", with(offered("72106"), english(4)), "language", no},
		{"CLB 5 for a pilot, 72600, of the group that is left out", with(offered("72600"), english(5)), "language", no},
		{"CLB 6 for a pilot", with(offered("72600"), english(6)), "language", yes},
		{"CLB 5 for an aircraft assembler, 93200, of the other group that is left out", with(offered("93200"), english(5)), "language", no},
		{"CLB 5 for a process operator, 93100", with(offered("93100"), english(5)), "language", yes},
		{"CLB 5 for a supervisor in processing, 92010, a trade of the federal program alone", with(offered("92010"), english(5)), "language", no},
		{"CLB 5 for a cook, 63200", with(offered("63200"), english(5)), "language", yes},
		{"CLB 5 for a chef, 62200", with(offered("62200"), english(5)), "language", yes},
		{"CLB 5 for a manager of food services, 62020", with(offered("62020"), english(5)), "language", no},
		{"CLB 4 for TEER 4", with(clerk, english(4)), "language", yes},
		{"CLB 3 for TEER 4", with(clerk, english(3)), "language", no},

		{"two years of study for TEER 1", with(coder, degree(profile.TwoYear)), "education", yes},
		{"one year of study may be a diploma", with(coder, degree(profile.OneYear)), "education", maybe},
		{"secondary school is below it", with(coder, degree(profile.Secondary)), "education", no},
		{"a degree that nobody assessed may do", with(coder, unassessed), "education", maybe},
		{"secondary school for TEER 4", with(clerk, degree(profile.Secondary)), "education", yes},
		{"less than it is below", with(clerk, degree(profile.LessThanSecondary)), "education", no},

		{"24 months in the occupation", with(coder, job("21232", 24)), "work", yes},
		{"23 months, for there may be a licence", with(coder, job("21232", 23)), "work", maybe},
		{"24 months that ended five years ago", with(coder, stint("21232", "BR", 84, 60)), "work", maybe},
		{"24 months, a month of them before the five years", with(coder, stint("21232", "BR", 61, 37)), "work", maybe},
		{"24 months in another occupation", with(coder, job("21231", 24)), "work", maybe},
		{"6 months in the position, with an employer that is not told", with(coder, canadian("21232", 6), inOntario), "work", maybe},
		{"a licence takes the place of months", with(offered("31301"), licensed("ON")), "work", yes},
		{"a licence of another province does not", with(offered("31301"), licensed("AB")), "work", maybe},
		{"a developer has none to hold", with(coder, licensed("ON")), "work", maybe},
		{"9 months for TEER 4, with an employer that is not told", with(clerk, canadian("64100", 9)), "work", maybe},
		{"8 months for TEER 4", with(clerk, canadian("64100", 8)), "work", no},
		{"9 months that began more than two years ago and are over", with(clerk, stint("64100", "CA", 33, 24)), "work", no},
		{"9 months of one's own business", with(clerk, canadian("64100", 9), selfEmployed), "work", no},
		{"9 months abroad", with(clerk, job("64100", 9)), "work", no},

		{"of the employer nothing is known", coder, "employer", maybe},
		{"nor of the wage of the region", coder, "wage", maybe},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			result, _ := on(day(today), test.who).Pathway("ontario-workforce-priority")
			i := slices.IndexFunc(result.Requirements, func(r streams.Requirement) bool { return r.Key == test.key })
			if i < 0 || result.Requirements[i].Met != test.want {
				t.Errorf("want %v\n%s", test.want, told(result))
			}
		})
	}
}

// What may stand in for six months in the position is said where it may.
func TestWhatMayStandInForTheMonthsInThePosition(t *testing.T) {
	coder := with(developer, noWork, offer("21232", in("ON")))
	tests := []struct {
		name, want string
		who        change
	}{
		{"six months", "streams.position/employer", with(coder, canadian("21232", 6), inOntario)},
		{"five months", "streams.position/not-known", with(coder, canadian("21232", 5), inOntario)},
		{"six months in another province", "streams.position/not-known", with(coder, canadian("21232", 6), inAlberta)},
		{"three months of who may have graduated in Ontario", "streams.position/graduate", with(coder, studied(profile.Bachelor), canadian("21232", 3), inOntario)},
		{"two months of them", "streams.position/not-known", with(coder, studied(profile.Bachelor), canadian("21232", 2), inOntario)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			result, _ := on(day(today), test.who).Pathway("ontario-workforce-priority")
			i := slices.IndexFunc(result.Requirements, func(r streams.Requirement) bool { return r.Key == "work" })
			if got := result.Requirements[i].Because.Code; got != test.want {
				t.Errorf("got %s, want %s\n%s", got, test.want, told(result))
			}
		})
	}
}
