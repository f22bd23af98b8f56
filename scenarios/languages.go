package scenarios

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

func (r *profileReader) languages(t *tomlfile.Table, who string) profile.Languages {
	var l profile.Languages
	if !t.Has("languages") {
		r.warn("missing-table", "table", reason.Term("page.languages"), "who", reason.Term("who."+who))
		return l
	}
	t = t.Table("languages")
	if word, ok := t.OneOf("first", language.English.String(), language.French.String()); ok {
		l.FirstDeclared = true
		if word == language.French.String() {
			l.First = language.French
		}
	}
	for _, which := range []language.Official{language.English, language.French} {
		if t.Has(which.String()) {
			l.Results[which] = r.result(t.Table(which.String()), which)
		}
	}
	return l
}

// result reads a test with its scores, or levels alone.
func (r *profileReader) result(t *tomlfile.Table, which language.Official) profile.Result {
	result := profile.Result{Held: t != nil}
	result.TakenOn = r.pastDay(t, "taken_on")
	if t.Has("clb") {
		for _, a := range language.Abilities {
			if t.Has(a.String()) {
				t.Ignore(a.String())
				t.RejectKey(a.String(), reason.New("profile.scores-and-levels"), reason.New("profile.scores-and-levels/hint"))
			}
		}
		result.Test, _ = testOf(t, which)
		result.Levels = readLevels(t.Table("clb"))
		noScale(t)
	} else {
		t.Require("test", "taken_on")
		r.scores(t, which, &result)
	}
	if !t.Has("taken_on") && !r.p.StatedOn.IsZero() {
		result.TakenOn = r.p.StatedOn
		if t.Has("clb") {
			r.warn("test-day-assumed", "language", reason.Term("language."+which.String()), "day", r.p.StatedOn)
		}
	}
	// Tests that were accepted from the first day on may be older than it.
	if test, ok := language.TestByID(result.Test); ok && !result.TakenOn.IsZero() && result.TakenOn < test.AcceptedFrom && test.AcceptedFrom > crs.FirstDay {
		r.warn("test-not-yet-accepted", "test", test.Name, "from", test.AcceptedFrom)
	}
	return result
}

// readLevels reads a CLB or NCLC level for each ability.
func readLevels(t *tomlfile.Table) language.Levels {
	var levels language.Levels
	for _, a := range language.Abilities {
		t.Require(a.String())
		level, _ := t.Int(a.String(), 0, language.MaxLevel)
		levels[a] = int8(level)
	}
	return levels
}

// The two scales of TEF Canada, as they are named in a file.
const (
	oldScale   = "old" // the one that Express Entry asks for, also of newer tests
	otherScale = "699"
)

// scores reads a test with its scores, and turns each into its level.
func (r *profileReader) scores(t *tomlfile.Table, which language.Official, into *profile.Result) {
	id, ok := testOf(t, which)
	into.Test = id
	test, known := language.TestByID(id)
	old, other, since := test, (*language.Test)(nil), civil.Day(0)
	scale, two := "", false
	if known {
		other, since, two = test.OtherScale()
	}
	if two {
		scale = readScale(t)
	} else {
		noScale(t)
	}
	if scale == otherScale {
		if !into.TakenOn.IsZero() && into.TakenOn < since {
			t.Reject("scale", reason.New("profile.scale-early", "test", test.Name, "from", since), reason.New("profile.scale-early/hint"))
		}
		test = other
	}
	var scores [4]float64
	whole := ok
	for _, a := range language.Abilities {
		t.Require(a.String())
		score, have := t.Float(a.String(), -1e6, 1e6)
		if !ok || !have {
			whole = false
			continue
		}
		level, err := test.Level(a, score)
		if wrong, is := errors.AsType[*language.ScoreError](err); is {
			t.Reject(a.String(), wrong.What, wrong.Hint)
			whole = false
		} else if err != nil {
			panic(fmt.Sprintf("scenarios: a score error of another kind: %v", err))
		}
		into.Levels[a], scores[a] = int8(level), score
	}
	if test == old {
		into.Scores = scores // on the other scale they are no scores of the table
	}
	if whole && two && scale == "" && (into.TakenOn.IsZero() || into.TakenOn >= since) {
		r.bothReadings(other, since, into.Levels, scores)
	}
}

// bothReadings warns of scores that may be of either scale, with the levels of
// both where they differ.
func (r *profileReader) bothReadings(other *language.Test, since civil.Day, read language.Levels, scores [4]float64) {
	var levels language.Levels
	for _, a := range language.Abilities {
		level, _ := other.Level(a, scores[a]) // it goes beyond the old scale
		levels[a] = int8(level)
	}
	if levels == read {
		return
	}
	r.warn("two-scales", "test", other.Name, "from", since, "old", levelList(read), "other", levelList(levels))
}

// levelList writes the levels of the four abilities in their order; the tables
// begin at 4.
func levelList(levels language.Levels) string {
	var list []string
	for _, a := range language.Abilities {
		if levels[a] == 0 {
			list = append(list, "<4")
		} else {
			list = append(list, strconv.Itoa(int(levels[a])))
		}
	}
	return strings.Join(list, ", ")
}

// readScale reads which scale of two the scores are of; "" where it is not said.
func readScale(t *tomlfile.Table) string {
	if t.Kind("scale") == tomlfile.Integer {
		if _, ok := t.Int("scale", 699, 699); ok {
			return otherScale
		}
		return ""
	}
	word, _ := t.OneOf("scale", oldScale, otherScale)
	return word
}

// noScale reports a scale where there is but one.
func noScale(t *tomlfile.Table) {
	if t.Has("scale") {
		t.Ignore("scale")
		t.RejectKey("scale", reason.New("profile.no-scale"), reason.New("profile.no-scale/hint"))
	}
}

// academic are tests that people mistake for those that are taken.
var academic = map[string]struct{ name, near string }{
	"ielts-academic": {"IELTS Academic", "ielts-general"},
	"pte-academic":   {"PTE Academic", "pte-core"},
}

// testOf reads which test it is.
func testOf(t *tomlfile.Table, which language.Official) (string, bool) {
	if t.Kind("test") == tomlfile.String {
		word, _ := t.String("test")
		if other, is := academic[word]; is && which == language.English {
			near, _ := language.TestByID(other.near)
			t.Reject("test", reason.New("profile.academic", "test", other.name), reason.New("profile.academic/hint", "names", near.Name, "near", other.near))
			return "", false
		}
	}
	return t.OneOf("test", testIDs(which)...)
}

func testIDs(which language.Official) []string {
	var ids []string
	for _, test := range language.Tests() {
		if test.Language == which {
			ids = append(ids, test.ID)
		}
	}
	return ids
}
