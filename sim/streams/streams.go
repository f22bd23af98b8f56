// Package streams answers whether a person is eligible: for a program, for a
// stream, for a round that was held, on a day.
//
// The answer is a [Verdict]: yes, no, or not known, for what a profile does
// not say is not taken to be lacking. It comes requirement by requirement,
// each with what is there or lacks, with the rule's source, and where it is
// not known with the keys of the profile that would settle it.
//
// Rules are data: programs.toml, categories.toml, funds.csv, ontario.toml and
// alberta.toml, each row with its days, its source and how well it is
// established. A new list, version, table or pause is a change of data only.
// (What is closed for good stands in package draws.)
//
// # To add a version of a category's list
//
// No code changes. In categories.toml end the version in force (to, and
// end_announced where that was known before), and put a table for the new one
// after it: from and announced, the codes and what work is asked for, how sure
// it is and by what, and in rounds the names under which the feed holds its
// rounds. A round is decided by its name, so that one held early or late still
// meets the right list. Then look at somebody in an occupation that came or
// went, on the days around the change:
//
//	$ crsplan eligible profile.toml --as-of 2026-02-17
//	$ crsplan eligible profile.toml --as-of 2026-02-18
//
// A new category begins with a stream of its own in package draws, and its
// names in the catalogues of package reason.
//
// Where the rules leave room, the comments say how the program decides.
package streams

import (
	"crsplan/sim/civil"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// Verdict is the answer to whether something is met.
type Verdict int8

// The verdicts, from the worst to the best.
const (
	No Verdict = iota
	NotKnown
	Yes
)

// And is the verdict on two things that must both be met: No wins, then
// NotKnown.
func (v Verdict) And(w Verdict) Verdict { return min(v, w) }

// Or is the verdict on two things of which one is enough: Yes wins, then
// NotKnown.
func (v Verdict) Or(w Verdict) Verdict { return max(v, w) }

// String returns "no", "not-known" or "yes".
func (v Verdict) String() string {
	switch v {
	case Yes:
		return "yes"
	case NotKnown:
		return "not-known"
	}
	return "no"
}

// verdict turns a condition that is known into a verdict.
func verdict(met bool) Verdict {
	if met {
		return Yes
	}
	return No
}

// Requirement is one thing that a program or stream asks for.
type Requirement struct {
	Key     string        // as in "work" or "funds"; [Requirement.Term] names it
	Met     Verdict       // whether it is met
	Because reason.Reason // what is there or lacks, with the figures and the source
	Needs   []string      // where Met is NotKnown, the keys of a profile that would settle it; perhaps none
}

// Term is the name of the requirement, for people.
func (r Requirement) Term() reason.Term { return reason.Term("requirement." + r.Key) }

// Result is the answer for one program, stream, round or pathway. Its verdict
// is the And of its requirements.
type Result struct {
	Verdict      Verdict
	Requirements []Requirement
}

// Person is a profile on one day, as programs and streams see it.
type Person struct {
	Profile *profile.Profile
	Day     civil.Day         // in the person's own calendar: ages, jobs, documents, permits
	Law     civil.Day         // the world's day: rules, lists, tables
	Known   civil.Day         // nothing announced later is used
	First   language.Official // the first official language, settled by sim
	// Score is the person's CRS score of the day, for the provinces that ask for
	// one; nil where nobody worked it out.
	Score *Score

	programs settled
}

// Score is a CRS score, 0 to 1200.
type Score struct {
	Points int  // of what is established
	Whole  bool // nothing of it is unknown; if it is not, it may be higher
}

// settled keeps what programs say of a person, for every stream asks them.
type settled struct {
	profile         *profile.Profile
	day, law, known civil.Day
	first           language.Official
	verdicts        [3]Verdict // in the order of [Programs]
	asked           [3]bool
}

// settled returns what is kept of the person as they are now.
func (p *Person) settled() *settled {
	k := &p.programs
	if k.profile != p.Profile || k.day != p.Day || k.law != p.Law || k.known != p.Known || k.first != p.First {
		*k = settled{profile: p.Profile, day: p.Day, law: p.Law, known: p.Known, first: p.First}
	}
	return k
}
