package crs_test

import (
	"fmt"
	"strings"
	"testing"

	"crsplan/sim/language"
	"crsplan/sim/profile"
)

// Every row of the tables, in both columns, with its neighbours: the points of
// each value from below the first threshold to above the last.
// Figures: CRS criteria (canada.ca); Ministerial Instructions of 2014-12-01.

// columns are the two columns of the tables.
var columns = []struct {
	name        string
	withPartner bool
}{{"with a partner", true}, {"without", false}}

// standing is a candidate with enough of everything, so that a factor read
// from the wrong place shows.
func standing(withPartner bool) profile.Candidate {
	return profile.Candidate{WithPartner: withPartner, Age: 50}
}

func TestAge(t *testing.T) {
	// From 16 to 46 years, with a partner and without.
	points := [2][]int{
		{0, 0, 90, 95, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 95, 90, 85, 80, 75, 70, 65, 60, 55, 50, 45, 35, 25, 15, 5, 0, 0},
		{0, 0, 99, 105, 110, 110, 110, 110, 110, 110, 110, 110, 110, 110, 105, 99, 94, 88, 83, 77, 72, 66, 61, 55, 50, 39, 28, 17, 6, 0, 0},
	}
	r := rulesOn(t, "2026-06-15")
	for i, column := range columns {
		for j, want := range points[i] {
			t.Run(fmt.Sprintf("%d years %s", 16+j, column.name), func(t *testing.T) {
				c := standing(column.withPartner)
				c.Age = 16 + j
				check(t, "core.age", r.Score(&c).Core.Age, want)
			})
		}
	}
	for _, age := range []int{-1, 0, 120, 130} {
		c := profile.Candidate{Age: age}
		check(t, fmt.Sprintf("core.age at %d years", age), r.Score(&c).Core.Age, 0)
	}
}

func check(t *testing.T, what string, got, want int) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %d, want %d", what, got, want)
	}
}

func TestEducation(t *testing.T) {
	rows := []struct {
		level                       profile.Level
		with, without, spouse, tier int // tier: 0 none, 1 lower, 2 upper
	}{
		{profile.LessThanSecondary, 0, 0, 0, 0},
		{profile.Secondary, 28, 30, 2, 0},
		{profile.OneYear, 84, 90, 6, 1},
		{profile.TwoYear, 91, 98, 7, 1},
		{profile.Bachelor, 112, 120, 8, 1},
		{profile.TwoOrMore, 119, 128, 9, 2},
		{profile.Masters, 126, 135, 10, 2},
		{profile.Professional, 126, 135, 10, 2},
		{profile.Doctorate, 140, 150, 10, 2},
	}
	// Points of a tier by the level of the second element.
	tiers := [3][3]int{{0, 0, 0}, {0, 13, 25}, {0, 25, 50}}
	r := rulesOn(t, "2026-06-15")
	for _, row := range rows {
		t.Run(row.level.String(), func(t *testing.T) {
			with := profile.Candidate{WithPartner: true, Education: row.level}
			check(t, "with a partner", r.Score(&with).Core.Education, row.with)
			without := profile.Candidate{Education: row.level}
			check(t, "without", r.Score(&without).Core.Education, row.without)
			partner := profile.Candidate{WithPartner: true, Partner: profile.PartnerOnDay{Education: row.level}}
			check(t, "the partner's", r.Score(&partner).Spouse.Education, row.spouse)
			for lowest, level := range map[int]int{6: 0, 7: 1, 8: 1, 9: 2, 10: 2} {
				c := profile.Candidate{Education: row.level, Languages: [2]language.Levels{even(lowest)}}
				check(t, fmt.Sprintf("with CLB %d", lowest), r.Score(&c).Transferability.EducationLanguage, tiers[row.tier][level])
			}
			for months, level := range map[int]int{11: 0, 12: 1, 23: 1, 24: 2, 60: 2} {
				c := profile.Candidate{Education: row.level, CanadianWork: months}
				check(t, fmt.Sprintf("with %d months in Canada", months), r.Score(&c).Transferability.EducationCanadianWork, tiers[row.tier][level])
			}
		})
	}
}

func TestForeignWorkTransfers(t *testing.T) {
	tiers := [3][3]int{{0, 0, 0}, {0, 13, 25}, {0, 25, 50}}
	r := rulesOn(t, "2026-06-15")
	for foreign, tier := range map[int]int{0: 0, 11: 0, 12: 1, 13: 1, 24: 1, 35: 1, 36: 2, 37: 2, 120: 2} {
		t.Run(fmt.Sprintf("%d months abroad", foreign), func(t *testing.T) {
			for lowest, level := range map[int]int{6: 0, 7: 1, 8: 1, 9: 2, 12: 2} {
				c := profile.Candidate{ForeignWork: foreign, Languages: [2]language.Levels{even(lowest)}}
				check(t, fmt.Sprintf("with CLB %d", lowest), r.Score(&c).Transferability.ForeignWorkLanguage, tiers[tier][level])
			}
			for months, level := range map[int]int{11: 0, 12: 1, 23: 1, 24: 2} {
				c := profile.Candidate{ForeignWork: foreign, CanadianWork: months}
				check(t, fmt.Sprintf("with %d months in Canada", months), r.Score(&c).Transferability.ForeignWorkCanadianWork, tiers[tier][level])
			}
		})
	}
}

func TestLanguages(t *testing.T) {
	// Each ability at level 0 to 12.
	firstWith := []int{0, 0, 0, 0, 6, 6, 8, 16, 22, 29, 32, 32, 32}
	firstWithout := []int{0, 0, 0, 0, 6, 6, 9, 17, 23, 31, 34, 34, 34}
	second := []int{0, 0, 0, 0, 0, 1, 1, 3, 3, 6, 6, 6, 6}
	spouse := []int{0, 0, 0, 0, 0, 1, 1, 3, 3, 5, 5, 5, 5}
	r := rulesOn(t, "2026-06-15")
	for _, first := range []language.Official{language.English, language.French} {
		for level := range firstWith {
			t.Run(fmt.Sprintf("%v at level %d", first, level), func(t *testing.T) {
				for _, ability := range language.Abilities {
					var one language.Levels
					one[ability] = int8(level)
					var mine, other [2]language.Levels
					mine[first], other[first.Other()] = one, one

					with := profile.Candidate{WithPartner: true, First: first, Languages: mine, Partner: profile.PartnerOnDay{First: first, Languages: mine}}
					b := r.Score(&with)
					check(t, "first, with a partner, "+ability.String(), b.Core.FirstLanguage, firstWith[level])
					check(t, "the partner's "+ability.String(), b.Spouse.Language, spouse[level])
					check(t, "second, untested", b.Core.SecondLanguage, 0)
					without := profile.Candidate{First: first, Languages: mine}
					check(t, "first, without, "+ability.String(), r.Score(&without).Core.FirstLanguage, firstWithout[level])
					for _, column := range columns {
						c := profile.Candidate{WithPartner: column.withPartner, First: first, Languages: other}
						b := r.Score(&c)
						check(t, "second, "+column.name+", "+ability.String(), b.Core.SecondLanguage, second[level])
						check(t, "first, untested", b.Core.FirstLanguage, 0)
					}
				}
			})
		}
	}
}

func TestCanadianWork(t *testing.T) {
	with := []int{0, 35, 46, 56, 63, 70, 70}
	without := []int{0, 40, 53, 64, 72, 80, 80}
	spouse := []int{0, 5, 7, 8, 9, 10, 10}
	r := rulesOn(t, "2026-06-15")
	for years := range with {
		// The first day of a year of work, the second, and the last.
		for _, months := range []int{12 * years, 12*years + 1, 12*years + 11} {
			t.Run(fmt.Sprintf("%d months", months), func(t *testing.T) {
				c := profile.Candidate{WithPartner: true, CanadianWork: months, Partner: profile.PartnerOnDay{CanadianWork: months}}
				b := r.Score(&c)
				check(t, "with a partner", b.Core.CanadianWork, with[years])
				check(t, "the partner's", b.Spouse.CanadianWork, spouse[years])
				c = profile.Candidate{CanadianWork: months}
				check(t, "without", r.Score(&c).Core.CanadianWork, without[years])
			})
		}
	}
	c := profile.Candidate{CanadianWork: 1200}
	check(t, "a hundred years", r.Score(&c).Core.CanadianWork, 80)
}

func TestCertificateOfQualification(t *testing.T) {
	r := rulesOn(t, "2026-06-15")
	for _, column := range columns {
		for lowest, want := range map[int]int{0: 0, 4: 0, 5: 25, 6: 25, 7: 50, 8: 50, 12: 50} {
			t.Run(fmt.Sprintf("CLB %d %s", lowest, column.name), func(t *testing.T) {
				levels := even(10)
				levels[language.Writing] = int8(lowest)
				c := profile.Candidate{WithPartner: column.withPartner, Certificate: true, Languages: [2]language.Levels{levels}}
				check(t, "with a certificate", r.Score(&c).Transferability.Certificate, want)
				c.Certificate = false
				check(t, "without one", r.Score(&c).Transferability.Certificate, 0)
			})
		}
	}
}

func TestFrench(t *testing.T) {
	r := rulesOn(t, "2026-06-15")
	tests := []struct {
		name            string
		english, french language.Levels
		want            int
	}{
		{"no French", even(10), language.Levels{}, 0},
		{"French below NCLC 7 in one ability", even(10), language.Levels{7, 7, 6, 7}, 0},
		{"French NCLC 7, no English", language.Levels{}, even(7), 25},
		{"French NCLC 7, English CLB 4", even(4), even(7), 25},
		{"French NCLC 7, English CLB 5 in three abilities", language.Levels{5, 5, 4, 5}, even(7), 25},
		{"French NCLC 7, English CLB 5", even(5), even(7), 50},
		{"French NCLC 8, English CLB 6", even(6), even(8), 50},
	}
	for _, tt := range tests {
		for _, first := range []language.Official{language.English, language.French} {
			t.Run(fmt.Sprintf("%s, %v first", tt.name, first), func(t *testing.T) {
				c := profile.Candidate{First: first, Languages: [2]language.Levels{tt.english, tt.french}}
				check(t, "additional.french", r.Score(&c).Additional.French, tt.want)
			})
		}
	}
}

func TestEverySectionStopsAtItsCap(t *testing.T) {
	best := profile.Candidate{
		Age: 25, Education: profile.Doctorate, CanadianStudy: profile.ThreeOrMoreYears,
		Languages: [2]language.Levels{even(12), even(12)}, CanadianWork: 120, ForeignWork: 120,
		Certificate: true, Sibling: true, Nominated: true, Offer: profile.SeniorManagerOffer, OfferNOC: "00012",
		Partner: profile.PartnerOnDay{Education: profile.Doctorate, Languages: [2]language.Levels{even(12), even(12)}, CanadianWork: 120},
	}
	for _, w := range worlds(t) {
		for _, column := range columns {
			t.Run(w.name+" "+column.name, func(t *testing.T) {
				c := best
				c.WithPartner = column.withPartner
				b := w.rules.Score(&c)
				core, spouse := 500, 0
				if column.withPartner {
					core, spouse = 460, 40
				}
				if w.law.proposed {
					spouse = 0
				}
				check(t, "core", b.Core.Total, core)
				check(t, "spouse", b.Spouse.Total, spouse)
				check(t, "transferability", b.Transferability.Total, 100)
				check(t, "additional", b.Additional.Total, 600)
				check(t, "total", b.Total, core+spouse+700)
			})
		}
	}
}

// The most of every line adds up to the most of its section.
func TestTheMostOfEachLineOfTheCoreAddsUpToItsSection(t *testing.T) {
	r := rulesOn(t, "2026-06-15")
	for i, column := range columns {
		c := standing(column.withPartner)
		most := map[string]int{}
		for _, line := range r.Lines(&c) {
			section, _, _ := strings.Cut(string(line.Factor), ".")
			most[section] += line.Max
		}
		check(t, "core "+column.name, most["core"], []int{460, 500}[i])
		check(t, "spouse "+column.name, most["spouse"], []int{40, 0}[i])
		check(t, "additional "+column.name, most["additional"], 600+0+30+15+50)
	}
}
