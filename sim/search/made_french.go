package search

import (
	"fmt"
	"math"

	"crsplan/sim"
	"crsplan/sim/language"
	"crsplan/sim/reason"
)

// fromZero is what learning French from the beginning takes, by NCLC: months at
// ten hours a week, what the lessons cost and how often it works out.
//
// Source: ALTE guided hours, cumulative (A2 180-200, B1 350-400, B2 500-600);
// levels 5, 7 and 9 are the library's, those between and above are drawn
// through them. Planning assumptions.
var fromZero = map[int]sim.Step{
	4:  {Months: sim.Range{Low: 4, Likely: 6, High: 10}, Cost: sim.Range{Low: 340, Likely: 2000, High: 4500}, Chance: 0.8},
	5:  {Months: sim.Range{Low: 6, Likely: 9, High: 15}, Cost: sim.Range{Low: 340, Likely: 2900, High: 6500}, Chance: 0.7},
	6:  {Months: sim.Range{Low: 8, Likely: 12, High: 19}, Cost: sim.Range{Low: 340, Likely: 3660, High: 8000}, Chance: 0.6},
	7:  {Months: sim.Range{Low: 9, Likely: 15, High: 24}, Cost: sim.Range{Low: 340, Likely: 4420, High: 9480}, Chance: 0.5},
	8:  {Months: sim.Range{Low: 12, Likely: 19, High: 30}, Cost: sim.Range{Low: 340, Likely: 5660, High: 12500}, Chance: 0.42},
	9:  {Months: sim.Range{Low: 14, Likely: 24, High: 36}, Cost: sim.Range{Low: 340, Likely: 6900, High: 15500}, Chance: 0.35},
	10: {Months: sim.Range{Low: 18, Likely: 30, High: 45}, Cost: sim.Range{Low: 340, Likely: 8500, High: 19000}, Chance: 0.25},
}

// firstFrench makes moves of French from the beginning, by level. Those who
// hold a result are served by [maker.wholeTest], whose months are by level too.
func (m *maker) firstFrench() {
	if m.p.Self.Languages.Results[language.French].Held {
		return
	}
	for level := 4; level <= topLevel; level++ {
		step := fromZero[level]
		step.Then.Self.Languages[language.French].AtLeast = language.Levels{}.Raised(level)
		m.step(fmt.Sprintf("french-%d", level), step, reason.New("move.french", "level", level), reason.New("move.source-french"))
	}
}

// further is what French takes from a level on: the difference of both from
// the beginning, at least what one level in one ability takes.
func further(from, to int) (months sim.Range, chance float64) {
	until := fromZero[min(to, topLevel)]
	since, begun := fromZero[from]
	if !begun {
		return until.Months, until.Chance
	}
	span := func(until, since, least float64) float64 { return math.Max(until-since, least) }
	months = sim.Range{
		Low:    span(until.Months.Low, since.Months.Low, levelMonths.Low),
		Likely: span(until.Months.Likely, since.Months.Likely, levelMonths.Likely),
		High:   span(until.Months.High, since.Months.High, levelMonths.High),
	}
	return months, math.Round(100*math.Min(levelChance, until.Chance/since.Chance)) / 100
}
