package page

import (
	"math"
	"strconv"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/judged"
	"crsplan/sim/reason"
)

// Record is how forecasts and chances came true in the past.
func Record(w Writer, doc *answer.Backtest) []Block {
	if len(doc.Cutoffs) == 0 {
		return w.Warnings(doc.Warnings)
	}
	heading := w.Heading("backtest-heading", "until", doc.Until)
	if doc.Fresh {
		heading = w.Heading("backtest-heading/fresh", "until", doc.Until)
	}
	blocks := []Block{heading, w.cutoffScores(doc)}
	if len(doc.Chances) > 0 {
		t := Table{Title: w.Catalogue.Term("table.score-chances"), Columns: w.Columns("stream", "#within", "#origins", "#tests", "#brier", "#reference", "#log", "#came")}
		for _, c := range doc.Chances {
			t.Row(w.Term("short."+string(c.Stream)), w.Integer(c.Days), w.Integer(c.Origins), w.Integer(c.N), w.Fixed(c.Brier, 3), w.FixedOrNone(c.Reference, 3), w.Fixed(c.Log, 3), w.Share(c.Rate))
		}
		blocks = append(blocks, t, w.bins("table.score-bins", doc.Reliability, doc.ByStream))
	}
	if p := doc.Plans; p != nil {
		t := Table{Title: w.Catalogue.Term("table.plan-chances"), Columns: w.Columns("#months", "#starts", "#tests", "#given", "#came", "#without", "#brier", "#brier-base", "#log")}
		for _, c := range p.Cells {
			t.Row(w.Integer(c.Months), w.Integer(c.Starts), w.Integer(c.N), w.Probability(c.Given), w.Share(c.Came), w.Share(c.Without), w.Fixed(c.Brier, 3), w.Fixed(c.Base, 3), w.Fixed(c.Log, 3))
		}
		blocks = append(blocks, w.Note("backtest-plans"), t, w.bins("table.plan-bins", p.Reliability, p.ByStream))
	}
	return append(append(blocks, w.recordSummary(doc)), w.Warnings(doc.Warnings)...)
}

// cutoffScores is the table of how forecasts of cutoffs came true, beside those
// of the last value.
func (w Writer) cutoffScores(doc *answer.Backtest) Table {
	t := Table{Title: w.Catalogue.Term("table.cutoffs"), Columns: w.Columns("stream", "#ahead", "#tests", "#off", "#off-last", "#crps", "#crps-last", "#reference", "#held-half", "#held-most", "#likely", "#wide-half", "#wide-most")}
	for _, i := range []int{4, 6} { // the last value, judged as the forecast in the column before
		t.Columns[i].Sheet = w.Phrase("column-part", "column", t.Columns[i-1].Title, "part", t.Columns[i].Title)
	}
	likely := w.Column("#likely", SpreadParts...)
	likely.Sheet, likely.Parts = likely.Parts[0], likely.Parts[1:]
	t.Columns[10] = likely
	t.Spare(10, 7, 6, 4, 11, 12, 2)
	percent := func(p float64) string { return strconv.Itoa(int(math.Round(p * 100))) }
	for _, c := range doc.Cutoffs {
		t.Row(w.Term("short."+string(c.Stream)), w.Integer(c.Ahead), w.Integer(c.N), w.Fixed(c.Ours.MAE, 1), w.Fixed(c.Last.MAE, 1), w.Fixed(c.Ours.CRPS, 2), w.Fixed(c.Last.CRPS, 2), w.FixedOrNone(c.Reference, 2),
			w.Share(c.Ours.Cover50), w.Share(c.Ours.Cover80), w.Told(percent(c.Cover80From)+"–"+percent(c.Cover80To), Rounded(c.Cover80From, 4), Rounded(c.Cover80To, 4)), w.Fixed(c.Ours.Width50, 0), w.Fixed(c.Ours.Width80, 0))
	}
	return t
}

// bins is the table of what became of chances by what was given: of all
// together, with the halves of years that they were given in, and of each
// stream.
func (w Writer) bins(title string, all []judged.Bin, by []judged.StreamBins) Table {
	t := Table{Title: w.Catalogue.Term(title), Columns: w.Columns("#given", "#came", "#tests", "#half-years")}
	for _, of := range by {
		t.Columns = append(t.Columns, w.Titled(Column{Kind: Number}, w.Catalogue.Term("short."+string(of.Stream)), "tests"))
	}
	var spare []int
	for i := range by {
		spare = append(spare, len(t.Columns)-1-i)
	}
	t.Spare(spare...)
	for i, b := range all {
		if b.N == 0 {
			continue
		}
		row := []Cell{w.Probability(b.Given), w.Share(b.Came), w.Integer(b.N), w.Integer(b.HalfYears)}
		for _, of := range by {
			bin := of.Bins[i]
			row = append(row, w.Told(w.Phrase("backtest-bin", "came", w.Percent(bin.Came), "n", bin.N), Rounded(bin.Came, 4), bin.N))
		}
		t.Row(row...)
	}
	return t
}

func (w Writer) recordSummary(doc *answer.Backtest) Group {
	s := doc.Summary
	var group Group
	if s.CRPSRatio != nil {
		var items []string
		for _, r := range s.Ratios {
			items = append(items, w.Phrase("backtest-item", "stream", reason.Term("short."+r.Stream), "figure", w.Decimal(r.Ratio, 2)))
		}
		group = append(group, w.Note("backtest-ratio", "ratio", w.Decimal(*s.CRPSRatio, 3), "items", strings.Join(items, ", "), "under", s.Under, "cells", s.CutoffsOf))
	}
	group = append(group, w.Note("backtest-last", "beats", s.BeatsLast, "of", s.CutoffsOf))
	for _, c := range s.Coverage80 {
		code := "backtest-coverage"
		if c.Share < 0.72 || c.Share > 0.88 {
			code = "backtest-coverage/missed"
		}
		group = append(group, w.Note(code, "ahead", c.Ahead, "held", w.Percent(c.Share), "n", c.N))
	}
	var told []string
	for _, c := range doc.Cutoffs {
		if c.Told != nil {
			told = append(told, w.Phrase("backtest-item", "stream", reason.Term("short."+string(c.Stream)), "figure", w.Decimal(*c.Told, 2)))
		}
	}
	if len(told) > 0 {
		group = append(group, w.Note("backtest-told", "items", strings.Join(told, ", ")))
	}
	if len(doc.Chances) > 0 {
		group = append(group, w.Note("backtest-chances", "brier", w.Decimal(s.Brier, 3), "log", w.Decimal(s.Log, 3), "off", w.Decimal(100*s.CalibrationError, 1)))
	}
	if s.PlansError != nil {
		group = append(group, w.Note("backtest-plans-off", "off", w.Decimal(100**s.PlansError, 1)))
	}
	group = append(group, notes(answer.FarthestOffWords(w.Catalogue, doc.Reliability))...)
	return append(group, w.Note("backtest-legend"))
}

// Log is how forecasts came true that were issued and written down.
func Log(w Writer, doc *answer.Judged) []Block {
	blocks := []Block{w.Heading("log-heading", "n", len(doc.Forecasts), "data", doc.DataDate)}
	for _, f := range doc.Forecasts {
		heading := w.Heading("log-forecast", "day", f.AsOf, "data", f.DataDate, "version", f.Version)
		rounds := Table{Title: heading.Text, Columns: w.Columns("stream", "#ahead", "#round", "@date", "#cutoff", "#middle", "#off-last", "#crps", "in-half", "in-most", "on-time")}
		chances := Table{Title: w.Catalogue.Term("table.log-chances"), Columns: w.Columns("stream", "#tests", "#given", "#came", "#brier")}
		for _, s := range f.Streams {
			short := w.Term("short." + s.Stream)
			for _, r := range s.Rounds {
				onTime := w.None()
				if r.OnTime != nil {
					onTime = w.Verdict(r.OnTime)
				}
				rounds.Row(short, w.Integer(r.Ahead), w.Text(r.Number), w.Day(r.Date), w.Integer(r.Cutoff), w.Fixed(r.Middle, 0), w.Integer(r.Last), w.Fixed(r.CRPS, 2), w.Verdict(&r.In50), w.Verdict(&r.In80), onTime)
			}
			if c := s.Chances; c.N > 0 {
				chances.Row(short, w.Integer(c.N), w.Probability(c.Given), w.Share(c.Came), w.Fixed(c.Brier, 3))
			}
		}
		if len(rounds.Rows) == 0 {
			blocks = append(blocks, Group{heading, Items{{Text: w.Catalogue.Term("log-nothing")}}})
			continue
		}
		blocks = append(blocks, Group{heading, rounds})
		if len(chances.Rows) > 0 {
			blocks = append(blocks, chances)
		}
	}
	return append(blocks, Paragraph{Text: w.Catalogue.Term("log-legend"), Small: true})
}
