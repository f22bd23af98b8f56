// Package plots draws crsplan's answers as charts: a projection beside the
// rounds that were held, the way from one score to another, Ontario's bands
// against a score, what is open or valid when, what became of past starts, where
// cutoffs may fall, the chance of an invitation, and what became of the chances
// given before.
//
// A chart is a plain value. What it shows has been worked out, and every word
// on it has been chosen, by the caller; plots decides only how things look.
// So nothing here knows a rule, a language or a file. Years, months and
// scores are written in figures, which read the same in every language.
//
// A [Chart] draws the whole of its page on any canvas of gonum/plot; [PNG] and
// [SVG] put it in a file. Charts hold neither state nor randomness:
// the same chart gives the same strokes and the same bytes, and several may be
// drawn at once.
//
// One thing is in colour, what the chart is about; all else is grey. Nothing is
// told by colour alone (shapes, dashes, fills and labels say it too), text is
// horizontal, and no text covers another. A name that is long makes its page
// taller ([Fit]); it is never cut. On a page as narrow as a phone, labels and
// notes stand below the panel.
//
// # To add a chart
//
// Write a value that holds what is to be seen, words and figures, and give it
// Draw in a file of its own; [Fit] must know how tall it wants to be. Give the
// tests samples of it, plain and hard (one option, six, long names, accents, a
// score far off, nothing to show), and look at them at the size of print:
//
//	go test ./plots -run Eye -look /tmp/charts
//	go test ./plots -update
//
// What it shows of an answer, and in which words, is chosen in
// cmd/crsplan/internal/charts; a command names it among its files.
package plots

import (
	"slices"

	"gonum.org/v1/plot/vg/draw"

	"crsplan/sim/civil"
)

// Chart is something that can be drawn.
type Chart interface {
	// Draw draws the whole page, which is the canvas's rectangle: background,
	// heading, chart and foot. The page should be at least as tall as [Fit]
	// says; on less, things are drawn over each other.
	Draw(c draw.Canvas)
	// Table is what the chart shows, in rows.
	Table() Table

	heading() Heading
}

// Dot is the lowest score invited by one round.
type Dot struct {
	On    civil.Day
	Score int
}

// Series is the past rounds of one stream, in order of their days. A Faint one
// does not matter to the person: it is drawn as small grey dots under the
// others, and named last.
type Series struct {
	Label string
	Dots  []Dot
	Faint bool
}

// Span is the band of one Ontario draw: both ends were invited. A High of 0
// means that there was no upper bound.
type Span struct {
	On        civil.Day
	Low, High int
}

// Step is a score that holds from a day until the next step. It is Incomplete
// where a factor of it is not known.
type Step struct {
	From       civil.Day
	Score      int
	Incomplete bool
}

// Flag is something that happens to an option on a day, in a word or two.
type Flag struct {
	On   civil.Day
	Text string
}

// Line is the score of one option over time, steps in order of their days.
// The Hero is the one that the chart is about: it alone is in colour. Dashed
// draws a line to compare with, dotted: usually the option of changing nothing.
type Line struct {
	Label  string
	Hero   bool
	Steps  []Step
	Spread []ScoreRange // over the ways that steps may go; empty where they are certain
	Flags  []Flag
	Dashed bool
}

// Mark is a dated change of the rules, an opening or a closing.
type Mark struct {
	On   civil.Day
	Text string
}

// marksBetween returns the marks from a day to another, both included.
func marksBetween(marks []Mark, from, to civil.Day) []Mark {
	return slices.DeleteFunc(slices.Clone(marks), func(m Mark) bool { return m.On < from || m.On > to })
}
