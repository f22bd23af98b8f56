// Package draws holds the rounds of invitations that were held: the federal
// ones with their cutoffs, Ontario's with their bands, and the pool that was
// published with them.
//
// The record is embedded as CSV. README.md beside the files says where every
// row is from, until when they reach, and what is in doubt. What a user has
// taken in from the official feed since is laid over it ([Record.With]).
//
// # To add rounds
//
// No code changes. Rows go to the end of federal.csv, with their pools in
// pool.csv and pool_totals.csv, as the feed has them; README.md says how each
// column is read. A past row changes only with an entry in corrections.csv. Then
// look at what they say:
//
//	$ crsplan draws --stream cec --last 1 --as-of 2026-10-01
//	Round  Date        Round type                 Size  Cutoff  Tie-break
//	...
//	  446  2026-09-29  Canadian Experience Class  2000     518
//	...
//
// New rounds change forecasts: the record of those that came true is played anew
// with them (see package forecast).
package draws

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"

	"crsplan/sim/civil"
)

// Record is what is known of the rounds, each list oldest first: rounds by
// their day and number, bands by the day they were complete ([Band.Until]),
// pools by the day they were published, provinces' rounds by their day. Records share their lists; nobody may
// change one.
type Record struct {
	Rounds []Round
	Bands  []Band
	Pools  []Pool
	// Provincial are the rounds of provinces on their own scales.
	Provincial []Provincial
}

//go:embed federal.csv
var federalCSV string

//go:embed pool.csv
var poolCSV string

//go:embed pool_totals.csv
var totalsCSV string

//go:embed ontario.csv
var ontarioCSV string

// Embedded returns the record that the program carries, up to round 447 of
// 2026-10-01 and, for Ontario, up to 2024-10-17. It is read once; callers must
// not change it.
var Embedded = sync.OnceValue(func() *Record {
	r, err := Read(strings.NewReader(federalCSV), strings.NewReader(poolCSV),
		strings.NewReader(totalsCSV), strings.NewReader(ontarioCSV))
	if err != nil {
		panic("draws: the embedded record: " + err.Error())
	}
	r.Provincial = readEmbeddedProvincial(strings.NewReader(provincialCSV))
	return r
})

// Until returns what was known at the end of that day, and nothing later. A
// draw issued over several days is known once it is complete, a pool once it
// is published.
func (r *Record) Until(day civil.Day) *Record {
	return &Record{
		Rounds:     before(r.Rounds, day+1, roundDay),
		Bands:      before(r.Bands, day+1, bandDay),
		Pools:      before(r.Pools, day+1, poolDay),
		Provincial: before(r.Provincial, day+1, provincialDay),
	}
}

// Since returns what became known on that day or later.
func (r *Record) Since(day civil.Day) *Record {
	return &Record{
		Rounds:     r.Rounds[len(before(r.Rounds, day, roundDay)):],
		Bands:      r.Bands[len(before(r.Bands, day, bandDay)):],
		Pools:      r.Pools[len(before(r.Pools, day, poolDay)):],
		Provincial: r.Provincial[len(before(r.Provincial, day, provincialDay)):],
	}
}

// The days on which things are known, by which a record is sorted.
func roundDay(r *Round) civil.Day { return r.Date }
func bandDay(b *Band) civil.Day   { return b.Until }
func poolDay(p *Pool) civil.Day   { return p.Published }

// before returns the items of the days before day.
func before[T any](items []T, day civil.Day, of func(*T) civil.Day) []T {
	n := sort.Search(len(items), func(i int) bool { return of(&items[i]) >= day })
	return items[:n:n]
}

// Of returns the rounds and bands of those streams only. The pools and the
// provinces' rounds stay, for they belong to no stream. Ask the whole record for its [Record.DataDate]:
// this one no longer knows of the other streams' rounds.
func (r *Record) Of(streams ...Stream) *Record {
	of := &Record{Pools: r.Pools, Provincial: r.Provincial}
	for _, round := range r.Rounds {
		if slices.Contains(streams, round.Stream) {
			of.Rounds = append(of.Rounds, round)
		}
	}
	for _, band := range r.Bands {
		if slices.ContainsFunc(band.Streams, func(s Stream) bool { return slices.Contains(streams, s) }) {
			of.Bands = append(of.Bands, band)
		}
	}
	return of
}

// DataDate returns the day of the newest federal round, or of the newest pool
// published; zero where there is none. Ontario's rows do not move it, for
// they end where Ontario's draws ended.
func (r *Record) DataDate() civil.Day {
	var newest civil.Day
	if n := len(r.Rounds); n > 0 {
		newest = r.Rounds[n-1].Date
	}
	if n := len(r.Pools); n > 0 {
		newest = max(newest, r.Pools[n-1].Published)
	}
	return newest
}

// Digest names what the record holds: it differs where a row differs.
func (r *Record) Digest() string {
	h := sha256.New()
	fmt.Fprintf(h, "%v\n%v\n%v\n%s", r.Rounds, r.Bands, r.Pools, closingsCSV)
	fmt.Fprintf(h, "%v", r.Provincial)
	return hex.EncodeToString(h.Sum(nil))
}

// Last returns the newest round of a federal stream, if there was one.
func (r *Record) Last(s Stream) (Round, bool) {
	for i := len(r.Rounds) - 1; i >= 0; i-- {
		if r.Rounds[i].Stream == s {
			return r.Rounds[i], true
		}
	}
	return Round{}, false
}
