package chance

import (
	_ "embed"
	"encoding/json"
	"slices"
	"sync"
	"time"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/streams"
)

// Record is how chances of whole plans came true: people of the past who set
// out on the first of a month, the chance that was given to them that day, and
// the rounds that really followed.
type Record struct {
	Until civil.Day `json:"until"` // no round after it was used, neither to foretell nor to judge
	Cells []Cell    `json:"cells"`
	// Reliability holds ten bins of the chances given, over all cells.
	Reliability []forecast.Bin `json:"reliability"`
}

// Cell is the record within so many months of the start.
type Cell struct {
	Months int     `json:"months"`
	Starts int     `json:"starts"`
	N      int     `json:"n"`     // chances judged: one for each person, option and start
	Given  float64 `json:"given"` // mean chance
	Came   float64 `json:"came"`  // share that came true
	Brier  float64 `json:"brier"`
	// Base is the Brier score of saying always the share that came true in all:
	// known only afterwards, it is what a chance must beat to tell anything.
	Base float64 `json:"base"`
}

// What is judged.
var (
	judgedFrom   = civil.Of(2019, time.January, 1)
	judgedUntil  = civil.Of(2026, time.August, 7)
	JudgedMonths = []int{6, 12}
)

// judgedPaths is how many futures the chances of a backtest are counted on.
const judgedPaths = 1000

//go:embed record.json
var shipped []byte

// Shipped returns the record of [Backtest] over the embedded rounds, as it was
// when the program was built. Callers must not change it.
var Shipped = sync.OnceValue(func() *Record {
	r := new(Record)
	if err := json.Unmarshal(shipped, r); err != nil {
		panic("chance: the shipped record: " + err.Error())
	}
	return r
})

// Backtest sets people down on the first of each month, as they are, asks for
// their chances with what was known that day and nothing later, and compares
// with the replay: the rules, lists and rounds that really followed. The people
// are made up to stand above, at and below the cutoffs of their time; what they
// do is certain, for how often steps fail no record tells. A start counts once
// its months are over. Nothing after until is used, nor after the data with
// which the program shipped were judged.
func Backtest(record *draws.Record, until civil.Day, seed uint64) (*Record, error) {
	record = record.Until(min(until, judgedUntil))
	b := &Record{Until: record.DataDate(), Reliability: make([]forecast.Bin, 10)}
	people := judged()
	var starts []civil.Day
	for start := judgedFrom; start.AddMonths(JudgedMonths[0]) <= b.Until; start = start.AddMonths(1) {
		starts = append(starts, start)
	}
	results := make([][]result, len(starts))
	err := sim.Parallel(len(starts), func(i int) (err error) {
		results[i], err = judgeStart(record, people, starts[i], b.Until, seed)
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, months := range JudgedMonths {
		b.Cells = append(b.Cells, cellOf(results, months))
	}
	for _, list := range results {
		for _, r := range list {
			bin := &b.Reliability[min(int(r.given*10), 9)]
			bin.N++
			bin.Given += r.given
			bin.Came += r.came
		}
	}
	for i := range b.Reliability {
		if bin := &b.Reliability[i]; bin.N > 0 {
			bin.Given /= float64(bin.N)
			bin.Came /= float64(bin.N)
		}
	}
	return b, nil
}

// result is one chance and what came of it, 0 or 1.
type result struct {
	months      int
	given, came float64
}

// judgeStart gives everybody their chances on one day, and looks what came.
func judgeStart(record *draws.Record, people []*profile.Profile, start, until civil.Day, seed uint64) ([]result, error) {
	known := record.Until(start)
	then := &sim.World{Book: crs.Embedded(), Today: start, SetDown: true, Known: start}
	truth := &sim.World{Book: crs.Embedded()}
	o := forecast.Options{Paths: 1}
	for _, s := range draws.Streams() {
		if streams.StateOf(s, known, start) == streams.Closed {
			o.Closed = append(o.Closed, s)
		}
	}
	f := forecast.New(known, start, seed, o)
	options := []sim.Option{sim.Stay(), raise()}
	var list []result
	for _, p := range people {
		plan := &sim.Plan{Profile: p, HorizonMonths: slices.Max(JudgedMonths)}
		outlooks, err := Of(then, plan, options, f, known, Query{Paths: judgedPaths, Seed: seed})
		if err != nil {
			return nil, err
		}
		for _, months := range JudgedMonths {
			if start.AddMonths(months) > until {
				continue
			}
			attempts, err := truth.Replay(p, options, record, sim.ReplayWindow{From: start, To: start, Within: months})
			if err != nil {
				return nil, err
			}
			for k := range options {
				a := attempts[k][0]
				if a.Tied != nil || a.IfKnown != nil {
					continue // nobody knows what would have come of it
				}
				// The months of a start on the first end with the month before.
				month, _ := outlooks[k].By(start.AddMonths(months) - 1)
				r := result{months: months, given: month.P}
				if a.Outcome == sim.Invited && !a.AtRisk {
					r.came = 1
				}
				list = append(list, r)
			}
		}
	}
	return list, nil
}

func cellOf(results [][]result, months int) Cell {
	c := Cell{Months: months}
	for _, list := range results {
		seen := false
		for _, r := range list {
			if r.months != months {
				continue
			}
			seen = true
			c.N++
			c.Given += r.given
			c.Came += r.came
			c.Brier += (r.given - r.came) * (r.given - r.came)
		}
		if seen {
			c.Starts++
		}
	}
	n := max(float64(c.N), 1)
	c.Given, c.Came, c.Brier = c.Given/n, c.Came/n, c.Brier/n
	c.Base = c.Came * (1 - c.Came)
	return c
}

// raise is a step of four months that is certain: CLB 9 in English.
func raise() sim.Option {
	step := sim.Step{Name: "raise", Months: sim.Exactly(4), Chance: 1, Tries: 1}
	step.Then.Self.Languages[language.English].AtLeast = language.Levels{9, 9, 9, 9}
	return sim.Option{Name: "raise", Scenarios: []*sim.Scenario{{Name: "raise", Steps: []sim.Step{step}}}}
}

// judged are the people: software developers of 29 who stay as old, as
// experienced and as well tested on every start.
func judged() []*profile.Profile {
	stated := civil.Of(2022, time.January, 10)
	funds := 40_000
	var people []*profile.Profile
	for _, canadian := range []bool{false, true} {
		for _, level := range []profile.Level{profile.Bachelor, profile.Masters, profile.Doctorate} {
			for _, english := range []int{8, 9, 10} {
				p := &profile.Profile{
					StatedOn: stated,
					Self: profile.Person{
						Birth:     stated.AddYears(-29) + 20,
						Education: profile.Education{Level: level, Country: "BR", ECAIssued: stated - 100},
						Work:      []profile.Job{{Name: "abroad", NOC: "21232", Country: "BR", From: stated.AddYears(-6), Hours: 4000}},
					},
					Canada: profile.Canada{FamilySize: 1, Funds: &funds, Submitted: (stated - 200).Time()},
				}
				p.Self.Languages.Results[language.English] = profile.Result{Held: true, TakenOn: stated - 100, Levels: language.Levels{}.Raised(english)}
				if canadian {
					p.Self.Work[0].To = stated.AddYears(-1) - 30
					p.Self.Work = append(p.Self.Work, profile.Job{Name: "here", NOC: "21232", Country: "CA", Province: "ON", From: stated.AddYears(-1) - 20, Hours: 4000})
				}
				people = append(people, p)
			}
		}
	}
	return people
}
