package wordtest_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim/reason"
	"crsplan/sim/reason/wordtest"
)

func TestEnglish(t *testing.T) {
	for _, test := range []struct {
		name, text string
		allowed    []string
		want       []string
	}{
		{"French is none", "L'option la plus proche : 12 points sous la dernière note minimale, le 1er décembre 2026.", nil, nil},
		{"a word of the catalogue", "Note du SCG: the cutoff", nil, []string{"the", "cutoff"}},
		{"each word once, small", "Job offer, job", nil, []string{"job", "offer"}},
		{"parts of a word with a hyphen", "d'un full-time", nil, []string{"full", "time"}},
		{"a title that is allowed", "21231 Software engineers and designers est sur la liste", []string{"Software engineers and designers"}, nil},
		{"commands, flags, keys and files are typed", "Tapez crsplan draws update --from feed.json, puis --after-reform refuse; settlement_funds_cad, [partner.work] et ./my-move.toml", nil, nil},
		{"a word after a command is a word", "crsplan draws update from there", nil, []string{"from", "there"}},
		{"codes and addresses", "french-nclc7 sur https://www.canada.ca/express-entry-rounds", nil, nil},
		{"months in English", "November 22, 2026", nil, []string{"november"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, wordtest.English(test.text, test.allowed...)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// The French catalogue itself has no English word, but for what is quoted.
func TestTheFrenchCatalogueIsFrench(t *testing.T) {
	for _, text := range reason.French().Words() {
		if words := wordtest.English(wordtest.Phrase(text), "Out-String", "(`show`)", "cec,french", "lmia-then-year", "lmia-offer", "per-month", "on ou off", "`on` ou off", "on ou `off`"); len(words) > 0 {
			t.Errorf("%v in %q", words, text)
		}
	}
}
