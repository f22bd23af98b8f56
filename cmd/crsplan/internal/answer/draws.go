package answer

import (
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/draws"
)

// Draws is a list of rounds, newest first.
type Draws struct {
	Schema   int       `json:"schema"`
	DataDate civil.Day `json:"data_date"`
	Rounds   []any     `json:"rounds"` // of Round and Band
	Warnings []Warning `json:"warnings"`
}

// Round is a federal round.
type Round struct {
	Number   string    `json:"number"`
	Date     civil.Day `json:"date"`
	Stream   string    `json:"stream"`
	Name     string    `json:"name"`
	Size     int       `json:"size"`
	Cutoff   int       `json:"cutoff"`
	TieBreak *string   `json:"tie_break"`
	Source   string    `json:"source"`
}

// Band is one of Ontario's draws, under one of its streams. Low and high are
// null where they were not published; a high end of null beside a low one is
// no upper bound.
type Band struct {
	Date       civil.Day `json:"date"`
	Until      civil.Day `json:"until"`
	Stream     string    `json:"stream"`
	Name       string    `json:"name"`
	Size       int       `json:"size"`
	Low        *int      `json:"low"`
	High       *int      `json:"high"`
	NOCs       []string  `json:"nocs"`
	CECOnly    bool      `json:"cec_only"`
	Confidence string    `json:"confidence"`
	Note       string    `json:"note"`
	Source     string    `json:"source"`
}

// RoundOf makes the document of a round.
func RoundOf(r *draws.Round) Round {
	doc := Round{r.Number, r.Date, string(r.Stream), r.Name, r.Size, r.Cutoff, nil, r.Source}
	if !r.TieBreak.IsZero() {
		at := r.TieBreak.UTC().Format("2006-01-02T15:04:05Z")
		doc.TieBreak = &at
	}
	return doc
}

// BandOf makes the document of a draw of Ontario's, as one of its streams.
func BandOf(b *draws.Band, stream draws.Stream) Band {
	doc := Band{
		Date: b.Date, Until: b.Until, Stream: string(stream), Name: b.Program, Size: b.Size, NOCs: b.NOCs,
		CECOnly: b.CECOnly, Confidence: b.Confidence, Note: b.Note, Source: b.Source,
	}
	if doc.NOCs == nil {
		doc.NOCs = []string{}
	}
	if b.Low != 0 {
		doc.Low = &b.Low
	}
	if b.High != 0 {
		doc.High = &b.High
	}
	return doc
}

// ProvincialColumns are the columns of a file of provincial rounds.
const ProvincialColumns = draws.ProvincialColumns

// ProvincialDraws is a list of the provinces' own rounds, newest first.
type ProvincialDraws struct {
	Schema   int               `json:"schema"`
	DataDate civil.Day         `json:"data_date"` // of the newest known
	Rounds   []ProvincialRound `json:"rounds"`
	Warnings []Warning         `json:"warnings"`
}

// ProvincialRound is a round of a province's own. Its minimum is in points of the
// province's scale, or where that is "wage" in dollars an hour and a year.
type ProvincialRound struct {
	Date         civil.Day `json:"date"`
	Province     string    `json:"province"`
	Program      string    `json:"program"`
	Scale        string    `json:"scale"`
	Minimum      *int      `json:"minimum"`
	Hourly       *float64  `json:"hourly"`
	Annual       *int      `json:"annual"`
	Invited      *int      `json:"invited"`
	Target       string    `json:"target"`
	ExpressEntry string    `json:"express_entry"`
	Confidence   string    `json:"confidence"`
	Note         string    `json:"note"`
	Source       string    `json:"source"`
}

// ProvincialRoundsOf makes the documents of rounds.
func ProvincialRoundsOf(list []draws.Provincial) []ProvincialRound {
	docs := []ProvincialRound{}
	for _, r := range list {
		doc := ProvincialRound{
			Date: r.Date, Province: r.Province, Program: r.Program, Scale: r.Scale, Target: r.Target,
			ExpressEntry: r.ExpressEntry, Confidence: r.Confidence, Note: r.Note, Source: r.Source,
		}
		published := func(n int) *int {
			if n == 0 {
				return nil
			}
			return &n
		}
		doc.Minimum, doc.Annual, doc.Invited = published(r.Points), published(r.Annual), published(r.Size)
		if r.Hourly > 0 {
			doc.Hourly = &r.Hourly
		}
		docs = append(docs, doc)
	}
	return docs
}

// ProvincialOf makes the document of the rounds of some days, the newest so many of
// them; 0: all.
func ProvincialOf(record *draws.Record, from, to civil.Day, last int) *ProvincialDraws {
	list := slices.DeleteFunc(slices.Clone(record.Provincial), func(r draws.Provincial) bool { return r.Date < from || r.Date > to })
	slices.Reverse(list)
	if last > 0 {
		list = list[:min(last, len(list))]
	}
	doc := &ProvincialDraws{Schema: Schema, Rounds: ProvincialRoundsOf(list), Warnings: []Warning{}}
	if n := len(record.Provincial); n > 0 {
		doc.DataDate = record.Provincial[n-1].Date
	}
	return doc
}
