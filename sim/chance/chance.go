// Package chance gives the probability of an invitation by a day.
//
// [Of] plays each option of a plan many times: its steps take their uncertain
// months and may fail, the rounds ahead are simulated by a
// [forecast.Forecast], and the score and the eligibility on the day of each
// round come from the projection of that way. The first round that is open and
// met invites. All options meet the same rounds, and a step that two options
// share goes the same way in both, so that their difference is not luck.
//
// What a chance means and what it leaves out:
//
//   - Joint is not the sum. An [Outlook] has the chance of an invitation by any
//     stream, and beside it that of each stream had it been alone.
//   - The first invitation decides, as in a replay. One that would not hold
//     until the application is due is counted apart, as at risk.
//   - A score that equals a cutoff meets it: tie-breaks are not simulated.
//   - A nomination is invited at the next PNP round whatever its cutoff.
//   - Not known is not counted: a stream that may be open, or that has too few
//     rounds for a forecast, invites nobody and is named instead.
//   - Notifications of Ontario come from simulated draws, where enough are known,
//     and invitations of a province from simulated rounds on its own scale. What
//     those ask for beside is not published in some: then a chance is told from above.
//
// [Backtest] says how chances like these came true.
package chance

import (
	"cmp"
	"fmt"
	"slices"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/provinces"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// Query is how a chance is asked for. The same query gives the same answer, on
// any number of cores.
type Query struct {
	Paths int // simulated futures for each option, at least 1
	Ways  int // into how many ways uncertain steps are parted, at most; 0: enough, 400 of 8,000 paths or more
	Seed  uint64
	// Higher are by how many points the cutoffs may be higher than they are
	// forecast, each told beside: for a scale that has moved.
	Higher []int
	// Futures keeps the futures for other plans with the same forecast. May be nil.
	Futures *Futures
	// Bare leaves out what stood in the way.
	Bare bool
	// Grain is by how many days the ends of uncertain steps are told apart; 0:
	// [HalfMonth], 1: by the day. Certain lengths stay exact.
	Grain int
	// Each is called before every option with how many are done. An error of
	// it ends the work and is returned: nobody waits for the rest. May be nil.
	Each func(done int) error
}

// Outlook is the chance of one option.
type Outlook struct {
	Paths int // futures played
	Ways  int // ways in which its steps go among them; 1 where they are certain

	// Months are the chances by the last day of each month, and by the last
	// day of the horizon. Empty where CannotSay is set.
	Months []Month
	// Median is the day by which an invitation is as likely as not; zero where
	// it is not by the end.
	Median civil.Day
	// Expected is the mean number of months to an invitation, those not invited
	// counted with the whole horizon.
	Expected float64
	// Causes are what stood in the way on the paths without any invitation,
	// the most frequent first.
	Causes []Cause
	// Score is the range of the score over time, where steps are uncertain.
	Score []Spread

	// Silent are active streams that are open at some time on the likely course,
	// yet have too few rounds for a forecast; Unsure those whose eligibility is not
	// known then. Neither is counted.
	Silent, Unsure []draws.Stream
	// Own are the provinces' own rounds that steps wait for. Upper says that the
	// chance is at most what is told: they have conditions that are not published.
	Own   []OwnRounds
	Upper bool
	// CannotSay is why there is no chance to tell.
	CannotSay reason.Reason
}

// Sure is the chance that is surely there, also where it is told from above.
func (o *Outlook) Sure(m Month) float64 {
	if o.Upper {
		return m.Without
	}
	return m.P
}

// OwnRounds is how many comparable rounds of a province simulated ones stand on, and
// how such simulations did on its past.
type OwnRounds struct {
	Stream draws.Stream
	Rounds int
	Score  forecast.OwnScore
}

// Month is the chance of an invitation by the end of a day.
type Month struct {
	By     civil.Day
	P      float64 // of an invitation that holds until the application is due
	Error  float64 // standard error of P by the simulation alone
	AtRisk float64 // of one that would not hold
	// IfWorks is P where every step works; nil where none of the ways played
	// has all of them work.
	IfWorks *float64
	Streams []Share // of each stream that invites on some path, had it been alone
	// Without is P if no round with conditions that are not published takes the
	// person, where the chance is told from above: what is surely there.
	Without float64
	Higher  []float64
}

// Share is the chance of one stream.
type Share struct {
	Stream draws.Stream
	P      float64
}

// Cause is what stood in the way, and on which share of all paths.
type Cause struct {
	What  reason.Reason
	Share float64
}

// Spread is where the score lies on a day, over the ways the steps may go: the
// middle, and the range that holds four fifths.
type Spread struct {
	On            civil.Day
	Low, Mid, Top int
}

// By returns the chance by a day: that of the last month up to it.
func (o *Outlook) By(day civil.Day) (Month, bool) {
	for i := len(o.Months) - 1; i >= 0; i-- {
		if o.Months[i].By <= day {
			return o.Months[i], true
		}
	}
	return Month{}, false
}

// From returns the chance by the end of a day's month: that of the first month
// not over before it.
func (o *Outlook) From(day civil.Day) (Month, bool) {
	for _, m := range o.Months {
		if m.By >= day {
			return m, true
		}
	}
	return Month{}, false
}

// Of returns the outlook of each option of a plan.
func Of(w *sim.World, plan *sim.Plan, options []sim.Option, f *forecast.Forecast, record *draws.Record, q Query) ([]Outlook, error) {
	settled := *plan
	settled.Profile = w.Settled(plan.Profile) // once, not on every way
	s := newSetting(w, &settled, f, record, q)
	counts := make([]counted, len(options))
	blocks := blocksOf(s.q.Paths)
	for b, first := range blocks {
		s.lay(first)
		for i, option := range options {
			if q.Each != nil {
				if err := q.Each((b*len(options) + i) / len(blocks)); err != nil {
					return nil, err
				}
			}
			if err := s.count(&counts[i], option); err != nil {
				return nil, err
			}
		}
	}
	outlooks := make([]Outlook, len(options))
	for i := range counts {
		if c := &counts[i]; c.tally != nil {
			c.tally.tell(&c.outlook, options[i])
		}
		outlooks[i] = counts[i].outlook
	}
	return outlooks, nil
}

// counted is an option with what came of it in the blocks so far.
type counted struct {
	outlook Outlook
	ontario []*forecast.Bands
	own     []ownRounds
	ways    []way
	tally   *tally // nil where no chance can be told
}

// ownRounds are simulated rounds of a province; hidden says that they have
// conditions that are not published.
type ownRounds struct {
	*forecast.Own
	hidden bool
}

// setting is what all options of a plan have in common.
type setting struct {
	w          *sim.World
	plan       *sim.Plan
	f          *forecast.Forecast
	record     *draws.Record
	q          Query
	start, end civil.Day
	by         []civil.Day // the days that chances are told by
	block      int         // the first future of the block
	paths      []future    // the rounds of each future of the block
}

func newSetting(w *sim.World, plan *sim.Plan, f *forecast.Forecast, record *draws.Record, q Query) *setting {
	s := &setting{w: w, plan: plan, f: f, record: record, q: q}
	s.q.Paths = max(q.Paths, 1)
	s.q.Grain = cmp.Or(q.Grain, HalfMonth)
	s.start, _ = w.Start(plan)
	s.end = plan.End(s.start)
	year, month, _ := s.start.Date()
	for k := 1; ; k++ {
		last := civil.Of(year, month, 1).AddMonths(k) - 1
		if last >= s.end {
			break
		}
		if last >= s.f.AsOf { // a plan that has begun is told of from today on
			s.by = append(s.by, last)
		}
	}
	s.by = append(s.by, s.end)
	return s
}

// lay lays down the futures of a block.
func (s *setting) lay(block int) {
	if !s.over() && !s.f.TooFar() {
		s.paths = nil // the block before is not needed any more
		s.block, s.paths = block, s.q.Futures.of(s.f, s.first(), s.end, block, s.q.Paths)
	}
}

// first returns the first day on which a round may invite: not before the plan
// starts, and not before tomorrow, for what is known today has been held.
func (s *setting) first() civil.Day { return max(s.start, s.f.AsOf+1) }

// over says that no day of the plan is left on which a round may invite.
func (s *setting) over() bool { return s.first() > s.end }

// count plays one option on the futures of the block.
func (s *setting) count(c *counted, option sim.Option) error {
	if s.block == 0 {
		if err := s.begin(c, option); err != nil {
			return err
		}
	}
	if c.tally == nil {
		return nil
	}
	return sim.Parallel(len(c.ways), func(i int) error { return s.play(c, option, i) })
}

// begin settles what all blocks have in common.
func (s *setting) begin(c *counted, option sim.Option) error {
	o := &c.outlook
	o.Paths = s.q.Paths
	likely, err := s.w.ProjectOn(s.plan, option, option.Likely(), 0)
	if err != nil {
		return err
	}
	if s.over() {
		o.CannotSay = reason.New("chance.over", "end", s.end, "today", s.f.AsOf)
		return nil
	}
	if s.f.TooFar() {
		o.CannotSay = reason.New("chance.too-far", "data", s.f.DataDate, "years", forecast.FarthestYears)
		return nil
	}
	if why := option.NoChance(); !why.IsZero() {
		o.CannotSay = reason.New("chance.no-estimate", "why", why)
		return nil
	}
	s.unheard(o, likely.Prospect())
	if c.ontario, o.CannotSay = s.ontario(option); !o.CannotSay.IsZero() {
		return nil
	}
	if o.CannotSay = s.own(c, option); !o.CannotSay.IsZero() {
		return nil
	}
	c.ways = waysOf(option, s.q, len(c.ontario)+len(c.own) > 0)
	o.Ways = len(c.ways)
	c.tally = newTally(s, len(c.ways), o.Upper)
	return nil
}

// unheard lists the streams that are not counted.
func (s *setting) unheard(o *Outlook, likely *sim.Prospect) {
	for _, stream := range s.f.Streams {
		if stream.State == draws.Closed {
			continue
		}
		switch open := likely.Ever(stream.Stream, s.start, s.end); {
		case open == streams.Yes && !stream.Simulated() && stream.State == draws.Active:
			o.Silent = append(o.Silent, stream.Stream)
		case open == streams.NotKnown:
			o.Unsure = append(o.Unsure, stream.Stream)
		}
	}
}

// ontario returns the draws that steps of an option wait for, or why nothing
// can be said of them. A stream that is closed holds none: that is known.
func (s *setting) ontario(option sim.Option) ([]*forecast.Bands, reason.Reason) {
	var list []*forecast.Bands
	for _, step := range option.Steps() {
		stream := step.WaitsFor
		if stream == "" || stream.Provincial() {
			continue
		}
		if on, closed := draws.ClosedOn(stream); closed && on <= s.f.AsOf {
			continue
		}
		bands, ok := forecast.NewBands(s.record, stream, s.f.AsOf)
		if !ok {
			return nil, reason.New("chance.no-draws", "stream", stream.Term(), "n", len(s.record.Of(stream).Bands), "least", forecast.MinRounds)
		}
		list = append(list, bands)
	}
	return list, reason.Reason{}
}

// own settles the provinces' own rounds that steps of an option wait for, or says
// why nothing can be said of them: fewer are comparable than a simulation needs.
func (s *setting) own(c *counted, option sim.Option) reason.Reason {
	o := &c.outlook
	for _, step := range option.Steps() {
		stream := step.WaitsFor
		if !stream.Provincial() || slices.ContainsFunc(o.Own, func(r OwnRounds) bool { return r.Stream == stream }) {
			continue
		}
		path := provinces.PathOf(string(stream))
		known := s.record.Until(s.f.AsOf)
		points, wage := path.Rounds(known)
		if len(points) < forecast.MinRounds {
			return reason.New("chance.no-threshold", "path", stream.Term(), "n", len(points), "least", forecast.MinRounds)
		}
		most := provinces.ScaleOf(path.Scale).Most
		own, _ := forecast.NewOwn(points, wage, most, known.ProvincialUntil(path.Province))
		c.own = append(c.own, ownRounds{own, path.Hidden})
		o.Own = append(o.Own, OwnRounds{stream, own.Known(), scored(points, most)})
		o.Upper = o.Upper || path.Hidden
	}
	return reason.Reason{}
}

// scores keeps how simulations of a province's rounds did: the same for everybody
// who asks on a day.
var scores sim.Recent[string, forecast.OwnScore]

func scored(points []draws.Provincial, most int) forecast.OwnScore {
	last := &points[len(points)-1]
	key := fmt.Sprint(last.Province, last.Program, last.Date, last.Points, len(points))
	return scores.Of(key, 4, func() forecast.OwnScore { return forecast.ScoreOwn(points, most, 1) })
}
