package language_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crsplan/sim/language"
	"crsplan/sim/reason"
)

func TestKeysAndWords(t *testing.T) {
	var keys, words []string
	for _, a := range language.Abilities {
		keys = append(keys, a.String())
		words = append(words, reason.English().Value(a.Term()))
	}
	for _, o := range []language.Official{language.English, language.French} {
		keys = append(keys, o.String())
		words = append(words, reason.English().Value(o.Term()))
	}
	if got, want := strings.Join(keys, " "), "listening reading writing speaking english french"; got != want {
		t.Errorf("got the keys %q, want %q", got, want)
	}
	if got, want := strings.Join(words, " "), "listening reading writing speaking English French"; got != want {
		t.Errorf("got the words %q, want %q", got, want)
	}
	if got := language.Ability(4).String(); got != "unknown ability" {
		t.Errorf("a fifth ability is %q", got)
	}
}

func TestTheOtherOfficialLanguage(t *testing.T) {
	if language.English.Other() != language.French || language.French.Other() != language.English {
		t.Error("each official language must be the other's other")
	}
	var zero language.Official
	if zero != language.English {
		t.Error("the zero value is not English")
	}
}

func TestLevels(t *testing.T) {
	tests := []struct {
		name    string
		levels  language.Levels
		lowest  int
		weakest language.Ability
	}{
		{"nothing", language.Levels{}, 0, language.Listening},
		{"all alike: the first is the weakest", language.Levels{7, 7, 7, 7}, 7, language.Listening},
		{"one below the others", language.Levels{9, 9, 8, 9}, 8, language.Writing},
		{"two alike: the first of them", language.Levels{9, 7, 8, 7}, 7, language.Reading},
		{"the last", language.Levels{9, 7, 8, 6}, 6, language.Speaking},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.levels.Lowest(); got != tt.lowest {
				t.Errorf("lowest %d, want %d", got, tt.lowest)
			}
			if got := tt.levels.Weakest(); got != tt.weakest {
				t.Errorf("weakest %v, want %v", got, tt.weakest)
			}
			for n, want := range map[int]bool{tt.lowest - 1: true, tt.lowest: true, tt.lowest + 1: false} {
				if got := tt.levels.AtLeast(n); got != want {
					t.Errorf("at least %d is %v", n, got)
				}
			}
		})
	}
}

func TestRaised(t *testing.T) {
	tests := []struct {
		name string
		to   int
		want language.Levels
	}{
		{"below every ability changes nothing", 5, language.Levels{9, 6, 7, 8}},
		{"only what is below is lifted", 8, language.Levels{9, 8, 8, 8}},
		{"above every ability lifts all", 10, language.Levels{10, 10, 10, 10}},
		{"never above the highest level", 300, language.Levels{12, 12, 12, 12}},
		{"never lowered", -300, language.Levels{9, 6, 7, 8}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := language.Levels{9, 6, 7, 8}
			if got := before.Raised(tt.to); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
			if before != (language.Levels{9, 6, 7, 8}) {
				t.Error("the levels themselves were changed")
			}
		})
	}
}

func TestRaisedLevelsHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var l language.Levels
		for i := range l {
			l[i] = rapid.Int8Range(0, language.MaxLevel).Draw(t, "level")
		}
		n := rapid.IntRange(0, language.MaxLevel).Draw(t, "n")
		raised := l.Raised(n)
		if !raised.AtLeast(n) || raised.Raised(n) != raised {
			t.Fatalf("%v raised to %d is %v", l, n, raised)
		}
		for _, a := range language.Abilities {
			if raised[a] != max(l[a], int8(n)) {
				t.Fatalf("%v raised to %d is %v", l, n, raised)
			}
		}
		if int(l[l.Weakest()]) != l.Lowest() {
			t.Fatalf("the weakest of %v is %v", l, l.Weakest())
		}
	})
}

// A whole table, from which each case below breaks one thing.
const goodTable = `
[source.page]
title = "A page"
[[test]]
id = "one"
name = "One"
language = "english"
accepted_from = 2015-01-01
accepted_confidence = "high"
source = "page"
confidence = "high"
figure = "CLB 5 is 2"
[test.range]
listening = [0, 9, 0.5]
reading = [0, 9, 0.5]
writing = [0, 9, 0.5]
speaking = [0, 9, 0.5]
[test.minimums]
levels = [4, 5]
listening = [1, 2]
reading = [1, 2]
writing = [1, 2]
speaking = [1.5, 2]
[test.refused]
from = 2016-01-01
confidence = "high"
[test.refused.range]
listening = [0, 99, 1]
reading = [0, 99, 1]
writing = [0, 99, 1]
speaking = [0, 99, 1]
[test.refused.minimums]
levels = [4, 5]
listening = [10, 20]
reading = [10, 20]
writing = [10, 20]
speaking = [10, 21]
`

func TestABrokenTableIsRefused(t *testing.T) {
	if _, err := language.Parse(goodTable); err != nil {
		t.Fatalf("the whole table: %v", err)
	}
	tests := []struct{ name, old, new, want string }{
		{"an unknown key", `figure =`, `figures =`, "unknown key test.figures"},
		{"no TOML", `id = "one"`, `id = one`, "expected value"},
		{"a source that is not there", `source = "page"`, `source = "book"`, `one: unknown source "book"`},
		{"a third official language", `"english"`, `"latin"`, `one: unknown language "latin"`},
		{"levels that do not rise", `levels = [4, 5]`, `levels = [5, 5]`, "levels [5 5] do not rise"},
		{"a level of nothing", `levels = [4, 5]`, `levels = [0, 5]`, "levels [0 5] do not rise from 1"},
		{"a level beyond the highest", `levels = [4, 5]`, `levels = [4, 13]`, "levels [4 13] do not rise from 1 to 12"},
		{"no levels", `levels = [4, 5]`, `levels = []`, "levels [] do not rise"},
		{"a score too few", `speaking = [1.5, 2]`, `speaking = [2]`, "speaking does not have a higher score for each higher level"},
		{"scores that do not rise", `speaking = [1.5, 2]`, `speaking = [2, 1.5]`, "speaking does not have a higher score"},
		{"a score that cannot be", `speaking = [1.5, 2]`, `speaking = [1.2, 2]`, "1.2 is outside the range of speaking"},
		{"a range without a step", `reading = [0, 9, 0.5]`, `reading = [0, 9]`, "the range of reading is not lowest, highest and step"},
		{"a step of nothing", `reading = [0, 9, 0.5]`, `reading = [0, 9, 0]`, "the range of reading"},
		{"a range that goes down", `reading = [0, 9, 0.5]`, `reading = [9, 0, 0.5]`, "the range of reading"},
		{"a mistake in the other scale", `[10, 21]`, `[10, 210]`, "one: refused: 210 is outside the range of speaking"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := strings.Replace(goodTable, tt.old, tt.new, 1)
			if text == goodTable {
				t.Fatalf("nothing was broken: %q", tt.old)
			}
			if _, err := language.Parse(text); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}
