package answer

import (
	"cmp"
	"math"
	"slices"

	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
)

// Recommendation is the option that a plan points to, and by which rule.
type Recommendation struct {
	Option string `json:"option"` // "" where nothing here leads to an invitation
	// By is the rule: "chance", the highest chance of an invitation by the end of
	// the plan, and of the options within three points of it the one that holds in
	// most stress tests, then the sooner, then the cheaper; "margin", the most points above the last cutoff of a stream that
	// is open, where no chance is known; "asked", the user's own choice; "none".
	// With "missing" it hangs on a fact that is missing: nothing is recommended
	// in its place, and Because asks for it and says what follows either way. With
	// "unstated" so little is known of the person that nothing is said.
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
	if doc.Option(asked) == nil {
		return false
	}
	doc.Recommended = Recommendation{Option: asked, By: "asked", Because: c.Term("recommend.asked")}
	return true
}

func recommend(c *reason.Catalogue, doc *Plan) Recommendation {
	if r, hangs := bothRecommended(c, doc); hangs {
		return r
	}
	if best := byChance(doc.Options, false); best != nil {
		last := best.last()
		return Recommendation{Option: best.Option, By: "chance", Because: c.Phrase("recommend.chance", "chance", c.Percent(last.P.P), "by", last.By)}
	}
	best, margin := byMargin(doc)
	if best == nil {
		if len(doc.Needs) > 0 {
			return Recommendation{By: "missing", Because: c.Phrase("recommend.missing/no-chance", "questions", questions(c, doc.Needs))}
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

// last returns the chance by the end of the plan.
func (o *Option) last() Chance { return o.Chance[len(o.Chance)-1] }

// byChance returns the option to choose by the chance at the end of the plan,
// with what is missing met or not. Of the options within three percentage points
// of the highest, it is the one that holds in most stress tests, then the sooner,
// then the cheaper, then the one that takes less time; one with a further step
// that gains nothing is never chosen. Nil where no chance is known, or every one
// is nothing.
func byChance(options []Option, met bool) *Option {
	list := alike(options, met)
	if len(list) == 0 {
		return nil
	}
	least := func(value func(*Option) float64, by float64) {
		lowest := value(slices.MinFunc(list, func(a, b *Option) int { return cmp.Compare(value(a), value(b)) }))
		list = slices.DeleteFunc(list, func(o *Option) bool { return value(o) > lowest+by })
	}
	least(func(o *Option) float64 { return -float64(o.holds) }, 0)
	least(func(o *Option) float64 { return o.expected(met) }, sooner)
	least(func(o *Option) float64 { return o.Cost.Likely }, 0)
	least(func(o *Option) float64 { return o.Months }, 0)
	return list[0]
}

// alike returns the options whose chance is within three percentage points of the
// highest, but for those of which a part does as well, and as soon.
func alike(options []Option, met bool) (list []*Option) {
	top := 0.0
	for i := range options {
		top = max(top, options[i].chance(met))
	}
	if percent(top) == 0 {
		return nil
	}
	for i := range options {
		if o := &options[i]; o.chance(met) >= top-clearlyMore {
			list = append(list, o)
		}
	}
	return slices.DeleteFunc(slices.Clone(list), func(o *Option) bool {
		return slices.ContainsFunc(list, func(p *Option) bool {
			return partOf(p.scenarios(), o.scenarios()) && o.expected(met) > p.expected(met)-sooner
		})
	})
}

// scenarios are what an option is made of.
func (o *Option) scenarios() []*sim.Scenario {
	if o.Played == nil {
		return nil
	}
	return o.Played.Option.Scenarios
}

// chance is that by the end of the plan, with what is missing met or not; below 0
// where none is told.
func (o *Option) chance(met bool) float64 {
	if len(o.Chance) == 0 {
		return -1
	}
	return o.last().with(met)
}

// with is a chance with what is missing met, or as far as it is certain.
func (c Chance) with(met bool) float64 {
	if c.PWithout != nil {
		return *c.PWithout // it has to lead without what is only known from above
	}
	if met && c.PIfMet != nil {
		return *c.PIfMet
	}
	return c.P.P
}

// expected is in how many months an invitation is expected, or else how long the
// option takes.
func (o *Option) expected(met bool) float64 {
	switch {
	case met && o.met != nil:
		return o.met.Expected
	case o.Outlook != nil:
		return o.Outlook.Months
	}
	return o.Months
}

// bothRecommended tells the recommendation both ways where the chance of the
// option to choose hangs on missing facts: by more than tells two options apart.
func bothRecommended(c *reason.Catalogue, doc *Plan) (Recommendation, bool) {
	met, not := byChance(doc.Options, true), byChance(doc.Options, false)
	hangs := func(o *Option) bool {
		return o != nil && !o.last().P.Known && math.Abs(o.chance(true)-o.chance(false)) > clearlyMore
	}
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
	r.Because = c.Phrase(missingCode(doc.Needs), "questions", questions(c, doc.Needs),
		"met", bestMet(c, met, doc.End), "not", bestNot(c, not, doc.Needs, doc.End))
	return r, true
}

// bestMet tells the option to choose if what is missing is met.
func bestMet(c *reason.Catalogue, o *Option, end civil.Day) string {
	if o == nil {
		return c.Phrase("recommend.if-met/none", "end", end)
	}
	return c.Phrase("recommend.if-met", "option", o.within(c), "chance", c.Chance(o.chance(true)), "end", end)
}

// bestNot tells the same if it is not, after the programs that are closed then.
func bestNot(c *reason.Catalogue, o *Option, needs []Need, end civil.Day) string {
	told := c.Phrase("recommend.if-not/none", "end", end)
	if o != nil {
		told = c.Phrase("recommend.if-not", "option", o.within(c), "chance", c.Chance(o.chance(false)), "end", end)
	}
	if programs := closedIfNot(needs); programs != nil {
		told = c.Phrase("recommend.not-eligible", "programs", programs) + " " + told
	}
	return told
}

// within is what an option is called within a sentence.
func (o *Option) within(c *reason.Catalogue) string {
	if o.Option == sim.Stay().Name {
		return c.Term("option.stay-within")
	}
	return o.Title
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
	for i := range doc.Options {
		o := &doc.Options[i]
		m := doc.Nearest(o)
		if m == nil || o.NoEstimate != "" {
			continue
		}
		if best == nil || *m.Last > *margin.Last || *m.Last == *margin.Last && cheaperOrSooner(o, best) < 0 {
			best, margin = o, m
		}
	}
	return best, margin
}

// Nearest is the margin of an option to the last cutoff that its best score lies
// farthest above, or least below: of the streams that it opens and that held a
// round in the twelve months before the data date. Nil where there is none.
func (doc *Plan) Nearest(o *Option) *Margin {
	return doc.nearest(o, func(eligible *bool) bool { return eligible != nil && *eligible })
}

// NearestIfMet is the same of the streams that hang on a missing fact.
func (doc *Plan) NearestIfMet(o *Option) *Margin {
	return doc.nearest(o, func(eligible *bool) bool { return eligible == nil })
}

func (doc *Plan) nearest(o *Option, opens func(eligible *bool) bool) (nearest *Margin) {
	year := doc.DataDate.AddYears(-1)
	for i := range o.Margins {
		m := &o.Margins[i]
		if opens(m.Eligible) && m.Last != nil && m.LastRound > year && (nearest == nil || *m.Last > *nearest.Last) {
			nearest = m
		}
	}
	return nearest
}

// cheaperOrSooner compares options that lead as far.
func cheaperOrSooner(a, b *Option) int {
	return cmp.Or(cmp.Compare(a.Cost.Likely, b.Cost.Likely), cmp.Compare(a.Months, b.Months))
}
