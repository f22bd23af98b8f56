package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// keptProvincialName is the file of the provincial rounds that were taken in, beside
// that of the federal ones.
const keptProvincialName = "provincial.json"

// withProvincial lays the provincial rounds that were taken in over a record.
func (a *app) withProvincial(record *draws.Record, path string) *draws.Record {
	path = filepath.Join(filepath.Dir(path), keptProvincialName)
	text, err := os.ReadFile(path)
	var list []draws.Provincial
	if err == nil {
		list, err = draws.ReadKeptProvincial(bytes.NewReader(text))
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return record
	case err != nil:
		a.say(reason.New("data-broken", "path", path, "problem", a.problem(err)))
		return record
	}
	return record.MergeProvincial(list, true).Record
}

// updateProvinces takes a file of provincial rounds in, whole or not at all.
func (a *app) updateProvinces(cmd *cobra.Command, from string, accept bool) error {
	text, err := a.fetch(cmd.Context(), from)
	if err != nil {
		return err
	}
	list, err := draws.ReadProvincial(from, bytes.NewReader(text))
	if row, ok := errors.AsType[*draws.RowError](err); ok {
		return failed(reason.New("update-provinces", "from", from, "line", row.Line, "problem", a.words.Say(row.What))).with(reason.New("update-provinces/hint"))
	} else if err != nil {
		return err
	}
	folder := filepath.Dir(a.keptPath())
	if err := makeFolder(folder, ownFolder); err != nil {
		return err
	}
	defer lockFolder(folder)()
	merge := a.rounds().MergeProvincial(list, accept)
	doc := &provincialDoc{
		Schema: answer.Schema, Read: len(list), Taken: accept || len(merge.Changed) == 0,
		Added: answer.ProvincialRoundsOf(merge.Added), Changed: changesOf(merge.Changed),
	}
	if doc.Taken {
		kept := merge.Record.BeyondProvincial(draws.Embedded())
		if err := write(filepath.Join(folder, keptProvincialName), func(w io.Writer) error { return draws.WriteProvincial(w, kept) }); err != nil {
			return err
		}
	}
	err = a.output(func(out io.Writer) error {
		if a.json {
			return writeJSON(out, doc, true)
		}
		if len(doc.Added) > 0 && doc.Taken {
			if err := a.writeBlocks(out, []page.Block{page.ProvincialTable(a.writer(), doc.Added)}); err != nil {
				return err
			}
			fmt.Fprintln(out)
		}
		for _, c := range doc.Changed {
			fmt.Fprintln(out, a.words.Phrase("update-change/province", "round", c.Round, "field", c.Field, "was", c.Was, "is", c.Is))
		}
		if !doc.Taken {
			return nil
		}
		_, err := fmt.Fprintln(out, a.words.Phrase("update-provinces-foot", "read", doc.Read, "added", len(doc.Added)))
		return err
	})
	if err == nil && !doc.Taken {
		err = failed(reason.New("update-provinces-changed", "count", len(merge.Changed))).with(reason.New("update-changed/hint"))
	}
	return err
}

// provincialDoc is what an update of provincial rounds did.
type provincialDoc struct {
	Schema  int                      `json:"schema"`
	Taken   bool                     `json:"taken"` // all of it, or nothing
	Read    int                      `json:"read"`
	Added   []answer.ProvincialRound `json:"added"`
	Changed []changeDoc              `json:"changed"`
}
