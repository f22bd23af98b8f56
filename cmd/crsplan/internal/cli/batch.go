package cli

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"iter"

	"github.com/spf13/cobra"

	"crsplan/scenarios"
	"crsplan/sim/civil"
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

// answerer makes the document of one client on a day.
type answerer func(c *scenarios.Client, on civil.Day) (any, error)

// batch answers for a file of profiles, one a line, in order, on all cores. A
// bad line is reported in its place and the rest goes on.
func (a *app) batch(ctx context.Context, path string, on civil.Day, answer answerer) error {
	in, done, err := a.open(path)
	if err != nil {
		return err
	}
	defer done()
	type answered struct {
		text []byte
		err  error
	}
	bad := 0
	var unread, torn error
	err = a.output(func(out io.Writer) error {
		unfinished := inOrder(ctx, numbered(in, &torn), func(l line) answered {
			doc, err := a.answerLine(a.nameOf(path), l, on, answer)
			var text bytes.Buffer
			unsaid := writeJSON(&text, doc, false)
			return answered{text.Bytes(), cmp.Or(err, unsaid)}
		}, func(r answered) error {
			if r.err != nil {
				bad++
			}
			_, err := out.Write(r.text)
			return err
		})
		if unfinished != nil { // the lines may still be read
			return unfinished
		}
		unread = torn
		return unread
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

// line is a line of a JSON Lines file with its number.
type line struct {
	n    int
	text []byte
}

// numbered returns the lines of a text that are not blank. Once they are
// through, unread is what went wrong in reading them.
func numbered(in io.Reader, unread *error) iter.Seq[line] {
	return func(yield func(line) bool) {
		*unread = eachLine(in, func(n int, text []byte) bool {
			if len(bytes.TrimSpace(text)) == 0 {
				return true
			}
			return yield(line{n, bytes.Clone(text)})
		})
	}
}

// badLine stands in the place of an answer that a line did not get.
type badLine struct {
	ID    any        `json:"id"`
	Error mistakeDoc `json:"error"`
}

func (a *app) answerLine(file string, l line, on civil.Day, answer answerer) (any, error) {
	c, err := readLine(a.reader(), file, l)
	if err == nil {
		if !c.On.IsZero() {
			on = c.On
		}
		var doc any
		if doc, err = answer(c, on); err == nil {
			return doc, nil
		}
	}
	return badLine{c.ID, a.errorOf(err, l.n)}, err
}

// readLine reads the client of a line.
func readLine(r *scenarios.Reader, file string, l line) (*scenarios.Client, error) {
	if len(l.text) > mostLine {
		return &scenarios.Client{}, usage(reason.New("batch-line-long", "line", l.n, "most", mostLine))
	}
	c := r.ClientLine(file, l.n, l.text)
	return &c, c.Err
}
