package search_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crsplan/scenarios"
	"crsplan/sim"
	"crsplan/sim/draws"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/search"
)

var active = []draws.Stream{draws.CEC, draws.PNP, draws.French, draws.Healthcare}

// suggested returns the levers of somebody, by name.
func suggested(t testing.TB, name string) (map[string]search.Lever, *sim.Projection) {
	t.Helper()
	w, p := now(), plan(t, name)
	levers, stay, err := search.Levers(w, p, search.Suggested(w, p, library(t)), active)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]search.Lever{}
	for _, l := range levers {
		if _, twice := all[l.Name]; twice {
			t.Errorf("%s is suggested twice", l.Name)
		}
		all[l.Name] = l
	}
	return all, stay
}

// A move names a day of its own, however late: it is a lever with its day, or is
// said not to be done.
func TestALeverThatEndsLate(t *testing.T) {
	w, p := now(), plan(t, "ana")
	late := func(on string, months float64) []search.Move {
		s := sim.Step{Name: "study", StartsOn: day(on), Months: sim.Exactly(months), Chance: 1}
		s.Then.Self.CanadianStudy = new(profile.OneOrTwoYears)
		return []search.Move{{Scenario: &sim.Scenario{Name: "late", Steps: []sim.Step{s}}}}
	}
	tests := []struct {
		name   string
		moves  []search.Move
		on     string // the day it is done; "" where it is not
		points int
	}{
		{"within the horizon", late("2027-06-01", 2), "2027-08-01", 15},
		{"beyond it", late("2029-06-01", 24), "2031-06-02", 15},
		{"on the last day that is looked at", late("2046-11-22", 0), "2046-11-22", 15},
		{"the day after", late("2046-11-23", 0), "", 0},
		{"begun then and done later", late("2046-11-01", 2), "", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			levers, stay, err := search.Levers(w, p, test.moves, active)
			if err != nil {
				t.Fatal(err)
			}
			l := levers[0]
			if l.On.String() != test.on || l.Points != test.points {
				t.Errorf("done on %q for %d points, want %q for %d", l.On, l.Points, test.on, test.points)
			}
			if test.on == "" && l.Blocked.String() != "search.late end=2046-11-22" {
				t.Errorf("blocked: %v", l.Blocked)
			}
			if test.on != "" && stay.End < l.On {
				t.Errorf("staying ends on %v, before the move", stay.End)
			}
		})
	}
}

func TestWhatALeverIsWorth(t *testing.T) {
	tests := []struct {
		name, person, lever string
		points, ageing      int
		on                  string
		opens               []draws.Stream
	}{
		// CLB 8 to 9 in writing: 8 for the ability of 23 to 31, and from one
		// transferability tier to the next 12 for the degree and 25 for the work.
		{"the one ability that lacks for CLB 9", "ana", "english-writing-9", 8 + 12 + 25, 0, "2027-02-22", nil},
		{"an ability above CLB 9 brings the ability alone", "ana", "english-listening-10", 3, 0, "2027-02-22", nil},
		{"French opens its own rounds", "ana", "french-nclc7", 62, -5, "2028-02-22", []draws.Stream{draws.French}},
		{"a nomination opens those of nominees", "ana", "saskatchewan-tech", 600, -5, "2027-07-25", []draws.Stream{draws.PNP}},
		{"a first Canadian year opens the experience class, after two birthdays", "ana", "canadian-year", 78, -11, "2028-03-24", []draws.Stream{draws.CEC}},
		{"a job abroad that goes on is worth what staying is", "abroad", "foreign-2-years", 0, -11, "2028-11-22", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			levers, _ := suggested(t, test.person)
			l, ok := levers[test.lever]
			if !ok || !l.Blocked.IsZero() {
				t.Fatalf("there is no such lever: %v", l.Blocked)
			}
			if l.Points != test.points || l.Ageing != test.ageing || l.On != day(test.on) {
				t.Errorf("%+d points, %d by age, on %v; want %+d, %d, %s", l.Points, l.Ageing, l.On, test.points, test.ageing, test.on)
			}
			if diff := cmp.Diff(test.opens, l.Opens); diff != "" {
				t.Errorf("opens (-want +got):\n%s", diff)
			}
			sum := 0
			for _, part := range l.Parts {
				sum += part.Delta
			}
			if sum != l.Points {
				t.Errorf("the parts %v do not sum to %d", l.Parts, l.Points)
			}
		})
	}
}

// A test result is worth the same whether it is played as a move or stands in
// the profile of that day.
func TestARaiseIsWorthWhatTheProfileWithItScores(t *testing.T) {
	for _, name := range []string{"ana", "couple", "nurse", "french", "in-canada"} {
		levers, stay := suggested(t, name)
		tried := 0
		for _, l := range levers {
			if l.Raise == nil || l.On > stay.End {
				continue
			}
			tried++
			// As the person stands on that day, with the results declared.
			with := stay.At(l.On).Candidate
			results := &with.Languages[l.Raise.Language]
			if l.Raise.Who == sim.ThePartner {
				results = &with.Partner.Languages[l.Raise.Language]
			}
			*results = l.Raise.To
			rules, best := stay.At(l.On).Rules, 0
			for _, first := range []language.Official{language.English, language.French} {
				for _, partners := range []language.Official{language.English, language.French} {
					with.First, with.Partner.First = first, partners
					best = max(best, rules.Total(&with))
				}
			}
			if l.Score != best {
				t.Errorf("%s, %s: %d points, want %d", name, l.Name, l.Score, best)
			}
		}
		if tried < 3 {
			t.Errorf("%s: only %d raises", name, tried)
		}
	}
}

func TestTheMovesMadeFromAProfile(t *testing.T) {
	w := now()
	has := func(moves []search.Move, name string) bool {
		return slices.ContainsFunc(moves, func(m search.Move) bool { return m.Name == name })
	}
	tests := []struct {
		name, person string
		change       func(*profile.Profile)
		want, not    []string
	}{
		{"each ability one level up, and all four where more than one lacks", "ana", nil,
			[]string{"english-listening-10", "english-reading-10", "english-writing-9", "english-speaking-10", "english-all-10", "french-4", "french-10", "canadian-3-years", "foreign-3-years"},
			[]string{"english-all-9", "english-all-8", "bachelor", "partner-english-reading-10"}},
		{"nothing above the highest level that counts", "nurse", nil, []string{"english-reading-10"}, []string{"english-listening-11", "english-all-11"}},
		{"French that is there goes on from its level", "french", nil, []string{"french-writing-9", "french-all-10", "english-writing-6", "english-all-7"}, []string{"french-4", "french-7"}},
		{"credentials above the one held, at home and in Canada", "no-stream", nil,
			[]string{"one-year", "one-year-canada", "two-year", "bachelor", "bachelor-canada"}, []string{"secondary", "masters", "two-or-more"}},
		{"the partner's too", "couple", func(p *profile.Profile) {
			p.Partner.Education = profile.Education{Level: profile.Bachelor, Country: "LV"}
		}, []string{"partner-english-reading-10", "partner-assessment", "partner-two-or-more", "partner-masters"}, []string{"partner-one-year", "partner-bachelor"}},
		{"a partner without a test may take a first one", "couple", func(p *profile.Profile) {
			p.Partner.Languages = profile.Languages{}
		}, []string{"partner-english-first-5", "partner-english-first-9"}, []string{"partner-english-reading-10"}},
		{"one who stays behind counts for nothing", "couple", func(p *profile.Profile) { p.Partner.Accompanying = false },
			[]string{"english-writing-8"}, []string{"partner-english-reading-10", "partner-masters"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := plan(t, test.person)
			if test.change != nil {
				test.change(p.Profile)
			}
			made := search.Made(w, p)
			for _, name := range test.want {
				if !has(made, name) {
					t.Errorf("no move %s", name)
				}
			}
			for _, name := range test.not {
				if has(made, name) {
					t.Errorf("there is a move %s", name)
				}
			}
			for _, m := range made {
				checkMade(t, &m)
			}
		})
	}
}

// checkMade sees that a move can be told and taken.
func checkMade(t *testing.T, m *search.Move) {
	t.Helper()
	if _, taken := scenarios.Library(m.Name); taken {
		t.Errorf("%s has the name of a scenario of the library", m.Name)
	}
	for _, r := range []reason.Reason{m.Title, m.Source} {
		if !reason.English().Has(r.Code) {
			t.Errorf("%s: no words for %q", m.Name, r.Code)
		}
	}
	for i := range m.Steps {
		s := &m.Steps[i]
		for _, r := range []sim.Range{s.Months, s.Cost} {
			if r.Low < 0 || r.Low > r.Likely || r.Likely > r.High {
				t.Errorf("%s: the range %v does not rise", m.Name, r)
			}
		}
		if s.Chance <= 0 || s.Chance > 1 || s.Tries != 1 || s.Months.Likely == 0 || s.Name == "" {
			t.Errorf("%s: step %+v", m.Name, s)
		}
	}
}

func TestARaiseTellsTheScoresOfItsTest(t *testing.T) {
	levers, _ := suggested(t, "ana")
	r := levers["english-writing-9"].Raise
	if r.Test != "ielts-general" || r.FromScore[language.Writing] != 6.5 || r.ToScore[language.Writing] != 7 || r.ToScore[language.Reading] != 7 || r.Completes() != 9 {
		t.Errorf("%+v", r)
	}
	if levers["english-listening-10"].Raise.Completes() != 0 {
		t.Error("an ability above the weakest completes a level")
	}
}

func TestMovesThatAssumeAnotherBeginningDoNotFit(t *testing.T) {
	w := now()
	low := func(level int8) func(*profile.Profile) {
		return func(p *profile.Profile) {
			p.Self.Languages.Results[language.English].Levels = language.Levels{9, 9, level, level}
		}
	}
	french := func(p *profile.Profile) {
		p.Self.Languages.Results[language.French] = profile.Result{Held: true, TakenOn: p.StatedOn, Levels: language.Levels{6, 6, 6, 6}}
	}
	tests := []struct {
		name   string
		change func(*profile.Profile)
		given  []string
		want   string
	}{
		{"two levels below are what the library assumes", low(7), []string{"clb9"}, "clb9"},
		{"three are not", low(6), []string{"clb9"}, "english-all-9"},
		{"without any result the move stands", func(p *profile.Profile) { p.Self.Languages = profile.Languages{} }, []string{"clb9", "french-nclc7"}, "clb9 french-nclc7"},
		{"French that is there is not learned from zero", french, []string{"french-nclc7", "clb9"}, "french-all-7 clb9"},
		{"what is reached already stays, and changes nothing", french, []string{"french-nclc5"}, "french-nclc5"},
		{"other moves stay as they are", low(5), []string{"canadian-year", "one-ability"}, "canadian-year one-ability"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := plan(t, "abroad")
			test.change(p.Profile)
			if got := names(search.Fitting(w, p, library(t, test.given...))); got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
		})
	}
	suggested := names(search.Suggested(w, plan(t, "ana"), library(t)))
	for _, not := range []string{"one-ability", "partner-clb9", "proposal-2026", "clb9"} {
		if slices.Contains(strings.Fields(suggested), not) {
			t.Errorf("%s is suggested to a single person who lacks one ability", not)
		}
	}
}

func TestLeversInOrder(t *testing.T) {
	lever := func(name string, points int, months, dollars float64) search.Lever {
		return search.Lever{Move: search.Move{Scenario: &sim.Scenario{Name: name}}, Points: points, Months: months, Cost: sim.Exactly(dollars), On: day("2027-01-01") + 30*day("1970-01-02")}
	}
	free, slow, dear := lever("free", 10, 0, 0), lever("slow", 40, 20, 500), lever("dear", 40, 10, 8000)
	slow.On, dear.On, free.On = day("2028-01-01"), day("2027-06-01"), day("2026-12-01")
	gains := map[string]float64{"free": 0.1, "slow": 0.2, "dear": 0.3}
	for by, want := range map[search.By]string{
		search.ByPoints: "slow dear free", search.ByMonth: "free dear slow", search.ByThousand: "free slow dear", search.ByDay: "free dear slow", search.ByChance: "dear slow free",
	} {
		levers := []search.Lever{dear, free, slow}
		slices.SortFunc(levers, func(a, b search.Lever) int { return by.Compare(&a, &b, gains[a.Name], gains[b.Name]) })
		if got := levers[0].Name + " " + levers[1].Name + " " + levers[2].Name; got != want {
			t.Errorf("by %s: %s, want %s", by, got, want)
		}
	}
	if slices.Contains(search.Orders(), "") || len(search.Orders()) != 5 {
		t.Errorf("orders %v", search.Orders())
	}
	if rate := free.PerMonth(); !math.IsInf(rate, 1) {
		t.Errorf("what takes no time brings %v a month", rate)
	}
	lost, none := lever("lost", -3, 0, 0), lever("none", 0, 0, 0)
	if !math.IsInf(lost.PerThousand(), -1) || none.PerThousand() != 0 {
		t.Errorf("%v and %v per thousand", lost.PerThousand(), none.PerThousand())
	}
}

func TestOfLeversThatDoTheSameTheBetterStays(t *testing.T) {
	made := func(l search.Lever) search.Lever {
		l.Title = reason.New("move.french", "level", 7)
		return l
	}
	lever := func(name string, points int, on string, dollars float64) search.Lever {
		return search.Lever{Move: search.Move{Scenario: &sim.Scenario{Name: name}}, Points: points, On: day(on), Cost: sim.Exactly(dollars)}
	}
	raise := lever("raise", 10, "2027-06-01", 900)
	raise.Raise = &search.Raise{To: language.Levels{9, 9, 9, 9}}
	blocked := lever("blocked", 10, "2027-09-01", 900)
	blocked.Blocked = reason.New("lever.nothing")
	levers := []search.Lever{
		lever("cheap", 10, "2027-06-01", 100), lever("dear", 10, "2027-06-01", 200), lever("late", 10, "2027-07-01", 100), lever("late-but-free", 10, "2027-07-01", 0),
		made(lever("as-cheap", 10, "2027-06-01", 100)), lever("more", 11, "2027-08-01", 900), raise, blocked, lever("idle", 0, "2027-01-01", 0), lever("idle-too", 0, "2027-02-01", 0),
	}
	var got []string
	for _, l := range search.Distinct(levers) {
		got = append(got, l.Name)
	}
	if diff := cmp.Diff([]string{"cheap", "late-but-free", "more", "raise", "blocked", "idle", "idle-too"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
