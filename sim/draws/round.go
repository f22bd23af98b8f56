package draws

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"crsplan/sim/civil"
)

// Round is one federal round of invitations.
type Round struct {
	Number   string // as published: "437"; two rounds of one number are "91a" and "91b"
	Date     civil.Day
	Stream   Stream
	Name     string    // the official label, with the version of a category
	Programs []string  // whom it was open to, of FSW, CEC, FST and PNP
	Size     int       // invitations issued
	Cutoff   int       // the lowest score invited, in points
	TieBreak time.Time // at the cutoff, profiles submitted up to then; zero: none published
	PoolDate civil.Day // day of the [Pool] published with it; zero: none published
	Source   string    // keys explained in README.md beside the data
}

// Outcome is what a round meant for one score.
type Outcome string

// The outcomes of [Round.Clears].
const (
	Cleared Outcome = "cleared"
	Missed  Outcome = "missed"
	Tied    Outcome = "tied" // at the cutoff, and which side of the tie-break is not known
)

// firstTieBreak is the day of round 77, the first with a tie-break.
var firstTieBreak = civil.Of(2017, time.November, 8)

// Clears says whether a profile with that score and time stamp would have been
// invited, were it eligible. Above the cutoff is cleared, below is missed. At
// the cutoff the profile must have been submitted at or before the tie-break;
// it is tied when its time (zero: not known) or the tie-break is missing.
// Before round 77 there was no tie-break and an equal score was invited.
//
// Source: the ministerial instructions for each round; IRCC's rounds feed.
func (r Round) Clears(score int, submitted time.Time) Outcome {
	switch {
	case score > r.Cutoff:
		return Cleared
	case score < r.Cutoff:
		return Missed
	case r.Date < firstTieBreak:
		return Cleared
	case r.TieBreak.IsZero() || submitted.IsZero():
		return Tied
	case submitted.After(r.TieBreak):
		return Missed
	}
	return Cleared
}

// compareRounds puts the older round first, and of one day the lower number:
// 9 before 10, 91a before 91b.
func compareRounds(a, b Round) int {
	return cmp.Or(cmp.Compare(a.Date, b.Date), compareNumbers(a.Number, b.Number))
}

// compareNumbers orders 91a after 90 and before 91b and 100.
func compareNumbers(a, b string) int {
	na, restA := splitNumber(a)
	nb, restB := splitNumber(b)
	return cmp.Or(cmp.Compare(na, nb), cmp.Compare(restA, restB))
}

// splitNumber cuts "91a" into 91 and "a". Without a number in front n is 0.
func splitNumber(number string) (n int, rest string) {
	rest = strings.TrimLeft(number, "0123456789")
	n, _ = strconv.Atoi(number[:len(number)-len(rest)])
	return n, rest
}
