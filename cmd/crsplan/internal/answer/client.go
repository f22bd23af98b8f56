package answer

import (
	"context"
	"slices"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// Client is the answer for one of many clients, on one line.
type Client struct {
	Schema int       `json:"schema"`
	ID     any       `json:"id"`
	Input  any       `json:"input"` // the file, or the number of the line
	Name   string    `json:"name"`
	Today  civil.Day `json:"today"`
	// Until is the first day on which something moves by itself, were nothing
	// done: a birthday, a year of work, an expiry, a rule, the data that grow
	// old. Null where the plan has a start of its own.
	Until    civil.Day   `json:"until"`
	DataDate civil.Day   `json:"data_date"`
	Plan     *ClientPlan `json:"plan"`
	Reports  []string    `json:"reports,omitempty"`
	Warnings []Warning   `json:"warnings"`
	Key      string      `json:"key"` // of all that the line was made from
}

// ClientPlan is a [Plan] in short.
type ClientPlan struct {
	Start   civil.Day `json:"start"`
	End     civil.Day `json:"end"`
	Open    []string  `json:"open"`          // streams open on the first day, as they are
	IfKnown []string  `json:"open_if_known"` // those that may be
	Needs   []Need    `json:"needs"`
	// Recommended is the option that the plan points to.
	Recommended Recommendation `json:"recommended"`
	Advice      *Advice        `json:"advice,omitempty"` // where a search was asked for
	Options     []ClientOption `json:"options"`          // those that can be taken
	NotPossible []NotPossible  `json:"not_possible"`
}

// ClientOption is an [Option] in short. Margins are the points of its best
// score above the last cutoff, by stream, on days when that is open.
type ClientOption struct {
	Option   string    `json:"option"`
	Title    string    `json:"title"`
	Now      int       `json:"now"`
	Best     int       `json:"best"`
	Day      civil.Day `json:"day"`
	Change   int       `json:"change"`
	Complete bool      `json:"complete"`
	Ends     string    `json:"ends"`
	Months   float64   `json:"months"`
	Cost     float64   `json:"cost_cad"`
	// NotIncluded is what the cost leaves out: "fee" where one is not published,
	// "moving" and "rent" where a step takes somebody to Canada.
	NotIncluded []string       `json:"not_included,omitempty"`
	Margins     map[string]int `json:"margins"`
	Replay      ClientReplay   `json:"replay"`
	Chance      []ClientChance `json:"chance"`
	Assumed     []Assumed      `json:"assumed"` // the steps that may not work
	// NotCounted are streams that may invite and are counted in no chance;
	// CannotSay is why there is no chance to tell.
	NotCounted []string  `json:"not_counted,omitempty"`
	CannotSay  string    `json:"cannot_say,omitempty"`
	NoEstimate string    `json:"no_estimate,omitempty"` // why no chance is told of this option
	Warnings   []Warning `json:"warnings,omitempty"`    // of this option alone
}

// ClientReplay counts the starts of a replay: in all, and era by era.
type ClientReplay struct {
	N       int         `json:"n"`
	Invited int         `json:"invited"`
	Eras    []ClientEra `json:"eras"`
}

// ClientEra is an [Era] in short.
type ClientEra struct {
	Era     string `json:"era"`
	N       int    `json:"n"`
	Invited int    `json:"invited"`
	AtRisk  int    `json:"at_risk,omitempty"`
	Tied    int    `json:"tied,omitempty"`
	IfKnown int    `json:"if_known,omitempty"`
}

// ClientChance is a [Chance] by the end of the month so many months after the
// start.
type ClientChance struct {
	Months int       `json:"months"`
	By     civil.Day `json:"by"`
	P      Prob      `json:"p"`
	PIfMet *float64  `json:"p_if_met,omitempty"`
	PIfNot *float64  `json:"p_if_not,omitempty"`
	// PIfStepsWork is P where every step works; left out where it is the same.
	PIfStepsWork *float64           `json:"p_if_steps_work,omitempty"`
	Error        float64            `json:"error"`
	AtRisk       float64            `json:"at_risk,omitempty"`
	Higher       map[string]float64 `json:"higher,omitempty"`
}

// chanceMonths are after how many months the chances of a client are told.
var chanceMonths = []int{6, 12, 24}

// ClientOf makes the answer of one client: what [Of]
// and [ReplayOf] say of the same plan, in short.
func ClientOf(ctx context.Context, c *reason.Catalogue, w *sim.World, plan *sim.Plan, record *draws.Record, q PlanQuery, warnings reason.Warnings) (*Client, error) {
	doc, err := Of(ctx, c, w, plan, record, q, warnings)
	if err != nil {
		return nil, err
	}
	replays, err := w.Replay(plan.Profile, doc.played(), record, sim.ReplayWindow{Bare: true})
	if err != nil {
		return nil, err
	}
	stay := slices.IndexFunc(doc.Options, func(o Option) bool { return o.Stays() })
	client := &Client{
		Schema: Schema, Name: doc.Name, Today: doc.Today, DataDate: doc.DataDate,
		Plan: &ClientPlan{Start: doc.Start, End: doc.End, Open: []string{}, IfKnown: []string{}, Needs: doc.Needs, Recommended: doc.Recommended, NotPossible: doc.NotPossible},
	}
	if q.Search {
		client.Plan.Advice = doc.Advice
	}
	if plan.Start.IsZero() {
		client.Until = doc.moves(&doc.Options[stay])
	}
	for _, l := range doc.Options[stay].Lanes {
		switch {
		case l.From != doc.Start:
		case l.Eligible == nil:
			client.Plan.IfKnown = append(client.Plan.IfKnown, l.Stream)
		case *l.Eligible:
			client.Plan.Open = append(client.Plan.Open, l.Stream)
		}
	}
	client.Warnings = slices.Clone(doc.Warnings)
	for _, warning := range doc.Options[stay].Warnings {
		if !slices.Contains(client.Warnings, warning) {
			client.Warnings = append(client.Warnings, warning)
		}
	}
	for i := range doc.Options {
		client.Plan.Options = append(client.Plan.Options, client.optionOf(&doc.Options[i], replays[i], doc.DataDate))
	}
	return client, nil
}

// moves returns the first day after the start on which something changes for
// a person who stays as they are, or the data are old.
func (doc *Plan) moves(stay *Option) civil.Day {
	first := doc.End + 1
	consider := func(on civil.Day) {
		if on > doc.Start && on < first {
			first = on
		}
	}
	for _, s := range stay.Scores {
		consider(s.From)
	}
	for _, e := range stay.Events {
		consider(e.On)
	}
	for _, l := range stay.Lanes {
		consider(l.From)
	}
	if !doc.DataDate.IsZero() {
		consider(doc.DataDate + staleDays + 1)
	}
	return first
}

func (client *Client) optionOf(o *Option, attempts []sim.Attempt, known civil.Day) ClientOption {
	short := ClientOption{
		Option: o.Option, Title: o.Title, Now: o.Now, Best: o.Best.Total, Day: o.Best.On, Change: o.Change, Complete: o.Complete,
		Ends: o.Ends, Months: o.Months, Cost: o.Cost.Likely, Margins: map[string]int{}, Chance: []ClientChance{},
		Assumed: o.Assumed, NotIncluded: o.NotIncluded, NoEstimate: o.NoEstimate, Replay: ClientReplay{N: len(attempts), Eras: []ClientEra{}},
	}
	for _, m := range o.Margins {
		if m.Last != nil && m.Eligible != nil {
			short.Margins[m.Stream] = *m.Last
		}
	}
	for _, era := range erasOf(attempts, known) {
		t := sim.TallyOf(attempts, era.Holds)
		short.Replay.Invited += t.Invited
		short.Replay.Eras = append(short.Replay.Eras, ClientEra{era.Key, t.N, t.Invited, t.AtRisk, t.Tied, t.IfKnown})
	}
	for _, months := range chanceMonths {
		on := client.Plan.Start.AddMonths(months)
		if i := slices.IndexFunc(o.Chance, func(c Chance) bool { return c.By >= on }); i >= 0 {
			c := &o.Chance[i]
			short.Chance = append(short.Chance, ClientChance{months, c.By, c.P, c.PIfMet, c.PIfNot, c.PIfStepsWork, c.Error, c.AtRisk, c.Higher})
		}
	}
	if o.Outlook != nil {
		short.CannotSay = o.Outlook.CannotSay
		for _, n := range o.Outlook.NotCounted {
			short.NotCounted = append(short.NotCounted, n.Stream)
		}
	}
	for _, warning := range o.Warnings {
		if !slices.Contains(client.Warnings, warning) {
			short.Warnings = append(short.Warnings, warning)
		}
	}
	return short
}
