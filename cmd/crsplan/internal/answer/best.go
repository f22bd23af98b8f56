package answer

import (
	"context"
	"math"
	"reflect"
	"slices"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/search"
)

// BestPlans are the best plans that a search finds.
type BestPlans struct {
	Schema   int       `json:"schema"`
	Name     string    `json:"name"`
	Today    civil.Day `json:"today"`
	Start    civil.Day `json:"start"`
	By       civil.Day `json:"by"` // the deadline
	DataDate civil.Day `json:"data_date"`
	Score    int       `json:"score"` // on the first day
	Complete bool      `json:"complete"`
	// Principal is who applies in every plan: "partner" where that was asked
	// for, or is clearly the better way for the two.
	Principal string `json:"principal"`
	Asked     Asked  `json:"asked"`
	// Plans are the frontier: no plan on it is worse than another in chance,
	// months and cost alike. From the cheapest to the dearest.
	Plans []FoundPlan `json:"plans"`
	// Ranking are the plans by chance, the highest first; of those that cannot
	// be told apart the cheapest.
	Ranking []RankedPlan `json:"ranking"`
	// Tied are the plans that the simulation cannot tell apart by chance from the
	// one with the highest chance among the aims: of the ranking first, then those
	// that were only looked through.
	Tied []string `json:"tied"`
	Aims []Aim    `json:"aims"`
	// Goal is what reaches the score that was asked for: exact, on the likely
	// course of the steps.
	Goal *GoalFound `json:"goal,omitempty"`
	// Enough are the plans that reach the chance asked for, the cheapest first.
	Enough  []string     `json:"enough,omitempty"`
	Trials  []TrialFound `json:"robustness"`
	HangsOn string       `json:"hangs_on,omitempty"`
	Couple  *Couple      `json:"couple,omitempty"`
	// Names are what the two are called in the plans, who applies first.
	Names  profile.Names `json:"-"`
	Search Searched      `json:"search"`
	Left   []NoLever     `json:"left_out"`
	// Needs are the missing facts that decide something. Where the best plan
	// hangs on them, no plan is told as if they were known: IfMet and IfNot are
	// what the search finds either way, and Because says both in short.
	Needs   []Need     `json:"needs"`
	IfMet   *BestPlans `json:"if_met,omitempty"`
	IfNot   *BestPlans `json:"if_not,omitempty"`
	Because string     `json:"because,omitempty"`
	// Warnings as in every document.
	Warnings []Warning `json:"warnings"`

	Record *draws.Record `json:"-"`
	Untold bool          `json:"-"` // no chance can be told, so no plan is ranked by one
}

// Asked is what a search was asked for. Budget, TargetScore and TargetChance
// are null where none is.
type Asked struct {
	Budget       *float64 `json:"budget_cad"`
	MaxSteps     int      `json:"max_steps"`
	Efforts      int      `json:"efforts"`
	Must         []string `json:"must"`
	Exclude      []string `json:"exclude"`
	TargetScore  *int     `json:"target_score"`
	TargetChance *float64 `json:"target_chance"`
	Stream       string   `json:"stream,omitempty"`
}

// FoundPlan is one plan: what to do in which order, and what comes of it.
type FoundPlan struct {
	Plan   string    `json:"plan"` // what crsplan plan calls it
	Title  string    `json:"title"`
	Steps  []TakenAt `json:"steps"`
	Chance float64   `json:"chance"` // of an invitation by the deadline that holds
	Error  float64   `json:"error"`  // standard error of the simulation, not of the forecast
	// PIfStepsWork is Chance where every step works; left out where it is the same.
	PIfStepsWork *float64  `json:"p_if_steps_work,omitempty"`
	Assumed      []Assumed `json:"assumed"` // the steps that may not work
	AtRisk       float64   `json:"at_risk"`
	Months       float64   `json:"months"` // expected to an invitation, the whole time where there is none
	Cost         float64   `json:"cost_cad"`
	Range        Range     `json:"cost_range_cad"`
	// NotIncluded is what the cost leaves out: "fee" where one is not published,
	// "moving" and "rent" where a step takes somebody to Canada.
	NotIncluded []string  `json:"not_included,omitempty"`
	Done        civil.Day `json:"done"` // the likely day of its last step
	Best        Best      `json:"best"` // the highest score by the deadline
	// Chances are by the end of each month.
	Chances []Chance `json:"chances"`
	// Why says what it has over the cheaper one before it.
	Why string `json:"why"`
	// Like is a plan of the frontier that differs from this one by hardly
	// anything; "" for a plan that stands for itself.
	Like     string     `json:"like,omitempty"`
	InTheWay []InTheWay `json:"in_the_way"`
}

// TakenAt is a move of a plan on its likely course.
type TakenAt struct {
	Step   string    `json:"step"`
	Title  string    `json:"title"`
	Lane   int       `json:"lane"` // moves of one lane follow one another; lanes run side by side
	From   civil.Day `json:"from"`
	To     civil.Day `json:"to"`
	Months float64   `json:"months"`
	Cost   float64   `json:"cost_cad"`
	Works  float64   `json:"chance"` // that all of it works out
}

// RankedPlan is a plan with its place by chance.
type RankedPlan struct {
	Plan   string  `json:"plan"`
	Title  string  `json:"title"`
	Chance float64 `json:"chance"`
	// PIfStepsWork is Chance where every step works; left out where it is the same.
	PIfStepsWork *float64 `json:"p_if_steps_work,omitempty"`
	Error        float64  `json:"error"`
	Months       float64  `json:"months"`
	Cost         float64  `json:"cost_cad"`
	// TiedWith is the place, from 1, of the first plan that the simulation cannot
	// tell this one apart from: its own where there is none before it.
	TiedWith int `json:"tied_with"`
	// Ties are the places of all plans that it cannot be told apart from: of
	// three, the first may be so from the second and the second from the third,
	// and not the first from the third.
	Ties []int `json:"ties"`
}

// Aim is the best plan for one aim alone, and why the next one lost.
type Aim struct {
	Aim      string `json:"aim"` // "chance", "months" or "cost"
	Plan     string `json:"plan"`
	Title    string `json:"title"`
	RunnerUp string `json:"runner_up"`
	Lost     string `json:"why_runner_up_lost"`
}

// GoalFound is what reaches a score.
type GoalFound struct {
	Score    int           `json:"score"`
	Stream   string        `json:"stream,omitempty"`
	Reached  bool          `json:"reached"`
	Arrivals []GoalArrival `json:"plans"`  // the cheapest first, the soonest last
	Fewest   string        `json:"fewest"` // the plan with the fewest steps
	// Nearest is the plan with the highest score where none reaches it; null
	// where no plan is open to the stream.
	Nearest *GoalArrival `json:"nearest"`
}

// GoalArrival is a plan that reaches a score, and when.
type GoalArrival struct {
	Plan  string    `json:"plan"`
	Title string    `json:"title"`
	On    civil.Day `json:"on"`
	Score int       `json:"score"`
	Cost  float64   `json:"cost_cad"`
	Steps []TakenAt `json:"steps"`
	// NotIncluded is what the cost leaves out: "fee" where one is not published,
	// "moving" and "rent" where a step takes somebody to Canada.
	NotIncluded []string `json:"not_included,omitempty"`
}

// TrialFound is what becomes of the first plans where something is otherwise.
type TrialFound struct {
	Trial string       `json:"trial"`
	Title string       `json:"title"`
	First string       `json:"first"` // the plan that comes first then
	Holds bool         `json:"holds"` // no other plan is clearly better than the choice
	Plans []RankedPlan `json:"plans"`
}

// Searched says how a search went: what of it was exact, and what simulated.
type Searched struct {
	Moves     int    `json:"moves"` // that may be part of a plan
	Tried     int    `json:"tried"` // plans played on their likely course
	Blocked   int    `json:"blocked"`
	Late      int    `json:"late"`
	Dear      int    `json:"dear"`
	Idle      int    `json:"idle"`    // as good as a part of them, or another order
	Bounded   int    `json:"bounded"` // plans with a bound on their chance
	Beaten    int    `json:"beaten"`  // not simulated: another does as well as their bound
	Simulated int    `json:"simulated"`
	Screened  int    `json:"screen_paths"` // futures that all of them met
	Paths     int    `json:"paths"`        // futures that the last of them met
	Stopped   bool   `json:"stopped"`      // before it was done: the best so far
	Exact     string `json:"exact"`
	Estimated string `json:"estimated"`
}

// BestQuery is how the best plans are asked for.
type BestQuery struct {
	Chance        ChanceQuery
	Budget        float64 // in dollars; below 0: any
	MaxSteps      int
	Efforts       int
	Must, Exclude []string
	TargetChance  float64      // 0: none
	TargetScore   int          // 0: none
	Stream        draws.Stream // of the target score; ""
	// Progress, where it is set, is told how far the search is.
	Progress func(Work)
	// begin is how much of the whole work was done before this search; again says
	// that another one follows.
	begin float64
	again bool
}

// BestOf searches the best plans of a person, until the deadline of the plan:
// both ways where facts are missing that decide.
func BestOf(ctx context.Context, c *reason.Catalogue, w *sim.World, plan *sim.Plan, given []search.Move, record *draws.Record, q BestQuery, warnings reason.Warnings) (*BestPlans, error) {
	stay, err := w.Project(plan, sim.Stay())
	if err != nil {
		return nil, err
	}
	m := deciding([]*sim.Projection{stay}, stay.Start, OpenStreams(record, w.Known))
	needs := m.needsOf(c, -1)
	warnings.Add(missingWarnings(needs)...)
	without := *plan
	for _, f := range m.facts {
		without.Profile = f.With(without.Profile, false)
	}
	both := len(needs) > 0
	q.again = both
	not, err := bestOf(ctx, c, w, &without, given, record, q, warnings)
	if err != nil {
		return nil, err
	}
	not.Needs = needs
	if !both || not.Untold {
		return not, nil
	}
	supposed := *plan
	supposed.Profile = sim.WithAll(plan.Profile, m.facts, -1)
	q.begin, q.again = .5, false
	met, err := bestOf(ctx, c, w, &supposed, given, record, q, warnings)
	if err != nil {
		return nil, err
	}
	met.Needs = []Need{}
	if reflect.DeepEqual(met.Ranking, not.Ranking) && reflect.DeepEqual(met.Goal, not.Goal) {
		return not, nil // it changes nothing of what is best
	}
	return bothBest(c, met, not), nil
}

// bothBest tells two searches as one answer.
func bothBest(c *reason.Catalogue, met, not *BestPlans) *BestPlans {
	doc := *not
	doc.Plans, doc.Ranking, doc.Tied, doc.Aims, doc.Trials = []FoundPlan{}, []RankedPlan{}, []string{}, []Aim{}, []TrialFound{}
	doc.Goal, doc.Enough, doc.HangsOn, doc.Couple = nil, nil, "", nil
	doc.IfMet, doc.IfNot = met, not
	not.Needs = []Need{}
	if not.Goal == nil {
		for i := range doc.Needs {
			n := &doc.Needs[i]
			n.PIfMet, n.PIfNot = highest(met), highest(not)
		}
		doc.Because = c.Phrase(missingCode(doc.Needs), "questions", questions(c, doc.Needs),
			"met", bestMet(c, met.first(), doc.By), "not", bestNot(c, not.first(), doc.Needs, doc.By))
	} else {
		doc.Because = c.Phrase("recommend.missing/no-chance", "questions", questions(c, doc.Needs))
	}
	return &doc
}

// likeliest is the plan with the highest chance of those that are told; nil for
// none.
func (doc *BestPlans) likeliest() *FoundPlan {
	var best *FoundPlan
	for i := range doc.Plans {
		if p := &doc.Plans[i]; p.Like == "" && (best == nil || p.Chance > best.Chance) {
			best = p
		}
	}
	return best
}

// highest is the highest chance that a search found; 0 for none.
func highest(doc *BestPlans) *float64 {
	p := 0.0
	if r := doc.likeliest(); r != nil {
		p = r.Chance
	}
	return &p
}

// first is the likeliest plan as an option; nil where none has a chance.
func (doc *BestPlans) first() *Option {
	r := doc.likeliest()
	if r == nil || percent(r.Chance) == 0 {
		return nil
	}
	return &Option{Option: r.Plan, Title: r.Title, Chance: []Chance{{P: Prob{r.Chance, true}}}}
}

func bestOf(ctx context.Context, c *reason.Catalogue, w *sim.World, plan *sim.Plan, given []search.Move, record *draws.Record, q BestQuery, warnings reason.Warnings) (*BestPlans, error) {
	odds, more := oddsFor(w, plan, record, q.Chance)
	if q.TargetScore > 0 {
		odds, more = nil, nil
	}
	couple, err := coupleBeside(ctx, c, w, plan, given, record, odds)
	if err != nil {
		return nil, err
	}
	asked, principal := askedOf(q), YouApply
	if swapped := swappedPlan(w, plan, couple, &q); swapped != nil {
		plan, principal = swapped, PartnerApplies
	}
	stay, err := w.Project(plan, sim.Stay())
	if err != nil {
		return nil, err
	}
	doc := &BestPlans{
		Schema: Schema, Name: c.Text(plan.Profile.Name), Today: w.Today, Start: stay.Start, By: stay.End, DataDate: record.DataDate(),
		Score: stay.Standings[0].Total, Complete: complete(stay), Asked: asked, Plans: []FoundPlan{}, Ranking: []RankedPlan{}, Tied: []string{}, Aims: []Aim{},
		Trials: []TrialFound{}, Left: []NoLever{}, Record: record, Couple: couple, Principal: principal,
	}
	all := slices.Clone(warnings)
	all.Add(DataWarnings(record, w.Today)...)
	moves := search.Fitting(w, plan, given)
	Named(c, moves)
	all.Add(laterCosts(w, options(moves))...)
	all.Add(stay.Warnings...)
	all.Add(more...)
	for _, m := range moves {
		if why := search.Alone(m).NoChance(); !why.IsZero() && slices.Contains(q.Must, m.Name) {
			odds = nil
			all.Add(reason.New("best-no-estimate", "move", m.Scenario.Title, "why", why))
		}
	}
	question := &search.Question{
		World: w, Plan: plan, Moves: moves, Must: q.Must, Exclude: q.Exclude, MaxSteps: q.MaxSteps, Efforts: q.Efforts, Budget: q.Budget,
		Streams: questionStreams(odds, q.Stream),
	}
	q.follow(question, odds)
	found, err := question.Find(ctx)
	if err != nil {
		return nil, err
	}
	doc.searched(c, found, len(moves))
	doc.Names = plan.Profile.Names()
	b := &bestMaker{ctx: ctx, c: c, w: w, plan: plan, names: doc.Names, q: question, found: found, doc: doc}
	switch {
	case q.TargetScore > 0:
		if err := b.goal(search.Goal{Score: q.TargetScore, Stream: q.Stream}); err != nil {
			return nil, err
		}
	case odds != nil && len(found.Routes) > 0:
		odds.Query.Ways = lastParts
		if err := b.choose(odds, record, q); err != nil {
			return nil, err
		}
	}
	if odds == nil && q.TargetScore == 0 {
		doc.Untold = true
		all.Add(reason.New("best-untold"))
	}
	doc.Warnings = Words(c, all)
	return doc, nil
}

func askedOf(q BestQuery) Asked {
	a := Asked{MaxSteps: q.MaxSteps, Efforts: q.Efforts, Must: append([]string{}, q.Must...), Exclude: append([]string{}, q.Exclude...), Stream: string(q.Stream)}
	if q.Budget >= 0 {
		a.Budget = &q.Budget
	}
	if q.TargetScore > 0 {
		a.TargetScore = &q.TargetScore
	}
	if q.TargetChance > 0 {
		a.TargetChance = &q.TargetChance
	}
	return a
}

// questionStreams are the streams whose being open matters to a search: those
// that may invite in a simulation, and the one of a target.
func questionStreams(odds *search.Odds, target draws.Stream) []draws.Stream {
	var list []draws.Stream
	if odds != nil {
		for _, s := range odds.Forecast.Streams {
			if s.Simulated() && s.State != draws.Closed {
				list = append(list, s.Stream)
			}
		}
	}
	if target != "" && !slices.Contains(list, target) {
		list = append(list, target)
	}
	return list
}

// searched says how the search for routes went.
func (doc *BestPlans) searched(c *reason.Catalogue, f *search.Found, moves int) {
	if doc.Principal == PartnerApplies {
		f.Left = slices.DeleteFunc(f.Left, func(l search.Left) bool { return l.Name == swapPrincipal })
	}
	doc.Search = Searched{
		Moves: moves - len(f.Left), Tried: f.Tried, Blocked: f.Blocked, Late: f.Late, Dear: f.Dear, Idle: f.Idle,
		Exact: c.Phrase("best.exact", "tried", f.Tried, "moves", moves-len(f.Left), "blocked", f.Blocked, "late", f.Late, "dear", f.Dear, "idle", f.Idle, "left", len(f.Routes)),
	}
	for _, left := range f.Left {
		doc.Left = append(doc.Left, NoLever{left.Name, c.Text(left.Scenario.Title), c.Say(left.Why)})
	}
}

// MustSwap says whether the partner applies because that was asked for.
func (doc *BestPlans) MustSwap() bool { return slices.Contains(doc.Asked.Must, swapPrincipal) }

// bestMaker makes the document of a search.
type bestMaker struct {
	names profile.Names
	ctx   context.Context
	c     *reason.Catalogue
	w     *sim.World
	plan  *sim.Plan
	q     *search.Question
	found *search.Found
	doc   *BestPlans
}

// word is what crsplan plan calls an option of the profile as it stands.
func (b *bestMaker) word(o sim.Option) string {
	switch {
	case b.doc.Principal != PartnerApplies:
		return o.Name
	case len(o.Scenarios) == 0:
		return swapPrincipal
	}
	return swapPrincipal + "+" + o.Name
}

// title is what an option is called. Where the partner applies, staying is not
// quite to stay.
func (b *bestMaker) title(o sim.Option) string {
	if b.doc.Principal == PartnerApplies && len(o.Scenarios) == 0 {
		return Called(b.c, b.names.Swapped(), b.c.Term("option.swapped"))
	}
	return Title(b.c, o, b.names)
}

// taken tells the moves of a route with their likely days.
func (b *bestMaker) taken(r *search.Route) ([]TakenAt, error) {
	p, err := b.w.Project(b.plan, r.Option)
	if err != nil {
		return nil, err
	}
	steps := []TakenAt{}
	for i, m := range r.Moves {
		at := TakenAt{Step: m.Name, Title: Called(b.c, b.names, b.c.Text(m.Scenario.Title)), Lane: r.Option.Lane(i), Works: 1}
		for k := range p.Steps {
			s := &p.Steps[k]
			if s.Scenario != m.Scenario || s.From.IsZero() {
				continue
			}
			if at.From.IsZero() {
				at.From = s.From
			}
			at.From, at.To = min(at.From, s.From), max(at.To, s.To)
			at.Cost += s.Step.Cost.Likely
			at.Works *= s.Step.Works()
		}
		at.Months = tenths(float64(at.To-at.From) / civil.DaysPerMonth)
		at.Works = share(at.Works)
		steps = append(steps, at)
	}
	return steps, nil
}

func tenths(x float64) float64 { return math.Round(x*10) / 10 }

// goal tells what reaches a score.
func (b *bestMaker) goal(g search.Goal) error {
	doc := &GoalFound{Score: g.Score, Stream: string(g.Stream), Arrivals: []GoalArrival{}}
	b.doc.Goal = doc
	for _, a := range b.q.Arrivals(b.found, g) {
		arrival, err := b.arrival(a.Route, g.Score, a.On)
		if err != nil {
			return err
		}
		doc.Arrivals = append(doc.Arrivals, *arrival)
	}
	if fewest, ok := b.q.Fewest(b.found, g); ok {
		doc.Fewest, doc.Reached = b.word(fewest.Option), true
		return nil
	}
	var err error
	if nearest, score, on := b.q.Highest(b.found, g); nearest != nil {
		doc.Nearest, err = b.arrival(nearest, score, on)
	}
	return err
}

func (b *bestMaker) arrival(r *search.Route, score int, on civil.Day) (*GoalArrival, error) {
	steps, err := b.taken(r)
	return &GoalArrival{b.word(r.Option), b.title(r.Option), on, score, r.Cost.Likely, steps, notIncluded(r.ToCanada, r.Option)}, err
}
