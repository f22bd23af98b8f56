package sim_test

import (
	"fmt"

	"crsplan/sim/language"
	"crsplan/sim/profile"
)

// abroad returns a software developer abroad whose score stays what it is for
// two years, on any day since 2017-06-06: young enough that no birthday takes
// points, work enough that no year adds any, and everything valid. There is
// money enough, and interest in Ontario.
func abroad(score int, changes ...change) *profile.Profile {
	made, ok := map[int]struct {
		education profile.Level
		english   int
		french    int // below 7: no points of its own
		sibling   bool
		study     profile.Study
	}{
		444: {profile.Bachelor, 9, 0, true, profile.NoStudy},
		448: {profile.Bachelor, 9, 6, true, profile.NoStudy},
		469: {profile.Masters, 9, 0, false, profile.NoStudy},
		473: {profile.Masters, 9, 6, false, profile.NoStudy},
		478: {profile.Bachelor, 9, 6, true, profile.ThreeOrMoreYears},
		481: {profile.Masters, 10, 0, false, profile.NoStudy},
		485: {profile.Masters, 10, 6, false, profile.NoStudy},
		496: {profile.Doctorate, 10, 0, false, profile.NoStudy},
		511: {profile.Doctorate, 10, 0, true, profile.NoStudy},
		545: {profile.Doctorate, 10, 6, true, profile.ThreeOrMoreYears},
	}[score]
	if !ok {
		panic(fmt.Sprintf("nobody is made who has %d points", score))
	}
	p := person(born("1997-01-10"), assessed("2021-12-01"), english("2022-01-01", made.english), func(p *profile.Profile) {
		p.Self.Education.Level, p.Self.Education.CanadianStudy = made.education, made.study
		if made.french > 0 {
			p.Self.Languages.Results[language.French] = result("2022-01-01", made.french)
		}
		p.Canada.Sibling = made.sibling
		p.Canada.Funds = to(50_000)
		p.Canada.Provinces = []string{profile.AnyProvince}
	})
	for _, change := range changes {
		change(p)
	}
	return p
}
