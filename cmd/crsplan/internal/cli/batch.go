package cli

import (
	"bytes"
	"cmp"
	"io"

	"github.com/spf13/cobra"

	"crsplan/scenarios"
	"crsplan/sim/civil"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// batchArgs checks the arguments of a command that takes a profile first, or
// --batch in its stead.
func batchArgs(batch *string, least, most int, code string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if *batch != "" {
			if len(args) > most-least {
				return usage(reason.New(code)).with(reason.New(code + "/hint"))
			}
			return nil
		}
		if len(args) < least || len(args) > most {
			return usage(reason.New(code)).with(reason.New(code + "/hint"))
		}
		return nil
	}
}

// answerer makes the document of one person on a day, with the id of its line.
type answerer func(p *profile.Profile, warnings reason.Warnings, on civil.Day, id any) (any, error)

// batch answers for a file of profiles, one a line, in order. A bad line is
// reported in its place and the rest goes on.
func (a *app) batch(path string, on civil.Day, answer answerer) error {
	in, done, err := a.open(path)
	if err != nil {
		return err
	}
	defer done()
	bad := 0
	var unread error
	err = a.print(func(out io.Writer) error {
		var unwritten error
		unread = eachLine(in, func(n int, text []byte) bool {
			if len(bytes.TrimSpace(text)) == 0 {
				return true
			}
			doc, err := a.answerLine(a.nameOf(path), n, text, on, answer)
			if err != nil {
				bad++
			}
			unwritten = writeJSON(out, doc, false)
			return unwritten == nil
		})
		return cmp.Or(unwritten, unread)
	})
	if unread != nil {
		return unread
	}
	if err != nil {
		return err
	}
	if bad > 0 {
		return failed(reason.New("batch-bad", "count", bad))
	}
	return nil
}

// badLine stands in the place of an answer that a line did not get.
type badLine struct {
	ID    any        `json:"id"`
	Error mistakeDoc `json:"error"`
}

func (a *app) answerLine(file string, n int, line []byte, on civil.Day, answer answerer) (any, error) {
	if len(line) > mostLine {
		err := usage(reason.New("batch-line-long", "line", n, "most", mostLine))
		return badLine{nil, a.errorOf(err, n)}, err
	}
	entry := scenarios.ReadBatchLine(file, n, line)
	if entry.Err != nil {
		return badLine{entry.ID, a.errorOf(entry.Err, n)}, entry.Err
	}
	if !entry.On.IsZero() {
		on = entry.On
	}
	doc, err := answer(entry.Profile, entry.Warnings, on, entry.ID)
	if err != nil {
		return badLine{entry.ID, a.errorOf(err, n)}, err
	}
	return doc, nil
}
