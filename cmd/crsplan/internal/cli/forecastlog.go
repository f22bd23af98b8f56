package cli

import (
	"bytes"
	"errors"
	"io"
	"io/fs"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/page"
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
	return a.printAnswer(doc, func(w page.Writer) []page.Block { return page.Log(w, doc) })
}
