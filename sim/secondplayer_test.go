package sim_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/language"
	"crsplan/sim/profile"
)

// This is a second player of days, written from the rules of time in words and
// not from the player: it marks, day by day, on which days each person works
// where, and until when each document holds. It covers jobs in Canada and
// abroad that go on or end, one for each of two people; steps of work in Canada
// and abroad, of study, of pausing work, of a new test and of a new permit, side
// by side and one after another; permits that end, that are joined on to in
// time, and that come after a gap; tests and assessments that are renewed or
// lapse; a profile stated before today, and a plan that starts today or later.
//
// Not covered, since the rules in words leave a choice: a step of work that
// begins during a study and goes on after it, work that runs across the end of
// a permit and finds a new one only later, part time, nominations and offers.

// secondPerson is one of two people, as the second player sees them.
type secondPerson struct {
	jobs  []secondJob
	test  *secondDocument // the English test, with its level
	level int
	eca   *secondDocument
}

// secondJob is a job of a profile, until a step ends it.
type secondJob struct {
	canada   bool
	from, to civil.Day // the last day worked; civil.Max while it goes on
}

// secondDocument counts from the day it is issued until so many years later.
type secondDocument struct {
	issued civil.Day
	years  int
}

// expires is the first day on which the document does not count.
func (d *secondDocument) expires() civil.Day { return d.issued.AddYears(d.years) }

// secondStep is a step with its days.
type secondStep struct {
	partner  bool
	from, to civil.Day // [from, to)
	kind     string    // work-canada, work-abroad, study, stop, test, permit
	level    int       // of a test
	expires  civil.Day // of a permit
}

// secondCase is a plan in the second player's words.
type secondCase struct {
	stated, today, start, end civil.Day
	lapse                     bool
	birth                     civil.Day
	people                    [2]secondPerson // the second only where coupled
	coupled                   bool
	permit                    civil.Day // the last day of a work permit; zero: none is stated
	steps                     []secondStep
}

// secondDay is what a person amounts to on a day.
type secondDay struct {
	canadian, foreign int // months
	level             int // of the English test that counts
	education         bool
}

// play plays a case, and calls look with each day of the plan.
func (c *secondCase) play(look func(on civil.Day, age int, people [2]secondDay)) {
	var worked [2][2]stretches // by person, then in Canada or abroad
	people := c.people
	permit := c.permit
	first := c.stated
	for i := range people {
		people[i].jobs = slices.Clone(people[i].jobs)
		for _, j := range people[i].jobs {
			first = min(first, j.from)
		}
	}
	for d := first; d <= c.end; d++ {
		// What a step brings holds from the start of the day on which it is done.
		for _, s := range c.steps {
			p := &people[who(s.partner)]
			if s.to == d {
				switch s.kind {
				case "test":
					p.test, p.level = &secondDocument{d, language.ValidYears}, max(p.level, s.level)
				case "permit":
					permit = max(permit, s.expires)
				}
			}
			if s.from == d {
				for i := range p.jobs {
					j := &p.jobs[i]
					ends := s.kind == "study" || s.kind == "work-canada" && !j.canada || s.kind == "work-abroad" && j.canada
					if ends && j.from < d {
						j.to = min(j.to, d-1)
					} else if ends {
						j.from, j.to = civil.Max, 0
					}
				}
			}
		}
		// Documents are renewed when they expire, but nobody renewed any before
		// today.
		for i := range people {
			for _, doc := range []*secondDocument{people[i].test, people[i].eca} {
				if doc != nil && !c.lapse && doc.expires() == d && d > c.today {
					doc.issued = d
				}
			}
		}
		allowed := permit.IsZero() || d <= permit
		if !allowed { // the work ends with the permit
			for i := range people[0].jobs {
				if j := &people[0].jobs[i]; j.canada && j.from <= d {
					j.to = min(j.to, d-1)
				}
			}
		}
		if d >= c.start {
			var now [2]secondDay
			for i := range people {
				now[i] = people[i].on(d, worked[i])
			}
			look(d, age(c.birth, d), now)
		}
		for i := range people {
			studying, paused := false, false
			for _, s := range c.steps {
				if who(s.partner) != i || d < s.from || d >= s.to {
					continue
				}
				studying = studying || s.kind == "study"
				paused = paused || s.kind == "stop"
			}
			for _, j := range people[i].jobs {
				if d < j.from || d > j.to || paused || studying {
					continue
				}
				if !j.canada || i == 1 || allowed {
					worked[i][place(j.canada)].add(d)
				}
			}
			for _, s := range c.steps {
				if who(s.partner) != i || d < s.from || d >= s.to || studying || c.endedByStudy(&s, d) {
					continue
				}
				switch {
				case s.kind == "work-canada" && (i == 1 || allowed):
					worked[i][place(true)].add(d)
				case s.kind == "work-abroad":
					worked[i][place(false)].add(d)
				}
			}
		}
	}
}

// endedByStudy reports whether a study of the same person has begun since a
// step of work began: after it nobody works until a step says so.
func (c *secondCase) endedByStudy(work *secondStep, d civil.Day) bool {
	return slices.ContainsFunc(c.steps, func(s secondStep) bool {
		return s.kind == "study" && s.partner == work.partner && s.from >= work.from && s.from <= d
	})
}

func who(partner bool) int {
	if partner {
		return 1
	}
	return 0
}

func place(canada bool) int {
	if canada {
		return 0
	}
	return 1
}

func age(birth, on civil.Day) int {
	years := 0
	for birth.AddYears(years+1) <= on {
		years++
	}
	return years
}

// on is what a person amounts to at the start of a day.
func (p *secondPerson) on(d civil.Day, worked [2]stretches) secondDay {
	day := secondDay{canadian: worked[0].months(d), foreign: worked[1].months(d)}
	if p.test != nil && p.test.issued <= d && d < p.test.expires() {
		day.level = p.level
	}
	day.education = p.eca != nil && p.eca.issued <= d && d < p.eca.expires()
	return day
}

// stretches are the days that were worked, as jobs of days in a row.
type stretches []profile.Job

// add adds a day that is not before any other; twice is once.
func (s *stretches) add(d civil.Day) {
	if n := len(*s); n > 0 && (*s)[n-1].To >= d-1 {
		(*s)[n-1].To = d
		return
	}
	*s = append(*s, profile.Job{NOC: developer, Country: "BR", From: d, To: d, Hours: 4000})
}

// months counts the months of the stretches before a day, as those of work are
// counted everywhere.
func (s stretches) months(on civil.Day) int {
	return profile.Months(s, on.AddYears(-profile.WorkWindowYears), on, func(*profile.Job) bool { return true })
}

// someSecondCase makes up a case within what the second player covers.
func someSecondCase(r *rand.Rand) *secondCase {
	between := func(low, high int) civil.Day { return civil.Day(low + r.IntN(high-low+1)) }
	c := &secondCase{stated: day("2026-02-10") + between(0, 200), birth: day("1985-01-01") + between(0, 4000), lapse: r.IntN(4) == 0, coupled: r.IntN(3) == 0}
	c.today = c.stated + between(0, 1)*between(0, 300)
	c.start = c.today + between(0, 1)*between(1, 300)
	c.end = c.start.AddMonths(48)
	for i := range c.people {
		if i == 1 && !c.coupled {
			break
		}
		c.people[i] = c.someSecondPerson(between)
	}
	if r.IntN(2) == 0 {
		c.permit = c.today + between(30, 900)
	}
	c.someSteps(r, between)
	return c
}

func (c *secondCase) someSecondPerson(between func(low, high int) civil.Day) secondPerson {
	p := secondPerson{level: int(between(5, 8))}
	if between(0, 5) > 0 {
		j := secondJob{canada: between(0, 1) == 0, from: c.stated - between(30, 2000), to: civil.Max}
		if between(0, 2) == 0 {
			j.to = min(j.from+between(20, 1500), c.stated-1)
		}
		p.jobs = append(p.jobs, j)
	}
	// No document expires on the very day that is today: the rules in words say
	// what expired before it, and what expires after.
	issued := func(years int) *secondDocument {
		d := &secondDocument{c.stated - between(1, 365*years), years}
		if d.expires() == c.today || d.expires() == c.start {
			d.issued--
		}
		return d
	}
	if between(0, 6) > 0 {
		p.test = issued(language.ValidYears)
	}
	if between(0, 6) > 0 {
		p.eca = issued(profile.ECAValidYears)
	}
	return p
}

// someSteps gives a case up to three steps, on days that are at least a few
// apart from each other.
func (c *secondCase) someSteps(r *rand.Rand, between func(low, high int) civil.Day) {
	kinds := []string{"work-canada", "work-abroad", "study", "stop", "test", "permit"}
	for range r.IntN(4) {
		s := secondStep{kind: kinds[r.IntN(len(kinds))], partner: c.coupled && r.IntN(3) == 0, from: c.start + between(5, 700), level: 9}
		s.to = s.from + civil.Day(civil.MonthDays(float64(between(1, 20))))
		if s.kind == "permit" {
			if c.permit.IsZero() || s.partner {
				continue
			}
			if r.IntN(2) == 0 { // it joins on to the one before
				s.to = max(c.permit-between(-1, 40), c.start+40)
				s.from = s.to - civil.Day(civil.MonthDays(1))
			}
			s.expires = max(s.to, c.permit) + between(30, 900)
		}
		if s.from < c.start {
			continue
		}
		if trial := append(slices.Clone(c.steps), s); c.covers(trial) {
			c.steps = trial
		}
	}
}

// covers reports whether the rules in words leave no choice for steps.
func (c *secondCase) covers(steps []secondStep) bool {
	count := map[string]int{}
	for i, s := range steps {
		count[fmt.Sprint(s.kind, s.partner)]++
		for _, o := range steps[:i] {
			if o.partner != s.partner {
				continue
			}
			if s.from == o.from || s.to == o.to || s.from == o.to || s.to == o.from {
				return false
			}
			beside := s.from < o.to && o.from < s.to
			for _, pair := range [][2]*secondStep{{&s, &o}, {&o, &s}} {
				work, other := pair[0], pair[1]
				if !strings.HasPrefix(work.kind, "work") || !beside {
					continue
				}
				switch {
				case other.kind == "study" && work.from > other.from && work.to > other.to:
					return false // it begins during a study and goes on after it
				case strings.HasPrefix(other.kind, "work"), other.kind == "stop":
					return false
				}
			}
		}
	}
	for key, n := range count {
		// A second test of the same level changes nothing, and is not taken.
		if n > 1 && (c.lapse || !strings.HasPrefix(key, "test")) {
			return false
		}
	}
	return c.permitsCover(steps)
}

// permitsCover reports whether no work in Canada runs across the end of a permit
// to find a new one only later.
func (c *secondCase) permitsCover(steps []secondStep) bool {
	i := slices.IndexFunc(steps, func(s secondStep) bool { return s.kind == "permit" })
	if i < 0 || steps[i].to <= c.permit+1 {
		return true
	}
	for _, j := range c.people[0].jobs {
		if j.canada && j.to > c.permit {
			return false
		}
	}
	return !slices.ContainsFunc(steps, func(s secondStep) bool {
		return s.kind == "work-canada" && !s.partner && s.from <= c.permit+1 && s.to > c.permit
	})
}

// plan is a case as the player takes it.
func (c *secondCase) plan() (*sim.World, *sim.Plan, sim.Option) {
	p := &profile.Profile{StatedOn: c.stated, Canada: profile.Canada{FamilySize: 1}}
	fill := func(into *profile.Person, from *secondPerson) {
		into.Birth = c.birth
		for _, j := range from.jobs {
			job := profile.Job{Name: "job", NOC: developer, Country: "BR", From: j.from, Hours: 4000}
			if j.canada {
				job.Country = "CA"
			}
			if j.to != civil.Max {
				job.To = j.to
			}
			into.Work = append(into.Work, job)
		}
		into.Education = profile.Education{Level: profile.Bachelor, Country: "BR"}
		if from.eca != nil {
			into.Education.ECAIssued = from.eca.issued
		}
		if from.test != nil {
			into.Languages.Results[language.English] = profile.Result{Held: true, TakenOn: from.test.issued, Levels: language.Levels{}.Raised(from.level)}
		}
	}
	fill(&p.Self, &c.people[0])
	if c.coupled {
		p.Marital, p.Partner = profile.Married, &profile.Partner{Accompanying: true}
		fill(&p.Partner.Person, &c.people[1])
	}
	if !c.permit.IsZero() {
		p.Canada.Permit = &profile.Permit{Kind: profile.OpenPermit, Expires: c.permit}
	}
	o := sim.Option{Name: "option", Together: true}
	for i, s := range c.steps {
		step := sim.Step{Name: "a", StartsOn: s.from, Months: months((float64(s.to-s.from) - 0.5) / civil.DaysPerMonth), Chance: 1, Tries: 1}
		if s.partner {
			step.Who = sim.ThePartner
		}
		switch s.kind {
		case "work-canada":
			step.During = sim.During{Work: sim.WorkInCanada, NOC: developer, Hours: 4000}
		case "work-abroad":
			step.During = sim.During{Work: sim.WorkAbroad, NOC: developer, Hours: 4000}
		case "study":
			step.During.Study = sim.StudyInCanada
		case "stop":
			step.During.Work = sim.StopWork
		case "test":
			step.Then.Self.Languages[language.English].AtLeast = language.Levels{}.Raised(s.level)
		case "permit":
			step.Then.Permit = &sim.PermitChange{Kind: profile.OpenPermit, Expires: s.expires}
		}
		o.Scenarios = append(o.Scenarios, &sim.Scenario{Name: fmt.Sprint("s", i), Steps: []sim.Step{step}})
	}
	w := &sim.World{Book: steady(), Today: c.today, Known: c.today, LetExpire: c.lapse}
	return w, &sim.Plan{Profile: p, Start: c.start, HorizonMonths: 48}, o
}

// told is a case in words, for who has to find out why two players differ.
func (c *secondCase) told() string {
	var b strings.Builder
	fmt.Fprintf(&b, "stated %v, today %v, start %v, lapse %v, permit %v\n", c.stated, c.today, c.start, c.lapse, c.permit)
	for i, p := range c.people {
		if i == 0 || c.coupled {
			for _, j := range p.jobs {
				fmt.Fprintf(&b, "person %d: job in Canada %v from %v to %v\n", i, j.canada, j.from, j.to)
			}
			fmt.Fprintf(&b, "person %d: test %+v, assessment %+v\n", i, p.test, p.eca)
		}
	}
	for _, s := range c.steps {
		fmt.Fprintf(&b, "%+v\n", s)
	}
	return b.String()
}

func TestASecondPlayerOfDaysAgrees(t *testing.T) {
	const plans = 300
	r := rand.New(rand.NewPCG(2026, 11))
	kinds := map[string]int{}
	for n := range plans {
		c := someSecondCase(r)
		for _, s := range c.steps {
			kinds[s.kind]++
		}
		if c.start > c.today {
			kinds["later"]++
		}
		w, plan, o := c.plan()
		proj := project(t, w, plan, o)
		failed := false
		c.play(func(on civil.Day, age int, people [2]secondDay) {
			if failed {
				return
			}
			got := proj.At(on).Candidate
			want := people[0]
			if got.Age != age || got.CanadianWork/12 != want.canadian/12 || got.ForeignWork/12 != want.foreign/12 ||
				got.Languages[language.English] != (language.Levels{}).Raised(want.level) || (got.Education == profile.Bachelor) != want.education {
				failed = true
				t.Errorf("plan %d on %v: got age %d, months %d and %d, levels %v, %v; the second player has %d, %+v\n%s",
					n, on, got.Age, got.CanadianWork, got.ForeignWork, got.Languages[language.English], got.Education, age, want, c.told())
				return
			}
			if exact := proj.Person(on).Profile.On(on, on); exact.CanadianWork != want.canadian || exact.ForeignWork != want.foreign {
				failed = true
				t.Errorf("plan %d on %v: got %d and %d months, the second player %+v\n%s", n, on, exact.CanadianWork, exact.ForeignWork, want, c.told())
				return
			}
			if partner := people[1]; c.coupled && (got.Partner.CanadianWork/12 != partner.canadian/12 ||
				got.Partner.Languages[language.English] != (language.Levels{}).Raised(partner.level) || (got.Partner.Education == profile.Bachelor) != partner.education) {
				failed = true
				t.Errorf("plan %d on %v: the partner has %d months, levels %v, %v; the second player %+v\n%s",
					n, on, got.Partner.CanadianWork, got.Partner.Languages[language.English], got.Partner.Education, partner, c.told())
			}
		})
	}
	for _, kind := range []string{"work-canada", "work-abroad", "study", "stop", "test", "permit", "later"} {
		if kinds[kind] < 20 {
			t.Errorf("only %d plans had %s: the cases are too few", kinds[kind], kind)
		}
	}
}
