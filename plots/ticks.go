package plots

import (
	"slices"
	"strconv"
	"time"

	"gonum.org/v1/plot/vg"

	"crsplan/sim/civil"
)

// dayTick is a tick of the time axis. A year is named under its middle, a
// month under its first day; so a tick and its label have places of their own.
type dayTick struct {
	On      civil.Day
	Major   bool
	Label   string
	LabelAt civil.Day
}

// dayUnit is a unit of the time axis, in months, with the unit of the small
// ticks between.
type dayUnit struct{ months, minor int }

var (
	monthUnit   = dayUnit{1, 1}
	quarterUnit = dayUnit{3, 1}
	yearUnit    = dayUnit{12, 3}
)

// dayTicks returns the ticks of an axis from one day to another that is that
// wide: at months, quarters or years, as the width allows, never at odd days.
// The last day belongs to the axis.
func dayTicks(from, to civil.Day, width vg.Length) []dayTick {
	if to <= from {
		return nil
	}
	perMonth := float64(width) / float64(to-from) * civil.DaysPerMonth
	unit := unitFor(perMonth)
	if float64(unit.minor)*perMonth < 4 {
		unit.minor = unit.months
	}
	return unit.ticks(from, to, width)
}

// fineTicks is dayTicks with a tick at every month, or else at every quarter
// or year, wherever two of them can be told apart.
func fineTicks(from, to civil.Day, width vg.Length) []dayTick {
	if to <= from {
		return nil
	}
	perMonth := float64(width) / float64(to-from) * civil.DaysPerMonth
	unit := unitFor(perMonth)
	for _, unit.minor = range []int{1, 3, 12, unit.months} {
		if float64(unit.minor)*perMonth >= 1.9 {
			break
		}
	}
	return unit.ticks(from, to, width)
}

// unitFor returns the unit whose labels fit on an axis with so many points to
// the month.
func unitFor(perMonth float64) dayUnit {
	month := float64(tickType.width("2026-12"))
	year := float64(tickType.width("2026"))

	unit := yearUnit
	switch {
	case perMonth >= month+9:
		unit = monthUnit
	case 3*perMonth >= month+17:
		unit = quarterUnit
	default:
		for _, years := range []int{2, 5, 10, 20, 50} {
			if float64(unit.months)*perMonth >= year+6 {
				break
			}
			unit = dayUnit{12 * years, 12}
		}
	}
	return unit
}

// ticks returns the ticks of a unit on an axis that is that wide.
func (unit dayUnit) ticks(from, to civil.Day, width vg.Length) []dayTick {
	year := float64(tickType.width("2026"))
	var ticks []dayTick
	index := func(d civil.Day) int { // months since year 0
		y, m, _ := d.Date()
		return 12*y + int(m) - 1
	}
	day := func(index int) civil.Day { return civil.Of(index/12, time.Month(index%12+1), 1) }
	for i := index(from); i <= index(to); i++ {
		on := day(i)
		major := i%unit.months == 0
		if on >= from && on <= to && (major || i%unit.minor == 0) {
			ticks = append(ticks, dayTick{On: on, Major: major})
		}
	}
	// Labels go over the ticks again, for a year of which only the end is seen
	// has a label but no tick of its own.
	wide := func(days civil.Day) float64 { return float64(days) * float64(width) / float64(to-from) }
	if unit.months < 12 {
		for i, t := range ticks {
			if t.Major {
				ticks[i].Label, ticks[i].LabelAt = t.On.String()[:len("2026-12")], t.On
			}
		}
		return ticks
	}
	for i := index(from) / unit.months * unit.months; i <= index(to); i += unit.months {
		begin, end := max(day(i), from), min(day(i+unit.months), to)
		if unit.months > 12 {
			end = min(day(i+12), to) // a tick of several years names its first
		}
		if unit.months == 12 && wide(end-begin) < year+2 || begin != day(i) && unit.months > 12 {
			continue
		}
		label := dayTick{On: begin, Label: strconv.Itoa(i / 12), LabelAt: begin + (end-begin)/2}
		if at := slices.IndexFunc(ticks, func(t dayTick) bool { return t.On == begin }); at >= 0 {
			label.Major = ticks[at].Major
			ticks[at] = label
		} else {
			ticks = append([]dayTick{label}, ticks...)
		}
	}
	return ticks
}

// scoreAxis is a scale of scores between two round limits.
type scoreAxis struct{ low, high, step int }

// newScoreAxis returns the axis around the scores from low to high that has
// at most so many steps.
func newScoreAxis(low, high, most int) scoreAxis {
	const least = 20 // points; less would blow up a difference that is none
	if high-low < least {
		low, high = low-(least-(high-low))/2, low+(least+high-low+1)/2
	}
	pad := max((high-low)/25, 2)
	low, high = max(low-pad, 0), high+pad
	var a scoreAxis
	for _, a.step = range []int{5, 10, 20, 25, 50, 100, 200, 250, 500, 1000} {
		a.low, a.high = low/a.step*a.step, (high+a.step-1)/a.step*a.step
		if (a.high-a.low)/a.step <= most {
			break
		}
	}
	return a
}

// ticks returns the scores that the axis names, its limits among them.
func (a scoreAxis) ticks() []int {
	var ticks []int
	for s := a.low; s <= a.high; s += a.step {
		ticks = append(ticks, s)
	}
	return ticks
}

// Distances, in points of score, that decide what an axis leaves out.
const (
	farOption = 120 // an option further than this from all else does not stretch the axis
	farRound  = 250 // nor does a round further than this from the others (75 on 2021-02-13)
	widest    = 450 // unless the options would all be off it, and the axis stays below this
)

// within returns the lowest and the highest score that an axis should show.
// Firm scores are what is compared with, the rounds and bands; loose ones are
// the options'. What falls outside is shown at the edge.
func within(firm, loose []int) (low, high int, ok bool) {
	core, far := firm, farRound
	if len(core) == 0 {
		core, far = loose, farOption
	}
	if len(core) == 0 {
		return 0, 0, false
	}
	low, high = largestCluster(core, far)
	low, high = stretch(low, high, loose)
	inside := func(s int) bool { return s >= low && s <= high }
	if len(loose) == 0 || slices.ContainsFunc(loose, inside) {
		return low, high, true
	}
	nearest := slices.MinFunc(loose, func(a, b int) int { return gap(a, low, high) - gap(b, low, high) })
	if l, h := stretch(min(low, nearest), max(high, nearest), loose); h-l <= widest {
		return l, h, true
	}
	return low, high, true
}

// gap is how far a score is from a range.
func gap(s, low, high int) int { return max(low-s, s-high, 0) }

// stretch widens a range to the scores that can be reached in leaps of
// farOption.
func stretch(low, high int, scores []int) (int, int) {
	for again := true; again; {
		again = false
		for _, s := range scores {
			if g := gap(s, low, high); g > 0 && g <= farOption {
				low, high, again = min(low, s), max(high, s), true
			}
		}
	}
	return low, high
}

// largestCluster returns the range of the most scores that have no gap wider
// than far between them; of two as large, the lower.
func largestCluster(scores []int, far int) (low, high int) {
	sorted := slices.Sorted(slices.Values(scores))
	best := 0
	for i := 0; i < len(sorted); {
		j := i + 1
		for j < len(sorted) && sorted[j]-sorted[j-1] <= far {
			j++
		}
		if j-i > best {
			best, low, high = j-i, sorted[i], sorted[j-1]
		}
		i = j
	}
	return low, high
}
