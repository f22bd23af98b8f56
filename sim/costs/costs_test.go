package costs_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"crsplan/sim/civil"
	"crsplan/sim/costs"
	"crsplan/sim/language"
)

func TestOn(t *testing.T) {
	const unknown = 0
	tests := []struct {
		name   string
		key    string
		on     string
		likely int
	}{
		{"the fees before April 2022 are not known", "permanent-residence-adult", "2022-04-29", unknown},
		{"the fees of April 2022 hold from their first day", "permanent-residence-adult", "2022-04-30", 1365},
		{"they hold until the day before the rise of 2024", "permanent-residence-adult", "2024-04-29", 1365},
		{"the rise of 2024 holds from its day", "permanent-residence-adult", "2024-04-30", 1525},
		{"it holds until the day before the rise of 2026", "permanent-residence-adult", "2026-04-29", 1525},
		{"the rise of 2026 holds from its day", "permanent-residence-adult", "2026-04-30", 1590},
		{"the newest fee goes on", "permanent-residence-adult", "2031-01-01", 1590},
		{"a child's fee is not known before 2024", "permanent-residence-child", "2024-04-29", unknown},
		{"a child cost 260 from the rise of 2024", "permanent-residence-child", "2024-04-30", 260},
		{"a child costs 260 the day before the rise of 2026", "permanent-residence-child", "2026-04-29", 260},
		{"a child costs 270 from the rise of 2026", "permanent-residence-child", "2026-04-30", 270},
		{"Ontario's fee is not established before 2018", "ontario-application", "2017-12-31", unknown},
		{"Ontario's fee holds from 2018", "ontario-application", "2018-01-01", 1500},
		{"Ontario's fee holds on the last day of its streams", "ontario-application", "2026-06-25", 1500},
		{"there is no Ontario fee once the streams are closed", "ontario-application", "2026-06-26", unknown},
		{"Alberta's fee for an interest is not known before it began", "alberta-interest", "2026-04-06", unknown},
		{"it is 135 from its first day", "alberta-interest", "2026-04-07", 135},
		{"Alberta's application fee is not known before April 2025", "alberta-application", "2025-03-31", unknown},
		{"it is 1,500 from its first day", "alberta-application", "2025-04-01", 1500},
		{"British Columbia's is not known before it rose", "british-columbia-application", "2026-01-21", unknown},
		{"it is 1,750 from its first day", "british-columbia-application", "2026-01-22", 1750},
		{"Nova Scotia asked for none that is known before September 2026", "nova-scotia-application", "2026-08-31", unknown},
		{"and 1,000 from its first day", "nova-scotia-application", "2026-09-01", 1000},
		{"Prince Edward Island's is known for 2026", "prince-edward-island-application", "2026-11-22", 300},
		{"Saskatchewan's too", "saskatchewan-application", "2026-11-22", 500},
		{"a price known for 2026 alone is not known in 2025", "ielts-general", "2025-12-31", unknown},
		{"a price known for 2026 holds from its first day", "ielts-general", "2026-01-01", 330},
		{"an assessment has a price in 2026", "assessment", "2026-11-22", 264},
		{"PTE Core costs about 400 in 2026", "pte-core", "2026-11-22", 400},
		{"biometrics are for one person", "biometrics", "2026-11-22", 85},
		{"a medical examination is assumed", "medical", "2026-11-22", 250},
		{"a work permit has a price in 2026", "work-permit", "2026-11-22", 155},
		{"a study permit has a price in 2026", "study-permit", "2026-11-22", 150},
		{"a graduate's permit has a price in 2026", "pgwp", "2026-11-22", 255},
		{"what nobody sells has no price", "unicorn", "2026-11-22", unknown},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			cost, ok := costs.On(test.key, civil.MustParse(test.on))
			if known := test.likely != unknown; ok != known || cost.Likely != test.likely {
				t.Errorf("On(%q, %s) = %+v, %v; want %d, %v", test.key, test.on, cost, ok, test.likely, known)
			}
		})
	}
}

// What came out later than a day is no source of that day.
func TestASourceIsToldFromItsDayOn(t *testing.T) {
	for on, told := range map[string]bool{"2023-03-15": false, "2024-04-03": false, "2024-04-04": true, "2024-04-29": true} {
		cost, ok := costs.On("permanent-residence-adult", civil.MustParse(on))
		if !ok || strings.Contains(cost.Ref, "2024") != told {
			t.Errorf("on %s: %q, want what came out in 2024: %v", on, cost.Ref, told)
		}
	}
	if cost, _ := costs.On("ontario-application", civil.MustParse("2026-06-25")); strings.Contains(cost.Ref, "2026") {
		t.Errorf("before the streams closed: %q", cost.Ref)
	}
}

// IRCC's fee list of August 2026: 85 a person, 170 a family.
func TestAFamilyPaysBiometricsUpToItsCap(t *testing.T) {
	cost, _ := costs.On("biometrics", civil.MustParse("2026-11-22"))
	for persons, want := range map[int]int{0: 0, 1: 85, 2: 170, 3: 170, 4: 170} {
		if low, likely, high := cost.For(persons); low != want || likely != want || high != want {
			t.Errorf("%d persons pay %d, %d, %d; want %d", persons, low, likely, high, want)
		}
	}
	child, _ := costs.On("permanent-residence-child", civil.MustParse("2026-11-22"))
	if _, likely, _ := child.For(3); likely != 3*270 || child.Confidence != "high" || cost.Confidence != "high" {
		t.Errorf("three children pay %d; %+v, %+v", likely, child, cost)
	}
}

func TestACostCarriesItsRangeAndSource(t *testing.T) {
	got, _ := costs.On("ielts-general", civil.MustParse("2026-11-22"))
	if got.Low != 319 || got.High != 345 || got.Confidence != "low" || !strings.HasPrefix(got.Ref, "Planning assumption") {
		t.Errorf("IELTS: %+v", got)
	}
}

func TestKeysAreInOrder(t *testing.T) {
	want := slices.Concat(language.TestIDs(), []string{
		"alberta-application", "alberta-interest", "assessment", "biometrics", "british-columbia-application", "medical",
		"new-brunswick-application",
		"nova-scotia-application", "ontario-application", "permanent-residence-adult", "permanent-residence-child", "pgwp",
		"prince-edward-island-application", "saskatchewan-application", "study-permit", "work-permit",
	})
	slices.Sort(want)
	if diff := cmp.Diff(want, costs.Keys()); diff != "" {
		t.Errorf("every test and nothing unexpected (-want +got):\n%s", diff)
	}
}

// A reference repeats the likely figure, so that it can be checked on its own.
func TestReferencesRepeatTheFigure(t *testing.T) {
	for _, key := range costs.Keys() {
		for _, on := range []string{"2022-04-30", "2024-04-30", "2026-04-30"} {
			cost, ok := costs.On(key, civil.MustParse(on))
			figure := fmt.Sprint(cost.Likely)
			if len(figure) == 4 {
				figure = figure[:1] + "," + figure[1:]
			}
			if ok && !strings.Contains(cost.Ref, figure) {
				t.Errorf("%s on %s: %q does not say %s", key, on, cost.Ref, figure)
			}
		}
	}
}

// What is known is a price above zero with rising bounds; what is not is empty.
func TestOnAnyDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := rapid.SampledFrom(costs.Keys()).Draw(t, "key")
		day := rapid.Int32Range(int32(civil.Min), int32(civil.Max)).Draw(t, "day")
		cost, ok := costs.On(key, civil.Day(day))
		if ok && (cost.Low <= 0 || cost.Low > cost.Likely || cost.Likely > cost.High || cost.Ref == "") {
			t.Fatalf("a price that is none: %+v", cost)
		}
		if !ok && cost != (costs.Cost{}) {
			t.Fatalf("not known and yet %+v", cost)
		}
	})
}

func TestBrokenTablesAreRefused(t *testing.T) {
	row := func(lines ...string) string {
		return "[[cost]]\n" + strings.Join(lines, "\n") + "\n"
	}
	const (
		key    = `key = "visa"`
		from   = "from = 2020-01-01"
		prices = "low = 1\nlikely = 2\nhigh = 3"
		rest   = "confidence = \"low\"\nref = \"here\""
	)
	good := row(key, from, prices, rest)
	tests := []struct {
		name, text, problem string
	}{
		{"not TOML", "[[cost", "expected"},
		{"a key that is not known", row(key, from, prices, rest, "medium = 2"), "unknown key cost.medium"},
		{"no key", row(from, prices, rest), "no key"},
		{"no day", row(key, prices, rest), "no day"},
		{"a price of zero", row(key, from, "low = 0\nlikely = 2\nhigh = 3", rest), "do not rise"},
		{"low above likely", row(key, from, "low = 3\nlikely = 2\nhigh = 3", rest), "do not rise"},
		{"likely above high", row(key, from, "low = 1\nlikely = 4\nhigh = 3", rest), "do not rise"},
		{"a confidence of its own", row(key, from, prices, `confidence = "sure"`, `ref = "here"`), "confidence"},
		{"no reference", row(key, from, prices, `confidence = "low"`), "no reference"},
		{"an end on the first day", row(key, from, "to = 2020-01-01", prices, rest), "not after it begins"},
		{"two rows of one day", good + good, "before the row above"},
		{
			"a row that begins before the one above it ends",
			row(key, from, "to = 2021-01-01", prices, rest) + row(key, "from = 2020-12-31", prices, rest),
			"before the row above",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := costs.Parse(test.text)
			if err == nil || !strings.Contains(err.Error(), test.problem) {
				t.Errorf("got %v, want a problem with %q", err, test.problem)
			}
		})
	}
	if _, err := costs.Parse(good + row(key, "from = 2020-01-02", prices, rest)); err != nil {
		t.Errorf("two good rows: %v", err)
	}
}
