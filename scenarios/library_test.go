package scenarios_test

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/costs"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/language"
	"crsplan/sim/profile"
)

// library lists scenarios that the program ships, and must not lose.
var library = []string{
	"alberta", "alberta-elsewhere", "british-columbia", "british-columbia-60", "canadian-two-years", "canadian-year", "certificate-of-qualification", "clb10", "clb8", "clb9", "doctorate", "eca",
	"foreign-year", "french-nclc5", "french-nclc7", "french-nclc9", "lmia-offer", "lmia-then-year", "masters-abroad",
	"masters-canada", "offers-restored", "oinp-tech", "one-ability", "ontario-workforce", "partner-canadian-year", "partner-clb9", "partner-degree",
	"partner-stays-behind", "proposal-2026", "saskatchewan-tech", "second-credential", "swap-principal",
}

func TestTheLibraryHoldsWhatItShould(t *testing.T) {
	names := scenarios.LibraryNames()
	for _, name := range library {
		if !slices.Contains(names, name) {
			t.Errorf("%s is gone", name)
		}
	}
	if !slices.IsSorted(names) {
		t.Errorf("the names are not in order: %v", names)
	}
	for _, name := range []string{"clb7", "", "../library/clb9", "clb9.toml", "CLB9"} {
		if _, ok := scenarios.Library(name); ok {
			t.Errorf("%q is no scenario of the library", name)
		}
	}
}

func TestEachScenarioOfTheLibraryIsFitToBeShown(t *testing.T) {
	// What a scenario is worth is worked out, never written down.
	worth := regexp.MustCompile(`(?i)\bpoints?\b|\bCRS\b`)
	assumed := regexp.MustCompile(`(?i)assum|not counted`)
	for _, name := range scenarios.LibraryNames() {
		t.Run(name, func(t *testing.T) {
			data := scenarios.LibraryText(name)
			s, warnings, err := scenarios.ReadScenario(name+".toml", data)
			if err != nil {
				t.Fatal(err)
			}
			if len(warnings) > 0 {
				t.Errorf("warnings: %v", warnings)
			}
			if found := worth.Find(data); found != nil {
				t.Errorf("the text speaks of %q", found)
			}
			if s.Name != name || s.Title.IsZero() || s.Summary.IsZero() || len(s.Assumptions) == 0 || len(s.Sources) == 0 {
				t.Errorf("name %q, title, summary, assumptions or sources are missing", s.Name)
			}
			for _, a := range s.Assumptions {
				if !assumed.MatchString(a.English) {
					t.Errorf("not plainly an assumption: %q", a)
				}
			}
			if (len(s.Steps) == 0) != (s.Rules != nil) {
				t.Error("it has either steps or rules")
			}
			for i := range s.Steps {
				checkStep(t, &s.Steps[i])
			}
		})
	}
}

func checkStep(t *testing.T, s *sim.Step) {
	t.Helper()
	if s.Title.IsZero() || s.Source.IsZero() {
		t.Errorf("%s: title or source is missing", s.Name)
	}
	if s.Chance <= 0 || s.Chance > 1 {
		t.Errorf("%s: a chance of %v", s.Name, s.Chance)
	}
	for _, r := range []sim.Range{s.Months, s.Cost} {
		if r.Low < 0 || r.Low > r.Likely || r.Likely > r.High {
			t.Errorf("%s: the range %v does not rise", s.Name, r)
		}
	}
	for _, dollars := range []float64{s.Cost.Low, s.Cost.Likely, s.Cost.High} {
		if dollars != float64(int(dollars)) {
			t.Errorf("%s: %v is not in whole dollars", s.Name, dollars)
		}
	}
	if s.During.Work == sim.WorkInCanada || s.During.Work == sim.WorkAbroad {
		if whole := s.Months.Low; whole == 0 || math.Mod(whole, 12) != 0 {
			t.Errorf("%s: %v months of work may not make whole years", s.Name, whole)
		}
	}
}

// The fees in the library are those of package costs.
func TestTheLibraryKeepsToTheFees(t *testing.T) {
	on := civil.MustParse("2026-11-22")
	price := func(keys ...string) float64 {
		dollars := 0
		for _, key := range keys {
			cost, ok := costs.On(key, on)
			if !ok {
				t.Errorf("no price of %s", key)
			}
			dollars += cost.Likely
		}
		return float64(dollars)
	}
	tests := []struct {
		scenario, step string
		likely         float64
	}{
		{"eca", "assessment", price("assessment")},
		{"masters-abroad", "assessment", price("assessment")},
		{"masters-canada", "admission", price("study-permit", "biometrics")},
		{"masters-canada", "graduate-permit", price("pgwp")},
		{"doctorate", "admission", price("study-permit", "biometrics")},
		{"doctorate", "graduate-permit", price("pgwp")},
		{"lmia-then-year", "permit", price("work-permit", "biometrics")},
		{"canadian-year", "permit", price("work-permit", "biometrics")},
		{"canadian-two-years", "permit", price("work-permit", "biometrics")},
		{"partner-canadian-year", "permit", price("pgwp", "biometrics")}, // an open permit, as a graduate's is
		{"alberta", "selection", price("alberta-interest")},
		{"alberta", "filing", price("alberta-application")},
		{"alberta", "permit", price("work-permit", "biometrics")},
		{"british-columbia", "filing", price("british-columbia-application")},
		{"saskatchewan-tech", "nomination", price("saskatchewan-application")},
	}
	for _, test := range tests {
		s := ofLibrary(t, test.scenario)
		i := slices.IndexFunc(s.Steps, func(step sim.Step) bool { return step.Name == test.step })
		if i < 0 {
			t.Errorf("%s has no step %s", test.scenario, test.step)
		} else if got := s.Steps[i].Cost.Likely; got != test.likely {
			t.Errorf("%s, %s: %v dollars, want %v", test.scenario, test.step, got, test.likely)
		}
	}
}

func TestEachScenarioChangesWhatItSays(t *testing.T) {
	stated := language.Levels{8, 7, 6, 7}
	tests := []struct {
		name       string
		scenario   string
		person     string
		fact       func(*sim.Standing) any
		stay, then any
	}{
		{"CLB 8 lifts what is below", "clb8", employed, english, stated, language.Levels{8, 8, 8, 8}},
		{"CLB 9 lifts all four", "clb9", employed, english, stated, language.Levels{9, 9, 9, 9}},
		{"CLB 10 lifts all four", "clb10", employed, english, stated, language.Levels{10, 10, 10, 10}},
		{"one ability lifts the weakest alone", "one-ability", employed, english, stated, language.Levels{8, 7, 7, 7}},
		{"French comes to NCLC 5", "french-nclc5", employed, french, 0, 5},
		{"French comes to NCLC 7", "french-nclc7", employed, french, 0, 7},
		{"French comes to NCLC 9", "french-nclc9", employed, french, 0, 9},
		{"a second credential joins the first", "second-credential", employed, education, profile.Bachelor, profile.TwoOrMore},
		{"part-time study leaves the job alone", "second-credential", employed, foreignWork, 60, 60},
		{"a Canadian master's counts without an assessment", "masters-canada", jobless, education, profile.LessThanSecondary, profile.Masters},
		{"a Canadian master's is study in Canada", "masters-canada", employed, canadianStudy, profile.NoStudy, profile.ThreeOrMoreYears},
		{"the job ends when the Canadian master's begins", "masters-canada", employed, foreignWork, 60, 30},
		{"a master's abroad counts once it is assessed", "masters-abroad", jobless, education, profile.LessThanSecondary, profile.Masters},
		{"a master's abroad is no study in Canada", "masters-abroad", employed, canadianStudy, profile.NoStudy, profile.NoStudy},
		{"the job ends when the master's abroad begins", "masters-abroad", employed, foreignWork, 60, 24},
		{"a doctorate is done within six years", "doctorate", employed, education, profile.Bachelor, profile.Doctorate},
		{"a doctorate is study in Canada", "doctorate", employed, canadianStudy, profile.NoStudy, profile.ThreeOrMoreYears},
		{"an assessment makes a credential count", "eca", jobless, education, profile.LessThanSecondary, profile.Bachelor},
		{"an LMIA offer comes in the main occupation", "lmia-offer", employed, offer, profile.NoOffer, profile.SkilledOffer},
		{"an LMIA offer leaves the job abroad alone", "lmia-offer", employed, foreignWork, 60, 60},
		{"after the offer comes a year in Canada", "lmia-then-year", employed, canadianWork, 0, 12},
		{"the offer of that year stands", "lmia-then-year", employed, offer, profile.NoOffer, profile.SkilledOffer},
		{"a year in Canada is twelve months", "canadian-year", employed, canadianWork, 0, 12},
		{"the job abroad ends with the year in Canada", "canadian-year", employed, foreignWork, 60, 28},
		{"two years in Canada are 24 months", "canadian-two-years", employed, canadianWork, 0, 24},
		{"a year abroad serves somebody without a job", "foreign-year", jobless, foreignWork, 24, 36},
		{"a year abroad adds nothing to a job that goes on", "foreign-year", employed, foreignWork, 60, 60},
		{"a certificate of qualification is held", "certificate-of-qualification", tradesman, certificate, false, true},
		{"Saskatchewan nominates without a round", "saskatchewan-tech", employed, nomination, false, true},
		{"its offer earns nothing by itself", "saskatchewan-tech", employed, offer, profile.NoOffer, profile.UnqualifyingOffer},
		{"the partner comes to CLB 9", "partner-clb9", couple, partnerLevels, 5, 9},
		{"the partner's test leaves one's own alone", "partner-clb9", couple, english, language.Levels{9, 9, 9, 9}, language.Levels{9, 9, 9, 9}},
		{"the partner has a bachelor's degree", "partner-degree", couple, partnerDegree, profile.TwoYear, profile.Bachelor},
		{"the partner works in Canada for twelve months", "partner-canadian-year", settled, partnerWork, 0, 12},
		{"without the partner the other column counts", "partner-stays-behind", couple, withPartner, true, false},
		{"the partner applies", "swap-principal", couple, education, profile.Secondary, profile.TwoYear},
		{"and the applicant comes along", "swap-principal", couple, partnerLevels, 5, 9},
		{"the proposal leaves the sibling open", "proposal-2026", employed, siblingKnown, true, false},
	}
	tried := map[string]bool{"offers-restored": true, "oinp-tech": true, "alberta": true, "alberta-elsewhere": true, "british-columbia-60": true, "british-columbia": true, "ontario-workforce": true} // below
	for _, test := range tests {
		tried[test.scenario] = true
		t.Run(test.name, func(t *testing.T) {
			stay, then := play(t, test.person), play(t, test.person, test.scenario)
			if diff := cmp.Diff(test.stay, test.fact(stay.At(stay.End))); diff != "" {
				t.Errorf("staying as one is (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.then, test.fact(then.At(then.End))); diff != "" {
				t.Errorf("with %s (-want +got):\n%s", test.scenario, diff)
			}
			for _, run := range then.Steps {
				if run.State != sim.StepDone {
					t.Errorf("step %s is %s", run.Step.Name, run.State)
				}
			}
		})
	}
	for _, name := range library {
		if !tried[name] {
			t.Errorf("%s is not tried", name)
		}
	}
}

func TestRestoredOffersCountForThoseWhoHaveOne(t *testing.T) {
	for person, want := range map[string]int{offered: 50, jobless: 0} {
		stay, then := play(t, person), play(t, person, "offers-restored")
		if gain := then.At(then.Start).Total - stay.At(stay.Start).Total; gain != want {
			t.Errorf("a gain of %d, want %d", gain, want)
		}
	}
}

// What waits for a province's own round has the job there, and is nominated by no
// plain course: a round has to take it.
func TestTheProvincesAreWaitedFor(t *testing.T) {
	for _, name := range []string{"alberta", "alberta-elsewhere", "british-columbia", "british-columbia-60", "ontario-workforce"} {
		then := play(t, employed, name)
		if nomination(then.At(then.End)) != any(false) {
			t.Errorf("%s nominates without a round", name)
		}
		for _, run := range then.Steps {
			want := sim.StepDone
			switch {
			case run.Step.WaitsFor != "":
				want = sim.StepWaiting
			case run.Step.Name == "filing", run.Step.Name == "nomination":
				want = sim.StepNotReached
			}
			if run.State != want {
				t.Errorf("%s, %s is %s, want %s", name, run.Step.Name, run.State, want)
			}
		}
	}
}

func TestScenariosAreNotTakenInVain(t *testing.T) {
	tests := []struct {
		name     string
		scenario string
		person   string
		state    sim.StepState
	}{
		{"who has CLB 9 needs no test for it", "clb9", jobless, sim.StepSkipped},
		{"who has a valid assessment needs none", "eca", employed, sim.StepSkipped},
		{"who has an LMIA offer needs none", "lmia-offer", offered, sim.StepSkipped},
		{"who left school after secondary takes no master's in Canada", "masters-canada", couple, sim.StepBlocked},
		{"nor one abroad", "masters-abroad", couple, sim.StepBlocked},
		{"nor a doctorate", "doctorate", couple, sim.StepBlocked},
		{"nor a second credential of which one took three years", "second-credential", couple, sim.StepBlocked},
		{"who is nominated looks for no other province", "saskatchewan-tech", nominated, sim.StepBlocked},
		{"nor for Alberta", "alberta", nominated, sim.StepBlocked},
		{"nor for British Columbia", "british-columbia", nominated, sim.StepBlocked},
		{"nor for Ontario", "oinp-tech", nominated, sim.StepBlocked},
		{"nor for an offer there", "ontario-workforce", nominated, sim.StepBlocked},
		{"a single person has no partner to learn English", "partner-clb9", employed, sim.StepBlocked},
		{"nor to study", "partner-degree", employed, sim.StepBlocked},
		{"nor to work", "partner-canadian-year", employed, sim.StepBlocked},
		{"nor to leave behind", "partner-stays-behind", employed, sim.StepBlocked},
		{"nor to apply", "swap-principal", employed, sim.StepBlocked},
		{"whose applicant has no permit yet does not work in Canada as the partner", "partner-canadian-year", couple, sim.StepBlocked},
		{"who is in no trade sits no examination for one", "certificate-of-qualification", employed, sim.StepBlocked},
		{"who is in a trade does not look for Alberta's tech employers", "alberta", tradesman, sim.StepBlocked},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := play(t, test.person, test.scenario)
			if got := p.Steps[0].State; got != test.state {
				t.Errorf("the first step is %s, want %s", got, test.state)
			}
			if cost := p.Cost(); cost != (sim.Range{}) {
				t.Errorf("it costs %v", cost)
			}
		})
	}
}

// A notification comes from a draw, never from a step.
func TestOntariosTechDrawIsWaitedFor(t *testing.T) {
	waiting := play(t, employed, "oinp-tech")
	for i, want := range []sim.StepState{sim.StepWaiting, sim.StepNotReached, sim.StepNotReached} {
		if got := waiting.Steps[i].State; got != want {
			t.Errorf("step %s is %s, want %s", waiting.Steps[i].Step.Name, got, want)
		}
	}
	if waiting.At(waiting.End).Candidate.Nominated || waiting.Cost() != (sim.Range{}) {
		t.Errorf("nominated without a draw, for %v dollars", waiting.Cost())
	}

	// Set down in time for the draw of 2024-03-21, 468 to 480.
	person := strings.NewReplacer("listening = 8, reading = 7, writing = 6, speaking = 7", "listening = 9, reading = 9, writing = 9, speaking = 9",
		"from = 2024-11-22", "from = 2018-11-22", "family_size = 1", "family_size = 1\nsibling = true\nprovinces = [\"all\"]").Replace(employed)
	p, _, err := scenarios.ReadProfile("person.toml", []byte(person))
	if err != nil {
		t.Fatal(err)
	}
	score := 0
	for _, test := range []struct {
		name      string
		low, high int // above and below the score
		nominated bool
	}{
		{"inside the band", 0, 0, true},
		{"below it", 1, 1, false},
		{"above it", -1, -1, false},
	} {
		on := civil.MustParse("2024-03-21")
		world := sim.World{Book: crs.Embedded(), Today: civil.MustParse("2024-03-01"), SetDown: true, Known: civil.Max, Draws: &draws.Record{}}
		if score == 0 {
			standing, _, err := world.Stand(p, on)
			if err != nil {
				t.Fatal(err)
			}
			score = standing.Total
		}
		world.Draws.Bands = []draws.Band{{Date: on, Until: on, Streams: []draws.Stream{draws.OntarioTech}, Low: score + test.low, High: score + test.high}}
		projection, err := world.Project(&sim.Plan{Profile: p}, sim.Option{Scenarios: []*sim.Scenario{ofLibrary(t, "oinp-tech")}})
		if err != nil {
			t.Fatal(err)
		}
		if got := projection.At(projection.End).Candidate.Nominated; got != test.nominated {
			t.Errorf("%s: nominated is %v", test.name, got)
		}
		if !test.nominated {
			continue
		}
		// 45 days to apply and two months of 30.4375 days.
		if filing, nomination := projection.Steps[1], projection.Steps[2]; filing.From != on || filing.To != on+45 || nomination.To != on+45+61 {
			t.Errorf("applied from %v to %v, nominated on %v", filing.From, filing.To, nomination.To)
		}
		if cost := projection.Cost(); cost != sim.Exactly(1500) {
			t.Errorf("it costs %v", cost)
		}
	}
}

// A permit for work after the studies makes another one needless.
func TestAGraduateWorksOnTheGraduatesPermit(t *testing.T) {
	p := play(t, employed, "masters-canada", "canadian-year")
	for _, run := range p.Steps {
		want := sim.StepDone
		if run.Scenario.Name == "canadian-year" && run.Step.Name == "permit" {
			want = sim.StepSkipped
		}
		if run.State != want {
			t.Errorf("%s, %s is %s, want %s", run.Scenario.Name, run.Step.Name, run.State, want)
		}
	}
	if c := p.At(p.End).Candidate; c.CanadianWork != 12 {
		t.Errorf("%d months of work in Canada, want 12", c.CanadianWork)
	}
}

// The permit of three years after a master's is of 2024-02-15. Nothing is given
// before its rule is known, nor in the past before it was in force.
func TestAGraduatesPermitIsAsLongAsTheRulesOfItsDaySay(t *testing.T) {
	p, _, err := scenarios.ReadProfile("person.toml", []byte(employed))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, today string
		known       civil.Day // zero: as of that day
		months      int
	}{
		{"as of 2023 as long as the studies", "2023-03-15", 0, 16},
		{"as of the day before the rule too", "2024-02-14", 0, 16},
		{"as of its day for three years", "2024-02-15", 0, 36},
		{"and today", "2026-11-22", 0, 36},
		{"in the past, done after the rule, for three years", "2023-03-15", civil.Max, 36},
		{"in the past, done before it, as long as the studies", "2021-06-15", civil.Max, 16},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			today := civil.MustParse(test.today)
			world := sim.World{Book: crs.Embedded(), Today: today, AsOf: true, Known: today}
			if !test.known.IsZero() {
				world.Known, world.SetDown = test.known, true
			}
			plan := &sim.Plan{Profile: p, HorizonMonths: 60}
			_, shift := world.Start(plan)
			got, err := world.Project(plan, sim.Option{Name: "tried", Scenarios: []*sim.Scenario{ofLibrary(t, "masters-canada")}})
			if err != nil {
				t.Fatal(err)
			}
			given := got.Steps[len(got.Steps)-1].To + shift
			person := got.Person(got.End)
			if last := person.Profile.Canada.Permit.Expires; last < given.AddMonths(test.months)-1 || last > given.AddMonths(test.months)+1 {
				t.Errorf("given on %v, the permit lasts to %v; want %d months", given, last, test.months)
			}
		})
	}
}

func ofLibrary(t *testing.T, name string) *sim.Scenario {
	t.Helper()
	s, ok := scenarios.Library(name)
	if !ok {
		t.Fatalf("%s is not in the library", name)
	}
	return s
}

// play plays scenarios of the library over 36 months, or over 72 where one of
// them takes longer or there are several.
func play(t *testing.T, person string, names ...string) *sim.Projection {
	t.Helper()
	p, _, err := scenarios.ReadProfile("person.toml", []byte(person))
	if err != nil {
		t.Fatal(err)
	}
	today := civil.MustParse("2026-11-22")
	world := sim.World{Book: crs.Embedded(), Today: today, Known: today}
	plan := &sim.Plan{Profile: p, HorizonMonths: 36}
	if len(names) > 1 || slices.Contains(names, "doctorate") {
		plan.HorizonMonths = 72
	}
	option := sim.Option{Name: "tried"}
	for _, name := range names {
		option.Scenarios = append(option.Scenarios, ofLibrary(t, name))
	}
	projection, err := world.Project(plan, option)
	if err != nil {
		t.Fatal(err)
	}
	return projection
}
