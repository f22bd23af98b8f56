package answer

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// Replay is what would have come of past starts.
type Replay struct {
	Schema   int            `json:"schema"`
	ID       any            `json:"id,omitempty"`
	Name     string         `json:"name"`
	DataDate civil.Day      `json:"data_date"`
	Within   int            `json:"within_months"`
	Options  []ReplayOption `json:"options"`
	// NotPossible are options that cannot be taken: they are not replayed.
	NotPossible []NotPossible `json:"not_possible"`
	// Needs are the missing facts that some start hangs on, or that decide on
	// the day of the answer whether a round type is open.
	Needs    []Need    `json:"needs"`
	Warnings []Warning `json:"warnings"`
}

// ReplayOption is one option replayed. N and Invited are over all eras, for
// whoever wants to count; what is said of an option is said era by era.
type ReplayOption struct {
	Option  string `json:"option"`
	Title   string `json:"title"`
	N       int    `json:"n"`
	Invited int    `json:"invited"`
	// InvitedIfMet counts those invited with the missing facts met, where some
	// start hangs on them; Invited counts what is certain.
	InvitedIfMet *int      `json:"invited_if_met,omitempty"`
	Starts       []Attempt `json:"starts"`
	Eras         []Era     `json:"eras"`
}

// Attempt is one start. InvitedOn, Stream, Round and Score are null where nobody
// was invited; an invitation at risk is one that would not have held until
// applying.
type Attempt struct {
	Start      civil.Day `json:"start"`
	InvitedOn  civil.Day `json:"invited_on"`
	Stream     *string   `json:"stream"`
	Round      *string   `json:"round"`
	Score      *int      `json:"score"`
	AtRisk     bool      `json:"at_risk"`
	NotifiedOn civil.Day `json:"notified_on"`
	Tied       string    `json:"tied,omitempty"`     // a round met exactly, without a time stamp to decide it
	LostTie    string    `json:"lost_tie,omitempty"` // a round met exactly, submitted after its tie-break
	IfKnown    string    `json:"if_known,omitempty"` // a round that would have invited if what is not known were met
	Because    string    `json:"because"`
}

// Era counts the starts of one era. The latest is that of the data date, with
// or without a start in it.
type Era struct {
	Era      string         `json:"era"`
	From     civil.Day      `json:"from"`
	To       civil.Day      `json:"to"` // the first day of the next; null of the latest
	Title    string         `json:"title"`
	N        int            `json:"n"`
	Invited  int            `json:"invited"`
	AtRisk   int            `json:"at_risk"`
	Tied     int            `json:"tied"`
	IfKnown  int            `json:"if_known"`
	Median   *float64       `json:"median_months"`
	Quartile [2]*float64    `json:"quartile_months"`
	Streams  map[string]int `json:"streams"`
	WhyNot   string         `json:"why_not,omitempty"`
	Few      bool           `json:"few"` // fewer than twelve starts
}

// fewStarts is how many starts an era needs to say much.
const fewStarts = 12

// ReplayOf replays options against a record.
func ReplayOf(c *reason.Catalogue, w *sim.World, p *profile.Profile, options []sim.Option, record *draws.Record, q sim.ReplayWindow, warnings reason.Warnings) (*Replay, error) {
	doc := &Replay{Schema: Schema, Name: c.Text(p.Name), DataDate: record.DataDate(), Within: cmp.Or(q.Within, sim.DefaultWithin), Options: []ReplayOption{}}
	projections, err := w.ProjectAll(&sim.Plan{Profile: p}, options)
	if err != nil {
		return nil, err
	}
	// A draw that is held no more may have come then.
	projections, doc.NotPossible = possible(c, projections, (*sim.Projection).Blocked)
	options = make([]sim.Option, len(projections))
	for i, p := range projections {
		options[i] = p.Option
	}
	all, err := w.Replay(p, options, record, q)
	if err != nil {
		return nil, err
	}
	for i, option := range options {
		doc.Options = append(doc.Options, replayOption(c, option, p.Names(), all[i], doc.DataDate))
		warnings.Add(warnLong(c, projections[i], doc.Within)...)
	}
	if err := doc.supposeMet(c, w, p, options, record, q, all); err != nil {
		return nil, err
	}
	warnings.Add(missingWarnings(doc.Needs)...)
	warnings.Add(reason.New("replay-as-you-are"))
	warnings.Add(DataWarnings(record, w.Today)...)
	doc.Warnings = Words(c, warnings)
	return doc, nil
}

// supposeMet counts again with the facts met that are missing and that some
// start hangs on.
func (doc *Replay) supposeMet(c *reason.Catalogue, w *sim.World, p *profile.Profile, options []sim.Option, record *draws.Record, q sim.ReplayWindow, all [][]sim.Attempt) error {
	doc.Needs = []Need{}
	hangs := map[string]bool{}
	for _, attempts := range all {
		for i := range attempts {
			keys, _ := attempts[i].Because.Value("keys").(string)
			for key := range strings.SplitSeq(keys, ", ") {
				hangs[key] = true
			}
		}
	}
	proj, err := w.Project(&sim.Plan{Profile: p}, sim.Stay())
	if err != nil {
		return err
	}
	today := decidingOn(proj, proj.Start, OpenStreams(record, w.Known))
	doc.Needs = today.needsOf(c, -1)
	facts := slices.DeleteFunc(proj.Lacking(proj.Start), func(f sim.Fact) bool { return !hangs[f.Key] })
	if len(facts) == 0 {
		return nil
	}
	for _, f := range facts {
		if !slices.ContainsFunc(doc.Needs, func(n Need) bool { return n.Key == f.Key }) {
			doc.Needs = append(doc.Needs, Need{Key: f.Key, Question: c.Say(f.Question), Decides: []string{"replay"}})
		}
	}
	met, err := w.Replay(sim.WithAll(p, facts, -1), options, record, q)
	if err != nil {
		return err
	}
	for i := range met {
		t := sim.TallyOf(met[i], func(civil.Day) bool { return true })
		doc.Options[i].InvitedIfMet = &t.Invited
	}
	return nil
}

// warnLong says of an option whose steps take longer than each start is
// followed that none of it counts in full: such a row of zeros says nothing.
func warnLong(c *reason.Catalogue, proj *sim.Projection, within int) reason.Warnings {
	var w reason.Warnings
	if months := int(math.Round(proj.Months())); months >= within {
		w.Add(reason.New("replay-long", "option", Title(c, proj.Option, proj.Names), "months", months, "within", within))
	}
	return w
}

func replayOption(c *reason.Catalogue, o sim.Option, n profile.Names, attempts []sim.Attempt, known civil.Day) ReplayOption {
	doc := ReplayOption{Option: o.Name, Title: Title(c, o, n), N: len(attempts), Starts: []Attempt{}, Eras: []Era{}}
	for i := range attempts {
		doc.Starts = append(doc.Starts, attemptOf(c, &attempts[i]))
	}
	for _, era := range erasOf(attempts, known) {
		t := sim.TallyOf(attempts, era.Holds)
		doc.Invited += t.Invited
		doc.Eras = append(doc.Eras, eraOf(c, era, &t))
	}
	return doc
}

// erasOf returns the eras that attempts began in, and that of the data date.
// The oldest begins with the first of them, and the latest has no end.
func erasOf(attempts []sim.Attempt, known civil.Day) []sim.Era {
	var eras []sim.Era
	for _, era := range sim.Eras {
		holds := era.Holds(known)
		if len(attempts) == 0 || !holds && !slices.ContainsFunc(attempts, func(a sim.Attempt) bool { return era.Holds(a.Start) }) {
			continue
		}
		era.From = max(era.From, attempts[0].Start)
		if holds {
			era.To = 0
		}
		eras = append(eras, era)
	}
	return eras
}

func attemptOf(c *reason.Catalogue, a *sim.Attempt) Attempt {
	doc := Attempt{Start: a.Start, AtRisk: a.AtRisk, NotifiedOn: a.Notified, Because: c.Say(a.Because)}
	if a.Round != nil {
		doc.InvitedOn, doc.Stream, doc.Round, doc.Score = a.On, new(string(a.Round.Stream)), new(a.Round.Number), new(a.Score)
	}
	if a.Tied != nil {
		doc.Tied = a.Tied.Number
	}
	if a.LostTie != nil {
		doc.LostTie = a.LostTie.Number
	}
	switch {
	case a.IfKnown != nil:
		doc.IfKnown = a.IfKnown.Number
	case a.IfNotified != nil:
		doc.IfKnown = fmt.Sprintf("%s of %v", a.IfNotified.Streams[0], a.IfNotified.Until)
	}
	return doc
}

func eraOf(c *reason.Catalogue, e sim.Era, t *sim.Tally) Era {
	doc := Era{
		Era: e.Key, From: e.From, To: e.To, N: t.N, Invited: t.Invited, AtRisk: t.AtRisk, Tied: t.Tied, IfKnown: t.IfKnown,
		Streams: map[string]int{}, Few: t.N < fewStarts,
	}
	doc.Title = c.Phrase("era-head", "from", e.From, "era", reason.Term("era."+e.Key))
	if !e.To.IsZero() {
		doc.Title = c.Phrase("era-head/past", "to", e.To, "era", reason.Term("era."+e.Key))
	}
	for s, n := range t.ByStream {
		doc.Streams[string(s)] = n
	}
	doc.Median = rounded(t.Quantile(0.5))
	doc.Quartile = [2]*float64{rounded(t.Quantile(0.25)), rounded(t.Quantile(0.75))}
	if !t.Nearest.IsZero() {
		doc.WhyNot = c.Say(t.Nearest)
	}
	return doc
}

func rounded(months float64, ok bool) *float64 {
	if !ok {
		return nil
	}
	months = math.Round(months*10) / 10
	return &months
}

// Era returns what came of an option in an era; nothing where it has no start.
func (o *ReplayOption) Era(key string) Era {
	for _, e := range o.Eras {
		if e.Era == key {
			return e
		}
	}
	return Era{}
}
