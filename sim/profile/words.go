package profile

import "slices"

// The words of a profile file. Each is an ordered list: the place of a word in
// its list is its value.

// Level is an educational credential, from the least to the most.
type Level int

// The levels of the CRS, with the professional degree apart from the master's
// that it scores like.
const (
	LessThanSecondary Level = iota
	Secondary
	OneYear
	TwoYear
	Bachelor
	TwoOrMore
	Masters
	Professional
	Doctorate
)

// Levels are the words for the levels, in order.
var levels = []string{
	"less-than-secondary", "secondary", "one-year", "two-year", "bachelor",
	"two-or-more", "masters", "professional", "doctorate",
}

// String returns the word of a profile file.
func (l Level) String() string { return levels[l] }

// AtLeast says whether a level is as high as another; a professional degree
// and a master's are equally high.
func (l Level) AtLeast(other Level) bool { return l.rank() >= other.rank() }

func (l Level) rank() Level {
	if l == Professional {
		return Masters
	}
	return l
}

// LevelWords returns the words for [Level] in order.
func LevelWords() []string { return slices.Clone(levels) }

// ParseLevel reads a word for a level.
func ParseLevel(word string) (Level, bool) { return parse[Level](levels, word) }

// Study is the longest study in Canada that counts.
type Study int

// The rows of the CRS for study in Canada.
const (
	NoStudy Study = iota
	SecondaryStudy
	OneOrTwoYears
	ThreeOrMoreYears // or a graduate degree of any length
)

var studies = []string{"none", "secondary", "one-or-two-years", "three-plus-years-or-graduate"}

// String returns the word of a profile file.
func (s Study) String() string { return studies[s] }

// StudyWords returns the words for [Study] in order.
func StudyWords() []string { return slices.Clone(studies) }

// ParseStudy reads a word for study in Canada.
func ParseStudy(word string) (Study, bool) { return parse[Study](studies, word) }

// Marital is a marital status.
type Marital int

// The marital statuses of Express Entry.
const (
	Single Marital = iota
	Married
	CommonLaw
	Separated
	Divorced
	Widowed
	Annulled
)

var maritals = []string{"single", "married", "common-law", "separated", "divorced", "widowed", "annulled"}

// String returns the word of a profile file.
func (m Marital) String() string { return maritals[m] }

// Coupled says whether the status has a partner.
func (m Marital) Coupled() bool { return m == Married || m == CommonLaw }

// MaritalWords returns the words for [Marital] in order.
func MaritalWords() []string { return slices.Clone(maritals) }

// ParseMarital reads a word for a marital status.
func ParseMarital(word string) (Marital, bool) { return parse[Marital](maritals, word) }

// Status is where and as what a person is.
type Status int

// The statuses of a profile.
const (
	Outside Status = iota
	Visitor
	StudentStatus
	Worker
)

var statuses = []string{"outside", "visitor", "student", "worker"}

// String returns the word of a profile file.
func (s Status) String() string { return statuses[s] }

// StatusWords returns the words for [Status] in order.
func StatusWords() []string { return slices.Clone(statuses) }

// ParseStatus reads a word for a status.
func ParseStatus(word string) (Status, bool) { return parse[Status](statuses, word) }

// PermitKind is the kind of a permit.
type PermitKind int

// The kinds of permits of a profile.
const (
	ClosedPermit PermitKind = iota
	OpenPermit
	PostGraduation
	StudyPermit
)

var permitKinds = []string{"closed", "open", "pgwp", "study"}

// String returns the word of a profile file.
func (k PermitKind) String() string { return permitKinds[k] }

// Works says whether the permit is one to work.
func (k PermitKind) Works() bool { return k != StudyPermit }

// PermitKindWords returns the words for [PermitKind] in order.
func PermitKindWords() []string { return slices.Clone(permitKinds) }

// ParsePermitKind reads a word for a kind of permit.
func ParsePermitKind(word string) (PermitKind, bool) { return parse[PermitKind](permitKinds, word) }

func parse[T ~int](words []string, word string) (T, bool) {
	i := slices.Index(words, word)
	return T(max(i, 0)), i >= 0
}
