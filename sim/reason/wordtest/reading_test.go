package wordtest_test

import (
	"testing"

	"crsplan/sim/reason"
	"crsplan/sim/reason/wordtest"
)

// The texts of both catalogues read as an editor would have them: short
// sentences, plain words, one word for one thing.
func TestTheCataloguesReadWell(t *testing.T) {
	for _, c := range []*reason.Catalogue{reason.English(), reason.French()} {
		texts, found := wordtest.Read(c)
		count := map[string]int{}
		for _, f := range found {
			count[f.Kind]++
			t.Errorf("%s: %s (%s): %q", c.Lang(), f.Key, f.Kind, f.Word)
		}
		t.Logf("%s: %d texts, %d sentences too long, %d forbidden words, %d words for what has another", c.Lang(), texts, count["long"], count["forbidden"], count["doubled"])
	}
}
