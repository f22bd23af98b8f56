package page

import (
	"strconv"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/reason"
)

// mostRounds is how many rounds stand in a short answer.
const mostRounds = 15

// Rounds are rounds of invitations and Ontario's draws, with the day to which
// they are known.
func Rounds(w Writer, doc *answer.Draws) []Block {
	table := RoundsTable(w, doc.Rounds)
	table.Most = mostRounds
	blocks := []Block{table}
	if !doc.DataDate.IsZero() {
		blocks = append(blocks, w.Paragraph("draws-foot", "count", len(doc.Rounds), "date", doc.DataDate))
	}
	return append(blocks, w.Warnings(doc.Warnings)...)
}

// RoundsTable is a table of rounds: each an [answer.Round] or an [answer.Band].
func RoundsTable[R any](w Writer, rounds []R) Table {
	t := Table{Title: w.Catalogue.Term("table.draws"), Columns: w.Columns("#round", "@date", "stream", "name", "#size")}
	t.Columns[3].Wrap = 48
	t.Columns = append(t.Columns, w.Column("#cutoff", SpreadParts...), w.Column("tie-break"))
	t.Spare(3, 6, 4)
	for _, r := range rounds {
		switch r := any(r).(type) {
		case answer.Round:
			tie := ""
			if r.TieBreak != nil {
				tie = *r.TieBreak
			}
			t.Row(w.Text(r.Number), w.Day(r.Date), w.stream(r.Stream), w.Text(w.Cite(reason.Cited(r.Name))), w.Integer(r.Size), w.Integer(r.Cutoff), w.Text(tie))
		case answer.Band:
			t.Row(w.Text(""), w.Day(r.Date), w.stream(r.Stream), w.Text(w.Cite(reason.Cited(r.Name))), w.Integer(r.Size), w.band(r.Low, r.High), w.Text(""))
		}
	}
	return t
}

// stream is a cell of the name of a stream, which a spreadsheet has as its key.
func (w Writer) stream(key string) Cell {
	return w.Told(w.Catalogue.Term("stream."+key), key)
}

// RoundsData are rounds as data, under names that stay the same in every
// language.
func RoundsData(w Writer, doc *answer.Draws) *Table {
	t := &Table{}
	for _, name := range []string{"number", "date", "stream", "name", "size", "cutoff", "low", "high", "tie_break", "source"} {
		t.Columns = append(t.Columns, Column{Title: name})
	}
	for _, r := range doc.Rounds {
		switch r := r.(type) {
		case answer.Round:
			tie := ""
			if r.TieBreak != nil {
				tie = *r.TieBreak
			}
			t.Row(w.Text(r.Number), w.Day(r.Date), w.Text(r.Stream), w.Text(r.Name), w.Integer(r.Size), w.Integer(r.Cutoff), w.Text(""), w.Text(""), w.Text(tie), w.Text(r.Source))
		case answer.Band:
			t.Row(w.Text(""), w.Day(r.Date), w.Text(r.Stream), w.Text(r.Name), w.Integer(r.Size), w.Text(""), w.optional(r.Low), w.optional(r.High), w.Text(""), w.Text(r.Source))
		}
	}
	return t
}

// optional is a cell of a number that may be unpublished.
func (w Writer) optional(n *int) Cell {
	if n == nil {
		return w.Text("")
	}
	return w.Integer(*n)
}

// band is a cell of the lowest and the highest score of a draw, either of which
// may be unpublished; its parts are the ends.
func (w Writer) band(low, high *int) Cell {
	var text string
	switch {
	case low == nil && high == nil:
		text = w.Catalogue.Term("place.unpublished")
	case high == nil:
		text = w.Phrase("band-least", "low", *low)
	case low == nil:
		text = w.Phrase("band-most", "high", *high)
	default:
		text = Band(*low, *high)
	}
	return w.Told(text, "", w.optional(low).Text, w.optional(high).Text)
}

// ProvincialRounds are the provinces' own rounds, with the day to which they are
// known.
func ProvincialRounds(w Writer, doc *answer.ProvincialDraws) []Block {
	table := ProvincialTable(w, doc.Rounds)
	table.Most = mostRounds
	return append([]Block{table, w.Paragraph("draws-provinces-foot", "count", len(doc.Rounds), "date", doc.DataDate)}, w.Warnings(doc.Warnings)...)
}

// ProvincialTable is a table of provinces' own rounds.
func ProvincialTable(w Writer, rounds []answer.ProvincialRound) Table {
	t := Table{Title: w.Catalogue.Term("table.draws"), Columns: w.Columns("@date", "province", "program", "#minimum", "#size", "target")}
	t.Columns[2].Wrap, t.Columns[5].Wrap = 34, 40
	t.Spare(5, 4)
	for _, r := range rounds {
		minimum := w.optional(r.Minimum)
		if r.Hourly != nil {
			minimum = w.Money(*r.Hourly)
		}
		t.Row(w.Day(r.Date), w.Text(r.Province), w.Text(w.Cite(reason.Cited(r.Program))), minimum, w.optional(r.Invited), w.Text(w.Cite(reason.Cited(r.Target))))
	}
	return t
}

// ProvincialData are provinces' own rounds as data, in the form in which they are
// taken in.
func ProvincialData(w Writer, doc *answer.ProvincialDraws) *Table {
	t := &Table{}
	for name := range strings.SplitSeq(answer.ProvincialColumns, ",") {
		t.Columns = append(t.Columns, Column{Title: name})
	}
	for _, r := range doc.Rounds {
		hourly := w.Text("")
		if r.Hourly != nil {
			hourly = w.Text(strconv.FormatFloat(*r.Hourly, 'f', -1, 64))
		}
		t.Row(w.Text(r.Province), w.Text(r.Program), w.Day(r.Date), w.Text(r.Scale), w.optional(r.Minimum), hourly, w.optional(r.Invited), w.Text(r.Source),
			w.Text(r.Confidence), w.optional(r.Annual), w.Text(r.Target), w.Text(r.ExpressEntry), w.Text(r.Note))
	}
	return t
}
