package answer

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"crsplan/sim"
	"crsplan/sim/chance"
	"crsplan/sim/civil"
	"crsplan/sim/draws"
	"crsplan/sim/profile"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// Need is a missing fact that decides something: who answers it turns what is
// not known into an answer, which is told both ways.
type Need struct {
	Key      string `json:"key"`      // of the profile
	Question string `json:"question"` // to be answered by yes or no
	// Decides are the programs and round types that hang on it, and "score"
	// where points do.
	Decides []string `json:"decides"`
	// PIfMet and PIfNot are the chances of an invitation by the end of the plan
	// if the answer is yes, and no: the other missing facts supposed to be met.
	// Of the plan they are those of the best option either way. Null where no
	// chance was asked for, or none hangs on it.
	PIfMet *float64 `json:"p_if_met"`
	PIfNot *float64 `json:"p_if_not"`
	// TotalIfMet is the score with it; the total without counts what is certain.
	TotalIfMet *int `json:"total_if_met,omitempty"`
}

// Prob is a chance that may hang on a missing fact: then it is not known, which
// is written as null, and P counts what is certain.
type Prob struct {
	P     float64
	Known bool
}

// MarshalJSON writes the chance, or null.
func (p Prob) MarshalJSON() ([]byte, error) {
	if !p.Known {
		return []byte("null"), nil
	}
	return strconv.AppendFloat(nil, p.P, 'g', -1, 64), nil
}

// UnmarshalJSON reads a chance, or null.
func (p *Prob) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		*p = Prob{}
		return nil
	}
	p.Known = true
	return json.Unmarshal(data, &p.P)
}

// HigherText is [ChanceText] of the chance if every cutoff is so many points
// higher.
func HigherText(c *reason.Catalogue, of Chance, points int) string {
	key := strconv.Itoa(points)
	if of.P.Known || of.HigherIfMet == nil {
		return c.Chance(of.Higher[key])
	}
	return EitherText(c, c.Chance(of.HigherIfMet[key]), c.Chance(of.Higher[key]))
}

// ChanceText puts a chance into words: both ways where a missing fact decides.
func ChanceText(c *reason.Catalogue, of Chance) string {
	text := c.Chance(of.P.P)
	if !of.P.Known && of.PIfMet != nil {
		text = EitherText(c, c.Chance(*of.PIfMet), c.Chance(of.P.P))
	}
	return AtMost(c, of.Bound, text)
}

// AtMost says of a chance that is told from above that it is at most that.
func AtMost(c *reason.Catalogue, bound, chance string) string {
	if bound == "" {
		return chance
	}
	return c.Phrase("chance.at-most", "chance", chance)
}

// EitherText tells a figure both ways, once where it reads the same.
func EitherText(c *reason.Catalogue, met, not string) string {
	if met == not {
		return met
	}
	return c.Phrase("chance.both-ways", "met", met, "not", not)
}

// mostAsked is how many missing facts are answered both ways, one by one; with
// more, all together.
const mostAsked = 4

// missing is what a plan lacks, and what of it decides whether streams are open.
type missing struct {
	facts   []sim.Fact
	decides [][][]draws.Stream // by fact and option
	names   profile.Names      // of whom is asked
}

// deciding returns the facts that a person leaves out and that decide whether a
// stream is open on some day of a projection.
func deciding(projections []*sim.Projection, start civil.Day, of []draws.Stream) missing {
	all := projections[0].Lacking(start)
	decides := make([][][]draws.Stream, len(projections)) // by option and fact
	for k, p := range projections {
		decides[k] = p.Decides(all, of)
	}
	m := missingOf(all, decides)
	m.names = projections[0].Names
	return m
}

// decidingOn is the same of one day of a projection.
func decidingOn(proj *sim.Projection, on civil.Day, of []draws.Stream) missing {
	all := proj.Lacking(on)
	m := missingOf(all, [][][]draws.Stream{proj.DecidesOn(on, all, of)})
	m.names = proj.Names
	return m
}

// missingOf keeps the facts that decide something of an option.
func missingOf(all []sim.Fact, decides [][][]draws.Stream) (m missing) {
	for i := range all {
		by := make([][]draws.Stream, len(decides))
		any := false
		for k := range decides {
			by[k] = decides[k][i]
			any = any || len(by[k]) > 0
		}
		if any {
			m.facts, m.decides = append(m.facts, all[i]), append(m.decides, by)
		}
	}
	return m
}

// any reports whether a fact decides anything of an option.
func (m *missing) any(option int) bool {
	return slices.ContainsFunc(m.decides, func(by [][]draws.Stream) bool { return len(by[option]) > 0 })
}

// needsOf tells the facts that decide something of an option; below 0, of any.
func (m *missing) needsOf(c *reason.Catalogue, option int) []Need {
	list := []Need{}
	for i := range m.facts {
		need := Need{Key: m.facts[i].Key, Question: toldTo(c, m.names, c.Say(m.facts[i].Question)), Decides: []string{}}
		for k, of := range m.decides[i] {
			if option >= 0 && k != option {
				continue
			}
			for _, s := range of {
				if !slices.Contains(need.Decides, string(s)) {
					need.Decides = append(need.Decides, string(s))
				}
			}
		}
		if len(need.Decides) > 0 {
			list = append(list, need)
		}
	}
	return list
}

// bothWays runs the chances of the options that hang on missing facts with
// those facts met, and one by one not met.
func (doc *Plan) bothWays(plan *sim.Plan, run func(plan *sim.Plan, options []sim.Option) ([]chance.Outlook, error)) error {
	m := &doc.missing
	var which []int
	var options []sim.Option
	for i := range doc.Options {
		if m.any(i) && len(doc.Options[i].Chance) > 0 {
			which, options = append(which, i), append(options, doc.Options[i].Played.Option)
		}
	}
	if len(which) == 0 {
		return nil
	}
	answered := func(but int) ([]chance.Outlook, error) {
		supposed := *plan
		supposed.Profile = sim.WithAll(plan.Profile, m.facts, but)
		return run(&supposed, options)
	}
	met, err := answered(-1)
	if err != nil {
		return err
	}
	for k, i := range which {
		doc.Options[i].supposeMet(&met[k])
	}
	for fact := range m.facts {
		var not []chance.Outlook // nil: nothing else is missing, and what is certain holds
		switch {
		case len(m.facts) == 1:
		case len(m.facts) > mostAsked:
			return nil
		default:
			if not, err = answered(fact); err != nil {
				return err
			}
		}
		for k, i := range which {
			o := &doc.Options[i]
			last := o.Chance[len(o.Chance)-1]
			p := last.P.P
			if not != nil {
				p = share(lastMonth(&not[k]).P)
			}
			o.need(m.facts[fact].Key, last.PIfMet, p)
		}
	}
	for i := range doc.Needs {
		doc.tellBest(&doc.Needs[i])
	}
	return nil
}

// supposeMet takes in the chances of an option with what is missing met. Those
// that are the same without it are known.
func (o *Option) supposeMet(met *chance.Outlook) {
	o.met = met
	for i := range o.Chance {
		if i >= len(met.Months) {
			return
		}
		month := &o.Chance[i]
		p := share(met.Months[i].P)
		if percent(p) == percent(month.P.P) {
			continue // it is told the same
		}
		not := month.P.P
		month.PIfMet, month.PIfNot, month.PIfStepsWork, month.P.Known = &p, &not, nil, false
		if supposed := chanceOf(met.Months[i]); len(month.Higher) > 0 {
			month.HigherIfMet = supposed.Higher
		}
	}
	if !o.last().P.Known {
		o.Outlook.InTheWay = []InTheWay{} // what stands in the way is what is missing
	}
	if o.Outlook.Half != met.Median {
		o.Outlook.Half, o.Outlook.HalfIfMet = 0, met.Median
	}
}

// need takes in the chances of an option by the end, if a fact is met and not.
func (o *Option) need(key string, met *float64, not float64) {
	for i := range o.Needs {
		if n := &o.Needs[i]; n.Key == key {
			if met == nil {
				met = &not // it changes nothing
			}
			n.PIfMet, n.PIfNot = met, &not
		}
	}
}

// tellBest gives a need of the plan the highest chances of its options.
func (doc *Plan) tellBest(need *Need) {
	for i := range doc.Options {
		o := &doc.Options[i]
		if len(o.Chance) == 0 {
			continue
		}
		p := o.Chance[len(o.Chance)-1].P.P
		met, not := &p, &p
		for k := range o.Needs {
			if n := &o.Needs[k]; n.Key == need.Key && n.PIfMet != nil {
				met, not = n.PIfMet, n.PIfNot
			}
		}
		if need.PIfMet == nil || *met > *need.PIfMet {
			need.PIfMet = met
		}
		if need.PIfNot == nil || *not > *need.PIfNot {
			need.PIfNot = not
		}
	}
}

// NeedText is a missing fact in a sentence: the question, and what it decides.
func NeedText(c *reason.Catalogue, n *Need) string {
	var what reason.Terms
	for _, key := range n.Decides {
		if s := draws.Stream(key); s.Known() {
			what = append(what, s.Term())
		}
	}
	switch {
	case n.TotalIfMet != nil && what != nil:
		return c.Phrase("missing.decides/both", "question", n.Question, "total", *n.TotalIfMet, "what", what)
	case n.TotalIfMet != nil:
		return c.Phrase("missing.decides/score", "question", n.Question, "total", *n.TotalIfMet)
	}
	return c.Phrase("missing.decides", "question", n.Question, "what", what)
}

// missingWarnings asks for what is missing.
func missingWarnings(needs []Need) reason.Warnings {
	var w reason.Warnings
	for _, n := range needs {
		w.Add(reason.New("missing", "question", n.Question))
	}
	return w
}

// pointsMissing asks for the facts that decide no round type of a plan, and move
// the score of its first day.
func pointsMissing(c *reason.Catalogue, w *sim.World, plan *sim.Plan, stay *sim.Projection, asked []Need) (list reason.Warnings, err error) {
	for _, f := range stay.Lacking(stay.Start) {
		if slices.ContainsFunc(asked, func(n Need) bool { return n.Key == f.Key }) {
			continue
		}
		supposed := *plan
		supposed.Profile, supposed.Until = f.With(plan.Profile, true), stay.Start
		with, err := w.Project(&supposed, sim.Stay())
		if err != nil {
			return nil, err
		}
		if total := with.Standings[0].Total; total != stay.Standings[0].Total {
			list.Add(reason.New("missing/points", "question", toldTo(c, stay.Names, c.Say(f.Question)), "total", total))
		}
	}
	return list, nil
}

// FirstQuestions is how many questions a short answer asks; it says how many
// more there are.
const FirstQuestions = 2

// questions joins the first questions of needs.
func questions(c *reason.Catalogue, needs []Need) string {
	var list []string
	for _, n := range needs[:min(FirstQuestions, len(needs))] {
		list = append(list, n.Question)
	}
	if more := len(needs) - FirstQuestions; more > 0 {
		list = append(list, c.Phrase("needs-more", "count", more))
	}
	return strings.Join(list, " ")
}

// closedIfNot are the federal programs that facts decide.
func closedIfNot(needs []Need) reason.Terms {
	var list reason.Terms
	for _, which := range streams.Programs {
		if slices.ContainsFunc(needs, func(n Need) bool { return slices.Contains(n.Decides, string(which)) }) {
			list = append(list, which.Term())
		}
	}
	return list
}

// NeedsOn are the missing facts of a person as they are on a day that decide
// points then, or whether a stream that is not closed is open.
func NeedsOn(c *reason.Catalogue, w *sim.World, p *profile.Profile, on civil.Day, record *draws.Record) ([]Need, error) {
	proj, err := w.Ahead(p, sim.Stay(), on, 0)
	if err != nil {
		return nil, err
	}
	list, all := []Need{}, proj.Lacking(on)
	if len(all) == 0 {
		return list, nil
	}
	was, open := proj.At(on).Total, OpenStreams(record, w.Known)
	decides := proj.DecidesOn(on, all, open)
	for i, fact := range all {
		need := Need{Key: fact.Key, Question: c.Say(fact.Question), Decides: keysOf(decides[i])}
		with, err := w.Ahead(fact.With(p, true), sim.Stay(), on, 0)
		if err != nil {
			return nil, err
		}
		if total := with.At(on).Total; total != was {
			need.Decides, need.TotalIfMet = append(need.Decides, "score"), &total
		}
		if len(need.Decides) > 0 {
			list = append(list, need)
		}
	}
	return list, nil
}

// unstatedBasics names what has to be known of anybody before there is anything to
// say, where most of it is missing: tests of a language, and education or work.
// "" where enough is known.
func unstatedBasics(c *reason.Catalogue, p *profile.Profile) string {
	self := &p.Self
	if !self.TestsUnstated() || !self.EducationUnstated() && len(self.Work) > 0 {
		return ""
	}
	list := []string{c.Term("basics.languages")}
	if self.EducationUnstated() {
		list = append(list, c.Term("basics.education"))
	}
	if len(self.Work) == 0 {
		list = append(list, c.Term("basics.work"))
	}
	return strings.Join(list, ", ")
}
