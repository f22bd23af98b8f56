package crs_test

import (
	"slices"
	"testing"

	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// stretch returns the numbers that a row is for, up to a limit.
func stretch(t *testing.T, when reason.Reason, limit int) []int {
	t.Helper()
	if when.Kind() != "rule.span" {
		t.Fatalf("%v is no stretch of numbers", when)
	}
	low, _ := when.Value("low").(int)
	high := limit
	switch when.Code {
	case "rule.span":
		high = low
	case "rule.span/between", "rule.span/most":
		high = when.Value("high").(int)
	}
	var all []int
	for n := low; n <= high; n++ {
		all = append(all, n)
	}
	return all
}

// one is a level in a single ability.
func one(level int) language.Levels { return language.Levels{int8(level)} }

// credentials returns the levels that a row of a pair is for.
func credentials(t *testing.T, when reason.Reason) []int {
	t.Helper()
	var all []int
	for _, term := range when.Value("level").(reason.Terms) {
		level, ok := profile.ParseLevel(string(term[len("education."):]))
		if !ok {
			t.Fatalf("%q is no level", term)
		}
		all = append(all, int(level))
	}
	return all
}

// cases makes the candidates that a row of a rule is for.
func cases(t *testing.T, f crs.Factor, i int, row crs.Row) []profile.Candidate {
	t.Helper()
	var list []profile.Candidate
	each := func(limit int, set func(c *profile.Candidate, n int)) {
		for _, n := range stretch(t, row.When, limit) {
			var c profile.Candidate
			set(&c, n)
			list = append(list, c)
		}
	}
	pair := func(first []int, set, and func(c *profile.Candidate, n int)) {
		for _, n := range first {
			for _, m := range stretch(t, row.And, 12) {
				var c profile.Candidate
				set(&c, n)
				and(&c, m)
				list = append(list, c)
			}
		}
	}
	school := func(c *profile.Candidate, n int) { c.Education = profile.Level(n) }
	spoken := func(c *profile.Candidate, n int) { c.Languages[language.English] = even(n) }
	inCanada := func(c *profile.Candidate, n int) { c.CanadianWork = 12 * n }
	abroad := func(c *profile.Candidate, n int) { c.ForeignWork = 12 * n }
	add := func(c profile.Candidate) { list = append(list, c) }
	switch f {
	case crs.Age:
		each(120, func(c *profile.Candidate, n int) { c.Age = n })
	case crs.Education:
		add(profile.Candidate{Education: profile.Level(i)})
	case crs.FirstLanguage:
		each(12, func(c *profile.Candidate, n int) { c.Languages[language.English] = one(n) })
	case crs.SecondLanguage:
		each(12, func(c *profile.Candidate, n int) { c.Languages[language.French] = one(n) })
	case crs.CanadianWork:
		each(12, inCanada)
	case crs.SpouseEducation:
		add(profile.Candidate{Partner: profile.PartnerOnDay{Education: profile.Level(i)}})
	case crs.SpouseLanguage:
		each(12, func(c *profile.Candidate, n int) { c.Partner.Languages[language.English] = one(n) })
	case crs.SpouseCanadianWork:
		each(12, func(c *profile.Candidate, n int) { c.Partner.CanadianWork = 12 * n })
	case crs.EducationLanguage:
		pair(credentials(t, row.When), school, spoken)
	case crs.EducationCanadianWork:
		pair(credentials(t, row.When), school, inCanada)
	case crs.ForeignWorkLanguage:
		pair(stretch(t, row.When, 12), abroad, spoken)
	case crs.ForeignWorkCanadianWork:
		pair(stretch(t, row.When, 12), abroad, inCanada)
	case crs.Certificate:
		each(12, func(c *profile.Candidate, n int) { c.Certificate = true; spoken(c, n) })
	case crs.ProvincialNomination:
		add(profile.Candidate{Nominated: true})
	case crs.JobOffer:
		add(profile.Candidate{Offer: []profile.OfferKind{profile.SeniorManagerOffer, profile.SkilledOffer}[i]})
	case crs.CanadianStudy:
		add(profile.Candidate{CanadianStudy: []profile.Study{profile.OneOrTwoYears, profile.ThreeOrMoreYears}[i]})
	case crs.Sibling:
		add(profile.Candidate{Sibling: true})
	case crs.French:
		c := profile.Candidate{Languages: [2]language.Levels{language.French: even(7), language.English: even(4 + i)}}
		add(c)
	case crs.HighWage:
		code := map[string]string{"2x": "20012", "1.5x": "21231", "1.3x": "72200"}[row.When.Value("level").(string)]
		if row.When.Code == "rule.high-wage-work" {
			add(profile.Candidate{CanadianWork: 12, Occupations: []profile.Occupation{{NOC: code, Months: 12}}})
		} else {
			add(profile.Candidate{Offer: profile.SkilledOffer, OfferNOC: code})
		}
	}
	return list
}

// pointsOf returns the points of one factor.
func pointsOf(rules *crs.Ruleset, c *profile.Candidate, f crs.Factor) int {
	b := rules.Score(c)
	if f == crs.HighWage {
		return b.Additional.HighWage
	}
	return flatten(&b)[string(f)]
}

func TestEveryRowOfARuleGivesWhatTheScoreGives(t *testing.T) {
	for _, w := range worlds(t) {
		t.Run(w.name, func(t *testing.T) {
			for _, f := range crs.Factors() {
				rule, ok := w.rules.Rule(f)
				if !ok {
					if f != crs.HighWage {
						t.Errorf("%s has no rule", f)
					}
					continue
				}
				if rule.Says.Ref == "" || rule.Says.IsZero() {
					t.Errorf("%s: says %v, by %q", f, rule.Says, rule.Says.Ref)
				}
				if !rule.Known && len(rule.Rows) > 0 {
					t.Errorf("%s is not known and has rows", f)
				}
				for i, row := range rule.Rows {
					for _, c := range cases(t, f, i, row) {
						want := row.Points.Without
						if c.WithPartner = f == crs.SpouseEducation || f == crs.SpouseLanguage || f == crs.SpouseCanadianWork; c.WithPartner {
							want = row.Points.With
						}
						if row.Unknown {
							want = 0
						}
						if got := pointsOf(w.rules, &c, f); got != want {
							t.Errorf("%s: %v, %v gives %d, the rule says %d", f, row.When, row.And, got, want)
						}
						c.WithPartner = true
						if got := pointsOf(w.rules, &c, f); got != row.Points.With && !row.Unknown {
							t.Errorf("%s, with a partner: %v, %v gives %d, the rule says %d", f, row.When, row.And, got, row.Points.With)
						}
					}
				}
			}
		})
	}
}

// The rows of a rule that goes by a number leave none out and give none twice.
func TestTheRowsOfARuleCoverEveryNumberOnce(t *testing.T) {
	for _, f := range []crs.Factor{crs.Age, crs.FirstLanguage, crs.SecondLanguage, crs.CanadianWork, crs.SpouseLanguage, crs.SpouseCanadianWork} {
		rule, _ := rulesOn(t, "2026-11-03").Rule(f)
		next := 0
		for _, row := range rule.Rows {
			for _, n := range stretch(t, row.When, 120) {
				if n != next {
					t.Errorf("%s: %d follows on %d", f, n, next-1)
				}
				next = n + 1
			}
		}
		if next != 121 {
			t.Errorf("%s: the rows end at %d", f, next-1)
		}
	}
}

// The most that a rule says is the most that anybody gets.
func TestNobodyGetsMoreThanTheRuleSays(t *testing.T) {
	for _, w := range worlds(t) {
		for _, f := range crs.Factors() {
			rule, ok := w.rules.Rule(f)
			for _, c := range crowd(500) {
				most := rule.Max.Without
				if c.WithPartner {
					most = rule.Max.With
				}
				if got := pointsOf(w.rules, &c, f); ok && got > most {
					t.Fatalf("%s, %s: %d points, the rule says %d at most", w.name, f, got, most)
				}
			}
		}
	}
}

func TestTheCapsAreThoseOfTheSections(t *testing.T) {
	want := crs.Caps{Core: crs.Columns{Without: 500, With: 460}, Spouse: 40, Transferability: 100, Additional: 600, Total: 1200}
	for _, w := range worlds(t) {
		if got := w.rules.Caps(); got != want {
			t.Errorf("%s: %+v", w.name, got)
		}
	}
}

func TestTheHistoryOfAFactorIsWhatWasInForceAndAnnounced(t *testing.T) {
	book := crs.Embedded()
	tests := []struct {
		factor crs.Factor
		on     string
		want   []string
	}{
		{crs.Age, "2026-11-22", []string{"2015-01-01"}},
		{crs.JobOffer, "2026-11-22", []string{"2015-01-01", "2016-11-19", "2025-03-25"}},
		{crs.JobOffer, "2025-03-24", []string{"2015-01-01", "2016-11-19"}},
		{crs.HighWage, "2026-11-02", nil},
		{crs.HighWage, "2026-11-03", []string{"2026-11-03"}},
	}
	for _, test := range tests {
		var got []string
		for _, in := range book.History(test.factor, day(test.on), civil.Max) {
			got = append(got, in.ID)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s on %s: %v", test.factor, test.on, got)
		}
	}
	if got := book.History(crs.JobOffer, day("2016-11-20"), day("2016-11-11")); len(got) != 1 {
		t.Errorf("what was not announced is part of the history: %d instruments", len(got))
	}
}

func TestAnInstrumentOfOnesOwnIsKnownOnEveryDay(t *testing.T) {
	later := own(t, "in_force = 2027-06-01\n[sibling]\npoints = 77\n")
	rules, err := crs.Embedded().With(later).On(day("2027-07-01"), day("2026-11-22"))
	if err != nil {
		t.Fatal(err)
	}
	if got := rules.Score(&profile.Candidate{Sibling: true}).Additional.Sibling; got != 77 {
		t.Errorf("a sibling gives %d points", got)
	}
	dated := own(t, "in_force = 2027-06-01\nannounced = 2027-01-01\n[sibling]\npoints = 77\n")
	if rules, err = crs.Embedded().With(dated).On(day("2027-07-01"), day("2026-11-22")); err != nil {
		t.Fatal(err)
	}
	if got := rules.Score(&profile.Candidate{Sibling: true}).Additional.Sibling; got != 15 {
		t.Errorf("what was announced later is known: a sibling gives %d points", got)
	}
}
