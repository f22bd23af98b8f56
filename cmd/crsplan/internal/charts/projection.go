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

// panelOptions is how many options share one panel.
const panelOptions = 4

// pastMonths is how much of the past a projection shows.
const pastMonths = 24

// Projection shows the options' scores beside the rounds of the last two
// years.
func Projection(c *reason.Catalogue, doc *answer.Plan, w *sim.World) plots.Projection {
	chart := plots.Projection{
		From: doc.Today.AddMonths(-pastMonths), Today: doc.Today, To: doc.End,
		TodayText: c.Phrase("chart.today", "day", doc.Today), ScoreAxis: c.Term("chart.score"),
	}
	of, rounds := series(c, doc, chart.From)
	chart.Rounds = rounds
	for i := range doc.Record.Bands {
		if b := &doc.Record.Bands[i]; slices.Contains(b.Streams, draws.OntarioTech) && b.Until >= chart.From {
			chart.Spans = append(chart.Spans, plots.Span{On: b.Until, Low: b.Low, High: b.High})
		}
	}
	if len(chart.Spans) > 0 {
		chart.SpansLabel = c.Term("chart.tech-bands")
	}
	common := commonEvents(doc)
	for i := range doc.Options {
		chart.Options = append(chart.Options, line(c, &doc.Options[i], doc.Options[i].Played, common))
	}
	chart.Ahead, chart.SpreadLabel = ahead(c, doc, of), c.Term("chart.spread")
	chart.Marks = marks(c, w, doc.Record, chart.From, chart.To)
	if len(chart.Rounds) == 0 && len(chart.Spans) == 0 {
		chart.Empty = c.Phrase("chart.no-rounds", "from", chart.From, "to", doc.Today)
	}
	for _, w := range doc.Warnings {
		if w.Code == "no-round-open" {
			chart.Empty = w.Message
		}
	}
	lines := []string{c.Term("chart.no-pnp")}
	if slices.ContainsFunc(chart.Rounds, func(s plots.Series) bool { return s.Faint }) {
		lines = append(lines, c.Term("chart.faint"))
	}
	chart.Heading = plots.Heading{
		Title:    finding(c, doc),
		Subtitle: c.Phrase("chart.projection-subtitle", "name", within(c, doc.Name), "from", doc.Start, "to", doc.End),
		Foot:     foot(c, doc, lines...),
	}
	return chart
}

// finding is what the projection shows in a sentence: which option clears the
// last cutoff of a stream that is open to the person and active, staying first
// and then the one by most; or which comes nearest; or, where no such stream
// is open in any, which gains most on staying.
func finding(c *reason.Catalogue, doc *answer.Plan) string {
	var near *answer.Margin
	var option string
	staying := false
	for i := range doc.Options {
		stay := doc.Options[i].Stays()
		for j := range doc.Options[i].Margins {
			m := &doc.Options[i].Margins[j]
			if doc.Options[i].NoEstimate != "" || m.Eligible == nil || m.Last == nil || m.LastRound <= doc.DataDate.AddYears(-1) {
				continue
			}
			clears := stay && *m.Last > 0
			if near == nil || clears && !staying || clears == staying && *m.Last > *near.Last {
				near, option, staying = m, doc.Options[i].Title, clears
			}
		}
	}
	best := leader(doc)
	code := "chart.projection-title"
	if !anyOpen(doc) {
		code = "chart.projection-title/closed"
	}
	switch {
	case near != nil && *near.Last > 0:
		return c.Phrase("chart.projection-title/clears", "option", option, "stream", draws.Stream(near.Stream).Term(), "points", *near.Last, "on", near.On)
	case near != nil && *near.Last == 0:
		return c.Phrase("chart.projection-title/meets", "option", option, "stream", draws.Stream(near.Stream).Term(), "on", near.On)
	case near != nil:
		return c.Phrase("chart.projection-title/nearest", "option", option, "stream", draws.Stream(near.Stream).Term(), "points", -*near.Last, "on", near.On)
	case best.Change > 0:
		return c.Phrase(code, "option", best.Title, "total", best.Best.Total, "on", best.Best.On, "change", signed(best.Change))
	}
	return c.Phrase("chart.projection-title/none", "end", doc.End)
}

// anyOpen says whether a stream that holds rounds is open in some option, or
// may be.
func anyOpen(doc *answer.Plan) bool {
	for i := range doc.Options {
		if slices.ContainsFunc(doc.Options[i].Open, func(l sim.Lane) bool { return l.Verdict != streams.No && !isDormant(doc, l.Stream) }) {
			return true
		}
	}
	return false
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

// series returns the rounds of the streams that are open to the person in some
// option, those with the most rounds first, and in grey those that give the
// context. The PNP is left out, whose cutoffs hold the 600 points of a
// nomination.
func series(c *reason.Catalogue, doc *answer.Plan, from civil.Day) ([]draws.Stream, []plots.Series) {
	return seriesOf(c, doc.Record, from, openStreams(doc))
}

// seriesOf is series for the streams that are open.
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

// openStreams returns the streams that are open in some option at some time,
// or may be.
func openStreams(doc *answer.Plan) map[draws.Stream]bool {
	open := map[draws.Stream]bool{}
	for i := range doc.Options {
		for _, l := range doc.Options[i].Open {
			open[l.Stream] = open[l.Stream] || l.Verdict != streams.No
		}
	}
	return open
}

// dated is an event by its day and kind.
type dated struct {
	on   civil.Day
	kind sim.EventKind
}

// commonEvents are the events of staying, which most options share: they are
// flagged once, on its line. Where every option has a small panel of its own,
// birthdays are flagged nowhere, for want of room.
func commonEvents(doc *answer.Plan) map[dated]bool {
	common := map[dated]bool{}
	for _, e := range doc.Staying().Played.Events {
		common[dated{e.On, e.Kind}] = len(doc.Options) <= panelOptions || e.Kind == sim.BirthdayEvent
	}
	return common
}

// line is the score of one option with the flags of what moved it.
func line(c *reason.Catalogue, o *answer.Option, p *sim.Projection, common map[dated]bool) plots.Line {
	stay := len(p.Option.Scenarios) == 0
	l := plots.Line{Label: o.Title, Dashed: stay}
	for _, s := range o.Scores {
		l.Steps = append(l.Steps, plots.Step{From: s.From, Score: s.Total, Incomplete: !s.Complete})
	}
	if o.Outlook != nil {
		for _, s := range o.Outlook.Score {
			l.Spread = append(l.Spread, plots.ScoreRange{On: s.On, Low: s.P10, High: s.P90})
		}
	}
	for _, e := range p.Events {
		if text := flag(c, &e); text != "" && (stay || !common[dated{e.On, e.Kind}]) {
			l.Flags = append(l.Flags, plots.Flag{On: e.On, Text: text})
		}
	}
	return l
}

// flag is the short text of an event that moved the score.
func flag(c *reason.Catalogue, e *sim.Event) string {
	if e.Delta == 0 {
		return ""
	}
	switch e.Kind {
	case sim.StepEvent:
		return signed(e.Delta) + " " + move(c, e.Scenario, e.Step)
	case sim.BirthdayEvent:
		return signed(e.Delta) + " " + c.Phrase("flag.birthday", "age", e.What.Value("age"))
	}
	return signed(e.Delta) + " " + c.Term("flag."+string(e.Kind))
}

// move is a word or two for a step: a scenario of the library in the language,
// a step of the user's by its name, for a scenario may have several.
func move(c *reason.Catalogue, scenario, step string) string {
	if term := "move." + scenario; c.Term(term) != term {
		return c.Term(term)
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
