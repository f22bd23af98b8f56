package scenarios

import (
	"crsplan/sim/crs"
	"crsplan/sim/language"
	"crsplan/sim/profile"
)

// The schema of an instrument.

func (s *schemer) instrument() node {
	return with(s.table("instrument", nil, append(s.tables(),
		key{"status", oneOf("in-force", "proposal")},
		key{"in_force", with(someDay(), node{"pattern": `^(201[5-9]|20[2-9][0-9]|21[0-9]{2})-[0-9]{2}-[0-9]{2}$`})},
		key{"announced", someDay()},
	)...), node{"if": is("status", "proposal"), "then": none("in_force"), "else": has("in_force")})
}

// tables are what an instrument says besides its days.
func (s *schemer) tables() []key {
	return []key{
		{"title", said()}, {"confidence", said()}, {"ref", text()}, {"changes", saids()}, {"unknown", list(oneOf(crs.UnknownKeys()...))},
		{"sections", s.sections()}, {"age", s.byBounds("ages")},
		{"education", s.table("education", []string{"with_spouse", "without_spouse"}, key{"with_spouse", s.byLevel()}, key{"without_spouse", s.byLevel()}, key{"ref", text()})},
		{"first_language", s.byBounds("levels")}, {"second_language", s.byBounds("levels")}, {"canadian_work", s.byYears()},
		{"spouse_education", s.byLevel(key{"ref", text()})}, {"spouse_language", s.byBounds("levels")}, {"spouse_canadian_work", s.byYears()},
		{"transferability", s.transferability()}, {"certificate", s.byBounds("levels")}, {"provincial_nomination", s.flat()},
		{"job_offer", s.table("offers", []string{"senior_manager", "other", "lmia_exempt_counts"}, key{"senior_manager", points()}, key{"other", points()},
			key{"lmia_exempt_counts", flag()}, key{"ref", text()})},
		{"canadian_study", s.table("study", []string{profile.OneOrTwoYears.String(), profile.ThreeOrMoreYears.String()},
			key{profile.OneOrTwoYears.String(), points()}, key{profile.ThreeOrMoreYears.String(), points()}, key{"ref", text()})},
		{"sibling", s.flat()},
		{"french", s.table("french", []string{"nclc", "english", "lower", "higher"}, key{"nclc", whole(0, language.MaxLevel)}, key{"english", whole(0, language.MaxLevel)},
			key{"lower", points()}, key{"higher", points()}, key{"ref", text()})},
		{"high_wage", s.table("high_wage", []string{"canadian_work", "job_offer", "add_up", "maximum", "codes"},
			key{"canadian_work", named(points())}, key{"job_offer", named(points())}, key{"add_up", flag()}, key{"maximum", points()},
			key{"codes", named(list(s.unitGroup()))}, key{"ref", text()})},
	}
}

func points() node { return whole(0, crs.MostPoints) }

// row is a list of points or bounds.
func row() node { return with(list(points()), node{"minItems": 1}) }

// rowOf is a row that always has the same length.
func rowOf(n int) node { return with(list(points()), node{"minItems": n, "maxItems": n}) }

// bySpouse is points with and without a spouse or partner.
func (s *schemer) bySpouse() node {
	return s.share("columns", func() node {
		return s.table("columns", []string{"with_spouse", "without_spouse"}, key{"with_spouse", points()}, key{"without_spouse", points()})
	})
}

// rows are the keys of a row in both columns, or of points that are the same
// in both.
func rows() []key { return []key{{"points", row()}, {"with_spouse", row()}, {"without_spouse", row()}} }

func eitherRows(t node) node {
	return with(t, node{"oneOf": []node{with(has("points"), none("with_spouse", "without_spouse")), with(has("with_spouse", "without_spouse"), none("points"))}})
}

// byBounds is points from each bound on, until the next.
func (s *schemer) byBounds(bounds string) node {
	return s.share("by-"+bounds, func() node {
		return eitherRows(s.table("steps", []string{bounds}, append(rows(), key{bounds, row()},
			key{"maximum", node{"anyOf": []node{points(), s.bySpouse()}}}, key{"ref", text()})...))
	})
}

func (s *schemer) byYears() node {
	return s.share("by-years", func() node { return eitherRows(s.table("years", nil, append(rows(), key{"ref", text()})...)) })
}

// byLevel is points by credential.
func (s *schemer) byLevel(more ...key) node {
	var keys []key
	for _, word := range profile.LevelWords() {
		keys = append(keys, key{word, points()})
	}
	return s.table("by-level", profile.LevelWords(), append(keys, more...)...)
}

func (s *schemer) flat() node {
	return s.share("flat", func() node { return s.table("flat", []string{"points"}, key{"points", points()}, key{"ref", text()}) })
}

func (s *schemer) sections() node {
	return s.table("sections", []string{"core", "spouse", "transferability", "additional", "total"}, key{"core", s.bySpouse()},
		key{"spouse", points()}, key{"transferability", points()}, key{"additional", points()}, key{"total", points()}, key{"ref", text()})
}

func (s *schemer) transferability() node {
	var tiers []key
	for _, word := range profile.LevelWords() {
		tiers = append(tiers, key{word, oneOf("none", "lower", "upper")})
	}
	return s.table("transferability", []string{"lower", "upper", "language_levels", "canadian_years", "foreign_years", "pair_maximum", "education"},
		key{"lower", rowOf(3)}, key{"upper", rowOf(3)}, key{"language_levels", rowOf(2)}, key{"canadian_years", rowOf(2)}, key{"foreign_years", rowOf(2)},
		key{"pair_maximum", points()}, key{"education", s.table("tiers", nil, tiers...)}, key{"ref", text()})
}
