package cli

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

func (a *app) drawsCommand() *cobra.Command {
	var streams []string
	var from, to string
	var rows bool
	var last int
	cmd := &cobra.Command{
		Use: "draws",
		Example: `  crsplan draws --stream cec,french --last 10
  crsplan draws --stream oinp-hcp-tech
  crsplan draws --from 2026-01-01 --csv > rounds.csv`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			w, err := a.world()
			if err != nil {
				return err
			}
			if cmd.Flags().Changed("last") && last < 1 {
				return usage(reason.New("last-range", "last", last)).with(reason.New("last-range/hint"))
			}
			f := filter{to: civil.Max, last: last}
			if f.streams, err = streamsOf(streams); err != nil {
				return err
			}
			if f.from, err = dayOr("--from", from, 0); err != nil {
				return err
			}
			if f.to, err = dayOr("--to", to, civil.Max); err != nil {
				return err
			}
			if err := forward(f.from, f.to); err != nil {
				return err
			}
			record := a.record(w)
			doc := &answer.Draws{
				Schema: answer.Schema, DataDate: record.DataDate(), Rounds: f.apply(record),
				Warnings: answer.Words(a.words, answer.DataWarnings(record, w.Today)),
			}
			return a.print(func(out io.Writer) error {
				switch {
				case a.json:
					return writeJSON(out, doc, true)
				case rows:
					return a.drawsCSV(out, doc)
				}
				a.drawsTable(out, doc)
				return nil
			})
		},
	}
	cmd.AddCommand(a.updateCommand())
	flags := cmd.Flags()
	flags.StringSliceVar(&streams, "stream", nil, "")
	flags.StringVar(&from, "from", "", "")
	flags.StringVar(&to, "to", "", "")
	flags.IntVar(&last, "last", 0, "")
	flags.BoolVar(&rows, "csv", false, "")
	return cmd
}

func streamsOf(words []string) ([]draws.Stream, error) {
	var all []string
	for _, s := range draws.Streams() {
		all = append(all, string(s))
	}
	var list []draws.Stream
	for _, word := range words {
		if !slices.Contains(all, word) {
			hint := reason.New("stream-unknown/hint", "streams", strings.Join(all, ", "))
			if near, ok := tomlfile.Nearest(word, all); ok {
				hint = reason.New("hint.did-you-mean", "near", near)
			}
			return nil, usage(reason.New("stream-unknown", "stream", word)).with(hint)
		}
		list = append(list, draws.Stream(word))
	}
	return list, nil
}

// filter chooses rounds of a record.
type filter struct {
	streams  []draws.Stream
	from, to civil.Day
	last     int
}

// apply returns the documents of the chosen rounds, newest first.
func (f filter) apply(record *draws.Record) []any {
	type dated struct {
		on  civil.Day
		doc any
	}
	var list []dated
	for i := range record.Rounds {
		if r := &record.Rounds[i]; f.wants(r.Stream, r.Date) {
			list = append(list, dated{r.Date, answer.RoundOf(r)})
		}
	}
	for i := range record.Bands {
		for _, stream := range record.Bands[i].Streams {
			if b := &record.Bands[i]; f.wants(stream, b.Date) {
				list = append(list, dated{b.Date, answer.BandOf(b, stream)})
			}
		}
	}
	slices.Reverse(list)
	slices.SortStableFunc(list, func(a, b dated) int { return int(b.on - a.on) })
	if f.last > 0 {
		list = list[:min(f.last, len(list))]
	}
	docs := make([]any, len(list))
	for i := range list {
		docs[i] = list[i].doc
	}
	return docs
}

func (f filter) wants(s draws.Stream, on civil.Day) bool {
	return on >= f.from && on <= f.to && (len(f.streams) == 0 || slices.Contains(f.streams, s))
}

// drawRow is one row of the table and the CSV.
type drawRow struct {
	number, date, stream, name, size, cutoff, tieBreak, source string
}

func (a *app) rowOf(doc any) drawRow {
	switch r := doc.(type) {
	case answer.Round:
		row := drawRow{r.Number, r.Date.String(), r.Stream, r.Name, strconv.Itoa(r.Size), strconv.Itoa(r.Cutoff), "", r.Source}
		if r.TieBreak != nil {
			row.tieBreak = *r.TieBreak
		}
		return row
	case answer.Band:
		row := drawRow{"", r.Date.String(), r.Stream, r.Name, strconv.Itoa(r.Size), "", "", r.Source}
		switch {
		case r.Low == nil && r.High == nil:
			row.cutoff = a.words.Term("place.unpublished")
		case r.High == nil:
			row.cutoff = a.words.Phrase("band-least", "low", *r.Low)
		case r.Low == nil:
			row.cutoff = a.words.Phrase("band-most", "high", *r.High)
		default:
			row.cutoff = fmt.Sprintf("%d–%d", *r.Low, *r.High)
		}
		return row
	}
	return drawRow{}
}

func (a *app) drawsCSV(out io.Writer, doc *answer.Draws) error {
	w := csv.NewWriter(out)
	if err := w.Write([]string{"number", "date", "stream", "name", "size", "cutoff", "low", "high", "tie_break", "source"}); err != nil {
		return err
	}
	for _, r := range doc.Rounds {
		row := a.rowOf(r)
		low, high := "", ""
		if b, ok := r.(answer.Band); ok {
			row.cutoff, low, high = "", text0(b.Low), text0(b.High)
		}
		if err := w.Write([]string{row.number, row.date, row.stream, row.name, row.size, row.cutoff, low, high, row.tieBreak, row.source}); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// text0 writes a number that may be absent.
func text0(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

// drawColumns are the headings of a table of rounds.
func (a *app) drawColumns() table.Row {
	row := a.columns("round", "date", "stream", "name", "size")
	return append(append(row, a.heading("cutoff", spreadParts...)), a.columns("tie-break")...)
}

func (a *app) drawsTable(out io.Writer, doc *answer.Draws) {
	t := a.table(out)
	t.AppendHeader(a.drawColumns())
	for _, r := range doc.Rounds {
		row := a.rowOf(r)
		shown := raw(row.cutoff, row.cutoff)
		if b, ok := r.(answer.Band); ok {
			shown.raw = []any{"", text0(b.Low), text0(b.High)}
		}
		t.AppendRow(table.Row{row.number, row.date, row.stream, a.words.Cite(reason.Cited(row.name)), row.size, shown, row.tieBreak})
	}
	t.SetColumnConfigs([]table.ColumnConfig{flushRight(1), flushRight(5), flushRight(6), wrapped(4, 48)})
	render(out, a.words.Term("table.draws"), t)
	if !doc.DataDate.IsZero() {
		fmt.Fprintf(out, "\n%s\n", a.words.Phrase("draws-foot", "count", len(doc.Rounds), "date", doc.DataDate))
	}
	a.printWarnings(out, doc.Warnings)
}
