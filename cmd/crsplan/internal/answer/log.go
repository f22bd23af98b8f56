package answer

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
)

// Issued is a forecast as it was issued, one line of a log: enough to score it by
// the rounds that have come since, and nothing that was learned later.
type Issued struct {
	Schema   int            `json:"schema"`
	AsOf     civil.Day      `json:"as_of"` // today, when it was issued
	DataDate civil.Day      `json:"data_date"`
	Version  string         `json:"version"` // of the program
	Seed     uint64         `json:"seed"`
	Streams  []IssuedStream `json:"streams"`
}

// IssuedStream is what was said of one stream.
type IssuedStream struct {
	Stream   string   `json:"stream"`
	Rounds   int      `json:"rounds"` // how many it stands on
	Last     int      `json:"last"`   // the cutoff of the newest of them
	NextDate DateBand `json:"next_date"`
	// Cutoffs are the quantiles 0.05, 0.10, ... 0.95 of each round after the data
	// date, the next first.
	Cutoffs []forecast.Quantiles `json:"cutoffs"`
	Chances []IssuedChance       `json:"chances"`
}

// IssuedChance is the chance that a fixed score meets a cutoff within so many
// days after the day of issue.
type IssuedChance struct {
	Score int     `json:"score"`
	Days  int     `json:"days"`
	P     float64 `json:"p"`
}

// Issue returns a forecast to be logged: of the streams asked for that can be
// forecast, with nothing supposed.
func Issue(record *draws.Record, today civil.Day, seed uint64, version string, which []draws.Stream) *Issued {
	record = record.Until(today)
	f := forecast.New(record, today, seed, forecast.Options{Streams: which, Closed: closedOn(record, today)})
	doc := &Issued{Schema: 1, AsOf: today, DataDate: f.DataDate, Version: version, Seed: seed, Streams: []IssuedStream{}}
	for _, s := range f.Streams {
		if !s.Simulated() {
			continue
		}
		one := IssuedStream{Stream: string(s.Stream), Rounds: s.Rounds, Last: s.Last.Cutoff, NextDate: DateBand(s.Told().Ahead[0].Date)}
		for _, a := range s.Told().Ahead {
			for i, v := range a.Cutoff {
				a.Cutoff[i] = math.Round(v*100) / 100
			}
			one.Cutoffs = append(one.Cutoffs, a.Cutoff)
		}
		for _, days := range forecast.TestedDays {
			for _, c := range f.Chances(s.Stream, days, forecast.TestedAt(s.Last.Cutoff)...) {
				one.Chances = append(one.Chances, IssuedChance{c.Score, c.Days, share(c.P)})
			}
		}
		doc.Streams = append(doc.Streams, one)
	}
	return doc
}

// Line returns the forecast as a line of a log.
func (i *Issued) Line() []byte {
	line, err := json.Marshal(i)
	if err != nil {
		panic(err) // it holds numbers and days alone
	}
	return append(line, '\n')
}

// BadLine is a line of a log that is not a forecast.
type BadLine struct {
	Number int // from 1
	Err    error
}

func (e *BadLine) Error() string { return fmt.Sprintf("line %d: %v", e.Number, e.Err) }
func (e *BadLine) Unwrap() error { return e.Err }

// ReadLog reads the forecasts of a log. The error is a [*BadLine].
func ReadLog(text []byte) ([]Issued, error) {
	var list []Issued
	for n, line := range bytes.Split(text, []byte("\n")) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var one Issued
		decoder := json.NewDecoder(bytes.NewReader(line))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&one); err != nil {
			return nil, &BadLine{n + 1, err}
		}
		if one.Schema != 1 || one.AsOf.IsZero() || one.Version == "" {
			return nil, &BadLine{n + 1, fmt.Errorf("schema %d as of %q by version %q", one.Schema, one.AsOf, one.Version)}
		}
		list = append(list, one)
	}
	return list, nil
}

// Judged is a log scored by the rounds that have come since.
type Judged struct {
	Schema    int              `json:"schema"`
	DataDate  civil.Day        `json:"data_date"` // nothing later has come
	Forecasts []JudgedForecast `json:"forecasts"`
}

// JudgedForecast is what became of one forecast of a log.
type JudgedForecast struct {
	AsOf     civil.Day      `json:"as_of"`
	DataDate civil.Day      `json:"data_date"`
	Version  string         `json:"version"`
	Streams  []JudgedStream `json:"streams"`
}

// JudgedStream is what became of the forecast of one stream.
type JudgedStream struct {
	Stream  string        `json:"stream"`
	Rounds  []JudgedRound `json:"rounds"`
	Chances JudgedChances `json:"chances"`
}

// JudgedRound is a round that has come, and what had been said of it.
type JudgedRound struct {
	Ahead  int       `json:"ahead"`
	Number string    `json:"number"`
	Date   civil.Day `json:"date"`
	Cutoff int       `json:"cutoff"`
	Middle float64   `json:"middle"`
	CRPS   float64   `json:"crps"`
	Last   int       `json:"last"` // by how much the last cutoff known was off
	In50   bool      `json:"in50"`
	In80   bool      `json:"in80"`
	// OnTime says of the first of them whether it came within the days from p10
	// to p90; null of the others.
	OnTime *bool `json:"on_time"`
}

// JudgedChances are the chances whose days are over.
type JudgedChances struct {
	N     int     `json:"n"`
	Given float64 `json:"given"`
	Came  float64 `json:"came"`
	Brier float64 `json:"brier"`
}

// JudgeLog scores the forecasts of a log by a record.
func JudgeLog(list []Issued, record *draws.Record, today civil.Day) *Judged {
	record = record.Until(today)
	doc := &Judged{Schema: 1, DataDate: record.DataDate(), Forecasts: []JudgedForecast{}}
	for _, issued := range list {
		one := JudgedForecast{issued.AsOf, issued.DataDate, issued.Version, []JudgedStream{}}
		for _, s := range issued.Streams {
			one.Streams = append(one.Streams, s.judge(record, &issued))
		}
		doc.Forecasts = append(doc.Forecasts, one)
	}
	return doc
}

func (s *IssuedStream) judge(record *draws.Record, issued *Issued) JudgedStream {
	doc := JudgedStream{Stream: s.Stream, Rounds: []JudgedRound{}}
	came := record.Since(issued.DataDate + 1).Of(draws.Stream(s.Stream)).Rounds
	for k := range min(len(came), len(s.Cutoffs)) {
		r, q := &came[k], s.Cutoffs[k]
		truth := float64(r.Cutoff)
		inside := func(share float64) bool {
			low, high := q.Band(share)
			return truth >= low && truth <= high
		}
		one := JudgedRound{
			Ahead: k + 1, Number: r.Number, Date: r.Date, Cutoff: r.Cutoff, Middle: q.Median(), CRPS: math.Round(q.CRPS(truth)*100) / 100,
			Last: max(r.Cutoff-s.Last, s.Last-r.Cutoff), In50: inside(0.5), In80: inside(0.8),
		}
		if k == 0 {
			on := r.Date >= s.NextDate.P10 && r.Date <= s.NextDate.P90
			one.OnTime = &on
		}
		doc.Rounds = append(doc.Rounds, one)
	}
	c := &doc.Chances
	for _, given := range s.Chances {
		end := issued.AsOf + civil.Day(given.Days)
		if end > record.DataDate() {
			continue // a round may still come
		}
		met := 0.0
		if slices.ContainsFunc(came, func(r draws.Round) bool { return r.Date > issued.AsOf && r.Date <= end && r.Cutoff <= given.Score }) {
			met = 1
		}
		c.N++
		c.Given += given.P
		c.Came += met
		c.Brier += (given.P - met) * (given.P - met)
	}
	n := max(float64(c.N), 1)
	c.Given, c.Came, c.Brier = share(c.Given/n), share(c.Came/n), share(c.Brier/n)
	return doc
}
