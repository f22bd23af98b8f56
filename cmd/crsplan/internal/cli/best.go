package cli

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/cmd/crsplan/internal/page"
	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/reason"
	"crsplan/sim/search"
	"crsplan/sim/tomlfile"
)

// bestFlags are the flags of best.
type bestFlags struct {
	budget               float64
	by, start, stream    string
	chance               float64
	score, most, efforts int
	must, exclude        []string
	chances              *chanceFlags
	drawn                *chartFlags
}

// bestPaths is how many futures the last plans of a search meet, and
// mostSteps and mostEfforts what nobody plans beyond.
const (
	bestPaths   = 5000
	mostSteps   = 5
	mostEfforts = 4
)

func (a *app) bestCommand() *cobra.Command {
	f := &bestFlags{}
	cmd := &cobra.Command{
		Use: "best",
		Example: `  crsplan best profile.toml
  crsplan best profile.toml --budget 5000 --by 2028-06-30
  crsplan best profile.toml --target-chance 0.3 --exclude british-columbia-60
  crsplan best profile.toml --target-score 520 --stream cec
  crsplan best profile.toml ./my-scenario.toml --must my-scenario --max-steps 2`,
		Args: profileArgument("best-usage"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.best(cmd, args, f) },
	}
	f.drawn = a.chartFlags(cmd)
	f.chances = a.chanceFlags(cmd)
	f.chances.fewer(cmd, bestPaths)
	flags := cmd.Flags()
	flags.Float64Var(&f.budget, "budget", -1, "")
	flags.Lookup("budget").DefValue = ""
	flags.StringVar(&f.by, "by", "", "")
	flags.StringVar(&f.start, "start", "", "")
	flags.StringVar(&f.stream, "stream", "", "")
	flags.Float64Var(&f.chance, "target-chance", 0, "")
	flags.IntVar(&f.score, "target-score", 0, "")
	flags.IntVar(&f.most, "max-steps", 3, "")
	flags.IntVar(&f.efforts, "efforts", 2, "")
	flags.StringSliceVar(&f.must, "must", nil, "")
	flags.StringSliceVar(&f.exclude, "exclude", nil, "")
	return cmd
}

// best searches, shows what was found, and says where a target is missed.
func (a *app) best(cmd *cobra.Command, args []string, f *bestFlags) error {
	defer collectRarely()()
	w, err := a.world()
	if err != nil {
		return err
	}
	plan, moves, warnings, err := a.moves(w, args, f.start)
	if err != nil {
		return err
	}
	q, err := f.query(cmd, a, w, plan, moves)
	if err != nil {
		return err
	}
	ctx, stop := interrupts.patient(cmd.Context())
	defer stop()
	p := a.progress("", 0)
	q.Progress = p.reach
	doc, err := answer.BestOf(ctx, a.words, w, plan, moves, a.record(w), q, warnings)
	p.end()
	if errors.Is(err, context.Canceled) {
		return &mistake{what: reason.New("best-stopped"), code: exitInterrupted}
	}
	if err != nil {
		return err
	}
	if err := a.showBest(w.Today, doc, f.drawn); err != nil {
		return err
	}
	return a.found(doc)
}

// query reads the flags.
func (f *bestFlags) query(cmd *cobra.Command, a *app, w *sim.World, plan *sim.Plan, moves []search.Move) (answer.BestQuery, error) {
	q := answer.BestQuery{Budget: -1, MaxSteps: f.most, Efforts: f.efforts, Must: f.must, Exclude: f.exclude, TargetChance: f.chance, TargetScore: f.score}
	var err error
	if q.Chance, err = f.chances.query(a, w.Today); err != nil {
		return q, err
	}
	if cmd.Flags().Changed("budget") {
		if !(f.budget >= 0) || math.IsInf(f.budget, 0) {
			return q, usage(reason.New("best-budget", "value", fmt.Sprint(f.budget)))
		}
		q.Budget = f.budget
	}
	for _, check := range []struct {
		flag        string
		value, most int
		least       int
	}{{"--max-steps", f.most, mostSteps, 0}, {"--efforts", f.efforts, mostEfforts, 1}, {"--target-score", f.score, mostScore, 0}} {
		if check.value < check.least || check.value > check.most {
			return q, usage(reason.New("best-range", "flag", check.flag, "value", check.value, "least", check.least, "most", check.most))
		}
	}
	if !(f.chance >= 0 && f.chance <= 1) {
		return q, usage(reason.New("best-chance", "value", fmt.Sprint(f.chance))).with(reason.New("best-chance/hint"))
	}
	if f.stream != "" {
		list, err := streamsOf([]string{f.stream})
		if err != nil {
			return q, err
		}
		q.Stream = list[0]
		if f.score == 0 {
			return q, usage(reason.New("best-stream")).with(reason.New("best-stream/hint"))
		}
	}
	if f.score == 0 && q.Chance.Paths == 0 {
		return q, usage(reason.New("best-no-paths")).with(reason.New("best-stream/hint"))
	}
	if err := f.known(w, moves); err != nil {
		return q, err
	}
	start, _ := w.Start(plan)
	if f.by != "" {
		by, ok := lastDay(f.by)
		if !ok {
			return q, usage(reason.New("flag-day", "flag", "--by", "value", f.by)).with(reason.New("flag-day/hint"))
		}
		if by <= start || by > start.AddMonths(mostHorizon) {
			return q, usage(reason.New("best-by", "by", by, "start", start, "last", start.AddMonths(mostHorizon)))
		}
		plan.Until = by
	}
	return q, nil
}

// known sees that the moves named by --must and --exclude are among those that
// are looked at.
func (f *bestFlags) known(w *sim.World, moves []search.Move) error {
	var names []string
	for _, m := range moves {
		names = append(names, m.Name)
	}
	for _, name := range slices.Concat(f.must, f.exclude) {
		if slices.Contains(names, name) {
			continue
		}
		if s, ok := scenarios.Library(name); ok {
			if s.Known > w.Known {
				return later(s.Name, s.Known, w.Known)
			}
			return usage(reason.New("best-excluded", "name", name)).with(reason.New("best-excluded/hint"))
		}
		hint := reason.New("plan.unknown-scenario/hint")
		if near, ok := tomlfile.Nearest(name, names); ok {
			hint = reason.New("hint.did-you-mean", "near", near)
		}
		return usage(reason.New("plan.unknown-scenario", "name", name)).with(hint)
	}
	for _, name := range f.must {
		if slices.Contains(f.exclude, name) {
			return usage(reason.New("best-both", "name", name))
		}
	}
	return nil
}

// found is an error where a target is missed, or where the work was stopped.
func (a *app) found(doc *answer.BestPlans) error {
	switch {
	case doc.IfMet != nil && doc.Asked.TargetChance == nil && doc.IfNot.Goal == nil:
		return nil // the question is the answer
	case doc.IfMet != nil:
		return a.found(doc.IfNot)
	case doc.Search.Stopped:
		return &mistake{what: reason.New("best-stopped/so-far"), code: exitInterrupted}
	case doc.Goal != nil && !doc.Goal.Reached:
		return &mistake{what: reason.New("best-missed/score", "score", doc.Goal.Score, "by", doc.By), code: exitMissed}
	case doc.Untold && doc.Asked.TargetChance == nil:
		return nil // a warning says why
	case doc.Goal == nil && len(doc.Plans) == 0:
		return &mistake{what: reason.New("best-missed/none"), code: exitMissed}
	case doc.Asked.TargetChance != nil && len(doc.Enough) == 0:
		return &mistake{what: reason.New("best-missed/chance", "chance", a.words.Chance(*doc.Asked.TargetChance), "by", doc.By), code: exitMissed}
	}
	return nil
}

// showBest prints what was found and writes its charts.
func (a *app) showBest(today civil.Day, doc *answer.BestPlans, f *chartFlags) error {
	var files []charts.File
	if list := charts.OfBest(a.words, doc); a.wantsCharts(f) && len(list) > 0 {
		var err error
		if files, err = a.draw(f, today, list...); err != nil {
			return err
		}
	}
	return a.show(files, doc, func(w page.Writer) []page.Block { return page.Best(w, doc) })
}
