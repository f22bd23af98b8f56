package language

import (
	"math"
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// Test is a language test that Express Entry accepts, with its table.
type Test struct {
	ID       string   // as in a profile: "ielts-general"
	Name     string   // its proper name: "IELTS General Training"
	Language Official // the language it tests
	// AcceptedFrom is the first day on which a profile may rest on the test;
	// Express Entry itself began on 2015-01-01. AcceptedConfidence says how
	// sure the day is: "low" for TCF Canada, of which only late 2018 is known.
	AcceptedFrom       civil.Day
	AcceptedConfidence string
	// Ref is the source of the table with some of its figures, and
	// Confidence how sure it is.
	Ref        string
	Confidence string

	scale   scale
	refused *refusedScale
}

// scale is what scores are possible, and the lowest one for each level.
type scale struct {
	levels   []int        // in rising order
	minimums [4][]float64 // by ability, the score for each of levels
	ranges   [4]scoreRange
}

type scoreRange struct{ min, max, step float64 }

// refusedScale is another scale of the same test, which Express Entry does not
// ask for though candidates have it before them.
type refusedScale struct {
	scale
	from civil.Day // tests taken since
}

// Tests returns the accepted tests, those of English first.
func Tests() []*Test { return slices.Clone(tests()) }

// TestByID returns the test of an ID such as "ielts-general".
func TestByID(id string) (*Test, bool) {
	for _, t := range tests() {
		if t.ID == id {
			return t, true
		}
	}
	return nil, false
}

// TestIDs returns the IDs of [Tests], in the same order.
func TestIDs() []string {
	var ids []string
	for _, t := range tests() {
		ids = append(ids, t.ID)
	}
	return ids
}

// Level returns the level that a score reaches in an ability: the highest
// whose lowest score is met, and 0 below the lowest row of the table. A score
// that the test does not give is a [*ScoreError].
func (t *Test) Level(a Ability, score float64) (int, error) {
	if !t.scale.ranges[a].has(score) {
		return 0, t.impossible(a, score)
	}
	level := 0
	for i, least := range t.scale.minimums[a] {
		if score >= least {
			level = t.scale.levels[i]
		}
	}
	return level, nil
}

// OtherScale returns the test with its other scale in place of the one that
// Express Entry asks for, and the first day of tests that are told on it; false
// where it has none. TEF Canada of 2023-12-11 or later is told on both (medium
// confidence).
func (t *Test) OtherScale() (other *Test, from civil.Day, ok bool) {
	if t.refused == nil {
		return nil, 0, false
	}
	copied := *t
	copied.scale, copied.refused = t.refused.scale, nil
	return &copied, t.refused.from, true
}

// Minimum returns the lowest score that reaches a level in an ability, and
// false for a level that the table does not have.
func (t *Test) Minimum(a Ability, level int) (score float64, ok bool) {
	i := slices.Index(t.scale.levels, level)
	if i < 0 {
		return 0, false
	}
	return t.scale.minimums[a][i], true
}

// Range returns the lowest and the highest score of an ability, and the step
// from one score to the next.
func (t *Test) Range(a Ability) (min, max, step float64) {
	r := t.scale.ranges[a]
	return r.min, r.max, r.step
}

// has says whether a score can be. Steps are halves and wholes, which are
// exact as floats.
func (r scoreRange) has(score float64) bool {
	return score >= r.min && score <= r.max && math.Mod(score-r.min, r.step) == 0
}

// ScoreError is a score that a test does not give.
type ScoreError struct {
	What reason.Reason // what is wrong
	Hint reason.Reason // which scores are possible, or where to find the right one
}

// Error says what is wrong in English, without the hint.
func (e *ScoreError) Error() string { return reason.English().Say(e.What) }

func (t *Test) impossible(a Ability, score float64) *ScoreError {
	what := reason.New("language.impossible-score",
		"score", number(score), "test", t.Name, "ability", a.Term()).At(t.Ref)
	r := t.scale.ranges[a]
	if t.refused != nil && score > r.max && t.refused.ranges[a].has(score) {
		return &ScoreError{what, reason.New("language.possible-scores/previous",
			"most", number(t.refused.ranges[a].max), "from", t.refused.from,
			"ability", a.Term(), "max", number(r.max))}
	}
	code := "language.possible-scores/whole"
	if r.step != 1 {
		code = "language.possible-scores/step"
	}
	return &ScoreError{what, reason.New(code, "test", t.Name, "ability", a.Term(),
		"min", number(r.min), "max", number(r.max), "step", number(r.step))}
}
