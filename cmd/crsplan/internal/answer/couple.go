package answer

import (
	"cmp"
	"context"
	"slices"

	"crsplan/sim"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/search"
	"crsplan/sim/streams"
)

// Couple is the four ways in which two may apply, compared over the same time.
type Couple struct {
	Ways []CoupleWay `json:"ways"`
	// Finding says which way is the best, and by what.
	Finding  string    `json:"finding"`
	Warnings []Warning `json:"warnings"`

	Names       profile.Names     `json:"-"` // what the two are called
	Projections []*sim.Projection `json:"-"` // of the ways that can be, in their order
}

// CoupleWay is one way: who applies, and whether the other comes along.
type CoupleWay struct {
	Way          string `json:"way"` // "self-with", "self-alone", "partner-with" or "partner-alone"
	Title        string `json:"title"`
	Principal    string `json:"principal"` // "self" or "partner"
	Accompanying bool   `json:"accompanying"`
	Stated       bool   `json:"stated"` // as the profile has it
	Possible     bool   `json:"possible"`
	// Lacks are keys of the profile that are missing for this way, and Missing
	// the same in words.
	Lacks   []string `json:"lacks"`
	Missing []string `json:"missing"`
	// Needs are the missing facts that decide something of this way.
	Needs    []Need    `json:"needs"`
	Now      int       `json:"now"`
	Best     Best      `json:"best"`
	Complete bool      `json:"complete"`
	Scores   []ScoreOn `json:"scores"`
	Streams  []string  `json:"streams"` // that hold rounds, and are open at some time
	// StreamsIfMet are those that are open at some time only if what is missing
	// is met.
	StreamsIfMet []string `json:"streams_if_met,omitempty"`
	Chance       []Chance `json:"chance"`
	// Levers are the single changes that bring most for their time, the
	// partner's and the applicant's own.
	Levers []CoupleLever `json:"levers"`
	// OneStep is the single change with the highest chance, where chances were
	// searched for and hang on no missing fact.
	OneStep *CoupleStep `json:"one_step,omitempty"`

	lacking missing
}

// CoupleLever is a single change in one of the ways.
type CoupleLever struct {
	Lever  string  `json:"lever"`
	Title  string  `json:"title"`
	Who    string  `json:"who"` // "self": the one who applies; "partner": the other
	Points int     `json:"points"`
	Months float64 `json:"months"`
	Cost   float64 `json:"cost_cad"`
}

// CoupleStep is a way with one change.
type CoupleStep struct {
	Lever  string  `json:"lever"`
	Title  string  `json:"title"`
	Chance float64 `json:"chance"`
	Error  float64 `json:"error"`
}

// AddCouple compares the four ways of a couple beside the options of a plan;
// nothing of anybody else. The moves given are those of which levers are made.
func (doc *Plan) AddCouple(ctx context.Context, c *reason.Catalogue, w *sim.World, plan *sim.Plan, given []search.Move, ahead *Ahead) (err error) {
	doc.Couple, err = CoupleOf(ctx, c, w, plan, given, doc.Record, ahead.odds(doc.Record, w), false)
	return err
}

// coupleLevers is how many levers are told of each way and of each person.
const coupleLevers = 3

// CoupleOf compares the four ways of a couple; nil for anybody else. With odds,
// chances are told; with one step too, that of the best single change of each
// way.
func CoupleOf(ctx context.Context, c *reason.Catalogue, w *sim.World, plan *sim.Plan, given []search.Move, record *draws.Record, odds *search.Odds, oneStep bool) (*Couple, error) {
	ways := search.Ways(w, plan)
	if len(ways) == 0 {
		return nil, nil
	}
	doc := &Couple{Ways: []CoupleWay{}, Names: plan.Profile.Names()}
	for i := range ways {
		way := CoupleWay{
			Way: ways[i].Key(), Title: c.Term("way." + ways[i].Key()), Principal: YouApply, Accompanying: ways[i].Accompanying, Stated: ways[i].Stated,
			Possible: ways[i].Plan != nil, Lacks: append([]string{}, ways[i].Lacks...), Missing: []string{}, Needs: []Need{},
			Scores: []ScoreOn{}, Streams: []string{}, Chance: []Chance{}, Levers: []CoupleLever{},
		}
		if ways[i].Partner {
			way.Principal = PartnerApplies
		}
		if n := doc.Names; n.Known() {
			if ways[i].Partner {
				n = n.Swapped()
			}
			code := "couple.way"
			if !way.Accompanying {
				code = "couple.way/alone"
			}
			way.Title = c.Phrase(code, "name", n.Self, "other", n.Partner)
		}
		for _, key := range ways[i].Lacks {
			way.Missing = append(way.Missing, Called(c, doc.Names, c.Phrase("couple.lacks", "key", key, "what", reason.Term("lacks."+key))))
		}
		if way.Possible {
			if err := way.play(c, w, &ways[i], record, doc); err != nil {
				return nil, err
			}
			if err := way.addLevers(c, w, ways[i].Plan, given, record); err != nil {
				return nil, err
			}
		}
		doc.Ways = append(doc.Ways, way)
	}
	if err := doc.addChances(ctx, c, w, ways, given, odds, oneStep); err != nil {
		return nil, err
	}
	doc.Finding = doc.finding(c)
	doc.Warnings = Words(c, reason.Warnings{reason.New("couple-facts"), reason.New("couple-separation")})
	return doc, nil
}

// play fills in the score of a way over time.
func (way *CoupleWay) play(c *reason.Catalogue, w *sim.World, of *search.Way, record *draws.Record, doc *Couple) error {
	p, err := w.Project(of.Plan, sim.Stay())
	if err != nil {
		return err
	}
	doc.Projections = append(doc.Projections, p)
	best := p.Best()
	way.Now, way.Best, way.Complete, way.Scores = p.Standings[0].Total, Best{best.From, best.Total}, complete(p), scoresOf(p)
	open := OpenStreams(record, w.Today)
	way.lacking = deciding([]*sim.Projection{p}, p.Start, open)
	way.Needs = way.lacking.needsOf(c, -1)
	if doc.Projections[0] != p { // what the stated way lacks is asked with the plan
		for i := range way.Needs {
			if n := &way.Needs[i]; !slices.ContainsFunc(doc.Ways[0].Needs, func(of Need) bool { return of.Key == n.Key }) {
				way.Missing = append(way.Missing, NeedText(c, n))
			}
		}
	}
	q := p.Prospect()
	for _, s := range open {
		if !Active(record, w.Today, s) {
			continue
		}
		switch q.Ever(s, p.Start, p.End) {
		case streams.Yes:
			way.Streams = append(way.Streams, string(s))
		case streams.NotKnown:
			way.StreamsIfMet = append(way.StreamsIfMet, string(s))
		}
	}
	return nil
}

// addLevers tells the single changes of a way that bring most for their time,
// so many of either person.
func (way *CoupleWay) addLevers(c *reason.Catalogue, w *sim.World, plan *sim.Plan, given []search.Move, record *draws.Record) error {
	moves := search.Suggested(w, plan, given)
	Named(c, moves)
	levers, _, err := search.Levers(w, plan, moves, nil)
	if err != nil {
		return err
	}
	levers = slices.DeleteFunc(search.Distinct(levers), func(l search.Lever) bool {
		return !l.Blocked.IsZero() || l.Points <= 0 || search.Decides(l.Scenario)
	})
	slices.SortStableFunc(levers, func(a, b search.Lever) int { return search.ByMonth.Compare(&a, &b, 0, 0) })
	told := map[string]int{}
	for _, l := range levers {
		who := "self"
		if search.Whose(l.Scenario) == sim.ThePartner {
			who = "partner"
		}
		if told[who]++; told[who] <= coupleLevers {
			way.Levers = append(way.Levers, CoupleLever{l.Name, Called(c, plan.Profile.Names(), c.Text(l.Scenario.Title)), who, l.Points, tenths(l.Months), l.Cost.Likely})
		}
	}
	return nil
}

// addChances simulates the ways as they are, and each with its best single
// change.
func (doc *Couple) addChances(ctx context.Context, c *reason.Catalogue, w *sim.World, ways []search.Way, given []search.Move, odds *search.Odds, oneStep bool) error {
	if odds == nil {
		return nil
	}
	for i := range ways {
		if ways[i].Plan == nil {
			continue
		}
		outlooks, err := odds.Of(ctx, w, ways[i].Plan, []sim.Option{sim.Stay()})
		if err != nil {
			return err
		}
		for _, m := range outlooks[0].Months {
			doc.Ways[i].Chance = append(doc.Ways[i].Chance, chanceOf(m))
		}
		if err := doc.Ways[i].supposeMet(ctx, w, ways[i].Plan, odds); err != nil {
			return err
		}
		if !oneStep || !doc.Ways[i].known() {
			continue
		}
		names := ways[i].Plan.Profile.Names()
		moves := search.Fitting(w, ways[i].Plan, given)
		Named(c, moves)
		q := &search.Question{World: w, Plan: ways[i].Plan, Moves: moves, MaxSteps: 1, Efforts: 1, Budget: -1, Streams: questionStreams(odds, "")}
		found, err := q.Find(ctx)
		if err != nil {
			return err
		}
		choice, err := q.Choose(ctx, found, odds)
		if err != nil {
			return err
		}
		if best := choice.Plans[0]; len(best.Moves) > 0 {
			doc.Ways[i].OneStep = &CoupleStep{best.Option.Name, Title(c, best.Option, names), share(best.Chance), share(best.Error)}
		}
	}
	return nil
}

// supposeMet simulates a way once more with what is missing met, where that
// decides.
func (way *CoupleWay) supposeMet(ctx context.Context, w *sim.World, plan *sim.Plan, odds *search.Odds) error {
	facts := way.lacking.facts
	if len(facts) == 0 || len(way.Chance) == 0 {
		return nil
	}
	supposed := *plan
	supposed.Profile = sim.WithAll(plan.Profile, facts, -1)
	met, err := odds.Of(ctx, w, &supposed, []sim.Option{sim.Stay()})
	if err != nil {
		return err
	}
	o := Option{Chance: way.Chance, Outlook: &Outlook{}}
	o.supposeMet(met[0])
	if len(facts) == 1 {
		last := o.last()
		met, not := last.with(true), last.with(false)
		way.Needs[0].PIfMet, way.Needs[0].PIfNot = &met, &not
	}
	return nil
}

// last returns the chance of a way by the end; nothing where none is told.
func (way *CoupleWay) last() Chance {
	if n := len(way.Chance); n > 0 {
		return way.Chance[n-1]
	}
	return Chance{P: Prob{Known: true}}
}

// known says whether the chance of a way hangs on no missing fact.
func (way *CoupleWay) known() bool { return way.last().P.Known }

// withStep returns the chance of a way with its best single step, or as it is:
// as far as it is certain, or with what is missing met.
func (way *CoupleWay) withStep(met bool) float64 {
	if way.OneStep != nil {
		return max(way.last().P.P, way.OneStep.Chance)
	}
	return way.last().with(met)
}

// clearlyBetter is by how much a chance is higher that is said to be.
const clearlyBetter = 0.02

// finding says which way is best: by its chance where chances are told and
// differ, by its best score otherwise. Only ways are named in which the other
// comes along, or stays behind, as the profile has it: a separation is compared
// with, and never advised. Where that hangs on missing facts, both are said.
func (doc *Couple) finding(c *reason.Catalogue) string {
	met, not := doc.findingOf(c, true), doc.findingOf(c, false)
	if met == not {
		return met
	}
	return c.Phrase("couple.finding/missing", "met", met, "not", not)
}

// findingOf is the finding as far as chances are certain, or with what is
// missing met.
func (doc *Couple) findingOf(c *reason.Catalogue, met bool) string {
	stated := &doc.Ways[0]
	switch best, by := doc.best(met); by {
	case "step":
		return c.Phrase("couple.finding/step", "way", best.Title, "chance", c.Chance(best.withStep(met)), "stated", c.Chance(stated.withStep(met)))
	case "chance":
		return c.Phrase("couple.finding/chance", "way", best.Title, "chance", c.Chance(best.last().with(met)), "stated", c.Chance(stated.last().with(met)))
	case "score":
		return c.Phrase("couple.finding/score", "way", best.Title, "score", best.Best.Total, "stated", stated.Best.Total)
	}
	return c.Phrase("couple.finding/stated", "way", stated.Title)
}

// Best is the way that the finding names, as far as chances are certain.
func (doc *Couple) Best() *CoupleWay {
	best, _ := doc.best(false)
	return best
}

// best returns the best way and by what it is clearly better than the stated
// one: "" for that one.
func (doc *Couple) best(met bool) (way *CoupleWay, by string) {
	stated := &doc.Ways[0]
	best := stated
	for i := range doc.Ways {
		way := &doc.Ways[i]
		if !way.Possible || way.Accompanying != stated.Accompanying {
			continue
		}
		if cmp.Or(cmp.Compare(way.withStep(met), best.withStep(met)), cmp.Compare(way.Best.Total, best.Best.Total)) > 0 {
			best = way
		}
	}
	switch {
	case best == stated:
	case best.withStep(met) >= stated.withStep(met)+clearlyBetter && best.OneStep != nil:
		return best, "step"
	case best.last().with(met) >= stated.last().with(met)+clearlyBetter:
		return best, "chance"
	case best.withStep(met) >= stated.withStep(met) && best.Best.Total > stated.Best.Total:
		return best, "score"
	}
	return stated, ""
}

// scoresOf tells the score of a projection from day to day.
func scoresOf(p *sim.Projection) []ScoreOn {
	scores := []ScoreOn{}
	for i := range p.Standings {
		s := &p.Standings[i]
		now := ScoreOn{s.From, s.Total, s.Complete(), s.Rules.ID}
		n := len(scores)
		switch {
		case n > 0 && scores[n-1].From == now.From:
			scores[n-1] = now
		case n == 0 || scores[n-1].Total != now.Total || scores[n-1].Rules != now.Rules:
			scores = append(scores, now)
		}
	}
	return scores
}
