// Package noc knows the occupations of Canada's National Occupational
// Classification, NOC 2021: their titles, and which of them count as skilled
// and as trades on a day.
//
// The unit groups are those of Statistics Canada, NOC 2021 Version 1.0 (high
// confidence: three independent copies agree); README.md beside the data names
// the source of every file. Codes are text of five digits, of which some
// begin with zeros. They are NOC 2021 on every day, also before it came into
// use; [Map2016] leads from the older codes of the tech occupations.
package noc

import (
	"slices"
	"strings"
	"sync"

	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// Occupation is a unit group of NOC 2021.
type Occupation struct {
	Code  string      // five digits
	Title reason.Text // the official title, in English and in French
	// TEER is the training, education, experience and responsibilities that
	// the occupation asks for, from 0 (management) to 5. It is the second
	// digit of the code.
	TEER int
	// Trade says that the occupation is in the groups of the Federal Skilled
	// Trades program as they are since 2022-11-16 (Regulations, s. 87.2, as
	// amended by SOR/2022-220).
	Trade bool
}

// Named names occupations by their codes and titles, parted by semicolons.
func Named(list []Occupation) reason.Text {
	var en, fr []string
	for _, o := range list {
		en, fr = append(en, o.Code+" "+o.Title.English), append(fr, o.Code+" "+o.Title.French)
	}
	return reason.Text{English: strings.Join(en, "; "), French: strings.Join(fr, "; ")}
}

// Lookup returns the occupation of a code, and false where there is none.
func Lookup(code string) (Occupation, bool) {
	i, found := find(code)
	if !found {
		return Occupation{}, false
	}
	return occupations()[i], true
}

// find returns where an occupation stands.
func find(code string) (int, bool) {
	n, ok := number(code)
	if !ok {
		return 0, false
	}
	place := places()[n]
	return int(place) - 1, place > 0
}

// All returns the 516 occupations, sorted by code. The slice is the caller's.
func All() []Occupation { return slices.Clone(occupations()) }

// Skilled says whether work in an occupation counts as skilled on a day: it
// is of TEER 0 to 3. Before 2022-11-16, when NOC 2016 and its skill type 0
// and levels A and B were in force, the occupations that became skilled that
// day were not, and those that ceased to be were (SOR/2022-220). An unknown
// code is not skilled.
func Skilled(code string, on civil.Day) bool {
	i, ok := find(code)
	if !ok {
		return false
	}
	// The first change still to come tells how things are before it.
	for _, c := range skillChanges()[i] {
		if on < c.day {
			return !c.gained
		}
	}
	return occupations()[i].TEER <= 3
}

// SeniorManager says whether a code is of major group 00, legislators and
// senior managers, whose job offers had points of their own.
func SeniorManager(code string) bool {
	_, ok := Lookup(code)
	return ok && strings.HasPrefix(code, "00")
}

// Physician says whether a code is one of the three of physicians, whose
// self-employed work in Canada counts since 2023-04-25.
func Physician(code string) bool {
	switch code {
	case "31100", "31101", "31102":
		return true
	}
	return false
}

// ChangeDays returns the days on which [Skilled] changed for any occupation,
// in order.
func ChangeDays() []civil.Day { return slices.Clone(changeDays()) }

var changeDays = sync.OnceValue(func() []civil.Day {
	var days []civil.Day
	for _, of := range skillChanges() {
		for _, c := range of {
			days = append(days, c.day)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
})
