package sim

import (
	"slices"

	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/noc"
	"crsplan/sim/profile"
	"crsplan/sim/provinces"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// Scenario is a named set of steps that change a profile over time: a move
// such as "reach CLB 9".
type Scenario struct {
	Name    string
	Title   reason.Text
	Summary reason.Text
	Steps   []Step
	// Known is the day from which the move exists, or was announced; zero for
	// one that was always there.
	Known civil.Day
	// Requires and Conflicts name facts (see [Facts]) or other scenarios.
	Requires, Conflicts []string
	// Assumptions and Sources are said wherever the scenario is shown.
	Assumptions, Sources []reason.Text
	// Ours says that the scenario comes with the program: what its steps take, and
	// how likely they are to work, are the program's assumptions, not the user's.
	Ours bool
	// Rules is an instrument put in force: "what if the rules change".
	Rules *RulesChange
}

// RulesChange is an instrument put in force by a scenario.
type RulesChange struct {
	Instrument *crs.Instrument
	From       civil.Day // zero: from the first day of the plan
}

// Step is one thing done: it starts, takes months, costs money, may fail, and
// then changes facts.
type Step struct {
	Name  string
	Title reason.Text
	Who   Who
	// Months and Cost (in dollars) are triangular: low, likely, high.
	Months, Cost Range
	// FeeUnpublished says that a fee is due that nobody publishes: Cost leaves it
	// out.
	FeeUnpublished bool
	Chance         float64 // that it works, 0 to 1
	Tries          int     // how often it may be tried, at least 1: each takes the months again, and the cost is of all together
	// NoChance is why nobody can say how likely it is to work: no chance is told of
	// an option with such a step. Empty where Chance holds.
	NoChance  reason.Text
	Source    reason.Text
	After     []string  // steps of the same scenario that must be done first
	StartsOn  civil.Day // in the person's calendar; zero: as soon as possible
	WaitsFor  draws.Stream
	Requires  []string
	Conflicts []string
	During    During
	Then      Change
}

// Who takes a step.
type Who int

// The people who take steps.
const (
	Principal Who = iota
	ThePartner
)

// Range is a triangular distribution.
type Range struct {
	Low, Likely, High float64
}

// Exactly returns the range that holds one value.
func Exactly(v float64) Range { return Range{v, v, v} }

// Plus adds two ranges bound by bound.
func (r Range) Plus(s Range) Range {
	return Range{r.Low + s.Low, r.Likely + s.Likely, r.High + s.High}
}

// During is what changes while a step runs.
type During struct {
	Work     Work
	NOC      string // of the work; "" means the primary occupation
	Hours    int    // a week, in hundredths
	Province string // of work in Canada
	Study    Study
}

// Work is what becomes of a person's work during a step.
type Work int

// The kinds of work during a step.
const (
	WorkUnchanged Work = iota
	// StopWork pauses the person's jobs; they resume when the step is done.
	StopWork
	// WorkInCanada is a job in Canada that lasts as long as the step. It ends
	// the jobs abroad.
	WorkInCanada
	// WorkAbroad is a job abroad that lasts as long as the step. It ends the
	// jobs in Canada.
	WorkAbroad
)

// Study is full-time study during a step.
type Study int

// The kinds of study during a step. Both end the person's jobs: after it
// nobody works until a step says so.
const (
	NoStudy Study = iota
	StudyInCanada
	StudyAbroad
)

// Nothing says whether a step changes nothing while it runs.
func (d During) Nothing() bool { return d.Work == WorkUnchanged && d.Study == NoStudy }

// works says whether the step brings work.
func (d During) works() bool { return d.Work == WorkInCanada || d.Work == WorkAbroad }

// pauses says whether the person's jobs resume when the step is done.
func (d During) pauses() bool { return d.Work == StopWork && d.Study == NoStudy }

// Option is zero or more scenarios, played one after another, together, or in
// lanes.
type Option struct {
	Name      string
	Title     reason.Text
	Scenarios []*Scenario
	Together  bool
	// Lanes tells the lane of each scenario: those of one lane follow one
	// another, and lanes run side by side. Nil puts all into one lane, or with
	// Together each into a lane of its own.
	Lanes []int
}

// Lane returns the lane of the i-th scenario.
func (o Option) Lane(i int) int {
	switch {
	case o.Lanes != nil:
		return o.Lanes[i]
	case o.Together:
		return i
	}
	return 0
}

// Stay is the option of changing nothing.
func Stay() Option { return Option{Name: "stay"} }

// Plan is a profile and the options compared on equal terms.
type Plan struct {
	Profile *profile.Profile
	// Start is the first day of every option, in the person's calendar; zero
	// means today.
	Start         civil.Day
	HorizonMonths int
	// Until is the last day, of the world, in place of the horizon; zero: none.
	Until   civil.Day
	Options []Option
}

// DefaultHorizonMonths is how far a plan looks where it does not say.
const DefaultHorizonMonths = 36

// Facts are the words that requires and conflicts may use besides the names of
// scenarios, with what each asks of a person on a day.
var Facts = map[string]func(p *profile.Profile, on civil.Day) bool{
	"partner":              func(p *profile.Profile, _ civil.Day) bool { return p.Partner != nil },
	"accompanying-partner": func(p *profile.Profile, _ civil.Day) bool { return p.WithPartner() },
	"bachelor": func(p *profile.Profile, _ civil.Day) bool {
		return p.Self.Held().AtLeast(profile.Bachelor)
	},
	"masters": func(p *profile.Profile, _ civil.Day) bool {
		return p.Self.Held().AtLeast(profile.Masters)
	},
	"doctorate": func(p *profile.Profile, _ civil.Day) bool {
		return p.Self.Held().AtLeast(profile.Doctorate)
	},
	"foreign-credential": func(p *profile.Profile, _ civil.Day) bool {
		return p.Self.HoldsForeign()
	},
	"job-offer": func(p *profile.Profile, _ civil.Day) bool { return p.Canada.Offer != nil },
	"work-permit": func(p *profile.Profile, on civil.Day) bool {
		permit := p.Canada.Permit
		return permit.Holds(on) && permit.Kind.Works()
	},
	"work-or-study-permit": func(p *profile.Profile, on civil.Day) bool {
		return p.Canada.Permit.Holds(on)
	},
	"nomination":          func(p *profile.Profile, _ civil.Day) bool { return p.Canada.Nomination != "" },
	"partner-could-apply": func(p *profile.Profile, _ civil.Day) bool { return p.Partner.CouldApply() },
	"skilled-trade": func(p *profile.Profile, on civil.Day) bool {
		occupation, known := noc.Lookup(p.PrimaryNOC(on))
		return known && occupation.Trade
	},
	"alberta-tech-occupation": func(p *profile.Profile, on civil.Day) bool {
		return streams.AlbertaLists(p.PrimaryNOC(on)) == streams.Yes
	},
	"saskatchewan-tech-occupation": func(p *profile.Profile, on civil.Day) bool {
		return slices.Contains(provinces.PathOf("saskatchewan-tech").Codes, p.PrimaryNOC(on))
	},
	"two-skilled-years": func(p *profile.Profile, on civil.Day) bool {
		return profile.Months(p.Self.Work, on.YearsBefore(10), on, func(j *profile.Job) bool {
			return noc.Skilled(j.NOC, on) && !(j.InCanada() && j.Unauthorized)
		}) >= 24
	},
}

// Length returns how long a scenario takes from its first step to its last,
// in months: the longest way through its steps, bound by bound.
func (s *Scenario) Length() Range {
	ends := make([]Range, len(s.Steps))
	var whole Range
	// Steps may stand in any order: as many rounds as there are steps settle
	// every way through them.
	for range s.Steps {
		for i := range s.Steps {
			var start Range
			for j := range s.Steps {
				if slices.Contains(s.Steps[i].After, s.Steps[j].Name) {
					start = start.max(ends[j])
				}
			}
			ends[i] = start.Plus(s.Steps[i].Months)
			whole = whole.max(ends[i])
		}
	}
	return whole
}

func (r Range) max(s Range) Range {
	return Range{max(r.Low, s.Low), max(r.Likely, s.Likely), max(r.High, s.High)}
}
