package answer

import (
	"fmt"
	"math"
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/judged"
	"crsplan/sim/parallel"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// Forecast is where the cutoffs of the next rounds may fall, with the record of
// such forecasts.
type Forecast struct {
	Schema   int              `json:"schema"`
	AsOf     civil.Day        `json:"as_of"`
	DataDate civil.Day        `json:"data_date"` // "ahead" counts from it
	Seed     uint64           `json:"seed"`
	Streams  []ForecastStream `json:"streams"`
	// Reliability says of chances given in the past how many came true, in
	// bins of ten percent, over all streams that were judged.
	Reliability []judged.Bin `json:"reliability"`
	Warnings    []Warning    `json:"warnings"`
}

// ForecastStream is the forecast of one stream. It has no rounds ahead where
// too few are known, or where the stream is closed.
type ForecastStream struct {
	Stream    string       `json:"stream"`
	State     string       `json:"state"`
	Held      *float64     `json:"held"` // chance of a round within 24 months of the data date; null: nothing is said
	FittedOn  int          `json:"fitted_on"`
	Since     civil.Day    `json:"since"` // rounds before it do not count; null: all do
	LastRound Round        `json:"last_round"`
	Models    []ModelShare `json:"models"`
	// Rounds are those after the data date: some may have been held by today.
	Rounds []RoundAhead `json:"rounds"`
	// FromToday are the rounds after today; HeldSince is how many may have been
	// held after the data date and by today: simulated, and not in the data.
	FromToday []RoundFromToday `json:"from_today"`
	HeldSince *RoundCount      `json:"held_since"` // null: nothing is said
	// BySize is the cutoff of the first of FromToday if its size were one of the
	// stream's own record: small, usual, large.
	BySize []SizedCutoff `json:"by_size"`
	Months []MonthAhead  `json:"months"`
	Chance []ScoreChance `json:"chance"`
	// Nominated is the chance that somebody with a nomination is invited: that
	// there is a round. Of the provincial nominees only.
	Nominated []NominatedChance `json:"nominated,omitempty"`
	Record    StreamRecord      `json:"record"`
	Warnings  []Warning         `json:"warnings"`

	// PastRounds are all the rounds of a stream that has too few to forecast.
	PastRounds []Round `json:"past_rounds,omitempty"`

	past []draws.Round
}

// ModelShare is how much a model counts one round ahead, 0 to 1.
type ModelShare struct {
	Model  string  `json:"model"`
	Weight float64 `json:"weight"`
}

// RoundAhead is one round after the data date.
type RoundAhead struct {
	Ahead int `json:"ahead"`
	RoundToCome
}

// RoundFromToday is one round after today.
type RoundFromToday struct {
	Number int `json:"number"` // 1: the next
	RoundToCome
}

// RoundToCome is what is said of one round. Days and cutoffs are as if it is held
// within 24 months of the data date; Held is the chance of that.
type RoundToCome struct {
	Held   *float64    `json:"held"` // null: nothing is said
	Date   DateBand    `json:"date"`
	Size   SizeBand    `json:"size"`
	Cutoff CutoffAhead `json:"cutoff"`
}

// RoundCount are quantiles of a number of rounds.
type RoundCount struct {
	P10 int `json:"p10"`
	P50 int `json:"p50"`
	P90 int `json:"p90"`
}

// SizedCutoff is a cutoff if the round has so many invitations.
type SizedCutoff struct {
	Size   int         `json:"size"`
	Cutoff CutoffAhead `json:"cutoff"`
}

// DateBand are quantiles of a day; null where no simulated round was held.
type DateBand struct {
	P10 civil.Day `json:"p10"`
	P25 civil.Day `json:"p25"`
	P50 civil.Day `json:"p50"`
	P75 civil.Day `json:"p75"`
	P90 civil.Day `json:"p90"`
}

// SizeBand are quantiles of the invitations of a round.
type SizeBand struct {
	P10 int `json:"p10"`
	P50 int `json:"p50"`
	P90 int `json:"p90"`
}

// CutoffAhead holds the 19 quantiles of a cutoff by "0.05" to "0.95".
type CutoffAhead struct {
	Quantiles map[string]float64 `json:"quantiles"`
}

// Past returns the rounds of the stream from a day on, for a chart.
func (s *ForecastStream) Past(from civil.Day) []draws.Round {
	first := slices.IndexFunc(s.past, func(r draws.Round) bool { return r.Date >= from })
	if first < 0 {
		return nil
	}
	return s.past[first:]
}

// At returns the cutoff, to whole points, of a quantile such as "0.10".
func (c CutoffAhead) At(level string) int { return int(math.Round(c.Quantiles[level])) }

// MonthAhead is one calendar month after today: the chance of a round in it,
// and quantiles of the lowest cutoff if there is one, in points.
type MonthAhead struct {
	Month string  `json:"month"` // as in 2027-03
	Held  float64 `json:"held"`
	P10   int     `json:"p10"`
	P25   int     `json:"p25"`
	P50   int     `json:"p50"`
	P75   int     `json:"p75"`
	P90   int     `json:"p90"`
}

// ScoreChance is the probability that a fixed score meets a cutoff within so many
// days after today.
type ScoreChance struct {
	Score int     `json:"score"`
	Days  int     `json:"days"`
	P     float64 `json:"p"`
	Error float64 `json:"error"` // of the simulation alone
	// Higher are the chances with every cutoff so many points higher, where the
	// scale of the scores has moved since the rounds known.
	Higher []HigherChance `json:"higher,omitempty"`
	// Record is what became of chances like this one; null: none was judged.
	Record *judged.Bin `json:"record"`
}

// HigherChance is a chance under cutoffs that are so many points higher.
type HigherChance struct {
	Cutoffs int     `json:"cutoffs"`
	P       float64 `json:"p"`
}

// NominatedChance is the chance of a round within so many days after today.
type NominatedChance struct {
	Days int     `json:"days"`
	P    float64 `json:"p"`
}

// StreamRecord is how just such forecasts of a stream did.
type StreamRecord struct {
	Until   civil.Day      `json:"until"`
	Covers  bool           `json:"covers"` // it speaks for this forecast: same stream, same scale, nothing supposed
	Cutoffs []CutoffRecord `json:"cutoffs"`
	Chances []ChanceRecord `json:"chances"`
	// Reliability says of chances given for this stream how many came true, by
	// tens.
	Reliability []judged.Bin `json:"reliability"`
}

// shifts are how much higher cutoffs are supposed to be, beside as they are,
// where the scale has moved.
var shifts = []int{20, 40}

// ForecastQuery is what is asked of a forecast.
type ForecastQuery struct {
	forecast.Options
	Scores []int // whose chances are asked for
	Within []int // days after today
	Refuse bool  // say nothing of days from the reform of the scale on
}

// supposes says whether something is supposed of a stream.
func (q ForecastQuery) supposes(s draws.Stream) bool {
	_, hold := q.Hold[s]
	return hold || q.Size[s] > 0 || q.Every[s] > 0
}

// ForecastOf forecasts the rounds after the data date of a record, as known on
// a day.
func ForecastOf(c *reason.Catalogue, record *draws.Record, today civil.Day, seed uint64, q ForecastQuery) *Forecast {
	record = record.Until(today)
	q.Closed = append(q.Closed, closedOn(record, today)...)
	f := forecast.New(record, today, seed, q.Options)
	parallel.Do(len(f.Streams), func(i int) { f.Streams[i].Told() })
	judged := recordOn(record, today)
	doc := &Forecast{Schema: Schema, AsOf: today, DataDate: f.DataDate, Seed: seed, Streams: []ForecastStream{}, Reliability: judged.Reliability}
	warnings := f.Warnings
	for _, s := range q.Streams {
		if _, ok := f.Of(s); !ok {
			warnings.Add(reason.New("forecast-no-rounds", "stream", s.Term(), "today", today))
		}
	}
	months := monthsAhead(f)
	for i, s := range f.Streams {
		stream := forecastStream(c, f, s, judged, q)
		stream.past = record.Of(s.Stream).Rounds
		stream.Months = []MonthAhead{}
		if s.Simulated() {
			stream.Months = months[i]
		} else if s.Rounds < forecast.MinRounds {
			for k := range stream.past {
				stream.PastRounds = append(stream.PastRounds, RoundOf(&stream.past[k]))
			}
		}
		if q.Refuse {
			stream.refuse()
		}
		doc.Streams = append(doc.Streams, stream)
	}
	if q.Refuse {
		warnings = slices.DeleteFunc(warnings, func(r reason.Reason) bool { return r.Kind() == "forecast.reform" })
		warnings.Add(reason.New("forecast-refused", "day", forecast.Reform))
	}
	warnings.Add(DataWarnings(record, today)...)
	doc.Warnings = Words(c, warnings)
	return doc
}

// closedOn returns the streams that are closed on a day.
func closedOn(record *draws.Record, today civil.Day) (closed []draws.Stream) {
	for _, s := range draws.Streams() {
		if streams.StateOf(s, record, today) == draws.Closed {
			closed = append(closed, s)
		}
	}
	return closed
}

func forecastStream(c *reason.Catalogue, f *forecast.Forecast, s *forecast.Stream, judged *forecast.Record, q ForecastQuery) ForecastStream {
	held := share(s.Told().Held)
	doc := ForecastStream{
		Stream: string(s.Stream), State: string(s.State), Held: &held, FittedOn: s.Rounds, Since: s.From, LastRound: RoundOf(&s.Last),
		Models: []ModelShare{}, Rounds: []RoundAhead{}, FromToday: []RoundFromToday{}, BySize: []SizedCutoff{}, Chance: []ScoreChance{}, Record: recordOfStream(judged, s),
	}
	for _, m := range s.Shares {
		doc.Models = append(doc.Models, ModelShare{m.Model, share(m.Weight)})
	}
	for _, a := range s.Told().Ahead {
		doc.Rounds = append(doc.Rounds, RoundAhead{a.Number, roundToCome(a)})
	}
	for _, a := range s.Told().FromToday {
		doc.FromToday = append(doc.FromToday, RoundFromToday{a.Number, roundToCome(a)})
	}
	for _, by := range s.Told().BySize {
		doc.BySize = append(doc.BySize, SizedCutoff{by.Size, cutoffAhead(by.Cutoff)})
	}
	if since := s.Told().Since; s.Simulated() {
		doc.HeldSince = &RoundCount{since.P10, since.P50, since.P90}
	}
	for _, days := range q.Within {
		if q.Refuse && f.AsOf+civil.Day(days) >= forecast.Reform {
			continue
		}
		doc.Chance = append(doc.Chance, chancesOf(f, s, days, q.Scores, judged)...)
		if s.Stream == draws.PNP && s.Simulated() {
			// Whoever is nominated meets every cutoff: nobody has more.
			const highest = 1200
			doc.Nominated = append(doc.Nominated, NominatedChance{days, share(f.Chances(s.Stream, days, highest)[0].P)})
		}
	}
	warnings := s.Warnings
	if s.Uncovered && len(doc.Record.Cutoffs) > 0 {
		warnings.Add(reason.New("forecast-uncovered", "day", forecast.Reform))
	}
	if q.supposes(s.Stream) {
		doc.Record.Covers = false
		warnings.Add(reason.New("forecast-supposed"))
	}
	if s.Simulated() && len(doc.Record.Cutoffs) == 0 {
		warnings.Add(reason.New("forecast-no-record", "stream", s.Stream.Term()))
	}
	doc.Warnings = Words(c, warnings)
	return doc
}

func roundToCome(a forecast.Ahead) RoundToCome {
	held := share(a.Held)
	return RoundToCome{&held, DateBand(a.Date), SizeBand(a.Size), cutoffAhead(a.Cutoff)}
}

func cutoffAhead(q forecast.Quantiles) CutoffAhead {
	quantiles := map[string]float64{}
	for i, v := range q {
		quantiles[fmt.Sprintf("%.2f", forecast.Level(i))] = math.Round(v*100) / 100
	}
	return CutoffAhead{quantiles}
}

func chancesOf(f *forecast.Forecast, s *forecast.Stream, days int, scores []int, judged *forecast.Record) []ScoreChance {
	var all []int // each score, then as if the cutoffs were higher
	for _, score := range scores {
		all = append(all, score)
		for _, by := range shifts {
			all = append(all, score-by)
		}
	}
	var docs []ScoreChance
	given := f.Chances(s.Stream, days, all...)
	for i := 0; i < len(given); i += 1 + len(shifts) {
		doc := ScoreChance{Score: given[i].Score, Days: days, P: share(given[i].P), Error: share(given[i].Error), Record: judgedAlike(judged, s.Stream, given[i].P)}
		if s.Uncovered {
			for k, by := range shifts {
				doc.Higher = append(doc.Higher, HigherChance{by, share(given[i+1+k].P)})
			}
		}
		docs = append(docs, doc)
	}
	return docs
}

// refuse drops all that is said of days from the reform on.
func (s *ForecastStream) refuse() {
	s.Held, s.HeldSince = nil, nil
	after := func(r RoundToCome) bool { return r.Date.P90.IsZero() || r.Date.P90 >= forecast.Reform }
	if first := slices.IndexFunc(s.Rounds, func(r RoundAhead) bool { return after(r.RoundToCome) }); first >= 0 {
		s.Rounds = s.Rounds[:first]
	}
	if first := slices.IndexFunc(s.FromToday, func(r RoundFromToday) bool { return after(r.RoundToCome) }); first >= 0 {
		s.FromToday = s.FromToday[:first]
	}
	if len(s.FromToday) == 0 {
		s.BySize = []SizedCutoff{}
	}
	for i := range s.Rounds {
		s.Rounds[i].Held = nil
	}
	for i := range s.FromToday {
		s.FromToday[i].Held = nil
	}
	first := forecast.Reform.String()[:len("2026-11")]
	s.Months = slices.DeleteFunc(s.Months, func(m MonthAhead) bool { return m.Month >= first })
}

// listedMonths is how many months after today are told apart.
const listedMonths = 12

// monthsAhead counts, for each stream, the rounds of each month after today.
func monthsAhead(f *forecast.Forecast) [][]MonthAhead {
	const paths = 4000 // a share of them is told to a percent or so
	lowest := make([][listedMonths][]int, len(f.Streams))
	var first [listedMonths + 1]civil.Day
	year, month, _ := f.AsOf.Date()
	for k := range first {
		first[k] = civil.Of(year, month, 1).AddMonths(k)
	}
	walker := f.Walker(int(first[listedMonths] - f.DataDate - 1))
	for n := range paths {
		var seen [listedMonths]int // the lowest of this path and stream
		of := int32(-1)
		keep := func() {
			for k, cutoff := range seen {
				if of >= 0 && cutoff > 0 {
					lowest[of][k] = append(lowest[of][k], cutoff)
				}
			}
			seen = [listedMonths]int{}
		}
		for _, r := range walker.Path(n) {
			if r.Of != of {
				keep()
				of = r.Of
			}
			if r.Day <= f.AsOf {
				continue
			}
			k, found := slices.BinarySearch(first[:], r.Day)
			if !found {
				k--
			}
			if cutoff := int(r.Cutoff); seen[k] == 0 || cutoff < seen[k] {
				seen[k] = cutoff
			}
		}
		keep()
	}
	docs := make([][]MonthAhead, len(f.Streams))
	for i := range docs {
		for k, cutoffs := range lowest[i] {
			m := MonthAhead{Month: first[k].String()[:len("2026-11")], Held: share(float64(len(cutoffs)) / paths)}
			if n := len(cutoffs); n > 0 {
				slices.Sort(cutoffs)
				at := func(p float64) int { return cutoffs[int(p*float64(n-1)+0.5)] }
				m.P10, m.P25, m.P50, m.P75, m.P90 = at(0.1), at(0.25), at(0.5), at(0.75), at(0.9)
			}
			docs[i] = append(docs[i], m)
		}
	}
	return docs
}

// share rounds a probability to what a document says of it.
func share(p float64) float64 { return math.Round(p*1e4) / 1e4 }
