package sim

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// A replay sets a person down on past days, as they are, and plays an option
// forward against the rounds that really followed, under the rules, lists and
// streams of those days. It is the honest past: nothing in it is a forecast.

// ReplayWindow is what a replay covers.
type ReplayWindow struct {
	From, To civil.Day      // the first and the last start; zero: all that the record allows
	Within   int            // months from each start; zero: DefaultWithin
	Streams  []draws.Stream // invitations through these only; nil: any
	Bare     bool           // without why not
}

// DefaultWithin is how many months a replay follows each start.
const DefaultWithin = 12

// ReplayFrom is the first start of a replay that names none.
var ReplayFrom = civil.Of(2018, time.January, 1)

// Attempt is one start of a replay and what came of it.
type Attempt struct {
	Start   civil.Day
	Outcome Outcome
	// Round is the round that invited; On its day, Score the score on it.
	Round  *draws.Round
	On     civil.Day
	Score  int
	AtRisk bool // what counted would not hold for the sixty days to apply
	// Notified is the day of Ontario's last notification, up to the invitation
	// or within the window; zero without one.
	Notified civil.Day
	// Tied is the first round that was met exactly, where which side of the
	// tie-break is not known; IfKnown the first round that would have invited
	// if something that is not known were met. Neither is counted.
	Tied, IfKnown *draws.Round
	// LostTie is the first round that was open and met exactly, by a profile
	// submitted after its tie-break.
	LostTie *draws.Round
	// IfNotified is the first of Ontario's draws that would have notified on
	// the same terms.
	IfNotified *draws.Band
	Because    reason.Reason
}

// Outcome is what came of a start.
type Outcome string

// The outcomes of a start.
const (
	Invited    Outcome = "invited"
	NotInvited Outcome = "not-invited"
)

// Starts returns the first days of the months that a replay starts on: those
// whose window ends by the data date.
func (q ReplayWindow) Starts(record *draws.Record) []civil.Day {
	last := record.DataDate()
	if !q.To.IsZero() {
		last = q.To
	}
	var starts []civil.Day
	for start := q.First(); start <= last && q.end(start) <= record.DataDate(); start = start.AddMonths(1) {
		starts = append(starts, start)
	}
	return starts
}

// First returns the first of a month from which a replay starts at the earliest.
func (q ReplayWindow) First() civil.Day {
	first := cmp.Or(q.From, ReplayFrom)
	y, m, _ := first.Date()
	if start := civil.Of(y, m, 1); start >= first {
		return start
	}
	return civil.Of(y, m, 1).AddMonths(1)
}

// end returns the day on which the window of a start ends: it holds no longer.
func (q ReplayWindow) end(start civil.Day) civil.Day {
	return start.AddMonths(cmp.Or(q.Within, DefaultWithin))
}

// Replay plays options from each start of a window, on all cores. The attempts
// are by option, then by start. The error is crs.BeforeFirstDay for a start
// before there were rules.
func (w *World) Replay(p *profile.Profile, options []Option, record *draws.Record, q ReplayWindow) ([][]Attempt, error) {
	starts := q.Starts(record)
	p = w.Settled(p)
	attempts := make([][]Attempt, len(options))
	for i := range options {
		attempts[i] = make([]Attempt, len(starts))
	}
	courses := w.coursesOf(p, options, starts, q)
	rules := rulesOf(w.Book)
	err := Parallel(len(starts), func(i int) error {
		there := World{Book: w.Book, Today: starts[i], SetDown: true, Known: civil.Max, LetExpire: w.LetExpire, Draws: record}
		for j, option := range options {
			end := q.end(starts[i])
			// Who is invited on the last day must still hold on until they apply.
			last := end + ApplyDays
			var proj *Projection
			if courses[j] != nil && starts[i] >= crs.FirstDay {
				proj = courses[j].from(rules, starts[i], last)
			} else {
				pl, err := there.newPlayer(p, option, starts[i], last, there.ahead(p, starts[i]))
				if err != nil {
					return err
				}
				pl.play()
				proj = pl.proj
			}
			attempts[j][i] = proj.against(record, end, q.Streams, q.Bare)
		}
		return nil
	})
	return attempts, err
}

// Meets says what one round after the start means for the person of a
// projection, as in a replay.
func (p *Projection) Meets(r *draws.Round) Attempt {
	return p.against(&draws.Record{Rounds: []draws.Round{*r}}, r.Date+1, nil, false)
}

// against finds the first round before a day that invites the person of a
// projection.
func (p *Projection) against(record *draws.Record, end civil.Day, only []draws.Stream, bare bool) Attempt {
	a := Attempt{Start: p.Start, Outcome: NotInvited}
	rounds := record.Since(p.Start).Until(end - 1).Rounds
	for i := range rounds {
		r := &rounds[i]
		s := p.At(r.Date)
		if s.Total < r.Cutoff || len(only) > 0 && !slices.Contains(only, r.Stream) {
			continue
		}
		verdict := p.admitted(r)
		outcome := r.Clears(s.Total, p.submitted(r.Date))
		switch {
		case verdict == streams.No:
		case outcome == draws.Missed: // an equal score, submitted too late
			if verdict == streams.Yes {
				a.LostTie = earlier(a.LostTie, r)
			}
		case verdict == streams.NotKnown:
			a.IfKnown = earlier(a.IfKnown, r)
		case outcome == draws.Tied:
			a.Tied = earlier(a.Tied, r)
		default:
			a.Outcome, a.Round, a.On, a.Score = Invited, r, r.Date, s.Total
			a.Notified = p.notifiedBy(r.Date)
			a.Because = reason.New("replay.invited", "round", r.Number, "stream", r.Stream.Term(), "on", r.Date, "score", s.Total, "cutoff", r.Cutoff)
			if risk := p.risk(r); !risk.IsZero() {
				a.AtRisk, a.Because = true, risk
			}
			return a
		}
	}
	a.Notified = p.notifiedBy(end - 1)
	// The player goes on for as long as the last invited has to apply; a draw of
	// those days is no longer one of the window.
	if len(p.unsure) > 0 && p.unsure[0].Until < end {
		a.IfNotified = &p.unsure[0]
	}
	if bare {
		return a
	}
	a.Because = p.whyUncounted(&a)
	switch {
	case !a.Because.IsZero():
	case a.LostTie != nil:
		a.Because = p.lostTie(a.LostTie)
	default:
		a.Because = p.whyNot(rounds, only)
	}
	return a
}

// lostTie says that a round invited equal scores only of profiles that were
// submitted earlier, with both instants.
func (p *Projection) lostTie(r *draws.Round) reason.Reason {
	instant := func(at time.Time) string { return at.UTC().Format("2006-01-02 15:04:05 UTC") }
	return reason.New("replay.lost-tie", "round", r.Number, "on", r.Date, "stream", r.Stream.Term(), "cutoff", r.Cutoff,
		"submitted", instant(p.submitted(r.Date)), "tie", instant(r.TieBreak))
}

// whyUncounted says what would settle an invitation that is not counted.
func (p *Projection) whyUncounted(a *Attempt) reason.Reason {
	switch {
	case a.IfKnown != nil:
		person := p.Person(a.IfKnown.Date)
		keys := unsettled(person.Round(a.IfKnown))
		if keys == "" {
			return reason.New("replay.if-known/unnamed", "round", a.IfKnown.Number, "on", a.IfKnown.Date, "stream", a.IfKnown.Stream.Term())
		}
		return reason.New("replay.if-known", "round", a.IfKnown.Number, "on", a.IfKnown.Date, "stream", a.IfKnown.Stream.Term(), "keys", keys)
	case a.IfNotified != nil:
		person := p.Person(a.IfNotified.Until)
		return reason.New("replay.if-notified", "on", a.IfNotified.Until, "stream", a.IfNotified.Streams[0].Term(), "keys", unsettled(person.Band(a.IfNotified)))
	case a.Tied != nil:
		return reason.New("replay.tied", "round", a.Tied.Number, "on", a.Tied.Date, "stream", a.Tied.Stream.Term())
	}
	return reason.Reason{}
}

// unsettled lists the keys of the profile that would settle a result.
func unsettled(result streams.Result) string {
	var keys []string
	for _, r := range result.Requirements {
		for _, key := range r.Needs {
			if r.Met == streams.NotKnown && !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
	}
	return strings.Join(keys, ", ")
}

// notifiedBy returns the day of the last notification up to a day.
func (p *Projection) notifiedBy(day civil.Day) (on civil.Day) {
	for _, e := range p.Events {
		if e.Kind == NotifiedEvent && e.On <= day {
			on = e.On
		}
	}
	return on
}

func earlier(r, next *draws.Round) *draws.Round {
	if r == nil {
		return next
	}
	return r
}

// admitted says whether a round was open to the person on its day. A
// nomination counts from the PNP round after it, not on its own day.
func (p *Projection) admitted(r *draws.Round) streams.Verdict {
	person := p.Person(r.Date)
	verdict := person.AdmitsRound(r)
	if r.Stream == draws.PNP && !p.nominatedBefore(r.Date) {
		return streams.No
	}
	return verdict
}

func (p *Projection) nominatedBefore(day civil.Day) bool {
	if day <= p.Start {
		return p.nominated
	}
	return p.At(day - 1).Candidate.Nominated
}

// submitted returns when the profile was submitted, in the world's time; zero
// where that is not known.
func (p *Projection) submitted(on civil.Day) time.Time {
	at := p.profileOn(on).Canada.Submitted
	if at.IsZero() {
		return at
	}
	return at.AddDate(0, 0, -int(p.shift))
}

// ApplyDays is how long an invited person has to apply. It was 90 days for
// invitations of 2016-11-19 to 2018-06-25 and of March 2020 to 2021-06-28;
// what must hold is held against 60 days always, the harder of the two being
// the longer, which nobody has to use up.
const ApplyDays = 60

// risk says what of an invitation would no longer hold on some day until the
// application is due. The age is locked at the invitation, for the points and
// for the Federal Skilled Worker grid, and the profile has left the pool, so
// that it need not last. What expires by itself, such as a test, is renewed
// unless the world lets it expire.
func (p *Projection) risk(r *draws.Round) reason.Reason {
	invited := p.At(r.Date)
	due := min(r.Date+ApplyDays, p.End)
	for i := range p.Standings {
		s := p.Standings[i]
		if s.From <= r.Date || s.From > due {
			continue
		}
		s.Candidate.Age = invited.Candidate.Age
		if total := invited.Rules.Total(&s.Candidate); total < r.Cutoff {
			return reason.New("replay.risk-score", "on", s.From, "score", total, "cutoff", r.Cutoff)
		}
	}
	holds := func(day civil.Day) bool {
		s := p.At(day)
		locked := *p.profileOn(day)
		locked.Self.Birth = locked.Self.Birth.AddYears(s.Candidate.Age - invited.Candidate.Age)
		locked.Canada.Submitted = time.Time{}
		person := p.person(day, &locked, s)
		person.Law = r.Date
		return person.AdmitsRound(r) != streams.No
	}
	for _, day := range p.turnsIn(r.Date+1, due) {
		if holds(day) {
			continue
		}
		for day > r.Date+1 && !holds(day-1) {
			day--
		}
		return reason.New("replay.risk-eligible", "on", day, "stream", r.Stream.Term())
	}
	return reason.Reason{}
}

// turnsIn returns the days from one to another on which anything turns, the
// days before them, and both ends: between two of them a verdict under the law
// of one day turns once at most, so that it is to be seen on one of them.
func (p *Projection) turnsIn(from, to civil.Day) []civil.Day {
	var buffer [32]civil.Day
	days := append(buffer[:0], from, to)
	add := func(day civil.Day) {
		if day > from && day <= to {
			days = append(days, day-1, day)
		}
	}
	for i := range p.Standings {
		add(p.Standings[i].From)
	}
	for _, v := range p.versions {
		add(v.from)
	}
	for _, day := range p.workTurns(from, to) {
		add(day)
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// whyNot says what came nearest among the rounds that were open.
func (p *Projection) whyNot(rounds []draws.Round, only []draws.Stream) reason.Reason {
	var nearest *draws.Round
	gap := 0
	for i := range rounds {
		r := &rounds[i]
		if len(only) > 0 && !slices.Contains(only, r.Stream) || p.admitted(r) != streams.Yes {
			continue
		}
		if short := r.Cutoff - p.At(r.Date).Total; nearest == nil || short < gap {
			nearest, gap = r, short
		}
	}
	if nearest == nil {
		return reason.New("replay.none-open")
	}
	return reason.New("replay.short", "points", gap, "stream", nearest.Stream.Term(), "round", nearest.Number, "on", nearest.Date)
}

// Era is a time in which rounds were held in one manner.
type Era struct {
	Key      string
	From, To civil.Day // To is the first day of the next; zero: none
}

// Eras are the times that a replay is told by: general rounds for all, then
// general rounds beside those by category, then no general round at all. The
// days are those of the first round by category (no. 252, 2023-06-28) and of
// the last general round (no. 294, 2024-04-23).
var Eras = []Era{
	{"general", 0, civil.Of(2023, time.June, 28)},
	{"categories", civil.Of(2023, time.June, 28), civil.Of(2024, time.April, 23)},
	{"no-general", civil.Of(2024, time.April, 23), 0},
}

// Holds says whether a day is in the era.
func (e Era) Holds(day civil.Day) bool { return day >= e.From && (e.To.IsZero() || day < e.To) }

// Tally counts the outcomes of attempts.
type Tally struct {
	N, Invited, AtRisk, Tied, IfKnown int // Invited without those at risk
	// Months are the months to the invitation of those invited, safe or not, in order.
	Months   []float64
	ByStream map[draws.Stream]int
	Nearest  reason.Reason // why the last of those not invited was not
}

// TallyOf counts attempts whose start a filter keeps.
func TallyOf(attempts []Attempt, keep func(civil.Day) bool) Tally {
	t := Tally{ByStream: map[draws.Stream]int{}}
	for i := range attempts {
		a := &attempts[i]
		if !keep(a.Start) {
			continue
		}
		t.N++
		switch {
		case a.Outcome == Invited && a.AtRisk:
			t.AtRisk++
		case a.Outcome == Invited:
			t.Invited++
		default:
			t.Nearest = a.Because
			if a.Tied != nil {
				t.Tied++
			}
			if a.IfKnown != nil || a.IfNotified != nil {
				t.IfKnown++
			}
			continue
		}
		t.Months = append(t.Months, float64(a.On-a.Start)/civil.DaysPerMonth)
		t.ByStream[a.Round.Stream]++
	}
	slices.Sort(t.Months)
	return t
}

// Quantile returns the months by which a share of those invited were, 0 to 1;
// false where nobody was.
func (t *Tally) Quantile(share float64) (float64, bool) {
	if len(t.Months) == 0 {
		return 0, false
	}
	rank := int(math.Ceil(share * float64(len(t.Months))))
	return t.Months[max(rank, 1)-1], true
}
