package draws

import (
	_ "embed"
	"encoding/csv"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// Change is a value of a past round, or of the pool published with it, that a
// feed gives otherwise than it is known.
type Change struct {
	Round   string
	Field   string // as in corrections.csv: a column of federal.csv, "total", or "range 491-500"
	Was, Is string // as known, and as the feed has it
}

// Merge is what a feed adds to a record.
type Merge struct {
	Record  *Record // with the rounds and pools of the feed, changes included
	Added   []Round // never seen before
	Changed []Change
	Known   []Change        // differences in which the feed is known to be wrong; not taken over
	Notes   []reason.Reason // what the feed no longer says, and is kept
}

//go:embed corrections.csv
var correctionsCSV string

// corrections are the changes in which the feed is known to be wrong.
var corrections = sync.OnceValue(func() map[Change]bool {
	rows, err := csv.NewReader(strings.NewReader(correctionsCSV)).ReadAll()
	if err != nil {
		panic("draws: corrections.csv: " + err.Error())
	}
	list := make(map[Change]bool)
	for _, row := range rows[1:] {
		if applied := row[4] == "yes"; applied {
			list[Change{Round: row[0], Field: row[1], Was: row[3], Is: row[2]}] = true
		}
	}
	return list
})

// Merge lays a feed over the record: new rounds and pools come in, known
// errors of the feed stay out, and every other past value that differs is in
// Changed, for the caller to accept or refuse the whole. What the feed leaves
// out or empty is kept. Ontario's draws stay as they are. The error is a
// *[FeedError]: the days of the rounds do not follow their numbers.
func (r *Record) Merge(f *Feed) (*Merge, error) {
	m := new(Merge)
	known := byNumber(r.Rounds)
	clean := &Feed{Pools: slices.Clone(f.Pools)}
	for _, round := range f.Rounds {
		if old, ok := known[round.Number]; ok {
			round = m.compare(old, round)
			delete(known, round.Number)
		} else {
			m.Added = append(m.Added, round)
		}
		clean.Rounds = append(clean.Rounds, round)
	}
	if n := len(known); n > 0 {
		m.Notes = append(m.Notes, reason.New("draws.feed/lacks", "count", n))
	}
	pools := byDay(r.Pools)
	for i, p := range clean.Pools {
		if old, ok := pools[p.Date]; ok {
			m.comparePool(old, p)
			clean.Pools[i].Round = old.Round
		}
	}
	var err error
	if m.Record, err = r.With(clean); err != nil {
		return nil, err
	}
	m.skipped(r)
	return m, nil
}

// compare notes where a known round differs, and returns it as it is to stand.
func (m *Merge) compare(old, now Round) Round {
	kept := func(field string) {
		m.Notes = append(m.Notes, reason.New("draws.feed/emptied", "round", old.Number, "field", field))
	}
	if now.TieBreak.IsZero() && !old.TieBreak.IsZero() {
		now.TieBreak = old.TieBreak
		kept("tie_break")
	}
	if now.PoolDate.IsZero() && !old.PoolDate.IsZero() {
		now.PoolDate = old.PoolDate
		kept("pool_date")
	}
	if len(now.Programs) == 0 && len(old.Programs) > 0 {
		now.Programs = old.Programs
		kept("programs")
	}
	for _, c := range differences(old, now) {
		if !corrections()[c] {
			m.Changed = append(m.Changed, c)
			continue
		}
		m.Known = append(m.Known, c)
		if c.Field == "size" {
			now.Size = old.Size
		}
	}
	return now
}

// differences returns the values in which two accounts of a round differ. The
// stream is not one: it follows from the name.
func differences(was, is Round) []Change {
	var list []Change
	add := func(field, a, b string) {
		if a != b {
			list = append(list, Change{was.Number, field, a, b})
		}
	}
	add("date", was.Date.String(), is.Date.String())
	add("name", was.Name, is.Name)
	add("programs", strings.Join(was.Programs, ";"), strings.Join(is.Programs, ";"))
	add("size", strconv.Itoa(was.Size), strconv.Itoa(is.Size))
	add("cutoff", strconv.Itoa(was.Cutoff), strconv.Itoa(is.Cutoff))
	add("tie_break", spell(was.TieBreak), spell(is.TieBreak))
	add("pool_date", spellDay(was.PoolDate), spellDay(is.PoolDate))
	return list
}

func spell(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func spellDay(d civil.Day) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

func (m *Merge) comparePool(old, now Pool) {
	add := func(field string, was, is int) {
		if was != is {
			m.Changed = append(m.Changed, Change{old.Round, field, strconv.Itoa(was), strconv.Itoa(is)})
		}
	}
	add("total", old.Total, now.Total)
	for i, b := range now.Bands {
		field := "range " + strconv.Itoa(b.Low) + "-" + strconv.Itoa(b.High)
		if i < len(old.Bands) && old.Bands[i].Low == b.Low && old.Bands[i].High == b.High {
			add(field, old.Bands[i].Candidates, b.Candidates)
		} else {
			m.Changed = append(m.Changed, Change{old.Round, field, "", strconv.Itoa(b.Candidates)})
		}
	}
}

// skipped notes the numbers that are missing among the rounds that were added.
func (m *Merge) skipped(old *Record) {
	if len(m.Added) == 0 || len(old.Rounds) == 0 {
		return
	}
	held := make(map[int]bool)
	newest := 0
	for _, r := range m.Record.Rounds {
		n, _ := splitNumber(r.Number)
		held[n] = true
		newest = max(newest, n)
	}
	from, _ := splitNumber(old.Rounds[len(old.Rounds)-1].Number)
	first, count := 0, 0
	for n := newest; n > from; n-- {
		if !held[n] {
			first, count = n, count+1
		}
	}
	if count > 0 {
		m.Notes = append(m.Notes, reason.New("draws.feed/skipped", "count", count, "first", first))
	}
}

// With returns the record with the rounds and pools of a feed in the place of
// those of the same number or day. A pool without a round goes.
// The error is that of [Record.Merge].
func (r *Record) With(f *Feed) (*Record, error) {
	rounds := byNumber(r.Rounds)
	for _, round := range f.Rounds {
		if old, ok := rounds[round.Number]; ok {
			switch {
			case round.Source == guessed: // what a known round is called now does not make it another
				round.Stream, round.Source = old.Stream, old.Source
			case old.Source != guessed:
				round.Source = old.Source
			}
		}
		rounds[round.Number] = round
	}
	list := slices.SortedFunc(maps.Values(rounds), compareRounds)
	for i := 1; i < len(list); i++ {
		before, _ := splitNumber(list[i-1].Number)
		if n, _ := splitNumber(list[i].Number); n < before {
			return nil, &FeedError{reason.New("draws.feed/order", "round", list[i-1].Number, "on", list[i-1].Date, "later", list[i].Number, "later_on", list[i].Date)}
		}
	}
	pools := byDay(r.Pools)
	for _, p := range f.Pools {
		pools[p.Date] = p
	}
	with := &Record{Rounds: list, Bands: r.Bands}
	for _, round := range list {
		if p, ok := pools[round.PoolDate]; ok {
			p.Round, p.Published = round.Number, round.Date
			with.Pools = append(with.Pools, p)
			delete(pools, round.PoolDate)
		}
	}
	slices.SortStableFunc(with.Pools, comparePools)
	return with, nil
}

// Beyond returns the rounds and pools of the record that another lacks or has
// otherwise: what has to be kept beside the other.
func (r *Record) Beyond(other *Record) *Feed {
	f := new(Feed)
	rounds, pools := byNumber(other.Rounds), byDay(other.Pools)
	for _, round := range r.Rounds {
		if old, ok := rounds[round.Number]; !ok || len(differences(old, round)) > 0 {
			f.Rounds = append(f.Rounds, round)
		}
	}
	for _, p := range r.Pools {
		if old, ok := pools[p.Date]; !ok || !sameCounts(old, p) {
			f.Pools = append(f.Pools, p)
		}
	}
	return f
}

func byNumber(rounds []Round) map[string]Round {
	m := make(map[string]Round, len(rounds))
	for _, r := range rounds {
		m[r.Number] = r
	}
	return m
}

func byDay(pools []Pool) map[civil.Day]Pool {
	m := make(map[civil.Day]Pool, len(pools))
	for _, p := range pools {
		m[p.Date] = p
	}
	return m
}
