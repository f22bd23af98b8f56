package scenarios

import (
	"crsplan/sim/crs"
	"crsplan/sim/noc"
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
	row := func() node { return with(list(points()), node{"minItems": 1}) }
	rows := func(n int) node { return with(list(points()), node{"minItems": n, "maxItems": n}) }
	bySpouse := s.table("columns", []string{"with_spouse", "without_spouse"}, key{"with_spouse", points()}, key{"without_spouse", points()})
	byColumn := func(t node) node { // points, or both columns of them
		return with(t, node{"oneOf": []node{with(has("points"), none("with_spouse", "without_spouse")), with(has("with_spouse", "without_spouse"), none("points"))}})
	}
	steps := func(bounds string) node {
		return byColumn(s.table("steps", []string{bounds}, key{bounds, row()}, key{"points", row()}, key{"with_spouse", row()}, key{"without_spouse", row()},
			key{"maximum", node{"anyOf": []node{points(), bySpouse}}}, key{"ref", text()}))
	}
	years := byColumn(s.table("years", nil, key{"points", row()}, key{"with_spouse", row()}, key{"without_spouse", row()}, key{"ref", text()}))
	levels := func(value node, more ...key) node {
		var keys []key
		for _, word := range profile.LevelWords() {
			keys = append(keys, key{word, value})
		}
		return s.table("by-level", profile.LevelWords(), append(keys, more...)...)
	}
	flat := s.table("flat", []string{"points"}, key{"points", points()}, key{"ref", text()})
	tiers := levels(oneOf("none", "lower", "upper"))
	delete(tiers, "required")
	return []key{
		{"title", text()}, {"confidence", text()}, {"ref", text()}, {"changes", texts()}, {"unknown", list(oneOf(crs.UnknownKeys()...))},
		{"sections", s.table("sections", []string{"core", "spouse", "transferability", "additional", "total"}, key{"core", bySpouse},
			key{"spouse", points()}, key{"transferability", points()}, key{"additional", points()}, key{"total", points()}, key{"ref", text()})},
		{"age", steps("ages")},
		{"education", s.table("education", []string{"with_spouse", "without_spouse"}, key{"with_spouse", levels(points())}, key{"without_spouse", levels(points())}, key{"ref", text()})},
		{"first_language", steps("levels")}, {"second_language", steps("levels")}, {"canadian_work", years},
		{"spouse_education", levels(points(), key{"ref", text()})}, {"spouse_language", steps("levels")}, {"spouse_canadian_work", years},
		{"transferability", s.table("transferability", []string{"lower", "upper", "language_levels", "canadian_years", "foreign_years", "pair_maximum", "education"},
			key{"lower", rows(3)}, key{"upper", rows(3)}, key{"language_levels", rows(2)}, key{"canadian_years", rows(2)}, key{"foreign_years", rows(2)},
			key{"pair_maximum", points()}, key{"education", tiers}, key{"ref", text()})},
		{"certificate", steps("levels")}, {"provincial_nomination", flat},
		{"job_offer", s.table("offers", []string{"senior_manager", "other", "lmia_exempt_counts"}, key{"senior_manager", points()}, key{"other", points()},
			key{"lmia_exempt_counts", flag()}, key{"ref", text()})},
		{"canadian_study", s.table("study", []string{profile.OneOrTwoYears.String(), profile.ThreeOrMoreYears.String()},
			key{profile.OneOrTwoYears.String(), points()}, key{profile.ThreeOrMoreYears.String(), points()}, key{"ref", text()})},
		{"sibling", flat},
		{"french", s.table("french", []string{"nclc", "english", "lower", "higher"}, key{"nclc", whole(0, 12)}, key{"english", whole(0, 12)},
			key{"lower", points()}, key{"higher", points()}, key{"ref", text()})},
		{"high_wage", s.highWage()},
	}
}

func points() node { return whole(0, crs.MostPoints) }

func (s *schemer) highWage() node {
	var codes []string
	for _, o := range noc.All() {
		codes = append(codes, o.Code)
	}
	return s.table("high_wage", []string{"canadian_work", "job_offer", "add_up", "maximum", "codes"},
		key{"canadian_work", named(points())}, key{"job_offer", named(points())}, key{"add_up", flag()}, key{"maximum", points()},
		key{"codes", named(list(oneOf(codes...)))}, key{"ref", text()})
}
