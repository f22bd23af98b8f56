package cli

import (
	"errors"
	"fmt"
	"io/fs"

	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/crs"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

// mistake is an error of use: what was wrong, and what to do about it.
type mistake struct {
	what, hint reason.Reason
	code       int
}

func (m *mistake) Error() string { return reason.English().Say(m.what) }

func (m *mistake) with(hint reason.Reason) *mistake {
	m.hint = hint
	return m
}

// usage is a mistake in how the program was called.
func usage(what reason.Reason) *mistake { return &mistake{what: what, code: exitUsage} }

// failed is a mistake of another kind.
func failed(what reason.Reason) *mistake { return &mistake{what: what, code: exitFailed} }

// fail prints an error, with its hint, and returns the exit code.
func (a *app) fail(err error) int {
	if problems, ok := errors.AsType[tomlfile.Problems](err); ok {
		for _, p := range problems {
			fmt.Fprint(a.Err, p.Print(a.words))
		}
		return exitUsage
	}
	m := a.mistakeOf(err)
	if !m.what.IsZero() {
		fmt.Fprintln(a.Err, "crsplan: "+a.words.Say(m.what))
	}
	if !m.hint.IsZero() {
		fmt.Fprintln(a.Err, "crsplan: "+a.words.Phrase("hint", "hint", a.words.Say(m.hint)))
	}
	return m.code
}

// mistakeOf puts an error of a package below into words.
func (a *app) mistakeOf(err error) *mistake {
	if m, ok := errors.AsType[*mistake](err); ok {
		return m
	}
	if unknown, ok := errors.AsType[scenarios.UnknownScenario](err); ok {
		hint := reason.New("plan.unknown-scenario/hint")
		if unknown.Name == sim.Stay().Name {
			hint = reason.New("plan.unknown-scenario/stay")
		} else if unknown.Near != "" {
			hint = reason.New("hint.did-you-mean", "near", unknown.Near)
		}
		return usage(reason.New("plan.unknown-scenario", "name", unknown.Name)).with(hint)
	}
	if before, ok := errors.AsType[crs.BeforeFirstDay](err); ok {
		return usage(reason.New("before-first-day", "day", before.Day, "first", crs.FirstDay)).with(reason.New("before-first-day/hint"))
	}
	if chart, ok := errors.AsType[charts.TooLarge](err); ok {
		return usage(reason.New("chart-too-large", "chart", chart.Name)).with(reason.New("chart-too-large/hint"))
	}
	if chart, ok := errors.AsType[charts.TooFine](err); ok {
		return usage(reason.New("chart-too-fine", "chart", chart.Name)).with(reason.New("chart-too-fine/hint"))
	}
	if not, ok := errors.AsType[*notWritten](err); ok {
		return failed(reason.New("not-written", "path", not.path, "error", reason.Said(not.err.Error()))).with(reason.New("not-written/hint"))
	}
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		if errors.Is(err, fs.ErrNotExist) {
			return usage(reason.New("file-missing", "path", path.Path)).with(reason.New("file-missing/hint"))
		}
		return failed(reason.New("file-failed", "path", path.Path, "error", reason.Said(path.Err.Error()))).with(reason.New("file-failed/hint"))
	}
	return usage(reason.New("usage", "error", reason.Said(err.Error()))).with(reason.New("usage/hint"))
}

// mistakeDoc is an error as JSON, for a line of a batch.
type mistakeDoc struct {
	File    string `json:"file,omitempty"` // where it is not the one that was asked about
	Line    int    `json:"line"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
}

// errorOf returns the first problem of an error as JSON.
func (a *app) errorOf(err error, line int) mistakeDoc {
	if problems, ok := errors.AsType[tomlfile.Problems](err); ok && len(problems) > 0 {
		p := problems[0]
		doc := mistakeDoc{Line: p.Line, Column: p.Col, Message: a.words.Say(p.What)}
		if !p.Hint.IsZero() {
			doc.Hint = a.words.Say(p.Hint)
		}
		return doc
	}
	m := a.mistakeOf(err)
	doc := mistakeDoc{Line: line, Message: a.words.Say(m.what)}
	if !m.hint.IsZero() {
		doc.Hint = a.words.Say(m.hint)
	}
	return doc
}
