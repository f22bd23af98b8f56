package answer

import (
	"cmp"
	"math"
	"slices"

	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// Recommendation is the option that a plan points to, and by which rule.
type Recommendation struct {
	Option string `json:"option"` // "" where nothing here leads to an invitation
	// By is the rule: "chance", the highest chance of an invitation by the end
	// of the plan, the cheaper and then the sooner of those as good within the
	// error; "margin", the most points above the last cutoff of a stream that
	// is open, where no chance is known; "asked", the user's own choice; "none".
	By      string `json:"by"`
	Because string `json:"because"`
}

// Recommend chooses among the options of a plan by the rule, or takes the one
// that somebody asks for by its name; false where there is none of that name.
func (doc *Plan) Recommend(c *reason.Catalogue, asked string) bool {
	if asked == "" {
		doc.Recommended = recommend(c, doc)
		return true
	}
	if !slices.ContainsFunc(doc.Options, func(o Option) bool { return o.Option == asked }) {
		return false
	}
	doc.Recommended = Recommendation{asked, "asked", c.Term("recommend.asked")}
	return true
}

func recommend(c *reason.Catalogue, doc *Plan) Recommendation {
	if best := byChance(doc.Options); best != nil {
		last := best.Chance[len(best.Chance)-1]
		return Recommendation{best.Option, "chance", c.Phrase("recommend.chance", "chance", c.Percent(last.P), "by", last.By)}
	}
	best, margin := byMargin(doc)
	if best == nil {
		return Recommendation{By: "none", Because: c.Phrase("recommend.none", "end", doc.End)}
	}
	values := []any{"stream", draws.Stream(margin.Stream).Term(), "points", max(*margin.Last, -*margin.Last), "on", margin.On}
	because := c.Phrase("recommend.margin/below", values...)
	switch {
	case *margin.Last > 0:
		because = c.Phrase("recommend.margin/above", values...)
	case *margin.Last == 0:
		because = c.Phrase("recommend.margin/equal", values...)
	}
	return Recommendation{best.Option, "margin", because}
}

// percent writes a share as a whole number of percent.
func percent(p float64) int { return int(math.Round(p * 100)) }

// Two chances count as equal when they lie at most so many standard errors of
// the simulation apart, or so far: the forecasts themselves are not good to less.
const (
	doubt = 2
	alike = 0.02
)

// byChance returns the option with the highest chance by the end of the plan:
// of those that are as good within the error the cheaper, then the sooner. Nil
// where no chance is known, or every one is nothing.
func byChance(options []Option) *Option {
	var best *Option
	last := func(o *Option) Chance { return o.Chance[len(o.Chance)-1] }
	for i := range options {
		if o := &options[i]; len(o.Chance) > 0 && (best == nil || last(o).P > last(best).P) {
			best = o
		}
	}
	if best == nil || percent(last(best).P) == 0 {
		return nil
	}
	top := last(best)
	for i := range options {
		o := &options[i]
		if len(o.Chance) > 0 && top.P-last(o).P <= max(doubt*math.Hypot(top.Error, last(o).Error), alike) && cheaperOrSooner(o, best) < 0 {
			best = o
		}
	}
	return best
}

// byMargin returns the option that lies farthest above the last cutoff of a
// stream that is open to the person and holds rounds, or least below it, with
// its margin; nil where no such stream is open in any.
func byMargin(doc *Plan) (best *Option, margin *Margin) {
	year := doc.DataDate.AddYears(-1)
	for i := range doc.Options {
		o := &doc.Options[i]
		for j := range o.Margins {
			m := &o.Margins[j]
			if m.Eligible == nil || m.Last == nil || m.LastRound <= year {
				continue
			}
			if best == nil || *m.Last > *margin.Last || *m.Last == *margin.Last && o != best && cheaperOrSooner(o, best) < 0 {
				best, margin = o, m
			}
		}
	}
	return best, margin
}

// cheaperOrSooner compares options that lead as far.
func cheaperOrSooner(a, b *Option) int {
	return cmp.Or(cmp.Compare(a.Cost.Likely, b.Cost.Likely), cmp.Compare(a.Months, b.Months))
}
