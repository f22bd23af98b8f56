package page

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// How many plans stand in a short answer: of one search, and of each of two.
const (
	mostBest  = 5
	eitherWay = 3
)

// mostAssumed is how many of its steps the first plan names, the least sure first.
const mostAssumed = 2

// Best is what the search found: the best plans in a sentence each, and as
// details all that was found, and how.
func Best(w Writer, doc *answer.BestPlans) []Block {
	if doc.Goal != nil || doc.Untold || doc.IfMet == nil && len(doc.Ranking) == 0 || doc.IfMet != nil && doc.IfNot.Goal != nil {
		return append(append(w.bestDetails(doc), w.Warnings(doc.Warnings)...), w.NotAdvice())
	}
	blocks := []Block{w.Heading("best-heading/short", "name", w.Somebody(doc.Name), "score", doc.Score, "by", doc.By)}
	if doc.Principal == answer.PartnerApplies {
		blocks = append(blocks, w.swapped(doc))
	}
	if doc.IfMet != nil {
		blocks = append(blocks, Callout{Title: w.Phrase("advice.missing"), Text: doc.Because + ".", Alert: true},
			append(Group{w.Name("best.if-met")}, w.sentences(doc.IfMet, eitherWay)...), append(Group{w.Name("best.if-not")}, w.sentences(doc.IfNot, eitherWay)...))
	} else {
		blocks = append(blocks, w.sentences(doc, mostBest))
		var said Group
		if n := len(doc.Tied); n > 0 {
			said = append(said, w.Note("best-as-likely", "n", n))
		}
		if doc.HangsOn != "" {
			said = append(said, Paragraph{Text: doc.HangsOn, Small: true})
		}
		if said != nil {
			blocks = append(blocks, said)
		}
	}
	return append(blocks, w.Closing(doc.Warnings), append(Details(w.bestDetails(doc)), w.Warnings(others(doc.Warnings))...))
}

// sentences are the plans that none beats in chance, months and cost alike, the
// likeliest first, each in a sentence, so many of them.
func (w Writer) sentences(doc *answer.BestPlans, most int) (group Group) {
	plans := slices.DeleteFunc(slices.Clone(doc.Plans), func(p answer.FoundPlan) bool { return p.Like != "" })
	slices.SortStableFunc(plans, func(a, b answer.FoundPlan) int { return cmp.Compare(b.Chance, a.Chance) })
	var items Items
	for i, p := range plans[:min(most, len(plans))] {
		code := "best-sentence"
		if p.Done.IsZero() || len(p.Steps) == 0 {
			code = "best-sentence/stay"
		}
		items = append(items, Item{Mark: fmt.Sprintf("%d.", i+1), Text: w.Phrase(code, "plan", p.Title, "chance", w.Chance(p.Chance), "cost", w.Dollars(p.Cost), "done", p.Done)})
	}
	group = Group{items}
	if most == mostBest && len(plans) > 0 {
		least := slices.SortedStableFunc(slices.Values(plans[0].Assumed), func(a, b answer.Assumed) int { return cmp.Compare(a.Works, b.Works) })
		if whose := answer.AssumedText(w.Catalogue, least[:min(mostAssumed, len(least))]); whose != "" {
			group = append(group, Paragraph{Text: whose, Small: true})
		}
	}
	return group
}

func (w Writer) bestDetails(doc *answer.BestPlans) []Block {
	code := "best-heading"
	if !doc.Complete {
		code = "best-heading/incomplete"
	}
	blocks := []Block{w.Heading(code, "name", w.Somebody(doc.Name), "score", doc.Score, "start", doc.Start, "by", doc.By)}
	if doc.Principal == answer.PartnerApplies {
		blocks = append(blocks, w.swapped(doc))
	}
	if doc.IfMet != nil {
		blocks = append(append(blocks, w.Questions(doc.Needs)...), w.Name("best.if-met"))
		blocks = append(append(blocks, w.found(doc.IfMet)...), w.Name("best.if-not"))
		blocks = append(blocks, w.found(doc.IfNot)...)
	} else {
		blocks = append(blocks, w.found(doc)...)
	}
	how := Items{{Text: doc.Search.Exact}}
	if doc.Search.Estimated != "" {
		how = append(how, Item{Text: doc.Search.Estimated})
	}
	if len(doc.Left) > 0 {
		var names []string
		for _, l := range doc.Left {
			names = append(names, l.Lever)
		}
		how = append(how, Item{Text: w.Phrase("best-left", "count", len(names), "moves", strings.Join(names, ", "))})
	}
	return append(blocks, Group{w.Name("best.how"), how})
}

// swapped says that the partner applies in every plan.
func (w Writer) swapped(doc *answer.BestPlans) Paragraph {
	switch names := doc.Names; {
	case names.Known() && doc.MustSwap():
		return w.Note("best-swapped/named-asked", "who", names.Self)
	case names.Known():
		return w.Note("best-swapped/named", "who", names.Self, "other", names.Partner)
	case doc.MustSwap():
		return w.Note("best-swapped/asked")
	}
	return w.Note("best-swapped")
}

// found are the plans that were found.
func (w Writer) found(doc *answer.BestPlans) (blocks []Block) {
	if doc.Goal != nil {
		blocks = w.goal(doc.Goal, doc.By)
	} else {
		blocks = append(w.front(doc), w.aims(doc)...)
		if len(doc.Trials) > 0 {
			blocks = append(blocks, w.Name("best.trials"), w.trials(doc), Paragraph{Text: doc.HangsOn, Small: true})
		}
	}
	if doc.Couple != nil {
		blocks = append(blocks, Couple(w, doc.Couple)...)
	}
	return blocks
}

// front are the plans of the frontier that differ, and the steps of those that
// are best for an aim.
func (w Writer) front(doc *answer.BestPlans) []Block {
	if len(doc.Plans) == 0 {
		return nil
	}
	t := Table{Title: w.Catalogue.Term("table.best"), Columns: w.Columns("#number", "option", "#chance", "#error", "#expected", "#cost", "@done", "over")}
	t.Columns[1].Wrap, t.Columns[7].Wrap = 44, 36
	t.Spare(3, 6, 4, 7)
	var steps []Block
	for i := range doc.Plans {
		p := &doc.Plans[i]
		if p.Like != "" {
			continue
		}
		number := len(t.Rows) + 1
		within := Cell{w.Phrase("plus-minus", "percent", w.Decimal(math.Round(1000*p.Error)/10, 1)), []any{Rounded(p.Error, 4)}}
		t.Row(w.Integer(number), w.Text(p.Title), w.Probability(p.Chance), within, w.Fixed(p.Months, 1), w.Money(p.Cost), w.Day(p.Done), w.Text(p.Why))
		if len(p.Steps) > 0 && slices.ContainsFunc(doc.Aims, func(aim answer.Aim) bool { return aim.Plan == p.Plan }) {
			told := w.steps(number, p.Plan, p.Steps)
			if p.PIfStepsWork != nil {
				told = append(told, w.Note("best-if-steps-work", "share", w.Chance(*p.PIfStepsWork), "whose", answer.AssumedText(w.Catalogue, p.Assumed)))
			}
			steps = append(steps, told)
		}
	}
	legend := Group{w.Note("best-legend")}
	if text := doc.NotIncluded(w.Catalogue); text != "" {
		legend = append(legend, Paragraph{Text: text, Small: true})
	}
	if like := len(doc.Plans) - len(t.Rows); like > 0 {
		legend = append(legend, w.Note("best-alike", "count", like))
	}
	return append([]Block{t, legend}, steps...)
}

// steps are the moves of a plan with their days, and how to compare it.
func (w Writer) steps(number int, plan string, steps []answer.TakenAt) Group {
	var list List
	for _, s := range steps {
		code := "best-step"
		if s.From == s.To {
			code = "best-step/at-once"
		}
		list.Items = append(list.Items, w.Phrase(code, "title", s.Title, "from", s.From, "to", s.To, "cost", reason.CAD(s.Cost), "works", w.Chance(s.Works)))
	}
	return Group{w.Heading("best-steps", "number", number, "plan", plan), list}
}

// aims are the best for each aim, and which plans cannot be told apart.
func (w Writer) aims(doc *answer.BestPlans) []Block {
	if len(doc.Aims) == 0 {
		return nil
	}
	var group Group
	for _, aim := range doc.Aims {
		text := w.Phrase("best-aim", "aim", reason.Term("aim."+aim.Aim), "plan", aim.Title)
		group = append(group, Paragraph{Text: strings.TrimSpace(text + " " + aim.Lost), Small: true})
	}
	if len(doc.Tied) > 0 {
		group = append(group, w.Note("best-tied", "plan", doc.Aims[0].Title, "others", strings.Join(w.tied(doc), "; ")))
	}
	if doc.Asked.TargetChance != nil && len(doc.Enough) > 0 {
		group = append(group, w.Note("best-enough", "chance", w.Chance(*doc.Asked.TargetChance), "plan", doc.Enough[0]))
	}
	return []Block{group}
}

// mostTied is how many plans are named that cannot be told apart.
const mostTied = 3

// tied names the plans that cannot be told apart from the likeliest one, the
// first of them.
func (w Writer) tied(doc *answer.BestPlans) []string {
	var names []string
	for _, r := range doc.Ranking {
		if slices.Contains(doc.Tied, r.Plan) && len(names) < mostTied {
			names = append(names, r.Title)
		}
	}
	if more := len(doc.Tied) - len(names); more > 0 {
		names = append(names, w.Phrase("best-tied-more", "count", more))
	}
	return names
}

// trials is the table of what becomes of the first plans in each trial, the
// choice first.
func (w Writer) trials(doc *answer.BestPlans) Table {
	var plans []answer.RankedPlan // as they are
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
	return Trials(w, w.Catalogue.Term("best.trials"), plans, doc.Trials)
}

// Trials is the table of what becomes of plans where something is otherwise than
// assumed, as assumed first.
func Trials(w Writer, title string, plans []answer.RankedPlan, trials []answer.TrialFound) Table {
	t := Table{Title: title, Columns: w.Columns("trial")}
	t.Columns[0].Wrap = 40
	assumed := []Cell{w.Term("trial.none")}
	for _, p := range plans {
		t.Columns = append(t.Columns, Column{Title: p.Title, Kind: Number, Wrap: 26})
		assumed = append(assumed, w.Probability(p.Chance))
	}
	t.Row(assumed...)
	for _, trial := range trials {
		row := []Cell{w.Text(trial.Title)}
		if !trial.Holds && w.Paper {
			row[0] = w.Text(w.Phrase("report.trial-turns", "trial", trial.Title))
		}
		for _, p := range plans {
			i := slices.IndexFunc(trial.Plans, func(r answer.RankedPlan) bool { return r.Plan == p.Plan })
			row = append(row, w.Probability(trial.Plans[i].Chance))
		}
		t.Row(row...)
	}
	return t
}

// goal is what reaches a score: the cheapest first, the soonest last.
func (w Writer) goal(g *answer.GoalFound, by civil.Day) []Block {
	goal := w.Phrase("best-goal", "score", g.Score)
	if g.Stream != "" {
		goal = w.Phrase("best-goal/stream", "score", g.Score, "stream", draws.Stream(g.Stream).Term())
	}
	if !g.Reached {
		missed := Group{w.Note("best-goal-missed", "goal", goal, "by", by)}
		if n := g.Nearest; n != nil {
			missed = append(missed, w.Note("best-goal-nearest", "plan", n.Title, "score", n.Score, "on", n.On, "cost", reason.CAD(n.Cost)))
		}
		return []Block{missed}
	}
	t := Table{Title: w.Catalogue.Term("table.goal"), Columns: w.Columns("#number", "option", "#cost", "@reached", "#steps")}
	t.Columns[1].Wrap = 60
	blocks := []Block{w.Note("best-goal-reached", "goal", goal), nil}
	var costed []answer.Costed
	for i, r := range g.Arrivals {
		costed = append(costed, answer.Costed{Title: r.Title, Left: r.NotIncluded})
		t.Row(w.Integer(i+1), w.Text(r.Title), w.Money(r.Cost), w.Day(r.On), w.Integer(len(r.Steps)))
		if len(r.Steps) > 0 {
			blocks = append(blocks, w.steps(i+1, r.Plan, r.Steps))
		}
	}
	blocks[1] = t
	if text := answer.NotIncludedText(w.Catalogue, costed); text != "" {
		blocks = append(blocks, Paragraph{Text: text, Small: true})
	}
	return blocks
}
