package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/jedib0t/go-pretty/v6/table"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// logForecast appends a forecast to a log, which is made where there is none. One
// that is in it is not logged again.
func (a *app) logForecast(path string, doc *answer.Issued) error {
	if path == standard {
		return usage(reason.New("log-standard")).with(reason.New("log-standard/hint"))
	}
	text, _, err := a.readLog(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	line := doc.Line()
	if bytes.Contains(text, line) {
		a.say(reason.New("log-there", "path", path))
		return nil
	}
	if n := len(text); n > 0 && text[n-1] != '\n' {
		text = append(text, '\n')
	}
	if err := write(path, func(w io.Writer) error {
		_, err := w.Write(append(text, line...))
		return err
	}); err != nil {
		return err
	}
	a.say(reason.New("logged", "path", path))
	return nil
}

// readLog reads a log, whose every line must be a forecast.
func (a *app) readLog(path string) (text []byte, list []answer.Issued, err error) {
	if text, err = a.read(path); err != nil {
		return nil, nil, err
	}
	list, err = answer.ReadLog(text)
	if bad, ok := errors.AsType[*answer.BadLine](err); ok {
		return nil, nil, usage(reason.New("log-line", "path", path, "line", bad.Number, "error", reason.Said(bad.Err.Error()))).with(reason.New("log-line/hint"))
	}
	return text, list, err
}

// backtestLog scores a log by what has come since.
func (a *app) backtestLog(path string, record *draws.Record, today civil.Day) error {
	_, list, err := a.readLog(path)
	if err != nil {
		return err
	}
	doc := answer.JudgeLog(list, record, today)
	return a.print(func(out io.Writer) error {
		if a.json {
			return writeJSON(out, doc, true)
		}
		a.logTables(out, doc)
		return nil
	})
}

func (a *app) logTables(out io.Writer, doc *answer.Judged) {
	fmt.Fprintln(out, a.words.Phrase("log-heading", "n", len(doc.Forecasts), "data", doc.DataDate))
	for _, f := range doc.Forecasts {
		fmt.Fprintln(out)
		heading := a.words.Phrase("log-forecast", "day", f.AsOf, "data", f.DataDate, "version", f.Version)
		rounds, chances := a.table(out), a.table(out)
		rounds.AppendHeader(a.columns("stream", "ahead", "round", "date", "cutoff", "middle", "off-last", "crps", "in-half", "in-most", "on-time"))
		chances.AppendHeader(a.columns("stream", "tests", "given", "came", "brier"))
		came, over := 0, 0
		for _, s := range f.Streams {
			short := a.words.Term("short." + s.Stream)
			for _, r := range s.Rounds {
				came++
				onTime := "-"
				if r.OnTime != nil {
					onTime = a.yes(*r.OnTime)
				}
				rounds.AppendRow(table.Row{short, r.Ahead, r.Number, dayText(r.Date), r.Cutoff, a.decimalCell(r.Middle, 0), r.Last, a.decimalCell(r.CRPS, 2), a.yes(r.In50), a.yes(r.In80), onTime})
			}
			if c := s.Chances; c.N > 0 {
				over++
				chances.AppendRow(table.Row{short, c.N, a.chanceCell(c.Given), a.percentCell(c.Came), a.decimalCell(c.Brier, 3)})
			}
		}
		fmt.Fprintln(out, heading)
		if came == 0 {
			paragraph(out, "  "+a.words.Term("log-nothing"), 2)
			continue
		}
		rounds.SetColumnConfigs(append(figures(2, 3), figures(5, 8)...))
		printTable(out, heading, rounds)
		if over > 0 {
			chances.SetColumnConfigs(figures(2, 5))
			fmt.Fprintln(out)
			printTable(out, a.words.Term("table.log-chances"), chances)
		}
	}
	fmt.Fprintln(out)
	paragraph(out, a.words.Term("log-legend"), 2)
}

func (a *app) yes(is bool) string {
	if is {
		return a.words.Term("verdict.yes")
	}
	return a.words.Term("verdict.no")
}
