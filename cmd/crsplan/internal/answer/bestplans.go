package answer

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"
	"strings"

	"crsplan/sim/chance"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/search"
)

// tried is how many plans the trials are played with.
const tried = 4

// choose simulates the routes that were found and tells the best.
func (b *bestMaker) choose(odds *search.Odds, record *draws.Record, q BestQuery) error {
	choice, err := b.q.Choose(b.ctx, b.found, odds)
	if err != nil {
		return err
	}
	doc, c := b.doc, b.c
	s := &doc.Search
	s.Bounded, s.Beaten, s.Simulated, s.Screened, s.Paths, s.Stopped = choice.Bounded, choice.Beaten, choice.Simulated, choice.Screened, odds.Query.Paths, choice.Stopped
	s.Estimated = c.Phrase("best.estimated", "bounded", s.Bounded, "beaten", s.Beaten, "simulated", s.Simulated, "screened", s.Screened, "last", len(choice.Plans), "paths", s.Paths)
	if choice.Stopped {
		s.Estimated = c.Phrase("best.stopped", "found", len(b.found.Routes), "simulated", s.Simulated, "screened", s.Screened)
	}
	var before *search.Ranked
	for _, r := range choice.Front {
		plan, err := b.foundPlan(r, before)
		if err != nil {
			return err
		}
		doc.Plans = append(doc.Plans, plan)
		if r.Like == nil {
			before = r
		}
	}
	for _, r := range choice.Plans {
		doc.Ranking = append(doc.Ranking, b.ranked(r, choice.Plans))
	}
	told := slices.DeleteFunc(slices.Clone(choice.Front), func(r *search.Ranked) bool { return r.Like != nil })
	doc.Aims = b.aims(told, q.TargetChance)
	likeliest := slices.MaxFunc(told, func(x, y *search.Ranked) int { return cmp.Compare(x.Chance, y.Chance) })
	for _, r := range slices.Concat(choice.Plans, choice.Near) {
		if r != likeliest && search.Tied(likeliest, r) {
			doc.Tied = append(doc.Tied, b.word(r.Option))
		}
	}
	if q.TargetChance > 0 {
		doc.Enough = []string{}
		for _, r := range choice.Front {
			if r.Chance >= q.TargetChance {
				doc.Enough = append(doc.Enough, b.word(r.Option))
			}
		}
	}
	if choice.Stopped {
		return nil
	}
	return b.try(trialled(told, choice.Plans), odds, record, q)
}

// trialled are the plans that are tried: the likeliest of the frontier, and, if
// these are few, of the others.
func trialled(told, ranking []*search.Ranked) []*search.Ranked {
	first := slices.Clone(told)
	slices.SortStableFunc(first, func(x, y *search.Ranked) int { return cmp.Compare(y.Chance, x.Chance) })
	for _, r := range ranking {
		if !slices.Contains(first, r) {
			first = append(first, r)
		}
	}
	return first[:min(tried, len(first))]
}

// foundPlan makes the document of one plan.
func (b *bestMaker) foundPlan(r, before *search.Ranked) (FoundPlan, error) {
	steps, err := b.taken(r.Route)
	if err != nil {
		return FoundPlan{}, err
	}
	score, on := b.q.Score(r.Route, "")
	doc := FoundPlan{
		Plan: b.word(r.Option), Title: b.title(r.Option), Steps: steps, Chance: share(r.Chance), Error: share(r.Error), AtRisk: share(r.AtRisk),
		Months: tenths(r.Months), Cost: r.Cost.Likely, Range: Range(r.Cost), Done: r.Done, Best: Best{on, score}, Chances: monthsOf(r.Outlook),
		Why: b.why(r, before), InTheWay: []InTheWay{},
		NotIncluded: notIncluded(r.ToCanada, r.Option), PIfStepsWork: ifStepsWork(r.Outlook), Assumed: assumedOf(b.c, r.Option, b.names),
	}
	if r.Like != nil {
		doc.Like = b.word(r.Like.Option)
		doc.Why = b.c.Phrase("best.like", "plan", b.title(r.Like.Option))
	}
	for _, cause := range r.Outlook.Causes {
		doc.InTheWay = append(doc.InTheWay, InTheWay{Called(b.c, namesIn(b.names, r.Option, len(r.Option.Scenarios)), b.c.Say(cause.What)), share(cause.Share)})
	}
	return doc, nil
}

// why says what a plan has over the cheaper one before it.
func (b *bestMaker) why(r, before *search.Ranked) string {
	switch {
	case before == nil && len(r.Moves) == 0:
		return b.c.Phrase("best.why/stay")
	case before == nil:
		return b.c.Phrase("best.why/cheapest")
	}
	return b.c.Phrase("best.why", "differences", b.differences(r, before))
}

// differences says in what a plan differs from another: chance, money, months.
func (b *bestMaker) differences(r, from *search.Ranked) string {
	var parts []string
	if points := int(math.Round(100*r.Chance) - math.Round(100*from.Chance)); points > 0 {
		parts = append(parts, b.c.Phrase("best.differs/likelier", "points", points))
	} else if points < 0 {
		parts = append(parts, b.c.Phrase("best.differs/less-likely", "points", -points))
	}
	if dollars := r.Cost.Likely - from.Cost.Likely; dollars > 0 {
		parts = append(parts, b.c.Phrase("best.differs/dearer", "cost", reason.CAD(dollars)))
	} else if dollars < 0 {
		parts = append(parts, b.c.Phrase("best.differs/cheaper", "cost", reason.CAD(-dollars)))
	}
	if months := tenths(r.Months - from.Months); months > 0 {
		parts = append(parts, b.c.Phrase("best.differs/later", "months", reason.Months(months)))
	} else if months < 0 {
		parts = append(parts, b.c.Phrase("best.differs/sooner", "months", reason.Months(-months)))
	}
	if len(parts) == 0 {
		return b.c.Phrase("best.differs/nothing")
	}
	return strings.Join(parts, ", ")
}

// ranked tells a plan of a ranking.
func (b *bestMaker) ranked(r *search.Ranked, ranking []*search.Ranked) RankedPlan {
	ties := []int{}
	for i, o := range ranking {
		if o != r && search.Tied(o, r) {
			ties = append(ties, i+1)
		}
	}
	return RankedPlan{
		Plan: b.word(r.Option), Title: b.title(r.Option), Chance: share(r.Chance), Error: share(r.Error), Months: tenths(r.Months), Cost: r.Cost.Likely,
		TiedWith: r.TiedWith + 1, Ties: ties, PIfStepsWork: ifStepsWork(r.Outlook),
	}
}

// ifStepsWork is the chance by the end where every step works; nil where it is
// the same, or is not known.
func ifStepsWork(o *chance.Outlook) *float64 {
	if o == nil {
		return nil
	}
	return chanceOf(lastMonth(o)).PIfStepsWork
}

// aims tells the best of the plans for each aim alone, and why the next one
// lost. Where a chance is asked for, the least cost is that of a plan that has
// it.
func (b *bestMaker) aims(told []*search.Ranked, target float64) []Aim {
	aims := []Aim{}
	add := func(aim string, list []*search.Ranked, better func(x, y *search.Ranked) int) {
		if len(list) == 0 {
			return
		}
		list = slices.Clone(list)
		slices.SortStableFunc(list, better)
		a := Aim{Aim: aim, Plan: b.word(list[0].Option), Title: b.title(list[0].Option)}
		if len(list) > 1 {
			a.RunnerUp = b.title(list[1].Option)
			a.Lost = b.c.Phrase("best.lost", "plan", a.RunnerUp, "differences", b.differences(list[1], list[0]))
		}
		aims = append(aims, a)
	}
	byChance := func(x, y *search.Ranked) int {
		return cmp.Or(cmp.Compare(y.Chance, x.Chance), cmp.Compare(x.Cost.Likely, y.Cost.Likely))
	}
	add("chance", told, byChance)
	add("months", told, func(x, y *search.Ranked) int { return cmp.Or(cmp.Compare(x.Months, y.Months), byChance(x, y)) })
	enough := slices.DeleteFunc(slices.Clone(told), func(r *search.Ranked) bool { return r.Chance < target })
	add("cost", enough, func(x, y *search.Ranked) int {
		return cmp.Or(cmp.Compare(x.Cost.Likely, y.Cost.Likely), byChance(x, y))
	})
	return aims
}

// try plays the first plans under each trial, and says what the choice of the
// first of them hangs on.
func (b *bestMaker) try(first []*search.Ranked, odds *search.Odds, record *draws.Record, q BestQuery) error {
	if len(first) < 2 {
		return nil
	}
	few := *odds
	few.Progress, few.Query.Ways = nil, coupleParts*2
	trials, err := b.q.Try(b.ctx, first, &few, b.others(record, odds, q.Chance))
	if errors.Is(err, context.Canceled) {
		b.doc.Search.Stopped = true // what is there stands
		return nil
	}
	if err != nil {
		return err
	}
	hangs := search.HangsOn(first[0], trials)
	for _, t := range trials {
		b.doc.Trials = append(b.doc.Trials, b.trialFound(t, hangs))
	}
	b.doc.HangsOn = b.hangsOn(first[0], trials, hangs)
	return nil
}

// trialFound makes the document of one trial.
func (b *bestMaker) trialFound(t search.Trial, hangs []search.Trial) TrialFound {
	doc := TrialFound{Trial: string(t.Key), Title: b.c.Term("trial." + string(t.Key)), First: b.word(t.Plans[0].Option), Holds: true}
	for _, h := range hangs {
		doc.Holds = doc.Holds && h.Key != t.Key
	}
	for _, r := range t.Plans {
		doc.Plans = append(doc.Plans, b.ranked(r, t.Plans))
	}
	return doc
}

// hangsOn says in one sentence what the choice of the first plan hangs on: the
// trials in which another is clearly better, or what takes most of its chance.
func (b *bestMaker) hangsOn(first *search.Ranked, trials, hangs []search.Trial) string {
	title := b.title(first.Option)
	if len(hangs) > 0 {
		var names []string
		for _, t := range hangs {
			names = append(names, b.c.Phrase("best.hangs-trial", "trial", reason.Term("trial."+string(t.Key)), "plan", b.title(t.Plans[0].Option)))
		}
		return b.c.Phrase("best.hangs", "plan", title, "trials", strings.Join(names, "; "))
	}
	var worst search.TrialKey
	least := first.Chance
	for _, t := range trials {
		for _, r := range t.Plans {
			if r.Option.Name == first.Option.Name && r.Chance < least {
				worst, least = t.Key, r.Chance
			}
		}
	}
	if worst == "" {
		return b.c.Phrase("best.hangs/nothing", "plan", title, "trials", len(trials))
	}
	return b.c.Phrase("best.hangs/holds", "plan", title, "trials", len(trials), "trial", reason.Term("trial."+string(worst)), "chance", b.c.Chance(first.Chance), "least", b.c.Chance(least))
}
