package answer

import (
	"slices"
	"strconv"
	"strings"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/reason"
)

// Note is the facts of one round in five sentences, for an editor: each with the
// numbers behind it. It knows nothing of what came after the round but what else
// was held on its day.
type Note struct {
	Schema int       `json:"schema"`
	Round  Round     `json:"round"`
	Facts  []Fact    `json:"facts"`
	Source string    `json:"source"`
	AsOf   civil.Day `json:"as_of"`
}

// Fact is one sentence: "round", "cutoff", "size", "wait" or "before".
type Fact struct {
	Fact    string    `json:"fact"`
	Text    string    `json:"text"`
	Numbers []Counted `json:"numbers"`
}

// Counted is a number behind a sentence, under a name that is the same in every
// language: a whole number, a share, a day or a word.
type Counted struct {
	Name  string `json:"name"`
	Value any    `json:"value"`
}

// NoteOf writes the note of the round of a number, or of the newest where that is
// "". There is none of a number that the record does not have.
func NoteOf(c *reason.Catalogue, record *draws.Record, today civil.Day, seed uint64, number string) (*Note, bool) {
	i := len(record.Rounds) - 1
	if number != "" {
		i = slices.IndexFunc(record.Rounds, func(r draws.Round) bool { return r.Number == number })
	}
	if i < 0 {
		return nil, false
	}
	n := noter{Catalogue: c, round: &record.Rounds[i], record: record.Until(record.Rounds[i].Date), seed: seed}
	for _, r := range record.Rounds[:i] {
		if r.Stream == n.round.Stream {
			n.earlier = append(n.earlier, r)
		}
	}
	doc := &Note{Schema: Schema, Round: RoundOf(n.round), AsOf: today, Source: c.Phrase("note.source", "day", today)}
	doc.Facts = []Fact{n.held(), n.cutoff(), n.size(), n.wait(), n.before()}
	return doc, true
}

// noter writes a note: of a round, with those of its type before it.
type noter struct {
	*reason.Catalogue
	round   *draws.Round
	earlier []draws.Round
	record  *draws.Record // until the day of the round
	seed    uint64
}

func (n *noter) held() Fact {
	r := n.round
	return Fact{"round", n.Phrase("note.round", "number", r.Number, "on", r.Date, "size", r.Size, "stream", r.Stream.Term(), "cutoff", r.Cutoff), []Counted{
		{"number", r.Number}, {"date", r.Date.String()}, {"round_type", string(r.Stream)}, {"invitations", r.Size}, {"cutoff", r.Cutoff},
	}}
}

// cutoff says since when no cutoff of the type was as low, or as high, whichever
// is the longer.
func (n *noter) cutoff() Fact {
	f := Fact{Fact: "cutoff", Numbers: []Counted{{"cutoff", n.round.Cutoff}, {"earlier_rounds", len(n.earlier)}}}
	if len(n.earlier) == 0 {
		f.Text = n.Phrase("note.cutoff/first")
		return f
	}
	last := func(as func(draws.Round) bool) *draws.Round {
		for i := range slices.Backward(n.earlier) {
			if as(n.earlier[i]) {
				return &n.earlier[i]
			}
		}
		return nil
	}
	low := last(func(r draws.Round) bool { return r.Cutoff <= n.round.Cutoff })
	high := last(func(r draws.Round) bool { return r.Cutoff >= n.round.Cutoff })
	before := n.earlier[len(n.earlier)-1]
	f.Numbers = append(f.Numbers, Counted{"cutoff_before", before.Cutoff}, Counted{"change", n.round.Cutoff - before.Cutoff})
	since, code := low, "note.cutoff/lowest"
	switch {
	case low == nil:
		f.Text = n.Phrase("note.cutoff/lowest-ever", "n", len(n.earlier)+1)
		return f
	case high == nil:
		f.Text = n.Phrase("note.cutoff/highest-ever", "n", len(n.earlier)+1)
		return f
	case before.Cutoff == n.round.Cutoff:
		since, code = &before, "note.cutoff/same"
	case high.Date < low.Date:
		since, code = high, "note.cutoff/highest"
	}
	f.Numbers = append(f.Numbers, Counted{"since_round", since.Number}, Counted{"since_date", since.Date.String()}, Counted{"since_cutoff", since.Cutoff})
	f.Text = n.Phrase(code, "since", since.Date, "number", since.Number, "cutoff", since.Cutoff)
	return f
}

// size says how the invitations compare with the rounds of the type in the
// twelve months before, and how many the year has had.
func (n *noter) size() Fact {
	year := n.round.Date.AddYears(-1)
	sum, count := 0, 0
	for _, r := range n.earlier {
		if r.Date >= year && r.Date < n.round.Date {
			sum, count = sum+r.Size, count+1
		}
	}
	all := 0
	for _, r := range n.record.Rounds {
		if r.Date.Year() == n.round.Date.Year() {
			all += r.Size
		}
	}
	f := Fact{Fact: "size", Numbers: []Counted{{"invitations", n.round.Size}, {"rounds_in_12_months", count}, {"invitations_this_year", all}}}
	values := []any{"size", n.round.Size, "year", strconv.Itoa(n.round.Date.Year()), "all", all}
	if count == 0 {
		f.Text = n.Phrase("note.size/first", values...)
		return f
	}
	average := (sum + count/2) / count
	f.Numbers = append(f.Numbers, Counted{"average_in_12_months", average})
	code := ""
	switch {
	case n.round.Size > average:
		code = "/more"
	case n.round.Size < average:
		code = "/fewer"
	}
	f.Text = n.Phrase("note.size"+code, append(values, "average", average, "n", count)...)
	return f
}

// wait says how long ago the last round of the type was, against the usual, and
// how often in a row the cutoff has fallen or risen.
func (n *noter) wait() Fact {
	f := Fact{Fact: "wait", Numbers: []Counted{}}
	if len(n.earlier) == 0 {
		f.Text = n.Phrase("note.wait/first")
		return f
	}
	before := n.earlier[len(n.earlier)-1]
	days := int(n.round.Date - before.Date)
	var gaps []int
	year := n.round.Date.AddYears(-1)
	for i := 1; i < len(n.earlier); i++ {
		if n.earlier[i].Date >= year {
			gaps = append(gaps, int(n.earlier[i].Date-n.earlier[i-1].Date))
		}
	}
	slices.Sort(gaps)
	cutoffs := []int{n.round.Cutoff}
	for _, r := range slices.Backward(n.earlier) {
		cutoffs = append(cutoffs, r.Cutoff)
	}
	streak, sign := 0, 0
	for i := 1; i < len(cutoffs); i++ {
		moved := 0
		if cutoffs[i-1] < cutoffs[i] {
			moved = -1
		} else if cutoffs[i-1] > cutoffs[i] {
			moved = 1
		}
		if streak > 0 && moved != sign {
			break
		}
		streak, sign = streak+1, moved
	}
	f.Numbers = append(f.Numbers, Counted{"days_since_last", days}, Counted{"last_round", before.Number}, Counted{"last_date", before.Date.String()}, Counted{"rounds_in_a_row", streak})
	code := map[int]string{-1: "note.streak/fell", 0: "note.streak/same", 1: "note.streak/rose"}[sign]
	trend := n.Phrase(code, "n", streak)
	if len(gaps) == 0 {
		f.Text = n.Phrase("note.wait/no-usual", "days", days, "last", before.Date, "trend", reason.Said(trend))
		return f
	}
	usual := gaps[len(gaps)/2]
	f.Numbers = append(f.Numbers, Counted{"usual_days", usual})
	f.Text = n.Phrase("note.wait", "days", days, "last", before.Date, "usual", usual, "trend", reason.Said(trend))
	return f
}

// before says where the pool stood, and what the forecast with the data of the day
// before expected.
func (n *noter) before() Fact {
	f := Fact{Fact: "before", Numbers: []Counted{}}
	var parts []string
	if i := slices.IndexFunc(n.record.Pools, func(p draws.Pool) bool { return p.Date == n.round.PoolDate }); i >= 0 && n.round.PoolDate != 0 {
		pool := &n.record.Pools[i]
		above, from := 0, 0
		for _, band := range pool.Bands { // whole bands: no score is split
			if band.High >= n.round.Cutoff {
				above, from = above+band.Candidates, band.Low
			}
		}
		f.Numbers = append(f.Numbers, Counted{"pool_date", pool.Date.String()}, Counted{"pool", pool.Total}, Counted{"pool_from_score", from}, Counted{"pool_from_score_candidates", above})
		parts = append(parts, n.Phrase("note.pool", "on", pool.Date, "total", pool.Total, "from", from, "above", above))
	}
	day := n.round.Date - 1
	known := n.record.Until(day)
	doc := forecast.New(known, day, n.seed, forecast.Options{Streams: []draws.Stream{n.round.Stream}})
	if s, ok := doc.Of(n.round.Stream); ok && s.Simulated() && len(s.Told().FromToday) > 0 {
		q := s.Told().FromToday[0].Cutoff
		low, high := q.Band(0.8)
		l, m, h := int(low+0.5), int(q.Median()+0.5), int(high+0.5)
		inside := n.round.Cutoff >= l && n.round.Cutoff <= h
		f.Numbers = append(f.Numbers, Counted{"forecast_low", l}, Counted{"forecast_middle", m}, Counted{"forecast_high", h}, Counted{"in_range", inside})
		code := "note.forecast/in"
		if !inside {
			code = "note.forecast/out"
		}
		parts = append(parts, n.Phrase(code, "day", day, "middle", m, "low", l, "high", h))
	} else {
		parts = append(parts, n.Phrase("note.forecast/none"))
	}
	f.Text = reason.Capital(strings.Join(parts, "; ")) + "."
	return f
}
