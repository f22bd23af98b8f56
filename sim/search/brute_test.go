package search_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/search"
	"crsplan/sim/streams"
)

// brute tries every way of taking some moves in the plainest manner: each move
// is left out or put at the end of one of the lanes, one after another in every
// order; what is impossible is found out by playing it. Nothing is pruned.
type brute struct {
	q    *search.Question
	goal search.Goal
	// By cost and day, the least of all routes that reach the goal.
	cheapest  float64
	soonest   civil.Day
	best      int // the highest score, on days on which the stream is open
	reached   bool
	projected int
}

func (b *brute) try(t *rapid.T, lanes [][]int, used map[int]bool) {
	b.play(t, lanes)
	if len(used) == b.q.MaxSteps {
		return
	}
	for i := range b.q.Moves {
		if used[i] {
			continue
		}
		used[i] = true
		for lane := range len(lanes) + 1 {
			next := slices.Clone(lanes)
			if lane == len(lanes) {
				next = append(next, []int{i})
			} else {
				next[lane] = append(slices.Clone(next[lane]), i)
			}
			b.try(t, next, used)
		}
		delete(used, i)
	}
}

// play plays one arrangement, whatever it is.
func (b *brute) play(t *rapid.T, lanes [][]int) {
	o := sim.Option{Name: "tried", Lanes: []int{}}
	perPerson := map[sim.Who]int{}
	done := map[string]int{}  // how often somebody does something of a kind
	busy := map[sim.Who]int{} // lanes with full-time work or study
	led := map[sim.Who]int{}  // the first move of somebody's newest lane
	for n, lane := range lanes {
		who, full := b.q.Moves[lane[0]].Steps[0].Who, false
		// What runs side by side has no order: of two things done on one day
		// the one that is given first is done first.
		if first, other := led[who]; other && lane[0] < first {
			return
		}
		led[who] = lane[0]
		for _, i := range lane {
			m := b.q.Moves[i]
			if m.Steps[0].Who != who {
				return // a lane belongs to one person
			}
			for _, what := range doing(&m.Steps[0], b.q.Plan.Profile) {
				done[fmt.Sprint(who, " ", what)]++
			}
			full = full || slices.ContainsFunc(m.Steps, func(s sim.Step) bool { return !s.During.Nothing() })
			o.Scenarios, o.Lanes = append(o.Scenarios, m.Scenario), append(o.Lanes, n)
		}
		perPerson[who]++
		if full {
			busy[who]++
		}
	}
	for who := range perPerson {
		if perPerson[who] > b.q.Efforts || busy[who] > 1 {
			return
		}
	}
	for _, n := range done {
		if n > 1 {
			return // nobody does the same twice
		}
	}
	p, err := b.q.World.Project(b.q.Plan, o)
	if err != nil {
		t.Fatal(err)
	}
	b.projected++
	cost := 0.0
	changes := map[*sim.Scenario]bool{}
	for _, s := range p.Steps {
		switch s.State {
		case sim.StepDone:
			cost += s.Step.Cost.Likely
			changes[s.Scenario] = true
		case sim.StepSkipped:
		default:
			return // blocked, or not done in time
		}
	}
	if len(changes) != len(o.Scenarios) || b.q.Budget >= 0 && cost > b.q.Budget {
		return
	}
	for day := p.Start; day <= p.End; day++ {
		person := p.Person(day)
		if b.goal.Stream != "" && person.Admits(b.goal.Stream) != streams.Yes {
			continue
		}
		total := p.At(day).Total
		b.best = max(b.best, total)
		if total < b.goal.Score {
			continue
		}
		if !b.reached {
			b.cheapest, b.soonest, b.reached = cost, day, true
		}
		b.cheapest, b.soonest = min(b.cheapest, cost), min(b.soonest, day)
		if b.goal.Stream == "" {
			break // later days bring no more news but the best score
		}
	}
	if b.goal.Stream == "" {
		b.best = max(b.best, p.Best().Total)
	}
}

// doing tells what is done in a step of these tests that nobody does twice: to
// work here and then there is twice something else, and permits may follow each
// other. The weakest ability goes up in the language that somebody speaks better.
func doing(s *sim.Step, p *profile.Profile) []string {
	then, english, french := &s.Then, p.Self.Languages.Results[language.English], p.Self.Languages.Results[language.French]
	switch {
	case then.Self.FirstUp > 0 && french.Levels.Lowest() > english.Levels.Lowest():
		return []string{"French"}
	case then.Self.FirstUp > 0, then.Self.Languages[language.English].AtLeast[0] > 0:
		return []string{"English"}
	case then.Self.Languages[language.French].AtLeast[0] > 0:
		return []string{"French"}
	case then.Self.AtLeast != nil:
		return []string{"degree"}
	case then.Offer != nil:
		return []string{"offer"}
	case s.During.Work == sim.WorkInCanada:
		return []string{"work in Canada"}
	case s.During.Work == sim.WorkAbroad:
		return []string{"work abroad"}
	}
	return nil
}

// someMoves draws up to four moves: tests, degrees, work, offers, that may ask
// for or exclude each other.
func someMoves(t *rapid.T) []search.Move {
	kinds := []func(*sim.Step){
		func(s *sim.Step) { s.Then.Self.FirstUp = 1 },
		func(s *sim.Step) {
			level := rapid.IntRange(7, 10).Draw(t, "CLB")
			s.Then.Self.Languages[language.English].AtLeast = language.Levels{}.Raised(level)
		},
		func(s *sim.Step) {
			level := rapid.IntRange(5, 9).Draw(t, "NCLC")
			s.Then.Self.Languages[language.French].AtLeast = language.Levels{}.Raised(level)
		},
		func(s *sim.Step) {
			masters := profile.Masters
			s.Then.Self.AtLeast, s.Then.Self.Assessed = &masters, true
			s.During.Study = rapid.SampledFrom([]sim.Study{sim.NoStudy, sim.StudyAbroad, sim.StudyInCanada}).Draw(t, "study")
		},
		func(s *sim.Step) { s.During.Work, s.Months = sim.WorkInCanada, sim.Exactly(12) },
		func(s *sim.Step) { // as time alone allows: a permit ends, another job has the most months
			s.During.Work, s.Months = sim.WorkAbroad, sim.Exactly(12)
			s.Conflicts = rapid.SampledFrom([][]string{{"work-permit"}, {"work-or-study-permit"}, {"alberta-tech-occupation"}}).Draw(t, "conflicts with")
		},
		func(s *sim.Step) {
			s.Then.Permit = &sim.PermitChange{Kind: profile.OpenPermit, Months: rapid.IntRange(1, 12).Draw(t, "permit")}
		},
		func(s *sim.Step) {
			s.Then.Offer = &profile.Offer{LMIA: true, Months: 12, FullTime: true}
			s.Requires = rapid.SampledFrom([][]string{nil, {"bachelor"}, {"masters"}, {"work-permit"}}).Draw(t, "requires")
		},
		func(s *sim.Step) {
			s.Who = sim.ThePartner
			s.Then.Self.Languages[language.English].AtLeast = language.Levels{9, 9, 9, 9}
		},
	}
	var moves []search.Move
	for i := range rapid.IntRange(1, 4).Draw(t, "moves") {
		step := sim.Step{Name: "do", Chance: 1, Tries: 1, Months: sim.Exactly(float64(rapid.IntRange(0, 14).Draw(t, "months"))), Cost: sim.Exactly(float64(100 * rapid.IntRange(0, 9).Draw(t, "cost")))}
		rapid.SampledFrom(kinds).Draw(t, "kind")(&step)
		s := &sim.Scenario{Name: fmt.Sprint("m", i), Steps: []sim.Step{step}}
		if i > 0 {
			other := fmt.Sprint("m", rapid.IntRange(0, i-1).Draw(t, "other"))
			switch rapid.IntRange(0, 5).Draw(t, "relation") {
			case 0:
				s.Requires = []string{other}
			case 1:
				s.Conflicts = []string{other}
			}
		}
		moves = append(moves, search.Move{Scenario: s})
	}
	return moves
}

// smallQuestion draws somebody with a few moves, and a goal about as high as
// they may come.
func smallQuestion(t *rapid.T, tb testing.TB) (*search.Question, search.Goal) {
	p := person(tb, rapid.SampledFrom([]string{"ana", "abroad", "couple", "in-canada", "french"}).Draw(t, "person"))
	p.Self.Birth += civil.Day(rapid.IntRange(-400, 400).Draw(t, "older"))
	if rapid.Bool().Draw(t, "has a permit") {
		p.Canada.Permit = &profile.Permit{Kind: profile.OpenPermit, Expires: p.StatedOn + civil.Day(rapid.IntRange(-30, 500).Draw(t, "permit ends"))}
	}
	q := &search.Question{
		World: now(), Plan: &sim.Plan{Profile: p, HorizonMonths: rapid.IntRange(6, 30).Draw(t, "horizon")}, Moves: someMoves(t),
		MaxSteps: rapid.IntRange(1, 3).Draw(t, "steps"), Efforts: rapid.IntRange(1, 2).Draw(t, "efforts"), Budget: -1, Streams: []draws.Stream{draws.CEC, draws.French},
	}
	q.World.LetExpire = rapid.Bool().Draw(t, "lets expire")
	if rapid.Bool().Draw(t, "has a budget") {
		q.Budget = float64(100 * rapid.IntRange(0, 20).Draw(t, "budget"))
	}
	stay, err := q.World.Project(q.Plan, sim.Stay())
	if err != nil {
		t.Fatal(err)
	}
	return q, search.Goal{
		Score:  stay.Standings[0].Total + rapid.IntRange(-5, 90).Draw(t, "more"),
		Stream: rapid.SampledFrom([]draws.Stream{"", "", draws.CEC, draws.French}).Draw(t, "stream"),
	}
}

func TestTheSearchFindsWhatTryingEverythingFinds(t *testing.T) {
	cases, reached, projected := 0, 0, 0
	check := func(rt *rapid.T) {
		q, goal := smallQuestion(rt, t)
		found, err := q.Find(context.Background())
		if err != nil {
			rt.Fatal(err)
		}
		b := &brute{q: q, goal: goal}
		b.try(rt, nil, map[int]bool{})
		cases, projected = cases+1, projected+b.projected
		arrivals := q.Arrivals(found, goal)
		if (len(arrivals) > 0) != b.reached {
			rt.Fatalf("the search reaches %d points: %v; trying everything: %v", goal.Score, len(arrivals) > 0, b.reached)
		}
		if _, top, _ := q.Highest(found, goal); top != b.best {
			rt.Errorf("the highest score is %d, trying everything %d", top, b.best)
		}
		if !b.reached {
			return
		}
		reached++
		first, last := arrivals[0], arrivals[len(arrivals)-1]
		if first.Cost.Likely != b.cheapest || last.On != b.soonest {
			rt.Errorf("the cheapest is %v for %v, the soonest %v on %v; trying everything %v and %v",
				first.Option.Name, first.Cost.Likely, last.Option.Name, last.On, b.cheapest, b.soonest)
		}
		for i, a := range arrivals[1:] {
			if a.Cost.Likely <= arrivals[i].Cost.Likely || a.On >= arrivals[i].On {
				rt.Errorf("%s does not belong on the frontier after %s", a.Option.Name, arrivals[i].Option.Name)
			}
		}
		fewest, ok := q.Fewest(found, goal)
		if !ok || fewest.Steps() > first.Steps() || fewest.Steps() > last.Steps() {
			rt.Errorf("the fewest steps are %d", fewest.Steps())
		}
	}
	rapid.Check(t, check) // a hundred cases each
	rapid.Check(t, check)
	if !testing.Short() && (cases < 200 || reached < cases/10 || reached == cases) {
		t.Errorf("of %d cases %d reach their goal", cases, reached)
	}
	t.Logf("%d cases, %d reach their goal, %d arrangements tried", cases, reached, projected)
}

// A move that conflicts with the permit held today may be taken when the permit
// has ended, and then be part of the cheapest plan.
func TestWhatTimeAlonePermitsIsAmongThePlans(t *testing.T) {
	tests := []struct {
		name    string
		expires string
		found   bool
	}{
		{"the permit ends while French is learned", "2027-03-12", true},
		{"on the day before French is done", "2028-02-21", true},
		{"on the day that it is done", "2028-02-22", false},
		{"after the horizon", "2030-01-01", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := person(t, "in-canada")
			p.Canada.Permit.Expires = day(test.expires)
			q := &search.Question{
				World: now(), Plan: &sim.Plan{Profile: p, HorizonMonths: 36}, Moves: library(t, "french-nclc7", "foreign-year"),
				MaxSteps: 3, Efforts: 2, Budget: -1, Streams: []draws.Stream{draws.CEC, draws.French},
			}
			found, err := q.Find(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			both := slices.ContainsFunc(found.Routes, func(r *search.Route) bool { return names(r.Moves) == "french-nclc7 foreign-year" })
			if both != test.found {
				t.Errorf("French and then a year abroad is found: %v, want %v", both, test.found)
			}
		})
	}
}

func names(moves []search.Move) string {
	var list []string
	for _, m := range moves {
		list = append(list, m.Name)
	}
	return strings.Join(list, " ")
}

// Permits may follow each other, and to work here and then abroad is twice
// something else; only to do the same again is no plan.
func TestWhatIsNoRepetitionIsTakenTogether(t *testing.T) {
	permit := sim.Step{Name: "permit", Months: sim.Exactly(2), Chance: 1, Tries: 1}
	permit.Then.Permit = &sim.PermitChange{Kind: profile.OpenPermit, Months: 12}
	here := sim.Step{Name: "here", Months: sim.Exactly(3), Chance: 1, Tries: 1, During: sim.During{Work: sim.WorkInCanada}}
	abroad := sim.Step{Name: "abroad", Months: sim.Exactly(3), Chance: 1, Tries: 1, During: sim.During{Work: sim.WorkAbroad}}
	tests := []struct {
		name  string
		steps [2]sim.Step
		taken bool
	}{
		{"two permits", [2]sim.Step{permit, permit}, true},
		{"work in Canada and then abroad", [2]sim.Step{here, abroad}, true},
		{"a permit and work in Canada", [2]sim.Step{permit, here}, true},
		{"work in Canada twice", [2]sim.Step{here, here}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			q := &search.Question{Plan: &sim.Plan{Profile: person(t, "in-canada")}}
			var moves []search.Move
			for i, step := range test.steps {
				moves = append(moves, search.Move{Scenario: &sim.Scenario{Name: fmt.Sprint("m", i), Steps: []sim.Step{step}}})
			}
			if taken := !q.Repeats(moves); taken != test.taken {
				t.Errorf("taken together: %v, want %v", taken, test.taken)
			}
		})
	}
}
