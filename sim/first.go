package sim

import (
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/language"
	"crsplan/sim/streams"
)

// settleSelf chooses the first official language of the applicant where it is
// left open: the one that keeps a program open, then the one with the higher
// total, then English.
func (pl *player) settleSelf(day civil.Day) {
	c := &pl.stand.Candidate
	if c.FirstDeclared {
		return
	}
	if open := pl.keepOpen(day); open[language.English] != open[language.French] {
		c.First = language.English
		if open[language.French] {
			c.First = language.French
		}
		return
	}
	settle(c, pl.stand.Rules, &c.First)
}

// keepOpen says which of the two languages keeps a program open as the first
// one. Of one language alone nothing is asked: it is no choice.
func (pl *player) keepOpen(day civil.Day) (open [2]bool) {
	for i := range pl.p.Self.Languages.Results {
		if pl.p.Self.Languages.Results[i].Counted(day) == (language.Levels{}) {
			return open
		}
	}
	for _, first := range []language.Official{language.English, language.French} {
		person := pl.person(day, first)
		open[first] = slices.ContainsFunc(streams.Programs, func(p streams.Program) bool { return person.AdmitsProgram(p) == streams.Yes })
	}
	return open
}

// languageDays returns the days in (from, to] on which another language keeps
// a program open than the day before. Programs look back over windows of their
// own, and ask for funds by tables of their own, so that these may be days on
// which no points move.
func (pl *player) languageDays(from, to civil.Day) []civil.Day {
	results := &pl.p.Self.Languages.Results
	if pl.p.Self.Languages.FirstDeclared || !results[language.English].Held || !results[language.French].Held {
		return nil
	}
	var days []civil.Day
	before := pl.keepOpen(from)
	for from < to {
		next := min(from+languageWatch, to)
		open := pl.keepOpen(next)
		if open == before {
			from = next
			continue
		}
		low, high := from, next // before holds on low, and no longer on high
		for high-low > 1 {
			if middle := low + (high-low)/2; pl.keepOpen(middle) == before {
				low = middle
			} else {
				high = middle
			}
		}
		days, before, from = append(days, high), pl.keepOpen(high), high
	}
	return days
}

// languageWatch is over how many days the languages that keep a program open
// are taken to change once at most: counts of work only grow or only shrink
// between the days on which anything else happens.
const languageWatch = 14
