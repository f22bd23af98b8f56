package charts

import (
	"cmp"
	"slices"

	"crsplan/cmd/crsplan/internal/answer"
	"crsplan/plots"
	"crsplan/sim"
	"crsplan/sim/civil"
	"crsplan/sim/crs"
	"crsplan/sim/draws"
	"crsplan/sim/reason"
	"crsplan/sim/streams"
)

// pastMonths is how much of the past a projection shows.
const pastMonths = 24

// Projection shows the options' scores beside the rounds of the last two
// years.
func Projection(c *reason.Catalogue, doc *answer.Plan, w *sim.World) plots.Projection {
	chart := plots.Projection{
		From: doc.Today.AddMonths(-pastMonths), Today: doc.Today, To: doc.End,
		TodayText: c.Phrase("chart.today", "day", doc.Today), ScoreAxis: c.Term("chart.score"),
	}
	best, list := doc.Hero(), compared(doc)
	open := openTo(best)
	of, rounds := seriesOf(c, doc.Record, chart.From, open)
	chart.Rounds = rounds
	if open[draws.OntarioTech] {
		for i := range doc.Record.Bands {
			if b := &doc.Record.Bands[i]; slices.Contains(b.Streams, draws.OntarioTech) && b.Until >= chart.From {
				chart.Spans, chart.SpansLabel = append(chart.Spans, plots.Span{On: b.Until, Low: b.Low, High: b.High}), c.Term("chart.tech-bands")
			}
		}
	}
	common := commonEvents(doc)
	for _, o := range list {
		chart.Options = append(chart.Options, line(c, o, o == best, common))
	}
	of = slices.DeleteFunc(of, func(s draws.Stream) bool { return !open[s] })
	chart.Ahead, chart.SpreadLabel = ahead(c, doc.Forecast, of, doc.Today, doc.End), c.Term("chart.spread")
	chart.Marks = marks(c, w, doc.Record, chart.From, chart.To)
	note := ""
	if !best.Complete {
		note = c.Term("chart.incomplete")
	}
	chart.Heading = plots.Heading{
		Title:    finding(c, doc, best),
		Subtitle: c.Term("chart.projection-subtitle"),
		Foot:     foot(c, doc.Record, doc.Warnings, note),
		Columns:  columns(c, "option", "date", "points", "what"),
	}
	if len(chart.Rounds) == 0 && len(chart.Spans) == 0 {
		chart.Empty = c.Phrase("chart.no-rounds", "from", chart.From, "to", doc.Today)
	}
	return chart
}

// finding is what the projection shows in a sentence: where the option that the
// plan is about lies beside the last cutoff of the round type that it opens and
// that holds rounds, or else what it gains.
func finding(c *reason.Catalogue, doc *answer.Plan, best *answer.Option) string {
	near := doc.Nearest(best)
	values := []any{"option", best.Title, "total", best.Best.Total, "now", best.Now, "on", best.Best.On, "end", doc.End}
	code := ""
	switch {
	case near != nil:
		values = append(values[:2], "stream", draws.Stream(near.Stream).Term(), "points", max(*near.Last, -*near.Last), "on", near.On)
		switch {
		case *near.Last > 0:
			code += "/clears"
		case *near.Last == 0:
			code += "/meets"
		default:
			code += "/nearest"
		}
		if best.Stays() {
			code += "-stay"
		}
	case best.Stays() && !anyOpen(best, doc):
		code += "/closed-stay"
	case best.Stays():
		code += "/stay"
	case !anyOpen(best, doc):
		code += "/closed"
	}
	return reason.Capital(c.Phrase("chart.projection-title"+code, about(c, doc.Name, values...)...))
}

// anyOpen reports whether a round type that holds rounds is open to an option,
// or may be.
func anyOpen(o *answer.Option, doc *answer.Plan) bool {
	return slices.ContainsFunc(o.Open, func(l sim.Lane) bool { return l.Verdict != streams.No && !isDormant(doc, l.Stream) })
}

// within is what somebody is called within a sentence.
func within(c *reason.Catalogue, name string) string {
	return cmp.Or(name, c.Term("somebody.within"))
}

// context are the streams that need no listed occupation: they are shown in
// grey where they are not open to the person.
var context = []draws.Stream{draws.General, draws.CEC, draws.French}

// mostSeries is how many streams a chart can tell apart.
const mostSeries = 4

// seriesOf returns the rounds of the round types that are open, those with the
// most rounds first, and in grey those that give the context. The PNP is left
// out, whose cutoffs hold the 600 points of a nomination.
func seriesOf(c *reason.Catalogue, record *draws.Record, from civil.Day, open map[draws.Stream]bool) ([]draws.Stream, []plots.Series) {
	count := map[draws.Stream]int{}
	for _, r := range record.Since(from).Rounds {
		count[r.Stream]++
	}
	delete(count, draws.PNP)
	var strong, faint []draws.Stream
	for _, s := range draws.Streams() {
		switch {
		case count[s] == 0:
		case open[s]:
			strong = append(strong, s)
		case slices.Contains(context, s):
			faint = append(faint, s)
		}
	}
	slices.SortStableFunc(strong, func(a, b draws.Stream) int { return cmp.Compare(count[b], count[a]) })
	var list []plots.Series
	shown := slices.Concat(strong, faint)
	for i, s := range shown {
		one := plots.Series{Label: c.Term(string(s.Term())), Faint: i >= len(strong) || i >= mostSeries}
		for _, r := range record.Since(from).Rounds {
			if r.Stream == s {
				one.Dots = append(one.Dots, plots.Dot{On: r.Date, Score: r.Cutoff})
			}
		}
		list = append(list, one)
	}
	return shown, list
}

// openTo returns the round types that are open to an option at some time, or may
// be.
func openTo(o *answer.Option) map[draws.Stream]bool {
	open := map[draws.Stream]bool{}
	for _, l := range o.Open {
		open[l.Stream] = open[l.Stream] || l.Verdict != streams.No
	}
	return open
}

// dated is an event by its day and kind.
type dated struct {
	on   civil.Day
	kind sim.EventKind
}

// commonEvents are the events of staying, which most options share: they are
// flagged once, on its line.
func commonEvents(doc *answer.Plan) map[dated]bool {
	common := map[dated]bool{}
	for _, e := range doc.Staying().Played.Events {
		common[dated{e.On, e.Kind}] = true
	}
	return common
}

// line is the score of one option, with the flags of what moved the hero's and
// that of staying.
func line(c *reason.Catalogue, o *answer.Option, best bool, common map[dated]bool) plots.Line {
	stay := o.Stays()
	l := plots.Line{Label: nameOf(c, o), Hero: best, Dashed: stay}
	for _, s := range o.Scores {
		l.Steps = append(l.Steps, plots.Step{From: s.From, Score: s.Total, Incomplete: !s.Complete})
	}
	if o.Outlook != nil {
		for _, s := range o.Outlook.Score {
			l.Spread = append(l.Spread, plots.ScoreRange{On: s.On, Low: s.P10, High: s.P90})
		}
	}
	if !best && !stay {
		return l
	}
	for _, e := range o.Played.Events {
		if text := flag(c, o.Played, &e); text != "" && (stay || !common[dated{e.On, e.Kind}]) {
			l.Flags = append(l.Flags, plots.Flag{On: e.On, Text: text})
		}
	}
	return l
}

// flag is the short text of an event that moved the score.
func flag(c *reason.Catalogue, p *sim.Projection, e *sim.Event) string {
	if e.Delta == 0 {
		return ""
	}
	switch e.Kind {
	case sim.StepEvent:
		return signed(e.Delta) + " " + move(c, p, e.Scenario, e.Step)
	case sim.BirthdayEvent:
		return signed(e.Delta) + " " + c.Phrase("flag.birthday", "age", e.What.Value("age"))
	}
	return signed(e.Delta) + " " + c.Term("flag."+string(e.Kind))
}

// move is a word or two for a step: a scenario of the library in the language,
// a step of the user's by its name, for a scenario may have several.
func move(c *reason.Catalogue, p *sim.Projection, scenario, step string) string {
	if term := "move." + scenario; c.Term(term) != term {
		return c.Term(term)
	}
	for i := range p.Steps {
		if s := &p.Steps[i]; s.Scenario.Name == scenario && s.Step.Name == step {
			return c.Text(s.Title())
		}
	}
	return step
}

// marks are the dated changes that matter in a span of days, as far as they
// are known.
func marks(c *reason.Catalogue, w *sim.World, record *draws.Record, from, to civil.Day) []plots.Mark {
	var list []plots.Mark
	add := func(on civil.Day, text string) {
		if on > from && on <= to {
			list = append(list, plots.Mark{On: on, Text: text})
		}
	}
	for _, in := range w.Book.Instruments() {
		if in.Announced <= w.Known && in.InForce > crs.FirstDay {
			text := c.Term("mark." + in.ID)
			if text == "mark."+in.ID {
				text = c.Text(in.Title)
			}
			add(in.InForce, text)
		}
	}
	if first, ok := firstCategory(record); ok {
		add(first, c.Term("mark.categories"))
	}
	if last, ok := record.Last(draws.General); ok && last.Date < record.DataDate().AddYears(-1) {
		add(last.Date, c.Term("mark.last-general"))
	}
	if closed, ok := draws.ClosedOn(draws.OntarioTech); ok && closed <= w.Known {
		add(closed, c.Term("mark.ontario-closed"))
	}
	slices.SortFunc(list, func(a, b plots.Mark) int { return int(a.On - b.On) })
	return list
}

// firstCategory returns the day of the first category-based round.
func firstCategory(record *draws.Record) (civil.Day, bool) {
	programs := []draws.Stream{draws.General, draws.FSW, draws.CEC, draws.FST, draws.PNP}
	for _, r := range record.Rounds {
		if !slices.Contains(programs, r.Stream) {
			return r.Date, true
		}
	}
	return 0, false
}
