package answer

import (
	"cmp"
	"math"
	"slices"

	"crsplan/sim/civil"
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
	// With "missing" it hangs on a fact that is missing: nothing is recommended
	// in its place, and Because asks for it and says what follows either way.
	By      string `json:"by"`
	Because string `json:"because"`
	IfMet   string `json:"if_met,omitempty"` // the option to choose if it is met
	IfNot   string `json:"if_not,omitempty"` // and if it is not; "" where none leads to an invitation
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
	doc.Recommended = Recommendation{Option: asked, By: "asked", Because: c.Term("recommend.asked")}
	return true
}

func recommend(c *reason.Catalogue, doc *Plan) Recommendation {
	if r, hangs := bothRecommended(c, doc); hangs {
		return r
	}
	if best := byChance(doc.Options, certain); best != nil {
		last := best.last()
		return Recommendation{Option: best.Option, By: "chance", Because: c.Phrase("recommend.chance", "chance", c.Percent(last.P.P), "by", last.By)}
	}
	best, margin := byMargin(doc)
	if best == nil {
		if len(doc.Needs) > 0 {
			return Recommendation{By: "missing", Because: c.Phrase("recommend.missing/no-chance", "questions", questions(doc.Needs))}
		}
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
	return Recommendation{Option: best.Option, By: "margin", Because: because}
}

// percent writes a share as a whole number of percent.
func percent(p float64) int { return int(math.Round(p * 100)) }

// Two chances count as equal when they lie at most so many standard errors of
// the simulation apart, or so far: the forecasts themselves are not good to less.
const (
	doubt = 2
	alike = 0.02
)

// certain is the chance that hangs on nothing that is missing, ifMet the one
// with what is missing met.
func certain(c Chance) float64 { return c.P.P }

func ifMet(c Chance) float64 {
	if c.PIfMet != nil {
		return *c.PIfMet
	}
	return c.P.P
}

// last returns the chance by the end of the plan.
func (o *Option) last() Chance { return o.Chance[len(o.Chance)-1] }

// byChance returns the option with the highest chance by the end of the plan:
// of those that are as good within the error the cheaper, then the sooner. Nil
// where no chance is known, or every one is nothing.
func byChance(options []Option, of func(Chance) float64) *Option {
	var best *Option
	for i := range options {
		if o := &options[i]; len(o.Chance) > 0 && (best == nil || of(o.last()) > of(best.last())) {
			best = o
		}
	}
	if best == nil || percent(of(best.last())) == 0 {
		return nil
	}
	top := best.last()
	for i := range options {
		o := &options[i]
		if len(o.Chance) > 0 && of(top)-of(o.last()) <= max(doubt*math.Hypot(top.Error, o.last().Error), alike) && cheaperOrSooner(o, best) < 0 {
			best = o
		}
	}
	return best
}

// bothRecommended tells the recommendation both ways where the chance of the
// option to choose hangs on missing facts.
func bothRecommended(c *reason.Catalogue, doc *Plan) (Recommendation, bool) {
	met, not := byChance(doc.Options, ifMet), byChance(doc.Options, certain)
	hangs := func(o *Option) bool { return o != nil && !o.last().P.Known }
	if !hangs(met) && !hangs(not) {
		return Recommendation{}, false
	}
	r := Recommendation{By: "missing"}
	if met != nil {
		r.IfMet = met.Option
	}
	if not != nil {
		r.IfNot = not.Option
	}
	r.Because = c.Phrase(missingCode(doc.Needs), "questions", questions(doc.Needs),
		"met", bestMet(c, met, doc.End), "not", bestNot(c, not, doc.Needs, doc.End))
	return r, true
}

// bestMet tells the option to choose if what is missing is met.
func bestMet(c *reason.Catalogue, o *Option, end civil.Day) string {
	if o == nil {
		return c.Phrase("recommend.if-met/none", "end", end)
	}
	return c.Phrase("recommend.if-met", "option", o.Title, "chance", c.Chance(ifMet(o.last())), "end", end)
}

// bestNot tells the same if it is not, after the programs that are closed then.
func bestNot(c *reason.Catalogue, o *Option, needs []Need, end civil.Day) string {
	told := c.Phrase("recommend.if-not/none", "end", end)
	if o != nil {
		told = c.Phrase("recommend.if-not", "option", o.Title, "chance", c.Chance(certain(o.last())), "end", end)
	}
	if programs := closedIfNot(needs); programs != nil {
		told = c.Phrase("recommend.not-eligible", "programs", programs) + " " + told
	}
	return told
}

// missingCode is the phrase that asks for missing facts and says both ways.
func missingCode(needs []Need) string {
	if len(needs) > 1 {
		return "recommend.missing/several"
	}
	return "recommend.missing"
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
			if o.NoEstimate != "" || m.Eligible == nil || m.Last == nil || m.LastRound <= year {
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
