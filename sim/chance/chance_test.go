package chance_test

import (
	"errors"
	"math"
	"runtime"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/chance"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

var day = civil.MustParse

// asked returns the outlooks of options as known on a day.
func asked(t testing.TB, w *sim.World, plan *sim.Plan, options []sim.Option, q chance.Query, o forecast.Options) []chance.Outlook {
	t.Helper()
	if q.Paths == 0 {
		q.Paths = 1000
	}
	o.Paths = q.Paths
	record := draws.Embedded().Until(w.Today)
	got, err := chance.Of(w, plan, options, forecast.New(record, w.Today, q.Seed, o), record, q)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// cec forecasts one stream alone, which is quick.
var cec = forecast.Options{Streams: []draws.Stream{draws.CEC}}

// resident returns a plan of somebody who works in Canada on an open permit
// without an end in sight, with so much English, as of a day.
func resident(on string, level int) *sim.Plan {
	stated := day(on)
	p := &profile.Profile{
		StatedOn: stated,
		Self: profile.Person{
			Birth:     stated.AddYears(-27) - 20,
			Education: profile.Education{Level: profile.Masters, Country: "BR", ECAIssued: stated - 100},
			Work: []profile.Job{
				{Name: "abroad", NOC: "21232", Country: "BR", From: stated.AddYears(-6), To: stated.AddYears(-3), Hours: 4000},
				{Name: "here", NOC: "21232", Country: "CA", Province: "ON", From: stated.AddYears(-2), Hours: 4000},
			},
		},
		Canada: profile.Canada{FamilySize: 1},
	}
	p.Self.Languages.Results[language.English] = profile.Result{Held: true, TakenOn: stated - 100, Levels: language.Levels{}.Raised(level)}
	return &sim.Plan{Profile: p, HorizonMonths: 24}
}

func stay() []sim.Option { return []sim.Option{sim.Stay()} }

func last(o chance.Outlook) chance.Month { return o.Months[len(o.Months)-1] }

func TestWhoClearsEveryCutoffIsInvitedAndWhoClearsNoneIsNot(t *testing.T) {
	w := world("2026-08-19")
	sure := asked(t, w, resident("2026-08-19", 10), stay(), chance.Query{}, cec)[0]
	if p := last(sure); p.P < 0.97 || sure.Median.IsZero() || sure.Median > day("2026-10-31") {
		t.Errorf("chance %.3f, half by %v", p.P, sure.Median)
	}
	hopeless := asked(t, w, resident("2026-08-19", 7), stay(), chance.Query{}, cec)[0]
	if p := last(hopeless); p.P > 0.01 || !hopeless.Median.IsZero() {
		t.Errorf("chance %.3f, half by %v", p.P, hopeless.Median)
	}
	if len(hopeless.Causes) == 0 || hopeless.Causes[0].What.Code != "chance.too-low" || hopeless.Causes[0].Share < 0.95 {
		t.Errorf("in the way: %v", hopeless.Causes)
	}
}

func TestAFixedScoreHasTheChanceThatTheForecastGivesIt(t *testing.T) {
	w := world("2026-08-19")
	f := forecast.New(draws.Embedded(), w.Today, 3, forecast.Options{Streams: cec.Streams, Paths: 4000})
	plan := resident("2026-08-19", 9)
	plan.HorizonMonths = 5
	got, err := chance.Of(w, plan, stay(), f, draws.Embedded(), chance.Query{Paths: 4000, Seed: 3, Higher: []int{20, 40}})
	if err != nil {
		t.Fatal(err)
	}
	proj, err := w.Project(plan, sim.Stay())
	if err != nil {
		t.Fatal(err)
	}
	score := proj.Standings[0].Total
	if proj.Best().Total != score {
		t.Fatalf("the score moves: %d, %d", score, proj.Best().Total)
	}
	for _, month := range got[0].Months {
		want := f.Chances(draws.CEC, int(month.By-w.Today), score, score-20, score-40)
		for i, p := range append([]float64{month.P + month.AtRisk}, month.Higher...) {
			if p != want[i].P {
				t.Errorf("by %v at %d points: %v, want %v", month.By, want[i].Score, p, want[i].P)
			}
		}
	}
}

func TestAStreamAloneIsAtMostTheWholeAndTheWholeAtMostTheirSum(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	w := world("2026-11-22")
	plan := sample(t, w)
	for _, o := range asked(t, w, plan, options(t, "canadian-year+french-nclc7", "provincial-nomination+clb9"), chance.Query{}, forecast.Options{}) {
		before := chance.Month{}
		for _, m := range o.Months {
			sum := 0.0
			for _, s := range m.Streams {
				sum += s.P
				if s.P > m.P+m.AtRisk+1e-9 {
					t.Errorf("by %v: %s alone %.3f, the whole %.3f", m.By, s.Stream, s.P, m.P)
				}
			}
			if m.P > sum+1e-9 || m.P < before.P || m.P+m.AtRisk > 1+1e-9 {
				t.Errorf("by %v: %.3f, streams %.3f, before %.3f", m.By, m.P, sum, before.P)
			}
			before = m
		}
		missed := 1 - before.P - before.AtRisk
		for _, c := range o.Causes {
			missed -= c.Share
			if !reason.English().Has(c.What.Code) {
				t.Errorf("no words for %s", c.What.Code)
			}
		}
		if missed < -1e-9 {
			t.Errorf("more stood in the way than was missed: %v", o.Causes)
		}
	}
}

func TestANomineeIsInvitedAtTheNextRoundWhateverItsCutoff(t *testing.T) {
	w := world("2026-08-19")
	plan := resident("2026-08-19", 7)
	plan.Profile.Canada.Nomination = "AB"
	plan.Profile.Self.Work = plan.Profile.Self.Work[1:]
	pnp := forecast.Options{Streams: []draws.Stream{draws.PNP}}
	got := asked(t, w, plan, stay(), chance.Query{Higher: []int{40}}, pnp)[0]
	if p := got.Months[2]; p.P < 0.9 || p.Higher[0] != p.P {
		t.Errorf("by %v: %.3f, with cutoffs 40 higher %.3f", p.By, p.P, p.Higher[0])
	}
	plan.Profile.Canada.Nomination = ""
	if p := last(asked(t, w, plan, stay(), chance.Query{}, pnp)[0]); p.P != 0 {
		t.Errorf("without a nomination %.3f", p.P)
	}
}

func TestAStepThatMayFailCannotHelpMoreOftenThanItWorks(t *testing.T) {
	w := world("2026-08-19")
	plan := resident("2026-08-19", 8)
	raise := sim.Step{Name: "raise", Months: sim.Range{Low: 1, Likely: 2, High: 4}, Chance: 0.6, Tries: 1}
	raise.Then.Self.Languages[language.English].AtLeast = language.Levels{10, 10, 10, 10}
	option := sim.Option{Name: "raise", Scenarios: []*sim.Scenario{{Name: "raise", Title: reason.Text{English: "Raise"}, Steps: []sim.Step{raise}}}}
	got := asked(t, w, plan, []sim.Option{option, sim.Stay()}, chance.Query{}, cec)
	with, without := got[0], got[1]
	if p := last(with).P; math.Abs(p-0.6-0.4*last(without).P) > 0.03 {
		t.Errorf("chance %.3f, without it %.3f", p, last(without).P)
	}
	if c := with.Causes[0]; c.What.Code != "chance.failed" || math.Abs(c.Share-0.4*(1-last(without).P)) > 0.03 {
		t.Errorf("in the way: %v", with.Causes)
	}
	if few := asked(t, w, plan, []sim.Option{option}, chance.Query{Ways: 20}, cec)[0]; few.Ways > 20 || math.Abs(last(few).P-last(with).P) > 0.05 {
		t.Errorf("in %d ways %.3f", few.Ways, last(few).P)
	}
	if len(with.Score) != len(with.Months) || with.Score[5].Low >= with.Score[5].Top || with.Ways != 100 || without.Ways != 1 {
		t.Errorf("%d and %d ways, score %v", with.Ways, without.Ways, with.Score)
	}
}

func TestNobodyIsInvitedBeforeThePlanStartsNorByAKnownDay(t *testing.T) {
	w := world("2026-08-19")
	plan := resident("2026-08-19", 10)
	plan.Start = day("2027-02-01")
	got := asked(t, w, plan, stay(), chance.Query{}, cec)[0]
	if by := got.Months[0].By; by != day("2027-02-28") {
		t.Errorf("the first month ends on %v", by)
	}
	if p := got.Months[0].P; p < 0.5 || p > 0.999 {
		t.Errorf("within the first month %.3f", p)
	}
}

func TestInvitedAtRiskIsCountedApart(t *testing.T) {
	// The permit ends 30 days from now, and lets lapse what expires: the test
	// of English goes 40 days from now, and with it every program.
	w := world("2026-08-19")
	w.LetExpire = true
	plan := resident("2026-08-19", 10)
	plan.Profile.Self.Languages.Results[language.English].TakenOn = (w.Today + 40).AddYears(-2)
	got := last(asked(t, w, plan, stay(), chance.Query{}, cec)[0])
	if got.P != 0 || got.AtRisk < 0.8 {
		t.Errorf("safe %.3f, at risk %.3f", got.P, got.AtRisk)
	}
}

func TestOntariosDrawsInTheirTimeAndAfterIt(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	pnp := forecast.Options{Streams: []draws.Stream{draws.PNP, draws.General}}
	for _, test := range []struct {
		name, day string
		low, high float64
		cannot    string
		cause     string
	}{
		{"in its time a draw may take one in", "2023-03-15", 0.2, 0.95, "", ""},
		{"with fewer than eight draws nothing is said", "2020-01-15", 0, 0, "chance.no-draws", ""},
		{"after the closing it waits for ever", "2026-11-22", 0, 0, "", "chance.not-done"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := world(test.day)
			plan := resident(test.day, 10) // 481 points abroad; the newest bands are 479 to 489
			plan.Profile.Canada.Provinces = []string{"ON"}
			plan.Profile.Self.Work = []profile.Job{{Name: "abroad", NOC: "21232", Country: "BR", From: w.Today.AddYears(-6), Hours: 4000}}
			funds := 30000
			plan.Profile.Canada.Funds = &funds
			got := asked(t, w, plan, options(t, "oinp-tech"), chance.Query{}, pnp)[0]
			if got.CannotSay.Code != test.cannot {
				t.Fatalf("cannot say: %v", got.CannotSay)
			}
			if test.cannot != "" {
				return
			}
			of := 0.0
			for _, s := range last(got).Streams {
				if s.Stream == draws.PNP {
					of = s.P
				}
			}
			if of < test.low || of > test.high {
				t.Errorf("by a nomination %.3f; in the way: %v", of, got.Causes)
			}
			if test.cause != "" && got.Causes[0].What.Code != test.cause {
				t.Errorf("in the way: %v", got.Causes)
			}
		})
	}
}

func TestWhatHasNoForecastIsNamed(t *testing.T) {
	w := world("2026-08-19")
	plan := resident("2026-08-19", 9)
	plan.Profile.Self.Work[1].NOC = "31102"
	doctors := forecast.Options{Streams: []draws.Stream{draws.Physicians}}
	got := asked(t, w, plan, stay(), chance.Query{}, doctors)[0]
	if diff := cmp.Diff([]draws.Stream{draws.Physicians}, got.Silent); diff != "" {
		t.Error(diff)
	}
}

func TestTheSameSeedGivesTheSameOnOneCoreAndOnTwo(t *testing.T) {
	w := world("2026-08-19")
	plan := resident("2026-08-19", 8)
	list := options(t, "clb9", "clb10", "provincial-nomination")
	q := chance.Query{Paths: 600, Seed: 7, Higher: []int{20}}
	before := runtime.GOMAXPROCS(1)
	one := asked(t, w, plan, list, q, cec)
	runtime.GOMAXPROCS(max(before, 2))
	two := asked(t, w, plan, list, q, cec)
	runtime.GOMAXPROCS(before)
	if diff := cmp.Diff(one, two, cmp.Comparer(reason.Reason.Equal)); diff != "" {
		t.Error(diff)
	}
}

func TestTwiceThePathsGiveTheSameWithinTheError(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	w := world("2026-08-19")
	plan := resident("2026-08-19", 8)
	list := options(t, "clb9", "clb10+provincial-nomination")
	a := asked(t, w, plan, list, chance.Query{Paths: 4000, Seed: 1}, cec)
	b := asked(t, w, plan, list, chance.Query{Paths: 8000, Seed: 2}, cec)
	for i := range a {
		for k := range a[i].Months {
			x, y := a[i].Months[k], b[i].Months[k]
			if allowed := 3.5*math.Hypot(x.Error, y.Error) + 1e-3; math.Abs(x.P-y.P) > allowed {
				t.Errorf("%s by %v: %.4f and %.4f, allowed %.4f", list[i].Name, x.By, x.P, y.P, allowed)
			}
		}
	}
}

// A plan of 30 November has no 30 February: its third month ends on 1 March.
func TestMonthsEndWithThem(t *testing.T) {
	w := world("2026-11-30")
	plan := resident("2026-11-30", 9)
	plan.HorizonMonths = 3
	got := asked(t, w, plan, stay(), chance.Query{Paths: 10}, cec)[0]
	var by []string
	for _, m := range got.Months {
		by = append(by, m.By.String())
	}
	if want := []string{"2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28", "2027-03-01"}; !slices.Equal(by, want) {
		t.Errorf("%v, want %v", by, want)
	}
	if m, ok := got.By(day("2027-02-01")); !ok || m.By != day("2027-01-31") {
		t.Errorf("by 1 February: %v", m.By)
	}
	if _, ok := got.By(day("2026-11-29")); ok {
		t.Error("a chance before the first day")
	}
}

func TestNobodyWaitsForMoreThanIsWanted(t *testing.T) {
	w, plan := world("2026-08-19"), resident("2026-08-19", 9)
	options := []sim.Option{sim.Stay(), sim.Stay(), sim.Stay()}
	gone := errors.New("gone")
	var done []int
	q := chance.Query{Paths: 10, Seed: 1, Each: func(n int) error {
		if done = append(done, n); n == 2 {
			return gone
		}
		return nil
	}}
	_, err := chance.Of(w, plan, options, forecast.New(draws.Embedded(), w.Today, 1, forecast.Options{Paths: 10, Streams: cec.Streams}), draws.Embedded(), q)
	if !errors.Is(err, gone) || !slices.Equal(done, []int{0, 1, 2}) {
		t.Errorf("%v after %v", err, done)
	}
}

// Where nothing is forecast, no chance is told, and why is said.
func TestTooFarFromTheDataThereIsNoChance(t *testing.T) {
	day := draws.Embedded().DataDate().AddYears(forecast.FarthestYears) + 1
	w := &sim.World{Book: crs.Embedded(), Today: day, Known: day}
	plan, _, err := scenarios.SamplePlan("en", day)
	if err != nil {
		t.Fatal(err)
	}
	f := forecast.New(draws.Embedded(), day, 1, forecast.Options{Paths: 1})
	list, err := chance.Of(w, plan, []sim.Option{sim.Stay()}, f, draws.Embedded(), chance.Query{Paths: 10})
	if err != nil || list[0].CannotSay.Code != "chance.too-far" || len(list[0].Months) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
}
