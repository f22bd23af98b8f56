package cli

import (
	"context"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/cmd/crsplan/internal/render"
	"crsplan/plots"
	"crsplan/sim"
	"crsplan/sim/draws"
	"crsplan/sim/provinces"
	"crsplan/sim/reason"
	"crsplan/sim/search"
)

// oneChart is how one chart is asked for.
type oneChart struct {
	*comparison
	a             *app
	title, note   string
	size, format  string
	score         int
	since         string
	width, height int // in dots; 0: as for print
}

// embedded is the format of a page with the chart, its table and its source.
const embedded charts.Format = "html"

// chartNames are the charts there are, as their files are called.
var chartNames = []string{"projection", "chance", "ranking", "waterfall", "lanes", "tech-draws", "couple", "levers", "replay", "fan", "reliability", "rounds", "province"}

func (a *app) chartCommand() *cobra.Command {
	f := &oneChart{a: a}
	cmd := &cobra.Command{
		Use: "chart",
		Example: `  crsplan chart rounds --score 485 --since 2019
  crsplan chart chance profile.toml clb9 french-nclc7 --size 1200x630
  crsplan chart projection plan.toml --lang fr --format svg --out - > projection.svg
  crsplan chart province alberta-tech profile.toml
  crsplan chart fan cec --format html --out cec.html`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 || !slices.Contains(chartNames, args[0]) {
				return noChart(args)
			}
			return f.draw(cmd, args[0], args[1:])
		},
	}
	f.comparison = plainComparison(cmd)
	flags := cmd.Flags()
	flags.IntVar(&f.chances.paths, "paths", defaultPaths, "")
	flags.StringVar(&f.title, "title", "", "")
	flags.StringVar(&f.note, "note", "", "")
	flags.StringVar(&f.size, "size", "", "")
	flags.StringVar(&f.format, "format", "", "")
	flags.IntVar(&f.score, "score", 0, "")
	flags.Lookup("score").DefValue = ""
	flags.StringVar(&f.since, "since", "", "")
	return cmd
}

func noChart(args []string) error {
	list := reason.New("chart-unknown/hint", "names", strings.Join(chartNames, ", "))
	if len(args) == 0 {
		return usage(reason.New("chart-usage")).with(list)
	}
	return usage(reason.New("chart-unknown", "name", args[0])).with(nearest(args[0], chartNames, list))
}

// draw draws the chart of a name and writes it.
func (f *oneChart) draw(cmd *cobra.Command, name string, args []string) error {
	a := f.a
	format, err := f.read()
	if err != nil {
		return err
	}
	w, err := a.world()
	if err != nil {
		return err
	}
	chart, err := f.chart(cmd, w, name, args)
	if err != nil {
		return err
	}
	chart = plots.Reheaded(chart, func(h *plots.Heading) {
		if f.title != "" {
			h.Title = f.title
		}
		if n := len(h.Foot); f.note != "" {
			h.Foot = append([]string{f.note}, h.Foot[max(n-1, 0):]...)
		}
	})
	named := charts.Named{Name: name, Chart: chart}
	var data []byte
	if format == embedded {
		data, err = render.Embed(a.words, named, page.OfChart(a.writer(), chart))
	} else {
		var files []charts.File
		print := charts.Print{Formats: []charts.Format{format}, WidthMM: plots.Print.WidthMM, DPI: plots.Print.DPI, Wide: f.width, High: f.height}
		if files, err = charts.Draw(a.words, w.Today, print, []charts.Named{named}); err == nil {
			data = files[0].Data
		}
	}
	if err != nil {
		return err
	}
	if missing := charts.Missing([]charts.Named{named}); missing != "" {
		a.say(reason.New("letters-missing", "letters", missing))
	}
	if a.out == "" {
		a.out = name + "." + string(format)
	}
	if err := a.output(func(out io.Writer) error { _, err := out.Write(data); return err }); err != nil {
		return err
	}
	if a.out != standard {
		a.say(reason.New("wrote", "path", a.out))
	}
	return nil
}

// read reads the size and the format: where none is given, that of the file's
// ending.
func (f *oneChart) read() (charts.Format, error) {
	if f.size != "" {
		w, h, both := strings.Cut(f.size, "x")
		var errW, errH error
		f.width, errW = strconv.Atoi(w)
		if both {
			f.height, errH = strconv.Atoi(h)
		}
		if errW != nil || errH != nil || f.width < charts.LeastDots || f.width > charts.MostDots || both && (f.height < charts.LeastDots/4 || f.height > charts.MostDots) {
			return "", usage(reason.New("chart-size", "value", f.size)).with(reason.New("chart-size/hint", "least", charts.LeastDots, "most", charts.MostDots))
		}
	}
	word := f.format
	if word == "" {
		if word = strings.TrimPrefix(filepath.Ext(f.a.out), "."); word == "" {
			word = string(charts.Formats[0])
		}
	}
	formats := append(slices.Clone(charts.Formats), embedded)
	if format := charts.Format(word); slices.Contains(formats, format) {
		return format, nil
	}
	return "", usage(reason.New("format-unknown", "format", word)).with(formatHint(word, formats))
}

// chart makes the chart of a name.
func (f *oneChart) chart(cmd *cobra.Command, w *sim.World, name string, args []string) (plots.Chart, error) {
	a, c := f.a, f.a.words
	record := a.record(w)
	switch name {
	case "rounds":
		return f.rounds(w, record, args)
	case "province":
		return f.province(w, record, args)
	case "fan":
		list, err := federal(args)
		if err != nil {
			return nil, err
		}
		q := answer.ForecastQuery{}
		q.Streams = list
		return charts.Fan(c, answer.ForecastOf(c, record, w.Today, a.seed, q)), nil
	case "reliability":
		doc, err := answer.BacktestOf(c, record, w.Today, a.seed, false)
		if err != nil {
			return nil, err
		}
		return charts.Reliability(c, doc), nil
	case "replay":
		plan, warnings, err := a.readPlan(w, args)
		if err != nil {
			return nil, err
		}
		doc, err := answer.ReplayOf(c, w, plan.Profile, answer.WithStay(plan.Options), record, sim.ReplayWindow{}, warnings)
		if err != nil {
			return nil, err
		}
		return charts.Replay(c, doc), nil
	case "levers":
		if err := profileArgument("levers-usage")(cmd, args); err != nil {
			return nil, err
		}
		plan, moves, warnings, err := a.moves(w, args, "")
		if err != nil {
			return nil, err
		}
		doc, err := answer.LeversOf(context.WithoutCancel(cmd.Context()), c, w, plan, moves, record, answer.LeversQuery{By: search.ByPoints}, warnings)
		if err != nil {
			return nil, err
		}
		return charts.Levers(c, doc, record), nil
	}
	p, err := f.play(a, c, args)
	if err != nil {
		return nil, err
	}
	list, err := charts.OfPlan(c, p.answer, p.world, p.plan.Profile)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(list, func(n charts.Named) bool { return n.Name == name })
	if i < 0 {
		return nil, usage(reason.New("chart-none/" + name))
	}
	return list[i].Chart, nil
}

// province is the chart of a province's own rounds, against a profile's points on its
// scale: the sample's without one.
func (f *oneChart) province(w *sim.World, record *draws.Record, args []string) (plots.Chart, error) {
	var names []string
	for _, p := range provinces.Paths() {
		if p.Scale != "" {
			names = append(names, p.ID)
		}
	}
	if len(args) == 0 || len(args) > 2 || !slices.Contains(names, args[0]) {
		return nil, usage(reason.New("chart-province")).with(reason.New("chart-province/hint", "paths", strings.Join(names, ", ")))
	}
	doc, err := f.a.provincesOf(w, args[1:], w.Today)
	if err != nil {
		return nil, err
	}
	return charts.Province(f.a.words, doc, args[0], record), nil
}

// rounds is the chart of a bare score, or of a person as they are today.
func (f *oneChart) rounds(w *sim.World, record *draws.Record, args []string) (plots.Chart, error) {
	q := charts.RoundsQuery{Score: f.score, World: w, Since: charts.RoundsSince(w.Today)}
	if f.since != "" {
		since := f.since
		if len(since) == len("2019") {
			since += "-01-01"
		}
		var err error
		if q.Since, err = day("--since", since); err != nil {
			return nil, err
		}
	}
	if len(args) > 1 {
		return nil, usage(reason.New("too-many-arguments", "command", "chart rounds", "argument", args[1])).with(reason.New("usage/hint"))
	}
	if len(args) == 0 {
		if f.score < 1 || f.score > mostScore {
			return nil, usage(reason.New("chart-score", "most", mostScore)).with(reason.New("chart-score/hint"))
		}
		return charts.Rounds(f.a.words, record, q), nil
	}
	profile, _, err := f.a.readProfile(args[0])
	if err != nil {
		return nil, err
	}
	return charts.RoundsOf(f.a.words, record, profile, q)
}
