package scenarios

import (
	"errors"
	"fmt"

	"crsplan/sim/crs"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

func (r *profileReader) languages(t *tomlfile.Table, who string) profile.Languages {
	var l profile.Languages
	if !t.Has("languages") {
		r.warn("missing-table", "table", "languages", "who", reason.Term("who."+who))
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
		result.Test, _ = t.OneOf("test", testIDs(which)...)
		result.Levels = readLevels(t.Table("clb"))
	} else {
		t.Require("test", "taken_on")
		readScores(t, which, &result)
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

// readScores reads a test with its scores, and turns each into its level.
func readScores(t *tomlfile.Table, which language.Official, into *profile.Result) {
	id, ok := t.OneOf("test", testIDs(which)...)
	into.Test = id
	for _, a := range language.Abilities {
		t.Require(a.String())
		score, have := t.Float(a.String(), -1e6, 1e6)
		if !ok || !have {
			continue
		}
		test, _ := language.TestByID(id)
		level, err := test.Level(a, score)
		if wrong, is := errors.AsType[*language.ScoreError](err); is {
			t.Reject(a.String(), wrong.What, wrong.Hint)
		} else if err != nil {
			panic(fmt.Sprintf("scenarios: a score error of another kind: %v", err))
		}
		into.Levels[a], into.Scores[a] = int8(level), score
	}
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
