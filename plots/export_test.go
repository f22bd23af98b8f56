package plots

import "gonum.org/v1/plot/vg"

// What the tests look at from outside.
var (
	DayTicks   = dayTicks
	FineTicks  = fineTicks
	MonthStep  = monthStep
	Spread     = spread
	Within     = within
	Overlap    = overlap
	LeastGap   = labelGap
	ScoreLimit = func(low, high, most int) (int, int, int) {
		a := newScoreAxis(low, high, most)
		return a.low, a.high, a.step
	}
	ScoreTicks = func(low, high, most int) []int { return newScoreAxis(low, high, most).ticks() }
	Wrap       = func(text string, width vg.Length) []string { return labelType.wrap(text, width) }
	Width      = func(text string) vg.Length { return labelType.width(text) }
	TickWidth  = func(text string) vg.Length { return tickType.width(text) }
)

// MostLines is how many lines of a text a chart shows.
const MostLines = mostLines
