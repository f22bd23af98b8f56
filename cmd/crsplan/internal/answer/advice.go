package answer

import (
	"cmp"
	"context"
	"slices"

	"crsplan/sim"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/search"
)

// Advice is what a person should do, as far as the program can say.
type Advice struct {
	Option string `json:"option"` // the recommended one; "" for none
	Found  bool   `json:"found"`  // by the search, and not among the options that were compared
	Why    string `json:"why"`
	// Chance is that of an invitation by the end of the plan; null where it is not
	// known.
	Chance *float64 `json:"chance"`
	// HoldsIn is in how many of so many stress tests no other option is clearly
	// better. Without any, the choice was not tested.
	HoldsIn int `json:"holds_in"`
	Trials  int `json:"trials"`
	// AlsoFound are options that the search found and that are hardly better.
	AlsoFound []AlsoFound `json:"also_found"`
	QuickWins []QuickWin  `json:"quick_wins"`
	// Dates are those of the recommended option, or of changing nothing.
	Dates       []Date        `json:"dates"`
	NotPossible []NotPossible `json:"not_possible"`
	// Search is how far the search looked; null where there was none.
	Search *SearchWork `json:"search"`
}

// AlsoFound is an option that the search found and that was not compared.
type AlsoFound struct {
	Option string  `json:"option"`
	Title  string  `json:"title"`
	Chance float64 `json:"chance"`
	Months float64 `json:"months"`
	Cost   Range   `json:"cost_cad"`
}

// QuickWin is a single change that takes little time and money and gains
// something by itself.
type QuickWin struct {
	Lever  string   `json:"lever"`
	Title  string   `json:"title"`
	Points int      `json:"points"` // above changing nothing, on the day it is done
	Opens  []string `json:"opens"`  // round types
	Months float64  `json:"months"`
	Cost   Range    `json:"cost_cad"`
}

// SearchWork is how much a search looked at. It is bounded by counts and never
// by the clock, so that the same question has the same answer.
type SearchWork struct {
	Steps        int `json:"steps"`        // scenarios of a combination, at most
	Combinations int `json:"combinations"` // played on their likely course
	Simulated    int `json:"simulated"`    // of them
	Simulations  int `json:"simulations"`  // that each of those met
	Most         int `json:"most"`         // combinations, at most
}

// How far the search beside a comparison looks: combinations of two scenarios,
// as long as they are no more than so many, on so many simulations. Command best
// looks farther.
const (
	foundSteps        = 2
	foundEfforts      = 2
	foundSimulations  = 800
	mostCombinations  = 1200
	mostFound         = 3    // are looked at as closely as the options
	mostAdded         = 2    // of them become options
	clearlyMore       = 0.03 // of a chance: what is found leads, and options count as alike below it
	quickMonths       = 4
	quickCost         = 1000
	mostQuickWins     = 3
	hardlyAny         = 0.005 // a chance below it is told as none
	sooner            = 1.0   // months that make an option the sooner one
	cheaper           = 100   // dollars that make one the cheaper one
	gainsNothing      = 0.01  // of a chance: what is found for less is not told
	mostAlsoFound     = 2
	arrangementsOfTwo = 3 // one after the other, the other way round, side by side
)

// PlanQuery is what is asked of a plan.
type PlanQuery struct {
	Chance ChanceQuery
	// Ahead are the rounds ahead where many plans share them; nil: those of Chance.
	Ahead *Ahead
	// Search asks for what is better than the options of the plan, for quick wins
	// and for stress tests; Trials for these alone.
	Search, Trials bool
	// Couple asks for the four ways of a couple.
	Couple bool
	// Given are the scenarios that a search combines, and a couple's changes.
	Given []search.Move
	// Recommend is the option to recommend, whatever the others; "" for the rule.
	Recommend string
}

// Of answers a plan: its options, the chances of each, and what to do. It is
// whole when it returns.
func Of(ctx context.Context, c *reason.Catalogue, w *sim.World, plan *sim.Plan, record *draws.Record, q PlanQuery, warnings reason.Warnings) (*Plan, error) {
	ahead := q.Ahead
	basics := unstatedBasics(c, plan.Profile)
	if basics != "" {
		ahead, q.Search, q.Trials = nil, false, false // no verdict of somebody of whom next to nothing is known
	} else if ahead == nil {
		ahead = NewAhead(record, w.Today, q.Chance)
	}
	var found []sim.Option
	var work *SearchWork
	if q.Search && q.Recommend == "" {
		var err error
		if found, work, err = lookFor(ctx, c, w, plan, q.Given, record, ahead); err != nil {
			return nil, err
		}
	}
	wide := *plan
	wide.Options = slices.Concat(WithStay(plan.Options), found)
	doc, err := PlanOf(c, w, &wide, record, warnings)
	if err != nil {
		return nil, err
	}
	for i := range doc.Options {
		doc.Options[i].Found = slices.ContainsFunc(found, func(o sim.Option) bool { return o.Name == doc.Options[i].Option })
	}
	if err := doc.AddChancesOf(c, w, &wide, ahead); err != nil {
		return nil, err
	}
	if q.Couple {
		if err := doc.AddCouple(ctx, c, w, plan, q.Given, ahead); err != nil {
			return nil, err
		}
	}
	also := doc.keepFound()
	if q.Search || q.Trials {
		if err := doc.stress(ctx, w, &wide, ahead); err != nil {
			return nil, err
		}
	}
	if basics != "" && q.Recommend == "" {
		doc.Recommended = Recommendation{By: "unstated", Because: c.Phrase("recommend.unstated", "what", basics)}
	} else if !doc.Recommend(c, q.Recommend) {
		return doc, nil // the caller says which there are
	}
	doc.tellTrials(c, w)
	doc.lead()
	doc.Advice = doc.advice(also, work)
	if q.Search {
		doc.Advice.QuickWins, err = quickWins(c, w, plan, q.Given, record, doc.Option(doc.Recommended.Option))
	}
	return doc, err
}

// lookFor searches combinations of scenarios for the few that are worth a look
// beside the options of a plan: where facts are missing that decide, both ways.
func lookFor(ctx context.Context, c *reason.Catalogue, w *sim.World, plan *sim.Plan, given []search.Move, record *draws.Record, ahead *Ahead) ([]sim.Option, *SearchWork, error) {
	start, _ := w.Start(plan)
	if ahead == nil || ahead.q.refuses(plan.End(start)) || plan.End(start) <= w.Today {
		return nil, nil, nil
	}
	stay, err := w.Project(plan, sim.Stay())
	if err != nil {
		return nil, nil, err
	}
	work := &SearchWork{Steps: foundSteps, Simulations: min(foundSimulations, ahead.q.Paths), Most: mostCombinations}
	plans := []*sim.Plan{plan}
	if m := deciding([]*sim.Projection{stay}, stay.Start, OpenStreams(record, w.Known)); len(m.facts) > 0 {
		met := *plan
		met.Profile = sim.WithAll(plan.Profile, m.facts, -1)
		plans = append(plans, &met)
	}
	var list []sim.Option
	for _, p := range plans {
		moves := search.Fitting(w, p, WithOwn(slices.DeleteFunc(slices.Clone(given), nominates), plan.Options))
		Named(c, moves)
		var seen []*search.Ranked
		for _, must := range decisions(w, p) {
			odds := ahead.odds(record, w)
			odds.Query.Paths = work.Simulations
			q := &search.Question{World: w, Plan: p, Moves: moves, Must: must, MaxSteps: work.Steps, Efforts: foundEfforts, Budget: -1, Streams: questionStreams(odds, "")}
			if n := len(moves); n+arrangementsOfTwo*n*(n-1)/2 > mostCombinations {
				q.MaxSteps, work.Steps = 1, 1
			}
			found, err := q.Find(ctx)
			if err != nil {
				return nil, nil, err
			}
			some, err := q.Screen(ctx, found, odds)
			if err != nil {
				return nil, nil, err
			}
			work.Combinations += found.Tried
			work.Simulated += len(some)
			seen = append(seen, some...)
		}
		for _, r := range worthALook(seen) {
			if !slices.ContainsFunc(slices.Concat(WithStay(plan.Options), list), func(o sim.Option) bool { return sameOption(&o, &r.Option) }) {
				list = append(list, r.Option)
			}
		}
	}
	return list, work, nil
}

// nominates reports whether a scenario leads to a nomination. An employer in one
// province has to be found for it first, and how likely that is nobody knows: such
// scenarios are combined by command best, and here where somebody named them.
func nominates(m search.Move) bool {
	return slices.ContainsFunc(m.Steps, func(s sim.Step) bool { return s.Then.Nomination != nil })
}

// decisions are what a search may decide at the start: nothing, or that the
// partner applies. Nobody is left behind by a search.
func decisions(w *sim.World, plan *sim.Plan) [][]string {
	list := [][]string{nil}
	for _, way := range search.Ways(w, plan) {
		if way.Partner && way.Plan != nil && way.Accompanying == plan.Profile.Partner.Accompanying {
			list = append(list, []string{swapPrincipal})
		}
	}
	return list
}

// WithOwn adds the scenarios of options to those given.
func WithOwn(given []search.Move, options []sim.Option) []search.Move {
	all := slices.Clone(given)
	for _, o := range options {
		for _, m := range search.Library(o.Scenarios) {
			if !slices.ContainsFunc(all, func(g search.Move) bool { return g.Name == m.Name }) {
				all = append(all, m)
			}
		}
	}
	return all
}

// sameOption reports whether two options are the same scenarios in the same
// order, side by side as well.
func sameOption(a, b *sim.Option) bool {
	if len(a.Scenarios) != len(b.Scenarios) {
		return false
	}
	for i := range a.Scenarios {
		if a.Scenarios[i].Name != b.Scenarios[i].Name || a.Lane(i) != b.Lane(i) {
			return false
		}
	}
	return true
}

// worthALook are, of the routes with about the highest chance, the likeliest, and
// the soonest and the cheapest where they are so by something. A route with a
// further step that gains nothing is none of them.
func worthALook(seen []*search.Ranked) []*search.Ranked {
	top := 0.0
	for _, r := range seen {
		top = max(top, r.Chance)
	}
	if top < hardlyAny {
		return nil
	}
	near := slices.DeleteFunc(slices.Clone(seen), func(r *search.Ranked) bool { return r.Chance < top-clearlyMore })
	near = slices.DeleteFunc(slices.Clone(near), func(r *search.Ranked) bool {
		return slices.ContainsFunc(near, func(o *search.Ranked) bool {
			return partOf(o.Option.Scenarios, r.Option.Scenarios) && r.Months > o.Months-sooner
		})
	})
	likeliest := slices.MinFunc(near, func(a, b *search.Ranked) int { return cmp.Compare(b.Chance, a.Chance) })
	list := []*search.Ranked{likeliest}
	soonest := slices.MinFunc(near, func(a, b *search.Ranked) int { return cmp.Compare(a.Months, b.Months) })
	if soonest.Months < likeliest.Months-sooner {
		list = append(list, soonest)
	}
	cheapest := slices.MinFunc(near, func(a, b *search.Ranked) int { return cmp.Compare(a.Cost.Likely, b.Cost.Likely) })
	if cheapest.Cost.Likely < likeliest.Cost.Likely-cheaper && !slices.Contains(list, cheapest) {
		list = append(list, cheapest)
	}
	return list
}

// partOf reports whether scenarios are some of others, and not all.
func partOf(some, all []*sim.Scenario) bool {
	if len(some) >= len(all) {
		return false
	}
	return !slices.ContainsFunc(some, func(s *sim.Scenario) bool {
		return !slices.ContainsFunc(all, func(o *sim.Scenario) bool { return o.Name == s.Name })
	})
}

// keepFound leaves of what was found what is clearly likelier than every option
// that was compared, whatever is missing; what is a little likelier is told
// beside it.
func (doc *Plan) keepFound() (also []AlsoFound) {
	lead := func(o *Option) float64 {
		most := -1.0
		for _, met := range []bool{false, true} {
			best := 0.0
			for i := range doc.Options {
				if t := &doc.Options[i]; !t.Found {
					best = max(best, t.chance(met))
				}
			}
			most = max(most, o.chance(met)-best)
		}
		return most
	}
	var leads []float64
	for i := range doc.Options {
		if o := &doc.Options[i]; o.Found && lead(o) > clearlyMore {
			leads = append(leads, lead(o))
		}
	}
	slices.Sort(leads)
	least := clearlyMore
	if n := len(leads); n > mostAdded {
		least = leads[n-mostAdded]
	}
	gains := make([]float64, len(doc.Options)) // before any is left out
	for i := range doc.Options {
		gains[i] = lead(&doc.Options[i])
	}
	for i := len(doc.Options) - 1; i >= 0; i-- {
		switch o := &doc.Options[i]; {
		case !o.Found || gains[i] > clearlyMore && gains[i] >= least:
			continue
		case gains[i] > gainsNothing && o.last().P.Known:
			also = append(also, AlsoFound{o.Option, o.Title, o.last().P.P, o.Months, o.Cost})
		}
		doc.Options = slices.Delete(doc.Options, i, i+1)
	}
	return also
}

// lead puts the recommended option first, and the others by their chance; those
// that are as likely stay in their order, and changing nothing comes last of
// them. Where no chance is known only the recommended option moves.
func (doc *Plan) lead() {
	rank := func(o *Option) (hero int, chance float64, stays int) {
		if o.Option == doc.Recommended.Option || doc.Recommended.By == "missing" && o.Option == doc.Recommended.IfMet {
			hero = -1
		}
		if len(o.Chance) > 0 {
			chance = -float64(percent(max(o.chance(false), o.chance(true))))
		}
		if o.Stays() {
			stays = 1
		}
		return hero, chance, stays
	}
	slices.SortStableFunc(doc.Options, func(a, b Option) int {
		heroA, chanceA, staysA := rank(&a)
		heroB, chanceB, staysB := rank(&b)
		return cmp.Or(cmp.Compare(heroA, heroB), cmp.Compare(chanceA, chanceB), cmp.Compare(staysA, staysB))
	})
}

// advice says what the plan comes to.
func (doc *Plan) advice(also []AlsoFound, work *SearchWork) *Advice {
	watched := &doc.Options[doc.Watched()]
	a := &Advice{
		Option: doc.Recommended.Option, Why: doc.Recommended.Because, Trials: len(doc.trials), AlsoFound: []AlsoFound{}, QuickWins: []QuickWin{},
		Dates: watched.Dates, NotPossible: doc.NotPossible, Search: work,
	}
	if watched.Option == a.Option {
		a.Found, a.HoldsIn = watched.Found, watched.holds
		if len(watched.Chance) > 0 && watched.last().P.Known {
			p := watched.last().P.P
			a.Chance = &p
		}
	}
	// What leads already is not told again.
	for _, f := range also {
		if len(a.AlsoFound) < mostAlsoFound && (a.Chance == nil || f.Chance > *a.Chance-clearlyMore) {
			a.AlsoFound = append(a.AlsoFound, f)
		}
	}
	return a
}

// quickWins are the single changes that take at most four months and $1,000 and
// gain points or open a round type by themselves, those with the most points
// first. What the recommended option holds is not told again.
func quickWins(c *reason.Catalogue, w *sim.World, plan *sim.Plan, given []search.Move, record *draws.Record, hero *Option) ([]QuickWin, error) {
	moves := search.Suggested(w, plan, given)
	Named(c, moves)
	levers, _, err := search.Levers(w, plan, moves, OpenStreams(record, w.Today))
	if err != nil {
		return nil, err
	}
	wins := []QuickWin{}
	for _, l := range search.Distinct(levers) {
		quick := l.Months <= quickMonths && l.Cost.Likely <= quickCost
		gains := l.Points > 0 || len(l.Opens) > 0 && l.Points == 0
		told := hero != nil && slices.ContainsFunc(hero.scenarios(), func(s *sim.Scenario) bool { return s.Name == l.Name })
		if l.Blocked.IsZero() && !told && quick && gains && search.Alone(l.Move).NoChance().IsZero() {
			wins = append(wins, QuickWin{l.Name, Called(c, plan.Profile.Names(), c.Text(l.Scenario.Title)), l.Points, keysOf(l.Opens), tenths(l.Months), Range(l.Cost)})
		}
	}
	slices.SortStableFunc(wins, func(a, b QuickWin) int {
		return cmp.Or(cmp.Compare(b.Points, a.Points), cmp.Compare(a.Cost.Likely, b.Cost.Likely))
	})
	return wins[:min(mostQuickWins, len(wins))], nil
}
