package language_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"crsplan/sim/civil"
	"crsplan/sim/language"
	"crsplan/sim/reason"
)

// transcription is a test as its source has it, written down apart from
// tests.toml. The rows are listening, reading, writing, speaking.
type transcription struct {
	id, name string
	language language.Official
	from     string
	first    int // the level of the first column
	minimums [4][]float64
	max      [4]float64
	least    float64
	step     float64
}

// Tables of the page of the Francophone Community Immigration Pilot on
// canada.ca; TCF Canada from the reproduced equivalency charts.
var transcriptions = []transcription{
	{"ielts-general", "IELTS General Training", language.English, "2015-01-01", 4, [4][]float64{
		{4.5, 5, 5.5, 6, 7.5, 8, 8.5},
		{3.5, 4, 5, 6, 6.5, 7, 8},
		{4, 5, 5.5, 6, 6.5, 7, 7.5},
		{4, 5, 5.5, 6, 6.5, 7, 7.5},
	}, [4]float64{9, 9, 9, 9}, 0, 0.5},
	{"celpip-general", "CELPIP-General", language.English, "2015-01-01", 4, [4][]float64{
		{4, 5, 6, 7, 8, 9, 10, 11, 12},
		{4, 5, 6, 7, 8, 9, 10, 11, 12},
		{4, 5, 6, 7, 8, 9, 10, 11, 12},
		{4, 5, 6, 7, 8, 9, 10, 11, 12},
	}, [4]float64{12, 12, 12, 12}, 0, 1},
	{"pte-core", "PTE Core", language.English, "2024-01-30", 3, [4][]float64{
		{18, 28, 39, 50, 60, 71, 82, 89},
		{24, 33, 42, 51, 60, 69, 78, 88},
		{32, 41, 51, 60, 69, 79, 88, 90},
		{34, 42, 51, 59, 68, 76, 84, 89},
	}, [4]float64{90, 90, 90, 90}, 10, 1},
	{"tef-canada", "TEF Canada", language.French, "2015-01-01", 4, [4][]float64{
		{145, 181, 217, 249, 280, 298, 316},
		{121, 151, 181, 207, 233, 248, 263},
		{181, 226, 271, 310, 349, 371, 393},
		{181, 226, 271, 310, 349, 371, 393},
	}, [4]float64{360, 300, 450, 450}, 0, 1},
	{"tcf-canada", "TCF Canada", language.French, "2018-12-01", 4, [4][]float64{
		{331, 369, 398, 458, 503, 523, 549},
		{342, 375, 406, 453, 499, 524, 549},
		{4, 6, 7, 10, 12, 14, 16},
		{4, 6, 7, 10, 12, 14, 16},
	}, [4]float64{699, 699, 20, 20}, 0, 1},
}

func testByID(t *testing.T, id string) *language.Test {
	t.Helper()
	test, ok := language.TestByID(id)
	if !ok {
		t.Fatalf("there is no test %s", id)
	}
	return test
}

func TestEveryCellOfEveryTable(t *testing.T) {
	for _, want := range transcriptions {
		test := testByID(t, want.id)
		for _, a := range language.Abilities {
			t.Run(want.id+" "+a.String(), func(t *testing.T) {
				for i, least := range want.minimums[a] {
					level, below := want.first+i, want.first+i-1
					if i == 0 {
						below = 0 // under the lowest row there is no level
					}
					// One step up is the next level where that begins there.
					above := level
					if i+1 < len(want.minimums[a]) && least+want.step == want.minimums[a][i+1] {
						above++
					}
					checkLevel(t, test, a, least, level)
					checkLevel(t, test, a, least-want.step, below)
					if least < want.max[a] {
						checkLevel(t, test, a, least+want.step, above)
					}
					if got, ok := test.Minimum(a, level); !ok || got != least {
						t.Errorf("the minimum of level %d is %v (%v), want %v", level, got, ok, least)
					}
				}
				last := want.first + len(want.minimums[a]) - 1
				checkLevel(t, test, a, want.max[a], last)
				checkLevel(t, test, a, want.least, 0)
				for _, level := range []int{-1, 0, want.first - 1, last + 1} {
					if got, ok := test.Minimum(a, level); ok {
						t.Errorf("level %d, which the table lacks, has the minimum %v", level, got)
					}
				}
			})
		}
	}
}

func checkLevel(t *testing.T, test *language.Test, a language.Ability, score float64, want int) {
	t.Helper()
	if got, err := test.Level(a, score); err != nil || got != want {
		t.Errorf("%v: level %d (%v), want %d", score, got, err, want)
	}
}

func TestIELTSListeningLeapsOverThreeScores(t *testing.T) {
	ielts := testByID(t, "ielts-general")
	for score, want := range map[float64]int{5.5: 6, 6: 7, 6.5: 7, 7: 7, 7.5: 8, 8: 9} {
		checkLevel(t, ielts, language.Listening, score, want)
	}
}

func TestTheAcceptedTests(t *testing.T) {
	type row struct {
		ID, Name, From string
		Language       language.Official
		Ranges         [4][3]float64
	}
	var want, got []row
	var ids []string
	for _, w := range transcriptions {
		r := row{ID: w.id, Name: w.name, From: w.from, Language: w.language}
		for i, most := range w.max {
			r.Ranges[i] = [3]float64{w.least, most, w.step}
		}
		want = append(want, r)
		ids = append(ids, w.id)
	}
	for _, test := range language.Tests() {
		r := row{ID: test.ID, Name: test.Name, From: test.AcceptedFrom.String(), Language: test.Language}
		for i, a := range language.Abilities {
			r.Ranges[i][0], r.Ranges[i][1], r.Ranges[i][2] = test.Range(a)
		}
		got = append(got, r)
		if test.Ref == "" || test.Confidence == "" || test.AcceptedConfidence == "" {
			t.Errorf("%s lacks its reference or a confidence", test.ID)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("tests (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(ids, language.TestIDs()); diff != "" {
		t.Errorf("IDs (-want +got):\n%s", diff)
	}
	for _, id := range []string{"", "ielts", "ielts_general", "IELTS-general", "ielts-academic"} {
		if test, ok := language.TestByID(id); ok {
			t.Errorf("%q is the test %s", id, test.ID)
		}
	}
}

func TestTheListOfTestsIsTheCallersOwn(t *testing.T) {
	language.Tests()[0] = nil
	if language.Tests()[0] == nil {
		t.Error("the list was changed from outside")
	}
}

func TestImpossibleScores(t *testing.T) {
	const (
		ieltsHint = "IELTS General Training gives scores from 0 to 9 in steps of 0.5 in reading"
		pteHint   = "PTE Core gives whole numbers from 10 to 90 in writing"
		tefHint   = "TEF Canada gives whole numbers from 0 to 300 in reading"
		oldScore  = "Express Entry does not take the scores out of 699 of tests since December 11, 2023. " +
			`Enter the column "Équivalence ancien score" of the attestation, which goes up to 300 in reading`
	)
	tests := []struct {
		name, id   string
		ability    language.Ability
		score      float64
		what, hint string
	}{
		{"a negative score", "ielts-general", language.Reading, -0.5,
			"-0.5 is not a score of IELTS General Training in reading", ieltsHint},
		{"a step above the highest", "ielts-general", language.Reading, 9.5,
			"9.5 is not a score of IELTS General Training in reading", ieltsHint},
		{"between two steps", "ielts-general", language.Reading, 6.25,
			"6.25 is not a score of IELTS General Training in reading", ieltsHint},
		{"no number", "ielts-general", language.Reading, math.NaN(),
			"NaN is not a score of IELTS General Training in reading", ieltsHint},
		{"without end", "ielts-general", language.Reading, math.Inf(1),
			"+Inf is not a score of IELTS General Training in reading", ieltsHint},
		{"a step below the lowest", "pte-core", language.Writing, 9,
			"9 is not a score of PTE Core in writing", pteHint},
		{"half a point where points are whole", "pte-core", language.Writing, 60.5,
			"60.5 is not a score of PTE Core in writing", pteHint},
		{"one above the previous TEF score is a score out of 699", "tef-canada", language.Reading, 301,
			"301 is not a score of TEF Canada in reading", oldScore},
		{"the highest score out of 699", "tef-canada", language.Reading, 699,
			"699 is not a score of TEF Canada in reading", oldScore},
		{"above even that", "tef-canada", language.Reading, 700,
			"700 is not a score of TEF Canada in reading", tefHint},
		{"half a point out of 699", "tef-canada", language.Reading, 450.5,
			"450.5 is not a score of TEF Canada in reading", tefHint},
		{"half a point of the previous TEF score", "tef-canada", language.Reading, 206.5,
			"206.5 is not a score of TEF Canada in reading", tefHint},
		{"a negative TEF score", "tef-canada", language.Reading, -1,
			"-1 is not a score of TEF Canada in reading", tefHint},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			level, err := testByID(t, tt.id).Level(tt.ability, tt.score)
			problem, ok := errors.AsType[*language.ScoreError](err)
			if !ok || level != 0 {
				t.Fatalf("got level %d and error %v, want a ScoreError", level, err)
			}
			if problem.Error() != tt.what {
				t.Errorf("got %q, want %q", problem.Error(), tt.what)
			}
			if hint := reason.English().Say(problem.Hint); hint != tt.hint {
				t.Errorf("got the hint %q, want %q", hint, tt.hint)
			}
			if problem.What.Ref == "" {
				t.Error("the problem has no reference")
			}
		})
	}
}

func TestTheOtherTEFScaleIsUsedOnlyWhereItIsAskedFor(t *testing.T) {
	tef := testByID(t, "tef-canada")
	want := [4][]float64{
		{306, 352, 393, 434, 462, 503, 546},
		{306, 352, 393, 434, 462, 503, 546},
		{268, 330, 379, 428, 472, 512, 558},
		{328, 387, 422, 456, 494, 518, 556},
	}
	got, ok := language.Refused(tef)
	if diff := cmp.Diff(want, got); diff != "" || !ok {
		t.Errorf("scores out of 699 (-want +got):\n%s", diff)
	}
	// 306 reaches NCLC 4 out of 699 and NCLC 9 as a previous score.
	checkLevel(t, tef, language.Listening, 306, 9)
	other, from, _ := tef.OtherScale()
	checkLevel(t, other, language.Listening, 305, 0)
	checkLevel(t, other, language.Listening, 306, 4)
	checkLevel(t, other, language.Listening, 352, 5)
	checkLevel(t, other, language.Reading, 299, 0)
	checkLevel(t, other, language.Writing, 379, 6)
	checkLevel(t, other, language.Speaking, 422, 6)
	checkLevel(t, other, language.Speaking, 699, 10)
	if from != civil.MustParse("2023-12-11") {
		t.Errorf("from %v", from)
	}
	for _, test := range language.Tests() {
		if _, _, ok := test.OtherScale(); ok != (test == tef) {
			t.Errorf("%s: another scale is %v", test.ID, ok)
		}
	}
}

func TestAHigherScoreNeverLowersTheLevel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		test := rapid.SampledFrom(language.Tests()).Draw(t, "test")
		a := rapid.SampledFrom(language.Abilities[:]).Draw(t, "ability")
		low, high, step := test.Range(a)
		score := rapid.Custom(func(t *rapid.T) float64 {
			return low + step*float64(rapid.IntRange(0, int((high-low)/step)).Draw(t, "steps"))
		})
		s1, s2 := score.Draw(t, "one score"), score.Draw(t, "another")
		l1, err1 := test.Level(a, min(s1, s2))
		l2, err2 := test.Level(a, max(s1, s2))
		if err1 != nil || err2 != nil || l1 > l2 {
			t.Fatalf("%s %v: %v is level %d (%v), %v is level %d (%v)",
				test.ID, a, min(s1, s2), l1, err1, max(s1, s2), l2, err2)
		}
	})
}

func TestLevelAndMinimumAreInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		test := rapid.SampledFrom(language.Tests()).Draw(t, "test")
		a := rapid.SampledFrom(language.Abilities[:]).Draw(t, "ability")
		low, high, step := test.Range(a)
		score := low + step*float64(rapid.IntRange(0, int((high-low)/step)).Draw(t, "steps"))
		level, err := test.Level(a, score)
		if err != nil {
			t.Fatal(err)
		}
		least, ok := test.Minimum(a, level)
		if ok != (level > 0) || least > score {
			t.Fatalf("%s %v: %v is level %d, whose minimum is %v (%v)", test.ID, a, score, level, least, ok)
		}
		if next, ok := test.Minimum(a, level+1); ok && level > 0 && next <= score {
			t.Fatalf("%s %v: %v is level %d, and yet reaches %v of the next", test.ID, a, score, level, next)
		}
		if !ok {
			return
		}
		if back, err := test.Level(a, least); err != nil || back != level {
			t.Fatalf("%s %v: the minimum %v of level %d is level %d (%v)", test.ID, a, least, level, back, err)
		}
	})
}

func TestNoScoreIsTakenSilently(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		test := rapid.SampledFrom(language.Tests()).Draw(t, "test")
		a := rapid.SampledFrom(language.Abilities[:]).Draw(t, "ability")
		score := rapid.Float64().Draw(t, "score")
		low, high, step := test.Range(a)
		possible := score >= low && score <= high && score/step == math.Trunc(score/step)
		level, err := test.Level(a, score)
		if possible != (err == nil) {
			t.Fatalf("%s %v: %v is level %d, error %v", test.ID, a, score, level, err)
		}
		if err != nil && strings.Contains(err.Error(), "language.impossible-score") {
			t.Fatalf("the catalogue has no words for %v", err)
		}
	})
}

func TestTheDaysTestsAreAcceptedFrom(t *testing.T) {
	for id, day := range map[string]string{"pte-core": "2024-01-30", "tcf-canada": "2018-12-01", "ielts-general": "2015-01-01"} {
		if got := testByID(t, id).AcceptedFrom; got != civil.MustParse(day) {
			t.Errorf("%s is accepted from %v, want %s", id, got, day)
		}
	}
}
