package answer

import (
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
