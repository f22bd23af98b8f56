package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/spf13/cobra"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/cmd/crsplan/internal/charts"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
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
  crsplan best profile.toml --target-chance 0.3 --exclude provincial-nomination
  crsplan best profile.toml --target-score 520 --stream cec
  crsplan best profile.toml ./my-move.toml --must my-move --max-steps 2`,
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
	p := a.progress("progress.plans", 0)
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
	if err := f.known(moves); err != nil {
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
func (f *bestFlags) known(moves []search.Move) error {
	var names []string
	for _, m := range moves {
		names = append(names, m.Name)
	}
	for _, name := range slices.Concat(f.must, f.exclude) {
		if slices.Contains(names, name) {
			continue
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
	case doc.Search.Stopped:
		return &mistake{what: reason.New("best-stopped/so-far"), code: exitInterrupted}
	case doc.Goal != nil && !doc.Goal.Reached:
		return &mistake{what: reason.New("best-missed/score", "score", doc.Goal.Score, "by", doc.By), code: exitMissed}
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
	return a.show(files, func(out io.Writer) error {
		if a.json {
			return writeJSON(out, doc, true)
		}
		a.bestPage(out, doc)
		return nil
	})
}

// bestPage prints what was found, from the plans to how they were found.
func (a *app) bestPage(out io.Writer, doc *answer.BestPlans) {
	code := "best-heading"
	if !doc.Complete {
		code = "best-heading/incomplete"
	}
	fmt.Fprintln(out, a.words.Phrase(code, "name", cmp.Or(doc.Name, a.words.Term("somebody")), "score", doc.Score, "start", doc.Start, "by", doc.By))
	if doc.Principal == "partner" {
		fmt.Fprintln(out)
		paragraph(out, a.words.Phrase("best-swapped"), 2)
	}
	if doc.Goal != nil {
		a.goalPage(out, doc.Goal, doc.By)
	} else {
		a.frontTable(out, doc)
		a.aimsPage(out, doc)
		a.trialsTable(out, doc)
	}
	if doc.Couple != nil {
		a.couplePage(out, doc.Couple)
	}
	fmt.Fprintf(out, "\n%s\n", a.words.Term("best.how"))
	paragraph(out, "  "+doc.Search.Exact, 2)
	if doc.Search.Estimated != "" {
		paragraph(out, "  "+doc.Search.Estimated, 2)
	}
	if len(doc.Left) > 0 {
		var names []string
		for _, l := range doc.Left {
			names = append(names, l.Lever)
		}
		paragraph(out, "  "+a.words.Phrase("best-left", "count", len(names), "moves", strings.Join(names, ", ")), 2)
	}
	a.printWarnings(out, doc.Warnings)
	fmt.Fprintf(out, "\n%s\n", a.words.Term("not-advice"))
}

// frontTable prints the plans of the frontier that differ, and the steps of
// those that are best for an aim.
func (a *app) frontTable(out io.Writer, doc *answer.BestPlans) {
	if len(doc.Plans) == 0 {
		return
	}
	fmt.Fprintln(out)
	t := a.table(out)
	t.AppendHeader(a.columns("number", "option", "chance", "error", "expected", "cost", "done", "over"))
	told, like := 0, 0
	for i := range doc.Plans {
		p := &doc.Plans[i]
		if p.Like != "" {
			like++
			continue
		}
		told++
		t.AppendRow(table.Row{told, p.Title, a.chanceCell(p.Chance), raw(a.words.Phrase("plus-minus", "percent", a.words.Decimal(math.Round(1000*p.Error)/10, 1)), rounded(p.Error, 4)), a.decimalCell(p.Months, 1), a.moneyCell(p.Cost), p.Done.String(), p.Why})
	}
	t.SetColumnConfigs([]table.ColumnConfig{flushRight(1), wrapped(2, 44), flushRight(3), flushRight(4), flushRight(5), flushRight(6), wrapped(8, 36)})
	render(out, a.words.Term("table.best"), t)
	fmt.Fprintln(out)
	paragraph(out, a.words.Phrase("best-legend"), 2)
	if like > 0 {
		paragraph(out, a.words.Phrase("best-alike", "count", like), 2)
	}
	number := 0
	for i := range doc.Plans {
		p := &doc.Plans[i]
		if p.Like != "" {
			continue
		}
		number++
		aimed := slices.ContainsFunc(doc.Aims, func(aim answer.Aim) bool { return aim.Plan == p.Plan })
		if aimed && len(p.Steps) > 0 {
			a.stepsOf(out, number, p.Plan, p.Steps)
		}
	}
}

// stepsOf prints the moves of a plan with their days, and how to compare it.
func (a *app) stepsOf(out io.Writer, number int, plan string, steps []answer.TakenAt) {
	fmt.Fprintf(out, "\n%s\n", a.words.Phrase("best-steps", "number", number, "plan", plan))
	for _, s := range steps {
		code := "best-step"
		if s.From == s.To {
			code = "best-step/at-once"
		}
		paragraph(out, "  - "+a.words.Phrase(code, "title", s.Title, "from", s.From, "to", s.To, "cost", reason.CAD(s.Cost), "works", a.words.Chance(s.Works)), 4)
	}
}

// aimsPage prints the best for each aim, and which plans cannot be told apart.
func (a *app) aimsPage(out io.Writer, doc *answer.BestPlans) {
	if len(doc.Aims) == 0 {
		return
	}
	fmt.Fprintln(out)
	for _, aim := range doc.Aims {
		text := a.words.Phrase("best-aim", "aim", reason.Term("aim."+aim.Aim), "plan", aim.Title)
		if aim.Lost != "" {
			text += " " + aim.Lost
		}
		paragraph(out, text, 2)
	}
	if len(doc.Tied) > 0 {
		paragraph(out, a.words.Phrase("best-tied", "plan", doc.Aims[0].Title, "others", strings.Join(doc.Tied, "; ")), 2)
	}
	if doc.Asked.TargetChance != nil && len(doc.Enough) > 0 {
		paragraph(out, a.words.Phrase("best-enough", "chance", a.words.Chance(*doc.Asked.TargetChance), "plan", doc.Enough[0]), 2)
	}
}

// trialsTable prints what becomes of the first plans in each trial, and what
// the choice hangs on.
func (a *app) trialsTable(out io.Writer, doc *answer.BestPlans) {
	if len(doc.Trials) == 0 {
		return
	}
	fmt.Fprintf(out, "\n%s\n\n", a.words.Term("best.trials"))
	t := a.table(out)
	var plans []answer.RankedPlan // as they are, the first plans first
	for _, r := range doc.Ranking {
		if slices.ContainsFunc(doc.Trials[0].Plans, func(p answer.RankedPlan) bool { return p.Plan == r.Plan }) {
			plans = append(plans, r)
		}
	}
	slices.SortStableFunc(plans, func(x, y answer.RankedPlan) int { return cmp.Compare(y.Chance, x.Chance) })
	header := a.columns("trial")
	row := table.Row{a.words.Term("trial.none")}
	for _, p := range plans {
		header = append(header, p.Title)
		row = append(row, a.chanceCell(p.Chance))
	}
	t.AppendHeader(header)
	t.AppendRow(row)
	for _, trial := range doc.Trials {
		row := table.Row{trial.Title}
		for _, p := range plans {
			i := slices.IndexFunc(trial.Plans, func(r answer.RankedPlan) bool { return r.Plan == p.Plan })
			row = append(row, a.chanceCell(trial.Plans[i].Chance))
		}
		t.AppendRow(row)
	}
	columns := []table.ColumnConfig{wrapped(1, 40)}
	for i := range plans {
		c := flushRight(2 + i)
		c.WidthMax, c.WidthMaxEnforcer = 26, wrapped(1, 26).WidthMaxEnforcer
		columns = append(columns, c)
	}
	t.SetColumnConfigs(columns)
	render(out, a.words.Term("best.trials"), t)
	fmt.Fprintln(out)
	paragraph(out, doc.HangsOn, 2)
}

// goalPage prints what reaches a score: the cheapest first, the soonest last.
func (a *app) goalPage(out io.Writer, g *answer.GoalFound, by civil.Day) {
	fmt.Fprintln(out)
	goal := a.words.Phrase("best-goal", "score", g.Score)
	if g.Stream != "" {
		goal = a.words.Phrase("best-goal/stream", "score", g.Score, "stream", draws.Stream(g.Stream).Term())
	}
	if !g.Reached {
		paragraph(out, a.words.Phrase("best-goal-missed", "goal", goal, "by", by), 2)
		if g.Nearest != nil {
			paragraph(out, a.words.Phrase("best-goal-nearest", "plan", g.Nearest.Title, "score", g.Nearest.Score, "on", g.Nearest.On, "cost", reason.CAD(g.Nearest.Cost)), 2)
		}
		return
	}
	paragraph(out, a.words.Phrase("best-goal-reached", "goal", goal), 2)
	fmt.Fprintln(out)
	t := a.table(out)
	t.AppendHeader(a.columns("number", "option", "cost", "reached", "steps"))
	for i, r := range g.Arrivals {
		t.AppendRow(table.Row{i + 1, r.Title, a.moneyCell(r.Cost), r.On.String(), len(r.Steps)})
	}
	t.SetColumnConfigs([]table.ColumnConfig{flushRight(1), wrapped(2, 60), flushRight(3), flushRight(5)})
	render(out, a.words.Term("table.goal"), t)
	for i, r := range g.Arrivals {
		if len(r.Steps) > 0 {
			a.stepsOf(out, i+1, r.Plan, r.Steps)
		}
	}
}
