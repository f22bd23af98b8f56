package draws

import (
	"cmp"

	"crsplan/sim/civil"
)

// Band is one of Ontario's draws: notifications of interest to the candidates
// whose score lay in a band of which both ends bind. A score above the high
// end got nothing, for Ontario left those candidates to the federal rounds.
type Band struct {
	Date    civil.Day
	Until   civil.Day // last day of issue; Date itself, but for the few issued over several days
	Streams []Stream  // more than one where the draw had several targets and one band
	Program string    // Ontario's name of its stream, as in "Human Capital Priorities"
	Kind    string    // the kind of draw in the record, as in "tech+health" or "targeted"
	Size    int       // notifications issued, for all its streams together; 0: not published

	// Low and High are the scores at both ends, in points. Neither: the band
	// was not published. Low alone: there was no upper bound.
	Low, High int

	NOCVersion  string   // classification of NOCs: "2016" or "2021"; "" without codes
	NOCs        []string // the occupations targeted
	NOCsPartial bool     // it targeted occupations, and NOCs does not hold all of them: perhaps none
	CECOnly     bool     // only for candidates eligible for the Canadian Experience Class

	// CreatedFrom and CreatedTo are the first and the last day on which the
	// Express Entry profile had to be created, both included, as Ontario
	// prints them; zero: not published.
	CreatedFrom, CreatedTo civil.Day

	Confidence string // how well established the row is: "high" or "medium"
	Note       string // what else is known, in the English of the record
	Source     string // where the row is from, parted by " | "
}

// Published says whether the scores of the band are known at all.
func (b Band) Published() bool { return b.Low != 0 || b.High != 0 }

// Place is where a score lies.
type Place string

// The places of [Band.Place].
const (
	Below       Place = "below"
	Inside      Place = "inside"
	Above       Place = "above"
	Unpublished Place = "unpublished" // nobody outside the ministry knows
)

// Place says where a score lies. Both ends are inside. Without a high end
// nothing is above; in a band not published nothing has a place.
func (b Band) Place(score int) Place {
	switch {
	case !b.Published():
		return Unpublished
	case score < b.Low:
		return Below
	case b.High != 0 && score > b.High:
		return Above
	}
	return Inside
}

// compareBands puts first what was complete first, and of that what began
// first.
func compareBands(a, b Band) int {
	return cmp.Or(cmp.Compare(a.Until, b.Until), cmp.Compare(a.Date, b.Date))
}
