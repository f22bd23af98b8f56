package draws

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"time"

	"crsplan/sim/civil"
	"crsplan/sim/reason"
)

// keptSchema is the version of the file of [Feed.Write].
const keptSchema = 1

// The file of what a user has beyond the embedded record. Streams do not stand
// in it: they follow from the names, and a later program may know more names.
type (
	keptFile struct {
		Schema int         `json:"schema"`
		Rounds []keptRound `json:"rounds"`
		Pools  []keptPool  `json:"pools"`
	}
	keptRound struct {
		Number   string    `json:"number"`
		Date     civil.Day `json:"date"`
		Name     string    `json:"name"`
		Programs []string  `json:"programs"`
		Size     int       `json:"size"`
		Cutoff   int       `json:"cutoff"`
		TieBreak string    `json:"tie_break,omitempty"`
		PoolDate string    `json:"pool_date,omitempty"`
	}
	keptPool struct {
		Date  civil.Day  `json:"date"`
		Round string     `json:"round"`
		Total int        `json:"total"`
		Bands []keptBand `json:"bands"`
	}
	keptBand struct {
		Low        int `json:"low"`
		High       int `json:"high"`
		Candidates int `json:"candidates"`
	}
)

// Write writes the rounds and pools as one JSON document, for [ReadKept].
func (f *Feed) Write(w io.Writer) error {
	file := keptFile{Schema: keptSchema, Rounds: []keptRound{}, Pools: []keptPool{}}
	for _, r := range f.Rounds {
		file.Rounds = append(file.Rounds, keptRound{r.Number, r.Date, r.Name, r.Programs, r.Size, r.Cutoff, spell(r.TieBreak), spellDay(r.PoolDate)})
	}
	for _, p := range f.Pools {
		kept := keptPool{Date: p.Date, Round: p.Round, Total: p.Total}
		for _, b := range p.Bands {
			kept.Bands = append(kept.Bands, keptBand(b))
		}
		file.Pools = append(file.Pools, kept)
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", " ")
	return enc.Encode(file)
}

// ReadKept reads what [Feed.Write] wrote. Anything unexpected is a
// *[FeedError]; an error of the reader is passed on.
func ReadKept(from io.Reader) (*Feed, error) {
	text, err := io.ReadAll(io.LimitReader(from, MaxFeed+1))
	if err != nil {
		return nil, err
	}
	if len(text) > MaxFeed {
		return nil, &FeedError{reason.New("draws.feed/large", "most", MaxFeed>>20)}
	}
	var file keptFile
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	err = dec.Decode(&file)
	switch _, more := dec.Token(); {
	case err != nil:
		return nil, &FeedError{reason.New("draws.feed/shape", "problem", reason.Said(clip(err.Error())))}
	case more != io.EOF:
		return nil, &FeedError{reason.New("draws.feed/trailing")}
	case file.Schema != keptSchema:
		return nil, &FeedError{reason.New("draws.feed/schema", "value", file.Schema, "want", keptSchema)}
	}
	f := new(Feed)
	seen := make(map[string]bool)
	for _, k := range file.Rounds {
		r, ok := k.round()
		if !ok || seen[r.Number] {
			return nil, &FeedError{reason.New("draws.feed/kept", "round", clip(k.Number))}
		}
		seen[r.Number] = true
		f.Rounds = append(f.Rounds, r)
	}
	for _, k := range file.Pools {
		p, ok := k.pool()
		if !ok {
			return nil, &FeedError{reason.New("draws.feed/kept", "round", clip(k.Round))}
		}
		f.Pools = append(f.Pools, p)
	}
	return f, nil
}

// round checks a round by the rules of the feed.
func (k keptRound) round() (Round, bool) {
	row := feedRow{at: k.Number, values: map[string]json.RawMessage{
		"name": quoted(k.Name),
		"size": quoted(strconv.Itoa(k.Size)), "cutoff": quoted(strconv.Itoa(k.Cutoff)),
	}}
	r := Round{
		Number: k.Number, Date: k.Date, Name: row.name("name"), Programs: k.Programs, Source: fromFeed,
		Size: row.whole("size", 1, largestSize), Cutoff: row.whole("cutoff", 1, highestScore),
	}
	var exact bool
	if r.Stream, exact = StreamOf(r.Name); !exact {
		r.Source = guessed
	}
	var err error
	if k.TieBreak != "" {
		if r.TieBreak, err = time.Parse(time.RFC3339, k.TieBreak); err != nil {
			return r, false
		}
		r.TieBreak = r.TieBreak.UTC()
	}
	if k.PoolDate != "" {
		if r.PoolDate, err = civil.Parse(k.PoolDate); err != nil {
			return r, false
		}
	}
	programs := []string{"FSW", "CEC", "FST", "PNP"}
	strange := slices.ContainsFunc(k.Programs, func(p string) bool { return !slices.Contains(programs, p) })
	return r, k.Date >= firstRound && row.wrong.IsZero() && feedNumber().MatchString(k.Number) && !strange
}

func (k keptPool) pool() (Pool, bool) {
	p := Pool{Date: k.Date, Round: k.Round, Total: k.Total}
	ok := !k.Date.IsZero() && k.Total >= 0 && len(k.Bands) > 0 && k.Bands[len(k.Bands)-1].Low == 0
	for i, b := range k.Bands {
		p.Bands = append(p.Bands, PoolBand(b))
		ok = ok && b.Low <= b.High && b.Candidates >= 0 && (i == 0 || k.Bands[i-1].Low == b.High+1)
	}
	return p, ok
}

func quoted(s string) json.RawMessage {
	text, _ := json.Marshal(s) // of a string it cannot fail
	return text
}
