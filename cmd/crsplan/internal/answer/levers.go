package answer

import (
	"context"
	"math"
	"slices"
	"strconv"

	"crsplan/sim"
	"crsplan/sim/chance"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/search"
)

// Levers is what each single change is worth.
type Levers struct {
	Schema   int       `json:"schema"`
	Name     string    `json:"name"`
	Today    civil.Day `json:"today"`
	Start    civil.Day `json:"start"`
	DataDate civil.Day `json:"data_date"`
	Score    int       `json:"score"` // on the first day
	Complete bool      `json:"complete"`
	SortedBy string    `json:"sorted_by"`
	Levers   []Lever   `json:"levers"`
	// Cliffs are the levers that raise test results, those with the most points
	// for each month first.
	Cliffs []Cliff `json:"cliffs"`
	// Nothing are moves that cannot be taken, or bring no points and open
	// nothing.
	Nothing []NoLever `json:"nothing"`
	// Coming is what time alone does to the score in the next two years.
	Coming   []Coming  `json:"coming"`
	Warnings []Warning `json:"warnings"`
	// Paths is how many futures each chance rests on; 0: none was asked for.
	Paths int `json:"paths"`
	// Needs are the missing facts that decide something.
	Needs []Need `json:"needs"`
}

// Lever is one change alone. Points are those above staying on the day it is
// done, so that both have aged; Ageing is what age takes until then.
type Lever struct {
	Lever  string    `json:"lever"`
	Title  string    `json:"title"`
	Made   bool      `json:"made_from_profile"` // not a scenario of the library
	Points int       `json:"points"`
	Ageing int       `json:"ageing"`
	Score  int       `json:"score"`
	From   civil.Day `json:"from"`
	Months float64   `json:"months"`
	Cost   Range     `json:"cost_cad"`
	// NotIncluded is what the cost leaves out: "fee" where one is not published,
	// "moving" and "rent" where a step takes somebody to Canada.
	NotIncluded []string  `json:"not_included,omitempty"`
	PerMonth    *float64  `json:"per_month"`    // null: it takes no time
	PerThousand *float64  `json:"per_thousand"` // null: it costs nothing
	Streams     []string  `json:"streams"`      // opened, of those that hold rounds or may again
	Closes      []string  `json:"closes"`
	Because     string    `json:"because"`
	Parts       []PartOf  `json:"parts"`
	Tests       []Needed  `json:"tests,omitempty"` // what reaches it, test by test
	Source      string    `json:"source"`
	Assumptions []string  `json:"assumptions"`
	Assumed     []Assumed `json:"assumed"` // the steps that may not work
	// NoEstimate is why no chance is told.
	NoEstimate string `json:"no_estimate,omitempty"`
	// Chance is by months from the start: "6", "12", "24".
	Chance map[string]LeverChance `json:"chance,omitempty"`
}

// PartOf is what one factor gives of a change of the score.
type PartOf struct {
	Factor string `json:"factor"`
	Points int    `json:"points"`
}

// Needed is the score of a test in an ability that reaches a level.
type Needed struct {
	Test    string  `json:"test"`
	Name    string  `json:"name"`
	Ability string  `json:"ability"`
	Score   float64 `json:"score"`
}

// LeverChance is the chance of an invitation by a day, and by how much it is
// above that of staying.
type LeverChance struct {
	By civil.Day `json:"by"`
	// P and Change are null where they hang on a missing fact: then they are
	// told both ways.
	P           Prob     `json:"p"`
	PIfMet      *float64 `json:"p_if_met,omitempty"`
	PIfNot      *float64 `json:"p_if_not,omitempty"`
	Change      Prob     `json:"change"`
	ChangeIfMet *float64 `json:"change_if_met,omitempty"`
	ChangeIfNot *float64 `json:"change_if_not,omitempty"`
	// PIfStepsWork is P where every step works; left out where it is the same, or
	// P is not known.
	PIfStepsWork *float64 `json:"p_if_steps_work,omitempty"`
	// ChangeIfStepsWork is Change then.
	ChangeIfStepsWork *float64 `json:"change_if_steps_work,omitempty"`
	Error             float64  `json:"error"`
	// Bound is "upper" where P and Change are at most that; see [Chance].
	Bound string `json:"bound,omitempty"`
}

// Cliff is the nearest test result that is worth something, in a sentence.
type Cliff struct {
	Lever string `json:"lever"`
	What  string `json:"what"`
}

// NoLever is a move that is none for this person, and why.
type NoLever struct {
	Lever string `json:"lever"`
	Title string `json:"title"`
	Why   string `json:"why"`
}

// Coming is a day on which time alone moves the score.
type Coming struct {
	On     civil.Day `json:"on"`
	What   string    `json:"what"`
	Points int       `json:"points"`
}

// leverMonths are the months that chances of levers are told by, and the
// horizon of their simulation.
var leverMonths = []int{6, 12, 24}

// LeversQuery is how levers are asked for.
type LeversQuery struct {
	By     search.By
	Chance ChanceQuery
}

// leverWays is into how many ways the uncertain steps of a lever are parted.
const leverWays = 100

// oddsFor returns what chances are simulated with; nil where none are asked for
// or nothing may be said, with the reason.
func oddsFor(w *sim.World, plan *sim.Plan, record *draws.Record, q ChanceQuery) (*search.Odds, reason.Warnings) {
	var warnings reason.Warnings
	start, _ := w.Start(plan)
	end := plan.End(start)
	switch {
	case q.refuses(end):
		warnings.Add(reason.New("forecast-refused", "day", forecast.Reform))
		return nil, warnings
	case end <= w.Today:
		warnings.Add(reason.New("chance-over", "end", end, "today", w.Today))
		return nil, warnings
	}
	ahead := NewAhead(record, w.Today, q)
	if ahead == nil {
		return nil, nil
	}
	query := chance.Query{Paths: q.Paths, Seed: q.Seed, Futures: &ahead.futures}
	if ahead.moved {
		query.Higher = Higher
		warnings.Add(reason.New("forecast.reform", "day", forecast.Reform, "data", ahead.f.DataDate))
	}
	return &search.Odds{Forecast: ahead.f, Record: record, Query: query}, warnings
}

// LeversOf plays each single change of a profile: the moves given, and those
// made from the profile.
func LeversOf(ctx context.Context, c *reason.Catalogue, w *sim.World, plan *sim.Plan, given []search.Move, record *draws.Record, q LeversQuery, warnings reason.Warnings) (*Levers, error) {
	moves := search.Suggested(w, plan, given)
	Named(c, moves)
	open := OpenStreams(record, w.Today)
	levers, stay, err := search.Levers(w, plan, moves, open)
	if err != nil {
		return nil, err
	}
	start := stay.Standings[0]
	doc := &Levers{
		Schema: Schema, Name: c.Text(plan.Profile.Name), Today: w.Today, Start: stay.Start, DataDate: record.DataDate(), Score: start.Total,
		Complete: complete(stay), SortedBy: string(q.By), Levers: []Lever{}, Cliffs: []Cliff{}, Nothing: []NoLever{}, Coming: coming(c, stay),
	}
	levers = search.Distinct(levers)
	worth := slices.DeleteFunc(slices.Clone(levers), func(l search.Lever) bool {
		return !l.Blocked.IsZero() || l.Points == 0 && len(l.Opens) == 0
	})
	odds, more := oddsFor(w, plan, record, q.Chance)
	if odds != nil {
		doc.Paths = odds.Query.Paths
		odds.Query.Ways, odds.Query.Bare, odds.Query.Higher = leverWays, true, nil // no more is told
	}
	missing := deciding([]*sim.Projection{stay}, stay.Start, open)
	doc.Needs = missing.needsOf(c, -1)
	chances, err := leverChances(ctx, w, plan, worth, odds, missing.facts)
	if err != nil {
		return nil, err
	}
	order := make([]int, len(worth))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return q.By.Compare(&worth[a], &worth[b], chances.gain(a), chances.gain(b))
	})
	for _, i := range order {
		lever := leverOf(c, plan.Profile.Names(), &worth[i])
		if chances != nil {
			lever.Chance = chances[i]
		}
		doc.Levers = append(doc.Levers, lever)
	}
	doc.Cliffs = cliffs(c, plan.Profile.Names(), worth)
	doc.Nothing = nothing(c, plan.Profile.Names(), levers)
	all := slices.Clone(warnings)
	all.Add(DataWarnings(record, w.Today)...)
	all.Add(laterCosts(w, options(moves))...)
	all.Add(stay.Warnings...)
	all.Add(missingWarnings(doc.Needs)...)
	all.Add(more...)
	doc.Warnings = Words(c, all)
	return doc, nil
}

// Named puts the titles and sources of moves that were made from a profile
// into their scenarios, in the language of the words: nobody reads the other.
func Named(c *reason.Catalogue, moves []search.Move) {
	words, _ := reason.In(c.Lang())
	textOf := func(r reason.Reason) reason.Text { return reason.Text{English: words.Say(r), French: words.Say(r)} }
	for _, m := range moves {
		if !m.Made() {
			continue
		}
		source := textOf(m.Source)
		source.Dated = true
		m.Scenario.Title, m.Scenario.Assumptions = textOf(m.Title), []reason.Text{source}
		for i := range m.Steps {
			m.Steps[i].Title, m.Steps[i].Source = m.Scenario.Title, source
		}
	}
}

// MadeIn finds the scenarios that the profile of a plan suggests, by their names,
// for a reader of plans.
func MadeIn(c *reason.Catalogue, w *sim.World) func(*sim.Plan, string) *sim.Scenario {
	return func(plan *sim.Plan, name string) *sim.Scenario {
		moves := search.Made(w, plan)
		i := slices.IndexFunc(moves, func(m search.Move) bool { return m.Name == name })
		if i < 0 {
			return nil
		}
		Named(c, moves[i:i+1])
		return moves[i].Scenario
	}
}

func options(moves []search.Move) []sim.Option {
	var list []sim.Option
	for _, m := range moves {
		list = append(list, search.Alone(m))
	}
	return list
}

func complete(p *sim.Projection) bool {
	return !slices.ContainsFunc(p.Standings, func(s sim.Standing) bool { return !s.Complete() })
}

// leversChance are the chances of levers, by lever and month.
type leversChance []map[string]LeverChance

// gain is what a lever adds to the chance by the last month told.
func (l leversChance) gain(i int) float64 {
	if l == nil {
		return 0
	}
	last := l[i][strconv.Itoa(leverMonths[len(leverMonths)-1])]
	if last.ChangeIfMet != nil {
		return max(*last.ChangeIfMet, last.Change.P)
	}
	return last.Change.P
}

// leverChances simulates the chance of each lever beside that of staying.
func leverChances(ctx context.Context, w *sim.World, plan *sim.Plan, levers []search.Lever, odds *search.Odds, facts []sim.Fact) (leversChance, error) {
	if odds == nil {
		return nil, nil
	}
	ahead := *plan
	ahead.HorizonMonths = leverMonths[len(leverMonths)-1]
	list := []sim.Option{sim.Stay()}
	for i := range levers {
		list = append(list, search.Alone(levers[i].Move))
	}
	outlooks, err := odds.Of(ctx, w, &ahead, list)
	if err != nil {
		return nil, err
	}
	met := outlooks
	if len(facts) > 0 {
		supposed := ahead
		supposed.Profile = sim.WithAll(plan.Profile, facts, -1)
		if met, err = odds.Of(ctx, w, &supposed, list); err != nil {
			return nil, err
		}
	}
	start, _ := w.Start(&ahead)
	chances := make(leversChance, len(levers))
	for i := range levers {
		chances[i] = map[string]LeverChance{}
		for _, months := range leverMonths {
			by := start.AddMonths(months)
			with, known := outlooks[i+1].From(by)
			without, _ := outlooks[0].From(by)
			if !known {
				if !search.Alone(levers[i].Move).NoChance().IsZero() {
					chances[i][strconv.Itoa(months)] = LeverChance{By: by}
				}
				continue
			}
			told := LeverChance{By: with.By, P: Prob{with.P, true}, Change: Prob{with.P - without.P, true}, Error: with.Error}
			if outlooks[i+1].Upper {
				told.Bound = "upper"
			}
			if with.IfWorks != nil && share(*with.IfWorks) != share(with.P) {
				p, change := share(*with.IfWorks), share(*with.IfWorks)-share(without.P)
				told.PIfStepsWork, told.ChangeIfStepsWork = &p, &change
			}
			ifMet, _ := met[i+1].From(by)
			stayMet, _ := met[0].From(by)
			if ifMet.P != with.P || stayMet.P != without.P {
				change, not, changeNot := ifMet.P-stayMet.P, with.P, with.P-without.P
				told.PIfStepsWork, told.ChangeIfStepsWork = nil, nil
				told.P.Known, told.PIfMet, told.PIfNot = ifMet.P == with.P, &ifMet.P, &not
				told.Change.Known, told.ChangeIfMet, told.ChangeIfNot = change == changeNot, &change, &changeNot
			}
			chances[i][strconv.Itoa(months)] = told
		}
	}
	return chances, nil
}

func leverOf(c *reason.Catalogue, n profile.Names, l *search.Lever) Lever {
	doc := Lever{
		Lever: l.Name, Title: Called(c, n, c.Text(l.Scenario.Title)), Made: l.Made(), Points: l.Points, Ageing: l.Ageing, Score: l.Score, From: l.On,
		Months: math.Round(l.Months*10) / 10, Cost: Range(l.Cost), Streams: keysOf(l.Opens), Closes: keysOf(l.Closes),
		Parts: []PartOf{}, Assumptions: c.Texts(l.Assumptions), Because: because(c, l),
		Assumed: assumedOf(c, search.Alone(l.Move), n), NotIncluded: notIncluded(l.ToCanada, search.Alone(l.Move)),
		NoEstimate: noEstimate(c, search.Alone(l.Move)),
	}
	if perMonth := l.PerMonth(); !math.IsInf(perMonth, 0) {
		doc.PerMonth = &perMonth
	}
	if perThousand := l.PerThousand(); !math.IsInf(perThousand, 0) {
		doc.PerThousand = &perThousand
	}
	for _, part := range l.Parts {
		doc.Parts = append(doc.Parts, PartOf{part.Key, part.Delta})
	}
	if l.Raise != nil {
		doc.Tests = needed(l.Raise)
	}
	if len(l.Steps) > 0 {
		doc.Source = c.Text(l.Steps[0].Source)
	}
	return doc
}

func keysOf(list []draws.Stream) []string {
	keys := []string{}
	for _, s := range list {
		keys = append(keys, string(s))
	}
	return keys
}
