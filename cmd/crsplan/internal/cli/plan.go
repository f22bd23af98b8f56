package cli

import (
	"fmt"
	"io"
	"slices"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

func (a *app) planCommand() *cobra.Command {
	var drawn *chartFlags
	var aim string
	var compared *comparison
	cmd := &cobra.Command{
		Use: "plan",
		Example: `  crsplan plan
  crsplan plan profile.toml clb9 masters-canada clb9+canadian-year
  crsplan plan profile.toml lmia-offer ./my-move.toml --as-of 2023-03-15
  crsplan plan plan.toml --out charts`,
		RunE: func(cmd *cobra.Command, args []string) error {
			check, err := checkOf(aim)
			if err != nil {
				return err
			}
			p, err := compared.play(a, a.words, args)
			if err != nil {
				return err
			}
			if p.plan.Profile.Partner != nil {
				if err := p.answer.AddCouple(cmd.Context(), a.words, p.world, p.plan, a.library(p.world), p.chances); err != nil {
					return err
				}
			}
			if err := a.showPlan(p.world, p.plan, p.answer, drawn); err != nil {
				return err
			}
			return a.reached(check, p.answer)
		},
	}
	drawn = a.chartFlags(cmd)
	compared = a.comparison(cmd)
	cmd.Flags().StringVar(&aim, "check", "", "")
	return cmd
}

// startOn starts a plan on a day of the world. A plan's own start is a day of
// the person's calendar.
func startOn(w *sim.World, plan *sim.Plan, first civil.Day) {
	plan.Start = 0
	_, shift := w.Start(plan)
	plan.Start = first + shift
}

const mostHorizon = 120

// checkHorizon checks a number of months given to a flag.
func checkHorizon(flag string, months int) error {
	if months < 1 || months > mostHorizon {
		return usage(reason.New("horizon-range", "flag", flag, "months", months, "most", mostHorizon))
	}
	return nil
}

// readPlan makes a plan of the arguments: none for the sample, a plan file, or
// a profile and scenarios.
func (a *app) readPlan(w *sim.World, args []string) (*sim.Plan, reason.Warnings, error) {
	if len(args) == 0 {
		return scenarios.SamplePlan(a.words.Lang(), w.Today)
	}
	data, err := a.read(args[0])
	if err != nil {
		return nil, nil, err
	}
	name := a.nameOf(args[0])
	if scenarios.IsPlan(name, data) {
		if len(args) > 1 {
			return nil, nil, usage(reason.New("plan-with-scenarios", "plan", name)).with(reason.New("plan-with-scenarios/hint"))
		}
		plan, warnings, err := a.reader().Plan(name, data)
		if err != nil {
			return nil, nil, err
		}
		return plan, warnings, checkAllKnown(w, plan.Options)
	}
	profile, warnings, err := scenarios.ReadProfile(name, data)
	if err != nil {
		return nil, nil, err
	}
	options, more, err := a.options(w, args[1:])
	if err != nil {
		return nil, nil, err
	}
	warnings.Add(more...)
	return &sim.Plan{Profile: profile, HorizonMonths: sim.DefaultHorizonMonths, Options: options}, warnings, nil
}

// options returns the options that words of the command line mean, each once.
func (a *app) options(w *sim.World, words []string) ([]sim.Option, reason.Warnings, error) {
	return optionsOf(a.reader(), w, words)
}

func optionsOf(r *scenarios.Reader, w *sim.World, words []string) ([]sim.Option, reason.Warnings, error) {
	var options []sim.Option
	var warnings reason.Warnings
	for i, word := range words {
		if slices.Contains(words[:i], word) {
			continue
		}
		option, more, err := optionOf(r, w, word)
		if err != nil {
			return nil, nil, err
		}
		warnings.Add(more...)
		options = append(options, option)
	}
	return options, warnings, nil
}

// optionOf returns the option that a word means, of moves that exist on the day
// of knowledge.
func optionOf(r *scenarios.Reader, w *sim.World, word string) (sim.Option, reason.Warnings, error) {
	option, warnings, err := r.Option(word)
	if err != nil {
		return option, nil, err
	}
	return option, warnings, checkKnown(w, option)
}

func checkAllKnown(w *sim.World, options []sim.Option) error {
	for _, option := range options {
		if err := checkKnown(w, option); err != nil {
			return err
		}
	}
	return nil
}

func checkKnown(w *sim.World, option sim.Option) error {
	for _, s := range option.Scenarios {
		if s.Known > w.Known {
			return later(s.Name, s.Known, w.Known)
		}
	}
	return nil
}

// later is the mistake of asking, on a day, for what came later.
func later(name string, from, known civil.Day) error {
	return usage(reason.New("scenario-later", "name", name, "from", from, "day", known)).with(reason.New("scenario-later/hint"))
}

// showPlan prints a plan and writes its charts.
func (a *app) showPlan(w *sim.World, plan *sim.Plan, doc *answer.Plan, f *chartFlags) error {
	var files []charts.File
	if a.wantsCharts(f) {
		var err error
		if files, err = a.planCharts(w, plan, doc, f); err != nil {
			return err
		}
	}
	err := a.show(files, func(out io.Writer) error {
		if a.json {
			return writeJSON(out, doc, true)
		}
		a.planTable(out, doc)
		return nil
	})
	if err != nil {
		return err
	}
	if doc.Sample {
		a.say(reason.New("sample"))
	} else if len(doc.Options) == 1 {
		a.say(reason.New("plan-no-scenarios"))
	}
	return nil
}

func (a *app) planCharts(w *sim.World, plan *sim.Plan, doc *answer.Plan, f *chartFlags) ([]charts.File, error) {
	tech, err := charts.TechDraws(a.words, doc, w, plan.Profile)
	if err != nil {
		return nil, err
	}
	list := []charts.Named{
		{Name: "projection", Chart: charts.Projection(a.words, doc, w)},
		{Name: "waterfall", Chart: charts.Waterfall(a.words, doc)},
		{Name: "lanes", Chart: charts.Lanes(a.words, doc, w)},
		{Name: "tech-draws", Chart: tech},
	}
	if doc.Outlooks != nil {
		list = append(list, charts.Named{Name: "chance", Chart: charts.Chances(a.words, doc)})
	}
	if doc.Couple != nil {
		list = append(list, charts.Named{Name: "couple", Chart: charts.Couple(a.words, doc.Couple, doc.Record, doc.Today, doc.Name, doc.Warnings)})
	}
	return a.draw(f, w.Today, list...)
}

// planTable prints the options side by side.
func (a *app) planTable(out io.Writer, doc *answer.Plan) {
	fmt.Fprintln(out, a.words.Phrase("plan-heading", "name", orElse(doc.Name, a.words.Term("somebody")), "from", doc.Start, "to", doc.End))
	fmt.Fprintln(out)
	if doc.Recommended.By == "missing" {
		paragraph(out, doc.Recommended.Because+".", 2)
		fmt.Fprintln(out)
	}
	streams := doc.MainStreams()
	header := append(a.columns("option", "now"), a.heading("best", "complete"))
	header = append(append(header, a.columns("day", "change", "months")...), a.heading("cost", spreadParts...))
	for _, s := range streams {
		header = append(header, a.headed(a.words.Term("short."+string(s)), "worst", "best", "open"))
	}
	t := a.table(out)
	t.AppendHeader(header)
	for i := range doc.Options {
		t.AppendRow(a.planRow(&doc.Options[i], streams))
	}
	columns := []table.ColumnConfig{wrapped(1, 40)}
	for n := 2; n <= len(header); n++ {
		if n != 4 {
			columns = append(columns, flushRight(n))
		}
	}
	t.SetColumnConfigs(columns)
	printTable(out, a.words.Term("table.options"), t)
	fmt.Fprintln(out)
	paragraph(out, a.words.Phrase("plan-legend"), 2)
	a.chanceTable(out, doc)
	a.datesTable(out, doc)
	a.afterTable(out, doc)
	a.planNotes(out, doc)
	if doc.Couple != nil {
		a.couplePage(out, doc.Couple)
	}
	a.printWarnings(out, doc.Warnings)
	fmt.Fprintf(out, "\n%s\n", a.words.Term("not-advice"))
}

// datesTable prints the dates of the recommended option, or of staying.
func (a *app) datesTable(out io.Writer, doc *answer.Plan) {
	o := &doc.Options[doc.Watched()]
	fmt.Fprintln(out)
	paragraph(out, a.words.Phrase("dates-of", "option", o.Title, "end", doc.End), 2)
	fmt.Fprintln(out)
	a.printPage(out, page.Dates(a.writer(), o.Dates))
}

func (a *app) planRow(o *answer.Option, streams []draws.Stream) table.Row {
	mark := ""
	if !o.Complete {
		mark = "*"
	}
	row := table.Row{
		o.Title, raw(fmt.Sprint(o.Now, mark), o.Now), raw(fmt.Sprint(o.Best.Total, mark), o.Best.Total, a.verdict(&o.Complete)), o.Best.On.String(), signed(o.Change),
		a.numberCell(o.Months), raw(a.money(o.Cost.Likely), o.Cost.Likely, o.Cost.Low, o.Cost.High),
	}
	switch o.Ends {
	case "waiting", "blocked", "not-reached", "running":
		row[5] = a.words.Term("ends." + o.Ends)
	}
	for _, s := range streams {
		row = append(row, a.marginCell(o, s))
	}
	return row
}

// marginCell writes a margin to the last round, or the place in a band, where
// the stream is open at some time; a dash where it never is.
func (a *app) marginCell(o *answer.Option, s draws.Stream) cell {
	for _, m := range o.Margins {
		if m.Stream != string(s) {
			continue
		}
		var text string
		values := []any{"", "", "", a.verdict(m.Eligible)}
		switch {
		case m.Last == nil:
			text = a.words.Term("place." + m.Place)
			values[0] = text
		case m.Best == nil:
			text = fmt.Sprintf("%+d", *m.Last)
			values[0] = *m.Last
		default:
			values[0], values[1], values[2] = *m.Last, *m.Worst, *m.Best
			text = a.words.Phrase("margin-range", "last", fmt.Sprintf("%+d", *m.Last), "worst", fmt.Sprintf("%+d", *m.Worst), "best", fmt.Sprintf("%+d", *m.Best))
		}
		if m.Eligible == nil {
			text = a.words.Phrase("margin-if", "margin", text)
		}
		return raw(text, values...)
	}
	return raw("-")
}

// planNotes prints what is to be said of single options, and once what is to
// be said of every one.
func (a *app) planNotes(out io.Writer, doc *answer.Plan) {
	for i := range doc.Options {
		o := &doc.Options[i]
		for _, w := range o.Warnings {
			switch {
			case slices.Contains(doc.Warnings, w):
			case len(doc.Options) == 1 || !everyOption(doc, w):
				paragraph(out, "! "+a.labelled(o.Title, w.Message), 2)
			case i == 0:
				paragraph(out, "! "+w.Message, 2)
			}
		}
	}
}

func everyOption(doc *answer.Plan, w answer.Warning) bool {
	return !slices.ContainsFunc(doc.Options, func(o answer.Option) bool { return !slices.Contains(o.Warnings, w) })
}
