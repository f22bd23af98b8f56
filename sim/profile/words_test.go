package profile_test

import (
	"fmt"
	"testing"

	"crsplan/sim/profile"
)

// roundTrip shows that each word stands for its place in its list.
func roundTrip[T interface {
	~int
	fmt.Stringer
}](t *testing.T, words []string, count int, parse func(string) (T, bool)) {
	t.Helper()
	if len(words) != count {
		t.Errorf("%d words, want %d: %v", len(words), count, words)
	}
	for i, word := range words {
		got, ok := parse(word)
		if !ok || got != T(i) || got.String() != word {
			t.Errorf("%q is read as %v, %v", word, got, ok)
		}
	}
	for _, nonsense := range []string{"", "Bachelor", "nonsense"} {
		if got, ok := parse(nonsense); ok || got != 0 {
			t.Errorf("%q is read as %v, %v", nonsense, got, ok)
		}
	}
	words[0] = "changed"
	if T(0).String() == "changed" {
		t.Error("a caller can change the words")
	}
}

func TestWords(t *testing.T) {
	roundTrip(t, profile.LevelWords(), 9, profile.ParseLevel)
	roundTrip(t, profile.StudyWords(), 4, profile.ParseStudy)
	roundTrip(t, profile.MaritalWords(), 7, profile.ParseMarital)
	roundTrip(t, profile.StatusWords(), 4, profile.ParseStatus)
	roundTrip(t, profile.PermitKindWords(), 4, profile.ParsePermitKind)
}

func TestLevelsRise(t *testing.T) {
	for a := profile.LessThanSecondary; a <= profile.Doctorate; a++ {
		for b := profile.LessThanSecondary; b <= profile.Doctorate; b++ {
			want := a >= b || a == profile.Masters && b == profile.Professional
			if got := a.AtLeast(b); got != want {
				t.Errorf("%v at least %v: got %v", a, b, got)
			}
		}
	}
}

func TestOnlyTheMarriedAndCommonLawAreCouples(t *testing.T) {
	for m := profile.Single; m <= profile.Annulled; m++ {
		if want := m == profile.Married || m == profile.CommonLaw; m.Coupled() != want {
			t.Errorf("%v: got %v", m, m.Coupled())
		}
	}
}

func TestAStudyPermitIsNotOneToWork(t *testing.T) {
	for k := profile.ClosedPermit; k <= profile.StudyPermit; k++ {
		if want := k != profile.StudyPermit; k.Works() != want {
			t.Errorf("%v: got %v", k, k.Works())
		}
	}
}
