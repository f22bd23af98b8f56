package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// officialFeed is where IRCC publishes its rounds.
const officialFeed = "https://www.canada.ca/content/dam/ircc/documents/json/ee_rounds_123_en.json"

func (a *app) updateCommand() *cobra.Command {
	var from, provincial string
	var accept, reset bool
	cmd := &cobra.Command{
		Use: "update",
		Example: `  crsplan draws update
  crsplan draws update --from ee_rounds_123_en.json
  crsplan draws update --provinces rounds.csv
  crsplan draws update --reset`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case reset && (cmd.Flags().Changed("from") || provincial != "" || accept):
				return usage(reason.New("update-reset-alone")).with(reason.New("update-reset-alone/hint"))
			case a.keptPath() == "":
				return failed(reason.New("update-no-folder")).with(reason.New("update-no-folder/hint"))
			case reset:
				return a.resetRounds()
			case provincial != "":
				return a.updateProvinces(cmd, provincial, accept)
			}
			return a.updateRounds(cmd, from, accept)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&from, "from", officialFeed, "")
	flags.StringVar(&provincial, "provinces", "", "")
	flags.BoolVar(&accept, "accept-changes", false, "")
	flags.BoolVar(&reset, "reset", false, "")
	return cmd
}

// keptName is the file of the rounds that were taken in.
const keptName = "rounds.json"

// keptPath returns the path of that file in the user's data folder, and
// nothing where the surroundings name no such folder.
func (a *app) keptPath() string {
	if own := a.Getenv("CRSPLAN_DATA"); own != "" {
		return filepath.Join(own, keptName)
	}
	// By the XDG base directory specification a relative path is ignored.
	if data := a.Getenv("XDG_DATA_HOME"); filepath.IsAbs(data) {
		return filepath.Join(data, "crsplan", keptName)
	}
	if home := a.Getenv("HOME"); filepath.IsAbs(home) {
		return filepath.Join(home, ".local", "share", "crsplan", keptName)
	}
	return ""
}

// rounds returns the embedded record with what was taken in laid over it. A
// file that cannot be used is ignored, and said once.
func (a *app) rounds() *draws.Record {
	a.roundsOnce.Do(func() {
		a.roundsRead = draws.Embedded()
		path := a.keptPath()
		if path == "" {
			return
		}
		record, odd, err := keptRounds(path)
		switch {
		case err == nil:
			a.roundsRead = record
			for _, note := range odd {
				a.say(reason.New("data-odd", "path", path, "note", a.words.Say(note)))
			}
		case !errors.Is(err, fs.ErrNotExist):
			a.say(reason.New("data-broken", "path", path, "problem", a.problem(err)))
		}
		a.roundsRead = a.withProvincial(a.roundsRead, path)
	})
	return a.roundsRead
}

func keptRounds(path string) (_ *draws.Record, odd []reason.Reason, _ error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	kept, err := draws.ReadKept(f)
	if err != nil {
		return nil, nil, err
	}
	record, odd := draws.Embedded().With(kept)
	return record, odd, nil
}

// problem says what is wrong with a feed or its file, without the path.
func (a *app) problem(err error) string {
	if bad, ok := errors.AsType[*draws.FeedError](err); ok {
		return a.words.Say(bad.What)
	}
	return a.words.Value(reason.Said(cause(err).Error()))
}

// resetRounds removes what was taken in.
func (a *app) resetRounds() error {
	path := a.keptPath()
	defer lockFolder(filepath.Dir(path))()
	sweep(filepath.Dir(path))
	os.Remove(filepath.Join(filepath.Dir(path), keptProvincialName)) // where there is one
	done := reason.New("update-reset", "path", path, "date", draws.Embedded().DataDate())
	switch err := os.Remove(path); {
	case errors.Is(err, fs.ErrNotExist):
		done = reason.New("update-reset/nothing", "date", draws.Embedded().DataDate())
	case err != nil:
		return &notWritten{path, cause(err)}
	}
	return a.output(func(out io.Writer) error {
		if a.json {
			return writeJSON(out, &updateDoc{
				Schema: answer.Schema, DataDate: draws.Embedded().DataDate(), Added: []answer.Round{},
				Changed: []changeDoc{}, Known: []changeDoc{}, Warnings: []answer.Warning{},
			}, true)
		}
		_, err := fmt.Fprintln(out, a.words.Say(done))
		return err
	})
}

// updateRounds takes a feed in.
func (a *app) updateRounds(cmd *cobra.Command, from string, accept bool) error {
	text, err := a.fetch(cmd.Context(), from)
	if err != nil {
		return err
	}
	feed, notes, err := draws.ReadFeed(bytes.NewReader(text))
	var merge *draws.Merge
	if err == nil {
		// What another update takes in meanwhile is not lost: it is read here.
		folder := filepath.Dir(a.keptPath())
		if err := makeFolder(folder, ownFolder); err != nil {
			return err
		}
		defer lockFolder(folder)()
		merge = a.rounds().Merge(feed, accept)
	}
	if err != nil {
		return failed(reason.New("update-feed", "from", from, "problem", a.problem(err))).with(reason.New("update-feed/hint"))
	}
	notes = append(notes, merge.Notes...)
	for _, r := range merge.Added {
		if r.Date > a.Today {
			notes = append(notes, reason.New("update-ahead", "round", r.Number, "date", r.Date))
		}
	}
	doc := &updateDoc{
		Schema: answer.Schema, DataDate: merge.Record.Until(a.Today).DataDate(), Read: len(feed.Rounds), Taken: accept || len(merge.Changed) == 0,
		Added: []answer.Round{}, Changed: changesOf(merge.Changed), Known: changesOf(merge.Known), Warnings: answer.Words(a.words, notes),
	}
	for i := range merge.Added {
		doc.Added = append(doc.Added, answer.RoundOf(&merge.Added[i]))
	}
	if err := keep(a.keptPath(), merge.Record.Beyond(draws.Embedded())); err != nil {
		return err
	}
	err = a.output(func(out io.Writer) error {
		if a.json {
			return writeJSON(out, doc, true)
		}
		return a.updateText(out, doc)
	})
	if err == nil && !doc.Taken {
		err = failed(reason.New("update-changed", "count", len(merge.Changed))).with(reason.New("update-changed/hint"))
	}
	return err
}

// updateDoc is what an update did.
type updateDoc struct {
	Schema   int              `json:"schema"`
	DataDate civil.Day        `json:"data_date"` // of what is known from now on
	Taken    bool             `json:"taken"`     // whether that holds for the changed values too
	Read     int              `json:"read"`      // rounds of the feed
	Added    []answer.Round   `json:"added"`
	Changed  []changeDoc      `json:"changed"`
	Known    []changeDoc      `json:"known"` // errors of the feed that were not taken over
	Warnings []answer.Warning `json:"warnings"`
}

type changeDoc struct {
	Round string `json:"round"`
	Field string `json:"field"`
	Was   string `json:"was"`
	Is    string `json:"is"`
}

func changesOf(list []draws.Change) []changeDoc {
	docs := []changeDoc{}
	for _, c := range list {
		docs = append(docs, changeDoc(c))
	}
	return docs
}

func (a *app) updateText(out io.Writer, doc *updateDoc) error {
	if len(doc.Added) > 0 {
		if err := a.writeBlocks(out, []page.Block{page.RoundsTable(a.writer(), doc.Added)}); err != nil {
			return err
		}
		fmt.Fprintln(out)
	}
	for _, c := range doc.Changed {
		fmt.Fprintln(out, a.words.Phrase("update-change", "round", c.Round, "field", c.Field, "was", c.Was, "is", c.Is))
	}
	for _, c := range doc.Known {
		fmt.Fprintln(out, a.words.Phrase("update-known", "round", c.Round, "field", c.Field, "was", c.Was, "is", c.Is))
	}
	for _, w := range doc.Warnings {
		a.paragraph(out, w.Message, 2)
	}
	_, err := fmt.Fprintln(out, a.words.Phrase("update-foot", "read", doc.Read, "added", len(doc.Added), "date", doc.DataDate))
	return err
}

// keep writes what was taken in. It clears away what an update that was killed
// left behind; so, where folders cannot be locked, an update that runs at the
// same time may lose its temporary file, and then writes again.
func keep(path string, feed *draws.Feed) error {
	sweep(filepath.Dir(path))
	const tries = 50
	var err error
	for range tries {
		if err = write(path, feed.Write); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return err
}

// sweep removes the temporary files of a folder of ours.
func sweep(folder string) {
	left, _ := filepath.Glob(filepath.Join(glob(folder), temporary)) // the pattern is well formed
	for _, name := range left {
		os.Remove(name) // what stays is in nobody's way
	}
}

// glob quotes a path for a pattern.
func glob(path string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(path)
}
