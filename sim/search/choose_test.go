package search_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/sim"
	"crsplan/sim/chance"
	"crsplan/sim/draws"
	"crsplan/sim/forecast"
	"crsplan/sim/profile"
	"crsplan/sim/search"
)

// few are streams that are quick to forecast and matter to most people.
var few = []draws.Stream{draws.CEC, draws.PNP, draws.French}

func odds(seed uint64, paths int) *search.Odds {
	record := draws.Embedded()
	f := forecast.New(record, now().Today, seed, forecast.Options{Streams: few, Paths: 1})
	return &search.Odds{Forecast: f, Record: record, Query: chance.Query{Paths: paths, Ways: 60, Seed: seed, Futures: new(chance.Futures)}}
}

// question asks about a few moves, which are enough to see how plans are chosen.
func question(t testing.TB, name string, moves ...string) *search.Question {
	t.Helper()
	w, p := now(), plan(t, name)
	return &search.Question{World: w, Plan: p, Moves: library(t, moves...), MaxSteps: 2, Efforts: 2, Budget: -1, Streams: few}
}

func choose(t testing.TB, q *search.Question, o *search.Odds) (*search.Found, *search.Choice) {
	t.Helper()
	found, err := q.Find(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	choice, err := q.Choose(context.Background(), found, o)
	if err != nil {
		t.Fatal(err)
	}
	return found, choice
}

var someNames = []string{"clb10", "french-nclc7", "canadian-two-years", "provincial-nomination"}

func TestNoPlanOfTheFrontierIsBeatenByAnother(t *testing.T) {
	_, c := choose(t, question(t, "abroad", someNames...), odds(1, 600))
	if len(c.Front) < 3 || len(c.Front[0].Moves) != 0 {
		t.Fatalf("%d plans, the first %s", len(c.Front), c.Front[0].Option.Name)
	}
	for i, r := range c.Front {
		for _, s := range c.Plans {
			if s.Chance > r.Chance && s.Months < r.Months && s.Cost.Likely < r.Cost.Likely {
				t.Errorf("%s beats %s", s.Option.Name, r.Option.Name)
			}
		}
		if i > 0 && r.Cost.Likely < c.Front[i-1].Cost.Likely {
			t.Errorf("%s comes after a dearer plan", r.Option.Name)
		}
	}
	for i, r := range c.Plans {
		if r.TiedWith > i || r.TiedWith < 0 || r.TiedWith < i && !search.Tied(c.Plans[r.TiedWith], r) {
			t.Errorf("%s at place %d is tied with place %d", r.Option.Name, i, r.TiedWith)
		}
	}
}

// No simulated chance exceeds the bound by which routes are left out.
func TestAChanceStaysBelowItsBound(t *testing.T) {
	q, o := question(t, "abroad", someNames...), odds(2, 400)
	found, err := q.Find(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	limits, err := q.Bounds(context.Background(), found.Routes, o)
	if err != nil {
		t.Fatal(err)
	}
	var options []sim.Option
	for _, r := range found.Routes {
		options = append(options, r.Option)
	}
	outlooks, err := o.Of(context.Background(), q.World, q.Plan, options)
	if err != nil {
		t.Fatal(err)
	}
	for i, outlook := range outlooks {
		last := outlook.Months[len(outlook.Months)-1]
		// The parts of the steps are drawn, so that their shares are near, not
		// equal, to their chances.
		if slack := 3*last.Error + 0.02; last.P > limits[i].Chance+slack || outlook.Expected < limits[i].Months-40*slack {
			t.Errorf("%s: chance %.3f and %.1f months, bound %.3f and %.1f", options[i].Name, last.P, outlook.Expected, limits[i].Chance, limits[i].Months)
		}
	}
}

func TestTheSameQuestionTwiceHasTheSameAnswer(t *testing.T) {
	tell := func(seed uint64) (list []string) {
		_, c := choose(t, question(t, "couple", "clb9", "french-nclc7", "provincial-nomination"), odds(seed, 300))
		for _, r := range c.Plans {
			list = append(list, r.Option.Name+" "+strings.Repeat("|", int(math.Round(1000*r.Chance))))
		}
		return list
	}
	if diff := cmp.Diff(tell(3), tell(3)); diff != "" {
		t.Error(diff)
	}
}

func TestAnotherSeedGivesTheSameFirstThreeOrSaysThatTheyAreTied(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	ask := func(seed uint64) []*search.Ranked {
		_, c := choose(t, question(t, "abroad", someNames...), odds(seed, 2000))
		return c.Plans
	}
	a, b := ask(4), ask(5)
	for place, r := range b[:3] {
		i := slices.IndexFunc(a, func(o *search.Ranked) bool { return o.Option.Name == r.Option.Name })
		if i < 0 {
			t.Fatalf("%s is third or better with one seed and not among the last plans with another", r.Option.Name)
		}
		// The plan that stands in that place with the other seed cannot be told
		// apart from this one, by what either answer says.
		if i != place && !search.Tied(a[place], a[i]) && !search.Tied(b[place], r) {
			t.Errorf("place %d is %s with one seed and %s with another, and neither says that they are tied", place+1, a[place].Option.Name, r.Option.Name)
		}
	}
}

func TestASearchThatIsStopped(t *testing.T) {
	q, o := question(t, "abroad", someNames...), odds(1, 100)
	stopped, stop := context.WithCancel(context.Background())
	stop()
	if _, err := q.Find(stopped); !errors.Is(err, context.Canceled) {
		t.Errorf("finding: %v", err)
	}
	found, err := q.Find(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := q.Choose(stopped, found, o); !errors.Is(err, context.Canceled) {
		t.Errorf("choosing before anything is simulated: %v", err)
	}
	// Stopped when some plans have met their futures, the best so far stand.
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	o.Progress = func(done, _ int) {
		if done >= len(found.Routes) {
			cancel()
		}
	}
	c, err := q.Choose(ctx, found, o)
	if err != nil {
		t.Fatal(err)
	}
	if !c.Stopped || len(c.Plans) != len(found.Routes) {
		t.Errorf("stopped %v with %d plans", c.Stopped, len(c.Plans))
	}
}

// The same two steps: with the test first its level comes before the birthday,
// and the round of that month invites; with French first it comes after.
func TestTheOrderOfTwoStepsDecidesBeforeABirthday(t *testing.T) {
	q := question(t, "abroad", "clb10", "french-nclc5")
	q.Efforts, q.Must = 1, []string{"clb10", "french-nclc5"}
	p := q.Plan.Profile
	p.Self.Birth = day("1996-07-01") // 31 on July 1, 2027
	first, _ := q.World.Project(q.Plan, options(t, "clb10+french-nclc5"))
	goal := search.Goal{Score: first.At(day("2027-06-01")).Total}
	found, err := q.Find(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	arrivals := q.Arrivals(found, goal)
	if len(arrivals) != 1 || arrivals[0].Option.Name != "clb10+french-nclc5" || arrivals[0].On >= day("2027-07-01") {
		t.Fatalf("reached by %v", arrivals)
	}
	other, err := q.World.Project(q.Plan, options(t, "french-nclc5+clb10"))
	if err != nil {
		t.Fatal(err)
	}
	if best := other.Best().Total; best >= goal.Score {
		t.Errorf("the other order has %d points at best, the goal is %d", best, goal.Score)
	}

	// Against a round each month whose cutoff only that order clears, with the
	// person set down a month before the first of them.
	record := &draws.Record{}
	for on := day("2021-02-01"); on < day("2023-10-01"); on = on.AddMonths(1) {
		record.Rounds = append(record.Rounds, draws.Round{Number: on.String(), Date: on, Stream: draws.General, Name: "No Program Specified", Size: 1000, Cutoff: goal.Score - 1})
	}
	w := now()
	window := sim.ReplayWindow{From: day("2021-01-01"), To: day("2021-02-01"), Within: 24}
	attempts, err := w.Replay(p, []sim.Option{options(t, "clb10+french-nclc5"), options(t, "french-nclc5+clb10")}, record, window)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := attempts[0][0], attempts[1][0]; a.Outcome != sim.Invited || b.Outcome != sim.NotInvited {
		t.Errorf("test first: %s (%v); French first: %s (%v)", a.Outcome, a.Because, b.Outcome, b.Because)
	}
}

func options(t testing.TB, word string) sim.Option {
	t.Helper()
	o := sim.Option{Name: word}
	for _, m := range library(t, strings.Split(word, "+")...) {
		o.Scenarios = append(o.Scenarios, m.Scenario)
	}
	return o
}

func TestTrialsChangeWhatTheySay(t *testing.T) {
	q, o := question(t, "abroad", "french-nclc7", "provincial-nomination"), odds(1, 400)
	_, c := choose(t, q, o)
	plans := slices.DeleteFunc(slices.Clone(c.Front), func(r *search.Ranked) bool { return len(r.Moves) == 0 })
	smaller := forecast.New(draws.Embedded(), now().Today, 1, forecast.Options{Streams: few, Paths: 1, Size: map[draws.Stream]int{draws.CEC: 500, draws.French: 500}})
	proposed := *q.World
	in, _ := proposed.Book.Proposal("proposal-2026")
	proposed.Book = proposed.Book.With(in.From(proposed.Today))
	trials, err := q.Try(context.Background(), plans, o, search.Others{Smaller: smaller, Proposal: &proposed})
	if err != nil {
		t.Fatal(err)
	}
	var keys []search.TrialKey
	for _, trial := range trials {
		keys = append(keys, trial.Key)
		for _, r := range trial.Plans {
			i := slices.IndexFunc(plans, func(p *search.Ranked) bool { return p.Option.Name == r.Option.Name })
			before := plans[i]
			if worse := trial.Key == search.Unlucky || trial.Key == search.Higher40; worse && r.Chance > before.Chance+0.03 {
				t.Errorf("%s, %s: a chance of %.3f, %.3f as it is", trial.Key, r.Option.Name, r.Chance, before.Chance)
			}
			if dearer := trial.Key == search.Longer; dearer && math.Abs(r.Cost.Likely-1.5*before.Cost.Likely) > 1e-9 {
				t.Errorf("%s costs %v, %v as it is", r.Option.Name, r.Cost.Likely, before.Cost.Likely)
			}
		}
	}
	if diff := cmp.Diff(search.Trials(), keys); diff != "" {
		t.Errorf("trials (-want +got):\n%s", diff)
	}
	without, err := q.Try(context.Background(), plans, o, search.Others{})
	if err != nil || len(without) != len(trials)-2 {
		t.Errorf("without another forecast and the proposal %d trials, %v", len(without), err)
	}
}

func TestWhatAChoiceHangsOn(t *testing.T) {
	ranked := func(name string, chance float64) *search.Ranked {
		return &search.Ranked{Route: &search.Route{Option: sim.Option{Name: name}}, Chance: chance, Error: 0.005}
	}
	first := ranked("a", 0.6)
	trials := []search.Trial{
		{Key: search.Longer, Plans: []*search.Ranked{ranked("b", 0.5), ranked("a", 0.4)}},
		{Key: search.Smaller, Plans: []*search.Ranked{ranked("b", 0.5), ranked("a", 0.49)}},
		{Key: search.Unlucky, Plans: []*search.Ranked{ranked("a", 0.5), ranked("b", 0.3)}},
	}
	got := search.HangsOn(first, trials)
	if len(got) != 1 || got[0].Key != search.Longer {
		t.Errorf("it hangs on %v", got)
	}
}

func TestTheFourWaysOfACouple(t *testing.T) {
	w, p := now(), plan(t, "couple")
	ways := search.Ways(w, p)
	var keys []string
	for i := range ways {
		keys = append(keys, ways[i].Key())
		if ways[i].Plan == nil || ways[i].Stated != (i == 0) {
			t.Errorf("%s: %+v", ways[i].Key(), ways[i])
		}
		if along := ways[i].Plan.Profile.WithPartner(); along != ways[i].Accompanying {
			t.Errorf("%s: coming along is %v", ways[i].Key(), along)
		}
	}
	if diff := cmp.Diff([]string{"self-with", "self-alone", "partner-with", "partner-alone"}, keys); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if ways[2].Plan.Profile.Self.Education.Level != profile.Masters || p.Profile.Self.Education.Level != profile.Bachelor {
		t.Error("the partner does not apply, or the profile was changed")
	}
	if diff := cmp.Diff([]string{"partner.work"}, ways[2].Lacks); diff != "" {
		t.Errorf("lacks (-want +got):\n%s", diff)
	}
	if len(ways[0].Lacks) > 0 {
		t.Errorf("a partner who only comes along needs %v", ways[0].Lacks)
	}
	p.Profile.Partner.Birth = 0
	if ways := search.Ways(w, p); ways[0].Plan == nil || ways[2].Plan != nil || ways[3].Plan != nil {
		t.Error("somebody without a birth date applies")
	}
	p.Profile.Partner.CitizenOrPR = true
	if ways := search.Ways(w, p); ways != nil {
		t.Errorf("beside a citizen there are ways: %v", ways)
	}
	if ways := search.Ways(w, plan(t, "ana")); ways != nil {
		t.Errorf("alone there are ways: %v", ways)
	}
}

func TestMovesThatAreInNoPlanSayWhy(t *testing.T) {
	q := question(t, "couple", "swap-principal", "partner-stays-behind", "alberta", "eca", "doctorate", "oinp-tech", "clb9", "canadian-year")
	q.Exclude = []string{"canadian-year"}
	found, err := q.Find(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	why := map[string]string{}
	for _, l := range found.Left {
		why[l.Name] = l.Why.Code
	}
	want := map[string]string{
		"swap-principal": "search.decision", "partner-stays-behind": "search.decision", "alberta": "step-requires",
		"eca": "step-changes-nothing", "doctorate": "search.late", "oinp-tech": "step-waits",
	}
	if diff := cmp.Diff(want, why); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	q.Must = []string{"swap-principal", "french-nclc7"}
	q.Moves = library(t, "swap-principal", "french-nclc7", "clb10")
	found, err = q.Find(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range found.Routes {
		if !strings.HasPrefix(r.Option.Name, "swap-principal+") || !strings.Contains(r.Option.Name, "french-nclc7") || r.Steps() > 2 {
			t.Errorf("%s has not what it must", r.Option.Name)
		}
	}
	if len(found.Routes) == 0 {
		t.Error("no route has what it must")
	}
}
