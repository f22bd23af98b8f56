package sim_test

import (
	"slices"
	"testing"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// The people of the tests: a software developer abroad, changed by each test
// as it needs.

var day = civil.MustParse

const (
	developer = "21232" // TEER 1
	engineer  = "21231" // TEER 1
	physician = "31102" // TEER 1
	cashier   = "65100" // TEER 5
)

// stated is the day of the profiles where a test does not say otherwise. No
// rule changes for years around it.
var stated = day("2022-01-10")

type change func(*profile.Profile)

// person returns a single bachelor of Brazil, 30 years old, with CLB 8 in
// English, an assessment, and five years of work that goes on.
func person(changes ...change) *profile.Profile {
	p := &profile.Profile{
		StatedOn: stated,
		Self: profile.Person{
			Birth:     day("1991-09-15"),
			Education: profile.Education{Level: profile.Bachelor, Country: "BR", ECAIssued: day("2021-06-01")},
			Work:      []profile.Job{{Name: "acme", NOC: developer, Country: "BR", From: day("2017-01-02"), Hours: 4000}},
		},
		Canada: profile.Canada{FamilySize: 1},
	}
	p.Self.Languages.Results[language.English] = result("2021-10-01", 8)
	for _, change := range changes {
		change(p)
	}
	return p
}

func result(taken string, level int) profile.Result {
	return profile.Result{Held: true, TakenOn: day(taken), Levels: language.Levels{}.Raised(level)}
}

func statedOn(d string) change { return func(p *profile.Profile) { p.StatedOn = day(d) } }

func born(d string) change { return func(p *profile.Profile) { p.Self.Birth = day(d) } }

func english(taken string, level int) change {
	return func(p *profile.Profile) { p.Self.Languages.Results[language.English] = result(taken, level) }
}

func french(taken string, level int) change {
	return func(p *profile.Profile) { p.Self.Languages.Results[language.French] = result(taken, level) }
}

func jobs(jobs ...profile.Job) change { return func(p *profile.Profile) { p.Self.Work = jobs } }

func permit(kind profile.PermitKind, expires string) change {
	return func(p *profile.Profile) { p.Canada.Permit = &profile.Permit{Kind: kind, Expires: day(expires)} }
}

func assessed(d string) change {
	return func(p *profile.Profile) { p.Self.Education.ECAIssued = day(d) }
}

// married gives the person an accompanying partner: a bachelor of Brazil
// with CLB 6 in English.
func married(changes ...func(*profile.Partner)) change {
	return func(p *profile.Profile) {
		p.Marital = profile.Married
		p.Partner = &profile.Partner{Accompanying: true, Person: profile.Person{
			Birth:     day("1993-02-01"),
			Education: profile.Education{Level: profile.Bachelor, Country: "BR", ECAIssued: day("2021-06-01")},
		}}
		p.Partner.Languages.Results[language.English] = result("2021-10-01", 6)
		for _, change := range changes {
			change(p.Partner)
		}
	}
}

// job is work that goes on, full time; a last day ends it.
func job(country, noc, from string, last ...string) profile.Job {
	j := profile.Job{Name: "job", NOC: noc, Country: country, From: day(from), Hours: 4000}
	for _, to := range last {
		j.To = day(to)
	}
	return j
}

// monthsOf is full-time work declared in months without dates, which ended the
// day before the person's stated day.
func monthsOf(country string, n int) profile.Job {
	stated := person().StatedOn
	return profile.Job{Name: "job", NOC: developer, Country: country, From: stated.AddMonths(-n), To: stated - 1, Months: n, Hours: 4000}
}

// now returns a world of a day under the rules that the program ships.
func now(d string) *sim.World {
	return &sim.World{Book: crs.Embedded(), Today: day(d), Known: day(d)}
}

// lapsing returns the same world, where documents lapse.
func lapsing(w *sim.World) *sim.World {
	w.LetExpire = true
	return w
}

// asOf returns a world whose today stands in for the clock's.
func asOf(d string) *sim.World {
	w := now(d)
	w.AsOf = true
	return w
}

// steady returns a book in which the rules from 2020-10-20 hold on every day.
func steady() *crs.Book {
	var list []*crs.Instrument
	for _, in := range crs.Embedded().Instruments() {
		if in.InForce <= day("2020-10-20") {
			list = append(list, in.From(crs.FirstDay))
		}
	}
	return crs.NewBook(list...)
}

func stand(t testing.TB, w *sim.World, p *profile.Profile, on civil.Day) sim.Standing {
	t.Helper()
	s, _, err := w.Stand(p, on)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// play plays scenarios one after another for 36 months.
func play(t testing.TB, w *sim.World, p *profile.Profile, scenarios ...*sim.Scenario) *sim.Projection {
	t.Helper()
	return project(t, w, &sim.Plan{Profile: p}, sim.Option{Name: "option", Scenarios: scenarios})
}

// together plays scenarios at the same time.
func together(t testing.TB, w *sim.World, p *profile.Profile, scenarios ...*sim.Scenario) *sim.Projection {
	t.Helper()
	return project(t, w, &sim.Plan{Profile: p}, sim.Option{Name: "option", Scenarios: scenarios, Together: true})
}

func project(t testing.TB, w *sim.World, plan *sim.Plan, o sim.Option) *sim.Projection {
	t.Helper()
	p, err := w.Project(plan, o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// scenario makes a scenario of steps, named "a", "b" and so on where they have
// no name.
func scenario(name string, steps ...sim.Step) *sim.Scenario {
	s := &sim.Scenario{Name: name, Steps: steps}
	for i := range s.Steps {
		if s.Steps[i].Name == "" {
			s.Steps[i].Name = string(rune('a' + i))
		}
	}
	return s
}

func months(n float64) sim.Range { return sim.Exactly(n) }

// clb is a step that raises English to a level.
func clb(level int, long sim.Range) sim.Step {
	s := sim.Step{Months: long}
	s.Then.Self.Languages[language.English].AtLeast = language.Levels{}.Raised(level)
	return s
}

// moved returns the events of a kind.
func moved(p *sim.Projection, kind sim.EventKind) []sim.Event {
	return slices.DeleteFunc(slices.Clone(p.Events), func(e sim.Event) bool { return e.Kind != kind })
}

// event is what the tests look at of an event.
type event struct {
	On    string
	Code  string
	Delta int
}

func events(p *sim.Projection, kinds ...sim.EventKind) []event {
	var list []event
	for _, e := range p.Events {
		if len(kinds) == 0 || slices.Contains(kinds, e.Kind) {
			list = append(list, event{e.On.String(), e.What.Kind(), e.Delta})
		}
	}
	return list
}

func codes(list []reason.Reason) []string {
	var codes []string
	for _, r := range list {
		codes = append(codes, r.Code)
	}
	return codes
}

func warns(t *testing.T, p *sim.Projection, code string) {
	t.Helper()
	if !slices.Contains(codes(p.Warnings), code) {
		t.Errorf("no warning %s among %v", code, codes(p.Warnings))
	}
}

// steps returns the state, the first and the last day of each step.
func steps(p *sim.Projection) []string {
	var list []string
	for _, s := range p.Steps {
		text := s.Step.Name + " " + string(s.State)
		if !s.From.IsZero() {
			text += " " + s.From.String() + " " + s.To.String()
		}
		list = append(list, text)
	}
	return list
}

//go:fix inline
func to[T any](v T) *T { return new(v) }
