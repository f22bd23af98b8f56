package page

import (
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// mostAhead is how many rounds ahead stand in a short answer.
const mostAhead = 5

// nomination is what a nomination adds to a score.
const nomination = 600

// Forecast are the rounds to come of each stream, and as details what they rest
// on; with a single stream by size and by month too.
func Forecast(w Writer, doc *answer.Forecast, detailed bool) []Block {
	if doc.DataDate.IsZero() {
		return w.Warnings(doc.Warnings)
	}
	blocks := []Block{w.Heading("forecast-heading", "data", doc.DataDate, "today", doc.AsOf)}
	var details Details
	anything := false
	for i := range doc.Streams {
		s := &doc.Streams[i]
		blocks = append(blocks, w.forecastOf(doc, s)...)
		details = append(details, w.restsOn(s, detailed)...)
		anything = anything || len(s.FromToday) > 0
	}
	if anything {
		details = append(details, w.Note("forecast-legend"))
	}
	return append(blocks, w.Closing(doc.Warnings), append(details, w.Warnings(others(doc.Warnings))...))
}

// forecastOf is what is to come of a stream.
func (w Writer) forecastOf(doc *answer.Forecast, s *answer.ForecastStream) []Block {
	stream, state := reason.Term("stream."+s.Stream), reason.Term("state."+s.State)
	heading := w.Heading("forecast-stream", "stream", stream, "state", state)
	if s.Held != nil && len(s.FromToday) > 0 {
		heading = w.Heading("forecast-stream/held", "stream", stream, "state", state, "held", w.Chance(*s.Held), "data", doc.DataDate)
	}
	group := Group{heading}
	if since := s.HeldSince; since != nil && since.P90 > 0 {
		group = append(group, Items{{Text: w.Phrase("forecast-held-since", "data", doc.DataDate, "low", since.P10, "high", since.P90)}})
	}
	if len(s.FromToday) > 0 {
		group = append(group, w.roundsAhead(s))
	}
	if len(s.Chance) > 0 {
		return []Block{group, w.scoreChances(s)}
	}
	return []Block{group}
}

// restsOn is what the forecast of a stream rests on; detailed: with its next
// cutoff by the size of the round, and its months.
func (w Writer) restsOn(s *answer.ForecastStream, detailed bool) (blocks []Block) {
	stands := w.Phrase("forecast-stands", "n", s.FittedOn, "number", s.LastRound.Number, "date", s.LastRound.Date, "cutoff", s.LastRound.Cutoff, "size", s.LastRound.Size)
	if !s.Since.IsZero() {
		stands = w.Phrase("forecast-stands/since", "since", s.Since, "n", s.FittedOn, "number", s.LastRound.Number, "date", s.LastRound.Date, "cutoff", s.LastRound.Cutoff, "size", s.LastRound.Size)
	}
	said := Items{{Text: stands}}
	var rounds []string
	for _, r := range s.PastRounds[:max(len(s.PastRounds)-1, 0)] {
		rounds = append(rounds, w.Phrase("forecast-past-round", "date", r.Date, "cutoff", r.Cutoff, "size", r.Size))
	}
	if len(rounds) > 0 {
		said = append(said, Item{Text: w.Phrase("forecast-past", "rounds", strings.Join(rounds, "; "))})
	}
	if len(s.Record.Cutoffs) > 0 {
		said = append(said, Item{Text: w.cutoffRecord(s)})
		if len(s.Chance) > 0 || len(s.Nominated) > 0 {
			said = append(said, Item{Text: w.chanceRecord(s)})
		}
		if bin, ok := answer.FarthestOff(s.Record.Reliability); ok {
			said = append(said, Item{Text: w.Phrase("forecast-farthest-off/stream", "given", w.Chance(bin.Given), "came", w.Percent(bin.Came), "n", bin.N)})
		}
	}
	for _, warning := range s.Warnings {
		said = append(said, Item{Mark: "!", Text: warning.Message})
	}
	blocks = []Block{Group{w.Name("stream." + s.Stream), said}}
	if len(s.Chance) == 0 && len(s.Nominated) > 0 {
		blocks = append(blocks, w.scoreChances(s))
	}
	if detailed && len(s.BySize) > 1 {
		blocks = append(blocks, w.bySize(s))
	}
	if detailed && len(s.Months) > 0 {
		blocks = append(blocks, w.monthsAhead(s))
	}
	return blocks
}

// ahead is an empty table of what is to come of a stream.
func (w Writer) ahead(title string, s *answer.ForecastStream, columns ...Column) Table {
	return Table{Title: w.Labelled(w.Catalogue.Term("stream."+s.Stream), w.Catalogue.Term(title)), Columns: columns}
}

// ends is the column of a band of something, which is its two ends in a
// spreadsheet.
func (w Writer) ends(of, band string) Column {
	whole := w.Phrase("column-part", "column", w.Catalogue.Term("column."+of), "part", w.Catalogue.Term("column."+band))
	c := w.Titled(Column{}, whole, SpreadParts...)
	c.Title, c.Sheet, c.Parts = w.Catalogue.Term("column."+band), c.Parts[0], c.Parts[1:]
	return c
}

// days is a cell of the days from one to another, both included.
func (w Writer) days(from, to civil.Day) Cell {
	if from.IsZero() {
		return Cell{Nothing, []any{"", ""}}
	}
	return Cell{w.Day(from).Text + "–" + w.Day(to).Text, []any{from.String(), to.String()}}
}

// count is a cell of a large whole number.
func (w Writer) count(n int) Cell { return Cell{w.Number(n), []any{n}} }

// cutoffs are the cells of a cutoff to come: its middle and two bands.
func (w Writer) cutoffs(q answer.CutoffAhead) []Cell {
	return []Cell{w.Integer(q.At("0.50")), w.Between(q.At("0.25"), q.At("0.75")), w.Between(q.At("0.10"), q.At("0.90"))}
}

// roundsAhead is the table of the rounds to come.
func (w Writer) roundsAhead(s *answer.ForecastStream) Table {
	t := w.ahead("table.rounds-ahead", s, w.Column("#ahead"), w.Column("@middle-day"), w.ends("middle-day", "half"), w.ends("middle-day", "eighty"),
		w.Column("#size"), w.Column("#cutoff"), w.ends("cutoff", "half"), w.ends("cutoff", "eighty"))
	t.Spare(4, 2, 3)
	t.Most = mostAhead
	for _, r := range s.FromToday {
		row := []Cell{w.Integer(r.Number), w.Day(r.Date.P50), w.days(r.Date.P25, r.Date.P75), w.days(r.Date.P10, r.Date.P90), w.count(r.Size.P50)}
		t.Row(append(row, w.cutoffs(r.Cutoff)...)...)
	}
	return t
}

// bySize is the table of the next cutoff by the size of its round, beside the
// whole.
func (w Writer) bySize(s *answer.ForecastStream) Table {
	t := w.ahead("table.by-size", s, w.Column("next-round"), w.Column("#size"), w.Column("#cutoff"), w.ends("cutoff", "half"), w.ends("cutoff", "eighty"))
	row := func(name string, size Cell, q answer.CutoffAhead) {
		t.Row(append([]Cell{w.Term("size-of." + name), size}, w.cutoffs(q)...)...)
	}
	names := []string{"small", "usual", "large"}
	if len(s.BySize) == 2 {
		names = []string{"smaller", "larger"}
	}
	for i, by := range s.BySize {
		row(names[i], w.count(by.Size), by.Cutoff)
	}
	next := s.FromToday[0]
	row("any", w.Told(w.Phrase("size-any", "low", next.Size.P10, "high", next.Size.P90), next.Size.P50), next.Cutoff)
	return t
}

// monthsAhead is the table of the months to come.
func (w Writer) monthsAhead(s *answer.ForecastStream) Table {
	t := w.ahead("table.months-ahead", s, w.Column("month"), w.Column("#round-held"), w.Column("#lowest"), w.ends("lowest", "half"), w.ends("lowest", "eighty"))
	for _, m := range s.Months {
		if m.Held > 0 {
			t.Row(w.Text(m.Month), w.Probability(m.Held), w.Integer(m.P50), w.Between(m.P25, m.P75), w.Between(m.P10, m.P90))
		} else {
			t.Row(w.Text(m.Month), w.Probability(m.Held), w.None(), w.None(), w.None())
		}
	}
	return t
}

// scoreChances is the table of the chances of scores, and of whoever is
// nominated.
func (w Writer) scoreChances(s *answer.ForecastStream) Table {
	t := w.ahead("table.scores", s, w.Columns("#score", "#within", "#chance")...)
	var higher []answer.HigherChance
	if len(s.Chance) > 0 {
		higher = s.Chance[0].Higher
	}
	for _, h := range higher {
		t.Columns = append(t.Columns, Column{Title: w.Phrase("forecast-higher", "points", h.Cutoffs), Kind: Number})
	}
	t.Columns = append(t.Columns, w.Column("came-true", "given", "tests"))
	for i := range higher {
		t.Columns[3+i].Priority = 1
	}
	for _, c := range s.Chance {
		if s.Stream == string(draws.PNP) && c.Score <= nomination {
			continue // nobody without a nomination is in this race
		}
		row := []Cell{w.Integer(c.Score), w.Integer(c.Days), w.Probability(c.P)}
		for _, h := range c.Higher {
			row = append(row, w.Probability(h.P))
		}
		came := w.Term("not-judged")
		if r := c.Record; r != nil {
			came = w.Told(w.Phrase("forecast-came", "given", w.Chance(r.Given), "came", w.Percent(r.Came), "n", r.N), Rounded(r.Came, 4), Rounded(r.Given, 4), r.N)
		}
		t.Row(append(row, came)...)
	}
	for _, n := range s.Nominated {
		row := []Cell{w.Term("nominated"), w.Integer(n.Days), w.Probability(n.P)}
		for range higher {
			row = append(row, w.Text(""))
		}
		t.Row(append(row, w.Term("not-judged"))...)
	}
	return t
}

func (w Writer) cutoffRecord(s *answer.ForecastStream) string {
	var items []string
	for _, c := range s.Record.Cutoffs {
		items = append(items, w.Phrase("forecast-record/item", "ahead", c.Ahead, "most", w.Percent(c.Ours.Cover80), "n", c.N,
			"half", w.Percent(c.Ours.Cover50), "off", w.Decimal(c.Ours.MAE, 1), "last", w.Decimal(c.Last.MAE, 1)))
	}
	return w.Phrase("forecast-record", "until", s.Record.Until, "items", strings.Join(items, "; "))
}

func (w Writer) chanceRecord(s *answer.ForecastStream) string {
	var items []string
	for _, c := range s.Record.Chances {
		items = append(items, w.Phrase("forecast-brier/item", "days", c.Days, "brier", w.Decimal(c.Brier, 3), "origins", c.Origins))
	}
	return w.Phrase("forecast-brier", "items", strings.Join(items, "; "))
}
