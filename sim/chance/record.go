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
	"crsplan/sim/judged"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/streams"
)

// Record is how chances of whole plans came true: people of the past who set
// out on the first of a month, the chance that was given to them that day, and
// the rounds that really followed. A chance counts no stream without a forecast,
// so it is judged on invitations through those that had one at the start.
type Record struct {
	Until civil.Day `json:"until"` // no round after it was used, neither to foretell nor to judge
	Cells []Cell    `json:"cells"`
	// Reliability holds ten bins of the chances given, over all cells.
	Reliability []judged.Bin `json:"reliability"`
	// ByStream holds the same of each stream alone: of the chances by one that
	// were above 0, and of the invitations by it.
	ByStream []judged.StreamBins `json:"reliability_by_stream"`
}

// Cell is the record within so many months of the start.
type Cell struct {
	Months int     `json:"months"`
	Starts int     `json:"starts"`
	N      int     `json:"n"`     // chances judged: one for each person, option and start
	Given  float64 `json:"given"` // mean chance
	Came   float64 `json:"came"`  // share that came true
	// Without is the share that was invited through a stream without a forecast
	// at the start: no chance counts it, and it is not in Came by itself.
	Without float64 `json:"without"`
	Brier   float64 `json:"brier"`
	Log     float64 `json:"log"` // mean negative natural logarithm of the chance given to what came true
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
// its months are over, and an invitation only through a stream that had a
// forecast on that day; the share that came through others stands beside. Nothing after until is used, nor after the data with
// which the program shipped were judged.
func Backtest(record *draws.Record, until civil.Day, seed uint64) (*Record, error) {
	record = record.Until(min(until, judgedUntil))
	b := &Record{Until: record.DataDate()}
	people := people()
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
	var all []judged.Chance
	by := map[draws.Stream][]judged.Chance{}
	for _, months := range JudgedMonths {
		b.Cells = append(b.Cells, cellOf(results, months))
	}
	for _, list := range results {
		for _, r := range list {
			all = append(all, r.Chance)
			for _, alone := range r.alone {
				by[alone.stream] = append(by[alone.stream], alone.Chance)
			}
		}
	}
	b.Reliability = judged.BinsOf(all)
	for _, s := range draws.Streams() {
		if len(by[s]) > 0 {
			b.ByStream = append(b.ByStream, judged.StreamBins{Stream: string(s), Bins: judged.BinsOf(by[s])})
		}
	}
	return b, nil
}

// result is one chance of a plan and what came of it.
type result struct {
	judged.Chance
	months  int
	without bool    // invited through a stream that no chance counts
	alone   []alone // the same of each stream that might have invited
}

// alone is the chance of one stream.
type alone struct {
	judged.Chance
	stream draws.Stream
}

// judgeStart gives everybody their chances on one day, and looks what came.
func judgeStart(record *draws.Record, people []*profile.Profile, start, until civil.Day, seed uint64) ([]result, error) {
	known := record.Until(start)
	then := &sim.World{Book: crs.Embedded(), Today: start, SetDown: true, Known: start}
	truth := &sim.World{Book: crs.Embedded()}
	o := forecast.Options{Paths: 1}
	for _, s := range draws.Streams() {
		if streams.StateOf(s, known, start) == draws.Closed {
			o.Closed = append(o.Closed, s)
		}
	}
	f := forecast.New(known, start, seed, o)
	options := []sim.Option{sim.Stay(), raise()}
	var list []result
	var told []draws.Stream
	for _, stream := range f.Streams {
		if stream.Simulated() {
			told = append(told, stream.Stream)
		}
	}
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
			replay := func(by ...draws.Stream) ([][]sim.Attempt, error) {
				return truth.Replay(p, options, record, sim.ReplayWindow{From: start, To: start, Within: months, Streams: by})
			}
			really, err := replay()
			if err != nil {
				return nil, err
			}
			counted, err := replay(told...)
			if err != nil {
				return nil, err
			}
			for k := range options {
				a := counted[k][0]
				if !settled(a) || len(told) == 0 {
					continue
				}
				// The months of a start on the first end with the month before.
				month, _ := outlooks[k].By(start.AddMonths(months) - 1)
				r := result{Chance: judgedOf(start, month.P, a), months: months}
				r.without = invited(really[k][0]) && !slices.Contains(told, really[k][0].Round.Stream)
				for _, s := range month.Streams {
					one, err := replay(s.Stream)
					if err != nil {
						return nil, err
					}
					if settled(one[k][0]) {
						r.alone = append(r.alone, alone{judgedOf(start, s.P, one[k][0]), s.Stream})
					}
				}
				list = append(list, r)
			}
		}
	}
	return list, nil
}

// settled says whether it is known what came of a start.
func settled(a sim.Attempt) bool { return a.Tied == nil && a.IfKnown == nil }

// invited says whether an invitation came that holds until the application.
func invited(a sim.Attempt) bool { return a.Outcome == sim.Invited && !a.AtRisk }

func judgedOf(start civil.Day, given float64, a sim.Attempt) judged.Chance {
	return judged.Chance{On: start, Given: given, Came: judged.Indicator(invited(a))}
}

func cellOf(results [][]result, months int) Cell {
	c := Cell{Months: months}
	var all []judged.Chance
	for _, list := range results {
		before := len(all)
		for _, r := range list {
			if r.months != months {
				continue
			}
			all = append(all, r.Chance)
			c.Given += r.Given
			if r.without {
				c.Without++
			}
		}
		if len(all) > before {
			c.Starts++
		}
	}
	c.N = len(all)
	n := max(float64(c.N), 1)
	c.Given, c.Without = c.Given/n, c.Without/n
	c.Brier, c.Log, c.Came = judged.Scores(all, judgedPaths)
	c.Base = c.Came * (1 - c.Came)
	return c
}

// raise is a step of four months that is certain: CLB 9 in English.
func raise() sim.Option {
	step := sim.Step{Name: "raise", Months: sim.Exactly(4), Chance: 1, Tries: 1}
	step.Then.Self.Languages[language.English].AtLeast = language.Levels{9, 9, 9, 9}
	return sim.Option{Name: "raise", Scenarios: []*sim.Scenario{{Name: "raise", Steps: []sim.Step{step}}}}
}

// people are those judged: software developers of 29 who stay as old, as
// experienced and as well tested on every start.
func people() []*profile.Profile {
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
