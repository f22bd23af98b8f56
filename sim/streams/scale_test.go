package streams_test

import (
	"slices"
	"testing"

	"crsplan/sim/streams"
)

// The scales are told whole: what their pages sum up to, and two people whose
// points were worked out by hand from the pages of 2026-08-21 and 2025-08-07.
func TestTheScalesOfTheProvincesGiveWhatTheirPagesSay(t *testing.T) {
	for _, test := range []struct {
		pathway       string
		factors, most int
		person        map[string]string // the step of each factor that applies
		points        int
	}{
		{"ontario-workforce-priority", 11, 130, map[string]string{
			"teer": "0 or 1", "broad_category": "2", "hourly_wage": "40 or more", "months_in_the_position": "13 to 24", "yearly_earnings": "70,000 or more",
			"permit": "work", "education": "bachelor, or a certificate above it", "canadian_credentials": "one", "language": "CLB 9 or more", "official_languages": "one", "region": "Toronto",
		}, 94},
		{"alberta-tech", 12, 100, map[string]string{
			"education": "bachelor", "place_of_study": "finished elsewhere in Canada", "first_language": "CLB 6 in English", "work": "12 months or more",
			"place_of_work": "6 months in Alberta", "age": "21 to 34", "offer": "permanent and full time",
		}, 59},
	} {
		scale, ok := streams.ScaleOf(test.pathway)
		if !ok || len(scale.Factors) != test.factors || scale.Most() != test.most || scale.Ref == "" {
			t.Fatalf("%s: %+v, at most %d", test.pathway, scale, scale.Most())
		}
		points, found := 0, 0
		for _, f := range scale.Factors {
			if i := slices.Index(f.When, test.person[f.Key]); i >= 0 {
				points += f.Points[i]
				found++
			}
		}
		if points != test.points || found != len(test.person) {
			t.Errorf("%s: %d points by %d factors, want %d by %d", test.pathway, points, found, test.points, len(test.person))
		}
	}
	if _, ok := streams.ScaleOf("general"); ok {
		t.Error("a federal round ranks by the CRS alone")
	}
}
