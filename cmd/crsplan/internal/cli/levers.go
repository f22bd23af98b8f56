package cli

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/search"
	"crsplan/sim/tomlfile"
)

func (a *app) leversCommand() *cobra.Command {
	var sorted, start string
	var most int
	var chances *chanceFlags
	var drawn *chartFlags
	cmd := &cobra.Command{
		Use: "levers",
		Example: `  crsplan levers profile.toml
  crsplan levers profile.toml --sort per-month
  crsplan levers profile.toml ./my-move.toml --sort chance
  crsplan levers profile.toml --paths 0 --json`,
		Args: profileArgument("levers-usage"),
		RunE: func(cmd *cobra.Command, args []string) error {
			w, err := a.world()
			if err != nil {
				return err
			}
			by, err := orderOf(sorted)
			if err != nil {
				return err
			}
			plan, moves, warnings, err := a.moves(w, args, start)
			if err != nil {
				return err
			}
			q := answer.LeversQuery{By: by}
			if q.Chance, err = chances.query(a, w.Today); err != nil {
				return err
			}
			doc, err := answer.LeversOf(cmd.Context(), a.words, w, plan, moves, a.record(w), q, warnings)
			if err != nil {
				return err
			}
			return a.showLevers(w.Today, doc, a.record(w), most, drawn)
		},
	}
	drawn = a.chartFlags(cmd)
	chances = a.chanceFlags(cmd)
	chances.fewer(cmd, leverPaths)
	flags := cmd.Flags()
	flags.StringVar(&sorted, "sort", string(search.ByPoints), "")
	flags.StringVar(&start, "start", "", "")
	flags.IntVar(&most, "most", 15, "")
	return cmd
}

// leverPaths is how many futures the chances of levers are counted on.
const leverPaths = 2000

// profileArgument asks for a profile, which scenarios may follow.
func profileArgument(code string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) == 0 || len(args) > mostOptions {
			return usage(reason.New(code)).with(reason.New(code + "/hint"))
		}
		return nil
	}
}

// orderOf reads the order that levers are sorted in.
func orderOf(word string) (search.By, error) {
	var words []string
	for _, by := range search.Orders() {
		words = append(words, string(by))
	}
	if slices.Contains(words, word) {
		return search.By(word), nil
	}
	hint := reason.New("sort-unknown/hint", "orders", strings.Join(words, ", "))
	if near, ok := tomlfile.Nearest(word, words); ok {
		hint = reason.New("hint.did-you-mean", "near", near)
	}
	return "", usage(reason.New("sort-unknown", "sort", word)).with(hint)
}

// moves returns the plan of a profile, and what could be done: the library as
// known on the day, and the scenarios named.
func (a *app) moves(w *sim.World, args []string, start string) (*sim.Plan, []search.Move, reason.Warnings, error) {
	p, warnings, err := a.readProfile(args[0])
	if err != nil {
		return nil, nil, nil, err
	}
	plan := &sim.Plan{Profile: p, HorizonMonths: sim.DefaultHorizonMonths}
	if start != "" {
		first, err := day("--start", start)
		if err != nil {
			return nil, nil, nil, err
		}
		_, shift := w.Start(plan)
		plan.Start = first + shift
	}
	moves := a.library(w)
	options, more, err := a.options(w, args[1:])
	if err != nil {
		return nil, nil, nil, err
	}
	warnings.Add(more...)
	for _, option := range options {
		for _, m := range search.Library(option.Scenarios) {
			if !slices.ContainsFunc(moves, func(o search.Move) bool { return o.Name == m.Name }) {
				moves = append(moves, m)
			}
		}
	}
	return plan, moves, warnings, nil
}

// library returns the moves of the library that are known on the day.
func (a *app) library(w *sim.World) []search.Move {
	var list []*sim.Scenario
	for _, name := range scenarios.LibraryNames() {
		if s, _ := scenarios.Library(name); s.Known <= w.Known {
			list = append(list, s)
		}
	}
	return search.Library(list)
}

// showLevers prints levers and writes their chart.
func (a *app) showLevers(today civil.Day, doc *answer.Levers, record *draws.Record, most int, f *chartFlags) error {
	var files []charts.File
	if a.wantsCharts(f) {
		var err error
		if files, err = a.draw(f, today, charts.Named{Name: "tornado", Chart: charts.Tornado(a.words, doc, record)}); err != nil {
			return err
		}
	}
	return a.show(files, func(out io.Writer) error {
		if a.json {
			return writeJSON(out, doc, true)
		}
		a.leversPage(out, doc, record, most)
		return nil
	})
}

// leversPage prints the levers, the nearest cliffs, what time does by itself,
// and what brings nothing.
func (a *app) leversPage(out io.Writer, doc *answer.Levers, record *draws.Record, most int) {
	name := cmp.Or(doc.Name, a.words.Term("somebody"))
	code := "levers-heading"
	if !doc.Complete {
		code = "levers-heading/incomplete"
	}
	fmt.Fprintln(out, a.words.Phrase(code, "name", name, "score", doc.Score, "on", doc.Start))
	fmt.Fprintln(out)
	shown := doc.Levers
	if most > 0 {
		shown = shown[:min(most, len(shown))]
	}
	a.leversTable(out, doc, shown, record)
	fmt.Fprintln(out)
	if left := len(doc.Levers) - len(shown); left > 0 {
		paragraph(out, a.words.Phrase("levers-more", "count", left), 2)
	}
	legend := "levers-legend"
	if doc.Paths == 0 {
		legend = "levers-legend/no-chances"
	}
	paragraph(out, a.words.Phrase(legend, "paths", doc.Paths), 2)
	if len(doc.Cliffs) > 0 {
		fmt.Fprintf(out, "\n%s\n", a.words.Term("levers.cliffs"))
		for _, cliff := range doc.Cliffs {
			paragraph(out, "  - "+cliff.What, 4)
		}
	}
	if len(doc.Coming) > 0 {
		fmt.Fprintf(out, "\n%s\n", a.words.Term("levers.coming"))
		for _, c := range doc.Coming {
			paragraph(out, "  - "+a.words.Phrase("levers-coming", "on", c.On, "what", c.What, "points", fmt.Sprintf("%+d", c.Points)), 4)
		}
	}
	a.printNothing(out, doc)
	a.printWarnings(out, doc.Warnings)
	fmt.Fprintf(out, "\n%s\n", a.words.Term("not-advice"))
}

func (a *app) leversTable(out io.Writer, doc *answer.Levers, shown []answer.Lever, record *draws.Record) {
	header := append(a.columns("lever", "points", "ageing", "done", "months"), a.heading("cost", spreadParts...))
	header = append(header, a.columns("per-month", "per-thousand", "opening")...)
	chances := doc.Paths > 0
	if chances {
		header = append(header, a.columns("six", "twelve", "twenty-four")...)
	}
	t := a.table(out)
	t.AppendHeader(header)
	for i := range shown {
		t.AppendRow(a.leverRow(&shown[i], doc, record, chances))
	}
	columns := []table.ColumnConfig{wrapped(1, 40), wrapped(9, 18)}
	for n := 2; n <= len(header); n++ {
		if n != 4 && n != 9 {
			columns = append(columns, flushRight(n))
		}
	}
	t.SetColumnConfigs(columns)
	printTable(out, a.words.Term("table.levers"), t)
}

func (a *app) leverRow(l *answer.Lever, doc *answer.Levers, record *draws.Record, chances bool) table.Row {
	rate := func(per *float64) cell {
		if per == nil {
			return raw("-")
		}
		return raw(a.words.Decimal(math.Round(*per*10)/10, -1), rounded(*per, 2))
	}
	var opens []string
	for _, s := range l.Streams {
		if answer.Active(record, doc.Today, draws.Stream(s)) {
			opens = append(opens, a.words.Term("short."+s))
		}
	}
	row := table.Row{l.Title, signed(l.Points), l.Ageing, l.From.String(), a.numberCell(l.Months), raw(a.money(l.Cost.Likely), l.Cost.Likely, l.Cost.Low, l.Cost.High), rate(l.PerMonth), rate(l.PerThousand), strings.Join(opens, ", ")}
	if chances {
		for _, months := range []string{"6", "12", "24"} {
			row = append(row, a.changeCell(l.Chance[months]))
		}
	}
	return row
}

// changeCell is by how much a change moves a chance, in points of percent: both
// ways where that hangs on a missing fact.
func (a *app) changeCell(of answer.LeverChance) cell {
	points := func(p float64) string { return fmt.Sprintf("%+.0f", math.Round(100*p)+0) }
	if of.Change.Known {
		return raw(points(of.Change.P), rounded(of.Change.P, 4))
	}
	return raw(answer.EitherText(a.words, points(*of.ChangeIfMet), points(*of.ChangeIfNot)), "")
}

// printNothing names the moves that bring nothing, and tells why the others
// cannot be taken.
func (a *app) printNothing(out io.Writer, doc *answer.Levers) {
	if len(doc.Nothing) == 0 {
		return
	}
	fmt.Fprintf(out, "\n%s\n", a.words.Term("levers.nothing"))
	for _, n := range doc.Nothing {
		paragraph(out, "  - "+a.labelled(n.Title, n.Why), 4)
	}
}
