package search

import (
	"fmt"
	"math"
	"time"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/costs"
	"crsplan/sim/language"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
)

// pricesFrom is the first day of which prices of tests and documents are known.
// As of an earlier day these are used, and the rim says so.
var pricesFrom = civil.Of(2026, time.January, 1)

// maker makes moves from a profile.
type maker struct {
	p     *profile.Profile
	on    civil.Day // of the person's calendar: the first day of the plan
	price civil.Day // the day of prices
	moves []Move
}

// Made returns the moves that a profile itself suggests: each ability of each
// test one level up, and all four; French by level; each credential; years of
// work; and the same of the partner.
func Made(w *sim.World, plan *sim.Plan) []Move {
	start, shift := w.Start(plan)
	m := &maker{p: plan.Profile, on: start + shift, price: max(w.Known, pricesFrom)}
	people := []sim.Who{sim.Principal}
	if plan.Profile.WithPartner() {
		people = append(people, sim.ThePartner)
	}
	for _, who := range people {
		for _, of := range []language.Official{language.English, language.French} {
			m.abilities(who, of)
			m.wholeTest(who, of)
		}
		m.credentials(who)
	}
	m.firstFrench()
	m.years()
	return m.moves
}

// step adds a move of one step, with its words: a code with its values.
func (m *maker) step(name string, step sim.Step, title, source reason.Reason) *Move {
	step.Name = "do"
	step.Tries = 1
	if step.Who == sim.ThePartner {
		name = "partner-" + name
	}
	m.moves = append(m.moves, Move{Scenario: &sim.Scenario{Name: name, Steps: []sim.Step{step}, Ours: true}, Title: title, Source: source})
	return &m.moves[len(m.moves)-1]
}

// variant is the code of the applicant, or that of the partner.
func variant(who sim.Who, own, partners string) string {
	if who == sim.ThePartner {
		return partners
	}
	return own
}

// Planning assumptions for test results: one level in one ability takes one to
// six months and up to 2,000 dollars of preparation, and comes out as hoped for
// three times in four. Several levels take as many times that; several
// abilities are prepared at once.
// Source: planner's assumption of 100 to 200 hours a level (ALTE hours as the
// upper guide), as in the library's one-ability.
var (
	levelMonths = sim.Range{Low: 1, Likely: 3, High: 6}
	levelCost   = sim.Range{Low: 0, Likely: 500, High: 2000}
)

const (
	levelChance = 0.75
	topLevel    = 10 // nothing scores more
)

func times(r sim.Range, n int) sim.Range { return scaled(r, float64(n)) }

func scaled(r sim.Range, by float64) sim.Range {
	return sim.Range{Low: by * r.Low, Likely: by * r.Likely, High: by * r.High}
}

// fee returns the price of a test, or of the usual one of its language.
func (m *maker) fee(test string, of language.Official) sim.Range {
	if test == "" {
		test = map[language.Official]string{language.English: "ielts-general", language.French: "tef-canada"}[of]
	}
	return m.priceOf(test)
}

func (m *maker) priceOf(key string) sim.Range {
	c, _ := costs.On(key, m.price)
	return sim.Range{Low: float64(c.Low), Likely: float64(c.Likely), High: float64(c.High)}
}

// raised is the step that takes a test again and comes out at other levels.
func (m *maker) raised(who sim.Who, of language.Official, r *profile.Result, to language.Levels) (sim.Step, *Raise) {
	up := 0
	raise := &Raise{Who: who, Language: of, Test: r.Test, From: r.Levels, To: to}
	test, known := language.TestByID(r.Test)
	for _, a := range language.Abilities {
		up = max(up, int(to[a]-r.Levels[a]))
		if !known {
			continue
		}
		raise.FromScore[a] = r.Scores[a]
		if least, ok := test.Minimum(a, int(r.Levels[a])); ok && r.Scores[a] == 0 {
			raise.FromScore[a] = least
		}
		raise.ToScore[a] = raise.FromScore[a]
		if least, ok := test.Minimum(a, int(to[a])); ok && to[a] > r.Levels[a] {
			raise.ToScore[a] = least
		}
	}
	step := sim.Step{
		Who: who, Months: times(levelMonths, up), Cost: m.fee(r.Test, of).Plus(times(levelCost, up)), Chance: math.Round(100*math.Pow(levelChance, float64(up))) / 100,
	}
	step.Then.Self.Languages[of].AtLeast = to
	return step, raise
}

// abilities makes a move of each ability one level up.
func (m *maker) abilities(who sim.Who, of language.Official) {
	r := &personOf(m.p, who).Languages.Results[of]
	if !r.Held {
		return
	}
	for _, a := range language.Abilities {
		if r.Levels[a] >= topLevel {
			continue
		}
		to := r.Levels
		to[a]++
		step, raise := m.raised(who, of, r, to)
		name := fmt.Sprintf("%s-%s-%d", of, a, to[a])
		move := m.step(name, step, reason.Reason{}, m.testSource(who, of, r.Test))
		move.Raise = raise
		if test, known := language.TestByID(r.Test); known {
			move.Title = reason.New(variant(who, "move.ability", "move.ability/partner"), "language", of.Term(), "ability", a.Term(),
				"from", reason.Figure(raise.FromScore[a]), "to", reason.Figure(raise.ToScore[a]), "test", test.Name)
		} else {
			move.Title = reason.New(variant(who, "move.ability-level", "move.ability-level/partner"), "language", of.Term(), "ability", a.Term(),
				"from", int(r.Levels[a]), "to", int(to[a]), "scale", reason.Term("scale."+of.String()))
		}
	}
}

func (m *maker) testSource(who sim.Who, of language.Official, test string) reason.Reason {
	fee := m.fee(test, of)
	return reason.New("move.source-test", "fee", reason.CAD(fee.Likely))
}

// wholeTest makes moves of all four abilities at a level, each level above the
// weakest ability, where more than one has to rise.
func (m *maker) wholeTest(who sim.Who, of language.Official) {
	r := &personOf(m.p, who).Languages.Results[of]
	if !r.Held {
		if who == sim.ThePartner && of == language.English {
			m.firstTest()
		}
		return
	}
	for level := r.Levels.Lowest() + 1; level <= topLevel; level++ {
		to := r.Levels.Raised(level)
		step, raise := m.raised(who, of, r, to)
		if raise.single() {
			continue // the move of that ability
		}
		if of == language.French {
			step.Months, step.Chance = further(r.Levels.Lowest(), level)
		}
		move := m.step(fmt.Sprintf("%s-all-%d", of, level), step,
			reason.New(variant(who, "move.all-abilities", "move.all-abilities/partner"), "language", of.Term(), "scale", reason.Term("scale."+of.String()), "level", level),
			m.testSource(who, of, r.Test))
		move.Raise = raise
	}
}

// firstTest makes moves of a partner's first English test: what they speak
// already is not known, so that each level stands for itself.
func (m *maker) firstTest() {
	for _, level := range []int{5, 7, 9} {
		step := sim.Step{Who: sim.ThePartner, Months: levelMonths, Cost: m.fee("", language.English).Plus(levelCost), Chance: levelChance}
		step.Then.Self.Languages[language.English].AtLeast = language.Levels{}.Raised(level)
		m.step(fmt.Sprintf("english-first-%d", level), step,
			reason.New("move.first-test/partner", "language", language.English.Term(), "scale", reason.Term("scale.english"), "level", level),
			reason.New("move.source-first-test"))
	}
}
