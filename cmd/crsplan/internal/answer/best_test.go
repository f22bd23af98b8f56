package answer_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/scenarios"
	"crsplan/scenarios/scenariotest"
	"crsplan/sim"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/search"
)

// bestOf searches the best plans of somebody of testdata/profiles, made of a
// few moves: enough to see how they are chosen.
func bestOf(t *testing.T, ctx context.Context, name string, q answer.BestQuery, moves ...string) *answer.BestPlans {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "testdata", "profiles", name+".toml"))
	if err != nil {
		t.Fatal(err)
	}
	p, warnings, err := scenarios.ReadProfile(name+".toml", data)
	if err != nil {
		t.Fatal(err)
	}
	var list []*sim.Scenario
	for _, move := range moves {
		s, ok := scenariotest.Library(move)
		if !ok {
			t.Fatalf("%s is not in the library", move)
		}
		list = append(list, s)
	}
	q.Budget, q.MaxSteps, q.Efforts = -1, max(q.MaxSteps, 1), 2
	plan := &sim.Plan{Profile: p, HorizonMonths: sim.DefaultHorizonMonths}
	doc, err := answer.BestOf(ctx, reason.English(), as(today), plan, search.Library(list), draws.Embedded().Until(today), q, warnings)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func seeded(seed uint64, paths, steps int) answer.BestQuery {
	return answer.BestQuery{Chance: answer.ChanceQuery{Paths: paths, Seed: seed}, MaxSteps: steps}
}

// The same question twice has the same bytes. With another seed two plans change
// their order only where either answer says that they are tied, and one is left
// out only where it is tied with another.
func TestTheSameQuestionAgainAndWithAnotherSeed(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	ask := func(seed uint64) *answer.BestPlans {
		return bestOf(t, t.Context(), "cec-505", seeded(seed, 1000, 2), "one-ability", "clb10", "french-nclc7", "canadian-year", "second-credential")
	}
	one, again, other := ask(1), ask(1), ask(2)
	if diff := cmp.Diff(text(t, one), text(t, again)); diff != "" {
		t.Errorf("the same question again (-first +second):\n%s", diff)
	}
	if text(t, one) == text(t, other) {
		t.Error("another seed changes nothing: nothing is simulated")
	}
	place := func(doc *answer.BestPlans, plan string) int {
		return slices.IndexFunc(doc.Ranking, func(r answer.RankedPlan) bool { return r.Plan == plan })
	}
	// tied says whether an answer cannot tell two plans apart.
	tied := func(doc *answer.BestPlans, a, b string) bool {
		i, j := place(doc, a), place(doc, b)
		return i >= 0 && j >= 0 && slices.Contains(doc.Ranking[i].Ties, j+1) && slices.Contains(doc.Ranking[j].Ties, i+1)
	}
	// Ties are no chain: where the first is tied with the second and the second
	// with the third, all three may change places. So pairs are looked at.
	for i, r := range other.Ranking {
		was := place(one, r.Plan)
		if was < 0 {
			// Another does as well there for no more money: so it is one of several.
			if len(r.Ties) == 0 {
				t.Errorf("%s is at place %d with one seed, tied with none, and nowhere with another", r.Plan, i+1)
			}
			continue
		}
		for _, later := range other.Ranking[i+1:] {
			if at := place(one, later.Plan); at >= 0 && at < was && !tied(one, r.Plan, later.Plan) && !tied(other, r.Plan, later.Plan) {
				t.Errorf("%s is before %s with one seed and after it with another, and neither says that they are tied", r.Plan, later.Plan)
			}
		}
	}
	// What is told in words is what the ranking says.
	for _, plan := range one.Tied {
		if plan == one.Aims[0].Plan {
			t.Errorf("%q is tied with itself", plan)
		}
		if i := place(one, plan); i >= 0 && !slices.Contains(one.Ranking[i].Ties, place(one, one.Aims[0].Plan)+1) {
			t.Errorf("%q is tied with %q in one place alone", plan, one.Aims[0].Plan)
		}
	}
}

// Where nearly every plan is as good, more are tied than the ranking holds: those
// are named too, so that another seed brings nothing that was not said.
func TestWhatWasOnlyLookedThroughMayBeTiedToo(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	ask := func(seed uint64) *answer.BestPlans {
		return bestOf(t, t.Context(), "teacher", seeded(seed, 400, 2), scenarios.LibraryNames()...)
	}
	one, other := ask(1), ask(77)
	said := func(doc *answer.BestPlans, plan string) bool {
		return slices.Contains(doc.Tied, plan) || plan == doc.Aims[0].Plan
	}
	beyond := 0
	for _, plan := range one.Tied {
		if !slices.ContainsFunc(one.Ranking, func(r answer.RankedPlan) bool { return r.Plan == plan }) {
			beyond++
		}
	}
	if beyond == 0 {
		t.Error("all that is tied is ranked")
	}
	for k, r := range other.Ranking[:3] {
		if first := one.Ranking[k]; r.Plan != first.Plan && !(said(one, r.Plan) && said(one, first.Plan)) {
			t.Errorf("place %d is %s with one seed and %s with another, and the first does not say that they are tied", k+1, first.Plan, r.Plan)
		}
	}
}

// The search takes the way of the two that is clearly better, unless it is told
// to leave it; one that is not better is taken where it must be.
func TestWhoAppliesInTheBestPlans(t *testing.T) {
	tests := []struct {
		name          string
		person        string
		must, exclude []string
		score         int // the target; 0: chances are asked for
		want          string
	}{
		{"the partner, who speaks better and is younger", "unequal-couple", nil, nil, 0, answer.PartnerApplies},
		{"not where that is excluded", "unequal-couple", nil, []string{"swap-principal"}, 0, answer.YouApply},
		{"the partner too where it is a score that is asked for", "unequal-couple", nil, nil, 460, answer.PartnerApplies},
		{"as stated where that is no worse", "couple", nil, nil, 0, answer.YouApply},
		{"the partner where it must be", "couple", []string{"swap-principal"}, nil, 0, answer.PartnerApplies},
		{"nobody else of one alone", "abroad", nil, nil, 0, answer.YouApply},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.score == 0 && testing.Short() {
				t.Skip("slow under the race detector")
			}
			q := seeded(1, 100, 1)
			q.Must, q.Exclude, q.TargetScore = tt.must, tt.exclude, tt.score
			doc := bestOf(t, t.Context(), tt.person, q, "clb9", "french-nclc7", "swap-principal", "partner-stays-behind")
			if doc.Principal != tt.want {
				t.Errorf("%s applies, want %s: %s", doc.Principal, tt.want, doc.Couple.Finding)
			}
			if asked := slices.Contains(tt.must, "swap-principal"); doc.MustSwap() != asked {
				t.Errorf("it was asked for: %v", doc.MustSwap())
			}
			if doc.Couple != nil && len(doc.Couple.Ways) != 4 {
				t.Errorf("%d ways", len(doc.Couple.Ways))
			}
			// What is printed can be given to crsplan plan as it is.
			for _, p := range doc.Plans {
				if swapped := strings.HasPrefix(p.Plan, "swap-principal"); swapped != (tt.want == answer.PartnerApplies) {
					t.Errorf("the plan is called %q", p.Plan)
				}
			}
		})
	}
}

// Each way tells its levers, the other's too where the other comes along, and
// what is missing in the profile for it.
func TestEachWayOfACoupleSaysItsLeversAndWhatIsMissing(t *testing.T) {
	q := seeded(1, 0, 1)
	q.TargetScore = 400
	doc := bestOf(t, t.Context(), "couple", q, "clb9", "partner-clb9", "french-nclc7")
	for _, way := range doc.Couple.Ways {
		others := slices.ContainsFunc(way.Levers, func(l answer.CoupleLever) bool { return l.Who == "partner" })
		if own := slices.ContainsFunc(way.Levers, func(l answer.CoupleLever) bool { return l.Who == "self" }); !own {
			t.Errorf("%s: no levers", way.Way)
		}
		if others && !way.Accompanying {
			t.Errorf("%s: levers of a partner who stays behind", way.Way)
		}
		if lacks := slices.Contains(way.Lacks, "partner.work"); lacks != (way.Principal == answer.PartnerApplies) || len(way.Missing) != len(way.Lacks) {
			t.Errorf("%s lacks %v: %v", way.Way, way.Lacks, way.Missing)
		}
	}
}

// Of one for whom nothing is better than to stay that is tried too, beside the
// plans that come next.
func TestTheChoiceIsTriedAlsoWhereItStandsAlone(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	doc := bestOf(t, t.Context(), "teacher", seeded(1, 400, 1), "clb8", "canadian-year", "provincial-nomination")
	if len(doc.Trials) != len(search.Trials()) || doc.HangsOn == "" {
		t.Fatalf("%d trials: %s", len(doc.Trials), doc.HangsOn)
	}
	for _, trial := range doc.Trials {
		if !slices.ContainsFunc(trial.Plans, func(r answer.RankedPlan) bool { return r.Plan == doc.Aims[0].Plan }) || len(trial.Plans) < 2 {
			t.Errorf("%s is tried with %v", trial.Trial, trial.Plans)
		}
	}
}

// A search that is stopped gives the best so far, and tries nothing more.
func TestASearchThatIsStoppedGivesTheBestSoFar(t *testing.T) {
	if testing.Short() {
		t.Skip("slow under the race detector")
	}
	tests := []struct {
		name      string
		when      func(done, all int) bool
		simulated int // at least
		estimated string
	}{
		{"once staying and the single moves are simulated", func(done, _ int) bool { return done >= 7 }, 7, "Stopped early: 7 of 20 combinations"},
		{"when all is simulated, and nothing is tried yet", func(done, all int) bool { return done == all }, 20, "Simulated"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			q := seeded(1, 300, 2)
			told := 0
			share := 0.0
			q.Progress = func(w answer.Work) {
				if w.Done < told || w.Done > w.All || w.Share < share || w.Share > 1 {
					t.Errorf("%d of %d done, after %d; %f of the whole, after %f", w.Done, w.All, told, w.Share, share)
				}
				if told, share = w.Done, w.Share; w.All > 0 && tt.when(w.Done, w.All) {
					stop()
				}
			}
			doc := bestOf(t, ctx, "abroad", q, "clb10", "french-nclc7", "french-nclc5", "canadian-year", "canadian-two-years", "second-credential")
			if !doc.Search.Stopped || doc.Search.Simulated < tt.simulated || !strings.HasPrefix(doc.Search.Estimated, tt.estimated) {
				t.Errorf("stopped %v after %d plans: %s", doc.Search.Stopped, doc.Search.Simulated, doc.Search.Estimated)
			}
			if len(doc.Plans) < 2 || doc.Plans[0].Plan != "stay" || len(doc.Trials) > 0 {
				t.Errorf("%d plans, the first %s; %d trials", len(doc.Plans), doc.Plans[0].Plan, len(doc.Trials))
			}
		})
	}
}
