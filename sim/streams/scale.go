package streams

import "crsplan/sim/tomlfile"

// Scale is what a province ranks people by: points of its own, which are never
// CRS points. Nobody is ranked by it here; it is what the rules say.
type Scale struct {
	Factors []ScaleFactor // in the order of the province's page
	Ref     string
}

// ScaleFactor gives the points of one of its steps.
type ScaleFactor struct {
	Key    string
	When   []string // in the words of the rules, such as "master" or "40 an hour"
	Points []int    // of each
}

// Most returns the most points that a scale can give: those of the best step of
// each factor together.
func (s *Scale) Most() (most int) {
	for _, f := range s.Factors {
		best := 0
		for _, points := range f.Points {
			best = max(best, points)
		}
		most += best
	}
	return most
}

// ScaleOf returns the scale of a pathway; false where none is known.
func ScaleOf(pathway string) (*Scale, bool) {
	switch pathway {
	case albertaTech:
		return &albertaRules().scale, true
	case workforcePriority:
		return &ontarioRules().workforcePriority.scale, true
	}
	return nil, false
}

// readScale reads the table of a scale: its reference, and a table for each
// factor.
func readScale(t *tomlfile.Table) (s Scale) {
	s.Ref = refOf(t, "scale")
	t = t.Table("scale")
	t.Require("factors")
	factors := t.Table("factors")
	for _, key := range factors.Keys() {
		steps := factors.Table(key)
		f := ScaleFactor{Key: key}
		for _, when := range steps.Keys() {
			points, _ := steps.Int(when, 0, 100)
			f.When, f.Points = append(f.When, when), append(f.Points, points)
		}
		s.Factors = append(s.Factors, f)
	}
	return s
}
