package answer

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"crsplan/sim"
	"crsplan/sim/chance"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/judged"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/search"
	"crsplan/sim/streams"
)

func appendInt(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }

// Plan is the comparison of options on equal terms.
type Plan struct {
	Schema   int       `json:"schema"`
	Name     string    `json:"name"`
	Sample   bool      `json:"sample,omitempty"` // the program's own sample, not a person's plan
	Today    civil.Day `json:"today"`
	Start    civil.Day `json:"start"`
	End      civil.Day `json:"end"`
	DataDate civil.Day `json:"data_date"`
	Options  []Option  `json:"options"` // those that can be taken
	// NotPossible are the others: they have no score, chance, months or cost.
	NotPossible []NotPossible `json:"not_possible"`
	// Recommended is the option that the plan points to, and Advice all that
	// follows of it.
	Recommended Recommendation `json:"recommended"`
	Advice      *Advice        `json:"advice,omitempty"`
	// Needs are the missing facts that decide something of an option.
	Needs      []Need      `json:"needs"`
	Couple     *Couple     `json:"couple,omitempty"` // the four ways of two who apply
	Robustness *Robustness `json:"-"`                // of the recommended option, where it was asked for
	Warnings   []Warning   `json:"warnings"`
	// Reliability says of chances given in the past how many came true, in bins
	// of ten percent; empty where chances were not asked for, or the record is
	// of a later day.
	Reliability []judged.Bin `json:"reliability,omitempty"`

	Record *draws.Record `json:"-"`
	// Forecast stands behind the chances; nil without them.
	Forecast *forecast.Forecast `json:"-"`

	missing missing
	trials  []search.Trial   // that options met
	tested  []*search.Ranked // the options that did
}

// NotPossible is an option that cannot be taken, and why.
type NotPossible struct {
	Option string `json:"option"`
	Title  string `json:"title"`
	Why    string `json:"why"`
}

// Option is one option played forward.
type Option struct {
	Option string  `json:"option"`
	Title  string  `json:"title"`
	Found  bool    `json:"found,omitempty"` // by the search
	Months float64 `json:"months"`
	Cost   Range   `json:"cost_cad"`
	// NotIncluded is what the cost leaves out: "fee" where one is not published,
	// "moving" and "rent" where a step takes somebody to Canada.
	NotIncluded []string `json:"not_included,omitempty"`
	Now         int      `json:"now"`
	Best        Best     `json:"best"`
	Complete    bool     `json:"complete"` // every score of the horizon
	// Change is the best score against that of staying on the same day.
	Change int `json:"change"`
	// Ends says how the option ends: "done", "waiting" for a draw, "not-reached"
	// or "running" at the end of the horizon.
	Ends    string    `json:"ends"`
	Scores  []ScoreOn `json:"scores"`
	Events  []Event   `json:"events"`
	Steps   []Step    `json:"steps"`
	Lanes   []Lane    `json:"lanes"`
	Margins []Margin  `json:"margins"`
	Chance  []Chance  `json:"chance"`
	Outlook *Outlook  `json:"outlook,omitempty"` // without chances there is none
	// Needs are the missing facts that decide something of the option.
	Needs []Need `json:"needs"`
	// NoEstimate is why no chance is told: such an option is never recommended.
	NoEstimate string `json:"no_estimate,omitempty"`
	// Assumed are the steps that may not work.
	Assumed []Assumed `json:"assumed"`
	// After is what follows an invitation, with the whole cost, and Dates what
	// to keep in mind on the way.
	After       After     `json:"after_invitation"`
	Dates       []Date    `json:"dates"`
	Assumptions []string  `json:"assumptions"`
	Warnings    []Warning `json:"warnings"`

	// Played is the option as it was played, Open the lanes of the streams that are
	// not closed, and Simulated what stands behind its chances: nil without them.
	Played    *sim.Projection `json:"-"`
	Open      []sim.Lane      `json:"-"`
	Simulated *chance.Outlook `json:"-"`

	met   *chance.Outlook // with what is missing met, where that decides; else nil
	holds int             // in how many stress tests no other option is clearly better
}

// Stays reports whether an option is to change nothing.
func (o *Option) Stays() bool { return len(o.Played.Option.Scenarios) == 0 }

// Staying is the option that changes nothing: there is one in every plan.
func (doc *Plan) Staying() *Option {
	return &doc.Options[slices.IndexFunc(doc.Options, func(o Option) bool { return o.Stays() })]
}

// Option returns the option of a name; nil where there is none.
func (doc *Plan) Option(name string) *Option {
	i := slices.IndexFunc(doc.Options, func(o Option) bool { return o.Option == name })
	if i < 0 {
		return nil
	}
	return &doc.Options[i]
}

// Range is an amount with its bounds.
type Range struct {
	Low    float64 `json:"low"`
	Likely float64 `json:"likely"`
	High   float64 `json:"high"`
}

// Best is the highest score of an option, on its first day.
type Best struct {
	On    civil.Day `json:"on"`
	Total int       `json:"total"`
}

// ScoreOn is a score from a day on.
type ScoreOn struct {
	From     civil.Day `json:"from"`
	Total    int       `json:"total"`
	Complete bool      `json:"complete"`
	Rules    string    `json:"rules"`
}

// Event is why a score moved, and by how much.
type Event struct {
	On    civil.Day `json:"on"`
	Kind  string    `json:"kind"`
	What  string    `json:"what"`
	Delta int       `json:"delta"`
	Cost  *Range    `json:"cost_cad,omitempty"` // of a renewal, where it is known
}

// Step is how a step of an option goes.
type Step struct {
	Scenario string    `json:"scenario"`
	Step     string    `json:"step"`
	Title    string    `json:"title"`
	State    string    `json:"state"`
	From     civil.Day `json:"from"`
	To       civil.Day `json:"to"`
	Months   Range     `json:"months"`
	Cost     Range     `json:"cost_cad"`
	Source   string    `json:"source"`
	Why      string    `json:"why,omitempty"`
}

// Lane is a time in which a stream is open to the person, or is not, or in
// which that is not known (null). To is the day after its last.
type Lane struct {
	Stream   string    `json:"stream"`
	From     civil.Day `json:"from"`
	To       civil.Day `json:"to"`
	Eligible *bool     `json:"eligible"`
	Because  string    `json:"because"`
	Needs    []string  `json:"needs,omitempty"`
}

// Margin is how far the best score of an option lies from a stream's rounds,
// in points; positive clears. It is the best score on the days on which the
// stream is open to the person; where that is not known, Eligible is null and
// the margin an "if". Best and Worst are null without a round in the twelve
// months before the data date. Of Ontario's bands it says the place.
type Margin struct {
	Stream    string    `json:"stream"`
	Eligible  *bool     `json:"eligible"`
	Score     int       `json:"score"`
	On        civil.Day `json:"on"`
	Last      *int      `json:"last"`
	Best      *int      `json:"best"`
	Worst     *int      `json:"worst"`
	Rounds    int       `json:"rounds_in_year"`
	LastRound civil.Day `json:"last_round"`
	Cutoff    int       `json:"cutoff,omitempty"`
	Low       int       `json:"low,omitempty"`
	High      int       `json:"high,omitempty"`
	Place     string    `json:"place,omitempty"`
}

// PlanOf plays every option of a plan and makes its document. Staying is
// always among the options, first where the plan does not place it.
func PlanOf(c *reason.Catalogue, w *sim.World, plan *sim.Plan, record *draws.Record, warnings reason.Warnings) (*Plan, error) {
	start, _ := w.Start(plan)
	doc := &Plan{
		Schema: Schema, Name: c.Text(plan.Profile.Name), Today: w.Today, Start: start, DataDate: record.DataDate(), Record: record,
	}
	all := slices.Clone(warnings)
	all.Add(DataWarnings(record, w.Today)...)
	all.Add(laterCosts(w, plan.Options)...)
	projections, err := w.ProjectAll(plan, WithStay(plan.Options))
	if err != nil {
		return nil, err
	}
	projections, doc.NotPossible = possible(c, projections, (*sim.Projection).NotPossible)
	stay := projections[slices.IndexFunc(projections, func(p *sim.Projection) bool { return len(p.Option.Scenarios) == 0 })]
	all.Add(stay.Warnings...)
	doc.End = stay.End
	doc.missing = deciding(projections, start, OpenStreams(record, w.Known))
	doc.Needs = doc.missing.needsOf(c, -1)
	if len(doc.Needs) > 0 {
		all.Add(missingWarnings(doc.Needs)...)
	} else {
		all.Add(warnLatest(stay, record)...)
	}
	points, err := pointsMissing(c, w, plan, stay, doc.Needs)
	if err != nil {
		return nil, err
	}
	all.Add(points...)
	lanes := sim.LanesOf(projections, OpenStreams(record, w.Known))
	for i, p := range projections {
		doc.Options = append(doc.Options, optionOf(c, p, stay, lanes[i], record))
		doc.Options[i].Needs = doc.missing.needsOf(c, i)
	}
	doc.Recommend(c, "")
	doc.Warnings = Words(c, all)
	return doc, nil
}

// NotPossibleTexts says of each option that cannot be taken why, in a sentence.
func NotPossibleTexts(c *reason.Catalogue, list []NotPossible) []string {
	var texts []string
	for _, n := range list {
		texts = append(texts, c.Phrase("not-possible", "option", n.Title, "why", n.Why))
	}
	return texts
}

// possible parts the options that can be taken from the others.
func possible(c *reason.Catalogue, all []*sim.Projection, why func(*sim.Projection) reason.Reason) ([]*sim.Projection, []NotPossible) {
	var kept []*sim.Projection
	not := []NotPossible{}
	for _, p := range all {
		if because := why(p); because.IsZero() {
			kept = append(kept, p)
		} else {
			not = append(not, NotPossible{p.Option.Name, Title(c, p.Option, p.Names), c.Say(because)})
		}
	}
	return kept, not
}

// costsFrom is the year of the planning assumptions on what things cost.
var costsFrom = civil.Of(2026, time.January, 1)

// laterCosts says that costs are of a later day than the one of knowledge.
func laterCosts(w *sim.World, options []sim.Option) reason.Warnings {
	var warnings reason.Warnings
	for _, o := range options {
		for _, s := range o.Scenarios {
			if w.Known < costsFrom && slices.ContainsFunc(s.Steps, func(step sim.Step) bool { return step.Cost.High > 0 }) {
				warnings.Add(reason.New("costs-later"))
			}
		}
	}
	return warnings
}

// OpenStreams returns the streams that are not closed on a day.
func OpenStreams(record *draws.Record, today civil.Day) []draws.Stream {
	return slices.DeleteFunc(draws.Streams(), func(s draws.Stream) bool { return streams.StateOf(s, record, today) == draws.Closed })
}

// warnLatest says since when no round was open to a person as they are, where
// that is longer than a year.
func warnLatest(stay *sim.Projection, record *draws.Record) reason.Warnings {
	var w reason.Warnings
	round, ok := stay.NewestOpen(record)
	switch {
	case len(record.Rounds) == 0: // nor to anybody
	case !ok:
		w.Add(reason.New("no-round-open/ever"))
	case round.Date <= record.DataDate().AddYears(-1):
		w.Add(reason.New("no-round-open", "since", round.Date, "stream", round.Stream.Term(), "number", round.Number))
	}
	return w
}

// WithStay returns options with staying put first, unless it is among them.
func WithStay(options []sim.Option) []sim.Option {
	for _, o := range options {
		if len(o.Scenarios) == 0 {
			return options
		}
	}
	return append([]sim.Option{sim.Stay()}, options...)
}

func optionOf(c *reason.Catalogue, p, stay *sim.Projection, lanes []sim.Lane, record *draws.Record) Option {
	best, names := p.Best(), p.Names
	o := Option{
		Option: p.Option.Name, Title: Title(c, p.Option, names), Months: math.Round(p.Months()*10) / 10, Cost: Range(p.Cost()),
		Now: p.Standings[0].Total, Best: Best{best.From, best.Total}, Change: best.Total - stay.At(best.From).Total,
		Ends: Ends(p), Lanes: []Lane{}, Margins: []Margin{}, Chance: []Chance{}, Events: []Event{}, Steps: []Step{}, Assumptions: []string{},
		Complete: complete(p), Scores: scoresOf(p), Assumed: assumedOf(c, p.Option, names),
		NotIncluded: notIncluded(p.Moves(), p.Option), NoEstimate: noEstimate(c, p.Option), Played: p, Open: lanes,
	}
	for _, e := range p.Events {
		o.Events = append(o.Events, Event{e.On, string(e.Kind), Called(c, namesAt(p, &e), c.Say(e.What)), e.Delta, (*Range)(e.Cost)})
	}
	for i := range p.Steps {
		o.Steps = append(o.Steps, stepOf(c, p, &p.Steps[i]))
	}
	for i, s := range p.Option.Scenarios {
		for _, text := range c.Texts(s.Assumptions) {
			o.Assumptions = append(o.Assumptions, toldTo(c, namesIn(names, p.Option, i), text))
		}
	}
	for _, m := range p.Margins(lanes, record) {
		o.Margins = append(o.Margins, marginOf(m))
	}
	for _, l := range lanes {
		doc := Lane{Stream: string(l.Stream), From: l.From, To: l.To, Eligible: truth(l.Verdict), Needs: l.Needs}
		if !l.Because.IsZero() {
			doc.Because = c.Say(l.Because)
		}
		o.Lanes = append(o.Lanes, doc)
	}
	o.After = afterOf(c, p, lanes, record)
	dates := p.Dates(lanes)
	o.Dates = datesOf(c, p, dates)
	all := slices.Clone(p.Warnings)
	if p.Moves() {
		all.Add(reason.New("cost-not-included"))
	}
	if p.Option.FeeUnpublished() {
		all.Add(reason.New("cost-not-included/one-fee"))
	}
	o.Warnings = Words(c, all)
	for i := range dates {
		if d := &dates[i]; d.What.Code == "date.permit/year" {
			o.Warnings = append(o.Warnings, warningOf(c, d))
		}
	}
	return o
}

// Title returns what an option is called: its own title, or those of its
// scenarios.
func Title(c *reason.Catalogue, o sim.Option, n profile.Names) string {
	if !o.Title.IsZero() {
		return c.Text(o.Title)
	}
	if len(o.Scenarios) == 0 {
		return c.Term("option.stay")
	}
	var title strings.Builder
	for i, s := range o.Scenarios {
		switch {
		case i > 0 && o.Lane(i) == o.Lane(i-1):
			title.WriteString(c.Term("option.then"))
		case i > 0:
			title.WriteString(c.Term("option.beside"))
		}
		title.WriteString(Called(c, namesIn(n, o, i), c.Text(s.Title)))
	}
	return title.String()
}

// Ends says how an option ends, by the least of its steps.
func Ends(p *sim.Projection) string {
	ends := sim.StepDone
	rank := map[sim.StepState]int{sim.StepDone: 0, sim.StepSkipped: 0, sim.StepRunning: 1, sim.StepNotReached: 2, sim.StepWaiting: 3}
	for i := range p.Steps {
		if state := p.Steps[i].State; rank[state] > rank[ends] {
			ends = state
		}
	}
	return string(ends)
}

func stepOf(c *reason.Catalogue, p *sim.Projection, r *sim.StepRun) Step {
	s := Step{
		Scenario: r.Scenario.Name, Step: r.Step.Name, Title: StepTitle(c, p, r), State: string(r.State), From: r.From, To: r.To,
		Months: Range(r.Step.Months), Cost: Range(r.Step.Cost), Source: c.Text(r.Step.Source),
	}
	switch {
	case !r.Why.IsZero():
		s.Why = c.Say(r.Why)
	case !r.Note.IsZero():
		s.Why = c.Say(r.Note)
	}
	return s
}

func marginOf(m sim.Margin) Margin {
	doc := Margin{Stream: string(m.Stream), Eligible: truth(m.Eligible), Score: m.Score, On: m.On}
	if m.Band != nil {
		doc.LastRound, doc.Low, doc.High, doc.Place = m.Band.Until, m.Band.Low, m.Band.High, string(m.Place)
		return doc
	}
	doc.LastRound, doc.Cutoff, doc.Rounds, doc.Last = m.Last.Date, m.Last.Cutoff, m.InYear, &m.ToLast
	if m.InYear > 0 {
		doc.Best, doc.Worst = &m.ToLowest, &m.ToHighest
	}
	return doc
}

// mostMain is how many streams a table has room for.
const mostMain = 4

// MainStreams chooses the streams of a table: those that are open to the
// person in some option, or may be, and held a round in the twelve months
// before the data date; those with the most rounds first.
func (doc *Plan) MainStreams() []draws.Stream {
	year := doc.DataDate.AddYears(-1)
	rounds := map[draws.Stream]int{}
	for _, o := range doc.Options {
		for _, m := range o.Margins {
			if m.LastRound > year {
				rounds[draws.Stream(m.Stream)] = m.Rounds + 1
			}
		}
	}
	shown := slices.DeleteFunc(draws.Streams(), func(s draws.Stream) bool { return rounds[s] == 0 })
	slices.SortStableFunc(shown, func(x, y draws.Stream) int { return rounds[y] - rounds[x] })
	return shown[:min(mostMain, len(shown))]
}
