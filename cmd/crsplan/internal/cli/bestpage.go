package cli

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// bestPage prints what was found, from the plans to how they were found.
func (a *app) bestPage(out io.Writer, doc *answer.BestPlans) {
	code := "best-heading"
	if !doc.Complete {
		code = "best-heading/incomplete"
	}
	fmt.Fprintln(out, a.words.Phrase(code, "name", cmp.Or(doc.Name, a.words.Term("somebody")), "score", doc.Score, "start", doc.Start, "by", doc.By))
	if doc.Principal == answer.PartnerApplies {
		fmt.Fprintln(out)
		code := "best-swapped"
		if doc.MustSwap() {
			code = "best-swapped/asked"
		}
		paragraph(out, a.words.Phrase(code), 2)
	}
	if doc.IfMet != nil {
		fmt.Fprintln(out)
		paragraph(out, doc.Because, 2)
		fmt.Fprintf(out, "\n%s\n", a.words.Term("best.if-met"))
		a.foundPage(out, doc.IfMet)
		fmt.Fprintf(out, "\n%s\n", a.words.Term("best.if-not"))
		a.foundPage(out, doc.IfNot)
	} else {
		a.foundPage(out, doc)
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

// foundPage prints the plans that were found.
func (a *app) foundPage(out io.Writer, doc *answer.BestPlans) {
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
	printTable(out, a.words.Term("table.best"), t)
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
		paragraph(out, a.words.Phrase("best-tied", "plan", doc.Aims[0].Title, "others", strings.Join(a.tied(doc), "; ")), 2)
	}
	if doc.Asked.TargetChance != nil && len(doc.Enough) > 0 {
		paragraph(out, a.words.Phrase("best-enough", "chance", a.words.Chance(*doc.Asked.TargetChance), "plan", doc.Enough[0]), 2)
	}
}

// mostTied is how many plans are named that cannot be told apart.
const mostTied = 3

// tied names the plans that cannot be told apart from the likeliest one, the
// first of them.
func (a *app) tied(doc *answer.BestPlans) []string {
	var names []string
	for _, r := range doc.Ranking {
		if slices.Contains(doc.Tied, r.Plan) && len(names) < mostTied {
			names = append(names, r.Title)
		}
	}
	if more := len(doc.Tied) - len(names); more > 0 {
		names = append(names, a.words.Phrase("best-tied-more", "count", more))
	}
	return names
}

// trialsTable prints what becomes of the first plans in each trial, and what
// the choice hangs on.
func (a *app) trialsTable(out io.Writer, doc *answer.BestPlans) {
	if len(doc.Trials) == 0 {
		return
	}
	fmt.Fprintf(out, "\n%s\n\n", a.words.Term("best.trials"))
	t := a.table(out)
	var plans []answer.RankedPlan // as they are, the choice first
	for _, r := range doc.Ranking {
		if slices.ContainsFunc(doc.Trials[0].Plans, func(p answer.RankedPlan) bool { return p.Plan == r.Plan }) {
			plans = append(plans, r)
		}
	}
	choice := doc.Aims[0].Plan
	slices.SortStableFunc(plans, func(x, y answer.RankedPlan) int {
		switch choice {
		case x.Plan:
			return -1
		case y.Plan:
			return 1
		}
		return cmp.Compare(y.Chance, x.Chance)
	})
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
	printTable(out, a.words.Term("best.trials"), t)
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
	printTable(out, a.words.Term("table.goal"), t)
	for i, r := range g.Arrivals {
		if len(r.Steps) > 0 {
			a.stepsOf(out, i+1, r.Plan, r.Steps)
		}
	}
}
