package page

import (
	"cmp"
	"slices"
	"strings"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/sim"
	"crsplan/sim/reason"
)

// How much the answer on the first screen holds.
const (
	mostCompared = 8 // options
	mostWatched  = 3 // dates
	mostWarned   = 2 // warnings
)

// Advice is the answer on the first screen: what to do, how likely it leads to an
// invitation, and what else there is.
func Advice(w Writer, doc *answer.Plan) []Block {
	return []Block{WhatToDo(w, doc), slices.Concat(Group{Compared(w, doc)}, w.NotPossible(doc.NotPossible), Marks(w, doc)), w.beside(doc)}
}

// WhatToDo says what to do, and with which chance.
func WhatToDo(w Writer, doc *answer.Plan) Callout {
	a, end := doc.Advice, doc.End
	hero := doc.Option(a.Option)
	switch {
	case doc.Recommended.By == "missing" && doc.Recommended.IfMet == doc.Recommended.IfNot:
		return Callout{Title: w.Phrase("advice.missing/chance"), Text: reason.Capital(a.Why) + ".", Alert: true}
	case doc.Recommended.By == "missing":
		return Callout{Title: w.Phrase("advice.missing"), Text: reason.Capital(a.Why) + ".", Alert: true}
	case doc.Recommended.By == "unstated":
		return Callout{Title: w.Phrase("advice.unstated"), Text: reason.Capital(a.Why) + ".", Alert: true}
	case hero == nil:
		return Callout{Title: w.Phrase("advice.none", "end", end), Text: reason.Capital(a.Why) + ".", Alert: true}
	case doc.Recommended.By == "margin" && len(hero.Chance) > 0:
		code := "advice.hopeless"
		if slices.ContainsFunc(doc.Options, func(o answer.Option) bool { return len(o.Chance) > 0 && o.Chance[len(o.Chance)-1].Bound != "" }) {
			code = "advice.hopeless/bound"
		}
		return Callout{Title: w.Phrase(code, "end", end), Text: w.Phrase("advice.closest", "option", hero.Title, "why", a.Why), Alert: true}
	}
	code := "advice.best"
	switch {
	case a.Found:
		code = "advice.best/found"
	case doc.Recommended.By == "asked":
		code = "advice.best/asked"
	case hero.Stays():
		code = "advice.best/stay"
	}
	said := Callout{Title: w.Phrase(code, "option", hero.Title), Text: reason.Capital(a.Why) + "."}
	if len(hero.Chance) == 0 {
		return said
	}
	last := hero.Chance[len(hero.Chance)-1]
	chance := answer.ChanceText(w.Catalogue, last)
	stay := doc.Staying()
	var beside []string
	if !hero.Stays() && len(stay.Chance) > 0 && stay.Chance[len(stay.Chance)-1].P.Known {
		beside = append(beside, w.Phrase("advice.staying", "chance", w.Chance(stay.Chance[len(stay.Chance)-1].P.P)))
	}
	if last.PIfStepsWork != nil {
		beside = append(beside, w.Phrase("advice.works", "chance", w.Chance(*last.PIfStepsWork)))
	}
	said.Text = w.Phrase("advice.chance", "chance", chance, "end", last.By)
	if beside != nil {
		said.Text = w.Phrase("advice.chance/beside", "chance", chance, "end", last.By, "beside", strings.Join(beside, "; "))
	}
	if a.Trials > 0 {
		said.Text += " " + w.Phrase("advice.holds", "n", a.HoldsIn, "of", a.Trials)
	}
	if at := w.atOnce(doc); at != "" {
		said.Text += " " + at
	}
	return said
}

// soon is how many days ahead a date is so near that the answer begins with it.
const soon = 30

// atOnce says which permit is to be extended now; "" where none is.
func (w Writer) atOnce(doc *answer.Plan) string {
	for _, d := range doc.Advice.Dates {
		if d.Kind == string(sim.ExtendDate) && d.On <= doc.Today+soon {
			return w.Phrase("advice.at-once", "list", w.Phrase("advice.date/extend", "day", d.On))
		}
	}
	return ""
}

// Compared is the short table of the options, the recommended one first: the
// chance, the day by which it is even, the best score, the cost, and how far that
// score lies from the last cutoff of a round type that is open then.
func Compared(w Writer, doc *answer.Plan) Table {
	t := Table{Title: w.Catalogue.Term("table.compared"), Columns: []Column{w.Column("option")}}
	t.Columns[0].Wrap = 44
	first := w.Options(doc)
	chances := slices.ContainsFunc(first, func(o *answer.Option) bool { return len(o.Chance) > 0 })
	even := slices.ContainsFunc(first, func(o *answer.Option) bool { return o.Outlook != nil && !o.Outlook.Half.IsZero() })
	if chances {
		t.Columns = append(t.Columns, w.Column("#chance"))
	}
	if even {
		t.Columns = append(t.Columns, w.Column("@even"))
		t.Columns[2].Priority = 1
	}
	t.Columns = append(t.Columns, w.Column("#points", "complete"), w.Column("#cost", SpreadParts...), w.Column("#gap", "stream"))
	for _, o := range first {
		row := []Cell{w.Text(o.Title)}
		if chances {
			told := w.None()
			if len(o.Chance) > 0 {
				told = w.Invited(o.Chance[len(o.Chance)-1])
			}
			row = append(row, told)
		}
		if even {
			half := w.None()
			if o.Outlook != nil {
				half = w.Day(o.Outlook.Half)
			}
			row = append(row, half)
		}
		best := w.Score(o.Best.Total, o.Complete)
		best.Values = []any{o.Best.Total, w.Verdict(&o.Complete).Text}
		t.Option(doc, o, append(row, best, w.CostBeside(o.Cost, o.NotIncluded), w.gap(doc, o))...)
	}
	return t
}

// Options are those of the first screen.
func (w Writer) Options(doc *answer.Plan) (list []*answer.Option) {
	for i := range doc.Options[:min(len(doc.Options), mostCompared)] {
		list = append(list, &doc.Options[i])
	}
	return list
}

// gap is how far the best score of an option lies above the last cutoff of the
// round type that it comes nearest to, of those that it makes eligible and that
// hold rounds; below it with a minus. Where every such round type hangs on a
// missing fact, that is said.
func (w Writer) gap(doc *answer.Plan, o *answer.Option) Cell {
	told := func(m *answer.Margin) (string, string) {
		short := w.Catalogue.Term("short." + m.Stream)
		return w.Signed(*m.Last).Text + " " + short, short
	}
	if m := doc.Nearest(o); m != nil {
		text, short := told(m)
		return w.Told(text, *m.Last, short)
	}
	if m := doc.NearestIfMet(o); m != nil {
		text, _ := told(m)
		return w.Told(w.Phrase("margin-if", "margin", text), "", "")
	}
	return w.Told(w.None().Text, "", "")
}

// Marks say what the marks of the comparison mean, and how many options are not
// shown.
func Marks(w Writer, doc *answer.Plan) (group Group) {
	if n := len(doc.Options) - mostCompared; n > 0 {
		group = append(group, w.Note("advice.more-options", "n", n))
	}
	if slices.ContainsFunc(w.Options(doc), func(o *answer.Option) bool { return !o.Complete }) {
		group = append(group, w.Note("advice.star"))
	}
	told := slices.ContainsFunc(doc.Options, func(o answer.Option) bool { return len(o.Chance) > 0 })
	for _, o := range w.Options(doc) {
		if o.NoEstimate != "" && told { // a "-" among chances is no zero
			group = append(group, Paragraph{Text: w.Labelled(o.Title, o.NoEstimate) + ".", Small: true})
		}
	}
	return group
}

// beside is what else a reader should know: what was also found, quick wins,
// dates, how far to trust the chance, and the warnings that change a decision.
func (w Writer) beside(doc *answer.Plan) (group Group) {
	a, dates, wins := doc.Advice, mostWatched, doc.Advice.QuickWins
	if asked := AlsoMissing(w, doc); asked != nil {
		group = append(group, asked...)
		dates, wins = mostWatched-1, wins[:min(1, len(wins))] // so that all is one screen
		if len(w.Options(doc)) > 2 {
			dates = 1
		}
	}
	var list []string
	for _, f := range a.AlsoFound {
		list = append(list, w.Phrase("advice.found-too", "option", f.Title, "chance", w.Chance(f.Chance), "cost", w.Dollars(f.Cost.Likely), "word", f.Option))
	}
	group = w.listed(group, "advice.also-found", list)
	list = nil
	for i := range wins {
		list = append(list, w.quickWin(&wins[i]))
	}
	group = w.listed(group, "advice.quick-wins", list)
	group = append(group, Watch(w, doc, dates)...)
	group = append(group, Trust(w, doc)...)
	return append(group, w.NotAdvice())
}

// quickWin says what a quick win gains and takes.
func (w Writer) quickWin(q *answer.QuickWin) string {
	code := "advice.quick-win"
	if q.Points == 0 {
		code = "advice.quick-win/opens"
	}
	return w.Phrase(code, "title", q.Title, "points", w.Signed(q.Points).Text, "count", q.Points, "opens", w.Shorts(q.Opens), "cost", w.Dollars(q.Cost.Likely), "months", reason.Months(q.Months))
}

// AlsoMissing asks for a missing fact that decides little: where one decides much
// the answer begins with it.
func AlsoMissing(w Writer, doc *answer.Plan) Group {
	if len(doc.Needs) == 0 || doc.Recommended.By == "missing" {
		return nil
	}
	return Group{w.Note("advice.also-missing", "question", doc.Needs[0].Question)}
}

// Watch names the dates that matter most, so many of them.
func Watch(w Writer, doc *answer.Plan, most int) Group {
	var list []string
	for _, d := range w.watched(doc.Advice.Dates, most) {
		list = append(list, w.Phrase("advice.date/"+d.Kind, "day", d.On, "points", w.Signed(d.Points).Text, "count", d.Points))
	}
	return w.listed(nil, "advice.dates", list)
}

// Trust says how far to trust the chance, with the warnings that change a
// decision.
func Trust(w Writer, doc *answer.Plan) Group {
	var list []string
	if p := doc.Advice.Chance; p != nil {
		if bin := doc.CameTrue(*p); bin != nil {
			list = append(list, w.Phrase("advice.record", "given", w.Percent(bin.Given), "came", w.Percent(bin.Came)))
		}
	}
	for _, o := range w.Options(doc) {
		for _, words := range o.OwnWords(w.Catalogue) {
			if !slices.Contains(list, words) {
				list = append(list, words)
			}
		}
	}
	starred := slices.ContainsFunc(w.Options(doc), func(o *answer.Option) bool { return !o.Complete })
	for _, warning := range brief(doc.Warnings) {
		if !starred || !strings.HasPrefix(warning.Code, "unknown-factor") { // the star says it
			list = append(list, warning.Message)
		}
	}
	if list == nil {
		return nil
	}
	return Group{Paragraph{Text: strings.Join(list, " ")}}
}

// listed adds a line of several things to a group; nothing where there are none.
func (w Writer) listed(group Group, code string, list []string) Group {
	if list == nil {
		return group
	}
	return append(group, w.Note(code, "list", strings.Join(list, "; ")))
}

// weights say which dates matter most to whoever reads few.
var weights = []sim.DateKind{sim.ExtendDate, sim.PermitDate, sim.WorkYearDate, sim.OpensDate, sim.ClosesDate, sim.TestDate, sim.AssessmentDate, sim.BirthdayDate}

// watched are the dates that matter most, so many of them, in their order.
func (w Writer) watched(dates []answer.Date, most int) []answer.Date {
	weight := func(d answer.Date) int { return slices.Index(weights, sim.DateKind(d.Kind)) }
	extends := slices.ContainsFunc(dates, func(d answer.Date) bool { return d.Kind == string(sim.ExtendDate) })
	list := slices.DeleteFunc(slices.Clone(dates), func(d answer.Date) bool {
		return weight(d) < 0 || extends && d.Kind == string(sim.PermitDate)
	})
	slices.SortStableFunc(list, func(a, b answer.Date) int { return cmp.Compare(weight(a), weight(b)) })
	// One of each kind, as far as there are others.
	var some []answer.Date
	for _, again := range []bool{false, true} {
		for _, d := range list {
			same := func(o answer.Date) bool { return o.Kind == d.Kind }
			if len(some) < most && !slices.ContainsFunc(some, func(o answer.Date) bool { return o.Kind == d.Kind && o.On == d.On }) && (again || !slices.ContainsFunc(some, same)) {
				some = append(some, d)
			}
		}
	}
	slices.SortStableFunc(some, func(a, b answer.Date) int { return cmp.Compare(a.On, b.On) })
	return some
}

// decides are the warnings that may change a decision, by what their codes begin
// with.
var decides = []string{"official-score", "data-none", "data-old", "unknown-factor"}

// brief are the warnings that may change a decision.
func brief(list []answer.Warning) (few []answer.Warning) {
	for _, warning := range list {
		code, _, _ := strings.Cut(warning.Code, "/")
		if slices.Contains(decides, code) && len(few) < mostWarned {
			few = append(few, warning)
		}
	}
	return few
}

// Closing ends a short answer: the warnings that may change a decision, and that
// it is no legal advice.
func (w Writer) Closing(list []answer.Warning) Group {
	var said []string
	for _, warning := range brief(list) {
		said = append(said, warning.Message)
	}
	if said == nil {
		return Group{w.NotAdvice()}
	}
	return Group{Paragraph{Text: strings.Join(said, " ")}, w.NotAdvice()}
}

// others are the warnings that are not told in brief.
func others(list []answer.Warning) []answer.Warning {
	told := brief(list)
	return slices.DeleteFunc(slices.Clone(list), func(w answer.Warning) bool { return slices.Contains(told, w) })
}
