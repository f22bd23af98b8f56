package cli

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/cmd/crsplan/internal/render"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/tomlfile"
)

func (a *app) drawsCommand() *cobra.Command {
	var streams []string
	var from, to string
	var rows, provincial bool
	var last int
	cmd := &cobra.Command{
		Use: "draws",
		Example: `  crsplan draws --stream cec,french --last 10
  crsplan draws --stream oinp-hcp-tech
  crsplan draws --provinces --from 2026-09-01
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
			if provincial {
				doc := answer.ProvincialOf(record, f.from, f.to, last)
				if rows && !a.json {
					return a.output(func(out io.Writer) error { return render.CSV(out, []*page.Table{page.ProvincialData(a.writer(), doc)}) })
				}
				return a.printAnswer(doc, func(p page.Writer) []page.Block { return page.ProvincialRounds(p, doc) })
			}
			doc := &answer.Draws{
				Schema: answer.Schema, DataDate: record.DataDate(), Rounds: f.apply(record),
				Warnings: answer.Words(a.words, answer.DataWarnings(record, w.Today)),
			}
			if rows && !a.json {
				return a.output(func(out io.Writer) error { return render.CSV(out, []*page.Table{page.RoundsData(a.writer(), doc)}) })
			}
			return a.printAnswer(doc, func(p page.Writer) []page.Block { return page.Rounds(p, doc) })
		},
	}
	cmd.AddCommand(a.updateCommand())
	cmd.AddCommand(a.withTables(a.noteCommand())...)
	flags := cmd.Flags()
	flags.StringSliceVar(&streams, "stream", nil, "")
	flags.StringVar(&from, "from", "", "")
	flags.StringVar(&to, "to", "", "")
	flags.IntVar(&last, "last", 0, "")
	flags.BoolVar(&provincial, "provinces", false, "")
	flags.BoolVar(&rows, "csv", false, "")
	return cmd
}

// noteCommand tells the facts of one round, for an editor.
func (a *app) noteCommand() *cobra.Command {
	return &cobra.Command{
		Use: "note",
		Example: `  crsplan draws note
  crsplan draws note 435 --lang fr
  crsplan draws note --table csv > numbers.csv`,
		Args: oneArgument,
		RunE: func(_ *cobra.Command, args []string) error {
			w, err := a.world()
			if err != nil {
				return err
			}
			number := strings.Join(args, "")
			record := a.record(w)
			doc, ok := answer.NoteOf(a.words, record, w.Today, a.seed, number)
			if !ok {
				return usage(reason.New("note-none", "number", number)).with(reason.New("note-none/hint"))
			}
			return a.printAnswer(doc, func(p page.Writer) []page.Block { return page.Note(p, doc) })
		},
	}
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
