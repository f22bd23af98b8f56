package crs

import (
	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// Instrument is one dated change of the rules.
type Instrument struct {
	ID        string
	Title     reason.Text
	InForce   civil.Day // the first day its figures hold; zero for a proposal
	Announced civil.Day // the day it was made known; InForce where the file leaves it out, of a proposal zero
	// Confidence and Ref say how well it is established, and by what.
	Confidence reason.Text
	Ref        string
	Changes    []reason.Text // what changed, in words
	Unknown    []string      // what it brings without established values
	Own        bool          // the user's, not one that the program ships

	tables tables
	source string // the text it was read from
}

// Proposed says whether the instrument is not in force.
func (in *Instrument) Proposed() bool { return in.InForce.IsZero() }

// From returns the instrument put in force on a day: a what-if.
func (in *Instrument) From(day civil.Day) *Instrument {
	put := *in
	put.InForce, put.Announced, put.Own = day, civil.Min, true
	return &put
}

// tables holds what an instrument sets; nil is what it leaves alone.
type tables struct {
	sections           *sections
	age                *stepTable
	education          *levelTable
	firstLanguage      *stepTable
	secondLanguage     *stepTable
	canadianWork       *yearTable
	spouseEducation    *levelTable
	spouseLanguage     *stepTable
	spouseCanadianWork *yearTable
	transferability    *transferability
	certificate        *stepTable
	nomination         *flat
	jobOffer           *jobOffer
	canadianStudy      *canadianStudy
	sibling            *flat
	french             *french
	highWage           *highWage
}

// whole says whether every table is set that a score needs. The high-wage
// factor may be missing: most rules do not have it.
func (t *tables) whole() bool {
	return t.sections != nil && t.age != nil && t.education != nil &&
		t.firstLanguage != nil && t.secondLanguage != nil && t.canadianWork != nil &&
		t.spouseEducation != nil && t.spouseLanguage != nil && t.spouseCanadianWork != nil &&
		t.transferability != nil && t.certificate != nil && t.nomination != nil &&
		t.jobOffer != nil && t.canadianStudy != nil && t.sibling != nil && t.french != nil
}

// Columns of the point tables.
const (
	withoutSpouse = iota
	withSpouse
	columns
)

type sections struct {
	core                                       [columns]int
	spouse, transferability, additional, total int
	ref                                        string
}

// stepTable gives points from each bound on, until the next.
type stepTable struct {
	bounds  []int
	points  [columns][]int
	maximum [columns]int
	ref     string
}

// at returns the points of the last bound not above n.
func (t *stepTable) at(column, n int) int {
	points := 0
	for i, bound := range t.bounds {
		if n >= bound {
			points = t.points[column][i]
		}
	}
	return points
}

type levelTable struct {
	points [columns][]int // by profile.Level
	ref    string
}

type yearTable struct {
	points [columns][]int // by whole years, the last for all that follow
	ref    string
}

type transferability struct {
	pairs                                       [3][3]int // by tier: none, lower, upper; by level 0, 1, 2
	languageLevels, canadianYears, foreignYears []int
	education                                   []int // tier by profile.Level
	pairMaximum                                 int
	ref                                         string
}

type flat struct {
	points int
	ref    string
}

type jobOffer struct {
	seniorManager, other int
	exemptCounts         bool
	ref                  string
}

type canadianStudy struct {
	points []int // by profile.Study
	ref    string
}

type french struct {
	nclc, english, lower, higher int
	ref                          string
}

// highWage holds the points of the high-wage factor by level of wage.
type highWage struct {
	levels      []string // names of the levels, as in "2x"
	work, offer []int    // by level
	addUp       bool
	maximum     int
	levelOf     map[string]int // index of the level by NOC code
	ref         string
}

// AsOwn returns the instrument marked as the user's own. Whoever supplies it
// knows of it on every day, unless it says from which.
func (in *Instrument) AsOwn() *Instrument {
	own := *in
	own.Own = true
	if own.Announced == own.InForce {
		own.Announced = civil.Min
	}
	return &own
}
