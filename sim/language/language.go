// Package language turns the results of language tests into levels: Canadian
// Language Benchmarks (CLB) for English, Niveaux de compétence linguistique
// canadiens (NCLC) for French.
//
// Each ability is converted on its own and by the table of its test: the
// highest level whose lowest score is met. Nothing is rounded, interpolated or
// averaged. The tables stand in tests.toml with their sources.
package language

import "crsplan/sim/reason"

// Ability is one of the four that a test measures.
type Ability int

// The abilities, in the order in which they stand everywhere.
const (
	Listening Ability = iota
	Reading
	Writing
	Speaking
)

// Abilities are the four, in their order.
var Abilities = [4]Ability{Listening, Reading, Writing, Speaking}

// String returns the key of the ability, such as "listening".
func (a Ability) String() string {
	switch a {
	case Listening:
		return "listening"
	case Reading:
		return "reading"
	case Writing:
		return "writing"
	case Speaking:
		return "speaking"
	}
	return "unknown ability"
}

// Term returns the word for the ability.
func (a Ability) Term() reason.Term { return reason.Term("ability." + a.String()) }

// Official is one of Canada's two official languages.
type Official int

// The official languages.
const (
	English Official = iota
	French
)

// String returns the key of the language, "english" or "french".
func (o Official) String() string {
	if o == French {
		return "french"
	}
	return "english"
}

// Term returns the word for the language.
func (o Official) Term() reason.Term { return reason.Term("language." + o.String()) }

// Other returns the other official language.
func (o Official) Other() Official {
	if o == French {
		return English
	}
	return French
}

// MaxLevel is the highest level of the benchmarks. The CRS treats 10 and above
// alike.
const MaxLevel = 12

// ValidYears is how long a result counts: on the day it is two years old it no
// longer does, neither in the pool nor when the application is received
// (Ministerial Instructions 2017-1, subsection 3(4)).
const ValidYears = 2

// Levels holds a level, 0 to [MaxLevel], for each [Ability]. Level 0 is
// nothing, or less than a test has a level for. So the zero Levels is no
// result at all.
type Levels [4]int8

// Lowest returns the level of the weakest ability.
func (l Levels) Lowest() int { return int(min(l[0], l[1], l[2], l[3])) }

// AtLeast says whether every ability is at least at level n.
func (l Levels) AtLeast(n int) bool { return l.Lowest() >= n }

// Raised returns the levels with every ability below n lifted to n, which is
// cut to [MaxLevel].
func (l Levels) Raised(n int) Levels {
	least := int8(max(0, min(n, MaxLevel)))
	for i := range l {
		l[i] = max(l[i], least)
	}
	return l
}

// Weakest returns the ability with the lowest level, the first of several.
func (l Levels) Weakest() Ability {
	weakest := Listening
	for _, a := range Abilities {
		if l[a] < l[weakest] {
			weakest = a
		}
	}
	return weakest
}
