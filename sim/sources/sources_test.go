package sources

import "testing"

func TestEveryOfficialPageHasOneDayAndBothLanguages(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range pages() {
		switch {
		case p.For == "" || p.Site == "" || p.Title.English == "" || p.Title.French == "":
			t.Errorf("%q lacks something", p.For)
		case p.Read.IsZero() == p.Dated.IsZero():
			t.Errorf("%q is read on a day, or else dated: it says both, or neither", p.For)
		case seen[p.For]:
			t.Errorf("%q has two pages", p.For)
		}
		seen[p.For] = true
	}
	if _, ok := Of("nothing"); ok {
		t.Error("there is a page for nothing")
	}
}
