package reason_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim/reason"
)

// The two catalogues say the same: the same codes and terms, and in each
// phrase the same values. A language may choose words by a value where the
// other need not, for the value is given.
func TestTheCataloguesSayTheSame(t *testing.T) {
	english, englishTerms := catalogue(t, "en")
	french, frenchTerms := catalogue(t, "fr")
	if diff := cmp.Diff(slices.Sorted(maps.Keys(english)), slices.Sorted(maps.Keys(french))); diff != "" {
		t.Errorf("phrases (-en.toml +fr.toml):\n%s", diff)
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(englishTerms)), slices.Sorted(maps.Keys(frenchTerms))); diff != "" {
		t.Errorf("terms (-en.toml +fr.toml):\n%s", diff)
	}
	for _, code := range slices.Sorted(maps.Keys(english)) {
		phrase, ok := french[code]
		if !ok {
			continue
		}
		values, given := slotsOf(english[code])
		inFrench, choices := slotsOf(phrase)
		if diff := cmp.Diff(values, inFrench); diff != "" {
			t.Errorf("%s speaks of other values (-en.toml +fr.toml):\n%s", code, diff)
		}
		for _, name := range choices {
			if !slices.Contains(given, name) && !slices.Contains(values, name) {
				t.Errorf("%s chooses by {%s}, which is not given in English", code, name)
			}
		}
	}
}

// The commands help in both languages, and as much in each.
func TestTheCataloguesHelpWithTheSame(t *testing.T) {
	english, french := reason.English(), reason.French()
	if diff := cmp.Diff(english.Commands(), french.Commands()); diff != "" {
		t.Errorf("commands (-en.toml +fr.toml):\n%s", diff)
	}
	for _, command := range english.Commands() {
		in, en := english.Help(command), french.Help(command)
		if (in.Arguments == "") != (en.Arguments == "") || (in.Long == "") != (en.Long == "") || (in.Example == "") != (en.Example == "") {
			t.Errorf("%q has more to say in one language than in the other", command)
		}
		if diff := cmp.Diff(slices.Sorted(maps.Keys(in.Flags)), slices.Sorted(maps.Keys(en.Flags))); diff != "" {
			t.Errorf("flags of %q (-en.toml +fr.toml):\n%s", command, diff)
		}
		for flag := range in.Flags {
			if in.Flags[flag] == en.Flags[flag] {
				t.Errorf("--%s of %q is %q in both languages", flag, command, in.Flags[flag])
			}
		}
		if in.Short == en.Short {
			t.Errorf("%q is %q in both languages", command, in.Short)
		}
	}
}

// slotsOf returns the names of the values that a phrase shows, each once, and
// of those that choose a word.
func slotsOf(phrase string) (values, choices []string) {
	for _, m := range slot.FindAllStringSubmatch(phrase, -1) {
		if m[2] == "" {
			values = append(values, m[1])
		} else {
			choices = append(choices, m[1])
		}
	}
	slices.Sort(values)
	return slices.Compact(values), choices
}

// What has the same words in both languages, and rightly so.
var alike = []string{
	"column.invited-from", "report.on", "date.points", "report.month-span/one", "column.gain",
	// Values alone, and lines that are typed.
	"usage", "score.education", "score.job-offer", "score.canadian-study", "streams.grid.education", "streams.grid.adaptability",
	"chart.on", "best.why", "best-goal", "plus-minus", "rule.span", "replay-usage/hint", "eligible-usage/hint", "check-usage/hint",
	// Names and signs.
	"file.kind.null", "option.then", "province.AB", "province.MB", "province.NU", "province.ON", "province.SK", "province.YT",
	"province-minimum", "column.province", "column.own-points", "table.provinces", "province-state.open", "region.calgary", "region.edmonton", "region.toronto", "region.winnipeg",
	"scale.french", "short.cec", "column.crps", "column.brier", "total", "sources",
	// Words that are the same.
	"stream.transport", "short.transport", "short.agriculture", "requirement.service", "requirement.province", "column.points", "column.option",
	"column.date", "column.tests", "column.change", "column.instrument", "man.synopsis", "man.description", "man.options",
}

// In Canada no blank stands before ; ? and !, and quotations are « so ». What
// is typed stands as it is typed.
func TestFrenchTypography(t *testing.T) {
	for _, text := range reason.French().Words() {
		for _, wrong := range []string{" ;", " ?", " !", "\u00a0;", "\u00a0?", "\u00a0!", "“", "”", "« ", " »", " :"} {
			if strings.Contains(text, wrong) && !strings.HasPrefix(strings.TrimLeft(text, " "), "crsplan ") && !strings.HasPrefix(text, wrong) {
				t.Errorf("%q in %q", wrong, text)
			}
		}
	}
}

func TestNothingIsLeftInEnglish(t *testing.T) {
	english, englishTerms := catalogue(t, "en")
	french, frenchTerms := catalogue(t, "fr")
	same := map[string]bool{}
	for _, pair := range [][2]map[string]string{{english, french}, {englishTerms, frenchTerms}} {
		for key, words := range pair[0] {
			if words != pair[1][key] {
				continue
			}
			same[key] = true
			if !slices.Contains(alike, key) {
				t.Errorf("%s is %q in both languages", key, words)
			}
		}
	}
	for _, key := range alike {
		if !same[key] {
			t.Errorf("%s differs, and need not be listed", key)
		}
	}
}
