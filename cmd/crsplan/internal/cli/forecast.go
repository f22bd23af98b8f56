package cli

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/reason"
)

// What the flags of a forecast may say.
const (
	mostInvited = 100_000 // of a round
	mostScore   = 1200
	nomination  = 600 // points
)

func (a *app) forecastCommand() *cobra.Command {
	var size, every, hold []string
	var scores, within []int
	var reform, log string
	var drawn *chartFlags
	cmd := &cobra.Command{
		Use: "forecast",
		Example: `  crsplan forecast
  crsplan forecast cec french --score 505,515 --within 90,180,365
  crsplan forecast cec --size cec=6000 --every cec=28d
  crsplan forecast general --hold general=0.5@2027-03
  crsplan forecast cec --as-of 2025-12-09 --json
  crsplan forecast --log forecasts.jsonl`,
		RunE: func(_ *cobra.Command, args []string) error {
			w, err := a.world()
			if err != nil {
				return err
			}
			q := answer.ForecastQuery{Scores: scores, Within: within}
			if q.Streams, err = federal(args); err != nil {
				return err
			}
			if q.Options, err = suppositions(q.Streams, size, every, hold, w.Today); err != nil {
				return err
			}
			for _, score := range scores {
				if score < 1 || score > mostScore {
					return usage(reason.New("forecast-score", "score", score, "most", mostScore)).with(reason.New("forecast-score/hint"))
				}
			}
			for _, days := range within {
				if days < 1 || days > forecast.HeldDays {
					return usage(reason.New("forecast-within", "days", days, "most", forecast.HeldDays)).with(reason.New("forecast-within/hint"))
				}
			}
			if q.Refuse, err = refuses(reform); err != nil {
				return err
			}
			if log != "" {
				if err := a.logForecast(log, answer.Issue(a.record(w), w.Today, a.seed, commit(), q.Streams)); err != nil {
					return err
				}
			}
			return a.showForecast(w.Today, answer.ForecastOf(a.words, a.record(w), w.Today, a.seed, q), len(args) > 0, drawn)
		},
	}
	flags := cmd.Flags()
	flags.StringSliceVar(&size, "size", nil, "")
	flags.StringSliceVar(&every, "every", nil, "")
	flags.StringSliceVar(&hold, "hold", nil, "")
	flags.IntSliceVar(&scores, "score", nil, "")
	flags.IntSliceVar(&within, "within", []int{90, 180, 365}, "")
	flags.StringVar(&reform, "after-reform", "show", "")
	flags.StringVar(&log, "log", "", "")
	for _, supposed := range []string{"size", "every", "hold"} { // what is logged is what was foretold, not what was supposed
		cmd.MarkFlagsMutuallyExclusive("log", supposed)
	}
	drawn = a.chartFlags(cmd)
	return cmd
}

// federal returns the streams of words, which must have rounds with a cutoff.
func federal(words []string) ([]draws.Stream, error) {
	list, err := streamsOf(words)
	if err != nil {
		return nil, err
	}
	for _, s := range list {
		if s.Ontario() {
			return nil, usage(reason.New("forecast-ontario", "stream", s.Term())).with(reason.New("forecast-ontario/hint"))
		}
	}
	return list, nil
}

// suppositions reads the what-ifs of a forecast.
func suppositions(streams []draws.Stream, size, every, hold []string, today civil.Day) (forecast.Options, error) {
	o := forecast.Options{
		Streams: streams,
		Size:    map[draws.Stream]int{}, Every: map[draws.Stream]int{}, Hold: map[draws.Stream]forecast.Hold{},
	}
	err := cmp.Or(
		eachSupposed(streams, "--size", size, reason.New("forecast-flag/size"), func(s draws.Stream, value string) bool {
			n, err := strconv.Atoi(value)
			o.Size[s] = n
			return err == nil && n >= 1 && n <= mostInvited
		}),
		eachSupposed(streams, "--every", every, reason.New("forecast-flag/every"), func(s draws.Stream, value string) bool {
			n, err := strconv.Atoi(strings.TrimSuffix(value, "d"))
			o.Every[s] = n
			return err == nil && n >= 1 && n <= forecast.HeldDays
		}),
		eachSupposed(streams, "--hold", hold, reason.New("forecast-flag/hold"), func(s draws.Stream, value string) bool {
			chance, date, _ := strings.Cut(value, "@")
			p, err := strconv.ParseFloat(chance, 64)
			by, ok := lastDay(date)
			o.Hold[s] = forecast.Hold{P: p, By: by}
			return err == nil && p >= 0 && p <= 1 && ok && by > today
		}),
	)
	return o, err
}

// eachSupposed reads the values of a flag, each a stream and what is supposed
// of it. Where streams are asked for it must be one of them.
func eachSupposed(streams []draws.Stream, flag string, values []string, hint reason.Reason, take func(draws.Stream, string) bool) error {
	for _, word := range values {
		name, value, _ := strings.Cut(word, "=")
		list, err := federal([]string{name})
		if err != nil {
			return err
		}
		if len(streams) > 0 && !slices.Contains(streams, list[0]) {
			return usage(reason.New("forecast-flag-elsewhere", "flag", flag, "value", word)).with(reason.New("forecast-flag-elsewhere/hint", "stream", name))
		}
		if !take(list[0], value) {
			return usage(reason.New("forecast-flag", "flag", flag, "value", word)).with(hint)
		}
	}
	return nil
}

// lastDay reads a day, or a month as its last day.
func lastDay(text string) (civil.Day, bool) {
	if d, err := civil.Parse(text); err == nil {
		return d, true
	}
	d, err := civil.Parse(text + "-01")
	return d.AddMonths(1) - 1, err == nil
}

func (a *app) showForecast(today civil.Day, doc *answer.Forecast, months bool, f *chartFlags) error {
	var files []charts.File
	if a.wantsCharts(f) && len(doc.Streams) > 0 {
		var err error
		if files, err = a.draw(f, today, charts.Named{Name: "fan", Chart: charts.Fan(a.words, doc)}); err != nil {
			return err
		}
	}
	return a.show(files, func(out io.Writer) error {
		if a.json {
			return writeJSON(out, doc, true)
		}
		a.forecastTables(out, doc, months)
		return nil
	})
}

// forecastTables prints each stream; by month too where that was asked for by
// naming streams.
func (a *app) forecastTables(out io.Writer, doc *answer.Forecast, months bool) {
	if doc.DataDate.IsZero() {
		a.printWarnings(out, doc.Warnings)
		return
	}
	fmt.Fprintln(out, a.words.Phrase("forecast-heading", "data", doc.DataDate, "today", doc.AsOf))
	anything := false
	for i := range doc.Streams {
		s := &doc.Streams[i]
		fmt.Fprintln(out)
		a.forecastStream(out, doc, s, months)
		anything = anything || len(s.FromToday) > 0
	}
	fmt.Fprintln(out)
	if anything {
		paragraph(out, a.words.Phrase("forecast-legend"), 2)
	}
	a.printWarnings(out, doc.Warnings)
	fmt.Fprintf(out, "\n%s\n", a.words.Term("not-advice"))
}

func (a *app) forecastStream(out io.Writer, doc *answer.Forecast, s *answer.ForecastStream, months bool) {
	stream := reason.Term("stream." + s.Stream)
	heading := a.words.Phrase("forecast-stream", "stream", stream, "state", reason.Term("state."+s.State))
	if s.Held != nil && len(s.FromToday) > 0 {
		heading = a.words.Phrase("forecast-stream/held", "stream", stream, "state", reason.Term("state."+s.State), "held", a.words.Chance(*s.Held), "data", doc.DataDate)
	}
	fmt.Fprintln(out, heading)
	stands := a.words.Phrase("forecast-stands", "n", s.FittedOn, "number", s.LastRound.Number, "date", s.LastRound.Date, "cutoff", s.LastRound.Cutoff, "size", s.LastRound.Size)
	if !s.Since.IsZero() {
		stands = a.words.Phrase("forecast-stands/since", "since", s.Since, "n", s.FittedOn, "number", s.LastRound.Number, "date", s.LastRound.Date, "cutoff", s.LastRound.Cutoff, "size", s.LastRound.Size)
	}
	paragraph(out, "  "+stands, 2)
	var rounds []string
	for _, r := range s.PastRounds[:max(len(s.PastRounds)-1, 0)] {
		rounds = append(rounds, a.words.Phrase("forecast-past-round", "date", r.Date, "cutoff", r.Cutoff, "size", r.Size))
	}
	if len(rounds) > 0 {
		paragraph(out, "  "+a.words.Phrase("forecast-past", "rounds", strings.Join(rounds, "; ")), 2)
	}
	if since := s.HeldSince; since != nil && since.P90 > 0 {
		paragraph(out, "  "+a.words.Phrase("forecast-held-since", "data", doc.DataDate, "low", since.P10, "high", since.P90), 2)
	}
	if len(s.FromToday) > 0 {
		a.roundsAhead(out, s)
	}
	if months && len(s.BySize) > 1 {
		a.bySize(out, s)
	}
	if months && len(s.Months) > 0 {
		a.monthsAhead(out, s)
	}
	if len(s.Chance) > 0 || len(s.Nominated) > 0 {
		a.chances(out, s)
	}
	if len(s.Record.Cutoffs) > 0 {
		paragraph(out, "  "+a.cutoffRecord(s), 4)
		if len(s.Chance) > 0 || len(s.Nominated) > 0 {
			paragraph(out, "  "+a.chanceRecord(s), 4)
		}
		if bin, ok := answer.FarthestOff(s.Record.Reliability); ok {
			paragraph(out, "  "+a.words.Phrase("forecast-farthest-off/stream", "given", a.words.Chance(bin.Given), "came", a.words.Percent(bin.Came), "n", bin.N), 4)
		}
	}
	for _, w := range s.Warnings {
		paragraph(out, "  ! "+w.Message, 4)
	}
}

// roundsAhead prints the rounds to come.
func (a *app) roundsAhead(out io.Writer, s *answer.ForecastStream) {
	t := a.table(out)
	header := append(a.columns("ahead", "middle-day"), a.ends("middle-day", "half"), a.ends("middle-day", "eighty"))
	header = append(append(header, a.columns("size", "cutoff")...), a.ends("cutoff", "half"), a.ends("cutoff", "eighty"))
	t.AppendHeader(header)
	for _, r := range s.FromToday {
		q := r.Cutoff
		t.AppendRow(table.Row{
			r.Number, orElse(dayText(r.Date.P50), "-"), daysCell(r.Date.P25, r.Date.P75), daysCell(r.Date.P10, r.Date.P90),
			raw(a.words.Number(r.Size.P50), r.Size.P50), q.At("0.50"), bandCell(q.At("0.25"), q.At("0.75")), bandCell(q.At("0.10"), q.At("0.90")),
		})
	}
	t.SetColumnConfigs([]table.ColumnConfig{flushRight(1), flushRight(5), flushRight(6)})
	printTable(out, a.ofStream("table.rounds-ahead", s), t)
}

// bySize prints the next cutoff by the size of its round, beside the whole.
func (a *app) bySize(out io.Writer, s *answer.ForecastStream) {
	fmt.Fprintln(out)
	t := a.table(out)
	header := append(a.columns("next-round", "size", "cutoff"), a.ends("cutoff", "half"), a.ends("cutoff", "eighty"))
	t.AppendHeader(header)
	row := func(name string, size cell, q answer.CutoffAhead) {
		t.AppendRow(table.Row{a.words.Term("size-of." + name), size, q.At("0.50"), bandCell(q.At("0.25"), q.At("0.75")), bandCell(q.At("0.10"), q.At("0.90"))})
	}
	names := []string{"small", "usual", "large"}
	if len(s.BySize) == 2 {
		names = []string{"smaller", "larger"}
	}
	for i, by := range s.BySize {
		row(names[i], raw(a.words.Number(by.Size), by.Size), by.Cutoff)
	}
	next := s.FromToday[0]
	row("any", raw(a.words.Phrase("size-any", "low", next.Size.P10, "high", next.Size.P90), next.Size.P50), next.Cutoff)
	t.SetColumnConfigs([]table.ColumnConfig{flushRight(2), flushRight(3)})
	printTable(out, a.ofStream("table.by-size", s), t)
}

// monthsAhead prints the months to come.
func (a *app) monthsAhead(out io.Writer, s *answer.ForecastStream) {
	fmt.Fprintln(out)
	t := a.table(out)
	t.AppendHeader(append(a.columns("month", "round-held", "lowest"), a.ends("lowest", "half"), a.ends("lowest", "eighty")))
	for _, m := range s.Months {
		row := table.Row{m.Month, a.chanceCell(m.Held), "-", "-", "-"}
		if m.Held > 0 {
			row = table.Row{m.Month, a.chanceCell(m.Held), m.P50, bandCell(m.P25, m.P75), bandCell(m.P10, m.P90)}
		}
		t.AppendRow(row)
	}
	t.SetColumnConfigs([]table.ColumnConfig{flushRight(2), flushRight(3)})
	printTable(out, a.ofStream("table.months-ahead", s), t)
}

// chances prints the chances of scores, and of whoever is nominated.
func (a *app) chances(out io.Writer, s *answer.ForecastStream) {
	moved := len(s.Chance) > 0 && len(s.Chance[0].Higher) > 0
	fmt.Fprintln(out)
	t := a.table(out)
	header := a.columns("score", "within", "chance")
	if moved {
		for _, h := range s.Chance[0].Higher {
			header = append(header, a.words.Phrase("forecast-higher", "points", h.Cutoffs))
		}
	}
	t.AppendHeader(append(header, a.heading("came-true", "given", "tests")))
	for _, c := range s.Chance {
		if s.Stream == string(draws.PNP) && c.Score <= nomination {
			continue // nobody without a nomination is in this race
		}
		row := table.Row{c.Score, c.Days, a.chanceCell(c.P)}
		for _, h := range c.Higher {
			row = append(row, a.chanceCell(h.P))
		}
		came := raw(a.words.Term("not-judged"))
		if c.Record != nil {
			came = raw(a.words.Phrase("forecast-came", "given", a.words.Chance(c.Record.Given), "came", a.words.Percent(c.Record.Came), "n", c.Record.N),
				rounded(c.Record.Came, 4), rounded(c.Record.Given, 4), c.Record.N)
		}
		t.AppendRow(append(row, came))
	}
	for _, n := range s.Nominated {
		row := table.Row{a.words.Term("nominated"), n.Days, a.chanceCell(n.P)}
		for len(row) < len(header) {
			row = append(row, "")
		}
		t.AppendRow(append(row, raw(a.words.Term("not-judged"))))
	}
	t.SetColumnConfigs([]table.ColumnConfig{flushRight(2), flushRight(3), flushRight(4), flushRight(5)})
	printTable(out, a.ofStream("table.scores", s), t)
}

// ends is the heading of a band, which is its two ends in a spreadsheet.
func (a *app) ends(of, band string) cell {
	c := a.headed(a.words.Phrase("column-part", "column", a.words.Term("column."+of), "part", a.words.Term("column."+band)), spreadParts...)
	return cell{a.words.Term("column." + band), c.raw[1:]}
}

// ofStream is the title of a table of a stream.
func (a *app) ofStream(title string, s *answer.ForecastStream) string {
	return a.labelled(a.words.Term("stream."+s.Stream), a.words.Term(title))
}

func (a *app) cutoffRecord(s *answer.ForecastStream) string {
	var items []string
	for _, c := range s.Record.Cutoffs {
		items = append(items, a.words.Phrase("forecast-record/item", "ahead", c.Ahead, "most", a.words.Percent(c.Ours.Cover80), "n", c.N,
			"half", a.words.Percent(c.Ours.Cover50), "off", a.words.Decimal(c.Ours.MAE, 1), "last", a.words.Decimal(c.Last.MAE, 1)))
	}
	return a.words.Phrase("forecast-record", "until", s.Record.Until, "items", strings.Join(items, "; "))
}

func (a *app) chanceRecord(s *answer.ForecastStream) string {
	var items []string
	for _, c := range s.Record.Chances {
		items = append(items, a.words.Phrase("forecast-brier/item", "days", c.Days, "brier", a.words.Decimal(c.Brier, 3), "origins", c.Origins))
	}
	return a.words.Phrase("forecast-brier", "items", strings.Join(items, "; "))
}

func dayText(d civil.Day) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

func bandText(low, high int) string { return span(strconv.Itoa(low), strconv.Itoa(high)) }

// span writes from what to what; nothing where there is nothing.
func span(from, to string) string {
	if from == "" {
		return "-"
	}
	return from + "–" + to
}
