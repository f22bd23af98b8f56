package answer

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"sync"

	"crsplan/sim"
	"crsplan/sim/chance"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/reason"
)

// ChanceQuery is how the chances of a plan are asked for.
type ChanceQuery struct {
	Paths  int // simulated futures; 0: no chances
	Seed   uint64
	Refuse bool                 // say nothing of days from the reform of the scale on
	What   forecast.Options     // what is supposed of the rounds ahead
	Kept   *Kept                // keeps what the chances rest on for the next who asks; may be nil
	Bare   bool                 // without what stood in the way
	Each   func(done int) error // see chance.Query
}

// Chance is the probability of an invitation by the end of a day.
type Chance struct {
	By civil.Day `json:"by"`
	// P is the chance of one that holds until the application is due; not known
	// where it hangs on a missing fact: then it is told both ways.
	P      Prob     `json:"p"`
	PIfMet *float64 `json:"p_if_met,omitempty"`
	PIfNot *float64 `json:"p_if_not,omitempty"`
	// PIfStepsWork is P where every step works. How likely steps are to work is
	// an assumption of whoever wrote them.
	PIfStepsWork *float64           `json:"p_if_steps_work,omitempty"`
	Error        float64            `json:"error"`   // standard error of the simulation, not of the forecast
	AtRisk       float64            `json:"at_risk"` // of one that would not hold
	Higher       map[string]float64 `json:"higher"`  // p if every cutoff is so many points higher, where the scale has moved
	// HigherIfMet is the same with the missing facts met, where they decide.
	HigherIfMet map[string]float64 `json:"higher_if_met,omitempty"`
	// Bound is "upper" where the chance is at most P, for a province's rounds have
	// conditions that are not published; PWithout is then what is surely there, if
	// none of those rounds takes the person.
	Bound    string   `json:"bound,omitempty"`
	PWithout *float64 `json:"p_without,omitempty"`
	// Streams are the chances of each stream had it been alone: together they
	// are more than p.
	Streams map[string]float64 `json:"streams"`
}

// Outlook is what else is to be said of an option's chances.
type Outlook struct {
	Paths int       `json:"paths"`
	Ways  int       `json:"ways"`    // in which its steps go among the paths
	Half  civil.Day `json:"half_by"` // an invitation is as likely as not by this day; null: not by the end
	// HalfIfMet is the same with the missing facts met, where they decide.
	HalfIfMet civil.Day `json:"half_by_if_met,omitempty"`
	Months    float64   `json:"expected_months"` // to an invitation, with the whole horizon for paths without one
	// InTheWay is what stood in the way on the paths without an invitation.
	InTheWay []InTheWay `json:"in_the_way"`
	// Score is the range of the score on the last days of the months, where
	// steps are uncertain: the middle, and the range of four fifths.
	Score []ScoreRange `json:"score"`
	// NotCounted are streams that may invite and are counted in no chance.
	NotCounted []NotCounted `json:"not_counted"`
	// Rests are the rounds that the forecasts of the inviting streams stand on.
	Rests []RestsOn `json:"rests_on"`
	// Own are the provinces' own rounds that steps wait for.
	Own       []OwnRounds `json:"own,omitempty"`
	CannotSay string      `json:"cannot_say,omitempty"`
}

// OwnRounds is how many comparable rounds of a province simulated ones stand on, and
// the mean error (CRPS) of such simulations on its past, in its points, beside that
// of the last minimum.
type OwnRounds struct {
	Path   string  `json:"path"`
	Rounds int     `json:"rounds"`
	Scored int     `json:"scored"`
	CRPS   float64 `json:"crps"`
	Last   float64 `json:"crps_last"`
	Upper  bool    `json:"-"`
}

// InTheWay is what stood in the way on a share of all paths.
type InTheWay struct {
	What  string  `json:"what"`
	Share float64 `json:"share"`
}

// ScoreRange is where the score lies on a day.
type ScoreRange struct {
	On  civil.Day `json:"on"`
	P10 int       `json:"p10"`
	P50 int       `json:"p50"`
	P90 int       `json:"p90"`
}

// NotCounted is a stream that is counted in no chance, and why.
type NotCounted struct {
	Stream  string `json:"stream"`
	Because string `json:"because"`
}

// RestsOn is how many rounds the forecast of a stream stands on.
type RestsOn struct {
	Stream string `json:"stream"`
	Rounds int    `json:"rounds"`
	Judged bool   `json:"judged"` // forecasts of this stream have a record that speaks for this one
}

// Higher are by how many points cutoffs are supposed to be higher, beside as
// they are, where the scale has moved.
var Higher = []int{20, 40}

// Ahead is what the chances of many plans have in common: the forecast of one
// day, and the futures simulated from it.
type Ahead struct {
	q ChanceQuery
	*rounds
}

// rounds are the rounds ahead, whoever asks for them.
type rounds struct {
	f       *forecast.Forecast
	futures chance.Futures
	fewer   chance.Futures // of those that many plans are compared on
	once    sync.Once
	smaller *forecast.Forecast // of rounds half as large
	moved   bool               // the scale has, and the record does not cover it
}

// Kept keeps what the chances of the last records, days and suppositions rest
// on. The zero value keeps none yet. It may be asked from several goroutines.
type Kept struct {
	rounds sim.Recent[string, *rounds]
}

// mostKept is how many of them are kept: somebody who tries out what may be
// supposed comes back to what was supposed before.
const mostKept = 4

// NewAhead forecasts the rounds after those of a record, as known on a day;
// nil where no chances are asked for, or no round is known.
func NewAhead(record *draws.Record, today civil.Day, q ChanceQuery) *Ahead {
	if q.Paths <= 0 || len(record.Rounds) == 0 {
		return nil
	}
	if q.Kept == nil {
		return &Ahead{q, newRounds(record, today, q)}
	}
	key := fmt.Sprint(record.Digest(), today, q.Paths, q.Seed, q.What)
	return &Ahead{q, q.Kept.rounds.Of(key, mostKept, func() *rounds { return newRounds(record, today, q) })}
}

func newRounds(record *draws.Record, today civil.Day, q ChanceQuery) *rounds {
	o := q.What
	o.Paths = q.Paths
	o.Streams = []draws.Stream{draws.PNP}
	o.Closed = append(o.Closed, closedOn(record, today)...)
	for _, s := range draws.Streams() {
		if s != draws.PNP && !s.Ontario() && !slices.Contains(o.Closed, s) {
			o.Streams = append(o.Streams, s)
		}
	}
	f := forecast.New(record, today, q.Seed, o)
	return &rounds{
		f:     f,
		moved: slices.ContainsFunc(f.Streams, func(s *forecast.Stream) bool { return s.Uncovered && s.Simulated() }),
	}
}

// AddChances gives every option of a plan's document its chances.
func (doc *Plan) AddChances(c *reason.Catalogue, w *sim.World, plan *sim.Plan, q ChanceQuery) error {
	return doc.AddChancesOf(c, w, plan, NewAhead(doc.Record, w.Today, q))
}

// AddChancesOf is [Plan.AddChances] with what many plans have in common; nil
// adds none.
func (doc *Plan) AddChancesOf(c *reason.Catalogue, w *sim.World, plan *sim.Plan, ahead *Ahead) error {
	if ahead == nil {
		return nil
	}
	var warnings reason.Warnings
	q, f := &ahead.q, ahead.f
	if q.refuses(doc.End) {
		warnings.Add(reason.New("forecast-refused", "day", forecast.Reform))
		if max(doc.Start, w.Today+1) >= forecast.Reform {
			doc.Warnings = append(doc.Warnings, Words(c, warnings)...)
			return nil
		}
		before := *plan // as if it ended there: its middle and its causes too
		before.Until = forecast.Reform - 1
		plan = &before
	}
	if doc.Start < w.Today && w.Today < doc.End {
		warnings.Add(reason.New("chance-begun", "start", doc.Start, "today", w.Today))
	}
	query := chance.Query{Paths: q.Paths, Seed: q.Seed, Each: q.Each, Futures: &ahead.futures, Bare: q.Bare}
	if ahead.moved {
		query.Higher = Higher
	}
	outlooks, err := chance.Of(w, plan, doc.played(), f, doc.Record, query)
	if err != nil {
		return err
	}
	for i := range outlooks {
		o := &doc.Options[i]
		o.Simulated = &outlooks[i]
		o.addOutlook(c, f, o.Simulated)
		if half := o.Simulated.Median; !half.IsZero() {
			o.After = afterOn(c, o.Played, half, "half", c.Phrase("landing-half", "day", half))
		}
	}
	doc.Forecast = f
	if err := doc.bothWays(plan, func(supposed *sim.Plan, options []sim.Option) ([]chance.Outlook, error) {
		again := query
		again.Each = nil
		return chance.Of(w, supposed, options, f, doc.Record, again)
	}); err != nil {
		return err
	}
	if ahead.moved {
		warnings.Add(reason.New("forecast.reform", "day", forecast.Reform, "data", f.DataDate))
	}
	if shipped := chance.Shipped(); w.Today >= shipped.Until {
		doc.Reliability = shipped.Reliability
	}
	doc.Recommend(c, "") // chances decide before margins
	doc.Warnings = append(doc.Warnings, Words(c, warnings)...)
	return nil
}

// refuses says whether something is asked for that reaches the reform of the
// scale, of which nothing may be said.
func (q *ChanceQuery) refuses(end civil.Day) bool { return q.Refuse && end >= forecast.Reform }

// played returns the options as they were played.
func (doc *Plan) played() []sim.Option {
	options := make([]sim.Option, len(doc.Options))
	for i := range doc.Options {
		options[i] = doc.Options[i].Played.Option
	}
	return options
}

func (o *Option) addOutlook(c *reason.Catalogue, f *forecast.Forecast, from *chance.Outlook) {
	doc := &Outlook{
		Paths: from.Paths, Ways: from.Ways, Half: from.Median, Months: math.Round(from.Expected*10) / 10,
		InTheWay: []InTheWay{}, Score: []ScoreRange{}, NotCounted: []NotCounted{}, Rests: []RestsOn{},
	}
	o.Outlook = doc
	for _, s := range from.Silent {
		stream, _ := f.Of(s)
		doc.NotCounted = append(doc.NotCounted, NotCounted{string(s), c.Phrase("chance.silent", "stream", s.Term(), "n", stream.Rounds, "least", forecast.MinRounds)})
	}
	for _, s := range from.Unsure {
		doc.NotCounted = append(doc.NotCounted, NotCounted{string(s), c.Phrase("chance.unsure", "stream", s.Term())})
	}
	if !from.CannotSay.IsZero() {
		doc.CannotSay = c.Say(from.CannotSay)
		return
	}
	for _, m := range from.Months {
		o.Chance = append(o.Chance, boundedOf(from, m))
	}
	for _, r := range from.Own {
		hundredths := func(x float64) float64 { return math.Round(100*x) / 100 }
		doc.Own = append(doc.Own, OwnRounds{string(r.Stream), r.Rounds, r.Score.Rounds, hundredths(r.Score.Ours), hundredths(r.Score.Last), from.Upper})
	}
	for _, cause := range from.Causes {
		doc.InTheWay = append(doc.InTheWay, InTheWay{Called(c, namesIn(o.Played.Names, o.Played.Option, len(o.Played.Option.Scenarios)), c.Say(cause.What)), share(cause.Share)})
	}
	for _, s := range from.Score {
		doc.Score = append(doc.Score, ScoreRange{s.On, s.Low, s.Mid, s.Top})
	}
	for _, s := range lastMonth(from).Streams {
		stream, _ := f.Of(s.Stream)
		_, judged := references[s.Stream]
		doc.Rests = append(doc.Rests, RestsOn{string(s.Stream), stream.Rounds, judged && !stream.Uncovered})
	}
}

func chanceOf(m chance.Month) Chance {
	month := Chance{By: m.By, P: Prob{share(m.P), true}, Error: share(m.Error), AtRisk: share(m.AtRisk), Streams: map[string]float64{}}
	if m.IfWorks != nil && share(*m.IfWorks) != month.P.P {
		p := share(*m.IfWorks)
		month.PIfStepsWork = &p
	}
	for _, s := range m.Streams {
		month.Streams[string(s.Stream)] = share(s.P)
	}
	for h, p := range m.Higher {
		if month.Higher == nil {
			month.Higher = map[string]float64{}
		}
		month.Higher[strconv.Itoa(Higher[h])] = share(p)
	}
	return month
}

// boundedOf is [chanceOf] of an outlook that may be told from above.
func boundedOf(from *chance.Outlook, m chance.Month) Chance {
	month := chanceOf(m)
	if from.Upper {
		without := share(m.Without)
		month.Bound, month.PWithout = "upper", &without
	}
	return month
}

func lastMonth(o *chance.Outlook) chance.Month {
	if n := len(o.Months); n > 0 {
		return o.Months[n-1]
	}
	return chance.Month{}
}

// ChanceDays returns the days that a table of chances tells of: the month's end
// half a year, one year and two years after the start, or after today where the
// plan has begun, and the last day.
func (doc *Plan) ChanceDays() []civil.Day {
	var days []civil.Day
	for i := range doc.Options {
		list := doc.Options[i].Chance
		if len(list) == 0 {
			continue
		}
		end := list[len(list)-1].By
		for _, months := range []int{6, 12, 24} {
			k := slices.IndexFunc(list, func(c Chance) bool { return c.By >= max(doc.Start, doc.Today).AddMonths(months) })
			if k >= 0 && list[k].By < end {
				days = append(days, list[k].By)
			}
		}
		return append(days, end)
	}
	return nil
}

// ChanceBy returns the chance by one of an option's days.
func (o *Option) ChanceBy(day civil.Day) (Chance, bool) {
	i := slices.IndexFunc(o.Chance, func(c Chance) bool { return c.By == day })
	if i < 0 {
		return Chance{}, false
	}
	return o.Chance[i], true
}
