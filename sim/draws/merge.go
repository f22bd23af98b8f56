package draws

import (
	_ "embed"
	"encoding/csv"
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
	Record  *Record         // with the rounds and pools of the feed
	Added   []Round         // never seen before
	Changed []Change        // of a day, size, cutoff or stream: in the record only if accepted
	Known   []Change        // differences in which the feed is known to be wrong; not taken over
	Notes   []reason.Reason // what else the feed has otherwise, and what of it is left out

	notes feedNotes
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

// Merge lays a feed over the record: new rounds and pools come in, a blank that
// is filled and a label or a count that is another now are taken over with a
// note, and known errors of the feed stay out. Another day, size, cutoff or
// stream of a round is in Changed, and taken over if the caller accepts it. What
// the feed leaves out or empty is kept, and what does not fit is left out as in
// [Record.With]. Ontario's draws stay as they are.
func (r *Record) Merge(f *Feed, accept bool) *Merge {
	m := new(Merge)
	known := byNumber(r.Rounds)
	clean := &Feed{Pools: slices.Clone(f.Pools)}
	for _, round := range f.Rounds {
		if old, ok := known[round.Number]; ok {
			round = m.compare(old, round, accept)
			delete(known, round.Number)
		} else {
			m.Added = append(m.Added, round)
		}
		clean.Rounds = append(clean.Rounds, round)
	}
	if n := len(known); n > 0 {
		m.notes.add(reason.New("draws.feed/lacks", "count", n))
	}
	pools := byDay(r.Pools)
	for i, p := range clean.Pools {
		if old, ok := pools[p.Date]; ok {
			if !sameCounts(old, p) {
				m.notes.add(reason.New("draws.feed/counts", "round", old.Round, "rounds", 1, "day", p.Date))
			}
			clean.Pools[i].Round = old.Round
		}
	}
	m.Record = r.lay(clean, &m.notes)
	in := byNumber(m.Record.Rounds)
	m.Added = slices.DeleteFunc(m.Added, func(round Round) bool { return in[round.Number].Number == "" })
	m.skipped(r)
	m.Notes = m.notes.list()
	return m
}

// compare notes where a known round differs, and returns it as it is to stand.
func (m *Merge) compare(old, now Round, accept bool) Round {
	kept := func(field string) {
		m.notes.add(reason.New("draws.feed/emptied", "round", old.Number, "rounds", 1, "field", field))
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
	if now.Stream == Unknown || now.Stream == old.Stream && inFrench(now.Name) {
		now.Stream = old.Stream // what a known round is called now does not make it another
		if inFrench(now.Name) {
			now.Name = old.Name
		}
	}
	for _, c := range differences(old, now) {
		switch {
		case corrections()[c]:
			m.Known = append(m.Known, c)
			if c.Field == "size" {
				now.Size = old.Size
			}
		case binding[c.Field]:
			m.Changed = append(m.Changed, c)
		case c.Was == "":
			m.notes.add(reason.New("draws.feed/filled", "round", c.Round, "rounds", 1, "field", c.Field, "is", c.Is))
		default:
			m.notes.add(reason.New("draws.feed/otherwise", "round", c.Round, "rounds", 1, "field", c.Field, "was", c.Was, "is", c.Is))
		}
	}
	if !accept {
		now.Date, now.Size, now.Cutoff = old.Date, old.Size, old.Cutoff
		if now.Stream != old.Stream { // which follows from the name
			now.Stream, now.Name = old.Stream, old.Name
		}
	}
	return now
}

// binding are the fields that say what a round was. Another value there is not
// taken over unless somebody has looked at it.
var binding = map[string]bool{"date": true, "size": true, "cutoff": true, "stream": true}

// differences returns the values in which two accounts of a round differ.
func differences(was, is Round) []Change {
	var list []Change
	add := func(field, a, b string) {
		if a != b {
			list = append(list, Change{was.Number, field, a, b})
		}
	}
	add("date", was.Date.String(), is.Date.String())
	add("stream", string(was.Stream), string(is.Stream))
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
		m.notes.add(reason.New("draws.feed/skipped", "count", count, "first", first))
	}
}

// With returns the record with the rounds and pools of a feed in the place of
// those of the same number or day. A pool without a round goes. A round that
// stands there under another number, too, and rounds whose days do not follow
// the numbers are left out and noted.
func (r *Record) With(f *Feed) (*Record, []reason.Reason) {
	var notes feedNotes
	with := r.lay(f, &notes)
	return with, notes.list()
}

func (r *Record) lay(f *Feed, notes *feedNotes) *Record {
	rounds := byNumber(r.Rounds)
	for _, round := range f.Rounds {
		if old, ok := rounds[round.Number]; ok {
			switch {
			case round.Stream == Unknown, round.Source == guessed && round.Stream == old.Stream:
				round.Stream, round.Source = old.Stream, old.Source
			case old.Source != guessed && round.Source != guessed:
				round.Source = old.Source
			}
		}
		rounds[round.Number] = round
	}
	renumber(rounds, r, f, notes)
	pools := byDay(r.Pools)
	for _, p := range f.Pools {
		pools[p.Date] = p
	}
	with := &Record{Rounds: inOrder(rounds, byNumber(r.Rounds), notes), Bands: r.Bands, Provincial: r.Provincial}
	for _, round := range with.Rounds {
		if p, ok := pools[round.PoolDate]; ok {
			p.Round, p.Published = round.Number, round.Date
			with.Pools = append(with.Pools, p)
			delete(pools, round.PoolDate)
		}
	}
	slices.SortStableFunc(with.Pools, comparePools)
	return with
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
