package plots

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// What the charts of chances, of single changes and of whole plans tell.

// percent writes a share as a whole number of percent.
func percent(share float64) string { return strconv.Itoa(int(math.Round(100*share))) + "\u00A0%" }

// seldom says whether the i-th of n items in time is told: some in even steps,
// and the last. A listener has heard enough of the others.
func seldom(i, n, every int) bool { return i%every == 0 || i == n-1 }

func (c Chances) tell() []string {
	said := []string{c.Empty}
	for _, o := range c.Options {
		var items []string
		for i, p := range o.Points {
			if i > 0 && seldom(i, len(o.Points), 6) {
				text := percent(p.P)
				if c.Harder != "" {
					text += " (" + percent(p.Low) + ")"
				}
				items = append(items, dated(p.On, text))
			}
		}
		said = append(said, list(o.Label, items))
	}
	if len(c.Options) > 0 && c.Harder != "" {
		said = append(said, "("+c.Harder+")")
	}
	return append(said, marked(marksBetween(c.Marks, c.From, c.To))...)
}

func (c Tornado) tell() []string {
	said := []string{c.Empty}
	for _, r := range c.Rows {
		items := []string{fmt.Sprintf("%+d", r.Points)}
		if r.Note != "" {
			items = append(items, r.Note)
		}
		if r.Opens && c.Legend[2] != "" {
			items = append(items, c.Legend[2])
		}
		said = append(said, list(r.Label, items))
	}
	return said
}

func (c Frontier) tell() []string {
	said := []string{c.Empty}
	for i, p := range c.Plans {
		said = append(said, fmt.Sprintf("%d. %s (%s %.0f; %s %.1f; %s %s)", i+1, p.Label, c.CostAxis, p.Cost, c.MonthsAxis, p.Months, c.Legend, percent(p.Chance)))
	}
	return said
}

func (c Heat) tell() []string {
	said := []string{c.Empty}
	for _, r := range c.Rows {
		var items []string
		for i, share := range r.Chances {
			if i < len(c.Days) && (slices.Contains(c.Named, i) || seldom(i, len(r.Chances), 6)) {
				items = append(items, dated(c.Days[i], percent(share)))
			}
		}
		said = append(said, list(r.Label, items))
	}
	return said
}

// tellAhead tells the bands of the cutoffs to come, now and then, and the
// ranges of the scores.
func (c Projection) tellAhead(a axes) (said []string) {
	for _, ahead := range c.Ahead {
		var items []string
		shown := slices.DeleteFunc(slices.Clone(ahead.Points), func(p FanPoint) bool { return !a.holds(p.On) })
		for i, p := range shown {
			if seldom(i, len(shown), 3) {
				b := p.Bands
				items = append(items, dated(p.On, fmt.Sprintf("%.0f–%.0f, %.0f–%.0f", b[1], b[3], b[0], b[4])))
			}
		}
		if len(items) > 0 {
			said = append(said, list(ahead.Label, items))
		}
	}
	for _, o := range c.Options {
		var items []string
		for _, s := range o.Spread {
			if text := fmt.Sprintf("%d–%d", s.Low, s.High); s.Low != s.High && a.holds(s.On) {
				items = append(items, dated(s.On, text))
			}
		}
		var few []string
		for i, item := range items {
			if seldom(i, len(items), 6) {
				few = append(few, item)
			}
		}
		if len(few) > 0 {
			said = append(said, list(o.Label+", "+c.SpreadLabel, few))
		}
	}
	return said
}
