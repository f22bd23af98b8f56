package noc

import (
	_ "embed"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"sync"

	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

var (
	//go:embed noc2021.csv
	noc2021CSV string
	//go:embed noc2016_tech.csv
	noc2016TechCSV string
	//go:embed skilled_changes.csv
	skilledChangesCSV string
)

// occupations are the unit groups, sorted by code.
var occupations = sync.OnceValue(func() []Occupation {
	rows := read(noc2021CSV, "code", "title", "title_fr", "teer", "trade")
	all := make([]Occupation, len(rows))
	for i, row := range rows {
		teer, err := strconv.Atoi(row[3])
		if err != nil {
			panic("noc: noc2021.csv: the TEER of " + row[0] + ": " + err.Error())
		}
		all[i] = Occupation{Code: row[0], Title: reason.Text{English: row[1], French: row[2]}, TEER: teer, Trade: row[4] == "yes"}
	}
	slices.SortFunc(all, func(a, b Occupation) int { return strings.Compare(a.Code, b.Code) })
	return all
})

// places are where each code of five digits stands among the occupations,
// counted from 1. A code is looked up more often than anything else.
var places = sync.OnceValue(func() *[100_000]int16 {
	var p [100_000]int16
	for i, o := range occupations() {
		n, _ := number(o.Code)
		p[n] = int16(i + 1)
	}
	return &p
})

// number reads a code of five digits.
func number(code string) (n int, ok bool) {
	if len(code) != 5 {
		return 0, false
	}
	for i := range len(code) {
		digit := code[i] - '0'
		if digit > 9 {
			return 0, false
		}
		n = n*10 + int(digit)
	}
	return n, true
}

// skillChange is a day on which an occupation became skilled, or ceased to be.
type skillChange struct {
	day    civil.Day
	gained bool
}

// skillChanges are the changes of each occupation, in their order, the oldest
// first.
var skillChanges = sync.OnceValue(func() [][]skillChange {
	changes := make([][]skillChange, len(occupations()))
	for _, row := range read(skilledChangesCSV, "date", "code", "change", "confidence", "ref") {
		c := skillChange{civil.MustParse(row[0]), row[2] == "gained"}
		i, known := find(row[1])
		if !known {
			panic("noc: skilled_changes.csv: there is no occupation " + row[1])
		}
		changes[i] = append(changes[i], c)
	}
	for _, of := range changes {
		slices.SortFunc(of, func(a, b skillChange) int { return int(a.day - b.day) })
	}
	return changes
})

// successors are the codes of 2021 for one of 2016; perhaps are the uncertain
// ones among them.
type successors struct{ codes, perhaps []string }

var concordance = sync.OnceValue(func() map[string]successors {
	m := map[string]successors{}
	for _, row := range read(noc2016TechCSV, "code2016", "title2016", "codes2021", "perhaps", "confidence", "ref") {
		m[row[0]] = successors{strings.Fields(row[2]), strings.Fields(row[3])}
	}
	return m
})

// read returns the rows of an embedded file below its line of column names.
// The files are part of the program, so one that is broken is a mistake in it.
func read(file string, columns ...string) [][]string {
	rows, err := csv.NewReader(strings.NewReader(file)).ReadAll()
	if err != nil {
		panic("noc: an embedded file: " + err.Error())
	}
	if len(rows) == 0 || !slices.Equal(rows[0], columns) {
		panic("noc: an embedded file must have the columns " + strings.Join(columns, ", "))
	}
	return rows[1:]
}
